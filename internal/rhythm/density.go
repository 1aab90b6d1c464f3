package rhythm

import (
	"math/big"
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
)

// A Sum is an exact sum of fractions.
type Sum struct {
	whole int
	parts map[int]int // denominator -> numerator
}

// Add adds k/n.
func (s *Sum) Add(k, n int) {
	if k%n == 0 {
		s.whole += k / n
		return
	}
	if s.parts == nil {
		s.parts = map[int]int{}
	}
	s.parts[n] += k
}

// Plus returns the sum of both.
func (s Sum) Plus(t Sum) Sum {
	both := Sum{whole: s.whole + t.whole}
	for _, of := range []Sum{s, t} {
		for n, k := range of.parts {
			if both.parts == nil {
				both.parts = map[int]int{}
			}
			both.parts[n] += k
		}
	}
	return both
}

// IsZero reports whether the sum is nothing.
func (s Sum) IsZero() bool { return s.whole == 0 && len(s.parts) == 0 }

// Rat returns the sum.
func (s Sum) Rat() *big.Rat {
	r := new(big.Rat).SetInt64(int64(s.whole))
	for n, k := range s.parts {
		r.Add(r, big.NewRat(int64(k), int64(n)))
	}
	return r
}

// Hundredths returns the sum in hundredths, rounded.
func (s Sum) Hundredths() int {
	r := s.Rat()
	twice := new(big.Int).Mul(r.Num(), big.NewInt(200))
	twice.Add(twice, r.Denom())
	return int(twice.Quo(twice, new(big.Int).Lsh(r.Denom(), 1)).Int64())
}

// A Bin is one stretch of time with what lies in it.
type Bin struct {
	From, Until edtf.Day // Until is the first day after it
	Sure        int      // events all of whose possible days lie in it
	Total       Sum      // Sure, and of all others the share of their days that lies in it
}

// Density spreads events over the stretches between borders, of which each is
// the first day after one stretch and of the next: an event that may have been
// on n days adds 1/n to each, and one that lasted n days does so too, so that
// each counts once in all. Days outside of the borders are in no bin. Open are
// the events without a number of days, which are in no bin either.
func Density(events []*chronology.Event, borders []edtf.Day) (bins []Bin, open []*chronology.Event) {
	for i := range len(borders) - 1 {
		bins = append(bins, Bin{From: borders[i], Until: borders[i+1]})
	}
	for _, e := range events {
		spans := spansOf(e.Date)
		if spans == nil {
			open = append(open, e)
			continue
		}
		n := 0
		for _, s := range spans {
			n += s.days()
		}
		first, last := spans[0].first, spans[len(spans)-1].last
		i, found := slices.BinarySearchFunc(bins, first, func(b Bin, d edtf.Day) int { return b.From.Compare(d) })
		if !found {
			i = max(i-1, 0)
		}
		for ; i < len(bins) && !bins[i].From.After(last); i++ {
			b := &bins[i]
			k := 0
			for _, s := range spans {
				if from, to, ok := edtf.Overlap(s.first, s.last, b.From, b.Until.Add(-1)); ok {
					k += to.Sub(from) + 1
				}
			}
			if k == n {
				b.Sure++
			}
			if k > 0 {
				b.Total.Add(k, n)
			}
		}
	}
	return bins, open
}
