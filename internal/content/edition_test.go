package content

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chronik/internal/edtf"
)

func kept() Edition {
	return Edition{
		Label: "2026-11", Path: "editions/2026-11.json", Title: `Chronik "A" & <B>`, Stand: edtf.MustParse("2026-11-22"),
		Names: map[string]map[string]string{"kinds": {"telefonat": "Telefonat"}, "places": {"genf": "Genf"}},
		Entries: []Entry{
			{ID: "a", Title: "Anruf", Summary: "Zwei\nreden – „so“.", Date: edtf.MustParse("[2020-04-17..2020-04-20]"), Inferred: true, Contradictory: true, Status: "held",
				Kind: "telefonat", Place: "genf", Ministers: []string{"muster", "beispiel"}, People: []string{"Eva Ohm"}, Topics: []string{"oel"}, Reviewed: true,
				Sources: []EntrySource{{Outlet: "blatt", Agency: "dpa", Title: "T", Author: "E", Published: edtf.MustParse("2020-04"), URL: "https://blatt.test/?a=1&b=2"}}},
			{ID: "b", Title: "B", Status: "announced"},
		},
	}
}

func TestFormatEdition(t *testing.T) {
	want := `{
 "title": "Chronik \"A\" & <B>",
 "stand": "2026-11-22",
 "names": {"kinds":{"telefonat":"Telefonat"},"places":{"genf":"Genf"}},
 "entries": [
  {"id":"a","title":"Anruf","summary":"Zwei\nreden – „so“.","date":"[2020-04-17..2020-04-20]","inferred":true,"contradictory":true,"status":"held","kind":"telefonat","place":"genf","ministers":["muster","beispiel"],"people":["Eva Ohm"],"topics":["oel"],"reviewed":true,"sources":[{"outlet":"blatt","agency":"dpa","title":"T","author":"E","published":"2020-04","url":"https://blatt.test/?a=1&b=2"}]},
  {"id":"b","title":"B","status":"announced","reviewed":false}
 ]
}
`
	src := FormatEdition(kept())
	if diff := cmp.Diff(want, string(src)); diff != "" {
		t.Errorf("edition (-want +got):\n%s", diff)
	}
	again, problems := ParseEdition("editions/2026-11.json", src)
	if diff := cmp.Diff(kept(), again, compareDates, cmpopts.IgnoreFields(Entry{}, "Line", "Col")); diff != "" || len(problems) > 0 {
		t.Errorf("read back (-want +got):\n%s%v", diff, problems)
	}
	if b := again.Entries[1]; b.Line != 7 || b.Col != 3 {
		t.Errorf("the second entry stands at %d:%d, want 7:3", b.Line, b.Col)
	}
	if bytes := string(FormatEdition(Edition{Title: "A"})); !strings.Contains(bytes, "\"entries\": [\n ]") {
		t.Errorf("an edition without entries is %s", bytes)
	}
}

func TestEditionProblems(t *testing.T) {
	good := string(FormatEdition(kept()))
	for _, c := range []struct{ name, file, old, new, want string }{
		{"label", "editions/neu.json", "", "", `editions/neu.json:1: "neu" is neither a month nor a day`},
		{"label of no day", "editions/2026-11-31.json", "", "", `editions/2026-11-31.json:1: "2026-11-31" is neither`},
		{"broken off", "", "\n ]\n}\n", "", "editions/2026-11.json:7:63: edition cannot be read: it breaks off"},
		{"unknown key", "", `"title": "Chronik`, `"titel": "Chronik`, `editions/2026-11.json:2:2: edition cannot be read: unknown key "titel"`},
		{"unknown key of an entry", "", `"status":"announced"`, `"stand":"announced"`, `editions/2026-11.json:7:3: edition cannot be read: unknown field "stand"`},
		{"wrong type", "", `"reviewed":false`, `"reviewed":"no"`, "editions/2026-11.json:7:3: edition cannot be read: cannot unmarshal string"},
		{"bad date", "", "2020-04-20]", "20.4.2020]", "editions/2026-11.json:6:3: edition cannot be read: "},
		{"same id", "", `"id":"b"`, `"id":"a"`, `editions/2026-11.json:7:3: entry "a" stands twice`},
		{"bad id", "", `"id":"b"`, `"id":"../b"`, `editions/2026-11.json:7:3: id "../b" cannot be an address`},
		{"no object", "", good, "[]", "editions/2026-11.json:1:1: edition cannot be read: there is [, not {"},
	} {
		fsys := small()
		name := c.file
		if name == "" {
			name = "editions/2026-11.json"
		}
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: no %q", c.name, c.old)
		}
		fsys[name] = file(strings.Replace(good, c.old, c.new, 1))
		content, problems := Load(fsys)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) || problems[0].Hint == "" {
			t.Errorf("%s: problems = %v, want %q", c.name, problems, c.want)
		}
		if len(content.Editions) != 0 {
			t.Errorf("%s: the edition is there", c.name)
		}
	}
}

func TestEditionsInOrder(t *testing.T) {
	fsys := small()
	src := string(FormatEdition(kept()))
	for _, name := range []string{"2026-12.json", "2026-11-26.json", "2026-11.json", ".2026-10.json", "lies.md"} {
		fsys["editions/"+name] = file(src)
	}
	c, problems := Load(fsys)
	var labels []string
	for _, e := range c.Editions {
		labels = append(labels, e.Label)
	}
	if got := strings.Join(labels, " "); got != "2026-11 2026-11-26 2026-12" || len(problems) > 0 {
		t.Errorf("editions = %s, problems %v, want them oldest first", got, problems)
	}
}

// An edition is read once while its bytes are the same.
func TestMemoryOfEditions(t *testing.T) {
	fsys := small()
	ed := kept()
	fsys[ed.Path] = file(string(FormatEdition(ed)))
	var m Memory
	load := func() []Entry {
		read := m.Load(fsys, time.Now())
		if len(read.Problems) > 0 {
			t.Fatal(read.Problems)
		}
		return read.Editions[0].Entries
	}
	first := load()
	if again := load(); &first[0] != &again[0] {
		t.Error("it is read again though nothing has changed")
	}
	ed.Entries[0].Title = "Abruf"
	fsys[ed.Path] = file(string(FormatEdition(ed)))
	if changed := load(); changed[0].Title != "Abruf" || first[0].Title != "Anruf" {
		t.Errorf("after a change: %q, the first load has %q", changed[0].Title, first[0].Title)
	}
}
