package chronology

import (
	"slices"

	"chronik/internal/content"
)

// A Readout lays the accounts that sides gave of one event beside each other.
// Articles that are nobody's account do not count.
type Readout struct {
	Sides []string // that gave an account, in the order of the site

	// Shares hold each topic of an account once: first what each side named
	// alone, in the order of Sides, then what several but not all of them named,
	// last what all of them did. Of a side alone there is only its own share.
	Shares []Share
}

// A Share is the topics that these sides named, and no other, in the order in
// which the event has them.
type Share struct{ Sides, Topics []string }

// Readout compares the accounts of an event; without any, or when it is
// withdrawn, it is zero.
func (c *Chronology) Readout(e *Event) Readout { return readout(c.Content.Site.Sides, e) }

func readout(known []content.Side, e *Event) Readout {
	if e.Status == Withdrawn {
		return Readout{}
	}
	named := map[string][]string{} // by side
	for _, a := range e.Articles {
		if a.Voice != "" {
			named[a.Voice] = union(named[a.Voice], a.Topics)
		}
	}
	var r Readout
	for _, s := range known {
		if _, ok := named[s.Slug]; ok {
			r.Sides = append(r.Sides, s.Slug)
			r.Shares = append(r.Shares, Share{Sides: []string{s.Slug}})
		}
	}
	if len(r.Sides) > 1 {
		r.Shares = append(r.Shares, Share{Sides: r.Sides})
	}
	for _, topic := range e.Topics {
		var by []string
		for _, side := range r.Sides {
			if slices.Contains(named[side], topic) {
				by = append(by, side)
			}
		}
		if len(by) == 0 {
			continue
		}
		at := slices.IndexFunc(r.Shares, func(s Share) bool { return slices.Equal(s.Sides, by) })
		if at < 0 {
			at = len(r.Shares) - 1
			r.Shares = slices.Insert(r.Shares, at, Share{Sides: by})
		}
		r.Shares[at].Topics = append(r.Shares[at].Topics, topic)
	}
	return r
}

// A silence is a topic that a side left out of its account though another side
// named it in theirs.
type silence struct{ topic, side string }

// voices finds the events of which several sides gave an account.
type voices struct {
	compared []*Event
	silent   map[silence][]*Event
	agreed   map[string][]*Event // by topic
}

func (v *voices) add(sides []content.Side, e *Event) {
	r := readout(sides, e)
	if len(r.Sides) < 2 {
		return
	}
	v.compared = append(v.compared, e)
	for _, share := range r.Shares {
		for _, topic := range share.Topics {
			if len(share.Sides) == len(r.Sides) {
				v.agreed[topic] = append(v.agreed[topic], e)
				continue
			}
			for _, side := range r.Sides {
				if !slices.Contains(share.Sides, side) {
					v.silent[silence{topic, side}] = append(v.silent[silence{topic, side}], e)
				}
			}
		}
	}
}

// Compared returns the events of which at least two sides gave an account.
func (v *voices) Compared() []*Event { return v.compared }

// Silent returns the events of which a side gave an account that leaves out a
// topic which another side's account names.
func (v *voices) Silent(topic, side string) []*Event { return v.silent[silence{topic, side}] }

// Agreed returns the events of which at least two sides gave an account and all
// of them name a topic.
func (v *voices) Agreed(topic string) []*Event { return v.agreed[topic] }
