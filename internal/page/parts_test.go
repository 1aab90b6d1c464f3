package page

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/rights"
	"chronik/templates"
)

// crowded is a chronology whose lists are all too long if a page lists ten: one
// year with forty entries in one month, a few in others, and fifteen without
// date.
func crowded(t *testing.T, most limits) []Page {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range sample {
		if !strings.HasPrefix(name, "articles/") && !strings.HasPrefix(name, "pages/") {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	put := func(folder, slug, date string) {
		sources := "{outlet: bote, title: T, url: \"https://www.bote.example/" + slug + "\"}"
		if slug == "f0" {
			sources += ", {outlet: stumm, title: T}"
		}
		fsys["articles/"+folder+"/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: T " + slug + "\nsummary: S\nevent: {date: " + date + ", kind: treffen, place: kiel}\nministers: [ahorn, birke]\npeople: [Dora D " + slug + "]\ntopics: [zoll]\nsources: [" + sources + "]\n---\n")}
	}
	for i := range 40 {
		put("2020", fmt.Sprintf("e%02d", i), fmt.Sprintf("2020-05-%02d", 1+i%28))
	}
	for i, date := range []string{"2020-01-05", "2020-02-05", "2020-04-05", "2020", "2021-03-04", "2021-21"} {
		put("2020", fmt.Sprintf("f%d", i), `"`+date+`"`)
	}
	for i := range 15 {
		put("undatiert", fmt.Sprintf("u%02d", i), `""`)
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	pages, problems := made(planWithin(most, chronology.New(rights.Public(c)), l, markdown.New()))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return pages
}

// rows are the entries a page lists.
func rows(view any) []*Row {
	var all []*Row
	months := func(list []Month) {
		for _, m := range list {
			all = append(all, m.Rows...)
		}
	}
	lists := func(l Lists) {
		for _, y := range l.Years {
			months(y.Months)
		}
	}
	switch v := view.(type) {
	case Home:
		lists(v.Lists)
	case Term:
		lists(v.Lists)
	case Year:
		months(v.Months)
	case Cross:
		months(v.Months)
	}
	return all
}

func TestNoPageListsMoreThanItMay(t *testing.T) {
	usualPages := crowded(t, usual)
	pages := crowded(t, limits{listed: 10, newest: 5, indexed: 20})
	at := map[string]Page{}
	for _, p := range pages {
		at[p.Path] = p
		if n := len(rows(p.View)); n > 10 {
			t.Errorf("%s lists %d entries, want at most 10", p.Path, n)
		}
		if r, ok := p.View.(Register); ok {
			for _, s := range r.Sections {
				if len(s.Terms) > 20 {
					t.Errorf("%s has %d terms under %s, want at most 20", p.Path, len(s.Terms), s.Title)
				}
			}
		}
	}
	// What has an address when lists are short keeps it when they grow.
	for _, p := range usualPages {
		if _, ok := at[p.Path]; !ok {
			t.Errorf("%s is gone when lists are cut", p.Path)
		}
	}
	// Below each list stand all its entries, each once.
	for _, list := range []string{"jahr/2020", "minister/birke/2020", "thema/zoll/2020", "art/treffen/2020", "art/treffen/birke/2020", "minister/birke/zoll/2020", "ort/kiel/2020"} {
		var ids []string
		for _, p := range pages {
			if p.Path == list+".html" || strings.HasPrefix(p.Path, list+"-") {
				for _, r := range rows(p.View) {
					ids = append(ids, r.ID)
				}
			}
		}
		if n := len(ids); n != 44 {
			t.Errorf("below %s stand %d entries, want 44", list, n)
		}
		slices.Sort(ids)
		if n := len(slices.Compact(ids)); n != 44 {
			t.Errorf("below %s stand %d different entries, want 44", list, n)
		}
	}
	var outline []string
	for _, p := range pages {
		if c, ok := p.View.(Cross); ok && strings.HasPrefix(p.Path, "jahr/") {
			outline = append(outline, fmt.Sprintf("%s %s %d/%d", p.Path, c.Year, len(rows(c)), len(c.Parts)))
		}
	}
	want := []string{
		"jahr/2020-1.html 1. Quartal 2/0",
		"jahr/2020-2.html 2. Quartal 0/2",
		"jahr/2020-04.html April 1/0",
		"jahr/2020-05.html Mai 0/4",
		"jahr/2020-05-1.html Teil 1 10/0", "jahr/2020-05-2.html Teil 2 10/0", "jahr/2020-05-3.html Teil 3 10/0", "jahr/2020-05-4.html Teil 4 10/0",
		"jahr/2020-0.html Ohne Monat 1/0",
		"jahr/ohne-datum-1.html Teil 1 10/0", "jahr/ohne-datum-2.html Teil 2 5/0",
	}
	if !reflect.DeepEqual(outline, want) {
		t.Errorf("parts of years:\n%s\nwant\n%s", strings.Join(outline, "\n"), strings.Join(want, "\n"))
	}
}

// A page of an event leads to the very page and month where it stands.
func TestCrumbsLeadToParts(t *testing.T) {
	pages := crowded(t, limits{listed: 10, newest: 5, indexed: 20})
	crumbs := view[Event](t, pages, "eintrag/e27.html").Crumbs
	if got, want := crumbs[len(crumbs)-1], (Link{"Mai", "../jahr/2020-05-4.html#m2020-05"}); got != want {
		t.Errorf("last crumb = %+v, want %+v", got, want)
	}
}
