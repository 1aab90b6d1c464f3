package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func site(pairs ...string) []File {
	var files []File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, File{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return files
}

func mustWrite(t *testing.T, dir string, files []File, want Stats) {
	t.Helper()
	got, err := Write(t.Context(), dir, files)
	if err != nil || got != want {
		t.Fatalf("Write(%s) = %+v, %v, want %+v, nil", dir, got, err, want)
	}
}

// put makes a file with its folders.
func put(t *testing.T, text string, parts ...string) {
	t.Helper()
	path := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// contents reads all files below dir, the manifest's text left out.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, full)
		if err != nil {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(full)
			got[filepath.ToSlash(rel)] = "-> " + to
			return err
		}
		data, err := os.ReadFile(full)
		if d.Name() == Manifest {
			data = nil
		}
		got[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func wantContents(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	want := map[string]string{Manifest: ""}
	for _, f := range site(pairs...) {
		want[f.Path] = string(f.Data)
	}
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("contents of %s (-want +got):\n%s", dir, diff)
	}
}

// wantAlone checks that nothing but the named entries is in the parent folder.
func wantAlone(t *testing.T, parent string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries beside the output folder (-want +got):\n%s", diff)
	}
}

func stat(t *testing.T, parts ...string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// age puts a file's time back, so that a rewrite would show.
func age(t *testing.T, parts ...string) {
	t.Helper()
	past := time.Date(2020, 4, 17, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(parts...), past, past); err != nil {
		t.Fatal(err)
	}
}

// Both ways to switch must keep every promise.
func TestWriteKeepsUnchangedFiles(t *testing.T) {
	ways := map[string]func(a, b string) error{
		"exchange": exchange,
		"renames":  func(a, b string) error { return errors.ErrUnsupported },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "deep", "public")
			first := site("index.html", "home", "jahr/2020.html", "year", "thema/alt.html", "old topic")
			if got, err := writeBy(t.Context(), dir, first, way); err != nil || got.Written != 3 {
				t.Fatalf("first write = %+v, %v, want 3 written", got, err)
			}
			age(t, dir, "jahr/2020.html")
			year := stat(t, dir, "jahr/2020.html")

			second := site("thema/neu.html", "new topic", "index.html", "home, changed", "jahr/2020.html", "year")
			want := Stats{Written: 2, Unchanged: 1, Removed: 1}
			if got, err := writeBy(t.Context(), dir, second, way); err != nil || got != want {
				t.Fatalf("second write = %+v, %v, want %+v", got, err, want)
			}
			wantContents(t, dir, "index.html", "home, changed", "jahr/2020.html", "year", "thema/neu.html", "new topic")
			after := stat(t, dir, "jahr/2020.html")
			if !os.SameFile(year, after) || !year.ModTime().Equal(after.ModTime()) {
				t.Errorf("unchanged file: same inode %v, time %v, want the same and %v",
					os.SameFile(year, after), after.ModTime(), year.ModTime())
			}
			wantAlone(t, filepath.Join(parent, "deep"), "public")
		})
	}
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	files := site("index.html", "home", "jahr/2020.html", "year")
	mustWrite(t, dir, files, Stats{Written: 2})
	before := map[string]fs.FileInfo{}
	for _, name := range []string{"..", ".", "index.html", "jahr", "jahr/2020.html", Manifest} {
		age(t, dir, name)
		before[name] = stat(t, dir, name)
	}
	mustWrite(t, dir, files, Stats{Unchanged: 2})
	for name, info := range before {
		if after := stat(t, dir, name); !os.SameFile(info, after) || !info.ModTime().Equal(after.ModTime()) {
			t.Errorf("%s was touched: time %v, want %v", name, after.ModTime(), info.ModTime())
		}
	}
}

func TestDamagedFilesAreMended(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := site("a.html", "text a", "b.html", "text b", "c/d.html", "text d")
	mustWrite(t, dir, files, Stats{Written: 3})
	put(t, "TEXT A", dir, "a.html") // same size, another text
	if err := os.RemoveAll(filepath.Join(dir, "c")); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, files, Stats{Written: 2, Unchanged: 1})
	wantContents(t, dir, "a.html", "text a", "b.html", "text b", "c/d.html", "text d")
}

func TestFileAndFolderChangePlaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, site("a/b", "in a folder", "c", "a file"), Stats{Written: 2})
	mustWrite(t, dir, site("a", "a file", "c/d", "in a folder"), Stats{Written: 2, Removed: 2})
	wantContents(t, dir, "a", "a file", "c/d", "in a folder")
}

func TestForeignEntriesAreCarriedOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, site("index.html", "home", "jahr/2020.html", "year", "thema/a.html", "topic"), Stats{Written: 3})
	put(t, "example.org", dir, "CNAME")
	put(t, "by hand", dir, "bilder/klein/foto.txt")
	put(t, "by hand too", dir, "jahr/notiz.txt")
	put(t, "kept although its folder has no pages any more", dir, "thema/notiz.txt")
	if err := os.MkdirAll(filepath.Join(dir, "leer"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("bilder/klein", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	before := stat(t, dir, "CNAME")
	mustWrite(t, dir, site("index.html", "changed", "bilder/neu.html", "ours in a foreign folder"), Stats{Written: 2, Removed: 2})
	wantContents(t, dir, "index.html", "changed", "bilder/neu.html", "ours in a foreign folder",
		"CNAME", "example.org", "bilder/klein/foto.txt", "by hand", "jahr/notiz.txt", "by hand too",
		"thema/notiz.txt", "kept although its folder has no pages any more", "link", "-> bilder/klein")
	if !os.SameFile(before, stat(t, dir, "CNAME")) {
		t.Error("CNAME is a copy, want the same file")
	}
	if mode := stat(t, dir, "leer").Mode().Perm(); mode != 0o750 {
		t.Errorf("mode of an empty foreign folder = %o, want 750", mode)
	}
}

func TestRefused(t *testing.T) {
	ours := func(t *testing.T, dir string) {
		mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	}
	tests := []struct {
		name   string
		before func(t *testing.T, dir string)
		reason string
	}{
		{"foreign content", func(t *testing.T, dir string) { put(t, "x", dir, "thesis.txt") }, "was not written by chronik"},
		{"git repository", func(t *testing.T, dir string) { ours(t, dir); put(t, "x", dir, ".git/HEAD") }, "is a git repository"},
		{"worktree", func(t *testing.T, dir string) { ours(t, dir); put(t, "gitdir: x", dir, ".git") }, "is a git repository"},
		{"file", func(t *testing.T, dir string) { put(t, "x", dir) }, "is a file"},
		{"parent is a file", func(t *testing.T, dir string) { put(t, "x", filepath.Dir(dir)) }, "cannot be"},
		{"manifest in ruins", func(t *testing.T, dir string) { put(t, "{", dir, Manifest) }, "cannot be read"},
		{"link to nowhere", func(t *testing.T, dir string) {
			if err := errors.Join(os.Mkdir(filepath.Dir(dir), 0o777), os.Symlink("nowhere", dir)); err != nil {
				t.Fatal(err)
			}
		}, "link to nowhere"},
		{"foreign file in the way", func(t *testing.T, dir string) { ours(t, dir); put(t, "x", dir, "jahr/2020.html") }, "holds jahr/2020.html"},
		{"foreign file in place of a folder", func(t *testing.T, dir string) { ours(t, dir); put(t, "x", dir, "jahr") }, "holds jahr,"},
		{"foreign file in a folder in the way", func(t *testing.T, dir string) { ours(t, dir); put(t, "x", dir, "jahr/2020.html/x") }, "holds jahr/2020.html"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "project", "public")
			tt.before(t, dir)
			before := contents(t, filepath.Dir(dir))
			_, err := Write(t.Context(), dir, site("index.html", "new", "jahr/2020.html", "year"))
			refused, ok := errors.AsType[*RefusedError](err)
			if !ok || !strings.Contains(err.Error(), tt.reason) || refused.Hint() == "" {
				t.Errorf("Write = %v, want a refusal with hint that says %q", err, tt.reason)
			}
			if diff := cmp.Diff(before, contents(t, filepath.Dir(dir))); diff != "" {
				t.Errorf("a refused Write changed (-before +after):\n%s", diff)
			}
		})
	}
}

func TestUnwritableParentIsRefused(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	if err := os.Chmod(parent, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(parent, 0o755) })
	_, err := Write(t.Context(), dir, site("index.html", "new"))
	if _, ok := errors.AsType[*RefusedError](err); !ok {
		t.Errorf("Write below an unwritable folder = %v, want a *RefusedError", err)
	}
	wantContents(t, dir, "index.html", "home")
}

func TestLinkedOutputFolderStaysALink(t *testing.T) {
	parent := t.TempDir()
	if err := os.Mkdir(filepath.Join(parent, "www"), 0o755); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(parent, "public")
	if err := os.Symlink("www", dir); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	mustWrite(t, dir, site("index.html", "new"), Stats{Written: 1})
	wantContents(t, filepath.Join(parent, "www"), "index.html", "new")
	if stat(t, dir).Mode()&fs.ModeSymlink == 0 {
		t.Error("the output folder is no longer a symbolic link")
	}
}

func TestModeOfOutputFolderStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, site("index.html", "new"), Stats{Written: 1})
	if mode := stat(t, dir).Mode().Perm(); mode != 0o711 {
		t.Errorf("mode of the output folder = %o, want 711", mode)
	}
}

func TestTreesAreEqualWhateverTheOrder(t *testing.T) {
	parent := t.TempDir()
	a, b := filepath.Join(parent, "a"), filepath.Join(parent, "b")
	mustWrite(t, a, site("x.html", "x", "y/z.html", "z"), Stats{Written: 2})
	mustWrite(t, b, site("y/z.html", "z", "x.html", "x"), Stats{Written: 2})
	for _, name := range []string{Manifest, "x.html", "y/z.html"} {
		left, errA := os.ReadFile(filepath.Join(a, name))
		right, errB := os.ReadFile(filepath.Join(b, name))
		if errA != nil || errB != nil || string(left) != string(right) {
			t.Errorf("%s differs: %q, %v and %q, %v", name, left, errA, right, errB)
		}
	}
}

// writeBy is Write with another way to let two folders change places.
func writeBy(ctx context.Context, dir string, files []File, exchange func(a, b string) error) (Stats, error) {
	stats, _, err := stream(ctx, dir, Public, putAll(files), exchange)
	return stats, err
}

// What fails to be made leaves the folder as it was, and nothing beside it.
func TestFailingStream(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, site("index.html", "home"), Stats{Written: 1})
	failure := errors.New("no more")
	_, _, err := Stream(t.Context(), dir, Public, func(w *Writer) error {
		return errors.Join(w.Put(File{"index.html", []byte("other")}), w.Put(File{"new.html", []byte("new")}), failure)
	})
	if !errors.Is(err, failure) {
		t.Errorf("Stream = %v, want the failure", err)
	}
	wantContents(t, dir, "index.html", "home")
	wantAlone(t, parent, "public")
}

// A site that stands untouched is known again.
func TestStands(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write := func(text string) {
		t.Helper()
		_, written, err := Stream(t.Context(), dir, Public, putAll(site("index.html", text, "a/b.html", "b")))
		if err != nil {
			t.Fatal(err)
		}
		age(t, dir, "index.html")
		age(t, dir, "a/b.html")
		if now, _, _ := Stands(t.Context(), dir); now != written {
			t.Errorf("Stream returns %q, and %q stands", written, now)
		}
	}
	stands := func() string {
		t.Helper()
		site, files, err := Stands(t.Context(), dir)
		if err != nil || site != "" && files != 2 {
			t.Errorf("Stands = %q, %d, %v", site, files, err)
		}
		return site
	}
	if got := stands(); got != "" {
		t.Errorf("where there is none stands %q", got)
	}
	write("home")
	first := stands()
	if first == "" || stands() != first {
		t.Errorf("what was written stands as %q, then %q", first, stands())
	}
	write("other")
	if second := stands(); second == "" || second == first {
		t.Errorf("another site stands as %q", second)
	}
	write("home")
	if stands() != first {
		t.Error("the same site is not known again")
	}
	for name, change := range map[string]func() error{
		"edited":  func() error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("mine"), 0o666) },
		"longer":  func() error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("home and more"), 0o666) },
		"removed": func() error { return os.Remove(filepath.Join(dir, "index.html")) },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if got := stands(); got != "" {
			t.Errorf("%s: it still stands as %q", name, got)
		}
		write("home")
		if stands() != first {
			t.Errorf("%s and mended: it is not known again", name)
		}
	}
}

// For whom a site was written stands in the manifest, and is part of the site.
func TestProfile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := Profile(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "holds no site") {
		t.Errorf("Profile of nothing = %v, want a refusal", err)
	}
	seen := map[string]bool{}
	for _, profile := range []string{Public, "private", Public} {
		_, written, err := Stream(t.Context(), dir, profile, putAll(site("index.html", "home")))
		if err != nil {
			t.Fatal(err)
		}
		seen[written] = true
		if got, err := Profile(t.Context(), dir); got != profile || err != nil {
			t.Errorf("Profile = %q, %v, want %q", got, err, profile)
		}
	}
	if len(seen) != 2 {
		t.Errorf("two profiles are %d sites", len(seen))
	}
}
