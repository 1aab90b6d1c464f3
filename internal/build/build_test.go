package build

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/diag"
	"chronik/internal/output"
	"chronik/internal/overlay"
	"chronik/templates"
)

// A built site has all its files; none if Problems has an error.
type built struct {
	*Site
	Files    []output.File
	Problems []diag.Problem
}

func mustRun(t *testing.T, in Input) built {
	t.Helper()
	site := Plan(in)
	files, problems, err := site.Files(t.Context())
	if err != nil && !errors.Is(err, ErrProblems) {
		t.Fatal(err)
	}
	return built{site, files, problems}
}

func TestRun(t *testing.T) {
	in := input(generated(40))
	site := mustRun(t, in)
	if site.Files == nil || site.Entries != 40 || len(site.Problems) > 0 {
		t.Fatalf("%d files, %d entries, problems %v; want 40 entries and no problem", len(site.Files), site.Entries, site.Problems)
	}
	paths := map[string]bool{}
	last := ""
	for _, f := range site.Files {
		if f.Path <= last {
			t.Errorf("%s comes after %s", f.Path, last)
		}
		last = f.Path
		paths[f.Path] = true
	}
	for _, want := range []string{"index.html", "404.html", "static/style.css", "minister/m0.html", "thema/t0.html"} {
		if !paths[want] {
			t.Errorf("there is no %s", want)
		}
	}
	for _, f := range site.Files {
		if strings.HasSuffix(f.Path, ".go") {
			t.Errorf("%s is published", f.Path)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	a, b := mustRun(t, input(generated(40))), mustRun(t, input(generated(40)))
	for i, f := range a.Files {
		if f.Path != b.Files[i].Path || !bytes.Equal(f.Data, b.Files[i].Data) {
			t.Fatalf("two builds differ in %s", f.Path)
		}
	}
}

func TestProblemsNameTheirFiles(t *testing.T) {
	broken := fstest.MapFS{"year.html": &fstest.MapFile{Data: []byte("{{define \"main\"}}\n{{.Nope}}{{end}}\n")}}
	for _, c := range []struct {
		name   string
		change func(*Input)
		want   string
	}{
		{"content", func(in *Input) {
			in.Content.(fstest.MapFS)["topics/t0.md"] = &fstest.MapFile{Data: []byte("---\nlable: X\n---\n")}
		}, `inhalt/topics/t0.md:2:1: unknown key "lable"`},
		{"template", func(in *Input) { in.Templates = overlay.New(broken, templates.Files) }, "vorlagen/year.html:2:"},
		{"language", func(in *Input) {
			in.Content.(fstest.MapFS)["index.md"] = &fstest.MapFile{Data: []byte("---\nid: x\ntitle: A\nlanguage: xx\n---\n")}
		}, "vorlagen/i18n/xx.yaml"},
	} {
		in := input(generated(5))
		in.ContentName, in.TemplatesName = "inhalt", "vorlagen"
		c.change(&in)
		site := mustRun(t, in)
		if site.Files != nil || !diag.Errors(site.Problems) {
			t.Errorf("%s: %d files and problems %v, want no file and an error", c.name, len(site.Files), site.Problems)
		}
		found := false
		for _, p := range site.Problems {
			found = found || strings.HasPrefix(p.String(), c.want)
		}
		if !found {
			t.Errorf("%s: problems %v, want %q", c.name, site.Problems, c.want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if files, _, err := Plan(input(generated(5))).Files(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Files = %v, %v, want the end of the context", files, err)
	}
}

// A page that lists as many entries as any may still opens at once. (That no
// page lists more is tested where pages are planned.)
func TestFullestPage(t *testing.T) {
	const most = 400_000
	site := mustRun(t, input(generated(300)))
	for _, f := range site.Files {
		if strings.HasSuffix(f.Path, ".html") && len(f.Data) > most {
			t.Errorf("%s has %d bytes, want at most %d", f.Path, len(f.Data), most)
		}
		if n := bytes.Count(f.Data, []byte(`<li class="entry `)); f.Path == "index.html" && n != 300 {
			t.Errorf("home lists %d entries, want all 300", n)
		}
	}
}

// No article disappears silently.
func TestArticlesAreAccountedFor(t *testing.T) {
	fsys := generated(40)
	marks := []string{"", "draft: true\n", "withdrawn: {date: 2026-01-02, reason: Irrtum}\n", "", "draft: true\nwithdrawn: {date: 2026-01-02, reason: Irrtum}\n", ""}
	i := 0
	for path, file := range fsys {
		if !strings.HasPrefix(path, "articles/") {
			continue
		}
		src := strings.Replace(string(file.Data), "reviewed: true\n", marks[i%len(marks)]+"reviewed: "+strconv.FormatBool(i%5 > 0)+"\n", 1)
		if i%7 == 0 { // told twice
			src = strings.Replace(src, "event:\n", "event:\n  id: eins\n", 1)
		}
		fsys[path] = &fstest.MapFile{Data: []byte(src)}
		i++
	}
	for _, unreviewed := range []string{"show", "hide"} {
		fsys["index.md"] = &fstest.MapFile{Data: []byte(strings.Replace(string(generated(1)["index.md"].Data), "pivot:", "unreviewed: "+unreviewed+"\npivot:", 1))}
		site := Plan(input(fsys))
		n := site.Articles
		shown := 0
		for _, e := range site.chronology.Events {
			if e.Status != chronology.Withdrawn {
				shown += len(e.Articles)
			}
		}
		if n.All != 40 || n.Shown != shown || n.Shown+n.Drafts+n.Hidden+n.Withdrawn != n.All || n.Drafts == 0 || n.Withdrawn == 0 || (n.Hidden > 0) != (unreviewed == "hide") {
			t.Errorf("unreviewed: %s: %+v, and the chronology has %d", unreviewed, n, shown)
		}
	}
}
