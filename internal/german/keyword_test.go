package german

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// find looks for one keyword.
func find(k Keyword, text string) Hits {
	var l Lexicon
	l.Add(k)
	return l.Find(NewText(text))
}

// texts returns what the hits cover.
func texts(s string, found Hits) []string {
	var got []string
	for _, m := range found {
		got = append(got, s[m.Start:m.End])
	}
	return got
}

func TestKeywordFind(t *testing.T) {
	for _, c := range []struct {
		keyword, text string
		want          []string
	}{
		// Endings.
		{"Sanktion", "Neue Sanktionen; der Sanktion wegen, sanktioniert", []string{"Sanktionen", "Sanktion"}},
		{"Vertrag", "die Verträge und des Vertrages, vertragen", []string{"Verträge", "Vertrages"}},
		{"Verhandlungen", "nach der Verhandlung", []string{"Verhandlung"}},
		{"diplomatische Vertretung", "den diplomatischen Vertretungen", []string{"diplomatischen Vertretungen"}},
		{"diplomatische Vertretung", "war diplomatisch. Vertretungen blieben", nil},
		{"russische Botschaft", "Russische Botschaften", []string{"Russische Botschaften"}},
		{"Reise", "Reisen, Reis, reist", []string{"Reisen"}},
		{"Ergebnis", "die Ergebnisse", []string{"Ergebnisse"}},
		// A capital with an ending finds nouns only.
		{"Start", "starten, Starts, start", []string{"Starts", "start"}},
		{"sprach", "Die Sprache, sie sprachen", []string{"sprachen"}},
		{"traf", "Trafen sie sich? Der Trafen", []string{"Trafen"}},
		// Case counts for capitals.
		{"START", "Der START-Vertrag, am Start, START", []string{"START", "START"}},
		{"INF", "Anti-INF, inf, INFO", []string{"INF"}},
		{"New START", "New START und New-START-Vertrag, new Start", []string{"New START", "New-START"}},
		// Hyphens.
		{"Ukraine", "Ukraine-Frage und Ukrainer", []string{"Ukraine"}},
		{"INF-Vertrag", "des INF-Vertrages", []string{"INF-Vertrages"}},
		{"US-Außenminister", "US-Aussenministers", []string{"US-Aussenministers"}},
		// Beginnings and ends.
		{"Cyber*", "Cyberangriff, Anti-Cyberabwehr, Recyber", []string{"Cyberangriff", "Cyberabwehr"}},
		{"*sanktion", "Wirtschaftssanktionen und Sanktion, Sanktionsliste", []string{"Wirtschaftssanktionen", "Sanktion"}},
		// Across punctuation nothing is a phrase, but initials are.
		{"Naher Osten", "Naher, Osten", nil},
		{"St. Petersburg", "in St. Petersburg", []string{"St. Petersburg"}},
	} {
		k, err := CompileKeyword(c.keyword)
		if err != nil {
			t.Errorf("CompileKeyword(%q): %v", c.keyword, err)
			continue
		}
		if diff := cmp.Diff(c.want, texts(c.text, find(k, c.text))); diff != "" {
			t.Errorf("keyword %q in %q (-want +got):\n%s", c.keyword, c.text, diff)
		}
	}
}

func TestCompileKeywordRefuses(t *testing.T) {
	for _, in := range []string{"", "   ", "*", "Cy*ber", "*ber*", "?!"} {
		if _, err := CompileKeyword(in); err == nil {
			t.Errorf("CompileKeyword(%q) = nil error, want one", in)
		}
	}
}

func TestNameFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"Lawrow", "Lawrows Reise, das Lawrow-Blinken-Treffen, Lawrowa", []string{"Lawrows", "Lawrow"}},
		{"Lawrow", "LAWROW und lawrow, der Lawrowschen Formel", []string{"LAWROW", "Lawrowschen"}},
		{"Sergej Lawrow", "Sergej Lawrow; Sergej. Danach Lawrow", []string{"Sergej Lawrow"}},
		{"Blinken", "Die Lampen blinken, sagte Blinken", []string{"Blinken"}},
		{"Лавров", "встреча с Лавровым", []string{"Лавровым"}},
		{"S. Lawrow", "laut S. Lawrow", []string{"S. Lawrow"}},
	} {
		k, err := CompileName(c.name)
		if err != nil {
			t.Errorf("CompileName(%q): %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, texts(c.text, find(k, c.text))); diff != "" {
			t.Errorf("name %q in %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
	if _, err := CompileName("—"); err == nil {
		t.Error("CompileName of a dash = nil error, want one")
	}
}

// TestFindIsSorted: matches of several forms come in the order of the text and
// do not overlap.
func TestFindIsSorted(t *testing.T) {
	k, _ := CompileKeyword("*land")
	found := find(k, "Länder, Land, Russland, Deutschlands, Land")
	if len(found) != 5 {
		t.Fatalf("%d matches, want 5: %v", len(found), found)
	}
	if !slices.IsSortedFunc(found, func(a, b Hit) int { return a.End - b.Start - 1 }) {
		t.Errorf("matches overlap or are out of order: %v", found)
	}
}

// TestLexicon: keywords are found together as each is alone, and asked for by
// their numbers.
func TestLexicon(t *testing.T) {
	const text = "Der START-Vertrag, Cyberangriffe und Wirtschaftssanktionen; Starts, der Start in Moskau."
	words := []string{"START", "Start", "Cyber*", "*sanktion", "Vertrag", "Fisch", "*ag", "St*"}
	var l Lexicon
	for i, w := range words {
		k, err := CompileKeyword(w)
		if err != nil {
			t.Fatal(err)
		}
		if n := l.Add(k); n != i {
			t.Errorf("Add(%q) = %d, want %d", w, n, i)
		}
	}
	all := l.Find(NewText(text))
	for i, w := range words {
		k, _ := CompileKeyword(w)
		if diff := cmp.Diff(texts(text, find(k, text)), texts(text, all.Of(i, i+1))); diff != "" {
			t.Errorf("keyword %q alone and among others (-alone +among):\n%s", w, diff)
		}
	}
	if got := all.Of(2, 5); len(got) != 3 || got[0].Keyword != 2 || got[2].Keyword != 4 {
		t.Errorf("Of(2, 5) = %v, want one hit of each of 2, 3 and 4", got)
	}
	if got := new(Lexicon).Find(NewText(text)); len(got) > 0 {
		t.Errorf("an empty lexicon finds %v", got)
	}
}

func TestWords(t *testing.T) {
	const text = "Der START-Vertrag, Müllers Putin’s Außen- und 80. „Ja“"
	var got []string
	for _, w := range Words(text) {
		if text[w.Start:w.End] != w.Text {
			t.Errorf("word %q at %d-%d covers %q", w.Text, w.Start, w.End, text[w.Start:w.End])
		}
		got = append(got, w.Text)
	}
	want := []string{"Der", "START-Vertrag", "Müllers", "Putin’s", "Außen", "und", "80", "Ja"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Words (-want +got):\n%s", diff)
	}
}

func TestSentences(t *testing.T) {
	for _, want := range [][]string{
		{"Er kam am 12. Februar nach Genf.", "Danach flog er ab."},
		{"Das gilt z. B. für Nr. 5 und Dr. Muster.", "Mehr nicht!"},
		{"„Das ist gut.“", "Muster nickte."},
		{"„Kommt ihr?“, fragte Muster.", "„Wir kommen!“ rief es."},
		{"„Ja.", "Wir kommen“, hieß es."},
		{"Der Vertrag endete 2026.", "Die Lücke blieb."},
		{"In der 80. Sitzung sprach Muster (l.) lange.", "Rund 3.000 Menschen sahen zu…", "Ende."},
		{"Laut S. Muster und US-Präs. Beispiel steht alles auf mid.ru im Netz.", "Gut."},
		{"Erste Zeile ohne Punkt", "Zweite Zeile"},
		{"Am 3. Dez. 2021 war es kalt.", "Im Dez.", "Danach nicht mehr."},
	} {
		for _, sep := range []string{" ", "\n"} {
			text := strings.Join(want, sep)
			if sep == " " && strings.Contains(text, "ohne Punkt Zweite") {
				continue // only the line parts them
			}
			var got []string
			for _, s := range Sentences(text) {
				got = append(got, text[s.Start:s.End])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Sentences(%q) (-want +got):\n%s", text, diff)
			}
		}
	}
}

// FuzzText: whatever the bytes, offsets stay inside the text and in order.
func FuzzText(f *testing.F) {
	f.Add("Lawrow-Pompeo. „Ja“ am 3. Juli\n\xff", "Law*")
	f.Fuzz(func(t *testing.T, text, keyword string) {
		end := 0
		for _, s := range Sentences(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", s, end, len(text))
			}
			end = s.End
		}
		if k, err := CompileKeyword(keyword); err == nil {
			for _, m := range find(k, text) {
				if m.Start < 0 || m.End <= m.Start || m.End > len(text) {
					t.Fatalf("match %v in %d bytes", m, len(text))
				}
			}
		}
	})
}

// BenchmarkFind: three hundred keywords over one page.
func BenchmarkFind(b *testing.B) {
	var l Lexicon
	for i := range 300 {
		k, err := CompileKeyword(fmt.Sprintf("Beispielwort%d Vertrag", i))
		if err != nil {
			b.Fatal(err)
		}
		l.Add(k)
	}
	page := strings.Repeat("Der Minister sprach am Montag über das Beispielwort5 und den Vertrag von Musterstadt. ", 50)
	for b.Loop() {
		l.Find(NewText(page))
	}
}
