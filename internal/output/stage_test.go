package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFailedWriteChangesNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	before := stat(t, dir, "index.html")
	// No file system takes so long a name, and it comes after the others.
	if _, err := Write(t.Context(), dir, site("index.html", "new", strings.Repeat("z", 300), "x")); err == nil {
		t.Fatal("Write of an impossible file = nil, want an error")
	}
	wantContents(t, dir, "index.html", "home")
	if !os.SameFile(before, stat(t, dir, "index.html")) {
		t.Error("a failed Write replaced a file")
	}
	wantAlone(t, parent, "public")
}

// countdown is a context that ends after it was asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelledAtAnyMomentChangesNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("index.html", "home", "old.html", "old"), Stats{Written: 2})
	put(t, "example.org", dir, "CNAME")
	for moments := 0; ; moments++ {
		_, err := Write(&countdown{t.Context(), moments}, dir, site("index.html", "new", "new.html", "new"))
		if err == nil {
			if moments < 5 {
				t.Errorf("Write asked its context %d times, want it to ask more often", moments)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("Write cancelled at moment %d = %v, want %v", moments, err, context.Canceled)
		}
		wantContents(t, dir, "index.html", "home", "old.html", "old", "CNAME", "example.org")
		wantAlone(t, parent, "public")
	}
	wantContents(t, dir, "index.html", "new", "new.html", "new", "CNAME", "example.org")
}

// What a killed program leaves behind is laid out by hand, as it lies at each
// moment.
func TestKilled(t *testing.T) {
	const stage = ".public.chronik-staging-123"
	tests := []struct {
		name   string
		layout func(t *testing.T, parent string)
	}{
		{"while the new tree grew", func(t *testing.T, parent string) {
			put(t, "half", parent, stage, "site/index.html")
		}},
		{"after the exchange", func(t *testing.T, parent string) {
			put(t, "even older", parent, stage, "site/index.html")
			put(t, "{}", parent, stage, "site", Manifest)
		}},
		{"between the two renames", func(t *testing.T, parent string) {
			put(t, "new", parent, stage, "site/index.html")
			if err := os.Rename(filepath.Join(parent, "public"), filepath.Join(parent, stage, "old")); err != nil {
				t.Fatal(err)
			}
		}},
		{"between the two renames, and somebody made the folder", func(t *testing.T, parent string) {
			put(t, "new", parent, stage, "site/index.html")
			if err := os.Rename(filepath.Join(parent, "public"), filepath.Join(parent, stage, "old")); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(filepath.Join(parent, "public"), 0o777); err != nil {
				t.Fatal(err)
			}
		}},
		{"after the second rename", func(t *testing.T, parent string) {
			put(t, "even older", parent, stage, "old/index.html")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "public")
			mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
			put(t, "example.org", dir, "CNAME")
			put(t, "other", parent, ".public.other")
			tt.layout(t, parent)

			mustWrite(t, dir, site("index.html", "home"), Stats{Unchanged: 1})
			wantContents(t, dir, "index.html", "home", "CNAME", "example.org")
			wantAlone(t, parent, ".public.other", "public")
		})
	}
}

func TestFailedSwitchPutsTheOldTreeBack(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	// The new tree vanishes at the worst moment, just before the renames.
	vanish := func(site, _ string) error { return errors.Join(os.RemoveAll(site), errors.ErrUnsupported) }
	if _, err := writeBy(t.Context(), dir, site("index.html", "new"), vanish); err == nil {
		t.Fatal("write without new tree = nil, want an error")
	}
	wantContents(t, dir, "index.html", "home")
	wantAlone(t, parent, "public")
}

func TestWritesAtTheSameTimeLeaveOneSiteWhole(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("0.html", "start"), Stats{Written: 1})
	done := make(chan error)
	for writer := range 4 {
		go func() {
			var err error
			for round := range 10 {
				text := fmt.Sprintf("%d %d", writer, round)
				var files []File
				for page := range 20 {
					files = append(files, File{fmt.Sprintf("%d.html", page), []byte(text)})
				}
				// One may lose its footing when another switches; it must only
				// leave no mixture behind.
				if _, e := Write(t.Context(), dir, files); e != nil && !errors.Is(e, fs.ErrNotExist) {
					err = e
				}
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got := contents(t, dir)
	delete(got, Manifest)
	for page, text := range got {
		if text != got["0.html"] {
			t.Errorf("%s = %q, but 0.html = %q: a mixture", page, text, got["0.html"])
		}
	}
	wantAlone(t, parent, "public")
}

func BenchmarkWrite(b *testing.B) {
	var files []File
	for i := range 10_000 {
		data := []byte(strings.Repeat(fmt.Sprint(i, " "), 2_000))
		files = append(files, File{fmt.Sprintf("eintrag/%d.html", i), data})
	}
	dir := filepath.Join(b.TempDir(), "public")
	if _, err := Write(b.Context(), dir, files); err != nil {
		b.Fatal(err)
	}
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if got, err := Write(b.Context(), dir, files); err != nil || got.Unchanged != len(files) {
				b.Fatalf("Write = %+v, %v", got, err)
			}
		}
	})
	b.Run("one", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			files[17].Data = fmt.Append(nil, i)
			if got, err := Write(b.Context(), dir, files); err != nil || got.Written != 1 {
				b.Fatalf("Write = %+v, %v", got, err)
			}
		}
	})
}
