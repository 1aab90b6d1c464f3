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
	"sync"
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
	stats, _, err := Stream(ctx, dir, Public, putAll(files))
	return stats, err
}

func putAll(files []File) Maker {
	return func(w *Writer) error {
		for _, f := range files {
			if err := w.Put(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// A Maker gives a Writer each file of a site.
type Maker func(w *Writer) error

// Stream is Write for files that are not all in memory, and for a profile other
// than Public, which the manifest then names. An error of make leaves dir as it
// was and is returned as it is. It returns too by what Stands knows the site
// again.
func Stream(ctx context.Context, dir, profile string, make Maker) (stats Stats, site string, err error) {
	return stream(ctx, dir, profile, make, exchange)
}

// Public is the profile of a site that everyone may see.
const Public = "public"

// Profile says for whom the site in dir was written. The error is a
// *RefusedError if there is none that a Write left.
func Profile(ctx context.Context, dir string) (string, error) {
	old, err := find(ctx, dir)
	if err != nil {
		return "", err
	}
	if old.manifest == nil {
		return "", old.refuse("holds no site", "chronik build writes one")
	}
	return old.profile, nil
}

// stream is Stream with the system's way to let two folders change places.
func stream(ctx context.Context, dir, profile string, make Maker, exchange func(a, b string) error) (stats Stats, site string, err error) {
	old, err := find(ctx, dir)
	if err != nil {
		return Stats{}, "", err
	}
	w := &Writer{ctx: ctx, old: old, profile: profile}
	defer w.close()
	if err := make(w); err != nil {
		return Stats{}, "", err
	}
	if site, err = w.finish(exchange); err != nil {
		return Stats{}, "", err
	}
	return w.stats, site, nil
}

// Stands tells one site that a Write left in dir from another, and returns how
// many files it has; "" if it does not stand there any more just as it was
// written. It changes nothing, but for ending what a killed Write left. Errors
// are those of Write.
func Stands(ctx context.Context, dir string) (site string, files int, err error) {
	old, err := find(ctx, dir)
	if err != nil || old.manifest == nil {
		return "", 0, err
	}
	for path, e := range old.manifest {
		if !old.untouched(path, e.Size) {
			return "", 0, nil
		}
	}
	return old.site, len(old.manifest), nil
}

// find looks at an output folder.
func find(ctx context.Context, dir string) (*tree, error) {
	target, err := locate(dir)
	if err != nil {
		return nil, err
	}
	if err := recoverTree(target); err != nil {
		return nil, err
	}
	return readTree(ctx, target, dir)
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

// A Writer takes the files of a new site, in any order and from any goroutine.
type Writer struct {
	// It writes what is new to a stage, and remembers what the old tree has
	// already.
	ctx     context.Context
	old     *tree
	profile string

	mu    sync.Mutex
	steps []step
	stats Stats
	stage *stage // nil as long as nothing differs
}

// A step is a file of the new tree.
type step struct {
	path string
	sum  string // SHA-256 in hex
	size int64
	keep bool // the old tree has these very bytes
}

// Last is the site that stands, as the Stream that wrote it returned it; "" if
// there is none.
func (w *Writer) Last() string { return w.old.site }

// Keep takes files over from the site that stands. It returns false, and takes
// none, if they are not there just as they were written; then they have to be
// put.
func (w *Writer) Keep(paths ...string) bool {
	steps := make([]step, len(paths))
	for i, path := range paths {
		e, ok := w.old.manifest[path]
		if !ok || !w.old.untouched(path, e.Size) {
			return false
		}
		steps[i] = step{path: path, sum: e.SHA256, size: e.Size, keep: true}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.steps = append(w.steps, steps...)
	w.stats.Unchanged += len(steps)
	return true
}

// Put adds a file. It holds on to nothing of the data.
func (w *Writer) Put(f File) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if err := checkPath(f.Path); err != nil {
		return err
	}
	if err := w.old.inTheWay(f.Path); err != nil {
		return err
	}
	sum := sha256.Sum256(f.Data)
	s := step{path: f.Path, sum: hex.EncodeToString(sum[:]), size: int64(len(f.Data))}
	s.keep = w.old.holds(s, f.Data)
	stage, err := w.note(s)
	if err != nil || s.keep {
		return err
	}
	if err := stage.write(f); err != nil {
		if wrong := w.checkPaths(); wrong != nil {
			return wrong // why it cannot be written
		}
		return err
	}
	return nil
}

// note remembers a step and sees to it that there is a stage for one that is to
// be written.
func (w *Writer) note(s step) (*stage, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.steps = append(w.steps, s)
	if s.keep {
		w.stats.Unchanged++
		return nil, nil
	}
	w.stats.Written++
	return w.staged()
}

func (w *Writer) staged() (*stage, error) {
	if w.stage != nil {
		return w.stage, nil
	}
	var err error
	w.stage, err = newStage(w.old)
	return w.stage, err
}

// checkPaths puts the steps in order and looks whether they can stand together.
func (w *Writer) checkPaths() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.SortFunc(w.steps, func(a, b step) int { return strings.Compare(a.path, b.path) })
	return checkPaths(w.steps)
}

// finish puts the new tree in place, if it differs from the old one, and returns
// which site stands there then.
func (w *Writer) finish(exchange func(a, b string) error) (site string, err error) {
	if err := w.checkPaths(); err != nil {
		return "", err
	}
	ours := 0
	for _, s := range w.steps {
		if _, ok := w.old.manifest[s.path]; ok {
			ours++
		}
	}
	w.stats.Removed = len(w.old.manifest) - ours
	if w.old.manifest != nil && w.stats.Written == 0 && w.stats.Removed == 0 && w.old.profile == w.profile {
		return w.old.site, nil
	}
	s, err := w.staged()
	if err != nil {
		return "", err
	}
	manifest := manifestOf(w.profile, w.steps)
	if err := s.fill(w.ctx, w.old, w.steps, manifest); err != nil {
		return "", err
	}
	return siteOf(manifest), s.swap(w.old, exchange)
}

// close clears the stage away: an unfinished one, or the old tree. What stays of
// that is for the next Write; the only copy of a tree stays for recoverTree.
func (w *Writer) close() {
	if w.stage == nil {
		return
	}
	if !exists(w.stage.old()) || exists(w.old.dir) {
		_ = os.RemoveAll(w.stage.dir)
	}
	w.stage.unlock()
}

// holds reports whether the old tree's file has the bytes of s. The manifest is
// believed for files that were not touched since it was written; others are
// read.
func (t *tree) holds(s step, data []byte) bool {
	if t.manifest[s.path].SHA256 != s.sum {
		return false
	}
	if t.untouched(s.path, s.size) {
		return true
	}
	if info := t.infos[s.path]; info == nil || !info.Mode().IsRegular() || info.Size() != s.size {
		return false
	}
	found, err := os.ReadFile(t.file(s.path))
	return err == nil && bytes.Equal(found, data)
}

// untouched reports whether a file of the tree has that size and has been left
// alone since the manifest was written.
func (t *tree) untouched(path string, size int64) bool {
	info := t.infos[path]
	return info != nil && info.Mode().IsRegular() && info.Size() == size && info.ModTime().Before(t.written)
}

// cause is the error without the path and operation that the message around it
// already tells.
func cause(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
