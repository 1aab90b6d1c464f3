package parallel

import "testing"

func TestMap(t *testing.T) {
	for _, n := range []int{0, 1, chunk, chunk + 1, 1000} {
		got := Map(n, func(i int) int { return i * i })
		if len(got) != n {
			t.Fatalf("%d results, want %d", len(got), n)
		}
		for i, v := range got {
			if v != i*i {
				t.Fatalf("of %d, result %d is %d", n, i, v)
			}
		}
	}
}
