package facts

import (
	"time"

	"chronik/internal/edtf"
)

// days is a stretch of days, a zero Day being an open end. The zero value is
// all days.
type days struct{ first, last edtf.Day }

func (s days) known() bool { return !s.first.IsZero() && !s.last.IsZero() }

func (s days) single() bool { return s.known() && s.first == s.last }

// and returns what two stretches share; ok is false if that is nothing.
func (s days) and(t days) (days, bool) {
	first, last, ok := edtf.Overlap(s.first, s.last, t.first, t.last)
	return days{first, last}, ok
}

func (s days) String() string {
	if v := edtf.Between(s.first, s.last); !v.IsZero() {
		return v.String()
	}
	return ""
}

func daysOf(d edtf.Date) days {
	first, last := d.Bounds()
	return days{first, last}
}

func dayAt(year, month, day int) (edtf.Day, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return edtf.DayOf(t), t.Day() == day
}

// tense is when a clause says it was, seen from its writing.
type tense int

const (
	present tense = iota
	past
	pluperfect // before what is told
	future
)

// resolve puts a mention on the calendar. published is when the text was
// written, before is the day last mentioned. It leaves a mention alone that
// needs a day that is not known.
func (m *mention) resolve(published days, before days, t tense) {
	if m.form == ofSameDay {
		if before.single() {
			m.set(before.first.Add(m.shift), before.first.Add(m.shift))
		}
		return
	}
	if first, last, ok := m.absolute(); ok {
		m.set(first, last)
		return
	}
	if !published.known() || m.year != 0 {
		return
	}
	first, last, ok := m.from(published.first, t)
	if !ok {
		return
	}
	if !published.single() {
		_, last, _ = m.from(published.last, t)
	}
	m.set(first, last)
}

func (m *mention) set(first, last edtf.Day) {
	m.first, m.last, m.resolved = first, last, !last.Before(first)
}

// absolute returns the days of a mention that names its year.
func (m *mention) absolute() (first, last edtf.Day, ok bool) {
	if m.year == 0 {
		return edtf.Day{}, edtf.Day{}, false
	}
	return m.in(m.year)
}

// in returns the days of a mention in a year.
func (m *mention) in(year int) (first, last edtf.Day, ok bool) {
	switch m.form {
	case ofDay:
		first, ok = dayAt(year, m.month, m.day)
		last = first
		if m.lasting && ok {
			last, ok = dayAt(year, m.month, m.lastDay)
		}
		return first, last, ok
	case ofMonth:
		first, last = edtf.Part{Year: year, Month: m.month}.Bounds()
		switch m.part {
		case beginning:
			last.Day = 10
		case middle:
			first.Day, last.Day = 11, 20
		case ending:
			first.Day = 21
		}
		return first, last, true
	case ofSeason:
		first, last = edtf.Part{Year: year, Month: m.month}.Bounds()
		return first, last, true
	case ofYear, ofHalf:
		from, to := 1, 12
		switch {
		case m.form == ofHalf && m.part == 1:
			to = 6
		case m.form == ofHalf:
			from = 7
		case m.part == beginning:
			to = 3
		case m.part == middle:
			from, to = 5, 8
		case m.part == ending:
			from = 10
		}
		first, _ = edtf.Part{Year: year, Month: from}.Bounds()
		_, last = edtf.Part{Year: year, Month: to}.Bounds()
		return first, last, true
	}
	return edtf.Day{}, edtf.Day{}, false
}

// from returns the days of a mention seen from the day it was written.
func (m *mention) from(p edtf.Day, t tense) (first, last edtf.Day, ok bool) {
	switch m.form {
	case ofToday:
		d := p.Add(m.shift)
		return d, d, true
	case ofWeekday:
		d := m.weekdayFrom(p, t)
		return d, d, true
	case ofNight:
		d := m.weekdayFrom(p, t)
		return d.Add(-1), d, true
	case ofWeek, ofWeekend:
		first, last = m.weekFrom(p, t)
		return first, last, true
	case ofDistance:
		d := p.Add(m.shift * m.unit)
		slack := map[int]int{1: 0, 7: 3, 30: 15, 365: 183}[m.unit]
		return d.Add(-slack), d.Add(slack), true
	case ofVague:
		return p.Add(-21), p, true
	case ofYear:
		if m.shifted {
			return m.in(p.Year + m.shift)
		}
	}
	return m.nearest(p, t)
}

func (m *mention) weekdayFrom(p edtf.Day, t tense) edtf.Day {
	back := (int(p.Weekday()) - int(m.weekday) + 7) % 7
	switch {
	case m.unit == 7:
		return monday(p).Add(7*m.shift + (int(m.weekday)+6)%7)
	case m.shifted && m.shift < 0:
		return p.Add(-1 - (back+6)%7)
	case m.shifted && m.shift > 0:
		return p.Add(7 - back)
	case back == 0:
		return p
	case t == future || t == present:
		return p.Add(7 - back)
	}
	return p.Add(-back)
}

func monday(p edtf.Day) edtf.Day { return p.Add(-(int(p.Weekday()) + 6) % 7) }

func (m *mention) weekFrom(p edtf.Day, t tense) (first, last edtf.Day) {
	first = monday(p).Add(7 * m.shift)
	if m.form == ofWeekend {
		first = first.Add(5)
		if !m.shifted && t != future && first.After(p) {
			first = first.Add(-7)
		}
		return first, first.Add(1)
	}
	switch m.part {
	case beginning:
		return first, first.Add(1)
	case middle:
		return first.Add(2), first.Add(2)
	case ending:
		return first.Add(3), first.Add(4)
	}
	return first, first.Add(6)
}

// nearest returns the days of a mention without a year: in the past the last
// that had begun, in the future the next that is not over, else the nearest.
func (m *mention) nearest(p edtf.Day, t tense) (first, last edtf.Day, ok bool) {
	best := 0
	for y := p.Year - 1; y <= p.Year+1; y++ {
		f, l, there := m.in(y)
		if !there {
			continue
		}
		away := max(f.Sub(p), p.Sub(l), 0)
		switch {
		case (t == past || t == pluperfect) && f.After(p):
			away += 1000
		case t == future && l.Before(p):
			away += 1000
		}
		if !ok || away < best {
			first, last, best, ok = f, l, away, true
		}
	}
	return first, last, ok
}

// occurrences returns the days of a mention without a year in every year of a
// stretch, nil if the stretch is open or longer than most are.
func (m *mention) occurrences(within days) []days {
	if !within.known() || m.year != 0 || within.last.Year-within.first.Year > 12 {
		return nil
	}
	var found []days
	for y := within.first.Year; y <= within.last.Year; y++ {
		if f, l, ok := m.in(y); ok {
			if both, ok := within.and(days{f, l}); ok {
				found = append(found, both)
			}
		}
	}
	return found
}

// earliest returns the first day a mention without a year can mean from a day
// on.
func (m *mention) earliest(from edtf.Day) (edtf.Day, bool) {
	if from.IsZero() || m.year != 0 {
		return edtf.Day{}, false
	}
	for y := from.Year; y <= from.Year+4; y++ {
		if f, l, ok := m.in(y); ok && !l.Before(from) {
			if f.Before(from) {
				f = from
			}
			return f, true
		}
	}
	return edtf.Day{}, false
}

// electionDay returns the first day of a presidential election in the United
// States on or after a day: the Tuesday after the first Monday of November of
// every fourth year.
func electionDay(from edtf.Day) edtf.Day {
	for y := from.Year + (4-from.Year%4)%4; ; y += 4 {
		d := edtf.Day{Year: y, Month: time.November, Day: 2}
		for d.Weekday() != time.Tuesday {
			d = d.Add(1)
		}
		if !d.Before(from) {
			return d
		}
	}
}
