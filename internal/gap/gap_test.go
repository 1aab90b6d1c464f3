package gap_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/gap"
)

// world is content with two ministers, two places and these events.
func world(events ...content.Event) *content.Content {
	c := &content.Content{
		Ministers: []content.Minister{{Slug: "falk", Name: "Anton Falk", Spellings: []string{"Falk"}}, {Slug: "reiher", Name: "Rita Reiher", Spellings: []string{"Reiher"}}},
		Places:    []content.Place{{Slug: "musterstadt", Name: "Musterstadt"}, {Slug: "beispielhafen", Name: "Beispielhafen"}},
		Kinds:     []content.Kind{{Slug: "treffen", Label: "Treffen", Contact: true}, {Slug: "telefonat", Label: "Telefonat", Contact: true}},
	}
	for i, e := range events {
		e.Status = "held"
		c.Articles = append(c.Articles, content.Article{Slug: fmt.Sprintf("e%d", i+1), Title: "E", Reviewed: true, Event: e, Ministers: []string{"falk", "reiher"}})
	}
	return c
}

func on(date, kind, place string) content.Event {
	return content.Event{Date: edtf.MustParse(date), Kind: kind, Place: place}
}

// compared says what each row of a register and each event became.
func compared(t *testing.T, c *content.Content, register string) []string {
	t.Helper()
	rows, problems := gap.Read("register.csv", []byte(register), c)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, f := range gap.Compare(chronology.New(c), rows) {
		said := string(f.Status)
		if f.Row != nil {
			said += fmt.Sprintf(" row %d", f.Row.Line)
		}
		if f.Event != nil {
			said += " " + f.Event.ID
		}
		got = append(got, said)
	}
	return got
}

func TestCompare(t *testing.T) {
	const head = "date,place,people\n"
	for _, c := range []struct {
		shows    string
		events   []content.Event
		register string
		want     []string
	}{
		{"the same day and place", []content.Event{on("2031-05-06", "treffen", "musterstadt")},
			head + "2031-05-06,Musterstadt,Falk\n", []string{"found row 2 e1"}},
		{"another place on that day", []content.Event{on("2031-05-06", "treffen", "musterstadt")},
			head + "2031-05-06,Beispielhafen,Falk\n", []string{"missing row 2", "unknown e1"}},
		{"two on one day: each answers to the row of its place", []content.Event{on("2031-05-06", "treffen", "musterstadt"), on("2031-05-06", "treffen", "beispielhafen")},
			head + "2031-05-06,Beispielhafen,Falk\n2031-05-06,Musterstadt,Falk\n", []string{"found row 2 e2", "found row 3 e1"}},
		{"a day before what is known to the month", []content.Event{on("2031-05", "treffen", "musterstadt"), on("2031-05-06", "treffen", "musterstadt")},
			head + "2031-05-06,Musterstadt,Falk\n", []string{"found row 2 e2", "beyond e1"}},
		{"an event is found once", []content.Event{on("2031-05-06", "treffen", "musterstadt")},
			head + "2031-05-06,Musterstadt,Falk\n2031-05-06,Musterstadt,Reiher\n", []string{"found row 2 e1", "missing row 3"}},
		{"before and after the register, and a call, of which it knows none", []content.Event{on("2031-01-01", "treffen", "musterstadt"), on("2031-05-07", "telefonat", ""), on("2031-05-08", "treffen", "musterstadt"), on("2032-01-01", "treffen", "musterstadt")},
			head + "2031-05-06,Musterstadt,Falk\n2031-05-09,Musterstadt,Falk\n", []string{"missing row 2", "missing row 3", "beyond e1", "beyond e2", "unknown e3", "beyond e4"}},
		{"a register of calls knows calls", []content.Event{on("2031-05-06", "telefonat", "")},
			head + "2031-05-06,,Falk\n2031-05-07,,Falk\n", []string{"found row 2 e1", "missing row 3"}},
	} {
		if diff := cmp.Diff(c.want, compared(t, world(c.events...), c.register)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.shows, diff)
		}
	}
}

// What is wrong with a register is said with line and column, and the other rows
// are read.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		register string
		rows     int
		problem  string // file:line:col: what, "" for none
	}{
		{"date,place,people\n2031-05-06,Musterstadt,Falk\n", 1, ""},
		{"\ufeffPeople;Date;Note;Place\nAnton Falk, Rita Reiher;2031-05;so;Musterstadt\n", 1, ""},
		{"date,place,people\n2031-05-06,Musterstadt\n2031-05-07,Musterstadt,Falk\n", 1, "register.csv:2:1"},
		{"date,place,people\n31. Mai,Musterstadt,Falk\n2031-05-07,Musterstadt,Falk\n", 1, "register.csv:2:1"},
		{"date,place,people\n2031-05-06,Musterstadt,Niemand\n", 0, "register.csv:2:24"},
		{"date,place\n2031-05-06,Musterstadt\n", 0, "register.csv:1:1"},
		{"", 0, "register.csv:1:1"},
	} {
		rows, problems := gap.Read("register.csv", []byte(c.register), world())
		at := ""
		if len(problems) > 0 {
			at = fmt.Sprintf("%s:%d:%d", problems[0].File, problems[0].Line, problems[0].Col)
		}
		if len(rows) != c.rows || at != c.problem {
			t.Errorf("Read(%q) = %d rows, problem at %q %v, want %d and %q", c.register, len(rows), at, problems, c.rows, c.problem)
		}
	}
}
