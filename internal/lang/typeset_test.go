package lang

import (
	"strings"
	"testing"

	"chronik/templates"
)

func TestTypeset(t *testing.T) {
	de, problems := Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for in, want := range map[string]string{
		"am 17. April 2020":                    "am 17.~April 2020",
		"vom 3. bis zum 5. Februar":            "vom 3. bis zum 5.~Februar",
		"Es waren 17. Aprilscherze sind neu.":  "Es waren 17. Aprilscherze sind neu.",
		"nach § 5 und Art. 7":                  "nach §~5 und Art.~7",
		"um 9.30 Uhr, 5 Prozent, 3 Millionen":  "um 9.30~Uhr, 5~Prozent, 3~Millionen",
		"den START-Vertrag":                    "den [START-Vertrag]",
		"US-Außenminister, G20-Treffen":        "[US-Außenminister], [G20-Treffen]",
		"die UN-Vollversammlung.":              "die [UN-Vollversammlung].",
		"US-Verteidigungsministerium":          "US-Verteidigungsministerium", // too long to be kept whole
		"Chronik Lawrow–Washington":            "Chronik [Lawrow–Washington]",
		"Mai – Juni und Nord-Süd":              "Mai – Juni und Nord-Süd",
		`<a href="x-START-y">der 5. Mai</a>`:   `<a href="x-START-y">der 5.~Mai</a>`,
		"<code>START-Vertrag</code> UN-Charta": "<code>START-Vertrag</code> [UN-Charta]",
		"a &amp; b &lt; 3. Mai":                "a &amp; b &lt; 3.~Mai",
	} {
		got := strings.NewReplacer("\u00a0", "~", `<span class="nb">`, "[", "</span>", "]").Replace(de.Typeset(in))
		if got != want {
			t.Errorf("Typeset(%q) = %q, want %q", in, got, want)
		}
	}
}
