package page

import (
	"chronik/internal/chronology"
	"chronik/internal/content"
)

// A number beside a list leads to the very entries it counts: what a term has in
// common with another, or with a year, has a page or a place on one. Only the
// topics that go together lead to the whole topic, since each pair of them
// would be more pages than all others are.

func (p *planner) ministers() {
	for i := range p.c.Ministers {
		m := &p.c.Ministers[i]
		g := p.lists.minister[m.Slug]
		g.crumbs = p.overviewCrumbs(g.at)
		p.listed(g, "minister", g.name, func(p *planner) Term { return p.ministerView(g, m) })
	}
}

func (p *planner) ministerView(g *group, m *content.Minister) Term {
	v := p.term(g, g.name, p.paths.overview(), m.Body, p.l.Say("empty.minister", "name", m.Name))
	if m.Office != "" {
		v.Role = append(v.Role, m.Office)
	}
	for _, t := range m.Terms {
		v.Role = append(v.Role, p.l.Say("minister.term", "span", p.termOfOffice(t)))
	}
	v.Facets = facets(
		p.counterpartFacet(g.at, p.l.Word("facet.counterparts"), g.events, m.Slug, func(slug string) string {
			a, b := p.ministerPair(m.Slug, slug)
			return p.paths.pair(p.paths.minister(a), b)
		}),
		p.kindFacet(g.at, p.l.Word("facet.kinds"), g.events, func(slug string) string { return p.paths.pair(p.paths.kind(slug), m.Slug) }),
		p.topicFacet(g.at, p.l.Word("facet.topics"), g.events, "", func(slug string) string { return p.paths.pair(g.at, slug) }),
		p.rhythmFacet(g))
	v.Strip = p.termStrip(g, termsOf(m, p.l.Word("strip.in_office")))
	return v
}

// mostTogether is how many topics are named that often go together with one.
const mostTogether = 5

func topmost(f Facet, n int) Facet {
	f.Items = f.Items[:min(n, len(f.Items))]
	return f
}

func (p *planner) topics() {
	for i := range p.c.Topics {
		t := &p.c.Topics[i]
		g := p.lists.topic[t.Slug]
		g.crumbs = p.overviewCrumbs(g.at)
		p.listed(g, "topic", g.name, func(p *planner) Term { return p.topicView(g, t) })
	}
}

func (p *planner) topicView(g *group, t *content.Topic) Term {
	v := p.term(g, g.name, p.paths.overview(), t.Body, p.l.Say("empty.topic", "name", t.Label))
	v.Facets = facets(
		p.counterpartFacet(g.at, p.l.Word("facet.counterparts"), g.events, p.c.Site.Pivot, func(slug string) string {
			return p.paths.pair(p.paths.minister(slug), t.Slug)
		}),
		p.kindFacet(g.at, p.l.Word("facet.kinds"), g.events, func(slug string) string { return p.paths.pair(p.paths.kind(slug), t.Slug) }),
		topmost(p.topicFacet(g.at, p.l.Word("facet.together"), g.events, t.Slug, p.paths.topic), mostTogether),
		p.rhythmFacet(g))
	v.Strip = p.termStrip(g, nil)
	return v
}

func (p *planner) kinds() {
	for i := range p.c.Kinds {
		k := &p.c.Kinds[i]
		g := p.lists.kind[k.Slug]
		g.crumbs = p.registerCrumbs(g.at, "register.kinds")
		title := p.l.Say("register.kind_title", "name", g.name)
		p.listed(g, "list", title, func(p *planner) Term { return p.kindView(g, title, k) })
	}
}

func (p *planner) kindView(g *group, title string, k *content.Kind) Term {
	v := p.term(g, title, p.paths.register(), k.Body, p.l.Say("empty.list", "name", g.quoted))
	v.Facets = facets(
		p.counterpartFacet(g.at, p.l.Word("facet.counterparts"), g.events, p.c.Site.Pivot, func(slug string) string { return p.paths.pair(g.at, slug) }),
		p.topicFacet(g.at, p.l.Word("facet.topics"), g.events, "", func(slug string) string { return p.paths.pair(g.at, slug) }))
	v.Strip = p.termStrip(g, nil)
	return v
}

func (p *planner) places() {
	for i := range p.c.Places {
		place := &p.c.Places[i]
		g := p.lists.place[place.Slug]
		g.crumbs = p.registerCrumbs(g.at, "register.places")
		title := p.l.Say("register.place_title", "name", g.name)
		p.listed(g, "list", title, func(p *planner) Term {
			v := p.term(g, title, p.paths.register(), place.Body, p.l.Say("empty.list", "name", g.quoted))
			if place.Country != "" {
				v.Role = append(v.Role, place.Country)
			}
			return v
		})
	}
}

func (p *planner) outlets() {
	for i := range p.c.Outlets {
		o := &p.c.Outlets[i]
		g := p.lists.outlet[o.Slug]
		g.crumbs = p.registerCrumbs(g.at, "register.outlets")
		title := p.l.Say("register.outlet_title", "name", g.name)
		p.listed(g, "list", title, func(p *planner) Term { return p.outletView(g, title, o) })
		if p.long(g.alone.events) && len(g.alone.events) < len(g.events) {
			p.listed(g.alone, "list", g.alone.name, func(p *planner) Term { return p.term(g.alone, g.alone.name, p.paths.register(), "", "") })
		}
	}
}

// aloneOn is the list of the events that rest on an outlet alone.
func (p *planner) aloneOn(slug string) *group {
	of := p.lists.outlet[slug]
	g := &group{at: p.paths.alone(slug), file: of.file, name: p.l.Say("alone.list", "name", of.name)}
	g.short, g.quoted = g.name, p.l.Quote(g.name)
	g.crumbs = append(p.registerCrumbs(g.at, "register.outlets"), Link{of.name, p.href(g.at, of.at)})
	for _, e := range of.events {
		if e.Alone() == slug && e.Status != chronology.Withdrawn {
			g.events = append(g.events, e)
		}
	}
	return g
}

// alone says what rests on an outlet alone, nil if nothing does.
func (p *planner) alone(of *group) *Alone {
	g := of.alone
	entries := p.l.Count("entries", len(of.events))
	switch n := len(g.events); {
	case n == 0:
		return nil
	case n == len(of.events):
		return &Alone{Title: p.l.Word("alone.title"), Count: p.l.Word("alone.all")}
	case p.long(g.events):
		return &Alone{Title: p.l.Word("alone.title"), Count: p.l.Say("alone.some", "n", p.l.Number(n), "entries", entries),
			More: Link{p.l.Say("alone.more", "entries", p.l.Count("entries", n)), p.href(of.at, g.at)}}
	}
	v := &Alone{Title: p.l.Word("alone.title"), Count: p.l.Say("alone.some", "n", p.l.Number(len(g.events)), "entries", entries)}
	for _, e := range g.events {
		v.Entries = append(v.Entries, *p.neighbour(of.at, e))
	}
	return v
}

func (p *planner) outletView(g *group, title string, o *content.Outlet) Term {
	v := p.term(g, title, p.paths.register(), o.Body, p.l.Say("empty.list", "name", g.quoted))
	v.Alone = p.alone(g)
	if o.Host != "" && o.Host != o.Name {
		v.Role = append(v.Role, p.l.Say("outlet.host", "host", o.Host))
	}
	if o.Ownership != "" {
		v.Role = append(v.Role, o.Ownership)
	}
	if o.Voice != "" {
		v.Role = append(v.Role, p.l.Say("outlet.voice", "side", p.side(o.Voice)))
	}
	if o.PolicyReason != "" {
		v.Role = append(v.Role, o.PolicyReason)
	} else if key := "policy." + o.Policy; p.l.Has(key) {
		v.Role = append(v.Role, p.l.Word(key))
	}
	return v
}

func (p *planner) persons() {
	for _, name := range p.lists.people {
		g := p.lists.person[name]
		g.crumbs = p.registerCrumbs(g.at, "register.people")
		title := p.l.Say("register.person_title", "name", name)
		p.listed(g, "list", title, func(p *planner) Term { return p.term(g, title, p.paths.register(), "", "") })
	}
}

// crossings plans one page for each year in which a list has entries, if its
// years have pages.
func (p *planner) crossings(g *group) {
	years := chronology.YearsOf(g.events)
	undated := chronology.InYear(g.events, 0)
	if !p.long(g.events) {
		undated = nil
		if !g.yearly {
			return
		}
	}
	path := func(y int) string { return p.paths.crossing(g.at, y) }
	for i, y := range years {
		p.addCrossing(g, y, chronology.InYear(g.events, y), func(p *planner) (prev, next *Link) { return p.neighbours(path(y), years, i, path) })
	}
	if len(undated) > 0 {
		p.addCrossing(g, 0, undated, func(*planner) (prev, next *Link) { return nil, nil })
	}
}

func (p *planner) addCrossing(g *group, y int, own []*chronology.Event, neighbours func(*planner) (prev, next *Link)) {
	at := p.paths.crossing(g.at, y)
	title := g.short + " " + p.yearName(y)
	p.add(at, "cross", g.file, title, func(p *planner) any {
		v := p.crossing(g, y, title, own)
		v.Prev, v.Next = neighbours(p)
		return v
	})
	p.partPages(p.parts(at, y, own), title, g.file, p.currentFor(g), func(p *planner, from string) []Link {
		return p.crossingCrumbs(g, from, Link{p.yearName(y), p.href(from, at)})
	})
}

// crossingCrumbs are those of the pages below a list.
func (p *planner) crossingCrumbs(g *group, from string, last Link) []Link {
	crumbs := p.overviewCrumbs(from)
	if p.currentFor(g) == p.paths.register() {
		crumbs = []Link{{p.l.Word("nav.register"), p.href(from, p.paths.register())}}
	}
	for _, of := range g.of {
		if of != nil {
			crumbs = append(crumbs, Link{of.short, p.href(from, of.at)})
		}
	}
	if g.of[0] == nil {
		crumbs = append(crumbs, Link{g.short, p.href(from, g.at)})
	}
	return append(crumbs, last)
}

// currentFor is which page of the navigation a list belongs to.
func (p *planner) currentFor(g *group) string {
	if g.of[0] != nil || p.lists.minister[g.slug] == g || p.lists.topic[g.slug] == g {
		return p.paths.overview()
	}
	return p.paths.register()
}

// crossing is the page of one year of a list.
func (p *planner) crossing(g *group, y int, title string, own []*chronology.Event) Cross {
	at, year := p.paths.crossing(g.at, y), p.yearName(y)
	entries := p.l.Count("entries", len(own))
	v := Cross{
		Crumbs:  p.crossingCrumbs(g, at, Link{year, p.href(at, p.paths.year(y))}),
		Subject: g.short, Year: year,
		Deck: p.l.Say("cross.deck", "entries", entries, "inyear", p.l.Number(len(p.ch.Year(y))),
			"total", p.l.Number(len(g.events)), "name", g.quoted),
		Parts: p.partLinks(at, p.parts(at, y, own)),
	}
	if len(v.Parts) == 0 {
		v.Months = p.months(at, own)
	}
	if g.yearly && y != 0 {
		v.Strip, v.Matrix = p.yearStrip(at, y, v.Months, own, g.short), p.oneRow(at, g, y)
	}
	v.Frame = p.frame(at, title, p.l.Say("describe.cross", "entries", entries, "name", g.short, "year", year), p.currentFor(g))
	within := func(pair func(slug string) string) func(string) string {
		return func(slug string) string {
			if other := p.lists.paired[pair(slug)]; other != nil {
				return p.inYear(other, y)
			}
			return at
		}
	}
	slug := g.slug
	switch {
	case p.lists.minister[slug] == g:
		v.Facets = facets(
			p.counterpartFacet(at, p.l.Word("facet.counterparts"), own, slug, within(func(m string) string {
				a, b := p.ministerPair(slug, m)
				return p.paths.pair(p.paths.minister(a), b)
			})),
			p.kindFacet(at, p.l.Word("facet.kinds"), own, within(func(k string) string { return p.paths.pair(p.paths.kind(k), slug) })),
			p.topicFacet(at, p.l.Word("facet.topics"), own, "", within(func(t string) string { return p.paths.pair(g.at, t) })))
	case p.lists.topic[slug] == g:
		v.Facets = facets(
			p.counterpartFacet(at, p.l.Word("facet.counterparts"), own, p.c.Site.Pivot, within(func(m string) string { return p.paths.pair(p.paths.minister(m), slug) })),
			p.kindFacet(at, p.l.Word("facet.kinds"), own, within(func(k string) string { return p.paths.pair(p.paths.kind(k), slug) })))
	case p.lists.kind[slug] == g:
		v.Facets = facets(
			p.counterpartFacet(at, p.l.Word("facet.counterparts"), own, p.c.Site.Pivot, within(func(m string) string { return p.paths.pair(g.at, m) })),
			p.topicFacet(at, p.l.Word("facet.topics"), own, "", within(func(t string) string { return p.paths.pair(g.at, t) })))
	}
	return v
}
