package facts

import (
	"testing"
	"time"
)

// A moment in universal time belongs to the day it was at the outlet; one with
// another offset keeps its own.
func TestLocalDay(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ stamp, want string }{
		{"2023-05-14T23:30:00Z", "2023-05-15"},
		{"2023-05-14 22:30 UTC, wie gemeldet", "2023-05-15"},
		{"2023-01-14T23:30:00+00:00", "2023-01-15"},
		{"2023-01-14T22:30:00.123Z", "2023-01-14"},
		{"2023-05-14T23:30:00+02:00", ""},
		{"2023-05-14 23:30", ""},
		{"2023-05-14", ""},
	} {
		if got := localDay(c.stamp, berlin); got != c.want {
			t.Errorf("localDay(%q) = %q, want %q", c.stamp, got, c.want)
		}
	}
}

func TestPublishedInUniversalTime(t *testing.T) {
	const page = "Falk lobt Netze\n\n2019-05-14T23:30:00Z\n\nAnton Falk und Rita Reiher haben am heutigen Mittwoch über Netze telefoniert, wie das Amt am See berichtete, und zwar lange.\n"
	got := read(t, page, Source{})
	if got.Published.String() != "2019-05-15" || got.Date.String() != "2019-05-15" {
		t.Errorf("published, date = %s, %s, want 2019-05-15 twice", got.Published, got.Date)
	}
}
