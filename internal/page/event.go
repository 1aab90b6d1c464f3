package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/content"
)

// mostRelated is how many related events a page names.
const mostRelated = 3

// event plans the page of an event.
func (p *planner) event(e *chronology.Event) {
	at := p.paths.event(e.ID)
	title := p.l.Say("event.window", "title", e.Title, "date", p.l.Date(e.Date))
	p.add(at, "event", e.Articles[0].Path, title, func(p *planner) any { return p.eventView(at, title, e) })
	p.pages[len(p.pages)-1].Event = e
}

func (p *planner) eventView(at, title string, e *chronology.Event) Event {
	when := p.when(e)
	v := Event{
		Frame:  p.frame(at, title, shortened(p.summary(e)), homePath),
		Crumbs: p.eventCrumbs(at, e),
		Root:   rootOf(at),
		ID:     e.ID, When: *when, Sign: p.sign(e), Status: e.Status, Heading: e.Title, Lead: e.Summary,
		Notes: p.eventNotes(e), Facts: p.facts(at, e), Found: p.found(e.N),
		Pager: p.pager(at, e),
	}
	v.Sections, v.Text = p.sections(at, e)
	v.Readout = p.readout(at, e)
	if all := p.disputes(at, e); len(all) > 0 {
		v.Disputes = &Disputes{all, Link{p.l.Word("contradictions.more"), p.href(at, p.paths.contradictions())}}
	}
	p.cite(&v, at, e)
	for _, other := range p.ch.Related(e.N, mostRelated) {
		v.Related = append(v.Related, p.row(other))
	}
	v.Strip, v.Axis = p.eventStrip(at, e), p.axis(e)
	v.Sources, v.Clues, v.Proofs = p.evidence(at, e)
	for _, a := range e.Articles {
		v.Original = v.Original || a.Text == "original" && p.bodyOf(a) != ""
	}
	first, last := e.Date.Years()
	for y := first; y <= last; y++ {
		if y != e.Year() {
			v.Touched = append(v.Touched, Link{strconv.Itoa(y), p.href(at, p.paths.year(y))})
		}
	}
	return v
}

func (p *planner) eventCrumbs(at string, e *chronology.Event) []Link {
	year := p.paths.year(e.Year())
	crumbs := []Link{{p.l.Word("nav.chronology"), p.href(at, homePath)}, {p.yearName(e.Year()), p.href(at, year)}}
	if d, ok := e.Date.ClaimedDay(); ok {
		crumbs = append(crumbs, Link{p.l.MonthName(int(d.Month)), p.href(at, p.lists.filed[e])})
	}
	return crumbs
}

// eventNotes say what a reader must know before anything else.
func (p *planner) eventNotes(e *chronology.Event) []string {
	var notes []string
	if note := StatusNote(p.l, e); note != "" {
		notes = append(notes, note)
	}
	if e.Contradictory {
		notes = append(notes, p.l.Word("event.contradictory"))
	}
	if sources, _ := e.Sources(); e.Independent() < len(sources) {
		notes = append(notes, p.l.Say("event.copies", "count", p.sourceCount(e)))
	}
	return append(notes, p.articleNotes(e.Articles[0])...)
}

func (p *planner) articleNotes(a *content.Article) []string {
	var notes []string
	if !a.Reviewed {
		notes = append(notes, p.l.Word("review.unreviewed"))
	}
	if a.Truncated {
		notes = append(notes, p.l.Word("event.truncated"))
	}
	return notes
}

// sectionID is the fragment of an article on the page of its event. Slugs
// begin with digits, which not every reader of HTML takes for an id.
func sectionID(a *content.Article) string { return articleID + a.Slug }

const articleID = "a-"

// sections returns the articles about an event, and their text. One alone needs
// no heading of its own.
func (p *planner) sections(at string, e *chronology.Event) ([]Account, string) {
	var sections []Account
	var texts []string
	for i, a := range e.Articles {
		s := Account{ID: sectionID(a)}
		level := 2
		if p.bound != nil { // a year stands above
			level++
		}
		if i > 0 { // the first article's title and summary are those of the page
			level++
			s.Title, s.Notes, s.Lead = a.Title, p.articleNotes(a), a.Summary
		}
		if a.Voice != "" {
			s.Voice = p.l.Say("basis.voice", "side", p.side(a.Voice))
		}
		body, text := p.bodyAt(at, a.Path, p.bodyOf(a), level, false)
		s.Body = body
		sections, texts = append(sections, s), append(texts, text)
	}
	return sections, p.text(e, texts)
}

// sourceID is the fragment of a source, by its place among those of its event.
func sourceID(i int) string { return "s" + strconv.Itoa(i+1) }

func (p *planner) source(at string, i int, s content.Source) Source {
	v := Source{
		ID: sourceID(i), Outlet: Link{Text: s.Outlet}, Agency: s.Agency, Title: s.Title, Author: s.Author,
		Date: p.l.Word("sources.undated"), Original: Link{Text: p.l.Word("sources.no_link")},
	}
	if o := p.c.Outlet(s.Outlet); o != nil {
		v.Outlet = Link{o.Name, p.href(at, p.paths.outlet(o.Slug))}
		if s.URL == "" {
			v.Reason = o.PolicyReason
		}
	}
	if !s.Published.IsZero() {
		v.Date = p.l.Date(s.Published)
	}
	if host := hostOf(s.URL); host != "" {
		v.Original = Link{p.l.Say("sources.original", "host", host), s.URL}
	}
	if host := hostOf(s.ArchiveURL); host != "" {
		v.Archive = Link{p.l.Say("sources.archive", "host", host), s.ArchiveURL}
	}
	return v
}

// hostOf returns the host of a web address without www., "" if it is none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// facts are the lines beside the text.
func (p *planner) facts(at string, e *chronology.Event) []Fact {
	var facts []Fact
	add := func(key string, items ...Link) {
		if len(items) > 0 {
			facts = append(facts, Fact{p.l.Word("field." + key), items})
		}
	}
	kind := Link{Text: p.sign(e).Label}
	if k := p.lists.kind[e.Kind]; k != nil {
		kind.Href = p.href(at, k.at)
	}
	add("kind", kind)
	if !e.Held() {
		add("status", Link{Text: p.statusWord(e)})
	}
	if place := p.c.Place(e.Place); place != nil {
		add("place", Link{place.Name, p.href(at, p.paths.place(place.Slug))})
	}
	var ministers, people []Link
	for _, slug := range e.Ministers {
		if m := p.c.Minister(slug); m != nil {
			ministers = append(ministers, Link{m.Name, p.href(at, p.paths.minister(slug))})
		}
	}
	for _, name := range e.People {
		people = append(people, Link{name, p.href(at, p.lists.person[name].at)})
	}
	add("ministers", ministers...)
	add("people", people...)
	add("topics", p.topicLinks(at, e.Topics)...)
	if e.Initiative != "" {
		add("initiative", Link{Text: p.side(e.Initiative)})
	}
	if basis := p.basis(e, "basis.only", "basis.both"); basis != "" {
		add("basis", Link{Text: basis})
	}
	promises, keeps := p.promiseFacts(at, e)
	add("promises", promises...)
	add("keeps", keeps...)
	var about []*chronology.Event
	for _, id := range e.RefersTo() {
		if other := p.ch.Event(id); other != nil {
			about = append(about, other)
		}
	}
	add("refers_to", p.eventLinks(at, about)...)
	add("referred", p.eventLinks(at, p.ch.ReferringTo(e.ID))...)
	return facts
}

// topicLinks name topics.
func (p *planner) topicLinks(at string, slugs []string) []Link {
	var links []Link
	for _, slug := range slugs {
		if t := p.c.Topic(slug); t != nil {
			links = append(links, Link{t.Label, p.href(at, p.paths.topic(slug))})
		}
	}
	return links
}

// eventLinks name events by title and date.
func (p *planner) eventLinks(at string, events []*chronology.Event) []Link {
	var links []Link
	for _, e := range events {
		links = append(links, Link{p.l.Say("event.window", "title", e.Title, "date", p.l.Date(e.Date)), p.href(at, p.paths.event(e.ID))})
	}
	return links
}

// pager leads to the events before and after, in the whole chronology and in
// the list of each minister and topic that has others.
func (p *planner) pager(at string, e *chronology.Event) []PagerRow {
	row := func(term Link, list []*chronology.Event, i int) PagerRow {
		r := PagerRow{Term: term}
		if i > 0 {
			r.Prev = p.neighbour(at, list[i-1])
		}
		if i+1 < len(list) {
			r.Next = p.neighbour(at, list[i+1])
		}
		return r
	}
	rows := []PagerRow{row(Link{Text: p.l.Word("pager.all")}, p.ch.Events, e.N)}
	add := func(term Link, list []*chronology.Event) {
		if len(list) > 1 {
			rows = append(rows, row(term, list, place(list, e)))
		}
	}
	for _, slug := range e.Ministers {
		if m := p.c.Minister(slug); m != nil {
			add(Link{surname(m), p.href(at, p.paths.minister(slug))}, p.ch.Minister(slug))
		}
	}
	for _, slug := range e.Topics {
		if t := p.c.Topic(slug); t != nil {
			add(Link{t.Label, p.href(at, p.paths.topic(slug))}, p.ch.Topic(slug))
		}
	}
	return rows
}

// place returns where an event stands in a list of the chronology's order.
func place(list []*chronology.Event, e *chronology.Event) int {
	i, _ := slices.BinarySearchFunc(list, e, func(a, b *chronology.Event) int { return a.N - b.N })
	return i
}

func (p *planner) neighbour(at string, e *chronology.Event) *Neighbour {
	return &Neighbour{p.href(at, p.paths.event(e.ID)), p.when(e).Text, e.Title}
}
