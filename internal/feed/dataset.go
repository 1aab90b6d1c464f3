package feed

import (
	"bytes"
	"encoding/json"
	"path"
	"strconv"
	"strings"

	"chronik/internal/lang"
	"chronik/internal/page"
)

// dataset returns what the data edition has beside the files of the whole
// chronology. Without entries there is none.
func (w *writer) dataset() []Planned {
	if len(w.ch.Events) == 0 {
		return nil
	}
	resources, description := page.Resources(w.l)
	files := []Planned{{description, func(out *bytes.Buffer) { w.datapackage(out, resources) }}}
	for _, r := range resources {
		if r.Name == "sources" {
			files = append(files, Planned{r.File.Path, w.sources})
		}
	}
	return files
}

// sources writes the table of all sources.
func (w *writer) sources(out *bytes.Buffer) {
	b := newTable(page.SourceColumns)
	for _, e := range w.ch.Events {
		for i, s := range sourcesOf(e) {
			b.cells([]string{e.ID, strconv.Itoa(i + 1), w.outlet(s.Outlet), s.Agency, s.Title, s.Author, s.URL, s.ArchiveURL, s.Published.String()})
		}
	}
	out.Write(b.Bytes())
}

// A datapackage is what datapackage.json says.
type datapackage struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	ID          string     `json:"id,omitempty"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Homepage    string     `json:"homepage,omitempty"`
	Created     string     `json:"created,omitempty"`
	Licenses    []license  `json:"licenses,omitempty"`
	Resources   []resource `json:"resources"`
}

type license struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

type resource struct {
	Profile     string       `json:"profile"`
	Name        string       `json:"name"`
	Path        string       `json:"path"`
	Description string       `json:"description"`
	Format      string       `json:"format"`
	MediaType   string       `json:"mediatype"`
	Encoding    string       `json:"encoding"`
	Schema      *tableSchema `json:"schema,omitempty"`
}

type tableSchema struct {
	Fields      []field      `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string        `json:"fields"`
	Reference referencedTable `json:"reference"`
}

type referencedTable struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

func (w *writer) datapackage(out *bytes.Buffer, resources []page.Resource) {
	_, description := page.Resources(w.l)
	site := w.c.Site
	p := datapackage{
		Profile: "data-package", Name: lang.Slug(site.Title), ID: site.ID, Title: site.Title,
		Description: w.l.Say("dataset.deck", "entries", w.l.Count("entries", len(w.ch.Events))),
		Homepage:    page.Address(site, "index.html"),
	}
	if stand := w.ch.Stand(); !stand.IsZero() {
		p.Created = moment(stand)
	}
	if given := site.License; !site.Private && (given.Name != "" || given.URL != "") {
		p.Licenses = []license{{given.Name, given.URL, given.Title}}
	}
	for _, r := range resources {
		it := resource{
			Profile: "data-resource", Name: r.Name, Path: page.Href(description, r.File.Path), Description: w.l.Word(r.About),
			Format: strings.TrimPrefix(path.Ext(r.File.Path), "."), MediaType: r.File.Type, Encoding: "utf-8",
		}
		if r.Columns != nil {
			it.Profile, it.Schema = "tabular-data-resource", w.tableSchema(r)
		}
		p.Resources = append(p.Resources, it)
	}
	data, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		panic("feed: " + err.Error()) // plain strings can be written
	}
	out.Write(append(data, '\n'))
}

func (w *writer) tableSchema(r page.Resource) *tableSchema {
	s := &tableSchema{PrimaryKey: r.Key}
	if of := r.Of; of.Column != "" {
		s.ForeignKeys = []foreignKey{{[]string{of.Column}, referencedTable{of.Resource, []string{of.Target}}}}
	}
	for _, c := range r.Columns {
		f := field{Name: c.Name, Type: c.Type, Format: c.Format, Description: w.l.Word(c.Meaning())}
		if c.Filled || c.Unique || c.Pattern != "" || c.Enum != nil {
			f.Constraints = &constraints{c.Filled, c.Unique, c.Pattern, c.Enum}
		}
		s.Fields = append(s.Fields, f)
	}
	return s
}
