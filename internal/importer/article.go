package importer

import (
	"net/url"
	"strings"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/raw"
)

// Article returns the article that a document becomes, without slug and path.
// Title and summary are composed from facts; the outlet's words stand only in
// headline, body and the quotes of the evidence.
func (im *Importer) Article(d *raw.Document) content.Article {
	return im.article(im.read(d))
}

func (im *Importer) article(doc document) content.Article {
	told := im.told(doc)
	title := typed(im.lang.ComposeTitle(told))
	a := content.Article{
		Title:         title,
		TitleComposed: true,
		Headline:      doc.Headline,
		Summary:       typed(im.lang.ComposeSummary(told)),
		Event: content.Event{
			Date: doc.Date, Status: doc.Status, Kind: doc.Kind, Place: doc.Place, Evidence: doc.Evidence,
		},
		Ministers: doc.Ministers,
		People:    doc.People,
		Topics:    doc.Topics,
		Sources: []content.Source{{
			Outlet: doc.Outlet, Agency: doc.Agency, Title: title, Author: doc.Author,
			URL: doc.URL, Published: doc.Published, Fetched: doc.fetched, Raw: doc.Hash,
		}},
		Text:      "original",
		Truncated: doc.Truncated,
		Added:     im.added.Date(),
		Body:      markdown(doc.Paragraphs),
	}
	if o := im.content.Outlet(doc.Outlet); o != nil {
		a.Voice = o.Voice
	}
	return a
}

// typed writes words as a person types them: editors cannot see which spaces
// do not break, and a file that has them is quoted for it.
func typed(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// told puts the facts into words for readers.
func (im *Importer) told(doc document) lang.Facts {
	f := lang.Facts{Date: doc.Date, Status: doc.Status, OneSided: doc.OneSided}
	if k := im.content.Kind(doc.Kind); k != nil {
		f.Kind = k.Label
	}
	if p := im.content.Place(doc.Place); p != nil {
		f.Place = p.Name
	}
	for _, slug := range speakerFirst(doc) {
		if m := im.content.Minister(slug); m != nil {
			surname, _, _ := strings.Cut(m.SortName, ",")
			if surname == "" {
				surname = m.Name[strings.LastIndexByte(m.Name, ' ')+1:]
			}
			f.Ministers = append(f.Ministers, m.Name)
			f.Surnames = append(f.Surnames, surname)
		}
	}
	for _, slug := range doc.Topics {
		if t := im.content.Topic(slug); t != nil {
			f.Topics = append(f.Topics, t.Label)
		}
	}
	return f
}

// speakerFirst returns the ministers, where one speaks of others that one
// first.
func speakerFirst(doc document) []string {
	if !doc.OneSided {
		return doc.Ministers
	}
	slugs := []string{doc.Speaker}
	for _, slug := range doc.Ministers {
		if slug != doc.Speaker {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}

// An Explanation is what is read from a document, in the words and keys of
// `chronik explain --json`.
type Explanation struct {
	File          string             `json:"file"`
	Title         string             `json:"title"` // the headline found, else the composed title
	TitleComposed bool               `json:"title_composed"`
	Published     *string            `json:"published"`  // EDTF, nil if unknown
	EventDate     *string            `json:"event_date"` // EDTF, nil if unknown
	Status        string             `json:"status"`
	Kind          string             `json:"kind"`
	Place         string             `json:"place"` // name
	Ministers     []string           `json:"ministers"`
	People        []string           `json:"people"`
	Topics        []string           `json:"topics"`
	Outlet        string             `json:"outlet"` // name
	URL           string             `json:"url"`
	Body          string             `json:"body"` // the cleaned text, no Markdown
	Dropped       []Dropped          `json:"dropped"`
	Evidence      []content.Evidence `json:"evidence"`
	Mentions      []Mention          `json:"mentions,omitzero"`  // nil unless asked for
	Rejected      string             `json:"rejected,omitempty"` // why import would reject it
}

// Dropped is a line that is no part of the article.
type Dropped struct {
	Text string `json:"text"`
	Rule string `json:"rule"`
	Line int    `json:"line"`
}

// Explain returns what is read from a document. Its lists are never nil.
func (im *Importer) Explain(d *raw.Document) Explanation { return im.explain(im.read(d)) }

func (im *Importer) explain(doc document) Explanation {
	e := Explanation{
		File: doc.Name, Title: doc.Headline,
		Published: text(doc.Published), EventDate: text(doc.Date),
		Status: doc.Status, Kind: doc.Kind, Outlet: doc.OutletName, URL: doc.URL,
		Ministers: list(doc.Ministers), People: list(doc.People), Topics: list(doc.Topics),
		Body: doc.Article.Body(), Dropped: list(dropped(doc)), Evidence: list(doc.Evidence), Rejected: doc.problem,
	}
	if p := im.content.Place(doc.Place); p != nil {
		e.Place = p.Name
	}
	if e.Title == "" {
		e.Title, e.TitleComposed = typed(im.lang.ComposeTitle(im.told(doc))), true
	}
	return e
}

func dropped(doc document) []Dropped {
	var lines []Dropped
	for _, x := range doc.Article.Dropped {
		lines = append(lines, Dropped(x))
	}
	return lines
}

func text(d edtf.Date) *string {
	if d.IsZero() {
		return nil
	}
	s := d.String()
	return &s
}

func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

// normalURL returns an address in the form in which two are compared: without
// scheme, www., fragment, campaign parameters, the copy for phones and a slash
// at the end. It is empty for what is no address.
func normalURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	path := strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(u.EscapedPath(), "/"), "/amp"), "/")
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" {
			query.Del(key)
		}
	}
	if q := query.Encode(); q != "" {
		path += "?" + q
	}
	return host + path
}
