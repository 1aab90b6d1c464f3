package german

import (
	"testing"
	"time"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Außenminister", "aussenminister"},
		{"MÄRZ Öl Über", "maerz oel ueber"},
		{"a\u0308rger", "aerger"}, // decomposed, as some scrapers leave it
		{"Erdoğan, Orbán", "erdogan, orban"},
		{"Lawrow’s Tele\u00adfonat", "lawrow's telefonat"},
		{"Сергей Лавров", "сергеи лавров"},
		{"plain", "plain"},
		{"", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"START-Vertrag & Öl", "start-vertrag-oel"},
		{"  Kuala Lumpur!", "kuala-lumpur"},
		{"Лавров", "lawrow"},
		{"Щука й ёж", "schtschuka-i-esch"},
		{"Lawrow's Reise", "lawrows-reise"},
		{"北京", ""},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestMonth(t *testing.T) {
	for _, c := range []struct {
		in   string
		want time.Month
		ok   bool
	}{
		{"März", 3, true}, {"Maerz", 3, true}, {"Mär.", 3, true}, {"MRZ", 3, true},
		{"Jänner", 1, true}, {"Feber", 2, true}, {"Sept.", 9, true}, {"mai", 5, true},
		{"Aprils", 4, true}, {"dez", 12, true},
		{"Märzen", 0, false}, {"Mais", 0, false}, {"", 0, false}, {"Oktoberfest", 0, false},
	} {
		if got, ok := Month(c.in); got != c.want || ok != c.ok {
			t.Errorf("Month(%q) = %v, %v, want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestWeekday(t *testing.T) {
	for _, c := range []struct {
		in   string
		want time.Weekday
		ok   bool
	}{
		{"Freitag", time.Friday, true}, {"freitags", time.Friday, true}, {"Sonnabend", time.Saturday, true},
		{"SAMSTAG", time.Saturday, true}, {"Fr.", time.Friday, true}, {"So.", time.Sunday, true},
		{"so", 0, false}, {"Die", 0, false}, {"mi.", 0, false}, {"Freitagabend", 0, false}, {"", 0, false},
	} {
		if got, ok := Weekday(c.in); got != c.want || ok != c.ok {
			t.Errorf("Weekday(%q) = %v, %v, want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"zwei", 2, true}, {"Zwölf", 12, true}, {"einer", 1, true}, {"einundzwanzig", 21, true},
		{"dreißig", 30, true}, {"50", 50, true}, {"undzwanzig", 0, false}, {"grund", 0, false}, {"", 0, false}, {"3a", 0, false},
	} {
		got, ok := Number(c.in)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("Number(%q) = %d, %v, want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"erste", 1, true}, {"zweiten", 2, true}, {"Dritter", 3, true}, {"siebten", 7, true},
		{"neunzehnte", 19, true}, {"einundzwanzigste", 21, true}, {"12.", 12, true},
		{"zwei", 0, false}, {"Achte", 8, true}, {"gute", 0, false}, {"12", 0, false}, {".", 0, false},
	} {
		got, ok := Ordinal(c.in)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("Ordinal(%q) = %d, %v, want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}
