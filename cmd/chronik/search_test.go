package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chronik/internal/build"
	"chronik/internal/output"
	"chronik/internal/page"
)

// searching writes the site of a content folder to a folder with an awkward
// name and returns its addresses on disk and below a path of a server.
func searching(t *testing.T, ctx context.Context, dir string) (folder string, roots []string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "Ordner mit # & % ü")
	site, problems, err := build.Plan(project{content: dir, root: filepath.Dir(dir)}.input()).Files(ctx)
	if err != nil {
		t.Fatal(err, problems)
	}
	if _, err := output.Write(ctx, folder, site); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.StripPrefix("/x/y/", http.FileServer(http.Dir(folder))))
	t.Cleanup(server.Close)
	return folder, []string{onDisk(folder), server.URL + "/x/y/"}
}

// await waits until an expression is true.
func await(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("!!("+expression+")")); err != nil {
		t.Fatalf("waiting for %s: %v", expression, err)
	}
}

// follow does what opens another page and waits until it is loaded.
func follow(t *testing.T, ctx context.Context, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	loaded := chromedp.Events(ctx, cdppage.LoadEventFired)
	if err := chromedp.Do(ctx, step); err != nil {
		t.Fatal(err)
	}
	awaitLoad(t, loaded)
}

// answered is true once the search has said something.
const answered = `document.getElementById("found").textContent != ""`

// ask opens the search page with a query and returns what the status says and
// the titles found.
func ask(t *testing.T, ctx context.Context, root, query string) (status string, titles []string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(root+"suche.html?"+query)); err != nil {
		t.Fatal(err)
	}
	await(t, ctx, answered)
	return eval[string](t, ctx, `document.getElementById("found").textContent`), titlesFound(t, ctx)
}

func titlesFound(t *testing.T, ctx context.Context) []string {
	t.Helper()
	// The list is filled a step after the status.
	await(t, ctx, `document.querySelector("#hits a") || !document.getElementById("register").hidden`)
	return eval[[]string](t, ctx, `[...document.querySelectorAll("#hits a")].map(a => a.textContent)`)
}

// The search finds words of this repository's content from a disk, there also as
// it comes out of a ZIP, and below a path of a server; a click leads to the entry and back to the same hits, every
// file comes from the site, and nothing complains.
func TestBrowserSearches(t *testing.T) {
	ctx, said := browser(t)
	_, roots := searching(t, ctx, filepath.Join("..", "..", "content"))
	for _, root := range append(roots, onDisk(unzipped(t))) {
		see(t, ctx, root+"index.html")
		// From the form of any page to the search page.
		follow(t, ctx, chromedp.SendKeys(`.find input`, "START-Vertrag Atomabkommen\r"))
		await(t, ctx, `location.pathname.endsWith("/suche.html") && `+answered)
		titles := titlesFound(t, ctx)
		if len(titles) == 0 {
			t.Fatalf("%s: the query finds nothing", root)
		}
		if marked := eval[int](t, ctx, `document.querySelectorAll("#hits mark").length`); marked == 0 {
			t.Error("no word of a hit is marked")
		}
		follow(t, ctx, chromedp.Click(`#hits a`))
		if h1 := eval[string](t, ctx, `document.querySelector("h1").textContent`); h1 != titles[0] {
			t.Errorf("the first hit leads to %q, want %q", h1, titles[0])
		}
		follow(t, ctx, chromedp.Evaluate[chromedp.Void](`void setTimeout(() => history.back())`))
		await(t, ctx, `location.pathname.endsWith("/suche.html") && `+answered)
		if again := titlesFound(t, ctx); strings.Join(again, "|") != strings.Join(titles, "|") {
			t.Errorf("back leads to %q, want %q", again, titles)
		}
		said.check(t, root)
		for _, r := range said.requests() {
			if !strings.HasPrefix(r, root) && !strings.HasPrefix(r, "data:") {
				t.Errorf("%s loads %s", root, r)
			}
		}
	}
}

// The script makes the keys that the program makes: it reads the same cases.
func TestBrowserMakesTheSameKeys(t *testing.T) {
	ctx, _ := browser(t)
	src, err := os.ReadFile("../../internal/german/testdata/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	_, roots := searching(t, ctx, filepath.Join("..", "..", "content"))
	see(t, ctx, roots[0]+"suche.html")
	wrong := eval[[]string](t, ctx, fmt.Sprintf(`(() => {
		const cases = %s, wrong = []
		for (const [word, want] of cases.keys) { const got = chronik.key(word); if (got !== want) wrong.push(word + " is " + got + ", want " + want) }
		for (const [text, want] of cases.words) { const got = chronik.split(text); if (got.join("|") !== want.join("|")) wrong.push(text + " has " + got + ", want " + want) }
		return wrong
	})()`, src))
	for _, w := range wrong {
		t.Errorf("static/search.js: %s", w)
	}
	var cases struct{ Keys, Words []json.RawMessage }
	if err := json.Unmarshal(src, &cases); err != nil || len(cases.Keys) < 30 || len(cases.Words) < 4 {
		t.Errorf("%d keys, %d texts: %v", len(cases.Keys), len(cases.Words), err)
	}
}

// searchCases are words and what they have to find.
type searchCases struct {
	Titles  []string
	Queries []struct {
		Query string
		Want  []int // places in Titles
	}
}

// chronologyOf writes a content folder with one entry for each title and the
// ministers of this repository.
func chronologyOf(t *testing.T, titles []string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	for i, title := range titles {
		minister := []string{"rubio", "blinken"}[i%2]
		text := fmt.Sprintf("---\ntitle: %q\nevent: {date: 2020-%02d-%02d, kind: treffen}\nministers: [lawrow, %s]\ntopics: [ukraine]\ntext: own\nreviewed: true\nadded: 2026-11-22\n---\n",
			title, i/28%12+1, i%28+1, minister)
		file := filepath.Join(dir, "articles", "2020", fmt.Sprintf("2020-%02d-%02d-%d.md", i/28%12+1, i%28+1, i))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestBrowserFindsGerman(t *testing.T) {
	ctx, said := browser(t)
	src, err := os.ReadFile("testdata/search.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases searchCases
	if err := json.Unmarshal(src, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases.Queries) < 18 {
		t.Errorf("%d queries, want 18", len(cases.Queries))
	}
	_, roots := searching(t, ctx, chronologyOf(t, cases.Titles))
	for _, q := range cases.Queries {
		_, found := ask(t, ctx, roots[0], "q="+url.QueryEscape(q.Query))
		for _, want := range q.Want {
			if !slices.Contains(found, cases.Titles[want]) {
				t.Errorf("%s finds %q, not %q", q.Query, found, cases.Titles[want])
			}
		}
	}
	said.check(t, roots[0])
}

// Words that nearly all entries have never say that there is nothing; with
// another word they do not get in its way.
func TestBrowserAnswersFrequentWords(t *testing.T) {
	ctx, said := browser(t)
	titles := make([]string, 60)
	for i := range titles {
		titles[i] = fmt.Sprintf("Außenminister Lawrow am Ort %d00", i+10)
	}
	titles[7] = `<img src=x onerror="document.title='broken'"> & <b>Genf</b>`
	_, roots := searching(t, ctx, chronologyOf(t, titles))
	for _, c := range []struct {
		query, says string
		hits        int
	}{
		{"q=Au%C3%9Fenminister", "„Außenminister“ steht in fast jedem Eintrag", 0},
		{"q=Lavrov", "„Lavrov“ steht in fast jedem Eintrag", 0},
		{"q=%D0%9B%D0%B0%D0%B2%D1%80%D0%BE%D0%B2+Rubio", "30 Einträge für „Лавров Rubio“", 20},
		{"q=Lawrow+Rubio", "30 Einträge für „Lawrow Rubio“", 20},
		{"q=lawr+rubjo", "30 Einträge für „lawr rubjo“", 20},
		{"q=Lawrow&minister=rubio", "30 Einträge für „Lawrow“", 20},
		{"minister=blinken&jahr=2020", "30 Einträge", 20},
		{"jahr=2020&art=treffen&thema=ukraine&minister=rubio&q=1200", "1 Eintrag für „1200“", 1},
		{"q=1200&minister=blinken", "Kein Eintrag passt zu dieser Auswahl.", 0},
		{"q=xylophon", "Kein Eintrag für „xylophon“.", 0},
		{"q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+Genf", "Kein Eintrag für „<img src=x onerror=alert(1)> Genf“.", 0},
		{"q=Genf", "1 Eintrag für „Genf“", 1},
		{"q=%24%26+Genf", "1 Eintrag für „$& Genf“", 1},
	} {
		status, found := ask(t, ctx, roots[0], c.query)
		if !strings.HasPrefix(status, c.says) || len(found) != c.hits {
			t.Errorf("%s: %q with %d hits, want %q with %d", c.query, status, len(found), c.says, c.hits)
		}
		if links := eval[bool](t, ctx, `!document.getElementById("register").hidden && !!document.querySelector("#register a")`); links == (c.hits > 0) {
			t.Errorf("%s: the register shows %v with %d hits", c.query, links, c.hits)
		}
	}
	if _, found := ask(t, ctx, roots[0], "q=Genf"); len(found) != 1 || found[0] != titles[7] {
		t.Errorf("found %q, want the title as it is written", found)
	}
	if title := eval[string](t, ctx, `document.title + document.querySelectorAll("#hits img, #hits b, #found *").length`); !strings.HasPrefix(title, "Suche") || !strings.HasSuffix(title, "0") {
		t.Errorf("the title of an entry became HTML: %s", title)
	}
	said.check(t, roots[0])
}

// The query and the filters stand in the address: choosing, typing and
// submitting change it, reload and back restore what it says.
func TestBrowserKeepsTheSearch(t *testing.T) {
	ctx, said := browser(t)
	_, roots := searching(t, ctx, filepath.Join("..", "..", "content"))
	for _, root := range roots {
		state := func() string {
			t.Helper()
			return eval[string](t, ctx, `[location.search, document.getElementById("q").value, ...[...document.querySelectorAll(".filters select")].map(s => s.value)].join(" ")`)
		}
		all, _ := ask(t, ctx, root, "q=Ukraine")
		if err := chromedp.Do(ctx, chromedp.SendKeys(`select[name=minister]`, "Rubio")); err != nil {
			t.Fatal(err)
		}
		await(t, ctx, fmt.Sprintf(`document.getElementById("found").textContent != %q`, all))
		narrow := eval[string](t, ctx, `document.getElementById("found").textContent`)
		if want := "?q=Ukraine&minister=rubio Ukraine rubio   "; state() != want {
			t.Errorf("%s: state %q, want %q", root, state(), want)
		}
		follow(t, ctx, chromedp.Reload())
		await(t, ctx, answered)
		if status := eval[string](t, ctx, `document.getElementById("found").textContent`); status != narrow {
			t.Errorf("%s: reload says %q, want %q", root, status, narrow)
		}
		// Another query, then back to this one, all on one page.
		eval[int](t, ctx, `(document.getElementById("q").value = "Syrien", document.getElementById("search").requestSubmit(), 1)`)
		await(t, ctx, `document.getElementById("found").textContent.includes("Syrien")`)
		eval[int](t, ctx, `(history.back(), 1)`)
		await(t, ctx, fmt.Sprintf(`document.getElementById("found").textContent == %q`, narrow))
		if want := "?q=Ukraine&minister=rubio Ukraine rubio   "; state() != want {
			t.Errorf("%s: back leads to %q, want %q", root, state(), want)
		}
		eval[int](t, ctx, `(document.getElementById("clear").click(), 1)`)
		await(t, ctx, fmt.Sprintf(`document.getElementById("found").textContent == %q`, all))
		await(t, ctx, `!document.getElementById("more").hidden`)
		n := len(titlesFound(t, ctx))
		eval[int](t, ctx, `(document.getElementById("more").click(), 1)`)
		await(t, ctx, fmt.Sprintf(`document.querySelectorAll("#hits a").length > %d && document.activeElement == document.querySelectorAll("#hits a")[%d]`, n, n))
		said.check(t, root)
	}
}

// A part of the index that is not there is said in words, with a way to try
// again and the register to go on; once it is back the same query is answered.
func TestBrowserSaysWhatIsMissing(t *testing.T) {
	ctx, _ := browser(t)
	folder, roots := searching(t, ctx, filepath.Join("..", "..", "content"))
	first, away := filepath.Join(folder, "s", "t", "0.js"), filepath.Join(folder, "away.js")
	for _, root := range roots {
		if err := os.Rename(first, away); err != nil {
			t.Fatal(err)
		}
		status, _ := ask(t, ctx, root, "q=Abkommen")
		if !strings.HasPrefix(status, "Ein Teil des Suchverzeichnisses ließ sich nicht laden (t/0.js)") {
			t.Errorf("%s: status %q, want that t/0.js is missing", root, status)
		}
		if ok := eval[bool](t, ctx, `!document.getElementById("retry").hidden && !document.getElementById("register").hidden`); !ok {
			t.Errorf("%s: no way on from a missing file", root)
		}
		if err := os.Rename(away, first); err != nil {
			t.Fatal(err)
		}
		eval[int](t, ctx, `(document.getElementById("retry").click(), 1)`)
		await(t, ctx, `document.getElementById("retry").hidden && document.querySelector("#hits a")`)
	}
}

// Without a script the search page leads to all ministers, topics and years.
func TestBrowserWithoutScript(t *testing.T) {
	ctx, _ := browser(t)
	_, roots := searching(t, ctx, filepath.Join("..", "..", "content"))
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[int](`1`)); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	see(t, ctx, roots[0]+"suche.html?q=Genf")
	text := eval[string](t, ctx, `document.querySelector("main").innerText`)
	if !strings.Contains(text, "Die Suche braucht JavaScript") {
		t.Errorf("the page does not say that it needs a script:\n%s", text)
	}
	for _, href := range []string{"minister/lawrow.html", "thema/ukraine.html", "jahr/2020.html", "register.html"} {
		if n := eval[int](t, ctx, fmt.Sprintf(`document.querySelectorAll("#register a[href='%s']").length`, href)); n != 1 {
			t.Errorf("the register has %d links to %s, want 1", n, href)
		}
	}
	if shown := eval[string](t, ctx, `getComputedStyle(document.querySelector(".filters")).display`); shown != "none" {
		t.Errorf("filters that cannot work are shown: %s", shown)
	}
}

// All scripts but the index take at most 5 KB on their way to a reader.
func TestScriptsAreSmall(t *testing.T) {
	total := 0
	for _, f := range siteOf(t, filepath.Join("..", "..", "content")) {
		if path.Ext(f.Path) != ".js" || strings.HasPrefix(f.Path, page.SearchFolder+"/") {
			continue
		}
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes, %d gzipped", f.Path, len(f.Data), b.Len())
		total += b.Len()
	}
	if total == 0 || total > 5<<10 {
		t.Errorf("scripts have %d bytes gzipped, want at most 5 KB", total)
	}
}
