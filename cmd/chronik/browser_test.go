package main

import (
	"archive/zip"
	"context"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts a headless Chromium. Where there is none the test is skipped;
// under CI that is a failure.
func browser(t *testing.T) (context.Context, *complaints) {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser is left to the run without -short")
	}
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium: the browser checks have to run under CI")
		}
		t.Skip("no Chromium found: browser check skipped")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		// A page out of the browser's memory is not loaded again, and a test waits for that.
		chromedp.Flag("disable-back-forward-cache", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	seen := &complaints{}
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(seen.listen))
	t.Cleanup(cancel)
	return ctx, seen
}

// complaints are the errors a page logs in its console, and what it asks for.
type complaints struct {
	mu        sync.Mutex
	said      []string
	requested []string // addresses
}

// requests returns what was asked for so far, and forgets it.
func (c *complaints) requests() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.requested
	c.requested = nil
	return r
}

func (c *complaints) listen(ev any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := ev.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			c.said = append(c.said, e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		c.requested = append(c.requested, e.Request.URL)
	case *runtime.EventExceptionThrown:
		c.said = append(c.said, e.ExceptionDetails.Text)
	}
}

// check fails the test for what was logged so far, and forgets it.
func (c *complaints) check(t *testing.T, where string) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.said {
		t.Errorf("%s: console: %s", where, s)
	}
	c.said = nil
}

// see opens a page and returns its h1.
func see(t *testing.T, ctx context.Context, address string) string {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("open %s: %v", address, err)
	}
	return eval[string](t, ctx, `document.querySelector("h1").innerText`)
}

func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// awaitLoad waits for the next page to be loaded.
func awaitLoad[E any](t *testing.T, loaded iter.Seq2[E, error]) {
	t.Helper()
	for _, err := range loaded {
		if err != nil {
			t.Fatalf("waiting for a page: %v", err)
		}
		return
	}
}

// unzipped makes the ZIP of this repository's content, unpacks it into a folder
// with an awkward name and returns where the site lies then.
func unzipped(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	dir, file, folder := filepath.Join(root, "content"), filepath.Join(root, "a.zip"), filepath.Join(root, "Ordner mit # & % ü")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	chronik(t, "--content", dir, "bundle", "--zip", file)
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(folder, z); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "chronik-lawrow-washington")
}

// onDisk is the address of a folder.
func onDisk(folder string) string {
	return "file://" + (&url.URL{Path: filepath.ToSlash(folder)}).EscapedPath() + "/"
}

// The same bytes work from a ZIP in a folder with an awkward name and below any
// path of a server: pages open without a complaint, links lead on, the style
// applies, nothing is wider than a phone.
func TestBrowserReadsTheSite(t *testing.T) {
	ctx, said := browser(t)
	folder := unzipped(t)
	server := httptest.NewServer(http.StripPrefix("/a/b/", http.FileServer(http.Dir(folder))))
	defer server.Close()
	for _, root := range []string{onDisk(folder), server.URL + "/a/b/"} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 800)); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{
			"index.html", "eintrag/2025-07-10-rubio-kuala-lumpur.html", "minister/lawrow.html", "minister/kerry.html",
			"thema/ukraine.html", "jahr/2020.html", "jahr/2023.html", "minister/rubio/2025.html", "ueber.html", "ueberblick.html",
			"register.html", "pausen.html", "unsicher.html", "art/telefonat/2022.html", "minister/rubio/ukraine.html", "medium/deutsch-rt.html", "person/wladimir-putin.html",
		} {
			if h1 := see(t, ctx, root+name); h1 == "" {
				t.Errorf("%s has an empty h1", name)
			}
			if wide := eval[bool](t, ctx, `document.documentElement.scrollWidth > document.documentElement.clientWidth`); wide {
				t.Errorf("%s is wider than 320 px", name)
			}
			if margin := eval[string](t, ctx, `getComputedStyle(document.body).margin`); margin != "0px" {
				t.Errorf("%s: the style sheet does not apply: margin %s", name, margin)
			}
			said.check(t, root+name)
		}
		see(t, ctx, root+"index.html")
		loaded := chromedp.Events(ctx, page.LoadEventFired)
		target := eval[string](t, ctx, `(() => { const a = document.querySelector("main a[href*='eintrag/']"); a.click(); return a.href })()`)
		awaitLoad(t, loaded)
		if at := eval[string](t, ctx, `location.href`); at != target {
			t.Errorf("a click leads to %s, want %s", at, target)
		}
		said.check(t, target)
	}
}

// A saved change shows in the open page by itself; an error shows over the
// last good site and leaves when it is mended.
func TestBrowserFollowsChanges(t *testing.T) {
	ctx, said := browser(t)
	dir := filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	root, stop := serving(t, dir)
	before := see(t, ctx, root)
	index := filepath.Join(dir, "index.md")
	src, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(index, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	loaded := chromedp.Events(ctx, page.LoadEventFired)
	save(strings.Replace(string(src), "title: ", "title: Neue ", 1))
	awaitLoad(t, loaded)
	if title := eval[string](t, ctx, `document.title`); !strings.Contains(title, "Neue") {
		t.Errorf("title is %q after the change", title)
	}
	save(strings.Replace(string(src), "title: ", "tilte: ", 1))
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](`document.body.innerText.includes("tilte") && document.title.includes("Neue")`)); err != nil {
		t.Fatalf("waiting for the problem on the page: %v", err)
	}
	loaded = chromedp.Events(ctx, page.LoadEventFired)
	save(string(src))
	awaitLoad(t, loaded)
	if text := eval[string](t, ctx, `document.title + document.body.innerText`); strings.Contains(text, "Neue") || strings.Contains(text, "tilte") {
		t.Errorf("the page still shows the change or the problem:\n%s", text)
	}
	if after := eval[string](t, ctx, `document.querySelector("h1").innerText`); after != before {
		t.Errorf("h1 is %q, was %q", after, before)
	}
	said.check(t, root)
	if code := stop(); code != exitInterrupted {
		t.Errorf("serve ended with %d, want %d", code, exitInterrupted)
	}
}
