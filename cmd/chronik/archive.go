package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"chronik/internal/diag"
	"chronik/internal/fetch"
	"chronik/internal/warc"
)

func (a *app) archiveCommand() *cobra.Command {
	var net netFlags
	var from, out string
	cmd := &cobra.Command{
		Use:   "archive ADDRESS...",
		Short: "Store pages as the servers send them",
		Long: `archive fetches addresses and stores what the servers answer as a WARC archive
in .chronik/archive, named by the moment, from which import reads them. Errors
are stored as well: that a page is gone is worth knowing. robots.txt is kept to.

It prints one line per address and the name of the archive. An archive is written
whole or not at all.`,
		Example: `  chronik archive https://example.org/a-1.html
  chronik archive --from addresses.txt --out a.warc.gz`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.listed(args, from)
			if err != nil {
				return err
			}
			if err := atLeast(1, "an address to fetch")(cmd, args); err != nil {
				return err
			}
			for _, arg := range args {
				if !fetch.Is(arg) {
					return &usageError{fmt.Sprintf("%q is no address", arg), "an address begins with https:// or http://"}
				}
			}
			at := a.now().UTC()
			if out == "" {
				p, err := a.project()
				if err != nil {
					return err
				}
				out = filepath.Join(p.root, ".chronik", "archive", at.Format("20060102T150405Z")+".warc.gz")
			}
			return a.archive(cmd, args, out, fetch.New(agent(), !net.noRobots), at)
		},
	}
	net.add(cmd)
	cmd.Flags().StringVar(&from, "from", "", "read further addresses from this file, one a line (- for standard input)")
	cmd.Flags().StringVarP(&out, "out", "o", "", "file to write (default: one in .chronik/archive)")
	return cmd
}

func (a *app) archive(cmd *cobra.Command, addresses []string, out string, net *fetch.Fetcher, at time.Time) error {
	if _, err := os.Stat(out); err == nil {
		return &usageError{out + " is there already", "name another file with --out"}
	}
	var data bytes.Buffer
	w := warc.NewWriter(&data)
	if err := w.Info(agent(), at); err != nil {
		return err
	}
	stored, failed := 0, 0
	var problems []diag.Problem
	for _, address := range addresses {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		p, err := net.Get(cmd.Context(), address, fetch.Known{})
		if err != nil {
			problems = append(problems, unfetched(address, err))
			failed++
			continue
		}
		if err := w.Response(p.URL, a.now(), &warc.Response{Status: p.Status, Header: p.Header, Body: p.Body}); err != nil {
			return err
		}
		stored++
		if !a.quiet {
			fmt.Fprintf(a.stdout, "%d %-12s %s\n", p.Status, http.StatusText(p.Status), p.URL)
		}
	}
	a.report(problems)
	if stored > 0 {
		if err := writeInto(out, data.Bytes()); err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
		a.say("%d stored in %s", stored, filepath.ToSlash(out))
	}
	if failed > 0 {
		return errProblems
	}
	return nil
}
