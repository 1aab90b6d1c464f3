package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/syntax"
)

// The kinds that readings know more of than their keywords.
const (
	meeting   = "treffen"    // taken for granted where ministers are together at a place
	phoneCall = "telefonat"  // has no place
	summit    = "gipfel"     // a meeting that others hold and ministers attend
	statement = "erklaerung" // taken for granted where somebody speaks
	apart     = "sonstiges"  // no contact at all
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

// A tally is what speaks for one kind.
type tally struct {
	guess
	score, top float64
	rule       string // by which the best hit speaks for it
}

func (t *tally) add(s span, weight float64, rule string) {
	t.score += weight
	if weight >= 0.25 {
		t.hits = append(t.hits, s)
	}
	if weight > t.top {
		t.top, t.best, t.rule = weight, s, rule
	}
}

// kind returns the kind that most speaks for. A keyword counts by where it
// stands and by whether its sentence is about the ministers: an article on a
// press conference may name a telephone call of others more often. Turns of
// phrase without a keyword count too: who spoke with whom, or to whom alone.
func (r *Reader) kind(d *document, people []participant) guess {
	together := len(people) > 1 && slices.ContainsFunc(d.names, func(n nameHit) bool {
		named, _ := d.actors(n.sentence)
		return named > 1
	})
	tallies := r.tallies(d, together)
	of := map[string]*tally{}
	for i := range tallies {
		of[tallies[i].slug] = &tallies[i]
	}
	turns := append(r.turns(d, together), r.disclaimed(d)...)
	slices.SortStableFunc(turns, func(a, b turn) int {
		// What one says comes last: it may be said in an interview.
		return cmp.Compare(map[bool]int{true: 1}[a.said()], map[bool]int{true: 1}[b.said()])
	})
	for _, turn := range turns {
		t := of[turn.kind]
		if turn.said() {
			// Who speaks in an interview or before the press does so there.
			for _, slug := range statements {
				if own := of[slug]; own != nil && t != nil && slug != statement && own.top >= 0.4 && own.score > t.score {
					t = own
				}
			}
		}
		if t != nil {
			t.add(turn.span, turn.weight, turn.rule)
		}
	}
	var best tally
	for _, t := range tallies {
		if t.score > best.score {
			best = t
		}
	}
	if best.score < 0.25 || best.slug == statement && best.top < 1 && d.aside() {
		return guess{slug: r.withoutKeyword(d, people)}
	}
	slices.SortFunc(best.hits, func(a, b span) int { return cmp.Compare(a.Start, b.Start) })
	best.rows = append(best.rows, d.row("kind", best.rule, "event", best.best, best.slug))
	return best.guess
}

// tallies returns what the keywords of each kind speak for, in the order of the
// kinds. together: some sentence names two ministers.
func (r *Reader) tallies(d *document, together bool) []tally {
	calls, met := r.contacts(d, phoneCall), r.contacts(d, meeting)
	tallies := make([]tally, len(r.content.Kinds))
	for i, k := range r.content.Kinds {
		tallies[i].slug = k.Slug
		for _, h := range d.weighed(r.kinds[i]) {
			weight := h.weight * d.tells(h.span)
			in := d.SentenceAt(h.Start)
			switch {
			case k.Slug == meeting && d.occasion(h.span):
				weight *= 0.2
			case slices.Contains(statements, k.Slug) && d.before(h.span):
				weight *= 0.3
			case k.Slug == meeting && d.strikes(h.span):
				weight *= 0.1
			case k.Slug == meeting && d.Sentences[in].Covers(calls):
				weight *= 0.35 // what a call agreed on
			case together && slices.Contains(statements, k.Slug):
				weight *= 0.6 // what ministers say after they have met
				if d.Sentences[in].Covers(met) {
					weight *= 0.6
				}
			case k.Slug == summit && (d.undecided(h.span) || together && !d.others(in)):
				weight *= 0.4 // what ministers prepare or look forward to
			case k.Slug == summit:
				weight /= d.concerns(d.WordAt(h.Start)) // an affair of presidents
			}
			tallies[i].add(h.span, weight, "keyword")
		}
	}
	return tallies
}

// occasion reports whether what is named at s is the meeting of some council at
// which somebody does something: bei einem Treffen der Union sagte er.
func (d *document) occasion(s span) bool {
	w := d.WordAt(s.Start)
	return d.Fold(w-2, w) == "bei" && slices.Contains([]string{"einem", "einer", "dem", "der"}, d.Fold(w-1, w)) && slices.Contains([]string{"der", "des"}, d.Fold(w+1, w)) &&
		!slices.Contains(officials, d.Fold(w+2, w)) && !slices.Contains(officials, d.Fold(w+3, w))
}

// before reports whether what is named at s is over when the event begins: nach
// seiner Rede.
func (d *document) before(s span) bool {
	w := d.WordAt(s.Start)
	return d.Fold(w-2, w) == "nach" && slices.Contains([]string{"seiner", "ihrer", "seinem", "ihrem"}, d.Fold(w-1, w))
}

// Nouns that go with "treffen" where nobody meets.
var decided = []string{"entscheidung", "entscheidungen", "massnahme", "massnahmen", "vorkehrung", "vorkehrungen", "vorbereitungen", "vereinbarung", "vereinbarungen", "absprache", "absprachen", "wahl", "verabredung", "aussage"}

// strikes reports whether the verb at s is of a blow or a decision and not of
// people: Strafen treffen den Handel, traf die Entscheidung.
func (d *document) strikes(s span) bool {
	w := d.WordAt(s.Start)
	if f := d.Words[w].Fold; d.Words[w].Capital || f != "treffen" && f != "trifft" && f != "traf" && f != "trafen" && f != "getroffen" {
		return false
	}
	c := d.ClauseAt(w)
	in := d.Sentences[d.Words[w].Sentence]
	return c.Has(decided...) || d.namedIn(c) == 0 && !c.Has("sich", "er", "sie", "beide", "beiden", "man", "wir") && !c.Has(officials...) && !in.Has("einander")
}

// contacts returns where headline or lead tell of a contact of a kind between the
// ministers as what happened.
func (r *Reader) contacts(d *document, kind string) []span {
	var found []span
	for i, k := range r.content.Kinds {
		if k.Slug != kind {
			continue
		}
		for _, h := range d.weighed(r.kinds[i]) {
			if z := d.zoneOf(h.Start); (z == inHeadline || z == inLead) && d.tells(h.span) >= 1.5 {
				found = append(found, h.span)
			}
		}
	}
	return found
}

// withoutKeyword returns the kind of an article without any keyword of one.
func (r *Reader) withoutKeyword(d *document, people []participant) string {
	slug := statement
	if d.aside() {
		slug = apart
	} else if len(people) > 1 && r.place(d, guess{slug: meeting}).slug != "" {
		slug = meeting
	}
	if n := len(r.content.Kinds); n > 0 && r.content.Kind(slug) == nil {
		slug = r.content.Kinds[n-1].Slug
	}
	return slug
}

// A weighedHit is where a keyword stands.
type weighedHit struct {
	span
	weight  float64
	keyword int // index in the wording
}

// weighed returns the hits of keywords in order; of those that overlap the
// longest, of equal ones the heaviest.
func (d *document) weighed(w wording) []weighedHit {
	own := d.found.Of(w.from, w.to)
	if len(own) == 0 {
		return nil
	}
	found := make([]weighedHit, len(own))
	for i, h := range own {
		found[i] = weighedHit{h.Match, w.weights[h.Keyword-w.from], h.Keyword - w.from}
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
	weight := zoneWeight[z]
	if d.Words[w].Quoted {
		return weight * 0.2
	}
	weight *= d.concerns(w)
	c := d.ClauseAt(w)
	switch {
	case lookback(c) || d.ofOld(s):
		weight *= 0.3
	case c.Has(mayBe...):
		weight *= 0.25
	case c.Tense() == syntax.Future || c.Intends(w):
		weight *= 0.5
	}
	if d.denied(c, w) || d.afterTalks(w) {
		weight *= 0.2
	}
	if d.backOn(w) || begins(formerStems, d.Fold(w-1, w)) {
		weight *= 0.3
	}
	if f := d.Fold(w-1, w); f == "dem" && slices.Contains([]string{"in", "bei"}, d.Fold(w-2, w)) && !d.others(d.Words[w].Sentence) {
		weight *= 2 // "in dem Telefonat": the one this is about
	}
	if slices.ContainsFunc([]string{d.Fold(w-1, w), d.Fold(w-2, w)}, func(f string) bool { return slices.Contains(aboutWords, f) }) {
		weight *= 0.4
	}
	if d.ofOthers(w) || d.Fold(w-1, w) == "des" && d.Fold(w-2, w) == "rande" {
		weight *= 0.3 // am Rande des Treffens der …
	}
	if c.Has(reported...) {
		weight *= 0.5 // what a minister speaks of is not the event at which he does
	}
	if f := d.Fold(w-1, w); d.Fold(w-2, w) == "nach" && (f == "den" || f == "dem" && d.others(d.Words[w].Sentence)) {
		weight *= 0.3
	}
	return weight
}

// concerns returns how much what stands at word w is an affair of the ministers,
// and not of others.
func (d *document) concerns(w int) float64 {
	in := d.Words[w].Sentence
	named, meant := d.actors(in)
	others := d.others(in)
	switch z := d.zoneOf(d.Words[w].Start); {
	case named > 0 && others && d.leaves(w):
		return 0.3
	case named > 0 && others:
		return 0.6
	case named > 0:
		return 1
	case others:
		return 0.3
	case meant || z == inHeading || z == inHeadline:
		return 0.9
	case d.Sentences[in].Has("er", "sie"):
		return 0.8
	}
	return 0.5
}

// leaves reports whether the clause of word w is about others alone: Putin und
// Trump telefonieren – Lawrow lobt sie.
func (d *document) leaves(w int) bool {
	c := d.ClauseAt(w)
	return d.namedIn(c) == 0 && slices.ContainsFunc(d.Words[c.From:c.To], elsewhere)
}

// lookback reports whether a clause tells of what lies before the event. A
// first time is no look back.
func lookback(c syntax.Clause) bool {
	return c.Earlier() && (c.Tense() == syntax.Pluperfect || !c.Has("erstmals"))
}

// denied reports whether a clause says that what is named at word w was not or
// will not be: kein Treffen, schließt ein Treffen aus, traf ihn nicht.
func (d *document) denied(c syntax.Clause, w int) bool {
	return d.disclaims(c, w) || d.negates(c, notHeld)
}

// disclaims reports whether a clause is the word of somebody who says so, and
// not the news that a plan has failed.
func (d *document) disclaims(c syntax.Clause, w int) bool {
	if c.Has(denials...) || c.Has("weist", "wies") && c.Has("zurueck") || c.Has("zurueckgewiesen", "zurueckweist") && d.inClause(w, "bericht", "meldung", "behauptung", "spekulation", "geruecht") {
		return true
	}
	for i := w - 1; i >= w-4 && i >= c.From; i-- {
		if strings.HasPrefix(d.Words[i].Fold, "kein") {
			return true
		}
	}
	return d.negates(c, notPlanned)
}

// negates reports whether "nicht" stands in a clause before one of the words.
func (d *document) negates(c syntax.Clause, words []string) bool {
	for i := c.From; i+1 < c.To; i++ {
		if d.Words[i].Fold == "nicht" && slices.Contains(words, d.Words[i+1].Fold) {
			return true
		}
	}
	return d.Words[c.To-1].Fold == "nicht"
}

var (
	notPlanned = []string{"geplant", "vorgesehen"}
	notHeld    = []string{"getroffen", "zusammengekommen", "zusammen", "zustande", "statt", "stattgefunden", "treffen", "mit", "gesprochen", "geredet", "telefoniert", "gesehen", "begegnet"}
)

// backOn reports whether what is named at word w is looked back on from a later
// day: am Tag nach dem Treffen, im Telefonat vom 3. Juli.
func (d *document) backOn(w int) bool {
	if d.Fold(w+1, w) == "vom" {
		return true
	}
	for i := w - 1; i >= w-3; i-- {
		if d.Fold(i, w) == "nach" {
			before := d.Fold(i-1, w)
			return before == "tag" || before == "tage" || before == "wochen"
		}
	}
	return false
}

// undecided reports whether the clause at s speaks of what may yet be.
func (d *document) undecided(s span) bool {
	c := d.ClauseAt(d.WordAt(s.Start))
	return c.Tense() == syntax.Future || c.Has(mayBe...) || c.Has(reported...)
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

var denials = []string{"ausgeschlossen", "schliesst", "schloss", "dementiert", "dementierte", "bestreitet", "bestritt", "widerspricht", "widersprach", "unzutreffend"}

var mayBe = []string{"koennte", "koennten", "moeglicherweise", "vielleicht", "bereit"}

// aboutWords lead what somebody speaks about: Lawrow zum geplanten Gipfel.
var aboutWords = []string{"zum", "zur", "ueber", "fuer", "vor", "gegen", "ohne", "um"}

var reported = []string{"sei", "seien", "habe", "werde", "koenne", "solle", "komme", "gebe", "haette", "haetten", "waere", "waeren"}

var cancelledWords = []string{"abgesagt", "absage", "absagt", "geplatzt", "geplatzte", "geplatzten", "gestrichen", "platzt", "entfaellt", "entfiel", "ausgefallen"}

// status says whether the event was held. It is announced if its day lies
// ahead of publication or the sentence that names it speaks of the future and
// none in headline or lead of the past; cancelled if that sentence says so.
func status(d *document, kind guess, when dating) string {
	is := "held"
	if when.ahead {
		is = "announced"
	}
	if len(kind.hits) == 0 || kind.slug == statement {
		return is
	}
	z := d.zoneOf(kind.best.Start)
	if z != inHeadline && z != inLead {
		return is
	}
	switch c := d.ClauseAt(d.WordAt(kind.best.Start)); {
	case d.cancelled(kind):
		return "cancelled"
	case c.Tense() == syntax.Future && !when.past && !d.toldAsPast(kind):
		return "announced"
	}
	return is
}

// cancelled reports whether headline or lead say that a contact was called off,
// and nothing says that it was held.
func (d *document) cancelled(kind guess) bool {
	if slices.Contains(statements, kind.slug) {
		return false
	}
	off := false
	for _, s := range kind.hits {
		c := d.ClauseAt(d.WordAt(s.Start))
		z := d.zoneOf(s.Start)
		switch {
		case c.Has(cancelledWords...) || c.Has("sagt", "sagte", "sagen", "sagten") && d.Words[c.To-1].Fold == "ab" || c.Has("kommt", "kam") && c.Has("nicht") && c.Has("zustande"):
			off = off || z == inHeadline || z == inLead
		case z != inCaption && c.Tense() == syntax.Past && !lookback(c):
			return false
		}
	}
	return off
}

// toldAsPast reports whether the article speaks of the event in the past
// somewhere.
func (d *document) toldAsPast(kind guess) bool {
	return slices.ContainsFunc(kind.hits, func(s span) bool {
		return d.zoneOf(s.Start) == inCaption || d.ClauseAt(d.WordAt(s.Start)).Tense() == syntax.Past
	})
}
