package german

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Span is a stretch of a text in bytes.
type Span struct{ Start, End int }

// abbreviations are what a dot may follow inside a sentence, folded. Single
// letters (z. B., initials) need no entry.
var abbreviations = map[string]bool{
	"abs": true, "art": true, "bd": true, "bzw": true, "ca": true, "chr": true, "dr": true, "dt": true,
	"engl": true, "evtl": true, "geb": true, "gen": true, "gest": true, "ggf": true, "hrsg": true,
	"ing": true, "inkl": true, "jh": true, "jr": true, "lt": true, "max": true, "min": true, "mio": true,
	"mr": true, "mrd": true, "mrs": true, "ms": true, "nr": true, "praes": true, "prof": true, "rd": true,
	"russ": true, "sek": true, "sen": true, "sog": true, "sr": true, "st": true, "std": true, "str": true,
	"stv": true, "tel": true, "tsd": true, "ukr": true, "vgl": true, "vors": true, "zb": true, "zzt": true,
}

// leads are the words after which a number with a dot is an ordinal, folded.
var leads = map[string]bool{
	"am": true, "vom": true, "zum": true, "beim": true, "im": true, "der": true, "dem": true, "den": true,
	"die": true, "das": true, "des": true, "zur": true, "bis": true, "und": true, "seit": true, "ab": true,
	"oder": true, "ihr": true, "ihrem": true, "sein": true, "seinem": true, "seinen": true, "zu": true,
}

// Sentences splits German prose into its sentences, in order, without the
// space around them. A quotation of several sentences is several; what follows
// its last one small or after a comma belongs to that. The end of a line ends
// a sentence unless the next begins small; the dots of abbreviations, ordinals
// ("am 12. Februar") and initials do not.
func Sentences(text string) []Span {
	var spans []Span
	start := 0
	cut := func(end int) {
		s, e := start, end
		for s < e && space(text[s]) {
			s++
		}
		for e > s && space(text[e-1]) {
			e--
		}
		if s < e {
			spans = append(spans, Span{s, e})
		}
		start = end
	}
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		switch r {
		case '.', '!', '?', '…':
			end := closed(text, i+n)
			if end < len(text) && ending(text, i, end) {
				cut(end)
			}
			i = max(end, i+n)
			continue
		case '\n':
			if !startsSmall(text[i+n:]) {
				cut(i)
			}
		}
		i += n
	}
	cut(len(text))
	return spans
}

func space(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func startsSmall(s string) bool {
	if strings.HasPrefix(s, "\n") || strings.HasPrefix(s, "\r\n") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t"))
	return unicode.IsLower(r)
}

// closed returns where the marks, quotes and brackets that belong to a
// sentence's end are over.
func closed(text string, i int) int {
	for i < len(text) {
		r, n := decode(text, i)
		if !strings.ContainsRune(`.!?…”“"»«'’‘)]`, r) {
			break
		}
		i += n
	}
	return i
}

// ending reports whether the mark at dot, closed before end, ends a sentence.
func ending(text string, dot, end int) bool {
	rest := strings.TrimLeft(text[end:], " \t\u00a0")
	if len(rest) == len(text[end:]) && !space(text[end]) {
		return false // no space after it: 10.000, mid.ru
	}
	rest = strings.TrimLeft(rest, `„“”"«»‚‘'([–—- `)
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(next) {
		return false
	}
	if tail := text[dot+1 : end]; text[dot] != '.' || tail != "" && tail != ")" {
		return true
	}
	before := lastWord(text[:dot])
	if before == "" {
		return true
	}
	if _, ok := digits(before); ok {
		return !ordinalDot(text[:dot-len(before)], before, rest)
	}
	if r, n := utf8.DecodeRuneInString(before); n == len(before) && unicode.IsLetter(r) {
		return false
	}
	fold := Fold(before)
	if i := strings.LastIndexByte(fold, '-'); i >= 0 {
		fold = fold[i+1:]
	}
	if _, ok := months[fold]; ok && len(fold) <= 4 && fold != "mai" && fold != "juni" && fold != "juli" {
		return !unicode.IsDigit(next)
	}
	return !abbreviations[fold]
}

// ordinalDot reports whether the dot after number is that of an ordinal.
func ordinalDot(before, number, rest string) bool {
	if len(number) > 2 {
		return false
	}
	if words := Words(firstLine(rest)); len(words) > 0 {
		if _, ok := Month(words[0].Text); ok {
			return true
		}
	}
	return leads[Fold(lastWord(strings.TrimRight(before, " ")))]
}

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	return s[:min(len(s), 40)]
}

// lastWord returns the word that s ends with, if it ends with one.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !letter(r) && !hyphen(r) {
			break
		}
		i -= n
	}
	return s[i:]
}
