package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serving starts chronik serve on a free port and returns its address, and how
// to end it as Ctrl-C does.
func serving(t *testing.T, dir string, flags ...string) (root string, stop func() (code int)) {
	t.Helper()
	root, _, stop = servingAloud(t, dir, flags...)
	return root, stop
}

// servingAloud is serving that hands on what it says from then on.
func servingAloud(t *testing.T, dir string, flags ...string) (root string, words chan string, stop func() (code int)) {
	t.Helper()
	words = make(chan string, 1000)
	stderr := writerFunc(func(p []byte) (int, error) { words <- string(p); return len(p), nil })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int, 1)
	args := append([]string{"serve", "--content", dir}, flags...)
	if len(flags) == 0 {
		args = append(args, "--addr", "127.0.0.1:0")
	}
	go func() { done <- newApp(io.Discard, stderr).run(ctx, args) }()
	stop = func() int { cancel(); return <-done }
	for {
		select {
		case w := <-words:
			if _, rest, ok := strings.Cut(w, "http://"); ok {
				return "http://" + strings.Fields(rest)[0], words, stop
			}
		case code := <-done:
			t.Fatalf("serve ended with %d before it served", code)
		}
	}
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// Serve shows the site, tells open pages of changes and of problems, keeps the
// last good site, and ends at once though a page is open.
func TestServe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	root, stop := serving(t, dir)
	if status, body := get(t, root); status != http.StatusOK || !strings.Contains(body, "reload.js") {
		t.Errorf("home: status %d, want 200 and the script that reloads", status)
	}
	if status, _ := get(t, root+"nichts.html"); status != http.StatusNotFound {
		t.Errorf("unknown page: status %d, want 404", status)
	}
	res, err := http.Get(root + ".chronik/events?path=/index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	events := bufio.NewScanner(res.Body)
	await := func(event string) {
		t.Helper()
		for events.Scan() {
			if events.Text() == "event: "+event {
				return
			}
		}
		t.Fatalf("the stream ended before %s: %v", event, events.Err())
	}
	index := filepath.Join(dir, "index.md")
	src, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	save := func(old, new string) {
		t.Helper()
		if err := os.WriteFile(index, []byte(strings.Replace(string(src), old, new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save("title: ", "title: Neue ")
	await("reload")
	if _, body := get(t, root); !strings.Contains(body, "<title>Neue ") {
		t.Error("the page does not show the change")
	}
	save("title: ", "tilte: ")
	await("problems")
	if _, body := get(t, root); !strings.Contains(body, "<title>Neue ") {
		t.Error("the last good site is gone")
	}
	save("", "")
	await("reload")
	if code := stop(); code != exitInterrupted {
		t.Errorf("serve ended with %d, want %d", code, exitInterrupted)
	}
}

// A taken port is no reason to give up.
func TestServeTakesTheNextPort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	root, stop := serving(t, dir, "--addr", taken.Addr().String())
	if root == "http://"+taken.Addr().String()+"/" {
		t.Errorf("serve says it serves at %s, which is taken", root)
	}
	if status, _ := get(t, root); status != http.StatusOK {
		t.Errorf("status %d at %s, want 200", status, root)
	}
	stop()
}
