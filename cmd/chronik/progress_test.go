package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chronik/internal/edtf"
)

// pile writes n documents that import takes, and a content folder, and goes
// there.
func pile(t *testing.T, n int) {
	t.Helper()
	dir := t.TempDir()
	if err := copyTerms("../../content", filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for i := range n {
		text := fmt.Sprintf("---\nurl: https://see.example/a-%d.html\npublished: 2020-06-%02d\n---\nLawrow und Pompeo am Apparat\n\nRusslands Außenminister Sergej Lawrow hat am Mittwoch mit US-Außenminister Mike Pompeo telefoniert. Punkt %d blieb offen.\n", i, 1+i%28, i)
		if err := writeInto(fmt.Sprintf("raw/%03d.txt", i), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

// watched runs import with somebody looking on or not.
func watched(t *testing.T, stdout, stderr bool, args ...string) (out, words string) {
	t.Helper()
	var o, w bytes.Buffer
	a := &app{stdout: &o, stderr: &w, today: func() edtf.Day { return edtf.Day{Year: 2026, Month: 1, Day: 2} }}
	a.terminal.stdout, a.terminal.stderr = stdout, stderr
	if code := a.run(t.Context(), append([]string{"import"}, args...)); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, &o, &w)
	}
	return o.String(), w.String()
}

const clearLine = "\x1b[2K\r"

var progress = regexp.MustCompile(`importing +\d+% \|[^|]+\| \(\d+/12, \d+ documents/(s|min)\) \[\d+s:\d+s\][^\n]+importing 100% \|[^|]+\| \(12/12, \d+ documents/(s|min)\)`)

func TestProgress(t *testing.T) {
	pile(t, 12)
	_, words := watched(t, false, true, "--dry-run", "raw")
	if !progress.MatchString(words) || !strings.Contains(words, "looking for what repeats") {
		t.Errorf("a terminal is not shown how far, how fast and how long: %q", words)
	}
	last := words[strings.LastIndex(words, clearLine)+len(clearLine):]
	if last != "chronik: 12 created (dry run, nothing written)\n" {
		t.Errorf("the bar is followed by %q", last)
	}
	if out, words := watched(t, false, false, "--dry-run", "raw"); strings.ContainsAny(words+out, "\x1b\r") {
		t.Errorf("a pipe is shown %q", words)
	}
	if _, words := watched(t, true, true, "--dry-run", "--quiet", "raw"); words != "" {
		t.Errorf("with --quiet a terminal is shown %q", words)
	}
}

// Where the lines of the documents go to the same terminal they stand above the
// bar: it is taken away before each.
func TestProgressBelowLines(t *testing.T) {
	pile(t, 3)
	screen, err := os.CreateTemp(t.TempDir(), "screen")
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	a := &app{stdout: screen, stderr: screen, today: func() edtf.Day { return edtf.Day{Year: 2026, Month: 1, Day: 2} }}
	a.terminal.stdout, a.terminal.stderr = true, true
	if code := a.run(t.Context(), []string{"import", "--dry-run", "raw"}); code != exitDone {
		t.Fatalf("exit %d", code)
	}
	shown, err := os.ReadFile(screen.Name())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		before, _, found := strings.Cut(string(shown), fmt.Sprintf("created         raw/%03d.txt", i))
		if !found || !strings.HasSuffix(before, "\n") && !strings.HasSuffix(before, clearLine) {
			t.Errorf("document %d does not begin a line: %q", i, shown)
		}
	}
}

// Nobody knows how many documents an archive has: count and rate are shown.
func TestProgressOfArchive(t *testing.T) {
	pile(t, 0)
	archive := "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://see.example/a.html\r\nWARC-Date: 2020-06-19T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=de><title>Lawrow und Pompeo am Apparat</title><article><h1>Lawrow und Pompeo am Apparat</h1><p>Russlands Außenminister Sergej Lawrow hat am Mittwoch mit US-Außenminister Mike Pompeo telefoniert. Beide wollen in Verbindung bleiben.</p></article></html>"
	if err := writeInto("seiten.warc", fmt.Appendf(nil, archive, len(page), page)); err != nil {
		t.Fatal(err)
	}
	if _, words := watched(t, false, true, "--dry-run", "seiten.warc"); !regexp.MustCompile(`importing \(1/-, \d+ documents/(s|min)\)`).MatchString(words) {
		t.Errorf("of an archive a terminal is shown %q", words)
	}
}
