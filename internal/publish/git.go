package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// git runs the program in a folder.
type git struct {
	dir   string
	index string // of its own, if it needs one
}

// A gitError is a git that failed.
type gitError struct{ command, stdout, stderr string }

func (e *gitError) Error() string { return "git " + e.command + ": " + e.last() }

// last is the line of git's words that says most: the last fatal or error, else
// the last of all.
func (e *gitError) last() string {
	last := ""
	strong := false
	for line := range strings.Lines(e.stderr) {
		line = strings.TrimSpace(line)
		text, fatal := strings.CutPrefix(line, "fatal: ")
		if !fatal {
			text, fatal = strings.CutPrefix(line, "error: ")
		}
		if line != "" && (fatal || !strong) && !(strong && strings.HasPrefix(text, "failed to push")) {
			last, strong = text, strong || fatal
		}
	}
	if last == "" {
		return "it failed without a word"
	}
	return shown(last)
}

// said reports whether an error is git's and has one of the words.
func said(err error, words ...string) bool {
	var failed *gitError
	if !errors.As(err, &failed) {
		return false
	}
	for _, w := range words {
		if strings.Contains(failed.stdout+failed.stderr, w) {
			return true
		}
	}
	return false
}

// userinfo is what may hold a password in an address.
var userinfo = regexp.MustCompile(`(://)[^/@\s]+@`)

// shown is a text without passwords.
func shown(text string) string { return userinfo.ReplaceAllString(text, "$1") }

// run returns what git prints. It speaks English, so that its words are known.
func (g git) run(ctx context.Context, stdin io.Reader, args ...string) (string, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return "", refuse("install git, https://git-scm.com/downloads", "git was not found, and publish needs it")
	}
	cmd := exec.CommandContext(ctx, program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = g.dir, stdin, &stdout, &stderr
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "LANGUAGE=")
	if g.index != "" {
		cmd.Env = append(cmd.Env, "GIT_INDEX_FILE="+g.index)
		cmd.Args = append([]string{"git", "-c", "core.splitIndex=false", "-c", "core.fsmonitor=false"}, args...)
	}
	err = cmd.Run()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return "", &gitError{args[0], stdout.String(), stderr.String()}
	}
	if err != nil {
		return "", fmt.Errorf("run git: %w", err)
	}
	return stdout.String(), nil
}

// regular is the mode of a file in a tree.
const regular = "100644"

// hash returns the names git gives to files of a folder, and stores them if
// they are to be written.
func (g git) hash(ctx context.Context, dir string, paths []string, write bool) ([]string, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	var list strings.Builder
	for _, p := range paths {
		list.WriteString(filepath.Join(dir, filepath.FromSlash(p)) + "\n")
	}
	args := []string{"hash-object", "--no-filters", "--stdin-paths"}
	if write {
		args = append(args, "-w")
	}
	out, err := g.run(ctx, strings.NewReader(list.String()), args...)
	if err != nil {
		return nil, err
	}
	hashes := strings.Fields(out)
	if len(hashes) != len(paths) {
		return nil, fmt.Errorf("git hash-object: %d names for %d files", len(hashes), len(paths))
	}
	return hashes, nil
}

// tree returns the files of a commit by path.
func (g git) tree(ctx context.Context, commit string) (map[string]object, error) {
	out, err := g.run(ctx, nil, "ls-tree", "-r", "-z", "--full-tree", commit)
	if err != nil {
		return nil, err
	}
	files := map[string]object{}
	for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		head, p, ok := strings.Cut(entry, "\t")
		if fields := strings.Fields(head); ok && len(fields) == 3 {
			files[p] = object{fields[0], fields[2]}
		}
	}
	return files, nil
}
