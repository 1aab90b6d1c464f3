package importer

import (
	"slices"
	"strings"

	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/raw"
	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// A Mention is a time expression of a document, in the keys of `chronik explain
// --json --mentions`.
type Mention struct {
	Text   string     `json:"text"`
	Offset int        `json:"offset"` // byte of the document without its front matter
	Length int        `json:"length"` // in bytes
	EDTF   string     `json:"edtf"`   // "" if the subset has no value for it
	Timex  string     `json:"timex"`  // value of a TIMEX3 tag
	Type   timex.Type `json:"type"`
	Role   string     `json:"role"`
}

// ExplainMentions returns what Explain does, and every time expression of the
// document in order; that list is never nil.
func (im *Importer) ExplainMentions(d *raw.Document) Explanation {
	doc := im.read(d)
	e := im.explain(doc)
	e.Mentions = doc.mentions()
	return e
}

// mentions reads the time expressions off the raw lines, where their offsets
// count; which of the lines are article says their role.
func (doc *document) mentions() []Mention {
	lines := make([]german.Span, len(doc.Blocks))
	for i, b := range doc.Blocks {
		lines[i] = german.Span{Start: b.Offset, End: b.Offset + len(b.Text)}
	}
	prose := syntax.Split(doc.Text, lines)
	all := []Mention{}
	for _, t := range timex.Annotate(prose, timex.DaysOf(doc.Published)) {
		line := prose.Sentences[prose.SentenceAt(t.Span.Start)].Passage
		m := Mention{
			Text: doc.Text[t.Span.Start:t.Span.End], Offset: t.Span.Start, Length: t.Span.End - t.Span.Start,
			EDTF: t.EDTF().String(), Timex: t.Value, Type: t.Type,
		}
		if !doc.weighed(&m) {
			m.Role = doc.role(t, doc.Blocks[line].Line)
		}
		all = append(all, m)
	}
	return all
}

// weighed takes over what the reading found of the same words, since it has
// weighed all of the text; it may know the day of what has none by itself.
func (doc *document) weighed(m *Mention) bool {
	for _, e := range doc.Evidence {
		if e.Field != "date" && e.Field != "published" || e.Quote == "" || e.Offset < 0 || m.Offset < e.Offset || m.Offset+m.Length > e.Offset+len(e.Quote) {
			continue
		}
		if unknown := strings.HasPrefix(m.Timex, "XXXX"); unknown && m.EDTF == "" && m.Type == timex.Date {
			m.EDTF = e.Says
			if v, err := edtf.Parse(e.Says); err == nil {
				if day, ok := v.ClaimedDay(); ok {
					m.Timex = day.String()
				}
			}
		} else if e.Says != m.EDTF && e.Field == "date" {
			continue
		}
		if m.Role = e.Role; e.Rule == "quoted" {
			m.Role = "quoted"
		}
		return true
	}
	return false
}

// role returns what a time expression is to the event.
func (doc *document) role(t timex.Timex, line int) string {
	switch {
	case !doc.kept(t.Span.Start):
		return roleOutside(doc.droppedAt(line, doc.Text[t.Span.Start:t.Span.End]))
	case t.Rule == "quoted":
		return "quoted"
	}
	return string(t.Role)
}

// kept reports whether a byte of the document is of headline or paragraphs.
func (doc *document) kept(at int) bool {
	if doc.Headline != "" && at >= doc.HeadlineOffset && at < doc.HeadlineOffset+len(doc.Headline) {
		return true
	}
	for _, p := range doc.Paragraphs {
		if at >= p.Offset && at < max(p.RawOffset(len(p.Text)), p.Offset+1) {
			return true
		}
	}
	return false
}

// droppedAt returns the rule that dropped words of a line, "" if none did.
func (doc *document) droppedAt(line int, words string) string {
	for _, d := range doc.Dropped {
		if d.Line == line && strings.Contains(d.Text, words) {
			return d.Rule
		}
	}
	return ""
}

// roleOutside returns the role of a time expression outside of the article.
func roleOutside(rule string) string {
	switch {
	case strings.Contains(rule, "caption"), strings.Contains(rule, "credit"):
		return "photo"
	case slices.Contains(publicationRules, rule):
		return string(timex.Publication)
	case strings.Contains(rule, "teaser"), strings.Contains(rule, "read-also"):
		return "teaser"
	}
	return string(timex.Background)
}

// publicationRules drop lines that say when the text appeared.
var publicationRules = []string{"time-stamp", "wire-code", "date-residue", "broadcast-note", "first-published", "byline", "dateline"}
