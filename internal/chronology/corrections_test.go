package chronology

import (
	"slices"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

func TestCorrections(t *testing.T) {
	change := func(date, field string) content.Change {
		return content.Change{Date: edtf.MustParse(date), Field: field, Old: "a", New: "b"}
	}
	changed := func(rows ...content.Change) func(*content.Article) {
		return func(a *content.Article) { a.Changes = rows }
	}
	ch := New(&content.Content{Articles: []content.Article{
		article("b", "2020-01-02", changed(change("2026-03-01", "date"), change("2026-03-02", "place"), change("2026-03-01", "title"))),
		article("c", "2020-01-03", changed(change("2026-03-02", "kind")), func(a *content.Article) { a.Draft = true }),
		article("one", "2020-01-04", changed(change("2026-03-03", "date")), func(a *content.Article) { a.Event.ID = "both" }),
		article("other", "2020-01-04", changed(change("2026-03-03", "date")), func(a *content.Article) { a.Event.ID = "both" }),
		article("gone", "2020-01-05", func(a *content.Article) {
			a.Withdrawn = content.Withdrawal{Date: edtf.MustParse("2026-03-02"), Reason: "doppelt"}
		}),
	}})
	var got []string
	for _, c := range ch.Corrections() {
		line := c.Day().String() + " " + c.Event.ID + " " + c.Field
		if c.Withdrawn {
			line += " " + c.Reason
		}
		got = append(got, line)
	}
	want := []string{"2026-03-03 both date", "2026-03-02 b place", "2026-03-02 gone  doppelt", "2026-03-01 b title", "2026-03-01 b date"}
	if !slices.Equal(got, want) {
		t.Errorf("corrections = %q, want %q", got, want)
	}
}
