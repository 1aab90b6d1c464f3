package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/content"
	"chronik/internal/diag"
)

func (a *app) fmtCommand() *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "fmt [FILE or FOLDER ...]",
		Short: "Write the front matter of articles in its canonical form",
		Long: `fmt writes the front matter of articles as import does: the keys in their fixed
order, lists on one line, quotes where they are needed. The body stays as it is,
to the byte. Without arguments it takes all articles.

A file whose front matter has a comment is left alone, since the comment would be
lost, and so is one that still is as import wrote it.`,
		Example: `  chronik fmt
  chronik fmt content/articles/2020
  chronik fmt --list`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{filepath.Join(p.content, "articles")}
			}
			return a.format(p, args, list)
		},
	}
	cmd.Flags().BoolVarP(&list, "list", "l", false, "only list the files that are not in this form, and exit 1 if there are any")
	return cmd
}

func (a *app) format(p project, args []string, list bool) error {
	files, problems := p.articleFiles(args)
	edits := 0
	for _, name := range files {
		shown := filepath.ToSlash(name)
		target, err := p.articleFile(name)
		if err != nil {
			problems = append(problems, diag.Problem{File: shown, Rule: "unreadable", Msg: err.Error(), Hint: "name an article, such as content/articles/2020/a.md"})
			continue
		}
		src, err := os.ReadFile(target)
		if err != nil {
			problems = append(problems, diag.Problem{File: shown, Rule: "unreadable", Msg: "cannot read: " + cause(err)})
			continue
		}
		out, found := content.Canonical(shown, src)
		problems = append(problems, found...)
		if out == nil || bytes.Equal(out, src) {
			continue
		}
		edits++
		if !list {
			if err := writeWhole(target, out); err != nil {
				return fmt.Errorf("write article: %w", err)
			}
		}
		fmt.Fprintln(a.stdout, shown)
	}
	failed, _ := a.report(problems)
	switch {
	case failed > 0:
		a.say("%s left alone", count(failed, "file"))
		return errProblems
	case list && edits > 0:
		return errProblems
	}
	return nil
}

// articleFiles are the .md files among and below some files and folders, each
// once, in order.
func (p project) articleFiles(args []string) ([]string, []diag.Problem) {
	var files []string
	var problems []diag.Problem
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if name != arg && strings.HasPrefix(e.Name(), ".") {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !e.IsDir() && (filepath.Ext(name) == ".md" || name == arg) {
				files = append(files, name)
			}
			return nil
		})
		if err != nil && !(errors.Is(err, fs.ErrNotExist) && arg == filepath.Join(p.content, "articles")) {
			problems = append(problems, diag.Problem{File: filepath.ToSlash(arg), Rule: "unreadable", Msg: "cannot read: " + cause(err)})
		}
	}
	slices.Sort(files)
	return slices.Compact(files), problems
}
