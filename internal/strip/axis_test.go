package strip

import (
	"strings"
	"testing"

	"chronik/internal/edtf"
)

func TestAxis(t *testing.T) {
	a := NewAxis(day("2020-04-12"), day("2020-04-21"), []edtf.Day{day("2020-04-30")}, day("2020-04-17"))
	// From 10 April to 3 May: 19 days and two on either side.
	if a.BandX != "8.7%" || a.BandW != "43.48%" || a.Day != "32.61%" || strings.Join(a.Outer, " ") != "89.13%" {
		t.Errorf("axis = %+v", a)
	}
	var long []string
	for _, tick := range a.Ticks {
		if tick.Long {
			long = append(long, tick.Day.String())
		}
	}
	if got, want := strings.Join(long, " "), "2020-04-13 2020-04-20 2020-04-27"; got != want {
		t.Errorf("labels at %s, want Mondays %s", got, want)
	}
	if len(a.Ticks) != 23 {
		t.Errorf("%d ticks, want one a day", len(a.Ticks))
	}
}

func TestAxisKeepsLabelsFew(t *testing.T) {
	for _, test := range []struct {
		first, last string
		unit        Unit
	}{
		{"2020-04-12", "2020-04-13", ByDay}, {"2020-04-01", "2020-05-10", ByDay}, {"2020-01-01", "2020-12-31", ByMonth},
		{"2013-01-01", "2020-12-31", ByYear}, {"1913-01-01", "2020-12-31", ByYear},
	} {
		a := NewAxis(day(test.first), day(test.last), nil, edtf.Day{})
		n := 0
		for _, tick := range a.Ticks {
			if tick.Label && (!tick.Long || len(tick.X) > 2 && tick.X[0] == '9' && tick.X[1] != '.') {
				t.Errorf("%s to %s: label of %s at %s", test.first, test.last, tick.Day, tick.X)
			}
			if tick.Long {
				n++
				if tick.Unit != test.unit {
					t.Fatalf("%s to %s: labels by %d, want %d", test.first, test.last, tick.Unit, test.unit)
				}
			}
		}
		if n < 2 || n > mostLabels+1 || len(a.Ticks) > 160 {
			t.Errorf("%s to %s: %d labels, %d ticks", test.first, test.last, n, len(a.Ticks))
		}
		if a.Day != "" || len(a.Outer) != 0 {
			t.Errorf("%s to %s: day %q, limits %v without any", test.first, test.last, a.Day, a.Outer)
		}
	}
}
