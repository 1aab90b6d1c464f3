package edtf

import "time"

// A Day is one calendar day of the proleptic Gregorian calendar, years 1 to
// 9999. The zero Day is no day: an open or unknown bound.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf returns the day of t in t's own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// String returns YYYY-MM-DD, or "" for the zero Day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	text := padded(make([]byte, 0, len("YYYY-MM-DD")), d.Year, 4)
	text = padded(append(text, '-'), int(d.Month), 2)
	return string(padded(append(text, '-'), d.Day, 2))
}

// Compare orders days; the zero Day comes before all others.
func (d Day) Compare(e Day) int {
	switch a, b := d.number(), e.number(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Before reports whether d lies before e.
func (d Day) Before(e Day) bool { return d.number() < e.number() }

// After reports whether d lies after e.
func (d Day) After(e Day) bool { return d.number() > e.number() }

func (d Day) number() int { return d.Year*10000 + int(d.Month)*100 + d.Day }

// Add returns the day n days after d (before d if n is negative).
func (d Day) Add(n int) Day {
	return DayOf(d.time().AddDate(0, 0, n))
}

// AddMonths returns the day n months after d; a day the target month lacks
// becomes that month's last.
func (d Day) AddMonths(n int) Day {
	months := d.Year*12 + int(d.Month) - 1 + n
	y, m := months/12, time.Month(months%12+1)
	return Day{y, m, min(d.Day, daysIn(y, m))}
}

// Sub returns the number of days from e to d.
func (d Day) Sub(e Day) int {
	return int(d.time().Sub(e.time()) / (24 * time.Hour))
}

// Weekday returns the weekday of d.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// Date returns d as a Date known to the day.
func (d Day) Date() Date {
	if d.IsZero() {
		return Date{}
	}
	return single(Part{Year: d.Year, Month: int(d.Month), Day: d.Day})
}

func (d Day) time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
