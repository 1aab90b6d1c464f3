package page

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
)

func (p *planner) search() {
	p.add(p.paths.search(), "search", "", p.l.Word("nav.search"), (*planner).searchView)
}

// Index returns what the search page looks things up in.
func (s *Site) Index() Index {
	p := s.plan
	filters := p.searchFilters()
	return Index{Filters: filters, Names: p.names(), Entries: p.entries(filters)}
}

// Found returns the place of an event in the index.
func (s *Site) Found(e *chronology.Event) int { return s.plan.found(e.N) }

// Text returns what the page of an event says in running text, by which it is
// found.
func (s *Site) Text(e *chronology.Event) string {
	p := s.plan
	var bodies []string
	for _, a := range e.Articles {
		bodies = append(bodies, p.md.Text(p.bodies.Body(a)))
	}
	return p.text(e, bodies)
}

func (p *planner) searchView() any {
	at := p.paths.search()
	v := Search{
		Frame:   p.frame(at, p.l.Word("nav.search"), p.l.Word("search.description"), at),
		Heading: p.l.Word("nav.search"), Action: at, Words: p.searchWords(),
		Index:  p.href(at, SearchFolder+"/"),
		Events: p.href(at, p.l.Paths.Event+"/"),
		Script: p.href(at, StaticFolder+"/search.js"), Sheet: p.href(at, StaticFolder+"/search.css"),
	}
	v.Register = Link{p.l.Word("search.register"), p.href(at, p.paths.register())}
	v.Filters = p.searchFilters()
	v.Ministers, v.Topics, v.Years = p.searchRegister(at)
	return v
}

// searchWords are the words that static/search.js says.
func (p *planner) searchWords() string {
	words := map[string]any{"entries": p.l.Forms("entries"), "thousands": p.l.Thousands(), "between": p.l.Word("list.between")}
	for _, key := range []string{"found", "none", "none_chosen", "frequent", "broken"} {
		words[key] = p.l.Word("search." + key)
	}
	src, err := json.Marshal(words)
	if err != nil {
		panic("page: words that are no JSON: " + err.Error())
	}
	return string(src)
}

// The filters of the search page in their order, places in Search.Filters.
const (
	FilterMinister = iota
	FilterTopic
	FilterKind
	FilterYear
)

func (p *planner) searchFilters() []Filter {
	filters := []Filter{
		FilterMinister: {Name: p.l.Paths.Minister, Label: p.l.Word("search.minister")},
		FilterTopic:    {Name: p.l.Paths.Topic, Label: p.l.Word("search.topic")},
		FilterKind:     {Name: p.l.Paths.Kind, Label: p.l.Word("search.kind")},
		FilterYear:     {Name: p.l.Paths.Year, Label: p.l.Word("search.year")},
	}
	add := func(i int, o Option) { filters[i].Options = append(filters[i].Options, o) }
	for _, m := range p.c.Ministers {
		if len(p.ch.Minister(m.Slug)) > 0 {
			add(FilterMinister, Option{Value: m.Slug, Text: surname(&m)})
		}
	}
	for _, t := range p.c.Topics {
		if len(p.ch.Topic(t.Slug)) > 0 {
			add(FilterTopic, Option{Value: t.Slug, Text: t.Label})
		}
	}
	for _, i := range []int{FilterMinister, FilterTopic} {
		slices.SortStableFunc(filters[i].Options, func(a, b Option) int { return p.l.Compare(a.Text, b.Text) })
	}
	for _, k := range p.c.Kinds { // in the order of the content
		if slices.ContainsFunc(p.ch.Events, func(e *chronology.Event) bool { return e.Kind == k.Slug }) {
			add(FilterKind, Option{Value: k.Slug, Text: k.Label, Shape: shapeOr(k.Shape)})
		}
	}
	for _, y := range slices.Backward(p.ch.Years()) {
		if len(p.ch.Year(y)) > 0 {
			add(FilterYear, Option{Value: strconv.Itoa(y), Text: strconv.Itoa(y)})
		}
	}
	if len(p.ch.Year(0)) > 0 {
		add(FilterYear, Option{Value: p.l.Paths.Undated, Text: p.yearName(0)})
	}
	return filters
}

// searchRegister is what leads on where nothing is found, or without a script.
func (p *planner) searchRegister(at string) (ministers, topics, years []Counted) {
	counted := func(text, to string, n int) Counted {
		return Counted{Link: Link{text, p.href(at, to)}, N: p.l.Number(n)}
	}
	for _, m := range p.c.Ministers {
		ministers = append(ministers, counted(m.SortName, p.paths.minister(m.Slug), len(p.ch.Minister(m.Slug))))
		if m.SortName == "" {
			ministers[len(ministers)-1].Text = m.Name
		}
	}
	for _, t := range p.c.Topics {
		topics = append(topics, counted(t.Label, p.paths.topic(t.Slug), len(p.ch.Topic(t.Slug))))
	}
	for _, list := range [][]Counted{ministers, topics} {
		slices.SortStableFunc(list, func(a, b Counted) int { return p.l.Compare(a.Text, b.Text) })
	}
	for _, y := range p.ch.Years() {
		years = append(years, counted(p.yearName(y), p.paths.year(y), len(p.ch.Year(y))))
	}
	if n := len(p.ch.Year(0)); n > 0 {
		years = append(years, counted(p.yearName(0), p.paths.year(0), n))
	}
	return ministers, topics, years
}

// entries are all events as the search finds them.
func (p *planner) entries(filters []Filter) []Entry {
	options := make([]map[string]int, len(filters))
	for i, f := range filters {
		options[i] = map[string]int{}
		for j, o := range f.Options {
			options[i][o.Value] = j
		}
	}
	entries := make([]Entry, len(p.ch.Events))
	for i, e := range p.ch.Events {
		entries[p.found(i)] = p.entry(e, options)
	}
	return entries
}

func (p *planner) entry(e *chronology.Event, options []map[string]int) Entry {
	f := Entry{
		ID: e.ID, Title: e.Title, Summary: p.summary(e), Date: p.when(e).Text,
		Open: p.sign(e).Open, Kind: -1, Year: p.l.Paths.Undated,
	}
	if y := e.Year(); y != 0 {
		f.Year = strconv.Itoa(y)
	}
	if k, ok := options[FilterKind][e.Kind]; ok {
		f.Kind = k
	}
	if word := p.statusWord(e); word != "" {
		f.Marks = append(f.Marks, word)
	}
	if !e.Reviewed {
		f.Marks = append(f.Marks, p.l.Word("review.short"))
	}
	terms := slices.Clone(e.People)
	for _, slug := range e.Ministers {
		if m := p.c.Minister(slug); m != nil {
			f.Ministers, terms = append(f.Ministers, options[FilterMinister][slug]), append(terms, m.Name)
		}
	}
	for _, slug := range e.Topics {
		if t := p.c.Topic(slug); t != nil {
			f.Topics, terms = append(f.Topics, options[FilterTopic][slug]), append(terms, t.Label)
		}
	}
	if place := p.c.Place(e.Place); place != nil {
		terms = append(terms, place.Name, place.Country)
	}
	if k := p.c.Kind(e.Kind); k != nil {
		terms = append(terms, k.Label)
	}
	sources, _ := e.Sources()
	for _, s := range sources {
		if o := p.c.Outlet(s.Outlet); o != nil {
			terms = append(terms, o.Name)
		}
		terms = append(terms, s.Agency)
	}
	f.Terms = strings.Join(terms, " ")
	return f
}

// found is the place of the i-th event in the index: newest first, those
// without date last.
func (p *planner) found(i int) int {
	if dated := len(p.ch.Events) - len(p.ch.Year(0)); i < dated {
		return dated - 1 - i
	}
	return i
}

// text is what the page of an event says in running text, bodies being the
// texts of its articles.
func (p *planner) text(e *chronology.Event, bodies []string) string {
	var text []string
	for i, a := range e.Articles {
		if a.Title != e.Title {
			text = append(text, a.Title)
		}
		if a.Summary != e.Summary {
			text = append(text, a.Summary)
		}
		text = append(text, a.Headline, bodies[i])
	}
	return strings.Join(text, " ")
}

// names are those whose spellings the search knows.
func (p *planner) names() []Name {
	var names []Name
	for _, m := range p.c.Ministers {
		names = append(names, Name{m.Name, surname(&m), m.Spellings})
	}
	for _, place := range p.c.Places {
		names = append(names, Name{place.Name, place.Name, place.Spellings})
	}
	for _, o := range p.c.Outlets {
		names = append(names, Name{o.Name, o.Name, o.Spellings})
	}
	return names
}
