package html

import (
	"encoding/json"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Fact is what a page says of itself to machines.
type Fact struct {
	Key   string // one of the constants below
	Value string // as written, space collapsed
	From  string // json-ld, opengraph, meta, microdata, time, canonical or title
	Of    int    // which article of the linked data says it, from 1; 0 for the rest
}

// What pages say of themselves.
const (
	FactTitle     = "title"
	FactPublished = "published"
	FactModified  = "modified"
	FactAuthor    = "author"
	FactSite      = "site"
	FactURL       = "url"
	FactLocked    = "locked" // the text goes on behind a paywall
)

// metaFacts are the names and properties of <meta>, in lower case, as the Open
// Graph protocol, Dublin Core, schema.org and the makers of shops, counters and
// search machines gave them.
var metaFacts = map[string]Fact{
	"og:title": {Key: FactTitle, From: "opengraph"}, "twitter:title": {Key: FactTitle, From: "meta"}, "dc.title": {Key: FactTitle, From: "meta"},
	"og:site_name": {Key: FactSite, From: "opengraph"}, "application-name": {Key: FactSite, From: "meta"}, "publisher": {Key: FactSite, From: "meta"},
	"og:url": {Key: FactURL, From: "opengraph"},
	"author": {Key: FactAuthor, From: "meta"}, "dc.creator": {Key: FactAuthor, From: "meta"}, "article:author": {Key: FactAuthor, From: "opengraph"},

	"article:published_time": {Key: FactPublished, From: "opengraph"}, "og:published_time": {Key: FactPublished, From: "opengraph"}, "og:article:published_time": {Key: FactPublished, From: "opengraph"}, "og:pubdate": {Key: FactPublished, From: "opengraph"},
	"article:modified_time": {Key: FactModified, From: "opengraph"}, "og:updated_time": {Key: FactModified, From: "opengraph"}, "last-modified": {Key: FactModified, From: "meta"}, "dcterms.modified": {Key: FactModified, From: "meta"}, "datemodified": {Key: FactModified, From: "meta"},
}

func init() {
	for _, name := range []string{"date", "dc.date", "dc.date.issued", "dc.date.created", "dc.created", "dc.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "datepublished", "datecreated", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "publication-date", "article.published", "article_date_original", "article.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "originalpublicationdate", "release_date", "rbpubdate", "pub_date", "published_at", "created"} {
		metaFacts[name] = Fact{Key: FactPublished, From: "meta"}
	}
}

// Facts returns what the page says of itself, for each key the more trustworthy
// first: JSON-LD, then <meta>, then microdata, then <time> and <title>. Values
// that were said before are left out.
func (p *Page) Facts() []Fact {
	var c factCollector
	for n := range p.root.Descendants() {
		if n.Type != nethtml.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if kind, _ := attr(n, "type"); strings.HasPrefix(strings.ToLower(strings.TrimSpace(kind)), "application/ld+json") && n.FirstChild != nil {
				c.jsonLD(n.FirstChild.Data)
			}
		case atom.Meta:
			c.meta(n)
		case atom.Link:
			if rel, _ := attr(n, "rel"); slices.Contains(strings.Fields(strings.ToLower(rel)), "canonical") {
				href, _ := attr(n, "href")
				c.add(1, Fact{Key: FactURL, Value: href, From: "canonical"})
			}
		case atom.Time:
			c.time(n)
		case atom.Title:
			if n.Namespace == "" { // of a drawing it has one; in the body it is that of a page within
				c.add(4, Fact{Key: FactTitle, Value: (&Node{n}).Text(), From: "title"})
			}
		default:
			if prop, _ := attr(n, "itemprop"); prop != "" {
				c.property(n, prop)
			}
		}
	}
	c.dropTimes()
	slices.SortStableFunc(c.facts, func(a, b ranked) int { return a.rank - b.rank })
	facts := make([]Fact, len(c.facts))
	for i, f := range c.facts {
		facts[i] = f.Fact
	}
	return facts
}

type ranked struct {
	Fact
	rank int
}

type factCollector struct {
	facts    []ranked
	articles int // of the linked data
}

// maxFacts and maxFact bound what a page can make us keep.
const (
	maxFacts = 200
	maxFact  = 1000
)

func (c *factCollector) add(rank int, f Fact) {
	f.Value = strings.Join(strings.Fields(f.Value), " ")
	if f.Value == "" || len(f.Value) > maxFact || len(c.facts) >= maxFacts {
		return
	}
	for i, old := range c.facts {
		if old.Key == f.Key && old.Value == f.Value {
			if rank < old.rank {
				c.facts[i] = ranked{f, rank}
			}
			return
		}
	}
	c.facts = append(c.facts, ranked{f, rank})
}

func (c *factCollector) meta(n *nethtml.Node) {
	value, _ := attr(n, "content")
	for _, key := range []string{"property", "name", "http-equiv"} {
		if name, _ := attr(n, key); name != "" {
			if f, ok := metaFacts[strings.ToLower(name)]; ok {
				f.Value = value
				c.add(2, f)
			}
		}
	}
	if prop, _ := attr(n, "itemprop"); prop != "" {
		c.property(n, prop)
	}
}

var properties = map[string]string{"datePublished": FactPublished, "dateModified": FactModified, "headline": FactTitle}

// property reads an itemprop of schema.org: the content, the moment or the text
// of the element.
func (c *factCollector) property(n *nethtml.Node, prop string) {
	key := properties[prop]
	if key == "" {
		return
	}
	value, _ := attr(n, "content")
	if value == "" {
		value, _ = attr(n, "datetime")
	}
	if value == "" {
		value = (&Node{n}).Text()
	}
	c.add(3, Fact{Key: key, Value: value, From: "microdata"})
}

// time reads a <time> with a moment of its own: the one marked as that of
// publication comes before others.
func (c *factCollector) time(n *nethtml.Node) {
	value, _ := attr(n, "datetime")
	if len(value) < len("2006-01-02") {
		return
	}
	prop, _ := attr(n, "itemprop")
	words := names(n)
	for up, i := n.Parent, 0; up != nil && up.Type == nethtml.ElementNode && i < 8; up, i = up.Parent, i+1 {
		if i < 2 {
			words = append(words, names(up)...)
		}
		switch up.DataAtom {
		case atom.Body, atom.Main, atom.Article:
			i = 8 // what is around says nothing of it
			continue
		case atom.Aside, atom.Nav, atom.Footer, atom.Li:
			return // of another article, or of a comment
		}
		if slices.ContainsFunc(names(up), func(w string) bool {
			return strings.HasPrefix(w, "comment") || strings.HasPrefix(w, "kommentar") || w == "related" || w == "teaser" || w == "sidebar"
		}) {
			return
		}
	}
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(wanted, w) })
	}
	_, pubdate := attr(n, "pubdate")
	switch {
	case prop == "dateModified" || has("updated", "modified") && !has("published"):
		c.add(4, Fact{Key: FactModified, Value: value, From: "time"})
	case prop == "datePublished" || pubdate || has("published", "publish", "pubdate", "entry"):
		c.add(3, Fact{Key: FactPublished, Value: value, From: "time"})
	default:
		c.add(4, Fact{Key: FactPublished, Value: value, From: "time"})
	}
}

// maxTimes is how many <time>s without a word on what they are may tell of the
// article: where there are more, they are those of a list.
const maxTimes = 2

func (c *factCollector) dropTimes() {
	isPlain := func(f ranked) bool { return f.From == "time" && f.Key == FactPublished && f.rank == 4 }
	n := 0
	for _, f := range c.facts {
		if isPlain(f) {
			n++
		}
	}
	if n > maxTimes {
		c.facts = slices.DeleteFunc(c.facts, isPlain)
	}
}

// jsonLD reads a script of linked data. Many are not quite JSON: line breaks
// stand in strings, comments around the whole.
func (c *factCollector) jsonLD(script string) {
	script = strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}} {
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(script, wrap[0])), wrap[1]))
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, strings.TrimSuffix(script, ";"))
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		c.linked(value, 0)
	}
}

// linked looks for articles in linked data: at the top, in a list or graph, and
// as what a page is about; not in lists of other articles.
func (c *factCollector) linked(value any, depth int) {
	if depth > 4 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v[:min(len(v), maxFacts)] {
			c.linked(item, depth+1)
		}
	case map[string]any:
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			c.linked(v[key], depth+1)
		}
		if !isArticle(v["@type"]) {
			return
		}
		c.articles++
		add := func(key string, value any) {
			if s, ok := value.(string); ok {
				c.add(0, Fact{Key: key, Value: unescape(s), From: "json-ld", Of: c.articles})
			}
		}
		add(FactTitle, v["headline"])
		add(FactPublished, v["datePublished"])
		if v["datePublished"] == nil {
			add(FactPublished, v["dateCreated"])
		}
		add(FactModified, v["dateModified"])
		add(FactAuthor, named(v["author"]))
		add(FactSite, named(v["publisher"]))
		add(FactURL, v["url"])
		if free, ok := v["isAccessibleForFree"]; ok && (free == false || free == "False" || free == "false") {
			c.add(0, Fact{Key: FactLocked, Value: "isAccessibleForFree: false", From: "json-ld", Of: c.articles})
		}
	}
}

// unescape undoes the references that some write into linked data, where they
// mean nothing.
func unescape(s string) string {
	if strings.Contains(s, "&") {
		return nethtml.UnescapeString(s)
	}
	return s
}

func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "BlogPosting") || strings.HasSuffix(k, "Report")
	case []any:
		return slices.ContainsFunc(k, isArticle)
	}
	return false
}

// named returns the names in a person, an organisation or a list of such.
func named(value any) any {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		return v["name"]
	case []any:
		var names []string
		for _, item := range v {
			if s, ok := named(item).(string); ok {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return nil
}
