package content

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/edtf"
)

var compareDates = cmp.Comparer(func(a, b edtf.Date) bool { return a == b })

// full is an article that has a value for every key.
func full() Article {
	return Article{
		Slug: "2020-04-17-muster", Path: "articles/2020/2020-04-17-muster.md",
		Title: "Muster und Beispiel telefonieren: Öl", TitleComposed: true, Headline: `Eine "Zeile" – mit: allem`, Summary: "Zwei reden.",
		Event: Event{
			ID: "2020-04-17-muster", Date: edtf.MustParse("[2020-04-17..2020-04-20]"), Status: "announced", Kind: "telefonat",
			Place: "genf", Initiative: "moskau", RefersTo: []string{"a", "b"},
			Evidence: []Evidence{
				{Field: "date", Rule: "weekday", Role: "event", Quote: "am Freitag", Offset: 0, Says: "2020-04-17", Source: 1},
				{Field: "place", Rule: "stated", Offset: -1, Says: "genf"},
			},
			Settled: []Settlement{{Field: "date", Reason: "genauer"}},
		},
		Ministers: []string{"muster", "beispiel"}, People: []string{"Eva Ohm, Dr."}, Topics: []string{"oel"}, Voice: "moskau",
		Sources: []Source{{
			Outlet: "blatt", Agency: "dpa", Title: "Anruf", Author: "E. M.", URL: "http://blatt.test/?p=1", ArchiveURL: "https://archiv.test/1",
			Published: edtf.MustParse("2020-04"), Fetched: edtf.MustParse("2026-11-22"), Raw: "sha256:00", Lineage: "mid-1",
		}, {URL: "http://x.test/"}},
		Text: "original", Truncated: true, Policy: "excerpt", PolicyReason: "erlaubt: ja",
		Promises: []Promise{{Text: "Wiedersehen", Due: edtf.MustParse("2020-05"), KeptBy: "x"}}, Aliases: []string{"alt"},
		Draft: true, Reviewed: false, Imported: "sha256:" + strings.Repeat("0a", 32), Added: edtf.MustParse("2026-11-22"),
		Changes:   []Change{{Date: edtf.MustParse("2026-11-23"), Field: "date", Old: "2020-04", New: "[2020-04-17..]", Reason: "neu"}},
		Withdrawn: Withdrawal{Date: edtf.MustParse("2026-11-23"), Reason: "doppelt"},
		Silence:   []Silence{{Rule: "weekday", Reason: "Druckfehler"}},
		Body:      "Absatz eins.\n\n## Zwei\n\n---\n\n- Liste",
	}
}

func TestFormat(t *testing.T) {
	want := `---
title: "Muster und Beispiel telefonieren: Öl"
title_composed: true
headline: "Eine \"Zeile\" – mit: allem"
summary: Zwei reden.
event:
  id: 2020-04-17-muster
  date: "[2020-04-17..2020-04-20]"
  status: announced
  kind: telefonat
  place: genf
  initiative: moskau
  refers_to: [a, b]
  evidence:
    - {field: date, rule: weekday, role: event, quote: am Freitag, offset: 0, says: 2020-04-17, source: 1}
    - {field: place, rule: stated, says: genf}
  settled:
    - {field: date, reason: genauer}
ministers: [muster, beispiel]
people: ["Eva Ohm, Dr."]
topics: [oel]
voice: moskau
sources:
  - {outlet: blatt, agency: dpa, title: Anruf, author: E. M., url: "http://blatt.test/?p=1", archive_url: "https://archiv.test/1", published: 2020-04, fetched: 2026-11-22, raw: "sha256:00", lineage: mid-1}
  - {url: "http://x.test/"}
text: original
truncated: true
policy: excerpt
policy_reason: "erlaubt: ja"
promises:
  - {text: Wiedersehen, due: 2020-05, kept_by: x}
aliases: [alt]
draft: true
reviewed: false
imported: "sha256:` + strings.Repeat("0a", 32) + `"
added: 2026-11-22
changes:
  - {date: 2026-11-23, field: date, old: 2020-04, new: "[2020-04-17..]", reason: neu}
withdrawn: {date: 2026-11-23, reason: doppelt}
silence:
  - {rule: weekday, reason: Druckfehler}
---
Absatz eins.

## Zwei

---

- Liste
`
	if diff := cmp.Diff(want, string(Format(full()))); diff != "" {
		t.Error(diff)
	}
}

func TestParseReadsWhatFormatWrites(t *testing.T) {
	words := []string{"", "a", "Lawrow", "true", "[x]", `"q"`, "a: b", "- x", "#x", "2020-04-17", "ä „ö“", "x\ny", " x", "?", "0", "~", "{a}", "\u00a0x", "x:"}
	dates := []string{"", "2020", "2020-04~", "[..2020]", "2020/..", "[2020,2021]", "2020-24?"}
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string { return words[r.IntN(len(words))] }
	list := func() []string {
		var l []string
		for range r.IntN(3) {
			l = append(l, text())
		}
		return l
	}
	date := func() edtf.Date {
		if s := dates[r.IntN(len(dates))]; s != "" {
			return edtf.MustParse(s)
		}
		return edtf.Date{}
	}
	articles := []Article{full()}
	for range 500 {
		a := full()
		a.Title, a.Headline, a.Summary, a.Voice, a.Policy = text(), text(), text(), text(), text()
		a.Event.ID, a.Event.Date, a.Event.Kind, a.Event.RefersTo = text(), date(), text(), list()
		a.Event.Evidence = nil
		for range r.IntN(3) {
			a.Event.Evidence = append(a.Event.Evidence, Evidence{Field: text(), Quote: text(), Offset: r.IntN(5) - 1, Says: text(), Source: r.IntN(3)})
		}
		a.Ministers, a.People, a.Topics, a.Aliases = list(), list(), list(), list()
		a.Sources = nil
		for range r.IntN(3) {
			a.Sources = append(a.Sources, Source{Outlet: text(), Title: text(), URL: text(), Published: date(), Raw: text()})
		}
		a.Draft, a.Reviewed, a.Truncated = r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(2) == 0
		a.Added, a.Withdrawn = date(), Withdrawal{Date: date(), Reason: text()}
		a.Changes, a.Silence, a.Promises = nil, nil, nil
		a.Body = strings.Trim(strings.Join(list(), "\n\n"), "\n")
		articles = append(articles, a)
	}
	for _, a := range articles {
		got, problems := Parse(a.Path, Format(a))
		if len(problems) > 0 {
			t.Fatalf("%v in\n%s", problems, Format(a))
		}
		if diff := cmp.Diff(a, got, compareDates); diff != "" {
			t.Fatalf("%s\nin\n%s", diff, Format(a))
		}
	}
}

func TestDefaults(t *testing.T) {
	a, problems := Parse("articles/2020/x.md", []byte("---\ntitle: A\nevent:\n  evidence:\n    - {field: date}\n---\r\n\r\nText\r\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if a.Slug != "x" || a.Text != "own" || !a.Reviewed || a.Event.Status != "held" || a.Event.Evidence[0].Offset != -1 || a.Body != "Text" {
		t.Errorf("Parse = %+v, want slug x, own text, reviewed, held, offset -1, body Text", a)
	}
	if a.EventID() != "x" {
		t.Errorf("EventID = %q, want the slug", a.EventID())
	}
}

func TestUntouched(t *testing.T) {
	a := full()
	src := FormatImported(a)
	if !Untouched(src) {
		t.Error("a file as import wrote it counts as touched")
	}
	for name, touched := range map[string]string{
		"body":      strings.Replace(string(src), "Absatz eins", "Absatz 1", 1),
		"key":       strings.Replace(string(src), "draft: true", "draft: false", 1),
		"hash gone": string(importedLine.ReplaceAll(src, nil)),
		"hash":      strings.Replace(string(src), `imported: "sha256:`, `imported: "sha256:0`, 1),
	} {
		if Untouched([]byte(touched)) {
			t.Errorf("a file with changed %s counts as untouched", name)
		}
	}
}

func TestFileOf(t *testing.T) {
	for _, c := range []struct{ date, want string }{
		{"2020-04-17", "articles/2020/s.md"},
		{"[2018-12-20..2019-02-01]", "articles/2018/s.md"},
		{"[..2020-05]", "articles/2020/s.md"},
		{"", "articles/undatiert/s.md"},
	} {
		var d edtf.Date
		if c.date != "" {
			d = edtf.MustParse(c.date)
		}
		if got := FileOf(d, "s"); got != c.want {
			t.Errorf("FileOf(%q) = %q, want %q", c.date, got, c.want)
		}
	}
}

func TestImportHashIgnoresOnlyItsLine(t *testing.T) {
	a, b := ImportHash([]byte("a: 1\nimported: x\nb: 2\n")), ImportHash([]byte("a: 1\nb: 2\n"))
	if a != b {
		t.Errorf("hash with the line %s, without %s, want the same", a, b)
	}
	if c := ImportHash([]byte("a: 1\nb: 3\n")); c == b {
		t.Error("another value gives the same hash")
	}
	if !hashForm.MatchString(a) {
		t.Errorf("ImportHash = %q, want sha256: and 64 hex digits", a)
	}
}
