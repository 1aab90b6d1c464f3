package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
)

// agencies are news and picture agencies, folded. They mark credits,
// signatures and datelines; outlets are not among them.
var agencies = map[string]bool{
	"afp": true, "anp": true, "ansa": true, "ap": true, "apa": true, "awp": true, "belga": true, "bloomberg": true,
	"cri": true, "ddp": true, "dpa": true, "dpa-afx": true, "dts": true, "efe": true, "epa": true, "epd": true,
	"getty": true, "getty images": true, "gettyimages": true, "imago": true, "imago images": true, "interfax": true, "itar-tass": true,
	"keystone": true, "keystone-sda": true, "kna": true, "pap": true, "picture alliance": true, "reuters": true,
	"ria": true, "ria novosti": true, "sda": true, "shutterstock": true, "sid": true, "sputnik": true, "tass": true,
	"ukrinform": true, "unsplash": true, "upi": true, "vna": true, "xinhua": true, "zuma": true,
}

func isAgency(s string) bool { return agencies[german.Fold(strings.TrimSpace(s))] }

// agencyIn returns the first agency that a credit or signature names.
func agencyIn(s string) string {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/,;|()[]", r) }) {
		if part = strings.TrimSpace(part); isAgency(part) {
			return part
		}
	}
	return ""
}

// isSignature reports whether s, the inside of brackets or a line of its own,
// is initials and agencies: tvr/sda, ap, red/beispiel.NEWS.
func isSignature(s string) bool {
	s = strings.TrimSpace(signatureDay.ReplaceAllString(s, ""))
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == ',' })
	if len(parts) == 0 {
		return false
	}
	agency := slices.ContainsFunc(parts, isAgency)
	for _, part := range parts {
		part = strings.TrimSpace(part)
		initials := utf8.RuneCountInString(part) <= 5 && (agency && utf8.RuneCountInString(part) <= 3 || part == strings.ToLower(part)) && isWord(part)
		if !initials && !isAgency(part) && !domain.MatchString(part) {
			return false
		}
	}
	return len(parts) > 1 || isAgency(s) || s == strings.ToLower(s) && utf8.RuneCountInString(s) <= 3
}

func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

var domain = re(`(?i)^[a-zäöü0-9-]+\.(?:news|de|at|ch|com|net|org|info|eu|ru|vn|tv|online)$`)

// signatureDay is the day behind an agency: (APA, 10.5.2019).
var signatureDay = re(`, ?\d{1,2}\. ?\d{1,2}\. ?\d{4}$`)

var signatureLine = re(`^[\[(/]?\s*([^\[\]()]{2,50}?)\s*[\])]?$`)

// mineSignature notes the agencies and the outlet that sign at a line's end.
func mineSignature(p *page, l *line, rule string) {
	m := signatureLine.FindStringSubmatchIndex(l.text)
	if m == nil {
		if m = signatureEnd.FindStringSubmatchIndex(l.text); m == nil {
			return
		}
	}
	publishedDay(p, l, rule)
	from := m[2]
	for part := range strings.FieldsFuncSeq(l.text[m[2]:m[3]], func(r rune) bool { return r == '/' || r == ',' }) {
		at := from + strings.Index(l.text[from:], part)
		from = at + len(part)
		trimmed := strings.TrimSpace(part)
		at += strings.Index(part, trimmed)
		switch {
		case isAgency(trimmed):
			p.mine(l, Agency, trimmed, rule, at, at+len(trimmed))
		case domain.MatchString(trimmed):
			p.mine(l, Outlet, trimmed, rule, at, at+len(trimmed))
		}
	}
}

// datelines: "MUSTERSTADT (dpa-AFX) - ", "Musterstadt (AFP) ", "(Blattwelt) – ",
// "Musterstadt, 3. Mai (dpa) - ", "MUSTERSTADT. ". Group 1 is the place, 2 the agency.
var datelines = []*pattern{
	re(`^(\p{Lu}[\p{L}./ -]{2,50}?)(?:,? \d{1,2}\. ?(?:\p{L}+|\d{1,2}\.?))? ?\(([\p{L}][\p{L}\d /.-]{1,24})\) ?[-–—:] ?`),
	re(`^()\(([\p{L}][\p{L}\d .-]{1,24})\) ?[-–—] `),
	re(`^(\p{Lu}[\p{L}./ -]{2,50}?) ?\(([\p{L}][\p{L}. -]{1,24}(?:/[\p{L}-]{2,14})*)\)\.? `),
	re(`^((?:\p{Lu}{2,}[/ -])?\p{Lu}{4,})()(?:\. | [–—] )`), // a place alone, in capitals
}

// ownReport is what papers write where an agency would stand.
var ownReport = map[string]bool{"red": true, "eb": true, "eigener bericht": true, "eig. bericht": true, "eig. ber.": true, "eigenbericht": true, "redaktion": true}

// dateline returns the positions of the dateline's groups, or nil. Without a
// dash the bracket must hold a known agency, and a place has few words, each
// with its capital.
func dateline(text string) []int {
	cut := text
	if len(cut) > 120 {
		cut = cut[:120]
	}
	capitals := len(cut) > 4 && 'A' <= cut[1] && cut[1] <= 'Z'
	if !capitals && !strings.Contains(cut, "(") {
		return nil
	}
	for i, d := range datelines {
		m := d.FindStringSubmatchIndex(cut)
		if m == nil || m[1] >= len(text) {
			continue
		}
		if place := text[m[2]:m[3]]; place != "" && !isPlace(place) {
			continue
		}
		if i == 2 && agencyIn(text[m[4]:m[5]]) == "" && !ownReport[german.Fold(text[m[4]:m[5]])] {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[m[1]:]); unicode.IsUpper(next) || strings.ContainsRune("„“\"«»", next) {
			return m
		}
	}
	return nil
}

func isPlace(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' || r == '-' })
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && w != "am" && w != "an" && w != "der" && w != "im" {
			return false
		}
	}
	return 0 < len(words) && len(words) <= 4
}

func cutDateline(p *page, i int, rule string) {
	l := &p.lines[i]
	m := dateline(l.text)
	p.mine(l, Place, l.text[m[2]:m[3]], rule, m[2], m[3])
	what := Agency // with an empty group there is nothing to mine
	if !isAgency(l.text[m[4]:m[5]]) && agencyIn(l.text[m[4]:m[5]]) == "" {
		what = Outlet
	}
	p.mine(l, what, l.text[m[4]:m[5]], rule, m[4], m[5])
	p.cut(i, 0, m[1], rule)
}
