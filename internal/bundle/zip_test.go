package bundle

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestZip(t *testing.T) {
	site := fstest.MapFS{
		"index.html":             {Data: []byte("<p>Übersicht")},
		"jahr/2020.html":         {Data: []byte("2020")},
		".chronik-manifest.json": {Data: []byte("{}")},
		".nojekyll":              {},
	}
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := Zip(w, site, "chronik-see", "LIESMICH.txt", "Öffnen Sie\nindex.html\n"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give two files")
	}
	_, got := unpacked(t, a.Bytes())
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(epoch) || f.Mode() != 0o644 {
			t.Errorf("%s: %s, %s, want the fixed time and mode", f.Name, f.Modified, f.Mode())
		}
	}
	want := map[string]string{
		"chronik-see/LIESMICH.txt":   "Öffnen Sie\r\nindex.html\r\n",
		"chronik-see/index.html":     "<p>Übersicht",
		"chronik-see/jahr/2020.html": "2020",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestZipRefusesNames(t *testing.T) {
	for name, site := range map[string]fstest.MapFS{
		`file "jahr/üb.html" cannot be in a ZIP`: {"jahr/üb.html": {}},
		`file "a b.html" cannot be in a ZIP`:     {"a b.html": {}},
	} {
		if err := Zip(io.Discard, site, "t", "r.txt", ""); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("error %v, want %s", err, name)
		}
	}
	if err := Zip(io.Discard, fstest.MapFS{}, "ü", "r.txt", ""); err == nil {
		t.Error("a folder with an umlaut is taken")
	}
}
