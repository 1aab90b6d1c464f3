package html

import (
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text is what a reader of the page can see: space is collapsed, blocks and
// line breaks begin a new line. What is hidden by style, by the hidden
// attribute or in a closed <details> counts as seen.
func (p *Page) Text() string { return (&Node{p.root}).Text() }

// TextWithout is Text without that of the elements of a tag.
func (p *Page) TextWithout(tag string) string {
	t := &textWriter{without: tag}
	t.write(p.root)
	return t.String()
}

// Unseen is all other text of the document in the order it is written:
// attribute values, comments, and what stands in title, script, style and
// template. Together with Text it is everything the document says.
func (p *Page) Unseen() []string {
	var texts []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			texts = append(texts, s)
		}
	}
	for n := range p.root.Descendants() {
		switch n.Type {
		case nethtml.CommentNode:
			add(n.Data)
		case nethtml.ElementNode:
			for _, a := range n.Attr {
				add(a.Val)
			}
			if unseen(n) {
				t := &textWriter{}
				for c := range n.ChildNodes() {
					t.write(c)
				}
				add(t.String())
			}
		}
	}
	return texts
}

// Text is the text of the element and all in it, as Page.Text gives it.
func (n *Node) Text() string {
	t := &textWriter{}
	if n.n.Type == nethtml.ElementNode && unseen(n.n) {
		for c := range n.n.ChildNodes() {
			t.write(c)
		}
	} else {
		t.write(n.n)
	}
	return t.String()
}

// unseen reports whether an element's text is not shown on the page.
func unseen(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template:
		return true
	case atom.Title: // that of a drawing is shown, as a tip
		return n.Namespace == ""
	}
	return false
}

// textWriter collapses space between words and blocks.
type textWriter struct {
	strings.Builder
	gap     byte   // 0, ' ' or '\n': what stands before the next word
	without string // the elements of this tag are left out
}

func (t *textWriter) write(n *nethtml.Node) {
	switch n.Type {
	case nethtml.TextNode:
		t.words(n.Data)
		return
	case nethtml.ElementNode:
		if unseen(n) {
			return
		}
		if n.Data == t.without {
			t.gap = '\n'
			return
		}
	}
	breaks := n.Type == nethtml.ElementNode && !inline[n.DataAtom]
	if breaks {
		t.gap = '\n'
	}
	for c := range n.ChildNodes() {
		t.write(c)
	}
	if breaks {
		t.gap = '\n'
	}
}

func (t *textWriter) words(s string) {
	for i, word := range strings.Fields(s) {
		if i > 0 || strings.TrimLeftFunc(s, unicode.IsSpace) != s {
			t.space()
		}
		if t.gap != 0 && t.Len() > 0 {
			t.WriteByte(t.gap)
		}
		t.gap = 0
		t.WriteString(word)
	}
	if strings.TrimRightFunc(s, unicode.IsSpace) != s {
		t.space()
	}
}

func (t *textWriter) space() {
	if t.gap == 0 {
		t.gap = ' '
	}
}

// inline are the elements whose text runs on in the line; all others, unknown
// ones too, stand by themselves.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true,
	atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true,
	atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}
