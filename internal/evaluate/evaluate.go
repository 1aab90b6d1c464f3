// Package evaluate scores the importer on labelled pages.
//
// A label says what a careful reader takes from one scraped page; a reading is
// what the importer takes from it. Score compares the two, field by field, and
// counts: how often a field is right, over how many labels that say something
// on it. Sets of terms are counted over all pages together, so that a page with
// many topics weighs more than one with few. A date is asked three things:
// whether its bounds contain the truth, whether the days it claims are right,
// and whether it is exact where text and day of publication derive it.
//
// The caller opens the pages and has them read; this package knows no files but
// the labels.
package evaluate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chronik/internal/edtf"
	"chronik/internal/importer"
)

// A Figure is one measure.
type Figure struct {
	Name  string
	Value float64 // a rate from 0 to 1; a number of pages or days where the name says so
	Known bool    // false: there is no case, or the median date is open
	N     int     // over how many cases
	Rate  bool
}

// A Miss is one thing that is not read as labelled.
type Miss struct {
	File  string `json:"file"` // the page
	Field string `json:"field"`
	Got   string `json:"got"`  // "" for nothing
	Want  string `json:"want"` // "" for nothing
}

// String returns "file: field: got X, want Y".
func (m Miss) String() string {
	return fmt.Sprintf("%s: %s: got %s, want %s", m.File, m.Field, shown(m.Got), shown(m.Want))
}

func shown(s string) string {
	if s == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", s)
}

// A Report is the outcome of an evaluation.
type Report struct {
	Figures []Figure // always all of them, in one order
	Misses  []Miss   // in the order of the labels
}

// Score compares readings with labels. There is one reading for each label, in
// the same order; nil stands for a page that could not be read, from which
// nothing is taken.
func Score(labels []Label, readings []*importer.Explanation) Report {
	var s score
	for i := range labels {
		l, e := labels[i], readings[i]
		if e == nil {
			s.unread++
			e = &importer.Explanation{}
		}
		s.page(l.resolved(e), e)
	}
	return Report{s.figures(len(labels)), s.misses}
}

// A rate is how many of n are right.
type rate struct{ right, n int }

func (r *rate) count(right bool) bool {
	r.n++
	if right {
		r.right++
	}
	return right
}

// terms counts sets of terms: found and wanted, found only, wanted only.
type terms struct{ both, extra, lost int }

type score struct {
	unread                                 int
	keep, drop, title, published, invented rate
	contains, near, claimed, exact         rate
	kind, place                            rate
	ministers, topics                      terms
	widths                                 []int // in days, of dates of pages with a day of publication
	misses                                 []Miss
	file                                   string // the page being scored
}

func (s *score) miss(field, got, want string) {
	s.misses = append(s.misses, Miss{s.file, field, got, want})
}

// page scores one page.
func (s *score) page(l Label, e *importer.Explanation) {
	s.file = l.File
	s.phrases(l, e)
	if l.Title != "" && !s.title.count(normal(l.Title) == normal(e.Title)) {
		s.miss("title", e.Title, l.Title)
	}
	published := value(e.Published)
	switch {
	case l.Published.IsZero():
		if s.invented.count(published != "") {
			s.miss("published", published, "")
		}
	case !s.published.count(firstDay(published) == firstDay(l.Published.String())):
		s.miss("published", published, l.Published.String())
	}
	s.date(l, e)
	s.set(&s.ministers, "ministers", e.Ministers, l.Ministers, nil)
	s.set(&s.topics, "topics", e.Topics, l.Topics, l.TopicsMay)
	if l.Kind != "" && !s.kind.count(e.Kind == l.Kind) {
		s.miss("kind", e.Kind, l.Kind)
	}
	if l.HasPlace && !s.place.count(e.Place == l.Place) {
		s.miss("place", e.Place, l.Place)
	}
}

// phrases looks for what must be kept, which may be in title or body, and for
// what must be dropped, which a title may say.
func (s *score) phrases(l Label, e *importer.Explanation) {
	body, full := normal(e.Body), normal(e.Title+" "+e.Body)
	for _, phrase := range l.Keep {
		if !s.keep.count(strings.Contains(full, normal(phrase))) {
			s.miss("keep", "", phrase)
		}
	}
	for _, phrase := range l.Drop {
		if !s.drop.count(!strings.Contains(body, normal(phrase))) {
			s.miss("drop", phrase, "")
		}
	}
}

// nearly is how wide a date may be that still says roughly when.
const nearly = 45

func (s *score) date(l Label, e *importer.Explanation) {
	if l.EventDate.IsZero() {
		return
	}
	want, read := l.EventDate.String(), value(e.EventDate)
	var got edtf.Date
	if read != "" {
		got = edtf.MustParse(read)
	}
	first, last := got.Bounds()
	wantFirst, wantLast := l.EventDate.Bounds()
	_, _, contains := edtf.Overlap(first, last, wantFirst, wantLast)
	if !s.contains.count(contains) {
		s.miss("event_date", read, want)
	}
	if _, ok := got.ClaimedDay(); ok {
		s.claimed.count(contains)
	}
	closed := !first.IsZero() && !last.IsZero()
	s.near.count(contains && closed && last.Sub(first) <= nearly)
	if !l.Published.IsZero() {
		width := open
		if closed {
			width = last.Sub(first) + 1
		}
		s.widths = append(s.widths, width)
	}
	if l.Exact && !s.exact.count(strings.TrimRight(read, "?~%") == strings.TrimRight(want, "?~%")) {
		s.miss("event_date, derivable exactly", read, want)
	}
}

// set compares a set of terms; those that may be found count neither way.
func (s *score) set(t *terms, field string, got, want, may []string) {
	missed := false
	for _, slug := range unique(got) {
		switch {
		case slices.Contains(want, slug):
			t.both++
		case !slices.Contains(may, slug):
			t.extra++
			missed = true
		}
	}
	for _, slug := range unique(want) {
		if !slices.Contains(got, slug) {
			t.lost++
			missed = true
		}
	}
	if missed {
		s.miss(field, strings.Join(unique(got), " "), strings.Join(unique(want), " "))
	}
}

// value is a text that may be unknown, "" then.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// firstDay is a date without a time of day.
func firstDay(s string) string { return s[:min(len(s), len("2006-01-02"))] }

// normal returns a text without what Markdown adds and with single spaces:
// where lines are broken is no matter of the article.
func normal(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`*_\>#`, r)
	}), " ")
}

// unique returns the values in order, each once.
func unique(values []string) []string {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
