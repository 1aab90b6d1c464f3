package feed

import (
	"testing"
	"time"
)

func TestCorrectionsFeed(t *testing.T) {
	changed := map[string]string{
		"articles/monat.md": event("2020-06", "added: 2026-01-02\nchanges: [{date: 2026-04-01, field: date, old: 2020-05, new: 2020-06, reason: Tippfehler.}]"),
		"articles/weg.md":   event("2020-06-30", "added: 2026-01-02\nwithdrawn: {date: 2026-05-01, reason: Doppelt.}"),
	}
	for name, text := range based {
		changed[name] = text
	}
	feed := read(t, files(t, changed)["korrekturen.xml"])
	if feed.Title != "Korrekturen – Probe & Chronik" || feed.Link != "https://example.org/probe/korrekturen.html" || feed.FeedLink != "https://example.org/probe/korrekturen.xml" {
		t.Errorf("title %q, link %q, feed %q", feed.Title, feed.Link, feed.FeedLink)
	}
	if u := feed.UpdatedParsed; u == nil || !u.Equal(time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("updated %v, want the newest correction", u)
	}
	if len(feed.Items) != 3 {
		t.Fatalf("%d entries, want the withdrawal and both changes", len(feed.Items))
	}
	for i, want := range []struct{ id, title, text, link string }{
		{"weg/2026-05-01-withdrawn", "Zurückgezogen: Ein Ereignis", "Grund: Doppelt.", "eintrag/weg.html"},
		{"monat/2026-04-01-date", "Datum: Ein Ereignis", "Mai 2020 → Juni 2020. Grund: Tippfehler.", "eintrag/monat.html"},
		{"tag/2026-03-04-title", "Titel: " + nasty, "", "eintrag/tag.html"},
	} {
		item := feed.Items[i]
		if item.GUID != "tag:example.org,2026:probe/correction/"+want.id || item.Title != want.title || item.Description != want.text || i > 0 && item.Link != "https://example.org/probe/"+want.link {
			t.Errorf("entry %d = %q %q %q %q, want %q", i, item.GUID, item.Title, item.Description, item.Link, want)
		}
	}
}

// Before the first correction there is a feed to wait for it.
func TestNoCorrections(t *testing.T) {
	feed := read(t, files(t, map[string]string{"articles/tag.md": event("2020-04-17", "added: 2026-01-02")})["korrekturen.xml"])
	if len(feed.Items) != 0 || feed.UpdatedParsed == nil {
		t.Errorf("%d entries, updated %v, want none and a day", len(feed.Items), feed.UpdatedParsed)
	}
}
