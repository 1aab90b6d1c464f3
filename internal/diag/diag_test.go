package diag

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		p    Problem
		want string
	}{
		{Problem{File: "a.md", Line: 3, Col: 7, Msg: "m", Hint: "h"}, "a.md:3:7: m"},
		{Problem{File: "a.md", Line: 3, Msg: "m"}, "a.md:3: m"},
		{Problem{File: "a.md", Col: 7, Msg: "m"}, "a.md: m"},
		{Problem{Msg: "m"}, "m"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("String(%+v) = %q, want %q", c.p, got, c.want)
		}
	}
}

func TestSort(t *testing.T) {
	got := []Problem{{File: "b"}, {File: "a", Line: 10}, {File: "a", Line: 2, Col: 5}, {File: "a", Line: 2, Col: 1, Msg: "x"}}
	Sort(got)
	want := []string{"a:2:1: x", "a:2:5: ", "a:10: ", "b: "}
	var have []string
	for _, p := range got {
		have = append(have, p.String())
	}
	if !slices.Equal(have, want) {
		t.Errorf("Sort = %q, want %q", have, want)
	}
}

func TestIn(t *testing.T) {
	given := []Problem{{File: "topics/a.md"}, {Msg: "about no file"}}
	got := In("content", given)
	if got[0].File != "content/topics/a.md" || got[1].File != "" {
		t.Errorf("In = %q, %q, want the first named in content", got[0].File, got[1].File)
	}
	if given[0].File != "topics/a.md" {
		t.Error("In changed its argument")
	}
}

type hinting struct{ error }

func (hinting) Hint() string { return "do this" }

func TestHintOf(t *testing.T) {
	if got := HintOf(fmt.Errorf("write: %w", hinting{errors.New("x")})); got != "do this" {
		t.Errorf("HintOf a wrapped error = %q", got)
	}
	if got := HintOf(errors.New("x")); got != "" {
		t.Errorf("HintOf an error without = %q", got)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"lawrow", "pompeo", "rubio", "date"}
	for word, want := range map[string]string{
		"pompeoo": "pompeo",
		"lavrow":  "lawrow",
		"rubioo":  "rubio",
		"adte":    "date", // a swap is one edit
		"kerry":   "",
		"":        "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
