package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"chronik/internal/build"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report everything that is wrong with the content",
		Long: `check applies all rules to the content, the templates and the planned pages
and reports each problem with file:line:col and a hint. It writes nothing.

It exits 1 if there is any problem, also one that would not stop a build.`,
		Example: `  chronik check
  chronik check --json | jq -r .file`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			problems := build.Check(p.input())
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
			a.say("no problems in %s", p.content)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line to standard output")
	return cmd
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
