package raw

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"chronik/internal/diag"
	"chronik/internal/html"
)

// feedName reports whether a file is named as feeds are.
func feedName(name string) bool {
	switch path.Ext(strings.ToLower(name)) {
	case ".rss", ".atom":
		return true
	}
	return false
}

// looksLikeFeed reports whether a text is RSS, Atom or a JSON Feed.
func looksLikeFeed(data []byte) bool {
	start := bytes.TrimLeft(data[:min(len(data), 1024)], "\ufeff \t\r\n")
	if bytes.HasPrefix(start, []byte("{")) {
		return bytes.Contains(start, []byte("jsonfeed.org/version"))
	}
	if !bytes.HasPrefix(start, []byte("<")) || html.Looks(start) {
		return false
	}
	return bytes.Contains(start, []byte("<rss")) || bytes.Contains(start, []byte("<feed")) || bytes.Contains(start, []byte("<rdf:RDF"))
}

// leastFull is how long the text of an item must be, in bytes without markup, to
// be the article and not a teaser of it.
const leastFull = 400

// The largest feed that is read, in bytes and in items. All its items are held
// at once, a thousand bytes each at least.
const (
	maxFeed  = 16 << 20
	maxItems = 20_000
)

// itemPage is an item as a page: what the feed says of it is what a page says of
// itself.
var itemPage = template.Must(template.New("item").Parse(`<!doctype html>
<html><head><meta charset="utf-8"><title>{{.Title}}</title>
{{with .URL}}<link rel="canonical" href="{{.}}">
{{end}}{{with .Published}}<meta property="article:published_time" content="{{.}}">
{{end}}{{with .Author}}<meta name="author" content="{{.}}">
{{end}}{{with .Site}}<meta property="og:site_name" content="{{.}}">
{{end}}</head><body><article><h1>{{.Title}}</h1>
{{.Body}}
</article></body></html>
`))

// feed yields the items of a feed that hold their whole text. How many hold only
// a teaser is said once. It reports whether more is wanted.
func feed(name string, data []byte, yield func(Piece) bool) bool {
	if len(data) > maxFeed {
		return yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "large", Msg: fmt.Sprintf("feed is %.1f MiB, at most %d MiB can be read", float64(len(data))/(1<<20), maxFeed>>20), Hint: "split it, or import the pages it links to"}})
	}
	if n := max(bytes.Count(data, []byte("<item")), bytes.Count(data, []byte("<entry")), bytes.Count(data, []byte(`"id"`))); n > maxItems {
		return yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "large", Msg: fmt.Sprintf("feed has %d items, at most %d can be read", n, maxItems), Hint: "split it, or import the pages it links to"}})
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "feed", Msg: "not a feed that can be read: " + oneLine(err.Error()), Hint: "RSS, Atom and JSON Feed can be read"}})
	}
	short := 0
	for i, item := range f.Items {
		if item == nil {
			continue
		}
		body := item.Content
		if body == "" {
			body = item.Description
		}
		text := body
		if p, err := html.Parse(strings.NewReader(body)); err == nil {
			text = p.Text()
		}
		if len(text) < leastFull {
			short++
			continue
		}
		said := struct {
			Title, URL, Published, Author, Site string
			Body                                template.HTML
		}{Title: item.Title, Site: f.Title, Body: template.HTML(body)}
		if strings.HasPrefix(item.Link, "https://") || strings.HasPrefix(item.Link, "http://") {
			said.URL = item.Link
		}
		if item.PublishedParsed != nil {
			said.Published = item.PublishedParsed.Format(time.RFC3339)
		}
		if len(item.Authors) > 0 && item.Authors[0] != nil {
			said.Author = item.Authors[0].Name
		}
		var page bytes.Buffer
		if err := itemPage.Execute(&page, said); err != nil {
			continue
		}
		if !yield(Piece{Name: fmt.Sprintf("%s#%d", name, i+1), Data: page.Bytes(), ContentType: "text/html", Meta: Meta{URL: said.URL}}) {
			return false
		}
	}
	if short > 0 {
		return yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "teaser", Severity: diag.Warning,
			Msg: fmt.Sprintf("%d of %d items hold only a teaser, no article", short, len(f.Items)), Hint: "fetch the pages they link to"}})
	}
	return true
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
