//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// A real terminal is shown the bar, with standard output piped away; a file is
// not.
func TestProgressOnTerminal(t *testing.T) {
	pile(t, 12)
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	cmd := exec.Command("chronik", "import", "--dry-run", "raw")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, terminal
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close() // the program has it; without ours, reading ends with the program
	shown, _ := io.ReadAll(screen)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if !progress.Match(shown) {
		t.Errorf("the terminal is shown %q", shown)
	}
	if strings.Count(out.String(), "\n") != 12 || strings.ContainsAny(out.String(), "\x1b\r") {
		t.Errorf("standard output is %q", &out)
	}
	file, err := os.Create("words")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cmd = exec.Command("chronik", "import", "--dry-run", "raw")
	cmd.Stderr = file
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if words, _ := os.ReadFile("words"); string(words) != "chronik: 12 created (dry run, nothing written)\n" {
		t.Errorf("a file is shown %q", words)
	}
}
