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

// Updated returns the newest day on which one of the event's articles was added,
// changed or withdrawn, the zero Day if none says.
func (e *Event) Updated() edtf.Day {
	var newest edtf.Day
	see := func(d edtf.Date) {
		if _, day := d.Bounds(); day.After(newest) {
			newest = day
		}
	}
	for _, a := range e.Articles {
		see(a.Added)
		see(a.Withdrawn.Date)
		for _, c := range a.Changes {
			see(c.Date)
		}
	}
	return newest
}

// namesDay are the rules of evidence by which the day stands in the source in
// so many words.
var namesDay = []string{"stated", "caption-date"}

// Inferred reports whether the evidence gives the event's day only by way of a
// conclusion. Without any evidence for it the day is taken as it is.
func (e *Event) Inferred() bool {
	any := false
	for _, a := range e.Articles {
		for _, ev := range a.Event.Evidence {
			if ev.Field != "date" {
				continue
			}
			any = true
			if ev.Role == "event" && ev.Says == e.Date.String() && slices.Contains(namesDay, ev.Rule) {
				return false
			}
		}
	}
	return any
}

// Sources returns the sources of all articles of the event, each once, and for
// every article the places of its own in that list. Neither may be changed.
func (e *Event) Sources() (all []content.Source, places [][]int) { return e.sources, e.places }

// Independent returns how many of the event's sources are independent of each
// other: copies of one release count once. They share a lineage, which may be
// the slug of the article that was there first and names none itself.
func (e *Event) Independent() int {
	seen := map[string]bool{}
	e.eachSource(func(lineage string, _ bool, _ content.Source) { seen[lineage] = true })
	return min(len(seen), len(e.sources))
}

// Alone returns the slug of the outlet on which the event rests alone: that of
// all its independent sources, "" if they are of several. Of copies of one release
// the outlet counts that was there first; where nothing says which it was, the one
// that all of them are of.
func (e *Event) Alone() string {
	type origin struct {
		outlet string
		known  bool
	}
	of := map[string]origin{}
	e.eachSource(func(lineage string, first bool, s content.Source) {
		o, seen := of[lineage]
		switch {
		case first || !seen:
			of[lineage] = origin{s.Outlet, first}
		case !o.known && o.outlet != s.Outlet:
			of[lineage] = origin{}
		}
	})
	alone, any := "", false
	for _, o := range of {
		if any && o.outlet != alone {
			return ""
		}
		alone, any = o.outlet, true
	}
	return alone
}

// eachSource hands over the sources of each article with the name of what they
// go back to, and whether it is the source that has the name.
func (e *Event) eachSource(see func(lineage string, first bool, s content.Source)) {
	for i, a := range e.Articles {
		for k, s := range a.Sources {
			switch {
			case s.Lineage != "":
				see(s.Lineage, s.Lineage == a.Slug && k == 0, s)
			case k == 0:
				see(a.Slug, true, s)
			default:
				see(fmt.Sprint("source ", e.places[i][k]), true, s)
			}
		}
	}
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
	if len(e.Articles) == 1 && len(all) == len(e.Articles[0].Sources) {
		return e.Articles[0].Sources, places // a list of its own would say the same
	}
	return all, places
}
