package feed

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/edtf"
	"chronik/internal/page"
)

// MostEntries is how many entries a feed has at most.
const MostEntries = 50

// additions returns the newest additions of a collection, newest first; those
// of one day the other way round than the chronology.
func additions(c page.Collection) []*chronology.Event {
	var newest []*chronology.Event
	for _, e := range slices.Backward(c.Events) {
		added := e.Added()
		if added.IsZero() {
			continue
		}
		at := len(newest)
		for at > 0 && newest[at-1].Added().Before(added) {
			at--
		}
		if at < MostEntries {
			newest = slices.Insert(newest[:min(len(newest), MostEntries-1)], at, e)
		}
	}
	return newest
}

// moment is a day as feeds write a time.
func moment(d edtf.Day) string { return d.String() + "T12:00:00Z" }

// updated is when the newest change of some entries was.
func updated(events []*chronology.Event) string {
	var newest edtf.Day
	for _, e := range events {
		if d := e.Updated(); d.After(newest) {
			newest = d
		}
	}
	return moment(newest)
}

type atomFeed struct {
	XMLName xml.Name     `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string       `xml:"xml:lang,attr"`
	ID      string       `xml:"id"`
	Title   string       `xml:"title"`
	Author  string       `xml:"author>name"`
	Updated string       `xml:"updated"`
	Links   []atomLink   `xml:"link"`
	Entries []*atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Link       atomLink       `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary"`
}

func (w *writer) atom(c page.Collection, f page.DataFile) []byte {
	events := additions(c)
	feed := w.newAtom(f, c.ID, c.Title, c.Page, updated(events))
	for _, e := range events {
		n := w.entry(e)
		entry := *n.atom()
		entry.Link.Href = w.link(f.Path, n.path)
		feed.Entries = append(feed.Entries, &entry)
	}
	return feed.bytes()
}

// newAtom is a feed without entries, that of a page.
func (w *writer) newAtom(f page.DataFile, id, title, of, updated string) *atomFeed {
	feed := &atomFeed{
		Lang: w.l.Tag, ID: id, Title: title, Author: w.c.Site.Title, Updated: updated,
		Links: []atomLink{{"alternate", "text/html", w.link(f.Path, of)}},
	}
	if self := page.Address(w.c.Site, f.Path); self != "" {
		feed.Links = append(feed.Links, atomLink{"self", f.Type, self})
	}
	return feed
}

func (feed *atomFeed) bytes() []byte {
	data, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		panic("feed: " + err.Error()) // plain strings can be written
	}
	return append(append([]byte(xml.Header), data...), '\n')
}

// link is the full address of a page, or the way to it from a file.
func (w *writer) link(from, to string) string {
	if address := page.Address(w.c.Site, to); address != "" {
		return address
	}
	return page.Href(from, to)
}

func (w *writer) atomEntry(e *chronology.Event, n *entry) *atomEntry {
	a := &atomEntry{
		ID: cite.URI(w.c.Site, "event", e.ID), Title: w.title(e, n), Published: moment(e.Added()), Updated: moment(e.Updated()),
		Link: atomLink{Rel: "alternate", Type: "text/html"}, Summary: w.summary(e, n),
	}
	for _, slug := range e.Ministers {
		if m := w.c.Minister(slug); m != nil {
			a.Categories = append(a.Categories, atomCategory{"minister/" + slug, m.Name})
		}
	}
	for _, slug := range e.Topics {
		if t := w.c.Topic(slug); t != nil {
			a.Categories = append(a.Categories, atomCategory{"topic/" + slug, t.Label})
		}
	}
	return a
}

// title is what a feed reader shows in its list: it has no other place for the
// day of the event.
func (w *writer) title(e *chronology.Event, n *entry) string {
	return w.l.Say("event.window", "title", w.marked(e), "date", n.when.Plain)
}

// marked is the title of an event; of one that was not held it says so, since
// calendars and readers show little else.
func (w *writer) marked(e *chronology.Event) string {
	if e.Held() {
		return e.Title
	}
	key := "compose." + e.Status
	if mark := w.l.Say(key, "text", ""); strings.HasPrefix(e.Title, mark) {
		return e.Title
	}
	return w.l.Say(key, "text", e.Title)
}

// summary says when it was, how sure that is, and what happened.
func (w *writer) summary(e *chronology.Event, n *entry) string {
	parts := []string{w.l.Say("data.summary", "date", n.when.Plain, "precision", n.when.Badge, "text", e.Summary)}
	if note := page.StatusNote(w.l, e); note != "" {
		parts = append(parts, note)
	}
	if e.Contradictory {
		parts = append(parts, w.l.Word("event.contradictory"))
	}
	if !e.Reviewed {
		parts = append(parts, w.l.Word("review.unreviewed"))
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// jsonFeed is a feed of https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version  string `json:"version"`
	Title    string `json:"title"`
	HomePage string `json:"home_page_url,omitempty"`
	FeedURL  string `json:"feed_url,omitempty"`
	Language string `json:"language"`
	Items    []item `json:"items"`
}

type item struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Title     string   `json:"title"`
	Text      string   `json:"content_text"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified"`
	Tags      []string `json:"tags,omitempty"`
}

func (w *writer) item(e *chronology.Event, n *entry) *item {
	return &item{
		ID: cite.URI(w.c.Site, "event", e.ID), URL: n.address, Title: w.title(e, n), Text: w.summary(e, n),
		Published: moment(e.Added()), Modified: moment(e.Updated()),
		Tags: append(w.names(e.Ministers, w.minister), w.names(e.Topics, w.topic)...),
	}
}

func (w *writer) jsonFeed(c page.Collection, f page.DataFile) []byte {
	feed := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: c.Title, Language: w.l.Tag,
		HomePage: page.Address(w.c.Site, c.Page), FeedURL: page.Address(w.c.Site, f.Path), Items: []item{},
	}
	for _, e := range additions(c) {
		feed.Items = append(feed.Items, *w.entry(e).item())
	}
	data, err := json.MarshalIndent(feed, "", " ")
	if err != nil {
		panic("feed: " + err.Error()) // plain strings can be written
	}
	return append(data, '\n')
}
