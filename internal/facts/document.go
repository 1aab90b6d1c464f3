package facts

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/german"
	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// A document is a cleaned article made ready for reading: one text, its
// passages set apart by blank lines so that no phrase reaches over them.
type document struct {
	*syntax.Prose
	found     german.Hits // of all names and keywords
	raw       string
	passages  []passage
	names     []nameHit // of all ministers, in order
	mined     []clean.Mined
	published days
	opinion   bool // whether the page calls it that
}

type zone int

const (
	inHeadline zone = iota
	inLead          // the first passage of the body
	inBody
	inHeading
	inCaption // a caption that is no article text but says who did what
	zones     // how many there are
)

// zoneWeight is what words tell of an event by where they stand.
var zoneWeight = [zones]float64{inHeadline: 3, inLead: 2, inCaption: 1.5, inBody: 1, inHeading: 1}

type passage struct {
	german.Span
	zone   zone
	offset func(int) int // from a byte of the passage to one of the raw text; nil: unknown
}

// A span is a stretch of the text of a document.
type span = german.Match

// A nameHit is one naming of a minister.
type nameHit struct {
	span
	minister int // index in content.Ministers
	as       standing
	former   bool // named as somebody else than the minister of now
	rule     string
	sentence int
}

// A line under the headline and the points of a summary are not yet the lead's
// end; it is the first paragraph of some bytes, if that is among the first few.
const (
	shortLead = 120
	mostLeads = 3
)

func (r *Reader) newDocument(a clean.Article, src Source) *document {
	d := &document{raw: src.Text, mined: a.Mined, opinion: opinionated(a)}
	var b strings.Builder
	add := func(text string, z zone, offset func(int) int) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		d.passages = append(d.passages, passage{german.Span{Start: b.Len(), End: b.Len() + len(text)}, z, offset})
		b.WriteString(text)
	}
	if a.Headline != "" {
		add(a.Headline, inHeadline, func(i int) int { return a.HeadlineOffset + i })
	}
	long := slices.ContainsFunc(a.Paragraphs, func(p clean.Paragraph) bool { return len(p.Text) >= shortLead })
	z := inLead
	for i, p := range a.Paragraphs {
		if p.Heading {
			add(p.Text, inHeading, p.RawOffset)
			continue
		}
		add(p.Text, z, p.RawOffset)
		if strings.ContainsAny(p.Text[max(0, len(p.Text)-4):], ".!?") && (!long || len(p.Text) >= shortLead || i >= mostLeads) {
			z = inBody
		}
	}
	for _, dropped := range a.Dropped {
		// Below the first picture, a caption with a pixel width belongs to the
		// teaser of another article.
		if !strings.Contains(dropped.Rule, "caption") || len(a.Paragraphs) > 0 && dropped.Rule == "width-caption" && dropped.Line > a.Paragraphs[0].Line {
			continue
		}
		if at := strings.Index(src.Text, dropped.Text); at >= 0 {
			add(dropped.Text, inCaption, func(i int) int { return at + i })
		}
	}
	spans := make([]german.Span, len(d.passages))
	for i, p := range d.passages {
		spans[i] = p.Span
	}
	d.Prose = syntax.Split(b.String(), spans)
	d.found = r.lexicon.Find(german.NewText(d.Text))
	d.names = r.nameHits(d)
	for i, n := range d.names {
		if (n.as == byName || n.as == other) && d.made(n) {
			d.names[i].as, d.names[i].former = titled, false
		}
	}
	return d
}

func (d *document) zoneOf(at int) zone {
	return d.passages[d.Sentences[d.SentenceAt(at)].Passage].zone
}

// hits returns where any of the names stands, in order; of hits that overlap
// the longest.
func (d *document) hits(w wording) []span {
	own := d.found.Of(w.from, w.to)
	found := make([]span, len(own))
	for i, h := range own {
		found[i] = h.Match
	}
	slices.SortFunc(found, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := -1
	return slices.DeleteFunc(found, func(s span) bool {
		if s.Start < end {
			return true
		}
		end = s.End
		return false
	})
}

// quoteWords is how much of a source a row of evidence may repeat.
const quoteWords = 7

// row returns a row of evidence for what stands at s, with some words around
// it.
func (d *document) row(field, rule string, role timex.Role, s span, says string) content.Evidence {
	quote, offset := d.quote(s)
	return content.Evidence{Field: field, Rule: rule, Role: string(role), Quote: quote, Offset: offset, Says: says, Source: 1}
}

// quote cuts the words at s out of the raw text, with up to two before and
// after them in the same sentence, seven in all.
func (d *document) quote(s span) (string, int) {
	in := d.Sentences[d.SentenceAt(s.Start)]
	from := max(in.From, d.WordAt(s.Start))
	to := from
	for to < in.To && d.Words[to].Start < s.End {
		to++
	}
	to = max(min(to, from+quoteWords), min(from+1, in.To))
	for n := 0; n < 2 && from > in.From && to-from < quoteWords; n++ {
		from--
	}
	for n := 0; n < 2 && to < in.To && to-from < quoteWords; n++ {
		to++
	}
	if from >= to {
		return "", -1
	}
	return d.verbatim(span{Start: d.Words[from].Start, End: d.Words[to-1].End}, d.passages[in.Passage])
}

// verbatim returns the raw text of a stretch of a passage and where it begins.
func (d *document) verbatim(s span, p passage) (string, int) {
	clean := d.Text[s.Start:s.End]
	if p.offset == nil {
		return clean, -1
	}
	_, n := utf8.DecodeLastRuneInString(clean)
	start := p.offset(s.Start - p.Start)
	last := p.offset(s.End - n - p.Start)
	if start >= 0 && start <= last && last < len(d.raw) {
		_, n = utf8.DecodeRuneInString(d.raw[last:])
		end := min(max(p.offset(s.End-p.Start), last+n), len(d.raw))
		quote := strings.TrimRightFunc(d.raw[start:end], unicode.IsSpace)
		// Repairs may have joined what stands far apart in the raw text.
		if len(strings.Fields(quote)) <= quoteWords && len(quote) <= 2*len(clean)+8 {
			return quote, start
		}
	}
	return clean, -1
}
