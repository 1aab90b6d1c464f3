// Package page plans the site: which pages exist, at which path, and exactly
// what each one says; hrefs are finished here, relative, ending in .html.
//
// A page is a value: everything it will say is in the plain struct of its view,
// except for fixed words, which the templates take from the same language. The
// same chronology gives the same pages in the same order.
//
// paths.go is the one table of addresses, views.go says what a template may use.
// A list of events with a page of its own is a group (groups.go): that of each
// term (terms.go) and what two of them have in common. lists.go puts the events
// of a group by year, months and rows of it are in rows.go, and parts.go cuts
// what is too long for one page, under addresses that do not move. The page of
// an event is in event.go, what proves its date in evidence.go, what contradicts
// in claims.go, who was silent on what in voices.go. The register and the lists
// that go across all terms are in register.go.
package page

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/lang"
	"chronik/internal/markdown"
)

// A Page is one file of the site before it is rendered.
type Page struct {
	Path     string // from the root of the site, slashes
	Template string // name of the template without .html
	View     any    // the struct of views.go that the template knows

	// Bodies are the paths of the articles whose bodies were read for the view;
	// it says nothing of those of others.
	Bodies []string
}

// A Planned page is known by its address; what it says is found out when it is
// asked for, so that ten thousand pages need not be in memory together.
type Planned struct {
	Path     string
	Template string
	File     string            // content file it comes from
	Event    *chronology.Event // whose page it is, if it is one's

	site *planner
	make func(*planner) any
}

// Page makes the page: the same one each time, also for several goroutines at
// once.
func (n Planned) Page() Page {
	p := n.site.reading()
	view := n.make(p)
	return Page{n.Path, n.Template, view, *p.read}
}

// A Site is all pages in a fixed order.
type Site struct {
	Pages []Planned
	plan  *planner
}

// WithBodies returns the site with these bodies of articles, for a chronology
// whose articles have none: nothing that is planned depends on them. The site
// itself stays as it is.
func (s *Site) WithBodies(bodies Bodies) *Site {
	p := *s.plan
	p.common, p.bodies = &p, bodies
	pages := slices.Clone(s.Pages)
	for i := range pages {
		pages[i].site = &p
	}
	return &Site{pages, &p}
}

// Plan plans the site. Problems name content files by their path in the content
// folder: two pages for one address are an error.
func Plan(ch *chronology.Chronology, l *lang.Lang, md *markdown.Renderer) (*Site, []diag.Problem) {
	return planWithin(usual, ch, l, md)
}

func planWithin(most limits, ch *chronology.Chronology, l *lang.Lang, md *markdown.Renderer) (*Site, []diag.Problem) {
	p := &planner{
		limits: most, ch: ch, c: ch.Content, l: l, md: md, paths: paths{l.Paths}, base: baseURL(ch.Content.Site.BaseURL),
		windows: map[string]string{}, sources: map[string]string{}, titles: map[string]bool{},
	}
	p.common, p.bodies = p, own{}
	p.citer = cite.New(ch, l)
	p.collections = map[string]Collection{}
	for _, c := range Collections(ch, l) {
		p.collections[c.Page] = c
	}
	p.group()
	p.shared = p.share()
	p.targets = p.linkTargets()
	p.covered = p.span(ch.Events)
	p.home()
	for _, e := range ch.Events {
		p.event(e)
	}
	p.ministers()
	p.topics()
	p.kinds()
	p.places()
	p.outlets()
	p.persons()
	p.rhythm()
	p.pairs()
	p.contradictions()
	p.years()
	p.overview()
	p.register()
	p.gaps()
	p.silences()
	p.uncertain()
	p.corrections()
	p.editions()
	p.search()
	p.dataset()
	for i := range p.c.Pages {
		p.free(&p.c.Pages[i])
	}
	p.notFound()
	p.redirects()
	diag.Sort(p.problems)
	return &Site{p.pages, p}, p.problems
}

// planner holds what all pages need, and what was planned so far. It does not
// change any more once all pages are planned.
type planner struct {
	limits limits
	ch     *chronology.Chronology
	c      *content.Content
	l      *lang.Lang
	md     *markdown.Renderer
	paths
	base        *url.URL
	citer       *cite.Citer
	collections map[string]Collection // by the path of their page

	shared

	covered string            // first to last year, in words
	targets map[string]string // "topics/ukraine" -> path, for links in bodies
	bound   *bound            // where things stand in the book, if that is what is planned
	lists   groups

	// See bodies.go.
	bodies Bodies
	read   *[]string
	common *planner

	pages    []Planned
	sources  map[string]string // path of a page -> content file it comes from
	windows  map[string]string // path of a page -> title of its window
	titles   map[string]bool   // of windows
	problems []diag.Problem
}

// add plans a page. Source is the content file it comes from, "" if it comes
// from the site as a whole; title is that of its window, without the site's.
func (p *planner) add(path, template, source, title string, view func(*planner) any) {
	if p.addAs(path, template, source, view) {
		p.windows[path] = p.window(path, title)
	}
}

// addAs plans a page that has a title of its own; it reports whether the
// address was free.
func (p *planner) addAs(path, template, source string, view func(*planner) any) bool {
	if source == "" {
		source = "index.md"
	}
	if other, taken := p.sources[path]; taken {
		p.problems = append(p.problems, diag.Problem{File: source, Rule: "duplicate-address",
			Msg:  fmt.Sprintf("page %s is also made from %s", path, other),
			Hint: "rename one of the two files, or remove the alias"})
		return false
	}
	p.sources[path] = source
	p.pages = append(p.pages, Planned{Path: path, Template: template, File: source, site: p, make: view})
	return true
}

// window is the title of a window. No two pages have the same.
func (p *planner) window(path, title string) string {
	window := p.c.Site.Title
	if title != "" {
		window = p.l.Say("site.window", "title", title, "site", window)
	}
	if p.titles[window] {
		window = p.l.Say("site.window", "title", strings.TrimSuffix(path, ".html"), "site", window)
	}
	p.titles[window] = true
	return window
}

// frame returns the frame of the page at path; current is the path that the
// navigation shows as where the reader is.
func (p *planner) frame(path, title, description, current string) Frame {
	site := p.c.Site.Title
	f := Frame{
		Lang: p.l.Tag, Title: p.windows[path], Description: description, Canonical: p.address(path), Private: p.c.Site.Private,
		Home:      Link{site, p.href(path, homePath)},
		Style:     p.href(path, StaticFolder+"/style.css"),
		Icon:      p.href(path, iconPath),
		Behaviour: p.href(path, StaticFolder+"/site.js"),
		Nav:       p.nav(path, current),
		Foot:      p.foot(path),
	}
	if path != p.paths.search() {
		f.Search = p.href(path, p.paths.search())
	}
	f.Meta, f.Data = p.meta(path, cmp.Or(title, site), description), p.data(path)
	return f
}

func (p *planner) nav(path, current string) []NavLink {
	targets := []Link{
		{p.l.Word("nav.chronology"), homePath},
		{p.l.Word("nav.overview"), p.paths.overview()},
		{p.l.Word("nav.register"), p.paths.register()},
		{p.l.Word("nav.search"), p.paths.search()},
	}
	if len(p.c.Pages) > 0 {
		targets = append(targets, Link{p.c.Pages[0].Title, p.paths.free(p.c.Pages[0].Slug)})
	}
	var nav []NavLink
	for _, t := range targets {
		nav = append(nav, NavLink{Link{t.Text, p.href(path, t.Href)}, t.Href == current})
	}
	return nav
}

func (p *planner) foot(path string) Foot {
	f := Foot{Count: p.l.Count("entries", len(p.ch.Events)), Range: p.covered}
	if stand := p.ch.Stand(); !stand.IsZero() {
		f.Stand = p.l.Say("foot.stand", "date", p.l.Date(stand.Date()))
	}
	f.Links = append(f.Links, Link{p.l.Word("changes.title"), p.href(path, p.paths.corrections())})
	if len(p.c.Editions) > 0 {
		f.Links = append(f.Links, Link{p.l.Word("editions.title"), p.href(path, p.paths.editions())})
	}
	for _, free := range p.c.Pages {
		f.Links = append(f.Links, Link{free.Title, p.href(path, p.paths.free(free.Slug))})
	}
	if len(p.ch.Events) > 0 {
		f.Links = append(f.Links, Link{p.l.Word("dataset.title"), p.href(path, p.paths.dataset(homePath))})
	}
	return f
}

// span says from when to when events go, "" without dates.
func (p *planner) span(events []*chronology.Event) string {
	years := chronology.YearsOf(events)
	if len(years) == 0 {
		return ""
	}
	first, last := strconv.Itoa(years[0]), strconv.Itoa(years[len(years)-1])
	if first == last {
		return first
	}
	return p.l.Say("date.interval", "from", first, "to", last)
}

// surname is the short name of a minister.
func surname(m *content.Minister) string {
	name, _, found := strings.Cut(m.SortName, ",")
	if !found {
		return m.Name
	}
	return name
}

func percent(n, of int) string {
	return strconv.Itoa((n*100+of/2)/max(of, 1)) + "%"
}
