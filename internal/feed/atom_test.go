package feed

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// read parses a feed as readers do.
func read(t *testing.T, text string) *gofeed.Feed {
	t.Helper()
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return feed
}

func TestFeeds(t *testing.T) {
	made := files(t, based)
	for _, name := range []string{"chronik.xml", "chronik.feed.json"} {
		feed := read(t, made[name])
		if feed.Title != "Probe & Chronik" || feed.Language != "de" || feed.Link != "https://example.org/probe/" || feed.FeedLink != "https://example.org/probe/"+name {
			t.Errorf("%s: title %q, language %q, link %q, feed %q", name, feed.Title, feed.Language, feed.Link, feed.FeedLink)
		}
		var got []string
		for _, i := range feed.Items {
			got = append(got, strings.TrimPrefix(i.GUID, "tag:example.org,2026:probe/event/"))
		}
		// by day of addition, then the later event first; not what has no such day
		if want := []string{"tage", "absage", "plan", "monat", "menge", "tag", "ungefaehr"}; !slices.Equal(got, want) {
			t.Errorf("%s: entries %q, want %q", name, got, want)
		}
		item := feed.Items[5]
		if want := nasty + " (17.\u00a0April 2020)"; item.Title != want {
			t.Errorf("%s: title = %q, want %q", name, item.Title, want)
		}
		text := item.Description + item.Content
		if want := "17.\u00a0April 2020 (Tag erschlossen). =SUMME(1)\nZweite Zeile."; text != want {
			t.Errorf("%s: text = %q, want %q", name, text, want)
		}
		if item.Link != "https://example.org/probe/eintrag/tag.html" {
			t.Errorf("%s: link = %q", name, item.Link)
		}
		published, updated := item.PublishedParsed, item.UpdatedParsed
		if published == nil || updated == nil || !published.Equal(time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)) || !updated.Equal(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: published %v, updated %v, want the days of addition and change", name, published, updated)
		}
		if want := "Angekündigt: Ein Ereignis (1.\u00a0Juli 2020)"; feed.Items[2].Title != want {
			t.Errorf("%s: title = %q, want %q", name, feed.Items[2].Title, want)
		}
		if !strings.Contains(feed.Items[2].Description+feed.Items[2].Content, "Angekündigt.") {
			t.Errorf("%s does not say that an event is only announced", name)
		}
	}
	atom := read(t, made["chronik.xml"])
	if atom.UpdatedParsed == nil || !atom.UpdatedParsed.Equal(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("feed updated %v, want the newest change", atom.UpdatedParsed)
	}
	if got, want := atom.Items[5].Categories, []string{"Anna Ahorn", "Bert Birke", "Zölle, Abgaben"}; !slices.Equal(got, want) {
		t.Errorf("categories = %q, want %q", got, want)
	}
}

// Without the site's address Atom leads to the page from where the feed lies;
// JSON Feed has no links. The ids are the same.
func TestFeedsWithoutAddress(t *testing.T) {
	bare, full := files(t, nil), files(t, based)
	feed := read(t, bare["minister/birke.xml"])
	if feed.Link != "birke.html" || feed.FeedLink != "" || feed.Items[0].Link != "../eintrag/tag.html" {
		t.Errorf("links to %q, %q and %q", feed.Link, feed.FeedLink, feed.Items[0].Link)
	}
	if feed := read(t, bare["minister/birke.feed.json"]); feed.Link != "" || feed.FeedLink != "" || feed.Items[0].Link != "" {
		t.Errorf("JSON Feed links to %q, %q and %q", feed.Link, feed.FeedLink, feed.Items[0].Link)
	}
	for _, name := range []string{"chronik.xml", "minister/ahorn.feed.json", "thema/zoll.xml"} {
		if a, b := idsOf(read(t, bare[name])), idsOf(read(t, full[name])); !slices.Equal(a, b) {
			t.Errorf("%s: ids are %q, with base_url %q", name, a, b)
		}
	}
}

func idsOf(feed *gofeed.Feed) []string {
	var ids []string
	for _, i := range feed.Items {
		ids = append(ids, i.GUID)
	}
	return ids
}

// A title that says it by itself is not marked again.
func TestMarkedOnce(t *testing.T) {
	made := files(t, map[string]string{"articles/plan.md": strings.Replace(sample["articles/plan.md"], "title: Ein Ereignis", "title: 'Angekündigt: Ein Ereignis'", 1)})
	if want, got := "Angekündigt: Ein Ereignis (1.\u00a0Juli 2020)", read(t, made["chronik.xml"]).Items[2].Title; got != want {
		t.Errorf("title = %q, want %q", got, want)
	}
}

func TestFeedsAreShort(t *testing.T) {
	made := files(t, many(70))
	for name, n := range map[string]int{"chronik.xml": MostEntries, "minister/birke.feed.json": MostEntries, "minister/ahorn.xml": 7} {
		ids := idsOf(read(t, made[name]))
		if len(ids) != n {
			t.Errorf("%s has %d entries, want %d", name, len(ids), n)
		}
		slices.Sort(ids)
		if unique := len(slices.Compact(ids)); unique != n {
			t.Errorf("%s has %d ids for %d entries", name, unique, n)
		}
	}
	if first := read(t, made["chronik.xml"]).Items[0]; !strings.HasPrefix(first.Published, "2026-05-10") {
		t.Errorf("the first entry is of %s, want the newest", first.Published)
	}
}

// The ids of feeds differ from one another and do not move.
func TestFeedIDs(t *testing.T) {
	made := files(t, nil)
	for name, want := range map[string]string{
		"chronik.xml": "tag:example.org,2026:probe", "minister/birke.xml": "tag:example.org,2026:probe/minister/birke", "thema/zoll.xml": "tag:example.org,2026:probe/topic/zoll",
	} {
		if !strings.Contains(made[name], "\n <id>"+want+"</id>\n") {
			t.Errorf("%s lacks the id %s", name, want)
		}
	}
	var feed map[string]any
	if err := json.Unmarshal([]byte(made["chronik.feed.json"]), &feed); err != nil || feed["version"] != "https://jsonfeed.org/version/1.1" {
		t.Errorf("version of JSON Feed is %v (%v)", feed["version"], err)
	}
}

func TestAdditionsKeepTheChronology(t *testing.T) {
	made := files(t, nil)
	before := fmt.Sprint(idsOf(read(t, made["chronik.xml"])))
	if after := fmt.Sprint(idsOf(read(t, files(t, nil)["chronik.xml"]))); before != after {
		t.Errorf("entries %s, then %s", before, after)
	}
	if first := strings.Index(made["daten/chronik.csv"], "\r\ntag,"); first < 0 || first > strings.Index(made["daten/chronik.csv"], "\r\nabsage,") {
		t.Error("making feeds turned the order of the chronology")
	}
}
