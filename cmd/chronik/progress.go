package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A bar shows how far a run is, how fast it goes and how long it will still
// take, on the last line of a terminal. A nil bar shows nothing.
type bar struct{ line *progressbar.ProgressBar }

// newBar begins a bar for a number of documents, -1 if that is not known. It is
// nil if standard error is no terminal, or nothing shall be said.
func (a *app) newBar(what string, documents int) *bar {
	if !a.terminal.stderr || a.quiet || documents == 0 {
		return nil
	}
	throttle := 100 * time.Millisecond
	if a.terminal.stdout {
		throttle = 0 // each line that is printed pushes the bar away
	}
	line := progressbar.NewOptions(documents,
		progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(20),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("documents"), progressbar.OptionSetPredictTime(true),
		progressbar.OptionUseANSICodes(true), progressbar.OptionThrottle(throttle),
		progressbar.OptionSetSpinnerChangeInterval(0), // it moves with the documents
	)
	line.StartWithoutRender() // the first document takes time too
	return &bar{line}
}

// step says that one more document is done. More than were announced are
// taken as they come.
func (b *bar) step() {
	if b == nil {
		return
	}
	if s := b.line.State(); s.Max > 0 && s.CurrentNum >= s.Max {
		b.line.AddMax(1)
	}
	_ = b.line.Add(1) // what cannot be drawn is not missed
}

// clear takes the bar away; the next step draws it again.
func (b *bar) clear() {
	if b != nil {
		_ = b.line.Clear()
	}
}

// above returns the app whose words stand above the bar.
func (b *bar) above(a *app) *app {
	if b == nil {
		return a
	}
	shown := *a
	shown.stderr = aboveBar{a.stderr, b}
	if a.terminal.stdout {
		shown.stdout = aboveBar{a.stdout, b}
	}
	return &shown
}

// aboveBar clears the bar before it writes.
type aboveBar struct {
	io.Writer
	bar *bar
}

func (w aboveBar) Write(p []byte) (int, error) {
	w.bar.clear()
	return w.Writer.Write(p)
}
