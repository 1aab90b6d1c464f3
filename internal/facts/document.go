package facts

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/german"
)

// A document is a cleaned article made ready for reading: one text, its
// passages set apart by blank lines so that no phrase reaches over them.
type document struct {
	text      string
	find      *german.Text
	raw       string
	passages  []passage
	words     []word
	sentences []sentence
	names     []nameHit // of all ministers, in order
}

type zone int

const (
	inHeadline zone = iota
	inLead          // the first passage of the body
	inBody
	inHeading
	inCaption // a caption that is no article text but says who did what
)

type passage struct {
	start, end int
	zone       zone
	offset     func(int) int // from a byte of the passage to one of the raw text; nil: unknown
}

type word struct {
	german.Word
	fold     string
	number   int  // value of a word in digits, -1 for others
	capital  bool // written with a capital
	first    bool // first of its sentence
	quoted   bool // inside quotation marks
	sentence int
}

type sentence struct {
	german.Span
	passage  int
	from, to int // its words
}

// A span is a stretch of document.text.
type span = german.Match

// A nameHit is one naming of a minister.
type nameHit struct {
	span
	minister int  // index in content.Ministers
	former   bool // named as one who no longer holds an office
	sentence int
}

func (r *Reader) newDocument(a clean.Article, src Source) *document {
	d := &document{raw: src.Text}
	var b strings.Builder
	add := func(text string, z zone, offset func(int) int) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		d.passages = append(d.passages, passage{b.Len(), b.Len() + len(text), z, offset})
		b.WriteString(text)
	}
	if a.Headline != "" {
		add(a.Headline, inHeadline, func(i int) int { return a.HeadlineOffset + i })
	}
	z := inLead
	for _, p := range a.Paragraphs {
		if p.Heading {
			add(p.Text, inHeading, p.RawOffset)
			continue
		}
		add(p.Text, z, p.RawOffset)
		z = inBody
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
	d.text = b.String()
	d.find = german.NewText(d.text)
	d.split()
	d.names = r.nameHits(d)
	return d
}

// split finds the sentences, words and quotations.
func (d *document) split() {
	for i, p := range d.passages {
		text := d.text[p.start:p.end]
		quoted := quotations(text)
		words := german.Words(text)
		for _, s := range german.Sentences(text) {
			from := len(d.words)
			for len(words) > 0 && words[0].Start < s.End {
				w := words[0]
				words = words[1:]
				d.words = append(d.words, word{
					Word:     german.Word{Text: w.Text, Start: p.start + w.Start, End: p.start + w.End},
					fold:     german.Fold(w.Text),
					number:   digits(w.Text),
					capital:  capital(w.Text),
					first:    len(d.words) == from,
					quoted:   slices.ContainsFunc(quoted, func(q german.Span) bool { return q.Start <= w.Start && w.End <= q.End }),
					sentence: len(d.sentences),
				})
			}
			d.sentences = append(d.sentences, sentence{german.Span{Start: p.start + s.Start, End: p.start + s.End}, i, from, len(d.words)})
		}
	}
}

// quotations returns what stands between quotation marks. A mark without its
// partner quotes nothing.
func quotations(text string) []german.Span {
	var found []german.Span
	open := -1
	for i, r := range text {
		switch r {
		case '„', '‚':
			open = i
		case '“', '”', '"', '»', '«':
			if open < 0 {
				open = i
			} else {
				found = append(found, german.Span{Start: open, End: i})
				open = -1
			}
		}
	}
	return found
}

func digits(s string) int {
	if len(s) > 8 {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// sentenceAt returns the index of the sentence that a byte belongs to.
func (d *document) sentenceAt(at int) int {
	return max(0, sort.Search(len(d.sentences), func(i int) bool { return d.sentences[i].Start > at })-1)
}

func (d *document) wordAt(at int) int {
	return sort.Search(len(d.words), func(i int) bool { return d.words[i].End > at })
}

func (d *document) zoneOf(at int) zone {
	return d.passages[d.sentences[d.sentenceAt(at)].passage].zone
}

// hits returns where any of the keywords stands, in order; of hits that
// overlap the longest.
func (d *document) hits(keywords []german.Keyword) []span {
	var found []span
	for _, k := range keywords {
		found = append(found, k.Find(d.find)...)
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
func (d *document) row(field, rule, role string, s span, says string) content.Evidence {
	quote, offset := d.quote(s)
	return content.Evidence{Field: field, Rule: rule, Role: role, Quote: quote, Offset: offset, Says: says, Source: 1}
}

// quote cuts the words at s out of the raw text, with up to two before and
// after them in the same sentence, seven in all.
func (d *document) quote(s span) (string, int) {
	in := d.sentences[d.sentenceAt(s.Start)]
	from := max(in.from, d.wordAt(s.Start))
	to := from
	for to < in.to && d.words[to].Start < s.End {
		to++
	}
	to = max(min(to, from+quoteWords), min(from+1, in.to))
	for n := 0; n < 2 && from > in.from && to-from < quoteWords; n++ {
		from--
	}
	for n := 0; n < 2 && to < in.to && to-from < quoteWords; n++ {
		to++
	}
	if from >= to {
		return "", -1
	}
	return d.verbatim(span{Start: d.words[from].Start, End: d.words[to-1].End}, d.passages[in.passage])
}

// verbatim returns the raw text of a stretch of a passage and where it begins.
func (d *document) verbatim(s span, p passage) (string, int) {
	clean := d.text[s.Start:s.End]
	if p.offset == nil {
		return clean, -1
	}
	_, n := utf8.DecodeLastRuneInString(clean)
	start := p.offset(s.Start - p.start)
	last := p.offset(s.End - n - p.start)
	if start >= 0 && start <= last && last < len(d.raw) {
		_, n = utf8.DecodeRuneInString(d.raw[last:])
		end := min(max(p.offset(s.End-p.start), last+n), len(d.raw))
		quote := strings.TrimRightFunc(d.raw[start:end], unicode.IsSpace)
		// Repairs may have joined what stands far apart in the raw text.
		if len(strings.Fields(quote)) <= quoteWords && len(quote) <= 2*len(clean)+8 {
			return quote, start
		}
	}
	return clean, -1
}
