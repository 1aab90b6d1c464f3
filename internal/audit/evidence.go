package audit

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/raw"
)

// An Entry is what became of the evidence of one article.
type Entry struct {
	File     string         `json:"file"`
	Event    string         `json:"event"`
	Rows     int            `json:"rows"`     // of evidence
	Verified int            `json:"verified"` // rows that were found again, with the same value
	ByHand   int            `json:"by_hand"`  // rows of a reviewed article that no rule finds, but whose quote stands
	Missing  int            `json:"missing"`  // rows whose raw text is not stored
	Problems []diag.Problem `json:"problems"` // what differs; never nil
}

// Verifiable reports whether the raw text of every row was at hand, and there
// was a row at all.
func (e Entry) Verifiable() bool { return e.Rows > 0 && e.Missing == 0 }

// A Rereading returns the evidence that import reads out of a document. With
// alone set, what the chronology already has of the article's event is no clue:
// it was none when the article was first read.
type Rereading func(a *content.Article, d *raw.Document, alone bool) []content.Evidence

// Evidence compares the evidence of every article, in their order, with the
// stored raw text of its sources: each quote stands there, at its offset, and
// its rule, applied again, says the same. get returns what is stored under a
// hash, with an error that is fs.ErrNotExist if nothing is. Files are named by
// their path in the content folder. The error is that of reading the store.
//
// A quote without offset may also stand in what is known of the source besides
// its text: its address and the day of publication that was given.
func Evidence(c *content.Content, get func(hash string) ([]byte, error), reread Rereading) ([]Entry, error) {
	var entries []Entry
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.Unread {
			continue
		}
		l := ledger{c: c, a: a, reread: reread, Entry: Entry{File: a.Path, Event: a.EventID(), Rows: len(a.Event.Evidence), Problems: []diag.Problem{}}}
		for n := range a.Sources {
			if err := l.source(n, get); err != nil {
				return nil, err
			}
		}
		for n, row := range a.Event.Evidence {
			// What is inferred of all rows names no source; it is read of the first.
			if row.Source < 0 || row.Source > len(a.Sources) {
				l.fail(n, "source", fmt.Sprintf("sources are counted from 1 to %d", len(a.Sources)), "evidence names source %d, which there is not", row.Source)
			} else {
				l.row(n, row, max(row.Source, 1)-1)
			}
		}
		entries = append(entries, l.Entry)
	}
	return entries, nil
}

// A ledger is an entry in the making.
type ledger struct {
	Entry
	c      *content.Content
	a      *content.Article
	reread Rereading
	texts  []*raw.Document // of the sources; nil: not stored
	first  [][]content.Evidence
	alone  [][]content.Evidence // read when first asked for
}

func (l *ledger) fail(n int, key, hint, format string, args ...any) {
	l.problem(fmt.Sprintf("event.evidence[%d].%s", n, key), hint, format, args...)
}

func (l *ledger) problem(key, hint, format string, args ...any) {
	p := l.c.At(l.File, key)
	p.Rule, p.Msg, p.Hint = "verify", fmt.Sprintf(format, args...), hint
	l.Problems = append(l.Problems, p)
}

// source opens the raw text of a source.
func (l *ledger) source(n int, get func(hash string) ([]byte, error)) error {
	l.texts, l.first, l.alone = append(l.texts, nil), append(l.first, nil), append(l.alone, nil)
	s := l.a.Sources[n]
	if s.Raw == "" {
		return nil
	}
	key := fmt.Sprintf("sources[%d].raw", n)
	text, err := get(s.Raw)
	var machine *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, &machine):
		return err
	case err != nil:
		l.problem(key, "import the document again", "%v", err)
		return nil
	}
	d, problems := raw.Open(l.File, text)
	switch {
	case d == nil:
		l.problem(key, "import the document again", "the stored raw text cannot be read: %s", problems[0].Msg)
		return nil
	case d.Hash != s.Raw:
		l.problem(key, "import the document again", "the stored raw text is now read as %s", d.Hash)
		return nil
	}
	d.Meta = raw.Meta{URL: s.URL, Outlet: s.Outlet, Fetched: s.Fetched.String()}
	for _, row := range l.a.Event.Evidence {
		if max(row.Source, 1)-1 != n {
			continue
		}
		if row.Rule == "given" {
			d.Meta.Published = row.Says
		}
		if row.Field == "outlet" { // then it was read, not given
			d.Meta.Outlet = ""
		}
	}
	l.texts[n], l.first[n] = d, l.reread(l.a, d, false)
	return nil
}

// row compares one row with the text of a source.
func (l *ledger) row(n int, row content.Evidence, source int) {
	if source >= len(l.texts) || l.texts[source] == nil {
		l.Missing++
		return
	}
	d := l.texts[source]
	if !l.stands(n, row, l.a.Sources[source], d) {
		return
	}
	same := func(e content.Evidence) bool {
		return e.Field == row.Field && e.Rule == row.Rule && e.Quote == row.Quote && e.Offset == row.Offset && e.Says == row.Says && e.Role == row.Role
	}
	if slices.ContainsFunc(l.first[source], same) {
		l.Verified++
		return
	}
	if l.alone[source] == nil {
		l.alone[source] = append([]content.Evidence{}, l.reread(l.a, d, true)...)
	}
	if slices.ContainsFunc(l.alone[source], same) {
		l.Verified++
		return
	}
	again := slices.IndexFunc(l.alone[source], func(e content.Evidence) bool {
		return e.Field == row.Field && e.Rule == row.Rule && e.Quote == row.Quote && (e.Offset == row.Offset || row.Offset < 0)
	})
	switch {
	case again >= 0 && l.alone[source][again].Says != row.Says:
		l.fail(n, "says", "import the document again, or say in the row what holds", "rule %s reads %s from %q, not %s", row.Rule, l.alone[source][again].Says, row.Quote, row.Says)
	case again >= 0 && l.alone[source][again].Role != row.Role:
		l.fail(n, "role", "import the document again, or say in the row what holds", "rule %s gives %q the role %s, not %s", row.Rule, row.Quote, l.alone[source][again].Role, row.Role)
	case again >= 0, l.a.Reviewed: // as a human wrote it
		l.ByHand++
	default:
		l.fail(n, "rule", "import the document again, or review the article", "rule %s does not read %q as %s %s again", row.Rule, row.Quote, row.Field, row.Says)
	}
}

// stands reports whether a quote stands where the row says, or says why not.
func (l *ledger) stands(n int, row content.Evidence, s content.Source, d *raw.Document) bool {
	const hint = "quote the raw text word for word"
	switch at := strings.Index(d.Text, row.Quote); {
	case row.Quote == "":
	case row.Offset < 0:
		beside := strings.Contains(s.URL, row.Quote) || row.Rule == "given" && row.Quote == s.Published.String()
		if at < 0 && !beside {
			l.fail(n, "quote", hint, "%q does not stand in the stored raw text", row.Quote)
			return false
		}
	case at < 0:
		l.fail(n, "quote", hint, "%q does not stand in the stored raw text", row.Quote)
		return false
	case row.Offset > len(d.Text) || !strings.HasPrefix(d.Text[row.Offset:], row.Quote):
		l.fail(n, "offset", fmt.Sprintf("it stands at %d", at), "%q does not stand at byte %d of the raw text", row.Quote, row.Offset)
		return false
	}
	return true
}
