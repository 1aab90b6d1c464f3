package page

import (
	"net/url"
	"strconv"
	"strings"

	"chronik/internal/lang"
)

// StaticFolder is where the files of static/ lie in the site.
const StaticFolder = "static"

// iconPath is the sign of the site that browsers show.
const iconPath = StaticFolder + "/icon.svg"

const (
	homePath     = "index.html"
	notFoundPath = "404.html"
)

// paths is the table of addresses, in the words of the site's language.
type paths struct{ words lang.Paths }

func (p paths) event(id string) string      { return p.words.Event + "/" + id + ".html" }
func (p paths) minister(slug string) string { return p.words.Minister + "/" + slug + ".html" }
func (p paths) topic(slug string) string    { return p.words.Topic + "/" + slug + ".html" }
func (p paths) free(slug string) string     { return slug + ".html" }
func (p paths) overview() string            { return p.words.Overview + ".html" }
func (p paths) kind(slug string) string     { return p.words.Kind + "/" + slug + ".html" }
func (p paths) place(slug string) string    { return p.words.Place + "/" + slug + ".html" }
func (p paths) outlet(slug string) string   { return p.words.Outlet + "/" + slug + ".html" }
func (p paths) person(slug string) string   { return p.words.Person + "/" + slug + ".html" }
func (p paths) register() string            { return p.words.Register + ".html" }
func (p paths) uncertain() string           { return p.words.Uncertain + ".html" }
func (p paths) gaps() string                { return p.words.Gaps + ".html" }
func (p paths) contradictions() string      { return p.words.Contradictions + ".html" }
func (p paths) silences() string            { return p.words.Silences + ".html" }
func (p paths) dataset(file string) string  { return p.words.Dataset + "/" + file }
func (p paths) corrections() string         { return p.words.Changes + ".html" }
func (p paths) editions() string            { return p.words.Edition + "/index.html" }
func (p paths) search() string              { return p.words.Search + ".html" }

// silence is the list of the events in which a side was silent on a topic.
func (p paths) silence(topic, side string) string {
	return p.words.Silences + "/" + topic + "/" + side + ".html"
}

// edition is the page of an edition, or that of a part of it, from 1.
func (p paths) edition(label string, part int) string {
	name := "index"
	if part > 0 {
		name = strconv.Itoa(part)
	}
	return p.words.Edition + "/" + label + "/" + name + ".html"
}

// year is the page of a year, 0 being that of the entries without date.
func (p paths) year(year int) string {
	if year == 0 {
		return p.words.Year + "/" + p.words.Undated + ".html"
	}
	return p.words.Year + "/" + strconv.Itoa(year) + ".html"
}

// pair is the page of what a list has in common with a minister or topic,
// below its own: minister/rubio/ukraine.html.
func (p paths) pair(of, slug string) string {
	return strings.TrimSuffix(of, ".html") + "/" + slug + ".html"
}

// rhythm is the page of how contacts lie in time.
func (p paths) rhythm() string { return p.words.Rhythm + ".html" }

// alone is the page of what rests on an outlet alone, below its own.
func (p paths) alone(slug string) string { return p.pair(p.outlet(slug), p.words.Alone) }

// crossing is the page of one year of a list, below its own; 0 is that of the
// entries without date.
func (p paths) crossing(of string, year int) string {
	if year == 0 {
		return p.pair(of, p.words.Undated)
	}
	return p.pair(of, strconv.Itoa(year))
}

// part is the page of a part of a list that is too long for one, beside its
// own: jahr/2020-2.html.
func (p paths) part(of, name string) string {
	return strings.TrimSuffix(of, ".html") + "-" + name + ".html"
}

// Href returns the relative link from one page of the site to another, which
// may carry a fragment. Both are paths from the root of the site.
func Href(from, to string) string {
	if file, fragment, found := strings.Cut(to, "#"); found && file == from {
		return "#" + fragment
	}
	// What both begin with up to a slash is the folder they share.
	common := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	up := strings.Count(from[common:], "/")
	if up == 0 {
		return to[common:]
	}
	return strings.Repeat("../", up) + to[common:]
}

// href is the link between two pages; in a book, which need not have the other,
// it may be "". From 404.html, which is served at any
// depth, it is absolute if the address of the site is known.
func (p *planner) href(from, to string) string {
	if p.bound != nil {
		return p.bound.href(p, from, to)
	}
	if from == notFoundPath && p.base != nil {
		return p.base.Path + to
	}
	return Href(from, to)
}

// baseURL is the address of the site, ending in a slash; nil if it has none.
func baseURL(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u
}

// address is the full address of a page, "" if that of the site is not known.
func (p *planner) address(path string) string {
	if p.base == nil {
		return ""
	}
	if path == homePath {
		path = ""
	}
	return p.base.String() + path
}
