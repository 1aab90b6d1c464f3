package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// unlike names a file in which two trees differ, "" if they do not.
func unlike(a, b map[string]string) string {
	for path, text := range a {
		if other, ok := b[path]; !ok || other != text {
			return path
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			return path
		}
	}
	return ""
}

// The same content gives the same bytes whatever the zone, language, number of
// processors, folder, order in which files were made, and their times.
func TestBuildsAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("builds with a program of its own, of which a race detector sees nothing")
	}
	program := compiled(t)
	var files []string
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	const builds = 10
	zones := []string{"UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"}
	languages := []string{"C", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8"}
	var first map[string]string
	for n := range builds {
		r := rand.New(rand.NewPCG(uint64(n), 1))
		root := filepath.Join(t.TempDir(), strings.Repeat("tief/", r.IntN(4)), "mein Ordner")
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		for _, file := range files {
			src, err := os.ReadFile(filepath.Join("../../content", filepath.FromSlash(file)))
			if err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(root, "content", filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(to, src, 0o666); err != nil {
				t.Fatal(err)
			}
			when := time.Unix(r.Int64N(1<<31), r.Int64N(1e9))
			if err := os.Chtimes(to, when, when); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(program, "build", "--quiet")
		cmd.Dir = filepath.Join(root, []string{".", "content", "content/topics"}[r.IntN(3)])
		cmd.Env = append(os.Environ(), "TZ="+zones[r.IntN(4)], "LANG="+languages[r.IntN(4)], "LC_ALL="+languages[r.IntN(4)], fmt.Sprint("GOMAXPROCS=", 1+r.IntN(8)))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		now, err := treeOf(filepath.Join(root, "public"))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = now
		}
		if file := unlike(first, now); file != "" {
			t.Fatalf("build %d in %v differs in %s", n, cmd.Env[len(cmd.Env)-4:], file)
		}
	}
}

// A build that is killed leaves the old site or the new one, whole, and the next
// build clears up. CHRONIK_KILLS says how often to try.
func TestKilledBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a program of its own, of which a race detector sees nothing")
	}
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("CHRONIK_KILLS")); err == nil {
		kills = n
	}
	root := t.TempDir()
	program := compiled(t)
	dir, out := filepath.Join(root, "content"), filepath.Join(root, "public")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	c := &changer{t: t, r: rand.New(rand.NewPCG(3, 4)), root: root, mending: map[string]string{}}
	for i := range 20 {
		c.n++
		c.article(fmt.Sprintf("eintrag-%d", i))
	}
	build := func() *exec.Cmd {
		cmd := exec.Command(program, "build", "--quiet", "--content", dir, "--out", out)
		cmd.Stderr = new(bytes.Buffer)
		return cmd
	}
	whole := func() time.Duration {
		t.Helper()
		start := time.Now()
		if cmd := build(); cmd.Run() != nil {
			t.Fatalf("build: %s", cmd.Stderr)
		}
		return time.Since(start)
	}
	site := func() map[string]string {
		t.Helper()
		files, err := treeOf(out)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	took := whole()
	old := site()
	index := c.read("content/index.md")
	stayed, came := 0, 0
	for n := range kills {
		c.write("content/index.md", strings.Replace(index, "title: ", fmt.Sprintf("title: Fassung %d ", n), 1))
		cmd := build()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := time.Duration(c.r.Int64N(int64(took) * 6 / 5))
		timer := time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done before
		timer.Stop()
		now := site()
		whole()
		next := site()
		switch {
		case unlike(now, old) == "":
			stayed++
		case unlike(now, next) == "":
			came++
		default:
			t.Fatalf("killed after %v of %v: %s is of another site than %s", moment, took, unlike(now, old), unlike(now, next))
		}
		old = next
		left, err := filepath.Glob(filepath.Join(root, ".*staging*"))
		if err != nil || len(left) > 0 {
			t.Fatalf("the next build leaves %v (%v)", left, err)
		}
	}
	t.Logf("%d kills: the old site stayed %d times, the new one was there %d times", kills, stayed, came)
}
