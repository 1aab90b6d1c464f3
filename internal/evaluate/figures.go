package evaluate

import "slices"

// open is the width of a date without a first or last day.
const open = 1 << 30

// figures are all measures of n pages.
func (s *score) figures(n int) []Figure {
	all := []Figure{
		{Name: "pages", Value: float64(n), Known: true, N: n},
		{Name: "pages not read", Value: float64(s.unread), Known: true, N: n},
		s.keep.figure("keep"),
		s.drop.figure("drop"),
		s.title.figure("title"),
		s.published.figure("published"),
		s.invented.figure("published invented"),
		s.contains.figure("date contains"),
		s.near.figure("date within 45 days"),
		s.claimed.figure("claimed days right"),
		s.exact.figure("date exact where derivable"),
		s.width(),
		s.kind.figure("kind"),
		s.place.figure("place"),
	}
	all = append(all, s.ministers.figures("ministers")...)
	return append(all, s.topics.figures("topics")...)
}

func (r rate) figure(name string) Figure {
	return Figure{Name: name, Value: ratio(r.right, r.n, 0), Known: r.n > 0, N: r.n, Rate: true}
}

// width is the median of an odd number of widths, of an even number the wider
// of the two in the middle.
func (s *score) width() Figure {
	f := Figure{Name: "median date width in days", N: len(s.widths)}
	if f.N == 0 {
		return f
	}
	slices.Sort(s.widths)
	if w := s.widths[f.N/2]; w < open {
		f.Value, f.Known = float64(w), true
	}
	return f
}

// figures are precision over the terms found, recall over those wanted, and
// their harmonic mean over all there are. In the mean, nothing found is nothing
// wrong, and nothing wanted nothing lost.
func (t terms) figures(name string) []Figure {
	found, wanted := t.both+t.extra, t.both+t.lost
	p, r := ratio(t.both, found, 1), ratio(t.both, wanted, 1)
	f1 := 0.0
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	all := found + t.lost
	return []Figure{
		{Name: name + " precision", Value: p, Known: found > 0, N: found, Rate: true},
		{Name: name + " recall", Value: r, Known: wanted > 0, N: wanted, Rate: true},
		{Name: name + " F1", Value: f1, Known: all > 0, N: all, Rate: true},
	}
}

func ratio(part, whole int, without float64) float64 {
	if whole == 0 {
		return without
	}
	return float64(part) / float64(whole)
}
