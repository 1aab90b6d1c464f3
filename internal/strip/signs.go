package strip

import (
	"math"
	"slices"

	"chronik/internal/edtf"
)

// signWidth is that of a sign in percent of the width.
const signWidth = 100 * 14. / 900

// openLine is how far the line of an entry goes that is open on one side.
const openLine = 2.5

// signs puts up a sign for each entry, in lanes above the axis. It does nothing
// and returns false if they would be piled too high to be told apart.
func (s *Strip) signs(r ruler, entries []Entry) bool {
	if len(entries) > mostLanes*(int(math.Ceil(100/signWidth))+1) {
		return false // however they lie
	}
	wide, lanes := r.lanes(entries)
	narrow, pile := r.piles(entries)
	if lanes > mostLanes || pile > mostNarrow {
		return false
	}
	s.Axis = max(lowest, lanes*lane+9, pile*narrowLane+9)
	for i := range wide {
		wide[i].Y = s.Axis - 17 - wide[i].Y*lane
		wide[i].LineY = wide[i].Y + 7
	}
	for i := range narrow {
		narrow[i].Y = s.Axis - 15 - narrow[i].Y*narrowLane
	}
	s.Signs, s.Narrow = wide, narrow
	return true
}

// lanes gives each entry the lowest lane that is free where it lies; Y is the
// number of the lane.
func (r ruler) lanes(entries []Entry) (signs []Sign, lanes int) {
	type placed struct {
		sign        Sign
		left, right float64
	}
	all := make([]placed, len(entries))
	for i, e := range entries {
		x := r.middle(e)
		p := placed{r.sign(e), x - signWidth/2, x + signWidth/2}
		if p.sign.LineX != "" {
			from, until := r.line(e)
			p.left, p.right = min(p.left, from), max(p.right, until)
		}
		all[i] = p
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		switch {
		case a.left < b.left:
			return -1
		case a.left > b.left:
			return 1
		}
		return 0
	})
	var ends []float64
	for _, p := range all {
		free := slices.IndexFunc(ends, func(end float64) bool { return end <= p.left })
		if free < 0 {
			free = len(ends)
			ends = append(ends, 0)
		}
		ends[free] = p.right
		p.sign.Y = free
		signs = append(signs, p.sign)
	}
	return signs, len(ends)
}

// piles puts entries on top of each other that fall into one stretch of time;
// Y is the place in the pile.
func (r ruler) piles(entries []Entry) (signs []Sign, highest int) {
	lengths := []int{3, 6, 12, 24, 60, 120}
	if !r.from.AddMonths(12).Before(r.until) {
		lengths = []int{halfMonth}
	}
	borders, _ := r.stretches(mostStretch, lengths...)
	heights := make([]int, len(borders))
	for _, e := range entries {
		i := stretchOf(borders, e.Sort)
		sign := Sign{Entry: e, X: percent((r.at(borders[i]) + r.at(borders[i+1])) / 2), Y: heights[i]}
		heights[i]++
		highest = max(highest, heights[i])
		signs = append(signs, sign)
	}
	return signs, highest
}

// stretchOf returns the stretch a day of the ruler falls into.
func stretchOf(borders []edtf.Day, d edtf.Day) int {
	i, exact := slices.BinarySearchFunc(borders, d, edtf.Day.Compare)
	if !exact {
		i--
	}
	return i
}

// sign places an entry on the ruler; Y is left open.
func (r ruler) sign(e Entry) Sign {
	s := Sign{Entry: e, X: percent(r.middle(e))}
	if e.First == e.Last {
		return s
	}
	from, until := r.line(e)
	s.LineX, s.LineW = percent(from), percent(until-from)
	s.Fading = e.First.IsZero() || e.Last.IsZero()
	return s
}

// middle is where the sign of an entry stands: on its day, else in the middle of
// its span, but never outside the year it is filed under; of an open span at the
// known end.
func (r ruler) middle(e Entry) float64 {
	if !e.Day.IsZero() {
		return r.at(e.Day)
	}
	if e.First == e.Last || e.First.IsZero() || e.Last.IsZero() {
		return r.at(e.Sort)
	}
	from, until := r.line(e)
	lastDay := r.at(edtf.Day{Year: e.Sort.Year, Month: 12, Day: 31})
	return math.Min((from+until)/2, lastDay)
}

// line is the stretch of the ruler that the days of an entry take.
func (r ruler) line(e Entry) (from, until float64) {
	x := r.at(e.Sort)
	from, until = x-openLine, x+openLine
	if !e.First.IsZero() {
		from = r.at(e.First)
	}
	if !e.Last.IsZero() {
		until = r.at(e.Last.Add(1))
	}
	return max(from, 0), min(until, 100)
}
