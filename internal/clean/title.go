package clean

import (
	"slices"
	"strings"

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
				shown = append(shown, title{line: i, slug: s, to: len(l.text)})
			}
		}
	}
	if t, ok := p.agreed(shown, p.withoutSite(said, shown, site)); ok {
		p.takeTitle(t)
	}
}

// titleSeparators stand between a title and the name of the site.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " // ", " / ", " « ", " • "}

// withoutSite cuts the outlet's name off the titles' ends.
func (p *page) withoutSite(said, shown []title, site string) []title {
	for n := range said {
		t := &said[n]
		for range 3 { // name, section, name again
			text := p.lines[t.line].text[t.from:t.to]
			at, sep := -1, ""
			for _, s := range titleSeparators {
				if i := strings.LastIndex(text, s); i > at {
					at, sep = i, s
				}
			}
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
	for _, h := range shown {
		for _, t := range said {
			if strings.Count(h.slug, "-") >= 2 && (strings.HasSuffix(t.slug, "-"+h.slug) || strings.HasPrefix(t.slug, h.slug+"-")) {
				return h, true
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
		if strings.Count(t.slug, "-") >= 1 {
			return t, true
		}
	}
	for _, h := range shown {
		if p.lines[h.line].place == "" {
			return h, true
		}
	}
	return title{}, false
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
		if strings.Count(slug, "-") >= 2 && (strings.HasSuffix("-"+t.slug, "-"+slug) || strings.HasPrefix(t.slug+"-", slug+"-")) {
			return title{line: i, slug: slug, to: len(l.text)}, true
		}
	}
	return title{}, false
}

// likes reports whether what is shown as a headline shares most of its long
// words with what the page says is its title, or stands in the article.
func (p *page) likes(h title, said []title) bool {
	if l := &p.lines[h.line]; l.place == "" && l.html.LinkedShare() < .5 && strings.Count(h.slug, "-") >= 3 {
		return true
	}
	words := strings.Split(h.slug, "-")
	for _, t := range said {
		all := strings.Split(t.slug, "-")
		long, both := 0, 0
		for _, w := range words {
			if len(w) < 4 {
				continue
			}
			long++
			if slices.Contains(all, w) {
				both++
			}
		}
		if long > 1 && 2*both >= long {
			return true
		}
	}
	return false
}

// takeTitle makes a candidate the headline. What stands above an <h1> is none of
// the article, but for sentences.
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
			if above := &p.lines[i]; above.place == "" && !above.sentence() {
				above.place = "page-outside"
			}
		}
	}
	l.set(l.slice(t.from, t.to))
	l.place, l.fact = "", nil
	p.headline = l
}
