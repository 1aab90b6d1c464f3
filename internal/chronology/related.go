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
	if e.Date.IsZero() {
		return nil
	}
	var best []candidate // best first
	limit := score(len(e.Topics), true, 0)
	own := &c.marks[i]
	// Away from e in both directions, the nearer one first, as long as distance
	// leaves a chance.
	before, after := i-2, i+2
	for {
		from, ok := c.nearer(own.day, before, after)
		if !ok {
			break
		}
		other := &c.marks[from]
		days := other.day - own.day
		if from == before {
			days = -days
			before--
		} else {
			after++
		}
		if most := limit - 2*days; most <= 0 || len(best) == n && most < best[n-1].score {
			break
		}
		topics, counterpart := c.common(own, other, e, from)
		found := candidate{from, score(topics, counterpart, days)}
		if found.score <= 0 || len(best) == n && found.compare(best[n-1], i) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, found, func(a, b candidate) int { return a.compare(b, i) })
		best = slices.Insert(best, at, found)
		best = best[:min(len(best), n)]
	}
	slices.SortFunc(best, func(a, b candidate) int { return cmp.Compare(a.at, b.at) })
	var related []*Event
	for _, f := range best {
		related = append(related, c.Events[f.at])
	}
	return related
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

// nearer returns which of two events is nearer to a day, the earlier if both
// are. Events beyond the ends, or without date, are none.
func (c *Chronology) nearer(day, before, after int) (int, bool) {
	hasAfter := after < c.dated
	switch {
	case before < 0:
		return after, hasAfter
	case hasAfter && c.marks[after].day-day < day-c.marks[before].day:
		return after, true
	}
	return before, true
}

// A mark is what Related looks at of each event: the number of its day, and a
// bit for each topic and each counterpart.
type mark struct {
	day         int
	topics, who uint64
}

// mark notes them. More than 64 topics or ministers share bits.
func (c *Chronology) mark() {
	c.exact = len(c.Content.Topics) < 64 && len(c.Content.Ministers) < 64
	topics, who := map[string]uint64{}, map[string]uint64{}
	for i, t := range c.Content.Topics {
		topics[t.Slug] = 2 << (i % 63)
	}
	for i, m := range c.Content.Ministers {
		who[m.Slug] = 2 << (i % 63)
	}
	bitsOf := func(of map[string]uint64, slugs []string, except string) (all uint64) {
		for _, s := range slugs {
			b := of[s]
			if b == 0 { // a term without a file
				b, c.exact = 1, false
			}
			if s != except {
				all |= b
			}
		}
		return all
	}
	c.marks = make([]mark, len(c.Events))
	for i, e := range c.Events {
		if !e.Date.IsZero() {
			c.dated = i + 1
		}
		c.marks[i] = mark{
			day:    e.Date.SortDay().Sub(edtf.Day{Year: 2000, Month: 1, Day: 1}),
			topics: bitsOf(topics, e.Topics, ""), who: bitsOf(who, e.Ministers, c.Content.Site.Pivot),
		}
	}
}

// common counts the topics that an event shares with the one at a place, and
// reports whether they share a counterpart.
func (c *Chronology) common(a, b *mark, e *Event, at int) (topics int, counterpart bool) {
	if c.exact {
		return bits.OnesCount64(a.topics & b.topics), a.who&b.who != 0
	}
	other := c.Events[at]
	if a.topics&b.topics != 0 {
		topics = shared(e.Topics, other.Topics, "")
	}
	return topics, a.who&b.who != 0 && shared(e.Ministers, other.Ministers, c.Content.Site.Pivot) > 0
}

// score counts in units of 1/1461 point, four years having that many days, so
// that it is a whole number.
func score(topics int, counterpart bool, days int) int {
	points := 2 * topics
	if counterpart {
		points++
	}
	return points*1461 - 2*days
}

// shared counts what stands in both lists, leaving out one.
func shared(a, b []string, except string) int {
	n := 0
	for _, s := range a {
		if s != except && slices.Contains(b, s) {
			n++
		}
	}
	return n
}
