package german

import (
	"fmt"
	"strings"
	"unicode"
)

// A Keyword is a word or phrase to be looked for. The zero value finds nothing.
type Keyword struct {
	pattern []pattern // one per part of a word
}

// A Match is one place where a keyword was found, in bytes of the text. Where
// the keyword is one part of a hyphened word, it covers that part only.
type Match struct{ Start, End int }

// A pattern is what one part has to be.
type pattern struct {
	kind  kind
	text  string   // as written, without the asterisk; compared where case counts
	forms []string // foldings that match; for begins and ends, what it begins or ends with
	// plain is the folding as written: for it the case of the text never
	// counts, while with an ending "Start" must not find "starten".
	plain   string
	capital bool
}

type kind int

const (
	whole  kind = iota // one of the forms, by folding
	name               // one of the forms, with the capital of the pattern
	exact              // the text itself, case and all: START, INF
	begins             // Cyber*
	ends               // *sanktion
)

// CompileKeyword reads a keyword as content files write it: whole words,
// compared by folding, each with any German ending; several words match
// consecutive ones; a word matches a hyphened part as well ("Ukraine" in
// "Ukraine-Frage"). A word all in capitals (START, INF) is compared as it
// stands. "Cyber*" is what begins so, "*sanktion" what ends so, endings
// included. Nouns are best written in the singular with their capital: with
// an ending, a capital finds only capitals and a small letter only small ones
// or the first word of a sentence.
func CompileKeyword(s string) (Keyword, error) {
	var k Keyword
	for _, word := range strings.Fields(s) {
		bare := strings.Trim(word, "*")
		parts := Words(bare)
		if len(parts) == 0 {
			return Keyword{}, fmt.Errorf("keyword %q: %q has no letter", s, word)
		}
		if strings.Contains(bare, "*") {
			return Keyword{}, fmt.Errorf("keyword %q: * stands at the beginning or the end of a word", s)
		}
		if strings.HasPrefix(word, "*") && strings.HasSuffix(word, "*") {
			return Keyword{}, fmt.Errorf("keyword %q: * stands at one end of a word, not at both", s)
		}
		from := len(k.pattern)
		for _, p := range hyphened(bare) {
			k.pattern = append(k.pattern, wordPattern(p))
		}
		if strings.HasPrefix(word, "*") {
			// Behind the first part of a compound a noun is written small.
			first := &k.pattern[from]
			first.kind = ends
			for _, f := range wordForms(first.plain, !first.capital) {
				first.forms = appendNew(first.forms, f)
			}
		}
		if last := &k.pattern[len(k.pattern)-1]; strings.HasSuffix(word, "*") {
			last.kind = begins
			last.forms = []string{last.plain}
		}
	}
	if len(k.pattern) == 0 {
		return Keyword{}, fmt.Errorf("empty keyword")
	}
	return k, nil
}

// CompileName reads a name: its words as they are, the last of them also with
// the endings that names take ("Lawrows", "Lawrowschen", "Лаврова"). A name
// written with a capital is found only with one: Blinken, not blinken.
func CompileName(s string) (Keyword, error) {
	var k Keyword
	for _, p := range hyphened(s) {
		f := Fold(p)
		k.pattern = append(k.pattern, pattern{kind: name, text: p, plain: f, forms: []string{f}, capital: capital(p)})
	}
	if len(k.pattern) == 0 {
		return Keyword{}, fmt.Errorf("name %q has no letter", s)
	}
	last := &k.pattern[len(k.pattern)-1]
	last.forms = nameForms(last.plain)
	return k, nil
}

// hyphened returns the parts of the words of s.
func hyphened(s string) []string {
	var parts []string
	for _, w := range Words(s) {
		parts = append(parts, strings.FieldsFunc(w.Text, hyphen)...)
	}
	return parts
}

func wordPattern(word string) pattern {
	p := pattern{text: word, plain: Fold(word), capital: capital(word)}
	if upper(word) {
		p.kind = exact
		p.forms = []string{p.plain}
		return p
	}
	p.forms = wordForms(p.plain, p.capital)
	return p
}

// upper reports whether word has two letters or more and all are capitals.
func upper(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			n++
		}
	}
	return n >= 2
}
