package clean

import (
	stdhtml "html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A piece is a stretch of text that knows where it came from.
type piece struct {
	text    string
	offset  int       // where it begins in the raw text
	repairs []segment // where text and raw text part, by pos; none: they agree
}

// A segment says that from byte pos of the text on, up to the next segment,
// text and raw text run in step from byte raw. fixed segments stand for a
// repaired place, all of which is at raw.
type segment struct {
	pos, raw int
	fixed    bool
}

// raw returns where byte i of the text came from.
func (p piece) raw(i int) int {
	for _, s := range slices.Backward(p.repairs) {
		switch {
		case s.pos > i:
		case s.fixed:
			return s.raw
		default:
			return s.raw + i - s.pos
		}
	}
	return p.offset + i
}

// slice returns the bytes from..to of the piece without the space around them.
func (p piece) slice(from, to int) piece {
	for from < to {
		r, n := utf8.DecodeRuneInString(p.text[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		from += n
	}
	q := piece{text: strings.TrimRightFunc(p.text[from:to], unicode.IsSpace), offset: p.raw(from)}
	if len(p.repairs) == 0 {
		return q
	}
	for i, s := range p.repairs {
		if s.pos <= from && (i+1 == len(p.repairs) || p.repairs[i+1].pos > from) && !s.fixed {
			s.raw += from - s.pos
			s.pos = from
		}
		if s.pos >= from && s.pos < from+len(q.text) {
			s.pos -= from
			q.repairs = append(q.repairs, s)
		}
	}
	return q
}

// mojibake is UTF-8 that was read as Windows-1252 and saved again.
var mojibake = []struct{ wrong, right string }{
	{"Ã¤", "ä"}, {"Ã¶", "ö"}, {"Ã¼", "ü"}, {"ÃŸ", "ß"}, {"Ã„", "Ä"}, {"Ã–", "Ö"}, {"Ãœ", "Ü"},
	{"Ã©", "é"}, {"Ã¨", "è"}, {"Ã¡", "á"}, {"Ã³", "ó"}, {"Ã§", "ç"},
	{"â€ž", "„"}, {"â€œ", "“"}, {"â€\u009d", "”"}, {"â€“", "–"}, {"â€”", "—"}, {"â€™", "’"}, {"â€˜", "‘"}, {"â€¦", "…"},
	{"Â\u00a0", " "}, {"Â«", "«"}, {"Â»", "»"}, {"Â§", "§"}, {"Â©", "©"},
}

// repair returns the text of a line as it was meant.
func repair(text string, offset int) piece {
	if !suspicious(text) {
		return piece{text: text, offset: offset}.slice(0, len(text))
	}
	var b strings.Builder
	var repairs []segment
	replace := func(at, n int, with string) {
		if with != "" {
			repairs = append(repairs, segment{b.Len(), offset + at, true})
			b.WriteString(with)
		}
		repairs = append(repairs, segment{b.Len(), offset + at + n, false})
	}
	for i := 0; i < len(text); {
		if wrong, right := mojibakeAt(text[i:]); wrong != "" {
			replace(i, len(wrong), right)
			i += len(wrong)
			continue
		}
		if reference, meant := referenceAt(text[i:]); reference != "" {
			replace(i, len(reference), meant)
			i += len(reference)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\u00a0', '\u202f', '\u2009', '\t':
			replace(i, n, " ")
		case '\u00ad', '\u200b', '\u2060', '\ufeff':
			replace(i, n, "")
		default:
			b.WriteString(text[i : i+n])
			if missingSpace(text, i+n) {
				replace(i+n, 0, " ")
			}
		}
		i += n
	}
	p := piece{text: b.String(), offset: offset, repairs: repairs}
	return p.slice(0, len(p.text))
}

// suspicious reports whether anything in text may need repair; most lines
// need none.
func suspicious(text string) bool {
	if strings.ContainsAny(text, "ÃÂâ\u00a0\u00ad\u202f\u2009\u200b\u2060\ufeff\t") {
		return true
	}
	for rest := text; ; {
		at := strings.IndexByte(rest, '&')
		if at < 0 {
			break
		}
		if reference, _ := referenceAt(rest[at:]); reference != "" {
			return true
		}
		rest = rest[at+1:]
	}
	for i := 1; i+1 < len(text); i++ {
		if c := text[i]; (c == '.' || c == '!' || c == '?') && missingSpace(text, i+1) {
			return true
		}
	}
	return false
}

func mojibakeAt(s string) (wrong, right string) {
	if strings.HasPrefix(s, "Ã") || strings.HasPrefix(s, "Â") || strings.HasPrefix(s, "â") {
		for _, m := range mojibake {
			if strings.HasPrefix(s, m.wrong) {
				return m.wrong, m.right
			}
		}
	}
	return "", ""
}

// longestReference is that of the references of HTML that are looked for: &thetasym;
const longestReference = 10

// referenceAt returns the reference of HTML that s begins with, and what it means;
// some scrapers leave them in their texts.
func referenceAt(s string) (reference, meant string) {
	if len(s) < 4 || s[0] != '&' {
		return "", ""
	}
	end := strings.IndexByte(s[:min(len(s), longestReference)], ';')
	if end < 2 {
		return "", ""
	}
	reference = s[:end+1]
	meant = stdhtml.UnescapeString(reference)
	switch meant {
	case reference:
		return "", ""
	case "\u00a0":
		return reference, " "
	case "\u00ad":
		return reference, ""
	}
	return reference, meant
}

// missingSpace reports whether a sentence ends right before byte i and the
// next begins there: two small letters, an end mark, a word with its capital.
// Addresses (beispiel.Net/x) do not look like that.
func missingSpace(text string, i int) bool {
	if i >= len(text) || i < 4 || !strings.ContainsRune(".!?", rune(text[i-1])) {
		return false
	}
	next, n := utf8.DecodeRuneInString(text[i:])
	second, _ := utf8.DecodeRuneInString(text[i+n:])
	if !unicode.IsUpper(next) || !unicode.IsLower(second) {
		return false
	}
	before, m := utf8.DecodeLastRuneInString(text[:i-1])
	earlier, _ := utf8.DecodeLastRuneInString(text[:i-1-m])
	if !unicode.IsLower(before) || !unicode.IsLower(earlier) {
		return false
	}
	// No address is told by more than this; a line may be a megabyte long.
	const near = 80
	back, ahead := text[max(0, i-near):i], text[i:min(len(text), i+near)]
	back = back[strings.LastIndexByte(back, ' ')+1:]
	ahead, _, _ = strings.Cut(ahead, " ")
	return !strings.ContainsAny(back, "/@") && !strings.ContainsAny(ahead, "/@") && !strings.HasPrefix(back, "www.")
}
