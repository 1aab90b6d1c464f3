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
	"sync"

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
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(rawHTML{}, 1)), html.WithXHTML(), html.WithWriter(writer{html.DefaultWriter})),
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

// buffers are reused, for a site has a body for each of its pages.
var buffers = sync.Pool{New: func() any { return new(buffer) }}

// buffer is a bytes.Buffer to which goldmark writes without one of its own in
// between.
type buffer struct{ bytes.Buffer }

// Buffered implements util.BufWriter.
func (b *buffer) Buffered() int { return 0 }

// Flush implements util.BufWriter.
func (b *buffer) Flush() error { return nil }

// writer is goldmark's, which looks at each byte, passed by for texts that stay
// as they are.
type writer struct{ html.Writer }

// Write implements html.Writer.
func (w writer) Write(out util.BufWriter, text []byte) {
	for _, c := range []byte("\\&<>\"\x00") {
		if bytes.IndexByte(text, c) >= 0 {
			w.Writer.Write(out, text)
			return
		}
	}
	_, _ = out.Write(text)
}

func (r *Renderer) html(doc ast.Node, source []byte, o Options) template.HTML {
	p := preparation{source: source, o: o, shift: max(o.Level, 2) - highest(doc), anchors: ids{"main": true}}
	p.below(doc)
	out := buffers.Get().(*buffer)
	defer buffers.Put(out)
	out.Reset()
	if err := r.md.Renderer().Render(out, source, doc); err != nil {
		panic(fmt.Sprintf("markdown: rendering to memory: %v", err))
	}
	return template.HTML(out.String()) // safe: raw HTML and schemes were dealt with above
}

// preparation changes a document into what is shown of it.
type preparation struct {
	source  []byte
	o       Options
	shift   int
	anchors ids
}

func (p *preparation) below(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling() // n may go
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(h.Level+p.shift, 6)
			if p.o.Anchors {
				h.SetAttributeString("id", []byte(p.anchors.of(plain(h, p.source))))
			}
		}
		p.below(n)
		switch n := n.(type) {
		case *ast.Link:
			if href, ok := address(string(n.Destination), p.o.Resolve); ok {
				n.Destination = []byte(href)
			} else {
				unwrap(n)
			}
		case *ast.Image:
			unwrap(n)
		case *ast.AutoLink:
			if _, ok := address(string(n.URL(p.source)), nil); !ok && n.AutoLinkType == ast.AutoLinkURL {
				parent.ReplaceChild(parent, n, ast.NewString(n.Label(p.source)))
			}
		}
		n = next
	}
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
	var b strings.Builder
	b.Grow(len(source))
	blocks := 0
	var read func(n ast.Node)
	read = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Type() != ast.TypeBlock {
				continue
			}
			if first := c.FirstChild(); first == nil || first.Type() != ast.TypeInline {
				read(c)
				continue
			}
			if blocks++; blocks > 1 {
				b.WriteByte(' ')
			}
			writePlain(&b, c, source)
		}
	}
	read(doc)
	return b.String()
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

// address returns what a link may point to. A destination without scheme and
// host names something of our own.
func address(dest string, resolve func(string) (string, bool)) (string, bool) {
	u, err := url.Parse(dest)
	switch {
	case err != nil:
		return "", false
	case u.Scheme == "" && u.Host == "":
		if resolve == nil {
			return "", false
		}
		return resolve(dest)
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
	writePlain(&b, n, source)
	return b.String()
}

func writePlain(b *strings.Builder, n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		}
		writePlain(b, c, source)
	}
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
