package page

import (
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
)

// A Resource is a file of the data edition: the whole chronology as others can
// work with it.
type Resource struct {
	Name  string // by which the resources call each other
	File  DataFile
	About string // what is in it, a key of the language

	// Of a table; what it holds conforms to them.
	Columns []Column
	Key     []string
	Of      Reference // what each row belongs to
}

// A Reference says that a column of a table has the values of one of another.
type Reference struct{ Column, Resource, Target string }

// A Column is one of a table. Types, formats and patterns are those of Table
// Schema (https://specs.frictionlessdata.io/table-schema/).
type Column struct {
	Name    string   // as the first row has it
	About   string   // what it means, a key of the language
	Type    string   // string, date, boolean or integer
	Format  string   // of a string: uri
	Pattern string   // that values match, "" for any
	Enum    []string // that values are one of, nil for any
	Filled  bool     // never empty
	Unique  bool     // no two rows have the same
}

const (
	slugPattern = `[a-z0-9]+(-[a-z0-9]+)*`
	edtfPart    = `[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`
	// edtfPattern is of the values that package edtf writes.
	edtfPattern = `(` + edtfPart + `[~?%]?(/(` + edtfPart + `[~?%]?|\.\.))?|\[(\.\.` + edtfPart + `|` + edtfPart + `(\.\.(` + edtfPart + `)?|(,` + edtfPart + `)+))\])`
)

// EntryColumns are the columns of every table of entries, in their order.
var EntryColumns = []Column{
	{Name: "id", Type: "string", Pattern: slugPattern, Filled: true, Unique: true},
	{Name: "date", Type: "string", Pattern: edtfPattern},
	{Name: "first", Type: "date"},
	{Name: "last", Type: "date"},
	{Name: "date_text", Type: "string", Filled: true},
	{Name: "inferred", Type: "boolean", Filled: true},
	{Name: "contradictory", Type: "boolean", Filled: true},
	{Name: "status", Type: "string", Enum: []string{"held", "announced", "cancelled", chronology.Withdrawn}, Filled: true},
	{Name: "kind", Type: "string"},
	{Name: "place", Type: "string"},
	{Name: "initiative", Type: "string"},
	{Name: "title", Type: "string", Filled: true},
	{Name: "summary", Type: "string"},
	{Name: "ministers", Type: "string"},
	{Name: "topics", Type: "string"},
	{Name: "people", Type: "string"},
	{Name: "voices", Type: "string"},
	{Name: "outlets", Type: "string"},
	{Name: "source_urls", Type: "string"},
	{Name: "reviewed", Type: "boolean", Filled: true},
	{Name: "added", Type: "date"},
	{Name: "updated", Type: "date"},
	{Name: "url", Type: "string", Filled: true, Unique: true},
}

// SourceColumns are the columns of the table of sources, in their order.
var SourceColumns = []Column{
	{Name: "entry", Type: "string", Pattern: slugPattern, Filled: true},
	{Name: "number", Type: "integer", Filled: true},
	{Name: "outlet", Type: "string"},
	{Name: "agency", Type: "string"},
	{Name: "title", About: "column.source_title", Type: "string"},
	{Name: "author", Type: "string"},
	{Name: "url", About: "column.source_url", Type: "string", Format: "uri"},
	{Name: "archive_url", Type: "string", Format: "uri"},
	{Name: "published", Type: "string", Pattern: edtfPattern},
}

// Meaning is the key of what a column means.
func (c Column) Meaning() string {
	if c.About != "" {
		return c.About
	}
	return "column." + c.Name
}

// Resources returns the files of the data edition, and the path of the one that
// describes them to programs.
func Resources(l *lang.Lang) (resources []Resource, description string) {
	at := paths{l.Paths}
	file := func(f Format, stem string) DataFile {
		return DataFile{Format: f, Path: at.dataset(stem + formats[f].ext), Text: l.Word(formats[f].word), Type: formats[f].mediaType}
	}
	return []Resource{
		{Name: "entries", File: file(CSV, l.Paths.Data), About: "dataset.entries", Columns: EntryColumns, Key: []string{"id"}},
		{Name: "sources", File: file(CSV, l.Paths.Sources), About: "dataset.sources", Columns: SourceColumns, Key: []string{"entry", "number"}, Of: Reference{"entry", "entries", "id"}},
		{Name: "records", File: file(JSON, l.Paths.Data), About: "dataset.json"},
		{Name: "citations", File: file(CSL, l.Paths.Data), About: "dataset.csl"},
	}, at.dataset("datapackage.json")
}

// dataset plans the page that describes the data edition. A chronology without
// entries has none.
func (p *planner) dataset() {
	if len(p.ch.Events) > 0 {
		p.add(p.paths.dataset(homePath), "dataset", "", p.l.Word("dataset.title"), (*planner).datasetView)
	}
}

func (p *planner) datasetView() any {
	at := p.paths.dataset(homePath)
	deck := p.l.Say("dataset.deck", "entries", p.l.Count("entries", len(p.ch.Events)))
	v := Dataset{Frame: p.frame(at, p.l.Word("dataset.title"), deck, ""), Heading: p.l.Word("dataset.title"), Deck: deck}
	resources, description := Resources(p.l)
	add := func(path, mediaType, about string) string {
		name := p.href(at, path)
		v.Files = append(v.Files, AboutFile{Link{name, name}, mediaType, p.l.Word(about)})
		return name
	}
	for _, r := range resources {
		name := add(r.File.Path, r.File.Type, r.About)
		if r.Columns == nil {
			continue
		}
		t := AboutTable{ID: r.Name, Title: p.l.Say("dataset.columns", "file", name)}
		for _, c := range r.Columns {
			t.Columns = append(t.Columns, p.aboutColumn(c))
		}
		v.Tables = append(v.Tables, t)
	}
	add(description, formats[JSON].mediaType, "dataset.package")
	v.License = p.license()
	return v
}

// aboutColumn describes a column.
func (p *planner) aboutColumn(c Column) AboutColumn {
	about := AboutColumn{Name: c.Name, Type: p.l.Word("type." + c.Type), Values: c.Enum, Text: p.l.Word(c.Meaning())}
	switch {
	case c.Type == "boolean":
		about.Values = []string{"true", "false"}
	case c.Enum != nil:
		about.Type = p.l.Word("type.enum")
	}
	if c.Filled {
		about.Filled = p.l.Word("type.filled")
	}
	return about
}

// license says under what the data may be passed on.
func (p *planner) license() License {
	given := p.c.Site.License
	switch {
	case p.c.Site.Private:
		return License{Text: p.l.Word("dataset.kept")}
	case given == (content.License{}):
		return License{Text: p.l.Word("dataset.unlicensed")}
	}
	name := given.Title
	if name == "" {
		name = given.Name
	}
	return License{p.l.Word("dataset.licensed"), Link{name, given.URL}}
}
