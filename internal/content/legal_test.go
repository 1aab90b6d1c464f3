package content

import "testing"

func TestPlaceholder(t *testing.T) {
	for text, want := range map[string]int{
		"Platzhalter: Name":           0,
		"- placeholder: name":         2,
		"Siehe **Platzhalter:** Name": 8,
		"Ein Platzhalter ist das":     -1,
		"Platzhalter : Name":          -1,
		"Briefplatzhalter: Name":      -1,
		"":                            -1,
	} {
		if got := Placeholder(text); got != want {
			t.Errorf("Placeholder(%q) = %d, want %d", text, got, want)
		}
	}
}
