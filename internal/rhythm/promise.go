package rhythm

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// State is what has become of a promise.
type State int

const (
	// Open is a promise whose time is not over.
	Open State = iota
	// Kept is one that an event has fulfilled.
	Kept
	// Lapsed is one whose time is over, or that was called off.
	Lapsed
)

// A Promise is something that was to follow.
type Promise struct {
	Event *chronology.Event // at which it was given, or which was announced
	Text  string            // "" if the event itself is what was announced
	Made  edtf.Date         // when, zero if that is not known
	Due   edtf.Date         // by when, zero if that was not said
	State State

	// By is the event that kept it, or with which it was called off; nil if there
	// is none. It came Least to Most days after; Counted says that both are known.
	By          *chronology.Event
	Least, Most int
	Counted     bool
}

// Promises returns what was promised at the events of the chronology, in their
// order, and the announced events, which are promises themselves unless their
// articles spell out what was promised.
//
// A promise is kept if the event it names was held. An announced event is kept
// by the one that FollowUp finds, if that was held. What is not kept has lapsed
// if the last day of its time lies before that of AsOf; the clock is never asked.
// Without any time it stays open. It was made on the day of its event; that of an announced event is
// yet to come, and so it was made when the first of its sources appeared.
func Promises(ch *chronology.Chronology) []Promise {
	var all []Promise
	day := AsOf(ch)
	for _, e := range ch.Events {
		if !stands(e) {
			continue
		}
		given := given(e)
		for _, g := range given {
			p := Promise{Event: e, Text: g.Text, Made: made(e), Due: g.Due}
			if by := ch.Event(g.KeptBy); by != nil && by.Held() {
				p.keep(by)
			}
			all = append(all, p.judged(day))
		}
		if len(given) == 0 && e.Status == "announced" {
			p := Promise{Event: e, Made: made(e), Due: e.Date}
			switch by, status := FollowUp(ch, e); status {
			case "held":
				p.keep(by)
			case "cancelled":
				p.By, p.State = by, Lapsed
			}
			all = append(all, p.judged(day))
		}
	}
	return all
}

// AsOf returns the day up to which the chronology knows what happened: that of
// its newest change, or, where the content does not say when anything was
// changed, the last on which an event of it was held for certain or perhaps; the
// zero Day if there is none.
func AsOf(ch *chronology.Chronology) edtf.Day {
	day := ch.Stand()
	if !day.IsZero() {
		return day
	}
	for _, e := range ch.Events {
		if _, last := e.Date.Bounds(); e.Held() && last.After(day) {
			day = last
		}
	}
	return day
}

// given returns what the articles of an event say was promised; what two of them
// say in the same words, once.
func given(e *chronology.Event) []content.Promise {
	var all []content.Promise
	for _, a := range e.Articles {
		for _, p := range a.Promises {
			i := slices.IndexFunc(all, func(q content.Promise) bool { return q.Text == p.Text && q.Due == p.Due })
			if i < 0 {
				all = append(all, p)
			} else if all[i].KeptBy == "" {
				all[i].KeptBy = p.KeptBy
			}
		}
	}
	return all
}

// made is when something was promised at an event.
func made(e *chronology.Event) edtf.Date {
	if e.Status != "announced" {
		return e.Date
	}
	var first edtf.Date
	sources, _ := e.Sources()
	for _, s := range sources {
		if !s.Published.IsZero() && (first.IsZero() || edtf.Compare(s.Published, first) < 0) {
			first = s.Published
		}
	}
	return first
}

func (p *Promise) keep(by *chronology.Event) {
	p.By, p.State = by, Kept
	madeFirst, madeLast := p.Made.Bounds()
	first, last := by.Date.Bounds()
	if madeFirst.IsZero() || madeLast.IsZero() || first.IsZero() || last.IsZero() {
		return
	}
	// What keeps a promise comes after it, wherever the days may lie.
	p.Least, p.Most, p.Counted = max(first.Sub(madeLast), 0), max(last.Sub(madeFirst), 0), true
}

// judged is the promise as it stands on a day.
func (p Promise) judged(day edtf.Day) Promise {
	if _, last := p.Due.Bounds(); p.State == Open && !last.IsZero() && last.Before(day) {
		p.State = Lapsed
	}
	return p
}

// tells reports whether an event can say what became of another.
func tells(e *chronology.Event) bool {
	return e.Status != "announced" && stands(e)
}

// FollowUp returns the event that tells what became of one that was announced,
// and whether it was held or cancelled: the same, if one of its articles no longer
// announces it; else one of its kind that refers to it; else one of its kind with
// all of its ministers, on one of its days, the first of several. Without one it
// returns nil and "".
func FollowUp(ch *chronology.Chronology, e *chronology.Event) (by *chronology.Event, status string) {
	for _, a := range e.Articles {
		if a.Event.Status != "announced" {
			return e, a.Event.Status
		}
	}
	for _, other := range ch.ReferringTo(e.ID) {
		if other.Kind == e.Kind && tells(other) {
			return other, other.Status
		}
	}
	lo, hi := e.Date.Bounds()
	from, to := e.Date.Years()
	for year := from; year <= to; year++ {
		for _, other := range slices.Concat(ch.Touching(year), ch.Year(year)) {
			first, last := other.Date.Bounds()
			_, _, fits := edtf.Overlap(lo, hi, first, last)
			if fits && other.Kind == e.Kind && tells(other) && !other.Date.IsZero() &&
				!slices.ContainsFunc(e.Ministers, func(slug string) bool { return !slices.Contains(other.Ministers, slug) }) {
				return other, other.Status
			}
		}
	}
	return nil, ""
}
