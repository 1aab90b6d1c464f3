package parallel

import (
	"slices"
	"sync/atomic"
	"testing"
)

func TestStream(t *testing.T) {
	count := func(n int) func(func(int) bool) {
		return func(yield func(int) bool) {
			for i := range n {
				if !yield(i) {
					return
				}
			}
		}
	}
	for _, jobs := range []int{0, 1, 3} {
		var running, most atomic.Int32
		var got []int
		Stream(jobs, count(100), func(i int) int {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			return i * i
		}, func(r int) bool {
			got = append(got, r)
			return true
		})
		if len(got) != 100 || !slices.IsSorted(got) || got[99] != 99*99 {
			t.Errorf("jobs %d: got %v, want the squares in order", jobs, got)
		}
		if m := int(most.Load()); m > max(jobs, 1) {
			t.Errorf("jobs %d: %d at once", jobs, m)
		}
	}
	made, used := 0, 0
	Stream(2, func(yield func(int) bool) {
		for made = 0; yield(made); made++ {
		}
	}, func(i int) int { return i }, func(int) bool { used++; return used < 3 })
	if used != 3 || made > 20 {
		t.Errorf("used %d of %d made, want 3 and that it ends", used, made)
	}
}
