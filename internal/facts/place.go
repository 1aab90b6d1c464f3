package facts

import (
	"slices"
	"strings"

	"chronik/internal/timex"
)

// Words before "in" that place something else than the event.
var institutions = []string{"ministerium", "ministeriums", "regierung", "botschaft", "botschafter", "konsulat", "generalkonsulat", "vertretung", "fuehrung", "kreml", "haus", "behoerden", "kommandeure", "gericht", "residenz"}

// Verbs of speaking in public, at some place.
var sayVerbs = []string{"sagte", "sagten", "erklaerte", "erklaerten", "betonte", "kuendigte", "sprach", "warf", "warnte", "forderte", "verlangte", "aeusserte", "teilte", "nannte"}

// Words that bring the event to a place without "in".
var arrivals = []string{"kam", "kamen", "reiste", "reisten", "eingetroffen", "traf", "trafen", "angereist", "gereist", "gekommen", "flog", "besucht", "besuchte"}

// place returns where the event was held: a known place after "in", in a
// sentence about the ministers and what they did. Calls have none; what was
// held there before, or is planned, is not it.
func (r *Reader) place(d *document, kind guess) guess {
	if kind.slug == phoneCall {
		return guess{}
	}
	var best guess
	top, venues := 0.0, 0
	for i, p := range r.content.Places {
		score, first := 0.0, 0.0
		var at span
		for _, s := range d.hits(r.places[i]) {
			weight := d.venue(s, kind)
			score += weight
			if weight > first {
				first, at = weight, s
			}
		}
		if score > 0 {
			venues++
		}
		if score > top {
			top, best = score, guess{slug: p.Slug, best: at}
		}
	}
	// Where a meeting has but one place, less speaks for it.
	if top < 1 && (kind.slug != meeting || venues > 1 || top < 0.3) {
		return guess{}
	}
	best.rows = append(best.rows, d.row("place", "venue", "event", best.best, best.slug))
	return best
}

// venue returns how much the place at s looks like that of the event.
func (d *document) venue(s span, kind guess) float64 {
	w := d.WordAt(s.Start)
	if d.Words[w].Quoted || !d.venueWord(w) {
		return 0
	}
	in := d.Words[w].Sentence
	c := d.ClauseAt(w)
	if c.Earlier() {
		return 0
	}
	t := c.Tense()
	weight := 0.0
	named, meant := d.actors(in)
	switch {
	case named > 1:
		weight = 1.5
	case named == 1:
		weight = 1
	case meant:
		weight = 0.7
	case d.Words[w-1].First && !d.others(in) && t != timex.Future:
		weight = 1 // In Riad ging es auch um …
	}
	sentence := d.Sentences[in]
	about := sentence.Covers(kind.hits)
	if about {
		weight += 0.6
	}
	if slices.Contains(statements, kind.slug) && (t == timex.Future || !c.Has(sayVerbs...) && !c.Covers(kind.hits)) {
		return 0
	}
	switch z := d.passages[sentence.Passage].zone; z {
	case inHeadline, inLead:
		weight *= 1.3
	case inHeading, inCaption:
		weight *= 0.6
	}
	if d.others(in) && !about {
		weight *= 0.5
	}
	if slices.ContainsFunc(d.Words[c.From:c.To], func(o timex.Word) bool { return len(o.Text) == 4 && o.Number > 1900 && o.Number < 2100 }) && t != timex.Past {
		weight *= 0.3
	}
	if t == timex.Future && d.passages[sentence.Passage].zone != inHeadline && d.passages[sentence.Passage].zone != inLead {
		weight *= 0.3
	}
	return weight
}

// venueWord reports whether the place at word w is where something is, and
// not the seat of an institution.
func (d *document) venueWord(w int) bool {
	i := w - 1
	for slices.Contains([]string{"hauptstadt", "stadt", "der", "malaysias", "saudi-arabischen", "russischen", "schweizerischen", "finnischen", "islaendischen", "badeort", "schwarzmeerort", "kurort", "dem", "am"}, d.Fold(i, w)) {
		i--
	}
	switch d.Fold(i, w) {
	case "in", "im", "bei", "nahe":
	case "nach":
		return d.ClauseAt(w).Has(arrivals...)
	default:
		return false
	}
	before, ok := d.At(i-1, w)
	return !ok || !slices.ContainsFunc(institutions, func(s string) bool { return strings.HasSuffix(before.Fold, s) }) || before.Fold == "residenz"
}
