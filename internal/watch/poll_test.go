package watch

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestPoll(t *testing.T) {
	root := filepath.Join(t.TempDir(), "content")
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("index.md", "a")
	write("articles/2020/a.md", "a")
	ticks := make(chan time.Time)
	p, err := Poll([]string{root, filepath.Join(root, "..", "templates")}, ticks)
	if err != nil {
		t.Fatal(err)
	}
	// A tick is taken when the look before it is done.
	tick := func() { ticks <- time.Time{} }
	want := func(what string, paths ...string) {
		t.Helper()
		tick() // sees the change
		tick() // sees no other
		select {
		case b := <-p.Batches():
			for i := range paths {
				paths[i] = filepath.Join(root, filepath.FromSlash(paths[i]))
			}
			if !slices.Equal(b.Paths, paths) || b.Rescan {
				t.Errorf("%s: batch %q, want %q", what, b.Paths, paths)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: no batch", what)
		}
	}
	none := func(what string) {
		t.Helper()
		tick()
		tick()
		tick()
		select {
		case b := <-p.Batches():
			t.Errorf("%s: batch %q, want none", what, b.Paths)
		default:
		}
	}
	none("nothing")
	write("index.md", "longer")
	want("a file that grew", "index.md")
	if err := os.MkdirAll(filepath.Join(root, "topics"), 0o777); err != nil {
		t.Fatal(err)
	}
	write("topics/x/y.md", "a")
	want("folders with a file", "topics", "topics/x", "topics/x/y.md")
	if err := os.Rename(filepath.Join(root, "articles"), filepath.Join(root, "artikel")); err != nil {
		t.Fatal(err)
	}
	want("a folder that moved", "articles", "articles/2020", "articles/2020/a.md", "artikel", "artikel/2020", "artikel/2020/a.md")
	write(".hidden/a.md", "a")
	write("index.md~", "a")
	none("what editors leave")
	if err := os.Remove(filepath.Join(root, "index.md")); err != nil {
		t.Fatal(err)
	}
	want("a file that went", "index.md")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := <-p.Batches(); open {
		t.Error("the channel is open after Close")
	}
}
