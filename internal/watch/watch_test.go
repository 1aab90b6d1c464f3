package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

const quiet = 20 * time.Millisecond

func start(t *testing.T, roots ...string) *Watcher {
	t.Helper()
	w, err := New(roots, quiet)
	if err != nil {
		t.Fatalf("New(%q): %v", roots, err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return w
}

// next receives one batch.
func next(t *testing.T, w *Watcher) Batch {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	select {
	case b, ok := <-w.Batches():
		if !ok {
			t.Fatal("batches closed")
		}
		return b
	case <-ctx.Done():
		t.Fatal("no batch came")
	}
	return Batch{}
}

// until receives batches until all the paths were named, and returns the union.
func until(t *testing.T, w *Watcher, paths ...string) []string {
	t.Helper()
	var seen []string
	for !containsAll(seen, paths) {
		seen = append(seen, next(t, w).Paths...)
	}
	return seen
}

func containsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(p string) bool { return !slices.Contains(have, p) })
}

func write(t *testing.T, parts ...string) string {
	t.Helper()
	path := filepath.Join(parts...)
	if err := os.WriteFile(path, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func mkdir(t *testing.T, parts ...string) string {
	t.Helper()
	path := filepath.Join(parts...)
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func TestBatchGathersSortedPaths(t *testing.T) {
	root := t.TempDir()
	a, b := filepath.Join(root, "a.md"), filepath.Join(root, "b.md")
	// With a long quiet time both files fall into one batch for certain.
	w, err := New([]string{root}, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	write(t, b)
	write(t, a)
	write(t, b)
	got := next(t, w)
	if want := []string{a, b}; !slices.Equal(got.Paths, want) || got.Rescan || got.Err != nil {
		t.Errorf("batch = %+v, want paths %q only", got, want)
	}
}

func TestChanges(t *testing.T) {
	tests := []struct {
		name   string
		before func(t *testing.T, root string)
		change func(t *testing.T, root string) []string // paths that must be named
	}{
		{"file written in a folder deep down",
			func(t *testing.T, root string) { mkdir(t, root, "articles/2020") },
			func(t *testing.T, root string) []string { return []string{write(t, root, "articles/2020/a.md")} }},
		{"file removed",
			func(t *testing.T, root string) { write(t, root, "a.md") },
			func(t *testing.T, root string) []string {
				remove(t, filepath.Join(root, "a.md"))
				return []string{filepath.Join(root, "a.md")}
			}},
		{"saved by way of a temporary file",
			func(t *testing.T, root string) { write(t, root, "a.md") },
			func(t *testing.T, root string) []string {
				rename(t, write(t, root, ".a.md.tmp"), filepath.Join(root, "a.md"))
				return []string{filepath.Join(root, "a.md")}
			}},
		{"folders and file made at once",
			func(t *testing.T, root string) {},
			func(t *testing.T, root string) []string {
				return []string{write(t, mkdir(t, root, "articles/2021/deep"), "a.md")}
			}},
		{"folder with files moved in",
			func(t *testing.T, root string) { write(t, mkdir(t, filepath.Dir(root), "outside/2020"), "a.md") },
			func(t *testing.T, root string) []string {
				rename(t, filepath.Join(filepath.Dir(root), "outside"), filepath.Join(root, "inside"))
				return []string{filepath.Join(root, "inside/2020/a.md")}
			}},
		{"folder removed with all in it",
			func(t *testing.T, root string) { write(t, mkdir(t, root, "articles/2020"), "a.md") },
			func(t *testing.T, root string) []string {
				remove(t, filepath.Join(root, "articles"))
				return []string{filepath.Join(root, "articles")}
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := mkdir(t, t.TempDir(), "content")
			tt.before(t, root)
			w := start(t, root)
			until(t, w, tt.change(t, root)...)
		})
	}
}

func TestFolderIsWatchedUnderItsNewName(t *testing.T) {
	root := t.TempDir()
	mkdir(t, root, "old/deep")
	w := start(t, root)

	rename(t, filepath.Join(root, "old"), filepath.Join(root, "new"))
	until(t, w, filepath.Join(root, "new"))
	a := write(t, root, "new/deep/a.md")
	seen := until(t, w, a)
	if stale := filepath.Join(root, "old/deep/a.md"); slices.Contains(seen, stale) {
		t.Errorf("batch names %q, which never existed", stale)
	}

	// Another folder under the old name is a new one.
	mkdir(t, root, "old/deep")
	until(t, w, filepath.Join(root, "old"))
	until(t, w, write(t, root, "old/deep/b.md"))
}

func TestRootThatComesAndGoes(t *testing.T) {
	project := t.TempDir()
	root := filepath.Join(project, "site/templates")
	w := start(t, root)
	for range 2 { // the second time it comes back
		a := write(t, mkdir(t, root, "partials"), "a.html")
		until(t, w, a)
		until(t, w, write(t, root, "base.html"))
		remove(t, filepath.Join(project, "site"))
		until(t, w, root)
	}
}

func TestRootMovedAwayAndBack(t *testing.T) {
	project := t.TempDir()
	root := mkdir(t, project, "content")
	away := filepath.Join(project, "away")
	w := start(t, root)
	rename(t, root, away)
	until(t, w, root)
	a := write(t, away, "a.md")
	rename(t, away, root)
	until(t, w, filepath.Join(root, filepath.Base(a)))
	until(t, w, write(t, root, "b.md"))
}

func TestNoBatchWithoutChange(t *testing.T) {
	project := t.TempDir()
	root := mkdir(t, project, ".hidden/content") // a dot above the root is no matter
	kept := write(t, root, "kept.md")
	w := start(t, root)
	if err := os.Chmod(kept, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".a.md.swp", "a.md~", "#a.md#", "a.md.swp", "4913"} {
		write(t, root, name)
	}
	write(t, mkdir(t, root, ".git"), "HEAD")
	write(t, filepath.Dir(root), "beside.md")

	// Events come in order, so the first batch would name any of the above.
	a := write(t, root, "a.md")
	if got := next(t, w); !slices.Equal(got.Paths, []string{a}) {
		t.Errorf("first batch = %q, want %q alone", got.Paths, a)
	}
}

func TestRescan(t *testing.T) {
	root := t.TempDir()
	w := start(t, root)
	w.notify.Errors <- fsnotify.ErrEventOverflow
	got := next(t, w)
	if !got.Rescan || !errors.Is(got.Err, fsnotify.ErrEventOverflow) {
		t.Errorf("batch after overflow = %+v, want a rescan for %v", got, fsnotify.ErrEventOverflow)
	}
	a := write(t, root, "a.md")
	for b := next(t, w); !slices.Contains(b.Paths, a); b = next(t, w) {
		if b.Rescan {
			t.Errorf("batch %+v asks for a rescan again", b)
		}
	}
}

func TestUnreceivedChangesBecomeOneBatch(t *testing.T) {
	w := start(t, t.TempDir())
	first, second := errors.New("first"), errors.New("second")
	w.notify.Errors <- first
	w.notify.Errors <- second
	if got := next(t, w); !errors.Is(got.Err, first) || !errors.Is(got.Err, second) {
		t.Errorf("batch after two failures = %+v, want both of them in it", got)
	}
}

func TestCloseEndsBatches(t *testing.T) {
	root := t.TempDir()
	w, err := New([]string{root}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	write(t, root, "a.md")
	if err := w.Close(); err != nil {
		t.Errorf("Close = %v, want nil", err)
	}
	if b, ok := <-w.Batches(); ok {
		t.Errorf("batch after Close = %+v, want a closed channel", b)
	}
}
