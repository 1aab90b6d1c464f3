package chronology

import (
	"fmt"
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
// other: copies of one release count once. They share a lineage, which may be
// the slug of the article that was there first and names none itself.
func (e *Event) Independent() int {
	seen := map[string]bool{}
	for i, a := range e.Articles {
		for k, s := range a.Sources {
			name := s.Lineage
			switch {
			case name != "":
			case k == 0:
				name = a.Slug
			default:
				name = fmt.Sprint("source ", e.places[i][k])
			}
			seen[name] = true
		}
	}
	return min(len(seen), len(e.sources))
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
				return s.Outlet == t.Outlet && s.URL == t.URL && (s.URL != "" || s.Title == t.Title && s.Published == t.Published && (s.Raw == t.Raw || s.Raw == "" || t.Raw == ""))
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
