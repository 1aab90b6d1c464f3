// Package linkage tells which articles are of one event (record linkage).
//
// Ten outlets tell of one call. Which articles tell of the same event is told
// from who takes part, what kind of event it is and when it can have been, and
// never from these alone: two meetings of the same two on one day are two. The
// texts must be alike, or quote the same words.
package linkage

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/german"
)

// A Telling is what is compared of an article, some hundred bytes of it.
type Telling struct {
	Slug, Path string
	Event      string // id
	Fresh      bool   // may be joined to another event; others stay where they are

	ministers   []string
	kind, place string
	first, last edtf.Day // bounds of the event

	sketch [sketchSize]uint32
	words  []uint32 // nouns, names and figures of the text, sorted, each once
	quotes []uint64 // runs of words inside quotation marks, sorted, each once
	parts  int      // of the day, as dayParts marks them
	weight float64  // length of the vector of words, see similar
}

const (
	sketchSize = 64 // minima of a MinHash
	bandRows   = 2  // of them together make a key of the LSH
	shingle    = 3  // words
	quoteRun   = 5  // words
	maxWords   = 200
	maxQuotes  = 100
)

// Thresholds, found on sixty articles about 25 events, with which package
// importer measures them.
const (
	copied      = .55 // share of common shingles from which on two texts are copies of one release
	alike       = .25 // from which on they tell of one event
	sameWords   = .25 // likeness of nouns, names and figures, weighed by how rare they are, on a day both know
	mostWords   = .45 // the same where one knows the day and the other some weeks
	mostInKey   = 60  // tellings under one key; what more share is common to all
	mostInQuote = 12
)

// Tell reads what is compared off an article. Slug, path and event are those it
// has, and may be set later.
func Tell(a *content.Article) *Telling {
	t := &Telling{
		Slug: a.Slug, Path: a.Path, Event: a.EventID(), ministers: a.Ministers,
		kind: a.Event.Kind, place: a.Event.Place, parts: parts(a.Body),
	}
	t.first, t.last = a.Event.Date.Bounds()
	words := german.Words(a.Body)
	for i := range t.sketch {
		t.sketch[i] = math.MaxUint32
	}
	folded := make([]uint64, len(words))
	for i, w := range words {
		fold := german.Fold(w.Text)
		folded[i] = hash(fold)
		if r, _ := utf8.DecodeRuneInString(w.Text); len(w.Text) > 3 && (unicode.IsUpper(r) || unicode.IsDigit(r)) && len(t.words) < maxWords {
			t.words = append(t.words, uint32(hash(stem(fold))))
		}
	}
	for i := 0; i+shingle <= len(folded); i++ {
		h := combined(folded[i], folded[i+1:i+shingle])
		for k := range t.sketch {
			t.sketch[k] = min(t.sketch[k], uint32(mix(h+uint64(k)*0x9e3779b97f4a7c15)>>32))
		}
	}
	for _, span := range quotedSpans(a.Body) {
		from, _ := slices.BinarySearchFunc(words, span[0], func(w german.Word, at int) int { return cmp.Compare(w.Start, at) })
		to := from
		for to < len(words) && words[to].End <= span[1] {
			to++
		}
		for i := from; i+quoteRun <= to && len(t.quotes) < maxQuotes; i++ {
			t.quotes = append(t.quotes, combined(0, folded[i:i+quoteRun]))
		}
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	slices.Sort(t.quotes)
	t.quotes = slices.Compact(t.quotes)
	return t
}

// stem cuts what German adds to a noun.
func stem(fold string) string {
	for _, end := range []string{"en", "es", "er", "e", "n", "s"} {
		if rest, ok := strings.CutSuffix(fold, end); ok && len(rest) >= 4 {
			return rest
		}
	}
	return fold
}

// hash is FNV-1a (Fowler, Noll, Vo), the same on every machine.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

const prime = 1099511628211

// combined is a number for what h stands for and a run of words behind it.
func combined(h uint64, words []uint64) uint64 {
	for _, w := range words {
		h = (h ^ w) * prime
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// quotedSpans returns where something is quoted, in bytes: what stands between
// marks of any of the usual kinds within one paragraph.
func quotedSpans(text string) [][2]int {
	var spans [][2]int
	open := -1
	for i, r := range text {
		switch r {
		case '\n':
			open = -1
		case '„', '«', '»', '“', '”', '"':
			if open >= 0 {
				spans = append(spans, [2]int{open, i})
				open = -1
				if r == '„' {
					open = i
				}
			} else {
				open = i
			}
		}
	}
	return spans
}

// compatible reports whether nothing in the facts speaks against one event:
// the same ministers, or one article names fewer of them; a day that both can
// mean; not two places.
func compatible(a, b *Telling) bool {
	few, many := a.ministers, b.ministers
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, m := range few {
		if !slices.Contains(many, m) {
			return false
		}
	}
	if len(few) < 2 && len(many) > 1 {
		return false
	}
	if a.place != "" && b.place != "" && a.place != b.place {
		return false
	}
	_, _, ok := edtf.Overlap(a.first, a.last, b.first, b.last)
	return ok
}

// What days are few, and what some.
const (
	fewDays   = 7
	someWeeks = 28
)

// days returns on how many days the event can have been.
func (t *Telling) days() int {
	if t.first.IsZero() || t.last.IsZero() {
		return math.MaxInt
	}
	return t.last.Sub(t.first) + 1
}

// apart reports whether the texts themselves tell two events of one day apart:
// one in the morning and one in the evening.
func apart(a, b *Telling) bool { return a.parts != 0 && b.parts != 0 && a.parts&b.parts == 0 }

// dayParts are words, folded, by which a text says in which part of the day
// something was.
var dayParts = []struct {
	mark  int
	words []string
}{
	{1, []string{"vormittag", "am morgen", "am fruehen morgen", "fruehstueck"}},
	{2, []string{"nachmittag", "am mittag", "mittagessen"}},
	{4, []string{"am abend", "abends", "abendessen", "tagabend", "wochabend"}},
}

// parts returns the parts of the day that the beginning of a text names.
func parts(body string) int {
	fold, marks := german.Fold(body[:min(len(body), 500)]), 0
	for _, p := range dayParts {
		for _, w := range p.words {
			if strings.Contains(fold, w) {
				marks |= p.mark
			}
		}
	}
	return marks
}
