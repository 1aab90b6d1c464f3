package strip

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chronik/internal/edtf"
)

func day(s string) edtf.Day {
	d, ok := edtf.MustParse(s).ClaimedDay()
	if !ok {
		panic(s + " is no day")
	}
	return d
}

// entry is an event of an EDTF date.
func entry(date string) Entry {
	d := edtf.MustParse(date)
	e := Entry{Sort: d.SortDay(), Shape: "circle"}
	e.First, e.Last = d.Bounds()
	_, claimed := d.ClaimedDay()
	e.Open = !claimed
	return e
}

// spread makes n entries evenly over the years.
func spread(n, first, last int) []Entry {
	start := edtf.Day{Year: first, Month: 1, Day: 1}
	days := edtf.Day{Year: last + 1, Month: 1, Day: 1}.Sub(start)
	entries := make([]Entry, n)
	for i := range entries {
		d := start.Add(i * days / n)
		entries[i] = Entry{Sort: d, First: d, Last: d}
	}
	return entries
}

func TestSigns(t *testing.T) {
	s := New(Input{Cells: Years(2018, 2021), Entries: []Entry{
		entry("2020-12-31"), entry("2018-01-01"), entry("2018-01-02"), entry("2020-07-01"),
	}})
	var got []string
	for _, sign := range s.Signs {
		got = append(got, fmt.Sprint(sign.X, " ", sign.Y))
	}
	// 1,461 days; two days apart signs cannot stand side by side.
	want := "0% 22, 0.07% 7, 62.42% 22, 74.95% 22"
	if joined := strings.Join(got, ", "); joined != want {
		t.Errorf("signs = %s, want %s", joined, want)
	}
	if s.Axis != 39 || s.Height != 64 || s.Bars != nil {
		t.Errorf("axis, height, bars = %d, %d, %v, want 39, 64, none", s.Axis, s.Height, s.Bars)
	}
	if got, want := s.Guides, "M0 0v1m2498-1v1m2499-1v1m2505-1v1"; got != want {
		t.Errorf("guides = %q, want %q", got, want)
	}
	// Four years have 16 quarters of 6.25% or so.
	got = nil
	for _, sign := range s.Narrow {
		got = append(got, fmt.Sprint(sign.X, " ", sign.Y))
	}
	if joined, want := strings.Join(got, ", "), "3.08% 24, 3.08% 12, 65.57% 24, 71.87% 24"; joined != want {
		t.Errorf("narrow signs = %s, want %s", joined, want)
	}
}

func TestLanesNeverOverlap(t *testing.T) {
	var entries []Entry
	for i := range 40 {
		entries = append(entries, entry(fmt.Sprintf("20%02d-%02d", 10+i/8, 1+i%12)), entry(fmt.Sprintf("20%02d-%02d-%02d", 10+i/9, 1+i%12, 1+i%28)))
	}
	r := ruler{day("2010-01-01"), day("2020-01-01")}
	signs, lanes := r.lanes(entries)
	if lanes < 2 {
		t.Fatalf("%d lanes: nothing is tested", lanes)
	}
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	ends := map[int]float64{}
	for _, s := range signs {
		left, right := number(s.X)-signWidth/2, number(s.X)+signWidth/2
		if s.LineX != "" {
			left, right = min(left, number(s.LineX)), max(right, number(s.LineX)+number(s.LineW))
		}
		if end, ok := ends[s.Y]; ok && left < end-0.02 {
			t.Errorf("%s in lane %d begins at %.2f, before the one before ends at %.2f", s.Sort, s.Y, left, end)
		}
		ends[s.Y] = right
	}
}

func TestUncertain(t *testing.T) {
	for _, test := range []struct {
		date, x, line, width string
		fading               bool
	}{
		{"2020-04-17", "29.23%", "", "", false},
		{"2020-04", "28.96%", "24.86%", "8.2%", false},
		{"2020-04-10/2020-04-12", "27.73%", "27.32%", "0.82%", false},
		{"2020", "50%", "0%", "100%", false},
		{"[2020-07-01..2020-07-12]", "51.37%", "49.73%", "3.28%", false},
		{"[2020-07-01..]", "49.73%", "49.73%", "2.5%", true},
		{"[..2020-07-01]", "49.73%", "47.23%", "2.77%", true},
		{"[2020-12-01..2021-12-31]", "95.77%", "91.53%", "8.47%", false}, // cut off with the ruler
		{"[..2020-01-01]", "0%", "0%", "0.27%", true},
	} {
		r := ruler{day("2020-01-01"), day("2021-01-01")}
		s := r.sign(entry(test.date))
		if s.X != test.x || s.LineX != test.line || s.LineW != test.width || s.Fading != test.fading {
			t.Errorf("%s: at %s, line %s + %s, fading %v, want at %s, line %s + %s, fading %v",
				test.date, s.X, s.LineX, s.LineW, s.Fading, test.x, test.line, test.width, test.fading)
		}
	}
	r := ruler{day("2020-01-01"), day("2022-01-01")}
	if s := r.sign(entry("[2020-12-01..2021-12-31]")); s.X != percent(r.at(day("2020-12-31"))) {
		t.Errorf("sign stands at %s, outside the year it is filed under", s.X)
	}
	claimed := entry("[2020-12-01..2021-12-31]")
	claimed.Day = day("2021-01-05")
	if s := r.sign(claimed); s.X != percent(r.at(claimed.Day)) || s.LineX != percent(r.at(claimed.First)) {
		t.Errorf("sign of a known day stands at %s, its line begins at %s, want it on the day and the line at the first", s.X, s.LineX)
	}
}

var box = regexp.MustCompile(`v-(\d+)h(\d+)v`)

func TestForms(t *testing.T) {
	for _, test := range []struct {
		name        string
		cells       []Cell
		n           int
		signs       int
		months      int // of a bar; 0: no bars
		first, last int
	}{
		{"none", Years(2018, 2025), 0, 0, 0, 2018, 2025},
		{"few", Years(2018, 2025), 5, 5, 0, 2018, 2025},
		{"as many as signs can show", Years(2018, 2025), 150, 150, 0, 2018, 2025},
		{"months", Years(2018, 2025), 300, 0, 1, 2018, 2025},
		{"quarters", Years(2001, 2025), 2500, 0, 3, 2001, 2025},
		{"half-years", Years(1950, 2025), 10000, 0, 6, 1950, 2025},
		{"years", Years(1900, 2025), 10000, 0, 12, 1900, 2025},
		{"decades", Years(1500, 2025), 10000, 0, 120, 1500, 2025},
		{"one year", Months(2020), 24, 24, 0, 2020, 2020},
		{"one full year", Months(2020), 1000, 0, 1, 2020, 2020},
	} {
		s := New(Input{Cells: test.cells, Entries: spread(test.n, test.first, test.last)})
		months := 0
		if s.Bars != nil {
			months = s.Bars.Months
			boxes := box.FindAllStringSubmatch(s.Bars.Layers[0].Path, -1)
			if len(boxes) < 8 || len(boxes) > mostBars {
				t.Errorf("%s: %d bars", test.name, len(boxes))
			}
			highest := 0
			for _, b := range boxes {
				h, _ := strconv.Atoi(b[1])
				highest = max(highest, h)
			}
			if highest != BarsHeight {
				t.Errorf("%s: highest bar has %d pixels, want %d", test.name, highest, BarsHeight)
			}
			if size := len(s.Bars.Layers[0].Path); size > 4000 {
				t.Errorf("%s: bars take %d bytes", test.name, size)
			}
		}
		if len(s.Signs) != test.signs || len(s.Narrow) != test.signs || months != test.months {
			t.Errorf("%s: %d signs, %d narrow ones, bars of %d months, want %d signs, bars of %d",
				test.name, len(s.Signs), len(s.Narrow), months, test.signs, test.months)
		}
		if s.Height > 160 {
			t.Errorf("%s: %d pixels high", test.name, s.Height)
		}
	}
}

func TestBarsCountFromZero(t *testing.T) {
	var entries []Entry
	for range 100 {
		entries = append(entries, entry("2020-01-10"))
	}
	for range 25 {
		entries = append(entries, entry("2020-03-10"))
	}
	s := New(Input{Cells: Months(2020), Entries: entries})
	if s.Bars == nil || s.Bars.Most != 100 {
		t.Fatalf("bars = %+v, want at most 100", s.Bars)
	}
	heights := box.FindAllStringSubmatch(s.Bars.Layers[0].Path, -1)
	if len(heights) != 2 || heights[0][1] != "70" || heights[1][1] != "18" {
		t.Errorf("bars = %q, want one of 70 and one of 18 pixels", s.Bars.Layers[0].Path)
	}
	if len(s.Bars.Layers) != 1 || s.Bars.Layers[0].Class != "" {
		t.Errorf("bars without other entries = %+v, want one layer", s.Bars.Layers)
	}
}

func TestStacked(t *testing.T) {
	cells := Months(2020)
	borders, months := Stretches(cells)
	if len(borders) != 13 || months != 1 {
		t.Fatalf("%d borders of %d months, want 13 of 1", len(borders), months)
	}
	first, second := make([]int, 12), make([]int, 12)
	first[0], second[0], second[1], first[2] = 75, 25, 50, 1
	s := Stacked(cells, borders, months, []Stack{{"", first}, {"ctx", second}, {"x", make([]int, 12)}})
	var got []string
	for _, l := range s.Bars.Layers {
		line := l.Class + ":"
		for _, b := range box.FindAllStringSubmatch(l.Path, -1) {
			line += " " + b[1]
		}
		got = append(got, line)
	}
	// What counts little is seen all the same.
	if want := []string{": 53 1", "ctx: 17 35", "x:"}; !slices.Equal(got, want) || s.Bars.Most != 100 {
		t.Errorf("heights %q of at most %d, want %q of 100", got, s.Bars.Most, want)
	}
	if _, months := Stretches(Years(1990, 2025)); months != 3 {
		t.Errorf("36 years are counted by %d months, want quarters", months)
	}
}

func TestSubset(t *testing.T) {
	others := []edtf.Day{day("2018-06-01"), day("2018-06-01"), day("2018-05-31"), day("2020-01-01"), day("2030-01-01")}
	s := New(Input{Cells: Years(2018, 2025), Entries: []Entry{entry("2019-05-14")}, Others: others})
	// Two on one day, and less than a five-hundredth further, are one stroke; what
	// lies outside is none.
	if got, want := s.Rug, "M500 0v7m1980-7v7"; got != want || len(s.Signs) != 1 {
		t.Errorf("rug = %q with %d signs, want %q with 1", got, len(s.Signs), want)
	}
	s = New(Input{Cells: Years(2018, 2025), Entries: spread(400, 2018, 2025), Others: others})
	if s.Rug != "" || s.Bars == nil || len(s.Bars.Layers) != 2 {
		t.Errorf("many entries among others: rug %q, bars %+v, want bars before a context", s.Rug, s.Bars)
	}
	s = New(Input{Cells: Years(1900, 2025), Entries: []Entry{entry("1950-05-14")}, Others: days(spread(10000, 1900, 2025))})
	if n := strings.Count(s.Rug, "v"); n > 500 || len(s.Rug) > 4000 {
		t.Errorf("rug of 10,000 entries has %d strokes in %d bytes", n, len(s.Rug))
	}
}

func days(entries []Entry) []edtf.Day {
	var all []edtf.Day
	for _, e := range entries {
		all = append(all, e.Sort)
	}
	return all
}

func TestHere(t *testing.T) {
	shared := New(Input{Cells: Years(2018, 2025), Others: []edtf.Day{day("2020-01-01")}})
	s := shared.At(entry("2021-05"))
	if s.Here == nil || s.Here.X != "42.15%" || s.Here.Y != 14 || s.Here.LineX != "41.62%" {
		t.Errorf("here = %+v", s.Here)
	}
	for i, c := range s.Cells {
		if c.Current != (i == 3) {
			t.Errorf("cell %d current = %v", i, c.Current)
		}
	}
	if len(s.Signs) > 0 || s.Rug == "" {
		t.Errorf("%d signs and rug %q, want none and one stroke", len(s.Signs), s.Rug)
	}
	if shared.Here != nil || shared.Cells[3].Current {
		t.Error("At changed the strip it was called on")
	}
	if s := shared.At(Entry{}); s.Here != nil {
		t.Errorf("entry without date stands at %s", s.Here.X)
	}
}

func TestTerms(t *testing.T) {
	s := New(Input{Cells: Years(2018, 2025), Terms: []Term{
		{From: day("2021-01-26"), Until: day("2025-01-20"), Name: "Blau"},
		{From: day("2018-04-26"), Until: day("2021-01-20"), Name: "Grün"},
		{From: day("2010-01-01"), Until: day("2018-03-31"), Name: "Rot"},
		{From: day("2025-01-21"), Name: "Gelb"},
		{From: day("1990-01-01"), Until: day("1995-01-01"), Name: "Weiß"},
	}})
	var got []string
	for _, b := range s.Bands {
		got = append(got, fmt.Sprint(b.Name, " ", b.X, " ", b.Width, " ", b.Y, " ", b.Short))
	}
	want := " 0% 3.05% 70 true, Grün 3.94% 34.22% 70 false, Blau 38.36% 49.79% 70 false, Gelb 88.19% 11.81% 70 false"
	if joined := strings.Join(got, ", "); joined != want {
		t.Errorf("bands = %s\nwant    %s", joined, want)
	}
	if s.Height != 90 {
		t.Errorf("height = %d, want 90", s.Height)
	}
	var many []Term
	for i := range 4 {
		many = append(many, Term{From: day("2019-01-01").Add(i), Name: "x"})
	}
	if s := New(Input{Cells: Years(2018, 2025), Terms: many[:3]}); len(s.Bands) != 3 || s.Height != 130 {
		t.Errorf("three at once: %d bands in %d pixels, want 3 in 130", len(s.Bands), s.Height)
	}
	if s := New(Input{Cells: Years(2018, 2025), Terms: many}); len(s.Bands) != 0 {
		t.Errorf("four at once: %d bands, want none", len(s.Bands))
	}
}

func TestCells(t *testing.T) {
	for _, test := range []struct {
		first, last, n, guides int
		class                  string
	}{
		{2018, 2018, 1, 1, ""}, {2014, 2025, 12, 12, ""}, {2013, 2025, 13, 13, "many"}, {2001, 2025, 25, 5, "dense"},
		{1946, 2025, 80, 16, "dense"}, {1944, 2025, 9, 9, "many"}, {1000, 2025, 103, 21, "dense"},
	} {
		s := New(Input{Cells: Years(test.first, test.last)})
		if guides := strings.Count(s.Guides, "v"); len(s.Cells) != test.n || guides != test.guides || s.Class != test.class {
			t.Errorf("%d to %d: %d cells, %d guides, class %q, want %d, %d, %q", test.first, test.last, len(s.Cells), guides, s.Class, test.n, test.guides, test.class)
		}
		if s.Cells[0].X != "0%" {
			t.Errorf("%d to %d: first cell at %s", test.first, test.last, s.Cells[0].X)
		}
	}
}
