package main

import (
	"context"
	"fmt"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"chronik/internal/audit"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/raw"
)

func (a *app) verifyCommand() *cobra.Command {
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove the evidence of every article on its stored raw text",
		Long: `verify reads again what import has kept in .chronik/raw and compares it with the
evidence of every article: each quote stands in the raw text, at its offset, and
its rule, applied again, says the same. It writes nothing.

It exits 1 if anything differs. Entries without stored raw text (or without
evidence) are counted as not verifiable, and listed with --verbose; with --strict
they are an error. Rows that a human wrote into a reviewed article, whose quote
stands but which no rule finds, are counted as by hand.

With --json it prints one object an article with the keys file, event, rows,
verified, by_hand, missing and problems.`,
		Example: `  chronik verify
  chronik verify --json | jq -r 'select(.missing > 0) | .file'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.verify(cmd.Context(), asJSON, strict) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line to standard output")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail if an entry cannot be verified")
	return cmd
}

func (a *app) verify(ctx context.Context, asJSON, strict bool) error {
	r, err := a.reader()
	if err != nil {
		return err
	}
	// Without names the pile is what was imported.
	if err := r.gather(ctx, nil, 1); err != nil {
		return err
	}
	entries, err := audit.Evidence(r.loaded, r.store().Get, r.reread)
	if err != nil {
		return fmt.Errorf("read stored raw text: %w", err)
	}
	name := r.input().ContentName
	var differ []diag.Problem
	verified, rows, byHand := 0, 0, 0
	var blind []string
	for _, e := range entries {
		e.Problems = diag.In(name, e.Problems)
		e.File = path.Join(name, e.File)
		differ = append(differ, e.Problems...)
		rows, byHand = rows+e.Verified, byHand+e.ByHand
		if e.Verifiable() {
			verified++
		} else {
			blind = append(blind, e.File)
		}
		if asJSON {
			if err := jsonLines(a.stdout).Encode(e); err != nil {
				return fmt.Errorf("write ledger: %w", err)
			}
		}
	}
	if !asJSON {
		a.report(differ)
		fmt.Fprintf(a.stdout, "compared: %d\nrows that hold: %d\nrows by hand: %d\nproblems: %d\nnot verifiable: %d\n", verified, rows, byHand, len(differ), len(blind))
		for _, file := range blind {
			if a.verbose {
				fmt.Fprintf(a.stdout, "  %s\n", file)
			}
		}
	}
	if len(differ) > 0 || strict && len(blind) > 0 {
		return errProblems
	}
	return nil
}

// reread reads a stored document as import does.
func (r *reader) reread(a *content.Article, d *raw.Document, alone bool) []content.Evidence {
	im := r.importer
	if alone && a.Reviewed {
		without := *r.loaded
		without.Articles = slices.DeleteFunc(slices.Clone(r.loaded.Articles), func(other content.Article) bool { return other.EventID() == a.EventID() })
		im = im.Over(&without)
	}
	return im.Article(d).Event.Evidence
}
