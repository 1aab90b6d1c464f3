package publish

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/output"
)

// A house is a repository with sources, its bare remote, and a folder for the
// site.
type house struct {
	t                  *testing.T
	sources, bare, dir string
}

func newHouse(t *testing.T) house {
	t.Helper()
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull, "GIT_TERMINAL_PROMPT": "0",
		"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.test", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@x.test",
	} {
		t.Setenv(name, value)
	}
	root := t.TempDir()
	h := house{t, filepath.Join(root, "sources"), filepath.Join(root, "site.git"), filepath.Join(root, "public")}
	h.git(root, "init", "--quiet", "--bare", "--initial-branch=main", h.bare)
	h.git(root, "init", "--quiet", "--initial-branch=main", h.sources)
	h.write(filepath.Join(h.sources, "index.md"), "sources")
	h.git(h.sources, "add", ".")
	h.git(h.sources, "commit", "--quiet", "-m", "sources")
	h.git(h.sources, "remote", "add", "origin", h.bare)
	h.git(h.sources, "push", "--quiet", "origin", "main")
	return h
}

func (h house) git(dir string, args ...string) string {
	h.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (h house) write(file, text string) {
	h.t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
		h.t.Fatal(err)
	}
}

// build makes a site of paths and texts.
func (h house) build(files ...string) {
	h.t.Helper()
	var site []output.File
	for i := 0; i < len(files); i += 2 {
		site = append(site, output.File{Path: files[i], Data: []byte(files[i+1])})
	}
	if _, err := output.Write(h.t.Context(), h.dir, site); err != nil {
		h.t.Fatal(err)
	}
}

// compared looks at the branch, and at what the site would change there.
func (h house) compared() (*Branch, *Change) {
	h.t.Helper()
	b, err := Open(h.t.Context(), h.target())
	if err != nil {
		h.t.Fatal(err)
	}
	c, err := b.Compare(h.t.Context(), h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	return b, c
}

func (h house) target() Target { return Target{h.sources, "origin", "gh-pages"} }

// publish does what the command does.
func (h house) publish(o Options) (commit string, c *Change, err error) {
	b, err := Open(h.t.Context(), h.target())
	if err != nil {
		return "", nil, err
	}
	c, err = b.Compare(h.t.Context(), h.dir, "static")
	if err != nil || c.None() {
		return "", c, err
	}
	o.Message = "Publish"
	commit, err = b.Push(h.t.Context(), c, o)
	return commit, c, err
}

func (h house) mustPublish(o Options) (string, *Change) {
	h.t.Helper()
	commit, c, err := h.publish(o)
	if err != nil {
		h.t.Fatal(err)
	}
	return commit, c
}

// published is the tree of the branch on the remote.
func (h house) published() []string {
	return strings.Fields(h.git(h.bare, "ls-tree", "-r", "--name-only", "gh-pages"))
}

func (h house) tip() string { return h.git(h.bare, "rev-parse", "gh-pages") }

func wantRefused(t *testing.T, err error, words string) {
	t.Helper()
	refused, ok := errors.AsType[*RefusedError](err)
	if !ok || !strings.Contains(err.Error(), words) || refused.Hint() == "" {
		t.Errorf("got %v, want a refusal with hint that says %q", err, words)
	}
}

func TestFirst(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home", "jahr/2020.html", "ä")
	commit, c := h.mustPublish(Options{})
	if got := h.published(); !slices.Equal(got, []string{".nojekyll", "index.html", "jahr/2020.html"}) {
		t.Errorf("published is %v", got)
	}
	if !slices.Equal(c.Added, []string{".nojekyll", "index.html", "jahr/2020.html"}) || c.Changed != nil || c.Removed != nil {
		t.Errorf("the change is %+v", c)
	}
	if h.tip() != commit || h.git(h.bare, "rev-list", "--count", "gh-pages") != "1" {
		t.Errorf("the branch is at %s, want the one commit %s", h.tip(), commit)
	}
	if got := h.git(h.bare, "show", "gh-pages:jahr/2020.html"); got != "ä" {
		t.Errorf("the year says %q", got)
	}
}

func TestUnchanged(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	first, _ := h.mustPublish(Options{})
	if commit, c := h.mustPublish(Options{}); commit != "" || !c.None() || h.tip() != first {
		t.Errorf("publishing the same again makes %q, %+v", commit, c)
	}
}

func TestChanged(t *testing.T) {
	for _, history := range []bool{false, true} {
		h := newHouse(t)
		h.build("index.html", "home", "a.html", "a")
		first, _ := h.mustPublish(Options{})
		h.build("index.html", "new", "a.html", "a", "b.html", "b")
		_, c := h.mustPublish(Options{History: history})
		if diff := cmp.Diff([][]string{{"b.html"}, {"index.html"}, nil}, [][]string{c.Added, c.Changed, c.Removed}); diff != "" {
			t.Errorf("change (-want +got):\n%s", diff)
		}
		parents := h.git(h.bare, "log", "-1", "--format=%P", "gh-pages")
		if history && parents != first || !history && parents != "" {
			t.Errorf("history %v: the parent is %q, the first commit %s", history, parents, first)
		}
		if got := h.git(h.bare, "show", "gh-pages:index.html"); got != "new" {
			t.Errorf("home says %q", got)
		}
	}
}

func TestRemoved(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home", "a.html", "a", "a.csv", "a", "b.html", "b", "b.csv", "b", "static/old.css", "x")
	first, _ := h.mustPublish(Options{})
	// a leads on, and what lay beside it may go; b is gone.
	h.build("index.html", "home", "a.html", "leads to c", "c.html", "a")
	_, c, err := h.publish(Options{})
	wantRefused(t, err, "2 published addresses would vanish without redirect: b.csv, b.html")
	if h.tip() != first {
		t.Error("a refused change was published")
	}
	if want := []string{"a.csv", "b.csv", "b.html", "static/old.css"}; !slices.Equal(c.Removed, want) {
		t.Errorf("removed are %v, want %v", c.Removed, want)
	}
	h.mustPublish(Options{AllowRemovals: true})
	if got := h.published(); !slices.Equal(got, []string{".nojekyll", "a.html", "c.html", "index.html"}) {
		t.Errorf("published is %v", got)
	}
}

// foreignPush puts a commit on the branch as somebody else does.
func (h house) foreignPush(file, text string) string {
	h.t.Helper()
	clone := h.t.TempDir()
	h.git(clone, "clone", "--quiet", "--branch", "gh-pages", h.bare, ".")
	h.write(filepath.Join(clone, file), text)
	h.git(clone, "add", ".")
	h.git(clone, "commit", "--quiet", "-m", "foreign")
	h.git(clone, "push", "--quiet", "origin", "gh-pages")
	return h.tip()
}

func TestForeignPush(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	h.mustPublish(Options{})
	h.build("index.html", "new")
	b, c := h.compared()
	foreign := h.foreignPush("theirs.html", "theirs")
	_, err := b.Push(t.Context(), c, Options{Message: "Publish", AllowRemovals: true})
	wantRefused(t, err, "somebody else has pushed to gh-pages of origin meanwhile; nothing was published")
	_, err = b.Push(t.Context(), c, Options{Message: "Publish", AllowRemovals: true, History: true})
	wantRefused(t, err, "somebody else has pushed to gh-pages of origin meanwhile; nothing was published")
	if h.tip() != foreign {
		t.Error("their push is lost")
	}
	// Looked at anew, what they put there is an address that would vanish.
	_, _, err = h.publish(Options{})
	wantRefused(t, err, "1 published address would vanish without redirect: theirs.html")
}

// Somebody makes the branch that was not there.
func TestForeignFirst(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	b, c := h.compared()
	h.git(h.bare, "branch", "gh-pages", "main")
	_, err := b.Push(t.Context(), c, Options{Message: "Publish"})
	wantRefused(t, err, "somebody else has pushed")
}

func TestCNAME(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	h.mustPublish(Options{})
	h.foreignPush("CNAME", "chronik.example\n")
	h.build("index.html", "new")
	h.mustPublish(Options{})
	if got := h.git(h.bare, "show", "gh-pages:CNAME"); got != "chronik.example" {
		t.Errorf("CNAME says %q", got)
	}
	b, err := Open(t.Context(), h.target())
	if err != nil || b.CNAME != "chronik.example" {
		t.Errorf("Open finds %q, %v", b.CNAME, err)
	}
	// One in the folder of the site wins.
	h.write(filepath.Join(h.dir, "CNAME"), "other.example\n")
	if _, c := h.mustPublish(Options{}); !slices.Equal(c.Changed, []string{"CNAME"}) {
		t.Errorf("the change is %+v", c)
	}
	if got := h.git(h.bare, "show", "gh-pages:CNAME"); got != "other.example" {
		t.Errorf("CNAME says %q", got)
	}
}

func TestRefusedSites(t *testing.T) {
	big := func(name string, size int64) func(h house) {
		return func(h house) {
			h.build("index.html", "home")
			h.write(filepath.Join(h.dir, name), "")
			if err := os.Truncate(filepath.Join(h.dir, name), size); err != nil { // takes no room on the disk
				h.t.Fatal(err)
			}
		}
	}
	for name, tt := range map[string]struct {
		before func(h house)
		words  string
	}{
		"private": {func(h house) {
			_, _, err := output.Stream(h.t.Context(), h.dir, "private", func(w *output.Writer) error {
				return w.Put(output.File{Path: "index.html", Data: []byte("all")})
			})
			if err != nil {
				h.t.Fatal(err)
			}
		}, "is private and not for publication"},
		"symlink": {func(h house) {
			h.build("index.html", "home")
			if err := os.Symlink("/etc/passwd", filepath.Join(h.dir, "x.txt")); err != nil {
				h.t.Fatal(err)
			}
		}, "x.txt is a symbolic link"},
		"big file":   {big("film.mp4", MaxFile+1), "film.mp4 has 100 MB, and GitHub takes 100 MB at most"},
		"repository": {func(h house) { h.build("index.html", "home"); h.write(filepath.Join(h.dir, "a/.git/HEAD"), "x") }, "holds a/.git"},
		"big site": {func(h house) {
			for i := range 11 {
				big("film"+string(rune('a'+i))+".mp4", MaxFile-1)(h)
			}
		}, "the site has 1.2 GB, and GitHub Pages takes 1 GB at most"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			tt.before(h)
			_, _, err := h.publish(Options{AllowRemovals: true})
			wantRefused(t, err, tt.words)
			if got := h.git(h.bare, "branch", "--list", "gh-pages"); got != "" {
				t.Error("it was published")
			}
		})
	}
	h := newHouse(t)
	h.write(filepath.Join(h.dir, "index.html"), "by hand")
	_, _, err := h.publish(Options{})
	if _, ok := errors.AsType[*output.RefusedError](err); !ok {
		t.Errorf("a folder that chronik did not write: %v, want a refusal", err)
	}
}

func TestNoGit(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	t.Setenv("PATH", t.TempDir())
	_, _, err := h.publish(Options{})
	wantRefused(t, err, "git was not found")
}

func TestRefusedTargets(t *testing.T) {
	h := newHouse(t)
	outside := t.TempDir()
	for name, tt := range map[string]struct {
		target Target
		words  string
	}{
		"no repository":   {Target{outside, "origin", "gh-pages"}, "is in no git repository"},
		"no remote":       {Target{h.sources, "upstream", "gh-pages"}, `the repository has no remote "upstream"`},
		"no such address": {Target{h.sources, filepath.Join(outside, "nothing.git"), "gh-pages"}, "nothing.git cannot be read: "},
		"branch name":     {Target{h.sources, "origin", "a..b"}, `"a..b" cannot be the name of a branch`},
		"an option":       {Target{h.sources, "--upload-pack=x", "gh-pages"}, "cannot be a remote"},
		"checked out":     {Target{h.sources, "origin", "main"}, "main is the branch on which the sources are checked out"},
	} {
		_, err := Open(t.Context(), tt.target)
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		wantRefused(t, err, tt.words)
	}
	// Another branch that grew from the sources is none for a site either.
	h.git(h.bare, "branch", "gh-pages", "main")
	_, err := Open(t.Context(), h.target())
	wantRefused(t, err, "gh-pages of origin holds the history of the sources")
}

func TestNobody(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	h.git(h.sources, "config", "user.useConfigOnly", "true")
	_, _, err := h.publish(Options{})
	wantRefused(t, err, "git does not know who publishes")
}

// Whatever state the sources are in, they are left in it.
func TestSourcesAreLeftAlone(t *testing.T) {
	for name, before := range map[string]func(h house){
		"clean":    func(h house) {},
		"detached": func(h house) { h.git(h.sources, "checkout", "--quiet", "--detach") },
		"dirty": func(h house) {
			h.write(filepath.Join(h.sources, "index.md"), "changed")
			h.write(filepath.Join(h.sources, "staged.md"), "staged")
			h.git(h.sources, "add", "staged.md")
			h.write(filepath.Join(h.sources, "new.md"), "untracked")
		},
		"in the middle of a merge": func(h house) {
			h.git(h.sources, "checkout", "--quiet", "-b", "side")
			h.write(filepath.Join(h.sources, "index.md"), "side")
			h.git(h.sources, "commit", "--quiet", "-am", "side")
			h.git(h.sources, "checkout", "--quiet", "main")
			h.write(filepath.Join(h.sources, "index.md"), "main")
			h.git(h.sources, "commit", "--quiet", "-am", "main")
			if exec.Command("git", "-C", h.sources, "merge", "side").Run() == nil {
				h.t.Fatal("no conflict")
			}
		},
		"branch checked out elsewhere": func(h house) {
			h.git(h.sources, "fetch", "--quiet", "origin", "gh-pages")
			h.git(h.sources, "worktree", "add", "--quiet", "-b", "gh-pages", filepath.Join(filepath.Dir(h.sources), "other"), "FETCH_HEAD")
		},
		"nothing committed": func(h house) {
			if err := os.RemoveAll(filepath.Join(h.sources, ".git")); err != nil {
				h.t.Fatal(err)
			}
			h.git(h.sources, "init", "--quiet", "--initial-branch=main")
			h.git(h.sources, "remote", "add", "origin", h.bare)
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.build("index.html", "home")
			h.mustPublish(Options{})
			before(h)
			was := h.state()
			h.build("index.html", "new")
			h.mustPublish(Options{})
			if got := h.git(h.bare, "show", "gh-pages:index.html"); got != "new" {
				t.Errorf("published is %q", got)
			}
			if diff := cmp.Diff(was, h.state()); diff != "" {
				t.Errorf("publishing changed the sources (-before +after):\n%s", diff)
			}
		})
	}
}

// state is all that a publication must leave alone: files, index, HEAD and
// branches.
func (h house) state() map[string]string {
	h.t.Helper()
	state := map[string]string{"status": h.git(h.sources, "status", "--porcelain=v2", "--branch", "--untracked-files=all"),
		"branches": h.git(h.sources, "for-each-ref", "refs/heads"), "trees": h.git(h.sources, "worktree", "list", "--porcelain")}
	for _, name := range []string{"index", "HEAD", "FETCH_HEAD", "MERGE_HEAD", "config"} {
		data, err := os.ReadFile(filepath.Join(h.sources, ".git", name))
		if err == nil {
			state[name] = string(data)
		}
	}
	return state
}

// A remote that has the branch checked out takes no push.
func TestCheckedOutThere(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	h.mustPublish(Options{})
	there := filepath.Join(t.TempDir(), "there")
	h.git(h.sources, "clone", "--quiet", "--branch", "gh-pages", h.bare, there)
	h.git(h.sources, "remote", "set-url", "origin", there)
	h.build("index.html", "new")
	_, _, err := h.publish(Options{})
	wantRefused(t, err, "gh-pages is checked out in the repository at origin")
}

// A remote may say no for reasons of its own.
func TestDeclined(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	hook := filepath.Join(h.bare, "hooks", "update")
	h.write(hook, "#!/bin/sh\nexit 1\n")
	if err := os.Chmod(hook, 0o777); err != nil {
		t.Fatal(err)
	}
	_, _, err := h.publish(Options{})
	wantRefused(t, err, "origin took no push: [remote rejected] (hook declined)")
}

// The branch moves while the remote is taking the push, after it has looked at
// the lease: git's own lock holds.
func TestForeignPushAtTheLastMoment(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	h.mustPublish(Options{})
	foreign := h.git(h.bare, "commit-tree", "-m", "foreign", "gh-pages^{tree}")
	hook := filepath.Join(h.bare, "hooks", "pre-receive")
	h.write(hook, "#!/bin/sh\nenv -u GIT_QUARANTINE_PATH git update-ref refs/heads/gh-pages "+foreign+"\n")
	if err := os.Chmod(hook, 0o777); err != nil {
		t.Fatal(err)
	}
	h.build("index.html", "new")
	_, _, err := h.publish(Options{})
	wantRefused(t, err, "somebody else has pushed to gh-pages of origin meanwhile")
	if h.tip() != foreign {
		t.Error("their push is lost")
	}
}

// A machine that builds on every push has a clone without history.
func TestShallowClone(t *testing.T) {
	h := newHouse(t)
	h.write(filepath.Join(h.sources, "index.md"), "more")
	h.git(h.sources, "commit", "--quiet", "-am", "more")
	h.git(h.sources, "push", "--quiet", "origin", "main")
	shallow := filepath.Join(t.TempDir(), "clone")
	h.git(h.sources, "clone", "--quiet", "--depth", "1", "file://"+filepath.ToSlash(h.bare), shallow)
	h.git(shallow, "checkout", "--quiet", "--detach")
	h.sources = shallow
	was := h.git(shallow, "rev-list", "--count", "HEAD")
	h.build("index.html", "home")
	h.mustPublish(Options{})
	h.build("index.html", "new")
	h.mustPublish(Options{History: true})
	h.build("index.html", "newer")
	h.mustPublish(Options{History: true})
	if got := h.git(h.bare, "rev-list", "--count", "gh-pages"); got != "3" {
		t.Errorf("the branch has %s commits, want 3", got)
	}
	if got := h.git(shallow, "rev-list", "--count", "HEAD"); got != was || got != "1" {
		t.Errorf("the clone has %s commits, had %s", got, was)
	}
	target := h.target()
	target.Branch = "main"
	_, err := Open(t.Context(), target)
	wantRefused(t, err, "main of origin holds the history of the sources")
}

// What is compared and not published leaves nothing behind.
func TestCompareWritesNothing(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	before := h.git(h.sources, "count-objects", "-v")
	b, err := Open(t.Context(), h.target())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Compare(t.Context(), h.dir); err != nil {
		t.Fatal(err)
	}
	if after := h.git(h.sources, "count-objects", "-v"); after != before {
		t.Errorf("objects before:\n%s\nafter:\n%s", before, after)
	}
}

// The site may not change between the look and the push.
func TestSiteChangesMeanwhile(t *testing.T) {
	h := newHouse(t)
	h.build("index.html", "home")
	b, c := h.compared()
	h.build("index.html", "other")
	_, err := b.Push(t.Context(), c, Options{Message: "Publish"})
	wantRefused(t, err, "the site changed while it was published: index.html")
}

func TestInterrupted(t *testing.T) {
	h := newHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, h.target()); !errors.Is(err, context.Canceled) {
		t.Errorf("Open = %v, want the end of the context", err)
	}
}

func TestAddress(t *testing.T) {
	for _, tt := range []struct{ remote, cname, want string }{
		{"https://github.com/Name/chronik.git", "", "https://name.github.io/chronik/"},
		{"https://github.com/name/chronik", "", "https://name.github.io/chronik/"},
		{"https://name:secret@github.com/name/chronik/", "", "https://name.github.io/chronik/"},
		{"git@github.com:name/chronik.git", "", "https://name.github.io/chronik/"},
		{"github.com:name/a.b", "", "https://name.github.io/a.b/"},
		{"ssh://git@github.com/name/chronik.git", "", "https://name.github.io/chronik/"},
		{"ssh://git@ssh.github.com:443/name/chronik.git", "", "https://name.github.io/chronik/"},
		{"git@github.com:Name/name.github.io.git", "", "https://name.github.io/"},
		{"git@github.com:name/chronik.git", "Chronik.example", "https://chronik.example/"},
		{"https://gitlab.com/name/chronik.git", "chronik.example", ""},
		{"https://github.com.evil.test/name/chronik.git", "", ""},
		{"https://github.com/name", "", ""},
		{"/srv/github.com/name/chronik", "", ""},
	} {
		if got := Address(tt.remote, tt.cname); got != tt.want {
			t.Errorf("Address(%q, %q) = %q, want %q", tt.remote, tt.cname, got, tt.want)
		}
	}
}

func TestPasswordsAreNotShown(t *testing.T) {
	e := &gitError{"push", "", "fatal: unable to access 'https://me:secret@x.test/a.git/': no\nerror: failed to push some refs"}
	if got := e.last(); got != "unable to access 'https://x.test/a.git/': no" {
		t.Errorf("last = %q", got)
	}
}
