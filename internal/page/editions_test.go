package page

import (
	"slices"
	"strings"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edition"
)

// keptAs is the file of an edition of the sample with some files changed.
func keptAs(t *testing.T, label string, changes map[string]string) string {
	t.Helper()
	return string(content.FormatEdition(edition.Of(public(t, changes), label)))
}

func editionEntry(t *testing.T, v Edition, id string) EditionEntry {
	t.Helper()
	for _, y := range v.Years {
		for _, e := range y.Entries {
			if e.ID == id {
				return e
			}
		}
	}
	t.Fatalf("the edition has no entry %s", id)
	return EditionEntry{}
}

func TestWithoutEditions(t *testing.T) {
	pages, _ := plan(t, nil)
	for _, p := range pages {
		if strings.HasPrefix(p.Path, "edition/") {
			t.Errorf("there is a page %s", p.Path)
		}
	}
	if e := view[Event](t, pages, "eintrag/2020-04-17-anruf.html"); e.Edition != nil || strings.Contains(e.Cite, "Ausgabe") {
		t.Errorf("the citation names %v: %s", e.Edition, e.Cite)
	}
}

// An edition shows entries as they were, says what has become of each, and
// leads to what there is today.
func TestEdition(t *testing.T) {
	const rede = "articles/2023/2023-05-06-rede.md"
	pages, problems := plan(t, map[string]string{
		"editions/2026-11.json": keptAs(t, "2026-11", nil),
		calledOn: strings.NewReplacer("  date: 2020-04-17", "  date: 2020-04-18", "topics: [zoll, brot]", "topics: [zoll]",
			"summary: Es geht um Zölle.", "summary: Nur um Zölle.").Replace(sample[calledOn]),
		"places/kiel.md":                     "---\nname: Kiel an der Förde\n---\n",
		"articles/2020/2020-12-umfang.md":    strings.Replace(sample["articles/2020/2020-12-umfang.md"], "ministers:", "withdrawn: {date: 2026-11-27, reason: Irrtum.}\nministers:", 1),
		rede:                                 "",
		"articles/2023/2023-05-06-andere.md": strings.Replace(sample[rede], "---\ntitle", "---\naliases: [2023-05-06-rede]\ntitle", 1),
		"articles/undatiert/ohne-tag.md":     "",
	})
	for _, p := range problems {
		if p.Rule != "broken-link" {
			t.Error(p)
		}
	}
	v := view[Edition](t, pages, "edition/2026-11/index.html")
	if v.Heading != "Ausgabe November 2026" || v.State != "Stand: 4.\u00a0März 2026" || v.Since != "Seither: 1 Eintrag geändert, 2 Einträge entfallen." {
		t.Errorf("edition says %q, %q, %q", v.Heading, v.State, v.Since)
	}
	var years []string
	for _, y := range v.Years {
		years = append(years, y.Name)
	}
	if !slices.Equal(years, []string{"2020", "2023", "Ohne Datum"}) {
		t.Errorf("years = %q", years)
	}

	called := editionEntry(t, v, "2020-04-17-anruf")
	if called.When.Text != "[17.\u00a0April 2020]" || called.Summary != "Es geht um Zölle." || called.Title != (Link{"Ahorn ruft Birke an", "../../eintrag/2020-04-17-anruf.html"}) {
		t.Errorf("entry = %q %q %+v, want it as it was", called.When.Text, called.Summary, called.Title)
	}
	if want := []string{"Telefonat", "Anna Ahorn und Bert Birke", "Genannt: Dora Douglasie", "Zölle und Brot"}; !slices.Equal(called.Meta, want) {
		t.Errorf("meta = %q, want %q", called.Meta, want)
	}
	if want := []Link{{"Der Bote: Ein Anruf, April 2020", "https://www.bote.example/1"}, {"Stummes Blatt: Noch ein Anruf", ""}}; !slices.Equal(called.Sources, want) {
		t.Errorf("sources = %q, want %q", called.Sources, want)
	}
	var since []string
	for _, c := range called.Since {
		since = append(since, strings.TrimRight(c.What+": "+c.Old+" "+c.New, ": "))
	}
	if want := []string{"Zusammenfassung", "Datum: [17.\u00a0April 2020] [18.\u00a0April 2020]", "Themen: Zölle und Brot Zölle"}; !slices.Equal(since, want) {
		t.Errorf("since = %q, want %q", since, want)
	}

	if met := editionEntry(t, v, "treffen-kiel"); met.Meta[0] != "Treffen in Kiel" || len(met.Since) > 0 || met.Gone != "" {
		t.Errorf("an entry that says the same = %+v, want the place as it was called", met)
	}
	if gone := editionEntry(t, v, "2020-12-umfang"); gone.Gone != "Zurückgezogen am 27.\u00a0November 2026: Irrtum." || gone.Summary != "" || gone.Status != "announced" || !gone.Sign.Open {
		t.Errorf("withdrawn entry = %+v", gone)
	}
	if moved := editionEntry(t, v, "2023-05-06-rede"); moved.Gone != "" || moved.Title.Href != "../../eintrag/2023-05-06-andere.html" || len(moved.Since) > 0 {
		t.Errorf("entry under another id = %+v", moved)
	}
	if lost := editionEntry(t, v, "ohne-tag"); lost.Gone != "Dieser Eintrag ist heute nicht mehr da." || lost.Title.Href != "" {
		t.Errorf("entry that is gone = %+v", lost)
	}
}

func TestEditionsListed(t *testing.T) {
	pages, _ := plan(t, map[string]string{
		"editions/2026-11.json":    keptAs(t, "2026-11", nil),
		"editions/2026-12-24.json": keptAs(t, "2026-12-24", map[string]string{"articles/undatiert/ohne-tag.md": ""}),
	})
	v := view[Editions](t, pages, "edition/index.html")
	want := []Counted{
		{Link: Link{"Ausgabe 24.\u00a0Dezember 2026", "2026-12-24/index.html"}, N: "4", Note: "Stand: 4.\u00a0März 2026"},
		{Link: Link{"Ausgabe November 2026", "2026-11/index.html"}, N: "5", Note: "Stand: 4.\u00a0März 2026"},
	}
	if !slices.Equal(v.Editions, want) {
		t.Errorf("editions = %+v, want %+v", v.Editions, want)
	}
	if same := view[Edition](t, pages, "edition/2026-11/index.html").Since; same != "Seither ist keiner dieser Einträge geändert worden." {
		t.Errorf("an edition that still holds says %q", same)
	}
	// The newest in which it stands so.
	for id, want := range map[string]string{
		"2020-04-17-anruf": "../edition/2026-12-24/index.html#e-2020-04-17-anruf",
		"ohne-tag":         "../edition/2026-11/index.html#e-ohne-tag",
	} {
		if e := view[Event](t, pages, "eintrag/"+id+".html"); e.Edition == nil || e.Edition.Href != want {
			t.Errorf("%s leads to %+v, want %s", id, e.Edition, want)
		}
	}
	if foot := view[Home](t, pages, "index.html").Foot.Links; !slices.Contains(foot, Link{"Ausgaben", "edition/index.html"}) || !slices.Contains(foot, Link{"Korrekturen", "korrekturen.html"}) {
		t.Errorf("foot = %v", foot)
	}
}

func TestLongEdition(t *testing.T) {
	pages, _ := made(planSite(t, limits{listed: 2, newest: 1, indexed: 500}, map[string]string{"editions/2026-11.json": keptAs(t, "2026-11", nil)}))
	v := view[Edition](t, pages, "edition/2026-11/index.html")
	want := []Counted{{Link: Link{"2020", "1.html"}, N: "2"}, {Link: Link{"2020 bis 2023", "2.html"}, N: "2"}, {Link: Link{"Ohne Datum", "3.html"}, N: "1"}}
	if !slices.Equal(v.Parts, want) || len(v.Years) > 0 {
		t.Errorf("parts = %+v, want %+v and no entries", v.Parts, want)
	}
	last := view[Edition](t, pages, "edition/2026-11/3.html")
	if len(last.Years) != 1 || last.Years[0].Entries[0].ID != "ohne-tag" || last.Crumbs[2].Href != "index.html" {
		t.Errorf("last part = %+v", last.Years)
	}
	if e := view[Event](t, pages, "eintrag/2023-05-06-rede.html"); e.Edition.Href != "../edition/2026-11/2.html#e-2023-05-06-rede" {
		t.Errorf("an entry of a part leads to %s", e.Edition.Href)
	}
}
