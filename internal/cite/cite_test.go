package cite

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edition"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/rights"
	"chronik/templates"
)

const nasty = `Öl & "Zölle", {Kurs}; 50 % <script>alert(1)</script> – „ja“ \ ß_é`

// article is an article file about an event on a date.
func article(title, date, more string) string {
	return "---\ntitle: '" + title + "'\nsummary: Kurz.\nevent: {date: '" + date + "', kind: treffen, place: kiel}\nministers: [ahorn]\ntopics: [zoll]\nadded: 2026-01-02\n" + more + "---\n"
}

// cited is a Citer for some article files, keyed by slug, and their events.
func cited(t *testing.T, articles map[string]string) (*Citer, *chronology.Chronology) {
	t.Helper()
	fsys := fstest.MapFS{}
	put := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
	put("index.md", "---\nid: tag:example.org,2026:probe\ntitle: Probechronik\n---\n")
	put("ministers/ahorn.md", "---\nname: Anna Ahorn\noffice: Ministerin\n---\n")
	put("topics/zoll.md", "---\nlabel: Zölle\n---\n")
	put("kinds/treffen.md", "---\nlabel: Treffen\n---\n")
	put("places/kiel.md", "---\nname: Kiel\ncoordinates: [54.3, 10.1]\n---\n")
	put("outlets/bote.md", "---\nname: Der Bote\n---\n")
	put("outlets/stumm.md", "---\nname: Stummes Blatt\npolicy: withheld\n---\n")
	put("outlets/still.md", "---\nname: Stilles Blatt\npolicy: cite\n---\n")
	for slug, text := range articles {
		put("articles/"+slug+".md", text)
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ch := chronology.New(rights.Public(c))
	return New(ch, l), ch
}

func TestText(t *testing.T) {
	c, ch := cited(t, map[string]string{"a": article("Ein Treffen", "2020-04-17", "changes: [{date: 2026-03-04, field: title}]\n")})
	const want = "„Ein Treffen“, in: Probechronik, Eintrag a, Stand 4.\u00a0März 2026"
	if got := c.Entry(ch.Event("a"), "").Text(); got != want {
		t.Errorf("citation = %q, want %q", got, want)
	}
	if got := c.Entry(ch.Event("a"), "https://example.org/a.html").Text(); got != want+", https://example.org/a.html" {
		t.Errorf("citation = %q, want the address at its end", got)
	}
}

// A citation names the newest edition in which the entry says the same, in words
// and for machines.
func TestEdition(t *testing.T) {
	_, before := cited(t, map[string]string{"a": article("Ein Treffen", "2020-04-17", ""), "b": article("Noch eins", "2020-04-18", "")})
	c, ch := cited(t, map[string]string{"a": article("Ein Treffen", "2020-04-17", ""), "b": article("Noch eins", "2020-04-19", "")})
	ch.Content.Editions = []content.Edition{edition.Of(before, "2026-01"), edition.Of(before, "2026-02")}
	a, b := c.Entry(ch.Event("a"), ""), c.Entry(ch.Event("b"), "")
	if want := "„Ein Treffen“, in: Probechronik, Eintrag a, Ausgabe Februar 2026, Stand 2.\u00a0Januar 2026"; a.Text() != want {
		t.Errorf("citation = %q, want %q", a.Text(), want)
	}
	if a.Edition == nil || a.Edition.Entries[a.Place].ID != "a" {
		t.Errorf("it stands at %d of %+v", a.Place, a.Edition)
	}
	for format, text := range map[string]string{"edition = {2026-02}": a.BibTeX(), "ET  - 2026-02\r\n": a.RIS(), `"edition":"2026-02"`: string(a.CSL())} {
		if !strings.Contains(text, format) {
			t.Errorf("%s has no %s", text, format)
		}
	}
	if b.Edition != nil || strings.Contains(b.Text()+b.BibTeX()+b.RIS()+string(b.CSL()), "2026-02") || strings.Contains(b.Text(), "Ausgabe") {
		t.Errorf("an entry that has changed names the edition: %s", b.Text())
	}
}

// bibFields reads one BibTeX entry as BibTeX does: a value in braces ends at
// the brace that closes it, and \{ counts like {.
func bibFields(t *testing.T, src string) (key string, fields map[string]string) {
	t.Helper()
	head, rest, ok := strings.Cut(src, ",")
	key, isMisc := strings.CutPrefix(head, "@misc{")
	if !ok || !isMisc {
		t.Fatalf("no @misc entry: %s", src)
	}
	fields = map[string]string{}
	for {
		name, after, ok := strings.Cut(rest, "=")
		if !ok {
			t.Fatalf("no field in %q", rest)
		}
		after = strings.TrimSpace(after)
		value := after[:strings.IndexAny(after, ",\n")]
		if after[0] == '{' {
			depth, end := 0, 0
			for i, r := range after {
				switch r {
				case '{':
					depth++
				case '}':
					depth--
				}
				if depth == 0 {
					end = i
					break
				}
			}
			value = after[1:end]
			after = after[end+1:]
		} else {
			after = after[len(value):]
		}
		fields[strings.TrimSpace(name)] = value
		after = strings.TrimSpace(after)
		if after == "}" {
			return key, fields
		}
		if after, ok = strings.CutPrefix(after, ","); !ok {
			t.Fatalf("field %s of %s is not closed: %q", name, src, after)
		}
		rest = after
	}
}

func TestBibTeX(t *testing.T) {
	c, ch := cited(t, map[string]string{"2020-a": article(nasty, "2020-04-17", "")})
	key, fields := bibFields(t, c.Entry(ch.Event("2020-a"), "https://example.org/a_b.html").BibTeX())
	want := map[string]string{
		"title":        `{{\"O}l \& {\textquotedbl}Z{\"o}lle{\textquotedbl}, {\textbraceleft}Kurs{\textbraceright}; 50 \% {\textless}script{\textgreater}alert(1){\textless}/script{\textgreater} -- {\quotedblbase}ja{\textquotedblleft} {\textbackslash} {\ss}\_{\'e}}`,
		"howpublished": "Probechronik, Eintrag 2020-a",
		"year":         "2026", "month": "jan", "note": "Stand 2.~Januar 2026",
		"url": "https://example.org/a_b.html", "language": "de",
	}
	if key != "2020-a" || len(fields) != len(want) {
		t.Errorf("key %q with %d fields, want 2020-a with %d", key, len(fields), len(want))
	}
	for name, value := range want {
		if fields[name] != value {
			t.Errorf("%s = %s, want %s", name, fields[name], value)
		}
	}
}

func TestLaTeX(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Lavrov\nin  Ð", "Lavrov in Ð"},
		{"Łódź, Čapek, Škoda, ñ, ç, å, ï", `{\L}{\'o}d{\'z}, {\v C}apek, {\v S}koda, {\~n}, {\c c}, {\r a}, {\"\i}`},
		{"u\u0308", `{\"u}`},
		{"Лавров", "Лавров"},
		{"~ ^ # $ {}", `{\textasciitilde} {\textasciicircum} \# \$ {\textbraceleft}{\textbraceright}`},
	} {
		if got := latex(c.text); got != c.want {
			t.Errorf("latex(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func TestRIS(t *testing.T) {
	c, ch := cited(t, map[string]string{"a": article(nasty, "2020-04-17", "")})
	got := c.Entry(ch.Event("a"), "https://example.org/a.html").RIS()
	if strings.Count(got, "\n") != strings.Count(got, "\r\n") || strings.Count(got, "\r") != strings.Count(got, "\r\n") {
		t.Errorf("not all lines end in CRLF: %q", got)
	}
	want := []string{
		"TY  - ELEC", "ID  - a", "TI  - " + nasty, "T2  - Probechronik", "PY  - 2026", "DA  - 2026/01/02/", "LA  - de",
		"UR  - https://example.org/a.html", "N1  - Eintrag a", "N1  - Stand 2.\u00a0Januar 2026", "ER  - ", "",
	}
	if lines := strings.Split(got, "\r\n"); strings.Join(lines, "|") != strings.Join(want, "|") {
		t.Errorf("RIS = %q, want %q", lines, want)
	}
}

// dates are events whose days are known more or less, and what CSL-JSON and
// schema.org may say of them.
var dates = []struct{ date, csl, start, end string }{
	{"2020-04-17", `{"date-parts":[[2020,4,17]]}`, "2020-04-17", ""},
	{"2020-04", `{"date-parts":[[2020,4]]}`, "2020-04", ""},
	{"2020", `{"date-parts":[[2020]]}`, "2020", ""},
	{"2020-22", `{"date-parts":[[2020]],"season":2}`, "", ""},
	{"2020-04-17~", `{"date-parts":[[2020,4,17]],"circa":true}`, "", ""},
	{"2020-04?", `{"date-parts":[[2020,4]],"circa":true}`, "", ""},
	{"2020-04-17/2020-04-19", `{"date-parts":[[2020,4,17],[2020,4,19]]}`, "2020-04-17", "2020-04-19"},
	{"2020-04-17/2020-05~", `{"literal":"17.` + "\u00a0" + `April bis ca.` + "\u00a0" + `Mai 2020"}`, "2020-04-17", ""},
	{"2020-04-17/..", `{"literal":"seit 17.` + "\u00a0" + `April 2020"}`, "2020-04-17", ""},
	{"[2020-04-17..2020-04-19]", `{"literal":"zwischen 17. und 19.` + "\u00a0" + `April 2020"}`, "2020-04", ""},
	{"[2020-12-30..2021-01-02]", `{"literal":"zwischen 30.` + "\u00a0" + `Dezember 2020 und 2.` + "\u00a0" + `Januar 2021"}`, "", ""},
	{"[2020-04-17..]", `{"literal":"frühestens 17.` + "\u00a0" + `April 2020"}`, "", ""},
	{"", "null", "", ""},
}

func TestDatesAreNotInvented(t *testing.T) {
	for _, d := range dates {
		c, ch := cited(t, map[string]string{"a": article("Titel", d.date, "")})
		var item map[string]json.RawMessage
		if err := json.Unmarshal(c.Entry(ch.Event("a"), "").CSL(), &item); err != nil {
			t.Fatal(err)
		}
		if got := cmpString(item["event-date"]); got != d.csl {
			t.Errorf("%s: event-date = %s, want %s", d.date, got, d.csl)
		}
		ld := decodeLD(t, c.EventLD(ch.Event("a"), "", ""))
		if text(ld, "startDate") != d.start || text(ld, "endDate") != d.end {
			t.Errorf("%s: from %q to %q, want %q to %q", d.date, text(ld, "startDate"), text(ld, "endDate"), d.start, d.end)
		}
		if _, claimed := edtfOf(t, d.date).ClaimedDay(); claimed == (text(ld, "disambiguatingDescription") != "") {
			t.Errorf("%s: the date in words is %q", d.date, text(ld, "disambiguatingDescription"))
		}
	}
}

func edtfOf(t *testing.T, s string) (d edtf.Date) {
	t.Helper()
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func cmpString(raw json.RawMessage) string {
	if raw == nil {
		return "null"
	}
	return string(raw)
}

func decodeLD(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return v
}

func text(v map[string]any, key string) string {
	s, _ := v[key].(string)
	return s
}

func TestEventLD(t *testing.T) {
	c, ch := cited(t, map[string]string{"a": strings.Replace(article(nasty, "2020-04-17", `sources:
  - {outlet: bote, title: Ein Treffen, agency: Eilmeldung, author: Egon Esche, url: "https://bote.example/1", archive_url: "https://archiv.example/1", published: 2020-04}
  - {outlet: still, title: Noch eins, url: "https://still.example/geheim"}
  - {outlet: stumm, title: Verschwiegen, url: "https://stumm.example/geheim"}
  - {outlet: bote, title: Kein Netz, url: "javascript:alert(1)"}
`), "kind: treffen", "status: cancelled, kind: treffen", 1)})
	data := c.EventLD(ch.Event("a"), "https://example.org/eintrag/a.html", "https://example.org/")
	if s := string(data); strings.ContainsAny(s, "<>&") || !strings.Contains(s, `\u003cscript`) {
		t.Errorf("it cannot stand in a page: %s", s)
	}
	for _, taken := range []string{"geheim", "Verschwiegen", "javascript"} {
		if strings.Contains(string(data), taken) {
			t.Errorf("it has %q: %s", taken, data)
		}
	}
	ld := decodeLD(t, data)
	for key, want := range map[string]string{
		"@context": "https://schema.org", "@type": "Event", "@id": "tag:example.org,2026:probe/event/a", "name": nasty,
		"eventStatus": "https://schema.org/EventCancelled", "url": "https://example.org/eintrag/a.html",
	} {
		if got := text(ld, key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	sources, _ := ld["subjectOf"].([]any)
	if len(sources) != 4 {
		t.Fatalf("%d sources, want 4: %s", len(sources), data)
	}
	first, _ := json.Marshal(sources[0])
	if want := `{"@type":"NewsArticle","archivedAt":"https://archiv.example/1","author":{"@type":"Person","name":"Egon Esche"},"datePublished":"2020-04","name":"Ein Treffen","publisher":{"@type":"Organization","name":"Der Bote"},"sourceOrganization":{"@type":"Organization","name":"Eilmeldung"},"url":"https://bote.example/1"}`; string(first) != want {
		t.Errorf("source = %s, want %s", first, want)
	}
	place, _ := json.Marshal(ld["location"])
	if want := `{"@type":"Place","geo":{"@type":"GeoCoordinates","latitude":54.3,"longitude":10.1},"name":"Kiel"}`; string(place) != want {
		t.Errorf("location = %s, want %s", place, want)
	}
}

func TestURI(t *testing.T) {
	for _, c := range []struct{ site, what, want string }{
		{"tag:a.test,2026:x", "", "tag:a.test,2026:x"},
		{"tag:a.test,2026:x", "event", "tag:a.test,2026:x/event/s"},
		{"x", "event", ""},
		{"", "", ""},
	} {
		if got := URI(content.Site{ID: c.site}, c.what, "s"); got != c.want {
			t.Errorf("URI(%q, %q) = %q, want %q", c.site, c.what, got, c.want)
		}
	}
}
