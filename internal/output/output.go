// Package output keeps the output folder: writes what changed, removes only
// what it once wrote, switches over whole.
//
// A new site is put together in a staging tree beside the output folder.
// Unchanged files are hard-linked into it from the old tree, so that they keep
// inode and time; the rest is written. Then the two trees change places in one
// step, where the system has such a step, else in two that the next Write can
// complete. Whoever kills the program leaves the old site or the new one, whole.
package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A File is one file of the site.
type File struct {
	Path string // relative to the output folder, with slashes
	Data []byte
}

// Stats counts what a Write did.
type Stats struct{ Written, Unchanged, Removed int }

// A RefusedError says why an output folder was left alone. It is the user's to
// solve.
type RefusedError struct {
	Dir    string
	Reason string
	hint   string
}

func (e *RefusedError) Error() string { return "output folder " + e.Dir + " " + e.Reason }

// Hint says what to do about it.
func (e *RefusedError) Hint() string { return e.hint }

// Write makes dir hold exactly the files, besides a manifest and whatever else
// somebody put there, which is carried over. Only files named in the manifest
// of an earlier Write are ever removed or replaced. If nothing differs, nothing
// is touched.
//
// On any error, and if ctx ends before the switch, dir is as it was. The error
// is a *RefusedError if dir is not ours to write to: a file, a folder with
// content but without manifest, one with .git, one whose parent is not
// writable, or one with a foreign file in the place of a new one.
//
// Paths are valid in the sense of fs.ValidPath, without backslash, and differ
// by more than case; else the error names both. Missing parents of dir are made.
// A dir that is a symbolic link stays one. Of Writes to one dir at the same time
// the one that switches last wins; another may fail, none leaves a mixture.
func Write(ctx context.Context, dir string, files []File) (Stats, error) {
	return write(ctx, dir, files, exchange)
}

// write is Write with the system's way to let two folders change places.
func write(ctx context.Context, dir string, files []File, exchange func(a, b string) error) (Stats, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	if err := checkPaths(files); err != nil {
		return Stats{}, err
	}
	target, err := locate(dir)
	if err != nil {
		return Stats{}, err
	}
	if err := recoverTree(target); err != nil {
		return Stats{}, err
	}
	old, err := readTree(ctx, target, dir)
	if err != nil {
		return Stats{}, err
	}
	plan, err := compare(ctx, old, files)
	if err != nil {
		return Stats{}, err
	}
	if old.manifest != nil && plan.stats.Written == 0 && plan.stats.Removed == 0 {
		return plan.stats, nil
	}
	if err := switchOver(ctx, old, plan, exchange); err != nil {
		return Stats{}, err
	}
	return plan.stats, nil
}

// locate returns the real, absolute path of the output folder, behind symbolic
// links, whether it exists or not.
func locate(dir string) (string, error) {
	target, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find output folder %s: %w", dir, err)
	}
	real, err := filepath.EvalSymlinks(target)
	switch {
	case err == nil:
		return real, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", &RefusedError{dir, "cannot be reached: " + cause(err), "choose another folder with --out"}
	}
	if _, err := os.Lstat(target); err == nil {
		return "", &RefusedError{dir, "is a symbolic link to nowhere", "make the folder it points to, or remove the link"}
	}
	return target, nil
}

// A plan says for each file, in the order of their paths, what to do.
type plan struct {
	steps []step
	stats Stats
}

type step struct {
	File
	sum  string // SHA-256 in hex
	keep bool   // the old tree has these very bytes
}

func compare(ctx context.Context, old *tree, files []File) (*plan, error) {
	p := &plan{steps: make([]step, len(files))}
	ours := 0
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := old.inTheWay(f.Path); err != nil {
			return nil, err
		}
		sum := sha256.Sum256(f.Data)
		s := step{File: f, sum: hex.EncodeToString(sum[:])}
		s.keep = old.holds(s)
		if s.keep {
			p.stats.Unchanged++
		} else {
			p.stats.Written++
		}
		if _, ok := old.manifest[f.Path]; ok {
			ours++
		}
		p.steps[i] = s
	}
	p.stats.Removed = len(old.manifest) - ours
	return p, nil
}

// holds reports whether the old tree's file has the bytes of s. The manifest is
// believed for files that were not touched since it was written; others are
// read.
func (t *tree) holds(s step) bool {
	info := t.infos[s.Path]
	if t.manifest[s.Path] != s.sum || info == nil || !info.Mode().IsRegular() || info.Size() != int64(len(s.Data)) {
		return false
	}
	if info.ModTime().Before(t.written) {
		return true
	}
	data, err := os.ReadFile(t.file(s.Path))
	return err == nil && bytes.Equal(data, s.Data)
}

// cause is the error without the path and operation that the message around it
// already tells.
func cause(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
