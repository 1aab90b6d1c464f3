package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/bundle"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/german"
	"chronik/internal/lang"
	"chronik/internal/output"
)

func (a *app) bundleCommand() *cobra.Command {
	var file, profile string
	cmd := &cobra.Command{
		Use:   "bundle --zip FILE",
		Short: "Make an edition for reading offline",
		Long: `bundle builds the site, checks its links, and packs it into a ZIP: one folder
with all pages, the search and a file that says how to begin. The same content
gives the same bytes. A file that is there is replaced only by a whole new one.

With --profile private the edition shows everything and says so on each page.`,
		Example: `  chronik bundle --zip chronik.zip
  chronik bundle --zip privat.zip --profile private`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if file == "" {
				return &usageError{"which edition is not said", "chronik bundle --zip FILE makes a ZIP"}
			}
			if profile != output.Public && profile != private {
				return &usageError{fmt.Sprintf("--profile %q is unknown", profile), "choose public or private"}
			}
			p, err := a.project()
			if err != nil {
				return err
			}
			return a.zip(cmd.Context(), p, file, profile == private)
		},
	}
	cmd.Flags().StringVar(&file, "zip", "", "ZIP to write")
	cmd.Flags().StringVar(&profile, "profile", output.Public, "for whom: public or private")
	return cmd
}

func (a *app) zip(ctx context.Context, p project, file string, all bool) error {
	in := p.input()
	if all {
		in.Private = true
		in.Bodies = p.layer(filepath.Join(".chronik", "bodies"))
	}
	c, problems := content.Load(in.Content)
	l, more := lang.Load(in.Templates, c.Site.Language)
	if problems = append(diag.In(in.ContentName, problems), diag.In(in.TemplatesName, more)...); diag.Errors(problems) {
		a.report(problems)
		return errProblems
	}
	dir := p.out(all)
	if err := a.build(ctx, p, in, dir); err != nil {
		return err
	}
	if err := a.mustBeSound(p, dir, all); err != nil {
		return err
	}
	top := german.Slug(c.Site.Title)
	if top == "" {
		top = "chronik"
	}
	if all {
		top += "-" + private
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".bundle-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer os.Remove(tmp.Name())
	err = bundle.Zip(tmp, os.DirFS(dir), top, l.Word("bundle.file"), l.Say("bundle.readme", "title", c.Site.Title))
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	size, _ := tmp.Seek(0, 2)
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	a.say("%s: %.1f MB, folder %s", filepath.ToSlash(file), float64(size)/1e6, strings.TrimSuffix(top, "/"))
	return nil
}
