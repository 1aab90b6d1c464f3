package clean

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"chronik/internal/raw"
)

// A Pile counts which lines stand in several documents. It keeps a few bytes of
// each line and none of its words; what it says does not depend on the order in
// which documents were added.
type Pile struct {
	seen  map[uint64]bool // documents, by their hash
	lines []pileLine
}

type pileLine struct {
	key   uint64 // of what it says
	doc   uint32
	runes uint16
	prose bool
}

// pileRunes is how long a line must be to count: shorter ones stand in many
// articles by chance.
const pileRunes = 30

// A Sheet is what a pile keeps of a document.
type Sheet struct {
	id    uint64
	lines []pileLine
}

// SheetOf returns what a pile keeps of a document.
func SheetOf(d *raw.Document) Sheet {
	s := Sheet{id: fnv(d.Hash)}
	for _, l := range linesOf(d) {
		if l.runes >= pileRunes {
			s.lines = append(s.lines, pileLine{key: lineKey(l.fold), runes: uint16(min(l.runes, 1<<16-1)), prose: l.prose()})
		}
	}
	return s
}

// Add adds a document. The same text counts once, however often it is added.
func (p *Pile) Add(s Sheet) {
	if p.seen == nil {
		p.seen = map[uint64]bool{}
	}
	if p.seen[s.id] {
		return
	}
	doc := uint32(len(p.seen))
	p.seen[s.id] = true
	for _, l := range s.lines {
		l.doc = doc
		p.lines = append(p.lines, l)
	}
}

// Common is which lines are common to documents of a pile. The zero value knows
// none.
type Common struct {
	in map[uint64]int // line -> documents, two at least
}

// Common returns what several documents have in common. Documents most of whose
// paragraphs stand in others are copies of one text, as agencies give it to
// several outlets: what they share is that text and does not count.
func (p *Pile) Common() Common {
	slices.SortFunc(p.lines, func(a, b pileLine) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.doc, b.doc), cmp.Compare(a.runes, b.runes))
	})
	p.lines = slices.CompactFunc(p.lines, func(a, b pileLine) bool { return a.key == b.key && a.doc == b.doc })
	all, shared := make([]int, len(p.seen)), make([]int, len(p.seen))
	groups(p.lines, func(same []pileLine) {
		for _, l := range same {
			if !l.prose {
				continue
			}
			all[l.doc] += int(l.runes)
			if len(same) > 1 {
				shared[l.doc] += int(l.runes)
			}
		}
	})
	common := Common{in: map[uint64]int{}}
	groups(p.lines, func(same []pileLine) {
		n := 0
		for _, l := range same {
			if 2*shared[l.doc] <= all[l.doc] {
				n++
			}
		}
		if n > 1 {
			common.in[same[0].key] = n
		}
	})
	return common
}

// groups calls f for each stretch of lines that say the same.
func groups(lines []pileLine, f func([]pileLine)) {
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && lines[to].key == lines[from].key {
			to++
		}
		f(lines[from:to])
		from = to
	}
}

// lineKey returns what a folded line says as a number, whatever stands between
// its letters.
func lineKey(fold string) uint64 {
	key := uint64(fnvOffset)
	for i := 0; i < len(fold); i++ {
		if c := fold[i]; c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			key = (key ^ uint64(c)) * fnvPrime
		}
	}
	return key
}

const fnvOffset, fnvPrime = 14695981039346656037, 1099511628211

func fnv(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// many is in how many documents a line stands that no article repeats by
// chance.
const many = 4

// ownWords are by which outlets speak of themselves or to their readers.
var ownWords = []string{" wir ", " uns ", " unser ", " unsere ", " unserer ", " unseren ", " unserem ", " unseres ", " sie uns ", " ihnen ", " ihre ", " ihr ", " ihren ", " ihrem ", " ihrer ", " du ", " dich ", " dein ", " deine ", " euch ", " eure ",
	"klicken sie", "lesen sie", "folgen sie", "abonnieren", "newsletter", "redaktion", "journalismus", "kommentar", "leserinnen", "nutzer"}

// addressing reports whether a folded line speaks to the reader or of the
// outlet: pronouns alone may be those of anybody.
func addressing(fold string) bool {
	padded := " " + fold + " "
	n := hits(padded, ownWords)
	return n >= 2 || n == 1 && (has(padded, appealWords) || has(padded, supportWords) || has(padded, accountWords) || has(padded, askingWords))
}

// pileRules drop what other documents say as well.
var pileRules = []rule{
	{name: "repeated-in-pile", zone: anywhere, strong: true, when: isCommon},
}

// isCommon: standing in several documents is one cue; a paragraph needs
// another, that it speaks to the reader, or that it closes the text in many. A
// lesser line needs that it lies outside of the text or in many documents. Who
// is quoted is quoted in each report of what was said.
func isCommon(p *page, i int) bool {
	l := &p.lines[i]
	n := p.common.in[l.key]
	if n < 2 || quoting(l.text) {
		return false
	}
	if addressing(l.fold) {
		return true
	}
	if iso, _, _ := day(l.text); iso != "" {
		return false // a day is a fact
	}
	switch z := p.zone(i); {
	case l.sentence():
		return n >= many && p.closes(i)
	case z == tail:
		return true
	case z == head:
		return n >= many && i > 0 && !p.lines[i].ended && p.next(i) >= 0 && p.next(i) < p.first
	}
	return n >= many && !l.ended
}

// closes reports whether no other paragraph follows line i but such that are
// common as well.
func (p *page) closes(i int) bool {
	if p.before(i) < 0 {
		return false
	}
	for j := p.next(i); j >= 0; j = p.next(j) {
		if l := &p.lines[j]; l.prose() && p.common.in[l.key] < many {
			return false
		}
	}
	return true
}
