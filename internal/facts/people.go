package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/syntax"
)

// A participant is a minister on whose page the article belongs.
type participant struct {
	minister *content.Minister
	hits     []span // where the article names them, in order
	weight   int    // how much the article is about them
	rule     string // by which the first of hits names them
	inOffice bool   // as foreign minister, so that the terms of office date the event
}

// inOffice returns those of people who take part as foreign ministers.
func inOffice(people []participant) []participant {
	return slices.DeleteFunc(slices.Clone(people), func(p participant) bool { return !p.inOffice })
}

// speaker returns the slug of the minister that an article is most about.
func speaker(people []participant) string {
	best, slug := 0, ""
	for _, p := range people {
		if p.weight > best {
			best, slug = p.weight, p.minister.Slug
		}
	}
	return slug
}

// nameHits returns where ministers are named, in order.
func (r *Reader) nameHits(d *document) []nameHit {
	var found []nameHit
	for i := range r.names {
		for _, s := range d.hits(r.names[i]) {
			found = append(found, nameHit{span: s, minister: i, sentence: d.SentenceAt(s.Start), rule: "spelling"})
		}
	}
	found = append(found, r.misspelled(d, found)...)
	for i := range found {
		found[i].as = d.standing(d.WordAt(found[i].Start))
		found[i].former = found[i].as >= former
	}
	slices.SortFunc(found, orderOfNames)
	return found
}

func orderOfNames(a, b nameHit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.minister, b.minister))
}

// dealings are the stems of words for what ministers do with one another.
var dealings = []string{"gespraech", "telefon", "treffen", "traf", "trifft", "empfang", "empfaeng", "getroffen", "begegn", "unterred", "kolleg", "amtskolleg", "konsultation", "verhandlung", "vorschlag", "bitte", "verhandl"}

// A candidate is a minister who is named.
type candidate struct {
	participant
	first int // where
	part  bool
}

// ministers returns who takes part: the ministers named in headline, lead or
// caption, more than once, or along with what they did with another; if there
// are none, several who are mentioned. Who held
// no office around the day of publication is only looked back at; of two whose
// terms never overlap the more salient one stays. Who appears in another
// office takes part only in dealings with a minister.
func (r *Reader) ministers(d *document, published days) []participant {
	var all, mentioned []candidate
	for i := range r.content.Ministers {
		c := r.candidate(d, i, published)
		switch {
		case c.part:
			all = append(all, c)
		case len(c.hits) > 0 && c.inOffice && published.Known() && c.minister.InOffice(around(published)):
			mentioned = append(mentioned, c)
		}
	}
	if len(all) == 0 && len(mentioned) > 1 {
		all = mentioned
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.weight, a.weight) })
	var kept []candidate
	var terms []days
	for _, c := range all {
		if !c.inOffice {
			kept = append(kept, c)
		} else if t, ok := shared(terms, c.minister); ok {
			kept, terms = append(kept, c), t
		}
	}
	slices.SortFunc(kept, func(a, b candidate) int {
		pivot := func(c candidate) bool { return c.minister.Slug == r.content.Site.Pivot }
		if pivot(a) != pivot(b) {
			return map[bool]int{true: -1, false: 1}[pivot(a)]
		}
		return cmp.Compare(a.first, b.first)
	})
	people := make([]participant, len(kept))
	for i, c := range kept {
		people[i] = c.participant
	}
	return people
}

// candidate gathers what the article says of the minister with index i.
func (r *Reader) candidate(d *document, i int, published days) candidate {
	c := candidate{participant: participant{minister: &r.content.Ministers[i], inOffice: true}, first: -1}
	var own []nameHit
	for _, n := range d.names {
		if n.minister == i && n.as != lookedAt {
			own = append(own, n)
		}
	}
	// One title tells the standing for the whole article.
	as := func(s ...standing) bool {
		return slices.ContainsFunc(own, func(n nameHit) bool { return slices.Contains(s, n.as) })
	}
	if as(former, other) && !as(titled) {
		when := holding(published)
		c.inOffice = when.Known() && c.minister.InOffice(when.First, when.Last)
	}
	for _, n := range own {
		if n.former && as(titled) {
			continue
		}
		z := d.zoneOf(n.Start)
		c.weight += [zones]int{inHeadline: 4, inLead: 3, inCaption: 2, inBody: 1, inHeading: 1}[z]
		if c.first < 0 {
			c.first, c.rule = n.Start, n.rule
		}
		c.hits = append(c.hits, n.span)
		if c.inOffice {
			c.part = c.part || z != inBody || len(c.hits) > 1 || d.dealing(n) || d.acting(n)
		} else {
			c.part = c.part || (z == inHeadline || z == inLead) && d.dealsWith(n)
		}
	}
	if c.inOffice {
		c.part = c.part && c.minister.InOffice(around(published))
	}
	return c
}

// dealsWith reports whether the clause of a name tells of dealings with
// another minister, and not of earlier ones.
func (d *document) dealsWith(n nameHit) bool {
	w := d.WordAt(n.Start)
	c := d.ClauseAt(w)
	if lookback(c) || d.denied(c, w) || !slices.ContainsFunc(d.names, func(o nameHit) bool { return o.sentence == n.sentence && o.minister != n.minister && !o.former }) {
		return false
	}
	return slices.ContainsFunc(d.Words[c.From:c.To], func(w syntax.Word) bool {
		return slices.ContainsFunc(dealings, func(stem string) bool { return strings.Contains(w.Fold, stem) })
	})
}

// around widens the day of publication by what lies between an event and the
// reports of it.
func around(published days) (first, last edtf.Day) {
	if !published.Known() {
		return edtf.Day{}, edtf.Day{}
	}
	return published.First.Add(-31), published.Last.Add(31)
}

// dealing reports whether the sentence of a name is about dealings between
// ministers.
func (d *document) dealing(n nameHit) bool {
	s := d.Sentences[n.sentence]
	if slices.ContainsFunc(d.names, func(o nameHit) bool { return o.sentence == n.sentence && o.minister != n.minister && !o.former }) {
		return true
	}
	for _, w := range d.Words[s.From:s.To] {
		if slices.ContainsFunc(dealings, func(stem string) bool { return strings.Contains(w.Fold, stem) }) {
			return true
		}
	}
	return false
}

// acting reports whether a name stands where the subject of a sentence does.
func (d *document) acting(n nameHit) bool {
	w := d.WordAt(n.Start)
	s := d.Sentences[n.sentence]
	return w-s.From < 5 && !d.Words[w].Quoted && d.ClauseAt(w).Tense() != syntax.Pluperfect
}

// shared narrows stretches to those that also lie in a term of m. No
// stretches at all are all days.
func shared(stretches []days, m *content.Minister) ([]days, bool) {
	if stretches == nil {
		stretches = []days{{}}
	}
	var both []days
	for _, s := range stretches {
		for _, t := range m.Terms {
			start, _ := t.Start.Bounds()
			_, end := t.End.Bounds()
			if b, ok := s.And(days{First: start, Last: end}); ok {
				both = append(both, b)
			}
		}
	}
	return both, len(both) > 0
}

// Words before a name that say that it is one, by their end.
var officeEnds = []string{"praesident", "praesidenten", "praesidentin", "minister", "ministers", "ministerin", "kanzler", "kanzlers", "kanzlerin", "berater", "beraters", "beraterin", "sprecher", "sprechers", "sprecherin",
	"sekretaer", "sekretaers", "sekretaerin", "botschafter", "botschafters", "botschafterin", "beauftragte", "beauftragten", "beauftragter", "senator", "senators", "gesandte", "gesandten", "gesandter", "unterhaendler", "staatschef", "staatschefs", "praesidentschaftskandidat",
	"kremlchef", "kremlchefs", "vize", "diplomat", "diplomaten", "direktor", "direktors", "ermittler", "general", "generals", "chef", "chefs", "aussenpolitiker", "vorsitzende", "vorsitzenden", "journalist", "journalisten", "premier", "premiers", "regisseur", "moderator", "kollege", "kollegen", "kollegin"}

// persons returns the other people the article names with first and last
// name: after an office, or joined to such a name by a comma, "und" or "sowie".
func (r *Reader) persons(d *document) []string {
	var names []string
	for _, p := range d.personHits() {
		name := d.Text[p.Start:p.End]
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (d *document) personHits() []span {
	var found []span
	for i := 0; i < len(d.Words); i++ {
		w := d.Words[i]
		if d.zoneOf(w.Start) == inCaption || !w.Capital || !slices.ContainsFunc(officeEnds, func(e string) bool { return strings.HasSuffix(w.Fold, e) }) {
			continue
		}
		for at := d.afterOffice(i); at > 0; {
			end := d.nameEnd(at)
			if end == 0 {
				break
			}
			s := span{Start: d.Words[at].Start, End: d.Words[end-1].End}
			if !slices.ContainsFunc(d.names, func(n nameHit) bool { return n.Start < s.End && s.Start < n.End }) {
				s.End = len(d.Text[:s.Start]) + len(d.nominative(s))
				found = append(found, s)
			}
			i = end - 1
			at = 0
			if f := d.Fold(end, end-1); f == "und" || f == "sowie" {
				at = end + 1
			}
		}
	}
	return found
}

// afterOffice returns the word at which a name may begin after the office at
// word i: the next one, or behind a comma after "des Präsidenten der USA".
func (d *document) afterOffice(i int) int {
	for j := i + 1; j <= i+5; j++ {
		if _, ok := d.At(j, i); !ok {
			return 0
		}
		between := strings.TrimSpace(d.Text[d.Words[j-1].End:d.Words[j].Start])
		if between == "" && j == i+1 && d.nameEnd(j) > 0 || between == "," && d.nameEnd(j) > 0 {
			return j
		}
		if between != "" {
			return 0
		}
	}
	return 0
}

// nameEnd returns the word after the name that begins at word i: two or three
// words with capitals, none of them an office, a country or joined to what
// follows; 0 if none begins there.
func (d *document) nameEnd(i int) int {
	end := i
	for ; end < i+3; end++ {
		w, ok := d.At(end, i)
		if !ok || !w.Capital || w.Number >= 0 || len(w.Text) < 2 || strings.ToUpper(w.Text) == w.Text || notName(w.Fold) {
			break
		}
		if end > i && d.Text[d.Words[end-1].End:w.Start] != " " {
			break
		}
	}
	if end-i < 2 {
		return 0
	}
	return end
}

func notName(fold string) bool {
	if slices.Contains([]string{"der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einer", "er", "sie", "es", "wir", "ich", "in", "am", "im", "bei", "nach", "vor"}, fold) {
		return true
	}
	if slices.ContainsFunc(officeEnds, func(e string) bool { return strings.HasSuffix(fold, e) }) {
		return true
	}
	for _, end := range []string{"ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "amt", "amtes", "rates", "ministerium", "ministeriums", "haus", "hauses", "staaten", "tag", "tages", "land", "lands", "landes", "russlands"} {
		if strings.HasSuffix(fold, end) {
			return true
		}
	}
	return false
}

// nominative returns a name without a genitive s that its first mention may
// carry: where the text names it without, that is how it is spelled.
func (d *document) nominative(s span) string {
	name := d.Text[s.Start:s.End]
	bare, ok := strings.CutSuffix(name, "s")
	if !ok {
		return name
	}
	last := bare[strings.LastIndexByte(bare, ' ')+1:]
	for _, w := range d.Words {
		if w.Text == last {
			return bare
		}
	}
	return name
}

// presidents are those whom texts name without their office.
var presidents = []string{"putin", "obama", "trump", "biden"}

// others reports whether a sentence names people who are no ministers of the
// chronology, or their offices.
func (d *document) others(i int) bool {
	s := d.Sentences[i]
	return slices.ContainsFunc(d.Words[s.From:s.To], elsewhere)
}

// elsewhere reports whether a word means one of those others.
func elsewhere(w syntax.Word) bool {
	return strings.Contains(w.Fold, "praesident") || strings.Contains(w.Fold, "staatschef") || strings.HasSuffix(w.Fold, "berater") || strings.HasSuffix(w.Fold, "beraters") ||
		w.Capital && slices.Contains(presidents, strings.TrimSuffix(w.Fold, "s"))
}

// officials are words that mean the ministers without naming them.
var officials = []string{"aussenminister", "aussenministers", "aussenministern", "minister", "ministern", "amtskollege", "amtskollegen", "kollege", "kollegen", "diplomat", "diplomaten", "chefdiplomat", "chefdiplomaten", "ressortchefs", "beide", "beiden", "ministers"}

// actors returns how many ministers a sentence names, and whether it means
// some by their office. Where the next sentence goes on with "dort", those
// are its actors.
func (d *document) actors(i int) (named int, meant bool) {
	if next := i + 1; next < len(d.Sentences) && d.Sentences[next].Passage == d.Sentences[i].Passage && d.Sentences[next].From < len(d.Words) && d.Words[d.Sentences[next].From].Fold == "dort" {
		return d.actors(next)
	}
	var seen []int
	for _, n := range d.names {
		if n.sentence == i && !n.former && !slices.Contains(seen, n.minister) {
			seen = append(seen, n.minister)
		}
	}
	return len(seen), d.Sentences[i].Has(officials...)
}
