package german

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// IndexWords yields the words of a text as a search index takes them: runs of
// letters and digits. A hyphen parts words, a soft hyphen does not.
func IndexWords(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range text {
			if indexed(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(text[start:i]) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(text[start:])
		}
	}
}

func indexed(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || unicode.IsMark(r) || r == '\u00ad'
}

// IndexKey is the form under which a search index keeps a word, so that its
// spellings and inflections meet: lower case, no marks, ä, ae and a alike (ü
// and ue also, but for the ue of "neue"), ß as ss, and one ending of an
// inflection cut if four letters stay. It may be empty. static/search.js does
// the same; testdata/keys.json holds the two together.
func IndexKey(word string) string { return stem(indexFold(word)) }

// indexSpecial are the letters that are more than a letter with a mark.
var indexSpecial = map[rune]string{'ß': "ss", 'æ': "a", 'œ': "o", 'ø': "o", 'ł': "l", 'đ': "d", 'ı': "i", '\u00ad': ""}

func indexFold(word string) string {
	b := make([]byte, 0, len(word))
	if !ascii(word) {
		word = norm.NFD.String(word)
	}
	for _, r := range word {
		r = unicode.ToLower(r)
		if special, ok := indexSpecial[r]; ok {
			b = append(b, special...)
			continue
		}
		if r == 'e' && swallowed(b) || r >= utf8.RuneSelf && unicode.IsMark(r) {
			continue
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// swallowed reports whether an e after b only marks the vowel before it.
func swallowed(b []byte) bool {
	n := len(b)
	if n == 0 {
		return false
	}
	switch b[n-1] {
	case 'a', 'o':
		return true
	case 'u':
		return n == 1 || !strings.ContainsRune("aeqo", rune(b[n-2]))
	}
	return false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var indexEndings = []string{"ens", "ern", "ers", "em", "en", "er", "es", "e", "s", "n"}

func stem(key string) string {
	n := utf8.RuneCountInString(key)
	for _, e := range indexEndings {
		if n-len(e) >= 4 && strings.HasSuffix(key, e) {
			return key[:len(key)-len(e)]
		}
	}
	return key
}

// compoundHeads are what German compounds of politics end in. Each is a key.
var compoundHeads = keySet("Abkommen Angriff Besuch Erklärung Forum Gespräch Gipfel Hilfe Kommission Konferenz Konflikt Kontrolle " +
	"Krieg Krise Lieferung Minister Plan Politik Präsident Regierung Sanktion Tag Telefonat Treffen Truppe Verhandlung Vertrag Waffe Wahl")

func keySet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[IndexKey(w)] = true
	}
	return set
}

const (
	shortestModifier = 4 // letters before the head of a compound
	shortestHead     = 5 // letters of a head that is not in the list
)

// Head returns the key of the head of a compound given by its key
// ("telefongesprach": "gesprach"), the longest that compoundHeads has or isWord
// knows; "" if there is none. No dictionary is asked, so a few heads are words
// that the compound does not have; they only add a hit of low rank.
func Head(key string, isWord func(string) bool) string {
	if !ascii(key) {
		return ""
	}
	for i := shortestModifier; i < len(key)-2; i++ {
		if head := key[i:]; compoundHeads[head] || len(head) >= shortestHead && isWord(head) {
			return head
		}
	}
	return ""
}
