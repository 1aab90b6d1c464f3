package clean

import (
	"slices"
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
	sections    = re(`^(Russland|USA|Ukraine|Syrien|Iran|Nahost|Nordkorea|Diplomatie|Politik|Ausland|Inland|Wirtschaft|International|Welt|Europa|Panorama|Konflikte|Sicherheit)\p{Lu}\p{Ll}`)
)

// headlineRules find the headline among what is left above the text, and
// clean it.
var headlineRules = []rule{
	{name: "kicker", zone: head | middle, max: 40, when: isKicker, mine: func(p *page, l *line, rule string) {
		p.mine(l, Topic, l.text, rule, 0, len(l.text))
	}},
	{name: "headline", zone: anywhere, max: 200, when: func(p *page, i int) bool { return p.headline == nil && i == p.topHeadline() }, act: takeHeadline},
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

// topHeadline returns the line that is the headline, or -1: the first one that
// is still there. Labels that look like one (Deutschland und die Welt) give way
// to a line below them that the text or the address takes up.
func (p *page) topHeadline() int {
	top := p.next(-1)
	if top < 0 {
		return -1
	}
	plain := -1
	for i := top; i >= 0 && i < p.first; i = p.next(i) {
		if !isHeadline(p, i) || p.isFurniture(i) {
			continue
		}
		if plain < 0 {
			plain = i
		}
		// What stands there twice, in the window and above the text, is it.
		if n := p.next(i); n >= 0 && n <= p.first && p.lines[n].fold == p.lines[i].fold {
			return i
		}
	}
	if plain >= 0 {
		top = plain
	}
	first := isHeadline(p, top)
	taken := p.takenUp(top)
	if first && (p.lines[top].runes > 40 && !motto.MatchString(p.lines[top].text) || taken > 1) {
		return top
	}
	for i, n := p.next(top), 0; i >= 0 && n < 4; i, n = p.next(i), n+1 {
		if isHeadline(p, i) && p.takenUp(i) >= 2+taken && !p.lines[i].sentence() {
			return i
		}
		if p.lines[i].ended || p.lines[i].runes > 60 {
			break
		}
	}
	if first {
		return top
	}
	return -1
}

// isFurniture reports whether a line above the text is what a page says of
// itself. One word of the trade may stand in a headline on what the text says.
func (p *page) isFurniture(i int) bool {
	n := p.lines[i].furniture()
	if since19th.MatchString(p.lines[i].text) {
		n++
	}
	return n >= 2 || n == 1 && p.takenUp(i) == 0
}

// takenUp returns how many words of a line the address or the running text
// below it have as well, names and other long words with a capital.
func (p *page) takenUp(i int) int {
	slug := strings.Split(german.Slug(addressEnd(p.doc.Meta.URL)), "-")
	n := 0
	text := p.opening()
	for _, w := range german.Words(p.lines[i].text) {
		fold := strings.TrimRight(german.Fold(w.Text), "sn")
		if len(w.Text) < 5 || !unicode.IsUpper(firstRune(w.Text)) {
			continue
		}
		if slices.Contains(slug, german.Slug(w.Text)) || p.first != i && strings.Contains(text, fold) {
			n++
		}
	}
	return n
}

// opening is the folded beginning of the running text, kept as long as that
// begins at the same line.
func (p *page) opening() string {
	if p.openingAt == p.first+1 {
		return p.openingText
	}
	var b strings.Builder
	for i, n := p.first, 0; i >= 0 && i < len(p.lines) && n < 3; i = p.next(i) {
		if p.lines[i].live() && p.lines[i].sentence() {
			b.WriteString(p.lines[i].fold)
			n++
		}
	}
	p.openingAt, p.openingText = p.first+1, b.String()
	return p.openingText
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
	if iso, from, to := day(text); iso != "" && to == len(text) && len(strings.Fields(text[:from])) <= 5 {
		return false // Zeitung vom Mittwoch, den 6. Mai 2031
	}
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
	for j := p.next(-1); j < i; j = p.next(j) {
		p.mine(&p.lines[j], Topic, p.lines[j].text, "kicker", 0, len(p.lines[j].text))
		p.mineHead(&p.lines[j], "head-line")
		p.drop(j, "kicker")
	}
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
	if at := p.spacedKicker(i); at > 0 {
		p.mine(l, Topic, l.text[:at], "glued-kicker", 0, at)
		p.cut(i, 0, at, "glued-kicker")
	}
	p.headline = l
}

// hour is a time of day that cannot be a day and month.
var hour = re(`\b\d{1,2}:\d{2}\b|\b\d{1,2}\.\d{2} Uhr\b`)

// since19th ends the name of an old paper.
var since19th = re(` (?:seit|gegründet|anno) 1[6-9]\d\d$`)

// motto is what an outlet puts beside its name: Seeblatt – seit 1882.
var motto = re(`\p{L} [–-] \p{L}`)

// mineHead notes the day that a line above the text gives, if it is the page's.
func (p *page) mineHead(l *line, rule string) {
	if datesPage(l) {
		publishedDay(p, l, rule)
	}
}

// placeAndDay is where and when a report was written.
var placeAndDay = re(`^\p{Lu}[\p{Lu}/ .-]+ ?[,–-] ?\d{1,2}\. ?\d{1,2}\. ?\d{4}$`)

// datesPage reports whether the words, a weekday or the hour say that the day in a
// line is the page's: Heft 50/2021, Freitag, 10. Dezember 2021.
func datesPage(l *line) bool {
	if strings.HasPrefix(l.fold, "heute ") || has(l.fold, []string{"gedruckt", "ausdruck", "abgerufen", "gespeichert"}) { // the day on which the page was copied
		return false
	}
	return hour.MatchString(l.text) || placeAndDay.MatchString(l.text) || slices.ContainsFunc(german.Words(l.text), func(w german.Word) bool {
		_, weekday := german.Weekday(w.Text)
		return weekday || wordWeight(german.Fold(w.Text)) > 0
	})
}

// spacedKicker returns where the headline proper begins in a line that has a
// kicker before it with nothing but a space between, or 0. The headline stands
// alone further down, or the address begins with its first word and not with
// the kicker's.
func (p *page) spacedKicker(i int) int {
	text := p.lines[i].text
	for j, n := p.next(i), 0; j >= 0 && n < 4; j, n = p.next(j), n+1 {
		t := p.lines[j].text
		if at := len(text) - len(t); at > 1 && at <= 50 && len(t) >= 20 && text[at-1] == ' ' && !p.lines[j].ended && strings.HasSuffix(text, t) {
			return at
		}
	}
	slug := strings.Split(german.Slug(addressEnd(p.doc.Meta.URL)), "-")
	if len(slug) < 5 {
		return 0
	}
	words := german.Words(text)
	for k := 1; k < len(words) && k <= 4; k++ {
		w := words[k]
		if german.Slug(w.Text) != slug[0] || !unicode.IsUpper(firstRune(w.Text)) || !unicode.IsUpper(firstRune(words[k-1].Text)) || strings.TrimSpace(text[words[k-1].End:w.Start]) != "" {
			continue
		}
		before, after := 0, 0
		for n, w := range words {
			known := len(w.Text) > 3 && slices.Contains(slug, german.Slug(w.Text))
			switch {
			case known && n < k:
				before++
			case known:
				after++
			}
		}
		if before == 0 && after >= 3 {
			return w.Start
		}
	}
	return 0
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// addressEnd returns the last part of an address that is no mere number.
func addressEnd(address string) string {
	address, _, _ = strings.Cut(address, "?")
	parts := strings.Split(strings.TrimRight(address, "/"), "/")
	for _, part := range slices.Backward(parts) {
		if strings.Count(part, "-") >= 2 {
			return part
		}
	}
	return ""
}

// gluedKicker returns where a kicker stands without a space before the
// headline, as group 1.
func gluedKicker(text string) []int {
	if m := kickerColon.FindStringSubmatchIndex(text); m != nil {
		return m
	}
	return sections.FindStringSubmatchIndex(text)
}

// hostSays reports whether the host of the page's address is named so:
// www.diepresse.com is "Die Presse", de.rt.com "RT DE".
func (p *page) hostSays(name string) bool {
	_, rest, _ := strings.Cut(p.doc.Meta.URL, "://")
	host, _, _ := strings.Cut(rest, "/")
	labels := strings.Split(strings.ToLower(host), ".")
	return len(labels) > 1 && (slices.Contains(labels, name) || slices.Contains(labels, strings.ReplaceAll(name, "-", "")) ||
		!slices.ContainsFunc(strings.Split(name, "-"), func(part string) bool { return !slices.Contains(labels, part) }))
}

// outletSuffix returns where a headline ends in the outlet's own name, or 0.
func (p *page) outletSuffix(text string) int {
	for _, sep := range []string{" - ", " – ", " | ", " » "} {
		if at := strings.LastIndex(text, sep); at > 15 {
			name := german.Slug(text[at+len(sep):])
			if name != "" && (name == german.Slug(p.doc.Meta.Outlet) || p.hostSays(name)) {
				return at
			}
		}
	}
	return 0
}
