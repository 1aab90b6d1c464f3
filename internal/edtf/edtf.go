// Package edtf is about a date known to the day, month, season, year, lasting
// (A/B) or one of several days ([A..B]): parse, format, bounds, order.
//
// The values are a subset of the Extended Date/Time Format, ISO 8601-2:2019 as
// published by the Library of Congress:
//
//	level 0  2020-04-17  2020-04  2020  A/B (it lasted from A to B)
//	level 1  a trailing ~ ? or % on a date or an interval's end,
//	         seasons 2020-21 to 2020-24, A/.. (still going on)
//	level 2  [A..B] [A..] [..B] [A,B]: one day, not known which;
//	         no qualifiers inside
//
// A time of day is cut when reading. Everything else is rejected with a hint.
package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Form is the shape of a Date.
type Form int

const (
	// None is the zero Date: nothing is known.
	None Form = iota
	// Single is one day, month, season or year.
	Single
	// Interval is A/B or A/..: it lasted from A to B.
	Interval
	// Range is [A..B], [A..] or [..B]: one day of that stretch.
	Range
	// OneOf is [A,B]: one of the days of those listed.
	OneOf
)

// A Date is one EDTF value. It is immutable and comparable with ==; equal text
// means equal value. The zero Date says that nothing is known.
type Date struct {
	text   string
	form   Form
	a, b   Part // ends of an interval or range; the single value is a
	lo, hi Day
}

// Precision is how much of a Part is known.
type Precision int

const (
	// Open is the missing end of an open interval or set.
	Open Precision = iota
	// ToYear is a whole year.
	ToYear
	// ToSeason is a quarter-like season of a year.
	ToSeason
	// ToMonth is a month.
	ToMonth
	// ToDay is a day.
	ToDay
)

// A Part is a date of level 0 or a season, with its qualifier. The zero Part
// is the open end of an interval or set.
type Part struct {
	Year      int
	Month     int  // 1 to 12, 21 to 24 for a season, 0 if unknown
	Day       int  // 1 to 31, 0 if unknown
	Qualifier byte // '~' approximate, '?' uncertain, '%' both, 0 neither
}

// Precision returns how much of p is known.
func (p Part) Precision() Precision {
	switch {
	case p == Part{}:
		return Open
	case p.Day > 0:
		return ToDay
	case p.Month > 12:
		return ToSeason
	case p.Month > 0:
		return ToMonth
	}
	return ToYear
}

// Bounds returns the first and the last day of p, zero Days for an open end.
// Season 24 is December to the end of the February after.
func (p Part) Bounds() (first, last Day) {
	switch p.Precision() {
	case Open:
		return Day{}, Day{}
	case ToYear:
		return Day{p.Year, 1, 1}, Day{p.Year, 12, 31}
	case ToMonth:
		m := time.Month(p.Month)
		return Day{p.Year, m, 1}, Day{p.Year, m, daysIn(p.Year, m)}
	case ToSeason:
		start := time.Month(3 + 3*(p.Month-21))
		end, year := start+2, p.Year
		if end > 12 {
			end, year = end-12, year+1
		}
		return Day{p.Year, start, 1}, Day{year, end, daysIn(year, end)}
	}
	d := Day{p.Year, time.Month(p.Month), p.Day}
	return d, d
}

// String returns p as it is written in EDTF, "" for an open end.
func (p Part) String() string {
	precision := p.Precision()
	if precision == Open {
		return ""
	}
	text := padded(make([]byte, 0, len("YYYY-MM-DD~")), p.Year, 4)
	if precision > ToYear {
		text = padded(append(text, '-'), p.Month, 2)
	}
	if precision == ToDay {
		text = padded(append(text, '-'), p.Day, 2)
	}
	if p.Qualifier != 0 {
		text = append(text, p.Qualifier)
	}
	return string(text)
}

// padded appends a number with leading zeros up to width digits.
func padded(text []byte, n, width int) []byte {
	for w, least := 1, 10; w < width; w, least = w+1, least*10 {
		if n < least {
			text = append(text, '0')
		}
	}
	return strconv.AppendInt(text, int64(n), 10)
}

// String returns the value as Parse reads it, "" for the zero Date.
func (d Date) String() string { return d.text }

// MarshalText writes the value as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads a value as Parse does; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.form == None }

// Form returns the shape of the value.
func (d Date) Form() Form { return d.form }

// Ends returns the two ends of an interval or range, either of which may be
// open; a single value is returned as the first.
func (d Date) Ends() (a, b Part) { return d.a, d.b }

// Members returns the dates of a OneOf set in order, nil for other forms.
func (d Date) Members() []Part {
	if d.form != OneOf {
		return nil
	}
	var parts []Part
	for text := range strings.SplitSeq(strings.Trim(d.text, "[]"), ",") {
		p, err := parsePart(text)
		if err != nil {
			panic("edtf: member of a parsed set: " + err.Error())
		}
		parts = append(parts, p)
	}
	return parts
}

// Bounds returns the first and the last possible day. Qualifiers do not widen
// them. A zero Day is an open end; both are zero for the zero Date.
func (d Date) Bounds() (first, last Day) { return d.lo, d.hi }

// ClaimedDay returns the day that the value claims: both bounds are that one
// day and nothing qualifies it.
func (d Date) ClaimedDay() (Day, bool) {
	if d.form == None || d.lo != d.hi || d.Qualified() {
		return Day{}, false
	}
	return d.lo, true
}

// Qualified reports whether any part carries ~, ? or %.
func (d Date) Qualified() bool { return d.a.Qualifier != 0 || d.b.Qualifier != 0 }

// Approximate reports whether any part carries ~ or %.
func (d Date) Approximate() bool {
	is := func(q byte) bool { return q == '~' || q == '%' }
	return is(d.a.Qualifier) || is(d.b.Qualifier)
}

// Uncertain reports whether any part carries ? or %.
func (d Date) Uncertain() bool {
	is := func(q byte) bool { return q == '?' || q == '%' }
	return is(d.a.Qualifier) || is(d.b.Qualifier)
}

// SortDay returns the day by which entries are put in order and filed under a
// year: the first possible day, of a set open below its known end; zero for
// the zero Date.
func (d Date) SortDay() Day {
	if d.lo.IsZero() {
		return d.hi
	}
	return d.lo
}

// Compare orders dates by sort day, then the narrower before the wider; open
// counts as endless. The zero Date comes last. Dates that differ only in their
// text compare as 0: callers break the tie by id.
func Compare(a, b Date) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	if c := a.SortDay().Compare(b.SortDay()); c != 0 {
		return c
	}
	wa, wb := a.width(), b.width()
	switch {
	case wa < wb:
		return -1
	case wa > wb:
		return 1
	}
	return 0
}

// width is the number of days between the bounds; an open value is wider than
// any closed one.
func (d Date) width() int {
	if d.lo.IsZero() || d.hi.IsZero() {
		return 1 << 30
	}
	return d.hi.Sub(d.lo)
}

// Years returns the first and last year the value touches; an open value
// touches only the year of its known end. Both are 0 for the zero Date.
func (d Date) Years() (first, last int) {
	if d.lo.IsZero() || d.hi.IsZero() {
		y := d.SortDay().Year
		return y, y
	}
	return d.lo.Year, d.hi.Year
}

// Shared returns the longest YYYY, YYYY-MM or YYYY-MM-DD that both bounds
// share, "" if they share nothing or one is open.
func (d Date) Shared() string {
	if d.lo.IsZero() || d.hi.IsZero() || d.lo.Year != d.hi.Year {
		return ""
	}
	switch {
	case d.lo.Month != d.hi.Month:
		return fmt.Sprintf("%04d", d.lo.Year)
	case d.lo.Day != d.hi.Day:
		return fmt.Sprintf("%04d-%02d", d.lo.Year, int(d.lo.Month))
	}
	return d.lo.String()
}

// Filed returns the prefix under which a file with this date is named: what
// both bounds share, else the year of the sort day, "" for the zero Date.
func (d Date) Filed() string {
	if s := d.Shared(); s != "" || d.IsZero() {
		return s
	}
	return fmt.Sprintf("%04d", d.SortDay().Year)
}

// Between returns the narrowest value for one day that lies from first to
// last, both included: a day, a whole month, a whole year, or a set. A zero
// Day is an open end; without both nothing is known. If last lies before first
// it returns the zero Date.
func Between(first, last Day) Date {
	switch {
	case first.IsZero() && last.IsZero():
		return Date{}
	case first.IsZero():
		return MustParse("[.." + last.String() + "]")
	case last.IsZero():
		return MustParse("[" + first.String() + "..]")
	case last.Before(first):
		return Date{}
	}
	for _, p := range []Part{
		{Year: first.Year, Month: int(first.Month), Day: first.Day},
		{Year: first.Year, Month: int(first.Month)},
		{Year: first.Year},
	} {
		if lo, hi := p.Bounds(); lo == first && hi == last {
			return single(p)
		}
	}
	return MustParse("[" + first.String() + ".." + last.String() + "]")
}

// Overlap returns the days that two stretches share, zero Days being open
// ends, and whether there are any.
func Overlap(aFirst, aLast, bFirst, bLast Day) (first, last Day, ok bool) {
	first, last = aFirst, aLast
	if bFirst.After(first) {
		first = bFirst
	}
	if last.IsZero() || (!bLast.IsZero() && bLast.Before(last)) {
		last = bLast
	}
	return first, last, first.IsZero() || last.IsZero() || !last.Before(first)
}

// Days returns the first and the last day of what can be put on days of a
// calendar without guessing: a claimed day, or an interval from one day to
// another without qualifiers. It reports false for everything else.
func (d Date) Days() (first, last Day, ok bool) {
	_, claimed := d.ClaimedDay()
	lasting := d.form == Interval && !d.Qualified() && d.a.Precision() == ToDay && d.b.Precision() == ToDay
	if !claimed && !lasting {
		return Day{}, Day{}, false
	}
	return d.lo, d.hi, true
}
