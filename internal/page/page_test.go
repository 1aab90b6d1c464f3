package page

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/rights"
	"chronik/templates"
)

// sample is a small chronology of invented ministers.
var sample = map[string]string{
	"index.md":            "---\nid: tag:example.org,2026:probe\ntitle: Probechronik\nlanguage: de\npivot: ahorn\nsides: [{slug: nord, label: Norden}, {slug: sued, label: Süden}]\n---\nWorum es geht.\n",
	"ministers/ahorn.md":  "---\nname: Anna Ahorn\nsort_name: Ahorn, Anna\nside: nord\nterms: [{start: 2010-01-05}]\n---\nSiehe [Birke](birke.md).\n",
	"ministers/birke.md":  "---\nname: Bert Birke\nsort_name: Birke, Bert\nside: sued\nterms: [{start: 2015-02-01, end: 2019-03-04}]\naliases: [birk]\n---\n",
	"ministers/cedern.md": "---\nname: Carl Cedern\nsort_name: Cedern, Carl\n---\n",
	"topics/zoll.md":      "---\nlabel: Zölle\n---\n",
	"topics/aerzte.md":    "---\nlabel: Ärzteaustausch\n---\n",
	"topics/brot.md":      "---\nlabel: Brot\n---\n",
	"kinds/telefonat.md":  "---\nlabel: Telefonat\nlabel_many: Telefonate\nshape: diamond\norder: 1\n---\n",
	"kinds/treffen.md":    "---\nlabel: Treffen\nlabel_many: Treffen\nshape: circle\norder: 2\n---\n",
	"places/kiel.md":      "---\nname: Kiel\n---\n",
	"outlets/bote.md":     "---\nname: Der Bote\nhost: www.bote.example\npolicy: link\n---\n",
	"outlets/stumm.md":    "---\nname: Stummes Blatt\nhost: stumm.example\npolicy: cite\n---\n",
	"pages/ueber.md":      "---\ntitle: Über die Probe\norder: 1\naliases: [wir]\n---\n## Auswahl\n\nZum [Anruf](../articles/2020/2020-04-17-anruf.md).\n",

	"articles/2020/2020-04-17-anruf.md": `---
title: Ahorn ruft Birke an
summary: Es geht um Zölle.
event:
  date: 2020-04-17
  kind: telefonat
  initiative: nord
  evidence:
    - {field: date, rule: weekday, role: event, quote: am Freitag, says: 2020-04-17, source: 1}
    - {field: date, rule: after, role: after, quote: nach dem 12. April, says: "[2020-04-12..]", source: 2}
    - {field: kind, rule: keyword, role: event, quote: rief an, says: telefonat, source: 1}
ministers: [ahorn, birke]
people: [Dora Douglasie]
topics: [zoll, brot]
voice: nord
sources:
  - {outlet: bote, title: Ein Anruf, url: "https://www.bote.example/1", published: 2020-04}
  - {outlet: stumm, title: Noch ein Anruf, url: "https://stumm.example/1"}
aliases: [alter-anruf]
added: 2026-01-02
---
Ein Text mit [totem Ziel](../topics/fehlt.md)
und [gutem](../../topics/zoll.md).
`,
	"articles/2020/2020-05-treffen-a.md": "---\ntitle: Treffen in Kiel\nsummary: Kurz.\nevent: {id: treffen-kiel, date: 2020-05, kind: treffen, place: kiel}\nministers: [ahorn, birke]\ntopics: [zoll]\nvoice: nord\nadded: 2026-03-04\n---\nErste Sicht.\n",
	"articles/2020/2020-05-treffen-b.md": "---\ntitle: Dasselbe Treffen von Süden gesehen\nsummary: Länger.\nevent: {id: treffen-kiel, date: 2020-05, kind: treffen, place: kiel}\nministers: [ahorn, birke]\nvoice: sued\nreviewed: false\n---\n## Zweite Sicht\n\nText.\n",
	"articles/2020/2020-12-umfang.md":    "---\ntitle: Um den Jahreswechsel\nsummary: Ungewiss.\nevent: {date: \"[2020-12-20..2021-01-10]\", kind: telefonat, status: announced}\nministers: [ahorn]\n---\n",
	"articles/2023/2023-05-06-rede.md":   "---\ntitle: Eine Rede\nsummary: Allein.\nevent: {date: 2023-05-06, refers_to: [treffen-kiel]}\nministers: [ahorn]\n---\n",
	"articles/undatiert/ohne-tag.md":     "---\ntitle: Ohne jede Zeit\nsummary: Offen.\nevent: {kind: treffen}\nministers: [ahorn]\n---\n",
}

// plan plans the sample with some files changed; an empty text removes one.
func plan(t *testing.T, changes map[string]string) ([]Page, []diag.Problem) {
	t.Helper()
	return made(planSite(t, usual, changes))
}

func planSite(t *testing.T, most limits, changes map[string]string) (*Site, []diag.Problem) {
	t.Helper()
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatalf("lang: %v", problems)
	}
	return planWithin(most, public(t, changes), l, markdown.New())
}

// public is the chronology of the sample with some files changed.
func public(t *testing.T, changes map[string]string) *chronology.Chronology {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range sample {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range changes {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		if text == "" {
			delete(fsys, name)
		}
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatalf("sample: %v", problems)
	}
	return chronology.New(rights.Public(c))
}

// made makes all pages of a site.
func made(site *Site, problems []diag.Problem) ([]Page, []diag.Problem) {
	problems = append(problems, site.DeadLinks()...)
	diag.Sort(problems)
	var pages []Page
	for _, planned := range site.Pages {
		pages = append(pages, planned.Page())
	}
	return pages, problems
}

func view[V any](t *testing.T, pages []Page, path string) V {
	t.Helper()
	i := slices.IndexFunc(pages, func(p Page) bool { return p.Path == path })
	if i < 0 {
		t.Fatalf("there is no page %s", path)
	}
	v, ok := pages[i].View.(V)
	if !ok {
		t.Fatalf("page %s has a %T", path, pages[i].View)
	}
	return v
}

func TestPaths(t *testing.T) {
	pages, _ := plan(t, nil)
	var got []string
	for _, p := range pages {
		got = append(got, p.Path+" "+p.Template)
	}
	want := strings.Fields(`index.html+home
		eintrag/2020-04-17-anruf.html+event eintrag/treffen-kiel.html+event eintrag/2020-12-umfang.html+event
		eintrag/2023-05-06-rede.html+event eintrag/ohne-tag.html+event
		minister/ahorn.html+minister minister/ahorn/2020.html+cross minister/ahorn/2023.html+cross
		minister/birke.html+minister minister/birke/2020.html+cross minister/cedern.html+minister
		thema/aerzte.html+topic thema/brot.html+topic thema/brot/2020.html+cross thema/zoll.html+topic thema/zoll/2020.html+cross
		art/telefonat.html+list art/telefonat/2020.html+cross art/treffen.html+list art/treffen/2020.html+cross
		ort/kiel.html+list medium/bote.html+list medium/stumm.html+list person/dora-douglasie.html+list
		rhythmus.html+rhythm
		minister/birke/ahorn.html+list minister/ahorn/brot.html+list minister/ahorn/zoll.html+list minister/birke/brot.html+list minister/birke/zoll.html+list
		art/telefonat/ahorn.html+list art/telefonat/birke.html+list art/telefonat/brot.html+list art/telefonat/zoll.html+list
		art/treffen/ahorn.html+list art/treffen/birke.html+list art/treffen/zoll.html+list
		widersprueche.html+contradictions
		jahr/2020.html+year jahr/2021.html+year jahr/2022.html+year jahr/2023.html+year jahr/ohne-datum.html+year
		ueberblick.html+overview register.html+register pausen.html+gaps schweigen.html+silences schweigen/zoll/sued.html+list unsicher.html+list
		korrekturen.html+corrections suche.html+search daten/index.html+dataset ueber.html+page 404.html+404
		eintrag/alter-anruf.html+redirect minister/birk.html+redirect minister/birk/2020.html+redirect
		minister/birk/ahorn.html+redirect minister/birk/brot.html+redirect minister/birk/zoll.html+redirect wir.html+redirect`)
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "+", " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestHref(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "jahr/2020.html", "jahr/2020.html"},
		{"index.html", "index.html#y2020", "#y2020"},
		{"index.html", "index.html", "index.html"},
		{"jahr/2020.html", "index.html", "../index.html"},
		{"jahr/2020.html", "jahr/2021.html", "2021.html"},
		{"jahr/2020.html", "jahr/2020.html", "2020.html"},
		{"minister/ahorn.html", "minister/ahorn/2020.html", "ahorn/2020.html"},
		{"minister/ahorn/2020.html", "minister/ahorn.html", "../ahorn.html"},
		{"minister/ahorn/2020.html", "minister/ahorn/2021.html", "2021.html"},
		{"minister/ahorn/2020.html", "thema/zoll/2020.html#m2020-04", "../../thema/zoll/2020.html#m2020-04"},
		{"minister/ahorn/2020.html", "static/style.css", "../../static/style.css"},
	} {
		if got := Href(c.from, c.to); got != c.want {
			t.Errorf("Href(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// outline writes a list as "2020: April(id id) Mai(id)" for each year.
func outline(years []YearBlock) []string {
	var lines []string
	for _, y := range years {
		lines = append(lines, y.Title.Text+":"+monthsOutline(y.Months))
	}
	return lines
}

func monthsOutline(months []Month) string {
	var b strings.Builder
	for _, m := range months {
		b.WriteString(" " + m.Name + "(")
		for i, r := range m.Rows {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(r.ID)
		}
		b.WriteString(")")
	}
	return b.String()
}

func TestHomeInOrder(t *testing.T) {
	newest := map[string]string{"index.md": strings.Replace(sample["index.md"], "language: de", "language: de\norder: newest", 1)}
	oldestFirst := []string{"2020: April(2020-04-17-anruf) Mai(treffen-kiel) Dezember(2020-12-umfang)", "2021:", "2022:", "2023: Mai(2023-05-06-rede)", "Ohne Datum: Ohne Datum(ohne-tag)"}
	newestFirst := []string{"2023: Mai(2023-05-06-rede)", "2022:", "2021:", "2020: Dezember(2020-12-umfang) Mai(treffen-kiel) April(2020-04-17-anruf)", "Ohne Datum: Ohne Datum(ohne-tag)"}
	for _, c := range []struct {
		changes map[string]string
		want    []string
		status  string
	}{
		{nil, oldestFirst, "5 Einträge, älteste zuerst"},
		{newest, newestFirst, "5 Einträge, neueste zuerst"},
	} {
		pages, _ := plan(t, c.changes)
		home := view[Home](t, pages, "index.html")
		if diff := cmp.Diff(c.want, outline(home.Lists.Years)); diff != "" {
			t.Errorf("home (-want +got):\n%s", diff)
		}
		if home.Status != c.status {
			t.Errorf("home says %q, want %q", home.Status, c.status)
		}
	}
}

// The page's own heading and lead are those of the first article: they are not
// said twice.
func TestSectionsOfSeveralArticles(t *testing.T) {
	pages, _ := plan(t, nil)
	e := view[Event](t, pages, "eintrag/treffen-kiel.html")
	if len(e.Sections) != 2 || e.Heading != "Treffen in Kiel" {
		t.Fatalf("%d sections under %q, want two under the first title", len(e.Sections), e.Heading)
	}
	if first := e.Sections[0]; first.Title != "" || first.Lead != "" {
		t.Errorf("first section says %q, %q again", first.Title, first.Lead)
	}
	if second := e.Sections[1]; second.Title == "" || second.Lead != "Länger." || second.Voice == "" || len(second.Notes) != 1 {
		t.Errorf("second section = %+v, want title, lead, voice and the note that nobody reviewed it", second)
	}
}

func TestMonthGroups(t *testing.T) {
	changes := map[string]string{}
	for slug, date := range map[string]string{
		"a": "2016-03-20", "b": "2016-03", "c": `"2016-21?"`, "d": "2016", "e": "2016-04-01", "f": `"[2016-03-02..2016-06-30]"`, "g": "2016-05-30/2016-06-02", "h": `"[..2016-03-05]"`,
	} {
		changes["articles/2016/"+slug+".md"] = "---\ntitle: T\nsummary: S\nevent: {date: " + date + "}\nministers: [cedern]\n---\n"
	}
	pages, _ := plan(t, changes)
	got := outline(view[Term](t, pages, "minister/cedern.html").Lists.Years)
	want := []string{"2016: März(b f h a) Frühjahr 2016(c) April(e) Mai(g) Ohne Monat(d)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
}

func TestYears(t *testing.T) {
	pages, _ := plan(t, nil)
	gap := view[Year](t, pages, "jahr/2022.html")
	if !strings.HasPrefix(gap.Empty, "Für 2022 liegt kein Eintrag vor.") || gap.Prev.Href != "2021.html" || gap.Next.Href != "2023.html" {
		t.Errorf("year without entries says %q between %v and %v", gap.Empty, gap.Prev, gap.Next)
	}
	touched := view[Year](t, pages, "jahr/2021.html")
	want := []Touching{{Link{"Um den Jahreswechsel", "../eintrag/2020-12-umfang.html"}, "zwischen 20.\u00a0Dezember 2020 und 10.\u00a0Januar 2021"}}
	if diff := cmp.Diff(want, touched.Touching); diff != "" {
		t.Errorf("year touched by an entry (-want +got):\n%s", diff)
	}
	year := view[Year](t, pages, "jahr/2020.html")
	if got := year.Facets[0].Items[0]; got.Href != "../minister/ahorn/2020.html" || got.N != "3" {
		t.Errorf("first minister of 2020 is %+v, want the crossing of ahorn with 3", got)
	}
	if undated := view[Year](t, pages, "jahr/ohne-datum.html"); monthsOutline(undated.Months) != " Ohne Datum(ohne-tag)" {
		t.Errorf("page without date lists %q", monthsOutline(undated.Months))
	}
}

func TestTermsWithoutEntries(t *testing.T) {
	pages, _ := plan(t, map[string]string{"articles/undatiert/ohne-tag.md": ""})
	if got := view[Term](t, pages, "minister/cedern.html").Lists.Empty; got != "Zu Carl Cedern enthält die Chronik noch keinen Eintrag." {
		t.Errorf("minister without entries says %q", got)
	}
	o := view[Overview](t, pages, "ueberblick.html")
	if got, want := sums(o.Matrices[0]), []string{"Ahorn 4", "Birke 2", "Cedern 0"}; !slices.Equal(got, want) {
		t.Errorf("overview counts ministers %q, want %q", got, want)
	}
	// The most frequent first; Ä is sorted as A.
	if got, want := sums(o.Matrices[1]), []string{"Zölle 2", "Brot 1", "Ärzteaustausch 0"}; !slices.Equal(got, want) {
		t.Errorf("overview counts topics %q, want %q", got, want)
	}
}

func sums(m *Matrix) []string {
	var rows []string
	for _, r := range m.Rows {
		rows = append(rows, r.Head.Text+" "+r.Sum)
	}
	return rows
}

func TestCrossing(t *testing.T) {
	pages, _ := plan(t, nil)
	c := view[Cross](t, pages, "minister/ahorn/2020.html")
	if want := "3 Einträge von 3 in diesem Jahr, von 5 insgesamt zu Ahorn."; c.Deck != want {
		t.Errorf("crossing says %q, want %q", c.Deck, want)
	}
	if c.Prev != nil || c.Next == nil || c.Next.Href != "2023.html" {
		t.Errorf("crossing leads to %v and %v, want none and 2023.html", c.Prev, c.Next)
	}
}

func TestDeadLinkIsReportedWhereItStands(t *testing.T) {
	_, problems := plan(t, nil)
	if len(problems) != 1 {
		t.Fatalf("problems = %v, want one", problems)
	}
	p := problems[0]
	lines := strings.Split(sample["articles/2020/2020-04-17-anruf.md"], "\n")
	if p.File != "articles/2020/2020-04-17-anruf.md" || p.Rule != "broken-link" || p.Severity != diag.Warning || !strings.Contains(lines[p.Line-1], "fehlt") {
		t.Errorf("problem = %+v, want a warning on the line of the link", p)
	}
}

func TestOneAddressOnce(t *testing.T) {
	_, problems := plan(t, map[string]string{"ministers/birke.md": strings.Replace(sample["ministers/birke.md"], "[birk]", "[ahorn]", 1)})
	i := slices.IndexFunc(problems, func(p diag.Problem) bool { return p.Rule == "duplicate-address" })
	if i < 0 {
		t.Fatalf("problems = %v, want a duplicate address", problems)
	}
	p := problems[i]
	if p.Severity != diag.Error || p.File != "ministers/birke.md" || !strings.Contains(p.Msg, "minister/ahorn.html") || !strings.Contains(p.Msg, "ministers/ahorn.md") {
		t.Errorf("problem = %+v, want an error that names the page and both files", p)
	}
}

// A topic and a minister of one slug want one address below a kind.
func TestOneAddressOncePerPair(t *testing.T) {
	_, problems := plan(t, map[string]string{
		"topics/birke.md":                   "---\nlabel: Birken\n---\n",
		"articles/2020/2020-04-17-anruf.md": strings.Replace(sample["articles/2020/2020-04-17-anruf.md"], "topics: [zoll, brot]", "topics: [birke, brot]", 1),
	})
	i := slices.IndexFunc(problems, func(p diag.Problem) bool { return p.Rule == "duplicate-address" })
	if i < 0 {
		t.Fatalf("problems = %v, want a duplicate address", problems)
	}
	if p := problems[i]; p.File != "topics/birke.md" || !strings.Contains(p.Msg, "art/telefonat/birke.html") || !strings.Contains(p.Msg, "ministers/birke.md") {
		t.Errorf("problem = %+v, want one that names the page and both files", p)
	}
}

func TestRedirects(t *testing.T) {
	pages, _ := plan(t, nil)
	r := view[Redirect](t, pages, "minister/birk/2020.html")
	if r.To.Href != "../birke/2020.html" || r.Canonical != "../birke/2020.html" || r.Script != "../../static/redirect.js" {
		t.Errorf("redirect = %+v", r)
	}
}

// Only what may depend on the address of the site does.
func TestBaseURL(t *testing.T) {
	bare, _ := plan(t, nil)
	based, _ := plan(t, map[string]string{"index.md": strings.Replace(sample["index.md"], "language: de", "language: de\nbase_url: https://example.org/probe", 1)})
	lost := view[NotFound](t, based, "404.html")
	if lost.Style != "/probe/static/style.css" || lost.Ways[0].Href != "/probe/index.html" {
		t.Errorf("404 page links to %q and %q, want absolute below /probe/", lost.Style, lost.Ways[0].Href)
	}
	if lost := view[NotFound](t, bare, "404.html"); lost.Style != "static/style.css" {
		t.Errorf("404 page without base_url links to %q", lost.Style)
	}
	a, b := view[Event](t, bare, "eintrag/treffen-kiel.html"), view[Event](t, based, "eintrag/treffen-kiel.html")
	want := "https://example.org/probe/eintrag/treffen-kiel.html"
	if b.Canonical != want || !strings.HasSuffix(b.Cite, want) {
		t.Errorf("canonical = %q, citation = %q, want both with %q", b.Canonical, b.Cite, want)
	}
	if !strings.Contains(string(b.Meta.LD), want) || b.Meta.Image != "https://example.org/probe/static/card.png" {
		t.Errorf("JSON-LD = %s, image = %q, want both with the address", b.Meta.LD, b.Meta.Image)
	}
	for i, f := range b.Cites {
		if !strings.Contains(string(f.Href), "example.org/probe") {
			t.Errorf("the address is not in %s", f.Text)
		}
		b.Cites[i] = a.Cites[i]
	}
	b.Canonical, b.Cite, b.Meta = a.Canonical, a.Cite, a.Meta
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("base_url changes more:\n%s", diff)
	}
}

func TestTitlesAreUnique(t *testing.T) {
	twin := sample["articles/2023/2023-05-06-rede.md"]
	pages, _ := plan(t, map[string]string{"articles/2023/2023-05-06-rede-2.md": twin})
	seen := map[string]string{}
	for _, p := range pages {
		title := reflect.ValueOf(p.View).FieldByName("Title").String()
		if other, taken := seen[title]; taken {
			t.Errorf("%s and %s have the title %q", p.Path, other, title)
		}
		seen[title] = p.Path
	}
}

func TestManyEntriesAreCut(t *testing.T) {
	changes := map[string]string{}
	for i := range 400 {
		changes[fmt.Sprintf("articles/2001/e%03d.md", i)] = fmt.Sprintf("---\ntitle: T\nsummary: S\nevent: {date: %04d-06-%02d}\nministers: [cedern]\n---\n", 1990+i/40, 1+i%28)
	}
	pages, _ := plan(t, changes)
	lists := view[Term](t, pages, "minister/cedern.html").Lists
	n := 0
	for _, y := range lists.Years {
		for _, m := range y.Months {
			n += len(m.Rows)
		}
	}
	if n != usual.newest || lists.Cut == "" || len(lists.Rail) != 10 {
		t.Errorf("page of 400 entries lists %d, says %q, leads to %d years", n, lists.Cut, len(lists.Rail))
	}
	if got := lists.Rail[0].Href; got != "cedern/1990.html" {
		t.Errorf("a year that is not listed is reached by %q", got)
	}
	if got := lists.Rail[9].Href; got != "#y1999" {
		t.Errorf("a year that is listed is reached by %q", got)
	}
}

func TestDeterministic(t *testing.T) {
	first, _ := plan(t, nil)
	for range 5 {
		again, _ := plan(t, nil)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("two plans differ:\n%s", diff)
		}
	}
}
