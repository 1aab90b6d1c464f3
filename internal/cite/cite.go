// Package cite is about how an event is cited: text, CSL-JSON, BibTeX, RIS,
// JSON-LD.
//
// What is cited is our entry about the event, in the state of the chronology's
// newest addition or change ("Stand"), and in the newest edition in which it says
// the same, if there is one. The entry is an @misc in BibTeX, an
// ELEC in RIS and an entry in CSL, so that old styles know it; its name is the
// event's id, and its address stands in it where the site has one. When the
// event itself happened is told by CSL-JSON (event-date) and JSON-LD
// (startDate), and never more precisely than it is known: sets, seasons and
// dates with a qualifier are given in words.
package cite

import (
	"net/url"
	"strings"
	"sync"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edition"
	"chronik/internal/edtf"
	"chronik/internal/lang"
)

// A Citer cites the events of one chronology in the site's language. It may be
// used by several goroutines.
type Citer struct {
	ch    *chronology.Chronology
	c     *content.Content
	l     *lang.Lang
	shelf func() *edition.Shelf
}

// New returns a Citer.
func New(ch *chronology.Chronology, l *lang.Lang) *Citer {
	return &Citer{ch, ch.Content, l, sync.OnceValue(func() *edition.Shelf { return edition.NewShelf(ch) })}
}

// Shelf returns the editions of the chronology.
func (c *Citer) Shelf() *edition.Shelf { return c.shelf() }

// An Entry is what a citation of an event says.
type Entry struct {
	ID       string // of the event; the key of the citation
	Title    string
	Site     string // title of the chronology
	Number   string // "Eintrag 2020-04-17-…"
	Language string

	Date      edtf.Date // of the event
	DateWords string

	// The newest edition in which the event stands as it does today, nil if there
	// is none, and its place among the entries.
	Edition     *content.Edition
	Place       int
	EditionName string // in words

	Issued edtf.Day // state of the chronology, zero if it has none
	Stand  string   // the same in words
	URL    string   // "" if the site's address is not known

	text string
}

// Entry returns what the citation of an event says. Address is the full
// address of its page, "" if there is none.
func (c *Citer) Entry(e *chronology.Event, address string) Entry {
	entry := Entry{
		ID: e.ID, Title: e.Title, Site: c.c.Site.Title, Language: c.l.Tag,
		Number: c.l.Say("cite.number", "id", e.ID),
		Date:   e.Date, DateWords: c.l.Date(e.Date), Issued: c.ch.Stand(), URL: address,
	}
	parts := []string{c.l.Say("cite.entry", "title", c.l.Quote(e.Title), "site", entry.Site, "id", e.ID)}
	if entry.Edition, entry.Place = c.shelf().Standing(e); entry.Edition != nil {
		date, _ := content.EditionLabel(entry.Edition.Label)
		entry.EditionName = c.l.Say("editions.name", "date", c.l.Date(date))
		parts = append(parts, entry.EditionName)
	}
	if !entry.Issued.IsZero() {
		entry.Stand = c.l.Say("cite.stand", "date", c.l.Date(entry.Issued.Date()))
		parts = append(parts, entry.Stand)
	}
	if address != "" {
		parts = append(parts, address)
	}
	entry.text = strings.Join(parts, c.l.Word("list.between"))
	return entry
}

// edition is the name of the edition for machines, "" if there is none.
func (e Entry) edition() string {
	if e.Edition == nil {
		return ""
	}
	return e.Edition.Label
}

// Text returns the citation as a line to be put into a footnote.
func (e Entry) Text() string { return e.text }

// URI returns the name of something in the chronology that holds for ever:
// the site's own id, and below it what, such as "event", and the slug. Without
// what it is that of the site. It returns "" if the site's id is not a URI.
func URI(site content.Site, what, slug string) string {
	if u, err := url.Parse(site.ID); err != nil || !u.IsAbs() {
		return ""
	}
	if what == "" {
		return site.ID
	}
	return site.ID + "/" + what + "/" + slug
}

// Web returns an address that a reader may be led to, "" if it is none of the
// web.
func Web(address string) string {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return address
}
