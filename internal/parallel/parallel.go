// Package parallel does the same for many things on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// chunk is how many things a processor takes at once: few enough that none
// waits long for the last, enough that taking them costs nothing.
const chunk = 16

// Map calls do for 0 to n-1 on all processors and returns what it gave, in
// order.
func Map[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+chunk-1)/chunk) {
		group.Go(func() {
			for {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					results[i] = do(i)
				}
			}
		})
	}
	group.Wait()
	return results
}
