package strip

import "chronik/internal/edtf"

// BarsHeight is the height of the highest bar.
const BarsHeight = 70

// Bars count entries where there are too many for a sign each, linear from
// zero, on one scale. Paths are BarsHeight high.
type Bars struct {
	Y      int
	Layers []Layer // the later lie on the earlier
	Most   int     // what the highest bar counts
	Months int     // how long a stretch one bar counts
}

// A Layer is bars of one colour.
type Layer struct{ Class, Path string }

func (s *Strip) bars(r ruler, entries []Entry, others []edtf.Day) {
	borders, months := r.stretches(mostBars, 1, 3, 6, 12, 120)
	own := make([]int, len(borders)-1)
	all := make([]int, len(borders)-1)
	for _, e := range entries {
		i := stretchOf(borders, e.Sort)
		own[i]++
		all[i]++
	}
	for _, d := range others {
		all[stretchOf(borders, d)]++
	}
	s.Bars = &Bars{Months: months, Y: 14, Most: highest(all)}
	if len(others) > 0 {
		s.Bars.layer(r, "ctx", borders, nil, all)
		s.Bars.layer(r, "own", borders, nil, own)
	} else {
		s.Bars.layer(r, "", borders, nil, own)
	}
	s.Axis = s.Bars.Y + BarsHeight
}

func highest(counts []int) int {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return most
}

// layer draws bars that stand on others, nil for the ground. What counts at all
// is seen, if only by a pixel.
func (b *Bars) layer(r ruler, class string, borders []edtf.Day, on, counts []int) {
	height := func(n int) int { return (n*BarsHeight + b.Most/2) / b.Most }
	var p path
	for i, n := range counts {
		if n == 0 {
			continue
		}
		ground := 0
		if on != nil {
			ground = height(on[i])
			n += on[i]
		}
		from, until := grain(r.at(borders[i])), grain(r.at(borders[i+1]))
		gap := (until - from) / 10
		p.bar(from+gap, until-from-2*gap, BarsHeight-ground, max(1, height(n)-ground))
	}
	b.Layers = append(b.Layers, Layer{class, p.String()})
}

// mostStacked is how many columns stacked bars have.
const mostStacked = 240

// Stretches returns the borders of the stretches that stacked bars on a ruler
// count, and how many months one has: the finest there is room for.
func Stretches(cells []Cell) (borders []edtf.Day, months int) {
	return rulerOf(cells).stretches(mostStacked, 1, 3, 6, 12, 120)
}

// A Stack is what the bars of one colour count in each stretch.
type Stack struct {
	Class  string
	Counts []int
}

// Stacked lays out bars on a ruler, those of each stack standing on those of the
// one before it. Months is how long a stretch is. The cells are not changed.
func Stacked(cells []Cell, borders []edtf.Day, months int, stacks []Stack) *Strip {
	s, r := newStrip(cells)
	all := make([]int, len(borders)-1)
	for _, of := range stacks {
		for i, n := range of.Counts {
			all[i] += n
		}
	}
	s.Bars = &Bars{Months: months, Y: 14, Most: max(highest(all), 1)}
	on := make([]int, len(all))
	for _, of := range stacks {
		s.Bars.layer(r, of.Class, borders, on, of.Counts)
		for i, n := range of.Counts {
			on[i] += n
		}
	}
	s.Axis = s.Bars.Y + BarsHeight
	s.cellsEnd()
	return s
}
