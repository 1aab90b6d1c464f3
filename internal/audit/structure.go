package audit

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/html"
)

// Structure looks at what a page needs so that everyone can use it, from a disk
// too. It finds
//
//   - pages without language, without icon (browsers then ask for /favicon.ico), with another policy than the one given, with a
//     title that is empty or that of another page,
//   - pages whose headings do not begin with one h1 or leave out a level, that
//     have not one <main>, whose first link does not lead to it, or with a <nav>
//     that has no name,
//   - <time> whose datetime is no date,
//   - scripts in the page that are no data, style in the page, handlers in
//     attributes, and what browsers refuse on a disk: modules, integrity,
//     crossorigin, symbols and masks from other files, fetch and workers.
//
// Problems are sorted; File is the path within the site.
func Structure(site fs.FS, policy string) []diag.Problem {
	s := &structure{policy: policy, titles: map[string]string{}}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		switch path.Ext(name) {
		case ".html":
			p, err := html.Parse(bytes.NewReader(data))
			if err != nil {
				return err
			}
			s.page(name, p)
		case ".js":
			s.refuse(name, data, scriptsRefused)
		case ".css":
			s.refuse(name, data, stylesRefused)
		}
		return nil
	})
	if err != nil {
		return []diag.Problem{{File: ".", Rule: "unreadable", Msg: "the site cannot be read: " + err.Error()}}
	}
	diag.Sort(s.problems)
	return slices.Compact(s.problems)
}

// What does not work from a disk.
var (
	scriptsRefused = regexp.MustCompile(`\b(?:import|fetch|importScripts)\s*\(|\bXMLHttpRequest\b|\bserviceWorker\b|\bnew\s+Worker\b`)
	stylesRefused  = regexp.MustCompile(`\bmask(?:-image)?\s*:[^;}]*url\(`)
)

type structure struct {
	policy   string
	titles   map[string]string // title -> page
	problems []diag.Problem
}

func (s *structure) report(file, rule, format string, args ...any) {
	s.problems = append(s.problems, diag.Problem{File: file, Rule: rule, Msg: fmt.Sprintf(format, args...)})
}

func (s *structure) refuse(name string, data []byte, refused *regexp.Regexp) {
	if m := refused.Find(data); m != nil {
		s.report(name, "not-on-disk", "%q does not work from a disk", m)
	}
}

func (s *structure) page(name string, p *html.Page) {
	if p.Lang == "" {
		s.report(name, "language", "<html> has no lang")
	}
	if len(p.Find("link[rel=icon]")) == 0 {
		s.report(name, "icon", "the page names no icon")
	}
	if policies := p.Find(`meta[http-equiv="Content-Security-Policy"]`); len(policies) != 1 || policies[0].Attr("content") != s.policy {
		s.report(name, "policy", "the content security policy is not that of the site")
	}
	if other, taken := s.titles[p.Title]; p.Title == "" || taken {
		s.report(name, "title", "title %q is empty or that of %s", p.Title, other)
	}
	s.titles[p.Title] = name
	s.headings(name, p)
	s.landmarks(name, p)
	for _, t := range p.Find("time") {
		if d, err := edtf.Parse(t.Attr("datetime")); err != nil || !plainDate.MatchString(d.String()) {
			s.report(name, "datetime", "datetime %q is no date that browsers know", t.Attr("datetime"))
		}
	}
	s.inline(name, p)
}

// plainDate is what a <time> may have of the dates there are.
var plainDate = regexp.MustCompile(`^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$`)

func (s *structure) headings(name string, p *html.Page) {
	ones, last := 0, 0
	for _, h := range p.Headings {
		if h.Level == 1 {
			ones++
		}
		if h.Level > last+1 {
			s.report(name, "heading", "h%d %q comes after h%d", h.Level, h.Text, last)
		}
		last = h.Level
	}
	if ones != 1 {
		s.report(name, "heading", "the page has %d h1", ones)
	}
}

func (s *structure) landmarks(name string, p *html.Page) {
	mains := p.Find("main")
	if len(mains) != 1 {
		s.report(name, "main", "the page has %d <main>", len(mains))
		return
	}
	if links := p.Find("body a"); !p.MetaRefresh && (len(links) == 0 || links[0].Attr("href") != "#"+mains[0].Attr("id") || mains[0].Attr("id") == "") {
		s.report(name, "skip", "the first link does not lead to <main>")
	}
	for _, nav := range p.Find("nav") {
		if nav.Attr("aria-label") == "" && nav.Attr("aria-labelledby") == "" {
			s.report(name, "nav", "a <nav> has no name")
		}
	}
}

func (s *structure) inline(name string, p *html.Page) {
	if len(p.Find("style")) > 0 {
		s.report(name, "inline", "the page has a <style>")
	}
	for _, script := range p.Find("script") {
		if kind := script.Attr("type"); !script.Has("src") && kind != "application/ld+json" || kind == "module" {
			s.report(name, "inline", "a script stands in the page or is a module")
		}
	}
	for _, use := range p.Find("use") {
		if href := use.Attr("href"); use.Has("href") && !strings.HasPrefix(href, "#") {
			s.report(name, "not-on-disk", "<use href=%q> leads out of the page", href)
		}
	}
	for _, attribute := range p.Attributes() {
		switch {
		case attribute == "style" || strings.HasPrefix(attribute, "on"):
			s.report(name, "inline", "an element has the attribute %s", attribute)
		case attribute == "integrity" || attribute == "crossorigin":
			s.report(name, "not-on-disk", "an element has the attribute %s", attribute)
		}
	}
}
