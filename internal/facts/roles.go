package facts

import (
	"slices"
	"strings"
)

// A role is what a time expression is to the event that an article tells of.
type role string

const (
	roleEvent       role = "event"
	rolePublication role = "publication"
	roleAfter       role = "after"      // the event lies on that day or later
	roleDeadline    role = "deadline"   // the event lies before its end
	rolePhoto       role = "photo"      // the day of a picture
	roleBackground  role = "background" // says nothing of the event, or only that something began
)

// A clause is a stretch of words of one sentence.
type clause struct {
	d        *document
	from, to int
}

// clauseOf returns the words around a mention up to the next comma, semicolon,
// colon or dash on both sides.
func (d *document) clauseOf(m mention) clause {
	s := d.sentences[d.words[m.word].sentence]
	c := clause{d, m.word, m.end}
	for c.from > s.from && !d.parted(c.from-1) {
		c.from--
	}
	for c.to < s.to && !d.parted(c.to-1) {
		c.to++
	}
	return c
}

// parted reports whether a clause may end between word i and the next.
func (d *document) parted(i int) bool {
	between := d.text[d.words[i].End:d.words[i+1].Start]
	return strings.ContainsAny(between, ",;:–—(") || strings.Contains(between, " - ")
}

func (d *document) sentenceClause(i int) clause {
	s := d.sentences[i]
	return clause{d, s.from, s.to}
}

func (c clause) has(words []string) bool { return c.index(words) >= 0 }

// index returns the first word of the clause that is one of those, or -1.
func (c clause) index(words []string) int {
	for i := c.from; i < c.to; i++ {
		if slices.Contains(words, c.d.words[i].fold) {
			return i
		}
	}
	return -1
}

func (c clause) participle() bool {
	for i := c.from; i < c.to; i++ {
		if w := c.d.words[i]; (!w.capital || w.first) && participle(w.fold) {
			return true
		}
	}
	return false
}

var inseparable = []string{"be", "ver", "er", "ent", "zer", "miss", "ueber", "unter", "wieder", "ge"}

// participle reports whether a folded word looks like a second participle:
// getroffen, stattgefunden, telefoniert, vereinbart.
func participle(w string) bool {
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

var (
	pluperfectVerbs = []string{"hatte", "hatten", "war", "waren"}
	perfectVerbs    = []string{"hat", "haben", "ist", "sind", "wurde", "wurden", "worden", "habe", "sei", "seien"}
	futureWords     = []string{"wird", "werden", "soll", "sollen", "will", "wollen", "plant", "planen", "geplant", "geplante", "geplanten", "vorgesehen", "angesetzt", "voraussichtlich",
		"koennte", "koennten", "moechte", "moechten", "bevor", "bevorsteht", "bevorstehen", "demnaechst", "erwartet", "anstehende", "anstehenden", "bevorstehende", "bevorstehenden", "werde", "solle", "wolle", "wuerden", "wuerde", "ansteht", "anberaumt", "ankuendigt"}
	presentVerbs = []string{"trifft", "treffen", "kommt", "kommen", "reist", "reisen", "spricht", "sprechen", "empfaengt", "beraet", "beraten", "fliegt", "beginnt", "findet", "finden", "stattfindet", "stattfinden", "tagt", "tagen", "laeuft", "endet", "sieht", "sehen", "geht", "gehen", "steht", "stehen", "haelt", "halten", "gibt", "geben"}
	earlierWords = []string{"zuvor", "vorher", "zuletzt", "damals", "seinerzeit", "einst", "urspruenglich", "zunaechst", "erstmals"}
	pastVerbs    = []string{"traf", "trafen", "sprach", "sprachen", "kam", "kamen", "fand", "fanden", "gab", "gaben", "ging", "gingen", "rief", "riefen", "empfing", "empfingen", "warf", "warfen",
		"wies", "wiesen", "hielt", "hielten", "begann", "begannen", "schrieb", "schrieben", "liess", "liessen", "blieb", "blieben", "verwies", "stand", "standen", "nahm", "nahmen", "lud", "luden", "bat", "baten",
		"unterbrach", "beriet", "berieten", "schlug", "schlugen", "unterstrich", "bestritt", "trat", "traten", "sah", "sahen", "nannte", "nannten", "brachte", "brachten", "flog", "reiste", "reisten", "uebergab", "verlief", "verliefen",
		// Weak verbs whose past looks like a participle before a noun.
		"erklaerte", "erklaerten", "betonte", "betonten", "bestaetigte", "bestaetigten", "verlangte", "verlangten", "bezeichnete", "bezeichneten", "berichtete", "berichteten", "versicherte", "versicherten", "besuchte", "besuchten",
		"begruesste", "begruessten", "bekraeftigte", "bekraeftigten", "vereinbarten", "verabredeten", "verurteilte", "unterstuetzte", "bedauerte", "beklagte", "entgegnete", "erwaehnte", "eroerterten", "erinnerte", "verhandelten", "unterzeichneten", "uebermittelte"}
	plannedWords  = []string{"geplante", "geplanten", "geplanter", "geplantes", "angesetzte", "angesetzten", "vorgesehene", "vorgesehenen", "vorgesehenes", "anberaumte", "anberaumten", "geplant", "angesetzt", "vorgesehen", "anberaumt"}
	relatives     = []string{"der", "die", "das", "dem", "den", "welcher", "welche", "welches", "deren", "dessen", "wo"}
	deadlineWords = []string{"bis", "spaetestens", "binnen", "innerhalb"}
	sinceWords    = []string{"seit", "ab"}
	// What "nach" is followed by when it means "according to".
	accordingTo = []string{"angaben", "angabe", "aussage", "aussagen", "worten", "darstellung", "ansicht", "auffassung", "meinung", "kenntnis", "informationen", "einschaetzung", "bericht", "berichten", "ueberzeugung"}
	// Verbs of those who report, with the particle that may follow far behind.
	reportVerbs = []string{"meldet", "meldete", "meldeten", "berichtet", "berichtete", "berichteten", "teilte", "teilten", "verlautete", "hiess", "veroeffentlichte", "veroeffentlicht", "mitteilte", "mitteilten", "bestaetigte", "bestaetigten", "mitgeteilt", "bekannt", "kuendigte", "kuendigten"}
)

// tense reads the time of a clause from its verbs. What has none of the marks
// is taken from the whole sentence, unless it is a relative clause.
func (d *document) tense(m mention) tense {
	c := d.clauseOf(m)
	if t, ok := c.tense(); ok || c.relative() {
		return t
	}
	t, _ := d.sentenceClause(d.words[m.word].sentence).tense()
	return t
}

// relative reports whether a clause is a relative one: it begins with the
// pronoun and ends with a verb. "…, den Vertrag von 1987 zu brechen" is none.
func (c clause) relative() bool {
	w, last := c.d.words[c.from], c.d.words[c.to-1]
	return c.from > c.d.sentences[w.sentence].from && slices.Contains(relatives, w.fold) &&
		!last.capital && last.number < 0 && c.d.fold(c.to-2, c.to-1) != "zu"
}

func (c clause) tense() (tense, bool) {
	switch {
	case c.has(pluperfectVerbs) && c.participle():
		return pluperfect, true
	case c.has(futureWords) && !c.has(pastVerbs):
		return future, true
	case c.has(perfectVerbs) && c.participle(), c.has(pastVerbs), c.preterite():
		return past, true
	case c.has(pluperfectVerbs):
		return past, true
	case c.has(presentVerbs):
		return present, true
	}
	return present, false
}

// preterite reports whether a clause has a weak verb in the past: sagte,
// telefonierten.
func (c clause) preterite() bool {
	for i := c.from; i < c.to; i++ {
		w := c.d.words[i]
		if w.capital || len(w.fold) < 5 || slices.Contains(notVerbs, w.fold) {
			continue
		}
		if strings.HasSuffix(w.fold, "te") || strings.HasSuffix(w.fold, "ten") {
			// An adjective stands before its noun: die geplante Reise.
			next, ok := c.d.at(i+1, i)
			if !ok || !next.capital || !participle(strings.TrimSuffix(strings.TrimSuffix(w.fold, "n"), "e")) {
				return true
			}
		}
	}
	return false
}

var notVerbs = []string{"heute", "bitte", "erste", "ersten", "zweite", "zweiten", "dritte", "dritten", "vierten", "fuenften", "letzte", "letzten", "beste", "besten", "rechte", "rechten", "weite", "weiten", "konnten", "naechste", "naechsten",
	"koennte", "koennten", "sollten", "hatte", "hatten", "gute", "guten", "selten", "unten", "breiten", "breite", "direkte", "direkten", "konkrete", "konkreten", "beraten", "vertreten", "treten", "arbeiten", "bereiten", "erhalten", "halten", "enthalten", "bekannte", "bekannten", "gesamte", "gesamten", "westen", "osten", "erwarten", "antworten", "leisten", "sechsten", "siebten", "achten", "zehnten", "wichtigste", "wichtigsten", "groesste", "groessten", "hoechste", "hoechsten"}

// assign gives every mention its tense, place on the calendar and role.
func (r *Reader) assign(d *document, ms []mention, published days) {
	var before days
	for i := range ms {
		m := &ms[i]
		t := d.tense(*m)
		m.resolve(published, before, t)
		m.role, m.rule = d.roleOf(*m, t)
		if m.resolved && m.first == m.last {
			before = days{m.first, m.last}
		}
	}
}

// roleOf decides what a mention is to the event. The first rule that fits
// decides; what none takes may be the event.
func (d *document) roleOf(m mention, t tense) (role, string) {
	c := d.clauseOf(m)
	for _, rule := range roleRules {
		if got, ok := rule.when(d, m, c, t); ok {
			return got, rule.name
		}
	}
	if m.form == ofToday && m.hasDay {
		return roleEvent, "today-weekday"
	}
	return roleEvent, m.form.String()
}

type roleRule struct {
	name string
	when func(d *document, m mention, c clause, t tense) (role, bool)
}

var roleRules = []roleRule{
	{"quoted", func(d *document, m mention, _ clause, _ tense) (role, bool) {
		return roleBackground, d.words[m.word].quoted && m.year == 0
	}},
	{"vague", func(_ *document, m mention, _ clause, _ tense) (role, bool) {
		return roleBackground, m.form == ofVague
	}},
	{"deadline", func(d *document, m mention, c clause, _ tense) (role, bool) {
		return roleDeadline, d.led(m, deadlineWords) || d.led(m, []string{"vor"}) && m.form != ofDistance
	}},
	{"since", func(d *document, m mention, _ clause, _ tense) (role, bool) {
		return roleBackground, d.led(m, sinceWords)
	}},
	{"planned", func(d *document, m mention, c clause, _ tense) (role, bool) {
		return roleEvent, d.led(m, []string{"fuer"}) && c.has(plannedWords)
	}},
	{"attribute", func(d *document, m mention, c clause, _ tense) (role, bool) {
		return roleBackground, attribute(c, m)
	}},
	{"after", func(d *document, m mention, c clause, t tense) (role, bool) {
		if t == future {
			return roleBackground, afterNoun(c, m)
		}
		return roleAfter, afterNoun(c, m)
	}},
	{"conjunction", func(d *document, m mention, c clause, _ tense) (role, bool) {
		switch d.words[c.from].fold {
		case "nachdem":
			return roleAfter, true
		case "bevor", "ehe":
			return roleDeadline, true
		}
		return "", false
	}},
	{"dated-noun", func(d *document, m mention, _ clause, _ tense) (role, bool) {
		w, ok := d.at(m.word-2, m.word)
		return roleAfter, d.fold(m.word-1, m.word) == "vom" && !m.lasting && ok && w.capital
	}},
	{"earlier", func(d *document, m mention, c clause, t tense) (role, bool) {
		before, after := clause{d, c.from, m.word}, clause{d, m.end, c.to}
		earlier := before.has(earlierWords) || after.has(earlierWords)
		return roleAfter, t == pluperfect || earlier && t != future || before.has([]string{"bereits", "schon"}) && t == past
	}},
	{"relative-clause", func(d *document, m mention, c clause, t tense) (role, bool) {
		if t == past {
			return roleAfter, c.relative() && c.from < m.word
		}
		return roleDeadline, c.relative() && c.from < m.word
	}},
	{"report", func(d *document, m mention, c clause, t tense) (role, bool) {
		return rolePublication, m.form != ofYear && m.form != ofMonth && c.has(reportVerbs) && !d.namesMinister(c)
	}},
	{"year", func(_ *document, m mention, _ clause, _ tense) (role, bool) {
		return roleBackground, m.form == ofYear || m.form == ofHalf || m.form == ofSeason
	}},
}

// led reports whether one of words leads the mention, articles aside.
func (d *document) led(m mention, words []string) bool {
	i := m.word - 1
	for slices.Contains([]string{"zum", "zur", "dem", "den", "der", "am", "mindestens", "dieses", "ende", "anfang", "mitte"}, d.fold(i, m.word)) {
		i--
	}
	return slices.Contains(words, d.fold(i, m.word))
}

// attribute reports whether the mention belongs to a participle before its
// noun: die im Jahr 2016 eingeleitete Politik.
func attribute(c clause, m mention) bool {
	d := c.d
	for i := m.end; i < c.to && i < m.end+5; i++ {
		w := d.words[i]
		if w.capital {
			continue
		}
		for _, ending := range []string{"e", "en", "er", "es", "em"} {
			stem, ok := strings.CutSuffix(w.fold, ending)
			if !ok || !strings.Contains(stem, "ge") || !participle(stem) || slices.Contains(perfectVerbs, d.fold(i+1, i)) {
				continue
			}
			if next, ok := d.at(i+1, i); ok && i+1 < c.to && next.capital {
				return true
			}
		}
	}
	return false
}

// afterNoun reports whether the mention dates what the event comes after:
// nach dem Telefonat der Präsidenten am 12. Februar. "Nach einem Treffen", "nach
// ihrem Gespräch" speak of the event itself.
func afterNoun(c clause, m mention) bool {
	d := c.d
	for i := m.word - 1; i >= c.from; i-- {
		switch d.words[i].fold {
		case "nach", "seit":
			next := d.fold(i+1, i)
			if slices.Contains(accordingTo, next) || slices.Contains(accordingTo, d.fold(i+2, i)) || slices.Contains(accordingTo, d.fold(i+3, i)) {
				return false
			}
			return next == "dem" || next == "der" || next == "den" || i+1 >= m.word-1
		case "anschluss":
			return true
		}
		if w := d.words[i]; !w.capital && (slices.Contains(pastVerbs, w.fold) || slices.Contains(perfectVerbs, w.fold) || slices.Contains(pluperfectVerbs, w.fold)) {
			return false
		}
	}
	return false
}

// String names the form as a rule of evidence.
func (f form) String() string {
	return [...]string{"stated", "weekday", "night", "today", "week", "weekend", "month", "season", "year", "half-year", "distance", "same-day", "vague"}[f]
}

// namesMinister reports whether a minister is named in the clause, or one is
// meant by an office.
func (d *document) namesMinister(c clause) bool {
	from, to := d.words[c.from].Start, d.words[c.to-1].End
	return slices.ContainsFunc(d.names, func(n nameHit) bool { return n.Start >= from && n.End <= to })
}
