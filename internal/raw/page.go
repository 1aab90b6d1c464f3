package raw

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/html"
)

// maxPage is the largest page that is read, in bytes. Saved pages that carry
// their pictures in themselves are some ten of millions long.
const maxPage = 64 << 20

// htmlName reports whether a file is named as HTML is.
func htmlName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return true
	}
	return false
}

// IsPage reports whether a document is HTML, without reading it.
func IsPage(src []byte) bool { return html.Looks(src) }

// page reads d from HTML.
func (d *Document) page(src []byte, contentType string, problems []diag.Problem) (*Document, []diag.Problem) {
	reject := func(rule, msg, hint string) (*Document, []diag.Problem) {
		return nil, append(problems, diag.Problem{File: d.Name, Rule: rule, Msg: msg, Hint: hint})
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return reject("empty", "file is empty", "check that the page was scraped")
	}
	if len(src) > maxPage {
		return reject("large", fmt.Sprintf("page is %.1f MiB, at most %d MiB can be read", float64(len(src))/(1<<20), maxPage>>20), "save the page without its pictures")
	}
	text, encoding, err := html.Decode(src, contentType)
	if err != nil {
		return reject("encoding", fmt.Sprintf("page cannot be read as %s", encoding), "convert it to UTF-8")
	}
	if !html.Looks(text) { // what is kept has no name to tell it by
		text = append([]byte("<!doctype html>\n"), text...)
	}
	p, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return reject("markup", "page cannot be read: "+strings.TrimPrefix(err.Error(), "parse html: "), "save the page anew, or its text as .txt")
	}
	d.Source = text
	d.Hash = Hash(d.Source)
	d.lay(p)
	return d.checked(problems)
}

// lay writes the text of a page: a line for each thing it says of itself, a
// blank line, and the blocks with blank lines between.
func (d *Document) lay(p *html.Page) {
	var text strings.Builder
	line := 1
	add := func(b Block) {
		b.Offset, b.Line = text.Len(), line
		text.WriteString(b.Text)
		text.WriteByte('\n')
		line++
		d.Blocks = append(d.Blocks, b)
	}
	for _, f := range p.Facts() {
		if f.Key == html.FactURL && d.Meta.URL == "" && (strings.HasPrefix(f.Value, "https://") || strings.HasPrefix(f.Value, "http://")) {
			d.Meta.URL = original(f.Value)
		}
		add(Block{Text: f.Key + ": " + f.Value, Fact: &f})
	}
	for _, b := range p.Blocks() {
		text.WriteByte('\n')
		line++
		add(Block{Text: b.Text, Gap: true, HTML: &b})
	}
	d.Text = text.String()
}

// HTML reports whether the document was a page in HTML.
func (d *Document) HTML() bool {
	return len(d.Blocks) > 0 && (d.Blocks[0].HTML != nil || d.Blocks[0].Fact != nil)
}

// Seen is the text that readers of the document see: of a page without what it
// says of itself to machines.
func (d *Document) Seen() string {
	for _, b := range d.Blocks {
		if b.Fact == nil {
			return d.Text[b.Offset:]
		}
	}
	return ""
}

// waybackCopy is the address of a copy in a web archive, with that of the original.
var waybackCopy = regexp.MustCompile(`^https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(https?://.+)$`)

// original returns the address of what a web archive copied, other addresses as
// they are.
func original(address string) string {
	if m := waybackCopy.FindStringSubmatch(address); m != nil {
		return m[1]
	}
	return address
}
