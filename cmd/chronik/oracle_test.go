package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chronik/internal/build"
	"chronik/internal/output"
)

// A changer is somebody who changes a project at random.
type changer struct {
	t       *testing.T
	r       *rand.Rand
	root    string
	n       int               // of changes so far
	mending map[string]string // files that were broken -> what stood in them
}

func (c *changer) write(name, text string) {
	c.t.Helper()
	file := filepath.Join(c.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
}

func (c *changer) read(name string) string {
	c.t.Helper()
	src, err := os.ReadFile(filepath.Join(c.root, filepath.FromSlash(name)))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(src)
}

func (c *changer) move(from, to string) {
	c.t.Helper()
	target := filepath.Join(c.root, filepath.FromSlash(to))
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(c.root, filepath.FromSlash(from)), target); err != nil {
		c.t.Fatal(err)
	}
}

// some is one of the files that match a pattern.
func (c *changer) some(pattern string) string {
	c.t.Helper()
	files, err := fs.Glob(os.DirFS(c.root), pattern)
	if err != nil || len(files) == 0 {
		c.t.Fatalf("no file for %s: %v", pattern, err)
	}
	return files[c.r.IntN(len(files))]
}

func (c *changer) replace(name, old, new string) {
	c.t.Helper()
	c.write(name, strings.Replace(c.read(name), old, new, 1))
}

func (c *changer) article(slug string) {
	c.write("content/articles/"+fmt.Sprint(2018+c.r.IntN(3))+"/"+slug+".md", fmt.Sprintf(`---
title: Eintrag %d
summary: Worum es geht.
event:
  date: %d-%02d-%02d
  kind: %s
ministers: [lawrow, pompeo]
topics: [%s]
sources:
  - {outlet: finanztreff, title: Meldung, url: "https://www.dw.com/%s"}
added: 2026-11-27
---
Text am 17. April mit [Verweis](../topics/ukraine.md).
`, c.n, 2017+c.r.IntN(4), 1+c.r.IntN(12), 1+c.r.IntN(28), []string{"treffen", "telefonat"}[c.r.IntN(2)], []string{"ukraine", "syrien", "iran"}[c.r.IntN(3)], slug))
}

// text changes the body of an article alone.
func (c *changer) text(article string) string {
	c.t.Helper()
	more := []string{" mehr.", " mit [Verweis](../topics/iran.md).", " und [nichts](nichts.md)."}[c.r.IntN(3)]
	c.write(article, c.read(article)+"\nWort"+strconv.Itoa(c.n)+more+"\n")
	return "text of " + article
}

var titleLine = regexp.MustCompile(`(?m)^title: .*$`)

// change does one thing and says what.
func (c *changer) change() string {
	c.n++
	word := "Wort" + strconv.Itoa(c.n)
	if len(c.mending) > 0 && c.r.IntN(2) == 0 {
		for file, text := range c.mending {
			delete(c.mending, file)
			c.write(file, text)
			return "mend " + file
		}
	}
	article := c.some("content/articles/*/*.md")
	base := strings.TrimSuffix(filepath.Base(article), ".md")
	switch what := c.r.IntN(19); what {
	case 0, 1:
		return c.text(article)
	case 2:
		c.write(article, titleLine.ReplaceAllString(c.read(article), "title: "+word+" im Titel"))
		return "title of " + article
	case 3:
		c.article(fmt.Sprintf("neu-%d", c.n))
		return "new article"
	case 4:
		if files, _ := fs.Glob(os.DirFS(c.root), "content/articles/*/*.md"); len(files) > 5 {
			if err := os.Remove(filepath.Join(c.root, filepath.FromSlash(article))); err != nil {
				c.t.Fatal(err)
			}
			return "remove " + article
		}
		c.article(fmt.Sprintf("neu-%d", c.n))
		return "new article"
	case 5:
		c.move(article, filepath.ToSlash(filepath.Join(filepath.Dir(article), fmt.Sprintf("umbenannt-%d.md", c.n))))
		return "other slug for " + article
	case 6:
		c.replace(article, "added:", "aliases: ["+base+"-alt"+strconv.Itoa(c.n)+"]\nadded:")
		if strings.Count(c.read(article), "aliases:") > 1 { // twice is a mistake: it is mended later
			c.replace(article, "aliases: ["+base+"-alt"+strconv.Itoa(c.n)+"]\n", "")
		}
		return "alias of " + article
	case 7:
		c.replace("content/topics/ukraine.md", "label: ", "label: "+word+" ")
		return "label of a topic"
	case 8:
		c.write("content/topics/thema-"+strconv.Itoa(c.n)+".md", "---\nlabel: "+word+"\n---\n")
		return "new topic"
	case 9:
		folders, _ := fs.Glob(os.DirFS(c.root), "content/articles/*")
		from := folders[c.r.IntN(len(folders))]
		c.move(from, fmt.Sprintf("content/articles/ordner%d", c.n))
		return "move " + from
	case 10:
		c.write("templates/partials/lists.html", strings.Replace(c.builtIn("partials/lists.html"), "{{define", "{{/* "+word+" */}}{{define", 1))
		return "partial that says the same"
	case 11:
		c.write("templates/page.html", "{{define \"main\"}}<h1>{{.Heading}} "+word+"</h1>{{.Body}}{{end}}")
		return "template of pages"
	case 12:
		own := filepath.Join(c.root, "templates")
		if _, err := os.Stat(own); err != nil { // nothing would happen
			return c.change()
		}
		if err := os.RemoveAll(own); err != nil {
			c.t.Fatal(err)
		}
		delete(c.mending, "templates/year.html")
		return "no templates of its own"
	case 13:
		c.write("content/index.md", titleLine.ReplaceAllString(c.read("content/index.md"), "title: "+word+" als Name"))
		return "title of the site"
	case 14:
		c.replace("content/index.md", "\n---\n", "\n---\n"+word+" zuvor.\n\n")
		return "introduction"
	case 15:
		c.write("static/eigen.css", "/* "+word+" */ body { color: red }")
		return "static file"
	case 16:
		c.mending[article] = c.read(article)
		c.replace(article, "kind: ", "kind: gibt-es-nicht-")
		return "mistake in " + article
	case 17:
		c.mending["templates/year.html"] = c.builtIn("year.html")
		c.write("templates/year.html", "{{define \"main\"}}{{.Nope}}{{end}}")
		return "mistake in a template"
	default:
		c.write("content/ministers/pompeo.md", c.read("content/ministers/pompeo.md")+"\n"+word+" zur Person, siehe [ihn](lawrow.md) und [nichts](nichts.md).\n")
		return "biography"
	}
}

func (c *changer) builtIn(name string) string {
	c.t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "..", "templates", filepath.FromSlash(name)))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(src)
}

var reloadTag = regexp.MustCompile(`<script src="/\.chronik/reload\.js" data-version="[^"]*"></script>`)

// served is what a running server shows at a path.
func served(t *testing.T, root, path string) (int, []byte) {
	t.Helper()
	status, body := get(t, root+path)
	return status, reloadTag.ReplaceAll([]byte(body), nil)
}

// newChanger is somebody who is about to change a small project so many times.
func newChanger(t *testing.T) (c *changer, edits int) {
	edits = 60
	if testing.Short() {
		edits = 6
	}
	if n, err := strconv.Atoi(os.Getenv("CHRONIK_EDITS")); err == nil {
		edits = n
	}
	c = &changer{t: t, r: rand.New(rand.NewPCG(7, uint64(edits))), root: t.TempDir(), mending: map[string]string{}}
	if err := copyTerms("../../content", filepath.Join(c.root, "content")); err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		c.n++
		c.article(fmt.Sprintf("eintrag-%d", i))
	}
	return c, edits
}

// Whatever is changed, serve shows what a clean build would write: every path,
// byte for byte, and nothing at paths that are gone. While there is a mistake
// it is the last good site. CHRONIK_EDITS says how many changes to try.
func TestServeEqualsBuild(t *testing.T) {
	c, edits := newChanger(t)
	root, dir := c.root, filepath.Join(c.root, "content")
	at, words, stop := servingAloud(t, dir)
	last := map[string][]byte{} // the last good site
	known := map[string]bool{}  // every path there ever was
	// differs says where what is served is not what it should be.
	differs := func() string {
		files, _, err := build.Plan(project{content: dir, root: root}.input()).Files(t.Context())
		if err == nil {
			last = map[string][]byte{}
			for _, f := range files {
				last[f.Path], known[f.Path] = f.Data, true
			}
		}
		for path := range known {
			status, data := served(t, at, path)
			want, there := last[path]
			switch {
			case !there && status != http.StatusNotFound:
				return fmt.Sprintf("%s is gone and answers %d", path, status)
			case there && status != http.StatusOK:
				return fmt.Sprintf("%s answers %d: %.300s", path, status, data)
			case there && !bytes.Equal(data, want):
				return path + " differs"
			}
		}
		return ""
	}
	if d := differs(); d != "" || len(last) < 200 {
		t.Fatalf("at first, with %d files: %s", len(last), d)
	}
	var history []string
	for range edits {
		history = append(history, c.change())
		limit := time.After(time.Minute)
		for settled := false; !settled; {
			select {
			case w := <-words:
				// A rebuild ends with how many pages there are, or that the last site stays.
				settled = (strings.Contains(w, " pages, ") || strings.Contains(w, "last good site stays")) && differs() == ""
			case <-limit:
				t.Fatalf("after %q: %s", history[max(0, len(history)-5):], differs())
			}
		}
		// What came on its heels says the same.
		for len(words) > 0 {
			<-words
		}
	}
	slices.Sort(history)
	t.Logf("%d changes of %d sorts, %d paths in all", edits, len(slices.Compact(history)), len(known))
	stop()
}

// Whatever is changed, by whomever, a build that takes over what an earlier one
// wrote leaves the folder as a clean build would. With a mistake it stays as it
// was. CHRONIK_EDITS says how many changes to try.
func TestOracleOfKeptBuilds(t *testing.T) {
	c, edits := newChanger(t)
	p := project{content: filepath.Join(c.root, "content"), root: c.root}
	out := filepath.Join(c.root, "public")
	var history []string
	var last fstest.MapFS // the last good site
	kept := 0             // files that were taken over
	for range edits {
		what := "nothing"
		if last != nil {
			switch c.r.IntN(5) {
			case 0, 1:
				c.n++
				what = c.text(c.some("content/articles/*/*.md"))
			case 2: // somebody else writes into the folder
				file := c.some("public/*/*.html")
				c.write(file, c.read(file)+"more")
				what = "damage to " + file
			case 3:
				if c.r.IntN(3) == 0 {
					what = "memory lost"
					if err := os.RemoveAll(filepath.Join(c.root, ".chronik")); err != nil {
						t.Fatal(err)
					}
				}
			default:
				what = c.change()
			}
		}
		history = append(history, what)
		files, _, err := build.Plan(p.input()).Files(t.Context())
		if err == nil {
			last = asFS(files)
		}
		var said bytes.Buffer
		code := newApp(io.Discard, &said).run(t.Context(), []string{"--content", p.content, "build", "--out", out})
		if (code == exitDone) != (err == nil) {
			t.Fatalf("after %q: exit %d, and a clean build says %v\n%s", what, code, err, said.String())
		}
		if err != nil {
			continue // a damage is mended by the next build that succeeds
		}
		if m := unchangedFiles.FindStringSubmatch(said.String()); m != nil {
			n, _ := strconv.Atoi(m[1])
			kept += n
		}
		stands := map[string]bool{}
		err = fs.WalkDir(os.DirFS(out), ".", func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || file == output.Manifest {
				return err
			}
			stands[file] = true
			data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(file)))
			if want := last[file]; want == nil {
				t.Errorf("%s is there and should not be", file)
			} else if !bytes.Equal(data, want.Data) {
				t.Errorf("%s differs", file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for file := range last {
			if !stands[file] {
				t.Errorf("there is no %s", file)
			}
		}
		if t.Failed() {
			t.Fatalf("after %q", history[max(0, len(history)-5):])
		}
	}
	if kept == 0 {
		t.Error("no build took anything over")
	}
	slices.Sort(history)
	t.Logf("%d changes of %d sorts, %d files were taken over in all", edits, len(slices.Compact(history)), kept)
}

var unchangedFiles = regexp.MustCompile(`(\d+) unchanged`)
