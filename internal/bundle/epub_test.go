package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"chronik/internal/edtf"
	"chronik/internal/page"
)

// book is a small one: a cover, and two pages with the bodies given.
func book(first, second string) (page.Book, map[string][]byte) {
	xhtml := func(body string) []byte {
		return []byte(`<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>` + body + "</body></html>")
	}
	return page.Book{
			ID: "tag:see.example,2026:see/book/de", Title: "See & Ufer", Lang: "de", Publisher: "See & Ufer", ContentsTitle: "Inhalt",
			Changed: edtf.Day{Year: 2026, Month: 3, Day: 4},
			Cover:   page.Planned{Path: "cover.svg"}, Pages: []page.Planned{{Path: "a.xhtml"}, {Path: "text/b.xhtml"}},
			Contents: []page.Point{{Link: page.Link{Text: "Eins <1>", Href: "a.xhtml"}, Points: []page.Point{{Link: page.Link{Text: "Zwei", Href: "text/b.xhtml#x"}}}}},
		}, map[string][]byte{
			"cover.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "book.css": []byte("h1{}"),
			"a.xhtml": xhtml(first), "text/b.xhtml": xhtml(second),
		}
}

// unpacked returns the names in a ZIP in their order, and what the files hold.
func unpacked(t *testing.T, data []byte) (names []string, files map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names, files[f.Name] = append(names, f.Name), string(text)
	}
	return names, files
}

func TestEPUB(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		book, files := book(`<p id="x">ü</p>`, "<p id=\"x\">a\x01b\uffff &#38;</p>\n<a href=\"../a.xhtml#x\">c</a><a href=\"https://[::1]/?a[]=1&amp;b#c#d\" rel=\"x\">d</a>")
		if err := EPUB(w, book, files); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give two files")
	}
	// Programs know an EPUB by these bytes at these places.
	if got, want := string(a.Bytes()[30:58]), "mimetypeapplication/epub+zip"; got != want {
		t.Errorf("bytes 30 to 58 are %q, want %q", got, want)
	}
	names, files := unpacked(t, a.Bytes())
	want := []string{"mimetype", "META-INF/container.xml", "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/book.css", "EPUB/cover.svg", "EPUB/a.xhtml", "EPUB/text/b.xhtml"}
	if !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
	if text := files["EPUB/text/b.xhtml"]; !strings.Contains(text, ">ab &#38;</p>") {
		t.Errorf("page = %s, want it without what XML cannot hold", text)
	}
	if text, want := files["EPUB/text/b.xhtml"], `<a href="https://[::1]/?a%5B%5D=1&amp;b#c%23d" rel="x">`; !strings.Contains(text, want) {
		t.Errorf("page = %s, want %s", text, want)
	}
	for name, parts := range map[string][]string{
		"EPUB/content.opf": {
			"<dc:title>See &amp; Ufer</dc:title>", "<dc:language>de</dc:language>", "<dc:publisher>See &amp; Ufer</dc:publisher>", "<dc:date>2026-03-04</dc:date>",
			`<meta property="dcterms:modified">2026-03-04T00:00:00Z</meta>`, `href="text/b.xhtml"`, `properties="cover-image"`, `<itemref idref="p2"/>`,
		},
		"EPUB/nav.xhtml": {`<li><a href="a.xhtml">Eins &lt;1&gt;</a>` + "\n<ol>\n" + `<li><a href="text/b.xhtml#x">Zwei</a></li>`},
		"EPUB/toc.ncx":   {`<meta name="dtb:uid" content="tag:see.example,2026:see/book/de"/>`, `<content src="text/b.xhtml#x"/>`},
	} {
		for _, part := range parts {
			if !strings.Contains(files[name], part) {
				t.Errorf("%s lacks %s:\n%s", name, part, files[name])
			}
		}
	}
	for name, text := range files {
		if strings.HasSuffix(name, ".css") || name == "mimetype" {
			continue
		}
		if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A book without name or day says nothing of the clock either.
func TestEPUBWithoutDay(t *testing.T) {
	b, files := book("", `<p id="x"/>`)
	b.ID, b.Changed = "", edtf.Day{}
	var out bytes.Buffer
	if err := EPUB(&out, b, files); err != nil {
		t.Fatal(err)
	}
	_, got := unpacked(t, out.Bytes())
	opf := got["EPUB/content.opf"]
	for _, want := range []string{`<dc:identifier id="id">urn:chronik:See%20&amp;%20Ufer</dc:identifier>`, ">1980-01-01T00:00:00Z<"} {
		if !strings.Contains(opf, want) {
			t.Errorf("package lacks %s:\n%s", want, opf)
		}
	}
	if strings.Contains(opf, "dc:date") {
		t.Errorf("package has a date:\n%s", opf)
	}
}

func TestEPUBRefuses(t *testing.T) {
	for body, want := range map[string]string{
		"<p>a<br></p>":                     "a.xhtml is not well-formed",
		"<p>a&nbsp;b</p>":                  "a.xhtml is not well-formed",
		"<p>a & b</p>":                     "a.xhtml is not well-formed",
		`<p id="y"/><p id="y"/>`:           `a.xhtml has the id "y" twice`,
		`<a href="c.xhtml">a</a>`:          "a.xhtml has a link to c.xhtml, which is not in the book",
		`<a href="text/b.xhtml#y">a</a>`:   "a.xhtml has a link to text/b.xhtml#y, which is not in the book",
		`<a href="http://[see/">a</a>`:     `a.xhtml has a link to "http://[see/"`,
		`<img src="bild.png" alt="bild"/>`: "a.xhtml has a link to bild.png",
	} {
		b, files := book(body, `<p id="x"/>`)
		if err := EPUB(io.Discard, b, files); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", body, err, want)
		}
	}
	b, files := book("", "")
	if err := EPUB(io.Discard, b, files); err == nil || err.Error() != "nav.xhtml has a link to text/b.xhtml#x, which is not in the book" {
		t.Errorf("contents that lead nowhere: error %v", err)
	}
}
