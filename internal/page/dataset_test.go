package page

import (
	"strings"
	"testing"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/rights"
	"chronik/templates"
)

func TestDatasetPage(t *testing.T) {
	pages, _ := plan(t, map[string]string{"index.md": strings.Replace(sample["index.md"], "pivot:", "license: {name: CC0-1.0, url: \"https://creativecommons.org/publicdomain/zero/1.0/\"}\npivot:", 1)})
	v := view[Dataset](t, pages, "daten/index.html")
	var files []string
	for _, f := range v.Files {
		files = append(files, f.Href)
		if f.Text == "" || f.Type == "" {
			t.Errorf("nobody says what %s is", f.Href)
		}
	}
	if got, want := strings.Join(files, " "), "chronik.csv quellen.csv chronik.json chronik.csl.json datapackage.json"; got != want {
		t.Errorf("files are %s, want %s", got, want)
	}
	if len(v.Tables) != 2 || len(v.Tables[0].Columns) != len(EntryColumns) || len(v.Tables[1].Columns) != len(SourceColumns) {
		t.Fatalf("not every column of both tables is described: %+v", v.Tables)
	}
	for i, want := range map[int]string{0: "Text nie leer", 2: "Tag (JJJJ-MM-TT) ", 5: "ja oder nein true false nie leer", 7: "eines von held announced cancelled withdrawn nie leer"} {
		c := v.Tables[0].Columns[i]
		if got := strings.Join(append(append([]string{c.Type}, c.Values...), c.Filled), " "); got != want {
			t.Errorf("column %s is %q, want %q", c.Name, got, want)
		}
	}
	if want := (Link{"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"}); v.License.Link != want {
		t.Errorf("licence is %v, want %v", v.License.Link, want)
	}
	links := view[Event](t, pages, "eintrag/treffen-kiel.html").Foot.Links
	if last := links[len(links)-1]; last != (Link{"Daten", "../daten/index.html"}) {
		t.Errorf("the foot of an entry ends in %v", last)
	}
}

func TestDatasetWithoutLicense(t *testing.T) {
	pages, _ := plan(t, nil)
	if l := view[Dataset](t, pages, "daten/index.html").License; l.Link != (Link{}) || !strings.Contains(l.Text, "keine Lizenz") {
		t.Errorf("licence is %v", l)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	c := &content.Content{Site: content.Site{Title: "Probe", License: content.License{Name: "MIT"}}, Articles: []content.Article{{Slug: "a", Title: "A"}}}
	private, _ := made(Plan(chronology.New(rights.Private(c)), l, markdown.New()))
	if l := view[Dataset](t, private, "daten/index.html").License; l.Link != (Link{}) || !strings.Contains(l.Text, "nicht zur Weitergabe") {
		t.Errorf("a private edition is under %v", l)
	}
	empty, _ := made(Plan(chronology.New(&content.Content{Site: c.Site}), l, markdown.New()))
	for _, p := range empty {
		if p.Template == "dataset" {
			t.Error("a chronology without entries describes their data")
		}
	}
}
