// Package timex finds time expressions in German prose, and says which days
// they mean and in what role (event, before, after, deadline, background).
//
// Find reads in three steps: an expression is what the words say ("am Freitag",
// "Mitte Februar"); the day of publication, the tense of the clause and the day
// last mentioned put it on the calendar; the words around it give its role. What
// needs a day that is not known stays unresolved and can be asked which days it
// may mean within a stretch.
//
// Find reads what can date an event. Annotate reads all that TimeML calls a time
// expression, with the same readers and more, and gives it the value of a TIMEX3
// tag.
package timex

import (
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// A Mention is a time expression where it stands.
type Mention struct {
	Span     german.Match  // in the text of the prose
	Clause   syntax.Clause // the words around it
	Tense    syntax.Tense  // of that clause
	Role     Role
	Rule     string // that gave the role, such as "since"; the form where none did, such as "weekday"
	Days     Days   // it means, if resolved
	Resolved bool   // false if it needs a day that is not known
	Names    bool   // the clause names one of those the text is about

	said expression
}

// Find returns the time expressions of a text in order, none overlapping
// another. published is when the text was written, as far as it is known. names
// are where those are named whom the text is about: a clause that only reports
// dates the report, one that names them the event.
func Find(p *syntax.Prose, published Days, names []german.Match) []Mention {
	var found []Mention
	var before Days // the day last mentioned
	for i := 0; i < len(p.Words); {
		said, ok := reader{p}.expressionAt(i)
		if !ok {
			i++
			continue
		}
		m := Mention{
			Span:   german.Match{Start: p.Words[said.word].Start, End: p.Words[said.end-1].End},
			Clause: p.ClauseOf(said.word, said.end),
			said:   said,
		}
		m.Tense = m.Clause.Tense()
		m.Names = m.Clause.Covers(names)
		m.resolve(published, before)
		m.Role, m.Rule = m.role()
		if m.Resolved && m.Days.single() {
			before = m.Days
		}
		found = append(found, m)
		i = max(said.end, i+1)
	}
	return found
}

// Coarse reports whether the mention is of a week or month, not of a day.
func (m *Mention) Coarse() bool { return m.said.form == ofMonth || m.said.form == ofWeek }

// Misdated reports whether the mention is of today and names another weekday
// than that of the day it resolves to: the text was not written on the day it
// is dated.
func (m *Mention) Misdated() bool {
	return m.said.form == ofToday && m.said.hasDay && m.Resolved && m.Days.single() && !m.said.on(m.Days.First)
}

// On reports whether the mention is of a bare weekday not yet resolved, and
// that of d.
func (m *Mention) On(d edtf.Day) bool {
	return m.said.form == ofWeekday && !m.Resolved && m.said.on(d)
}

// Against reports whether the mention names another weekday than that of d.
func (m *Mention) Against(d edtf.Day) bool { return m.said.hasDay && !m.said.on(d) }

// Some reports whether the mention can mean some day of a stretch.
func (m *Mention) Some(within Days) bool {
	if _, _, ok := m.Within(within); ok {
		return true
	}
	if m.Resolved || m.said.form != ofWeekday {
		return false
	}
	for d := within.First; within.Known() && !d.After(within.Last) && d.Sub(within.First) < 7; d = d.Add(1) {
		if m.said.on(d) {
			return true
		}
	}
	return !within.Known()
}
