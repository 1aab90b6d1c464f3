package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/mmcdole/gofeed"

	"chronik/internal/html"
	"chronik/internal/output"
)

// filled is a copy of this repository's content whose legal pages are complete.
func filled(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := fillLegal(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// withAddress is this repository's chronology as it would be published at an
// address.
func withAddress(t *testing.T) fstest.MapFS {
	t.Helper()
	dir := filled(t)
	index := filepath.Join(dir, "index.md")
	src, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(index, bytes.Replace(src, []byte("\nlanguage:"), []byte("\nbase_url: https://example.org/probe/\nlanguage:"), 1), 0o666); err != nil {
		t.Fatal(err)
	}
	return asFS(siteOf(t, dir))
}

// ofAddress is what of a page may depend on where the site is published.
var ofAddress = regexp.MustCompile(`<link rel="canonical"[^>]*>\n|<meta property="og:(url|image)[^>]*>\n|<meta name="twitter:card"[^>]*>\n|` +
	`<script type="application/ld\+json">.*?</script>|href="data:[^"]*"|, https://example\.org/probe/eintrag/[a-z0-9-]+\.html`)

// Where the site is published changes addresses and nothing else.
func TestOnlyAddressesDependOnTheAddress(t *testing.T) {
	bare, full := asFS(siteOf(t, filled(t))), withAddress(t)
	for name, f := range full {
		other := bare[name]
		switch {
		case name == "sitemap.xml" || name == "robots.txt":
			if other != nil {
				t.Errorf("there is a %s without an address", name)
			}
			continue
		case other == nil:
			t.Errorf("%s is only there with an address", name)
			continue
		case name == "404.html", path.Ext(name) != ".html" && path.Dir(name) != "static":
			continue
		}
		a, b := ofAddress.ReplaceAll(other.Data, nil), ofAddress.ReplaceAll(f.Data, nil)
		if strings.Contains(string(b), `http-equiv="refresh"`) {
			continue
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s depends on the address:\n%s", name, firstDifference(string(a), string(b)))
		}
	}
	if len(full) != len(bare)+2 {
		t.Errorf("%d files with an address, %d without", len(full), len(bare))
	}
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-40)
	return a[from:min(len(a), i+80)] + "\n" + b[from:min(len(b), i+80)]
}

// What the pages of this repository's chronology say to machines can be read
// by them.
func TestMachinesReadThePages(t *testing.T) {
	files := withAddress(t)
	kinds := map[string]int{}
	for name, f := range files {
		if path.Ext(name) != ".html" || bytes.Contains(f.Data, []byte(`http-equiv="refresh"`)) {
			continue
		}
		head, _, _ := strings.Cut(string(f.Data), "</head>")
		for _, want := range []string{`<meta property="og:title" content="`, `<meta property="og:locale" content="de_DE">`} {
			if strings.Count(head, want) != 1 {
				t.Errorf("%s has not one %s", name, want)
			}
		}
		_, rest, found := strings.Cut(head, `<script type="application/ld+json">`)
		if !found {
			continue
		}
		ld, _, _ := strings.Cut(rest, "</script>")
		var v struct {
			Context string `json:"@context"`
			Type    string `json:"@type"`
		}
		if err := json.Unmarshal([]byte(ld), &v); err != nil || v.Context != "https://schema.org" {
			t.Errorf("%s: JSON-LD %+v, %v", name, v, err)
		}
		if strings.ContainsAny(ld, "<>") {
			t.Errorf("%s: JSON-LD could end its script", name)
		}
		kinds[v.Type]++
	}
	if kinds["WebSite"] != 1 || kinds["Event"] == 0 || kinds["CollectionPage"] == 0 {
		t.Errorf("types of JSON-LD: %v", kinds)
	}
	page, err := html.Parse(bytes.NewReader(files["minister/rubio.html"].Data))
	if err != nil {
		t.Fatal(err)
	}
	feeds := 0
	for _, l := range page.Links {
		if l.Tag != "link" || l.Rel != "alternate" {
			continue
		}
		feeds++
		feed, err := gofeed.NewParser().ParseString(string(files[path.Join("minister", l.Value)].Data))
		if err != nil || len(feed.Items) == 0 {
			t.Errorf("%s: %v", l.Value, err)
			continue
		}
		for _, i := range feed.Items {
			at := strings.TrimPrefix(i.Link, "https://example.org/probe/")
			if files[at] == nil || i.PublishedParsed == nil {
				t.Errorf("%s leads to %s, published %v", l.Value, i.Link, i.Published)
			}
		}
	}
	if feeds != 2 {
		t.Errorf("%d feeds are announced, want two", feeds)
	}
}

// A citation is saved as a file from a folder, without script and under the
// policy of the page.
func TestBrowserSavesCitations(t *testing.T) {
	ctx, said := browser(t)
	site := siteOf(t, filepath.Join("..", "..", "content"))
	folder, saved := t.TempDir(), t.TempDir()
	if _, err := output.Write(ctx, filepath.Join(folder, "site"), site); err != nil {
		t.Fatal(err)
	}
	const id = "2025-07-10-rubio-kuala-lumpur"
	see(t, ctx, onDisk(folder)+"site/eintrag/"+id+".html")
	events := true
	if _, err := chromedp.CallBrowser(ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: saved, EventsEnabled: &events,
	}); err != nil {
		t.Fatal(err)
	}
	for ext, begin := range map[string]string{".bib": "@misc{" + id + ",", ".json": "[\n{\"id\":\"" + id + `"`, ".ris": "TY  - ELEC\r\nID  - " + id} {
		progress := chromedp.BrowserEvents(ctx, cdpbrowser.DownloadProgress)
		eval[bool](t, ctx, `(() => { document.querySelector("a[download$='`+ext+`']").click(); return true })()`)
		for e, err := range progress {
			if err != nil || e.State == cdpbrowser.DownloadProgressStateCanceled {
				t.Fatalf("saving %s: %v %v", ext, e.State, err)
			}
			if e.State == cdpbrowser.DownloadProgressStateCompleted {
				break
			}
		}
		data, err := os.ReadFile(filepath.Join(saved, id+ext))
		if err != nil || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s%s: %q, %v", id, ext, data, err)
		}
	}
	said.check(t, id)
}
