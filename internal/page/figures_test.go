package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chronik/internal/strip"
)

// cellWords are the cells of a strip that lead anywhere, with what is said of
// them.
func cellWords(s *Strip) string {
	var words []string
	for _, c := range s.Cells {
		if c.Href != "" {
			words = append(words, c.Spoken+" > "+c.Href)
		}
	}
	return strings.Join(words, ", ")
}

func TestStrips(t *testing.T) {
	pages, _ := plan(t, nil)
	home := view[Home](t, pages, "index.html").Strip
	if got, want := cellWords(home), "2020 3 Einträge > #y2020, 2021 – kein Eintrag > #y2021, 2022 – kein Eintrag > #y2022, 2023 1 Eintrag > #y2023"; got != want {
		t.Errorf("home leads to %s\nwant %s", got, want)
	}
	if want := "Zeitstreifen 2020 bis 2023 nach Jahren. 5 Einträge."; home.Label != want {
		t.Errorf("home strip is called %q, want %q", home.Label, want)
	}
	// Of five one has no date. Birke was in office before.
	if len(home.Signs) != 4 || len(home.Bands) != 0 {
		t.Errorf("home shows %d signs and %d terms of office, want 4 and 0", len(home.Signs), len(home.Bands))
	}
	if s := home.Signs[1]; !s.Open || s.LineX == "" || s.Shape != "circle" || s.Href != "eintrag/treffen-kiel.html" || s.Title != "Mai 2020: Treffen in Kiel" {
		t.Errorf("sign of a month = %+v, want an open circle with a line", s)
	}
	birke := view[Term](t, pages, "minister/birke.html").Strip
	if got, want := cellWords(birke), "2020 2 Einträge > birke/2020.html"; got != want {
		t.Errorf("minister leads to %s, want %s", got, want)
	}
	if birke.Rug == "" || len(birke.Signs) != 2 {
		t.Errorf("minister has %d signs and rug %q, want 2 among others", len(birke.Signs), birke.Rug)
	}
	ahorn := view[Term](t, pages, "minister/ahorn.html").Strip
	if len(ahorn.Bands) != 1 || ahorn.Bands[0].Name != "im Amt" || ahorn.Bands[0].Width != "100%" {
		t.Errorf("times in office = %+v, want one from end to end", ahorn.Bands)
	}
	year := view[Year](t, pages, "jahr/2020.html").Strip
	if got, want := cellWords(year), "Apr. 2020 1 Eintrag > #m2020-04, Mai 2020 1 Eintrag > #m2020-05, Dez. 2020 1 Eintrag > #m2020-12"; got != want {
		t.Errorf("year leads to %s, want %s", got, want)
	}
	if s := view[Year](t, pages, "jahr/ohne-datum.html").Strip; s != nil {
		t.Errorf("entries without date have a strip %q", s.Label)
	}
	if empty := view[Year](t, pages, "jahr/2022.html").Strip; empty == nil || len(empty.Signs) != 0 || len(empty.Cells) != 12 {
		t.Errorf("strip of an empty year = %+v, want twelve months without signs", empty)
	}
	event := view[Event](t, pages, "eintrag/treffen-kiel.html").Strip
	if event.Here == nil || !event.Cells[0].Current || event.Cells[1].Current || event.Cells[1].Href != "../jahr/2021.html" {
		t.Errorf("strip of an event = %+v, want it in 2020", event)
	}
	if view[Event](t, pages, "eintrag/ohne-tag.html").Strip != nil {
		t.Error("an event without date has a strip")
	}
	if lost := view[NotFound](t, pages, "404.html").Strip; lost == nil || lost.Cells[0].Href != "jahr/2020.html" {
		t.Errorf("404 does not lead to the years")
	}
}

func TestStripOfAnEmptySite(t *testing.T) {
	changes := map[string]string{}
	for name := range sample {
		if strings.HasPrefix(name, "articles/") {
			changes[name] = ""
		}
	}
	changes["pages/ueber.md"] = "---\ntitle: Über die Probe\n---\n"
	pages, _ := plan(t, changes)
	if view[Home](t, pages, "index.html").Strip != nil || view[NotFound](t, pages, "404.html").Strip != nil {
		t.Error("a site without years has a strip")
	}
	if o := view[Overview](t, pages, "ueberblick.html"); len(o.Matrices[0].Columns) != 0 || len(o.Matrices[0].Rows) != 3 {
		t.Errorf("overview of no years = %+v", o.Matrices[0])
	}
}

func TestDecades(t *testing.T) {
	pages, _ := plan(t, map[string]string{
		"articles/1899/alt.md":    "---\ntitle: Sehr alt\nsummary: Alt.\nevent: {date: 1899-05-06, kind: treffen}\nministers: [ahorn]\ntopics: [zoll]\n---\n",
		"articles/1893/aelter.md": "---\ntitle: Noch älter\nsummary: Alt.\nevent: {id: aelter, date: 1893-05-06, kind: treffen}\nministers: [ahorn]\ntopics: [zoll]\n---\n",
	})
	home := view[Home](t, pages, "index.html").Strip
	if c := home.Cells[0]; c.Text != "1890er" || c.Count != "2" || c.Href != "#y1893" || len(home.Cells) != 14 {
		t.Errorf("first of %d cells = %+v, want the nineties with 2", len(home.Cells), c)
	}
	if got := view[Overview](t, pages, "ueberblick.html").Legend.Title; got != "Einträge je Jahrzehnt" {
		t.Errorf("legend of decades is called %q", got)
	}
	m := view[Overview](t, pages, "ueberblick.html").Matrices[1]
	if got := m.Columns[0]; got.Text != "1890er" || got.Href != "" {
		t.Errorf("first column = %+v, want a decade that leads nowhere", got)
	}
	if got := m.Rows[0].Cells[0]; got.Text != "2" || got.Href != "thema/zoll.html" {
		t.Errorf("cell of a decade = %+v, want 2 that lead to the topic", got)
	}
}

func cells(r MatrixRow) string {
	var words []string
	for _, c := range r.Cells {
		w := fmt.Sprint(c.Text, c.Heat)
		if c.Out {
			w = "x"
		}
		if c.Current {
			w += "!"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func TestMatrices(t *testing.T) {
	pages, _ := plan(t, map[string]string{
		"ministers/birke.md": "---\nname: Bert Birke\nsort_name: Birke, Bert\nterms: [{start: 2015-02-01, end: 2021-03-04}]\n---\n",
	})
	o := view[Overview](t, pages, "ueberblick.html")
	var heads []string
	for _, c := range o.Matrices[0].Columns {
		heads = append(heads, c.Text)
	}
	if want := []string{"2020", "2021", "2022", "2023", "Ohne Datum"}; !slices.Equal(heads, want) {
		t.Errorf("columns %q, want %q", heads, want)
	}
	var rows []string
	for _, r := range o.Matrices[0].Rows {
		rows = append(rows, r.Head.Text+": "+cells(r)+" = "+r.Sum)
	}
	want := "Ahorn: 33 0 0 11 11 = 5\nBirke: 22 0 x x 0 = 2\nCedern: 0 0 0 0 0 = 0"
	if got := strings.Join(rows, "\n"); got != want {
		t.Errorf("ministers:\n%s\nwant\n%s", got, want)
	}
	if c := o.Matrices[0].Rows[1].Cells[0]; c.Href != "minister/birke/2020.html" || c.Label != "Birke 2020: 2 Einträge" {
		t.Errorf("cell = %+v", c)
	}
	if foot := o.Matrices[0].Foot; foot == nil || foot.Sum != "5" || foot.Cells[0].Href != "jahr/2020.html" {
		t.Errorf("foot = %+v, want all 5", foot)
	}
	one := view[Cross](t, pages, "minister/ahorn/2023.html").Matrix
	if got, want := cells(one.Rows[0]), "33 0 0 11! 11"; got != want {
		t.Errorf("row of one minister = %q, want %q", got, want)
	}
	one = view[Cross](t, pages, "minister/birke/2020.html").Matrix
	if got := cells(one.Rows[0]); got != "22!" || len(one.Columns) != 1 {
		t.Errorf("row of one minister = %q in %d columns, want only the year with entries", got, len(one.Columns))
	}
}

func TestHeat(t *testing.T) {
	for _, test := range []struct {
		most int
		want heat
	}{
		{0, heat{1, 2, 3, 4, 5}}, {9, heat{1, 2, 3, 4, 5}}, {10, heat{1, 2, 3, 4, 6}}, {100, heat{1, 3, 6, 16, 40}}, {1000, heat{1, 4, 16, 63, 251}},
	} {
		if got := heatOf(test.most); got != test.want {
			t.Errorf("steps up to %d = %v, want %v", test.most, got, test.want)
		}
	}
	h := heatOf(100)
	for n, want := range map[int]int{0: 0, 1: 1, 2: 1, 3: 2, 39: 4, 40: 5, 100: 5, 1000: 5} {
		if got := h.step(n); got != want {
			t.Errorf("step of %d = %d, want %d", n, got, want)
		}
	}
	pages, _ := plan(t, nil)
	var legend []string
	for _, s := range view[Overview](t, pages, "ueberblick.html").Legend.Steps {
		legend = append(legend, s.Text)
	}
	if want := []string{"1", "2", "3", "4", "5 und mehr"}; !slices.Equal(legend, want) {
		t.Errorf("legend %q, want %q", legend, want)
	}
}

func TestAxes(t *testing.T) {
	pages, _ := plan(t, nil)
	month := view[Event](t, pages, "eintrag/treffen-kiel.html").Axis
	if month == nil || month.Day != "" || !slices.Equal(month.Caption, []string{"Fläche: möglicher Zeitraum, 1. bis 31.\u00a0Mai 2020."}) {
		t.Errorf("axis of a month says %q", month.Caption)
	}
	// After the 12th is known, before what is not.
	if a := view[Event](t, pages, "eintrag/2020-04-17-anruf.html").Axis; a != nil {
		t.Errorf("day that is bounded on one side has an axis: %v", a.Caption)
	}
	pages, _ = plan(t, map[string]string{"articles/2020/2020-04-17-anruf.md": `---
title: Ahorn ruft Birke an
summary: Es geht um Zölle.
event:
  date: 2020-04-17
  kind: telefonat
  evidence:
    - {field: date, rule: inferred, role: event, says: 2020-04-17}
    - {field: date, rule: after, role: after, says: "[2020-04-12..]"}
    - {field: date, rule: before, role: before, says: "[..2020-04-20]"}
    - {field: date, rule: published, role: publication, says: 2020-04-28}
ministers: [ahorn]
---
`, "pages/ueber.md": ""})
	a := view[Event](t, pages, "eintrag/2020-04-17-anruf.html").Axis
	want := []string{
		"Fläche: möglicher Zeitraum, 12. bis 20. April 2020.", "Grüner Strich: 17. April 2020.",
		"Gestrichelt: äußerste Grenze, 28. April 2020.",
	}
	if a == nil || a.Day == "" || len(a.Outer) != 1 {
		t.Fatalf("axis = %+v, want a day and one limit", a)
	}
	var caption []string
	for _, s := range a.Caption {
		caption = append(caption, strings.ReplaceAll(s, "\u00a0", " "))
	}
	if !slices.Equal(caption, want) {
		t.Errorf("caption %q, want %q", caption, want)
	}
	labels := slices.DeleteFunc(slices.Clone(a.Ticks), func(t AxisTick) bool { return t.Text == "" })
	if len(labels) == 0 || strings.ReplaceAll(labels[0].Text, "\u00a0", " ") != "13. Apr." {
		t.Errorf("labels = %v, want the first on Monday 13. Apr.", labels)
	}
	if a.Axis.Ticks[0].Unit != strip.ByDay {
		t.Errorf("unit = %d, want days", a.Axis.Ticks[0].Unit)
	}
}
