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
			site := build.Plan(p.input())
			planned := time.Since(start)
			problems := site.Problems
			stats, err := output.Stream(cmd.Context(), out, func(put func(output.File) error) error {
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
			a.detail("planned in %v, made and written in %v", planned.Round(time.Millisecond), (time.Since(start) - planned).Round(time.Millisecond))
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder of the site (default: public/ beside the content folder)")
	return cmd
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
