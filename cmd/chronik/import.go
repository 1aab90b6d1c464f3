package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/importer"
	"chronik/internal/lang"
	"chronik/internal/parallel"
	"chronik/internal/raw"
)

// metaFlags are what a raw document may say in its front matter; a flag wins.
type metaFlags struct{ url, outlet, published, fetched string }

func (m *metaFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&m.url, "url", "", "address the documents come from")
	flags.StringVar(&m.outlet, "outlet", "", "outlet that published them (slug or name)")
	flags.StringVar(&m.published, "published", "", "day of publication (YYYY-MM-DD or another EDTF value)")
	flags.StringVar(&m.fetched, "fetched", "", "day they were fetched (YYYY-MM-DD)")
}

func (m *metaFlags) check() error {
	for _, f := range []struct{ name, value string }{{"published", m.published}, {"fetched", m.fetched}} {
		if f.value == "" {
			continue
		}
		if _, err := edtf.Parse(f.value); err != nil {
			return &usageError{fmt.Sprintf("--%s %v", f.name, err), diag.HintOf(err)}
		}
	}
	return nil
}

// apply lets the flags win over what the document says.
func (m *metaFlags) apply(d *raw.Document) {
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	set(&d.Meta.URL, m.url)
	set(&d.Meta.Outlet, m.outlet)
	set(&d.Meta.Published, m.published)
	set(&d.Meta.Fetched, m.fetched)
}

func (a *app) importCommand() *cobra.Command {
	var meta metaFlags
	var net netFlags
	var from string
	var dryRun, showDropped, noMerge bool
	body := bodyInContent
	var jobs int
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Read raw articles into content files",
		Long: `import reads raw documents, keeps each under its SHA-256 in .chronik/raw and
writes what it reads out of it to content/articles/. Documents are plain text
(.txt), saved pages (.html), the pages of web archives (.warc, .warc.gz, .wacz)
and the items of feeds that hold their whole text (RSS, Atom, JSON Feed), given
as files, as folders with such files, as - for standard input, or as addresses.
Of paths with * ? [ ] { } it takes all that match, ** being folders of any depth,
also where the shell does not.
A text may begin with front matter that has the keys url, outlet, published and fetched;
the flags of that name win.

Lines that several documents of the pile, or of those imported before, say to
their readers are dropped by the rule repeated-in-pile; copies of one text are
not held against each other.

New articles that tell of the same event as others get its event.id: those with
the same ministers, kind and possible day whose texts are alike or quote the same
words. Copies of one release share a lineage as well. The reason is printed; take
event.id out of a file, or run with --no-merge, to undo it. A dry run does not
decide this.

On a terminal it shows how far it is, how fast it goes and how long it will
take.

An import that was broken off (Ctrl-C ends it after the current document) goes
on where it stopped when it is run again.

With --body raw the text of the outlet and its headline go to
.chronik/bodies/SLUG.md, and the file in content/ has none of them: nothing of a
text that may not be spread gets into the git repository that content/ is in. Only
a private build shows them. A file written so stays so in later imports.

It prints one line per document: created, updated, unchanged, kept (reviewed),
kept (edited) or rejected. A file that a human has reviewed or touched is never
rewritten.`,
		Example: `  chronik import raw/
  chronik import --url https://example.org/a-1.html --published 2025-07-10 a-1.txt
  chronik import https://example.org/a-1.html
  chronik import --body raw raw/
  chronik import 'saved/**/*.html'
  chronik import --dry-run --show-dropped raw/a-1.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := meta.check(); err != nil {
				return err
			}
			if body != bodyInContent && body != bodyApart {
				return &usageError{fmt.Sprintf("--body %q is unknown", body), "choose " + bodyInContent + " or " + bodyApart}
			}
			args, err := a.listed(args, from)
			if err != nil {
				return err
			}
			if err := atLeast(1, "the path of a raw document or of a folder with some, or an address")(cmd, args); err != nil {
				return err
			}
			r, err := a.reader()
			if err != nil {
				return err
			}
			r.importer.Apart = body == bodyApart
			src := r.source(cmd.Context(), a, &net)
			run := importRun{source: src, app: a, reader: r, meta: meta, dryRun: dryRun, showDropped: showDropped, noMerge: noMerge, jobs: jobs}
			err = run.all(cmd.Context(), args)
			if dryRun {
				return err
			}
			return cmp.Or(err, src.known.save())
		},
	}
	meta.add(cmd)
	net.add(cmd)
	cmd.Flags().StringVar(&from, "from", "", "read further paths and addresses from this file, one a line (- for standard input)")
	cmd.Flags().StringVar(&body, "body", body, "where the outlet's text goes: content, into the article's file, or raw, into .chronik/bodies")
	cmd.Flags().BoolVarP(&dryRun, "dry-run", "n", false, "say what would be done, write nothing")
	cmd.Flags().BoolVar(&noMerge, "no-merge", false, "let each new article be an event of its own")
	cmd.Flags().IntVarP(&jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many documents are read at once; the order of what is written does not depend on it")
	cmd.Flags().BoolVar(&showDropped, "show-dropped", false, "print the lines that are not taken over, with the rule that drops them")
	return cmd
}

// Where the outlet's text goes.
const (
	bodyInContent = "content"
	bodyApart     = "raw"
)

// bodiesFolder is where the texts lie that are kept out of content/, beside it, by
// the name of their article's file.
var bodiesFolder = filepath.Join(".chronik", "bodies")

// A reader is a project whose content is loaded, ready to read raw documents.
type reader struct {
	project
	loaded   *content.Content
	importer *importer.Importer
	gathered func() // called for each text that was gathered, if somebody waits for it
}

// reader loads the content. Content that cannot be read is not guessed at: an
// import that overlooked a broken file could write a second one beside it.
func (a *app) reader() (*reader, error) {
	p, err := a.project()
	if err != nil {
		return nil, err
	}
	in := p.input()
	c, problems := content.Load(in.Content)
	l, langProblems := lang.Load(in.Templates, c.Site.Language)
	problems = append(diag.In(in.ContentName, problems), diag.In(in.TemplatesName, langProblems)...)
	if diag.Errors(problems) {
		a.report(problems)
		a.say("nothing read: the content has to be in order first")
		return nil, errProblems
	}
	// Articles are compared by their texts, wherever those are kept.
	c = c.WithBodies(p.layer(bodiesFolder))
	return &reader{project: p, loaded: c, importer: importer.New(c, l, a.today()), gathered: func() {}}, nil
}

// gather shows the importer the whole pile: the texts under names and those
// that were imported before.
func (r *reader) gather(ctx context.Context, names []string, jobs int) error {
	if err := r.gatherFiles(ctx, names, jobs); err != nil {
		return err
	}
	err := r.store().Each(func(text []byte) error {
		if !raw.IsPage(text) {
			if d, _ := raw.Open("", text); d != nil {
				r.importer.Gather(clean.SheetOf(d))
			}
		}
		return ctx.Err()
	})
	r.importer.Ready()
	return err
}

// gatherFiles gathers files of plain text. What pages have in common the tree
// tells, and archives would have to be read twice for it.
func (r *reader) gatherFiles(ctx context.Context, names []string, jobs int) error {
	parallel.Stream(jobs, slices.Values(texts(names)), func(name string) *clean.Sheet {
		src, err := os.ReadFile(name)
		if err != nil || raw.IsPage(src) {
			return nil
		}
		d, _ := raw.Open(name, src)
		if d == nil {
			return nil
		}
		s := clean.SheetOf(d)
		return &s
	}, func(s *clean.Sheet) bool {
		if s != nil {
			r.importer.Gather(*s)
		}
		r.gathered()
		return ctx.Err() == nil
	})
	return ctx.Err()
}

// texts are those of the names that are of plain text.
func texts(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return filepath.Ext(name) != ".txt" && filepath.Ext(name) != "" })
}

// store is where raw documents are kept.
func (p project) store() raw.Store { return raw.NewStore(filepath.Join(p.root, ".chronik", "raw")) }

type importRun struct {
	*app
	*reader
	meta                metaFlags
	dryRun, showDropped bool
	noMerge             bool
	source              *source
	journal             *journal
	jobs                int
	rejected, joined    int
	before              int // done in the run that was broken off
	counts              map[importer.Action]int
}

func (r *importRun) all(ctx context.Context, args []string) error {
	names := r.documents(args)
	if r.meta.url != "" && (len(names) > 1 || len(names) == 1 && raw.Archive(names[0])) {
		return &usageError{"--url is the address of one document, but there are more",
			"import them one by one, or write url: into the front matter of each"}
	}
	comparing := r.newBar("looking for what repeats", len(texts(names)))
	r.gathered = comparing.step
	err := r.gather(ctx, names, r.jobs)
	comparing.clear()
	if err != nil {
		return err
	}
	r.counts = map[importer.Action]int{}
	j, err := r.openJournal(args)
	if err != nil {
		return err
	}
	r.journal = j
	documents := len(names)
	if slices.ContainsFunc(names, raw.Archive) {
		documents = -1 // nobody knows how many there are in it
	}
	importing, said := r.newBar("importing", documents), r.app
	r.app = importing.above(said)
	var failed error
	parallel.Stream(r.jobs, r.source.pieces(names), func(p raw.Piece) opened {
		o := opened{name: p.Name}
		o.doc, o.problems = p.Open()
		if o.doc != nil && !j.done[o.doc.Hash] {
			r.meta.apply(o.doc)
			o.read = r.importer.Read(o.doc)
		}
		return o
	}, func(o opened) bool {
		if failed = ctx.Err(); failed == nil {
			failed = r.one(o)
			importing.step()
		}
		return failed == nil
	})
	importing.clear()
	r.app = said
	if failed != nil {
		j.pause()
		return failed
	}
	if !r.noMerge && !r.dryRun {
		if err := r.join(); err != nil {
			return err
		}
	}
	j.remove()
	r.summary(r.counts)
	if r.rejected > 0 {
		return errProblems
	}
	return nil
}

// join writes which of the new articles tell of one event.
func (r *importRun) join() error {
	for j := range r.importer.Join(r.readFile) {
		if err := writeWhole(filepath.Join(r.content, filepath.FromSlash(j.File)), j.Data); err != nil {
			return fmt.Errorf("write article: %w", err)
		}
		r.joined++
		if r.quiet {
			continue
		}
		what := "event.id: " + j.Event
		if j.Lineage != "" {
			what += ", a copy (lineage: " + j.Lineage + ")"
		}
		fmt.Fprintf(r.stdout, "%-15s %s: %s; like %s: %s\n", "joined", filepath.ToSlash(filepath.Join(r.content, filepath.FromSlash(j.File))), what, j.With, j.Reason)
	}
	return nil
}

// opened is a document that was opened and read.
type opened struct {
	name     string
	doc      *raw.Document
	read     importer.Read
	problems []diag.Problem
}

// one imports one document.
func (r *importRun) one(o opened) error {
	if o.doc == nil {
		if diag.Errors(o.problems) {
			r.reject(o.problems)
		} else {
			r.report(o.problems)
		}
		return nil
	}
	if r.journal.done[o.doc.Hash] {
		r.before++
		return nil
	}
	res := r.importer.Import(o.read, r.readFile)
	if res.Action == importer.Rejected {
		r.reject([]diag.Problem{{File: o.name, Msg: res.Reason}})
		return nil
	}
	if err := r.write(o.doc, res); err != nil {
		return err
	}
	r.journal.note(o.doc.Hash, res)
	r.counts[res.Action]++
	r.line(res, o.name)
	if r.showDropped {
		r.dropped(o.name, res.Dropped)
	}
	return nil
}

// documents lists the files under the paths, each folder's in order. What cannot
// be read is reported and counted as rejected.
func (r *importRun) documents(args []string) []string {
	names, problems := documents(args)
	for _, p := range problems {
		r.reject([]diag.Problem{p})
	}
	return names
}

func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

func (r *importRun) readFile(file string) ([]byte, error) {
	return os.ReadFile(filepath.Join(r.content, filepath.FromSlash(file)))
}

// write keeps the raw document and writes the content file. The file appears
// whole or not at all.
func (r *importRun) write(d *raw.Document, res importer.Result) error {
	if r.dryRun {
		return nil
	}
	if err := r.store().Put(d.Hash, d.Source); err != nil {
		return fmt.Errorf("keep raw document: %w", err)
	}
	r.source.known.keep(d.Name, d.Hash)
	if err := r.writeBody(res); err != nil {
		return fmt.Errorf("keep body: %w", err)
	}
	if res.Data == nil {
		return nil
	}
	target := filepath.Join(r.content, filepath.FromSlash(res.File))
	if err := writeInto(target, res.Data); err != nil {
		return fmt.Errorf("write article: %w", err)
	}
	return nil
}

// writeBody keeps a body apart. Of an article that a human has touched it only
// replaces one that is lost.
func (r *importRun) writeBody(res importer.Result) error {
	if res.Body == "" {
		return nil
	}
	target, data := filepath.Join(r.root, bodiesFolder, path.Base(res.File)), []byte(res.Body+"\n")
	old, err := os.ReadFile(target)
	if kept := res.Action == importer.KeptReviewed || res.Action == importer.KeptEdited; err == nil && (kept || bytes.Equal(old, data)) {
		return nil
	}
	return writeInto(target, data)
}

// writeWhole writes a file beside its place and moves it there. Loading passes
// over names that begin with a dot, so a leftover does no harm.
func writeWhole(target string, data []byte) error {
	return writeBy(target, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeBy is writeWhole for what write gives.
func writeBy(target string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(target), ".import-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if err := write(tmp); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), target)
}

// writeInto is writeWhole with the folder that target is in.
func writeInto(target string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	return writeWhole(target, data)
}

func (r *importRun) line(res importer.Result, name string) {
	if r.quiet {
		return
	}
	file := filepath.ToSlash(filepath.Join(r.content, filepath.FromSlash(res.File)))
	fmt.Fprintf(r.stdout, "%-15s %s -> %s\n", res.Action, filepath.ToSlash(name), file)
}

func (r *importRun) reject(problems []diag.Problem) {
	r.rejected++
	for i, p := range problems {
		if i == 0 {
			fmt.Fprintf(r.stdout, "%-15s %s\n", importer.Rejected, p)
		} else {
			fmt.Fprintf(r.stdout, "%-15s %s\n", "", p)
		}
		if p.Hint != "" {
			fmt.Fprintf(r.stderr, "  hint: %s\n", p.Hint)
		}
	}
}

func (r *importRun) dropped(name string, lines []importer.Dropped) {
	for _, drop := range lines {
		fmt.Fprintf(r.stdout, "  %s:%d: %s: %s\n", filepath.ToSlash(name), drop.Line, drop.Rule, drop.Text)
	}
}

func (r *importRun) summary(counts map[importer.Action]int) {
	var parts []string
	for _, action := range []importer.Action{importer.Created, importer.Updated, importer.Unchanged, importer.KeptReviewed, importer.KeptEdited} {
		if n := counts[action]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, action))
		}
	}
	if r.before > 0 {
		parts = append(parts, fmt.Sprintf("%d done before the break", r.before))
	}
	if r.joined > 0 {
		parts = append(parts, fmt.Sprintf("%d joined to an event", r.joined))
	}
	if r.rejected > 0 {
		parts = append(parts, fmt.Sprintf("%d rejected", r.rejected))
	}
	if len(parts) == 0 {
		parts = []string{"no documents found"}
	}
	words := strings.Join(parts, ", ")
	if r.dryRun {
		words += " (dry run, nothing written)"
	}
	r.say("%s", words)
}
