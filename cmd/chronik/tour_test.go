package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTour runs what the README's tour prints, line for line, in an empty folder:
// each command is to succeed.
func TestTour(t *testing.T) {
	for _, program := range []string{"git", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s found: the tour needs it", program)
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, _ := strings.Cut(string(readme), "\n## A tour in five minutes\n")
	tour, _, _ = strings.Cut(tour, "\n## ")
	var commands []string
	for line := range strings.Lines(tour) {
		if command, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "    "); ok && (strings.HasPrefix(command, "chronik ") || strings.HasPrefix(command, "git ") || strings.HasPrefix(command, "cd ")) {
			commands = append(commands, command)
		}
	}
	if len(commands) < 15 {
		t.Fatalf("the tour has %d commands, want 15 at least: %q", len(commands), commands)
	}
	dir := t.TempDir()
	cmd := exec.Command("sh", "-e", "-c", strings.Join(commands, "\n"))
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the tour ends with %v:\n%s", err, out)
	}
	for _, file := range []string{"treaties/public/index.html", "treaties/content/articles/2026/2026-01-15-muster-beispiel-treffen.md", "treaties.zip", "treaties.epub"} {
		if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
			t.Errorf("after the tour: %v", err)
		}
	}
	published, err := exec.Command("git", "-C", filepath.Join(dir, "hub.git"), "show", "gh-pages:eintrag/2025-05-19-muster-beispiel-treffen.html").Output()
	if err != nil || !strings.Contains(string(published), "Grenzvertrag") {
		t.Errorf("on the branch gh-pages: %v, %.200s", err, published)
	}
	for _, want := range []string{"12 created, 4 joined to an event", "compared: 12", "problems: 0"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the tour does not print %q:\n%s", want, out)
		}
	}
}
