package raw

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "raw")
	s := NewStore(dir)
	text := []byte("Eins zwei drei\r\n")
	hash := Hash(text)
	if _, err := s.Get(hash); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Get before Put = %v, want fs.ErrNotExist", err)
	}
	if err := s.Put(hash, text); err != nil {
		t.Fatal(err)
	}
	got, err := s.Get(hash)
	if err != nil || string(got) != string(text) {
		t.Errorf("Get = %q, %v, want %q", got, err, text)
	}

	path := filepath.Join(dir, hash[7:9], hash[7:]+".txt")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(hash, text); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("second Put wrote the file again")
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files beside the text, want it alone", len(entries))
	}

	if err := os.WriteFile(path, []byte("anders"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(hash); err == nil {
		t.Error("Get of a changed file = nil error, want one")
	}
}

func TestStoreEach(t *testing.T) {
	s := NewStore(filepath.Join(t.TempDir(), "raw"))
	each := func() (texts []string) {
		if err := s.Each(func(text []byte) error { texts = append(texts, string(text)); return nil }); err != nil {
			t.Fatal(err)
		}
		return texts
	}
	if got := each(); len(got) > 0 {
		t.Errorf("Each of no store gives %q", got)
	}
	for _, text := range []string{"Eins zwei drei", "Vier fünf sechs"} {
		if err := s.Put(Hash([]byte(text)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if got := each(); len(got) != 2 || got[0] == got[1] {
		t.Errorf("Each gives %q, want both texts", got)
	}
	stop := errors.New("stop")
	if err := s.Each(func([]byte) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Each = %v, want the error of its function", err)
	}
}

func TestStoreRefuses(t *testing.T) {
	s := NewStore(t.TempDir())
	for _, hash := range []string{"", "sha256:", "sha256:../../x", "md5:abc", Hash([]byte("anderer Text"))} {
		if err := s.Put(hash, []byte("Text")); err == nil {
			t.Errorf("Put(%q) = nil error, want one", hash)
		}
	}
	if _, err := s.Get("sha256:zz"); err == nil {
		t.Error("Get of no hash = nil error, want one")
	}
}
