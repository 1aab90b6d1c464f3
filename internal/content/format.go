package content

import (
	"fmt"
	"strconv"
	"strings"

	"chronik/internal/matter"
)

// Format writes an article file: the keys in their fixed order, those without
// a value left out, lists of terms, sources and evidence one a line. Slug and
// Path are the file's name and not written. Parse reads back what it wrote.
func Format(a Article) []byte {
	var w writer
	w.line("---")
	w.line("title: " + matter.Scalar(a.Title))
	w.flag("title_composed", a.TitleComposed, false)
	w.text("headline", a.Headline)
	w.text("summary", a.Summary)
	w.event(a.Event)
	w.terms("ministers", a.Ministers)
	w.terms("people", a.People)
	w.terms("topics", a.Topics)
	w.text("voice", a.Voice)
	rows(&w, "sources", "  ", a.Sources, sourceRow)
	w.text("text", a.Text)
	w.flag("truncated", a.Truncated, false)
	w.text("policy", a.Policy)
	w.text("policy_reason", a.PolicyReason)
	rows(&w, "promises", "  ", a.Promises, func(p Promise) []pair {
		return []pair{{"text", p.Text}, {"due", p.Due.String()}, {"kept_by", p.KeptBy}}
	})
	w.terms("aliases", a.Aliases)
	w.flag("draft", a.Draft, false)
	w.line("reviewed: " + strconv.FormatBool(a.Reviewed))
	w.text("imported", a.Imported)
	w.text("added", a.Added.String())
	rows(&w, "changes", "  ", a.Changes, func(c Change) []pair {
		return []pair{{"date", c.Date.String()}, {"field", c.Field}, {"old", c.Old}, {"new", c.New}, {"reason", c.Reason}}
	})
	if a.Withdrawn != (Withdrawal{}) {
		w.line("withdrawn: " + row([]pair{{"date", a.Withdrawn.Date.String()}, {"reason", a.Withdrawn.Reason}}))
	}
	rows(&w, "silence", "  ", a.Silence, func(s Silence) []pair {
		return []pair{{"rule", s.Rule}, {"reason", s.Reason}}
	})
	w.line("---")
	if a.Body != "" {
		w.line(a.Body)
	}
	return []byte(w.String())
}

// FormatImported is Format for a file that import writes: with the line
// `imported` that lets a later import see whether a human has touched it.
func FormatImported(a Article) []byte {
	a.Imported = ImportHash(Format(withoutHash(a)))
	return Format(a)
}

func withoutHash(a Article) Article {
	a.Imported = ""
	return a
}

type writer struct{ strings.Builder }

func (w *writer) line(s string) {
	w.WriteString(s)
	w.WriteByte('\n')
}

func (w *writer) text(key, value string) {
	if value != "" {
		w.line(key + ": " + matter.Scalar(value))
	}
}

func (w *writer) flag(key string, value, usual bool) {
	if value != usual {
		w.line(key + ": " + strconv.FormatBool(value))
	}
}

func (w *writer) terms(key string, values []string) {
	if len(values) > 0 {
		w.line(key + ": " + matter.List(values))
	}
}

func (w *writer) event(e Event) {
	var in writer
	in.text("  id", e.ID)
	in.text("  date", e.Date.String())
	in.text("  status", e.Status)
	in.text("  kind", e.Kind)
	in.text("  place", e.Place)
	in.text("  initiative", e.Initiative)
	in.terms("  refers_to", e.RefersTo)
	rows(&in, "  evidence", "    ", e.Evidence, evidenceRow)
	rows(&in, "  settled", "    ", e.Settled, func(s Settlement) []pair {
		return []pair{{"field", s.Field}, {"reason", s.Reason}}
	})
	if in.Len() > 0 {
		w.line("event:")
		w.WriteString(in.String())
	}
}

func evidenceRow(e Evidence) []pair {
	pairs := []pair{{"field", e.Field}, {"rule", e.Rule}, {"role", e.Role}, {"quote", e.Quote}}
	if e.Offset >= 0 {
		pairs = append(pairs, pair{"offset", number(e.Offset)})
	}
	pairs = append(pairs, pair{"says", e.Says})
	if e.Source != 0 {
		pairs = append(pairs, pair{"source", number(e.Source)})
	}
	return pairs
}

func sourceRow(s Source) []pair {
	return []pair{
		{"outlet", s.Outlet}, {"agency", s.Agency}, {"title", s.Title}, {"author", s.Author}, {"url", s.URL},
		{"archive_url", s.ArchiveURL}, {"published", s.Published.String()}, {"fetched", s.Fetched.String()},
		{"raw", s.Raw}, {"lineage", s.Lineage},
	}
}

type pair struct {
	key   string
	value any // string or number
}

type number int

func rows[T any](w *writer, key, indent string, values []T, pairs func(T) []pair) {
	if len(values) == 0 {
		return
	}
	w.line(key + ":")
	for _, v := range values {
		w.line(indent + "- " + row(pairs(v)))
	}
}

// row writes a mapping on one line, without the empty texts.
func row(pairs []pair) string {
	var parts []string
	for _, p := range pairs {
		switch v := p.value.(type) {
		case string:
			if v != "" {
				parts = append(parts, p.key+": "+matter.FlowScalar(v))
			}
		case number:
			parts = append(parts, fmt.Sprintf("%s: %d", p.key, v))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
