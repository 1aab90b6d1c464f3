package page

import (
	"html/template"
	"path"
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

func (p *planner) home() {
	events := p.ch.Events
	v := Home{
		Frame:   p.frame(homePath, "", p.description(p.c.Site.Body), homePath),
		Heading: p.c.Site.Title,
		Intro:   p.body(homePath, "index.md", p.c.Site.Body, false),
		Lists: p.chronicle(listing{
			from: homePath, events: events, years: p.ch.Years(), path: p.paths.year, gaps: true, empty: p.l.Word("empty.site"),
		}),
	}
	if len(events) > 0 {
		v.Status = p.orderWords(len(events))
	}
	p.add(homePath, "home", "", v)
}

func (p *planner) ministers() {
	for i := range p.c.Ministers {
		m := &p.c.Ministers[i]
		at, file := p.paths.minister(m.Slug), "ministers/"+m.Slug+".md"
		events := p.ch.Minister(m.Slug)
		v := p.term(at, m.Name, file, m.Body, events, p.l.Say("empty.minister", "name", m.Name))
		if m.Office != "" {
			v.Role = append(v.Role, m.Office)
		}
		for _, t := range m.Terms {
			v.Role = append(v.Role, p.l.Say("minister.term", "span", p.termOfOffice(t)))
		}
		ministerPath := func(slug string, _ int) string { return p.paths.minister(slug) }
		topicPath := func(slug string, _ int) string { return p.paths.topic(slug) }
		v.Facets = facets(
			p.counterpartFacet(at, p.l.Word("facet.counterparts"), events, m.Slug, ministerPath),
			p.topicFacet(at, p.l.Word("facet.topics"), events, "", topicPath))
		p.add(at, "minister", file, v)
		p.crossings(at, surname(m), file, events)
	}
}

func (p *planner) topics() {
	for i := range p.c.Topics {
		t := &p.c.Topics[i]
		at, file := p.paths.topic(t.Slug), "topics/"+t.Slug+".md"
		events := p.ch.Topic(t.Slug)
		v := p.term(at, t.Label, file, t.Body, events, p.l.Say("empty.topic", "name", t.Label))
		ministerPath := func(slug string, _ int) string { return p.paths.minister(slug) }
		topicPath := func(slug string, _ int) string { return p.paths.topic(slug) }
		v.Facets = facets(
			p.counterpartFacet(at, p.l.Word("facet.counterparts"), events, p.c.Site.Pivot, ministerPath),
			p.topicFacet(at, p.l.Word("facet.together"), events, t.Slug, topicPath))
		p.add(at, "topic", file, v)
		p.crossings(at, t.Label, file, events)
	}
}

// term is what the pages of ministers and topics have in common.
func (p *planner) term(at, name, file, body string, events []*chronology.Event, empty string) Term {
	v := Term{
		Frame:   p.frame(at, name, p.description(body), p.paths.overview()),
		Crumbs:  p.overviewCrumbs(at),
		Heading: name,
		Intro:   p.body(at, file, body, false),
		Lists: p.chronicle(listing{
			from: at, events: events, years: chronology.YearsOf(events), empty: empty,
			path: func(year int) string {
				if year == 0 {
					return p.paths.year(0)
				}
				return p.paths.crossing(at, year)
			},
		}),
	}
	if len(events) > 0 {
		v.Status = p.orderWords(len(events))
	}
	if v.Description == "" {
		v.Description = p.l.Say("describe.term", "entries", p.l.Count("entries", len(events)), "name", name)
	}
	return v
}

func (p *planner) overviewCrumbs(from string, more ...Link) []Link {
	return append([]Link{{p.l.Word("nav.overview"), p.href(from, p.paths.overview())}}, more...)
}

func (p *planner) termOfOffice(t content.Term) string {
	if t.End.IsZero() {
		return p.l.Say("date.since", "date", p.l.Date(t.Start))
	}
	return p.l.Say("date.interval", "from", p.l.Date(t.Start), "to", p.l.Date(t.End))
}

// crossings plans one page for each year in which a term has entries.
func (p *planner) crossings(of, name, file string, events []*chronology.Event) {
	years := chronology.YearsOf(events)
	for i, y := range years {
		at := p.paths.crossing(of, y)
		own, year := chronology.InYear(events, y), strconv.Itoa(y)
		v := Cross{
			Crumbs:  p.overviewCrumbs(at, Link{name, p.href(at, of)}, Link{year, p.href(at, p.paths.year(y))}),
			Subject: name, Year: year,
			Deck: p.l.Say("cross.deck", "entries", p.l.Count("entries", len(own)), "inyear", p.l.Number(len(p.ch.Year(y))),
				"total", p.l.Number(len(events)), "name", name),
			Months: p.months(at, own),
		}
		v.Frame = p.frame(at, name+" "+year, p.l.Say("describe.cross", "entries", p.l.Count("entries", len(own)), "name", name, "year", year), p.paths.overview())
		v.Prev, v.Next = p.neighbours(at, years, i, func(y int) string { return p.paths.crossing(of, y) })
		p.add(at, "cross", file, v)
	}
}

// neighbours links to the years before and after the i-th.
func (p *planner) neighbours(from string, years []int, i int, path func(int) string) (prev, next *Link) {
	if i > 0 {
		prev = &Link{strconv.Itoa(years[i-1]), p.href(from, path(years[i-1]))}
	}
	if i+1 < len(years) {
		next = &Link{strconv.Itoa(years[i+1]), p.href(from, path(years[i+1]))}
	}
	return prev, next
}

func (p *planner) years() {
	years := p.ch.Years()
	for i, y := range years {
		v := p.year(y)
		v.Prev, v.Next = p.neighbours(p.paths.year(y), years, i, p.paths.year)
		p.add(p.paths.year(y), "year", "", v)
	}
	if len(p.ch.Year(0)) > 0 {
		p.add(p.paths.year(0), "year", "", p.year(0))
	}
}

func (p *planner) year(y int) Year {
	at, events := p.paths.year(y), p.ch.Year(y)
	v := Year{
		Crumbs:  []Link{{p.l.Word("nav.chronology"), p.href(at, homePath)}},
		Heading: p.yearName(y),
		Months:  p.months(at, events),
	}
	if y != 0 {
		v.Touching = p.touching(at, y)
	}
	if len(events) == 0 {
		v.Empty = p.l.Say("empty.year", "year", v.Heading)
	} else {
		v.Deck = p.l.Count("entries", len(events))
	}
	v.Frame = p.frame(at, v.Heading, p.l.Say("describe.year", "entries", p.l.Count("entries", len(events)), "year", v.Heading), homePath)
	inYear := func(term func(string) string) func(string, int) string {
		return func(slug string, _ int) string {
			if y == 0 {
				return term(slug)
			}
			return p.paths.crossing(term(slug), y)
		}
	}
	v.Facets = facets(
		p.counterpartFacet(at, p.l.Say("facet.ministers_in", "year", v.Heading), events, "", inYear(p.paths.minister)),
		p.topicFacet(at, p.l.Say("facet.topics_in", "year", v.Heading), events, "", inYear(p.paths.topic)))
	return v
}

func (p *planner) overview() {
	at := p.paths.overview()
	v := Overview{Frame: p.frame(at, p.l.Word("nav.overview"), p.l.Word("overview.deck"), at), Heading: p.l.Word("nav.overview")}
	ministers := slices.Clone(p.c.Ministers)
	// Whoever everyone meets comes first, then as they came into office.
	slices.SortStableFunc(ministers, func(a, b content.Minister) int {
		pivot := p.c.Site.Pivot
		if c := compareBool(a.Slug != pivot, b.Slug != pivot); c != 0 {
			return c
		}
		if c := edtf.Compare(inOfficeFrom(a), inOfficeFrom(b)); c != 0 {
			return c
		}
		return p.l.Compare(a.SortName, b.SortName)
	})
	for _, m := range ministers {
		c := Counted{Link: Link{m.Name, p.href(at, p.paths.minister(m.Slug))}, N: p.l.Number(len(p.ch.Minister(m.Slug)))}
		if len(m.Terms) > 0 {
			c.Note = p.termOfOffice(m.Terms[0])
		}
		v.Ministers = append(v.Ministers, c)
	}
	topics := slices.Clone(p.c.Topics)
	slices.SortStableFunc(topics, func(a, b content.Topic) int { return p.l.Compare(a.Label, b.Label) })
	for _, t := range topics {
		v.Topics = append(v.Topics, Counted{Link: Link{t.Label, p.href(at, p.paths.topic(t.Slug))}, N: p.l.Number(len(p.ch.Topic(t.Slug)))})
	}
	years := p.ch.Years()
	if len(p.ch.Year(0)) > 0 {
		years = append(years, 0)
	}
	for _, y := range years {
		v.Years = append(v.Years, Counted{Link: Link{p.yearName(y), p.href(at, p.paths.year(y))}, N: p.l.Number(len(p.ch.Year(y)))})
	}
	p.add(at, "overview", "", v)
}

// inOfficeFrom is when a minister first came into office.
func inOfficeFrom(m content.Minister) edtf.Date {
	if len(m.Terms) == 0 {
		return edtf.Date{}
	}
	return m.Terms[0].Start
}

func (p *planner) free(f *content.Page) {
	at, file := p.paths.free(f.Slug), path.Join("pages", f.Slug+".md")
	p.add(at, "page", file, Free{
		Frame: p.frame(at, f.Title, p.description(f.Body), at), Heading: f.Title, Body: p.body(at, file, f.Body, true),
	})
}

func (p *planner) notFound() {
	at := notFoundPath
	v := NotFound{Frame: p.frame(at, p.l.Word("lost.title"), p.l.Word("lost.text"), "")}
	v.Canonical = ""
	v.Ways = []Link{
		{p.l.Word("lost.home"), p.href(at, homePath)},
		{p.l.Word("lost.overview"), p.href(at, p.paths.overview())},
	}
	p.add(at, "404", "", v)
}

// body turns the Markdown of a content file into HTML for the page at from and
// reports its dead links.
func (p *planner) body(from, file, src string, anchors bool) template.HTML {
	return p.bodyAt(from, file, src, 2, anchors)
}
