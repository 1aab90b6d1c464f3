package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Block is a run of text that a reader sees as one paragraph, heading, item
// or line, with its place in the tree.
type Block struct {
	Text   string   // space collapsed, on one line; never empty
	Linked int      // bytes of Text that stand in links
	In     *Element // the innermost element that breaks the line around it
	href   string   // "#" and that of the last link in it
}

// LinkedShare is how much of the text stands in links, from 0 to 1.
func (b *Block) LinkedShare() float64 { return float64(b.Linked) / float64(len(b.Text)) }

// Element is an element that holds blocks.
type Element struct {
	Tag    string   // "p", "h2", "td", ...
	Names  []string // words of its id, class, role and itemprop, lower case, split at everything but letters: "article", "body"
	Parent *Element // nil for <body>
	Depth  int      // of <body> 0
}

// Within returns the innermost element around e, e included, that ok accepts,
// or nil.
func (e *Element) Within(ok func(*Element) bool) *Element {
	for ; e != nil; e = e.Parent {
		if ok(e) {
			return e
		}
	}
	return nil
}

// Heading returns the level of h1 to h6, 0 for other elements.
func (e *Element) Heading() int {
	if len(e.Tag) == 2 && e.Tag[0] == 'h' && e.Tag[1] >= '1' && e.Tag[1] <= '6' {
		return int(e.Tag[1] - '0')
	}
	return 0
}

// Blocks returns the text of the page's body in the order of the document. What
// no reader sees is left out: scripts, controls of forms, drawings, what is
// hidden by an attribute or by a style of its own.
func (p *Page) Blocks() []Block {
	for n := range p.root.Descendants() {
		if n.Type == nethtml.ElementNode && n.DataAtom == atom.Body {
			w := blockWriter{in: &Element{Tag: "body", Names: names(n)}}
			w.children(n)
			w.flush()
			unlink(w.blocks)
			return w.blocks
		}
	}
	return nil
}

type blockWriter struct {
	blocks []Block
	in     *Element
	text   strings.Builder
	space  bool // stands before the next word
	edge   bool // an element begins or ends before the next word
	breaks int  // <br> since the last word
	linked int
	link   string // "#" and the href of the link that is open
	href   string // that of the last link since the last block
}

// maxLink is how many bytes of several blocks one link may hold. A longer one was
// never closed.
const maxLink = 600

// unlink takes from blocks the link that runs on through them, which nobody meant.
func unlink(blocks []Block) {
	type run struct{ blocks, bytes int }
	runs := map[string]run{}
	for _, b := range blocks {
		r := runs[b.href]
		runs[b.href] = run{r.blocks + 1, r.bytes + b.Linked}
	}
	for i := range blocks {
		b := &blocks[i]
		if r := runs[b.href]; len(b.href) > len("##") && r.blocks > 2 && r.bytes > max(maxLink, 60*r.blocks) {
			b.Linked = 0
		}
	}
}

func (w *blockWriter) children(n *nethtml.Node) {
	for c := range n.ChildNodes() {
		switch c.Type {
		case nethtml.TextNode:
			w.words(c.Data)
		case nethtml.ElementNode:
			w.element(c)
		}
	}
}

func (w *blockWriter) element(n *nethtml.Node) {
	if silent[n.DataAtom] || n.Namespace != "" || hidden(n) {
		if n.DataAtom == atom.Br {
			w.breaks++
		}
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.space = true
		if w.breaks++; w.breaks > 1 { // two of them end a paragraph
			w.flush()
		}
		return
	case atom.A:
		was := w.link
		if href, _ := attr(n, "href"); href != "" || !anchor(n) {
			w.link = "#" + href
		}
		w.edge = true
		w.children(n)
		w.edge = true
		w.link = was
		return
	}
	if n.DataAtom == atom.Sup && w.footnote(n) {
		return
	}
	if inline[n.DataAtom] && !(w.in.Heading() > 0 && kicker(n)) {
		w.edge = true
		w.children(n)
		w.edge = true
		return
	}
	w.flush()
	outer := w.in
	w.in = &Element{Tag: n.Data, Names: names(n), Parent: outer, Depth: outer.Depth + 1}
	w.children(n)
	w.flush()
	w.in = outer
}

func (w *blockWriter) words(s string) {
	for i, word := range strings.FieldsFunc(s, space) {
		if r, _ := utf8.DecodeRuneInString(s); i > 0 || space(r) {
			w.space = true
		}
		if w.breaks == 1 && newLine(w.text.String(), word) {
			w.flush()
		}
		if w.text.Len() > 0 && (w.space || w.edge && apart(w.text.String(), word)) {
			w.text.WriteByte(' ')
		}
		w.space, w.edge, w.breaks = false, false, 0
		w.write(word)
	}
	if r, _ := utf8.DecodeLastRuneInString(s); s != "" && space(r) {
		w.space = true
	}
}

// footnote reports whether a raised number after a word is the mark of a note, no
// power.
func (w *blockWriter) footnote(n *nethtml.Node) bool {
	mark := strings.Trim(strings.TrimSpace((&Node{n}).Text()), "[]()")
	if mark == "" || len(mark) > 3 || strings.Trim(mark, "0123456789") != "" {
		return false
	}
	text := w.text.String()
	last := text[strings.LastIndexByte(text, ' ')+1:]
	return len(last) > 3
}

// apart reports whether two words between which an element ends are two: only a
// style shows them on two lines, a name and a day or a kicker and a headline.
func apart(before, word string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	if r, _ := utf8.DecodeLastRuneInString(before[:len(before)-size]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false // eMail
	}
	first, next := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[next:])
	switch {
	case unicode.IsUpper(first) && unicode.IsLower(second):
		return unicode.IsLower(last) || unicode.IsDigit(last)
	case unicode.IsDigit(first): // a day, no power of two
		return unicode.IsLower(last) && len(word) > 4
	}
	return false
}

// newLine reports whether a single <br> between before and the word ends a
// paragraph: what ends there is a sentence or a short line, and what begins there
// has a capital or a figure.
func newLine(before, word string) bool {
	if word == "Von" && before != "" { // who wrote it, below the headline
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "„“\"«»('"))
	if before == "" || !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	last := before[len(before)-1]
	return strings.IndexByte(".!?:", last) >= 0 || len(before) < 80 && last != ','
}

// space is what collapses in HTML and, since nobody can see the difference, a
// space that does not break is left as it is.
func space(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) }

func (w *blockWriter) write(s string) {
	w.text.WriteString(s)
	if w.link != "" {
		w.linked += len(s)
		w.href = w.link
	}
}

func (w *blockWriter) flush() {
	if text := w.text.String(); strings.TrimSpace(text) != "" {
		w.blocks = append(w.blocks, Block{Text: text, Linked: w.linked, In: w.in, href: w.href})
	}
	w.text.Reset()
	w.space, w.edge, w.breaks, w.linked, w.href = false, false, 0, 0, ""
}

// anchor reports whether an <a> is a place to go to, no link.
func anchor(n *nethtml.Node) bool {
	name, named := attr(n, "name")
	_, id := attr(n, "id")
	return named && name != "" || id
}

// silent are elements whose text is not read, or is no text.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Head: true, atom.Title: true,
	atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Canvas: true, atom.Video: true, atom.Audio: true, atom.Svg: true, atom.Math: true,
	atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Datalist: true, atom.Progress: true, atom.Meter: true,
	atom.Map: true, atom.Dialog: true,
}

func hidden(n *nethtml.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// kicker reports whether an element inside a heading is a line over it: German
// pages print one, and search engines want it in the same heading.
func kicker(n *nethtml.Node) bool {
	for _, name := range names(n) {
		switch name {
		case "kick", "kicker", "topline", "overline", "dachzeile", "roofline", "spitzmarke", "preheadline", "pretitle", "suptitle", "eyebrow", "toptitle", "supertitle", "ressort", "rubrik":
			return true
		}
	}
	return false
}

// names returns the words of an element's id, class, role and itemprop, and of its
// tag if that is no word of HTML. Words
// that a camel put together are taken apart as well.
func names(n *nethtml.Node) []string {
	var words []string
	if strings.Contains(n.Data, "-") { // an element of somebody's own making
		words = appendWords(words, n.Data)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id", "class", "role", "itemprop", "data-testid", "data-component", "data-area":
			words = appendWords(words, a.Val)
		}
	}
	return words
}

// maxNames is how many words of an element are kept: no element needs more, and
// a page could have any number.
const maxNames = 64

func appendWords(words []string, s string) []string {
	start, lower := -1, false
	end := func(i int) {
		if start >= 0 && len(words) < maxNames {
			words = append(words, strings.ToLower(s[start:i]))
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r):
			end(i)
			lower = false
			continue
		case unicode.IsUpper(r) && lower:
			end(i)
		}
		if start < 0 {
			start = i
		}
		lower = unicode.IsLower(r)
	}
	end(len(s))
	return words
}
