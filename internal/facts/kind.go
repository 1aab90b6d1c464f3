package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/timex"
)

// The kinds that readings know more of than their keywords.
const (
	meeting   = "treffen"    // taken for granted where ministers are together at a place
	phoneCall = "telefonat"  // has no place
	statement = "erklaerung" // taken for granted where somebody speaks
)

// statements are the kinds at which one speaks, of others as well.
var statements = []string{statement, "interview", "pressekonferenz"}

// A guess is the kind or place an article speaks for, with what speaks for it.
type guess struct {
	slug string
	best span
	rows []content.Evidence
	hits []span // all that count, in order
}

// kind returns the kind whose keywords weigh most. A hit counts by where it
// stands and by whether its sentence is about the ministers: an article on a
// press conference may name a telephone call of others more often.
func (r *Reader) kind(d *document, people []participant) guess {
	best, bestScore := guess{}, 0.0
	together := len(people) > 1 && slices.ContainsFunc(d.names, func(n nameHit) bool {
		named, _ := d.actors(n.sentence)
		return named > 1
	})
	for i, k := range r.content.Kinds {
		score, top := 0.0, 0.0
		var g guess
		for _, h := range d.weighed(r.kinds[i]) {
			weight := h.weight * d.tells(h.span)
			if together && slices.Contains(statements, k.Slug) {
				weight *= 0.6 // what ministers say after they have met
			}
			score += weight
			if weight >= 0.25 {
				g.hits = append(g.hits, h.span)
			}
			if weight > top {
				top, g.best = weight, h.span
			}
		}
		if score > bestScore {
			g.slug = k.Slug
			best, bestScore = g, score
		}
	}
	if best.slug == "" {
		return guess{slug: r.withoutKeyword(d, people)}
	}
	best.rows = append(best.rows, d.row("kind", "keyword", "event", best.best, best.slug))
	return best
}

// withoutKeyword returns the kind of an article without any keyword of one.
func (r *Reader) withoutKeyword(d *document, people []participant) string {
	slug := statement
	if len(people) > 1 && r.place(d, guess{slug: meeting}).slug != "" {
		slug = meeting
	}
	if n := len(r.content.Kinds); n > 0 && r.content.Kind(slug) == nil {
		slug = r.content.Kinds[n-1].Slug
	}
	return slug
}

type weighedHit struct {
	span
	weight float64
}

// weighed returns the hits of keywords in order; of those that overlap the
// longest, of equal ones the heaviest.
func (d *document) weighed(words []keyword) []weighedHit {
	var found []weighedHit
	for _, k := range words {
		for _, m := range k.Find(d.find) {
			found = append(found, weighedHit{m, k.weight})
		}
	}
	slices.SortFunc(found, func(a, b weighedHit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(b.weight, a.weight))
	})
	end := -1
	return slices.DeleteFunc(found, func(h weighedHit) bool {
		if h.Start < end {
			return true
		}
		end = h.End
		return false
	})
}

// tells returns how much what stands at s has to do with the event.
func (d *document) tells(s span) float64 {
	w := d.WordAt(s.Start)
	z := d.zoneOf(s.Start)
	weight := map[zone]float64{inHeadline: 3, inLead: 2, inCaption: 1.5, inBody: 1, inHeading: 1}[z]
	if d.Words[w].Quoted {
		return weight * 0.2
	}
	in := d.Words[w].Sentence
	named, meant := d.actors(in)
	switch {
	case named > 0 && d.others(in):
		weight *= 0.6
	case named > 0:
	case d.others(in):
		weight *= 0.3
	case meant || z == inHeading || z == inHeadline:
		weight *= 0.9
	default:
		weight *= 0.5
	}
	c := d.ClauseAt(w)
	switch {
	case c.Earlier():
		weight *= 0.3
	case c.Tense() == timex.Future || c.Intends(w):
		weight *= 0.5
	}
	if slices.ContainsFunc([]string{d.Fold(w-1, w), d.Fold(w-2, w)}, func(f string) bool { return slices.Contains(aboutWords, f) }) {
		weight *= 0.4
	}
	if d.ofOthers(w) {
		weight *= 0.3
	}
	if c.Has(reported...) {
		weight *= 0.5 // what a minister speaks of is not the event at which he does
	}
	if f := d.Fold(w-1, w); d.Fold(w-2, w) == "nach" && (f == "den" || f == "dem" && d.others(in)) {
		weight *= 0.3
	}
	return weight
}

// ofOthers reports whether what is named at word w is that of others: das
// Treffen der beiden Präsidenten.
func (d *document) ofOthers(w int) bool {
	if !slices.Contains([]string{"der", "des", "beider", "ihrer", "zwischen", "von", "mit"}, d.Fold(w+1, w)) {
		return false
	}
	for i := w + 1; i <= w+3; i++ {
		if strings.Contains(d.Fold(i, w), "praesident") || strings.Contains(d.Fold(i, w), "staatschef") {
			return true
		}
	}
	return false
}

// aboutWords lead what somebody speaks about: Lawrow zum geplanten Gipfel.
var aboutWords = []string{"zum", "zur", "ueber", "fuer", "vor", "gegen", "ohne", "um"}

var reported = []string{"sei", "seien", "habe", "werde", "koenne", "solle", "komme", "gebe", "haette", "haetten", "waere", "waeren"}

var cancelledWords = []string{"abgesagt", "absage", "absagt", "geplatzt", "geplatzte", "geplatzten", "gestrichen"}

// status says whether the event was held. It is announced if its day lies
// ahead of publication or the sentence that names it speaks of the future and
// none in headline or lead of the past; cancelled if that sentence says so.
func status(d *document, kind guess, when dating) string {
	is := "held"
	if when.ahead {
		is = "announced"
	}
	if len(kind.hits) == 0 {
		return is
	}
	z := d.zoneOf(kind.best.Start)
	if z != inHeadline && z != inLead {
		return is
	}
	switch c := d.ClauseAt(d.WordAt(kind.best.Start)); {
	case c.Has(cancelledWords...) && !when.past:
		return "cancelled"
	case c.Tense() == timex.Future && !when.past && !d.toldAsPast(kind):
		return "announced"
	}
	return is
}

// toldAsPast reports whether the article speaks of the event in the past
// somewhere.
func (d *document) toldAsPast(kind guess) bool {
	return slices.ContainsFunc(kind.hits, func(s span) bool {
		return d.zoneOf(s.Start) == inCaption || d.ClauseAt(d.WordAt(s.Start)).Tense() == timex.Past
	})
}
