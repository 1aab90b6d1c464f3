package build

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"chronik/internal/output"
	"chronik/internal/overlay"
	"chronik/internal/page"
)

// renewed writes the site of fsys to dir and returns what is to be kept, and the
// pages and other files that were made for it, but for those of the index.
func renewed(t *testing.T, in Input, dir string, last *Kept) (*Kept, []string, output.Stats) {
	t.Helper()
	site := Plan(in)
	var mu sync.Mutex
	var made []string
	for i := range site.files {
		f := &site.files[i]
		before := f.make
		f.make = func(out *bytes.Buffer) (page.Page, error) {
			mu.Lock()
			defer mu.Unlock()
			made = append(made, f.path)
			return before(out)
		}
	}
	var next *Kept
	stats, stands, err := output.Stream(t.Context(), dir, output.Public, func(w *output.Writer) error {
		var err error
		next, _, err = site.Renew(t.Context(), w, "v1", last)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	next.Site = stands
	return next, made, stats
}

// A body that has changed has its own page made again and no other; without
// change nothing is made; where anything else has changed everything is.
func TestRenewMakesWhatHasChanged(t *testing.T) {
	fsys := generated(120)
	dir := filepath.Join(t.TempDir(), "public")
	kept, made, stats := renewed(t, input(fsys), dir, nil)
	all := len(made)
	if stats.Written < all || all < 200 {
		t.Fatalf("%d files made and %d written at first", all, stats.Written)
	}
	kept, made, stats = renewed(t, input(fsys), dir, kept)
	if len(made) > 0 || stats.Written > 0 {
		t.Errorf("nothing has changed: %d made, %d written", len(made), stats.Written)
	}
	article := ""
	for name := range fsys {
		if strings.HasPrefix(name, "articles/") {
			article = max(article, name)
		}
	}
	src := string(fsys[article].Data)
	fsys[article] = &fstest.MapFile{Data: []byte(src + "\n\nNoch ein Satz.\n")}
	kept, made, stats = renewed(t, input(fsys), dir, kept)
	want := "eintrag/" + strings.TrimSuffix(filepath.Base(article), ".md") + ".html"
	if len(made) != 1 || made[0] != want || stats.Written < 2 || stats.Written > 9 {
		t.Errorf("a body has changed: made %v, want %s; %d written, want it and some of the index", made, want, stats.Written)
	}
	for name, change := range map[string]func(in *Input){
		"title": func(in *Input) {
			fsys[article] = &fstest.MapFile{Data: []byte(strings.Replace(src, "title: ", "title: Neu ", 1))}
		},
		"template": func(in *Input) {
			in.Templates = overlay.New(fstest.MapFS{"404.html": {Data: []byte("{{define \"main\"}}weg{{end}}")}}, in.Templates)
		},
		"profile": func(in *Input) { in.Private = true },
	} {
		in := input(fsys)
		change(&in)
		if _, made, _ := renewed(t, in, filepath.Join(t.TempDir(), "public"), kept); len(made) < all {
			t.Errorf("%s: in another folder %d files were made, want all %d", name, len(made), all)
		}
		var next *Kept
		if next, made, _ = renewed(t, in, dir, kept); len(made) < all {
			t.Errorf("%s: %d files were made, want all %d", name, len(made), all)
		}
		kept = next
	}
	// What is kept of one site says nothing of another that stands there.
	elsewhere := *kept
	elsewhere.Site = fmt.Sprint("not ", kept.Site)
	if _, made, _ = renewed(t, input(fsys), dir, &elsewhere); len(made) < all {
		t.Errorf("another site stands there: %d files were made, want all %d", len(made), all)
	}
}
