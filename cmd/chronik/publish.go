package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/diag"
	"chronik/internal/page"
	"chronik/internal/publish"
)

// publishing is what the flags of publish say.
type publishing struct {
	remote, branch string
	out, site      string
	dryRun         bool
	publish.Options
}

func (a *app) publishCommand() *cobra.Command {
	var pub publishing
	var workflow bool
	cmd := &cobra.Command{
		Use:   "publish",
		Short: "Put the site on GitHub Pages",
		Long: `publish builds the site, checks that its links live and nothing is loaded from
elsewhere, and puts it on a branch of a remote of the git repository that the
content is in, where GitHub Pages shows it (Settings > Pages > Deploy from a
branch). If the remote is at github.com and index.md has no base_url, the
address is taken from there.

The branch gets one commit without history (with --history one more), and none
if nothing has changed. Your files, index and branches are left as they are. A
file CNAME on the branch stays. Nothing is published if somebody else has pushed
meanwhile, if an address that was published would vanish without redirect, if
the site is private, or if it is bigger than GitHub takes.

--dry-run builds, and lists what would change: added, changed, removed.

With --workflow nothing is published, but .github/workflows/pages.yml is
written: GitHub then builds and publishes on every push by itself (Settings >
Pages > GitHub Actions).`,
		Example: `  chronik publish --dry-run
  chronik publish
  chronik publish --remote upstream --branch pages --history
  chronik publish --workflow`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			if workflow {
				return a.writeWorkflow(cmd.Context(), p)
			}
			return a.publish(cmd.Context(), p, pub)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&pub.remote, "remote", "origin", "name or address of the remote")
	flags.StringVar(&pub.branch, "branch", "gh-pages", "branch that holds the site")
	flags.StringVar(&pub.out, "out", "", "folder of the site (default: public/ beside the content folder)")
	flags.StringVar(&pub.site, "site", "", "publish the site in this folder as it is, instead of building it")
	flags.BoolVar(&pub.dryRun, "dry-run", false, "list what would change")
	flags.BoolVar(&pub.History, "history", false, "keep the history of the branch")
	flags.BoolVar(&pub.AllowRemovals, "allow-removals", false, "also if addresses vanish without redirect")
	flags.BoolVar(&workflow, "workflow", false, "write a workflow that publishes on every push")
	cmd.MarkFlagsMutuallyExclusive("out", "site")
	cmd.MarkFlagsMutuallyExclusive("workflow", "dry-run")
	return cmd
}

// publish builds, checks and puts the site where it is shown.
func (a *app) publish(ctx context.Context, p project, pub publishing) error {
	branch, err := publish.Open(ctx, publish.Target{Repository: p.root, Remote: pub.remote, Branch: pub.branch})
	if err != nil {
		return err
	}
	dir := pub.site
	if dir == "" {
		dir = cmp.Or(pub.out, p.out(false))
		in := p.input()
		in.BaseURL = publish.Address(branch.URL, cmp.Or(cnameIn(dir), branch.CNAME))
		if err := a.build(ctx, p, in, dir); err != nil {
			return err
		}
	}
	change, err := branch.Compare(ctx, dir, page.StaticFolder, page.SearchFolder)
	if err != nil {
		return err
	}
	if err := a.mustBeSound(p, dir, false); err != nil {
		return err
	}
	target := pub.branch + " of " + pub.remote
	switch {
	case change.None():
		a.say("%s has this site already: nothing has changed", target)
		return nil
	case pub.dryRun:
		return a.listChange(change, target, pub.AllowRemovals)
	}
	pub.Message = "Publish the site"
	if source, committed := branch.Source(ctx); source != "" {
		pub.Message += " of " + source
		if !committed {
			pub.Message += " and what was not committed"
			a.say("what is published has changes that are not committed")
		}
	}
	commit, err := branch.Push(ctx, change, pub.Options)
	if err != nil {
		return err
	}
	a.say("published on %s: %s (commit %.7s)", target, summary(change), commit)
	if address := publish.Address(branch.URL, cmp.Or(cnameIn(dir), branch.CNAME)); address != "" {
		a.say("%s shows it in some minutes, if Settings > Pages deploys from the branch %s", address, pub.branch)
	}
	return nil
}

// cnameIn is the domain in the CNAME of a folder, "" if there is none.
func cnameIn(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, "CNAME"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

// mustBeSound proves the finished site: its links, and unless it shows all, that
// no protected text is in it. A page that nobody comes to is no reason to hold
// the others back: somebody may have put it there for a search engine.
func (a *app) mustBeSound(p project, dir string, all bool) error {
	problems, err := p.prove(p.input(), dir, all)
	if err != nil {
		return err
	}
	for i := range problems {
		if problems[i].Rule == "unreachable" {
			problems[i].Severity = diag.Warning
		}
	}
	if failed, _ := a.report(diag.In(filepath.ToSlash(dir), problems)); failed > 0 {
		a.say("nothing sent out: %s", count(failed, "error"))
		return errProblems
	}
	return nil
}

// listChange prints what publishing would change, one file a line.
func (a *app) listChange(c *publish.Change, target string, allowed bool) error {
	out := bufio.NewWriter(a.stdout)
	for _, list := range []struct {
		word  string
		paths []string
	}{{"added", c.Added}, {"changed", c.Changed}, {"removed", c.Removed}} {
		for _, path := range list.paths {
			fmt.Fprintf(out, "%-7s %s\n", list.word, path)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	a.say("would publish on %s: %s", target, summary(c))
	if allowed {
		return nil
	}
	return c.Lost()
}

func summary(c *publish.Change) string {
	return fmt.Sprintf("%s added, %d changed, %d removed", count(len(c.Added), "file"), len(c.Changed), len(c.Removed))
}

// writeWorkflow writes the workflow where GitHub looks for it.
func (a *app) writeWorkflow(ctx context.Context, p project) error {
	root, err := filepath.Abs(p.root)
	if err != nil {
		return fmt.Errorf("write workflow: %w", err)
	}
	contentDir, err := filepath.Abs(p.content)
	if err != nil {
		return fmt.Errorf("write workflow: %w", err)
	}
	top, branch := publish.Top(ctx, p.root)
	if top = filepath.FromSlash(top); top == "" {
		top = root
	}
	if real, err := filepath.EvalSymlinks(contentDir); err == nil {
		contentDir = real
	}
	rel, err := filepath.Rel(top, contentDir)
	if err != nil || !filepath.IsLocal(rel) {
		return fmt.Errorf("write workflow: %s is not in %s", contentDir, top)
	}
	text, err := workflowOf(os.DirFS(top), filepath.ToSlash(rel), cmp.Or(branch, "main"), ownModule())
	if err != nil {
		return err
	}
	file := filepath.Join(top, ".github", "workflows", "pages.yml")
	switch old, err := os.ReadFile(file); {
	case err == nil && string(old) == text:
		a.say("%s is there already", file)
		return nil
	case err == nil:
		return &usageError{file + " is there, and not as chronik would write it", "move it away to have it written anew"}
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("write workflow: %w", err)
	}
	if err := writeInto(file, []byte(text)); err != nil {
		return fmt.Errorf("write workflow: %w", err)
	}
	a.say("wrote %s; commit it, and choose GitHub Actions under Settings > Pages", file)
	return nil
}
