package clean

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
	"chronik/internal/html"
	"chronik/internal/raw"
)

// A line is one line of the page on its way through the rules.
type line struct {
	piece
	number int
	gap    bool   // a blank line stands before it
	rule   string // that dropped it
	fold   string // folded text
	key    uint64 // of the whole line in a pile
	runes  int
	ended  bool // ends with an end mark, quotes and brackets aside
	weight *int // what furniture found, once asked

	html  *html.Block // its place in the tree, nil in plain text
	fact  *html.Fact  // what the page says of itself to machines
	place string      // the rule that drops it for its place in the tree, see placeLines
}

func (l *line) live() bool { return l.rule == "" }

// prose reports whether the line is so much like a paragraph that one cue is
// not enough to drop it.
func (l *line) prose() bool { return l.ended && l.runes >= 120 }

// sentence reports whether the line reads like running text.
func (l *line) sentence() bool { return l.ended && l.runes >= 60 }

func (l *line) set(p piece) {
	l.piece = p
	l.runes = utf8.RuneCountInString(p.text)
	l.ended = ended(p.text)
	l.fold = german.Fold(p.text)
	l.weight = nil
}

func ended(text string) bool {
	bare := strings.TrimRight(text, " \"“”»«’')]")
	return bare != "" && strings.ContainsAny(bare[len(bare)-1:], ".!?") || strings.HasSuffix(bare, "…")
}

// A zone is a part of the page, seen from its running text.
type zone int

const (
	head     zone = 1 << iota // before the first line of running text
	middle                    // from there to the last
	tail                      // after it
	anywhere = head | middle | tail
)

// A page is what the rules work on.
type page struct {
	doc         *raw.Document
	lines       []line
	phrases     []string // folded
	dropped     []Dropped
	mined       []Mined
	first, last int // lines of running text
	headline    *line
	openingAt   int // line from 1 at which openingText begins, see opening
	openingText string
	said        map[uint64]int // runs of three words and the line that had them first
	truncated   bool
	german      bool // mostly Latin letters
	common      Common
	tree        bool   // the document was HTML
	usual       string // what most paragraphs of the article are like
}

func newPage(d *raw.Document, phrases []string, common Common) *page {
	p := &page{doc: d, lines: linesOf(d), phrases: phrases, common: common}
	if len(common.in) > 0 {
		for i := range p.lines {
			p.lines[i].key = lineKey(p.lines[i].fold)
		}
	}
	p.german = foreign(d.Text) < 0.5
	if p.tree = d.HTML(); p.tree {
		p.placeLines()
		p.findTitle()
	}
	return p
}

// linesOf returns the lines of a document repaired, those put together that one
// sentence was torn into.
func linesOf(d *raw.Document) []line {
	tree := d.HTML() // which tells its paragraphs
	lines := make([]line, 0, len(d.Blocks))
	for _, b := range d.Blocks {
		l := line{number: b.Line, gap: b.Gap, html: b.HTML, fact: b.Fact}
		l.set(repair(b.Text, b.Offset))
		if l.text == "" {
			continue
		}
		if n := len(lines) - 1; n >= 0 && !tree && torn(lines[n].text, l.text) {
			lines[n].set(join(lines[n].piece, l.piece))
			continue
		}
		lines = append(lines, l)
	}
	if tree {
		return lines
	}
	return unwrap(lines)
}

// foreign returns the share of letters that are not Latin.
func foreign(text string) float64 {
	letters, other := 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				letters++
			}
		} else if unicode.IsLetter(r) {
			letters++
			if !unicode.Is(unicode.Latin, r) {
				other++
			}
		}
	}
	if letters == 0 {
		return 0
	}
	return float64(other) / float64(letters)
}

// run applies one rule to every line that is still there.
func (p *page) run(r rule) {
	p.first, p.last = p.text()
	for i := range p.lines {
		l := &p.lines[i]
		if !l.live() || p.tree && (l == p.headline || r.guess && p.meant(l)) || p.zone(i)&r.zone == 0 || !r.strong && l.prose() || r.max > 0 && l.runes > r.max {
			continue
		}
		if r.opens != nil && !r.opens[l.text[0]] || len(r.cues) > 0 && !has(l.text, r.cues) {
			continue
		}
		var m []int
		if r.pattern != nil {
			if m = r.pattern.FindStringSubmatchIndex(l.text); m == nil {
				continue
			}
		}
		if r.when != nil && !r.when(p, i) {
			continue
		}
		if r.mine != nil {
			r.mine(p, l, r.name)
		}
		switch {
		case r.act != nil:
			r.act(p, i, r.name)
		case r.cut && m != nil:
			p.cut(i, m[2], m[3], r.name)
		default:
			p.drop(i, r.name)
		}
	}
}

// meant reports whether the place of a line of HTML says that it is the article's:
// a paragraph like the others, with a sentence or what announces a list, or an
// item of one.
func (p *page) meant(l *line) bool {
	if l.html == nil || l.html.In.Tag == "li" {
		return l.html != nil
	}
	return l.like() == p.usual && (l.runes >= 80 && l.sentence() || strings.HasSuffix(l.text, ":"))
}

// text returns the first and the last line of running text; without any, the
// longest line.
func (p *page) text() (first, last int) {
	first, longest := -1, 0
	for i := range p.lines {
		l := &p.lines[i]
		if !l.live() {
			continue
		}
		if l.runes > p.lines[longest].runes || !p.lines[longest].live() {
			longest = i
		}
		if l.ended && l.runes >= 100 && (l.runes > 260 || l.furniture() < 3 || speech(l.text)) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return longest, longest
	}
	return first, last
}

func (p *page) zone(i int) zone {
	switch {
	case i < p.first:
		return head
	case i > p.last:
		return tail
	}
	return middle
}

// drop takes a line out of the article.
func (p *page) drop(i int, rule string) {
	l := &p.lines[i]
	l.rule = rule
	p.dropped = append(p.dropped, Dropped{l.text, rule, l.number})
}

// cut takes the bytes from..to, one end of the line, out of it.
func (p *page) cut(i, from, to int, rule string) {
	l := &p.lines[i]
	rest := l.slice(to, len(l.text))
	if from > 0 {
		rest = l.slice(0, from)
	}
	if rest.text == "" {
		p.drop(i, rule)
		return
	}
	p.dropped = append(p.dropped, Dropped{strings.TrimSpace(l.text[from:to]), rule, l.number})
	l.set(rest)
}

// mine notes what the bytes from..to of a line tell.
func (p *page) mine(l *line, what, value, rule string, from, to int) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	start, end := l.raw(from), l.raw(to)
	p.mined = append(p.mined, Mined{what, value, rule, p.doc.Text[start:end], start})
}

// found notes the first group of pattern in the line, if it is there.
func (p *page) found(l *line, pattern *pattern, what, rule string) {
	if m := pattern.FindStringSubmatchIndex(l.text); m != nil && m[2] >= 0 {
		p.mine(l, what, l.text[m[2]:m[3]], rule, m[2], m[3])
	}
}

// next returns the next line that is still there, or -1.
func (p *page) next(i int) int {
	for i++; i < len(p.lines); i++ {
		if p.lines[i].live() {
			return i
		}
	}
	return -1
}

// before returns the line before i that is still there, or -1.
func (p *page) before(i int) int {
	for i--; i >= 0; i-- {
		if p.lines[i].live() {
			return i
		}
	}
	return -1
}

// isHeading reports whether a line stands over the paragraphs below it.
func (p *page) isHeading(i int) bool {
	l := &p.lines[i]
	if l.html != nil && l.html.In.Heading() > 1 {
		return p.next(i) >= 0
	}
	if l.ended && !strings.HasSuffix(l.text, "?") || l.runes > 120 || strings.HasSuffix(l.text, ",") || strings.HasSuffix(l.text, ":") || bullet(l.text) {
		return false
	}
	n := p.next(i)
	return n >= 0 && p.lines[n].sentence()
}

func bullet(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("„“\"«»'‚‘(:#@", r) && n < len(text)
}

// report returns what was dropped and mined in the order of the page.
func (p *page) report() ([]Dropped, []Mined) {
	slices.SortStableFunc(p.dropped, func(a, b Dropped) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortStableFunc(p.mined, func(a, b Mined) int { return cmp.Compare(a.Offset, b.Offset) })
	return p.dropped, p.mined
}
