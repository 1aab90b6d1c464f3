package search

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/german"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/page"
	"chronik/internal/render"
	"chronik/static"
	"chronik/templates"
)

// searchSite writes the search page for a view, its index and the static files
// to a folder and returns the address of the page.
func searchSite(t *testing.T, words fs.FS, tag string, v page.Index, texts ...string) string {
	t.Helper()
	c, _ := content.Load(fstest.MapFS{"index.md": &fstest.MapFile{Data: []byte("---\nid: tag:x.test,2026:a\ntitle: Chronik\n---\n")}})
	l, problems := lang.Load(words, tag)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, problems := render.New(templates.Files, l)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	site, _ := page.Plan(chronology.New(c), l, markdown.New())
	at := slices.IndexFunc(site.Pages, func(p page.Planned) bool { return p.Template == "search" })
	p := site.Pages[at].Page()
	form := p.View.(page.Search)
	form.Filters = v.Filters
	p.View = form
	html, err := r.Page(p)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(p.Path, html)
	for _, f := range indexed(v, texts...) {
		write(f.Path, f.Data)
	}
	err = fs.WalkDir(static.Files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := static.Files.ReadFile(name)
		write("static/"+name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(dir) + "/" + p.Path
}

// loaded are the files of the index that a page loads.
type loaded struct {
	mu    sync.Mutex
	files []string // on disk
}

func (l *loaded) listen(ev any) {
	e, ok := ev.(*network.EventRequestWillBeSent)
	if !ok {
		return
	}
	if u, err := url.Parse(e.Request.URL); err == nil && strings.Contains(u.Path, "/s/") {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.files = append(l.files, filepath.FromSlash(u.Path))
	}
}

// take returns how many files were loaded since the last time, and their bytes.
func (l *loaded) take(t *testing.T) (requests, size int) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, name := range l.files {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		size += int(info.Size())
	}
	requests = len(l.files)
	l.files = nil
	return requests, size
}

// query asks and returns once the answer stands on the page: milliseconds, the
// status, and how many entries are shown.
const query = `(async q => {
	const form = document.getElementById("search"), found = document.getElementById("found"), hits = document.getElementById("hits")
	form.elements.q.value = q
	hits.textContent = found.textContent = ""
	const start = performance.now()
	form.requestSubmit()
	await new Promise(done => {
		const seen = new MutationObserver(() => {
			if (found.textContent && (hits.childElementCount || !document.getElementById("register").hidden)) { seen.disconnect(); done() }
		})
		seen.observe(document.body, {childList: true, subtree: true, attributes: true})
	})
	return [String(performance.now() - start), found.textContent, String(hits.childElementCount)]
})(%q)`

// browser starts a Chromium.
func browser(t *testing.T, seen *loaded) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser is left to the run without -short")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium: the browser checks have to run under CI")
		}
		t.Skip("no Chromium found: browser check skipped")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(seen.listen))
	t.Cleanup(cancel)
	return ctx
}

func ask(t *testing.T, ctx context.Context, q string) []string {
	t.Helper()
	a, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(query, q), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return a
}

// At 10,000 entries an answer takes at most six files and 100 KB, manifest
// included. How long it takes is told, not tested: with -v.
func TestBrowserBudget(t *testing.T) {
	v, texts := large(10000)
	address := searchSite(t, templates.Files, "de", v, texts...)
	seen := &loaded{}
	ctx := browser(t, seen)
	var cold, warm []float64
	most, largest, answers, shown := 0, 0, 0, 0
	for _, q := range queries(v) {
		seen.take(t)
		// Opening the page may load the manifest before the query is asked.
		if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
			t.Fatal(err)
		}
		for i, times := range []*[]float64{&cold, &warm} {
			a := ask(t, ctx, q)
			var ms float64
			fmt.Sscan(a[0], &ms)
			*times = append(*times, ms)
			requests, size := seen.take(t)
			if i == 0 {
				t.Logf("%5.1f ms, %d requests, %6d bytes: %s, %s shown", ms, requests, size, a[1], a[2])
				most, largest = max(most, requests), max(largest, size)
				if n, _ := strconv.Atoi(a[2]); n > 0 {
					answers, shown = answers+1, shown+n
				}
				if requests > 6 || size > 100<<10 {
					t.Errorf("%q takes %d requests and %d bytes", q, requests, size)
				}
			} else if requests > 0 {
				t.Errorf("%q asked again takes %d requests", q, requests)
			}
		}
	}
	slices.Sort(cold)
	slices.Sort(warm)
	n := len(cold)
	t.Logf("%.1f entries shown at first on average", float64(shown)/float64(answers))
	t.Logf("%d queries, at most %d requests and %d bytes; cold median %.1f ms, slowest %.1f; warm median %.1f ms, slowest %.1f",
		n, most, largest, cold[n/2], cold[n-1], warm[n/2], warm[n-1])
}

// queries are words of all frequencies, alone and together, beginnings, and
// typing errors.
func queries(v page.Index) []string {
	var words []string
	for i, e := range v.Entries {
		if i%2500 == 0 {
			title := slices.Collect(german.IndexWords(e.Title))
			words = append(words, title[:4]...)
			words = append(words, title[0]+" "+title[1], title[2]+" "+title[3]+" "+title[4])
		}
	}
	for _, w := range slices.Clone(words) {
		if len(w) > 8 && !strings.Contains(w, " ") {
			words = append(words, w[:4], w[:2]+w[3:4]+w[2:3]+w[4:])
		}
	}
	return append(words, "Lawrow Rubio", "April 2010")
}

// Another language needs its words and no line of code: its plural forms, its
// mark between thousands, its addresses.
func TestBrowserSpeaksAnotherLanguage(t *testing.T) {
	german, err := templates.Files.ReadFile("i18n/de.yaml")
	if err != nil {
		t.Fatal(err)
	}
	polish := string(german)
	for _, change := range [][2]string{
		{"thousands: .", "thousands: \"'\""},
		{"entries: {zero: Keine Einträge, one: 1 Eintrag, other: \"{n} Einträge\"}", "entries: {one: 1 wpis, few: \"{n} wpisy\", many: \"{n} wpisów\", other: \"{n} wpisu\"}"},
		{"found: \"{entries} für „{query}“\"", "found: \"{query}: {entries}\""},
		{"search: suche", "search: szukaj"},
		{"none: \"Kein Eintrag für „{query}“", "none: \"Nic: „{query}“"},
	} {
		if strings.Count(polish, change[0]) != 1 {
			t.Fatalf("%q stands %d times in de.yaml", change[0], strings.Count(polish, change[0]))
		}
		polish = strings.Replace(polish, change[0], change[1], 1)
	}
	entries := make([]page.Entry, 3000)
	for i := range entries {
		entries[i] = page.Entry{ID: fmt.Sprint(i), Title: "Wpis", Kind: -1}
		for word, n := range map[string]int{"alfa": 1, "beta": 22, "gama": 25, "delta": 1000} {
			if i < n {
				entries[i].Title += " " + word
			}
		}
	}
	address := searchSite(t, fstest.MapFS{"i18n/pl.yaml": &fstest.MapFile{Data: []byte(polish)}}, "pl", page.Index{Filters: make([]page.Filter, 4), Entries: entries})
	if !strings.HasSuffix(address, "/szukaj.html") {
		t.Errorf("the page is %s, want szukaj.html", address)
	}
	ctx := browser(t, &loaded{})
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"alfa": "alfa: 1 wpis", "beta": "beta: 22 wpisy", "gama": "gama: 25 wpisów", "delta": "delta: 1'000 wpisów", "omega": "Nic: „omega“",
	} {
		if a := ask(t, ctx, query); !strings.HasPrefix(a[1], want) {
			t.Errorf("%s: %q, want %q", query, a[1], want)
		}
	}
}
