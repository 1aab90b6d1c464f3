package page

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func hrefs(links []DataLink) []string {
	var out []string
	for _, l := range links {
		out = append(out, l.Href)
	}
	return out
}

// Pages that list a collection lead to its files, those with feeds announce
// them; a term without entries has neither.
func TestDataLinks(t *testing.T) {
	pages, _ := plan(t, nil)
	for _, c := range []struct {
		frame Frame
		want  string
	}{
		{view[Home](t, pages, "index.html").Frame, "chronik.xml chronik.feed.json chronik.ics daten/chronik.csv daten/chronik.json daten/chronik.csl.json"},
		{view[Term](t, pages, "minister/birke.html").Frame, "birke.xml birke.feed.json birke.ics birke.csv birke.json"},
		{view[Term](t, pages, "thema/zoll.html").Frame, "zoll.xml zoll.feed.json zoll.ics zoll.csv zoll.json"},
		{view[Year](t, pages, "jahr/2020.html").Frame, "2020.ics 2020.csv 2020.json"},
		{view[Year](t, pages, "jahr/ohne-datum.html").Frame, "ohne-datum.csv ohne-datum.json"},
		{view[Term](t, pages, "minister/cedern.html").Frame, ""},
		{view[Event](t, pages, "eintrag/treffen-kiel.html").Frame, ""},
	} {
		if got := hrefs(c.frame.Data); strings.Join(got, " ") != c.want {
			t.Errorf("%s leads to %q, want %s", c.frame.Title, got, c.want)
		}
		var feeds []string
		for _, href := range strings.Fields(c.want) {
			if strings.HasSuffix(href, ".xml") || strings.HasSuffix(href, ".feed.json") {
				feeds = append(feeds, href)
			}
		}
		if got := hrefs(c.frame.Meta.Feeds); !slices.Equal(got, feeds) {
			t.Errorf("%s announces %q, want %q", c.frame.Title, got, feeds)
		}
	}
}

func TestMeta(t *testing.T) {
	pages, _ := plan(t, nil)
	for path, want := range map[string]Meta{
		"index.html":                {Type: "website", Title: "Probechronik", Description: "Worum es geht."},
		"minister/birke.html":       {Type: "website", Title: "Bert Birke"},
		"eintrag/treffen-kiel.html": {Type: "article", Title: "Treffen in Kiel", Description: "Kurz."},
	} {
		var got Meta
		var kind string
		switch {
		case path == "index.html":
			got, kind = view[Home](t, pages, path).Meta, "WebSite"
		case strings.HasPrefix(path, "eintrag/"):
			got, kind = view[Event](t, pages, path).Meta, "Event"
		default:
			got, kind = view[Term](t, pages, path).Meta, "CollectionPage"
		}
		if got.Type != want.Type || got.Title != want.Title || got.Site != "Probechronik" || got.Locale != "de_DE" || got.Image != "" {
			t.Errorf("%s: %+v, want %+v of Probechronik in de_DE without image", path, got, want)
		}
		if want.Description != "" && got.Description != want.Description {
			t.Errorf("%s: description %q, want %q", path, got.Description, want.Description)
		}
		var ld map[string]any
		if err := json.Unmarshal([]byte(got.LD), &ld); err != nil || ld["@type"] != kind {
			t.Errorf("%s: JSON-LD %s, want a %s", path, got.LD, kind)
		}
	}
}

// A citation in a link is the file itself, whatever is in it.
func TestDataURL(t *testing.T) {
	const text = "ä\"<>&'%#?+ \r\n\\{}"
	u := string(dataURL("text/x-a+b", text))
	_, file, _ := strings.Cut(u, ",")
	if got, err := url.PathUnescape(file); got != text || err != nil || strings.ContainsAny(file, "\"<>&'#? \r\n") {
		t.Errorf("%s holds %q (%v), want %q", u, got, err, text)
	}
	if !strings.HasPrefix(u, "data:text/x-a+b;charset=utf-8,") {
		t.Errorf("%s does not say what it is", u)
	}
}
