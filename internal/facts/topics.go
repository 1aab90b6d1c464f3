package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// A topicHit is a topic that an article has.
type topicHit struct {
	slug  string
	score float64
	rank  float64 // how much the article is about it
	clock days
	best  span // of the keyword that says most
}

// topicsOf returns the topics whose keywords reach the threshold, what the
// article is most about first. Each keyword adds its weight once: a word that
// says little does not say more by the tenth time. A topic that nobody could
// speak of yet is none.
func (r *Reader) topicsOf(d *document, published days) []topicHit {
	var found []topicHit
	for i, t := range r.content.Topics {
		words := d.weighed(r.topics[i])
		if len(words) == 0 {
			continue
		}
		h := topicHit{slug: t.Slug, clock: timex.DaysOf(t.Clock)}
		most := make([]float64, len(r.topics[i].weights))
		hits, top := 0, 0.0
		for _, s := range words {
			z := d.zoneOf(s.Start)
			if z == inCaption {
				continue
			}
			hits++
			weight := s.weight * d.topical(s.span)
			most[s.keyword] = max(most[s.keyword], weight)
			if weight > top {
				top, h.best = weight, s.span
			}
			h.rank += s.weight * [zones]float64{inHeadline: 3, inLead: 2, inBody: 1, inHeading: 2}[z]
		}
		for _, weight := range most {
			h.score += weight
		}
		threshold := t.Threshold
		if threshold == 0 {
			threshold = 1
		}
		if hits == 1 && (d.inPassing(h.best) || d.ofOld(h.best)) {
			h.score *= 0.6
		}
		// Weights are decimal fractions whose sums fall short by rounding.
		if h.score < threshold-1e-9 {
			continue
		}
		if _, ok := published.And(h.clock); published.Known() && !ok {
			continue
		}
		found = append(found, h)
	}
	slices.SortStableFunc(found, func(a, b topicHit) int { return cmp.Compare(b.rank, a.rank) })
	return found
}

// topical returns what a keyword at s counts: more in the headline, less where
// it only describes something else (die vom Iran gestützten Huthis) or is said
// not to be a topic.
func (d *document) topical(s span) float64 {
	w := d.WordAt(s.Start)
	if d.describes(w) || d.ruledOut(w) || d.nationality(w) {
		return 0.4
	}
	if d.zoneOf(s.Start) == inHeadline {
		return 1.5
	}
	return 1
}

// ofOld reports whether what stands at s belongs to a year long before that of
// publication, by a clause that looks back: schon 2013 war es darum gegangen.
// What only bears its year, as the treaty of 1987 does, does not.
func (d *document) ofOld(s span) bool {
	if d.zoneOf(s.Start) == inHeadline {
		return false
	}
	in := d.Sentences[d.Words[d.WordAt(s.Start)].Sentence]
	for i := in.From; i < in.To; i++ {
		w := d.Words[i]
		before := d.Fold(i-1, i)
		// News give their own day; im September 2013 is another time.
		far := w.Number < d.published.First.Year-1 || !d.published.Known() && d.Fold(i-2, i) == "im"
		if len(w.Text) != 4 || w.Number < 1900 || w.Number > 2100 || !far {
			continue
		}
		if c := d.ClauseAt(i); before != "von" && before != "vom" && (c.Earlier() || c.Tense() == syntax.Past || c.Tense() == syntax.Pluperfect) {
			return true
		}
	}
	return false
}

// nationality reports whether word w only says where the person named behind it
// comes from: der Iraner Ali Muster.
func (d *document) nationality(w int) bool {
	return strings.HasSuffix(strings.TrimSuffix(d.Words[w].Fold, "in"), "er") && d.nameEnd(w+1) > 0
}

// describes reports whether the name at word w only says by whom something
// else is supported, held or led.
func (d *document) describes(w int) bool {
	if f := d.Fold(w-1, w); f != "vom" && f != "von" && (f != "der" || d.Fold(w-2, w) != "von") {
		return false
	}
	next := d.Fold(w+1, w)
	return slices.ContainsFunc([]string{"gestuetzt", "unterstuetzt", "kontrolliert", "finanziert", "gefuehrt", "bewaffnet", "gesteuert", "besetzt", "ausgeruestet"}, func(p string) bool { return strings.HasPrefix(next, p+"e") })
}

// ruledOut reports whether the clause of word w says that it was no topic.
func (d *document) ruledOut(w int) bool {
	c := d.ClauseAt(w)
	for i := c.From; i+1 < c.To; i++ {
		if next := d.Words[i+1].Fold; strings.HasPrefix(d.Words[i].Fold, "kein") && (next == "thema" || next == "gegenstand") {
			return d.Words[w].Start > d.Sentences[d.Words[w].Sentence].Start && d.zoneOf(d.Words[w].Start) != inHeadline
		}
	}
	return false
}

// Words of sentences that say what was talked about.
var topicWords = []string{"ging", "geht", "gehe", "thema", "themen", "sprache", "ueber", "eroertert", "eroerterten", "besprochen", "besprachen", "diskutiert", "diskutierten", "beraten", "berieten", "kamen", "kam", "gegenstand", "tagesordnung", "agenda", "fragen", "gespraech", "gespraeche", "gespraechs", "telefonat", "treffen", "lage", "darunter", "zudem", "ferner", "ausserdem"}

// inPassing reports whether what stands at s is told by the narrator, aside
// from what the ministers did, said or spoke of, and only as the place or
// cause of something else: Gefangene gibt es auch auf der Krim.
func (d *document) inPassing(s span) bool {
	w := d.WordAt(s.Start)
	in := d.Words[w].Sentence
	if d.zoneOf(s.Start) != inBody || d.Words[w].Quoted {
		return false
	}
	if named, meant := d.actors(in); named > 0 || meant {
		return false
	}
	if sentence := d.Sentences[in]; sentence.Has(topicWords...) || sentence.Has(reported...) || sentence.Has("er", "sie", "man", "wir") || d.speaks(sentence.Passage) {
		return false
	}
	return d.whereabouts(w) || d.Sentences[in].Has("seit", "wegen", "trotz", "anders", "neben")
}

// speaks reports whether a passage is what somebody says himself, as in a
// transcript: it says "wir" or "ich" outside of quotations.
func (d *document) speaks(passage int) bool {
	for _, s := range d.Sentences {
		if s.Passage == passage && slices.ContainsFunc(d.Words[s.From:s.To], func(w syntax.Word) bool {
			return !w.Quoted && (w.Fold == "wir" || w.Fold == "ich")
		}) {
			return true
		}
	}
	return false
}

// whereabouts reports whether the name at word w says where something is, and
// not what a noun before it is about: auf der Krim, not Krieg in der Ukraine.
func (d *document) whereabouts(w int) bool {
	i := w - 1
	if slices.Contains([]string{"der", "dem", "den"}, d.Fold(i, w)) {
		i--
	}
	if !slices.Contains([]string{"in", "im", "auf", "aus", "nach", "bei"}, d.Fold(i, w)) {
		return false
	}
	before, ok := d.At(i-1, w)
	return !ok || !before.Capital
}
