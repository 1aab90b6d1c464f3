package rhythm

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// article tells of a meeting of two ministers on a day of May 2020, or when a
// date is given.
func article(slug, date string, change ...func(*content.Article)) content.Article {
	a := content.Article{Slug: slug, Title: slug, Reviewed: true, Ministers: []string{"ahorn", "birke"}}
	a.Event = content.Event{Status: "held", Kind: "treffen"}
	if date != "" {
		a.Event.Date = edtf.MustParse(date)
	}
	for _, c := range change {
		c(&a)
	}
	return a
}

func announced(a *content.Article) { a.Event.Status = "announced" }
func cancelled(a *content.Article) { a.Event.Status = "cancelled" }
func gone(a *content.Article)      { a.Withdrawn.Reason = "es war ein anderer Tag" }
func call(a *content.Article)      { a.Event.Kind = "telefonat" }

func promises(all ...content.Promise) func(*content.Article) {
	return func(a *content.Article) { a.Promises = all }
}

func published(date string) func(*content.Article) {
	return func(a *content.Article) {
		a.Sources = append(a.Sources, content.Source{Outlet: "bote", URL: "https://bote.example/" + date, Published: edtf.MustParse(date)})
	}
}

func of(articles ...content.Article) *chronology.Chronology {
	return chronology.New(&content.Content{Articles: articles})
}

func on(dates ...string) []*chronology.Event {
	var articles []content.Article
	for i, d := range dates {
		articles = append(articles, article(string(rune('a'+i)), d))
	}
	return of(articles...).Events
}

func months(year, n int) []edtf.Day {
	var borders []edtf.Day
	for i := range n + 1 {
		borders = append(borders, edtf.Day{Year: year, Month: 1, Day: 1}.AddMonths(i))
	}
	return borders
}

// Each event counts once, spread over its days, however many those are.
func TestDensity(t *testing.T) {
	for _, c := range []struct {
		date string
		want string // month/share, month by month
		sure int
	}{
		{"2020-04-17", "4: 1", 1},
		{"2020-04", "4: 1", 1},
		{"2020-04~", "4: 1", 1},
		{"2020-02-28/2020-03-01", "2: 2/3, 3: 1/3", 0},
		{"[2020-01-31..2020-03-01]", "1: 1/31, 2: 29/31, 3: 1/31", 0},
		{"[2020-04-30..2020-05-01]", "4: 1/2, 5: 1/2", 0},
		{"[2020-01-01,2020-03-05]", "1: 1/2, 3: 1/2", 0},
		{"[2020-01-01,2020-01-05]", "1: 1", 1},
		{"[2020-01,2020-02-01]", "1: 31/32, 2: 1/32", 0},
		{"2020-21", "3: 31/92, 4: 15/46, 5: 31/92", 0},
		{"[2019-12-01..2020-01-31]", "1: 1/2", 0}, // what lies before the first border is not here
	} {
		bins, open := Density(on(c.date), months(2020, 12))
		var got []string
		sure := 0
		for _, b := range bins {
			if r := b.Total.Rat(); r.Sign() != 0 {
				got = append(got, fmt.Sprintf("%d: %s", b.From.Month, r.RatString()))
			}
			sure += b.Sure
		}
		if text := strings.Join(got, ", "); text != c.want || sure != c.sure || len(open) > 0 {
			t.Errorf("%s: %s, %d sure, %d open; want %s, %d sure", c.date, text, sure, len(open), c.want, c.sure)
		}
	}
}

// Whatever the dates, the sum is exactly the number of events that have one.
func TestDensityAddsUp(t *testing.T) {
	var dates []string
	for i := range 200 {
		first := edtf.Day{Year: 2001, Month: 1, Day: 1}.Add(i * 17)
		dates = append(dates, fmt.Sprintf("[%s..%s]", first, first.Add(1+i*i%997)))
	}
	dates = append(dates, "2003-04", "2003", "2004-24", "[2001-01,2012-12-31]", "[2001-01-01..]", "[..2001-01-01]", "2001/..", "")
	var articles []content.Article
	for i, d := range dates {
		articles = append(articles, article(fmt.Sprintf("a%d", i), d))
	}
	bins, open := Density(of(articles...).Events, months(2001, 12*13))
	var sum Sum
	for _, b := range bins {
		sum = sum.Plus(b.Total)
	}
	if want := new(big.Rat).SetInt64(204); sum.Rat().Cmp(want) != 0 || len(open) != 4 {
		t.Errorf("sum %s and %d open, want exactly 204 and 4", sum.Rat(), len(open))
	}
}

func TestHundredths(t *testing.T) {
	for _, c := range []struct{ k, n, want int }{{0, 1, 0}, {3, 1, 300}, {1, 3, 33}, {2, 3, 67}, {1, 200, 1}, {1, 201, 0}, {31, 31, 100}} {
		var s Sum
		s.Add(c.k, c.n)
		if got := s.Hundredths(); got != c.want {
			t.Errorf("%d/%d = %d hundredths, want %d", c.k, c.n, got, c.want)
		}
	}
}

// Nothing can have been between the last possible day of one event and the first
// of the next; how long it was at most depends on where the others may lie.
func TestSilences(t *testing.T) {
	for _, c := range []struct {
		name  string
		dates []string
		want  string // before after days longest
		most  string // before after days
	}{
		{"known days", []string{"2020-01-01", "2020-01-11"}, "a b 9 9", "a b 9"},
		{"the day after is none", []string{"2020-01-01", "2020-01-02"}, "", ""},
		{"one day twice", []string{"2020-01-01", "2020-01-01"}, "", ""},
		{"uncertain on both sides", []string{"2020-01", "[2020-03-01..2020-03-10]"}, "a b 29 68", "a b 68"},
		{"within a year that another may lie in", []string{"2020", "2020-03-01", "2021-01-11"}, "a c 10 315", "b c 315"},
		{"longest first", []string{"2020-01-01", "2020-01-05", "2020-02-01"}, "b c 26 26, a b 3 3", "b c 26"},
		{"open to one side", []string{"2020-01-01", "[2020-01-03..]", "2020-01-11"}, "a c 9 9?", "a c 9"},
		{"open, but over before", []string{"2020-01-01", "[..2019-05-06]", "2020-01-11"}, "a c 9 9", "a c 9"},
		{"what lasted fills its days", []string{"2020-01-01", "2020-01-05/2020-01-20", "2020-01-25"}, "b c 4 4, a b 3 3", "b c 4"},
		{"only possible", []string{"[2020-01-01..2020-01-20]", "[2020-01-10..2020-01-30]"}, "", "a b 28"},
		{"two that cannot both be away", []string{"2020-01-01", "[2020-01-02..2020-01-10]", "2020-01-11"}, "", "a b 8"},
		{"one of two days", []string{"2020-01-01", "[2020-01-05,2020-02-10]", "2020-03-01"}, "b c 19 55, a b 3 39", "b c 55"},
		{"a single one", []string{"2020-01-01"}, "", ""},
		{"none", nil, "", ""},
	} {
		articles := []content.Article{}
		for i, d := range c.dates {
			articles = append(articles, article(string(rune('a'+i)), d))
		}
		found := SilencesOf(of(articles...).Events, 5)
		var got []string
		for _, s := range found.Sure {
			text := fmt.Sprintf("%s %s %d %d", s.Before.ID, s.After.ID, s.Days, s.Longest)
			if s.Doubtful {
				text += "?"
			}
			got = append(got, text)
		}
		most := ""
		if p := found.Possible; p.Days > 0 {
			most = fmt.Sprintf("%s %s %d", p.Before.ID, p.After.ID, p.Days)
		}
		if text := strings.Join(got, ", "); text != c.want || most != c.most {
			t.Errorf("%s: %q, possible %q; want %q, possible %q", c.name, text, most, c.want, c.most)
		}
	}
}

// What SilencesOf says of days holds for whatever days the events really had.
func TestSilencesHoldForAllDays(t *testing.T) {
	day := func(n int) edtf.Day { return edtf.Day{Year: 2020, Month: 1, Day: 1}.Add(n) }
	for seed := range 400 {
		r := seed*7919 + 13
		next := func(n int) int { r = (r*1103515245 + 12345) & 0x7fffffff; return r >> 8 % 1000 % n }
		var sets [][]int
		var dates []string
		for range 2 + next(3) {
			a := next(14)
			b := a + next(4)
			if next(3) == 0 && b > a+1 {
				sets, dates = append(sets, []int{a, b}), append(dates, fmt.Sprintf("[%s,%s]", day(a), day(b)))
				continue
			}
			var set []int
			for d := a; d <= b; d++ {
				set = append(set, d)
			}
			sets, dates = append(sets, set), append(dates, fmt.Sprintf("[%s..%s]", day(a), day(b)))
		}
		longest, free := 0, map[int]bool{}
		for d := range 20 {
			free[d] = true
		}
		var try func(i int, days []int)
		try = func(i int, days []int) {
			if i < len(sets) {
				for _, d := range sets[i] {
					free[d] = false
					try(i+1, append(slices.Clone(days), d))
				}
				return
			}
			slices.Sort(days)
			for k := 1; k < len(days); k++ {
				longest = max(longest, days[k]-days[k-1]-1)
			}
		}
		try(0, nil)
		found := SilencesOf(on(dates...), 9)
		if found.Possible.Days != longest {
			t.Fatalf("%q: %d days possible, want %d", dates, found.Possible.Days, longest)
		}
		for _, s := range found.Sure {
			if s.Longest < s.Days || s.Longest > longest {
				t.Fatalf("%q: a silence of %d days, at most %d, but %d are possible", dates, s.Days, s.Longest, longest)
			}
			run, most := 0, 0
			for d := range 20 {
				if run++; !free[d] {
					run = 0
				}
				most = max(most, run)
			}
			if s.Days > most {
				t.Fatalf("%q: %d silent days, but no more than %d in a row are free", dates, s.Days, most)
			}
		}
	}
}

func TestFirstAndLast(t *testing.T) {
	for _, c := range []struct {
		dates       []string
		first, last string
	}{
		{[]string{"2020-01-01", "2020-02-01", "2020-03-01"}, "a", "c"},
		{[]string{"2020", "2020-02-01"}, "b?", "b?"},
		{[]string{"2020-01", "2020-02-01", "2020-03"}, "a", "c"},
		{[]string{"2020-01-01", "2020-01-01"}, "a", "b"},
		{[]string{"2020-01-01", ""}, "a?", "a?"},
		{[]string{"2020-01-01", "[2020-01-05..]"}, "a", "b"},
		{[]string{"[..2020-01-05]", "2020-02-01"}, "a", "b"},
		{[]string{"2020-01-10", "[..2020-01-15]"}, "a?", "a?"},
		{[]string{""}, "", ""},
		{nil, "", ""},
		{[]string{"2019-12-31 withdrawn", "2020-01-01", "2020-02-01 withdrawn"}, "b", "b"},
	} {
		say := func(b Bound) string {
			if b.Event == nil {
				return ""
			}
			if !b.Sure {
				return b.Event.ID + "?"
			}
			return b.Event.ID
		}
		var articles []content.Article
		for i, d := range c.dates {
			d, withdrawn := strings.CutSuffix(d, " withdrawn")
			articles = append(articles, article(string(rune('a'+i)), d))
			if withdrawn {
				gone(&articles[i])
			}
		}
		events := of(articles...).Events
		if first, last := say(First(events)), say(Last(events)); first != c.first || last != c.last {
			t.Errorf("%q: first %s, last %s; want %s, %s", c.dates, first, last, c.first, c.last)
		}
	}
}

func TestPromises(t *testing.T) {
	stand := func(a *content.Article) { a.Added = edtf.MustParse("2020-06-10") }
	meet := content.Promise{Text: "Treffen", Due: edtf.MustParse("2020-06"), KeptBy: ""}
	keptBy := func(id string) content.Promise { p := meet; p.KeptBy = id; return p }
	due := func(date string) content.Promise { p := meet; p.Due = edtf.MustParse(date); return p }
	for _, c := range []struct {
		name     string
		articles []content.Article
		want     string
	}{
		{"kept on a day", []content.Article{article("a", "2020-05-01", promises(keptBy("b"))), article("b", "2020-05-13")}, "a kept by b after 12 to 12"},
		{"on some day of several", []content.Article{article("a", "2020-05-01", promises(keptBy("b"))), article("b", "[2020-05-13..2020-05-15]")}, "a kept by b after 12 to 14"},
		{"given on some day", []content.Article{article("a", "[2020-05-01..2020-05-03]", promises(keptBy("b"))), article("b", "2020-05-13")}, "a kept by b after 10 to 12"},
		{"given and kept within a month", []content.Article{article("a", "2020-05", promises(keptBy("b"))), article("b", "2020-05-13")}, "a kept by b after 0 to 12"},
		{"no one knows when", []content.Article{article("a", "2020-05-01", promises(keptBy("b"))), article("b", "[2020-05-13..]")}, "a kept by b"},
		{"kept when its time was over", []content.Article{article("a", "2020-05-01", promises(content.Promise{Text: "Treffen", Due: edtf.MustParse("2020-05-05"), KeptBy: "b"})), article("b", "2020-05-13")}, "a kept by b after 12 to 12"},
		{"what was called off keeps nothing", []content.Article{article("a", "2020-05-01", promises(keptBy("b"))), article("b", "2020-05-13", cancelled)}, "a open"},
		{"nor what is not there", []content.Article{article("a", "2020-05-01", promises(keptBy("nie")))}, "a open"},
		{"nor what is withdrawn", []content.Article{article("a", "2020-05-01", promises(keptBy("b"))), article("b", "2020-05-13", gone)}, "a open"},
		{"what is withdrawn promises nothing", []content.Article{article("a", "2020-05-01", gone, promises(meet)), article("b", "2020-05-01", gone, announced)}, ""},
		{"its time is over", []content.Article{article("a", "2020-05-01", promises(due("2020-05")))}, "a lapsed"},
		{"its last day", []content.Article{article("a", "2020-05-01", promises(due("2020-06-10")))}, "a open"},
		{"no time was said", []content.Article{article("a", "2020-05-01", promises(content.Promise{Text: "Treffen"}))}, "a open"},
		{"told twice", []content.Article{
			article("a1", "2020-05-01", func(a *content.Article) { a.Event.ID = "a" }, promises(meet)),
			article("a2", "2020-05-01", func(a *content.Article) { a.Event.ID = "a" }, promises(keptBy("b"))), article("b", "2020-05-13"),
		}, "a kept by b after 12 to 12"},
		{"two at one event", []content.Article{article("a", "2020-05-01", promises(meet, due("2020-05-02")))}, "a open, a lapsed"},

		{"announced and to come", []content.Article{article("a", "2020-06-12", announced)}, "a open"},
		{"announced and over", []content.Article{article("a", "2020-06", announced), article("b", "2020-06-05", call)}, "a open"},
		{"announced and nothing came", []content.Article{article("a", "2020-05-20", announced)}, "a lapsed"},
		{"announced and held", []content.Article{article("a", "[2020-05-20..2020-05-25]", announced, published("2020-05-10"), published("2020-05-11")), article("b", "2020-05-22")}, "a kept by b after 12 to 12"},
		{"nobody knows since when", []content.Article{article("a", "2020-05-20", announced), article("b", "2020-05-20")}, "a kept by b"},
		{"held on another day", []content.Article{article("a", "2020-05-20", announced, published("2020-05-10")), article("b", "2020-05-22")}, "a lapsed"},
		{"which says so", []content.Article{article("a", "2020-05-20", announced, published("2020-05-10")), article("b", "2020-05-22", func(a *content.Article) { a.Event.RefersTo = []string{"a"} })}, "a kept by b after 12 to 12"},
		{"an interview about it", []content.Article{article("a", "2020-05-20", announced), article("b", "2020-05-22", call, func(a *content.Article) { a.Event.RefersTo = []string{"a"} })}, "a lapsed"},
		{"called off", []content.Article{article("a", "2020-05-20", announced), article("b", "2020-05-20", cancelled)}, "a lapsed by b"},
		{"held, which was withdrawn", []content.Article{article("a", "2020-05-20", announced), article("b", "2020-05-20", gone), article("c", "2020-05-20", published("2020-05-21"))}, "a kept by c"},
		{"with somebody else", []content.Article{article("a", "2020-05-20", announced), article("b", "2020-05-20", func(a *content.Article) { a.Ministers = []string{"ahorn", "cedern"} })}, "a lapsed"},
		{"told by an article of its own", []content.Article{
			article("a1", "2020-05-20", announced, published("2020-05-10"), func(a *content.Article) { a.Event.ID = "a" }),
			article("a2", "2020-05-20", func(a *content.Article) { a.Event.ID = "a" }),
		}, "a kept by a after 10 to 10"},
		{"announced in so many words", []content.Article{article("a", "2020-06-20", announced, published("2020-05-10"), promises(keptBy("b"))), article("b", "2020-05-22")}, "a kept by b after 12 to 12"},
	} {
		c.articles[0].Added = edtf.Date{}
		stand(&c.articles[0])
		var got []string
		for _, p := range Promises(of(c.articles...)) {
			text := p.Event.ID + " " + map[State]string{Open: "open", Kept: "kept", Lapsed: "lapsed"}[p.State]
			if p.By != nil {
				text += " by " + p.By.ID
			}
			if p.Counted {
				text += fmt.Sprintf(" after %d to %d", p.Least, p.Most)
			}
			got = append(got, text)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}

// Where nothing says when the content was changed, what it tells of last does.
func TestAsOf(t *testing.T) {
	added := func(a *content.Article) { a.Added = edtf.MustParse("2020-03-02") }
	for _, c := range []struct {
		articles []content.Article
		want     string
	}{
		{nil, ""},
		{[]content.Article{article("a", "2020-05-01", added), article("b", "2020-06-01")}, "2020-03-02"},
		{[]content.Article{article("a", "2020-05"), article("b", "2020-05-02"), article("c", "2020-07-01", announced), article("d", "")}, "2020-05-31"},
	} {
		if got := AsOf(of(c.articles...)); got.String() != c.want {
			t.Errorf("%d articles are as of %q, want %q", len(c.articles), got, c.want)
		}
	}
}

func BenchmarkRhythm(b *testing.B) {
	var articles []content.Article
	for i := range 10_000 {
		date := edtf.Day{Year: 2000, Month: 1, Day: 1}.Add(i).String()
		if i%5 == 0 {
			date = date[:7]
		}
		articles = append(articles, article(fmt.Sprintf("a%d", i), date))
		if i%10 == 0 {
			announced(&articles[i])
		}
	}
	ch := of(articles...)
	for b.Loop() {
		Density(ch.Events, months(2000, 12*28))
		SilencesOf(ch.Events, 20)
		Promises(ch)
	}
}
