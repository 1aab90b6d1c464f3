package page

import (
	"html/template"
	"path"
	"strconv"
	"strings"

	"chronik/internal/content"
)

func (p *planner) home() {
	p.add(homePath, "home", "", "", (*planner).homeView)
}

func (p *planner) homeView() any {
	events := p.ch.Events
	v := Home{
		Frame:   p.frame(homePath, "", p.description(p.c.Site.Body), homePath),
		Heading: p.c.Site.Title,
		Intro:   p.body(homePath, "index.md", p.c.Site.Body, false),
		Lists: p.chronicle(listing{
			from: homePath, events: events, years: p.ch.Years(), path: p.paths.year, gaps: true, empty: p.l.Word("empty.site"),
		}),
	}
	v.Strip = p.homeStrip(v.Lists)
	if len(events) > 0 {
		v.Status, v.Selection = p.orderWords(len(events)), p.selection(homePath, events, "", mostChips)
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
		p.add(p.paths.year(y), "year", "", p.yearName(y), func(p *planner) any {
			v := p.year(y)
			v.Prev, v.Next = p.neighbours(p.paths.year(y), years, i, p.paths.year)
			return v
		})
		p.yearParts(y)
	}
	if len(p.ch.Year(0)) > 0 {
		p.add(p.paths.year(0), "year", "", p.yearName(0), func(p *planner) any { return p.year(0) })
		p.yearParts(0)
	}
}

func (p *planner) yearParts(y int) {
	at := p.paths.year(y)
	p.partPages(p.parts(at, y, p.ch.Year(y)), p.yearName(y), "", homePath, func(p *planner, from string) []Link {
		return []Link{{p.l.Word("nav.chronology"), p.href(from, homePath)}, {p.yearName(y), p.href(from, at)}}
	})
}

func (p *planner) year(y int) Year {
	at, events := p.paths.year(y), p.ch.Year(y)
	v := Year{
		Crumbs:  []Link{{p.l.Word("nav.chronology"), p.href(at, homePath)}},
		Heading: p.yearName(y),
		Parts:   p.partLinks(at, p.parts(at, y, events)),
	}
	entries := p.l.Count("entries", len(events))
	switch {
	case len(events) == 0:
		v.Empty = p.l.Say("empty.year", "year", v.Heading)
	case len(v.Parts) > 0:
		v.Deck = p.l.Say("part.split", "entries", entries)
	default:
		v.Deck = entries
		v.Months = p.months(at, events)
	}
	if y != 0 {
		v.Strip = p.yearStrip(at, y, v.Months, events, "")
		v.Touching = p.touching(at, y)
	}
	v.Frame = p.frame(at, v.Heading, p.l.Say("describe.year", "entries", entries, "year", v.Heading), homePath)
	within := func(groups map[string]*group) func(string) string {
		return func(slug string) string { return p.inYear(groups[slug], y) }
	}
	v.Facets = facets(
		p.counterpartFacet(at, p.l.Say("facet.ministers_in", "year", v.Heading), events, "", within(p.lists.minister)),
		p.kindFacet(at, p.l.Say("facet.kinds_in", "year", v.Heading), events, within(p.lists.kind)),
		p.topicFacet(at, p.l.Say("facet.topics_in", "year", v.Heading), events, "", within(p.lists.topic)))
	return v
}

func (p *planner) overview() {
	at := p.paths.overview()
	p.add(at, "overview", "", p.l.Word("nav.overview"), func(p *planner) any {
		return Overview{
			Frame: p.frame(at, p.l.Word("nav.overview"), p.l.Word("overview.deck"), at), Heading: p.l.Word("nav.overview"),
			Legend: p.legend(), Matrices: []*Matrix{p.ministerMatrix(at), p.topicMatrix(at)},
			Questions: p.counted(at, p.questions()),
		}
	})
}

func (p *planner) free(f *content.Page) {
	at := p.paths.free(f.Slug)
	p.add(at, "page", pageFile(f), f.Title, func(p *planner) any { return p.freeView(at, f) })
}

// pageFile is the content file of a free page.
func pageFile(f *content.Page) string { return path.Join("pages", f.Slug+".md") }

func (p *planner) freeView(at string, f *content.Page) Free {
	return Free{
		Frame: p.frame(at, f.Title, p.description(f.Body), at), Heading: f.Title, Legal: p.legal(f.Legal), Body: p.body(at, pageFile(f), f.Body, true),
	}
}

// legal is what a page says of whoever publishes the site.
func (p *planner) legal(l content.Legal) []Fact {
	var facts []Fact
	for _, f := range l.Fields() {
		fact := Fact{Term: p.l.Word("legal." + f.Key)}
		for line := range strings.Lines(f.Text) {
			if line = strings.TrimSpace(line); line != "" {
				fact.Items = append(fact.Items, Link{Text: line})
			}
		}
		if len(fact.Items) == 1 && f.Key == "email" && content.Placeholder(f.Text) < 0 {
			fact.Items[0].Href = "mailto:" + fact.Items[0].Text
		}
		if len(fact.Items) > 0 {
			facts = append(facts, fact)
		}
	}
	return facts
}

func (p *planner) notFound() {
	p.add(notFoundPath, "404", "", p.l.Word("lost.title"), (*planner).notFoundView)
}

func (p *planner) notFoundView() any {
	at := notFoundPath
	v := NotFound{Frame: p.frame(at, p.l.Word("lost.title"), p.l.Word("lost.text"), "")}
	v.Strip = p.lostStrip()
	v.Canonical = ""
	v.Ways = []Link{
		{p.l.Word("lost.home"), p.href(at, homePath)},
		{p.l.Word("lost.overview"), p.href(at, p.paths.overview())},
		{p.l.Word("lost.register"), p.href(at, p.paths.register())},
	}
	return v
}

// body turns the Markdown of a content file into HTML for the page at from and
// reports its dead links.
func (p *planner) body(from, file, src string, anchors bool) template.HTML {
	html, _ := p.bodyAt(from, file, src, 2, anchors)
	return html
}
