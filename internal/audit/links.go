// Package audit holds proofs on finished bytes and on stored raw text: site
// links, rights, evidence.
//
// It trusts nothing that made the bytes and knows nothing of it: what it finds
// is wrong for a reader, whatever the reason.
package audit

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/html"
)

// Links follows the links of a site as a reader does who has it in a folder,
// without server. It finds
//
//   - links that are absolute, lead to a folder, to a file that is not there, or
//     to a fragment no element has as its id,
//   - anything loaded from elsewhere (scripts, styles, images, fonts, frames),
//     and javascript: links,
//   - pages that no chain of links from index.html reaches. Redirects and
//     404.html need not be reached.
//
// All pages are looked at, reached or not, and the stylesheets. In 404.html, which is
// served at any address, absolute links are right and not followed.
// Problems are sorted; File is the path within the site.
func Links(site fs.FS) []diag.Problem {
	c := &crawl{site: site, files: map[string]bool{}, pages: map[string]*page{}}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		c.files[name] = true
		return c.read(name)
	})
	if err != nil {
		return []diag.Problem{{File: ".", Rule: "unreadable", Msg: "the site cannot be read: " + err.Error()}}
	}
	for name, p := range c.pages {
		for _, l := range p.links {
			c.check(name, p, l)
		}
	}
	c.unreached()
	diag.Sort(c.problems)
	return slices.Compact(c.problems)
}

const (
	home     = "index.html"
	notFound = "404.html"
)

type crawl struct {
	site     fs.FS
	files    map[string]bool
	pages    map[string]*page // and stylesheets
	problems []diag.Problem
}

// page is what is kept of a page while all are looked at.
type page struct {
	ids      map[string]bool
	links    []html.Link
	redirect bool
	to       []string // files it links to
}

func (c *crawl) read(name string) error {
	switch path.Ext(name) {
	case ".html":
		data, err := fs.ReadFile(c.site, name)
		if err != nil {
			return err
		}
		parsed, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			c.report(name, "unreadable", err.Error(), "")
			return nil
		}
		p := &page{ids: map[string]bool{}, links: parsed.Links, redirect: parsed.MetaRefresh}
		for _, id := range parsed.IDs {
			p.ids[id] = true
		}
		c.pages[name] = p
	case ".css":
		data, err := fs.ReadFile(c.site, name)
		if err != nil {
			return err
		}
		c.pages[name] = &page{links: styleLinks(data)}
	}
	return nil
}

var styleAddress = regexp.MustCompile(`(?is)/\*.*?\*/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')`)

// styleLinks returns what a stylesheet loads.
func styleLinks(css []byte) []html.Link {
	var links []html.Link
	for _, m := range styleAddress.FindAllSubmatch(css, -1) {
		if value := string(bytes.Join(m[1:], nil)); value != "" {
			links = append(links, html.Link{Tag: "style", Attr: "url", Value: value})
		}
	}
	return links
}

func (c *crawl) report(file, rule, msg, hint string) {
	c.problems = append(c.problems, diag.Problem{File: file, Rule: rule, Msg: msg, Hint: hint})
}

// check looks at one link of a page and notes where it leads.
func (c *crawl) check(name string, p *page, l html.Link) {
	report := func(rule, msg, hint string) {
		c.report(name, rule, fmt.Sprintf("%s %s=%q %s", l.Tag, l.Attr, l.Value, msg), hint)
	}
	u, err := url.Parse(l.Value)
	switch {
	case err != nil:
		report("link-malformed", "is not an address", "")
		return
	case l.Tag == "base":
		report("link-base", "changes what all links of the page mean", "leave <base> out and write relative links")
		return
	case strings.EqualFold(u.Scheme, "javascript"):
		report("link-script", "runs a script", "")
		return
	case u.Scheme != "" || u.Host != "" || strings.HasPrefix(l.Value, "//"):
		if loads(l) && !(strings.EqualFold(u.Scheme, "data") && isPicture(l)) {
			report("third-party", "is loaded from elsewhere", "put a copy into static/ and load that")
		}
		return
	case name == notFound:
		return
	case strings.HasPrefix(u.Path, "/"):
		report("link-absolute", "is absolute", "a link must be relative, so that the site works in any folder")
		return
	case strings.HasSuffix(u.Path, "/"):
		report("link-folder", "leads to a folder", "link to the index.html in it")
		return
	}
	target := name
	if u.Path != "" {
		target = path.Join(path.Dir(name), u.Path)
	}
	if !c.files[target] {
		report("link-dead", "leads to "+target+", which does not exist", "")
		return
	}
	p.to = append(p.to, target)
	if to := c.pages[target]; to != nil && to.ids != nil && u.Fragment != "" && !to.ids[u.Fragment] {
		report("link-fragment", fmt.Sprintf("leads to id %q, which %s does not have", u.Fragment, target), "")
	}
}

// loads reports whether a browser fetches the address without being asked to.
func loads(l html.Link) bool {
	switch l.Tag {
	case "a", "area", "form", "button", "input", "blockquote", "q", "ins", "del", "meta":
		return l.Attr == "src"
	case "link":
		for rel := range strings.FieldsSeq(l.Rel) {
			switch rel {
			case "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload",
				"prefetch", "prerender", "preconnect", "dns-prefetch":
				return true
			}
		}
		return false
	}
	return true
}

func isPicture(l html.Link) bool {
	switch l.Tag {
	case "img", "source", "image", "style":
		return true
	case "link":
		return strings.Contains(l.Rel, "icon")
	}
	return false
}

// unreached walks from the home page and reports the pages it did not come to.
func (c *crawl) unreached() {
	seen := map[string]bool{home: true}
	for todo := []string{home}; len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		p := c.pages[name]
		if p == nil {
			continue
		}
		for _, to := range p.to {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	if !c.files[home] {
		c.report(home, "link-dead", "the site has no index.html", "")
	}
	for name, p := range c.pages {
		if !seen[name] && !p.redirect && name != notFound && path.Ext(name) == ".html" {
			c.report(name, "unreachable", "no chain of links from index.html leads here", "")
		}
	}
}
