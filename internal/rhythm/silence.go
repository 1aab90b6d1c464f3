package rhythm

import (
	"cmp"
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
)

// A Silence is a time without events between two of them.
type Silence struct {
	Before, After *chronology.Event
	Days          int // whole days between the two on which none of the events can have been
	Longest       int // how long it was if their days lay so that it was as long as can be

	// Doubtful says that an event that is open on a side may lie in it after all.
	Doubtful bool
}

// Silences are the times without events.
type Silences struct {
	Sure []Silence // days on which no event can lie, the longest first, then the older first

	// Possible is the longest time that can have been without events if each was
	// on that of its possible days that makes it so; Days is 0 if there is none.
	Possible Silence

	Open []*chronology.Event // that bound no silence since they are open on a side
}

// SilencesOf returns the n longest times without any of some events.
func SilencesOf(events []*chronology.Event, n int) Silences {
	var found Silences
	var all []placed
	for _, e := range events {
		if spans := spansOf(e.Date); spans != nil {
			all = append(all, place(e, spans))
		} else {
			found.Open = append(found.Open, e)
		}
	}
	gaps := gapsBetween(all)
	windows := windowsAmong(all)
	for _, g := range gaps[:min(n, len(gaps))] {
		found.Sure = append(found.Sure, Silence{
			Before: g.before, After: g.after, Days: g.days(),
			Longest: longestAround(windows, g), Doubtful: doubtful(found.Open, g.span),
		})
	}
	for _, w := range windows {
		if w.days() > found.Possible.Days {
			found.Possible = Silence{Before: w.before, After: w.after, Days: w.days(), Longest: w.days(), Doubtful: doubtful(found.Open, w.span)}
		}
	}
	return found
}

// placed is an event with its days. Of what may have been on any of several days
// the end can be as early as the first, and the beginning as late as the last;
// what lasted fills the days from its beginning to its end.
type placed struct {
	event        *chronology.Event
	spans        []span
	begins, ends edtf.Day // at the latest, at the earliest
}

func place(e *chronology.Event, spans []span) placed {
	p := placed{event: e, spans: spans, begins: spans[len(spans)-1].last, ends: spans[0].first}
	if e.Date.Form() == edtf.Interval {
		a, b := e.Date.Ends()
		if _, last := a.Bounds(); last.Before(p.begins) {
			p.begins = last
		}
		if first, _ := b.Bounds(); first.After(p.ends) {
			p.ends = first
		}
	}
	return p
}

// A gap is some days between two events.
type gap struct {
	span
	before, after *chronology.Event
}

// gapsBetween returns the days on which none of the events can have been, but
// some before and after; the longest first.
func gapsBetween(all []placed) []gap {
	type stretch struct {
		span
		event *chronology.Event
	}
	var taken []stretch
	for _, p := range all {
		for _, s := range p.spans {
			taken = append(taken, stretch{s, p.event})
		}
	}
	slices.SortStableFunc(taken, func(a, b stretch) int { return a.first.Compare(b.first) })
	var gaps []gap
	for i, latest := 1, 0; i < len(taken); i++ {
		free := gap{span{taken[latest].last.Add(1), taken[i].first.Add(-1)}, taken[latest].event, taken[i].event}
		// Between two days of one event it may have been before it or after.
		if free.days() > 0 && free.before != free.after {
			gaps = append(gaps, free)
		}
		if taken[i].last.After(taken[latest].last) {
			latest = i
		}
	}
	slices.SortStableFunc(gaps, func(a, b gap) int { return cmp.Compare(b.days(), a.days()) })
	return gaps
}

// windowsAmong returns the longest times that can have been without events: from
// the earliest end of one to the day by which another must have begun, of those
// that end later in any case.
func windowsAmong(all []placed) []gap {
	byEnd := slices.Clone(all)
	slices.SortStableFunc(byEnd, func(a, b placed) int { return a.ends.Compare(b.ends) })
	var windows []gap
	add := func(a, b placed) {
		if g := (gap{span{a.ends.Add(1), b.begins.Add(-1)}, a.event, b.event}); g.days() > 0 {
			windows = append(windows, g)
		}
	}
	next := -1 // who must begin first of those that end later
	for i := len(byEnd) - 1; i >= 0; {
		same := i // those with the same end are looked at together
		for same > 0 && byEnd[same-1].ends == byEnd[i].ends {
			same--
		}
		if next >= 0 {
			add(byEnd[same], byEnd[next])
		} else {
			// After the last end nobody has to follow, but somebody may.
			for k := range byEnd {
				if k != i {
					add(byEnd[i], byEnd[k])
				}
			}
			for k := same; k < i; k++ {
				add(byEnd[k], byEnd[i])
			}
		}
		for ; i >= same; i-- {
			if next < 0 || !byEnd[i].begins.After(byEnd[next].begins) {
				next = i
			}
		}
	}
	slices.Reverse(windows)
	return windows
}

// longestAround returns the days of the longest window that a gap lies in.
func longestAround(windows []gap, g gap) int {
	longest := g.days()
	for _, w := range windows {
		if !w.first.After(g.first) && !w.last.Before(g.last) {
			longest = max(longest, w.days())
		}
	}
	return longest
}

// doubtful reports whether one of the open events may lie among some days.
func doubtful(open []*chronology.Event, s span) bool {
	return slices.ContainsFunc(open, func(e *chronology.Event) bool {
		first, last := e.Date.Bounds()
		_, _, ok := edtf.Overlap(first, last, s.first, s.last)
		return ok
	})
}
