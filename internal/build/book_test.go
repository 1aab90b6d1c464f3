package build

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/bundle"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
)

// hostile is Markdown of which no XML must be broken.
var hostile = []string{
	"<br> <p>offen <b>fett\n\n<div>\nBlock\n\n<!-- nie zu",
	"<?php echo 1 ?> <![CDATA[ x ]]> ]]> <!DOCTYPE html> &nbsp; &copy; &#1; &#xFFFE; &unbekannt; & < > \" '",
	"Steuer\x01zeichen\x0b und\x1b[31m Farbe \ufffe\uffff\u2028\u0085 \x7f",
	"[a](<https://beispiel.example/a b|c^d`e{f}\"g\\h>) [b](https://beispiel.example/%zz?q=ä&r=[1]#ü#v) <https://beispiel.example/x|y\"z> [c](https://[::1) [d](mailto:a@b.example?subject=ä b) <http://a_b.example:port/>",
	"[e](https://beispiel.example/ \"Titel mit \\\" < & \x02\")\n\n![Bild <&>](https://beispiel.example/b.png)",
	"| a | b |\n|:-:|--|\n| <td> | `c|d` |\n\n1. eins\n   - zwei\n\n     > drei\n\n       ~~~html\n       <x>&\x03\n       ~~~",
	"# Eins\n\n# Eins\n\n###### Sechs\n\nSetext\n===\n\n---\n\n***a **b***c**",
	strings.Repeat("> ", 200) + "tief",
	"[f](../2020/x.md#nirgends) [g](#hier) [h](javascript:alert(1)) [i](data:text/html,x) [j](//beispiel.example/k) [k]()",
}

// hostileContent is a small content folder that says the worst in every place.
func hostileContent(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := generated(1)
	for i, body := range hostile {
		text := strings.Map(func(r rune) rune {
			if r == '\n' || r < ' ' || r >= '\ufffe' {
				return -1 // no value of front matter may have it
			}
			return r
		}, body)
		date := edtf.MustParse(fmt.Sprintf("20%02d-03-%02d", 10+i, i+1))
		a := content.Article{
			Title: text, Summary: text, Event: content.Event{ID: fmt.Sprintf("e-%d", i/2), Date: date, Status: "held", Kind: "treffen", Evidence: []content.Evidence{
				{Field: "date", Rule: "stated", Role: "event", Quote: text, Offset: -1, Says: date.String(), Source: 1},
				{Field: "people", Rule: "keyword", Role: "event", Quote: "x", Offset: -1, Says: text, Source: 2},
			}},
			Ministers: []string{"m0"}, People: []string{fmt.Sprintf("P%d %.40s", i, text)}, Topics: []string{"t0"},
			Sources: []content.Source{
				{Outlet: "blatt", Title: text, Author: text, Agency: text, URL: "https://blatt.test/a b|c^d`e{f}\"g\\h?[x]=ü%zz#a#b"},
				{Outlet: "blatt", URL: fmt.Sprintf("https://blatt.test/%d?a=1&b=<2>", i), ArchiveURL: "http://[::1/"},
			},
			Text: "own", Reviewed: true, Added: edtf.MustParse("2026-11-22"), Body: body,
		}
		slug := fmt.Sprintf("%s-schlimm-%d", date, i)
		fsys[content.FileOf(date, slug)] = &fstest.MapFile{Data: content.Format(a)}
	}
	fsys["pages/nav.md"] = &fstest.MapFile{Data: []byte("---\ntitle: <i>Über & uns\n---\n" + strings.Join(hostile, "\n\n") + "\n\n## Ü\n\n[ü](#ue) [main](#main)\n")}
	return fsys
}

// Whatever the content says, the book is sound: bundle refuses one that is not.
func TestBookOfAnyContent(t *testing.T) {
	for name, extra := range map[string]int{"a file an entry": 0, "a file a year": 2001} {
		fsys := hostileContent(t)
		for i := range extra {
			fsys[fmt.Sprintf("articles/2020/2020-01-01-kurz-%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: Kurz\nevent: {date: 2020-01-01, kind: treffen}\nministers: [m0]\ntext: own\n---\n")}
		}
		for _, private := range []bool{false, true} {
			in := input(fsys)
			in.Private = private
			site := Plan(in)
			book, files, problems, err := site.Book(t.Context())
			if err != nil {
				t.Fatalf("%s: %v %v", name, err, slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Severity == diag.Warning }))
			}
			if alone := files["text/eintrag/e-0.xhtml"] != nil; alone != (extra == 0) {
				t.Errorf("%s: an entry has a file: %v", name, alone)
			}
			if err := bundle.EPUB(io.Discard, book, files); err != nil {
				t.Errorf("%s, private %v: %v", name, private, err)
			}
		}
	}
}

// BenchmarkBook makes the EPUB of 2,500 articles that are planned already.
func BenchmarkBook(b *testing.B) {
	site := Plan(input(generated(2500)))
	for b.Loop() {
		book, files, problems, err := site.Book(b.Context())
		if err != nil {
			b.Fatal(err, problems)
		}
		if err := bundle.EPUB(io.Discard, book, files); err != nil {
			b.Fatal(err)
		}
	}
}
