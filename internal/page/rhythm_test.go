package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// talks is the sample with kinds that are contacts, and some of these.
func talks(t *testing.T, articles ...string) []Page {
	t.Helper()
	changes := map[string]string{}
	for _, kind := range []string{"kinds/telefonat.md", "kinds/treffen.md"} {
		changes[kind] = strings.Replace(sample[kind], "order:", "contact: true\norder:", 1)
	}
	for i, a := range articles {
		changes[fmt.Sprintf("articles/2020/t%d.md", i+1)] = a
	}
	pages, _ := plan(t, changes)
	return pages
}

func talk(date, more string) string {
	return "---\ntitle: Gespräch\nsummary: S\nevent: {date: \"" + date + "\", kind: telefonat}\nministers: [ahorn, birke]\n" + more + "---\n"
}

// texts are the heads and numbers of the rows of a table.
func texts(m *Matrix) []string {
	var rows []string
	for _, r := range m.Rows {
		line := r.Head.Text + ":"
		for _, c := range r.Cells {
			line += " " + c.Text
			if c.Text == "" {
				line += "."
			}
		}
		rows = append(rows, line+" = "+r.Sum)
	}
	return rows
}

// The sample has a call on a day of April 2020 and a meeting known to May 2020.
func TestRhythm(t *testing.T) {
	v := view[Rhythm](t, talks(t, talk("[2020-11-30..2020-12-01]", ""), talk("[2021-12-31,2022-01-01]", ""), talk("[2021-06..]", "")), "rhythmus.html")
	density := v.Figures[0]
	want := []string{
		"2020: . . . 1 1 . . . . . 0,5 0,5 = 3",
		"2021: . . . . . . . . . . . 0,5 = 0,5",
		"2022: 0,5 . . . . . . . . . . . = 0,5",
		"2023: . . . . . . . . . . . . = 0",
	}
	if diff := cmp.Diff(want, texts(density)); diff != "" {
		t.Errorf("density (-want +got):\n%s", diff)
	}
	if heat := density.Rows[0].Cells; heat[3].Heat != 5 || heat[10].Heat != 3 || heat[0].Heat != 0 {
		t.Errorf("heat of 1, 0,5 and 0 = %d, %d, %d", heat[3].Heat, heat[10].Heat, heat[0].Heat)
	}
	s := density.Strip
	if s.Label != "Zeitstreifen 2020 bis 2023 nach Jahren. 4 Kontakte." || s.Most != "höchstens 1 je Monat" || s.Cells[0].Count != "3" || s.Cells[0].Spoken != "2020 3 Kontakte" {
		t.Errorf("drawing of density: %q, %q, %+v", s.Label, s.Most, s.Cells[0])
	}
	if bars := s.Bars.Layers; len(bars) != 2 || strings.Count(bars[0].Path, "v-70") != 2 || strings.Count(bars[1].Path, "v-35") != 4 {
		t.Errorf("bars %+v, want two sure months and four halves", bars)
	}
	if diff := cmp.Diff([]string{"Telefonate: 2 2 . . . = 4", "Treffen: 1 . . . . = 1"}, texts(v.Figures[1])); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	if row := v.Figures[1].Rows[0]; row.Shape != "diamond" || row.Head.Href != "art/telefonat.html" {
		t.Errorf("row of calls = %+v, want its sign and its list", row)
	}
	if diff := cmp.Diff([]string{"Norden: 1 . . . . = 1", "Süden: . . . . . = 0", "nicht belegt: 2 2 . . . = 4"}, texts(v.Figures[2])); diff != "" {
		t.Errorf("who asked (-want +got):\n%s", diff)
	}
	if note := v.Figures[2].Note; note != "Von 5 Kontakten ist bei 1 belegt, von welcher Seite die Initiative ausging." {
		t.Errorf("note %q", note)
	}
	if len(v.Open) != 1 || v.Open[0].Href != "eintrag/t3.html" {
		t.Errorf("not counted are %v, want the call with an open date", v.Open)
	}
	if diff := cmp.Diff([]string{
		"sicher: mindestens 394 Tage, höchstens 396 Tage, wenn keiner der Kontakte dazwischenliegt, deren Zeitpunkt offen ist > t1 > t2",
	}, timetable(v, "silence")); diff != "" {
		t.Errorf("silence (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Brot > 2020-04-17-anruf > 2020-04-17-anruf", "Zölle > 2020-04-17-anruf > treffen-kiel"}, timetable(v, "topics")); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	none, _ := plan(t, nil)
	if v := view[Rhythm](t, none, "rhythmus.html"); v.Empty == "" || len(v.Figures) != 0 {
		t.Errorf("without contacts the page says %q and shows %d figures", v.Empty, len(v.Figures))
	}
}

// timetable is what a section of the page says, with the ids of its events.
func timetable(v Rhythm, id string) []string {
	i := slices.IndexFunc(v.Tables, func(s TimeSection) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	var rows []string
	for _, r := range v.Tables[i].Table.Rows {
		line := strings.ReplaceAll(r.Head.Text, "\u00a0", " ")
		for _, n := range []*Neighbour{r.From, r.To} {
			if n != nil {
				line += " > " + strings.TrimSuffix(strings.TrimPrefix(n.Href, "eintrag/"), ".html")
			}
		}
		rows = append(rows, line)
	}
	return rows
}

// The newest day of the sample is 4 March 2026.
func TestPromisesInWords(t *testing.T) {
	pages := talks(t,
		talk("2020-06-01", "promises: [{text: Bald wieder, kept_by: t2}, {text: Im Juni noch einmal, due: 2020-06}, {text: Irgendwann}]\n"),
		talk("2020-06-13", "promises: [{text: Noch am Tag, kept_by: t3}]\n"), talk("2020-06-13", ""),
		talk("2020-07", "promises: [{text: Im Herbst, kept_by: t5, due: 2020-23}]\n"), talk("2020-10-01", ""))
	want := []string{
		"eingelöst, 12 Tage später > t1 > t2", "verstrichen, Frist: Juni 2020 > t1", "offen > t1",
		"eingelöst am selben Tag > t2 > t3", "eingelöst, 62 bis 92 Tage später > t4 > t5",
		"verstrichen, Frist: zwischen 20. Dezember 2020 und 10. Januar 2021 > 2020-12-umfang",
	}
	if diff := cmp.Diff(want, timetable(view[Rhythm](t, pages, "rhythmus.html"), "promises")); diff != "" {
		t.Errorf("promises (-want +got):\n%s", diff)
	}
	fact := func(id, term string) []Link {
		for _, f := range view[Event](t, pages, "eintrag/"+id+".html").Facts {
			if f.Term == term {
				return f.Items
			}
		}
		return nil
	}
	if got := fact("t1", "Zusagen"); len(got) != 3 || got[0] != (Link{"Bald wieder (eingelöst, 12 Tage später)", "t2.html"}) || got[2].Href != "" {
		t.Errorf("promises of t1 = %v", got)
	}
	if got := fact("t2", "Löst ein"); len(got) != 1 || got[0] != (Link{"Bald wieder", "t1.html"}) {
		t.Errorf("t2 keeps %v", got)
	}
	if got := fact("t5", "Zusagen"); got != nil {
		t.Errorf("t5 promises %v, want nothing", got)
	}
}

func TestRhythmOfATerm(t *testing.T) {
	pages := talks(t, talk("2020-03-01", "topics: [brot]\n"), talk("2020", "topics: [brot]\n"))
	words := func(path string) []string {
		facets := view[Term](t, pages, path).Facets
		var items []string
		for _, i := range facets[len(facets)-1].Items {
			items = append(items, strings.ReplaceAll(i.Text+" "+i.N+" "+i.Href, "\u00a0", " "))
		}
		return items
	}
	if diff := cmp.Diff([]string{
		"Zuerst spätestens 1. März 2020 ../eintrag/t1.html", "Zuletzt frühestens 17. April 2020 ../eintrag/2020-04-17-anruf.html", "Initiative: Norden 1 ",
	}, words("thema/brot.html")); diff != "" {
		t.Errorf("topic (-want +got):\n%s", diff)
	}
	if got := words("thema/zoll.html"); !slices.Contains(got, "Längste Stille mindestens 13 Tage, höchstens 43 Tage ../eintrag/2020-04-17-anruf.html") {
		t.Errorf("another topic says %q", got)
	}
}

func TestAlone(t *testing.T) {
	source := func(url string) string {
		return "sources: [{outlet: bote, title: T, url: \"https://www.bote.example/" + url + "\"}]\n"
	}
	pages := talks(t, talk("2020-06-01", source("2")))
	a := view[Term](t, pages, "medium/bote.html").Alone
	if a == nil || a.Count != "2 Einträge, davon nur hier belegt: 1." || len(a.Entries) != 1 || a.Entries[0].Href != "../eintrag/t1.html" {
		t.Errorf("what rests on one outlet = %+v", a)
	}
	if a := view[Term](t, pages, "medium/stumm.html").Alone; a != nil {
		t.Errorf("nothing rests on the other alone, but it says %+v", a)
	}
	outlets := view[Register](t, pages, "register.html").Sections[4].Terms
	if outlets[0].N != "2" || outlets[0].Note != "davon 1 nur hier" || outlets[1].Note != "" {
		t.Errorf("the register says of outlets %+v", outlets)
	}
	// Too many for the page of the outlet have one of their own.
	pages = crowded(t, limits{listed: 10, newest: 5, indexed: 50})
	if a := view[Term](t, pages, "medium/bote.html").Alone; a == nil || len(a.Entries) != 0 || a.More != (Link{"60 Einträge ansehen", "bote/nur-hier.html"}) {
		t.Errorf("sixty entries that rest on one outlet = %+v", a)
	}
	if v := view[Term](t, pages, "medium/bote/nur-hier.html"); v.Heading != "Nur hier belegt: Der Bote" || len(v.Lists.Rail) != 3 || v.Lists.Rail[0].N != 43 {
		t.Errorf("their page is %q with years %+v", v.Heading, v.Lists.Rail)
	}
	pages = talks(t, strings.Replace(talk("2020-06-01", source("2")), "bote", "stumm", 1))
	if a := view[Term](t, pages, "medium/stumm.html").Alone; a == nil || len(a.Entries) != 1 {
		t.Errorf("one of two rests on it alone, but it says %+v", a)
	}
}
