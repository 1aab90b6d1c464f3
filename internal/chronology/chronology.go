// Package chronology puts events in order: groups articles by event id, before
// and after, by minister, year, topic and their crossings.
package chronology

import (
	"cmp"
	"slices"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// An Event is what happened, as all of its articles have it together. It is
// not changed after New.
type Event struct {
	ID       string
	Articles []*content.Article // reviewed first, then without voice, then by slug

	// Date is the intersection of the articles' dates, each taken as the days
	// it may have been; where they share no day it is their hull and
	// Contradictory is set. Reviewed articles outrank unreviewed ones.
	Date          edtf.Date
	Contradictory bool

	// What its articles and their sources do not agree on, in the order of
	// Disputable. Where the editors settled it, Date, Place and Ministers are
	// what they say.
	Contradictions []Contradiction

	// Of the first article. Status is Withdrawn if all articles are, and
	// Withdrawal that of the last of them.
	Title, Summary, Kind, Status, Place string
	Reviewed                            bool
	Withdrawal                          content.Withdrawal

	Initiative string // of the first article that says which side asked for it

	// The union over the articles, in the order of first mention.
	Ministers, People, Topics []string

	// N is its place among the events of the chronology.
	N int

	year    int
	sources []content.Source
	places  [][]int
}

// Withdrawn is the status of an event that no longer stands: it keeps its place
// and address, so that who comes there learns of it.
const Withdrawn = "withdrawn"

// Held reports whether the event took place, so that it counts as a contact.
func (e *Event) Held() bool { return e.Status == "held" }

// Uncertain reports whether its day is not known, or its articles contradict
// each other. What lasted from one known day to another is certain.
func (e *Event) Uncertain() bool {
	_, claimed := e.Date.ClaimedDay()
	a, b := e.Date.Ends()
	lasted := e.Date.Form() == edtf.Interval && !e.Date.Qualified() && a.Precision() == edtf.ToDay && b.Precision() == edtf.ToDay
	return e.Contradictory || !claimed && !lasted
}

// Year returns the year the event belongs to: that of its sort day, 0 if it
// has no date.
func (e *Event) Year() int { return e.year }

// A Chronology is all events in order. It is not changed after New.
type Chronology struct {
	Content *content.Content
	Events  []*Event // by date, then id; those without date last

	stand    edtf.Day
	byID     map[string]int // index into Events
	byYear   map[int][]*Event
	touching map[int][]*Event
	common
	index
	voices
}

// New groups the articles of c into events. Drafts are left out, and withdrawn
// articles of events that others still tell of.
func New(c *content.Content) *Chronology {
	groups := map[string][]*content.Article{}
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.Draft {
			continue
		}
		groups[a.EventID()] = append(groups[a.EventID()], a)
	}
	ch := &Chronology{
		Content: c, stand: stand(c.Articles), byID: map[string]int{}, byYear: map[int][]*Event{}, touching: map[int][]*Event{},
		index: newIndex(), voices: voices{silent: map[silence][]*Event{}, agreed: map[string][]*Event{}},
	}
	for id, articles := range groups {
		ch.Events = append(ch.Events, newEvent(id, articles))
	}
	slices.SortFunc(ch.Events, Compare)
	for i, e := range ch.Events {
		e.N = i
		ch.byID[e.ID] = i
		own := e.Year()
		ch.byYear[own] = append(ch.byYear[own], e)
		first, last := e.Date.Years()
		for y := first; y <= last; y++ {
			if y != own {
				ch.touching[y] = append(ch.touching[y], e)
			}
		}
		ch.index.add(e)
		ch.voices.add(c.Site.Sides, e)
	}
	ch.common = newCommon(ch.Events)
	return ch
}

// Compare orders events as every list has them: by date, then id.
func Compare(a, b *Event) int {
	if c := edtf.Compare(a.Date, b.Date); c != 0 {
		return c
	}
	return cmp.Compare(a.ID, b.ID)
}

func newEvent(id string, articles []*content.Article) *Event {
	var gone content.Withdrawal
	if standing := slices.DeleteFunc(slices.Clone(articles), (*content.Article).Gone); len(standing) > 0 {
		articles = standing
	} else {
		gone = slices.MaxFunc(articles, func(a, b *content.Article) int { return edtf.Compare(a.Withdrawn.Date, b.Withdrawn.Date) }).Withdrawn
	}
	slices.SortFunc(articles, func(a, b *content.Article) int {
		return cmp.Or(
			cmp.Compare(rank(!a.Reviewed), rank(!b.Reviewed)),
			cmp.Compare(rank(a.Voice != ""), rank(b.Voice != "")),
			cmp.Compare(a.Slug, b.Slug))
	})
	first := articles[0]
	e := &Event{
		ID: id, Articles: articles,
		Title: first.Title, Summary: first.Summary, Kind: first.Event.Kind, Status: first.Event.Status,
		Place: first.Event.Place, Reviewed: first.Reviewed,
	}
	if e.Withdrawal = gone; gone != (content.Withdrawal{}) {
		e.Status = Withdrawn
	}
	for _, a := range articles {
		e.Ministers = union(e.Ministers, a.Ministers)
		e.People = union(e.People, a.People)
		e.Topics = union(e.Topics, a.Topics)
		e.Initiative = cmp.Or(e.Initiative, a.Event.Initiative)
	}
	if a, _ := settling(articles, "place"); a != nil {
		e.Place = a.Event.Place
	}
	if a, _ := settling(articles, "ministers"); a != nil {
		e.Ministers = a.Ministers
	}
	e.Date, e.Contradictory = date(articles)
	e.year = e.Date.SortDay().Year
	e.sources, e.places = sources(e)
	if e.Status == Withdrawn { // it makes no claim any more
		e.Contradictory = false
	} else {
		e.Contradictions = e.contradictions()
	}
	return e
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// date is what the editors settled, else it joins what the articles say, the
// reviewed ones alone if there are any. One value that lies within all the others is taken as it stands, with its
// qualifier and form.
func date(articles []*content.Article) (d edtf.Date, contradictory bool) {
	if a, _ := settling(articles, "date"); a != nil {
		return a.Event.Date, false
	}
	var dates []edtf.Date
	reviewed := articles[0].Reviewed
	for _, a := range articles {
		if a.Reviewed == reviewed && !a.Event.Date.IsZero() {
			dates = append(dates, a.Event.Date)
		}
	}
	if len(dates) == 0 {
		return edtf.Date{}, false
	}
	first, last := dates[0].Bounds()
	ok := true
	for _, other := range dates[1:] {
		lo, hi := other.Bounds()
		if first, last, ok = edtf.Overlap(first, last, lo, hi); !ok {
			return hull(dates), true
		}
	}
	for _, other := range dates {
		if lo, hi := other.Bounds(); lo == first && hi == last {
			return other, false
		}
	}
	return edtf.Between(first, last), false
}

// hull is the stretch from the earliest to the latest day that any date
// allows; open ends stay open.
func hull(dates []edtf.Date) edtf.Date {
	first, last := dates[0].Bounds()
	for _, d := range dates[1:] {
		lo, hi := d.Bounds()
		if lo.Before(first) {
			first = lo
		}
		if hi.IsZero() || (!last.IsZero() && hi.After(last)) {
			last = hi
		}
	}
	return edtf.Between(first, last)
}

// Event returns the event with the id, nil if there is none.
func (c *Chronology) Event(id string) *Event {
	if i, ok := c.byID[id]; ok {
		return c.Events[i]
	}
	return nil
}

// Before returns the event before that with the id, nil at the start.
func (c *Chronology) Before(id string) *Event {
	if i, ok := c.byID[id]; ok && i > 0 {
		return c.Events[i-1]
	}
	return nil
}

// After returns the event after that with the id, nil at the end.
func (c *Chronology) After(id string) *Event {
	if i, ok := c.byID[id]; ok && i+1 < len(c.Events) {
		return c.Events[i+1]
	}
	return nil
}

// Years returns the years from the first to the last that any event belongs
// to or touches, without gaps.
func (c *Chronology) Years() []int {
	first, last := 0, 0
	for _, e := range c.Events {
		from, to := e.Date.Years()
		if from == 0 {
			continue
		}
		if first == 0 || from < first {
			first = from
		}
		last = max(last, to)
	}
	var years []int
	for y := first; y <= last && first > 0; y++ {
		years = append(years, y)
	}
	return years
}

// Year returns the events that belong to a year, 0 for those without date.
func (c *Chronology) Year(year int) []*Event { return c.byYear[year] }

// Touching returns the events of other years whose date may lie in this one.
func (c *Chronology) Touching(year int) []*Event { return c.touching[year] }

// InYear keeps the events that belong to a year: the crossing of any list with
// it.
func InYear(events []*Event, year int) []*Event {
	var in []*Event
	for _, e := range events {
		if e.Year() == year {
			in = append(in, e)
		}
	}
	return in
}

// YearsOf returns the years that the events belong to, in order, each once,
// leaving out those without date.
func YearsOf(events []*Event) []int {
	var years []int
	for _, e := range events {
		if y := e.Year(); y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}

// Stand returns the newest day on which anything was added, changed or
// withdrawn, the zero Day if no article says. Drafts do not count.
func (c *Chronology) Stand() edtf.Day { return c.stand }

func stand(articles []content.Article) edtf.Day {
	var newest edtf.Day
	see := func(d edtf.Date) {
		if _, day := d.Bounds(); day.After(newest) {
			newest = day
		}
	}
	for i := range articles {
		a := &articles[i]
		if a.Draft {
			continue
		}
		see(a.Added)
		see(a.Withdrawn.Date)
		for _, change := range a.Changes {
			see(change.Date)
		}
	}
	return newest
}
