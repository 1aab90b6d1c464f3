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
