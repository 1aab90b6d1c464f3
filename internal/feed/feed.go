// Package feed writes what machines read: Atom, JSON Feed, iCalendar, CSV/JSON,
// sitemap.
//
// A collection is the whole chronology, a minister, a topic or a year; package
// page says which there are and where their files lie. They are made of the
// chronology after rights were applied and contain nothing else.
//
// # Feeds
//
// Atom (RFC 4287) and JSON Feed 1.1 of the whole, each minister and each topic
// hold at most [MostEntries] entries, the newest additions first. The id of a
// feed is the id of index.md, or that with /minister/SLUG or /topic/SLUG; the
// id of an entry is that with /event/ID. They never change and do not depend
// on where the site is published; a site whose id is not a URI has no feeds.
// published is the day on which the entry was added, updated that of its last
// change. Only days are known, so both are noon UTC, which is the same day
// nearly everywhere. Entries without such a day are left out. Addresses are
// full if the site's is known. If not, Atom has links relative to the feed,
// as RFC 4287 allows, and no self; JSON Feed, which has no base for relative
// addresses, has none.
//
// The feed of corrections, Atom, holds at most as many, newest first: what was
// changed in an entry, with the old and the new statement and the reason, and
// what was withdrawn. Its id is that of index.md with /corrections, the ids of its entries
// are that with /correction/ID/DAY-FIELD. They lead to the page of the entry.
//
// # Calendar
//
// iCalendar (RFC 5545) has what can be put on days: entries with a claimed day
// or an interval of days, without qualifier. Months, seasons, sets and
// approximate days are not in it. UID is the id of the entry in the feeds.
// STATUS is CONFIRMED, TENTATIVE (announced) or CANCELLED, also of an entry that
// is withdrawn: RFC 5545 has no other word for what is to leave a calendar. DTSTAMP is the day
// of the entry's last change: a build never reads the clock.
//
// # JSON
//
// One object:
//
//	id, title, language  of the collection
//	updated              day of the chronology's newest addition or change
//	site                 address of the site, if it is known
//	names                names of the slugs that occur: kinds, places, ministers, topics, outlets, sides
//	entries              in the order of the chronology, one a line
//
// An entry has, and leaves out what is empty:
//
//	id           name of the event, for ever
//	url          full address of its page; relative to the root of the site if that is not known
//	date         EDTF (ISO 8601-2), such as 2020-04-17, 2020-04~, [2018-07-01..2018-07-12]
//	date_text    the same in words
//	first, last  first and last possible day; left out where open
//	inferred     true: the day is concluded, no source states it
//	contradictory  true: the sources contradict each other; date is all they allow
//	status       held, announced, cancelled or withdrawn; of a withdrawn entry summary says when and why
//	kind, place  slugs
//	initiative   slug of the side that asked for it
//	title, summary
//	ministers, topics  slugs
//	people       names
//	voices       slugs of the sides whose accounts are given
//	sources      outlet (slug), agency, title, author, url, archive_url, published (EDTF)
//	reviewed     false: read by a machine, not reviewed
//	added, updated  days
//
// # CSV
//
// RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it, a
// header line and CRLF; the columns are [page.EntryColumns]. They mean the same
// as in JSON, but with names for slugs; several values are joined by "; ". A cell
// that a spreadsheet would take for a formula (it begins with = + - @, a tab or
// a carriage return, also after apostrophes) has one more apostrophe before it.
//
// # Data edition
//
// The tables and citations of the whole chronology lie in a folder of their own
// with a table of all sources, whose rows name their entry and their place in it
// (what the cells outlets and source_urls have no room for), and datapackage.json,
// a Data Package of https://specs.frictionlessdata.io/ with a Table Schema for
// each table. Both tables together say what the JSON file says.
package feed

import (
	"bytes"
	"sync"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/page"
)

// A Planned file is known by its address and written when it is asked for: the
// same bytes each time, also by several goroutines at once.
type Planned struct {
	Path  string
	Write func(out *bytes.Buffer)
}

// Files returns all files for machines in a fixed order. Pages are those that
// the site consists of.
func Files(ch *chronology.Chronology, l *lang.Lang, pages []page.Planned) []Planned {
	w := &writer{ch: ch, c: ch.Content, l: l, citer: cite.New(ch, l), records: make([]record, len(ch.Events))}
	w.known = sync.OnceValue(w.slugs)
	var files []Planned
	for _, c := range page.Collections(ch, l) {
		for _, f := range c.Files(l) {
			files = append(files, Planned{f.Path, func(out *bytes.Buffer) { w.write(out, c, f) }})
		}
	}
	files = append(files, w.dataset()...)
	if f, ok := page.CorrectionsFeed(ch, l); ok {
		files = append(files, Planned{f.Path, func(out *bytes.Buffer) { out.Write(w.corrections(f)) }})
	}
	return append(files, w.sitemap(pages)...)
}

// writer holds what all files need.
type writer struct {
	ch      *chronology.Chronology
	c       *content.Content
	l       *lang.Lang
	citer   *cite.Citer
	records []record      // of the events, by their places
	known   func() *slugs // what stands for the slugs
	entries sync.Map      // *chronology.Event -> *entry
}

// A record is what the JSON, CSV and calendar files of all collections have of
// an event, so it is made once. There is one for each event, hence one piece
// for all three.
type record struct {
	once      sync.Once
	all       []byte
	json, csv int // where they end in all; the rest is for calendars, if it can be put on days
}

func (r *record) asJSON() []byte     { return r.all[:r.json] }
func (r *record) asCSV() []byte      { return r.all[r.json:r.csv] }
func (r *record) asCalendar() []byte { return r.all[r.csv:] }

var scratch = sync.Pool{New: func() any { return newContentLines() }}

func (w *writer) record(e *chronology.Event) *record {
	r := &w.records[e.N]
	r.once.Do(func() {
		b := scratch.Get().(*contentLines)
		defer scratch.Put(b)
		b.Reset()
		n := w.newEntry(e)
		v := w.values(e, n)
		b.Write(cite.JSON(v))
		r.json = b.Len()
		b.cells(w.row(v))
		r.csv = b.Len()
		w.calendarEntry(b, e, n)
		r.all = bytes.Clone(b.Bytes())
	})
	return r
}

// entry is an event as it is called in all formats.
type entry struct {
	path, address string // address is "" if that of the site is not known
	when          page.When
	atom          func() *atomEntry
	item          func() *item
}

func (w *writer) newEntry(e *chronology.Event) *entry {
	n := &entry{path: page.EventPath(w.l, e.ID), when: page.DateOf(w.l, e)}
	n.address = page.Address(w.c.Site, n.path)
	return n
}

// entry returns what the feeds have of an event, which is the same in all of
// them.
func (w *writer) entry(e *chronology.Event) *entry {
	if n, ok := w.entries.Load(e); ok {
		return n.(*entry)
	}
	n := w.newEntry(e)
	n.atom = sync.OnceValue(func() *atomEntry { return w.atomEntry(e, n) })
	n.item = sync.OnceValue(func() *item { return w.item(e, n) })
	kept, _ := w.entries.LoadOrStore(e, n)
	return kept.(*entry)
}

func (w *writer) write(out *bytes.Buffer, c page.Collection, f page.DataFile) {
	switch f.Format {
	case page.Atom:
		out.Write(w.atom(c, f))
	case page.JSONFeed:
		out.Write(w.jsonFeed(c, f))
	case page.Calendar:
		w.calendar(out, c)
	case page.CSV:
		w.csv(out, c)
	case page.JSON:
		w.json(out, c)
	case page.CSL:
		var items [][]byte
		for _, e := range c.Events {
			items = append(items, w.citer.Entry(e, page.Address(w.c.Site, page.EventPath(w.l, e.ID))).CSL())
		}
		out.Write(cite.CSLFile(items))
	}
}

// join writes a part of the records of all events of a collection, with a
// separator between them.
func (w *writer) join(out *bytes.Buffer, c page.Collection, sep string, part func(*record) []byte) {
	size := 0
	for _, e := range c.Events {
		size += len(part(w.record(e))) + len(sep)
	}
	out.Grow(size)
	for i, e := range c.Events {
		if i > 0 {
			out.WriteString(sep)
		}
		out.Write(part(w.record(e)))
	}
}
