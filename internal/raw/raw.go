// Package raw opens what was scraped (text, HTML, WARC, feed), gives it back
// block by block with line numbers, keeps it under its SHA-256.
//
// It reads plain text and HTML. What a document says of its origin is taken as
// written; what it means is decided in facts and importer.
package raw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/diag"
	"chronik/internal/html"
	"chronik/internal/matter"
)

// Meta is what is known of a document's origin, as somebody wrote it.
type Meta struct {
	URL       string `yaml:"url"`
	Outlet    string `yaml:"outlet"`
	Published string `yaml:"published"`
	Fetched   string `yaml:"fetched"`
}

// A Block is one line of the document that is not blank.
type Block struct {
	Text   string // without the line end, otherwise as it is
	Line   int    // line of the file as the user sees it, from 1, front matter counted
	Offset int    // byte of Document.Text at which it begins
	Gap    bool   // whether a blank line stands before it

	HTML *html.Block // its place in the tree, nil in plain text
	Fact *html.Fact  // what the page says of itself, of which Text is "key: value"; nil for what readers see
}

// A Document is what was scraped, without the front matter that names its
// origin. Offsets of evidence count on its text. That of plain text is kept byte
// for byte; that of HTML is made from the page, always the same: what it says of
// itself, a line each, then what readers see, a block a line. Opening Source
// again gives the same document but for name and origin.
type Document struct {
	Name     string
	Meta     Meta
	MetaLine map[string]int // the line of each key of the front matter
	Text     string
	Source   []byte // what is kept: plain text as it is, HTML in UTF-8
	Hash     string // "sha256:" and the hex digits, of Source
	Blocks   []Block
}

// maxLine is the longest line that is read. Articles have lines of a few
// thousand bytes; what is longer than this is a dump of something else.
const maxLine = 1 << 20

// Open reads a document. name is only used in problems. With an error among
// the problems the document is rejected and the first result is nil. A byte
// order mark is skipped. What looks like HTML or is named so is read as HTML.
func Open(name string, src []byte) (*Document, []diag.Problem) {
	return OpenAs(name, src, "")
}

// OpenAs reads a document that came with a Content-Type.
func OpenAs(name string, src []byte, contentType string) (*Document, []diag.Problem) {
	if html.Looks(src) || htmlName(name) || strings.Contains(strings.ToLower(contentType), "html") {
		return (&Document{Name: name}).page(src, contentType, nil)
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if p := unreadable(src); p != nil {
		p.File = name
		return nil, []diag.Problem{*p}
	}
	front, problems := matter.Split(name, src)
	d := &Document{Name: name}
	problems = append(problems, front.Decode(&d.Meta)...)
	if diag.Errors(problems) {
		return nil, problems
	}
	if front.Has {
		d.MetaLine = map[string]int{}
		for _, key := range front.Keys() {
			d.MetaLine[key], _ = front.Pos(key)
		}
	}
	if html.Looks(src[front.BodyOffset:]) {
		return d.page(src[front.BodyOffset:], "", problems)
	}
	d.Source = src[front.BodyOffset:]
	d.Text = string(d.Source)
	d.Hash = Hash(d.Source)
	d.Blocks = blocks(d.Text, front.BodyLine)
	return d.checked(problems)
}

// maxBlocks is how many paragraphs a document may have. Articles have some
// hundred, a page with many comments some thousand; rules look from each at its
// neighbours.
const maxBlocks = 10_000

// checked returns the document if there is anything to read in it, and not too
// much.
func (d *Document) checked(problems []diag.Problem) (*Document, []diag.Problem) {
	if len(d.Blocks) > maxBlocks {
		return nil, append(problems, diag.Problem{File: d.Name, Rule: "large",
			Msg:  fmt.Sprintf("document has %d paragraphs, at most %d can be read", len(d.Blocks), maxBlocks),
			Hint: "give one article a file"})
	}
	if !hasSentence(d.Blocks) {
		return nil, append(problems, diag.Problem{File: d.Name, Rule: "no-sentence",
			Msg:  "document has no sentence: no line of three words or more",
			Hint: "check that the page was scraped whole"})
	}
	return d, problems
}

// Hash returns the name under which a text is kept.
func Hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hashPrefix + hex.EncodeToString(sum[:])
}

// unreadable returns why src is not a text at all, or nil.
func unreadable(src []byte) *diag.Problem {
	if len(bytes.TrimSpace(src)) == 0 {
		return &diag.Problem{Rule: "empty", Msg: "file is empty", Hint: "check that the page was scraped"}
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return &diag.Problem{Rule: "binary", Line: 1 + bytes.Count(src[:i], []byte("\n")),
			Msg: fmt.Sprintf("file is binary: a NUL at byte %d", i), Hint: "give the text of the page, as UTF-8"}
	}
	line := 1
	for text := range bytes.Lines(src) {
		if len(text) > maxLine {
			return &diag.Problem{Rule: "long-line", Line: line,
				Msg:  fmt.Sprintf("line is %.1f MiB long, at most 1 MiB can be read", float64(len(text))/(1<<20)),
				Hint: "give one article a file, with line breaks between paragraphs"}
		}
		if !utf8.Valid(text) {
			return &diag.Problem{Rule: "utf-8", Line: line, Col: 1 + invalidAt(text),
				Msg: fmt.Sprintf("not valid UTF-8: byte %#02x", text[invalidAt(text)]), Hint: "convert the file to UTF-8, e.g. iconv -f WINDOWS-1252 -t UTF-8"}
		}
		line++
	}
	return nil
}

func invalidAt(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

func blocks(text string, line int) []Block {
	var found []Block
	offset, gap := 0, false
	for raw := range strings.Lines(text) {
		if strings.TrimSpace(raw) == "" {
			gap = true
		} else {
			found = append(found, Block{Text: strings.TrimRight(raw, "\r\n"), Line: line, Offset: offset, Gap: gap})
			gap = false
		}
		offset += len(raw)
		line++
	}
	return found
}

// hasSentence reports whether any block has three words.
func hasSentence(blocks []Block) bool {
	for _, b := range blocks {
		if b.Fact != nil {
			continue
		}
		words := 0
		for _, w := range strings.Fields(b.Text) {
			if strings.ContainsFunc(w, unicode.IsLetter) {
				words++
			}
		}
		if words >= 3 {
			return true
		}
	}
	return false
}
