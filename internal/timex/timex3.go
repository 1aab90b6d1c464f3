package timex

import (
	"fmt"
	"time"

	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// Type is what a time expression is by TimeML.
type Type string

const (
	Date     Type = "DATE"     // a day or something longer on the calendar, or a vague "damals"
	Time     Type = "TIME"     // a part of a day
	Duration Type = "DURATION" // how long something lasts
	Set      Type = "SET"      // how often something is
)

// A Timex is a time expression as TimeML describes it.
type Timex struct {
	Mention // Days is what EDTF can say of it; unresolved if that is nothing
	Type    Type
	// Value is that of a TIMEX3 tag: 2009-06-23, 2009-W26, 2009-06-23TEV,
	// 2009-SU, P3D, PAST_REF. X stands for digits that are not known.
	Value string
}

// Annotate returns every time expression of a text in order, none overlapping
// another: those that Find returns, and besides them times of day, durations,
// what recurs, eras and vague references. published is when the text was
// written, as far as it is known.
func Annotate(p *syntax.Prose, published Days) []Timex {
	a := annotator{reader: reader{p}, published: published}
	end := 0
	for i := 0; i < len(p.Words); {
		said, ok := a.expressionAt(i)
		if !ok {
			i++
			continue
		}
		said.word = max(said.word, end)
		a.add(said)
		end = max(said.end, i+1)
		i = end
	}
	return a.found
}

// An annotator remembers what it has read so far.
type annotator struct {
	reader
	published Days
	found     []Timex
	last      Days // what was last mentioned
	day       Days // the day last mentioned
	daySaid   int  // in which sentence
	story     int  // year of long ago that is told of; 0 for none
	storySaid int  // in which sentence last
}

// reach is how many sentences a day stays the one of a bare "um 14 Uhr".
const reach = 2

func (a *annotator) add(said expression) {
	m := Mention{Clause: a.ClauseOf(said.word, said.end), said: said}
	m.Span = german.Match{Start: a.Words[said.word].Start, End: a.Words[said.end-1].End}
	if said.form == ofDay && a.Words[said.end-1].Number >= 0 && said.year == 0 && a.Dotted(said.end-1) {
		m.Span.End++ // of an ordinal: am 12. und 13. Mai
	}
	m.Tense = tenseAround(m.Clause, said)
	a.resolve(&m)
	a.follow(&m)
	t := Timex{Mention: m, Type: said.kind}
	t.Value = a.value(&t.Mention)
	if t.Type == "" {
		t.Type = Date
		if said.clock != "" {
			t.Type = Time
		}
	}
	t.Role, t.Rule = t.Mention.role()
	if said.form == ofValue && t.Rule != "quoted" {
		t.Role, t.Rule = Background, "value"
	}
	if t.Resolved {
		a.tell(&t.Mention)
		a.last = t.Days
		if t.Days.single() && t.Role != Deadline {
			a.day, a.daySaid = t.Days, a.Words[said.word].Sentence
		}
	}
	a.found = append(a.found, t)
}

// follow moves the second of two weekdays behind the first: von Montag bis
// Freitag.
func (a *annotator) follow(m *Mention) {
	if len(a.found) == 0 || m.said.form != ofWeekday || !m.Resolved || m.said.shifted {
		return
	}
	before := a.found[len(a.found)-1]
	between := a.Words[before.said.end:m.said.word]
	if before.said.form != ofWeekday || !before.Resolved || !m.Days.Last.Before(before.Days.First) || before.Days.First.Sub(m.Days.First) >= 7 || len(between) == 0 || len(between) > 2 {
		return
	}
	if f := between[0].Fold; f == "bis" || f == "und" || f == "auf" {
		m.set(m.Days.First.Add(7), m.Days.Last.Add(7))
	}
}

// storyReach is how many sentences apart the dates of a story may stand.
const storyReach = 2

// tell notes whether a text has come to tell of a year long before it was
// written, by a date with its year, or back from it by one that is seen from the day of
// writing: gestern, am Freitag, im vergangenen Jahr.
func (a *annotator) tell(m *Mention) {
	e := m.said
	long := a.published.Known() && a.published.First.Year-m.Days.First.Year >= 2
	switch e.form {
	case ofDay, ofMonth, ofSeason:
		if e.year != 0 && long {
			a.story = e.year
		} else if a.story == 0 || !long {
			a.story = 0
			return
		}
	case ofYear:
		if e.year == 0 || !long || m.Clause.Prose().Fold(e.word-1, e.word) == "seit" {
			return
		}
		a.story = e.year
	case ofLater:
		if a.story == 0 || !long {
			return
		}
		a.story = m.Days.First.Year
	case ofToday, ofWeekday, ofWeek:
		a.story = 0
		return
	default:
		return
	}
	a.storySaid = a.Words[e.word].Sentence
}

// told gives a date without year that of the story it belongs to.
func (a *annotator) told(m *Mention) bool {
	e := m.said
	if a.story == 0 || e.year != 0 || e.yearSaid || e.shifted || a.Words[e.word].Sentence-a.storySaid > storyReach || m.Tense == syntax.Present || m.Tense == syntax.Future {
		return false
	}
	first, last, ok := e.in(a.story)
	if ok {
		m.set(first, last)
	}
	return ok
}

// resolve puts a mention on the calendar.
func (a *annotator) resolve(m *Mention) {
	e := &m.said
	before := a.day
	if !before.Known() {
		before = a.published
	}
	switch e.form {
	case ofValue, ofVague:
		return
	case ofClock:
		if a.Words[e.word].Sentence-a.daySaid > reach || !a.day.Known() {
			before = a.published
		}
		if before.single() {
			m.set(before.First, before.First)
		}
		return
	case ofLater:
		if !a.last.Known() {
			a.last = a.published
		}
		if a.last.Known() {
			m.set(unitAt(a.last.First, e.unit, e.shift))
		}
		return
	case ofDistance:
		e.form = ofUnit
	case ofDay, ofMonth, ofSeason:
		if a.told(m) {
			return
		}
		if e.form == ofSeason {
			break
		}
		m.Tense = e.soon(a.published, m.Tense)
	}
	m.resolve(a.published, before)
	if m.Resolved && e.form == ofNight {
		m.Days.Last = m.Days.First
	}
}

// soon is how many days off the nearest day of a month may be so that it is
// meant whatever the tense: the clause may tell of something else.
const soon = 45

func (e expression) soon(published Days, t syntax.Tense) syntax.Tense {
	if e.year != 0 || e.yearSaid || e.shifted || !published.Known() {
		return t
	}
	first, last, ok := e.nearest(published.First, syntax.Present)
	if ok && first.Sub(published.First) <= soon && published.First.Sub(last) <= soon {
		return syntax.Present
	}
	return t
}

// value returns what a TIMEX3 tag says.
func (a *annotator) value(m *Mention) string {
	e := m.said
	switch {
	case e.form == ofValue:
		return e.value
	case e.form == ofVague && e.word < e.end && a.Words[e.word].Fold == "in":
		return futureRef
	case e.form == ofVague:
		return pastRef
	case !m.Resolved:
		return e.unknown()
	}
	d := m.Days.First
	switch e.form {
	case ofWeek:
		return isoWeek(d)
	case ofWeekend:
		return isoWeek(d) + "-WE"
	case ofMonth:
		return d.String()[:7]
	case ofSeason:
		return fmt.Sprintf("%04d-%s", d.Year, [...]string{"SP", "SU", "FA", "WI"}[e.month-21])
	case ofYear:
		return d.String()[:4]
	case ofHalf:
		return fmt.Sprintf("%04d-H%d", d.Year, e.part)
	case ofQuarter:
		return quarter(d)
	case ofYears:
		return d.String()[:4] + "/" + m.Days.Last.String()[:4]
	case ofDecade:
		return d.String()[:3]
	case ofCentury:
		return d.String()[:2]
	case ofNight:
		return d.String() + "TNI"
	case ofFeast:
		return feasts[e.day].day(d.Year).String()
	case ofUnit, ofLater:
		return unitValue(d, e.unit) + e.clock
	}
	if !m.Days.single() {
		return e.unknown()
	}
	return d.String() + e.clock
}

// EDTF returns the value of the expression in the subset of package edtf, the
// zero Date if it has none there.
func (t *Timex) EDTF() edtf.Date {
	switch {
	case !t.Resolved:
		return edtf.Date{}
	case t.said.form == ofSeason:
		return edtf.MustParse(edtf.Part{Year: t.Days.First.Year, Month: t.said.month}.String())
	}
	return t.Days.Date()
}

func isoWeek(d edtf.Day) string {
	year, week := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

func quarter(d edtf.Day) string { return fmt.Sprintf("%04d-Q%d", d.Year, (int(d.Month)+2)/3) }

// unitValue returns the value of a unit that begins on a day.
func unitValue(d edtf.Day, unit int) string {
	switch unit {
	case aWeek:
		return isoWeek(d)
	case aQuarter:
		return quarter(d)
	}
	return d.String()[:map[int]int{1: 10, aMonth: 7, aYear: 4, aDecade: 3, aCentury: 2}[unit]]
}

// unknown returns the value of what needs a day that is not known.
func (e expression) unknown() string {
	switch e.form {
	case ofDay:
		return fmt.Sprintf("XXXX-%02d-%02d%s", e.month, e.day, e.clock)
	case ofMonth:
		return fmt.Sprintf("XXXX-%02d", e.month)
	case ofWeekday:
		return weekly(e.weekday) + e.clock
	case ofUnit, ofLater:
		return map[int]string{1: "XXXX-XX-XX" + e.clock, aWeek: "XXXX-WXX", aMonth: "XXXX-XX", aQuarter: "XXXX-QX", aYear: "XXXX", aDecade: "XXX", aCentury: "XX"}[e.unit]
	case ofWeek:
		return "XXXX-WXX"
	case ofWeekend:
		return "XXXX-WXX-WE"
	case ofNight:
		return "XXXX-XX-XXTNI"
	case ofYear:
		return "XXXX"
	}
	return "XXXX-XX-XX" + e.clock
}

func weekly(d time.Weekday) string { return fmt.Sprintf("XXXX-WXX-%d", (int(d)+6)%7+1) }

// tenseAround returns the tense of a mention in any prose. What has no verb to
// be seen is told as past, as most news are, or the nearest of its name.
func tenseAround(c syntax.Clause, said expression) syntax.Tense {
	switch c.Prose().Fold(said.word-1, said.word) {
	case "seit":
		return syntax.Past
	case "ab":
		return syntax.Future
	}
	t, ok := c.TenseAround(said.word, said.end)
	if !ok && (said.form == ofWeekday || said.form == ofWeekend || said.form == ofUnit) {
		return syntax.Past
	}
	return t
}

// The values of what is vague.
const (
	pastRef    = "PAST_REF"
	presentRef = "PRESENT_REF"
	futureRef  = "FUTURE_REF"
)
