package bundle

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestSingle(t *testing.T) {
	site := fstest.MapFS{
		"jahr/2020.html": {Data: []byte(`<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="icon" href="../s/i.svg"><link rel="stylesheet" href="../s/a.css"><link rel="alternate" href="../f.xml">
<script src="../s/a.js" defer></script>
<form action="../suche.html"><input></form>
<a class="x > y" href="2021.html#m-1">A</a> <a href="#e">B</a> <a href='2020.html#e'>C</a> <a href="https://beispiel.example/?a=1&amp;b=2">D</a>
<img alt="" src="../s/i.svg">`)},
		"s/a.css":   {Data: []byte(`/* url(no) */ @font-face{src:url("f.woff2")} a{fill:url(#g)}`)},
		"s/f.woff2": {Data: []byte("f")},
		"s/i.svg":   {Data: []byte("i")},
	}
	head := policy + `
<link rel="icon" href="data:image/svg+xml;base64,aQ=="><style>/* url(no) */ @font-face{src:url("data:font/woff2;base64,Zg==")} a{fill:url(#g)}</style>
`
	for base, links := range map[string]string{
		"":                     `<a class="x > y">A</a>`,
		"https://see.example/": `<a class="x > y" href="https://see.example/jahr/2021.html#m-1">A</a>`,
	} {
		got, err := Single(site, "jahr/2020.html", base)
		if err != nil {
			t.Fatal(err)
		}
		want := head + links + ` <a href="#e">B</a> <a href="#e">C</a> <a href="https://beispiel.example/?a=1&amp;b=2">D</a>
<img alt="" src="data:image/svg+xml;base64,aQ==">`
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("base %q (-want +got):\n%s", base, diff)
		}
	}
}

func TestSingleRefuses(t *testing.T) {
	for src, want := range map[string]string{
		`<img src="https://beispiel.example/a.png">`: "loaded from elsewhere",
		`<img src="no.png">`:                         "no.png",
		`<img srcset="a.png 2x">`:                    "srcset",
		`<link rel="stylesheet" href="i.css">`:       "@import",
		`<iframe src="p.html"></iframe>`:             "cannot be put into a page",
	} {
		site := fstest.MapFS{"p.html": {Data: []byte(src)}, "i.css": {Data: []byte(`@import "a.css";`)}}
		if _, err := Single(site, "p.html", ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", src, err, want)
		}
	}
}
