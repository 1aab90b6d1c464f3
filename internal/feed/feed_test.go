package feed

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/page"
	"chronik/internal/rights"
	"chronik/templates"
)

// nasty is a title that every format has to escape in its own way.
const nasty = "Öl, Gas; \"Zölle\" & {Kurs} <script>alert(1)</script> \\ ]]> – „ja“"

// sample is a chronology of invented people with a day, an interval, a set, a
// month, an announced, a cancelled and an undated event.
var sample = map[string]string{
	"index.md":           "---\nid: tag:example.org,2026:probe\ntitle: Probe & Chronik\npivot: ahorn\nsides: [{slug: nord, label: Norden}]\n---\nWorum es geht.\n",
	"ministers/ahorn.md": "---\nname: Anna Ahorn\n---\n",
	"ministers/birke.md": "---\nname: Bert Birke\n---\n",
	"ministers/eibe.md":  "---\nname: Egon Eibe\n---\n",
	"topics/zoll.md":     "---\nlabel: Zölle, Abgaben\n---\n",
	"kinds/treffen.md":   "---\nlabel: Treffen\n---\n",
	"places/kiel.md":     "---\nname: Kiel\ncoordinates: [54.3, 10.1]\n---\n",
	"outlets/bote.md":    "---\nname: Der Bote\n---\n",
	"outlets/still.md":   "---\nname: Stilles Blatt\npolicy: cite\n---\n",
	"outlets/stumm.md":   "---\nname: Stummes Blatt\npolicy: withheld\n---\n",

	"articles/tag.md": "---\ntitle: '" + strings.ReplaceAll(nasty, "'", "''") + "'\nheadline: Schlagzeile des Boten\nsummary: |-\n  =SUMME(1)\n  Zweite Zeile.\n" +
		"event:\n  date: 2020-04-17\n  kind: treffen\n  place: kiel\n  evidence: [{field: date, rule: weekday, role: event, quote: am Freitag, says: 2020-04-17, source: 1}]\n" +
		"ministers: [ahorn, birke]\npeople: [Dora Douglasie]\ntopics: [zoll]\nvoice: nord\ntext: original\nsources:\n" +
		"  - {outlet: bote, title: Ein Treffen, url: \"https://bote.example/1?a=1&b=2\", published: 2020-04}\n" +
		"  - {outlet: still, title: Noch eins, url: \"https://still.example/geheim\"}\n" +
		"  - {outlet: stumm, title: Verschwiegen, url: \"https://stumm.example/geheim\"}\n" +
		"added: 2026-01-02\nchanges: [{date: 2026-03-04, field: title}]\n---\nWortlaut des Boten.\n",
	"articles/tage.md":      event("2020-04-30/2020-05-02", "added: 2026-01-03"),
	"articles/menge.md":     event("[2020-05-01..2020-05-09]", "added: 2026-01-02"),
	"articles/monat.md":     event("2020-06", "added: 2026-01-02"),
	"articles/ungefaehr.md": event("2020-06-11~", "added: 2026-01-01"),
	"articles/plan.md":      strings.Replace(event("2020-07-01", "added: 2026-01-02"), "kind:", "status: announced, kind:", 1),
	"articles/absage.md":    strings.Replace(event("2020-12-31", "added: 2026-01-02"), "kind:", "status: cancelled, kind:", 1),
	"articles/offen.md":     event("", "reviewed: false"),
	"articles/entwurf.md":   event("2020-01-01", "draft: true\nadded: 2026-05-05"),
}

func event(date, more string) string {
	return "---\ntitle: Ein Ereignis\nsummary: Kurz.\nevent: {date: \"" + date + "\", kind: treffen}\nministers: [ahorn]\n" + more + "\n---\n"
}

// files writes the sample with some files changed and returns what was made of
// it by path.
func files(t *testing.T, changes map[string]string) map[string]string {
	t.Helper()
	return filesUnder(t, changes, rights.Public)
}

// filesUnder is files under other rights.
func filesUnder(t *testing.T, changes map[string]string, profile func(*content.Content) *content.Content) map[string]string {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, texts := range []map[string]string{sample, changes} {
		for name, text := range texts {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ch := chronology.New(profile(c))
	site, problems := page.Plan(ch, l, markdown.New())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	made := map[string]string{}
	for _, f := range Files(ch, l, site.Pages) {
		if _, twice := made[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		made[f.Path] = written(f)
	}
	return made
}

func written(f Planned) string {
	var out bytes.Buffer
	f.Write(&out)
	return out.String()
}

// based says that the sample is published at an address.
var based = map[string]string{"index.md": strings.Replace(sample["index.md"], "pivot:", "base_url: https://example.org/probe\npivot:", 1)}

func TestWhichFiles(t *testing.T) {
	var got []string
	for name := range files(t, nil) {
		got = append(got, name)
	}
	slices.Sort(got)
	want := strings.Fields(`chronik.feed.json chronik.ics chronik.xml
		daten/chronik.csl.json daten/chronik.csv daten/chronik.json daten/datapackage.json daten/quellen.csv
		jahr/2020.csv jahr/2020.ics jahr/2020.json jahr/ohne-datum.csv jahr/ohne-datum.json korrekturen.xml
		minister/ahorn.csv minister/ahorn.feed.json minister/ahorn.ics minister/ahorn.json minister/ahorn.xml
		minister/birke.csv minister/birke.feed.json minister/birke.ics minister/birke.json minister/birke.xml
		thema/zoll.csv thema/zoll.feed.json thema/zoll.ics thema/zoll.json thema/zoll.xml`)
	if !slices.Equal(got, want) {
		t.Errorf("files:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A site without an id for ever has no feeds; one without entries has no files
// at all.
func TestNothingToCall(t *testing.T) {
	for name := range files(t, map[string]string{"index.md": "---\nid: probe\ntitle: Probe\n---\n"}) {
		if path.Ext(name) == ".xml" || strings.HasSuffix(name, ".feed.json") {
			t.Errorf("there is %s", name)
		}
	}
	empty := map[string]string{}
	for name := range sample {
		if strings.HasPrefix(name, "articles/") {
			empty[name] = strings.Replace(event("", ""), "title:", "draft: true\ntitle:", 1)
		}
	}
	if got := files(t, empty); len(got) > 0 {
		t.Errorf("an empty site has %d files for machines", len(got))
	}
}

// What rights took away is in none of the files.
func TestRights(t *testing.T) {
	for name, text := range files(t, based) {
		for _, taken := range []string{"geheim", "Verschwiegen", "Schlagzeile", "Wortlaut", "entwurf"} {
			if strings.Contains(text, taken) {
				t.Errorf("%s has %q", name, taken)
			}
		}
	}
}

// Where the site is published changes addresses and nothing else.
func TestBaseURL(t *testing.T) {
	bare, full := files(t, nil), files(t, based)
	for _, name := range []string{"sitemap.xml", "robots.txt"} {
		if _, ok := bare[name]; ok {
			t.Errorf("there is a %s without base_url", name)
		}
		if _, ok := full[name]; !ok {
			t.Errorf("there is no %s", name)
		}
		delete(full, name)
	}
	if len(bare) != len(full) {
		t.Errorf("%d files without base_url, %d with it", len(bare), len(full))
	}
	for name, text := range bare {
		if strings.Contains(text, "example.org/probe") {
			t.Errorf("%s knows an address without base_url", name)
		}
		if full[name] != text == (path.Ext(name) == ".ics" && !strings.Contains(text, "VEVENT") || path.Base(name) == "quellen.csv") {
			t.Errorf("%s does not change with base_url", name)
		}
	}
	again := files(t, based)
	for name, text := range full {
		if again[name] != text {
			t.Errorf("two runs differ in %s", name)
		}
	}
}

// many are n more articles, added on different days.
func many(n int) map[string]string {
	articles := map[string]string{}
	for i := range n {
		articles[fmt.Sprintf("articles/e%03d.md", i)] = strings.Replace(event(fmt.Sprintf("2019-01-%02d", 1+i%28), fmt.Sprintf("added: 2026-%02d-10", 2+i/20)), "[ahorn]", "[birke]", 1)
	}
	return articles
}
