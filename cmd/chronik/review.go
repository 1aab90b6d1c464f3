package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/check"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/matter"
)

func (a *app) reviewCommand() *cobra.Command {
	var next, accept bool
	cmd := &cobra.Command{
		Use:   "review [--next | --accept FILE...]",
		Short: "List what nobody has reviewed, the most doubtful first",
		Long: `review lists the articles with reviewed: false, the most doubtful first: a date
that is missing, wide or contradicted by its own clues, a kind or place that no
word proves, no topic, a title that the machine composed, a source that broke
off or has no address. It prints one line each:

  doubt  file  title  date  reasons

--next shows the first of them only, with what is doubtful in words, what to do
about it, and the evidence.

--accept says that you have read the files: it sets reviewed: true in each and
changes no other byte. Files with errors are refused; then none is changed.
Import never rewrites a reviewed file, and pages no longer mark it. With
unreviewed: hide in index.md only reviewed articles are published.`,
		Example: `  chronik review
  chronik review --next
  chronik review --accept content/articles/2020/2020-04-17-lawrow-pompeo-telefonat.md`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch hint := cmd.CommandPath() + " --help shows an example"; {
			case accept && next:
				return &usageError{"--next and --accept exclude each other", hint}
			case accept && len(args) == 0:
				return &usageError{"--accept needs the file of an article", hint}
			case !accept && len(args) > 0:
				return &usageError{fmt.Sprintf("review takes files only with --accept, got %q", args[0]), hint}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			if accept {
				return a.accept(p, args)
			}
			return a.review(p, next)
		},
	}
	cmd.Flags().BoolVar(&next, "next", false, "show the most doubtful one, with its evidence and what to do")
	cmd.Flags().BoolVar(&accept, "accept", false, "mark the files as reviewed")
	return cmd
}

// A candidate is an article that waits for review.
type candidate struct {
	file    string // as the user knows it
	article *content.Article
	doubts  []check.Doubt
	sum     int
}

func (a *app) review(p project, next bool) error {
	in := p.input()
	c, problems := content.Load(in.Content)
	problems = diag.In(in.ContentName, problems)
	if a.report(problems); diag.Errors(problems) {
		a.say("nothing listed: the content has to be in order first")
		return errProblems
	}
	var waiting []candidate
	for i := range c.Articles {
		if article := &c.Articles[i]; !article.Reviewed {
			doubts, sum := check.Doubts(article)
			waiting = append(waiting, candidate{path.Join(in.ContentName, article.Path), article, doubts, sum})
		}
	}
	slices.SortStableFunc(waiting, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), cmp.Compare(a.file, b.file))
	})
	if len(waiting) == 0 {
		a.say("nothing to review: all %s are reviewed", count(len(c.Articles), "article"))
		return nil
	}
	write := reviewList
	if next {
		write = reviewNext
	}
	if err := write(a.stdout, waiting); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	a.say("%s to review", count(len(waiting), "article"))
	return nil
}

func reviewList(w io.Writer, waiting []candidate) error {
	var b strings.Builder
	for _, c := range waiting {
		var rules []string
		for _, d := range c.doubts {
			rules = append(rules, d.Rule)
		}
		fmt.Fprintf(&b, "%5d  %s  %s  %s  %s\n", c.sum, c.file, c.article.Title,
			cmp.Or(c.article.Event.Date.String(), "undated"), cmp.Or(strings.Join(rules, ", "), "no doubt"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// reviewNext prints all there is to know to decide on one article.
func reviewNext(w io.Writer, waiting []candidate) error {
	c := waiting[0]
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.file)
	row := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", key, value)
		}
	}
	row("title", c.article.Title)
	row("headline", c.article.Headline)
	row("date", cmp.Or(c.article.Event.Date.String(), "undated"))
	row("status", c.article.Event.Status)
	row("kind", c.article.Event.Kind)
	row("place", c.article.Event.Place)
	row("ministers", strings.Join(c.article.Ministers, ", "))
	row("people", strings.Join(c.article.People, ", "))
	row("topics", strings.Join(c.article.Topics, ", "))
	for _, s := range c.article.Sources {
		row("source", strings.TrimSpace(s.Outlet+" "+s.URL))
		row("raw", s.Raw)
	}
	fmt.Fprintf(&b, "  doubt      %d\n", c.sum)
	for _, d := range c.doubts {
		fmt.Fprintf(&b, "    %s: %s\n      %s\n", d.Rule, d.Because, d.Do)
	}
	b.WriteString("  evidence\n")
	for _, e := range c.article.Event.Evidence {
		fmt.Fprintf(&b, "    %-10s %-14s %-12s %s", e.Field, e.Rule, e.Role, e.Says)
		if e.Quote != "" {
			fmt.Fprintf(&b, "  %q", e.Quote)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "  when it is right: chronik review --accept %s\n", c.file)
	_, err := io.WriteString(w, b.String())
	return err
}

// accept marks files as reviewed: all of them, or none if one is refused.
func (a *app) accept(p project, names []string) error {
	type edit struct {
		name, target string
		data         []byte // nil: nothing to change
	}
	var edits []edit
	var problems []diag.Problem
	for _, name := range names {
		shown := filepath.ToSlash(name)
		target, err := p.articleFile(name)
		if err != nil {
			problems = append(problems, diag.Problem{File: shown, Msg: err.Error(), Hint: "chronik review lists the files of articles"})
			continue
		}
		src, err := os.ReadFile(target)
		if err != nil {
			problems = append(problems, diag.Problem{File: shown, Msg: "cannot read: " + cause(err)})
			continue
		}
		data, found := accepted(shown, src)
		problems = append(problems, found...)
		edits = append(edits, edit{shown, target, data})
	}
	if a.report(problems); diag.Errors(problems) {
		a.say("nothing changed")
		return errProblems
	}
	for _, e := range edits {
		word := "reviewed already"
		if e.data != nil {
			word = "accepted"
			if err := writeWhole(e.target, e.data); err != nil {
				return fmt.Errorf("write article: %w", err)
			}
		}
		if !a.quiet {
			fmt.Fprintf(a.stdout, "%-17s %s\n", word, e.name)
		}
	}
	return nil
}

// articleFile returns where the file of an article really is: a link is
// followed, so that it stays one.
func (p project) articleFile(name string) (string, error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return "", fmt.Errorf("cannot read: %s", cause(err))
	}
	folder, err := trueFolder(filepath.Join(p.content, "articles"))
	if err != nil {
		return "", fmt.Errorf("%s has no articles", p.content)
	}
	parent, err := trueFolder(filepath.Dir(name))
	if err != nil {
		return "", fmt.Errorf("cannot read: %s", cause(err))
	}
	if rel, err := filepath.Rel(folder, parent); err != nil || !filepath.IsLocal(rel) || filepath.Ext(name) != ".md" {
		return "", fmt.Errorf("not an article of %s", p.content)
	}
	return target, nil
}

// trueFolder is the one absolute path of a folder without links.
func trueFolder(dir string) (string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	return filepath.Abs(dir)
}

var truthValue = regexp.MustCompile(`^[A-Za-z]+`)

// accepted returns the article file with reviewed: true, nil if it says so
// already. Nothing else is changed, not even a line end. A file without the
// line counts as reviewed; it gets one, and a warning says where.
func accepted(file string, src []byte) ([]byte, []diag.Problem) {
	was, problems := content.Parse(file, src)
	if diag.Errors(problems) {
		return nil, problems
	}
	problems = nil // warnings are a matter for check
	front, _ := matter.Split(file, src)
	lines := bytes.SplitAfter(src, []byte("\n"))
	var data []byte
	if slices.Contains(front.Keys(), "reviewed") {
		if was.Reviewed {
			return nil, nil
		}
		line, col := front.Pos("reviewed")
		data = replaced(lines, line, col)
	} else {
		line := insertAt(lines)
		end := bytes.TrimLeft(lines[0], "- \t")
		added := append([]byte("reviewed: true"), end...)
		data = slices.Concat(bytes.Join(lines[:line-1], nil), added, bytes.Join(lines[line-1:], nil))
		problems = []diag.Problem{{File: file, Line: line, Rule: "reviewed", Severity: diag.Warning, Msg: "file had no line reviewed; it has one now"}}
	}
	// Whoever writes front matter in a way this does not foresee keeps it.
	want := was
	want.Reviewed = true
	now, found := content.Parse(file, data)
	edited, _ := matter.Split(file, data)
	if diag.Errors(found) || !slices.Contains(edited.Keys(), "reviewed") || !bytes.Equal(content.Format(now), content.Format(want)) {
		line, col := front.Pos("reviewed")
		return nil, []diag.Problem{{File: file, Line: line, Col: col, Rule: "reviewed", Msg: "cannot set reviewed: true here", Hint: "write it yourself, on a line of its own"}}
	}
	return data, problems
}

// replaced returns the lines with the truth value at a place set to true.
func replaced(lines [][]byte, line, col int) []byte {
	text := string(lines[line-1])
	at := len(text)
	for i := range text {
		if col--; col == 0 {
			at = i
			break
		}
	}
	rest := text[at:]
	text = text[:at] + "true" + rest[len(truthValue.FindString(rest)):]
	return slices.Concat(bytes.Join(lines[:line-1], nil), []byte(text), bytes.Join(lines[line:], nil))
}

// insertAt returns the line before which the missing one belongs: that of
// added, else the one that closes the front matter.
func insertAt(lines [][]byte) int {
	for i, text := range lines {
		if bytes.HasPrefix(text, []byte("added:")) || i > 0 && string(bytes.TrimSpace(text)) == "---" {
			return i + 1
		}
	}
	panic("front matter that was parsed has no end")
}
