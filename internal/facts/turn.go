package facts

import (
	"slices"
	"strings"

	"chronik/internal/syntax"
)

// A turn is a turn of phrase that speaks for a kind without a keyword of it.
type turn struct {
	span
	kind   string
	weight float64
	rule   string
}

// said reports whether the turn is one of speaking, which somebody may do in an
// interview or before the press as well.
func (t turn) said() bool { return t.rule == "speech" || t.rule == "denial" }

// disclaimed returns the contacts of which headline or lead say that there was
// or will be none: the news is who says so.
func (r *Reader) disclaimed(d *document) []turn {
	var found []turn
	for i, k := range r.content.Kinds {
		if k.Slug != meeting && k.Slug != phoneCall {
			continue
		}
		for _, h := range d.weighed(r.kinds[i]) {
			w := d.WordAt(h.Start)
			if in := d.Words[w].Sentence; !d.Words[w].Quoted && d.leads(w) && d.disclaims(d.ClauseAt(w), w) && (d.between(in) || !d.others(in)) {
				found = append(found, turn{h.span, statement, 0.4 * h.weight * d.weightOf(h.Start), "denial"})
			}
		}
	}
	return found
}

// Nouns and verbs of speaking with one another, whether face to face or not.
var talkWords = []string{"gespraech", "gespraeche", "gespraechen", "gespraechs", "sprach", "sprachen", "gesprochen", "spricht", "sprechen", "diskussion", "berieten", "beriet", "beraten", "eroerterten", "eroerterte", "eroertert", "besprachen", "besprach", "besprochen", "diskutierten", "diskutierte", "redeten", "redete", "geredet", "verhandelten", "verhandelte", "verhandelt", "unterhielten", "unterhielt", "unterhalten", "vorgetragen"}

// Verbs that take "zusammen" at the end of their clause.
var gatherVerbs = []string{"kam", "kamen", "kommt", "kommen", "trat", "traten", "tritt", "treten", "sass", "sassen", "setzte", "setzten", "setzt", "gesetzt"}

// Verbs by which headlines and leads say that one speaks.
var speechVerbs = append([]string{"sagt", "erklaert", "betont", "nennt", "fordert", "forderte", "warnt", "wirft", "kritisiert", "kritisierte", "verlangt", "erwartet", "erwartete", "rechnet", "rechnete", "beklagt", "beklagte", "bestreitet", "bestritt",
	"wertet", "haelt", "sieht", "lehnt", "lehnte", "droht", "drohte", "wirbt", "warb", "meint", "meinte", "bezeichnet", "bezeichnete", "bekraeftigt", "bekraeftigte", "verteidigt", "verteidigte", "dementiert", "dementierte", "aeussert", "raeumte", "versichert", "versicherte", "beschuldigt", "beschuldigte", "bemaengelt", "bemaengelte",
	"gesagt", "gefordert", "kritisiert", "gewarnt", "verlangt", "abgelehnt", "gelobt", "geantwortet", "antwortet", "antwortete", "beantwortet", "beantwortete", "genannt", "zurueckgewiesen", "vorgeworfen", "angekuendigt"}, sayVerbs...)

// turns returns the turns of phrase of an article.
func (r *Reader) turns(d *document, together bool) []turn {
	var found, talks []turn
	spoken := map[zone]bool{}
	for i, w := range d.Words {
		s := span{Start: w.Start, End: w.End}
		if d.zoneOf(w.Start) == inCaption || w.Quoted {
			continue
		}
		if p, ok := phrases[w.Fold]; ok && p.is(d, i) {
			found = append(found, turn{s, p.kind, p.weight * d.tells(s), p.rule})
			continue
		}
		switch {
		case d.afterTalks(i):
			found = append(found, turn{s, "pressekonferenz", d.weightOf(w.Start), "after-talks"})
		case turnWords[w.Fold]&talking != 0 && d.Fold(i-1, i) != "zu" && d.Fold(i+1, i) != "von" && d.between(w.Sentence):
			weight := 0.5 * d.tells(s)
			if w.Capital && d.ClauseAt(i).Has(speechVerbs...) {
				weight *= 0.5 // what is spoken of
			}
			talks = append(talks, turn{s, phoneCall, weight, "talks"})
		case turnWords[w.Fold]&gathering != 0 && d.gathers(i):
			found = append(found, turn{s, meeting, 0.9 * d.tells(s), "gathering"})
		case turnWords[w.Fold]&denying != 0 && d.leads(i) && d.namedIn(d.ClauseAt(i)) > 0:
			found = append(found, turn{s, statement, 0.6 * d.weightOf(w.Start), "denial"})
		case turnWords[w.Fold]&speaking != 0 && !together && !spoken[d.zoneOf(w.Start)] && d.alone(i):
			spoken[d.zoneOf(w.Start)] = true
			found = append(found, turn{s, statement, 0.4 * d.weightOf(w.Start), "speech"})
		}
	}
	found = append(found, d.genres()...)
	if len(talks) == 0 {
		return found
	}
	// Reports of a meeting say where it was; of a call there is no place to name.
	hits := make([]span, len(talks))
	for i, t := range talks {
		hits[i] = t.span
	}
	if d.travels() || d.indoors(talks) || r.place(d, guess{slug: meeting, hits: hits}).slug != "" {
		for i := range talks {
			talks[i].kind = meeting
		}
	}
	return append(found, talks...)
}

// What a word can begin, as bits: one look instead of one for each list.
const (
	talking = 1 << iota
	gathering
	denying
	speaking
)

var turnWords = func() map[string]int {
	all := map[string]int{}
	for bit, words := range map[int][]string{talking: talkWords, gathering: gatherVerbs, denying: denials, speaking: speechVerbs} {
		for _, w := range words {
			all[w] |= bit
		}
	}
	return all
}()

// weightOf returns what a passage weighs in which a turn of phrase stands.
func (d *document) weightOf(at int) float64 {
	return zoneWeight[d.zoneOf(at)]
}

// between reports whether a sentence is about two ministers or one and a
// colleague.
func (d *document) between(sentence int) bool {
	named, _ := d.actors(sentence)
	return named > 1 || named == 1 && d.Sentences[sentence].Has("amtskollege", "amtskollegen", "kollege", "kollegen", "beide", "beider")
}

// travels reports whether a minister is said to be on a journey or visit.
func (d *document) travels() bool {
	for _, n := range d.names {
		s := d.Sentences[n.sentence]
		if z := d.passages[s.Passage].zone; z != inHeadline && z != inLead {
			continue
		}
		if slices.ContainsFunc(d.Words[s.From:s.To], func(w syntax.Word) bool {
			return strings.HasSuffix(w.Fold, "reise") || strings.HasPrefix(w.Fold, "besuch") || w.Fold == "reiste" || w.Fold == "reist" || w.Fold == "eingetroffen" || strings.HasSuffix(w.Fold, "sicherheitskonferenz")
		}) {
			return true
		}
	}
	return false
}

// rooms are where those sit who talk face to face.
var rooms = []string{"hotel", "hotels", "residenz", "palast", "palais", "saal", "villa", "schloss", "gaestehaus", "konferenzzentrum", "kongresszentrum", "pool", "terrasse", "tisch", "sessel"}

// indoors reports whether the sentence of some talk names a room.
func (d *document) indoors(talks []turn) bool {
	return slices.ContainsFunc(talks, func(t turn) bool {
		s := d.Sentences[d.SentenceAt(t.Start)]
		return slices.ContainsFunc(d.Words[s.From:s.To], func(w syntax.Word) bool {
			return w.Capital && slices.ContainsFunc(rooms, func(r string) bool { return strings.HasSuffix(w.Fold, r) })
		})
	})
}

// gathers reports whether the verb at word i is one of coming together.
func (d *document) gathers(i int) bool {
	c := d.ClauseAt(i)
	in := d.Sentences[d.Words[i].Sentence]
	if named, meant := d.actors(d.Words[i].Sentence); named == 0 && !meant && !in.Has("er", "sie", "man") && !d.others(d.Words[i].Sentence) {
		return false // some council
	}
	for j := i + 1; j < c.To; j++ {
		if w := d.Words[j]; w.Fold == "zusammen" {
			return d.Fold(j+1, j) != "mit"
		}
	}
	// An einen Tisch gesetzt.
	f := d.Words[i].Fold
	return f == "gesetzt" && d.Fold(i-1, i) == "tisch" || f == "setzten" && c.Has("tisch")
}

// leads reports whether word i stands in headline or lead and tells of no
// earlier day.
func (d *document) leads(i int) bool {
	z := d.zoneOf(d.Words[i].Start)
	return (z == inHeadline || z == inLead) && !lookback(d.ClauseAt(i))
}

// alone reports whether the verb of speaking at word i stands in headline or
// lead and has one minister for its subject.
func (d *document) alone(i int) bool { return d.leads(i) && d.namedIn(d.ClauseAt(i)) == 1 }

// namedIn returns how often a clause names a minister.
func (d *document) namedIn(c syntax.Clause) int {
	named := 0
	for _, n := range d.names {
		if at := d.WordAt(n.Start); at >= c.From && at < c.To {
			named++
		}
	}
	return named
}

// afterTalks reports whether at word i begins what a minister says after talks
// with somebody else than those of the chronology, as before the press: nach
// Gesprächen mit dem Vorsitzenden.
func (d *document) afterTalks(i int) bool {
	f := d.Words[i].Fold
	if !strings.HasPrefix(f, "gespraech") && !strings.HasPrefix(f, "treffen") && !strings.HasPrefix(f, "verhandlung") && !strings.HasPrefix(f, "unterredung") {
		return false
	}
	if d.Fold(i-1, i) != "nach" && d.Fold(i-2, i) != "nach" || d.Fold(i+1, i) != "mit" {
		return false
	}
	s := d.Sentences[d.Words[i].Sentence]
	if named, _ := d.actors(d.Words[i].Sentence); named > 1 {
		return false
	}
	for j := i + 2; j < min(i+8, s.To); j++ {
		w := d.Words[j]
		if slices.ContainsFunc(d.names, func(n nameHit) bool { return n.Start < w.End && w.Start < n.End }) || strings.HasPrefix(w.Fold, "us-") || strings.HasPrefix(w.Fold, "amerikanisch") || strings.HasPrefix(w.Fold, "praesident") {
			return false
		}
	}
	return s.Has("so") || slices.ContainsFunc(d.Words[s.From:s.To], func(w syntax.Word) bool { return slices.Contains(speechVerbs, w.Fold) })
}
