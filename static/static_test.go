package static

import (
	"bytes"
	"io/fs"
	"regexp"
	"testing"
)

// A font travels with its licence, and the style sheet names no file that is
// not there and none of somebody else's server.
func TestFonts(t *testing.T) {
	css, err := fs.ReadFile(Files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, m := range regexp.MustCompile(`url\("?([^")]*)"?\)`).FindAllSubmatch(css, -1) {
		used[string(m[1])] = true
		if data, err := fs.ReadFile(Files, string(m[1])); err != nil || !bytes.HasPrefix(data, []byte("wOF2")) {
			t.Errorf("url(%s) is no WOFF2 font of ours: %v", m[1], err)
		}
	}
	fonts, err := fs.Glob(Files, "fonts/*.woff2")
	if err != nil || len(fonts) == 0 {
		t.Fatalf("no fonts: %v", err)
	}
	for _, f := range fonts {
		if !used[f] {
			t.Errorf("%s is used by no style sheet", f)
		}
	}
	if licence, err := fs.ReadFile(Files, "fonts/ofl.txt"); err != nil || !bytes.Contains(licence, []byte("SIL OPEN FONT LICENSE Version 1.1")) {
		t.Errorf("the licence of the fonts is not beside them: %v", err)
	}
}
