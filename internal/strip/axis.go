package strip

import (
	"slices"

	"chronik/internal/edtf"
)

// An Axis shows between which days an event lies.
type Axis struct {
	BandX, BandW string
	Edges        []string // the band's ends
	Outer        []string // the outer limits
	Day          string   // the day concluded, "" if none was
	Ticks        []Tick
}

// A Tick is a mark on an Axis. A long one begins a stretch of its Unit; it has
// a label to its right unless the axis ends there.
type Tick struct {
	X           string
	Day         edtf.Day
	Long, Label bool
	Unit        Unit
}

// A Unit is what the long ticks of an axis count.
type Unit int

// The units of long ticks.
const (
	ByDay Unit = iota
	ByMonth
	ByYear
)

const (
	mostLabels = 6  // have room on a narrow page
	lastLabel  = 86 // percent of the width, up to which a label can begin
)

// NewAxis lays out the span from the first to the last day with the limits
// around it and the day concluded; limits and day may be zero.
func NewAxis(first, last edtf.Day, outer []edtf.Day, day edtf.Day) Axis {
	from, until := first, last.Add(1)
	for _, d := range append(slices.Clone(outer), day) {
		if d.IsZero() {
			continue
		}
		if d.Before(from) {
			from = d
		}
		if !d.Before(until) {
			until = d.Add(1)
		}
	}
	pad := max(2, until.Sub(from)*12/100)
	r := ruler{from.Add(-pad), until.Add(pad)}
	a := Axis{BandX: percent(r.at(first)), BandW: percent(r.at(last.Add(1)) - r.at(first))}
	a.Edges = []string{percent(r.at(first)), percent(r.at(last.Add(1)))}
	for _, d := range outer {
		a.Outer = append(a.Outer, r.noon(d))
	}
	if !day.IsZero() {
		a.Day = r.noon(day)
	}
	a.Ticks = r.ticks()
	return a
}

// noon is the middle of a day.
func (r ruler) noon(d edtf.Day) string { return percent((r.at(d) + r.at(d.Add(1))) / 2) }

// ticks are short for each day or month and long for what has room for labels.
func (r ruler) ticks() []Tick {
	length := r.until.Sub(r.from)
	short := ByDay
	switch {
	case length > 62*30:
		short = ByYear
	case length > 62:
		short = ByMonth
	}
	long := r.longTicks(length)
	var ticks []Tick
	for d := r.from; d.Before(r.until); d = d.Add(1) {
		t := Tick{X: percent(r.at(d)), Day: d, Long: long.has(d), Unit: long.unit}
		t.Label = t.Long && r.at(d) < lastLabel
		if t.Long || short == ByDay || short == ByMonth && d.Day == 1 || short == ByYear && d.Day == 1 && d.Month == 1 {
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// A rhythm says which days have long ticks: every n-th day, month or year.
type rhythm struct {
	unit Unit
	n    int
	from edtf.Day
}

func (h rhythm) has(d edtf.Day) bool {
	switch h.unit {
	case ByDay:
		return d.Sub(h.from)%h.n == 0
	case ByMonth:
		return d.Day == 1 && (int(d.Month)-1)%h.n == 0
	}
	return d.Day == 1 && d.Month == 1 && d.Year%h.n == 0
}

// longTicks returns the finest rhythm with few enough labels. Weeks begin on
// Monday.
func (r ruler) longTicks(length int) rhythm {
	monday := r.from
	for monday.Weekday() != 1 {
		monday = monday.Add(1)
	}
	for _, n := range []int{1, 2, 7, 14} {
		if length <= n*mostLabels {
			return rhythm{ByDay, n, monday}
		}
	}
	for _, n := range []int{1, 2, 3, 6} {
		if length <= n*mostLabels*30 {
			return rhythm{unit: ByMonth, n: n}
		}
	}
	n := 1
	for length > n*mostLabels*365 {
		n *= 5
	}
	return rhythm{unit: ByYear, n: n}
}
