package audit_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/audit"
)

// Words of our own in the place of a protected text. "START-Vertrag" and
// "10:30" are one word each.
const original = `Am Dienstag um 10:30 Uhr öffnete der Müller – sagt man – den START-Vertrag
und las ihn "laut" vor. Danach ging er durch den Regen nach Hause, wo drei Katzen warteten.`

func TestText(t *testing.T) {
	const quote = "den START-Vertrag und las ihn laut vor"      // seven words
	const run = "den START-Vertrag und las ihn laut vor danach" // eight
	tests := []struct {
		name string
		file string
		text string
		want bool
	}{
		{"own words", "a.html", "<p>Ein Müller las am Dienstag etwas vor und ging heim zu seinen Tieren.", false},
		{"quote of seven", "a.html", "<p>Dort steht „" + quote + "“ als Beleg.", false},
		{"quote with number and dash", "a.html", "<q>Dienstag um 10:30 Uhr öffnete der Müller –</q>", false},
		{"run of eight", "a.html", "<p>Ja: " + run + ".", true},
		{"run with other case and punctuation", "a.html", "<p>DEN „Start-Vertrag“, und las; ihn (laut) vor! Danach", true},
		{"run across elements", "a.html", "<p>den START-Ver<b>trag</b> und <i>las</i> ihn</p><p>laut vor danach</p>", true},
		{"run with soft hyphen and entity", "a.html", "<p>durch den Re&shy;gen nach Hause, wo drei&nbsp;Katzen", true},
		{"run in an attribute", "a.html", `<img alt="` + run + `">`, true},
		{"run in the title", "a.html", `<title>` + run + `</title>`, true},
		{"run in a comment", "a.html", `<!--` + run + `-->`, true},
		{"run in a script", "a.html", `<script type="application/ld+json">{"a":"` + run + `"}</script>`, true},
		{"run in escaped JSON-LD", "a.html", `<script type="application/ld+json">{"a":"Dienstag um 10:30 Uhr \u00f6ffnete der M\u00fcller sagt man"}</script>`, true},
		{"words in another order", "a.html", "<p>und den START-Vertrag las ihn laut vor danach", false},
		{"JSON", "a.json", `{"n":1,"t":"` + run + `","x":2}`, true},
		{"JSON with escapes", "a.json", `{"t":"Uhr \u00f6ffnete\nder M\u00FCller \u2013 sagt man \u2013 den START-Vertrag"}`, true},
		{"JSON quotes side by side", "a.json", `["` + quote + `","danach"]`, true},
		{"JSON quotes with a key between", "a.json", `{"t":"` + quote + `","rule":"danach"}`, false},
		{"search shard", "s.js", `chronik.add(["` + run + `"])`, true},
		{"XML", "feed.xml", `<summary>Uhr &#246;ffnete der M&uuml;ller sagt man den <b>START</b>-Vertrag</summary>`, true},
		{"HTML within XML", "feed.xml", `<content>&lt;p&gt;Uhr &amp;ouml;ffnete der &lt;b&gt;M&amp;uuml;ller&lt;/b&gt; sagt man den START-Vertrag`, true},
		{"CSV", "a.csv", `1;"x";` + run + `;2`, true},
		{"iCalendar", "a.ics", "DESCRIPTION:den START-Ver\r\n trag und las ihn\\, laut vor\\nDanach\r\n", true},
		{"file within a link", "a.html", `<a download href="data:text/plain;charset=utf-8,TI%20%20-%20Uhr%20%C3%B6ffnete%20der%20M%C3%BCller%0D%0AN1%20%20-%20und">Datei</a>`, false},
		{"copy in a file within a link", "a.html", `<a download href="data:text/plain;charset=utf-8,TI%20%20-%20` + url.PathEscape(run) + `%0D%0A">Datei</a>`, true},
		{"plain text", "a.txt", run, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{"x/" + tt.file: {Data: []byte(tt.text)}}
			got := audit.Text(fsys, []audit.Original{{Name: "a.md", Text: "etwas ganz anderes"}, {Name: "b.md", Text: original}}, 8, nil)
			if (len(got) > 0) != tt.want {
				t.Errorf("Text of %s = %v, want a problem: %v", tt.text, got, tt.want)
			}
			for _, p := range got {
				if p.File != "x/"+tt.file || p.Rule != "protected-text" || !strings.Contains(p.Msg, "the protected text of b.md:") {
					t.Errorf("problem = %+v, want file x/%s, rule protected-text, text of b.md", p, tt.file)
				}
			}
		})
	}
}

// An excerpt is a quotation, and ends.
func TestExcerpts(t *testing.T) {
	const ten = "Uhr öffnete der Müller – sagt man – den START-Vertrag und las ihn"
	const rest = "laut vor. Danach ging er durch den Regen nach Hause"
	for name, tt := range map[string]struct{ file, text, want string }{
		"marked":                  {"a.html", "<blockquote><p>" + ten + "</p><p>— B.</p></blockquote>", ""},
		"not marked":              {"a.html", "<p>" + ten, "outside a marked quotation"},
		"marked and not":          {"a.html", "<blockquote>" + ten + "</blockquote><p>" + ten, "outside a marked quotation"},
		"in an attribute":         {"a.html", `<p title="` + ten + `">`, "outside a marked quotation"},
		"too long":                {"a.html", "<blockquote>" + ten + " " + rest, "cut the quotation"},
		"too long in two":         {"a.html", "<blockquote>" + ten + "</blockquote><p>und</p><blockquote>" + rest, "cut the quotation"},
		"twice the same":          {"a.html", "<blockquote>" + ten + "</blockquote><blockquote>" + ten, ""},
		"in a file without marks": {"a.json", `"` + ten + `"`, ""},
		"too long there":          {"a.md", ten + "\n" + rest, "cut the quotation"},
	} {
		got := audit.Text(fstest.MapFS{tt.file: file(tt.text)}, []audit.Original{{Name: "b.md", Text: original, Excerpt: 13}}, 8, nil)
		switch {
		case tt.want == "" && len(got) == 0:
		case tt.want == "" || len(got) != 1 || !strings.Contains(got[0].Hint, tt.want) || got[0].Rule != "protected-text":
			t.Errorf("%s: Text = %v, want %q", name, got, tt.want)
		}
	}
}

func TestQuotations(t *testing.T) {
	for quotation, want := range map[string]int{
		"<blockquote><p>Ein Satz.</p><p>— Ein Blatt</p></blockquote>":        0,
		"<blockquote>Ein Satz.<br>– Ein Blatt</blockquote>":                  0,
		`<blockquote cite="https://b.example/1">Ein Satz.</blockquote>`:      0,
		"<blockquote>Ein Satz. <cite>Ein Blatt</cite></blockquote>":          0,
		"<blockquote><p>Ein Satz — mit Strich.</p></blockquote>":             1,
		"<blockquote><p>— Ein Blatt</p><p>Ein Satz danach.</p></blockquote>": 1,
		"<p>Keines.</p>": 0,
	} {
		got := audit.Quotations(site("a.html", quotation, "b.txt", "<blockquote>x</blockquote>"))
		if len(got) != want || want > 0 && (got[0].File != "a.html" || got[0].Rule != "quotation") {
			t.Errorf("Quotations of %s = %v, want %d", quotation, got, want)
		}
	}
}

// Where a file says it as it stands, its line is told.
func TestCopies(t *testing.T) {
	fsys := fstest.MapFS{
		"a.md":  file("---\ntitle: x\n---\nJa, und den START-Vertrag\nund las ihn laut vor. Danach"),
		"b.md":  file("nichts"),
		"c.txt": file(original),
	}
	got := audit.Copies(fsys, []string{"c.txt", "a.md", "b.md", "weg.md"}, []audit.Original{{Name: "o", Text: original}}, 8, nil)
	if len(got) != 2 || got[0].File != "a.md" || got[0].Line != 4 || got[0].Col != 9 || got[1].File != "c.txt" || got[1].Line != 1 {
		t.Errorf("Copies = %+v", got)
	}
}

func TestTextRepeatsFewWords(t *testing.T) {
	fsys := fstest.MapFS{"a.txt": {Data: []byte(original)}, "b.txt": {Data: []byte(original)}}
	got := audit.Text(fsys, []audit.Original{{Text: original}}, 8, nil)
	if len(got) != 1 || got[0].File != "a.txt" || !strings.HasSuffix(got[0].Msg, ", so in 1 more") {
		t.Fatalf("Text = %v, want one problem for both files", got)
	}
	if want := `"Am Dienstag um 10 ..."`; !strings.Contains(got[0].Msg, want) || strings.Contains(got[0].Msg, "Uhr") {
		t.Errorf("message = %s, want %s and no more of the original", got[0].Msg, want)
	}
}

func TestTextOfShortOriginals(t *testing.T) {
	fsys := fstest.MapFS{"a.txt": {Data: []byte("drei Katzen warteten")}}
	for _, o := range []string{"", "– –", "drei Katzen"} {
		if got := audit.Text(fsys, []audit.Original{{Text: o}}, 3, nil); len(got) > 0 {
			t.Errorf("Text with original %q = %v, want nothing", o, got)
		}
	}
	if got := audit.Text(fsys, []audit.Original{{Text: "drei Katzen warteten"}}, 3, nil); len(got) != 1 {
		t.Errorf("Text with an original of exactly n words = %v, want one problem", got)
	}
}

func BenchmarkText(b *testing.B) {
	words := func(seed, n int) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "wort%d ", (i*7919+seed*104729)%5003)
		}
		return text.String()
	}
	var originals []audit.Original
	for i := range 300 {
		originals = append(originals, audit.Original{Text: words(i, 600)})
	}
	fsys := fstest.MapFS{}
	for i := range 200 {
		fsys[fmt.Sprintf("%d.html", i)] = &fstest.MapFile{Data: []byte("<p>" + words(-i-1, 1500))}
	}
	for b.Loop() {
		audit.Text(fsys, originals, 8, nil)
	}
}

// Who met whom and where may be said in the same words; a title that is copied is
// told once, however many pages have it.
func TestNamesAreNoText(t *testing.T) {
	const said = "Treffen von Anna Muster und Max Beispiel in Musterstadt endete spät am Abend mit einem Streit"
	names := []string{"Anna Muster", "Max Beispiel", "Musterstadt", "Treffen"}
	page := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("<p>" + text)} }
	for text, want := range map[string]int{
		"Treffen von Anna Muster und Max Beispiel in Musterstadt":             0,
		"Anna Muster und Max Beispiel in Musterstadt endete spät":             1,
		"Treffen von Anna Muster und Max Beispiel in Musterstadt endete spät": 1,
	} {
		got := audit.Text(fstest.MapFS{"a.html": page(text), "b.html": page(text), "c.html": page(text)}, []audit.Original{{Name: "a.md", Text: said}}, 8, names)
		if len(got) != want || want > 0 && (got[0].File != "a.html" || !strings.HasSuffix(got[0].Msg, ", so in 2 more")) {
			t.Errorf("Text of %q three times = %v, want %d problem", text, got, want)
		}
	}
}
