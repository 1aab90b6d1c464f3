package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
)

var (
	mediaSuffix = re(`\s[-–|]\s?(?:Video|Videos|Foto|Fotos|Bilder|Audio|Liveblog)\.?$`)
	siteSuffix  = re(`(\s(?:[-–|»]\s.{2,40})?[-–|»]\s+(?:\S+\.(?i:de|at|ch|com|net|org|news|info|eu|ru|tv)|(?:\p{L}+ ){0,2}\p{L}*(?:[Zz]eitung|[Nn]achrichten|Tagblatt|Anzeiger|Rundfunk|Kurier|News|Online)|\d{1,2}\.\d{1,2}\.\d{4}))$`)
	siteHost    = re(`[-–|»]\s+(\S+\.\p{L}{2,4})$`)
	kickerColon = re(`^(\p{Lu}[\p{L}-]+(?: [\p{L}-]+){0,2}:)\p{Lu}`)
	sections    = re(`^(Diplomatie|Politik|Ausland|Inland|Wirtschaft|International|Welt|Europa|Panorama|Konflikte|Sicherheit)\p{Lu}\p{Ll}`)
)

// headlineRules find the headline among what is left above the text, and
// clean it.
var headlineRules = []rule{
	{name: "kicker", zone: head | middle, max: 40, when: isKicker, mine: func(p *page, l *line, rule string) {
		p.mine(l, Topic, l.text, rule, 0, len(l.text))
	}},
	{name: "headline", zone: anywhere, max: 200, when: func(p *page, i int) bool { return p.before(i) < 0 && isHeadline(p, i) }, act: takeHeadline},
	{name: "repeated-headline", zone: anywhere, max: 220, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return p.headline != nil && l != p.headline && l.fold == p.headline.fold && l.number < p.headline.number+12
	}},
	{name: "kicker", zone: head, max: 30, when: func(p *page, i int) bool {
		return p.headline != nil && &p.lines[i] != p.headline && shortLabel(&p.lines[i])
	}, mine: func(p *page, l *line, rule string) {
		p.mine(l, Topic, l.text, rule, 0, len(l.text))
	}},
}

func shortLabel(l *line) bool {
	return len(strings.Fields(l.text)) <= 3 && l.runes <= 30 && !strings.ContainsAny(l.text, ".!?:;,") && !bullet(l.text)
}

// isKicker: the first line, a label, above a headline.
func isKicker(p *page, i int) bool {
	n := p.next(i)
	return p.before(i) < 0 && n >= 0 && shortLabel(&p.lines[i]) && isHeadline(p, n)
}

// isHeadline: a line of some words without full stop, above running text. A
// line that ends in a lone letter was cut and is none; neither is a mere
// question such as "Was ist passiert?".
func isHeadline(p *page, i int) bool {
	l := &p.lines[i]
	text := strings.TrimLeft(l.text, ": ")
	if p.next(i) < 0 || l.runes < 15 || l.runes > 180 || bullet(l.text) {
		return false
	}
	words := strings.Fields(text)
	last := words[len(words)-1]
	switch {
	case len(words) < 3 || len(words) == 3 && strings.HasSuffix(text, "?"):
		return false
	case utf8.RuneCountInString(last) == 1 && unicode.IsLetter(rune(last[0])):
		return false
	case strings.HasSuffix(text, ":"), strings.HasSuffix(text, ","), strings.HasSuffix(text, ";"):
		return false
	case mediaSuffix.MatchString(text):
		return true
	}
	bare := strings.TrimRight(text, "\"“”»«’'")
	return !strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "…")
}

func takeHeadline(p *page, i int, rule string) {
	l := &p.lines[i]
	if at := len(l.text) - len(strings.TrimLeft(l.text, ": ")); at > 0 {
		l.set(l.slice(at, len(l.text)))
	}
	if m := gluedKicker(l.text); m != nil {
		label := strings.TrimSuffix(l.text[m[2]:m[3]], ":")
		p.mine(l, Topic, label, "glued-kicker", m[2], m[2]+len(label))
		p.cut(i, m[2], m[3], "glued-kicker")
	}
	if m := siteSuffix.FindStringSubmatchIndex(l.text); m != nil && m[2] > 15 {
		if iso, from, to := day(l.text[m[2]:]); iso != "" {
			p.mine(l, Published, iso, "site-suffix", m[2]+from, m[2]+to)
		}
		p.found(l, siteHost, Outlet, "site-suffix")
		p.cut(i, m[2], len(l.text), "site-suffix")
	} else if m := p.outletSuffix(l.text); m > 0 {
		p.cut(i, m, len(l.text), "site-suffix")
	}
	p.headline = l
}

// gluedKicker returns where a kicker stands without a space before the
// headline, as group 1.
func gluedKicker(text string) []int {
	if m := kickerColon.FindStringSubmatchIndex(text); m != nil {
		return m
	}
	return sections.FindStringSubmatchIndex(text)
}

// outletSuffix returns where a headline ends in the outlet's own name, or 0.
func (p *page) outletSuffix(text string) int {
	for _, sep := range []string{" - ", " – ", " | ", " » "} {
		if at := strings.LastIndex(text, sep); at > 15 {
			name := german.Slug(text[at+len(sep):])
			if name != "" && name == german.Slug(p.doc.Meta.Outlet) {
				return at
			}
		}
	}
	return 0
}
