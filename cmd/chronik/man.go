package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (a *app) manCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "man [COMMAND]",
		Short: "Print the manual page of chronik or of one command",
		Long: `man prints a manual page made from the help of the commands; with --dir it
writes the pages of all commands into a folder instead.`,
		Example: `  chronik man import | man -l -
  chronik man --dir /usr/local/share/man/man1`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			root.DisableAutoGenTag = true
			header := &doc.GenManHeader{Title: "CHRONIK", Section: "1", Source: "chronik", Manual: "chronik", Date: a.manDate()}
			if dir != "" {
				if err := os.MkdirAll(dir, 0o777); err != nil {
					return fmt.Errorf("write manual pages: %w", err)
				}
				header.Title = "" // each page has its own
				if err := doc.GenManTree(root, header, dir); err != nil {
					return fmt.Errorf("write manual pages: %w", err)
				}
				return nil
			}
			page, _, err := root.Find(args)
			if err != nil || len(args) > 0 && page == root {
				return &usageError{fmt.Sprintf("there is no command %q", args[0]), "chronik --help lists the commands"}
			}
			if page != root {
				header.Title = "" // its own
			}
			if err := doc.GenMan(page, header, a.stdout); err != nil {
				return fmt.Errorf("write manual page: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "", "folder for the pages of all commands")
	return cmd
}

// manDate is the day of the revision the program was built from, so that the
// same program prints the same page; without one it is today.
func (a *app) manDate() *time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if t, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return &t
			}
		}
	}
	t, err := time.Parse(time.DateOnly, a.today().String())
	if err != nil {
		return nil
	}
	return &t
}
