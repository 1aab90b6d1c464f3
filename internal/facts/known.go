package facts

import (
	"slices"

	"chronik/internal/edtf"
	"chronik/internal/timex"
)

// A known is an event that the chronology dates. What a human has reviewed is
// a clue like any other, with a row of its own; what import wrote is none, so
// that the order in which documents are read says nothing.
type known struct {
	days  days
	day   edtf.Day // zero if it has no claimed day
	place string   // slug
}

// knownOf returns the known events of those who take part here: times they met,
// or calls, as the kind is. What they say at other times they say every day, so
// of that only what was said at the same place counts.
func (r *Reader) knownOf(people []participant, kind guess, place string) []known {
	if len(people) < 2 {
		return nil
	}
	told := contact(kind.slug)
	var found []known
	for i := range r.content.Articles {
		a := &r.content.Articles[i]
		e := &a.Event
		if !a.Reviewed || a.Gone() || e.Status != "held" || e.Date.IsZero() || told && !contact(e.Kind) || !told && (place == "" || e.Place != place) ||
			(e.Kind == phoneCall) != (kind.slug == phoneCall) || len(a.Ministers) != len(people) ||
			slices.ContainsFunc(people, func(p participant) bool { return !slices.Contains(a.Ministers, p.minister.Slug) }) {
			continue
		}
		k := known{days: timex.DaysOf(e.Date), place: e.Place}
		k.day, _ = e.Date.ClaimedDay()
		found = append(found, k)
	}
	return found
}

// contact reports whether a kind is of ministers who speak with each other.
func contact(kind string) bool { return kind == meeting || kind == summit || kind == phoneCall }

const (
	toldWithin = 1  // days after an event in which a report without a day is of that event
	fewDays    = 14 // in which those who take part hardly do the same twice
)

// known narrows a frame to the day of the only event of the chronology that
// fits what the text says. Who met is not enough: text and event must agree in
// the day of the month, the weekday or the place, or the text must have
// appeared at once. Where two days fit, or one not known to the day, none is
// taken.
func (f *frame) known(all []known, m *mention, pub publication, place string) bool {
	var found edtf.Day
	for _, k := range all {
		within, ok := f.within.And(k.days)
		switch {
		case !ok, place != "" && k.place != "" && k.place != place, k.day == found && !found.IsZero():
		case k.day.IsZero():
			if m == nil || m.Some(within) {
				return false
			}
		case f.fits(k, m, pub, place):
			if !found.IsZero() {
				return false
			}
			found = k.day
		}
	}
	if found.IsZero() {
		return false
	}
	f.within = days{First: found, Last: found}
	return true
}

// besides returns the stretch from the day that a text claims to the known
// event a day before or after it, if none is known on that day. Far zones and
// late reports shift a day, and nothing tells which of the two is right.
func (f *frame) besides(all []known, claimed edtf.Day, place string) (days, bool) {
	var near edtf.Day
	for _, k := range all {
		if _, on := k.days.And(days{First: claimed, Last: claimed}); on {
			return days{}, false
		}
		if at := k.day.Sub(claimed); !k.day.IsZero() && (at == 1 || at == -1) && (place == "" || k.place == "" || k.place == place) {
			near = k.day
		}
	}
	switch {
	case near.IsZero():
		return days{}, false
	case near.Before(claimed):
		return days{First: near, Last: claimed}, true
	}
	return days{First: claimed, Last: near}, true
}

// fits reports whether a text tells of a known event. m is the mention that
// dates what it tells best, nil without any.
func (f *frame) fits(k known, m *mention, pub publication, place string) bool {
	on := days{First: k.day, Last: k.day}
	there := place != "" && k.place == place
	near := f.within.Known() && f.within.Last.Sub(f.within.First) <= 45
	if m == nil {
		at := k.day.Sub(pub.days.First)
		return there && near || pub.days.First == pub.days.Last && -toldWithin <= at && at <= 0
	}
	if m.On(k.day) {
		return there
	}
	_, left, ok := m.Within(on)
	if !ok || left != on || m.Rule != "night" && m.Against(k.day) {
		return false
	}
	few := m.Resolved && m.Days.Last.Sub(m.Days.First) < fewDays
	return there || few || !m.Resolved && !m.Coarse()
}

// told returns the words that say best what happened.
func (d *document) told(kind guess) span {
	switch {
	case len(kind.hits) > 0:
		return kind.best
	case len(d.names) > 0:
		return d.names[0].span
	}
	return span{}
}
