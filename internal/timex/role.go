package timex

import (
	"slices"
	"strings"

	"chronik/internal/syntax"
)

// A Role is what a time expression is to the event that a text tells of.
type Role string

const (
	Event       Role = "event"
	Publication Role = "publication"
	After       Role = "after"      // the event lies on that day or later
	Deadline    Role = "deadline"   // the event lies before its end
	Background  Role = "background" // says nothing of the event, or only that something began
)

// role decides what a mention is to the event. The first rule that fits
// decides; what none takes may be the event.
func (m *Mention) role() (Role, string) {
	for _, rule := range rules {
		if rule.when(m) {
			return rule.role, rule.name
		}
	}
	if m.said.form == ofToday && m.said.hasDay {
		return Event, "today-weekday"
	}
	return Event, m.said.form.String()
}

var rules = []struct {
	name string
	role Role
	when func(*Mention) bool
}{
	{"quoted", Background, func(m *Mention) bool { return m.word(0).Quoted && m.said.year == 0 }},
	{"vague", Background, func(m *Mention) bool { return m.said.form == ofVague }},
	{"deadline", Deadline, func(m *Mention) bool { return m.led(deadlineWords...) || m.led("vor") && m.said.form != ofDistance }},
	{"since", Background, func(m *Mention) bool { return m.led("seit", "ab") }},
	{"planned", Event, func(m *Mention) bool { return m.led("fuer") && m.Clause.Has(plannedWords...) }},
	{"attribute", Background, (*Mention).attribute},
	{"after", Background, func(m *Mention) bool { return m.Tense == syntax.Future && m.afterNoun() }},
	{"after", After, (*Mention).afterNoun},
	{"conjunction", After, func(m *Mention) bool { return m.begins("nachdem") }},
	{"conjunction", Deadline, func(m *Mention) bool { return m.begins("bevor", "ehe") }},
	{"dated-noun", After, func(m *Mention) bool { return m.word(-1).Fold == "vom" && !m.said.lasting && m.word(-2).Capital }},
	{"earlier", After, (*Mention).earlier},
	{"relative-clause", After, func(m *Mention) bool { return m.Tense == syntax.Past && m.inRelative() }},
	{"relative-clause", Deadline, (*Mention).inRelative},
	{"report", Publication, func(m *Mention) bool {
		return m.said.form != ofYear && m.said.form != ofMonth && m.Clause.Reports() && !m.Names
	}},
	{"year", Background, func(m *Mention) bool {
		return m.said.form == ofYear || m.said.form == ofHalf || m.said.form == ofSeason
	}},
}

var (
	plannedWords  = []string{"geplante", "geplanten", "geplanter", "geplantes", "angesetzte", "angesetzten", "vorgesehene", "vorgesehenen", "vorgesehenes", "anberaumte", "anberaumten", "geplant", "angesetzt", "vorgesehen", "anberaumt"}
	deadlineWords = []string{"bis", "spaetestens", "binnen", "innerhalb"}
	// What "nach" is followed by when it means "according to".
	accordingTo = []string{"angaben", "angabe", "aussage", "aussagen", "worten", "darstellung", "ansicht", "auffassung", "meinung", "kenntnis", "informationen", "einschaetzung", "bericht", "berichten", "ueberzeugung"}
)

// word returns the word i after the first of the mention, in its sentence.
func (m *Mention) word(i int) syntax.Word {
	w, _ := m.Clause.Prose().At(m.said.word+i, m.said.word)
	return w
}

// led reports whether one of words leads the mention, articles aside.
func (m *Mention) led(words ...string) bool {
	i := -1
	for slices.Contains([]string{"zum", "zur", "dem", "den", "der", "am", "mindestens", "dieses", "ende", "anfang", "mitte"}, m.word(i).Fold) {
		i--
	}
	return slices.Contains(words, m.word(i).Fold)
}

// begins reports whether the clause begins with one of words.
func (m *Mention) begins(words ...string) bool {
	return slices.Contains(words, m.Clause.Words()[0].Fold)
}

func (m *Mention) earlier() bool {
	c := m.Clause
	before, after := c.Part(c.From, m.said.word), c.Part(m.said.end, c.To)
	return m.Tense == syntax.Pluperfect ||
		m.Tense != syntax.Future && (before.LooksBack() || after.LooksBack()) ||
		m.Tense == syntax.Past && before.Has("bereits", "schon")
}

// inRelative reports whether the mention stands inside a relative clause.
func (m *Mention) inRelative() bool { return m.Clause.Relative() && m.Clause.From < m.said.word }

// attribute reports whether the mention belongs to a participle before its
// noun: die im Jahr 2016 eingeleitete Politik.
func (m *Mention) attribute() bool {
	c, p := m.Clause, m.Clause.Prose()
	for i := m.said.end; i < c.To && i < m.said.end+5; i++ {
		w := p.Words[i]
		if w.Capital {
			continue
		}
		for _, ending := range []string{"e", "en", "er", "es", "em"} {
			stem, ok := strings.CutSuffix(w.Fold, ending)
			if !ok || !strings.Contains(stem, "ge") || !syntax.Participle(stem) || syntax.Auxiliary(p.Fold(i+1, i)) {
				continue
			}
			if next, ok := p.At(i+1, i); ok && i+1 < c.To && next.Capital {
				return true
			}
		}
	}
	return false
}

// afterNoun reports whether the mention dates what the event comes after:
// nach dem Telefonat der Präsidenten am 12. Februar. "Nach einem Treffen", "nach
// ihrem Gespräch" speak of the event itself.
func (m *Mention) afterNoun() bool {
	c, p := m.Clause, m.Clause.Prose()
	for i := m.said.word - 1; i >= c.From; i-- {
		switch p.Words[i].Fold {
		case "nach", "seit":
			next := p.Fold(i+1, i)
			if slices.Contains(accordingTo, next) || slices.Contains(accordingTo, p.Fold(i+2, i)) || slices.Contains(accordingTo, p.Fold(i+3, i)) {
				return false
			}
			return next == "dem" || next == "der" || next == "den" || i+1 >= m.said.word-1
		case "anschluss":
			return true
		}
		if w := p.Words[i]; !w.Capital && (syntax.Preterite(w.Fold) || syntax.Auxiliary(w.Fold)) {
			return false
		}
	}
	return false
}
