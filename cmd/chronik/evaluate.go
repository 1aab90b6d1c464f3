package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/diag"
	"chronik/internal/evaluate"
	"chronik/internal/importer"
	"chronik/internal/raw"
)

// labelFile is the file of a folder of labelled pages that has the labels.
const labelFile = "gold.jsonl"

func (a *app) evaluateCommand() *cobra.Command {
	var asJSON, misses bool
	cmd := &cobra.Command{
		Use:   "evaluate DIR",
		Short: "Score what import reads out of labelled pages",
		Long: `evaluate reads the pages of a folder as import does, compares what it finds
with what you say they tell, and prints each figure with the number n of cases
it rests on. It writes nothing, and exits 0 however many misses there are.

DIR/gold.jsonl has one JSON object a line, a label, with these keys:

  file         the page, such as "pages/a-1.txt"; the only key that is needed
  url          its address, for a .txt page that does not say it itself
  title        the outlet's headline
  published    the day of publication the page shows, as an EDTF value; one
               found where this is left out counts as invented
  event_date   when the event was, as an EDTF value
  event_date_exact_derivable_from_text
               true: text and day of publication leave no other date
  ministers, topics
               lists of slugs; one left out is empty
  topics_may   slugs that may be found and need not be
  kind, place  slug of a kind; name of a place, null for none
  keep         phrases that must remain, in the title or the text
  drop         phrases that must not remain in the text
  also         other values of kind, place, ministers and event_date that can be
               defended: {"kind": ["interview"], "place": [null]}

A text, date or kind that is null or left out is not scored, nor is the place if
it is left out; null says that there is none. The keys outlet, mentioned_people,
published_evidence and note are for you. Other keys and unknown terms are warned
of; what cannot be understood is an error and nothing is scored.

The figures: keep and drop, the share of phrases; title, published, kind, place,
the share of pages read right; published invented, the share of pages without a
day of publication for which one is read; date contains, the share of dates
whose bounds meet the labelled one's, and how many are closed and no wider than
45 days; claimed days right, the share among those read as one day for certain;
date exact, the share among those that are derivable; the median width, over
pages with a day of publication; precision, recall and F1 of ministers and
topics over all pages together. Markdown signs and spaces are not compared.

With --json it prints one object a line: {"figure", "value", "n"}, the value
null where nothing is known; with --misses then {"file", "field", "got", "want"}.`,
		Example: `  chronik evaluate labelled/
  chronik evaluate labelled/ --misses | grep ': event_date:'
  chronik evaluate labelled/ --json | jq -r 'select(.figure=="topics F1").value'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{fmt.Sprintf("evaluate takes one folder, got %d", len(args)), cmd.CommandPath() + " --help describes it"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.reader()
			if err != nil {
				return err
			}
			run := evaluation{app: a, reader: r, dir: args[0]}
			report, err := run.score(cmd.Context())
			if err != nil {
				return err
			}
			if !misses {
				report.Misses = nil
			}
			write := evaluationText
			if asJSON {
				write = evaluationJSON
			}
			if err := write(a.stdout, report); err != nil {
				return fmt.Errorf("write figures: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line")
	cmd.Flags().BoolVar(&misses, "misses", false, "print every miss as well")
	return cmd
}

type evaluation struct {
	*app
	*reader
	dir string
}

// score reads the labels and their pages. A page that is not there is a mistake
// in the labels; one that cannot be read as a document is the importer's, and
// scored so.
func (v *evaluation) score(ctx context.Context) (evaluate.Report, error) {
	labels, problems, err := v.labels()
	if err != nil {
		return evaluate.Report{}, err
	}
	var names []string
	for _, l := range labels {
		names = append(names, v.page(l))
	}
	if err := v.gatherFiles(ctx, names, runtime.GOMAXPROCS(0)); err != nil {
		return evaluate.Report{}, err
	}
	readings := make([]*importer.Explanation, len(labels))
	for i, l := range labels {
		if err := ctx.Err(); err != nil {
			return evaluate.Report{}, err
		}
		name := v.page(l)
		if _, err := os.Stat(name); err != nil {
			problems = append(problems, diag.Problem{File: v.file(), Line: l.Line, Col: 1, Rule: "label", Msg: fmt.Sprintf("cannot read %s: %s", l.File, cause(err))})
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return evaluate.Report{}, err
		}
		d, found := raw.Open(filepath.ToSlash(name), src)
		if diag.Errors(found) {
			for _, p := range found {
				p.Severity = diag.Warning
				problems = append(problems, p)
			}
			continue
		}
		// A saved page carries its address, a text only what is said of it.
		if d.Meta.URL == "" && filepath.Ext(name) == ".txt" {
			d.Meta.URL = l.URL
		}
		e := v.importer.Explain(d)
		readings[i] = &e
	}
	diag.Sort(problems)
	if v.report(problems); diag.Errors(problems) {
		v.say("nothing scored: the labels have to be in order first")
		return evaluate.Report{}, errProblems
	}
	return evaluate.Score(labels, readings), nil
}

// page is the file of a labelled page.
func (v *evaluation) page(l evaluate.Label) string {
	return filepath.Join(v.dir, filepath.FromSlash(l.File))
}

func (v *evaluation) file() string { return filepath.ToSlash(filepath.Join(v.dir, labelFile)) }

func (v *evaluation) labels() ([]evaluate.Label, []diag.Problem, error) {
	src, err := os.ReadFile(filepath.Join(v.dir, labelFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, &usageError{fmt.Sprintf("%s has no %s", v.dir, labelFile), "give the folder of the labels; chronik evaluate --help describes it"}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read labels: %w", err)
	}
	labels, problems := evaluate.Parse(v.file(), src, v.loaded)
	return labels, problems, nil
}

// evaluationText prints figures to be read. Rates have four decimals, so that
// one miss in thousands shows.
func evaluationText(w io.Writer, r evaluate.Report) error {
	var b strings.Builder
	row := func(figure, value, n string) { fmt.Fprintf(&b, "%-28s %8s %6s\n", figure, value, n) }
	row("figure", "value", "n")
	for _, f := range r.Figures {
		value := "-"
		switch {
		case f.Known && f.Rate:
			value = fmt.Sprintf("%.4f", f.Value)
		case f.Known:
			value = fmt.Sprintf("%.0f", f.Value)
		}
		row(f.Name, value, strconv.Itoa(f.N))
	}
	for i, m := range r.Misses {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.WriteString(m.String() + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func evaluationJSON(w io.Writer, r evaluate.Report) error {
	enc := jsonLines(w)
	type figure struct {
		Figure string   `json:"figure"`
		Value  *float64 `json:"value"` // null if it is not known
		N      int      `json:"n"`
	}
	for _, f := range r.Figures {
		line := figure{Figure: f.Name, N: f.N}
		if f.Known {
			rounded := math.Round(f.Value*1e4) / 1e4
			line.Value = &rounded
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	for _, m := range r.Misses {
		if err := enc.Encode(m); err != nil {
			return err
		}
	}
	return nil
}
