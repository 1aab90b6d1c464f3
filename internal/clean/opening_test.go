package clean

import "testing"

// TestOpenings: a pattern that is told by how it begins is asked only of lines
// that begin so, and of all of those.
func TestOpenings(t *testing.T) {
	for _, c := range []struct {
		pattern string
		opens   string // "": anything
		not     string
	}{
		{`(?i)^(?:teilen|merken)$`, "tTmM", "aä1"},
		{`^(?:»|\d+ Uhr)`, "»5", "aE"},
		{`^ ?Anzeige$`, " A", "aT"},
		{`(?i)^größe`, "gG", "k"},
		{`^.{3,9}Foto`, "", ""},
		{`Foto$`, "", ""},
		{`^(?:Foto)?\d`, "F7", "x"},
		{`^[^\p{L}]+$`, "", ""},
		{`^Bild|Foto`, "", ""},
		{`^(?:\[x\]|)$`, "", ""},
	} {
		set := openings(re(c.pattern))
		if (set == nil) != (c.opens == "") {
			t.Errorf("openings(%s) = %v, want any: %v", c.pattern, set != nil, c.opens == "")
			continue
		}
		for _, r := range c.opens {
			if !set[string(r)[0]] {
				t.Errorf("openings(%s) lacks %q", c.pattern, r)
			}
		}
		for _, r := range c.not {
			if set[string(r)[0]] {
				t.Errorf("openings(%s) has %q", c.pattern, r)
			}
		}
	}
}
