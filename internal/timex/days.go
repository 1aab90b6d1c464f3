package timex

import "chronik/internal/edtf"

// Days is a stretch of days, a zero Day being an open end. The zero value is
// all days.
type Days struct{ First, Last edtf.Day }

// DaysOf returns the days within the bounds of a date.
func DaysOf(d edtf.Date) Days {
	first, last := d.Bounds()
	return Days{first, last}
}

// Known reports whether both ends are.
func (s Days) Known() bool { return !s.First.IsZero() && !s.Last.IsZero() }

func (s Days) single() bool { return s.Known() && s.First == s.Last }

// And returns what two stretches share; ok is false if that is nothing.
func (s Days) And(t Days) (shared Days, ok bool) {
	first, last, ok := edtf.Overlap(s.First, s.Last, t.First, t.Last)
	return Days{first, last}, ok
}

// Date returns the date of one day of the stretch, zero for all days.
func (s Days) Date() edtf.Date { return edtf.Between(s.First, s.Last) }

// String returns that date as it is written, "" for all days.
func (s Days) String() string { return s.Date().String() }
