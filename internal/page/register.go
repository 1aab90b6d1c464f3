package page

import (
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/rhythm"
)

// registerCrumbs lead back to the section of the register that a list stands
// in.
func (p *planner) registerCrumbs(from, section string) []Link {
	return []Link{
		{p.l.Word("nav.register"), p.href(from, p.paths.register())},
		{p.l.Word(section), p.href(from, p.paths.register()+"#"+sectionOf(section))},
	}
}

// sectionOf is the fragment of a section of the register.
func sectionOf(key string) string { return key[len("register."):] }

// register plans the index of everything that has a list. It answers without a
// script what a search would.
func (p *planner) register() {
	at := p.paths.register()
	var sections []Section
	var people, topics, kinds, places, outlets, years []indexed
	for i := range p.c.Ministers {
		m := &p.c.Ministers[i]
		name := m.SortName
		if name == "" {
			name = m.Name
		}
		people = append(people, indexed{name, p.lists.minister[m.Slug]})
	}
	for _, name := range p.lists.people {
		people = append(people, indexed{p.c.Site.SortName(name), p.lists.person[name]})
	}
	add := func(list []indexed, groups map[string]*group, slug string) []indexed {
		return append(list, indexed{groups[slug].name, groups[slug]})
	}
	for _, t := range p.c.Topics {
		topics = add(topics, p.lists.topic, t.Slug)
	}
	for _, k := range p.c.Kinds {
		kinds = add(kinds, p.lists.kind, k.Slug)
	}
	for _, place := range p.c.Places {
		places = add(places, p.lists.place, place.Slug)
	}
	for _, o := range p.c.Outlets {
		outlets = add(outlets, p.lists.outlet, o.Slug)
	}
	for _, y := range p.ch.Years() {
		years = append(years, indexed{strconv.Itoa(y), &group{at: p.paths.year(y), events: p.ch.Year(y)}})
	}
	if undated := p.ch.Year(0); len(undated) > 0 {
		years = append(years, indexed{p.yearName(0), &group{at: p.paths.year(0), events: undated}})
	}
	p.byName(people)
	p.byName(topics)
	p.byName(places)
	p.byName(outlets)
	for _, s := range []struct {
		key   string
		terms []indexed
	}{
		{"register.people", people}, {"register.topics", topics}, {"register.kinds", kinds}, {"register.places", places},
		{"register.outlets", outlets}, {"register.years", years}, {"register.questions", p.questions()},
	} {
		if len(s.terms) > 0 {
			sections = append(sections, p.registerSection(at, s.key, s.terms))
		}
	}
	p.add(at, "register", "", p.l.Word("nav.register"), func(p *planner) any {
		return Register{
			Frame: p.frame(at, p.l.Word("nav.register"), p.l.Word("register.deck"), at), Heading: p.l.Word("nav.register"),
			Sections: sections,
		}
	})
}

// questions are the lists that go across all terms.
func (p *planner) questions() []indexed {
	all := []indexed{
		{p.l.Word("rhythm.title"), &group{at: p.paths.rhythm()}},
		{p.l.Word("gaps.title"), &group{at: p.paths.gaps()}},
		{p.l.Word("uncertain.title"), &group{at: p.paths.uncertain(), events: p.uncertainEvents()}},
		{p.l.Word("contradictions.title"), &group{at: p.paths.contradictions(), events: p.disputed()}},
	}
	if p.comparing() {
		all = append(all, indexed{p.l.Word("silences.title"), &group{at: p.paths.silences(), events: p.ch.Compared()}})
	}
	return all
}

// indexed is a list under the name by which it is looked up.
type indexed struct {
	name string
	*group
}

func (p *planner) byName(terms []indexed) {
	slices.SortStableFunc(terms, func(a, b indexed) int { return p.l.Compare(a.name, b.name) })
}

// registerSection lists terms, or, if they are too many for a page they share
// with others, leads to pages of their own.
func (p *planner) registerSection(from, key string, terms []indexed) Section {
	s := Section{ID: sectionOf(key), Title: p.l.Word(key)}
	if len(terms) <= p.limits.indexed {
		s.Terms = p.counted(from, terms)
		return s
	}
	for i, chunk := range slices.Collect(slices.Chunk(terms, p.limits.indexed)) {
		at := p.paths.part(from, s.ID+"-"+strconv.Itoa(i+1))
		name := p.l.Say("date.interval", "from", chunk[0].name, "to", chunk[len(chunk)-1].name)
		s.Terms = append(s.Terms, Counted{Link: Link{name, p.href(from, at)}, N: p.l.Number(len(chunk))})
		title := p.l.Say("part.title", "name", s.Title, "part", name)
		p.add(at, "register", "", title, func(p *planner) any {
			return Register{
				Frame: p.frame(at, title, title, from), Heading: s.Title, Crumbs: p.registerCrumbs(at, key),
				Sections: []Section{{ID: s.ID, Title: name, Terms: p.counted(at, chunk)}},
			}
		})
	}
	return s
}

func (p *planner) counted(from string, terms []indexed) []Counted {
	var all []Counted
	for _, t := range terms {
		c := Counted{Link: Link{t.name, p.href(from, t.at)}}
		if t.at != p.paths.gaps() && t.at != p.paths.rhythm() { // which list no entries
			c.N = p.l.Number(len(t.events))
		}
		if t.alone != nil && len(t.alone.events) > 0 {
			c.Note = p.l.Say("alone.note", "n", p.l.Number(len(t.alone.events)))
		}
		all = append(all, c)
	}
	return all
}

// uncertainEvents are those whose day is not known, or on whose day articles
// contradict each other.
func (p *planner) uncertainEvents() []*chronology.Event {
	var uncertain []*chronology.Event
	for _, e := range p.ch.Events {
		if e.Uncertain() {
			uncertain = append(uncertain, e)
		}
	}
	return uncertain
}

// uncertain plans the list of events whose day is not known.
func (p *planner) uncertain() {
	g := &group{at: p.paths.uncertain(), events: p.uncertainEvents()}
	g.name = p.l.Word("uncertain.title")
	g.short, g.quoted = g.name, p.l.Quote(g.name)
	g.crumbs = p.registerCrumbs(g.at, "register.questions")
	p.listed(g, "list", g.name, func(p *planner) Term {
		v := p.term(g, g.name, p.paths.register(), "", p.l.Word("uncertain.empty"))
		v.Description = p.l.Word("uncertain.deck")
		v.Role = []string{p.l.Word("uncertain.deck")}
		return v
	})
}

// longestGaps is how many gaps are listed.
const longestGaps = 20

// gaps plans the list of the longest times without contact.
func (p *planner) gaps() {
	p.add(p.paths.gaps(), "gaps", "", p.l.Word("gaps.title"), (*planner).gapsView)
}

func (p *planner) gapsView() any {
	at := p.paths.gaps()
	v := Gaps{
		Frame:   p.frame(at, p.l.Word("gaps.title"), p.l.Word("gaps.title"), p.paths.register()),
		Crumbs:  p.registerCrumbs(at, "register.questions"),
		Heading: p.l.Word("gaps.title"), Deck: p.l.Say("gaps.deck", "kinds", p.contactKinds()),
	}
	found := rhythm.SilencesOf(p.ch.Contacts(), longestGaps)
	if len(found.Sure) == 0 {
		v.Empty = p.l.Word("gaps.empty")
	} else {
		v.Table = p.gapsTable(p.l.Word("gaps.caption"))
	}
	for _, s := range found.Sure {
		v.Table.Rows = append(v.Table.Rows, p.gap(at, s))
	}
	for _, e := range found.Open {
		v.Unplaced = append(v.Unplaced, *p.neighbour(at, e))
	}
	return v
}

// contactKinds names the kinds of event that are contacts.
func (p *planner) contactKinds() string {
	var kinds []string
	for _, k := range p.c.Kinds {
		if k.Contact {
			kinds = append(kinds, p.lists.kind[k.Slug].name)
		}
	}
	return p.l.Join(kinds)
}

// gapsTable is a table of times without contact.
func (p *planner) gapsTable(caption string) *Timetable {
	return &Timetable{Caption: caption, Head: p.l.Word("gaps.days"), From: p.l.Word("gaps.before"), To: p.l.Word("gaps.after")}
}

func (p *planner) gap(at string, s rhythm.Silence) TimeRow {
	length := p.gapLength(s)
	if s.Doubtful {
		length = p.l.Say("gaps.doubtful", "length", length)
	}
	return TimeRow{Link{Text: length}, p.neighbour(at, s.Before), p.neighbour(at, s.After)}
}

// gapLength says how long a time without contact was. Where a date is but
// approximate, so are the bounds that follow from it.
func (p *planner) gapLength(g rhythm.Silence) string {
	about := g.Before.Date.Qualified() || g.After.Date.Qualified()
	days, longest := p.l.Count("days", g.Days), p.l.Count("days", g.Longest)
	switch {
	case about && g.Longest != g.Days:
		return p.l.Say("gaps.about_between", "days", p.l.Number(g.Days), "longest", longest)
	case about:
		return p.l.Say("gaps.about", "days", days)
	case g.Longest != g.Days:
		return p.l.Say("gaps.at_least", "days", days, "longest", longest)
	}
	return days
}
