package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chronik/internal/audit"
	"chronik/internal/build"
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/html"
	"chronik/internal/lang"
	"chronik/internal/output"
)

// newApp is the program with a fixed day and its words kept.
func newApp(stdout, stderr io.Writer) *app {
	return &app{stdout: stdout, stderr: stderr, today: func() edtf.Day { return edtf.Day{Year: 2026, Month: 11, Day: 22} }}
}

// chronik runs one command line that has to succeed.
func chronik(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := newApp(&stdout, &stderr).run(t.Context(), args); code != exitDone {
		t.Fatalf("chronik %s: exit %d\n%s%s", strings.Join(args, " "), code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// siteOf builds a content folder.
func siteOf(t *testing.T, dir string) []output.File {
	t.Helper()
	files, problems, err := build.Plan(project{content: dir, root: filepath.Dir(dir)}.input()).Files(t.Context())
	for _, p := range problems {
		t.Errorf("problem: %v", p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func asFS(files []output.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// policy is the content security policy of every page: nothing from elsewhere,
// and a search form that Firefox lets a page on a disk send.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self' file:; base-uri 'none'"

// This repository's own chronology builds without a problem, twice the same,
// and every page is reached by links that live.
func TestOwnContent(t *testing.T) {
	site := siteOf(t, filepath.Join("..", "..", "content"))
	for _, p := range audit.Links(asFS(site)) {
		t.Errorf("link: %v", p)
	}
	for _, p := range audit.Structure(asFS(site), policy) {
		t.Errorf("structure: %v", p)
	}
	for name, f := range asFS(site) {
		if strings.HasSuffix(name, ".html") {
			mustLeadToLegal(t, name, f.Data)
		}
	}
	for _, f := range site {
		if !plainPath.MatchString(f.Path) || len(f.Path) > 150 {
			t.Errorf("path %q has other letters than a-z, 0-9, hyphens and dots, or more than 150", f.Path)
		}
	}
	again := siteOf(t, filepath.Join("..", "..", "content"))
	if len(site) != len(again) {
		t.Fatalf("%d files, then %d", len(site), len(again))
	}
	for i, f := range site {
		if f.Path != again[i].Path || !bytes.Equal(f.Data, again[i].Data) {
			t.Errorf("two builds differ in %s", f.Path)
		}
	}
}

// mustLeadToLegal fails if a page's footer does not lead to the imprint and the
// privacy page. A page that only leads on has none.
func mustLeadToLegal(t *testing.T, name string, page []byte) {
	t.Helper()
	p, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	to := map[string]bool{}
	for _, a := range p.Find("footer a") {
		to[path.Base(a.Attr("href"))] = true
	}
	if !p.MetaRefresh && !(to["impressum.html"] && to["datenschutz.html"]) {
		t.Errorf("the footer of %s does not lead to the legal pages", name)
	}
}

var plainPath = regexp.MustCompile(`^[a-z0-9./-]+$`)

// The bytes are the same wherever and whenever the site is built.
func TestSameBytesAnywhere(t *testing.T) {
	here := siteOf(t, filepath.Join("..", "..", "content"))
	dir := filepath.Join(t.TempDir(), "anderswo", "content")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	zone := time.Local
	t.Cleanup(func() { time.Local = zone })
	time.Local = time.FixedZone("anderswo", 13*60*60)
	t.Chdir(t.TempDir())
	there := siteOf(t, dir)
	if len(here) != len(there) {
		t.Fatalf("%d files here, %d there", len(here), len(there))
	}
	for i, f := range here {
		if f.Path != there[i].Path || !bytes.Equal(f.Data, there[i].Data) {
			t.Errorf("%s differs", f.Path)
		}
	}
}

// imported is a content folder with this repository's terms and the five raw
// fixtures, freshly imported, and the texts of those.
func imported(t *testing.T) (dir string, originals []audit.Original) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	fixtures, err := filepath.Glob("testdata/raw/*.txt")
	if err != nil || len(fixtures) != 5 {
		t.Fatalf("%d fixtures, want five: %v", len(fixtures), err)
	}
	out := chronik(t, "import", "--content", dir, "testdata/raw")
	if n := strings.Count(out, "created"); n != 5 {
		t.Fatalf("%d created, want 5:\n%s", n, out)
	}
	for _, f := range fixtures {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		originals = append(originals, audit.Original{Name: f, Text: string(src)})
	}
	return dir, originals
}

func TestImportedSite(t *testing.T) {
	dir, originals := imported(t)
	files := asFS(siteOf(t, dir))
	for _, p := range audit.Links(files) {
		t.Errorf("link: %v", p)
	}
	// Of a text under policy link nothing but quotes of up to seven words.
	for _, p := range audit.Text(files, originals, 8, nil) {
		t.Errorf("text: %v", p)
	}
	c, problems := content.Load(os.DirFS(dir))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ch := chronology.New(c)
	if len(ch.Events) != 5 {
		t.Fatalf("%d events, want 5", len(ch.Events))
	}
	for _, e := range ch.Events {
		checkPlaces(t, files, c, e)
	}
}

// checkPlaces holds that an event is linked from the pages of its ministers,
// topics, kind, place, outlets, people and years, from those of what two of
// them have in common, and from no other list.
func checkPlaces(t *testing.T, files fstest.MapFS, c *content.Content, e *chronology.Event) {
	t.Helper()
	first, last := e.Date.Years()
	want := []string{"index.html"}
	for _, m := range e.Ministers {
		want = append(want, "minister/"+m+".html", fmt.Sprintf("minister/%s/%d.html", m, e.Year()))
		for _, topic := range e.Topics {
			want = append(want, "minister/"+m+"/"+topic+".html")
		}
	}
	for _, m := range e.Ministers {
		if pivot := c.Site.Pivot; m != pivot && slices.Contains(e.Ministers, pivot) {
			want = append(want, "minister/"+m+"/"+pivot+".html")
		}
	}
	for _, topic := range e.Topics {
		want = append(want, "thema/"+topic+".html", fmt.Sprintf("thema/%s/%d.html", topic, e.Year()))
	}
	if e.Kind != "" {
		want = append(want, "art/"+e.Kind+".html", fmt.Sprintf("art/%s/%d.html", e.Kind, e.Year()))
		for _, other := range append(slices.Clone(e.Ministers), e.Topics...) {
			want = append(want, "art/"+e.Kind+"/"+other+".html")
		}
	}
	if e.Place != "" {
		want = append(want, "ort/"+e.Place+".html")
	}
	for _, o := range e.Outlets() {
		want = append(want, "medium/"+o+".html")
	}
	for _, name := range e.People {
		want = append(want, "person/"+lang.Slug(name)+".html")
	}
	if e.Uncertain() {
		want = append(want, "unsicher.html")
	}
	for y := first; y <= last; y++ {
		want = append(want, fmt.Sprintf("jahr/%d.html", y))
	}
	var got []string
	for name := range files {
		if filepath.Ext(name) != ".html" || strings.HasPrefix(name, "eintrag/") || name == "pausen.html" || name == "rhythmus.html" { // they choose for reasons of their own
			continue
		}
		page, err := html.Parse(bytes.NewReader(files[name].Data))
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(page.Links, func(l html.Link) bool {
			return strings.HasSuffix(strings.Split(l.Value, "#")[0], "eintrag/"+e.ID+".html")
		}) {
			got = append(got, name)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s stands on %q, want %q", e.ID, got, want)
	}
}

// The same bytes work below any path of a server: every link leads on inside
// it.
func TestSubPath(t *testing.T) {
	dir, _ := imported(t)
	files := asFS(siteOf(t, dir))
	server := httptest.NewServer(http.StripPrefix("/a/b/", http.FileServerFS(files)))
	defer server.Close()
	root := server.URL + "/a/b/"
	seen, todo := map[string]bool{}, []string{root + "index.html"}
	for len(todo) > 0 {
		address := todo[0]
		todo = todo[1:]
		if seen[address] {
			continue
		}
		seen[address] = true
		todo = append(todo, linksAt(t, address, root)...)
	}
	pages := 0
	for name := range files {
		if filepath.Ext(name) == ".html" && name != "404.html" {
			pages++
			if !seen[root+name] && !strings.HasSuffix(name, "index.html") {
				t.Errorf("%s is not reached", name)
			}
		}
	}
	if len(seen) < pages {
		t.Errorf("%d addresses seen, want at least the %d pages", len(seen), pages)
	}
}

// linksAt fetches a page and returns the addresses of this site it links to.
func linksAt(t *testing.T, address, root string) []string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("GET %s: %s", address, res.Status)
		return nil
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	page, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, l := range page.Links {
		to, err := base.Parse(l.Value)
		if err != nil {
			t.Errorf("%s links to %q: %v", address, l.Value, err)
			continue
		}
		if to.Host != base.Host {
			continue
		}
		to.Fragment, to.RawQuery = "", ""
		if !strings.HasPrefix(to.String(), root) {
			t.Errorf("%s links to %s, outside of %s", address, to, root)
			continue
		}
		found = append(found, to.String())
	}
	return found
}

// An import that is interrupted leaves no half file and can be run again.
func TestInterruptedImport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var stderr bytes.Buffer
	// The first line of output ends the run.
	stdout := writerFunc(func(p []byte) (int, error) { cancel(); return len(p), nil })
	if code := newApp(stdout, &stderr).run(ctx, []string{"import", "--content", dir, "testdata/raw"}); code != exitInterrupted {
		t.Fatalf("exit %d, want %d: %s", code, exitInterrupted, stderr.String())
	}
	var names []string
	if err := fs.WalkDir(os.DirFS(dir), "articles", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(names) != 1 || !strings.HasSuffix(names[0], ".md") {
		t.Errorf("files %q, want the one whole file", names)
	}
	// Asked for the same it goes on where it stopped, asked again it is done.
	run := func(want string, args ...string) string {
		t.Helper()
		var out, said strings.Builder
		if code := newApp(&out, &said).run(t.Context(), append([]string{"import", "--content", dir}, args...)); code != exitDone || !strings.Contains(said.String(), want) {
			t.Errorf("exit %d, said %s, want %q; printed\n%s", code, said.String(), want, out.String())
		}
		return out.String()
	}
	if out := run("4 created, 1 done before the break", "testdata/raw"); strings.Count(out, "created") != 4 {
		t.Errorf("second run:\n%s\nwant the other four created", out)
	}
	run("5 unchanged", "testdata/raw")
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
