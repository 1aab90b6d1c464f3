package clean

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/html"
)

// In HTML a line has a place in the tree. The article is the element whose
// lines together are most like one: sentences count for it, links, labels and
// the headings of other articles against it (a subtree of maximum sum). Before
// that is told, what elements call themselves is put aside: comments, menus,
// teasers. No name counts for an element that holds most of the page's
// sentences: many a page is called "has-sidebar" or "paywall" as a whole.

// placeRules drop a line for its place. They come first.
var placeRules = []rule{
	{name: "page-fact", zone: anywhere, strong: true, when: isPlaced("page-fact"), act: dropFact},
	{name: "page-comments", zone: anywhere, strong: true, when: isPlaced("page-comments")},
	{name: "page-navigation", zone: anywhere, strong: true, when: isPlaced("page-navigation"), mine: mineDated},
	{name: "page-related", zone: anywhere, strong: true, when: isPlaced("page-related")},
	{name: "page-account", zone: anywhere, strong: true, when: isPlaced("page-account")},
	{name: "page-caption", zone: anywhere, strong: true, when: isPlaced("page-caption"), mine: captionDay},
	{name: "page-byline", zone: anywhere, strong: true, when: isPlaced("page-byline"), mine: mineDated},
	{name: "page-links", zone: anywhere, strong: true, when: isPlaced("page-links"), mine: mineDated},
	{name: "page-box", zone: anywhere, strong: true, when: isPlaced("page-box")},
	{name: "page-outside", zone: anywhere, strong: true, when: isPlaced("page-outside"), mine: mineDated},
}

func isPlaced(rule string) func(p *page, i int) bool {
	return func(p *page, i int) bool { return p.lines[i].place == rule }
}

// placeNames are the words by which elements of each class call themselves, in
// id, class and role.
var placeNames = map[string]string{}

func init() {
	for rule, words := range map[string]string{
		"page-navigation": "nav navi navigation navbar subnav menu menue breadcrumb breadcrumbs brotkrumen footer fuss topbar sitemap skip skiplink skiplinks pagination pager paginator toolbar masthead toc",
		"page-comments":   "cmt cmts comment comments commentlist kommentar kommentare disqus respond reply replies leserkommentare leserkommentar forum postings discussion chat chats",
		"page-related": "related teaser teasers teaserlist recommend recommended recommendation recommendations recirculation more mehr weitere aehnliche similar sidebar pullquote pull outbrain taboola plista ligatus popular trending meistgelesen mostread latest newsticker readmore readalso crosslink crosslinks linklist linkbox keypoints kuerze bulletpoints highlights embed liveblog tweet infobox promo promotion bestseller aside upnext nextarticle " +
			"share sharing shares social socials shariff follow sharebar addtoany sharedaddy jp tags tag keywords schlagworte schlagwoerter taglist",
		"page-account": "newsletter subscribe subscription paywall cookie cookies consent popup modal login signup overlay banner gdpr dsgvo ad ads advert advertisement advertising adslot anzeige werbung sponsor sponsored piano offcanvas donate donation spende spenden captcha poll umfrage quiz video audio player podcast mediathek",
		"page-caption": "cap pic img image picture caption captions bildunterschrift bu credit credits copyright bildquelle bildnachweis fotocredit imagecredit slideshow slides gallery galerie foto fotos photo bild bildtext bildtitel",
		"page-byline":  "byline author authors autor autoren autorin bio date datum time published publish timestamp meta postmeta dateline readtime readingtime lesezeit infoline articlemeta vcard posted kuerzel",
	} {
		for word := range strings.FieldsSeq(words) {
			placeNames[word] = rule
		}
	}
}

// placeEnds are ends of such words: German puts them together.
var placeEnds = []struct{ end, rule string }{
	{"bild", "page-caption"}, {"foto", "page-caption"}, {"teaser", "page-related"}, {"werbung", "page-account"}, {"kommentare", "page-comments"}, {"navigation", "page-navigation"},
}

// placeNamed returns the rule for a word, "" for most words.
func placeNamed(name string) string {
	if rule := placeNames[name]; rule != "" {
		return rule
	}
	for _, e := range placeEnds {
		if strings.HasSuffix(name, e.end) {
			return e.rule
		}
	}
	return ""
}

// An area is what is known of an element: what its lines amount to.
type area struct {
	worth  float64 // the sum of its lines
	text   int     // bytes
	linked int     // bytes in links
	good   float64 // the worth of its sentences
	before float64 // worth of the sentences above it
	link   bool    // a line of it is a link
	h1     bool
}

// placeLines tells for each line of HTML whether its place drops it.
func (p *page) placeLines() {
	areas := map[*html.Element]*area{}
	each := func(e *html.Element, f func(*area)) {
		for ; e != nil; e = e.Parent {
			a := areas[e]
			if a == nil {
				a = &area{}
				areas[e] = a
			}
			f(a)
		}
	}
	total := 0.0
	h1s := 0
	for i := range p.lines {
		l := &p.lines[i]
		if l.fact != nil {
			l.place = "page-fact"
			continue
		}
		good := l.running()
		total += good
		h1, link := l.html.In.Tag == "h1", l.isLink()
		if h1 {
			h1s++
		}
		each(l.html.In, func(a *area) {
			if a.text == 0 {
				a.before = total - good
			}
			a.good += good
			a.text += len(l.html.Text)
			a.linked += l.html.Linked
			a.h1 = a.h1 || h1
			a.link = a.link || link
		})
	}
	c := caller{areas: areas, names: map[string]*area{}, called: map[*html.Element]string{}, total: total, oneH1: h1s == 1}
	c.count(p.lines)
	for _, l := range p.open() {
		l.place = c.place(l)
	}
	p.dropNextStories(areas)
	p.dropCards(areas)
	for _, l := range p.open() {
		worth := l.worth()
		each(l.html.In, func(a *area) { a.worth += worth })
	}
	best := (*html.Element)(nil)
	for i := range p.lines { // in the order of the page, not of the map
		if p.lines[i].fact != nil {
			continue
		}
		for e := p.lines[i].html.In; e != nil; e = e.Parent {
			if best == nil || areas[e].worth > areas[best].worth || areas[e].worth == areas[best].worth && e.Depth > best.Depth {
				best = e
			}
		}
	}
	if best == nil || areas[best].worth <= 0 {
		return
	}
	p.keepArea(best, areas)
}

// A caller tells the place of lines by what the elements around them call
// themselves.
type caller struct {
	areas  map[*html.Element]*area
	names  map[string]*area // of all elements that have a word of placeNames, together
	called map[*html.Element]string
	total  float64 // what all sentences of the page are worth
	oneH1  bool
}

// count adds up the lines in elements of each name: an article may stand in
// many small ones of the same.
func (c *caller) count(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.fact != nil {
			continue
		}
		good := l.running()
		var seen []string
		for e := l.html.In; e != nil; e = e.Parent {
			for _, name := range e.Names {
				if placeNamed(name) == "" || slices.Contains(seen, name) || c.areas[e].good > c.total/2 {
					continue
				}
				seen = append(seen, name)
				a := c.names[name]
				if a == nil {
					a = &area{}
					c.names[name] = a
				}
				a.good += good
				a.text += len(l.html.Text)
				a.linked += l.html.Linked
			}
		}
	}
}

// place returns the rule that what a line's elements call themselves brings it
// under, "" for none.
func (c *caller) place(l *line) string {
	for e := l.html.In; e != nil; e = e.Parent {
		rule, known := c.called[e]
		if !known {
			rule = c.element(e)
			c.called[e] = rule
		}
		switch {
		case rule == "":
		case rule == "page-byline" && (l.sentence() || l.runes > 160 || l.html.In.Heading() > 0):
		case rule == "page-caption" && l.runes > 500:
		default:
			return rule
		}
	}
	return ""
}

// element returns the rule for what an element calls itself.
func (c *caller) element(e *html.Element) string {
	a := c.areas[e]
	if a.h1 && c.oneH1 || e.Parent == nil || c.total-a.good < 200 {
		return ""
	}
	most := a.good > c.total/2
	if e.Tag == "aside" && (!most || a.before >= 400) { // a ticker may be longer than the article beside it
		return "page-related"
	}
	if !most {
		switch e.Tag {
		case "nav", "footer", "menu":
			return "page-navigation"
		case "figcaption", "figure":
			return "page-caption"
		}
	}
	for _, name := range e.Names {
		rule := placeNamed(name)
		if rule == "page-comments" { // there may be more of them than of the article
			if most && a.before < 250 {
				continue // but some article above
			}
			return rule
		}
		if rule == "" || most || c.names[name].good > c.total/2 {
			continue
		}
		switch rule {
		case "page-caption":
			if c.text(a) {
				continue
			}
		case "page-account":
			if c.text(a) || c.text(c.names[name]) {
				continue
			}
		case "page-related":
			// A lead is called a teaser as well; it has no links.
			if c.text(a) || c.text(c.names[name]) || 5*a.linked < a.text && a.good > 0 && (a.before < 200 || e.Tag == "p") && slices.Contains(leadNames, name) {
				continue
			}
		case "page-byline":
			if a.text > 400 {
				continue
			}
		}
		return rule
	}
	return ""
}

// leadNames are what leads and boxes of the text are called as well.
var leadNames = []string{"teaser", "promo", "more", "mehr", "infobox"}

// text reports whether an area holds much running text and hardly a link: that
// is text, whatever it is called.
func (c *caller) text(a *area) bool {
	return a.good > max(500, c.total/6) && 10*a.linked < a.text
}

// running is how many letters of running text a line of HTML is worth.
func (l *line) running() float64 {
	if l.html.In.Heading() > 0 || !l.ended || l.runes < 40 {
		return 0
	}
	free := 1 - l.html.LinkedShare()
	if free < .5 {
		return 0
	}
	worth := float64(l.runes) * free
	if l.html.In.Tag == "li" {
		worth *= .6
	}
	return worth
}

// worth is what a line counts for the element it is in, or against it.
func (l *line) worth() float64 {
	linked := l.html.LinkedShare()
	switch h := l.html.In.Heading(); {
	case h == 1 && linked < .5:
		return 40
	case h > 0 && linked >= .5: // over another article
		return -120
	case h > 0:
		return 0
	case linked >= .5:
		return -min(150, 20+float64(l.runes)/2)
	}
	if good := l.running(); good > 0 {
		return good
	}
	if l.runes >= 120 {
		return float64(l.runes) / 2
	}
	return -10
}

// keepArea drops by its place what lies outside of the article's element, but
// for the headline and the lead over it; inside of it what is mostly links, and
// what follows on its text.
func (p *page) keepArea(best *html.Element, areas map[*html.Element]*area) {
	first, last := p.span(best)
	lead := p.leadFrom(first)
	core := p.core(best)
	p.findUsual()
	_, end := p.span(core)
	for i, l := range p.open() {
		switch {
		case i >= lead && i < first && (l.html.In.Heading() == 1 || l.sentence() && l.html.LinkedShare() < .2):
		case i < first || i > last || i > end && !continues(l, core):
			l.place = "page-outside"
		case l.isLink() && l.html.In.Heading() != 1:
			l.place = "page-links"
		}
	}
	p.dropNextArticles()
	looks := looksOf(areas)
	p.dropBesideLinks(core, areas, looks)
	p.dropBoxes(core, areas, looks)
	// A heading over nothing but what was dropped goes with it.
	for i := len(p.lines) - 1; i >= 0; i-- {
		l := &p.lines[i]
		if l.place != "" || l.html.In.Heading() < 2 || l.sentence() {
			continue
		}
		if p.overNothing(i) {
			l.place = "page-related"
		}
	}
}

// overNothing reports whether what a heading stands over is dropped: all up to the
// next paragraph beside it, or what it leads to by its words.
func (p *page) overNothing(i int) bool {
	h := &p.lines[i]
	dropped := false
	for j := i + 1; j < len(p.lines); j++ {
		l := &p.lines[j]
		switch {
		case slices.Contains([]string{"page-links", "page-related", "page-outside", "page-comments", "page-account", "page-navigation", "page-box"}, l.place):
			dropped = true
			continue
		case l.place != "":
			continue
		}
		return dropped && (l.html.In.Heading() > 0 || l.html.In.Parent != h.html.In.Parent || readAlsoHead.MatchString(h.text))
	}
	return true
}

// dropNextArticles drops articles that pages load below the one asked for: those
// beside the one with the <h1>, with a heading of their own.
func (p *page) dropNextArticles() {
	isArticle := func(e *html.Element) bool { return e.Tag == "article" }
	var asked *html.Element
	headed := map[*html.Element]bool{}
	for i := range p.lines {
		if l := &p.lines[i]; l.fact == nil {
			if e := l.html.In.Within(isArticle); e != nil && l.html.In.Heading() > 0 {
				headed[e] = true
				if asked == nil && l.html.In.Heading() == 1 {
					asked = e
				}
			}
		}
	}
	if asked == nil {
		return
	}
	p.dropIn("page-related", func(e *html.Element) bool { return headed[e] && e != asked && e.Parent == asked.Parent })
}

// dropBesideLinks drops what stands with a link in an element without any
// sentence, its day, its section; and within the text what stands with a link in
// a small box.
func (p *page) dropBesideLinks(core *html.Element, areas map[*html.Element]*area, looks map[string]int) {
	boxes := map[*html.Element]bool{}
	for i := range p.lines {
		if l := &p.lines[i]; l.place == "page-links" {
			for e := l.html.In; e != nil && !areas[e].h1 && (areas[e].good == 0 || areas[e].small() && looks[look(e)] < 4 && e != core && e.Within(is(core)) != nil); e = e.Parent {
				boxes[e] = true
			}
		}
	}
	for _, l := range p.open() {
		if l.html.In.Within(func(e *html.Element) bool { return boxes[e] && (areas[e].good > 0 || !l.ended) }) != nil {
			l.place = "page-links"
		}
	}
}

// leadFrom returns the line of the headline above the article's element, if one
// is near, else first: the lead may stand between the two.
func (p *page) leadFrom(first int) int {
	for i, n := first-1, 0; i >= 0 && n < 20; i, n = i-1, n+1 {
		if l := &p.lines[i]; l.html != nil && l.html.In.Heading() == 1 {
			return i
		}
	}
	return first
}

// mineDated notes the day in a short line that is no part of the text, if the
// line or its element is there to say it.
func mineDated(p *page, l *line, rule string) {
	if l.runes > 100 || l.ended && l.runes > 60 {
		return
	}
	if !p.stampsHeadline(l) && !saysPublished.MatchString(l.text) && l.html.In.Within(func(e *html.Element) bool {
		return slices.ContainsFunc(e.Names, func(name string) bool {
			return placeNamed(name) == "page-byline" || strings.HasPrefix(name, "date") || strings.HasPrefix(name, "publish")
		})
	}) == nil {
		return
	}
	mineStamp(p, l, rule)
}

// stampsHeadline reports whether a line is nothing but a day and stands near the
// headline.
func (p *page) stampsHeadline(l *line) bool {
	if p.headline == nil {
		return false
	}
	at, headline := p.indexOf(l), p.indexOf(p.headline)
	if at > headline && l.place == "page-byline" && saysWhen.MatchString(l.text) && p.first >= 0 {
		return true
	}
	return at >= headline-3 && at <= headline+3 && (isTimeStamp(p, at) || printed.MatchString(l.text) || at < headline && datesPage(l))
}

// printed is where a paper printed an article: its day and page.
var printed = re(`\d{4}, S(?:\.|eite) \d+$`)

// indexOf returns where a line stands in p.lines.
func (p *page) indexOf(l *line) int {
	i, _ := slices.BinarySearchFunc(p.lines, l.number, func(other line, number int) int { return cmp.Compare(other.number, number) })
	return i
}

// dropFact notes what a page says of itself to machines.
func dropFact(p *page, i int, rule string) {
	l := &p.lines[i]
	if p.ofOther(l.fact) {
		p.drop(i, rule)
		return
	}
	from := l.said()
	note := func(what string) { p.mine(l, what, l.text[from:], l.fact.From, from, len(l.text)) }
	switch l.fact.Key {
	case html.FactPublished:
		p.mineMoment(l, Published, from)
	case html.FactModified:
		p.mineMoment(l, Updated, from)
	case html.FactAuthor:
		note(Author)
	case html.FactSite:
		note(Outlet)
	case html.FactLocked:
		p.truncated = true
	}
	p.drop(i, rule)
}

// said returns where in a line of a fact its value begins: "key: value".
func (l *line) said() int { return len(l.fact.Key) + len(": ") }

// mineMoment notes the day of a moment as machines write it, or as people do.
func (p *page) mineMoment(l *line, what string, from int) {
	if m := isoMoment.FindStringSubmatchIndex(l.text[from:]); m != nil {
		p.mine(l, what, l.text[from+m[2]:from+m[3]], l.fact.From, from+m[2], len(l.text))
		return
	}
	if iso, a, b := day(l.text[from:]); iso != "" {
		p.mine(l, what, iso, l.fact.From, from+a, from+b)
	}
}

// isoMoment is a day of ISO 8601 with or without a time behind it.
var isoMoment = re(`^\D{0,3}((?:19|20)\d\d-[01]\d-[0-3]\d)(?:[T ]|$|\D)`)
