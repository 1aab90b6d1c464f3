// Package overlay lays one file system over another (a user's file wins over
// the built-in one; hides dotfiles and Go sources).
//
// It is how a template or a stylesheet beside the content replaces the
// built-in one of the same name while all others stay.
package overlay

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// New lays upper over lower. A file of upper wins over the one of the same
// name in lower; folders of both are merged. Where one layer has a file and
// the other a folder, upper's alone is seen. Upper may be nil or a folder that
// does not exist (yet): then only lower is seen.
//
// Dotfiles, Go sources and what editors leave behind (name~, #name#, name.swp)
// are hidden in every folder of both layers. An error of upper other than "does
// not exist" is returned, never answered from lower: a user's unreadable file
// is not silently replaced by the built-in one.
//
// The result implements fs.ReadDirFS, fs.ReadFileFS and fs.StatFS; listings are
// sorted by name. It may be used by several goroutines if the layers may.
func New(upper, lower fs.FS) fs.FS {
	return &layers{upper: upper, lower: lower}
}

type layers struct{ upper, lower fs.FS }

// found says which layers show a name: info is that of the winning one.
type found struct {
	info         fs.FileInfo
	upper, lower bool
}

func (l *layers) find(op, name string) (found, error) {
	fail := func(err error) (found, error) {
		return found{}, &fs.PathError{Op: op, Path: name, Err: err}
	}
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	if hiddenPath(name) {
		return fail(fs.ErrNotExist)
	}
	above, covered, err := statUpper(l.upper, name)
	switch {
	case err != nil:
		return fail(err)
	case covered:
		return fail(fs.ErrNotExist)
	case above != nil && !above.IsDir():
		return found{info: above, upper: true}, nil
	}
	below, err := fs.Stat(l.lower, name)
	switch {
	case above == nil && err != nil:
		return fail(fs.ErrNotExist)
	case above == nil:
		return found{info: below, lower: true}, nil
	}
	return found{info: above, upper: true, lower: err == nil && below.IsDir()}, nil
}

// statUpper returns nil info where upper has nothing of that name, and covered
// where a file of upper stands in the place of one of the name's folders, so
// that lower's folder is not seen either.
func statUpper(upper fs.FS, name string) (info fs.FileInfo, covered bool, err error) {
	if upper == nil {
		return nil, false, nil
	}
	info, err = fs.Stat(upper, name)
	if err == nil {
		return info, false, nil
	}
	// Looking below a file is "not a directory" on some systems and "does not
	// exist" on others; the folders above the name tell it apart everywhere.
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if parent, e := fs.Stat(upper, dir); e == nil {
			if !parent.IsDir() {
				return nil, true, nil
			}
			break
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	return nil, false, cause(err)
}

// cause takes the path off an error that will get one of its own.
func cause(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}

func (l *layers) layer(f found) fs.FS {
	if f.upper {
		return l.upper
	}
	return l.lower
}

// Open implements fs.FS.
func (l *layers) Open(name string) (fs.File, error) {
	f, err := l.find("open", name)
	if err != nil {
		return nil, err
	}
	if !f.info.IsDir() {
		return l.layer(f).Open(name)
	}
	entries, err := l.list(f, name)
	if err != nil {
		return nil, err
	}
	return &dir{name: name, info: f.info, rest: entries}, nil
}

// Stat implements fs.StatFS.
func (l *layers) Stat(name string) (fs.FileInfo, error) {
	f, err := l.find("stat", name)
	return f.info, err
}

// ReadFile implements fs.ReadFileFS.
func (l *layers) ReadFile(name string) ([]byte, error) {
	f, err := l.find("read", name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(l.layer(f), name)
}

// ReadDir implements fs.ReadDirFS.
func (l *layers) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := l.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !f.info.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	return l.list(f, name)
}

// list merges the visible entries of a folder, upper's before lower's.
func (l *layers) list(f found, name string) ([]fs.DirEntry, error) {
	var entries []fs.DirEntry
	seen := map[string]bool{}
	read := func(layer fs.FS) error {
		more, err := fs.ReadDir(layer, name)
		for _, e := range more {
			if !hidden(e.Name()) && !seen[e.Name()] {
				seen[e.Name()] = true
				entries = append(entries, e)
			}
		}
		return err
	}
	if f.upper {
		if err := read(l.upper); err != nil {
			return nil, err
		}
	}
	if f.lower {
		if err := read(l.lower); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func hiddenPath(name string) bool {
	return name != "." && slices.ContainsFunc(strings.Split(name, "/"), hidden)
}

func hidden(name string) bool {
	return strings.HasPrefix(name, ".") ||
		strings.HasSuffix(name, ".go") ||
		strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// dir is an open folder; its entries were read when it was opened.
type dir struct {
	name string
	info fs.FileInfo
	rest []fs.DirEntry
}

func (d *dir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *dir) Close() error               { return nil }

func (d *dir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

// ReadDir implements fs.ReadDirFile.
func (d *dir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	entries := d.rest[:n:n]
	d.rest = d.rest[n:]
	return entries, nil
}
