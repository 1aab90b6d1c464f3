package syntax

import (
	"slices"
	"testing"

	"chronik/internal/german"
)

// whole takes a text apart that is one passage.
func whole(text string) *Prose { return Split(text, []german.Span{{End: len(text)}}) }

// The tense of the clause around the last word of a text, and what else that
// clause tells.
func TestClause(t *testing.T) {
	for _, c := range []struct {
		text             string
		tense            Tense
		earlier, reports bool
	}{
		{"Falk trifft Reiher", Present, false, false},
		{"Falk traf Reiher", Past, false, false},
		{"Falk hat Reiher getroffen", Past, false, false},
		{"Falk hat Reiher am Montag empfangen", Past, false, false},
		{"Falk telefonierte mit Reiher", Past, false, false},
		{"Falk traf zuvor Reiher", Past, true, false},
		{"Falk hatte Reiher getroffen", Pluperfect, true, false},
		{"Falk wird Reiher treffen", Future, false, false},
		{"Die geplante Reise", Future, false, false},
		{"Die zuletzt geplante Reise", Future, false, false},
		{"Das Amt berichtete von Netzen", Past, false, true},
		{"Falk sagte, Reiher wird kommen", Future, false, false},
		{"Falk sagte, am Montag", Past, false, false}, // from the sentence
		{"Falk lobte Netze, die am See stehen", Present, false, false},
		{"Falk lobte Netze, die oft dort", Present, false, false}, // a relative clause asks no sentence
		{"Netze", Present, false, false},
	} {
		p := whole(c.text)
		got := p.ClauseAt(len(p.Words) - 1)
		if got.Tense() != c.tense || got.Earlier() != c.earlier || got.Reports() != c.reports {
			t.Errorf("%q: tense, earlier, reports = %d, %v, %v, want %d, %v, %v", c.text, got.Tense(), got.Earlier(), got.Reports(), c.tense, c.earlier, c.reports)
		}
	}
}

func TestIntends(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"Treffen am See abzuhalten", true},
		{"Treffen zu planen", true},
		{"Treffen mit Falk", false},
		{"Treffen, um zu fischen", false}, // another clause
	} {
		if got := whole(c.text).ClauseAt(0).Intends(0); got != c.want {
			t.Errorf("intends(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

func TestParticiple(t *testing.T) {
	for _, w := range []string{"getroffen", "stattgefunden", "telefoniert", "vereinbart", "eingeleitet", "besprochen", "aufgenommen", "empfangen", "hintertrieben"} {
		if !Participle(w) {
			t.Errorf("Participle(%q) = false, want true", w)
		}
	}
	for _, w := range []string{"gern", "treffen", "zeit", "sagte", "mit", "netz", "fischen"} {
		if Participle(w) {
			t.Errorf("Participle(%q) = true, want false", w)
		}
	}
	if slices.Contains(separable, "") {
		t.Error("separable has an empty prefix")
	}
}
