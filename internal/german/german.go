// Package german is about reading German: months, weekdays, folding (ä=ae,
// ß=ss), inflection of names and keywords.
//
// Nothing here knows what the words are about; names and keywords come from
// content files, and what a date word means for an event is decided in timex.
package german

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in the form in which words are compared: lower case, ä, ö, ü
// and ß as ae, oe, ue and ss, every other mark stripped, soft hyphens gone and
// each apostrophe and hyphen in its ASCII form. Spaces and punctuation stay,
// so one word gives one word.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 4)
	if !composed(s) {
		s = norm.NFC.String(s)
	}
	for _, r := range s {
		if 'A' <= r && r <= 'Z' {
			b.WriteByte(byte(r) + 'a' - 'A')
		} else if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else {
			foldRune(&b, r)
		}
	}
	return b.String()
}

// composed reports whether s has nothing but letters of European alphabets as
// they are, without marks of their own that would have to join them.
func composed(s string) bool {
	for i := 0; i < len(s); i++ {
		// Marks begin at U+0300, which is 0xCC 0x80.
		if s[i] >= 0xcc {
			return false
		}
	}
	return true
}

// folded reports whether s is its own folding, the most frequent case.
func folded(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func foldRune(b *strings.Builder, r rune) {
	switch r = unicode.ToLower(r); r {
	case 'ä':
		b.WriteString("ae")
	case 'ö':
		b.WriteString("oe")
	case 'ü':
		b.WriteString("ue")
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ':
		b.WriteByte('d')
	case 'ı':
		b.WriteByte('i')
	case '\u00ad':
	case '’', '‘', 'ʼ':
		b.WriteByte('\'')
	case '\u2010', '\u2011':
		b.WriteByte('-')
	default:
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			return
		}
		for _, d := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
}

// cyrillic gives the letters of Russian and Ukrainian as a German newspaper
// writes them. Marks are gone before it is asked: й is и, ё is е, ї is і.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "w", 'г': "g", 'д': "d", 'е': "e", 'ж': "sch", 'з': "s",
	'и': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r",
	'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "ch", 'ц': "z", 'ч': "tsch", 'ш': "sch",
	'щ': "schtsch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "ju", 'я': "ja",
	'і': "i", 'є': "je", 'ґ': "g",
}

// Slug returns s as a file or address name: folded, Cyrillic transcribed, only
// a-z and 0-9, everything between them one hyphen. It may be empty.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	write := func(t string) {
		if t == "" {
			return
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(t)
	}
	for _, r := range Fold(s) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			write(string(r))
		case r == '\'':
		default:
			t, ok := cyrillic[r]
			if !ok {
				gap = true
			}
			write(t)
		}
	}
	return b.String()
}
