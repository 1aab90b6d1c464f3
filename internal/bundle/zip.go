// Package bundle makes editions for reading away from the net.
package bundle

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// epoch is the time that all files of an edition carry: the earliest a ZIP can.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// Zip writes a site as a ZIP: one folder, named top, with a file readme that
// holds about, and the site's files in the order of their names, all of one
// time, so that the same site gives the same bytes. Files and folders that begin
// with a dot are left out: they speak to servers and to chronik. Names are ASCII
// letters, figures and -._ only, since programs differ in how they read others;
// another name is an error.
func Zip(w io.Writer, site fs.FS, top, readme, about string) error {
	z := zip.NewWriter(w)
	compress(z)
	add := func(name string, from io.Reader) error {
		if !plain(name) {
			return fmt.Errorf("file %q cannot be in a ZIP: names are ASCII letters, figures and -._ only", name)
		}
		return pack(z, top+"/"+name, from)
	}
	if !plain(top) {
		return fmt.Errorf("folder %q cannot be in a ZIP: names are ASCII letters, figures and -._ only", top)
	}
	if err := add(readme, strings.NewReader(strings.ReplaceAll(about, "\n", "\r\n"))); err != nil { // for readers on Windows
		return err
	}
	err := fs.WalkDir(site, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case strings.HasPrefix(path.Base(name), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		case !e.Type().IsRegular():
			return fmt.Errorf("%s is no ordinary file", name)
		}
		f, err := site.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return add(name, f)
	})
	if err != nil {
		return err
	}
	return z.Close()
}

// compress has a ZIP made as small as it gets.
func compress(z *zip.Writer) {
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
}

// pack adds a file to a ZIP, of the time and mode that all have.
func pack(z *zip.Writer, name string, from io.Reader) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}
	h.SetMode(0o644)
	f, err := z.CreateHeader(h)
	if err == nil {
		_, err = io.Copy(f, from)
	}
	return err
}

// plain reports whether every system reads a name alike.
func plain(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._/", r))
	})
}
