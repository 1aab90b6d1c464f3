package page

import (
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/content"
	"chronik/internal/lang"
)

// A Collection is a list of events that is also published for machines, in
// files beside its page.
type Collection struct {
	What string // minister, topic or year; "" for the whole
	Slug string // of the minister or topic; the year or undated
	ID   string // URI of what is collected, "" if the site has none

	Page  string // path of its page
	Name  string
	Title string // name and site
	stem  string // path of its files without extension

	Events []*chronology.Event // in the order of the chronology

	Feeds  bool // there are feeds: an id to call the entries by, a day on which one appeared
	OnDays bool // some entry can be put on days, so there is a calendar
}

// A DataFile is a file of a Collection.
type DataFile struct {
	Format Format
	Path   string
	Text   string // name of the format
	Type   string // media type
	Feed   bool   // to be found by feed readers
}

// Format is a kind of file for machines.
type Format int

// The formats, in the order in which pages list them.
const (
	Atom Format = iota
	JSONFeed
	Calendar
	CSV
	JSON
	CSL
)

var formats = []struct{ word, ext, mediaType string }{
	Atom:     {"data.atom", ".xml", "application/atom+xml"},
	JSONFeed: {"data.json_feed", ".feed.json", "application/feed+json"},
	Calendar: {"data.calendar", ".ics", "text/calendar"},
	CSV:      {"data.csv", ".csv", "text/csv"},
	JSON:     {"data.json", ".json", "application/json"},
	CSL:      {"data.csl", ".csl.json", "application/vnd.citationstyles.csl+json"},
}

// Collections returns the whole chronology, then all ministers, topics and
// years that have events.
func Collections(ch *chronology.Chronology, l *lang.Lang) []Collection {
	at, site := paths{l.Paths}, ch.Content.Site
	all := []Collection{{Page: homePath, Name: site.Title, Title: site.Title, stem: l.Paths.Data, Events: ch.Events}}
	add := func(what, slug, page, name string, events []*chronology.Event) {
		all = append(all, Collection{
			What: what, Slug: slug, Page: page, Name: name, Title: l.Say("site.window", "title", name, "site", site.Title),
			stem: strings.TrimSuffix(page, ".html"), Events: events,
		})
	}
	for _, m := range ch.Content.Ministers {
		add("minister", m.Slug, at.minister(m.Slug), m.Name, ch.Minister(m.Slug))
	}
	for _, t := range ch.Content.Topics {
		add("topic", t.Slug, at.topic(t.Slug), t.Label, ch.Topic(t.Slug))
	}
	p := planner{l: l}
	for _, y := range append(ch.Years(), 0) {
		slug := "undated"
		if y != 0 {
			slug = strconv.Itoa(y)
		}
		add("year", slug, at.year(y), p.yearName(y), ch.Year(y))
	}
	all = slices.DeleteFunc(all, func(c Collection) bool { return len(c.Events) == 0 })
	for i := range all {
		c := &all[i]
		c.ID = cite.URI(site, c.What, c.Slug)
		c.Feeds = c.What != "year" && c.ID != "" && slices.ContainsFunc(c.Events, func(e *chronology.Event) bool { return !e.Added().IsZero() })
		c.OnDays = slices.ContainsFunc(c.Events, func(e *chronology.Event) bool { _, _, ok := e.Date.Days(); return ok })
	}
	return all
}

// Files returns the files of a collection.
func (c Collection) Files(l *lang.Lang) []DataFile {
	var files []DataFile
	if len(c.Events) == 0 {
		return nil
	}
	for i, f := range formats {
		format := Format(i)
		feed := format == Atom || format == JSONFeed
		if feed && !c.Feeds || format == Calendar && !c.OnDays || format == CSL && c.What != "" {
			continue
		}
		path := c.stem + f.ext
		if c.What == "" && format >= CSV {
			path = paths{l.Paths}.dataset(path) // where they are described
		}
		files = append(files, DataFile{Format: format, Path: path, Text: l.Word(f.word), Type: f.mediaType, Feed: feed})
	}
	return files
}

// EventPath returns the path of the page of an event.
func EventPath(l *lang.Lang, id string) string { return paths{l.Paths}.event(id) }

// Address returns the full address of a path of the site, "" if that of the
// site is not known.
func Address(site content.Site, path string) string {
	p := planner{base: baseURL(site.BaseURL)}
	return p.address(path)
}

// DateOf returns how the date of an event is shown.
func DateOf(l *lang.Lang, e *chronology.Event) When {
	p := planner{l: l}
	return p.dateOf(e)
}
