package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"chronik/internal/build"
	"chronik/internal/diag"
	"chronik/internal/output"
)

func (a *app) buildCommand() *cobra.Command {
	var out, profile, address string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the site",
		Long: `build writes the site into a folder, by default public/ beside the content
folder. Only what changed is written, only what an earlier build wrote is
removed, and a build that fails changes nothing.

With --profile private the site shows everything, also texts that may not be
published and what nobody has reviewed. A text in .chronik/bodies/SLUG.md stands
in place of the body of that article, for what is not to be kept in content/.
The pages say that they are private, ask search engines to stay away and have no
full addresses; they go to public-private/, and publish refuses them.

Problems that make a page wrong or impossible stop it; others are warnings.`,
		Example: `  chronik build
  chronik build --out /tmp/site
  chronik build --profile private`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			in, err := p.inputFor(profile)
			if err != nil {
				return err
			}
			in.BaseURL = address
			if problem := notAnAddress(address); problem != nil {
				return problem
			}
			return a.build(cmd.Context(), p, in, cmp.Or(out, p.out(in.Private)))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "folder of the site (default: public/ beside the content folder)")
	flags.StringVar(&profile, "profile", output.Public, "for whom: public or private")
	flags.StringVar(&address, "base-url", "", "where the site is published, if index.md has no base_url")
	return cmd
}

// private is the profile of a site that only its owner may see.
const private = "private"

// inputFor is the input of a site for a profile.
func (p project) inputFor(profile string) (build.Input, error) {
	in := p.input()
	switch profile {
	case output.Public:
	case private:
		in.Private = true
		in.Bodies = p.layer(bodiesFolder)
	default:
		return in, &usageError{fmt.Sprintf("--profile %q is unknown", profile), "choose public or private"}
	}
	return in, nil
}

// out is where a site goes that is not told otherwise.
func (p project) out(private bool) string {
	if private {
		return filepath.Join(p.root, "public-private")
	}
	return filepath.Join(p.root, "public")
}

// notAnAddress finds what is wrong with a base_url of the command line.
func notAnAddress(address string) error {
	if address == "" {
		return nil
	}
	if u, err := url.Parse(address); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.RawQuery != "" || u.Fragment != "" {
		return &usageError{fmt.Sprintf("--base-url %q is not an address", address), "write a whole address such as https://name.github.io/repository/"}
	}
	return nil
}

// build writes a site and says what has become of it.
func (a *app) build(ctx context.Context, p project, in build.Input, out string) error {
	profile := output.Public
	if in.Private {
		profile = private
	}
	start := time.Now()
	made, err := a.lastBuild(ctx, p, out, in, start)
	if err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	if made.stands {
		a.say("%s in %s: nothing has changed, %s stand", made.Note, out, count(made.files, "file"))
		return nil
	}
	var (
		site     *build.Site
		kept     *build.Kept
		problems []diag.Problem
		planned  time.Duration
		stats    output.Stats
		built    string
	)
	for range plans {
		site = build.Plan(in)
		planned = time.Since(start)
		problems = site.Problems
		stats, built, err = output.Stream(ctx, out, profile, func(w *output.Writer) error {
			var err error
			var last *build.Kept
			if w.Last() != "" {
				last = p.kept(out)
			}
			kept, problems, err = site.Renew(ctx, w, itself(), last)
			return err
		})
		if !errors.Is(err, build.ErrChanged) {
			break
		}
	}
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
	a.remember(p, out, made, kept)
	a.detail("planned in %v, made and written in %v", planned.Round(time.Millisecond), (time.Since(start) - planned).Round(time.Millisecond))
	return nil
}

// plans is how often a site is planned whose content changes meanwhile.
const plans = 3

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
