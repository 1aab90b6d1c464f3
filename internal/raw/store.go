package raw

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const hashPrefix = "sha256:"

// A Store keeps the texts of documents in a folder, each under its hash, so
// that what was once read can be shown again word for word.
type Store struct{ dir string }

// NewStore returns the store in dir, which need not exist yet.
func NewStore(dir string) Store { return Store{dir} }

// Put keeps text under its hash. A text that is there already is not written
// again; one that is only half written is never seen under its name.
func (s Store) Put(hash string, text []byte) error {
	if got := Hash(text); got != hash {
		return fmt.Errorf("keep %s: the text has the hash %s", hash, got)
	}
	path, err := s.path(hash)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := write(path, text); err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	return nil
}

// Get returns the text kept under a hash. The error satisfies
// errors.Is(err, fs.ErrNotExist) if there is none.
func (s Store) Get(hash string) ([]byte, error) {
	path, err := s.path(hash)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", hash, err)
	}
	if got := Hash(text); got != hash {
		return nil, fmt.Errorf("fetch %s: %s was changed, its hash is now %s", hash, path, got)
	}
	return text, nil
}

// Document opens what is kept under a hash, with the errors of Get. It is nil if
// that can no longer be read as a document.
func (s Store) Document(hash string) (*Document, error) {
	text, err := s.Get(hash)
	if err != nil {
		return nil, err
	}
	d, _ := Open(hash, text)
	return d, nil
}

// Each calls f with every text kept, in the order of their hashes, until it
// returns an error. A store that does not exist yet keeps none.
func (s Store) Each(f func(text []byte) error) error {
	err := filepath.WalkDir(s.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") || filepath.Ext(path) != ".txt" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return f(text)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s Store) path(hash string) (string, error) {
	digits, ok := strings.CutPrefix(hash, hashPrefix)
	if b, err := hex.DecodeString(digits); !ok || err != nil || len(b) != 32 || digits != strings.ToLower(digits) {
		return "", fmt.Errorf("%q is not a hash: sha256: and 64 hex digits", hash)
	}
	return filepath.Join(s.dir, digits[:2], digits+".txt"), nil
}

func write(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
