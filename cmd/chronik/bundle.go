package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/build"
	"chronik/internal/bundle"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/german"
	"chronik/internal/lang"
	"chronik/internal/output"
)

func (a *app) bundleCommand() *cobra.Command {
	var file, book, page, out, profile string
	cmd := &cobra.Command{
		Use:   "bundle --zip FILE | --epub FILE | --single PAGE --out FILE",
		Short: "Make an edition for reading offline",
		Long: `bundle builds the site, checks its links, and packs it into a ZIP: one folder
with all pages, the search and a file that says how to begin. The same content
gives the same bytes. A file that is there is replaced only by a whole new one.

With --epub it makes a book for readers of EPUB 3: cover, contents by year and
month, a chapter for each year and each entry (for each year alone beyond 2,000
articles), and the free pages.

With --single it makes one file of one page, for sending by mail: styles and
fonts are in it, scripts and the search are left out. Links to other pages lead
to base_url; without one they are words.

With --profile private the edition shows everything and says so on each page.`,
		Example: `  chronik bundle --zip chronik.zip
  chronik bundle --zip privat.zip --profile private
  chronik bundle --epub chronik.epub
  chronik bundle --single jahr/2020.html --out 2020.html`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch wanted := slices.DeleteFunc([]string{file, book, page}, func(s string) bool { return s == "" }); {
			case len(wanted) == 0:
				return &usageError{"which edition is not said", "chronik bundle --zip FILE makes a ZIP, --epub FILE a book, --single PAGE --out FILE one page"}
			case len(wanted) > 1:
				return &usageError{"--zip, --epub and --single are editions of their own", "make one after the other"}
			case (page == "") != (out == ""):
				return &usageError{"--single PAGE and --out FILE go together", "chronik bundle --single jahr/2020.html --out 2020.html"}
			}
			p, err := a.project()
			if err != nil {
				return err
			}
			in, err := p.inputFor(profile)
			if err != nil {
				return err
			}
			switch {
			case page != "":
				return a.bundle(cmd.Context(), p, in, out, singlePage(page))
			case book != "":
				return a.bundle(cmd.Context(), p, in, book, a.book(cmd.Context(), in))
			}
			return a.bundle(cmd.Context(), p, in, file, zipped)
		},
	}
	cmd.Flags().StringVar(&file, "zip", "", "ZIP to write")
	cmd.Flags().StringVar(&book, "epub", "", "book to write")
	cmd.Flags().StringVar(&page, "single", "", "page to make one file of, such as jahr/2020.html")
	cmd.Flags().StringVar(&out, "out", "", "file to write the page of --single to")
	cmd.Flags().StringVar(&profile, "profile", output.Public, "for whom: public or private")
	return cmd
}

// site is a finished site and what a bundle of it is called.
type site struct {
	files fs.FS
	name  string
	content.Site
	words *lang.Lang
}

func zipped(w io.Writer, s site) (string, error) {
	return "folder " + s.name, bundle.Zip(w, s.files, s.name, s.words.Word("bundle.file"), s.words.Say("bundle.readme", "title", s.Title))
}

func singlePage(page string) func(io.Writer, site) (string, error) {
	return func(w io.Writer, s site) (string, error) {
		name := strings.TrimSuffix(page, ".html") + ".html"
		if info, err := fs.Stat(s.files, name); err != nil || !info.Mode().IsRegular() {
			return "", &usageError{fmt.Sprintf("the site has no page %q", page), "name it as in its address, such as jahr/2020.html"}
		}
		data, err := bundle.Single(s.files, name, s.BaseURL)
		if err == nil {
			_, err = w.Write(data)
		}
		return "page " + name, err
	}
}

// book is the bundle for readers of EPUB. It is made of what the site is made
// of, not of its pages.
func (a *app) book(ctx context.Context, in build.Input) func(io.Writer, site) (string, error) {
	return func(w io.Writer, _ site) (string, error) {
		book, files, problems, err := build.Plan(in).Book(ctx)
		if errors.Is(err, build.ErrProblems) {
			a.report(problems)
			return "", errProblems
		}
		if err == nil {
			err = bundle.EPUB(w, book, files)
		}
		return count(len(book.Pages), "chapter"), err
	}
}

// bundle builds the site and writes a file of it, all or nothing. write returns
// what to say of the file.
func (a *app) bundle(ctx context.Context, p project, in build.Input, file string, write func(io.Writer, site) (string, error)) error {
	c, problems := content.Load(in.Content)
	l, more := lang.Load(in.Templates, c.Site.Language)
	if problems = append(diag.In(in.ContentName, problems), diag.In(in.TemplatesName, more)...); diag.Errors(problems) {
		a.report(problems)
		return errProblems
	}
	dir := p.out(in.Private)
	if err := a.build(ctx, p, in, dir); err != nil {
		return err
	}
	if err := a.mustBeSound(p, dir, in.Private); err != nil {
		return err
	}
	s := site{os.DirFS(dir), cmp.Or(german.Slug(c.Site.Title), "chronik"), c.Site, l}
	if s.BaseURL != "" {
		s.BaseURL = strings.TrimSuffix(s.BaseURL, "/") + "/"
	}
	if in.Private {
		s.name += "-" + private
		s.BaseURL = "" // what is private stands nowhere
	}
	var note string
	var size int64
	err := writeBy(file, func(w io.Writer) error {
		counted := &counter{w: w}
		var err error
		note, err = write(counted, s)
		size = counted.n
		return err
	})
	if wrong := (*usageError)(nil); errors.As(err, &wrong) || errors.Is(err, errProblems) {
		return err
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	a.say("%s: %.1f MB, %s", filepath.ToSlash(file), float64(size)/1e6, note)
	return nil
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
