package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/gap"
)

func (a *app) gapCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "gap REGISTER.csv",
		Short: "Compare the chronology with a register of known contacts",
		Long: `gap joins the chronology with a register of known contacts, such as a ministry's
list of travels: CSV in UTF-8 whose first line names the columns date (EDTF),
place and people, in any order. It writes nothing.

It says of each row whether it is found or missing in the chronology, and of
each other contact whether it is unknown to the register or beyond its horizon:
before its first day, after its last, or without a place where every row has one.

With --json it prints one object a line with the keys status (found, missing,
unknown or beyond), line, date, place and people of the row, and event,
event_date, event_place and files of the entry.

Rows that cannot be read are reported with file:line:col; then it exits 1.`,
		Example: `  chronik gap travels.csv
  chronik gap --json travels.csv | jq 'select(.status == "missing")'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"gap needs one register", cmd.CommandPath() + " --help shows an example"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.gap(args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line")
	return cmd
}

// A gapLine is a finding as --json has it.
type gapLine struct {
	Status     gap.Status `json:"status"`
	Line       int        `json:"line,omitempty"`
	Date       string     `json:"date,omitempty"`
	Place      string     `json:"place,omitempty"`
	People     string     `json:"people,omitempty"`
	Event      string     `json:"event,omitempty"`
	EventDate  string     `json:"event_date,omitempty"`
	EventPlace string     `json:"event_place,omitempty"`
	Files      []string   `json:"files,omitempty"`

	title string
}

func (a *app) gap(name string, asJSON bool) error {
	c, p, err := a.ordered()
	if err != nil {
		return err
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return &usageError{fmt.Sprintf("cannot read %s: %s", name, cause(err)), "give the CSV file of a register"}
	}
	rows, problems := gap.Read(filepath.ToSlash(name), src, c)
	a.report(problems)
	counts := map[gap.Status]int{}
	for _, f := range gap.Compare(chronology.New(c), rows) {
		counts[f.Status]++
		l := gapLine{Status: f.Status}
		if r := f.Row; r != nil {
			l.Line, l.Date, l.Place, l.People = r.Line, r.Date.String(), r.Place, r.People
		}
		if e := f.Event; e != nil {
			l.Event, l.EventDate, l.EventPlace, l.title = e.ID, e.Date.String(), e.Place, e.Title
			for _, article := range e.Articles {
				l.Files = append(l.Files, path.Join(p.input().ContentName, article.Path))
			}
		}
		if asJSON {
			err = jsonLines(a.stdout).Encode(l)
		} else {
			_, err = fmt.Fprintln(a.stdout, l.text(filepath.ToSlash(name)))
		}
		if err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	if !asJSON {
		fmt.Fprintf(a.stdout, "found: %d\nmissing: %d\nunknown to the register: %d\nbeyond its horizon: %d\n", counts[gap.Found], counts[gap.Missing], counts[gap.Unknown], counts[gap.Beyond])
	}
	if len(problems) > 0 {
		return errProblems
	}
	return nil
}

// text is a finding to be read.
func (l gapLine) text(register string) string {
	row, event := joined(", ", l.Date, l.Place, l.People), joined(", ", l.EventDate, l.EventPlace, l.Event)
	switch l.Status {
	case gap.Found:
		return fmt.Sprintf("%-8s %s:%d: %s -> %s", l.Status, register, l.Line, row, l.Event)
	case gap.Missing:
		return fmt.Sprintf("%-8s %s:%d: %s", l.Status, register, l.Line, row)
	}
	return fmt.Sprintf("%-8s %s: %s", l.Status, event, l.title)
}

// ordered loads content that has to be in order.
func (a *app) ordered() (*content.Content, project, error) {
	p, err := a.project()
	if err != nil {
		return nil, p, err
	}
	in := p.input()
	c, problems := content.Load(in.Content)
	if problems = diag.In(in.ContentName, problems); diag.Errors(problems) {
		a.report(problems)
		a.say("nothing read: the content has to be in order first")
		return nil, p, errProblems
	}
	return c, p, nil
}
