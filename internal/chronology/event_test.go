package chronology

import (
	"slices"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

func TestAddedAndUpdated(t *testing.T) {
	added := func(date string, changes ...string) func(*content.Article) {
		return func(a *content.Article) {
			a.Event.ID = "e"
			a.Added = edtf.MustParse(date)
			for _, c := range changes {
				a.Changes = append(a.Changes, content.Change{Date: edtf.MustParse(c)})
			}
		}
	}
	e := New(&content.Content{Articles: []content.Article{
		article("a", "2020-04-17", added("2026-03-05")),
		article("b", "2020-04-17", added("2026-02-01", "2026-04-02", "2026-04-01")),
		article("c", "2020-04-17", tells("e")),
	}}).Event("e")
	if got, want := e.Added().String(), "2026-02-01"; got != want {
		t.Errorf("Added = %s, want %s", got, want)
	}
	if got, want := e.Updated().String(), "2026-04-02"; got != want {
		t.Errorf("Updated = %s, want %s", got, want)
	}
	if e := New(&content.Content{Articles: []content.Article{article("a", "2020")}}).Event("a"); !e.Added().IsZero() || !e.Updated().IsZero() {
		t.Errorf("an event of no known day was added %s and updated %s", e.Added(), e.Updated())
	}
}

func TestSources(t *testing.T) {
	from := func(sources ...content.Source) func(*content.Article) {
		return func(a *content.Article) { a.Event.ID, a.Sources = "e", sources }
	}
	one, two := content.Source{Outlet: "o", URL: "https://o.test/1", Title: "A"}, content.Source{Outlet: "o", Title: "B"}
	same := content.Source{Outlet: "o", URL: "https://o.test/1", Title: "other words"}
	e := New(&content.Content{Articles: []content.Article{
		article("a", "2020", from(one, two)), article("b", "2020", from(content.Source{Outlet: "p", Title: "B"}, same, two)),
	}}).Event("e")
	all, places := e.Sources()
	if len(all) != 3 || len(places) != 2 || !slices.Equal(places[1], []int{2, 0, 1}) {
		t.Errorf("sources %v at %v, want three, those of the second article at 2, 0, 1", all, places)
	}
}

// Copies of one release are one source between them.
func TestIndependent(t *testing.T) {
	from := func(url, lineage string) content.Source {
		return content.Source{Outlet: "o", URL: "https://o.test/" + url, Lineage: lineage}
	}
	for _, c := range []struct {
		sources []content.Source
		want    int
	}{
		{nil, 0},
		{[]content.Source{from("1", "")}, 1},
		{[]content.Source{from("1", ""), from("2", "")}, 2},
		{[]content.Source{from("1", "x"), from("2", "x"), from("3", ""), from("4", "y")}, 3},
		{[]content.Source{from("1", ""), from("2", "a")}, 1}, // the article is a
	} {
		e := New(&content.Content{Articles: []content.Article{article("a", "2020", func(a *content.Article) { a.Sources = c.sources })}}).Event("a")
		if got := e.Independent(); got != c.want {
			t.Errorf("Independent of %v = %d, want %d", c.sources, got, c.want)
		}
	}
}

// An event rests on one outlet alone if whatever it goes back to is of that.
func TestAlone(t *testing.T) {
	from := func(outlet, url, lineage string) content.Source {
		return content.Source{Outlet: outlet, URL: "https://" + outlet + ".test/" + url, Lineage: lineage}
	}
	told := func(slug string, sources ...content.Source) content.Article {
		return article(slug, "2020", tells("e"), func(a *content.Article) { a.Sources = sources })
	}
	for name, c := range map[string]struct {
		articles []content.Article
		want     string
	}{
		"no source":             {[]content.Article{told("a")}, ""},
		"one":                   {[]content.Article{told("a", from("x", "1", ""))}, "x"},
		"two of one outlet":     {[]content.Article{told("a", from("x", "1", ""), from("x", "2", ""))}, "x"},
		"two outlets":           {[]content.Article{told("a", from("x", "1", ""), from("y", "1", ""))}, ""},
		"a copy elsewhere":      {[]content.Article{told("a", from("x", "1", "")), told("b", from("y", "1", "a"))}, "x"},
		"the copy first":        {[]content.Article{told("a", from("y", "1", "b")), told("b", from("x", "1", ""))}, "x"},
		"which copied whom":     {[]content.Article{told("a", from("x", "1", "agentur")), told("b", from("y", "1", "agentur"))}, ""},
		"both of one release":   {[]content.Article{told("a", from("x", "1", "agentur")), told("b", from("x", "2", "agentur"))}, "x"},
		"a copy and one more":   {[]content.Article{told("a", from("x", "1", "")), told("b", from("y", "1", "a"), from("z", "1", ""))}, ""},
		"its name is its own":   {[]content.Article{told("a", from("x", "1", "a")), told("b", from("y", "1", "a"))}, "x"},
		"the same told by two":  {[]content.Article{told("a", from("x", "1", "")), told("b", from("x", "1", ""))}, "x"},
		"an outlet left unsaid": {[]content.Article{told("a", from("x", "1", ""), from("", "1", ""))}, ""},
	} {
		if got := New(&content.Content{Articles: c.articles}).Event("e").Alone(); got != c.want {
			t.Errorf("%s: alone on %q, want %q", name, got, c.want)
		}
	}
}
