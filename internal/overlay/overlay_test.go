package overlay_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"chronik/internal/overlay"

	"github.com/google/go-cmp/cmp"
)

func mapFS(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func builtIn() fstest.MapFS {
	return mapFS(map[string]string{
		"base.html":          "built-in base",
		"embed.go":           "package templates",
		"i18n/de.yaml":       "built-in words",
		"partials/foot.html": "built-in foot",
		"partials/head.html": "built-in head",
	})
}

// visible lists every file a walk meets, with its text.
func visible(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		got[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatalf("walk: %v", err)
	}
	return got
}

func TestLayers(t *testing.T) {
	all := map[string]string{
		"base.html": "built-in base", "i18n/de.yaml": "built-in words",
		"partials/foot.html": "built-in foot", "partials/head.html": "built-in head",
	}
	tests := []struct {
		name  string
		upper fs.FS
		want  map[string]string
	}{
		{"no upper", nil, all},
		{"upper does not exist", os.DirFS(filepath.Join(t.TempDir(), "nowhere")), all},
		{"file wins, folders merge, new ones appear",
			mapFS(map[string]string{"partials/foot.html": "my foot", "partials/nav.html": "my nav", "mine/a.html": "a"}),
			map[string]string{
				"base.html": "built-in base", "i18n/de.yaml": "built-in words", "mine/a.html": "a",
				"partials/foot.html": "my foot", "partials/head.html": "built-in head", "partials/nav.html": "my nav",
			}},
		{"dotfiles, sources and editors' droppings are hidden",
			mapFS(map[string]string{
				".git/config": "x", "partials/.foot.html.swp": "x", "partials/foot.html~": "x",
				"partials/#foot.html#": "x", "x/y.go": "x", "a.swp": "x", "#tag.html": "shown",
			}),
			map[string]string{
				"#tag.html": "shown", "base.html": "built-in base", "i18n/de.yaml": "built-in words",
				"partials/foot.html": "built-in foot", "partials/head.html": "built-in head",
			}},
		{"file in the place of a folder covers it",
			mapFS(map[string]string{"partials": "a file"}),
			map[string]string{"base.html": "built-in base", "i18n/de.yaml": "built-in words", "partials": "a file"}},
		{"folder in the place of a file covers it",
			mapFS(map[string]string{"base.html/x": "in a folder"}),
			map[string]string{
				"base.html/x": "in a folder", "i18n/de.yaml": "built-in words",
				"partials/foot.html": "built-in foot", "partials/head.html": "built-in head",
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := overlay.New(tt.upper, builtIn())
			got := visible(t, fsys)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("visible files (-want +got):\n%s", diff)
			}
			var names []string
			for name := range tt.want {
				names = append(names, name)
			}
			if err := fstest.TestFS(fsys, names...); err != nil {
				t.Errorf("TestFS: %v", err)
			}
		})
	}
}

func TestNotFound(t *testing.T) {
	upperDir := t.TempDir()
	if err := os.WriteFile(filepath.Join(upperDir, "partials"), []byte("a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	fsys := overlay.New(os.DirFS(upperDir), builtIn())
	tests := []struct {
		name string
		want error
	}{
		{"embed.go", fs.ErrNotExist},
		{".git", fs.ErrNotExist},
		{".git/config", fs.ErrNotExist},
		{"nowhere.html", fs.ErrNotExist},
		{"partials/foot.html", fs.ErrNotExist}, // covered by the upper file
		{"base.html/x", fs.ErrNotExist},
		{"../base.html", fs.ErrInvalid},
		{"/base.html", fs.ErrInvalid},
	}
	for _, tt := range tests {
		if _, err := fsys.Open(tt.name); !errors.Is(err, tt.want) {
			t.Errorf("Open(%q) = %v, want %v", tt.name, err, tt.want)
		}
		if _, err := fs.ReadFile(fsys, tt.name); !errors.Is(err, tt.want) {
			t.Errorf("ReadFile(%q) = %v, want %v", tt.name, err, tt.want)
		}
		if _, err := fs.Stat(fsys, tt.name); !errors.Is(err, tt.want) {
			t.Errorf("Stat(%q) = %v, want %v", tt.name, err, tt.want)
		}
	}
}

// broken fails on one name as a file without permission does.
type broken struct {
	fs.FS
	name string
}

func (b broken) Open(name string) (fs.File, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.FS.Open(name)
}

func TestUnreadableUpperFileIsNotReplaced(t *testing.T) {
	upper := broken{mapFS(map[string]string{"base.html": "mine"}), "base.html"}
	if data, err := fs.ReadFile(overlay.New(upper, builtIn()), "base.html"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("ReadFile = %q, %v, want %v", data, err, fs.ErrPermission)
	}
}

func TestReadDirOfFile(t *testing.T) {
	if _, err := fs.ReadDir(overlay.New(nil, builtIn()), "base.html"); err == nil {
		t.Error("ReadDir of a file = nil, want an error")
	}
}
