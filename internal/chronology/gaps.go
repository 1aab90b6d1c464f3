package chronology

import (
	"cmp"
	"slices"

	"chronik/internal/edtf"
)

// A Gap is a time in which no contact can lie: after the last day that the
// contact before it may have been, and before the first day that the one after
// it may have been.
type Gap struct {
	Before, After *Event
	Days          int // whole days between the two
	Longest       int // the same if both lay as far apart as their dates allow
}

// Contact reports whether an event is one: it was held, its kind is one of
// contact, and at least two ministers took part, among them the pivot if the
// site has one.
func (c *Chronology) Contact(e *Event) bool {
	k := c.Content.Kind(e.Kind)
	pivot := c.Content.Site.Pivot
	return e.Held() && k != nil && k.Contact && len(e.Ministers) > 1 && (pivot == "" || slices.Contains(e.Ministers, pivot))
}

// Gaps returns the n longest times without contact, the longest first, then
// the older first, and the contacts of which one bound is not known, so that
// they could not be placed.
func (c *Chronology) Gaps(n int) (gaps []Gap, unplaced []*Event) {
	var contacts []*Event
	for _, e := range c.Events {
		if !c.Contact(e) {
			continue
		}
		if first, last := e.Date.Bounds(); first.IsZero() || last.IsZero() {
			unplaced = append(unplaced, e)
			continue
		}
		contacts = append(contacts, e)
	}
	slices.SortStableFunc(contacts, func(a, b *Event) int { return first(a).Compare(first(b)) })
	var latest *Event // whose last possible day is the latest so far
	for _, e := range contacts {
		if latest != nil {
			if days := first(e).Sub(last(latest)) - 1; days > 0 {
				gaps = append(gaps, Gap{latest, e, days, last(e).Sub(first(latest)) - 1})
			}
		}
		if latest == nil || last(e).After(last(latest)) {
			latest = e
		}
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(b.Days, a.Days) })
	return gaps[:min(n, len(gaps))], unplaced
}

func first(e *Event) edtf.Day {
	day, _ := e.Date.Bounds()
	return day
}

func last(e *Event) edtf.Day {
	_, day := e.Date.Bounds()
	return day
}
