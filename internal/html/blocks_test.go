package html_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html/charset"

	"chronik/internal/html"
)

func TestBlocks(t *testing.T) {
	p := parse(t, `<html><head><title>Kopf</title></head><body class="has-Sidebar">
<script>var a</script><nav><a href="/">Start</a></nav>
<div itemprop="articleBody"><h1><span class="topline">See</span> Neue  Netze</h1>
<p>Ein <b>guter</b> <a href="b">Fang</a>,<br>sagt er.</p>
Erste Zeile<br><br>zweite Zeile
<p hidden>nicht</p><p style="display: none">nicht</p><p aria-hidden="true">nicht</p><button>Teilen</button>
<table><tr><td>eins</td><td>zwei</td></tr></table></div></body></html>`)
	var got []string
	for _, b := range p.Blocks() {
		got = append(got, b.In.Tag+": "+b.Text)
	}
	want := []string{"nav: Start", "span: See", "h1: Neue Netze", "p: Ein guter Fang, sagt er.", "div: Erste Zeile", "div: zweite Zeile", "td: eins", "td: zwei"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("blocks (-want +got):\n%s", diff)
	}
	b := p.Blocks()[3]
	if b.Linked != len("Fang") {
		t.Errorf("%q: %d bytes linked, want 4", b.Text, b.Linked)
	}
	if diff := cmp.Diff([]string{"article", "body"}, b.In.Parent.Names); diff != "" {
		t.Errorf("names of the element around the paragraph (-want +got):\n%s", diff)
	}
	body := b.In.Within(func(e *html.Element) bool { return e.Parent == nil })
	if diff := cmp.Diff([]string{"has", "sidebar"}, body.Names); diff != "" || body.Depth != 0 || b.In.Depth != 2 {
		t.Errorf("depth of the body %d and the paragraph %d, want 0 and 2; names (-want +got):\n%s", body.Depth, b.In.Depth, diff)
	}
}

func TestFacts(t *testing.T) {
	for _, c := range []struct {
		page string
		want []html.Fact
	}{
		{`<title>Netze | Seeblatt</title><meta property="og:title" content="Netze"><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":["NewsArticle"],"headline":"Neue
Netze &amp; Boote","datePublished":"2031-05-06","isAccessibleForFree":false,"author":[{"name":"A"},{"name":"B"}]},
{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Anderes"}]}]}</script>`, []html.Fact{
			{Key: "title", Value: "Neue Netze & Boote", From: "json-ld", Of: 1}, {Key: "published", Value: "2031-05-06", From: "json-ld", Of: 1},
			{Key: "author", Value: "A, B", From: "json-ld", Of: 1}, {Key: "locked", Value: "isAccessibleForFree: false", From: "json-ld", Of: 1},
			{Key: "title", Value: "Netze", From: "opengraph"}, {Key: "title", Value: "Netze | Seeblatt", From: "title"},
		}},
		{`<body><ul><li><span><time datetime="2031-05-06">6.</time> a</span></ul><p><time datetime="2031-05-07">7.</time> b</p><p><time datetime="2031-05-08">8.</time> c</p><p><time datetime="2031-05-09">9.</time> d</p>`, []html.Fact{}},
		{`<link rel="canonical" href="https://see.example/a"><body><article><time datetime="2031-05-08" class="updated">x</time>
<time datetime="2031-05-07">gestern</time><time class="entry-date published" datetime="2031-05-06">y</time></article>
<aside><time datetime="2030-01-01">z</time></aside><div class="comments"><time datetime="2030-01-02">z</time></div>`, []html.Fact{
			{Key: "url", Value: "https://see.example/a", From: "canonical"}, {Key: "published", Value: "2031-05-06", From: "time"},
			{Key: "modified", Value: "2031-05-08", From: "time"}, {Key: "published", Value: "2031-05-07", From: "time"},
		}},
		{`<script type="application/ld+json">{kaputt</script><p itemprop="datePublished">6. Mai 2031</p><meta name="DC.date.issued" content="2031-05-07">`, []html.Fact{
			{Key: "published", Value: "2031-05-07", From: "meta"}, {Key: "published", Value: "6. Mai 2031", From: "microdata"},
		}},
	} {
		if diff := cmp.Diff(c.want, parse(t, c.page).Facts()); diff != "" {
			t.Errorf("facts of %.60s (-want +got):\n%s", c.page, diff)
		}
	}
}

func TestDecode(t *testing.T) {
	encode := func(name, s string) []byte {
		e, _ := charset.Lookup(name)
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const said = `<html><meta charset="iso-8859-15"><p>Fünf „Netze“ – 3 €`
	for _, c := range []struct {
		name, contentType string
		src               []byte
		want, encoding    string
	}{
		{"UTF-8", "", []byte("<p>Fünf"), "<p>Fünf", "utf-8"},
		{"UTF-8 that says it is not", "text/html; charset=iso-8859-1", []byte(said), said, "utf-8"},
		{"a mark", "", []byte("\ufeff<p>Fünf"), "<p>Fünf", "utf-8"},
		{"UTF-16", "", append([]byte{0xff, 0xfe}, encode("utf-16le", "<p>Fünf")...), "<p>Fünf", "utf-16le"},
		{"the header", "text/html; charset=windows-1251", encode("windows-1251", "<p>Лавров"), "<p>Лавров", "windows-1251"},
		{"the page", "", encode("iso-8859-15", `<meta charset="iso-8859-15"><p>3 €`), `<meta charset="iso-8859-15"><p>3 €`, "iso-8859-15"},
		{"nothing said", "", encode("windows-1252", "<p>„Fünf“"), "<p>„Fünf“", "windows-1252"},
		{"UTF-8 said, and is not", "text/html; charset=utf-8", encode("windows-1252", "<p>Fünf"), "<p>Fünf", "windows-1252"},
	} {
		got, encoding, err := html.Decode(c.src, c.contentType)
		if err != nil || string(got) != c.want || encoding != c.encoding {
			t.Errorf("%s: Decode = %q, %s, %v, want %q, %s", c.name, got, encoding, err, c.want, c.encoding)
		}
		if again, _, err := html.Decode(got, ""); err != nil || string(again) != string(got) {
			t.Errorf("%s: decoded again it is %q, %v", c.name, again, err)
		}
	}
}

func TestLooks(t *testing.T) {
	for src, want := range map[string]bool{
		"<!DOCTYPE html>": true, "\ufeff\n <HTML>": true, "<?xml version='1.0'?><html>": true, "<!-- x --><body class=a>": true,
		"": false, "Das <html> im Text": false, "<image>": false, "---\nurl: a\n---\n": false,
	} {
		if got := html.Looks([]byte(src)); got != want {
			t.Errorf("Looks(%q) = %v", src, got)
		}
	}
}

// FuzzBlocks: text of blocks is on one line and collapsed, whatever the page.
func FuzzBlocks(f *testing.F) {
	f.Add(`<p>a<br><br>b <a href=x>c</a><script type="application/ld+json">{"@type":"Article","headline":"x"}</script>`)
	f.Add(`<table><td><h1><span class=topline>k</span>t<li>x<svg><title>y`)
	f.Fuzz(func(t *testing.T, src string) {
		p, err := html.Parse(strings.NewReader(src))
		if err != nil {
			return
		}
		for _, b := range p.Blocks() {
			if b.Text == "" || strings.ContainsAny(b.Text, "\n\r\t") || b.Linked > len(b.Text) || b.In == nil {
				t.Errorf("block %+v", b)
			}
		}
		for _, f := range p.Facts() {
			if f.Value == "" || strings.ContainsAny(f.Value, "\n\r") {
				t.Errorf("fact %+v", f)
			}
		}
	})
}

// What only a style sets apart is two words; what a mark stands in is one.
func TestWordsAtTheEdgesOfElements(t *testing.T) {
	for body, want := range map[string]string{
		"<span>Jaro Beispiel</span><span>Dienstag, 6. Mai</span>": "Jaro Beispiel Dienstag, 6. Mai",
		"<span>Musterstadt</span><span>06.05.2031</span>":         "Musterstadt 06.05.2031",
		"CO<sub>2</sub> und m<sup>2</sup>":                        "CO2 und m2",
		"Netze.<sup>3</sup> Boote<sup>[12]</sup> am See":          "Netze. Boote am See",
		"<b>F</b>isch und <i>e</i>Mail":                           "Fisch und eMail",
	} {
		blocks := parse(t, "<!doctype html><html><body><p>"+body+"</p></body></html>").Blocks()
		if len(blocks) != 1 || blocks[0].Text != want {
			t.Errorf("%s: %v, want %q", body, blocks, want)
		}
	}
}

// A link that was never closed runs on through all that follows; one without an
// address that has a name is a place to go to.
func TestNoLinks(t *testing.T) {
	long := strings.Repeat("Am See ist es still. ", 20)
	for _, c := range []struct {
		shows, body string
		linked      bool
	}{
		{"a link left open", `<a href="/a"><h2>Netze</h2><p>` + long + `</p><p>` + long + `</p><p>` + long + `</p>`, false},
		{"the name of a place", `<a name="text"><h2>Netze</h2><p>` + long + `</p>`, false},
		{"links without address, as saved pages have them", `<h2><a>Netze</a></h2><p><a>Alte Boote am See</a></p>`, true},
		{"a card that is a link as a whole", `<a href="/a"><h2>Netze</h2><p>Am See ist es still.</p></a>`, true},
	} {
		for _, b := range parse(t, "<!doctype html><html><body>"+c.body+"</body></html>").Blocks() {
			if (b.LinkedShare() > .5) != c.linked {
				t.Errorf("%s: %.20q is linked for %.2f", c.shows, b.Text, b.LinkedShare())
			}
		}
	}
}
