package facts

import (
	"cmp"
	"slices"

	"chronik/internal/timex"
)

// A topicHit is a topic that an article has.
type topicHit struct {
	slug  string
	score float64
	rank  float64 // how much the article is about it
	clock days
	best  span // of the heaviest keyword
}

// hitsCounted is how often one keyword adds to the score of a topic: a word
// that says little does not say more by the tenth time.
const hitsCounted = 1

// topicsOf returns the topics whose keywords reach the threshold, what the
// article is most about first. A topic that nobody could speak of yet is none.
func (r *Reader) topicsOf(d *document, published days) []topicHit {
	var found []topicHit
	for i, t := range r.content.Topics {
		h := topicHit{slug: t.Slug, clock: timex.DaysOf(t.Clock)}
		top := 0.0
		for _, k := range r.topics[i] {
			counted := 0
			for _, s := range k.Find(d.find) {
				if d.zoneOf(s.Start) == inCaption {
					continue
				}
				if k.weight > top {
					top, h.best = k.weight, s
				}
				h.rank += k.weight * map[zone]float64{inHeadline: 3, inLead: 2, inBody: 1, inHeading: 2}[d.zoneOf(s.Start)]
				if counted++; counted <= hitsCounted {
					h.score += k.weight
				}
			}
		}
		threshold := t.Threshold
		if threshold == 0 {
			threshold = 1
		}
		// Weights are decimal fractions whose sums fall short by rounding.
		if h.score < threshold-1e-9 {
			continue
		}
		if _, ok := published.And(h.clock); published.Known() && !ok {
			continue
		}
		found = append(found, h)
	}
	slices.SortStableFunc(found, func(a, b topicHit) int { return cmp.Compare(b.rank, a.rank) })
	return found
}
