package clean

import (
	"strings"
	"unicode/utf8"

	"chronik/internal/german"
)

const creditWord = `(?:foto|fotos|bild|bilder|archivbild|archivfoto|symbolbild|symbolfoto|bildquelle|bildrechte|bildnachweis|grafik|screenshot|copyright|credit|photo|visualisierung|illustration|karikatur|montage|rendering|abb\.|abbildung|alle fotos|alle bilder)`

var (
	widthCaption  = re(`^(.*?)\s*- ([^,]{2,40}), \d{3,4}(?:, (\d{2}\.\d{2}\.\d{4}))?$`)
	creditEnd     = re(`(?i)\s*([\[(]\s*` + creditWord + `\s*[:/][^()\[\]]{1,90}[\])]\s*\|?)$`)
	creditDash    = re(`(?i)(?:\s[-–|]\s|[.!?]\s+)(` + creditWord + `\s*:\s*\S.{1,70})$`)
	positionWords = `(?:l|r|m|li|re|links|rechts|mitte|v\. ?l\. ?n\. ?r|archiv|archivbild|archivfoto|symbolbild|symbolfoto|2\. ?v\. ?[lr])`
	position      = re(`(?i)\(` + positionWords + `\.?\)`)
	sourceEnd     = re(`(?:[.!?]|\s[-–|])\s+Quelle: ([^.!?]{2,40})$`)
	bareCredit    = re(`(?i)^` + creditWord + `(?:rechte|quelle|nachweis)?\s*(?::|/|©|\(c\))\s*\S.{0,80}$`)
)

// captionRules drop what stands under pictures.
var captionRules = []rule{
	// A headline glued to its picture's file name is told first: the rules
	// below would see a caption in it.
	{name: "glued-headline", zone: anywhere, max: 300, strong: true, when: isGlued},
	{name: "glued-caption", zone: head, max: 260, when: func(p *page, i int) bool {
		return p.before(i) < 0 && gluedTail(p.lines[i].text) > 0
	}, act: cutGlued},
	{name: "glued-credit", zone: anywhere, max: 400, strong: true, when: func(p *page, i int) bool {
		return gluedCredit(p, i) >= 0
	}, act: func(p *page, i int, rule string) {
		j := gluedCredit(p, i)
		p.drop(i, rule)
		p.drop(j, rule)
	}},
	{name: "agency-caption", zone: anywhere, strong: true, pattern: re(`^(\d\d\.\d\d\.\d{4}), ([^:]{3,60}): .*(?:\+\+\+ .{2,40} \+\+\+|(?i:` + creditWord + `):.*|dpa\S*)$`), mine: mineAgencyCaption},
	{name: "width-caption", zone: anywhere, max: 400, strong: true, cues: []string{"- "}, pattern: widthCaption, act: dropWidthCaption},
	{name: "copyright-caption", zone: anywhere, max: 300, strong: true, pattern: re(`^(?:©|\(c\)) ?\p{L}`), when: func(p *page, i int) bool {
		return !p.lines[i].prose() || agencyIn(p.lines[i].text) != ""
	}},
	{name: "credit-caption", zone: anywhere, max: 320, strong: true, cues: []string{"(", "["}, pattern: creditEnd, when: fewSentences},
	{name: "credit-caption", zone: anywhere, max: 260, strong: true, cues: []string{")"}, pattern: re(`[ .](\([^()]{3,60}\))$`), when: func(p *page, i int) bool {
		text := p.lines[i].text
		first, _, slash := strings.Cut(strings.TrimSuffix(text[strings.LastIndexByte(text, '(')+1:], ")"), "/")
		return slash && isAgency(first) && fewSentences(p, i) && p.next(i) >= 0
	}},
	{name: "source-caption", zone: anywhere, max: 260, strong: true, cues: []string{"Quelle: "}, pattern: re(`Quelle: \p{Lu}\S{1,40} ©`), when: fewSentences},
	{name: "credit-caption", zone: anywhere, max: 260, strong: true, cues: []string{" ©"}, pattern: re(`\S © ?\p{L}[^.!?©]{1,60}$`), when: fewSentences},
	{name: "credit-caption", zone: anywhere, strong: true, cues: []string{")", "]"}, pattern: creditEnd, cut: true},
	{name: "credit-caption", zone: anywhere, max: 320, strong: true, cues: []string{":"}, pattern: creditDash, when: fewSentences},
	{name: "credit-caption", zone: anywhere, max: 320, strong: true, cues: []string{"|"}, pattern: re(`\s\|\s*([^|]{2,30})$`), when: func(p *page, i int) bool {
		text := p.lines[i].text
		return fewSentences(p, i) && agencyIn(text[strings.LastIndexByte(text, '|')+1:]) != ""
	}},
	{name: "source-caption", zone: anywhere, max: 220, strong: true, cues: []string{"Quelle: "}, pattern: sourceEnd, when: func(p *page, i int) bool {
		m := sourceEnd.FindStringSubmatch(p.lines[i].text)
		return fewSentences(p, i) && (isAgency(m[1]) || position.MatchString(p.lines[i].text) || strings.Contains(m[1], "/"))
	}, mine: mineSource},
	{name: "credit-caption", zone: anywhere, max: 160, strong: true, cues: []string{"(", " - ", "["}, pattern: re(`[.\pL] \((?i:imago|picture[ -]alliance|getty|shutterstock|reuters|dpa|afp|apa|epa|tass)\b[^()]{0,40}\)$| - (?:ảnh|Bild|Foto) \d+$|^\[(?:BILD|Bild|FOTO|Foto|VIDEO|Video)(?:\]|:).*$`), when: fewSentences},
	{name: "picture-credit", zone: anywhere, max: 90, pattern: bareCredit, when: noSentence},
	{name: "picture-credit", zone: anywhere, max: 90, when: isAgencyCredit},
	{name: "position-caption", zone: anywhere, max: 170, strong: true, cues: []string{"("}, pattern: position, when: isPositionCaption},
}

// fewSentences tells a caption from a paragraph that ends in a credit.
func fewSentences(p *page, i int) bool { return len(german.Sentences(p.lines[i].text)) <= 2 }

func noSentence(p *page, i int) bool { return !p.lines[i].ended || p.lines[i].runes < 40 }

// isGlued: some short line below is a proper beginning of this one, with
// nothing between it and a capital, a credit or a file name.
func isGlued(p *page, i int) bool {
	l := &p.lines[i]
	for j, n := p.next(i), 0; j >= 0 && n < 4; j, n = p.next(j), n+1 {
		t := p.lines[j].text
		if len(t) >= 12 && len(t) < len(l.text) && strings.HasPrefix(l.text, t) && !p.lines[j].prose() {
			if tail := l.text[len(t):]; tail[0] != ' ' && tail[0] != ',' && tail[0] != '.' {
				p.mineFileDate(l, len(t))
				return true
			}
		}
	}
	return false
}

// fileDate is the day in a picture's file name, YYMMDD.
var fileDate = re(`\b(\d{2})(\d{2})(\d{2})\b`)

func (p *page) mineFileDate(l *line, from int) {
	if m := fileDate.FindStringSubmatchIndex(l.text[from:]); m != nil {
		for k := range m {
			m[k] += from
		}
		p.mine(l, PhotoDate, isoDay("20"+l.text[m[2]:m[3]], l.text[m[4]:m[5]], l.text[m[6]:m[7]]), "glued-headline", m[0], m[1])
	}
}

var (
	seam     = re(`\p{Ll}\p{Lu}\p{L}`)
	fileTail = re(`(?i)\b(?:bild|foto)\b|©|\b\d{6}\b`)
)

// gluedTail returns where in text a headline ends and a file name begins, or
// 0. Names with a capital inside (TikTok, McFaul) have no file name after it.
func gluedTail(text string) int {
	for _, m := range seam.FindAllStringIndex(text, -1) {
		_, n := utf8.DecodeRuneInString(text[m[0]:])
		at := m[0] + n
		if tail := text[at:]; at > 20 && fileTail.MatchString(tail) && !ended(tail) {
			return at
		}
	}
	return 0
}

func cutGlued(p *page, i int, rule string) {
	l := &p.lines[i]
	at := gluedTail(l.text)
	p.mineFileDate(l, at)
	p.cut(i, at, len(l.text), rule)
}

// gluedCredit returns the caption right above line i that line i repeats with
// the credit glued on, or -1.
func gluedCredit(p *page, i int) int {
	j := p.before(i)
	if j < 0 {
		return -1
	}
	t, l := p.lines[j].text, p.lines[i].text
	if len(t) < 20 || len(l) <= len(t) || !strings.HasPrefix(l, t) {
		return -1
	}
	tail := l[len(t):]
	if tail[0] == ' ' && !ended(t) || len(tail) > 80 || ended(tail) || p.lines[j].prose() || strings.Contains(tail, ". ") {
		return -1
	}
	if strings.Contains(tail, "/") || agencyIn(tail) != "" || fileTail.MatchString(tail) {
		return j
	}
	return -1
}

// dropWidthCaption drops "caption - agency, pixel width, day". Under the first
// such picture, above the text, the day is that of the page; further down the
// picture belongs to a linked article, whose kicker and headline follow.
func dropWidthCaption(p *page, i int, rule string) {
	l := &p.lines[i]
	m := widthCaption.FindStringSubmatchIndex(l.text)
	lead := p.zone(i) == head && m[2] < m[3]
	for j := range i {
		if p.lines[j].rule == rule && strings.Count(p.lines[j].text, ",") > 1 {
			lead = false
		}
	}
	if m[6] >= 0 {
		what := PhotoDate
		if lead && !strings.Contains(german.Fold(l.text), "archivbild") {
			what = Published
		}
		p.mine(l, what, germanDay(l.text[m[6]:m[7]]), rule, m[6], m[7])
	}
	if lead {
		p.mine(l, Outlet, l.text[m[4]:m[5]], rule, m[4], m[5])
	}
	p.drop(i, rule)
	if lead {
		return
	}
	for n := i + 1; n < len(p.lines) && n <= i+2; n++ {
		t := &p.lines[n]
		if t.gap || !t.live() || t.ended && !strings.HasSuffix(t.text, "?") || t.runes > 160 || widthCaption.MatchString(t.text) {
			return
		}
		p.drop(n, "teaser")
	}
}

func captionDay(p *page, l *line, rule string) {
	if m := widthCaption.FindStringSubmatchIndex(l.text); m != nil && m[6] >= 0 {
		p.mine(l, PhotoDate, germanDay(l.text[m[6]:m[7]]), rule, m[6], m[7])
	}
}

func mineAgencyCaption(p *page, l *line, rule string) {
	what := EventDate
	if strings.Contains(german.Fold(l.text), "archiv") {
		what = PhotoDate
	}
	p.mine(l, what, germanDay(l.text[:10]), rule, 0, 10)
}

// mineSource notes whom a caption names as its source. Who took the picture
// is no fact of the article.
func mineSource(p *page, l *line, rule string) { p.found(l, sourceEnd, Attribution, rule) }

// isAgencyCredit: "AFP / M. MUSTER", "M. MUSTER/ Reuters", "dpa/Muster".
func isAgencyCredit(p *page, i int) bool {
	text := p.lines[i].text
	before, after, ok := strings.Cut(text, "/")
	if !ok || p.lines[i].ended || len(strings.Fields(text)) > 8 {
		return false
	}
	if isAgency(before) {
		return true
	}
	last := after[strings.LastIndexByte(after, '/')+1:]
	return isAgency(last) && len(strings.Fields(before)) >= 2 && isPlace(strings.ReplaceAll(before, ".", ""))
}

// isPositionCaption: a word on who stands where, in a line that is short,
// open, or next to a credit.
func isPositionCaption(p *page, i int) bool {
	l := &p.lines[i]
	if !fewSentences(p, i) {
		return false
	}
	credit := func(j int) bool {
		return j >= 0 && j < len(p.lines) && (strings.HasSuffix(p.lines[j].rule, "-caption") || strings.HasSuffix(p.lines[j].rule, "-credit"))
	}
	switch {
	case !l.ended, l.runes <= 100 && p.zone(i) != middle:
		return true
	}
	return !l.prose() && (credit(i-1) || credit(i+1))
}
