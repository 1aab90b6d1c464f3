package rights

import (
	"slices"

	"chronik/internal/content"
)

// editions are the editions as they may be shown today: where a policy has
// become stricter since, or an entry was withdrawn, they do not show more than
// the other pages do.
func editions(c *content.Content) []content.Edition {
	if len(c.Editions) == 0 {
		return nil
	}
	s := strictness{c, c.Renames(), map[[2]string]int{}, map[string]bool{}}
	for i := range c.Articles {
		a := &c.Articles[i]
		for _, id := range append([]string{a.EventID()}, a.Aliases...) {
			s.read(a, id)
		}
	}
	all := slices.Clone(c.Editions)
	for i := range all {
		all[i].Entries = slices.Clone(all[i].Entries)
		for k := range all[i].Entries {
			s.apply(&all[i].Entries[k])
		}
	}
	return all
}

// strictness is what articles say of today.
type strictness struct {
	c         *content.Content
	renames   content.Renames
	policies  map[[2]string]int // of an entry's outlet: place in content.Policies
	withdrawn map[string]bool   // entries of which no article is left
}

// read notes what an article says of the entry with an id.
func (s strictness) read(a *content.Article, id string) {
	gone := a.Gone() && !a.Draft
	if before, known := s.withdrawn[id]; known {
		gone = gone && before
	}
	s.withdrawn[id] = gone
	for i, source := range a.Sources {
		key := [2]string{id, source.Outlet}
		s.policies[key] = max(s.policies[key], slices.Index(content.Policies, Policy(s.c, a, i)))
	}
}

func (s strictness) apply(e *content.Entry) {
	if s.withdrawn[e.ID] {
		e.Summary, e.People, e.Sources = "", nil, nil
	}
	e.Sources = slices.Clone(e.Sources)
	for i := range e.Sources {
		source := &e.Sources[i]
		outlet := s.renames.Slug("outlets", source.Outlet)
		today, known := s.policies[[2]string{e.ID, outlet}]
		if o := s.c.Outlet(outlet); !known && o != nil {
			today = slices.Index(content.Policies, o.Policy)
		}
		switch content.Policies[max(today, 0)] {
		case "cite":
			source.URL = ""
		case "withheld":
			*source = content.EntrySource{Outlet: source.Outlet}
		}
	}
}
