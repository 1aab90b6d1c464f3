package output

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"testing"
)

// A full disk leaves the old site as it was, and no remains that keep it full.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("a small disk cannot be mounted here: %s", bytes.TrimSpace(out))
	}
	t.Cleanup(func() { _ = exec.Command("umount", disk).Run() })
	dir := filepath.Join(disk, "public")
	mustWrite(t, dir, site("index.html", "home", "a.html", "a"), Stats{Written: 2})
	large := string(bytes.Repeat([]byte("x"), 1<<20))
	if _, err := Write(t.Context(), dir, site("index.html", "new", "b.html", large, "c.html", large, "d.html", large)); err == nil {
		t.Fatal("Write on a full disk = nil, want an error")
	}
	wantContents(t, dir, "index.html", "home", "a.html", "a")
	wantAlone(t, disk, "public")
	mustWrite(t, dir, site("index.html", "home", "a.html", "b"), Stats{Written: 1, Unchanged: 1})
}
