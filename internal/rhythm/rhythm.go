// Package rhythm measures how events lie in time: how dense, how long there were
// none, what came first, and what became of what was promised.
//
// Nothing here guesses. An event is taken for the days on which it may have been:
// those between the bounds of its date, of a set the days that it lists;
// qualifiers do not widen them. What is open on one side or has no date at all
// has no number of days: it is in no sum, and is told apart.
package rhythm

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
)

// A span is some days in a row, both ends included.
type span struct{ first, last edtf.Day }

func (s span) days() int { return s.last.Sub(s.first) + 1 }

// spansOf returns the days on which an event may have been, in order, apart from
// each other; none if it is open on a side.
func spansOf(d edtf.Date) []span {
	first, last := d.Bounds()
	if first.IsZero() || last.IsZero() {
		return nil
	}
	if d.Form() != edtf.OneOf {
		return []span{{first, last}}
	}
	var spans []span
	for _, p := range d.Members() { // in order, apart from each other
		first, last := p.Bounds()
		spans = append(spans, span{first, last})
	}
	return spans
}

// A Bound is the first or last of some events. It is Sure if none of the others
// can have been on the other side of it.
type Bound struct {
	Event *chronology.Event // nil if there is none
	Sure  bool
}

// First returns of some events the one that had been first at the latest: that
// whose last possible day is the earliest. What is withdrawn is none of them.
func First(events []*chronology.Event) Bound {
	var first edtf.Day
	var b Bound
	for _, e := range events {
		if _, hi := e.Date.Bounds(); stands(e) && !hi.IsZero() && (b.Event == nil || hi.Before(first)) {
			b.Event, first = e, hi
		}
	}
	b.Sure = b.Event != nil && !slices.ContainsFunc(events, func(e *chronology.Event) bool {
		lo, _ := e.Date.Bounds()
		return stands(e) && e != b.Event && lo.Before(first) // the zero day is before all others
	})
	return b
}

// Last returns of some events the one that was last at the earliest: that whose
// first possible day is the latest. What is withdrawn is none of them.
func Last(events []*chronology.Event) Bound {
	var last edtf.Day
	var b Bound
	for _, e := range events {
		if lo, _ := e.Date.Bounds(); stands(e) && !lo.IsZero() && (b.Event == nil || !lo.Before(last)) {
			b.Event, last = e, lo
		}
	}
	b.Sure = b.Event != nil && !slices.ContainsFunc(events, func(e *chronology.Event) bool {
		_, hi := e.Date.Bounds()
		return stands(e) && e != b.Event && (hi.IsZero() || hi.After(last))
	})
	return b
}

func stands(e *chronology.Event) bool { return e.Status != chronology.Withdrawn }
