package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func section(t *testing.T, pages []Page, id string) []string {
	t.Helper()
	r := view[Register](t, pages, "register.html")
	i := slices.IndexFunc(r.Sections, func(s Section) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("the register has no section %s", id)
	}
	var lines []string
	for _, c := range r.Sections[i].Terms {
		lines = append(lines, c.Text+" | "+c.Href+" | "+c.N)
	}
	return lines
}

func TestRegister(t *testing.T) {
	pages, _ := plan(t, nil)
	for id, want := range map[string][]string{
		"people":    {"Ahorn, Anna | minister/ahorn.html | 5", "Birke, Bert | minister/birke.html | 2", "Cedern, Carl | minister/cedern.html | 0", "Douglasie, Dora | person/dora-douglasie.html | 1"},
		"topics":    {"Ärzteaustausch | thema/aerzte.html | 0", "Brot | thema/brot.html | 1", "Zölle | thema/zoll.html | 2"},
		"kinds":     {"Telefonate | art/telefonat.html | 2", "Treffen | art/treffen.html | 2"},
		"places":    {"Kiel | ort/kiel.html | 1"},
		"outlets":   {"Der Bote | medium/bote.html | 1", "Stummes Blatt | medium/stumm.html | 1"},
		"questions": {"Rhythmus der Kontakte | rhythmus.html | ", "Längste Zeiten ohne Kontakt | pausen.html | ", "Einträge mit unsicherem Datum | unsicher.html | 3", "Widersprüche | widersprueche.html | 0", "Schweigen | schweigen.html | 1"},
	} {
		if diff := cmp.Diff(want, section(t, pages, id)); diff != "" {
			t.Errorf("register, %s (-want +got):\n%s", id, diff)
		}
	}
}

// The last word of a name goes first unless the site says otherwise; two names
// that would share an address do not.
func TestPeopleInTheRegister(t *testing.T) {
	changes := map[string]string{
		"index.md": sample["index.md"][:len("---\n")] + "people: [{name: Wu Ming, sort_name: Wu Ming}]\n" + sample["index.md"][len("---\n"):],
	}
	changes["articles/2023/2023-05-06-rede.md"] = "---\ntitle: Eine Rede\nsummary: Allein.\nevent: {date: 2023-05-06}\nministers: [ahorn]\npeople: [Wu Ming, Ivo Ölm, Ivo Oelm, Иван, Bert Birke]\n---\n"
	pages, _ := plan(t, changes)
	want := []string{
		"Ahorn, Anna | minister/ahorn.html | 5", "Birke, Bert | minister/birke.html | 2", "Cedern, Carl | minister/cedern.html | 0",
		"Douglasie, Dora | person/dora-douglasie.html | 1", "Oelm, Ivo | person/ivo-oelm.html | 1", "Ölm, Ivo | person/ivo-oelm-2.html | 1",
		"Wu Ming | person/wu-ming.html | 1", "Иван | person/u438-u432-u430-u43d.html | 1",
	}
	if diff := cmp.Diff(want, section(t, pages, "people")); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
}

// What two terms have in common has a page if it is anything, and both lead to
// it.
func TestPairs(t *testing.T) {
	pages, _ := plan(t, nil)
	pair := view[Term](t, pages, "minister/birke/zoll.html")
	if pair.Heading != "Birke: Zölle" || len(rows(pair)) != 2 {
		t.Errorf("pair is %q with %d entries, want Birke: Zölle with 2", pair.Heading, len(rows(pair)))
	}
	if want := "2 Einträge von 2 zu Birke und 2 zu „Zölle“."; !slices.Contains(pair.Role, want) {
		t.Errorf("pair says %q, want %q", pair.Role, want)
	}
	leads := func(facets []Facet) []string {
		var hrefs []string
		for _, f := range facets {
			for _, i := range f.Items {
				hrefs = append(hrefs, i.Href+" "+i.N)
			}
		}
		return hrefs
	}
	for from, c := range map[string]struct {
		facets []Facet
		want   string
	}{
		"minister": {view[Term](t, pages, "minister/birke.html").Facets, "birke/zoll.html 2"},
		"pivot":    {view[Term](t, pages, "minister/ahorn.html").Facets, "birke/ahorn.html 2"},
		"other":    {view[Term](t, pages, "minister/birke.html").Facets, "birke/ahorn.html 2"},
		"topic":    {view[Term](t, pages, "thema/zoll.html").Facets, "../minister/birke/zoll.html 2"},
		"kind":     {view[Term](t, pages, "art/telefonat.html").Facets, "telefonat/birke.html 1"},
		"year":     {view[Year](t, pages, "jahr/2020.html").Facets, "../art/telefonat/2020.html 2"},
		"crossing": {view[Cross](t, pages, "minister/birke/2020.html").Facets, "../../art/telefonat/birke.html#y2020 1"},
	} {
		if got := leads(c.facets); !slices.Contains(got, c.want) {
			t.Errorf("%s leads to %q, want %q among them", from, got, c.want)
		}
	}
	for _, p := range pages {
		if p.Path == "minister/cedern/zoll.html" || p.Path == "minister/birke/aerzte.html" {
			t.Errorf("there is a page %s without entries", p.Path)
		}
	}
}

func TestGapsInWords(t *testing.T) {
	contact := strings.Replace(sample["kinds/telefonat.md"], "order: 1", "order: 1\ncontact: true", 1)
	call := func(date string) string {
		return "---\ntitle: Anruf\nsummary: S\nevent: {date: \"" + date + "\", kind: telefonat}\nministers: [ahorn, birke]\n---\n"
	}
	pages, _ := plan(t, map[string]string{
		"kinds/telefonat.md":  contact,
		"articles/2016/a.md":  call("2016-01-01"),
		"articles/2016/b.md":  call("2016-01-11"),
		"articles/2016/c.md":  call("2016-01-20~"),
		"articles/2016/d.md":  call("2016-02"),
		"articles/2016/e.md":  call("2016-03-03"),
		"articles/2016/of.md": call("[..2016-01-10]"),
	})
	v := view[Gaps](t, pages, "pausen.html")
	var got []string
	for _, g := range v.Table.Rows {
		got = append(got, g.Head.Text)
	}
	want := []string{"1.505 Tage", "etwa 11 bis 39 Tage", "9 Tage, wenn keiner der Kontakte dazwischenliegt, deren Zeitpunkt offen ist", "etwa 8 Tage", "mindestens 2 Tage, höchstens 30 Tage"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	if len(v.Unplaced) != 1 || v.Unplaced[0].Href != "eintrag/of.html" {
		t.Errorf("not counted are %v, want the call with an open date", v.Unplaced)
	}
	if none, _ := plan(t, nil); view[Gaps](t, none, "pausen.html").Empty == "" {
		t.Error("without contacts nothing is said")
	}
}

// A chronology without entries says so, and leads nowhere that is not there.
func TestEmptySite(t *testing.T) {
	none := map[string]string{"pages/ueber.md": "---\ntitle: Über\norder: 1\n---\n"}
	for name := range sample {
		if strings.HasPrefix(name, "articles/") {
			none[name] = ""
		}
	}
	pages, problems := plan(t, none)
	if len(problems) > 0 {
		t.Errorf("problems = %v", problems)
	}
	if got := view[Home](t, pages, "index.html").Lists.Empty; got != "Noch keine Einträge." {
		t.Errorf("home says %q", got)
	}
	for path, want := range map[string]string{
		"minister/birke.html": "Zu Bert Birke enthält die Chronik noch keinen Eintrag.",
		"thema/zoll.html":     "Zum Thema Zölle enthält die Chronik noch keinen Eintrag.",
		"art/telefonat.html":  "Zu „Telefonate“ enthält die Chronik noch keinen Eintrag.",
		"ort/kiel.html":       "Zu Kiel enthält die Chronik noch keinen Eintrag.",
		"unsicher.html":       "Bei allen Einträgen steht der Tag fest.",
	} {
		if got := view[Term](t, pages, path).Lists.Empty; got != want {
			t.Errorf("%s says %q, want %q", path, got, want)
		}
	}
}
