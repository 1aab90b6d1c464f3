package page

import (
	"html/template"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
)

// Meta is what a page says of itself to machines, in its head.
type Meta struct {
	Type                     string // of Open Graph: website or article
	Title, Description, Site string
	Locale                   string // de_DE
	Image                    string // full address of the card; "" if the site's is not known
	Feeds                    []DataLink
	LD                       template.JS // JSON-LD, "" if there is none
}

// A DataLink leads to a file for machines.
type DataLink struct {
	Link
	Title, Type string // Title: what is in it; Type: media type
}

// A CiteFile is a citation to be saved as a file. Its Href holds the file
// itself, so that ten thousand entries need no thirty thousand small files.
type CiteFile struct {
	Text string // name of the format
	Name string // of the file
	Href template.URL
}

// card is the picture that stands for the site where somebody shares a link.
const card = "card.png"

func (p *planner) meta(path, title, description string) Meta {
	m := Meta{Type: "website", Title: title, Description: description, Site: p.c.Site.Title, Locale: p.l.Locale()}
	if p.base != nil && path != notFoundPath {
		m.Image = p.base.String() + StaticFolder + "/" + card
	}
	c, ok := p.collections[path]
	if !ok {
		return m
	}
	m.LD = template.JS(p.collectionLD(c, description))
	for _, f := range c.Files(p.l) {
		if f.Feed {
			m.Feeds = append(m.Feeds, p.dataLink(path, c, f))
		}
	}
	return m
}

// data are the links to the files of the page's entries.
func (p *planner) data(path string) []DataLink {
	c := p.collections[path]
	var links []DataLink
	for _, f := range c.Files(p.l) {
		links = append(links, p.dataLink(path, c, f))
	}
	return links
}

func (p *planner) dataLink(from string, c Collection, f DataFile) DataLink {
	return DataLink{Link: Link{f.Text, p.href(from, f.Path)}, Title: c.Title, Type: f.Type}
}

func (p *planner) collectionLD(c Collection, description string) []byte {
	address, home := p.address(c.Page), p.address(homePath)
	switch c.What {
	case "":
		return p.citer.SiteLD(description, home)
	case "minister":
		return p.citer.MinisterLD(p.c.Minister(c.Slug), address, home)
	case "topic":
		return p.citer.TopicLD(p.c.Topic(c.Slug), address, home)
	}
	return p.citer.CollectionLD(c.Name, address, home)
}

// cite fills in how an event is cited, and what its page says to machines.
func (p *planner) cite(v *Event, at string, e *chronology.Event) {
	address := p.address(at)
	v.Meta.Type, v.Meta.Title = "article", e.Title
	v.Meta.LD = template.JS(p.citer.EventLD(e, address, p.address(homePath)))
	entry := p.citer.Entry(e, address)
	v.Cite = entry.Text()
	if entry.Edition != nil {
		v.Edition = &Link{entry.EditionName, p.href(at, p.entryAt(entry.Edition, entry.Place))}
	}
	v.Cites = []CiteFile{
		{p.l.Word("data.bibtex"), e.ID + ".bib", dataURL("application/x-bibtex", entry.BibTeX())},
		{p.l.Word("data.csl"), e.ID + ".json", dataURL("application/vnd.citationstyles.csl+json", string(cite.CSLFile([][]byte{entry.CSL()})))},
		{p.l.Word("data.ris"), e.ID + ".ris", dataURL("application/x-research-info-systems", entry.RIS())},
	}
}

// dataURL is an address that holds a text in UTF-8 itself.
func dataURL(mediaType, text string) template.URL {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(2 * len(text))
	b.WriteString("data:" + mediaType + ";charset=utf-8,")
	for _, c := range []byte(text) {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("-._~!*(),;:@/=", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return template.URL(b.String())
}
