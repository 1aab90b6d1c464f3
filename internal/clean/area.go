package clean

import (
	"iter"
	"slices"
	"strings"

	"chronik/internal/german"
	"chronik/internal/html"
)

// small reports whether an area holds no more than leads to another article:
// its headline, a link, and a lead of two sentences.
func (a *area) small() bool {
	return a.link && !a.h1 && a.text <= 450 && a.good <= 260 && 8*a.linked >= a.text
}

// isLink reports whether a line is a link and little else. A sentence may be
// linked for the most part, since its source is.
func (l *line) isLink() bool {
	linked := l.html.LinkedShare()
	return linked > .8 || linked > .5 && !l.sentence()
}

// open yields the lines that nothing drops for their place yet; what the page says
// of itself to machines is none of them.
func (p *page) open() iter.Seq2[int, *line] {
	return func(yield func(int, *line) bool) {
		for i := range p.lines {
			if l := &p.lines[i]; l.place == "" && !yield(i, l) {
				return
			}
		}
	}
}

// dropIn drops by a rule the open lines in elements that ok accepts.
func (p *page) dropIn(rule string, ok func(*html.Element) bool) {
	for _, l := range p.open() {
		if l.html.In.Within(ok) != nil {
			l.place = rule
		}
	}
}

// is accepts one element.
func is(e *html.Element) func(*html.Element) bool {
	return func(other *html.Element) bool { return other == e }
}

// look is what an element looks like: its tag and names.
func look(e *html.Element) string { return e.Tag + " " + strings.Join(e.Names, " ") }

// like tells the elements around a line of HTML: paragraphs of one text are in
// elements of one look.
func (l *line) like() string {
	if l.html == nil || l.html.In.Parent == nil {
		return ""
	}
	return look(l.html.In.Parent) + " > " + look(l.html.In)
}

// findUsual notes what most of the article's running text is like.
func (p *page) findUsual() {
	letters := map[string]float64{}
	for _, l := range p.open() {
		like := l.like()
		letters[like] += l.running()
		if letters[like] > letters[p.usual] {
			p.usual = like
		}
	}
}

// looksOf counts the elements of each look: what there are many of is how the page
// is built, no box in it.
func looksOf(areas map[*html.Element]*area) map[string]int {
	looks := map[string]int{}
	for e := range areas {
		looks[look(e)]++
	}
	return looks
}

// dropNextStories drops what a page that scrolls on loads below the story asked
// for: each has an <h1> of its own in an element beside the first one's.
func (p *page) dropNextStories(areas map[*html.Element]*area) {
	var heads []*line
	for _, l := range p.open() {
		if l.html.In.Tag == "h1" {
			heads = append(heads, l)
		}
	}
	if len(heads) < 2 {
		return
	}
	// A wall before the page may have one as well; the page's own title has it.
	at := max(0, slices.IndexFunc(heads, func(h *line) bool { return p.inTitle(german.Slug(h.text)) }))
	asked := heads[at].html.In
	next := map[*html.Element]bool{}
	for _, h := range heads[at+1:] {
		below := h.html.In
		for below.Parent != nil && asked.Within(is(below.Parent)) == nil {
			below = below.Parent
		}
		first := asked.Within(func(e *html.Element) bool { return e.Parent == below.Parent })
		if first != nil && first != asked && below != h.html.In && areas[first].good >= 200 && areas[below].good > 0 {
			next[below] = true
		}
	}
	p.dropIn("page-related", func(e *html.Element) bool { return next[e] })
}

// inTitle reports whether the page says to machines that its title is or holds a
// headline.
func (p *page) inTitle(slug string) bool {
	return slices.ContainsFunc(p.lines, func(l line) bool {
		return l.fact != nil && l.fact.Key == html.FactTitle && strings.Contains(german.Slug(l.fact.Value), slug)
	})
}

// dropCards drops what leads to other articles: small boxes with a link, of
// which at least two of the same look stand side by side.
func (p *page) dropCards(areas map[*html.Element]*area) {
	type row struct {
		in   *html.Element
		look string
	}
	beside := map[row]int{}
	seen := map[*html.Element]bool{}
	for _, l := range p.open() {
		if !l.isLink() {
			continue
		}
		for e := l.html.In; e != nil && e.Parent != nil && !seen[e] && areas[e].small(); e = e.Parent {
			seen[e] = true
			beside[row{e.Parent, look(e)}]++
		}
	}
	p.dropIn("page-related", func(e *html.Element) bool { return seen[e] && beside[row{e.Parent, look(e)}] > 1 })
}

// boxLabel stands over what is told beside the text.
var boxLabel = re(`(?i)^(?:zur person|zum autor|zur autorin|zur sache|info(?:box|kasten)?|hintergrund|stichwort|chronik|fakten|glossar|(?:kurz )?erklärt|.{2,40} im überblick|.{2,40} auf einen blick)[.:]?$`)

// dropBoxes drops what stands in small elements between the paragraphs and is like
// none of them: a box on a person, a form, the pictures of a gallery. It holds no
// sentence, or says by a word that it is one. One line in an element of its own may
// be a heading, and what stands above the text its lead.
func (p *page) dropBoxes(core *html.Element, areas map[*html.Element]*area, looks map[string]int) {
	type box struct {
		lines int
		text  bool // it has a paragraph of the text, or a long one
		told  bool // by a word of its own
	}
	first := -1
	boxes := map[*html.Element]*box{}
	for i, l := range p.open() {
		usual := l.like() == p.usual
		if first < 0 && usual && l.running() > 0 {
			first = i
		}
		words := l.furniture()
		told := words >= 3 || l.isLink() || boxLabel.MatchString(l.text) || stranger.MatchString(l.text)
		for e := l.html.In; e != nil && e.Depth > core.Depth && areas[e].text <= 600; e = e.Parent {
			b := boxes[e]
			if b == nil {
				b = &box{}
				boxes[e] = b
			}
			b.lines++
			b.text = b.text || usual || l.runes > 220
			b.told = b.told || told || words == 2 && areas[e].text <= 300
		}
	}
	isBox := func(e *html.Element) bool {
		b := boxes[e]
		return b != nil && (e.Tag == "div" || e.Tag == "section" || strings.Contains(e.Tag, "-")) && !b.text && (b.told || areas[e].good == 0) && b.lines > 1 && looks[look(e)] < 4 && !areas[e].h1
	}
	for i, l := range p.open() {
		if i > first && first >= 0 && l.html.In.Within(isBox) != nil && l.html.In.Within(is(core)) != nil {
			l.place = "page-box"
		}
	}
}

// core returns the innermost element in best that holds nearly all of the
// running text below the first <h1>: what follows on it is the page's again,
// though no name says so.
func (p *page) core(best *html.Element) *html.Element {
	held := map[*html.Element]float64{}
	headed := false
	for _, l := range p.open() {
		if !headed && l.html.In.Tag == "h1" {
			headed = true
			clear(held)
		}
		good := l.running()
		for e := l.html.In; e != nil && e.Depth >= best.Depth; e = e.Parent {
			held[e] += good
		}
	}
	core := best
	if held[best] == 0 {
		return core
	}
	for i := range p.lines {
		if p.lines[i].fact != nil {
			continue
		}
		for e := p.lines[i].html.In; e != nil && e.Depth > core.Depth; e = e.Parent {
			if held[e] >= coreShare*held[best] {
				core = e
			}
		}
	}
	for core != best && single[core.Tag] {
		core = core.Parent
	}
	return core
}

// coreShare is how much of the running text the core holds.
const coreShare = .75

// single are elements that hold one paragraph.
var single = map[string]bool{"p": true, "li": true, "blockquote": true, "h1": true, "h2": true, "h3": true, "h4": true, "span": true}

// continues reports whether a line below the core is the article's nevertheless:
// a paragraph beside it, or in another element of the same look.
func continues(l *line, core *html.Element) bool {
	if l.html.In.Parent == core.Parent && l.html.In.Tag == "p" && l.running() > 0 {
		return true
	}
	return len(core.Names) > 0 && l.html.In.Within(func(e *html.Element) bool {
		return e.Parent == core.Parent && look(e) == look(core)
	}) != nil
}

// span returns the first and the last line in an element.
func (p *page) span(e *html.Element) (first, last int) {
	first = -1
	for i := range p.lines {
		if l := &p.lines[i]; l.fact == nil && l.html.In.Within(is(e)) != nil {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
