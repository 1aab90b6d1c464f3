package html_test

import (
	"strings"
	"testing"

	"chronik/internal/html"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const page = `<!doctype html>
<html lang="de"><head><title>Jahr 2020
 im Rückblick</title>
<link rel="StyleSheet" href=" ../style.css ">
<script src="../site.js" defer></script>
<style>p { color: red }</style>
<script type="application/ld+json">{"name": "nur für Maschinen"}</script>
</head><body>
<a href="#inhalt" class="skip">Zum Inhalt</a>
<nav><ul class="menu top"><li><a href="../index.html" title="nach oben">Start</a></li>
<li><a href="../thema/a.html?x=1#b">Thema <b>A</b></a></li></ul></nav>
<main id="inhalt"><h1>Jahr<br>2020</h1>
<svg><title>Kurve</title><use href="#kurve"></use></svg>
<h2 id="april">Ap<em>ril</em></h2><p>Am&nbsp;<b>17.</b> April, <i>abends</i>.</p><p>Ende</p>
<img src="a.png" srcset="a.png 1x, b.png 2x" alt="ein Bild" hidden>
<!-- ein Vermerk -->
<noscript><a href="../ohne.html">ohne Skript</a></noscript>
<form action="../suche.html"><input name="q"></form>
</main></body></html>`

func parse(t *testing.T, text string) *html.Page {
	t.Helper()
	p, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return p
}

func TestParse(t *testing.T) {
	want := &html.Page{
		Title: "Jahr 2020 im Rückblick",
		Lang:  "de",
		IDs:   []string{"inhalt", "april"},
		Links: []html.Link{
			{Tag: "link", Attr: "href", Value: "../style.css", Rel: "stylesheet"},
			{Tag: "script", Attr: "src", Value: "../site.js"},
			{Tag: "a", Attr: "href", Value: "#inhalt", Text: "Zum Inhalt"},
			{Tag: "a", Attr: "href", Value: "../index.html", Text: "Start"},
			{Tag: "a", Attr: "href", Value: "../thema/a.html?x=1#b", Text: "Thema A"},
			{Tag: "use", Attr: "href", Value: "#kurve"},
			{Tag: "img", Attr: "src", Value: "a.png"},
			{Tag: "img", Attr: "srcset", Value: "a.png"},
			{Tag: "img", Attr: "srcset", Value: "b.png"},
			{Tag: "a", Attr: "href", Value: "../ohne.html", Text: "ohne Skript"},
			{Tag: "form", Attr: "action", Value: "../suche.html"},
		},
		Headings: []html.Heading{{Level: 1, Text: "Jahr\n2020"}, {Level: 2, Text: "April"}},
	}
	if diff := cmp.Diff(want, parse(t, page), cmpopts.IgnoreUnexported(html.Page{})); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	got := parse(t, page)
	want := "Zum Inhalt\nStart\nThema A\nJahr\n2020\nKurve\nApril\nAm 17. April, abends.\nEnde\nohne Skript"
	if diff := cmp.Diff(want, got.Text()); diff != "" {
		t.Errorf("Text (-want +got):\n%s", diff)
	}
	unseen := strings.Join(got.Unseen(), "\n")
	for _, s := range []string{"Jahr 2020 im Rückblick", "nach oben", "ein Bild", "ein Vermerk", `{"name": "nur für Maschinen"}`, "p { color: red }"} {
		if !strings.Contains(unseen, s) {
			t.Errorf("Unseen lacks %q:\n%s", s, unseen)
		}
		if strings.Contains(got.Text(), s) {
			t.Errorf("Text holds %q, which nobody sees", s)
		}
	}
}

func TestRefresh(t *testing.T) {
	tests := []struct {
		content string
		want    []string // addresses
	}{
		{"0; url=../neu.html#x", []string{"../neu.html#x"}},
		{"0;URL = 'neu.html'", []string{"neu.html"}},
		{"30", nil},
	}
	for _, tt := range tests {
		p := parse(t, `<meta http-equiv="Refresh" content="`+tt.content+`">`)
		var got []string
		for _, l := range p.Links {
			got = append(got, l.Value)
		}
		if !p.MetaRefresh || !cmp.Equal(got, tt.want) {
			t.Errorf("Parse(refresh %q): MetaRefresh %v, links %q, want true, %q", tt.content, p.MetaRefresh, got, tt.want)
		}
	}
	if parse(t, page).MetaRefresh {
		t.Error("MetaRefresh of a page without refresh = true, want false")
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		selector string
		want     []string // texts
	}{
		{"h1", []string{"Jahr\n2020"}},
		{"nav a", []string{"Start", "Thema A"}},
		{"ul.menu.top li a[title]", []string{"Start"}},
		{".menu.bottom a", nil},
		{"#inhalt b", []string{"17."}},
		{"main#inhalt h2#april", []string{"April"}},
		{"a[href=../index.html]", []string{"Start"}},
		{`a[href="../thema/a.html?x=1#b"]`, []string{"Thema A"}},
		{"[class=skip]", []string{"Zum Inhalt"}},
		{"[class=menu]", nil},
		{"li nav", nil},
		{"  body   nav   li  ", []string{"Start", "Thema A"}},
		{"script[type]", []string{`{"name": "nur für Maschinen"}`}},
	}
	p := parse(t, page)
	for _, tt := range tests {
		var got []string
		for _, n := range p.Find(tt.selector) {
			got = append(got, n.Text())
		}
		if !cmp.Equal(got, tt.want) {
			t.Errorf("Find(%q) = %q, want %q", tt.selector, got, tt.want)
		}
	}
}

func TestNode(t *testing.T) {
	img := parse(t, page).Find("img")[0]
	if got := img.Attr("alt"); got != "ein Bild" {
		t.Errorf(`Attr("alt") = %q, want "ein Bild"`, got)
	}
	if !img.Has("hidden") || img.Has("title") || img.Attr("title") != "" || img.Tag() != "img" {
		t.Errorf("img: hidden %v, title %v, tag %q, want true, false, img", img.Has("hidden"), img.Has("title"), img.Tag())
	}
	// Only what is inside counts, the element itself and those around it do not.
	menu := parse(t, page).Find("ul")[0]
	if got := len(menu.Find("nav a")) + len(menu.Find("ul")); got != 0 {
		t.Errorf("Find inside ul reached outside: %d elements, want 0", got)
	}
	if got := len(menu.Find("li a")); got != 2 {
		t.Errorf(`Find("li a") inside ul: %d elements, want 2`, got)
	}
}

func TestFindPanicsOnOtherSelectors(t *testing.T) {
	p := parse(t, page)
	for _, selector := range []string{"", "a > b", "a,b", "a:hover", "[href^=x]", "a[href", "a.", "#", "*"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Find(%q) did not panic", selector)
				}
			}()
			p.Find(selector)
		}()
	}
}

func FuzzParse(f *testing.F) {
	f.Add(page)
	f.Add(`<a href=x><svg><a xlink:href="y"></table><p`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := html.Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		if got := p.Text(); strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
			t.Errorf("Text of %q = %q: space is not collapsed", text, got)
		}
		p.Unseen()
	})
}
