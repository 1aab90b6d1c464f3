package raw

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpenBlocks(t *testing.T) {
	for _, c := range []struct {
		name, src string
		text      string
		meta      Meta
		want      []Block
	}{
		{
			name: "plain", src: "Erste Zeile mit Worten\n\n  \nZweite",
			text: "Erste Zeile mit Worten\n\n  \nZweite",
			want: []Block{{Text: "Erste Zeile mit Worten", Line: 1, Offset: 0, Gap: false}, {Text: "Zweite", Line: 4, Offset: 27, Gap: true}},
		},
		{
			name: "line ends of Windows stay in the text", src: "Eins zwei drei\r\n\r\nVier\r\n",
			text: "Eins zwei drei\r\n\r\nVier\r\n",
			want: []Block{{Text: "Eins zwei drei", Line: 1, Offset: 0, Gap: false}, {Text: "Vier", Line: 3, Offset: 18, Gap: true}},
		},
		{
			name: "front matter counts as lines, not as text",
			src:  "---\nurl: https://beispiel.example/a\npublished: 2020-04-17\n---\nEins zwei drei\nVier\n",
			text: "Eins zwei drei\nVier\n",
			meta: Meta{URL: "https://beispiel.example/a", Published: "2020-04-17"},
			want: []Block{{Text: "Eins zwei drei", Line: 5, Offset: 0, Gap: false}, {Text: "Vier", Line: 6, Offset: 15, Gap: false}},
		},
		{
			name: "byte order mark", src: "\ufeff---\noutlet: blatt\n---\n\nEins zwei drei",
			text: "\nEins zwei drei",
			meta: Meta{Outlet: "blatt"},
			want: []Block{{Text: "Eins zwei drei", Line: 5, Offset: 1, Gap: true}},
		},
	} {
		d, problems := Open("a.txt", []byte(c.src))
		if len(problems) > 0 {
			t.Errorf("%s: Open: %v", c.name, problems)
			continue
		}
		if d.Text != c.text || d.Meta != c.meta || d.Hash != Hash([]byte(c.text)) {
			t.Errorf("%s: Open = text %q, meta %v, hash %s, want %q, %v, the hash of the text", c.name, d.Text, d.Meta, d.Hash, c.text, c.meta)
		}
		if diff := cmp.Diff(c.want, d.Blocks); diff != "" {
			t.Errorf("%s: blocks (-want +got):\n%s", c.name, diff)
		}
		for _, b := range d.Blocks {
			if !strings.HasPrefix(d.Text[b.Offset:], b.Text) {
				t.Errorf("%s: at byte %d stands %.20q, want %q", c.name, b.Offset, d.Text[b.Offset:], b.Text)
			}
		}
	}
}

func TestOpenRejects(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "a.txt: file is empty"},
		{"blank", " \n\t\n", "a.txt: file is empty"},
		{"binary", "Eins\nzwei\x00drei", "a.txt:2: file is binary: a NUL at byte 9"},
		{"Latin 1", "Eins\nf\xfcr uns alle", "a.txt:2:2: not valid UTF-8: byte 0xfc"},
		{"long line", "Eins\n" + strings.Repeat("wort ", 600_000), "a.txt:2: line is 2.9 MiB long, at most 1 MiB can be read"},
		{"no sentence", "Menü\nEin Wort\n12 34 56 78", "a.txt: document has no sentence: no line of three words or more"},
		{"unknown key", "---\nurl: x\nurll: y\n---\nEins zwei drei", `a.txt:3:1: unknown key "urll"`},
		{"unclosed", "---\nurl: x\nEins zwei drei", "a.txt:1:1: front matter is opened by --- but never closed"},
		{"tab", "---\n\turl: x\n---\nEins zwei drei", "a.txt:2:1: front matter has a tab"},
	} {
		d, problems := Open("a.txt", []byte(c.src))
		if d != nil || len(problems) != 1 {
			t.Errorf("%s: Open = %v, %v, want nil and one problem", c.name, d, problems)
			continue
		}
		if got := problems[0].String(); got != c.want {
			t.Errorf("%s: problem %q, want %q", c.name, got, c.want)
		}
		if problems[0].Hint == "" {
			t.Errorf("%s: no hint", c.name)
		}
	}
}

// A copy in a web archive has the address of what it copies.
func TestOriginalAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://web.archive.org/web/20310506070809/https://see.example/netze": "https://see.example/netze",
		"https://see.example/web/20310506070809/netze":                         "https://see.example/web/20310506070809/netze",
	} {
		d, problems := Open("a.html", []byte(`<!doctype html><link rel="canonical" href="`+address+`"><p>Am See ist es still.</p>`))
		if d == nil || d.Meta.URL != want {
			t.Errorf("%s: %v, %v, want address %s", address, d, problems, want)
		}
	}
}
