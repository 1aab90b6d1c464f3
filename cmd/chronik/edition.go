package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"chronik/internal/check"
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edition"
	"chronik/internal/rights"
)

func (a *app) editionCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "edition MONTH",
		Short: "Keep the entries as they are shown now",
		Long: `edition writes content/editions/MONTH.json: every entry as the public site shows
it now, under the policies of the outlets. Every build from then on shows it
under its own address with what has changed since, and citations name the newest
edition in which an entry stands as it does today.

An edition is named by a month or a day (2026-11, 2026-11-27) that is not before
the state of the chronology. It is written once: --force is for one that nobody
has seen yet.

check compares with the newest edition: a date, place or minister that has
changed needs a row in the article's changes, and no entry of any edition may
vanish.`,
		Example: `  chronik edition 2026-11
  chronik edition 2026-11 --force`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"edition needs the month that names it", cmd.CommandPath() + " --help shows an example"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.keepEdition(args[0], force) },
	}
	cmd.Flags().BoolVar(&force, "force", false, "overwrite the edition of that name")
	return cmd
}

func (a *app) keepEdition(label string, force bool) error {
	named, ok := content.EditionLabel(label)
	if !ok {
		return &usageError{fmt.Sprintf("%q is neither a month nor a day", label), "name the edition like 2026-11 or 2026-11-27"}
	}
	c, p, err := a.ordered()
	if err != nil {
		return err
	}
	// What is to be overwritten has no say.
	c.Editions = slices.DeleteFunc(c.Editions, func(e content.Edition) bool { return e.Label == label })
	if problems := check.Run(c); diag.Errors(problems) {
		a.report(diag.In(filepath.ToSlash(p.content), problems))
		a.say("nothing written: the content has to be in order first")
		return errProblems
	}
	ch := chronology.New(rights.Public(c))
	if _, last := named.Bounds(); last.Before(ch.Stand()) {
		return &usageError{fmt.Sprintf("edition %s would be older than what it shows: the chronology is of %s", label, ch.Stand()), "name it by that month, or a later one"}
	}
	ed := edition.Of(ch, label)
	data := content.FormatEdition(ed)
	file := filepath.Join(p.content, filepath.FromSlash(ed.Path))
	switch before, err := os.ReadFile(file); {
	case err == nil && bytes.Equal(before, data):
		a.say("edition %s is so already: %s", label, entries(len(ed.Entries)))
		return nil
	case err == nil && !force:
		return &usageError{fmt.Sprintf("edition %s is there already, and other", label), "an edition is written once; name a new one, or overwrite it with --force if nobody has seen it"}
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("write edition: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return fmt.Errorf("write edition: %w", err)
	}
	if err := writeWhole(file, data); err != nil {
		return fmt.Errorf("write edition: %w", err)
	}
	fmt.Fprintln(a.stdout, filepath.ToSlash(file))
	a.say("edition %s: %s, of %s, %d bytes", label, entries(len(ed.Entries)), ch.Stand(), len(data))
	return nil
}
