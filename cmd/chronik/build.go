package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"chronik/internal/build"
	"chronik/internal/output"
)

func (a *app) buildCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the site",
		Long: `build writes the site into a folder, by default public/ beside the content
folder. Only what changed is written, only what an earlier build wrote is
removed, and a build that fails changes nothing.

Problems that make a page wrong or impossible stop it; others are warnings.`,
		Example: `  chronik build
  chronik build --out /tmp/site`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			if out == "" {
				out = filepath.Join(p.root, "public")
			}
			start := time.Now()
			in := p.input()
			made, err := a.lastBuild(cmd.Context(), p, out, in, start)
			if err != nil {
				return fmt.Errorf("write site: %w", err)
			}
			if made.stands {
				a.say("%s in %s: nothing has changed, %s stand", made.Note, out, count(made.files, "file"))
				return nil
			}
			site := build.Plan(in)
			planned := time.Since(start)
			problems := site.Problems
			stats, built, err := output.Stream(cmd.Context(), out, func(put func(output.File) error) error {
				var err error
				problems, err = site.Make(cmd.Context(), put)
				return err
			})
			failed, warnings := a.report(problems)
			if errors.Is(err, build.ErrProblems) {
				a.say("nothing built: %s, %s", count(failed, "error"), count(warnings, "warning"))
				return errProblems
			}
			if err != nil {
				return fmt.Errorf("write site: %w", err)
			}
			a.say("%s on %s in %s: %d files written, %d unchanged, %d removed",
				entries(site.Entries), count(site.Pages, "page"), out, stats.Written, stats.Unchanged, stats.Removed)
			a.say("%s", articles(site))
			made.Note = fmt.Sprintf("%s on %s", entries(site.Entries), count(site.Pages, "page"))
			if warnings > 0 {
				made.Note += fmt.Sprintf(" (%s; chronik check lists them)", count(warnings, "warning"))
			}
			made.Site = built
			a.remember(p, out, made)
			a.detail("planned in %v, made and written in %v", planned.Round(time.Millisecond), (time.Since(start) - planned).Round(time.Millisecond))
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder of the site (default: public/ beside the content folder)")
	return cmd
}

// articles says what has become of each article.
func articles(site *build.Site) string {
	n := site.Articles
	return fmt.Sprintf("%s = %d shown (in %s) + %s + %d hidden (unreviewed) + %d withdrawn",
		count(n.All, "article"), n.Shown, entries(site.Entries), count(n.Drafts, "draft"), n.Hidden, n.Withdrawn)
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
