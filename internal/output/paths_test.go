package output

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestBadPaths(t *testing.T) {
	tests := []struct {
		paths []string
		names []string // what the error must name
	}{
		{[]string{""}, []string{`""`}},
		{[]string{"."}, []string{`"."`}},
		{[]string{"../up.html"}, []string{`"../up.html"`}},
		{[]string{"a/../../up.html"}, []string{`"a/../../up.html"`}},
		{[]string{"/etc/passwd"}, []string{`"/etc/passwd"`}},
		{[]string{`a\b.html`}, []string{`"a\\b.html"`}},
		{[]string{"a/"}, []string{`"a/"`}},
		{[]string{".git/config"}, []string{`".git/config"`}},
		{[]string{Manifest}, []string{Manifest}},
		{[]string{"a.html", "b.html", "a.html"}, []string{`"a.html"`}},
		{[]string{"a.html", "A.html"}, []string{`"a.html"`, `"A.html"`}},
		{[]string{"thema/a.html", "Thema/b.html"}, []string{`"thema/a.html"`, `"Thema/b.html"`}},
		{[]string{"a", "a-b", "a/b"}, []string{`"a"`, `"a/b"`}},
		{[]string{"x/A", "x/a/b/c"}, []string{`"x/A"`, `"x/a/b/c"`}},
	}
	for _, tt := range tests {
		dir := filepath.Join(t.TempDir(), "public")
		var files []File
		for _, p := range tt.paths {
			files = append(files, File{Path: p})
		}
		_, err := Write(t.Context(), dir, files)
		for _, name := range tt.names {
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("Write(%q) = %v, want an error that names %s", tt.paths, err, name)
			}
		}
		if exists(dir) {
			t.Errorf("Write(%q) made the output folder", tt.paths)
		}
	}
}
