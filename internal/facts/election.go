package facts

import (
	"strings"
	"time"

	"chronik/internal/edtf"
	"chronik/internal/timex"
)

// election bounds the event by a presidential election that the text looks
// forward to, if only one lies in the frame.
func (f *frame) election() {
	d := f.d
	for i, w := range d.Words {
		if !strings.HasPrefix(w.Fold, "us-praesidentschaftswahl") || !f.within.Known() {
			continue
		}
		ahead := false
		for j := i - 1; j >= i-4; j-- {
			ahead = ahead || d.Fold(j, i) == "vor"
		}
		day := electionDay(f.within.First)
		if ahead && !day.After(f.within.Last) && electionDay(day.Add(1)).After(f.within.Last) {
			f.bound("next-election", timex.Deadline, span{Start: w.Start, End: w.End}, days{First: day, Last: day}, days{Last: day})
			return
		}
	}
}

// electionDay returns the first day of a presidential election in the United
// States on or after a day: the Tuesday after the first Monday of November of
// every fourth year.
func electionDay(from edtf.Day) edtf.Day {
	for y := from.Year + (4-from.Year%4)%4; ; y += 4 {
		d := edtf.Day{Year: y, Month: time.November, Day: 2}
		for d.Weekday() != time.Tuesday {
			d = d.Add(1)
		}
		if !d.Before(from) {
			return d
		}
	}
}
