package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chronik/internal/edtf"
)

// An address is fetched once: asked again, the server says it has not changed
// and the text that is kept is read. What cannot be fetched is said, and the
// rest is imported.
func TestImportAddresses(t *testing.T) {
	const page = `<!doctype html><html><head><title>Lawrow und Pompeo reden über START</title><meta property="article:published_time" content="2020-06-23T18:00:00+02:00"></head><body><article><h1>Lawrow und Pompeo reden über START</h1>
<p>Russlands Außenminister Sergej Lawrow hat am Dienstag mit US-Außenminister Mike Pompeo telefoniert, wie sein Haus in Moskau mitteilte.</p></article></body></html>`
	sent := 0
	mux := http.NewServeMux()
	mux.HandleFunc("/a.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "text/html")
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /nein/\n") })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	root, content := emptyProject(t)
	list := filepath.Join(root, "list.txt")
	if err := os.WriteFile(list, []byte("# Adressen\n"+s.URL+"/a.html\n\n"+s.URL+"/fehlt.html\n"+s.URL+"/nein/b.html\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for run, want := range []string{"created", "unchanged"} {
		var out, said strings.Builder
		a := &app{stdout: &out, stderr: &said, today: func() edtf.Day { return edtf.Day{Year: 2026, Month: 11, Day: 27} }}
		if code := a.run(t.Context(), []string{"import", "--content", content, "--from", list}); code != exitProblems {
			t.Fatalf("run %d: exit %d: %s", run, code, said.String())
		}
		for _, line := range []string{
			want + " ", "rejected        " + s.URL + "/fehlt.html: cannot fetch: the server answers 404 Not Found",
			"rejected        " + s.URL + "/nein/b.html: cannot fetch: robots.txt of ",
		} {
			if !strings.Contains("\n"+out.String(), "\n"+line) {
				t.Errorf("run %d: no line begins %q in\n%s", run, line, out.String())
			}
		}
		if !strings.Contains(said.String(), "--no-robots fetches it all the same") {
			t.Errorf("run %d: no hint at --no-robots in %s", run, said.String())
		}
	}
	if sent != 1 {
		t.Errorf("the page was sent %d times, want once", sent)
	}
	article := readAll(t, filepath.Join(content, "articles", "2020", "2020-06-23-lawrow-pompeo-telefonat.md"))
	if !strings.Contains(article, "url: \""+s.URL+"/a.html\"") || !strings.Contains(article, "fetched: 2026-11-27") {
		t.Errorf("article lacks address or day of fetching:\n%.600s", article)
	}
}

// What is archived is what import reads: an address that answers with an error is
// stored, one that cannot be fetched is said.
func TestArchive(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/a.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<html><body><p>Außenminister Sergej Lawrow hat am 23. Juni 2020 mit US-Außenminister Mike Pompeo über den START-Vertrag telefoniert.</p></body></html>`)
	})
	mux.HandleFunc("/robots.txt", http.NotFound)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	root, content := emptyProject(t)
	run := func(args ...string) (string, string, int) {
		var out, said strings.Builder
		a := newApp(&out, &said)
		a.now = func() time.Time { return time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC) }
		code := a.run(t.Context(), append(args, "--content", content))
		return out.String(), said.String(), code
	}
	out, said, code := run("archive", s.URL+"/a.html", s.URL+"/fehlt.html", "http://127.0.0.1:1/weg.html")
	if code != exitProblems || !strings.Contains(out, "200 OK           "+s.URL+"/a.html\n404 Not Found    "+s.URL+"/fehlt.html") || !strings.Contains(said, "http://127.0.0.1:1/weg.html: error: cannot fetch: ") {
		t.Fatalf("exit %d, printed\n%s%s", code, out, said)
	}
	file := filepath.Join(root, ".chronik", "archive", "20261127T120000Z.warc.gz")
	out, said, code = run("import", file)
	if code != exitDone || !strings.HasPrefix(out, "created ") || strings.Count(out, "\n") != 1 {
		t.Fatalf("import of the archive: exit %d, printed\n%s%s", code, out, said)
	}
	if _, said, code := run("archive", "--out", file, s.URL+"/a.html"); code != exitUsage || !strings.Contains(said, "is there already") {
		t.Errorf("an archive that is there: exit %d, %s", code, said)
	}
	if _, said, code := run("archive", "a.html"); code != exitUsage || !strings.Contains(said, `"a.html" is no address`) {
		t.Errorf("no address: exit %d, %s", code, said)
	}
}

// emptyProject is a folder with the repository's content but for its articles.
func emptyProject(t *testing.T) (root, content string) {
	t.Helper()
	root = t.TempDir()
	content = filepath.Join(root, "content")
	if err := copyTerms("../../content", content); err != nil {
		t.Fatal(err)
	}
	return root, content
}

func readAll(t *testing.T, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}
