package german

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Word is a run of letters and digits of a text, inner hyphens and
// apostrophes included: "START-Vertrag" is one word.
type Word struct {
	Text       string
	Start, End int // bytes of the text it came from
}

// Words returns the words of the text in order. Texts are slices of the
// text, not copies.
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/7)
	eachWord(text, func(start, end int) { words = append(words, Word{text[start:end], start, end}) })
	return words
}

// eachWord calls found for each word of the text in order.
func eachWord(text string, found func(start, end int)) {
	start := -1
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		switch {
		case letter(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && joiner(r) && letterAt(text, i+n):
		case start >= 0:
			found(start, i)
			start = -1
		}
		i += n
	}
	if start >= 0 {
		found(start, len(text))
	}
}

func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u00ad'
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := decode(s, i)
	return letter(r)
}

func joiner(r rune) bool { return hyphen(r) || r == '\'' || r == '’' }

func hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// A Text is a text made ready once to be searched for many keywords. It is
// not changed after NewText and may be shared.
type Text struct {
	text  string
	parts []part
}

// A part is a word, or what stands between the hyphens of one. Keywords match
// parts, so that "Ukraine" is found in "Ukraine-Frage".
type part struct {
	fold       string
	start, end int
	joined     bool // nothing but spaces, hyphens or quotes since the part before
	first      bool // first of a sentence, so that its capital says nothing
}

// NewText splits s into words.
func NewText(s string) *Text {
	t := &Text{text: s, parts: make([]part, 0, len(s)/7)}
	eachWord(s, func(start, end int) {
		from := start
		for i := start; i < end; {
			r, n := decode(s, i)
			if hyphen(r) {
				t.add(from, i)
				from = i + n
			}
			i += n
		}
		t.add(from, end)
	})
	return t
}

func (t *Text) add(start, end int) {
	p := part{fold: Fold(t.text[start:end]), start: start, end: end}
	if len(t.parts) > 0 {
		before := t.parts[len(t.parts)-1]
		p.joined, p.first = gap(t.text[before.start:before.end], t.text[before.end:start])
	} else {
		p.first = true
	}
	t.parts = append(t.parts, p)
}

// gap says of what stands between two parts whether they can belong to one
// phrase and whether the second begins a sentence. The dot of an initial or a
// short abbreviation ("St. Petersburg") does not part them.
func gap(before, between string) (joined, first bool) {
	joined = true
	for _, r := range between {
		switch r {
		case '.':
			first = true
			if len(before) > 3 {
				joined = false
			}
		case '!', '?', ':', '…', '|':
			joined, first = false, true
		case ' ', '\t', '\u00a0', '\u202f', '-', '\u2010', '\u2011', '\'', '’', '\r':
		case '„', '“', '”', '"', '«', '»', '‚', '‘':
			first = true
		case '\n':
			first = true
			if strings.Count(between, "\n") > 1 {
				joined = false
			}
		default:
			joined = false
		}
	}
	return joined, first
}
