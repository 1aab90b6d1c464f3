package timex

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/edtf"
	"chronik/internal/syntax"
)

// resolve puts a mention on the calendar. published is when the text was
// written, before is the day last mentioned. It leaves a mention alone that
// needs a day that is not known.
func (m *Mention) resolve(published, before Days) {
	e := m.said
	switch {
	case e.form == ofSameDay:
		if before.single() {
			d := before.First.Add(e.shift)
			m.set(d, d)
		} else if !before.Known() && e.shift < 0 && published.single() {
			d := published.First.Add(e.shift) // "am Vortag" of the report
			m.set(d, d)
		}
	case e.year != 0:
		if first, last, ok := e.in(e.year); ok {
			m.set(first, last)
		}
	case published.Known():
		first, _, ok := e.from(published.First, m.Tense)
		_, last, _ := e.from(published.Last, m.Tense)
		if ok {
			m.set(first, last)
		}
	}
}

func (m *Mention) set(first, last edtf.Day) {
	m.Days, m.Resolved = Days{first, last}, !last.Before(first)
}

// in returns the days of an expression in a year.
func (e expression) in(year int) (first, last edtf.Day, ok bool) {
	switch e.form {
	case ofDay:
		first, ok = dayAt(year, e.month, e.day)
		last = first
		if e.lasting && ok {
			last, ok = dayAt(year, e.month, e.lastDay)
		}
		return first, last, ok
	case ofMonth, ofSeason:
		first, last = edtf.Part{Year: year, Month: e.month}.Bounds()
		switch e.part {
		case beginning:
			last.Day = 10
		case middle:
			first.Day, last.Day = 11, 20
		case ending:
			first.Day = 21
		}
		return first, last, true
	case ofYears, ofDecade, ofCentury:
		more := map[form]int{ofYears: int(e.part), ofDecade: 9, ofCentury: 99}[e.form]
		return edtf.Day{Year: e.year, Month: 1, Day: 1}, edtf.Day{Year: e.year + more, Month: 12, Day: 31}, true
	case ofFeast:
		first, last = feasts[e.day].in(year)
		return first, last, true
	case ofYear, ofHalf, ofQuarter:
		from, to := 1, 12
		switch {
		case e.form == ofQuarter:
			from, to = 3*int(e.part)-2, 3*int(e.part)
		case e.form == ofHalf && e.part == 1:
			to = 6
		case e.form == ofHalf:
			from = 7
		case e.part == beginning:
			to = 3
		case e.part == middle:
			from, to = 5, 8
		case e.part == ending:
			from = 10
		}
		first, _ = edtf.Part{Year: year, Month: from}.Bounds()
		_, last = edtf.Part{Year: year, Month: to}.Bounds()
		return first, last, true
	}
	return edtf.Day{}, edtf.Day{}, false
}

// from returns the days of an expression seen from the day it was written.
func (e expression) from(p edtf.Day, t syntax.Tense) (first, last edtf.Day, ok bool) {
	if e.yearSaid {
		return e.in(p.Year + e.yearShift)
	}
	switch e.form {
	case ofToday:
		d := p.Add(e.shift)
		return d, d, true
	case ofWeekday:
		d := e.weekdayFrom(p, t)
		return d, d, true
	case ofNight:
		d := e.weekdayFrom(p, t)
		return d.Add(-1), d, true
	case ofWeek, ofWeekend:
		first, last = e.weekFrom(p, t)
		return first, last, true
	case ofDistance:
		d := p.Add(e.shift * e.unit)
		slack := map[int]int{1: 0, 7: 3, 30: 15, 365: 183}[e.unit]
		return d.Add(-slack), d.Add(slack), true
	case ofVague:
		return p.Add(-21), p, true
	case ofUnit:
		first, last = unitAt(p, e.unit, e.shift)
		return first, last, true
	case ofYear, ofQuarter:
		if e.shifted {
			return e.in(p.Year + e.shift)
		}
	case ofMonth, ofSeason:
		if e.shifted {
			return e.shiftedFrom(p)
		}
	}
	return e.nearest(p, t)
}

func (e expression) weekdayFrom(p edtf.Day, t syntax.Tense) edtf.Day {
	back := (int(p.Weekday()) - int(e.weekday) + 7) % 7
	switch {
	case e.unit == 7:
		return monday(p).Add(7*e.shift + (int(e.weekday)+6)%7)
	case e.shifted && e.shift < 0:
		return p.Add(-1 - (back+6)%7)
	case e.shifted && e.shift > 0:
		return p.Add(7 - back)
	case back == 0:
		return p
	case t == syntax.Future || t == syntax.Present:
		return p.Add(7 - back)
	}
	return p.Add(-back)
}

func monday(p edtf.Day) edtf.Day { return p.Add(-(int(p.Weekday()) + 6) % 7) }

func (e expression) weekFrom(p edtf.Day, t syntax.Tense) (first, last edtf.Day) {
	first = monday(p).Add(7 * e.shift)
	if e.form == ofWeekend {
		first = first.Add(5)
		// "Kommendes Wochenende" is the next that begins.
		if e.shift == 1 && first.Add(-7).After(p) {
			first = first.Add(-7)
		}
		if !e.shifted && t != syntax.Future && first.After(p) {
			first = first.Add(-7)
		}
		return first, first.Add(1)
	}
	switch e.part {
	case beginning:
		return first, first.Add(1)
	case middle:
		return first.Add(2), first.Add(2)
	case ending:
		return first.Add(3), first.Add(4)
	}
	return first, first.Add(6)
}

// nearest returns the days of an expression without a year: in the past the last
// that had begun, in the future the next that is not over, else the nearest.
func (e expression) nearest(p edtf.Day, t syntax.Tense) (first, last edtf.Day, ok bool) {
	best := 0
	for y := p.Year - 1; y <= p.Year+1; y++ {
		f, l, there := e.in(y)
		if !there {
			continue
		}
		away := max(f.Sub(p), p.Sub(l), 0)
		switch {
		case (t == syntax.Past || t == syntax.Pluperfect) && f.After(p):
			away += 1000
		case t == syntax.Future && l.Before(p):
			away += 1000
		}
		if !ok || away < best {
			first, last, best, ok = f, l, away, true
		}
	}
	return first, last, ok
}

// shiftedFrom returns the days of "vergangenen Mai" (the last that is over),
// "diesen Sommer" (of the year) and "kommenden Mai" (the next that begins).
func (e expression) shiftedFrom(p edtf.Day) (first, last edtf.Day, ok bool) {
	for y := p.Year - 2; y <= p.Year+2; y++ {
		f, l, there := e.in(y)
		switch {
		case !there:
		case e.shift < 0 && l.Before(p), e.shift == 0 && y == p.Year:
			first, last, ok = f, l, true
		case e.shift > 0 && f.After(p):
			return f, l, true
		}
	}
	return first, last, ok
}

// Units that are no fixed number of days, by about how many they are.
const (
	aWeek, aMonth, aQuarter  = 7, 30, 91
	aYear, aDecade, aCentury = 365, 3652, 36524
)

// unitAt returns the day, week, month, ... that lies so many of them after
// that of a day.
func unitAt(p edtf.Day, unit, shift int) (first, last edtf.Day) {
	months := map[int]int{aMonth: 1, aQuarter: 3, aYear: 12, aDecade: 120, aCentury: 1200}[unit]
	if months == 0 {
		first = p.Add(unit * shift)
		if unit == aWeek {
			first = monday(first)
		}
		return first, first.Add(unit - 1)
	}
	month := 12*p.Year + int(p.Month) - 1
	month = (month/months + shift) * months
	first, _ = edtf.Part{Year: month / 12, Month: month%12 + 1}.Bounds()
	month += months - 1
	_, last = edtf.Part{Year: month / 12, Month: month%12 + 1}.Bounds()
	return first, last
}

// Within returns the value of a mention inside a stretch, and the days that
// leaves. It fails if there are none or the mention is not on the calendar.
func (m *Mention) Within(frame Days) (edtf.Date, Days, bool) {
	e := m.said
	if m.Resolved {
		both, ok := frame.And(m.Days)
		if ok && (e.lasting || e.form == ofNight) && both == m.Days {
			return edtf.MustParse(both.First.String() + "/" + both.Last.String()), both, true
		}
		return both.Date(), both, ok
	}
	if e.form != ofDay && e.form != ofMonth {
		return edtf.Date{}, Days{}, false
	}
	if first, ok := m.Earliest(frame.First); ok && frame.Last.IsZero() {
		from := Days{First: first}
		return from.Date(), from, true
	}
	possible := e.occurrences(frame)
	if e.hasDay {
		possible = slices.DeleteFunc(possible, func(s Days) bool { return !e.on(s.First) })
	}
	if len(possible) == 0 {
		return edtf.Date{}, Days{}, false
	}
	all := Days{possible[0].First, possible[len(possible)-1].Last}
	if len(possible) == 1 || e.form != ofDay || e.lasting {
		return all.Date(), all, true
	}
	list := make([]string, len(possible))
	for i, s := range possible {
		list[i] = s.First.String()
	}
	return edtf.MustParse("[" + strings.Join(list, ",") + "]"), all, true
}

// Earliest returns the first day that a mention without a year can mean from a
// day on.
func (m *Mention) Earliest(from edtf.Day) (edtf.Day, bool) {
	if from.IsZero() || m.said.year != 0 {
		return edtf.Day{}, false
	}
	for y := from.Year; y <= from.Year+4; y++ {
		if f, l, ok := m.said.in(y); ok && !l.Before(from) {
			if f.Before(from) {
				f = from
			}
			return f, true
		}
	}
	return edtf.Day{}, false
}

// occurrences returns the days of an expression without a year in every year of a
// stretch, nil if the stretch is open or longer than most are.
func (e expression) occurrences(within Days) []Days {
	if !within.Known() || e.year != 0 || within.Last.Year-within.First.Year > 12 {
		return nil
	}
	var found []Days
	for y := within.First.Year; y <= within.Last.Year; y++ {
		if f, l, ok := e.in(y); ok {
			if both, ok := within.And(Days{f, l}); ok {
				found = append(found, both)
			}
		}
	}
	return found
}

// dayAt returns a day, and whether the month has it.
func dayAt(year, month, day int) (edtf.Day, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return edtf.DayOf(t), t.Day() == day
}
