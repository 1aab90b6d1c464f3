package facts

import (
	"slices"
	"strings"

	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// A standing says as what a naming presents its bearer.
type standing int

const (
	byName   standing = iota
	titled            // as foreign minister
	former            // as one who no longer is
	other             // in another office: CIA-Direktor, Senator
	lookedAt          // as the predecessor of somebody, or as the minister of then
)

var (
	formerStems = []string{"ehemalig", "frueher", "ex-", "alt-", "altaussen", "vormalig"}
	thenStems   = []string{"damalig", "seinerzeitig", "vorgaenger", "amtsvorgaenger", "nachfolger", "amtsnachfolger"}
	otherStems  = []string{"cia-", "us-senator", "senator", "vizeaussenminister", "vize-aussenminister", "vizeminister", "us-vizeaussenminister", "stellvertretend", "sondergesandt", "us-sondergesandt", "klimagesandt", "klimabeauftragt", "us-klimabeauftragt",
		"klima-", "sonderbeauftragt", "us-sonderbeauftragt", "gouverneur", "exxon", "konzernchef", "oelmanager", "praesidentschaftskandidat", "praesidentschaftsbewerber", "un-botschafter", "kongressabgeordnet", "abgeordnet", "designiert", "nominiert", "kuenftig"}
	officeStems = []string{"aussenminister", "chefdiplomat", "amtskolleg", "kolleg", "aussenamtschef"}
	// Adjectives and articles that may stand inside a title.
	titleStems = []string{"neu", "heutig", "jetzig", "amtierend", "amerikanisch", "us-amerikanisch", "russisch", "oberst"}
)

func begins(stems []string, f string) bool {
	return slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(f, s) })
}

// standing reads the title before the name that begins at word w: nouns with
// capitals, their genitives and the adjectives that titles have.
func (d *document) standing(w int) standing {
	is := byName
	for i := w - 1; i >= w-6; i-- {
		word, ok := d.At(i, w)
		if !ok || strings.Trim(d.Text[word.End:d.Words[i+1].Start], " \u00a0") != "" {
			break
		}
		f := word.Fold
		switch {
		case begins(thenStems, f):
			return lookedAt
		case begins(formerStems, f) && f != "frueher":
			return former
		case begins(otherStems, f):
			is = other
		case begins(officeStems, f) || strings.HasPrefix(f, "us-") && begins(officeStems, f[3:]):
			if is == byName {
				is = titled
			}
		}
		genitive := (f == "der" || f == "des") && i > 0 && d.Words[i-1].Capital
		if !word.Capital && !genitive && !begins(otherStems, f) && !begins(titleStems, f) {
			break
		}
	}
	return is
}

// Verbs by which somebody comes into an office, and those that say who is in it.
var (
	makeVerbs = []string{"gemacht", "ernannt", "ernannte", "berufen", "berief", "bestimmt", "bestaetigt", "bestaetigte", "vereidigt", "machte", "gewaehlt"}
	beVerbs   = []string{"ist", "war", "wurde", "wird", "bleibt"}
)

// made reports whether the sentence of the only minister it names says that
// this is or becomes foreign minister: hat den Botschafter zum Außenminister
// gemacht, war vier Jahre lang Außenminister.
func (d *document) made(n nameHit) bool {
	s := d.Sentences[n.sentence]
	if slices.ContainsFunc(d.names, func(o nameHit) bool { return o.sentence == n.sentence && o.minister != n.minister }) {
		return false
	}
	w := d.WordAt(n.Start)
	for i := w + 1; i < s.To; i++ {
		if f := d.Words[i].Fold; f != "aussenminister" && f != "aussenministerin" && f != "us-aussenminister" && f != "us-aussenministerin" {
			continue
		}
		before := []string{d.Fold(i-1, i), d.Fold(i-2, i)}
		if slices.ContainsFunc(before, func(f string) bool { return begins(otherStems, f) || begins(formerStems, f) || begins(thenStems, f) }) {
			return false
		}
		if slices.ContainsFunc(before, func(f string) bool { return f == "zum" || f == "zur" || f == "als" }) {
			return s.Has(makeVerbs...)
		}
		c := d.ClauseAt(w)
		return i < c.To && slices.ContainsFunc(d.Words[w+1:min(w+3, s.To)], func(v syntax.Word) bool { return slices.Contains(beVerbs, v.Fold) }) && d.Fold(i-1, i) != "vom"
	}
	return false
}

// A nation is how German names what belongs to a country. Which people hold
// office there, and when, is in the content files.
type nation struct {
	country    string // as in Minister.Country
	prefix     string // of compounds
	adjectives []string
	genitives  []string // before or behind the office
}

var nations = []nation{
	{"USA", "us-", []string{"amerikanisch", "us-amerikanisch"}, []string{"usa", "amerikas", "washingtons", "staaten"}},
	{"Russland", "russland-", []string{"russisch"}, []string{"russlands", "moskaus", "foederation"}},
}

// Nouns that mean the foreign minister; those of a colleague only where they
// speak of one.
var (
	ministerNouns  = []string{"aussenminister", "aussenministers", "aussenministern", "chefdiplomat", "chefdiplomaten", "aussenamtschef", "aussenamtschefs", "aussenministerin"}
	colleagueNouns = []string{"amtskollege", "amtskollegen", "kollege", "kollegen", "counterpart", "pendant"}
	oneColleague   = []string{"sein", "seinem", "seines", "seiner", "ihr", "ihrem", "ihres", "der", "dem", "des"}
)

// An office is a naming of a minister by office alone.
type office struct {
	span
	nation   int
	sentence int
}

// offices returns where foreign ministers are meant by their office: "der
// US-Außenminister", "sein russischer Kollege", "Russlands Chefdiplomat". Where
// a name follows, the name counts.
func (d *document) offices() []office {
	var found []office
	for i, w := range d.Words {
		if !w.Capital || w.Quoted {
			continue
		}
		for n, nation := range nations {
			f, compound := strings.CutPrefix(w.Fold, nation.prefix)
			minister, colleague := slices.Contains(ministerNouns, f), slices.Contains(colleagueNouns, f)
			if !minister && !colleague {
				continue
			}
			at := i
			if !compound {
				if at = d.ofNation(i, nation); at < 0 {
					continue
				}
			}
			if colleague && !d.oneOf(at) || d.unsettled(at) || d.nameFollows(i) {
				continue
			}
			found = append(found, office{span{Start: d.Words[min(at, i)].Start, End: w.End}, n, w.Sentence})
		}
	}
	return found
}

// ofNation returns where the words begin that give the office at word i to a
// nation, -1 if they do not.
func (d *document) ofNation(i int, n nation) int {
	if before := d.Fold(i-1, i); slices.Contains(n.genitives, before) || begins(n.adjectives, before) {
		return i - 1
	}
	// Die Außenminister Russlands und der USA.
	for j := i + 1; j <= i+6; j++ {
		switch f := d.Fold(j, i); {
		case slices.Contains(n.genitives, f):
			return i
		case !slices.Contains([]string{"der", "und", "des", "usa", "russlands", "vereinigten", "russischen", "von", "beiden", "laender"}, f):
			return -1
		}
	}
	return -1
}

// oneOf reports whether an article or pronoun before word i speaks of one
// person, not of several: seinem US-Kollegen, not den US-Kollegen.
func (d *document) oneOf(i int) bool {
	f := d.Fold(i-1, i)
	return slices.Contains(oneColleague, f) || (f == "seinen" || f == "ihren") && d.Fold(i-2, i) != "mit"
}

// unsettled reports whether the office at word i is not that of its holder:
// ein früherer, der künftige, kein US-Außenminister.
func (d *document) unsettled(i int) bool {
	for j := i - 1; j >= i-2; j-- {
		f := d.Fold(j, i)
		if begins(formerStems, f) || begins(thenStems, f) || begins(otherStems, f) || slices.Contains([]string{"ein", "eine", "einem", "einen", "kein", "keinem", "jeder", "jedem", "erste", "ersten", "erster", "als", "naechste", "naechsten"}, f) {
			return true
		}
	}
	return false
}

// nameFollows reports whether the word after i may be a name.
func (d *document) nameFollows(i int) bool {
	next, ok := d.At(i+1, i)
	if ok && strings.Trim(d.Text[d.Words[i].End:next.Start], " ,\u00a0") == "" && next.Capital && !next.First && next.Number < 0 {
		return !slices.ContainsFunc(nations, func(n nation) bool { return slices.Contains(n.genitives, next.Fold) }) && !notName(next.Fold)
	}
	return false
}

// holder returns the index of the only minister of a nation who was in office
// in a stretch of days, -1 if none or several were.
func (r *Reader) holder(n nation, when days) int {
	holder := -1
	for i, m := range r.content.Ministers {
		if m.Country != n.country || !m.InOffice(when.First, when.Last) {
			continue
		}
		if holder >= 0 {
			return -1
		}
		holder = i
	}
	return holder
}

// nameOffices adds to the names of a document the ministers whom it calls by
// office alone, as far as the days in question leave one person, and reports
// whether it added any.
func (r *Reader) nameOffices(d *document, when days) bool {
	var added []nameHit
	for _, o := range d.offices() {
		n := nations[o.nation]
		if slices.ContainsFunc(d.names, func(h nameHit) bool {
			return !h.former && r.content.Ministers[h.minister].Country == n.country && r.content.Ministers[h.minister].InOffice(around(when))
		}) {
			continue
		}
		if i := r.holder(n, when); i >= 0 {
			added = append(added, nameHit{span: o.span, minister: i, sentence: o.sentence, rule: "office"})
		}
	}
	d.names = append(d.names, added...)
	slices.SortStableFunc(d.names, orderOfNames)
	return len(added) > 0
}

// holding returns the days in which the holder of an office is looked for.
func holding(published days) days {
	if !published.Known() {
		return days{}
	}
	return days{First: published.First.Add(-reportWindow), Last: published.Last}
}

// boundsOf returns the bounds of a date, open ones as zero Days.
func boundsOf(d edtf.Date) days {
	first, last := d.Bounds()
	return days{First: first, Last: last}
}

// misspelled returns where a surname of six letters or more stands with one
// letter wrong, missing, too many or changed about: behind a title or first
// name or beside another minister, and from then on throughout the text.
func (r *Reader) misspelled(d *document, found []nameHit) []nameHit {
	var hits, candidates []nameHit
	introduced := map[string]int{}
	for i, w := range d.Words {
		if !w.Capital || len(w.Fold) < 5 || len(w.Fold) > 14 {
			continue
		}
		m := r.nearly(w.Fold)
		if m < 0 || slices.ContainsFunc(found, func(n nameHit) bool { return n.Start < w.End && w.Start < n.End }) {
			continue
		}
		h := nameHit{span: span{Start: w.Start, End: w.End}, minister: m, sentence: w.Sentence, rule: "misspelling"}
		candidates = append(candidates, h)
		if d.introduces(i, r.content.Ministers[m].Name, found) {
			introduced[stripS(w.Fold)] = m + 1
		}
	}
	for _, h := range candidates {
		if introduced[stripS(german.Fold(d.Text[h.Start:h.End]))] == h.minister+1 {
			hits = append(hits, h)
		}
	}
	return hits
}

func stripS(f string) string { return strings.TrimSuffix(f, "s") }

// nearly returns the index of the minister whose surname a folded word misses
// by one letter, -1 for none.
func (r *Reader) nearly(f string) int {
	for i, surname := range r.surnames {
		if len(surname) < 6 || f[0] != surname[0] || f == surname+"a" || f == surname+"as" {
			continue // the ending of women's names
		}
		if bare := stripS(f); bare != surname && (oneEdit(bare, surname) || oneEdit(f, surname)) {
			return i
		}
	}
	return -1
}

// introduces reports whether what stands around word i says that it is the
// name of a minister.
func (d *document) introduces(i int, name string, found []nameHit) bool {
	first, _, _ := strings.Cut(german.Fold(name), " ")
	if d.Fold(i-1, i) == first || d.standing(i) != byName {
		return true
	}
	beside := func(and, at int) bool {
		w, ok := d.At(at, i)
		return ok && d.Fold(and, i) == "und" && slices.ContainsFunc(found, func(n nameHit) bool { return n.Start <= w.Start && w.End <= n.End })
	}
	return beside(i-1, i-2) || beside(i+1, i+2)
}

// oneEdit reports whether two words differ by one letter: another one, one too
// many, or two neighbours changed about.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(b)-len(a) > 1 || a == b:
		return false
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
