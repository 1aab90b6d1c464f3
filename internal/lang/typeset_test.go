package lang

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

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

// plainly sets a text without tags by trying all expressions everywhere.
func plainly(t typesetter, s string) string {
	s = t.joined.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, " ", "\u00a0") })
	return t.whole.ReplaceAllStringFunc(s, func(m string) string {
		if utf8.RuneCountInString(m) > t.longest {
			return m
		}
		return `<span class="nb">` + m + "</span>"
	})
}

// Looking only where something can match finds all that looking everywhere does.
func FuzzTypeset(f *testing.F) {
	de, problems := Load(templates.Files, "de")
	if len(problems) > 0 {
		f.Fatal(problems)
	}
	files, _ := filepath.Glob("../../content/*/*.md")
	for _, file := range files {
		if src, err := os.ReadFile(file); err == nil {
			f.Add(string(src))
		}
	}
	for _, s := range []string{
		"§§ 5 und § 6", "um 5 Uhr am 17. April 2020, z. B. u. a. i. A. d. h.", "1 Uhr 2 Uhr 3 Prozent", "12. Mai12. Mai", "Nr. 1 2 Uhr",
		"(START-Vertrag) G20-US-Treffen\u00a0UN-Charta\nA1-b", "Moskau–Washington–Kiew", "a–b c – d", "17. April-Mai 5 Uhr-Treffen",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "<>") {
			t.Skip()
		}
		if got, want := de.Typeset(s), plainly(de.typeset, s); got != want {
			t.Errorf("Typeset(%q) = %q, want %q", s, got, want)
		}
	})
}

// BenchmarkTypeset sets the body of an entry.
func BenchmarkTypeset(b *testing.B) {
	de, problems := Load(templates.Files, "de")
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	body := strings.Repeat("<p>Die Minister sprachen am 17. April 2020 lange über den <em>START-Vertrag</em> und vereinbarten ein Treffen. "+
		"Nach ihren Angaben ging es auch um Handel, Öl und Visa – und um die Lage in der Region, in der beide Seiten Truppen haben.</p>\n", 12)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		de.Typeset(body)
	}
}
