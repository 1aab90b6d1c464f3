package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEvent(t *testing.T) {
	pages, _ := plan(t, nil)
	e := view[Event](t, pages, "eintrag/2020-04-17-anruf.html")
	if got, want := e.When.Text, "[17.\u00a0April 2020]"; got != want {
		t.Errorf("date of an inferred day = %q, want %q", got, want)
	}
	if got, want := e.Title, "Ahorn ruft Birke an (17.\u00a0April 2020) – Probechronik"; got != want {
		t.Errorf("title = %q, want %q", got, want)
	}
	clues := []Clue{
		{"Textstelle", "Wochentag", "„am Freitag“", "17.\u00a0April 2020", Link{"Quelle 1", "#s1"}},
		{"Frühestens", "Danach geschehen", "„nach dem 12. April“", "frühestens 12.\u00a0April 2020", Link{"Quelle 2", "#s2"}},
		{Term: "Schluss", Rule: "Tag erschlossen", Says: "[17.\u00a0April 2020]"},
	}
	if diff := cmp.Diff(clues, e.Clues); diff != "" {
		t.Errorf("clues (-want +got):\n%s", diff)
	}
	if len(e.Proofs) != 1 || e.Proofs[0].Term != "Art" || e.Proofs[0].Says != "Telefonat" {
		t.Errorf("proofs = %+v, want one for the kind", e.Proofs)
	}
	if got := e.Sources[0].Original; got != (Link{"Original bei bote.example", "https://www.bote.example/1"}) {
		t.Errorf("first source links to %+v", got)
	}
	if got := e.Sources[1].Original; got != (Link{Text: "Kein Verweis möglich."}) {
		t.Errorf("a source to be cited only links to %+v", got)
	}
	if want := "„Ahorn ruft Birke an“, in: Probechronik, Eintrag 2020-04-17-anruf, Stand 4.\u00a0März 2026"; e.Cite != want {
		t.Errorf("citation = %q, want %q", e.Cite, want)
	}
	var facts []string
	for _, f := range e.Facts {
		line := f.Term + ":"
		for _, i := range f.Items {
			line += " " + i.Text
		}
		facts = append(facts, line)
	}
	want := []string{"Art: Telefonat", "Beteiligte: Anna Ahorn Bert Birke", "Genannt: Dora Douglasie", "Themen: Zölle Brot", "Auf Initiative von: Norden", "Quellenlage: Nur Darstellung aus Norden"}
	if diff := cmp.Diff(want, facts); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if body := string(e.Sections[0].Body); !strings.Contains(body, `<a href="../thema/zoll.html">gutem</a>`) || strings.Contains(body, "fehlt") {
		t.Errorf("body = %s, want one link and one dead link as text", body)
	}
	if e.Sections[0].Title != "" {
		t.Errorf("the only article has the heading %q", e.Sections[0].Title)
	}
}

func TestPager(t *testing.T) {
	pages, _ := plan(t, nil)
	var got []string
	for _, r := range view[Event](t, pages, "eintrag/treffen-kiel.html").Pager {
		line := r.Term.Text + ":"
		for _, n := range []*Neighbour{r.Prev, r.Next} {
			if n == nil {
				line += " -"
			} else {
				line += " " + n.Href
			}
		}
		got = append(got, line)
	}
	want := []string{
		"In der Chronologie: 2020-04-17-anruf.html 2020-12-umfang.html",
		"Ahorn: 2020-04-17-anruf.html 2020-12-umfang.html",
		"Birke: 2020-04-17-anruf.html -",
		"Zölle: 2020-04-17-anruf.html -",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pager (-want +got):\n%s", diff)
	}
}

func TestEventOfSeveralArticles(t *testing.T) {
	pages, _ := plan(t, nil)
	e := view[Event](t, pages, "eintrag/treffen-kiel.html")
	if len(e.Sections) != 2 {
		t.Fatalf("sections = %d, want 2", len(e.Sections))
	}
	second := e.Sections[1]
	if second.ID != "a-2020-05-treffen-b" || second.Title != "Dasselbe Treffen von Süden gesehen" || second.Voice != "Darstellung aus Süden" {
		t.Errorf("second section is %+v", second)
	}
	if !slices.Contains(second.Notes, "Maschinell gelesen, noch nicht geprüft.") || len(e.Sections[0].Notes) > 0 {
		t.Errorf("notes of the sections are %q and %q, want the second marked as not reviewed", e.Sections[0].Notes, second.Notes)
	}
	if !strings.Contains(string(second.Body), "<h3>Zweite Sicht</h3>") {
		t.Errorf("body = %s, want its heading below the section's", second.Body)
	}
	row := view[Cross](t, pages, "minister/birke/2020.html").Months[1].Rows[0]
	if want := []string{"Treffen in Kiel", "Angaben mehrerer Seiten", "ohne Quelle"}; !slices.Equal(row.Meta, want) {
		t.Errorf("row says %q, want %q", row.Meta, want)
	}
}

func TestAnnouncedIsSaidAndHollow(t *testing.T) {
	pages, _ := plan(t, nil)
	e := view[Event](t, pages, "eintrag/2020-12-umfang.html")
	if len(e.Notes) == 0 || !strings.HasPrefix(e.Notes[0], "Angekündigt.") || !e.Sign.Open || e.Status != "announced" {
		t.Errorf("announced event: notes %q, sign %+v, status %q", e.Notes, e.Sign, e.Status)
	}
	if want := []Link{{"2021", "../jahr/2021.html"}}; !slices.Equal(e.Touched, want) {
		t.Errorf("touched years = %v, want %v", e.Touched, want)
	}
}

func TestContradictionIsSaid(t *testing.T) {
	pages, _ := plan(t, map[string]string{"articles/2020/2020-05-treffen-b.md": strings.NewReplacer("date: 2020-05,", "date: 2020-06,", "reviewed: false\n", "").Replace(sample["articles/2020/2020-05-treffen-b.md"])})
	e := view[Event](t, pages, "eintrag/treffen-kiel.html")
	if len(e.Notes) == 0 || !strings.Contains(e.Notes[0], "widersprechen") {
		t.Errorf("notes = %q, want the contradiction", e.Notes)
	}
}

// References lead both ways, and an outlet, place or person to its list.
func TestEventLeadsOn(t *testing.T) {
	pages, _ := plan(t, nil)
	items := func(path, term string) []Link {
		for _, f := range view[Event](t, pages, path).Facts {
			if f.Term == term {
				return f.Items
			}
		}
		return nil
	}
	for _, c := range []struct{ path, term, href string }{
		{"eintrag/2023-05-06-rede.html", "Bezieht sich auf", "treffen-kiel.html"},
		{"eintrag/treffen-kiel.html", "Darauf beziehen sich", "2023-05-06-rede.html"},
		{"eintrag/treffen-kiel.html", "Ort", "../ort/kiel.html"},
		{"eintrag/treffen-kiel.html", "Art", "../art/treffen.html"},
		{"eintrag/2020-04-17-anruf.html", "Genannt", "../person/dora-douglasie.html"},
	} {
		if got := items(c.path, c.term); len(got) != 1 || got[0].Href != c.href {
			t.Errorf("%s: %s leads to %v, want %s", c.path, c.term, got, c.href)
		}
	}
	if got := view[Event](t, pages, "eintrag/2020-04-17-anruf.html").Sources[0].Outlet; got != (Link{"Der Bote", "../medium/bote.html"}) {
		t.Errorf("outlet = %+v", got)
	}
}

func TestTermsOfEvidence(t *testing.T) {
	article := sample["articles/2020/2020-04-17-anruf.md"]
	head, _, _ := strings.Cut(article, "    - {field: date")
	tail := article[strings.Index(article, "    - {field: kind"):]
	row := func(rule, role, says string) string {
		return "    - {field: date, rule: " + rule + ", role: " + role + ", says: \"" + says + "\", source: 1}\n"
	}
	pages, _ := plan(t, map[string]string{"articles/2020/2020-04-17-anruf.md": head +
		row("weekday", "event", "2020-04-17") + row("dateline", "publication", "2020-04-17") + row("known-event", "event", "[2020-04-12..2020-04-20]") +
		row("month", "event", "2020-04") + row("stated", "event", "2020-04-18") + row("before", "before", "[..2020-04-30]") + tail})
	var got []string
	for _, c := range view[Event](t, pages, "eintrag/2020-04-17-anruf.html").Clues {
		got = append(got, c.Term)
	}
	want := []string{"Textstelle", "Datumszeile", "Anlass", "Gegenprobe", "Abweichend", "Spätestens", "Schluss"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}
