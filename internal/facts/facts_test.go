package facts

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/raw"
)

// utopia is a small world of its own: four ministers, of whom Falk meets all
// others.
func utopia() *content.Content {
	term := func(start, end string) content.Term {
		t := content.Term{Start: edtf.MustParse(start)}
		if end != "" {
			t.End = edtf.MustParse(end)
		}
		return t
	}
	words := func(ws ...string) []content.Keyword {
		var ks []content.Keyword
		for _, w := range ws {
			ks = append(ks, content.Keyword{Word: w, Weight: 1})
		}
		return ks
	}
	weak := func(w string, weight float64) content.Keyword { return content.Keyword{Word: w, Weight: weight} }
	return &content.Content{
		Site: content.Site{Pivot: "falk"},
		Ministers: []content.Minister{
			{Slug: "dohle", Name: "Dora Dohle", Spellings: []string{"Dohle"}, Country: "USA", Terms: []content.Term{term("2013-02-01", "2017-01-20")}},
			{Slug: "falk", Name: "Anton Falk", Spellings: []string{"Falk"}, Country: "Russland", Terms: []content.Term{term("2004-03-09", "")}},
			{Slug: "reiher", Name: "Rita Reiher", Spellings: []string{"Reiher"}, Country: "USA", Terms: []content.Term{term("2018-04-26", "2021-01-20")}},
			{Slug: "specht", Name: "Siegfried Specht", Spellings: []string{"Specht"}, Country: "USA", Terms: []content.Term{term("2025-01-21", "")}},
		},
		Topics: []content.Topic{
			{Slug: "algen", Keywords: words("Algen")},
			{Slug: "boote", Keywords: []content.Keyword{weak("Boot", 0.5), weak("Kahn", 0.5)}},
			{Slug: "graete", Keywords: words("GRÄTE")},
			{Slug: "netze", Keywords: words("Netz")},
			{Slug: "tang", Keywords: []content.Keyword{weak("Tang", 0.6), weak("Tang*", 0.6)}},
			{Slug: "seuche", Keywords: words("Seuche"), Clock: edtf.MustParse("[2020-01..]")},
		},
		Kinds: []content.Kind{
			{Slug: "treffen", Keywords: append(words("Treffen", "traf", "trafen"), weak("am Rande", 0.5))},
			{Slug: "telefonat", Keywords: words("Telefonat", "Telefongespräch", "Ferngespräch", "telefonieren", "telefoniert", "telefonierten")},
			{Slug: "pressekonferenz", Keywords: words("Pressekonferenz")},
			{Slug: "interview", Keywords: words("Interview")},
			{Slug: "erklaerung", Keywords: append(words("Erklärung"), weak("erklärte", 0.3))},
			{Slug: "gipfel", Keywords: words("Gipfel")},
			{Slug: "sonstiges"},
		},
		Places: []content.Place{
			{Slug: "beispielhafen", Name: "Beispielhafen"},
			{Slug: "inselstadt", Name: "Inselstadt", Country: "Inselreich"},
			{Slug: "moskau", Name: "Moskau", Country: "Russland"},
			{Slug: "musterstadt", Name: "Musterstadt"},
		},
		Outlets: []content.Outlet{
			{Slug: "naa", Name: "NAA", Host: "naa.example"},
			{Slug: "seeblatt", Name: "Seeblatt", Host: "see.example", Spellings: []string{"seeblatt.NEWS"}},
		},
	}
}

func read(t *testing.T, text string, src Source) Reading {
	t.Helper()
	d, problems := raw.Open("a.txt", []byte(text))
	if d == nil {
		t.Fatal(problems)
	}
	src.Text = d.Text
	return NewReader(utopia()).Read(clean.Document(d, nil), src)
}

func publishedOn(day string) Source {
	if day == "" {
		return Source{}
	}
	return Source{Published: edtf.MustParse(day)}
}

// Five shapes of real pages: headline glued to a file name, caption and no
// headline, interview, plain paragraphs, portal with teasers.
func TestReadPages(t *testing.T) {
	for _, c := range []struct {
		file, date, published, kind, place, outlet, url string
		ministers, topics, not, people                  string
	}{
		{file: "glued.txt", date: "[2020-01-01..2021-01-20]", kind: "telefonat", outlet: "seeblatt", ministers: "falk reiher", topics: "seuche netze graete", people: "Paul Probe, Otto Ort"},
		{file: "caption.txt", date: "[2025-02-12..]", kind: "telefonat", outlet: "seeblatt", url: "https://see.example/fisch-und-netz-4711.html", ministers: "falk specht", topics: "netze", not: "graete seuche", people: "Paul Probe, Otto Ort"},
		{file: "interview.txt", date: "[2020-01-01..2020-11-03]", kind: "interview", outlet: "seeblatt", ministers: "falk reiher", topics: "netze seuche", not: "graete"},
		{file: "plain.txt", date: "[2025-07-03..]", kind: "treffen", place: "beispielhafen", ministers: "falk specht", topics: "netze", not: "boote"},
		{file: "portal.txt", date: "2019-05-14", published: "2019-05-14", kind: "pressekonferenz", outlet: "naa", ministers: "falk", topics: "netze", not: "seuche boote", people: "Kuno Kahn, Jost Jolle"},
	} {
		src, err := os.ReadFile(filepath.Join("testdata", c.file))
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, string(src), Source{})
		for _, x := range []struct{ what, got, want string }{
			{"date", got.Date.String(), c.date}, {"published", got.Published.String(), c.published},
			{"kind", got.Kind, c.kind}, {"place", got.Place, c.place}, {"outlet", got.Outlet, c.outlet}, {"url", got.URL, c.url},
			{"ministers", strings.Join(got.Ministers, " "), c.ministers},
			{"people", strings.Join(got.People, ", "), c.people}, {"status", got.Status, "held"},
		} {
			if x.got != x.want {
				t.Errorf("%s: %s = %q, want %q", c.file, x.what, x.got, x.want)
			}
		}
		for topic := range strings.FieldsSeq(c.topics) {
			if !slices.Contains(got.Topics, topic) {
				t.Errorf("%s: topics = %v, want %s among them", c.file, got.Topics, topic)
			}
		}
		for topic := range strings.FieldsSeq(c.not) {
			if slices.Contains(got.Topics, topic) {
				t.Errorf("%s: topics = %v, want no %s", c.file, got.Topics, topic)
			}
		}
	}
}

// Every quotation stands in the raw text where the row says, and is short.
func TestEvidenceIsVerbatim(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	damaged := "Au\u00adßenminister Anton Falk hat am\u00a0Freitag,\u00a03.\u00a0Mai 2019, mit Rita Reiher in Bei\u00adspielhafen fÃ¼r eine Stunde getroffen.Das Treffen war offen.\n"
	texts := map[string]string{"damaged": damaged}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[f] = string(src)
	}
	for name, text := range texts {
		got := read(t, text, Source{URL: "https://naa.example/2019/05/14/netze.html"})
		located := 0
		for _, e := range got.Evidence {
			if n := len(strings.Fields(e.Quote)); n == 0 || n > 7 {
				t.Errorf("%s: quote %q of rule %s has %d words, want 1 to 7", name, e.Quote, e.Rule, n)
			}
			if e.Says == "" || e.Rule == "" || e.Role == "" {
				t.Errorf("%s: row %+v lacks says, rule or role", name, e)
			}
			if e.Offset < 0 {
				continue
			}
			located++
			if end := e.Offset + len(e.Quote); end > len(text) || text[e.Offset:end] != e.Quote {
				t.Errorf("%s: quote %q of rule %s is not at byte %d", name, e.Quote, e.Rule, e.Offset)
			}
		}
		if located < 4 {
			t.Errorf("%s: %d rows with a place in the text, want 4 or more: %+v", name, located, got.Evidence)
		}
	}
}

func TestReadIsDeterministic(t *testing.T) {
	src, err := os.ReadFile("testdata/caption.txt")
	if err != nil {
		t.Fatal(err)
	}
	first := read(t, string(src), Source{})
	for range 5 {
		again := read(t, string(src), Source{})
		if !slices.Equal(first.Evidence, again.Evidence) || first.Date != again.Date || !slices.Equal(first.Topics, again.Topics) {
			t.Fatalf("second reading = %+v, want %+v", again, first)
		}
	}
}
