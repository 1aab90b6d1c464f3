package strip

import "chronik/internal/edtf"

// BarsHeight is the height of the highest bar.
const BarsHeight = 70

// Bars count entries where there are too many for a sign each, linear from
// zero, on one scale. Paths are BarsHeight high.
type Bars struct {
	Y       int
	Own     string // path of the entries of the page
	Context string // path of all entries, "" if there are no others
	Most    int    // what the highest bar counts
	Months  int    // how long a stretch one bar counts
}

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
	b := &Bars{Months: months, Y: 14}
	for _, n := range all {
		b.Most = max(b.Most, n)
	}
	draw := func(counts []int) string {
		var p path
		for i, n := range counts {
			if n == 0 {
				continue
			}
			from, until := grain(r.at(borders[i])), grain(r.at(borders[i+1]))
			gap := (until - from) / 10
			height := max(1, (n*BarsHeight+b.Most/2)/b.Most)
			p.bar(from+gap, until-from-2*gap, BarsHeight, height)
		}
		return p.String()
	}
	b.Own = draw(own)
	if len(others) > 0 {
		b.Context = draw(all)
	}
	s.Axis, s.Bars = b.Y+BarsHeight, b
}
