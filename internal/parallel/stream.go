package parallel

import "iter"

// Stream calls do for each thing of in, on up to jobs goroutines, and use with
// what it gave, in the order of in, until use returns false. in and use are each
// called from one goroutine only; no more than twice jobs things are held at a
// time.
func Stream[P, R any](jobs int, in iter.Seq[P], do func(P) R, use func(R) bool) {
	jobs = max(jobs, 1)
	waiting := make(chan chan R, jobs)
	slots := make(chan struct{}, jobs)
	done := make(chan struct{})
	go func() {
		defer close(waiting)
		for p := range in {
			result := make(chan R, 1)
			select {
			case <-done:
				return
			case slots <- struct{}{}:
			}
			go func() {
				result <- do(p)
				<-slots
			}()
			select {
			case <-done:
				return
			case waiting <- result:
			}
		}
	}()
	for result := range waiting {
		if !use(<-result) {
			close(done)
			for range waiting { // until in has ended
			}
			return
		}
	}
}
