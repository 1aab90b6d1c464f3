package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const calledOn = "articles/2020/2020-04-17-anruf.md"

// A date that is changed makes one correction, and the address stays.
func TestChangedDate(t *testing.T) {
	pages, _ := plan(t, nil)
	if v := view[Corrections](t, pages, "korrekturen.html"); len(v.Items) != 0 || v.Empty == "" {
		t.Fatalf("before: %+v, want no correction", v)
	}
	pages, _ = plan(t, map[string]string{calledOn: strings.NewReplacer(
		"  date: 2020-04-17", "  date: 2020-04-18",
		"added:", "changes: [{date: 2026-11-27, field: date, old: 2020-04-17, new: 2020-04-18, reason: Zeitzone.}]\nadded:").Replace(sample[calledOn])})
	v := view[Corrections](t, pages, "korrekturen.html")
	if len(v.Items) != 1 || v.Empty != "" {
		t.Fatalf("after: %+v, want one correction", v)
	}
	c := v.Items[0]
	if c.What != "Datum" || c.Old != "17.\u00a0April 2020" || c.New != "18.\u00a0April 2020" || c.Reason != "Grund: Zeitzone." || c.Date != "27.\u00a0November 2026" {
		t.Errorf("correction = %+v", c)
	}
	if c.Entry != (Link{"Ahorn ruft Birke an", "eintrag/2020-04-17-anruf.html"}) {
		t.Errorf("it leads to %+v", c.Entry)
	}
	if e := view[Event](t, pages, "eintrag/2020-04-17-anruf.html"); e.When.EDTF != "2020-04-18" {
		t.Errorf("the old address shows %s", e.When.EDTF)
	}
}

func TestWithdrawnEntry(t *testing.T) {
	pages, _ := plan(t, map[string]string{calledOn: strings.Replace(sample[calledOn], "added:", "withdrawn: {date: 2026-11-27, reason: Irrtum.}\nadded:", 1)})
	v := view[Corrections](t, pages, "korrekturen.html")
	if len(v.Items) != 1 {
		t.Fatalf("corrections = %+v, want one", v.Items)
	}
	if c := v.Items[0]; c.What != "Zurückgezogen" || c.Title != "Ahorn ruft Birke an" || c.Reason != "Grund: Irrtum." || c.Old+c.New != "" {
		t.Errorf("correction = %+v", c)
	}
}

func TestValuesInWords(t *testing.T) {
	for _, c := range []struct{ field, value, want string }{
		{"date", "[2020-04-01..2020-04-05]", "zwischen 1. und 5.\u00a0April 2020"},
		{"date", "17.4.", "17.4."},
		{"place", "kiel", "Kiel"},
		{"place", "", "keine Angabe"},
		{"place", "nirgends", "nirgends"},
		{"ministers", "ahorn, birke", "Anna Ahorn und Bert Birke"},
		{"kind", "treffen", "Treffen"},
		{"topics", "brot", "Brot"},
		{"status", "cancelled", "abgesagt"},
		{"voice", "sued", "Süden"},
		{"people", "Dora Douglasie, Ivo Ölm", "Dora Douglasie, Ivo Ölm"},
	} {
		change := fmt.Sprintf("changes: [{date: 2026-11-27, field: %s, old: %q, new: x, reason: r}]\nadded:", c.field, c.value)
		pages, _ := plan(t, map[string]string{calledOn: strings.Replace(sample[calledOn], "added:", change, 1)})
		if got := view[Corrections](t, pages, "korrekturen.html").Items[0].Old; got != c.want {
			t.Errorf("%s %q = %q, want %q", c.field, c.value, got, c.want)
		}
	}
}

// A list that is too long has parts, the oldest first, so that they never move.
func TestManyCorrections(t *testing.T) {
	var rows []string
	for i := range 5 {
		rows = append(rows, fmt.Sprintf("{date: 2026-11-%02d, field: title, old: a, new: b%d, reason: r}", i+1, i))
	}
	change := "changes: [" + strings.Join(rows, ", ") + "]\nadded:"
	site, _ := made(planSite(t, limits{listed: 2, newest: 1, indexed: 500}, map[string]string{calledOn: strings.Replace(sample[calledOn], "added:", change, 1)}))
	list := func(path string) []string {
		var got []string
		for _, c := range view[Corrections](t, site, path).Items {
			got = append(got, c.New)
		}
		return got
	}
	for path, want := range map[string][]string{"korrekturen.html": {"b4"}, "korrekturen-1.html": {"b1", "b0"}, "korrekturen-2.html": {"b3", "b2"}, "korrekturen-3.html": {"b4"}} {
		if got := list(path); !slices.Equal(got, want) {
			t.Errorf("%s lists %q, want %q", path, got, want)
		}
	}
	if v := view[Corrections](t, site, "korrekturen.html"); len(v.Parts) != 3 || v.Cut == "" || v.Parts[1].Text != "3.\u00a0November 2026 bis 4.\u00a0November 2026" {
		t.Errorf("parts %+v, cut %q", v.Parts, v.Cut)
	}
}
