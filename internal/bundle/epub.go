package bundle

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"chronik/internal/page"
)

// bookFolder is where everything lies that readers show.
const bookFolder = "EPUB/"

// EPUB writes a book as an EPUB 3 with a table of contents for readers of EPUB 2
// too. Files holds what the book consists of by path: its cover, its pages and
// its style. The same book gives the same bytes. What XML cannot hold is left
// out of the pages; a page that is not well-formed all the same, has an id twice
// or a link that leads nowhere is an error.
func EPUB(w io.Writer, b page.Book, files map[string][]byte) error {
	clean := map[string][]byte{b.Cover.Path: withoutControls(files[b.Cover.Path])}
	for _, p := range b.Pages {
		clean[p.Path] = tag.ReplaceAllFunc(withoutControls(files[p.Path]), strict)
	}
	clean["nav.xhtml"] = navOf(b)
	if err := sound(clean); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	compress(z)
	// Readers know the format by this file: first, stored, without any extra.
	mime := []byte("application/epub+zip")
	f, err := z.CreateRaw(&zip.FileHeader{
		Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE(mime),
		CompressedSize64: uint64(len(mime)), UncompressedSize64: uint64(len(mime)),
		ModifiedDate: 1<<5 | 1, //lint:ignore SA1019 Modified would add an extra field
	})
	if err != nil {
		return err
	}
	if _, err := f.Write(mime); err != nil {
		return err
	}
	add := func(name string, data []byte) {
		if err == nil {
			err = pack(z, name, bytes.NewReader(data))
		}
	}
	add("META-INF/container.xml", []byte(container))
	add(bookFolder+"content.opf", packageOf(b))
	add(bookFolder+"nav.xhtml", clean["nav.xhtml"])
	add(bookFolder+"toc.ncx", ncxOf(b))
	add(bookFolder+page.BookStyle, files[page.BookStyle])
	add(bookFolder+b.Cover.Path, clean[b.Cover.Path])
	for _, p := range b.Pages {
		add(bookFolder+p.Path, clean[p.Path])
	}
	if err != nil {
		return err
	}
	return z.Close()
}

const (
	declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	container   = declaration + `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`
)

// bookID is the name of a book, made of its title where it has none.
func bookID(b page.Book) string {
	return cmp.Or(b.ID, "urn:chronik:"+url.PathEscape(b.Title))
}

// packageOf lists what is in the book, and what the book says of itself.
func packageOf(b page.Book) []byte {
	var x markup
	x.put(declaration, `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="`).text(b.Lang).put(`">`, "\n")
	x.put(`<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">`, "\n")
	x.element("dc:identifier", ` id="id"`, bookID(b))
	x.element("dc:title", "", b.Title)
	x.element("dc:language", "", b.Lang)
	x.element("dc:creator", "", b.Publisher)
	x.element("dc:publisher", "", b.Publisher)
	x.element("dc:description", "", b.Description)
	modified := epoch.Format("2006-01-02")
	if !b.Changed.IsZero() {
		modified = b.Changed.String()
		x.element("dc:date", "", modified)
	}
	x.element("meta", ` property="dcterms:modified"`, modified+"T00:00:00Z")
	for _, a := range [][2]string{
		{"accessMode", "textual"}, {"accessModeSufficient", "textual"}, {"accessibilityHazard", "none"},
		{"accessibilityFeature", "tableOfContents"}, {"accessibilityFeature", "readingOrder"}, {"accessibilityFeature", "structuralNavigation"},
	} {
		x.element("meta", ` property="schema:`+a[0]+`"`, a[1])
	}
	x.put(`<meta name="cover" content="cover"/>`, "\n</metadata>\n<manifest>\n")
	item := func(id, href, kind, more string) {
		x.put(`<item id="`, id, `" href="`).text(href).put(`" media-type="`, kind, `"`, more, "/>\n")
	}
	item("nav", "nav.xhtml", "application/xhtml+xml", ` properties="nav"`)
	item("ncx", "toc.ncx", "application/x-dtbncx+xml", "")
	item("style", page.BookStyle, "text/css", "")
	item("cover", b.Cover.Path, mediaTypes[path.Ext(b.Cover.Path)], ` properties="cover-image"`)
	for i, p := range b.Pages {
		item(fmt.Sprintf("p%d", i+1), p.Path, "application/xhtml+xml", "")
	}
	x.put("</manifest>\n", `<spine toc="ncx">`, "\n")
	for i := range b.Pages {
		x.put(fmt.Sprintf(`<itemref idref="p%d"/>`, i+1), "\n")
	}
	return x.put("</spine>\n</package>\n").Bytes()
}

// navOf is the table of contents.
func navOf(b page.Book) []byte {
	var x markup
	x.put(declaration, "<!DOCTYPE html>\n", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="`).text(b.Lang)
	x.put(`" xml:lang="`).text(b.Lang).put(`">`, "\n<head>\n", `<meta charset="utf-8"/>`, "\n")
	x.element("title", "", b.ContentsTitle)
	x.put("</head>\n<body>\n", `<nav epub:type="toc" id="toc">`, "\n")
	x.element("h1", "", b.ContentsTitle)
	x.list(b.Contents)
	return x.put("</nav>\n</body>\n</html>\n").Bytes()
}

func (x *markup) list(points []page.Point) {
	x.put("<ol>\n")
	for _, p := range points {
		x.put(`<li><a href="`).text(p.Href).put(`">`).text(p.Text).put("</a>")
		if len(p.Points) > 0 {
			x.put("\n").list(p.Points)
		}
		x.put("</li>\n")
	}
	x.put("</ol>\n")
}

// ncxOf is the table of contents as readers of EPUB 2 want it.
func ncxOf(b page.Book) []byte {
	var x markup
	x.put(declaration, `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="`).text(b.Lang).put(`">`, "\n")
	x.put(`<head><meta name="dtb:uid" content="`).text(bookID(b)).put(`"/></head>`, "\n")
	x.put("<docTitle>").element("text", "", b.Title)
	x.put("</docTitle>\n<navMap>\n")
	x.points(b.Contents, new(int))
	return x.put("</navMap>\n</ncx>\n").Bytes()
}

func (x *markup) points(points []page.Point, n *int) {
	for _, p := range points {
		*n++
		x.put(fmt.Sprintf(`<navPoint id="n%d"><navLabel>`, *n)).element("text", "", p.Text)
		x.put(`</navLabel><content src="`).text(p.Href).put(`"/>`, "\n")
		x.points(p.Points, n)
		x.put("</navPoint>\n")
	}
}

// markup is XML as it is written.
type markup struct{ bytes.Buffer }

// put adds what is XML already.
func (x *markup) put(parts ...string) *markup {
	for _, s := range parts {
		x.WriteString(s)
	}
	return x
}

// text adds a text or the value of an attribute.
func (x *markup) text(s string) *markup {
	_ = xml.EscapeText(x, []byte(s)) // to memory
	return x
}

// element adds an element with a text, unless that is empty.
func (x *markup) element(name, attributes, text string) {
	if text != "" {
		x.put("<", name, attributes, ">").text(text).put("</", name, ">\n")
	}
}

// withoutControls leaves out what no XML can hold, escaped or not.
func withoutControls(data []byte) []byte {
	bad := func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	}
	if utf8.Valid(data) && bytes.IndexFunc(data, bad) < 0 {
		return data
	}
	return bytes.Map(func(r rune) rune {
		if bad(r) {
			return -1
		}
		return r
	}, data)
}

// strict writes the address of a link as RFC 3986 has it, which browsers do not
// insist on but readers of EPUB do: without brackets after the host, and with
// one #.
func strict(t []byte) []byte {
	if !bytes.HasPrefix(t, []byte("<a ")) {
		return t
	}
	href := attributes(t)["href"]
	head, rest, found := strings.Cut(href, "://")
	if !found {
		return t
	}
	at := strings.IndexAny(rest, "/?#")
	if at < 0 {
		return t
	}
	host, rest := rest[:at], strings.NewReplacer("[", "%5B", "]", "%5D").Replace(rest[at:])
	if before, fragment, found := strings.Cut(rest, "#"); found {
		rest = before + "#" + strings.ReplaceAll(fragment, "#", "%23")
	}
	if exact := head + "://" + host + rest; exact != href {
		return set(t, "href", exact)
	}
	return t
}

// sound finds the first thing wrong with files of XML: of all of them each is
// well-formed, no id stands twice in one, and links within them lead to a file
// and a place that are there.
func sound(files map[string][]byte) error {
	ids, links := map[string]bool{}, map[string]string{} // file#id; file#target -> file
	for _, file := range slices.Sorted(maps.Keys(files)) {
		ids[file] = true
		d := xml.NewDecoder(bytes.NewReader(files[file]))
		for {
			t, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				return fmt.Errorf("%s is not well-formed: %w", file, err)
			}
			start, _ := t.(xml.StartElement)
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "id":
					if ids[file+"#"+a.Value] {
						return fmt.Errorf("%s has the id %q twice", file, a.Value)
					}
					ids[file+"#"+a.Value] = true
				case "href", "src":
					u, err := url.Parse(a.Value)
					if err != nil {
						return fmt.Errorf("%s has a link to %q: %w", file, a.Value, err)
					}
					if u.Scheme != "" || u.Host != "" {
						continue
					}
					to := file
					if u.Path != "" {
						to = path.Join(path.Dir(file), u.Path)
					}
					if u.Fragment != "" {
						to += "#" + u.Fragment
					}
					links[to] = file
				}
			}
		}
	}
	var dead []string
	for to, from := range links {
		if !ids[to] && path.Base(to) != page.BookStyle {
			dead = append(dead, fmt.Sprintf("%s has a link to %s, which is not in the book", from, to))
		}
	}
	if len(dead) > 0 {
		return fmt.Errorf("%s", slices.Min(dead))
	}
	return nil
}
