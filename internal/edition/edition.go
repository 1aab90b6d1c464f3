// Package edition keeps the entries as they were shown, and says what has become
// of them since.
package edition

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/content"
)

// Of returns the edition of a chronology, from which rights has taken what may
// not be shown. What is withdrawn is not in it.
func Of(ch *chronology.Chronology, label string) content.Edition {
	c := ch.Content
	ed := content.Edition{
		Label: label, Path: content.EditionFile(label), Title: c.Site.Title, Stand: ch.Stand().Date(), Names: map[string]map[string]string{},
	}
	name := func(folder, slug, name string) {
		if ed.Names[folder] == nil {
			ed.Names[folder] = map[string]string{}
		}
		ed.Names[folder][slug] = name
	}
	for _, e := range ch.Events {
		if e.Status == chronology.Withdrawn {
			continue
		}
		entry := Entry(e)
		ed.Entries = append(ed.Entries, entry)
		if k := c.Kind(entry.Kind); k != nil {
			name("kinds", k.Slug, k.Label)
		}
		if p := c.Place(entry.Place); p != nil {
			name("places", p.Slug, p.Name)
		}
		for _, slug := range entry.Ministers {
			if m := c.Minister(slug); m != nil {
				name("ministers", slug, m.Name)
			}
		}
		for _, slug := range entry.Topics {
			if t := c.Topic(slug); t != nil {
				name("topics", slug, t.Label)
			}
		}
		for _, s := range entry.Sources {
			if o := c.Outlet(s.Outlet); o != nil {
				name("outlets", o.Slug, o.Name)
			}
		}
	}
	return ed
}

// Entry returns an event as an edition keeps it.
func Entry(e *chronology.Event) content.Entry {
	entry := content.Entry{
		ID: e.ID, Title: e.Title, Summary: e.Summary, Date: e.Date, Inferred: e.Inferred(), Contradictory: e.Contradictory,
		Status: e.Status, Kind: e.Kind, Place: e.Place, Ministers: e.Ministers, People: e.People, Topics: e.Topics, Reviewed: e.Reviewed,
	}
	sources, _ := e.Sources()
	for _, s := range sources {
		entry.Sources = append(entry.Sources, content.EntrySource{Outlet: s.Outlet, Agency: s.Agency, Title: s.Title, Author: s.Author, Published: s.Published, URL: s.URL})
	}
	return entry
}

func renamed(slugs []string, folder string, r content.Renames) []string {
	now := make([]string, len(slugs))
	for i, slug := range slugs {
		now[i] = r.Slug(folder, slug)
	}
	return now
}

// same reports whether two lists hold the same, in whatever order.
func same(a, b []string) bool {
	return slices.Equal(a, b) || slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// Says returns what an entry says under the name of a field, as
// content.Article.Says does.
func Says(e *content.Entry, field string) string {
	a := content.Article{
		Title: e.Title, Event: content.Event{Date: e.Date, Status: e.Status, Kind: e.Kind, Place: e.Place},
		Ministers: e.Ministers, People: e.People, Topics: e.Topics,
	}
	says, _ := a.Says(field)
	return says
}

// A Shelf holds all editions beside the chronology of today. It may be used by
// several goroutines.
type Shelf struct {
	editions []content.Edition
	places   []map[string]int // of the entries by their id
	renames  content.Renames
	now      map[string]*chronology.Event // by id, also by old ones
}

// NewShelf returns the editions of the chronology's content.
func NewShelf(ch *chronology.Chronology) *Shelf {
	s := &Shelf{editions: ch.Content.Editions}
	if len(s.editions) == 0 {
		return s
	}
	s.renames = ch.Content.Renames()
	for i := range s.editions {
		places := make(map[string]int, len(s.editions[i].Entries))
		for k, e := range s.editions[i].Entries {
			places[e.ID] = k
		}
		s.places = append(s.places, places)
	}
	s.now = map[string]*chronology.Event{}
	for _, e := range ch.Events {
		for _, a := range e.Articles {
			for _, id := range a.Aliases {
				s.now[id] = e
			}
		}
	}
	for _, e := range ch.Events {
		s.now[e.ID] = e
	}
	return s
}

// Now returns the event that tells today of the entry with an id: the one that
// has it, also if it is withdrawn, or one that it leads on to. It returns nil if
// the entry is gone.
func (s *Shelf) Now(id string) *chronology.Event { return s.now[id] }

// Standing returns the newest edition in which an event stands just as it does
// today, and its place among the entries; nil if there is none.
func (s *Shelf) Standing(e *chronology.Event) (*content.Edition, int) {
	if len(s.editions) == 0 {
		return nil, 0
	}
	now := Entry(e)
	for i := len(s.editions) - 1; i >= 0; i-- {
		if k, ok := s.places[i][e.ID]; ok && len(s.Changed(&s.editions[i].Entries[k], &now)) == 0 {
			return &s.editions[i], k
		}
	}
	return nil, 0
}

// Slug returns the present slug of a term.
func (s *Shelf) Slug(folder, slug string) string { return s.renames.Slug(folder, slug) }

// Newest returns the newest edition, nil if there is none.
func (s *Shelf) Newest() *content.Edition {
	if len(s.editions) == 0 {
		return nil
	}
	return &s.editions[len(s.editions)-1]
}

// Then returns how the newest edition shows an event: under its id or, if that
// was another one then, under an old one. It returns nil if it does not show it.
func (s *Shelf) Then(e *chronology.Event) *content.Entry {
	newest := s.Newest()
	if newest == nil {
		return nil
	}
	ids := []string{e.ID}
	for _, a := range e.Articles {
		ids = append(ids, a.Aliases...)
	}
	for _, id := range ids {
		if k, ok := s.places[len(s.places)-1][id]; ok {
			return &newest.Entries[k]
		}
	}
	return nil
}

// Changed returns in which fields an entry says something else now than it did
// then: names of content.Changeable, in that order, and "reviewed". Another slug
// of the same term is no change, nor is another order.
func (s *Shelf) Changed(then, now *content.Entry) []string {
	r := s.renames
	var fields []string
	differ := func(field string, same bool) {
		if !same {
			fields = append(fields, field)
		}
	}
	differ("title", then.Title == now.Title)
	differ("summary", then.Summary == now.Summary)
	differ("date", then.Date == now.Date && then.Inferred == now.Inferred && then.Contradictory == now.Contradictory)
	differ("status", then.Status == now.Status)
	differ("kind", r.Slug("kinds", then.Kind) == now.Kind)
	differ("place", r.Slug("places", then.Place) == now.Place)
	differ("ministers", same(renamed(then.Ministers, "ministers", r), now.Ministers))
	differ("people", same(then.People, now.People))
	differ("topics", same(renamed(then.Topics, "topics", r), now.Topics))
	differ("sources", slices.EqualFunc(then.Sources, now.Sources, func(a, b content.EntrySource) bool {
		a.Outlet = r.Slug("outlets", a.Outlet)
		return a == b
	}))
	differ("reviewed", then.Reviewed == now.Reviewed)
	return fields
}
