// Package publish puts a built site on a gh-pages branch, safely.
//
// It speaks to git, the program, in a repository that is already there, and
// uses of it what the site needs: its remotes, its store of objects, the name
// of who commits. Work tree, index, branches and HEAD are never touched. The
// branch on the remote moves from the commit that was looked at to a new one,
// or stays: what somebody else pushes meanwhile is never lost.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"chronik/internal/output"
)

// What GitHub Pages and GitHub take at most.
const (
	MaxSite = 1_000_000_000 // bytes of a site
	MaxFile = 100 << 20     // bytes of a file
)

// A RefusedError says why nothing was published. It is the user's to solve.
type RefusedError struct{ Reason, hint string }

func (e *RefusedError) Error() string { return e.Reason }

// Hint says what to do about it.
func (e *RefusedError) Hint() string { return e.hint }

func refuse(hint, format string, args ...any) error {
	return &RefusedError{fmt.Sprintf(format, args...), hint}
}

// A Target says where a site goes.
type Target struct {
	Repository string // a folder in the git repository
	Remote     string // name or address
	Branch     string
}

// A Branch is the branch of a remote as Open found it.
type Branch struct {
	Target
	URL   string // of the remote, as git knows it
	CNAME string // what its file CNAME says, "" if it has none

	git    git
	commit string            // "" if there is no such branch yet
	files  map[string]object // by path
}

// An object is a file in git.
type object struct{ mode, hash string }

// Open looks at a branch of a remote, and fetches what stands there. The error
// is a *RefusedError if there is no git, no repository or no remote, if the
// remote cannot be read, or if the branch holds the sources instead of a site.
func Open(ctx context.Context, t Target) (*Branch, error) {
	b := &Branch{Target: t, git: git{dir: t.Repository}}
	if err := b.find(ctx); err != nil {
		return nil, err
	}
	if err := b.fetch(ctx); err != nil {
		return nil, err
	}
	if err := b.mustBeASite(ctx); err != nil || b.commit == "" {
		return b, err
	}
	var err error
	if b.files, err = b.git.tree(ctx, b.commit); err != nil {
		return nil, err
	}
	if cname, ok := b.files["CNAME"]; ok {
		text, err := b.git.run(ctx, nil, "cat-file", "blob", cname.hash)
		if err != nil {
			return nil, err
		}
		b.CNAME = strings.TrimSpace(text)
	}
	return b, nil
}

// find makes sure that there are a repository, a remote and a possible branch.
func (b *Branch) find(ctx context.Context) error {
	_, err := b.git.run(ctx, nil, "rev-parse", "--git-dir")
	switch {
	case said(err, "not a git repository"):
		return refuse("git init makes one; git remote add origin ADDRESS tells it where to publish", "%s is in no git repository", b.Repository)
	case err != nil:
		return err
	}
	if _, err := b.git.run(ctx, nil, "check-ref-format", b.ref()); err != nil || strings.HasPrefix(b.Branch, "-") {
		return refuse("choose a name such as gh-pages", "%q cannot be the name of a branch", b.Branch)
	}
	if strings.HasPrefix(b.Remote, "-") || b.Remote == "" {
		return refuse("give the name of a remote or an address", "%q cannot be a remote", b.Remote)
	}
	url, err := b.git.run(ctx, nil, "remote", "get-url", "--push", b.Remote)
	if b.URL = strings.TrimSpace(url); err == nil {
		return nil
	}
	if ctx.Err() != nil || strings.ContainsAny(b.Remote, `/\:`) {
		b.URL = b.Remote
		return ctx.Err()
	}
	names, _ := b.git.run(ctx, nil, "remote")
	hint := "git remote add " + b.Remote + " ADDRESS adds it"
	if known := strings.Fields(names); len(known) > 0 {
		hint = "there is " + strings.Join(known, ", ") + "; " + hint
	}
	return refuse(hint, "the repository has no remote %q", b.Remote)
}

func (b *Branch) ref() string { return "refs/heads/" + b.Branch }

// fetchTries is how often somebody may push between two looks.
const fetchTries = 3

// fetch finds which commit the branch is at, and has it at hand.
func (b *Branch) fetch(ctx context.Context) error {
	for range fetchTries {
		listed, err := b.git.run(ctx, nil, "ls-remote", b.URL, b.ref())
		if err != nil {
			return b.unreachable(err)
		}
		b.commit = ""
		for line := range strings.Lines(listed) {
			if hash, ref, _ := strings.Cut(strings.TrimSpace(line), "\t"); ref == b.ref() {
				b.commit = hash
			}
		}
		if b.commit == "" {
			return nil
		}
		// Without a place for what is fetched nothing of the user's moves.
		if _, err := b.git.run(ctx, nil, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
			"--no-auto-maintenance", b.URL, b.ref()); err != nil && !said(err, "couldn't find remote ref") {
			return b.unreachable(err)
		}
		if _, err := b.git.run(ctx, nil, "cat-file", "-e", b.commit+"^{tree}"); err == nil {
			return nil
		}
	}
	return b.movedMeanwhile()
}

func (b *Branch) unreachable(err error) error {
	var failed *gitError
	if !errors.As(err, &failed) {
		return err
	}
	return refuse("see what git ls-remote "+shown(b.Remote)+" says: address, network and rights must be right",
		"%s cannot be read: %s", shown(b.Remote), failed.last())
}

func (b *Branch) movedMeanwhile() error {
	return refuse("look at what was pushed, then publish again", "somebody else has pushed to %s of %s meanwhile; nothing was published", b.Branch, shown(b.Remote))
}

// Source names the commit that is checked out in the repository, "" if there is
// none, and says whether all there is has been committed.
func (b *Branch) Source(ctx context.Context) (commit string, committed bool) {
	commit, err := b.git.run(ctx, nil, "rev-parse", "--verify", "--quiet", "--short", "HEAD^{commit}")
	if err != nil {
		return "", false
	}
	status, err := b.git.run(ctx, nil, "--no-optional-locks", "status", "--porcelain")
	return strings.TrimSpace(commit), err == nil && status == ""
}

// Top returns the folder of the work tree that a folder is in, "" if it is in
// none or there is no git, and its branch, "" if that is not known.
func Top(ctx context.Context, dir string) (top, branch string) {
	g := git{dir: dir}
	top, err := g.run(ctx, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return "", ""
	}
	branch, _ = g.run(ctx, nil, "symbolic-ref", "--quiet", "--short", "HEAD")
	return strings.TrimSpace(top), strings.TrimSpace(branch)
}

// Tracked returns the files below a folder that git tracks, by their paths in it;
// none if the folder is in no work tree or there is no git.
func Tracked(ctx context.Context, dir string) []string {
	out, err := git{dir: dir}.run(ctx, nil, "ls-files", "-z", "--stage")
	if err != nil {
		return nil
	}
	var files []string
	for entry := range strings.SplitSeq(out, "\x00") {
		// Symbolic links and other repositories are not the files they lead to.
		if about, file, ok := strings.Cut(entry, "\t"); ok && strings.HasPrefix(about, "100") {
			files = append(files, file)
		}
	}
	return slices.Compact(files) // in a conflict there are several of one
}

// mustBeASite refuses a branch that holds the sources: the site would take
// their place.
func (b *Branch) mustBeASite(ctx context.Context) error {
	hint := "choose another with --branch"
	if current, err := b.git.run(ctx, nil, "symbolic-ref", "--quiet", "--short", "HEAD"); err == nil && strings.TrimSpace(current) == b.Branch {
		return refuse(hint, "%s is the branch on which the sources are checked out; the site would take their place", b.Branch)
	}
	if b.commit == "" {
		return nil
	}
	if _, err := b.git.run(ctx, nil, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err != nil {
		return ctx.Err() // nothing has been committed yet
	}
	if _, err := b.git.run(ctx, nil, "merge-base", "HEAD", b.commit); err == nil {
		return refuse(hint, "%s of %s holds the history of the sources; the site would take their place", b.Branch, shown(b.Remote))
	}
	return ctx.Err()
}

// A Change is what publishing a site would do to a branch. Paths are sorted.
type Change struct {
	Added, Changed, Removed []string
	// Of the removed files those that somebody may have linked to or cited: not
	// what lies in the inner folders, which only pages ask for, nor what lies
	// beside a page that still stands, if only to lead on (minister/a.csv where
	// minister/a.html does).
	Vanished []string

	dir   string
	files map[string]object // of the new tree
	write []string          // of them those in dir that git may not have yet
}

// None reports whether the branch has all of it already.
func (c *Change) None() bool { return len(c.Added)+len(c.Changed)+len(c.Removed) == 0 }

// noJekyll is the file without which GitHub would run Jekyll over the site.
const noJekyll = ".nojekyll"

// Compare says what would change if the site in dir were put on the branch. The
// site is everything in dir but the manifest; CNAME stays as the branch has it
// if dir has none. The folders inner hold what only the pages ask for. Nothing is
// written. The error is a *RefusedError if dir holds
// no site of chronik or a private one, a symbolic link or another thing that is
// no file, or is too big.
func (b *Branch) Compare(ctx context.Context, dir string, inner ...string) (*Change, error) {
	profile, err := output.Profile(ctx, dir)
	if err != nil {
		return nil, err
	}
	if profile != output.Public {
		return nil, refuse("chronik build --profile public makes one for everyone", "the site in %s is %s and not for publication", dir, profile)
	}
	if dir, err = filepath.EvalSymlinks(dir); err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("read site: %w", err)
	}
	paths, err := list(ctx, dir)
	if err != nil {
		return nil, err
	}
	hashes, err := b.git.hash(ctx, dir, paths, false)
	if err != nil {
		return nil, err
	}
	c := &Change{dir: dir, files: make(map[string]object, len(paths)+2)}
	for i, p := range paths {
		c.files[p] = object{regular, hashes[i]}
	}
	if cname, ok := b.files["CNAME"]; ok && c.files["CNAME"] == (object{}) {
		c.files["CNAME"] = cname
	}
	if _, ok := c.files[noJekyll]; !ok {
		hash, err := b.git.run(ctx, strings.NewReader(""), "hash-object", "--stdin")
		if err != nil {
			return nil, err
		}
		c.files[noJekyll] = object{regular, strings.TrimSpace(hash)}
	}
	c.compare(b.files, paths)
	c.Vanished = c.vanished(inner)
	return c, nil
}

func (c *Change) compare(old map[string]object, inDir []string) {
	for _, p := range slices.Sorted(maps.Keys(c.files)) {
		was, there := old[p]
		switch {
		case !there:
			c.Added = append(c.Added, p)
		case was != c.files[p]:
			c.Changed = append(c.Changed, p)
		default:
			continue
		}
		if _, found := slices.BinarySearch(inDir, p); found {
			c.write = append(c.write, p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(old)) {
		if _, ok := c.files[p]; !ok {
			c.Removed = append(c.Removed, p)
		}
	}
}

func (c *Change) vanished(inner []string) []string {
	return slices.DeleteFunc(slices.Clone(c.Removed), func(p string) bool {
		for _, folder := range inner {
			if strings.HasPrefix(p, folder+"/") {
				return true
			}
		}
		stem, _, _ := strings.Cut(path.Base(p), ".")
		_, stands := c.files[path.Join(path.Dir(p), stem+".html")]
		return stands && stem != ""
	})
}

// list returns the paths of a site's files, sorted.
func list(ctx context.Context, dir string) ([]string, error) {
	var paths []string
	var size int64
	err := filepath.WalkDir(dir, func(full string, e fs.DirEntry, err error) error {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, full)
		if err != nil || rel == "." || rel == output.Manifest {
			return err
		}
		p := filepath.ToSlash(rel)
		const hint = "move it out of the folder of the site"
		switch {
		case strings.EqualFold(e.Name(), ".git"):
			return refuse(hint, "the site holds %s, which git cannot take", p)
		case strings.ContainsAny(p, "\n\\"):
			return refuse(hint, "the site holds %q, whose name cannot be published", p)
		case e.Type()&fs.ModeSymlink != 0:
			return refuse("put a copy in its place", "%s is a symbolic link, which GitHub Pages does not publish", p)
		case e.IsDir():
			return nil
		case !e.Type().IsRegular():
			return refuse(hint, "%s is no file", p)
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Size() > MaxFile {
			return refuse("leave it out, or put it elsewhere and link to it", "%s has %d MB, and GitHub takes 100 MB at most", p, info.Size()>>20)
		}
		size += info.Size()
		paths = append(paths, p)
		return nil
	})
	if err != nil {
		var refused *RefusedError
		if errors.As(err, &refused) || ctx.Err() != nil {
			return nil, err
		}
		return nil, fmt.Errorf("read site: %w", err)
	}
	if size > MaxSite {
		return nil, refuse("publish it on a web server of your own", "the site has %.1f GB, and GitHub Pages takes 1 GB at most", float64(size)/1e9)
	}
	slices.Sort(paths)
	return paths, nil
}

// Options say how a change is published.
type Options struct {
	Message       string
	History       bool // on top of what was there, instead of in its place
	AllowRemovals bool // also if an address vanishes without redirect
}

// Push puts the change on the branch and returns its commit. If the branch has
// moved since Open, the site has since Compare, or an address would vanish that
// may not, the error is a *RefusedError and the branch as it was.
func (b *Branch) Push(ctx context.Context, c *Change, o Options) (commit string, err error) {
	if !o.AllowRemovals {
		if err := c.Lost(); err != nil {
			return "", err
		}
	}
	tree, err := b.write(ctx, c)
	if err != nil {
		return "", err
	}
	args := []string{"commit-tree", tree}
	if o.History && b.commit != "" {
		args = append(args, "-p", b.commit)
	}
	commit, err = b.git.run(ctx, strings.NewReader(o.Message+"\n"), args...)
	if said(err, "tell me who you are", "ident name", "auto-detect email") {
		return "", refuse(`git config user.name "…" and git config user.email "…" tell it`, "git does not know who publishes")
	}
	if err != nil {
		return "", err
	}
	commit = strings.TrimSpace(commit)
	_, err = b.git.run(ctx, nil, "push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no",
		"--force-with-lease="+b.ref()+":"+b.commit, b.Remote, commit+":"+b.ref())
	return commit, b.rejected(err)
}

// Lost is the *RefusedError about the addresses that would vanish, nil if there
// are none.
func (c *Change) Lost() error {
	const most = 5
	n := len(c.Vanished)
	if n == 0 {
		return nil
	}
	named := strings.Join(c.Vanished[:min(n, most)], ", ")
	if n > most {
		named += fmt.Sprintf(" and %d more", n-most)
	}
	what := "1 published address"
	if n > 1 {
		what = fmt.Sprintf("%d published addresses", n)
	}
	return refuse("give what was renamed its old slug under aliases, so that the address leads on; or publish with --allow-removals",
		"%s would vanish without redirect: %s", what, named)
}

// write puts the new tree in the repository's store of objects, by way of an
// index of its own.
func (b *Branch) write(ctx context.Context, c *Change) (tree string, err error) {
	hashes, err := b.git.hash(ctx, c.dir, c.write, true)
	if err != nil {
		return "", err
	}
	for i, p := range c.write {
		if hashes[i] != c.files[p].hash {
			return "", refuse("publish again", "the site changed while it was published: %s", p)
		}
	}
	if _, err := b.git.run(ctx, strings.NewReader(""), "hash-object", "-w", "--stdin"); err != nil { // .nojekyll
		return "", err
	}
	temp, err := os.MkdirTemp("", "chronik-publish-")
	if err != nil {
		return "", fmt.Errorf("make index: %w", err)
	}
	defer os.RemoveAll(temp)
	var lines strings.Builder
	for _, p := range slices.Sorted(maps.Keys(c.files)) {
		fmt.Fprintf(&lines, "%s %s\t%s\x00", c.files[p].mode, c.files[p].hash, p)
	}
	own := b.git
	own.index = filepath.Join(temp, "index")
	if _, err := own.run(ctx, strings.NewReader(lines.String()), "update-index", "-z", "--index-info"); err != nil {
		return "", err
	}
	tree, err = own.run(ctx, nil, "write-tree")
	return strings.TrimSpace(tree), err
}

// rejected says why a push failed.
func (b *Branch) rejected(err error) error {
	var failed *gitError
	if !errors.As(err, &failed) {
		return err
	}
	switch {
	case said(err, "stale info", "cannot lock ref", "fetch first", "non-fast-forward"):
		return b.movedMeanwhile()
	case said(err, "is currently checked out"):
		return refuse("publish to a bare repository, or check out something else there", "%s is checked out in the repository at %s, which therefore takes no push", b.Branch, shown(b.Remote))
	}
	reason := failed.last()
	for line := range strings.Lines(failed.stdout) { // ! commit:ref [remote rejected] (why)
		if fields := strings.Split(strings.TrimSpace(line), "\t"); fields[0] == "!" && len(fields) == 3 {
			reason = fields[2]
		}
	}
	return refuse("see whether you may push there, and whether the branch is protected", "%s took no push: %s", shown(b.Remote), reason)
}
