package linkage

import (
	"cmp"
	"fmt"
	"iter"
	"math"
)

// common is the share of shingles that two texts have in common, as their
// sketches estimate it.
func common(a, b *Telling) float64 {
	same := 0
	for i := range a.sketch {
		if a.sketch[i] == b.sketch[i] && a.sketch[i] != math.MaxUint32 {
			same++
		}
	}
	return float64(same) / sketchSize
}

// A same is a pair of tellings of one event, and why.
type same struct {
	a, b   int
	score  float64 // pairs are joined from the surest on
	reason string
	copies bool // one is a copy of the other, or both are of a third
}

// An index finds tellings that may be of one event without comparing all with
// all.
type index struct {
	all    []*Telling
	keys   map[uint64][]int32
	quotes map[uint64][]int32
	in     map[uint32]int32 // word -> tellings that have it
}

func newIndex(all []*Telling) *index {
	x := &index{all: all, keys: map[uint64][]int32{}, quotes: map[uint64][]int32{}, in: map[uint32]int32{}}
	for i, t := range all {
		for _, key := range t.keys() {
			if list := x.keys[key]; len(list) <= mostInKey {
				x.keys[key] = append(list, int32(i))
			}
		}
		for _, q := range t.quotes {
			if list := x.quotes[q]; len(list) <= mostInQuote {
				x.quotes[q] = append(list, int32(i))
			}
		}
		for _, w := range t.words {
			x.in[w]++
		}
	}
	for _, t := range all {
		sum := 0.0
		for _, w := range t.words {
			sum += x.rare(w) * x.rare(w)
		}
		t.weight = math.Sqrt(sum)
	}
	return x
}

// rare is the weight of a word: the fewer tellings have it, the more it says.
func (x *index) rare(w uint32) float64 {
	return math.Log(1 + float64(len(x.all)+20)/float64(x.in[w]+1))
}

// keys are under what a telling is looked up: what its shingles say, and who
// met on which day where the day is nearly known.
func (t *Telling) keys() []uint64 {
	keys := make([]uint64, 0, sketchSize/bandRows+8)
	for band := 0; band < sketchSize; band += bandRows {
		h := uint64(band + 1)
		for _, v := range t.sketch[band : band+bandRows] {
			h = mix(h ^ uint64(v))
		}
		keys = append(keys, h)
	}
	if t.days() > someWeeks {
		return keys
	}
	who := hash(t.kind)
	for _, m := range t.ministers {
		who += mix(hash(m)) // in whatever order
	}
	for day := t.first; !day.After(t.last); day = day.Add(1) {
		keys = append(keys, mix(who^hash(day.String())))
	}
	return keys
}

// similar is the cosine of the words of two tellings, each with its weight.
func (x *index) similar(a, b *Telling) float64 {
	if a.weight == 0 || b.weight == 0 {
		return 0
	}
	sum := 0.0
	for w := range both(a.words, b.words) {
		sum += x.rare(w) * x.rare(w)
	}
	return sum / (a.weight * b.weight)
}

// pairs returns the tellings that are of one event as telling i is, of those
// before it or not of this run.
func (x *index) pairs(i int) []same {
	t := x.all[i]
	seen := map[int32]bool{}
	var found []same
	try := func(list []int32) {
		for _, j := range list {
			other := x.all[j]
			if int(j) == i || seen[j] || other.Fresh && int(j) > i {
				continue
			}
			seen[j] = true
			if s, ok := x.compare(t, other); ok {
				s.a, s.b = int(j), i
				found = append(found, s)
			}
		}
	}
	for _, key := range t.keys() {
		if list := x.keys[key]; len(list) <= mostInKey {
			try(list)
		}
	}
	for _, q := range t.quotes {
		if list := x.quotes[q]; len(list) <= mostInQuote {
			try(list)
		}
	}
	return found
}

// compare says whether two tellings are of one event, and why.
func (x *index) compare(a, b *Telling) (same, bool) {
	if !compatible(a, b) {
		return same{}, false
	}
	shingles := common(a, b)
	if shingles >= copied {
		return same{score: 2 + shingles, copies: true, reason: fmt.Sprintf("%.0f %% of the text is the same", 100*shingles)}, true
	}
	if a.kind != b.kind || apart(a, b) {
		return same{}, false
	}
	words := x.similar(a, b)
	switch {
	case shingles >= alike:
		return same{score: 1.5 + shingles, reason: fmt.Sprintf("%.0f %% of the text is the same", 100*shingles)}, true
	case x.quoteAlike(a, b):
		return same{score: 1 + words, reason: "they quote the same words"}, true
	case words >= sameWords && a.days() <= fewDays && b.days() <= fewDays:
		return same{score: words, reason: fmt.Sprintf("same day, and their nouns, names and figures are alike (%.2f)", words)}, true
	case words >= mostWords && min(a.days(), b.days()) <= fewDays && max(a.days(), b.days()) <= someWeeks:
		return same{score: words, reason: fmt.Sprintf("their days can be one, and their nouns, names and figures are alike (%.2f)", words)}, true
	}
	return same{}, false
}

// quoteAlike reports whether two tellings quote the same run of words, one that
// few others quote.
func (x *index) quoteAlike(a, b *Telling) bool {
	for q := range both(a.quotes, b.quotes) {
		if len(x.quotes[q]) <= mostInQuote {
			return true
		}
	}
	return false
}

// both yields what two sorted lists have in common.
func both[T cmp.Ordered](a, b []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for len(a) > 0 && len(b) > 0 {
			switch c := cmp.Compare(a[0], b[0]); {
			case c < 0:
				a = a[1:]
			case c > 0:
				b = b[1:]
			case !yield(a[0]):
				return
			default:
				a, b = a[1:], b[1:]
			}
		}
	}
}
