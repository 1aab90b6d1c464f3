package chronology

import (
	"slices"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// Added returns the day on which the first of the event's articles was added,
// the zero Day if none says.
func (e *Event) Added() edtf.Day {
	var first edtf.Day
	for _, a := range e.Articles {
		if day, _ := a.Added.Bounds(); !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	return first
}

// Updated returns the newest day on which one of the event's articles was added
// or changed, the zero Day if none says.
func (e *Event) Updated() edtf.Day {
	var newest edtf.Day
	see := func(d edtf.Date) {
		if _, day := d.Bounds(); day.After(newest) {
			newest = day
		}
	}
	for _, a := range e.Articles {
		see(a.Added)
		for _, c := range a.Changes {
			see(c.Date)
		}
	}
	return newest
}

// Sources returns the sources of all articles of the event, each once, and for
// every article the places of its own in that list. Neither may be changed.
func (e *Event) Sources() (all []content.Source, places [][]int) { return e.sources, e.places }

// Independent returns how many of the event's sources are independent of each
// other: copies of one release, which share a lineage, count once.
func (e *Event) Independent() int {
	n := 0
	for i, s := range e.sources {
		if s.Lineage == "" || !slices.ContainsFunc(e.sources[:i], func(t content.Source) bool { return t.Lineage == s.Lineage }) {
			n++
		}
	}
	return n
}

// only is the place of a source that is the only one.
var only = [][]int{{0}}

func sources(e *Event) (all []content.Source, places [][]int) {
	if len(e.Articles) == 1 && len(e.Articles[0].Sources) == 1 { // nearly all
		return e.Articles[0].Sources, only
	}
	for _, a := range e.Articles {
		var own []int
		for _, s := range a.Sources {
			at := slices.IndexFunc(all, func(t content.Source) bool {
				return s.Outlet == t.Outlet && s.URL == t.URL && (s.URL != "" || s.Title == t.Title && s.Published == t.Published)
			})
			if at < 0 {
				at = len(all)
				all = append(all, s)
			}
			own = append(own, at)
		}
		places = append(places, own)
	}
	return all, places
}
