package german

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The browser test of static/search.js reads the same file.
func TestIndexKeys(t *testing.T) {
	src, err := os.ReadFile("testdata/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct {
		Keys  [][2]string
		Words [][2]json.RawMessage
	}
	if err := json.Unmarshal(src, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases.Keys {
		if got := IndexKey(c[0]); got != c[1] {
			t.Errorf("IndexKey(%q) = %q, want %q", c[0], got, c[1])
		}
	}
	for _, c := range cases.Words {
		var text string
		var want []string
		if err := json.Unmarshal(c[0], &text); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(c[1], &want); err != nil {
			t.Fatal(err)
		}
		if got := slices.Collect(IndexWords(text)); !slices.Equal(got, want) {
			t.Errorf("IndexWords(%q) = %q, want %q", text, got, want)
		}
	}
	if len(cases.Keys) < 30 || len(cases.Words) < 4 {
		t.Errorf("%d keys and %d texts, too few", len(cases.Keys), len(cases.Words))
	}
}

func TestHead(t *testing.T) {
	known := func(key string) bool { return key == "losungsansatz" || key == "ansatz" || key == "rau" }
	for _, c := range []struct{ word, want string }{
		{"Telefongespräch", "gesprach"},
		{"Abrüstungsverträge", "vertrag"},
		{"Staatsministerin", ""},
		{"Außenminister", "minist"},
		{"Lösungsansatz", "ansatz"},
		{"Zeitraum", ""},
		{"Vertrag", ""},
		{"Gespräch", ""},
		{"Лавров", ""},
	} {
		if got := Head(IndexKey(c.word), known); got != c.want {
			t.Errorf("Head of %q = %q, want %q", c.word, got, c.want)
		}
	}
}
