package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/content"
	"chronik/internal/diag"
)

func (a *app) renameCommand() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "rename TERM NEW",
		Short: "Give a minister, topic, kind, place or outlet another slug",
		Long: `rename gives a term another slug: its file gets the new name and keeps the old one
among its aliases, so that old addresses lead to the new ones, and every article
that names it is edited where it does. All files are changed, or none.

A term is named by folder and slug, or by its slug if that is enough.`,
		Example: `  chronik rename topics/ukraine ukraine-krieg
  chronik rename kiew kyjiw --dry-run`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return &usageError{fmt.Sprintf("rename needs a term and its new slug, got %d arguments", len(args)), cmd.CommandPath() + " --help shows an example"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			folder, slug, err := p.term(args[0])
			if err != nil {
				return err
			}
			return a.rename(p, folder, slug, strings.TrimSuffix(strings.TrimPrefix(args[1], folder+"/"), ".md"), dry)
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only list the files that would change")
	return cmd
}

// term finds the folder and slug that somebody means.
func (p project) term(name string) (folder, slug string, err error) {
	name = strings.TrimSuffix(filepath.ToSlash(name), ".md")
	name = strings.TrimPrefix(name, filepath.ToSlash(p.content)+"/")
	if folder, slug, found := strings.Cut(name, "/"); found {
		if !slices.Contains(content.Terms, folder) {
			return "", "", &usageError{fmt.Sprintf("%q is no folder of terms", folder), "terms stand in " + strings.Join(content.Terms, ", ")}
		}
		return folder, slug, nil
	}
	var found []string
	for _, folder := range content.Terms {
		if _, err := os.Stat(filepath.Join(p.content, folder, name+".md")); err == nil {
			found = append(found, folder)
		}
	}
	switch len(found) {
	case 0:
		return "", "", &usageError{fmt.Sprintf("there is no term %q", name), "name one as FOLDER/SLUG, such as topics/ukraine"}
	case 1:
		return found[0], name, nil
	}
	return "", "", &usageError{fmt.Sprintf("%q is a term in %s", name, strings.Join(found, " and ")), fmt.Sprintf("say which, such as %s/%s", found[0], name)}
}

func (a *app) rename(p project, folder, from, to string, dry bool) error {
	files, problems := content.Rename(os.DirFS(p.content), folder, from, to)
	if a.report(diag.In(filepath.ToSlash(p.content), problems)); diag.Errors(problems) {
		a.say("nothing changed")
		return errProblems
	}
	own := path.Join(folder, from+".md")
	names := slices.Sorted(maps.Keys(files))
	if !dry {
		if err := p.exchange(files, own); err != nil {
			return fmt.Errorf("rename %s: %w; all files are as they were", own, err)
		}
	}
	for _, name := range names {
		fmt.Fprintln(a.stdout, filepath.ToSlash(filepath.Join(p.content, filepath.FromSlash(name))))
	}
	word := "is"
	if dry {
		word = "would be"
	}
	a.say("%s/%s %s %s/%s now; %s named it; old addresses lead to the new ones", folder, from, word, folder, to, count(len(names)-1, "file"))
	return nil
}

// exchange writes files of the content folder and removes one. If that fails on
// the way, what was written gets back what stood there.
func (p project) exchange(files map[string][]byte, remove string) (err error) {
	at := func(name string) string { return filepath.Join(p.content, filepath.FromSlash(name)) }
	type before struct {
		file string
		data []byte // nil: there was none
	}
	var done []before
	defer func() {
		if err == nil {
			return
		}
		for _, b := range slices.Backward(done) {
			if b.data == nil {
				err = errors.Join(err, os.Remove(b.file))
			} else {
				err = errors.Join(err, writeWhole(b.file, b.data))
			}
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := at(name)
		if real, err := filepath.EvalSymlinks(file); err == nil {
			file = real // a link stays one
		}
		old, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err := writeWhole(file, files[name]); err != nil {
			return err
		}
		done = append(done, before{file, old})
	}
	return os.Remove(at(remove))
}
