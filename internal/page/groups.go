package page

import (
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
)

// A group is a list of events with a page of its own: those of a minister,
// topic, kind, place, outlet or person, or what two of them have in common.
type group struct {
	at, file string
	slug     string // of its term
	name     string // heading of its page
	short    string // in headings of crossings
	quoted   string // in sentences
	events   []*chronology.Event
	yearly   bool // its years have pages even if its own page lists everything
	crumbs   []Link
	of       [2]*group // of which two it is what they have in common
	alone    *group    // of an outlet: what rests on it alone
}

// groups are all lists, found before any page is planned, so that a link knows
// what it leads to.
type groups struct {
	minister, topic, kind, place, outlet map[string]*group // by slug
	person                               map[string]*group // by name
	people                               []string          // names, in the order of their slugs
	paired                               map[string]*group // by path
	pairOrder                            []*group
	filed                                map[*chronology.Event]string // path and month of its place among the years
}

// group finds all lists and what they have in common.
func (p *planner) group() {
	p.lists = groups{
		minister: map[string]*group{}, topic: map[string]*group{}, kind: map[string]*group{}, place: map[string]*group{},
		outlet: map[string]*group{}, person: map[string]*group{}, paired: map[string]*group{}, filed: map[*chronology.Event]string{},
	}
	for _, m := range p.c.Ministers {
		p.lists.minister[m.Slug] = &group{at: p.paths.minister(m.Slug), slug: m.Slug, file: "ministers/" + m.Slug + ".md",
			name: m.Name, short: surname(&m), quoted: surname(&m), events: p.ch.Minister(m.Slug), yearly: true}
	}
	for _, t := range p.c.Topics {
		p.lists.topic[t.Slug] = &group{at: p.paths.topic(t.Slug), slug: t.Slug, file: "topics/" + t.Slug + ".md",
			name: t.Label, short: t.Label, quoted: p.l.Quote(t.Label), events: p.ch.Topic(t.Slug), yearly: true}
	}
	for _, k := range p.c.Kinds {
		name := k.LabelMany
		if name == "" {
			name = k.Label
		}
		p.lists.kind[k.Slug] = &group{at: p.paths.kind(k.Slug), slug: k.Slug, file: "kinds/" + k.Slug + ".md",
			name: name, short: name, quoted: p.l.Quote(name), events: p.ch.Kind(k.Slug), yearly: true}
	}
	for _, place := range p.c.Places {
		p.lists.place[place.Slug] = &group{at: p.paths.place(place.Slug), slug: place.Slug, file: "places/" + place.Slug + ".md",
			name: place.Name, short: place.Name, quoted: place.Name, events: p.ch.Place(place.Slug)}
	}
	for _, o := range p.c.Outlets {
		p.lists.outlet[o.Slug] = &group{at: p.paths.outlet(o.Slug), slug: o.Slug, file: "outlets/" + o.Slug + ".md",
			name: o.Name, short: o.Name, quoted: p.l.Quote(o.Name), events: p.ch.Outlet(o.Slug)}
		p.lists.outlet[o.Slug].alone = p.aloneOn(o.Slug)
	}
	p.groupPeople()
	for i, m := range p.c.Ministers {
		for _, other := range p.c.Ministers[i+1:] {
			a, b := p.ministerPair(m.Slug, other.Slug)
			p.pair(p.lists.minister[a], p.lists.minister[b], b)
		}
		for _, t := range p.c.Topics {
			p.pair(p.lists.minister[m.Slug], p.lists.topic[t.Slug], t.Slug)
		}
	}
	for _, k := range p.c.Kinds {
		for _, m := range p.c.Ministers {
			p.pair(p.lists.kind[k.Slug], p.lists.minister[m.Slug], m.Slug)
		}
		for _, t := range p.c.Topics {
			p.pair(p.lists.kind[k.Slug], p.lists.topic[t.Slug], t.Slug)
		}
	}
	for _, y := range append(p.ch.Years(), 0) {
		p.file(p.paths.year(y), y, p.ch.Year(y))
	}
}

// groupPeople gives each name an address; of two names with one address the
// second gets a number. A minister who is named stands on a page already.
func (p *planner) groupPeople() {
	taken := map[string]int{}
	for _, name := range p.ch.People() {
		if i := slices.IndexFunc(p.c.Ministers, func(m content.Minister) bool { return m.Name == name }); i >= 0 {
			p.lists.person[name] = p.lists.minister[p.c.Ministers[i].Slug]
			continue
		}
		slug := lang.Slug(name)
		if taken[slug]++; taken[slug] > 1 {
			slug += "-" + strconv.Itoa(taken[slug])
		}
		p.lists.person[name] = &group{at: p.paths.person(slug), name: name, short: name, quoted: name, events: p.ch.Person(name)}
		p.lists.people = append(p.lists.people, name)
	}
}

// ministerPair is the order of two ministers in the address of what they have
// in common: the one everyone meets comes second.
func (p *planner) ministerPair(a, b string) (first, second string) {
	if a == p.c.Site.Pivot || b != p.c.Site.Pivot && b < a {
		return b, a
	}
	return a, b
}

// pair notes what two lists have in common, if that is anything. Its page
// stands below that of the first.
func (p *planner) pair(a, b *group, slug string) {
	events := chronology.Both(a.events, b.events)
	if len(events) == 0 {
		return
	}
	g := &group{at: p.paths.pair(a.at, slug), file: b.file, events: events, of: [2]*group{a, b}}
	g.name = p.l.Say("cross.pair", "first", a.short, "second", b.short)
	g.short, g.quoted = g.name, g.name
	g.crumbs = p.overviewCrumbs(g.at, Link{a.short, p.href(g.at, a.at)}, Link{b.short, p.href(g.at, b.at)})
	p.lists.paired[g.at] = g
	p.lists.pairOrder = append(p.lists.pairOrder, g)
}

// inYear is where one year of a list stands: on its own page, or under its
// heading on the page of the list.
func (p *planner) inYear(g *group, year int) string {
	switch {
	case g.yearly && year != 0, p.long(g.events):
		return p.paths.crossing(g.at, year)
	}
	return g.at + "#" + yearID(year)
}

// listed plans the page of a list and those of its years.
func (p *planner) listed(g *group, template, title string, view func(*planner) Term) {
	p.add(g.at, template, g.file, title, func(p *planner) any { return view(p) })
	p.crossings(g)
}

// term is what the pages of all lists have in common.
func (p *planner) term(g *group, title, current, body, empty string) Term {
	v := Term{
		Frame:   p.frame(g.at, title, p.description(body), current),
		Crumbs:  g.crumbs,
		Heading: g.name,
		Lists: p.chronicle(listing{
			from: g.at, events: g.events, years: chronology.YearsOf(g.events), empty: empty,
			path: func(year int) string {
				if g.yearly && year != 0 || p.long(g.events) {
					return p.paths.crossing(g.at, year)
				}
				return p.paths.year(year)
			},
		}),
	}
	if body != "" {
		v.Intro = p.body(g.at, g.file, body, false)
	}
	if len(g.events) > 0 {
		v.Status, v.Selection = p.orderWords(len(g.events)), p.selectionOf(g)
	}
	if v.Description == "" {
		v.Description = p.l.Say("describe.term", "entries", p.l.Count("entries", len(g.events)), "name", g.name)
	}
	return v
}

// pairs plans the pages of what two lists have in common.
func (p *planner) pairs() {
	for _, g := range p.lists.pairOrder {
		p.listed(g, "list", g.name, func(p *planner) Term { return p.pairView(g) })
	}
}

func (p *planner) pairView(g *group) Term {
	a, b := g.of[0], g.of[1]
	entries := p.l.Count("entries", len(g.events))
	v := p.term(g, g.name, p.paths.overview(), "", "")
	v.Description = p.l.Say("describe.pair", "entries", entries, "first", a.short, "second", b.short)
	v.Role = []string{p.l.Say("cross.pair_deck", "entries", entries,
		"ofone", p.l.Number(len(a.events)), "one", a.quoted, "oftwo", p.l.Number(len(b.events)), "two", b.quoted)}
	return v
}
