package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/diag"
	"chronik/internal/importer"
	"chronik/internal/parallel"
	"chronik/internal/raw"
)

func (a *app) explainCommand() *cobra.Command {
	var meta metaFlags
	var net netFlags
	var asJSON, mentions bool
	cmd := &cobra.Command{
		Use:   "explain PATH|ID...",
		Short: "Show what import would read out of raw articles, or what an entry rests on",
		Long: `explain reads raw documents as import does and writes nothing: what it finds,
the words that prove it, and which lines it drops by which rule.

With --json it prints one object a line with the keys file, title (the headline
found, else the composed one), title_composed, published, event_date, status,
kind, place, ministers, people, topics, outlet, url, body, dropped and evidence.
Offsets are in bytes of the document without its front matter.

With --mentions it lists every time expression as well, dropped lines included:
text, offset, length, edtf (empty if it has no such value), timex (the value of
a TIMEX3 tag), type (DATE, TIME, DURATION or SET) and role (event, publication,
after, deadline, background, quoted, photo or teaser).

An argument that is the id of an event of the content, and no file, is explained
from its page down to the raw lines: address, article files, sources, and each
row of evidence with the line of the stored raw text that its quote stands in.`,
		Example: `  chronik explain raw/a-1.txt
  chronik explain --json raw/ | jq .event_date
  chronik explain 2020-04-17-lawrow-pompeo-telefonat`,
		Args: atLeast(1, "the path of a raw document or of a folder with some, or the id of an event"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := meta.check(); err != nil {
				return err
			}
			r, err := a.reader()
			if err != nil {
				return err
			}
			var ids []string
			var strange []diag.Problem
			args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool {
				if r.isEvent(arg) {
					ids = append(ids, arg)
					return true
				}
				p, none := r.noEvent(arg)
				if none {
					strange = append(strange, p)
				}
				return none
			})
			if err := a.explainEvents(r, ids, asJSON); err != nil {
				return err
			}
			names, problems := documents(args)
			if err := r.gather(cmd.Context(), names, runtime.GOMAXPROCS(0)); err != nil {
				return err
			}
			explain := r.importer.Explain
			if mentions {
				explain = r.importer.ExplainMentions
			}
			read := func(d *raw.Document) importer.Explanation {
				meta.apply(d)
				return explain(d)
			}
			found, err := a.explainDocuments(r.source(cmd.Context(), a, &net), names, read, asJSON)
			if err != nil {
				return err
			}
			if problems = slices.Concat(strange, problems, found); len(problems) > 0 {
				a.report(problems)
				return errProblems
			}
			return nil
		},
	}
	meta.add(cmd)
	net.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line")
	cmd.Flags().BoolVar(&mentions, "mentions", false, "list every time expression")
	return cmd
}

// explainEvents prints what leads from raw lines to the pages of events.
func (a *app) explainEvents(r *reader, ids []string, asJSON bool) error {
	if len(ids) == 0 {
		return nil
	}
	chains, err := r.chains(ids)
	if err != nil {
		return fmt.Errorf("read stored raw text: %w", err)
	}
	for _, c := range chains {
		if asJSON {
			err = jsonLines(a.stdout).Encode(c)
		} else {
			err = c.write(a.stdout)
		}
		if err != nil {
			return fmt.Errorf("write explanation: %w", err)
		}
	}
	return nil
}

// explainDocuments prints what is read from documents, in their order, and
// returns what is wrong with others.
func (a *app) explainDocuments(s *source, names []string, read func(*raw.Document) importer.Explanation, asJSON bool) (problems []diag.Problem, err error) {
	type explained struct {
		importer.Explanation
		problems []diag.Problem
	}
	parallel.Stream(runtime.GOMAXPROCS(0), s.pieces(names), func(p raw.Piece) explained {
		d, found := p.Open()
		if d == nil {
			return explained{problems: found}
		}
		return explained{read(d), nil}
	}, func(e explained) bool {
		if err = s.ctx.Err(); err != nil {
			return false
		}
		if e.problems != nil {
			problems = append(problems, e.problems...)
			return true
		}
		if err = a.explain(e.Explanation, asJSON); err != nil {
			err = fmt.Errorf("write explanation: %w", err)
		}
		return err == nil
	})
	return problems, err
}

func (a *app) explain(e importer.Explanation, asJSON bool) error {
	if asJSON {
		return jsonLines(a.stdout).Encode(e)
	}
	return explainText(a.stdout, e)
}

// explainText prints an explanation to be read.
func explainText(w io.Writer, e importer.Explanation) error {
	var b strings.Builder
	row := func(key, value string) { keyed(&b, "  ", key, value) }
	fmt.Fprintf(&b, "%s\n", e.File)
	row("title", e.Title)
	row("date", known(e.EventDate))
	row("published", known(e.Published))
	row("status", e.Status)
	row("kind", e.Kind)
	row("place", e.Place)
	row("ministers", strings.Join(e.Ministers, ", "))
	row("people", strings.Join(e.People, ", "))
	row("topics", strings.Join(e.Topics, ", "))
	row("outlet", e.Outlet)
	row("url", e.URL)
	b.WriteString("  evidence\n")
	for _, v := range e.Evidence {
		fmt.Fprintf(&b, "    %-10s %-14s %-12s %s", v.Field, v.Rule, v.Role, v.Says)
		if v.Quote != "" {
			fmt.Fprintf(&b, "  %q at %d", v.Quote, v.Offset)
		}
		b.WriteByte('\n')
	}
	if len(e.Mentions) > 0 {
		b.WriteString("  mentions\n")
		for _, m := range e.Mentions {
			fmt.Fprintf(&b, "    %-8s %-14s %-12s %q at %d\n", m.Type, m.Timex, m.Role, m.Text, m.Offset)
		}
	}
	if len(e.Dropped) > 0 {
		b.WriteString("  dropped\n")
		for _, d := range e.Dropped {
			fmt.Fprintf(&b, "    line %-4d %-18s %s\n", d.Line, d.Rule, d.Text)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// keyed writes a key and its value, if it has one.
func keyed(b *strings.Builder, indent, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s%-10s %s\n", indent, key, value)
	}
}

// known is a value that may be unknown, "" then.
func known(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
