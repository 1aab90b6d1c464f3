package chronology

import (
	"cmp"
	"math/bits"
	"slices"

	"chronik/internal/edtf"
)

// Related returns up to n events that have most in common with the i-th, in
// time order: two points for each topic they share, one for a counterpart they
// share, less half a point for each year between them. Events that share
// nothing, that lie further apart than their points reach, or that stand right
// before or after are left out, and so are those without date.
func (c *Chronology) Related(i, n int) []*Event {
	e := c.Events[i]
	if e.Date.IsZero() || n <= 0 {
		return nil
	}
	s := search{c: c, i: i, n: n}
	for _, slug := range e.Topics {
		s.topics = append(s.topics, c.topics[slug])
	}
	for _, slug := range e.Ministers {
		if slug != c.Content.Site.Pivot {
			s.who = append(s.who, c.who[slug])
		}
	}
	s.outwards()
	slices.SortFunc(s.best, func(a, b candidate) int { return cmp.Compare(a.at, b.at) })
	var related []*Event
	for _, f := range s.best {
		related = append(related, c.Events[f.at])
	}
	return related
}

// common is what Related looks at: of the events with a date, which come first,
// the number of the day, and for each topic and each counterpart who has it.
type common struct {
	days        []int
	topics, who map[string]*bitset
}

func newCommon(events []*Event) common {
	c := common{topics: map[string]*bitset{}, who: map[string]*bitset{}}
	for i, e := range events {
		if e.Date.IsZero() {
			break
		}
		c.days = append(c.days, e.Date.SortDay().Sub(edtf.Day{Year: 2000, Month: 1, Day: 1}))
		add(c.topics, e.Topics, i)
		add(c.who, e.Ministers, i)
	}
	return c
}

func add(to map[string]*bitset, slugs []string, i int) {
	for _, slug := range slugs {
		if to[slug] == nil {
			to[slug] = &bitset{first: i / 64}
		}
		to[slug].add(i)
	}
}

// A bitset holds some of the events by their places, 64 to a word. It begins
// with the word that has the first and ends with that of the last.
type bitset struct {
	first int
	words []uint64
}

func (b *bitset) add(i int) {
	for b.first+len(b.words) <= i/64 {
		b.words = append(b.words, 0)
	}
	b.words[i/64-b.first] |= 1 << (i % 64)
}

func (b *bitset) word(w int) uint64 {
	if k := w - b.first; k >= 0 && k < len(b.words) {
		return b.words[k]
	}
	return 0
}

// A candidate is an event that may be related to another.
type candidate struct{ at, score int }

// compare puts the better first; of equals those before the i-th event, then
// those nearer to it.
func (a candidate) compare(b candidate, i int) int {
	if a.score != b.score {
		return b.score - a.score
	}
	if (a.at < i) != (b.at < i) {
		return a.at - b.at
	}
	return max(a.at-i, i-a.at) - max(b.at-i, i-b.at)
}

// search looks for the n events related most to the i-th, 64 at a time.
type search struct {
	c           *Chronology
	i, n        int
	topics, who []*bitset // those of the i-th event
	best        []candidate
}

// outwards goes through the words from that of the event on, the nearer first,
// until those left are too far away to have a chance.
func (s *search) outwards() {
	own, last := s.i/64, (len(s.c.days)-1)/64
	s.look(own, 0)
	before, after := own-1, own+1
	for before >= 0 || after <= last {
		toBefore, toAfter := s.away(before*64+63), s.away(after*64)
		if before < 0 || after <= last && toAfter < toBefore {
			if !s.look(after, toAfter) {
				after = last
			}
			after++
		} else {
			if !s.look(before, toBefore) {
				before = 0
			}
			before--
		}
	}
}

// away is how many days an event is away from the i-th, 0 if there is none at
// that place.
func (s *search) away(at int) int {
	if at < 0 || at >= len(s.c.days) {
		return 0
	}
	days := s.c.days[at] - s.c.days[s.i]
	return max(days, -days)
}

// look takes the best of one word, whose events are at least some days away. It
// reports whether events as far away had a chance at all.
func (s *search) look(w, days int) bool {
	least := 1 // the lowest score of use
	if len(s.best) == s.n {
		least = s.best[s.n-1].score
	}
	need := (least + 2*days + point - 1) / point
	if need > 2*len(s.topics)+1 {
		return false
	}
	// The points of 64 events at once: the k-th of these words has the k-th
	// binary digit of each.
	var points [16]uint64
	for _, b := range s.who {
		points[0] |= b.word(w)
	}
	for _, b := range s.topics {
		carry := b.word(w)
		for k := 1; carry != 0 && k < len(points); k++ {
			points[k], carry = points[k]^carry, points[k]&carry
		}
	}
	digits := min(1+bits.Len(uint(len(s.topics))), len(points))
	// Those that have as many as are needed, from the highest digit down.
	var more, same uint64 = 0, ^uint64(0)
	for k := digits - 1; k >= 0; k-- {
		if need>>k&1 == 0 {
			more |= same & points[k]
		} else {
			same &= points[k]
		}
	}
	for left := more | same; left != 0; left &= left - 1 {
		lane := bits.TrailingZeros64(left)
		at := w*64 + lane
		if at >= s.i-1 && at <= s.i+1 {
			continue
		}
		n := 0
		for k := range digits {
			n |= int(points[k]>>lane&1) << k
		}
		s.consider(candidate{at, n*point - 2*s.away(at)})
	}
	return true
}

// consider keeps a candidate if it is among the best so far.
func (s *search) consider(found candidate) {
	if found.score <= 0 || len(s.best) == s.n && found.compare(s.best[s.n-1], s.i) >= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(s.best, found, func(a, b candidate) int { return a.compare(b, s.i) })
	s.best = slices.Insert(s.best, at, found)
	s.best = s.best[:min(len(s.best), s.n)]
}

// point is a point in units of which each day takes two: half a point a year,
// four years having 1461 days. So every score is a whole number.
const point = 1461
