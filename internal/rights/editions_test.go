package rights

import (
	"testing"

	"chronik/internal/content"
)

// An edition of old does not show what its outlet's policy hides today.
func TestEditionsUnderTodaysPolicy(t *testing.T) {
	for _, c := range []struct {
		name, outlet, article, id string
		url, title                bool
	}{
		{"as then", "link", "", "a", true, true},
		{"outlet only cited", "cite", "", "a", false, true},
		{"outlet withheld", "withheld", "", "a", false, false},
		{"article stricter", "link", "cite", "a", false, true},
		{"article laxer", "cite", "link", "a", true, true},
		{"article gone", "cite", "link", "b", false, true},
		{"article under another id", "link", "cite", "alt", false, true},
	} {
		content := &content.Content{
			Articles: []content.Article{{Slug: "a", Policy: c.article, Aliases: []string{"alt"}, Sources: []content.Source{{Outlet: "blatt"}}}},
			Outlets:  []content.Outlet{{Slug: "blatt", Policy: c.outlet}},
			Editions: []content.Edition{{Entries: []content.Entry{{ID: c.id, Sources: []content.EntrySource{{Outlet: "blatt", Title: "T", URL: "https://blatt.test/1"}}}}}},
		}
		s := Public(content).Editions[0].Entries[0].Sources[0]
		if (s.URL != "") != c.url || (s.Title != "") != c.title || s.Outlet != "blatt" {
			t.Errorf("%s: source %+v, want link %v, title %v", c.name, s, c.url, c.title)
		}
		if content.Editions[0].Entries[0].Sources[0].URL == "" {
			t.Errorf("%s: Public changed its argument", c.name)
		}
	}
}

// Of what was withdrawn an edition only says that it was there.
func TestEditionsOfWithdrawn(t *testing.T) {
	gone := content.Withdrawal{Reason: "Irrtum"}
	entry := content.Entry{ID: "a", Title: "T", Summary: "S", People: []string{"P"}, Sources: []content.EntrySource{{Outlet: "x"}}}
	for name, articles := range map[string][]content.Article{
		"all":         {{Slug: "a", Withdrawn: gone}},
		"one of two":  {{Slug: "a", Withdrawn: gone}, {Slug: "b", Event: content.Event{ID: "a"}}},
		"another one": {{Slug: "c", Withdrawn: gone}},
	} {
		got := Public(&content.Content{Articles: articles, Editions: []content.Edition{{Entries: []content.Entry{entry}}}}).Editions[0].Entries[0]
		if told := got.Summary != "" && len(got.People) > 0 && len(got.Sources) > 0; told == (name == "all") || got.Title != "T" {
			t.Errorf("%s withdrawn: %+v", name, got)
		}
	}
}
