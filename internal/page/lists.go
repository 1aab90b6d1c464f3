package page

import (
	"slices"
	"strconv"

	"chronik/internal/chronology"
)

// limits say how much one page lists.
type limits struct {
	listed  int // entries at most
	newest  int // entries, the newest, if there are more
	indexed int // terms that a section of the register has on the page it shares

	chapters int // articles up to which each entry of the book is a file
}

var usual = limits{listed: 300, newest: 100, indexed: 500, chapters: 2000}

// long reports whether a page cannot list all the events.
func (p *planner) long(events []*chronology.Event) bool { return len(events) > p.limits.listed }

// listing is what chronicle needs to know of a page.
type listing struct {
	from   string
	events []*chronology.Event
	years  []int                 // to be listed, also those without events
	path   func(year int) string // page of one year of the list
	gaps   bool                  // say of empty years that they are, and what touches them
	empty  string                // said if there are no events
}

// chronicle lists events year by year.
func (p *planner) chronicle(in listing) Lists {
	if len(in.events) == 0 {
		return Lists{Empty: in.empty}
	}
	undated := chronology.InYear(in.events, 0)
	shown, cut := in.events, ""
	if p.long(in.events) {
		dated := in.events[:len(in.events)-len(undated)]
		shown = dated[max(0, len(dated)-p.limits.newest):]
		cut = p.l.Say("list.cut", "n", p.l.Number(len(shown)), "m", p.l.Number(len(in.events)))
	}
	lists := Lists{Cut: cut}
	years := slices.Clone(in.years)
	if p.newest() {
		slices.Reverse(years)
	}
	if len(undated) > 0 {
		years = append(years, 0)
	}
	perYear := map[int][]*chronology.Event{}
	for _, e := range in.events {
		perYear[e.Year()] = append(perYear[e.Year()], e)
	}
	most := 0
	for _, events := range perYear {
		most = max(most, len(events))
	}
	for _, y := range years {
		all := perYear[y]
		own := all
		if cut != "" {
			own = chronology.InYear(shown, y)
		}
		listed := cut == "" || len(own) > 0
		target := in.path(y)
		if listed {
			target = in.from + "#" + yearID(y)
		}
		lists.Rail = append(lists.Rail, RailYear{
			Link: Link{p.yearName(y), p.href(in.from, target)}, N: len(all), Count: p.l.Count("entries", len(all)), Width: percent(len(all), most),
		})
		if listed {
			lists.Years = append(lists.Years, p.yearBlock(in, y, own, len(all)))
		}
	}
	return lists
}

func (p *planner) yearBlock(in listing, year int, own []*chronology.Event, n int) YearBlock {
	b := YearBlock{
		ID: yearID(year), Title: Link{p.yearName(year), p.href(in.from, in.path(year))},
		Count: p.l.Count("entries_short", n), Months: p.months(in.from, own),
	}
	if in.path(year) == in.from {
		b.Title.Href = ""
	}
	if in.gaps && year != 0 {
		b.Touching = p.touching(in.from, year)
		if n == 0 {
			b.Empty = p.l.Say("empty.year", "year", b.Title.Text)
		}
	}
	return b
}

func yearID(year int) string { return "y" + strconv.Itoa(year) }

// yearName is the year, or what stands in its place for entries without date.
func (p *planner) yearName(year int) string {
	if year == 0 {
		return p.l.Word("date.undated")
	}
	return strconv.Itoa(year)
}

// orderWords says how many entries there are and in which order.
func (p *planner) orderWords(n int) string {
	key := "list.oldest"
	if p.newest() {
		key = "list.newest"
	}
	return p.l.Say(key, "entries", p.l.Count("entries", n))
}

// counterpartFacet counts the ministers that events name besides one; path says
// where the events of each stand.
func (p *planner) counterpartFacet(from, title string, events []*chronology.Event, except string, path func(slug string) string) Facet {
	return p.facet(title, events, func(e *chronology.Event) []string { return e.Ministers }, func(slug string) (Link, bool) {
		m := p.c.Minister(slug)
		if m == nil || slug == except {
			return Link{}, false
		}
		return Link{surname(m), p.href(from, path(slug))}, true
	})
}

func (p *planner) topicFacet(from, title string, events []*chronology.Event, except string, path func(slug string) string) Facet {
	return p.facet(title, events, func(e *chronology.Event) []string { return e.Topics }, func(slug string) (Link, bool) {
		t := p.c.Topic(slug)
		if t == nil || slug == except {
			return Link{}, false
		}
		return Link{t.Label, p.href(from, path(slug))}, true
	})
}

func (p *planner) kindFacet(from, title string, events []*chronology.Event, path func(slug string) string) Facet {
	return p.facet(title, events, func(e *chronology.Event) []string { return []string{e.Kind} }, func(slug string) (Link, bool) {
		k := p.lists.kind[slug]
		if k == nil {
			return Link{}, false
		}
		return Link{k.short, p.href(from, path(slug))}, true
	})
}

// facet counts the terms of events, the most frequent first, then by name.
func (p *planner) facet(title string, events []*chronology.Event, terms func(*chronology.Event) []string, link func(slug string) (Link, bool)) Facet {
	counts := map[string]int{}
	var slugs []string
	for _, e := range events {
		for _, slug := range terms(e) {
			if counts[slug]++; counts[slug] == 1 {
				slugs = append(slugs, slug)
			}
		}
	}
	type item struct {
		link Link
		slug string
		n    int
	}
	var items []item
	for _, slug := range slugs {
		if l, ok := link(slug); ok {
			items = append(items, item{l, slug, counts[slug]})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return p.l.Compare(a.link.Text, b.link.Text)
	})
	f := Facet{Title: title}
	for _, i := range items {
		f.Items = append(f.Items, Counted{Link: i.link, N: p.l.Number(i.n), Slug: i.slug})
	}
	return f
}

// facets leaves out those that are empty.
func facets(all ...Facet) []Facet {
	return slices.DeleteFunc(all, func(f Facet) bool { return len(f.Items) == 0 })
}
