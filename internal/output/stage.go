package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// A stage is a folder beside the output folder in which a new tree grows. It
// holds `site`, the new tree (after an exchange the old one), and, where trees
// cannot be exchanged, `old` for the moment between the two renames. It is
// locked as long as its program lives, so that a leftover is told from a
// stage at work.
type stage struct {
	dir    string
	made   sync.Map // folders of site that exist
	unlock func()
}

func (s *stage) site() string          { return filepath.Join(s.dir, "site") }
func (s *stage) old() string           { return filepath.Join(s.dir, "old") }
func (s *stage) file(p string) string  { return filepath.Join(s.site(), filepath.FromSlash(p)) }
func stagePrefix(target string) string { return "." + filepath.Base(target) + ".chronik-staging-" }
func exists(path string) bool          { _, err := os.Lstat(path); return err == nil }
func isUnwritable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// recoverTree ends what killed Writes left: the old tree goes back to its
// place if it was moved away and nothing has followed, and stages go.
func recoverTree(target string) error {
	parent := filepath.Dir(target)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nil // there is no parent yet, or making a stage will say what is wrong
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), stagePrefix(target)) {
			continue
		}
		s := &stage{dir: filepath.Join(parent, e.Name())}
		if s.unlock, err = lock(s.dir); err != nil {
			continue // its program is alive
		}
		if exists(s.old()) {
			if info, err := os.Lstat(target); err == nil && info.IsDir() {
				_ = os.Remove(target) // goes only if it is empty
			}
			if !exists(target) {
				err = os.Rename(s.old(), target)
			}
		}
		if err == nil {
			_ = os.RemoveAll(s.dir) // what stays does no harm and is tried again
		}
		s.unlock()
		if err != nil {
			return fmt.Errorf("put back output folder of an interrupted build: %w", err)
		}
	}
	return nil
}

func newStage(old *tree) (*stage, error) {
	parent := filepath.Dir(old.dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, old.refuse("cannot be made: "+cause(err), "choose another folder with --out")
	}
	// Until it is locked, another Write may take the new stage for a leftover
	// and sweep it away: then there is another try.
	var err error
	for range stageTries {
		var dir string
		dir, err = os.MkdirTemp(parent, stagePrefix(old.dir)+"*")
		if isUnwritable(err) {
			return nil, old.refuse(fmt.Sprintf("cannot be replaced: %s: %s", parent, cause(err)),
				"make the folder above it writable, or choose another with --out")
		}
		if err != nil {
			break
		}
		s := &stage{dir: dir}
		if s.unlock, err = lock(dir); err == nil {
			// The stage is private; the tree on it gets the usual rights.
			if err = os.Mkdir(s.site(), 0o777); err == nil {
				return s, nil
			}
			s.unlock()
		}
		_ = os.RemoveAll(dir)
	}
	return nil, fmt.Errorf("make staging folder: %w", err)
}

const stageTries = 10

// fill adds what the old tree has already, what is carried over, and the
// manifest. That comes last: whatever is as old as it or younger may have been
// changed by somebody else.
func (s *stage) fill(ctx context.Context, old *tree, steps []step, manifest []byte) error {
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if step.keep {
			if err := s.keep(old, step.path); err != nil {
				return fmt.Errorf("write output: %w", err)
			}
		}
	}
	for _, path := range old.foreign {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.carry(old, path); err != nil {
			return err
		}
	}
	for _, path := range slices.Backward(old.foreign) {
		if info := old.infos[path]; info.IsDir() {
			if err := os.Chmod(s.file(path), info.Mode().Perm()); err != nil {
				return fmt.Errorf("carry over %s: %w", path, err)
			}
		}
	}
	err := os.WriteFile(s.file(Manifest), manifest, 0o666)
	if err == nil && old.exists {
		err = os.Chmod(s.site(), old.mode)
	}
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return ctx.Err()
}

// mkdir makes the folders above a file. It may be called by several goroutines.
func (s *stage) mkdir(file string) error {
	dir := filepath.Dir(file)
	if _, made := s.made.Load(dir); made {
		return nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	s.made.Store(dir, true)
	return nil
}

func (s *stage) write(f File) error {
	file := s.file(f.Path)
	err := s.mkdir(file)
	if err == nil {
		err = os.WriteFile(file, f.Data, 0o666)
	}
	if err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// keep takes a file over from the old tree as it is.
func (s *stage) keep(old *tree, path string) error {
	from, to := old.file(path), s.file(path)
	if err := s.mkdir(to); err != nil {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to, old.infos[path]) // a file system without hard links
}

// carry takes a foreign file or folder over. What lies on another device is
// refused: it would have to be copied, and clearing away the old tree would
// empty the device.
func (s *stage) carry(old *tree, path string) error {
	from, to, info := old.file(path), s.file(path), old.infos[path]
	err := s.mkdir(to)
	switch {
	case err != nil:
	case info.IsDir():
		err = os.MkdirAll(to, 0o777)
	case info.Mode().Type() == fs.ModeSymlink:
		var link string
		if link, err = os.Readlink(from); err == nil {
			err = os.Symlink(link, to)
		}
	default:
		err = os.Link(from, to)
		if errors.Is(err, syscall.EXDEV) {
			return old.refuse(fmt.Sprintf("holds %s, which lies on another file system", path), "move it away")
		}
		if err != nil && info.Mode().IsRegular() {
			err = copyFile(from, to, info)
		}
	}
	if err != nil {
		return fmt.Errorf("carry over %s: %w", path, err)
	}
	return nil
}

func copyFile(from, to string, info fs.FileInfo) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// swap puts the new tree in place. Where folders cannot be exchanged the old
// one is moved onto the stage first; recoverTree knows what that means.
func (s *stage) swap(old *tree, exchange func(a, b string) error) error {
	if old.exists {
		if exchange(s.site(), old.dir) == nil {
			return nil
		}
		if err := os.Rename(old.dir, s.old()); err != nil {
			return fmt.Errorf("switch output folder: %w", err)
		}
	}
	if err := os.Rename(s.site(), old.dir); err != nil {
		err = fmt.Errorf("switch output folder: %w", err)
		if old.exists {
			err = errors.Join(err, os.Rename(s.old(), old.dir))
		}
		return err
	}
	return nil
}
