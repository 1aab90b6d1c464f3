package edition

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/rights"
)

// sample is a small chronology of invented ministers.
var sample = map[string]string{
	"index.md":            "---\nid: tag:example.org,2026:probe\ntitle: Probechronik\n---\n",
	"ministers/ahorn.md":  "---\nname: Anna Ahorn\n---\n",
	"ministers/birke.md":  "---\nname: Bert Birke\n---\n",
	"topics/zoll.md":      "---\nlabel: Zölle\n---\n",
	"kinds/treffen.md":    "---\nlabel: Treffen\n---\n",
	"places/kiel.md":      "---\nname: Kiel\n---\n",
	"outlets/bote.md":     "---\nname: Der Bote\n---\n",
	"outlets/stumm.md":    "---\nname: Stummes Blatt\npolicy: cite\n---\n",
	"articles/anruf.md":   "---\ntitle: Anruf\nsummary: S.\nevent:\n  date: 2020-04-17\n  kind: treffen\n  place: kiel\n  evidence: [{field: date, rule: weekday, role: event, says: 2020-04-17}]\nministers: [ahorn, birke]\npeople: [Dora D]\ntopics: [zoll]\nsources: [{outlet: bote, title: T, url: \"https://bote.example/1\"}, {outlet: stumm, title: U, url: \"https://stumm.example/geheim\"}]\nadded: 2026-11-22\n---\n",
	"articles/zweiter.md": "---\ntitle: Zweiter\nevent: {date: 2019, kind: treffen}\nministers: [ahorn]\nreviewed: false\n---\n",
	"articles/dritter.md": "---\ntitle: Dritter\nevent: {date: 2019, kind: treffen}\nministers: [ahorn]\nwithdrawn: {date: 2026-11-01, reason: r}\n---\n",
	"articles/entwurf.md": "---\ntitle: Entwurf\nevent: {date: 2019, kind: treffen}\nministers: [ahorn]\ndraft: true\n---\n",
}

// of returns the public chronology of the sample with some files changed and
// with editions; an empty text removes a file.
func of(t *testing.T, changes map[string]string, editions ...content.Edition) *chronology.Chronology {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, texts := range []map[string]string{sample, changes} {
		for name, text := range texts {
			if fsys[name] = (&fstest.MapFile{Data: []byte(text)}); text == "" {
				delete(fsys, name)
			}
		}
	}
	for _, ed := range editions {
		fsys[ed.Path] = &fstest.MapFile{Data: content.FormatEdition(ed)}
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return chronology.New(rights.Public(c))
}

func TestOf(t *testing.T) {
	ed := Of(of(t, nil), "2026-11")
	want := `{
 "title": "Probechronik",
 "stand": "2026-11-22",
 "names": {"kinds":{"treffen":"Treffen"},"ministers":{"ahorn":"Anna Ahorn","birke":"Bert Birke"},"outlets":{"bote":"Der Bote","stumm":"Stummes Blatt"},"places":{"kiel":"Kiel"},"topics":{"zoll":"Zölle"}},
 "entries": [
  {"id":"zweiter","title":"Zweiter","date":"2019","status":"held","kind":"treffen","ministers":["ahorn"],"reviewed":false},
  {"id":"anruf","title":"Anruf","summary":"S.","date":"2020-04-17","inferred":true,"status":"held","kind":"treffen","place":"kiel","ministers":["ahorn","birke"],"people":["Dora D"],"topics":["zoll"],"reviewed":true,"sources":[{"outlet":"bote","title":"T","url":"https://bote.example/1"},{"outlet":"stumm","title":"U"}]}
 ]
}
`
	if got := string(content.FormatEdition(ed)); got != want {
		t.Errorf("edition = %s, want %s", got, want)
	}
	if again := Of(of(t, nil), "2026-11"); !bytes.Equal(content.FormatEdition(ed), content.FormatEdition(again)) {
		t.Error("the same content gives other bytes")
	}
}

func change(file, old, new string) map[string]string {
	if !strings.Contains(sample[file], old) {
		panic(file + " has no " + old)
	}
	return map[string]string{file: strings.Replace(sample[file], old, new, 1)}
}

func TestChanged(t *testing.T) {
	ed := Of(of(t, nil), "2026-11")
	const called = "articles/anruf.md"
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{"title: Anruf", "title: Anruf", nil},
		{"added: 2026-11-22", "added: 2026-11-23", nil},
		{"[ahorn, birke]", "[birke, ahorn]", nil},
		{"title: Anruf", "title: Ein Anruf", []string{"title"}},
		{"date: 2020-04-17", "date: 2020-04-18", []string{"date"}},
		{"rule: weekday", "rule: stated", []string{"date"}},
		{"place: kiel", "place: \"\"", []string{"place"}},
		{"[ahorn, birke]\npeople: [Dora D]", "[ahorn]", []string{"ministers", "people"}},
		{"topics: [zoll]", "topics: []", []string{"topics"}},
		{"title: T,", "title: V,", []string{"sources"}},
		{"added:", "reviewed: false\nadded:", []string{"reviewed"}},
	} {
		ch := of(t, change(called, c.old, c.new), ed)
		shelf := NewShelf(ch)
		e := ch.Event("anruf")
		now := Entry(e)
		if got := shelf.Changed(shelf.Then(e), &now); !slices.Equal(got, c.want) {
			t.Errorf("%s: changed %q, want %q", c.new, got, c.want)
		}
		if got, _ := shelf.Standing(e); (got != nil) != (c.want == nil) {
			t.Errorf("%s: it stands so in %v", c.new, got)
		}
	}
}

// A term that is renamed is the same term.
func TestRenamedTerms(t *testing.T) {
	ed := Of(of(t, nil), "2026-11")
	changes := change("articles/anruf.md", "[ahorn, birke]", "[ahorn-neu, birke]")
	changes["ministers/ahorn.md"], changes["ministers/ahorn-neu.md"] = "", "---\nname: Anna Ahorn\naliases: [ahorn]\n---\n"
	changes["articles/zweiter.md"] = ""
	ch := of(t, changes, ed)
	if got, at := NewShelf(ch).Standing(ch.Event("anruf")); got == nil || got.Entries[at].ID != "anruf" {
		t.Errorf("it stands so in %v at %d, want in the edition", got, at)
	}
}

// The edition that is named is the newest in which the entry says the same.
func TestStanding(t *testing.T) {
	first := Of(of(t, nil), "2026-10")
	second := Of(of(t, nil), "2026-11")
	third := Of(of(t, change("articles/anruf.md", "title: Anruf", "title: Ein Anruf")), "2026-12")
	ch := of(t, nil, third, first, second)
	shelf := NewShelf(ch)
	for id, want := range map[string]string{"anruf": "2026-11", "zweiter": "2026-12"} {
		if got, _ := shelf.Standing(ch.Event(id)); got == nil || got.Label != want {
			t.Errorf("%s stands so in %+v, want %s", id, got, want)
		}
	}
	if newest := shelf.Newest(); newest.Label != "2026-12" {
		t.Errorf("the newest is %s", newest.Label)
	}
	bare := of(t, nil)
	if got, _ := NewShelf(bare).Standing(bare.Event("anruf")); got != nil || NewShelf(bare).Newest() != nil || NewShelf(bare).Then(bare.Event("anruf")) != nil {
		t.Error("without editions there is one")
	}
}

func TestNow(t *testing.T) {
	ed := Of(of(t, nil), "2026-11")
	changes := change("articles/anruf.md", "added:", "aliases: [zweiter, alt]\nadded:")
	changes["articles/zweiter.md"] = ""
	changes["articles/weg.md"] = "---\ntitle: Weg\nevent: {id: fort, date: 2019, kind: treffen}\nwithdrawn: {date: 2026-11-27, reason: Irrtum}\n---\n"
	shelf := NewShelf(of(t, changes, ed))
	for id, want := range map[string]string{"anruf": "anruf", "zweiter": "anruf", "alt": "anruf", "fort": "fort withdrawn", "weg": "", "nie": "", "entwurf": ""} {
		got := ""
		if e := shelf.Now(id); e != nil {
			if got = e.ID; e.Status != "held" {
				got += " " + e.Status
			}
		}
		if got != want {
			t.Errorf("%s is %q today, want %q", id, got, want)
		}
	}
	ch := of(t, changes, ed)
	if then := NewShelf(ch).Then(ch.Event("anruf")); then.ID != "anruf" {
		t.Errorf("anruf was %s, want anruf though it has an old id that is in the edition", then.ID)
	}
}
