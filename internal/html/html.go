// Package html reads HTML into blocks and attributes (only home of x/net/html).
//
// A Page is a whole document read the way browsers read it, broken markup
// included, with scripts off: what stands in <noscript> counts. It answers what
// proofs on a finished site ask (links, ids, headings, text), and finds elements
// by selector.
package html

import (
	"fmt"
	"io"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Page is a parsed document. It is not changed after Parse.
type Page struct {
	Title       string   // text of the first <title> outside of drawings
	Lang        string   // of the <html> element
	IDs         []string // values of all id attributes in document order, empty ones left out
	Links       []Link   // in document order
	Headings    []Heading
	MetaRefresh bool // it sends its readers elsewhere by <meta http-equiv="refresh">

	root *nethtml.Node
}

// A Link is an address in an attribute. Of a srcset each candidate is a link,
// and of a refreshing <meta> the address in its content.
type Link struct {
	Tag   string // "a", "link", "script", ...
	Attr  string // "href", "src", ...
	Value string // without space around it, otherwise as written
	Rel   string // the rel attribute, lower case
	Text  string // of the element, as Node.Text gives it
}

// A Heading is one of h1 to h6.
type Heading struct {
	Level int
	Text  string
}

// Parse reads a document in UTF-8. It fails only if r does, or on markup nested
// beyond all sense.
func Parse(r io.Reader) (*Page, error) {
	root, err := nethtml.ParseWithOptions(r, nethtml.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("parse html: %w", err)
	}
	p := &Page{root: root}
	titled := false
	for n := range root.Descendants() {
		if n.Type != nethtml.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			if n.Parent == root {
				p.Lang, _ = attr(n, "lang")
			}
		case atom.Title:
			if !titled && n.Namespace == "" {
				p.Title, titled = (&Node{n}).Text(), true
			}
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			p.Headings = append(p.Headings, Heading{int(n.Data[1] - '0'), (&Node{n}).Text()})
		}
		if id, _ := attr(n, "id"); id != "" {
			p.IDs = append(p.IDs, id)
		}
		p.addLinks(n)
	}
	return p, nil
}

// Attributes returns the names of all attributes in the document, sorted, each
// once.
func (p *Page) Attributes() []string {
	var names []string
	for n := range p.root.Descendants() {
		for _, a := range n.Attr {
			names = append(names, a.Key)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// addresses are the attributes whose value is one address.
var addresses = map[string]bool{
	"href": true, "src": true, "action": true, "formaction": true, "poster": true,
	"data": true, "cite": true, "background": true, "manifest": true,
}

func (p *Page) addLinks(n *nethtml.Node) {
	add := func(name, value string) {
		rel, _ := attr(n, "rel")
		p.Links = append(p.Links, Link{
			Tag: n.Data, Attr: name, Value: strings.TrimSpace(value),
			Rel: strings.ToLower(rel), Text: (&Node{n}).Text(),
		})
	}
	for _, a := range n.Attr {
		switch {
		case addresses[a.Key]:
			add(a.Key, a.Val)
		case a.Key == "srcset" || a.Key == "imagesrcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					add(a.Key, fields[0])
				}
			}
		case a.Key == "http-equiv" && strings.EqualFold(a.Val, "refresh"):
			p.MetaRefresh = true
			content, _ := attr(n, "content")
			if address, ok := refreshAddress(content); ok {
				add("content", address)
			}
		}
	}
}

// refreshAddress reads "0; url=page.html".
func refreshAddress(content string) (string, bool) {
	_, rest, ok := strings.Cut(content, ";")
	rest = strings.TrimSpace(rest)
	if !ok || len(rest) < 4 || !strings.EqualFold(rest[:3], "url") {
		return "", false
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(rest[3:]), "=")
	return strings.Trim(strings.TrimSpace(address), `'"`), ok
}

func attr(n *nethtml.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
