package edtf

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBounds(t *testing.T) {
	// Examples of the specification where it has one of the form; the rest are
	// the parts of levels 1 and 2 that the package takes in.
	for _, c := range []struct {
		in, lo, hi string
		form       Form
	}{
		{"1985-04-12", "1985-04-12", "1985-04-12", Single},
		{"1985-04", "1985-04-01", "1985-04-30", Single},
		{"1985", "1985-01-01", "1985-12-31", Single},
		{"2020-02", "2020-02-01", "2020-02-29", Single},
		{"1900-02", "1900-02-01", "1900-02-28", Single},
		{"1964/2008", "1964-01-01", "2008-12-31", Interval},
		{"2004-06/2006-08", "2004-06-01", "2006-08-31", Interval},
		{"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", Interval},
		{"2004-02-01/2005-02", "2004-02-01", "2005-02-28", Interval},
		{"2004-02-01/2005", "2004-02-01", "2005-12-31", Interval},
		{"2005/2006-02", "2005-01-01", "2006-02-28", Interval},
		{"1984?", "1984-01-01", "1984-12-31", Single},
		{"2004-06~", "2004-06-01", "2004-06-30", Single},
		{"2004-06-11%", "2004-06-11", "2004-06-11", Single},
		{"2001-21", "2001-03-01", "2001-05-31", Single},
		{"2001-22", "2001-06-01", "2001-08-31", Single},
		{"2001-23", "2001-09-01", "2001-11-30", Single},
		{"2019-24", "2019-12-01", "2020-02-29", Single},
		{"1985-04-12/..", "1985-04-12", "", Interval},
		{"1984~/2004-06", "1984-01-01", "2004-06-30", Interval},
		{"1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", Interval},
		{"[1667,1668]", "1667-01-01", "1668-12-31", OneOf},
		{"[2020-04-17,2020-04-24,2020-05-01]", "2020-04-17", "2020-05-01", OneOf},
		{"[..1760-12-03]", "", "1760-12-03", Range},
		{"[1760-12..]", "1760-12-01", "", Range},
		{"[2020-01..2021-01-20]", "2020-01-01", "2021-01-20", Range},
	} {
		d, err := Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		lo, hi := d.Bounds()
		if lo.String() != c.lo || hi.String() != c.hi || d.Form() != c.form {
			t.Errorf("Parse(%q) = %v..%v form %v, want %v..%v form %v", c.in, lo, hi, d.Form(), c.lo, c.hi, c.form)
		}
		if d.String() != c.in {
			t.Errorf("Parse(%q).String() = %q", c.in, d.String())
		}
	}
}

func TestTimeOfDayIsCut(t *testing.T) {
	for in, want := range map[string]string{
		"1985-04-12T23:20:30":       "1985-04-12",
		"1985-04-12T23:20:30Z":      "1985-04-12",
		"1985-04-12T23:20:30+04:30": "1985-04-12",
		"2021-12-21 09:15":          "2021-12-21",
		"  2021-12  ":               "2021-12",
	} {
		if d, err := Parse(in); err != nil || d.String() != want {
			t.Errorf("Parse(%q) = %q, %v, want %q", in, d, err, want)
		}
	}
}

func TestRejects(t *testing.T) {
	for _, c := range []struct{ in, msg, hint string }{
		{"", "empty", "leave the key out"},
		{"17.4.2020", "not a date", "2020-04-17"},
		{"2020-4-7", "not a date", "2020-04-07"},
		{"2020-04-XX", "not a date", "write 2020-04"},
		{"2020-XX-XX", "not a date", "write 2020"},
		{"2020-04-17~?", "not a date", "at the end"},
		{"2020-04-1", "not a date", "2020-04-01"},
		{"2020/04/17", "not a date", ""},
		{"2020 04", "not a date", ""},
		{"2020-00", "no month 00", "01 to 12"},
		{"2020-04-00", "no day 00", "30 days"},
		{"２020", "not a date", ""},
		{"2020-13", "no month 13", "01 to 12"},
		{"2020-25", "no month 25", "21 (spring)"},
		{"2021-02-29", "no day 29", "28 days"},
		{"2020-21-05", "season a day", "month"},
		{"2020-04/2020-03", "ends before", "2020-03/2020-04"},
		{"../2020", "no start", "[..2020]"},
		{"/2020", "no start", "[..2020]"},
		{"2020/", "no end", "2020/.."},
		{"2020/2021/2022", "not a date", ""},
		{"2020..2021", "not a date", "[2020..2021]"},
		{"[2020]", "set of one", "without brackets"},
		{"[2020~..2021]", "qualifier inside", "leave"},
		{"[2020,2021~]", "qualifier inside", "leave"},
		{"[2021,2020]", "not in order", "first to last"},
		{"[2020,2020]", "not in order", "each once"},
		{"[2020,]", "empty member", ""},
		{"[..]", "neither start", ""},
		{"[2021..2020]", "ends before", "[2020..2021]"},
		{"[2020-01,2020-03..2020-05]", "mixes", ""},
		{"[2020..2021", "brackets", ""},
		{"{2020,2021}", "list of all", "[A,B]"},
		{"~2020", "not a date", "at the end"},
		{"2020?-04", "not a date", "at the end"},
		{"Y-17000", "not a date", ""},
		{"0000", "no year", "0001"},
		{"201X", "not a date", ""},
		{"-0400", "not a date", ""},
	} {
		_, err := Parse(c.in)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) accepted", c.in)
			continue
		}
		if !strings.Contains(e.Msg, c.msg) || !strings.Contains(e.Hint(), c.hint) {
			t.Errorf("Parse(%q): %q, hint %q; want %q, hint %q", c.in, e.Msg, e.Hint(), c.msg, c.hint)
		}
	}
}

func TestOrder(t *testing.T) {
	want := []string{
		"2019",
		"2020-21?/2020-22",         // spring starts in March
		"2020-04-01",               // a day before the month that starts with it
		"2020-04~",                 // the whole month
		"[2020-04-01..2020-12-31]", // wider
		"2020-04-01/..",            // endless
		"2020-04-17",               // a later day
		"[2020-04-17,2020-04-24]",  // one of two days
		"[..2020-05-02]",           // sorted by its known end
		"",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortStableFunc(got, func(a, b string) int {
		var x, y Date
		if a != "" {
			x = MustParse(a)
		}
		if b != "" {
			y = MustParse(b)
		}
		return Compare(x, y)
	})
	if !slices.Equal(got, want) {
		t.Errorf("sorted = %q, want %q", got, want)
	}
}

func TestClaimedDay(t *testing.T) {
	for in, want := range map[string]string{
		"2020-04-17":              "2020-04-17",
		"2020-04-17/2020-04-17":   "2020-04-17",
		"2020-04-17~":             "",
		"2020-04-17?":             "",
		"2020-04":                 "",
		"[2020-04-17..]":          "",
		"[2020-04-17,2020-04-18]": "",
	} {
		day, ok := MustParse(in).ClaimedDay()
		if day.String() != want || ok != (want != "") {
			t.Errorf("ClaimedDay(%q) = %q, %v, want %q", in, day, ok, want)
		}
	}
}

func TestFiling(t *testing.T) {
	for _, c := range []struct {
		in, filed   string
		first, last int
	}{
		{"2020-04-17", "2020-04-17", 2020, 2020},
		{"2020-04~", "2020-04", 2020, 2020},
		{"[2020-04-17..2020-05-31]", "2020", 2020, 2020},
		{"[2020-04-17..2020-04-30]", "2020-04", 2020, 2020},
		{"[2018-10-20..2019-02-01]", "2018", 2018, 2019},
		{"[2025-02-12..]", "2025", 2025, 2025},
		{"[..2020-05]", "2020", 2020, 2020},
		{"2019-24", "2019", 2019, 2020},
	} {
		d := MustParse(c.in)
		first, last := d.Years()
		if d.Filed() != c.filed || first != c.first || last != c.last {
			t.Errorf("%q: filed %q years %d-%d, want %q %d-%d", c.in, d.Filed(), first, last, c.filed, c.first, c.last)
		}
	}
	if got := (Date{}).Filed(); got != "" {
		t.Errorf("zero Date filed %q", got)
	}
}

func TestBetween(t *testing.T) {
	day := func(s string) Day {
		if s == "" {
			return Day{}
		}
		d, _ := MustParse(s).Bounds()
		return d
	}
	for _, c := range []struct{ lo, hi, want string }{
		{"2020-04-17", "2020-04-17", "2020-04-17"},
		{"2020-04-01", "2020-04-30", "2020-04"},
		{"2020-01-01", "2020-12-31", "2020"},
		{"2020-04-01", "2020-04-29", "[2020-04-01..2020-04-29]"},
		{"2025-02-12", "", "[2025-02-12..]"},
		{"", "2025-02-12", "[..2025-02-12]"},
		{"2020-04-02", "2020-04-01", ""},
		{"", "", ""},
	} {
		if got := Between(day(c.lo), day(c.hi)).String(); got != c.want {
			t.Errorf("Between(%q, %q) = %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
}

func TestOverlap(t *testing.T) {
	d := func(n int) Day {
		if n == 0 {
			return Day{}
		}
		return Day{2020, 1, n}
	}
	for _, c := range []struct {
		al, ah, bl, bh, lo, hi int
		ok                     bool
	}{
		{1, 9, 5, 20, 5, 9, true},
		{0, 9, 5, 0, 5, 9, true},
		{3, 0, 5, 0, 5, 0, true},
		{0, 9, 0, 4, 0, 4, true},
		{1, 4, 5, 9, 5, 4, false},
	} {
		lo, hi, ok := Overlap(d(c.al), d(c.ah), d(c.bl), d(c.bh))
		if lo != d(c.lo) || hi != d(c.hi) || ok != c.ok {
			t.Errorf("Overlap(%d-%d, %d-%d) = %v %v %v, want %d %d %v", c.al, c.ah, c.bl, c.bh, lo, hi, ok, c.lo, c.hi, c.ok)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	d := Day{2020, time.February, 28}
	if got := d.Add(2).String(); got != "2020-03-01" {
		t.Errorf("Add(2) = %s", got)
	}
	if got := (Day{2021, 1, 31}).AddMonths(1).String(); got != "2021-02-28" {
		t.Errorf("AddMonths(1) = %s", got)
	}
	if got := (Day{2021, 1, 31}).AddMonths(-2).String(); got != "2020-11-30" {
		t.Errorf("AddMonths(-2) = %s", got)
	}
	if got := (Day{2020, 3, 1}).Sub(d); got != 2 {
		t.Errorf("Sub = %d, want 2", got)
	}
	if got := (Day{2020, 4, 17}).Weekday(); got != time.Friday {
		t.Errorf("Weekday = %v, want Friday", got)
	}
}

func TestZerosAreWritten(t *testing.T) {
	for _, in := range []string{"0007-01-02", "0070-10", "0700", "7000-11-30", "0007-21~"} {
		if got := MustParse(in).a.String(); got != in {
			t.Errorf("%q is written %q", in, got)
		}
	}
	if got := (Day{45, time.March, 5}).String(); got != "0045-03-05" {
		t.Errorf("Day = %s", got)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse("2020-04-17"); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2020-04-17", "2020-24~", "2020/..", "[..2020]", "[2020,2021]", "2020-04-17T10:00Z", "[2020..2021"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(d.String())
		if err != nil || again != d {
			t.Errorf("Parse(%q) = %q, which reads as %q, %v", s, d, again, err)
		}
		lo, hi := d.Bounds()
		if !lo.IsZero() && !hi.IsZero() && hi.Before(lo) {
			t.Errorf("Parse(%q) has bounds %v..%v", s, lo, hi)
		}
	})
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2020-04-17", "2020-04-17", "2020-04-17"},
		{"2020-04-17/2020-04-17", "2020-04-17", "2020-04-17"},
		{"2020-04-30/2020-05-02", "2020-04-30", "2020-05-02"},
		{"2020-04-17~", "", ""},
		{"2020-04-17/2020-04-19?", "", ""},
		{"2020-04", "", ""},
		{"2020-04/2020-05", "", ""},
		{"2020-04-17/..", "", ""},
		{"[2020-04-17..2020-04-18]", "", ""},
		{"[2020-04-17,2020-04-19]", "", ""},
	} {
		first, last, ok := MustParse(c.date).Days()
		if first.String() != c.first || last.String() != c.last || ok != (c.first != "") {
			t.Errorf("Days(%s) = %s, %s, %v, want %s, %s", c.date, first, last, ok, c.first, c.last)
		}
	}
	if _, _, ok := (Date{}).Days(); ok {
		t.Error("the zero Date has days")
	}
}
