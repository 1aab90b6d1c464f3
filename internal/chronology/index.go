package chronology

import "slices"

// index finds the events that name a term; every list is in the order of the
// chronology.
type index struct {
	byMinister, byTopic, byKind, byPlace, byOutlet, byPerson map[string][]*Event

	referring map[string][]*Event // id -> the events that speak about it
}

func newIndex() index {
	return index{
		byMinister: map[string][]*Event{}, byTopic: map[string][]*Event{}, byKind: map[string][]*Event{},
		byPlace: map[string][]*Event{}, byOutlet: map[string][]*Event{}, byPerson: map[string][]*Event{},
		referring: map[string][]*Event{},
	}
}

func (x *index) add(e *Event) {
	put := func(m map[string][]*Event, names ...string) {
		for _, name := range names {
			if name != "" {
				m[name] = append(m[name], e)
			}
		}
	}
	put(x.byMinister, e.Ministers...)
	put(x.byTopic, e.Topics...)
	put(x.byKind, e.Kind)
	put(x.byPlace, e.Place)
	put(x.byOutlet, e.Outlets()...)
	put(x.byPerson, e.People...)
	put(x.referring, e.RefersTo()...)
}

// Minister returns the events of a minister.
func (x *index) Minister(slug string) []*Event { return x.byMinister[slug] }

// Topic returns the events with a topic.
func (x *index) Topic(slug string) []*Event { return x.byTopic[slug] }

// Kind returns the events of a kind.
func (x *index) Kind(slug string) []*Event { return x.byKind[slug] }

// Place returns the events held at a place.
func (x *index) Place(slug string) []*Event { return x.byPlace[slug] }

// Outlet returns the events for which an outlet is a source.
func (x *index) Outlet(slug string) []*Event { return x.byOutlet[slug] }

// Person returns the events that name someone who is not one of the ministers.
func (x *index) Person(name string) []*Event { return x.byPerson[name] }

// People returns all of whom Person knows, in the order of their bytes.
func (x *index) People() []string {
	var names []string
	for name := range x.byPerson {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ReferringTo returns the events that speak about the one with the id.
func (x *index) ReferringTo(id string) []*Event { return x.referring[id] }

// Outlets returns the slugs of the outlets that an event rests on, in the order
// of first mention.
func (e *Event) Outlets() []string {
	var slugs []string
	for _, a := range e.Articles {
		for _, s := range a.Sources {
			if s.Outlet != "" {
				slugs = union(slugs, []string{s.Outlet})
			}
		}
	}
	return slugs
}

// RefersTo returns the ids of the events that this one speaks about, in the
// order of first mention.
func (e *Event) RefersTo() []string {
	var ids []string
	for _, a := range e.Articles {
		ids = union(ids, a.Event.RefersTo)
	}
	return ids
}

// Both returns the events that stand in both lists of one chronology: their
// crossing.
func Both(a, b []*Event) []*Event {
	var both []*Event
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].N < b[0].N:
			a = a[1:]
		case a[0].N > b[0].N:
			b = b[1:]
		default:
			both = append(both, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return both
}
