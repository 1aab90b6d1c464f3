// Package syntax takes German prose apart into sentences, clauses and words,
// and reads the tense of a clause.
//
// It is no parser: a clause is what stands between commas, its tense what its
// verbs look like, strong ones by a list, weak ones by their ending.
package syntax

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
)

// Prose is a text taken apart. It is not changed after Split.
type Prose struct {
	Text      string
	Words     []Word
	Sentences []Sentence
}

// A Word of a text.
type Word struct {
	german.Word
	Fold     string
	Number   int  // value of a word in digits, -1 for others
	Capital  bool // written with a capital
	First    bool // first of its sentence
	Quoted   bool // inside quotation marks
	Sentence int  // index in Prose.Sentences
}

// A Sentence of a text; as a clause, all of its words.
type Sentence struct {
	german.Span
	Clause
	Passage int // index in the passages given to Split
}

// Split takes a text apart that consists of passages: no sentence, quotation
// or expression reaches over the end of one. What lies between them is not
// read.
func Split(text string, passages []german.Span) *Prose {
	p := &Prose{Text: text, Words: make([]Word, 0, len(text)/6)}
	for i, passage := range passages {
		text := text[passage.Start:passage.End]
		quoted := quotations(text)
		words := german.Words(text)
		for _, s := range german.Sentences(text) {
			from := len(p.Words)
			for len(words) > 0 && words[0].Start < s.End {
				w := words[0]
				words = words[1:]
				p.Words = append(p.Words, Word{
					Word:     german.Word{Text: w.Text, Start: passage.Start + w.Start, End: passage.Start + w.End},
					Fold:     german.Fold(w.Text),
					Number:   digits(w.Text),
					Capital:  capital(w.Text),
					First:    len(p.Words) == from,
					Quoted:   slices.ContainsFunc(quoted, func(q german.Span) bool { return q.Start <= w.Start && w.End <= q.End }),
					Sentence: len(p.Sentences),
				})
			}
			p.Sentences = append(p.Sentences, Sentence{
				german.Span{Start: passage.Start + s.Start, End: passage.Start + s.End}, Clause{p, from, len(p.Words)}, i,
			})
		}
	}
	return p
}

// quotations returns what stands between quotation marks. A mark without its
// partner quotes nothing.
func quotations(text string) []german.Span {
	var found []german.Span
	open := -1
	for i, r := range text {
		switch r {
		case '„', '‚':
			open = i
		case '“', '”', '"', '»', '«':
			if open < 0 {
				open = i
			} else {
				found = append(found, german.Span{Start: open, End: i})
				open = -1
			}
		}
	}
	return found
}

func digits(s string) int {
	if len(s) > 8 {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// At returns word i if it stands in the sentence of word near.
func (p *Prose) At(i, near int) (Word, bool) {
	if i < 0 || i >= len(p.Words) || p.Words[i].Sentence != p.Words[near].Sentence {
		return Word{Number: -1}, false
	}
	return p.Words[i], true
}

// Fold returns word i folded if it stands in the sentence of word near, else
// "".
func (p *Prose) Fold(i, near int) string {
	w, _ := p.At(i, near)
	return w.Fold
}

// SentenceAt returns the index of the sentence that a byte belongs to.
func (p *Prose) SentenceAt(at int) int {
	return max(0, sort.Search(len(p.Sentences), func(i int) bool { return p.Sentences[i].Start > at })-1)
}

// WordAt returns the index of the word at a byte, or of the next one.
func (p *Prose) WordAt(at int) int {
	return sort.Search(len(p.Words), func(i int) bool { return p.Words[i].End > at })
}

// Dotted reports whether a dot follows word i.
func (p *Prose) Dotted(i int) bool {
	end := p.Words[i].End
	return end < len(p.Text) && p.Text[end] == '.'
}

// A Clause is a stretch of words of one sentence. Only a sentence without words
// has none.
type Clause struct {
	prose    *Prose
	From, To int // indexes in Prose.Words
}

// Prose returns the text the clause is of.
func (c Clause) Prose() *Prose { return c.prose }

// Part returns the words of the clause from one index in Prose.Words to before
// another.
func (c Clause) Part(from, to int) Clause { return Clause{c.prose, max(from, c.From), min(to, c.To)} }

// ClauseAt returns the words around word i up to the next comma, semicolon,
// colon or dash on both sides.
func (p *Prose) ClauseAt(i int) Clause { return p.ClauseOf(i, i+1) }

// ClauseOf returns the clause around several words, which may have commas among
// them.
func (p *Prose) ClauseOf(from, to int) Clause {
	s := p.Sentences[p.Words[from].Sentence]
	c := Clause{p, from, to}
	for c.From > s.From && from-c.From < clauseReach && !p.parted(c.From-1) {
		c.From--
	}
	for c.To < s.To && c.To-to < clauseReach && !p.parted(c.To-1) {
		c.To++
	}
	return c
}

// clauseReach is how many words on each side may belong to a clause, or be
// asked for its tense: what is longer is no prose.
const clauseReach = 80

// parted reports whether a clause may end between word i and the next.
func (p *Prose) parted(i int) bool {
	between := p.Text[p.Words[i].End:p.Words[i+1].Start]
	return strings.ContainsAny(between, ",;:–—(") || strings.Contains(between, " - ")
}

// Has reports whether one of the words, folded, is in the clause.
func (c Clause) Has(words ...string) bool {
	own := c.Words()
	for i := range own { // by index: a Word is large
		if fold := own[i].Fold; slices.Contains(words, fold) {
			return true
		}
	}
	return false
}

// Covers reports whether one of the spans lies in the clause.
func (c Clause) Covers(spans []german.Match) bool {
	if c.From == c.To {
		return false
	}
	from, to := c.prose.Words[c.From].Start, c.prose.Words[c.To-1].End
	return slices.ContainsFunc(spans, func(s german.Match) bool { return s.Start >= from && s.End <= to })
}

// Words returns the words of the clause in order.
func (c Clause) Words() []Word { return c.prose.Words[c.From:c.To] }

// Before returns the word right before a match in the clause, the zero Word if
// that opens the sentence.
func (c Clause) Before(s german.Match) Word {
	i := c.prose.WordAt(s.Start)
	w, _ := c.prose.At(i-1, i)
	return w
}
