package chronology

import (
	"slices"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

func article(slug, date string, change ...func(*content.Article)) content.Article {
	a := content.Article{Slug: slug, Title: slug, Reviewed: true, Event: content.Event{Status: "held"}}
	if date != "" {
		a.Event.Date = edtf.MustParse(date)
	}
	for _, c := range change {
		c(&a)
	}
	return a
}

func tells(id string) func(*content.Article) {
	return func(a *content.Article) { a.Event.ID = id }
}

func machine(a *content.Article) { a.Reviewed = false }

func ids(events []*Event) []string {
	var out []string
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

func TestOrder(t *testing.T) {
	ch := New(&content.Content{Articles: []content.Article{
		article("undated", ""),
		article("day", "2020-04-17"),
		article("b-same-day", "2020-05-01"),
		article("a-same-day", "2020-05-01"),
		article("month", "2020-04"),
		article("until", "[..2020-04-20]"),
		article("draft", "2020-01-01", func(a *content.Article) { a.Draft = true }),
		article("gone", "2020-04-19", func(a *content.Article) { a.Withdrawn.Reason = "x" }),
	}})
	want := []string{"month", "day", "gone", "until", "a-same-day", "b-same-day", "undated"}
	if got := ids(ch.Events); !slices.Equal(got, want) {
		t.Errorf("Events = %q, want %q", got, want)
	}
	if b, a := ch.Before("day"), ch.After("day"); b.ID != "month" || a.ID != "gone" {
		t.Errorf("around day: %s, %s; want month, gone", b.ID, a.ID)
	}
	if ch.Before("month") != nil || ch.After("undated") != nil || ch.Event("draft") != nil {
		t.Error("there is something beyond the ends, or a draft")
	}
}

// An event no longer stands when all its articles are withdrawn; while one
// stands, it says nothing of the others.
func TestWithdrawn(t *testing.T) {
	gone := func(day string) func(*content.Article) {
		return func(a *content.Article) {
			a.Withdrawn = content.Withdrawal{Date: edtf.MustParse(day), Reason: "seit " + day}
			a.People = []string{"P"}
		}
	}
	ch := New(&content.Content{Articles: []content.Article{
		article("a", "2020-04-17", tells("half"), gone("2026-02-01")),
		article("b", "2020-04-18", tells("half"), machine),
		article("c", "2020-05-01", tells("all"), gone("2026-02-03")),
		article("d", "2020-05-01", tells("all"), gone("2026-01-02"), machine),
	}})
	half, all := ch.Event("half"), ch.Event("all")
	if half.Status != "held" || len(half.Articles) != 1 || half.Date.String() != "2020-04-18" || len(half.People) != 0 || half.Withdrawal != (content.Withdrawal{}) {
		t.Errorf("an event with one article that stands is %+v", half)
	}
	if all.Status != Withdrawn || all.Held() || len(all.Articles) != 2 || all.Withdrawal.Reason != "seit 2026-02-03" || all.Updated().String() != "2026-02-03" {
		t.Errorf("an event without is %+v, updated %s", all, all.Updated())
	}
	if ch.Stand().String() != "2026-02-03" {
		t.Errorf("Stand = %s", ch.Stand())
	}
}

func TestGroups(t *testing.T) {
	ch := New(&content.Content{Articles: []content.Article{
		article("c", "2020-04-17", tells("e"), func(a *content.Article) {
			a.Voice, a.Title, a.Ministers, a.Topics = "ost", "Stimme", []string{"x", "y"}, []string{"t1"}
			a.Event.Initiative = "west"
		}),
		article("d", "2020-04", tells("e"), func(a *content.Article) {
			a.Title, a.Event.Kind, a.Ministers, a.Topics = "Ohne Stimme", "treffen", []string{"y", "z"}, []string{"t2", "t1"}
		}),
		article("a", "2019", tells("e"), machine, func(a *content.Article) { a.Title = "Maschine"; a.People = []string{"P"} }),
	}})
	e := ch.Event("e")
	if e == nil || len(ch.Events) != 1 {
		t.Fatalf("events %q, want one", ids(ch.Events))
	}
	var order []string
	for _, a := range e.Articles {
		order = append(order, a.Slug)
	}
	if !slices.Equal(order, []string{"d", "c", "a"}) {
		t.Errorf("articles %q, want reviewed first, then without voice", order)
	}
	if e.Title != "Ohne Stimme" || e.Kind != "treffen" || !e.Reviewed {
		t.Errorf("event says %q %q, want what its first article says", e.Title, e.Kind)
	}
	if !slices.Equal(e.Ministers, []string{"y", "z", "x"}) || !slices.Equal(e.Topics, []string{"t2", "t1"}) || !slices.Equal(e.People, []string{"P"}) {
		t.Errorf("union = %q %q %q", e.Ministers, e.Topics, e.People)
	}
	if e.Initiative != "west" {
		t.Errorf("asked for by %q, want what the one article says that says it", e.Initiative)
	}
	if e.Date.String() != "2020-04-17" || e.Contradictory {
		t.Errorf("date %s contradictory %v, want 2020-04-17 of the reviewed ones", e.Date, e.Contradictory)
	}
}

func TestDateOfSeveralArticles(t *testing.T) {
	for _, c := range []struct {
		dates         []string
		want          string
		contradictory bool
	}{
		{[]string{"2020-04", "2020-04-17~"}, "2020-04-17~", false},
		{[]string{"[2020-04-10..]", "[..2020-04-20]"}, "[2020-04-10..2020-04-20]", false},
		{[]string{"2020-04-17", "2020-04-18"}, "[2020-04-17..2020-04-18]", true},
		{[]string{"[2020-04-20..]", "2020-04-18"}, "[2020-04-18..]", true},
		{[]string{"", "2020-04-18"}, "2020-04-18", false},
		{[]string{"2020-04-17/2020-04-18", "2020-04"}, "2020-04-17/2020-04-18", false},
		{[]string{"", ""}, "", false},
	} {
		ch := New(&content.Content{Articles: []content.Article{
			article("a", c.dates[0], tells("e")), article("b", c.dates[1], tells("e")),
		}})
		if e := ch.Event("e"); e.Date.String() != c.want || e.Contradictory != c.contradictory {
			t.Errorf("%q: %s %v, want %s %v", c.dates, e.Date, e.Contradictory, c.want, c.contradictory)
		}
	}
}

func TestYears(t *testing.T) {
	both := func(a *content.Article) { a.Ministers, a.Topics = []string{"m"}, []string{"t"} }
	ch := New(&content.Content{Articles: []content.Article{
		article("long", "[2018-12-20..2020-02-01]", both),
		article("open", "[2022-05..]"),
		article("winter", "2019-24"),
		article("undated", ""),
	}})
	if got := ch.Years(); !slices.Equal(got, []int{2018, 2019, 2020, 2021, 2022}) {
		t.Errorf("Years = %v", got)
	}
	for year, want := range map[int][2][]string{
		0:    {{"undated"}, nil},
		2018: {{"long"}, nil},
		2019: {{"winter"}, {"long"}},
		2020: {nil, {"long", "winter"}},
		2021: {nil, nil},
		2022: {{"open"}, nil},
	} {
		if got := ids(ch.Year(year)); !slices.Equal(got, want[0]) {
			t.Errorf("Year(%d) = %q, want %q", year, got, want[0])
		}
		if got := ids(ch.Touching(year)); !slices.Equal(got, want[1]) {
			t.Errorf("Touching(%d) = %q, want %q", year, got, want[1])
		}
	}
	if got := ids(InYear(ch.Minister("m"), 2018)); !slices.Equal(got, []string{"long"}) {
		t.Errorf("minister in 2018 = %q", got)
	}
	if got := InYear(ch.Topic("t"), 2019); got != nil {
		t.Errorf("topic in 2019 = %q, want none: only touched", ids(got))
	}
	if got := YearsOf(ch.Events); !slices.Equal(got, []int{2018, 2019, 2022}) {
		t.Errorf("YearsOf = %v", got)
	}
}

func TestStand(t *testing.T) {
	ch := New(&content.Content{Articles: []content.Article{
		article("a", "2030", func(a *content.Article) { a.Added = edtf.MustParse("2026-11-20") }),
		article("b", "", func(a *content.Article) { a.Changes = []content.Change{{Date: edtf.MustParse("2026-11-22")}} }),
		article("draft", "", func(a *content.Article) { a.Draft, a.Added = true, edtf.MustParse("2026-11-23") }),
	}})
	if got := ch.Stand().String(); got != "2026-11-22" {
		t.Errorf("Stand = %s, want the newest change", got)
	}
}
