package chronology

import (
	"cmp"
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
	type found struct{ at, score int }
	var best []found
	worst := func() int {
		if len(best) < n {
			return 0
		}
		return best[n-1].score
	}
	most := score(len(e.Topics), true, 0)
	// Away from e in both directions, as long as distance leaves a chance.
	for _, step := range []int{-1, 1} {
		for j := i + 2*step; j >= 0 && j < len(c.Events); j += step {
			other := c.Events[j]
			if other.Date.IsZero() {
				break
			}
			days := (other.day - e.day) * step
			if most-2*days <= worst() {
				break
			}
			if e.mask&other.mask == 0 && score(0, true, days) <= worst() {
				continue // no topic in common, and a counterpart is not enough
			}
			topics := shared(e.Topics, other.Topics, "")
			counterpart := shared(e.Ministers, other.Ministers, c.Content.Site.Pivot) > 0
			if s := score(topics, counterpart, days); s > worst() {
				best = append(best, found{j, s})
				slices.SortStableFunc(best, func(a, b found) int { return cmp.Compare(b.score, a.score) })
				best = best[:min(len(best), n)]
			}
		}
	}
	slices.SortFunc(best, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	var related []*Event
	for _, f := range best {
		related = append(related, c.Events[f.at])
	}
	return related
}

// mark notes what makes Related quick: the day as a number, and a bit for each
// topic. Two events without a common bit have no common topic.
func (c *Chronology) mark() {
	bits := map[string]uint64{}
	for i, t := range c.Content.Topics {
		bits[t.Slug] = 1 << (i % 64)
	}
	for _, e := range c.Events {
		e.day = e.Date.SortDay().Sub(edtf.Day{Year: 2000, Month: 1, Day: 1})
		for _, t := range e.Topics {
			if bits[t] == 0 {
				bits[t] = 1 // a topic without a file
			}
			e.mask |= bits[t]
		}
	}
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
