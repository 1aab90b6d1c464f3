package german

import (
	"cmp"
	"slices"
	"strings"
)

// A Lexicon is keywords that are looked for together, in one pass over a text.
// The zero value finds nothing. It may be shared once the last keyword is
// added.
type Lexicon struct {
	keywords []Keyword
	whole    map[string][]int32 // folding of the first part -> keywords
	heads    map[string][]int32 // first edge bytes of what begins so -> keywords
	tails    map[string][]int32 // last edge bytes of what ends so -> keywords
}

// edge is how many bytes tell words apart that begin or end alike; a keyword
// may have fewer.
const edge = 3

// Add adds a keyword and returns its number: they are counted from zero.
func (l *Lexicon) Add(k Keyword) int {
	if l.whole == nil {
		l.whole, l.heads, l.tails = map[string][]int32{}, map[string][]int32{}, map[string][]int32{}
	}
	n := len(l.keywords)
	l.keywords = append(l.keywords, k)
	if len(k.pattern) == 0 {
		return n
	}
	first := k.pattern[0]
	for _, f := range first.forms {
		switch first.kind {
		case begins:
			file(l.heads, f[:min(edge, len(f))], n)
		case ends:
			file(l.tails, f[max(0, len(f)-edge):], n)
		default:
			file(l.whole, f, n)
		}
	}
	return n
}

func file(under map[string][]int32, key string, n int) {
	if all := under[key]; len(all) == 0 || all[len(all)-1] != int32(n) {
		under[key] = append(all, int32(n))
	}
}

// A Hit is one place where a keyword was found.
type Hit struct {
	Keyword int // its number
	Match
}

// Hits are where the keywords of a lexicon stand in a text: by keyword, then in
// the order of the text; those of one keyword never overlap.
type Hits []Hit

// Find looks for all keywords.
func (l *Lexicon) Find(t *Text) Hits {
	found := make(Hits, 0, len(t.parts)/4)
	try := func(i int, candidates []int32) {
		for _, n := range candidates {
			if k := &l.keywords[n]; k.matchesAt(t, i) {
				found = append(found, Hit{int(n), Match{t.parts[i].start, t.parts[i+len(k.pattern)-1].end}})
			}
		}
	}
	for i := range t.parts {
		fold := t.parts[i].fold
		try(i, l.whole[fold])
		for n := 1; n <= edge && n <= len(fold); n++ {
			if len(l.heads) > 0 {
				try(i, l.heads[fold[:n]])
			}
			if len(l.tails) > 0 {
				try(i, l.tails[fold[len(fold)-n:]])
			}
		}
	}
	slices.SortFunc(found, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Keyword, b.Keyword), cmp.Compare(a.Start, b.Start))
	})
	last := Hit{Keyword: -1}
	return slices.DeleteFunc(found, func(h Hit) bool {
		overlaps := h.Keyword == last.Keyword && h.Start < last.End
		if !overlaps {
			last = h
		}
		return overlaps
	})
}

// Of returns the hits of the keywords numbered from to before to.
func (h Hits) Of(from, to int) Hits {
	first := func(n int) int {
		at, _ := slices.BinarySearchFunc(h, n, func(a Hit, n int) int { return cmp.Compare(a.Keyword, n) })
		return at
	}
	return h[first(from):first(to)]
}

func (k *Keyword) matchesAt(t *Text, i int) bool {
	if i+len(k.pattern) > len(t.parts) {
		return false
	}
	for j := range k.pattern {
		part := &t.parts[i+j]
		if j > 0 && !part.joined || !k.pattern[j].matches(part, t.text[part.start:part.end]) {
			return false
		}
	}
	return true
}

func (p *pattern) matches(at *part, text string) bool {
	switch p.kind {
	case exact:
		return text == p.text
	case begins:
		if upper(p.text) {
			return strings.HasPrefix(text, p.text)
		}
		return strings.HasPrefix(at.fold, p.plain)
	case ends:
		return slices.ContainsFunc(p.forms, func(f string) bool { return strings.HasSuffix(at.fold, f) })
	case name:
		return slices.Contains(p.forms, at.fold) && (!p.capital || capital(text))
	}
	if at.fold == p.plain {
		return true
	}
	if p.capital != capital(text) && (p.capital || !at.first) {
		return false
	}
	return slices.Contains(p.forms, at.fold)
}
