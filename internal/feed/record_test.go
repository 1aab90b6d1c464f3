package feed

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/page"
)

func TestJSON(t *testing.T) {
	for name, text := range files(t, based) {
		if !strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".feed.json") || strings.HasSuffix(name, ".csl.json") || path.Base(name) == "datapackage.json" {
			continue
		}
		var data struct {
			dataset
			Names   map[string]map[string]string
			Entries []values
		}
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&data); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if data.Site != "https://example.org/probe/" || data.Updated != "2026-03-04" || data.Language != "de" {
			t.Errorf("%s: head is %+v", name, data.dataset)
		}
		for _, r := range data.Entries {
			for what, slugs := range map[string][]string{"ministers": r.Ministers, "topics": r.Topics, "kinds": {r.Kind}, "sides": r.Voices} {
				for _, slug := range slugs {
					if data.Names[what][slug] == "" {
						t.Errorf("%s: nobody says what %s of %s is", name, slug, what)
					}
				}
			}
		}
	}
}

func TestRecord(t *testing.T) {
	var data struct{ Entries []json.RawMessage }
	if err := json.Unmarshal([]byte(files(t, nil)["thema/zoll.json"]), &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Entries) != 1 {
		t.Fatalf("%d entries, want 1", len(data.Entries))
	}
	var got, want any
	title, _ := json.Marshal(nasty)
	for text, into := range map[string]*any{string(data.Entries[0]): &got, `{
		"id": "tag", "url": "eintrag/tag.html", "date": "2020-04-17", "date_text": "17.` + "\u00a0" + `April 2020", "first": "2020-04-17", "last": "2020-04-17",
		"inferred": true, "status": "held", "kind": "treffen", "place": "kiel", "title": ` + string(title) + `, "summary": "=SUMME(1)\nZweite Zeile.",
		"ministers": ["ahorn", "birke"], "topics": ["zoll"], "people": ["Dora Douglasie"], "voices": ["nord"],
		"sources": [{"outlet": "bote", "title": "Ein Treffen", "url": "https://bote.example/1?a=1&b=2", "published": "2020-04"}, {"outlet": "still", "title": "Noch eins"}, {"outlet": "stumm"}],
		"reviewed": true, "added": "2026-01-02", "updated": "2026-03-04"}`: &want} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
}

func TestCSV(t *testing.T) {
	text := files(t, nil)["daten/chronik.csv"]
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("not all lines end in CRLF")
	}
	if first, _, _ := strings.Cut(text, "\r\n"); first != byteOrderMark+strings.Join(header(page.EntryColumns), ",") {
		t.Errorf("the first line is %q", first)
	}
	table := rows(t, text)
	if len(table) != 8 {
		t.Fatalf("%d rows below the header, want 8", len(table))
	}
	got := table[0]
	want := map[string]string{
		"id": "tag", "date": "2020-04-17", "first": "2020-04-17", "last": "2020-04-17", "date_text": "17.\u00a0April 2020", "inferred": "true", "contradictory": "false", "status": "held", "initiative": "",
		"kind": "Treffen", "place": "Kiel", "title": nasty, "summary": "'=SUMME(1)\nZweite Zeile.", "ministers": "Anna Ahorn; Bert Birke",
		"topics": "Zölle, Abgaben", "people": "Dora Douglasie", "voices": "Norden", "outlets": "Der Bote; Stilles Blatt; Stummes Blatt",
		"source_urls": "https://bote.example/1?a=1&b=2", "reviewed": "true", "added": "2026-01-02", "updated": "2026-03-04", "url": "eintrag/tag.html",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	if set := table[2]; set["date"] != "[2020-05-01..2020-05-09]" || set["first"] != "2020-05-01" || set["last"] != "2020-05-09" {
		t.Errorf("a set is written %q", set)
	}
}

func TestNoFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+49": "'+49", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "'=1": "''=1", "''-1": "'''-1", "'a": "'a", "'": "'", "a=b": "a=b", "": "", "[2020..]": "[2020..]",
	} {
		b := newContentLines()
		b.cells([]string{in, "x"})
		rows, err := csv.NewReader(b).ReadAll()
		if err != nil || rows[0][0] != want {
			t.Errorf("cell %q is read back as %q (%v), want %q", in, rows, err, want)
		}
	}
}

func TestCSLFile(t *testing.T) {
	var items []map[string]any
	if err := json.Unmarshal([]byte(files(t, based)["daten/chronik.csl.json"]), &items); err != nil {
		t.Fatal(err)
	}
	if len(items) != 8 || items[0]["title"] != nasty || items[0]["type"] != "entry" || items[0]["URL"] != "https://example.org/probe/eintrag/tag.html" {
		t.Errorf("%d items, the first %v", len(items), items[0])
	}
}

func TestSitemap(t *testing.T) {
	made := files(t, based)
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(made["sitemap.xml"]), &set); err != nil {
		t.Fatal(err)
	}
	modified := map[string]string{}
	for _, u := range set.URLs {
		modified[u.Loc] = u.LastMod
	}
	if len(modified) != len(set.URLs) {
		t.Errorf("%d addresses, %d of them different", len(set.URLs), len(modified))
	}
	if got := modified["https://example.org/probe/eintrag/tag.html"]; got != "2026-03-04" {
		t.Errorf("the changed entry was modified %q", got)
	}
	if _, ok := modified["https://example.org/probe/"]; !ok {
		t.Error("the home page is missing")
	}
	if _, ok := modified["https://example.org/probe/404.html"]; ok {
		t.Error("404.html is listed")
	}
	if want := "User-agent: *\nAllow: /\nSitemap: https://example.org/probe/sitemap.xml\n"; made["robots.txt"] != want {
		t.Errorf("robots.txt = %q, want %q", made["robots.txt"], want)
	}
}

func TestLargeSitemapIsSplit(t *testing.T) {
	pages := make([]page.Planned, mostAddresses+1)
	for i := range pages {
		pages[i].Path = "?a&b"
	}
	parts := split(pages, func(path string) string { return "https://a.test/" + path })
	if len(parts) != 3 || strings.Count(written(parts[1]), "<url>") != mostAddresses || strings.Count(written(parts[2]), "a&amp;b") != 1 {
		t.Fatalf("%d files, want an index and two", len(parts))
	}
	var index struct {
		XMLName xml.Name `xml:"sitemapindex"`
		Locs    []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal([]byte(written(parts[0])), &index); err != nil || len(index.Locs) != 2 || index.Locs[1] != "https://a.test/"+parts[2].Path {
		t.Errorf("index %v, %v", index.Locs, err)
	}
}
