// Package markdown turns Markdown into safe HTML and resolves its links (only
// importer of goldmark).
//
// The dialect is CommonMark with tables. Raw HTML does not pass: comments
// vanish, tags are shown as text. A link keeps its address if that is http,
// https or mailto; any other scheme leaves plain text. A link without scheme is
// internal: it names a content file and is resolved by the caller. Images are
// shown by their alternative text, for a page loads nothing from elsewhere and
// content has no pictures.
package markdown

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Renderer turns Markdown into HTML. It may be used by several goroutines.
type Renderer struct{ md goldmark.Markdown }

// A Link is a link as the Markdown has it.
type Link struct {
	Dest string
	Line int // of the Markdown, from 1
}

// Options say how one text becomes part of a page.
type Options struct {
	// Level is that of the highest heading; a text's own # counts as one
	// above it, so that the page keeps its one h1. Zero means 2.
	Level int
	// Anchors gives headings ids made of their words.
	Anchors bool
	// Resolve returns the address for an internal link; without it there are
	// no internal links.
	Resolve func(dest string) (href string, ok bool)
}

// New returns a Renderer.
func New() *Renderer {
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)) // no style attributes
	return &Renderer{goldmark.New(
		goldmark.WithExtensions(tables),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(rawHTML{}, 1)), html.WithXHTML()),
	)}
}

// A Body is a text in the forms in which a site needs it.
type Body struct {
	HTML template.HTML
	Text string // plain, its blocks apart by a space
}

// Body reads src once and returns all there is of it. Links that lead nowhere
// become plain text.
func (r *Renderer) Body(src string, o Options) Body {
	source := []byte(src)
	doc := r.parse(source)
	text := textOf(doc, source) // before links go
	return Body{r.html(doc, source, o), text}
}

func (r *Renderer) html(doc ast.Node, source []byte, o Options) template.HTML {
	shift := max(o.Level, 2) - highest(doc)
	anchors := ids{"main": true}
	for _, n := range nodes(doc) {
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(n.Level+shift, 6)
			if o.Anchors {
				n.SetAttributeString("id", []byte(anchors.of(plain(n, source))))
			}
		case *ast.Link:
			href, ok := address(string(n.Destination), o.Resolve)
			if !ok {
				unwrap(n)
				continue
			}
			n.Destination = []byte(href)
		case *ast.Image:
			unwrap(n)
		case *ast.AutoLink:
			if _, ok := address(string(n.URL(source)), nil); !ok && n.AutoLinkType == ast.AutoLinkURL {
				n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(source)))
			}
		}
	}
	var out bytes.Buffer
	if err := r.md.Renderer().Render(&out, source, doc); err != nil {
		panic(fmt.Sprintf("markdown: rendering to memory: %v", err))
	}
	return template.HTML(out.String()) // safe: raw HTML and schemes were dealt with above
}

// Links returns the links of src, in their order, that lead to no web or mail
// address: the internal ones, and those that can lead nowhere.
func (r *Renderer) Links(src string) []Link {
	source := []byte(src)
	var links []Link
	for _, n := range nodes(r.parse(source)) {
		if l, ok := n.(*ast.Link); ok {
			dest := string(l.Destination)
			if _, outside := address(dest, nil); !outside {
				links = append(links, Link{dest, line(l, source)})
			}
		}
	}
	return links
}

// Text returns src as plain text, its blocks apart by a space.
func (r *Renderer) Text(src string) string {
	source := []byte(src)
	return textOf(r.parse(source), source)
}

func textOf(doc ast.Node, source []byte) string {
	var blocks []string
	for _, n := range nodes(doc) {
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
			blocks = append(blocks, plain(n, source))
		}
	}
	return strings.Join(blocks, " ")
}

func (r *Renderer) parse(source []byte) ast.Node {
	return r.md.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext()))
}

// nodes lists all nodes below doc in document order, so that the tree may be
// changed on the way.
func nodes(doc ast.Node) []ast.Node {
	var all []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			all = append(all, n)
		}
		return ast.WalkContinue, nil
	})
	return all
}

// highest is the level that a document's headings begin with when only # and
// ## are in use for its parts: 1 if it has an h1, else 2.
func highest(doc ast.Node) int {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return 1
		}
	}
	return 2
}

// internal reports whether a destination names something of our own.
func internal(dest string) bool {
	u, err := url.Parse(dest)
	return err == nil && u.Scheme == "" && u.Host == ""
}

// address returns what a link may point to.
func address(dest string, resolve func(string) (string, bool)) (string, bool) {
	if internal(dest) {
		if resolve == nil {
			return "", false
		}
		return resolve(dest)
	}
	u, err := url.Parse(dest)
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return dest, u.Host != ""
	case "mailto":
		return dest, true
	}
	return "", false
}

// unwrap puts the children of n in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
}

// line returns the line on which a link's text begins, else that of its block.
func line(n ast.Node, source []byte) int {
	at := -1
	for _, c := range nodes(n) {
		if t, ok := c.(*ast.Text); ok {
			at = t.Segment.Start
			break
		}
	}
	for p := n; at < 0 && p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines().Len() > 0 {
			at = p.Lines().At(0).Start
		}
	}
	return bytes.Count(source[:max(at, 0)], []byte("\n")) + 1
}

// plain returns the text below a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for _, c := range nodes(n) {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		}
	}
	return b.String()
}

// ids are the anchors taken on a page.
type ids map[string]bool

var asciiLetters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// of returns the anchor of a heading: its words in lower case, with hyphens.
func (taken ids) of(heading string) string {
	words := strings.FieldsFunc(asciiLetters.Replace(strings.ToLower(heading)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	base := strings.Join(words, "-")
	if base == "" {
		base = "h"
	}
	id := base
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	taken[id] = true
	return id
}
