package cite

import (
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// node is a thing of schema.org with the properties we have something to say
// about.
type node struct {
	Context        string  `json:"@context,omitempty"`
	Type           string  `json:"@type"`
	ID             string  `json:"@id,omitempty"`
	Name           string  `json:"name,omitempty"`
	Description    string  `json:"description,omitempty"`
	Disambiguating string  `json:"disambiguatingDescription,omitempty"`
	StartDate      string  `json:"startDate,omitempty"`
	EndDate        string  `json:"endDate,omitempty"`
	EventStatus    string  `json:"eventStatus,omitempty"`
	Location       *node   `json:"location,omitempty"`
	Geo            *geo    `json:"geo,omitempty"`
	JobTitle       string  `json:"jobTitle,omitempty"`
	About          []*node `json:"about,omitempty"`
	SubjectOf      []*node `json:"subjectOf,omitempty"`
	Publisher      *node   `json:"publisher,omitempty"`
	SourceOrg      *node   `json:"sourceOrganization,omitempty"`
	Author         *node   `json:"author,omitempty"`
	Published      string  `json:"datePublished,omitempty"`
	Modified       string  `json:"dateModified,omitempty"`
	WorkStatus     string  `json:"creativeWorkStatus,omitempty"`
	Language       string  `json:"inLanguage,omitempty"`
	URL            string  `json:"url,omitempty"`
	ArchivedAt     string  `json:"archivedAt,omitempty"`
	MainPage       *node   `json:"mainEntityOfPage,omitempty"`
	IsPartOf       *node   `json:"isPartOf,omitempty"`
}

type geo struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

const vocabulary = "https://schema.org"

// EventLD describes an event in JSON-LD: an Event of schema.org that is the
// subject of its sources, each a NewsArticle. Address and home are the full
// addresses of its page and of the site, "" if there are none.
func (c *Citer) EventLD(e *chronology.Event, address, home string) []byte {
	n := &node{
		Context: vocabulary, Type: "Event", ID: URI(c.c.Site, "event", e.ID), Name: e.Title, Description: e.Summary,
		URL: address, Location: c.location(e),
	}
	n.StartDate, n.EndDate = span(e.Date)
	if _, ok := e.Date.ClaimedDay(); !ok {
		n.Disambiguating = c.l.Date(e.Date)
	}
	switch e.Status {
	case "announced":
		n.EventStatus = vocabulary + "/EventScheduled"
	case "cancelled":
		n.EventStatus = vocabulary + "/EventCancelled"
	}
	for _, slug := range e.Ministers {
		if m := c.c.Minister(slug); m != nil {
			n.About = append(n.About, c.person(m))
		}
	}
	for _, slug := range e.Topics {
		if t := c.c.Topic(slug); t != nil {
			n.About = append(n.About, c.topic(t))
		}
	}
	sources, _ := e.Sources()
	for _, s := range sources {
		n.SubjectOf = append(n.SubjectOf, c.newsArticle(s))
	}
	n.MainPage = &node{
		Type: "WebPage", URL: address, Published: e.Added().String(), Modified: e.Updated().String(), Language: c.l.Tag,
		IsPartOf: c.site(home),
	}
	if e.Status == chronology.Withdrawn {
		n.MainPage.WorkStatus = "Withdrawn"
	}
	return JSON(n)
}

// span returns first and last day of an event as far as they are known. A set
// gives what all its days share; qualifiers and seasons give nothing, for
// schema.org has no word for them.
func span(d edtf.Date) (start, end string) {
	a, b := d.Ends()
	switch d.Form() {
	case edtf.Interval:
		return exact(a), exact(b)
	case edtf.Single:
		return exact(a), ""
	}
	return d.Shared(), ""
}

// exact is a date of ISO 8601, "" if p is none.
func exact(p edtf.Part) string {
	if p.Qualifier != 0 || p.Precision() == edtf.ToSeason {
		return ""
	}
	return p.String()
}

func (c *Citer) location(e *chronology.Event) *node {
	p := c.c.Place(e.Place)
	if p == nil {
		return nil
	}
	n := &node{Type: "Place", Name: p.Name}
	if len(p.Coordinates) == 2 {
		n.Geo = &geo{"GeoCoordinates", p.Coordinates[0], p.Coordinates[1]}
	}
	return n
}

func (c *Citer) person(m *content.Minister) *node {
	return &node{Type: "Person", ID: URI(c.c.Site, "minister", m.Slug), Name: m.Name, JobTitle: m.Office}
}

func (c *Citer) topic(t *content.Topic) *node {
	return &node{Type: "Thing", ID: URI(c.c.Site, "topic", t.Slug), Name: t.Label}
}

// newsArticle is a source. Its title is our paraphrase, so it is no headline.
func (c *Citer) newsArticle(s content.Source) *node {
	outlet := s.Outlet
	if o := c.c.Outlet(s.Outlet); o != nil {
		outlet = o.Name
	}
	n := &node{Type: "NewsArticle", Name: s.Title, URL: Web(s.URL), ArchivedAt: Web(s.ArchiveURL)}
	if s.Published.Form() == edtf.Single {
		a, _ := s.Published.Ends()
		n.Published = exact(a)
	}
	if outlet != "" {
		n.Publisher = &node{Type: "Organization", Name: outlet}
	}
	if s.Agency != "" {
		n.SourceOrg = &node{Type: "Organization", Name: s.Agency}
	}
	if s.Author != "" {
		n.Author = &node{Type: "Person", Name: s.Author}
	}
	return n
}

func (c *Citer) site(home string) *node {
	return &node{Type: "WebSite", ID: URI(c.c.Site, "", ""), Name: c.c.Site.Title, URL: home}
}

// SiteLD describes the site for its home page.
func (c *Citer) SiteLD(description, home string) []byte {
	n := c.site(home)
	n.Context, n.Description, n.Language, n.Modified = vocabulary, description, c.l.Tag, c.ch.Stand().String()
	return JSON(n)
}

// MinisterLD describes the page of a minister.
func (c *Citer) MinisterLD(m *content.Minister, address, home string) []byte {
	return c.collection(m.Name, address, home, c.person(m))
}

// TopicLD describes the page of a topic.
func (c *Citer) TopicLD(t *content.Topic, address, home string) []byte {
	return c.collection(t.Label, address, home, c.topic(t))
}

// CollectionLD describes a page that lists entries, such as that of a year.
func (c *Citer) CollectionLD(name, address, home string) []byte {
	return c.collection(name, address, home)
}

func (c *Citer) collection(name, address, home string, about ...*node) []byte {
	return JSON(&node{
		Context: vocabulary, Type: "CollectionPage", Name: name, URL: address, Language: c.l.Tag, About: about, IsPartOf: c.site(home),
	})
}
