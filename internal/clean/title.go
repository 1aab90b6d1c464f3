package clean

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chronik/internal/german"
	"chronik/internal/html"
)

// A title is a candidate for the headline of a page in HTML.
type title struct {
	line int    // of p.lines
	slug string // what it says
	from int    // byte of the line's text at which it begins
	to   int
	rank int // the source: 0 JSON-LD or microdata, 1 Open Graph, 2 <title>
}

// findTitle takes the headline from the page's <h1> and what it says of itself
// to machines, by what several of them agree on: an <h1> may hold the outlet's
// name, an og:title a text for search engines, a <title> both.
func (p *page) findTitle() {
	var said, shown []title
	site := ""
	for i := range p.lines {
		l := &p.lines[i]
		if l.fact != nil && l.fact.Key == html.FactSite {
			site = german.Slug(l.fact.Value)
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case l.fact != nil && l.fact.Key == html.FactTitle:
			from := l.said()
			t := title{line: i, slug: german.Slug(l.text[from:]), from: from, to: len(l.text)}
			switch l.fact.From {
			case "opengraph", "meta":
				t.rank = 1
			case "title":
				t.rank = 2
			}
			said = append(said, t)
		case l.html != nil && l.html.In.Tag == "h1" && l.runes <= 250 && l.place != "page-related" && l.place != "page-comments":
			if s := german.Slug(l.text); s != "" && s != site && !p.hostSays(s) {
				if name := p.sloganOf(s); name != "" {
					site = cmp.Or(site, name)
					continue
				}
				shown = append(shown, title{line: i, slug: s, to: len(l.text)})
			}
		}
	}
	if !slices.ContainsFunc(shown, func(t title) bool {
		l := &p.lines[t.line]
		return l.place == "" && l.html.LinkedShare() < .5
	}) {
		shown = append(shown, p.topHeading()...)
		for i := range p.lines {
			if l := &p.lines[i]; l.html != nil && l.place == "" && l.html.In.Heading() > 1 && l.runes >= 20 && p.inTitle(german.Slug(l.text)) {
				shown = append(shown, title{line: i, slug: german.Slug(l.text), to: len(l.text)})
			}
		}
	}
	if t, ok := p.agreed(shown, p.withoutSite(said, shown, site)); ok {
		p.takeTitle(t)
	}
}

// topHeading returns the first heading above the text: pages that give their <h1>
// to the outlet's name have the headline in it.
func (p *page) topHeading() []title {
	for i := range p.lines {
		l := &p.lines[i]
		if l.html == nil || l.place != "" {
			continue
		}
		if l.running() > 0 {
			break
		}
		if l.html.In.Heading() > 1 && l.runes >= 12 && l.runes <= 250 && !isTimeStamp(p, i) {
			return []title{{line: i, slug: german.Slug(l.text), to: len(l.text)}}
		}
	}
	return nil
}

// sloganOf returns the outlet's name if a heading is nothing but that, which ends
// the page's <title>, with words that the title does not have; else "".
func (p *page) sloganOf(slug string) string {
	for i := range p.lines {
		f := p.lines[i].fact
		if f == nil || f.From != "title" {
			continue
		}
		at, sep := lastSeparator(f.Value)
		if at < 0 {
			continue
		}
		name, head := german.Slug(f.Value[at+len(sep):]), german.Slug(f.Value[:at])
		if rest, ok := strings.CutPrefix(slug, name+"-"); ok && !strings.Contains(head, rest) && !shareWords(rest, head) {
			return name
		}
	}
	return ""
}

// lastSeparator returns where the last separator of a title stands, -1 for none.
func lastSeparator(text string) (at int, sep string) {
	at = -1
	for _, s := range titleSeparators {
		if i := strings.LastIndex(text, s); i > at {
			at, sep = i, s
		}
	}
	return at, sep
}

// titleSeparators stand between a title and the name of the site.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " // ", " / ", " « ", " • "}

// withoutSite cuts the outlet's name off the titles' ends.
func (p *page) withoutSite(said, shown []title, site string) []title {
	for n := range said {
		t := &said[n]
		for range 3 { // name, section, name again
			text := p.lines[t.line].text[t.from:t.to]
			at, sep := lastSeparator(text)
			if at < 0 {
				break
			}
			head, tail := german.Slug(text[:at]), german.Slug(text[at+len(sep):])
			switch {
			case tail == "" || tail == site || p.hostSays(tail) || site != "" && strings.HasPrefix(site, tail) || sameTitle(tail, shown) && strings.Count(head, "-") > strings.Count(tail, "-") || sameTitle(head, shown, said[:n]) || siteSuffix.MatchString(text):
				t.to, t.slug = t.from+at, head
				continue
			case head == site || p.hostSays(head) && strings.Count(tail, "-") > 1:
				t.from, t.slug = t.from+at+len(sep), tail
			}
			break
		}
	}
	return said
}

func sameTitle(slug string, lists ...[]title) bool {
	for _, list := range lists {
		for _, t := range list {
			if t.slug == slug {
				return true
			}
		}
	}
	return false
}

// agreed returns the candidate that is the headline.
func (p *page) agreed(shown, said []title) (title, bool) {
	for _, h := range shown {
		if sameTitle(h.slug, said) {
			return h, true
		}
	}
	for i, t := range said {
		if t.rank < 2 && sameTitle(t.slug, said[i+1:]) && strings.Count(t.slug, "-") > 1 && len(shown) != 1 {
			return t, true
		}
	}
	// A headline with its kicker, or cut short, in one place and without in another.
	for _, part := range []func(s, part string) bool{
		func(s, part string) bool { return strings.HasSuffix(s, "-"+part) },
		func(s, part string) bool { return strings.HasPrefix(s, part+"-") },
	} {
		for _, h := range shown {
			for _, t := range said {
				if strings.Count(h.slug, "-") >= 2 && part(t.slug, h.slug) {
					return h, true
				}
			}
		}
	}
	for _, h := range shown {
		for _, t := range said {
			if strings.Count(t.slug, "-") >= 2 && strings.HasSuffix(h.slug, "-"+t.slug) {
				return t, true
			}
		}
	}
	for _, h := range shown {
		if l := &p.lines[h.line]; l.runes >= 15 && (len(said) == 0 || p.likes(h, said)) {
			return h, true
		}
	}
	for _, t := range said {
		if h, ok := p.shownOf(t); ok {
			return h, true
		}
	}
	for _, t := range said {
		if strings.Count(t.slug, "-") >= 1 && p.tellsOf(t) {
			return t, true
		}
	}
	for _, h := range shown {
		if p.lines[h.line].place == "" && (strings.Count(h.slug, "-") > 1 || len(said) == 0) {
			return h, true
		}
	}
	if t, ok := p.plainTitle(); ok && len(shown) == 0 {
		return t, true
	}
	if len(shown) > 0 && len(said) > 0 {
		return said[0], true
	}
	return title{}, false
}

// plainTitle returns the first of the lines right above the text that reads like
// a headline and is taken up by the text, though no element says that it is one.
func (p *page) plainTitle() (title, bool) {
	text := slices.IndexFunc(p.lines, func(l line) bool { return l.html != nil && l.place == "" && l.running() > 0 })
	for i := max(0, text-6); i < text; i++ {
		l := &p.lines[i]
		t := title{line: i, slug: german.Slug(l.text), to: len(l.text)}
		if l.html != nil && (l.place == "" || l.place == "page-outside") && !l.isLink() && !l.ended && l.runes >= 15 && l.runes <= 180 &&
			strings.Count(t.slug, "-") > 1 && !saysWhen.MatchString(l.text) && l.furniture() < 2 && p.tellsOf(t) {
			return t, true
		}
	}
	return title{}, false
}

// tellsOf reports whether the text takes up a long word of a title. What names
// the outlet and its section for all pages alike does not.
func (p *page) tellsOf(t title) bool {
	words := 0
	for i := range p.lines {
		l := &p.lines[i]
		if l.html == nil || l.place != "" || l.running() == 0 {
			continue
		}
		for word := range strings.SplitSeq(t.slug, "-") {
			if len(word) >= 5 && strings.Contains(german.Slug(l.text), word) {
				return true
			}
		}
		if words++; words == 4 {
			break
		}
	}
	return words == 0
}

// shownOf returns the line above the text that is the beginning or the end of a
// title, the outlet's name being the rest of it.
func (p *page) shownOf(t title) (title, bool) {
	for i := range p.lines {
		l := &p.lines[i]
		if l.fact != nil || l.runes < 12 || l.runes > 200 {
			continue
		}
		if l.sentence() && l.place == "" {
			break
		}
		slug := german.Slug(l.text)
		if strings.Count(slug, "-") >= 2 && (p.cutShort(t, slug) || strings.HasSuffix("-"+t.slug, "-"+slug) || strings.HasPrefix(t.slug+"-", slug+"-")) {
			return title{line: i, slug: slug, to: len(l.text)}, true
		}
	}
	return title{}, false
}

// cutShort reports whether a title is the beginning of a line, but for a name
// behind a separator.
func (p *page) cutShort(t title, slug string) bool {
	text := p.lines[t.line].text[t.from:t.to]
	at, _ := lastSeparator(text)
	if at < 0 {
		return false
	}
	head := german.Slug(text[:at])
	return strings.Count(head, "-") >= 3 && strings.HasPrefix(slug, head+"-")
}

// kickerOf returns where the headline begins in a line that has its kicker before
// it, since the page's title has a separator between the two; 0 for none.
func (p *page) kickerOf(l *line) int {
	for i := range p.lines {
		f := p.lines[i].fact
		if f == nil || f.Key != html.FactTitle {
			continue
		}
		for _, sep := range append([]string{": "}, titleSeparators...) {
			kicker, _, ok := strings.Cut(f.Value, sep)
			if rest, glued := strings.CutPrefix(l.text, kicker+" "); ok && glued && strings.Count(kicker, " ") < 3 && !strings.HasPrefix(rest, strings.TrimSpace(sep)) && strings.Count(rest, " ") > 1 {
				return len(l.text) - len(rest)
			}
		}
	}
	return 0
}

// likes reports whether what is shown as a headline shares most of its long
// words with what the page says is its title, or stands in the article.
func (p *page) likes(h title, said []title) bool {
	if l := &p.lines[h.line]; l.place == "" && l.html.LinkedShare() < .5 && strings.Count(h.slug, "-") >= 3 {
		return true
	}
	return slices.ContainsFunc(said, func(t title) bool { return shareWords(h.slug, t.slug) })
}

// shareWords reports whether at least half of the long words of one slug, two at
// least, are in another.
func shareWords(slug, other string) bool {
	all := strings.Split(other, "-")
	long, both := 0, 0
	for w := range strings.SplitSeq(slug, "-") {
		if len(w) < 4 {
			continue
		}
		long++
		if slices.Contains(all, w) {
			both++
		}
	}
	return long > 1 && 2*both >= long
}

// takeTitle makes a candidate the headline. What stands above it is none of the
// article, but for sentences in the same element.
func (p *page) takeTitle(t title) {
	l := &p.lines[t.line]
	if l.fact != nil { // it may stand there without being marked as a heading
		for i := range p.lines {
			if s := &p.lines[i]; s.html != nil && s.runes < 250 && german.Slug(s.text) == t.slug {
				t, l = title{line: i, slug: t.slug, to: len(s.text)}, s
				break
			}
		}
	}
	if l.fact == nil {
		for i := range t.line {
			above := &p.lines[i]
			if above.place == "" && !(above.sentence() && above.html.In.Within(is(l.html.In.Parent)) != nil) {
				above.place = "page-outside"
			}
		}
	}
	if l.fact == nil {
		t.from = max(t.from, p.kickerOf(l))
	}
	for t.from < t.to && strings.IndexByte(": |-", l.text[t.from]) >= 0 { // what stood between it and its kicker
		t.from++
	}
	l.set(l.slice(t.from, t.to))
	l.place, l.fact = "", nil
	p.headline = l
	p.placeHead()
}

// placeHead drops by their place the lines between headline and text that say who
// wrote when: they may stand below the lead.
func (p *page) placeHead() {
	paragraphs := 0
	for i := p.indexOf(p.headline) + 1; i < len(p.lines) && paragraphs < 3; i++ {
		l := &p.lines[i]
		switch {
		case l.html == nil || l.place != "" && l.place != "page-links" && l.place != "page-outside":
		case (!l.ended || strings.HasSuffix(l.text, "Min.")) && l.runes <= 90 && l.html.In.Heading() == 0 && l.html.In.Tag != "li" && saysWhen.MatchString(l.text) && (namesOnly(l.text) || stamp.MatchString(l.text)):
			l.place = "page-byline"
		case l.place == "" && l.running() > 0:
			paragraphs++
		}
	}
}

// headWords are the small words in a line on who wrote when.
var headWords = map[string]bool{"von": true, "vom": true, "am": true, "um": true, "aus": true, "in": true, "und": true, "der": true, "den": true, "de": true, "für": true, "vor": true,
	"veröffentlicht": true, "aktualisiert": true, "zuletzt": true, "erschienen": true, "online": true, "seit": true, "lesen": true, "dauer": true, "geschrieben": true, "min": true, "berichtet": true, "berichten": true}

// namesOnly reports whether a line has no words but names and what goes with them.
func namesOnly(text string) bool {
	return !slices.ContainsFunc(german.Words(text), func(w german.Word) bool {
		return unicode.IsLower(firstRune(w.Text)) && !headWords[w.Text]
	})
}

// stamp is a moment that begins a line, or as machines write it.
var stamp = re(`\b20\d\d-\d\d-\d\d \d\d:\d\d|^\d{1,2}\. ?(?:\d{1,2}\.|\p{L}{3,9}) ?\d{4},? \d{1,2}[:.]\d{2}`)

// saysWhen is what is in a line below a headline on who wrote when, and how long
// it takes to read.
var saysWhen = re(`\b20\d\d-\d\d-\d\d\b|\b\d{1,2}\. ?(?:\d{1,2}\. ?(?:(?:19|20)?\d{2})\b|\p{L}{3,9}\.? (?:19|20)\d{2}\b)|\b\d{1,2}:\d{2}\b|\b\d{1,2}\.\d{2} Uhr\b|^Aus (?:\p{Lu}\S+ ){1,3}berichte[nt] |\b(?:\d\d?:)?\d\d? (?:Min\b|Minuten?\b)|^[Vv]on \p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}.-]+){1,2}(?: ?[·|,].*)?$`)

// saysPublished is a label before the day of publication.
var saysPublished = re(`(?i)^(?:datum|veröffentlicht|erschienen|publiziert|online seit|erstellt)\b.{0,30}\d{4}`)

// ofOther reports whether linked data says something of another article than the
// page's: its headline shares no long word with the page's headline or text.
func (p *page) ofOther(f *html.Fact) bool {
	if f.Of == 0 || p.headline == nil || p.headline.html == nil {
		return false
	}
	for i := range p.lines {
		if o := p.lines[i].fact; o != nil && o.Of == f.Of && o.Key == html.FactTitle {
			t := title{slug: german.Slug(o.Value)}
			own := german.Slug(p.headline.text)
			return !shareWords(own, t.slug) && !shareWords(t.slug, own) && !p.tellsOf(t)
		}
	}
	return false
}
