package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/edtf"
	"chronik/internal/page"
)

// values are an entry of the JSON files; see the comment of the package.
type values struct {
	ID            string    `json:"id"`
	URL           string    `json:"url"`
	Date          edtf.Date `json:"date,omitzero"`
	DateText      string    `json:"date_text"`
	First         string    `json:"first,omitempty"`
	Last          string    `json:"last,omitempty"`
	Inferred      bool      `json:"inferred,omitempty"`
	Contradictory bool      `json:"contradictory,omitempty"`
	Status        string    `json:"status"`
	Kind          string    `json:"kind,omitempty"`
	Place         string    `json:"place,omitempty"`
	Initiative    string    `json:"initiative,omitempty"`
	Title         string    `json:"title"`
	Summary       string    `json:"summary,omitempty"`
	Ministers     []string  `json:"ministers,omitempty"`
	Topics        []string  `json:"topics,omitempty"`
	People        []string  `json:"people,omitempty"`
	Voices        []string  `json:"voices,omitempty"`
	Sources       []source  `json:"sources,omitempty"`
	Reviewed      bool      `json:"reviewed"`
	Added         string    `json:"added,omitempty"`
	Updated       string    `json:"updated,omitempty"`
}

type source struct {
	Outlet     string    `json:"outlet,omitempty"`
	Agency     string    `json:"agency,omitempty"`
	Title      string    `json:"title,omitempty"`
	Author     string    `json:"author,omitempty"`
	URL        string    `json:"url,omitempty"`
	ArchiveURL string    `json:"archive_url,omitempty"`
	Published  edtf.Date `json:"published,omitzero"`
}

func (w *writer) values(e *chronology.Event, n *entry) values {
	first, last := e.Date.Bounds()
	r := values{
		ID: e.ID, URL: n.path, Date: e.Date, DateText: n.when.Plain, First: first.String(), Last: last.String(),
		Inferred: n.when.Inferred, Contradictory: e.Contradictory,
		Status: e.Status, Kind: e.Kind, Place: e.Place, Initiative: e.Initiative, Title: e.Title, Summary: w.told(e),
		Ministers: e.Ministers, Topics: e.Topics, People: e.People, Voices: voices(e),
		Reviewed: e.Reviewed, Added: e.Added().String(), Updated: e.Updated().String(),
	}
	if n.address != "" {
		r.URL = n.address
	}
	r.Sources = sourcesOf(e)
	return r
}

func sourcesOf(e *chronology.Event) []source {
	var all []source
	sources, _ := e.Sources()
	for _, s := range sources {
		all = append(all, source{s.Outlet, s.Agency, s.Title, s.Author, cite.Web(s.URL), cite.Web(s.ArchiveURL), s.Published})
	}
	return all
}

// told is what happened; of an event that is withdrawn, why.
func (w *writer) told(e *chronology.Event) string {
	if e.Status == chronology.Withdrawn {
		return page.StatusNote(w.l, e)
	}
	return e.Summary
}

// voices are the sides whose accounts an event rests on.
func voices(e *chronology.Event) []string {
	var found []string
	for _, a := range e.Articles {
		if a.Voice != "" {
			found = appendNew(found, a.Voice)
		}
	}
	return found
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// header is the first row of a table.
func header(columns []page.Column) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}

// severalSep stands between several values of a cell.
const severalSep = "; "

// row is an entry of the CSV files.
func (w *writer) row(r values) []string {
	var outlets, urls []string
	for _, s := range r.Sources {
		outlets = append(outlets, w.outlet(s.Outlet))
		if s.URL != "" {
			urls = append(urls, s.URL)
		}
	}
	several := func(values []string) string { return strings.Join(values, severalSep) }
	return []string{
		r.ID, r.Date.String(), r.First, r.Last, r.DateText, strconv.FormatBool(r.Inferred), strconv.FormatBool(r.Contradictory),
		r.Status, w.kind(r.Kind), w.place(r.Place), w.side(r.Initiative), r.Title, r.Summary,
		several(w.names(r.Ministers, w.minister)), several(w.names(r.Topics, w.topic)), several(r.People), several(w.names(r.Voices, w.side)), several(outlets), several(urls),
		strconv.FormatBool(r.Reviewed), r.Added, r.Updated, r.URL,
	}
}

// cells writes a line of CSV. No spreadsheet takes a cell of it for a formula;
// one apostrophe less before what looks like one is what the cell says.
func (b *contentLines) cells(cells []string) {
	for i, cell := range cells {
		if bare := strings.TrimLeft(cell, "'"); bare != "" && strings.IndexByte("=+-@\t\r", bare[0]) >= 0 {
			cells[i] = "'" + cell
		}
	}
	_ = b.table.Write(cells) // a Buffer takes everything
	b.table.Flush()
}

// byteOrderMark tells spreadsheets that a table is in UTF-8.
const byteOrderMark = "\uFEFF"

// newTable begins a table with its first row.
func newTable(columns []page.Column) *contentLines {
	b := newContentLines()
	b.WriteString(byteOrderMark)
	b.cells(header(columns))
	return b
}

func (w *writer) csv(out *bytes.Buffer, c page.Collection) {
	out.Write(newTable(page.EntryColumns).Bytes())
	w.join(out, c, "", (*record).asCSV)
}

// dataset is a JSON file; see the comment of the package.
type dataset struct {
	ID       string `json:"id,omitempty"`
	Title    string `json:"title"`
	Language string `json:"language"`
	Updated  string `json:"updated,omitempty"`
	Site     string `json:"site,omitempty"`
}

func (w *writer) json(out *bytes.Buffer, c page.Collection) {
	head, err := json.MarshalIndent(dataset{
		ID: c.ID, Title: c.Title, Language: w.l.Tag, Updated: w.ch.Stand().String(), Site: page.Address(w.c.Site, "index.html"),
	}, "", " ")
	if err != nil {
		panic("feed: " + err.Error()) // plain strings can be written
	}
	out.Write(bytes.TrimSuffix(head, []byte("\n}")))
	fmt.Fprintf(out, ",\n \"names\": %s,\n \"entries\": [\n", cite.JSON(w.known().of(c.Events)))
	w.join(out, c, ",\n", (*record).asJSON)
	out.WriteString("\n ]\n}\n")
}

// slugs are all slugs that events have, numbered, with what they stand for.
type slugs struct {
	all []named
	has [][]int // the numbers of each event, by its place
}

type named struct{ what, slug, name string }

func (w *writer) slugs() *slugs {
	s := &slugs{has: make([][]int, len(w.ch.Events))}
	numbers := map[[2]string]int{}
	for i, e := range w.ch.Events {
		add := func(what, slug string, name func(string) string) {
			if slug == "" {
				return
			}
			n, ok := numbers[[2]string{what, slug}]
			if !ok {
				n = len(s.all)
				numbers[[2]string{what, slug}] = n
				s.all = append(s.all, named{what, slug, name(slug)})
			}
			s.has[i] = append(s.has[i], n)
		}
		add("kinds", e.Kind, w.kind)
		add("places", e.Place, w.place)
		add("sides", e.Initiative, w.side)
		for _, slug := range e.Ministers {
			add("ministers", slug, w.minister)
		}
		for _, slug := range e.Topics {
			add("topics", slug, w.topic)
		}
		for _, a := range e.Articles {
			add("sides", a.Voice, w.side)
			for _, s := range a.Sources {
				add("outlets", s.Outlet, w.outlet)
			}
		}
	}
	return s
}

// of returns what the slugs of some events stand for.
func (s *slugs) of(events []*chronology.Event) map[string]map[string]string {
	seen := make([]bool, len(s.all))
	for _, e := range events {
		for _, n := range s.has[e.N] {
			seen[n] = true
		}
	}
	names := map[string]map[string]string{}
	for n, it := range s.all {
		if !seen[n] {
			continue
		}
		if names[it.what] == nil {
			names[it.what] = map[string]string{}
		}
		names[it.what][it.slug] = it.name
	}
	return names
}

func (w *writer) names(slugs []string, name func(string) string) []string {
	var names []string
	for _, slug := range slugs {
		names = append(names, name(slug))
	}
	return names
}

// What a slug stands for; the slug itself if nothing is known of it.

func (w *writer) minister(slug string) string {
	if m := w.c.Minister(slug); m != nil {
		return m.Name
	}
	return slug
}

func (w *writer) topic(slug string) string {
	if t := w.c.Topic(slug); t != nil {
		return t.Label
	}
	return slug
}

func (w *writer) kind(slug string) string {
	if k := w.c.Kind(slug); k != nil {
		return k.Label
	}
	return slug
}

func (w *writer) place(slug string) string {
	if p := w.c.Place(slug); p != nil {
		return p.Name
	}
	return slug
}

func (w *writer) outlet(slug string) string {
	if o := w.c.Outlet(slug); o != nil {
		return o.Name
	}
	return slug
}

func (w *writer) side(slug string) string {
	if s := w.c.Side(slug); s != nil {
		return s.Label
	}
	return slug
}
