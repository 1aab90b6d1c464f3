package syntax

import (
	"slices"
	"strings"
)

// A Tense is when a clause says it was, seen from its writing.
type Tense int

const (
	Present Tense = iota
	Past
	Pluperfect // before what is told
	Future
)

// Tense reads the time of a clause from its verbs. What has none of the marks
// is taken from the whole sentence, unless it is a relative clause.
func (c Clause) Tense() Tense {
	if t, ok := c.tense(); ok || c.From == c.To || c.Relative() {
		return t
	}
	t, _ := c.sentence().tense()
	return t
}

func (c Clause) tense() (Tense, bool) {
	switch {
	case c.Has(pluperfectVerbs...) && c.participle():
		return Pluperfect, true
	case c.Has(futureWords...) && !c.Has(pastVerbs...):
		return Future, true
	case c.Has(perfectVerbs...) && c.participle(), c.Has(pastVerbs...), c.preterite():
		return Past, true
	case c.Has(pluperfectVerbs...):
		return Past, true
	case c.Has(presentVerbs...):
		return Present, true
	}
	return Present, false
}

// Earlier reports whether a clause tells of what lies before the rest, by its
// tense or a word such as "zuvor".
func (c Clause) Earlier() bool {
	t := c.Tense()
	return t == Pluperfect || t == Past && c.LooksBack()
}

// LooksBack reports whether a clause has a word such as "zuvor".
func (c Clause) LooksBack() bool { return c.Has(earlierWords...) }

// Past reports whether the clause itself, not only the sentence around it,
// tells of the past.
func (c Clause) Past() bool {
	t, ok := c.tense()
	return ok && (t == Past || t == Pluperfect)
}

// Reports reports whether a clause says that somebody reports something.
func (c Clause) Reports() bool { return c.Has(reportVerbs...) }

// TenseAround returns the tense of a clause of any prose around the words from
// one index to before another. Tense knows the verbs of diplomacy; of others
// the shape must do. ok is false if no verb is to be seen.
func (c Clause) TenseAround(from, to int) (t Tense, ok bool) {
	for _, in := range []Clause{c, c.sentence()} {
		t, ok := in.tense()
		switch {
		case in.Has(strongPast...) && t != Pluperfect && t != Future:
			return Past, true
		case ok:
			return t, true
		case in.Has(copula...) || in.presentAround(from, to):
			return Present, true
		}
	}
	return Present, false
}

// presentAround reports whether a clause has a verb such as "feiert" outside
// of the words from one index to before another.
func (c Clause) presentAround(from, to int) bool {
	for i := c.From; i < c.To; i++ {
		w := c.prose.Words[i]
		if i >= from && i < to || w.Capital || len(w.Fold) < 4 || w.Fold[len(w.Fold)-1] != 't' {
			continue
		}
		// What looks like a participle is one at the end of a headline; one
		// with its auxiliary verb has been seen before.
		done := Participle(w.Fold) && (strings.HasPrefix(w.Fold, "ge") || i == c.To-1)
		if !done && !slices.Contains(notPresent, w.Fold) {
			return true
		}
	}
	return false
}

// Intends reports whether an infinitive with "zu" follows word i: ein Treffen
// abzuhalten.
func (c Clause) Intends(i int) bool {
	for i++; i < c.To; i++ {
		w := c.prose.Words[i]
		if w.Capital {
			continue
		}
		if w.Fold == "zu" && strings.HasSuffix(c.prose.Fold(i+1, i), "n") {
			return true
		}
		if at := strings.Index(w.Fold, "zu"); at > 0 && slices.Contains(separable, w.Fold[:at]) && strings.HasSuffix(w.Fold, "en") {
			return true
		}
	}
	return false
}

// sentence returns the words of the sentence around a clause.
func (c Clause) sentence() Clause {
	s := c.prose.Sentences[c.prose.Words[c.From].Sentence].Clause
	s.From, s.To = max(s.From, c.From-clauseReach), min(s.To, c.To+clauseReach)
	return s
}

// Relative reports whether a clause is a relative one: it begins with the
// pronoun and ends with a verb. "…, den Vertrag von 1987 zu brechen" is none.
func (c Clause) Relative() bool {
	w, last := c.prose.Words[c.From], c.prose.Words[c.To-1]
	return !w.First && slices.Contains(relatives, w.Fold) &&
		!last.Capital && last.Number < 0 && c.prose.Fold(c.To-2, c.To-1) != "zu"
}

func (c Clause) participle() bool {
	return slices.ContainsFunc(c.Words(), func(w Word) bool { return (!w.Capital || w.First) && Participle(w.Fold) })
}

// preterite reports whether a clause has a weak verb in the past: sagte,
// telefonierten.
func (c Clause) preterite() bool {
	for i := c.From; i < c.To; i++ {
		w := c.prose.Words[i]
		if w.Capital || len(w.Fold) < 5 || slices.Contains(notVerbs, w.Fold) {
			continue
		}
		if strings.HasSuffix(w.Fold, "te") || strings.HasSuffix(w.Fold, "ten") {
			// An adjective stands before its noun: die geplante Reise.
			next, ok := c.prose.At(i+1, i)
			if !ok || !next.Capital || !Participle(strings.TrimSuffix(strings.TrimSuffix(w.Fold, "n"), "e")) {
				return true
			}
		}
	}
	return false
}

var inseparable = []string{"be", "ver", "er", "emp", "ent", "hinter", "zer", "miss", "ueber", "unter", "wieder", "ge"}

// Participle reports whether a folded word looks like a second participle:
// getroffen, stattgefunden, telefoniert, vereinbart.
func Participle(w string) bool {
	if len(w) < 5 || !strings.HasSuffix(w, "t") && !strings.HasSuffix(w, "en") {
		return false
	}
	if strings.HasSuffix(w, "iert") {
		return true
	}
	if at := strings.Index(w, "ge"); at > 1 && at <= 8 && len(w) > at+4 {
		return slices.Contains(separable, w[:at])
	}
	return slices.ContainsFunc(inseparable, func(p string) bool { return strings.HasPrefix(w, p) })
}

var separable = []string{"ab", "an", "auf", "aus", "bei", "bereit", "dar", "durch", "ein", "fest", "fort", "frei", "heraus", "herbei", "hin", "hinaus", "hervor",
	"los", "mit", "nach", "nieder", "statt", "teil", "um", "vor", "voran", "weg", "weiter", "wieder", "zu", "zurueck", "zusammen", "bekannt", "entgegen"}

// Preterite reports whether a folded word is the past of a strong or frequent
// verb.
func Preterite(w string) bool { return slices.Contains(strongPast, w) || slices.Contains(pastVerbs, w) }

// Auxiliary reports whether a folded word is a verb that forms a perfect or a
// pluperfect.
func Auxiliary(w string) bool {
	return slices.Contains(perfectVerbs, w) || slices.Contains(pluperfectVerbs, w)
}
