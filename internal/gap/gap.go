// Package gap lays a register of known contacts beside the chronology and says
// what each lacks.
package gap

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
)

// A Status is what became of a row of the register, or of an event.
type Status string

// What becomes of rows and events.
const (
	Found   Status = "found"   // both know it
	Missing Status = "missing" // the chronology does not know it
	Unknown Status = "unknown" // the register does not know it
	Beyond  Status = "beyond"  // the register could not know it
)

// A Finding is a row, an event, or both.
type Finding struct {
	Status Status
	Row    *Row              // nil if unknown or beyond
	Event  *chronology.Event // nil if missing
}

// Compare joins the rows of a register with the contacts of a chronology. A row
// is found if a contact may have been on the same day, with all ministers the
// row names, and at no other place; each contact answers to one row, the one
// that fits best. What both name to the day is joined before what one leaves
// open.
//
// The horizon of a register reaches from the first day of its rows to the
// last. A contact that is not wholly within is beyond it; so is one without
// place, such as a call, if every row has a place: then the register lists
// meetings. Findings are in the order of the rows, then of the events.
func Compare(c *chronology.Chronology, rows []Row) []Finding {
	var contacts []*chronology.Event
	for _, e := range c.Events {
		if c.Contact(e) {
			contacts = append(contacts, e)
		}
	}
	answer := make([]*chronology.Event, len(rows))
	taken := map[*chronology.Event]bool{}
	// From the surest join to the loosest.
	for _, sure := range []struct{ day, place bool }{{true, true}, {true, false}, {false, true}, {false, false}} {
		for i := range rows {
			if answer[i] != nil {
				continue
			}
			for _, e := range contacts {
				if !taken[e] && fits(&rows[i], e) && (!sure.day || sameDay(&rows[i], e)) && (!sure.place || rows[i].PlaceSlug == e.Place) {
					answer[i], taken[e] = e, true
					break
				}
			}
		}
	}
	findings := make([]Finding, 0, len(rows))
	for i := range rows {
		f := Finding{Missing, &rows[i], answer[i]}
		if f.Event != nil {
			f.Status = Found
		}
		findings = append(findings, f)
	}
	first, last, placed := horizon(rows)
	for _, e := range contacts {
		if taken[e] {
			continue
		}
		from, to := e.Date.Bounds()
		f := Finding{Unknown, nil, e}
		if from.IsZero() || to.IsZero() || from.Before(first) || to.After(last) || placed && e.Place == "" {
			f.Status = Beyond
		}
		findings = append(findings, f)
	}
	return findings
}

// call is the kind that is held at no place.
const call = "telefonat"

// fits reports whether a row and an event may be one contact.
func fits(r *Row, e *chronology.Event) bool {
	if r.Date.IsZero() || e.Date.IsZero() {
		return false
	}
	first, last := r.Date.Bounds()
	from, to := e.Date.Bounds()
	if _, _, ok := edtf.Overlap(first, last, from, to); !ok {
		return false
	}
	if r.Place != "" && e.Place != "" && r.PlaceSlug != e.Place || r.Place != "" && e.Kind == call {
		return false
	}
	return !slices.ContainsFunc(r.Ministers, func(slug string) bool { return !slices.Contains(e.Ministers, slug) })
}

func sameDay(r *Row, e *chronology.Event) bool {
	day, ok := r.Date.ClaimedDay()
	other, claimed := e.Date.ClaimedDay()
	return ok && claimed && day == other
}

// horizon returns the first and last day of the rows, and whether each has a
// place. Open ends do not widen it.
func horizon(rows []Row) (first, last edtf.Day, placed bool) {
	placed = true
	for i := range rows {
		from, to := rows[i].Date.Bounds()
		if !from.IsZero() && (first.IsZero() || from.Before(first)) {
			first = from
		}
		if !to.IsZero() && (last.IsZero() || to.After(last)) {
			last = to
		}
		placed = placed && rows[i].Place != ""
	}
	return first, last, placed
}
