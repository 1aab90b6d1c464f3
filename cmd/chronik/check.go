package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/audit"
	"chronik/internal/build"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/publish"
	"chronik/internal/rights"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON, legal bool
	var site string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report everything that is wrong with the content",
		Long: `check applies all rules to the content, the templates and the planned pages
and reports each problem with file:line:col and a hint. It writes nothing.

With --site DIR it proves the bytes of a built site as well: every link and
fragment leads somewhere, nothing is loaded from another host, every marked
quotation says where it is from, and nowhere stand eight words in a row of a stored
original under the policies link, cite or withheld, or, under excerpt, outside of
such a quotation or beyond its words.

If git tracks files in the folder of the content, those are searched for such texts
too: what is in a repository is spread with it.

With --legal it looks at nothing but the imprint and the privacy page, and says
what they lack for a site with a base_url, whether there is one or not.

It exits 1 if there is any problem, also one that would not stop a build.`,
		Example: `  chronik check
  chronik check --site public
  chronik check --json | jq -r .file`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			in := p.input()
			var problems []diag.Problem
			if legal {
				c, unreadable := content.Load(in.Content)
				problems = diag.In(in.ContentName, slices.Concat(unreadable, c.Unfilled()))
			} else {
				problems = build.Check(in)
			}
			if !legal {
				kept, err := p.tracked(cmd.Context(), in)
				if err != nil {
					return err
				}
				problems = append(problems, kept...)
			}
			if site != "" {
				proved, err := p.prove(in, site, false)
				if err != nil {
					return err
				}
				problems = append(problems, diag.In(filepath.ToSlash(site), proved)...)
			}
			if asJSON {
				enc := jsonLines(a.stdout)
				for _, problem := range problems {
					if err := enc.Encode(problem); err != nil {
						return fmt.Errorf("write problems: %w", err)
					}
				}
			} else {
				errors, warnings := a.report(problems)
				if len(problems) > 0 {
					a.say("%s, %s", count(errors, "error"), count(warnings, "warning"))
				}
			}
			if len(problems) > 0 {
				return errProblems
			}
			a.say("no problems in %s", joined(" and ", p.content, site))
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line to standard output")
	cmd.Flags().BoolVar(&legal, "legal", false, "only what the legal pages lack for a site with a base_url")
	cmd.Flags().StringVar(&site, "site", "", "folder of a built site to prove")
	cmd.MarkFlagsMutuallyExclusive("legal", "site")
	return cmd
}

// prove looks for what is wrong with the bytes of a site; one that shows all may
// hold protected texts.
func (p project) prove(in build.Input, dir string, all bool) ([]diag.Problem, error) {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return nil, &usageError{fmt.Sprintf("--site %s holds no site: %s", dir, cause(err)), "chronik build writes one to public/"}
	}
	site := os.DirFS(dir)
	problems := audit.Links(site)
	if all {
		return problems, nil
	}
	originals, names, err := p.originals(in)
	if err != nil {
		return nil, err
	}
	return slices.Concat(problems, audit.Quotations(site), audit.Text(site, originals, rights.QuoteWords+1, names)), nil
}

// tracked finds originals, or more of them than an excerpt may have, in files
// that git keeps: whoever gets the repository gets those. Where there is no git
// there is nothing to find.
func (p project) tracked(ctx context.Context, in build.Input) ([]diag.Problem, error) {
	files := publish.Tracked(ctx, p.root)
	if len(files) == 0 {
		return nil, nil
	}
	originals, names, err := p.originals(in)
	if err != nil || len(originals) == 0 {
		return nil, err
	}
	problems := diag.In(filepath.ToSlash(p.root), audit.Copies(os.DirFS(p.root), files, originals, rights.QuoteWords+1, names))
	for i := range problems {
		if problems[i].Rule == "protected-text" {
			problems[i].Rule, problems[i].Severity = "tracked-text", diag.Warning
			problems[i].Hint = "git tracks this file; import with --body raw keeps texts out of content/, git rm --cached FILE and .gitignore keep a file out of git"
		}
	}
	return problems, nil
}

// originals are the stored texts that may not be spread as a whole, and the names
// that they share with the chronology.
func (p project) originals(in build.Input) (originals []audit.Original, names []string, err error) {
	c, _ := content.Load(in.Content)
	for _, m := range c.Ministers {
		names = append(append(names, m.Name, m.Office), m.Spellings...)
	}
	for _, place := range c.Places {
		names = append(append(names, place.Name), place.Spellings...)
	}
	for _, k := range c.Kinds {
		names = append(names, k.Label, k.LabelMany)
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		for k, s := range a.Sources {
			policy := rights.Policy(c, a, k)
			if s.Raw == "" || policy == "full" {
				continue
			}
			d, err := p.store().Document(s.Raw)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, nil, err
			}
			if d == nil {
				continue
			}
			original := audit.Original{Name: path.Join(filepath.ToSlash(p.content), a.Path), Text: d.Seen()}
			if policy == "excerpt" {
				original.Excerpt = rights.ExcerptWords + len(strings.Fields(a.Headline))
			}
			originals = append(originals, original)
		}
	}
	return originals, names, nil
}

// joined joins those of the parts that are not empty.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
