package clean

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pilePages returns n pages that have nothing in common.
func pilePages(n int) []string {
	pages := make([]string, n)
	for i := range pages {
		pages[i] = fmt.Sprintf("Minister beraten Punkt %[1]d des Fischfangs am See\n\n"+
			"Die Minister von Utopia und Elbonien haben zum %[1]d. Mal in Musterstadt über den Fischfang gesprochen, wie das Amt für Seen mitteilte.\n\n"+
			"In Runde %[1]d sei man sich einig, hieß es, dass die Netze künftig weiter sein müssten; über die Boote werde noch im Herbst verhandelt.\n", i)
	}
	return pages
}

// readPile reads pages as those of one pile.
func readPile(t *testing.T, pages []string) []Article {
	t.Helper()
	var p Pile
	for _, page := range pages {
		p.Add(SheetOf(open(t, page)))
	}
	c := NewCleaner(nil, p.Common())
	var articles []Article
	for _, page := range pages {
		articles = append(articles, c.Document(open(t, page)))
	}
	return articles
}

func TestPile(t *testing.T) {
	const (
		appeal  = "Dieses Blatt gehört seinen Leserinnen. Wir brauchen Ihre Hilfe, denn unser Journalismus am See kostet mehr, als Anzeigen bringen, und er soll für alle frei bleiben."
		history = "Der Vertrag über die Weite der Netze war nach langem Streit zwischen beiden Ländern geschlossen worden und gilt seither als Grundlage aller Gespräche über den See."
		motto   = "Seit hundert Jahren Neues von Hafen und Markt"
	)
	for _, c := range []struct {
		name, line string
		in         int // so many pages
		above      bool
		drops      bool
	}{
		{"an appeal to readers", appeal, 2, false, true},
		{"an appeal in one page only", appeal, 1, false, false},
		{"a paragraph of the matter in two", history, 2, false, false},
		{"a paragraph that closes the text in five", history, 5, false, true},
		{"a paragraph within the text in five", history, 5, true, false},
		{"a motto below the text", motto, 2, false, true},
		{"a line of the text in two", motto, 2, true, false},
		{"a quotation", "„Wir wollen unsere Netze behalten, und wir werden sie behalten, solange es Fische gibt in unserem See“, sagte die Ministerin von Elbonien dazu noch einmal.", 5, false, false},
		{"a day", "Das Abkommen vom 3. Mai 2011 über die Netze", 3, false, false},
	} {
		pages := pilePages(6)
		for i := range c.in {
			if c.above {
				head, rest, _ := strings.Cut(pages[i], "\n\nIn Runde")
				pages[i] = head + "\n\n" + c.line + "\n\nIn Runde" + rest
			} else {
				pages[i] += "\n" + c.line + "\n"
			}
		}
		for i, a := range readPile(t, pages)[:c.in] {
			dropped := slices.ContainsFunc(a.Dropped, func(d Dropped) bool { return d.Text == c.line && d.Rule == "repeated-in-pile" })
			if dropped != c.drops || dropped && strings.Contains(a.Body(), c.line) {
				t.Errorf("%s, page %d: dropped %v, want %v; dropped are %v", c.name, i, dropped, c.drops, a.Dropped)
			}
		}
	}
}

// TestPileCopies: what several outlets took over from an agency is the text of
// each, however many there are.
func TestPileCopies(t *testing.T) {
	pages := pilePages(3)
	agency := pages[0]
	for i := range 6 {
		pages = append(pages, strings.Replace(agency, "am See\n", fmt.Sprintf("am See, Ausgabe %d\n", i), 1))
	}
	want := readPile(t, pages[:1])[0].Body()
	for i, a := range readPile(t, pages)[3:] {
		if diff := cmp.Diff(want, a.Body()); diff != "" {
			t.Errorf("copy %d (-alone +in the pile):\n%s", i, diff)
		}
	}
}

// TestPileOrder: neither the order of the documents nor adding one again
// changes what they have in common.
func TestPileOrder(t *testing.T) {
	pages := pilePages(8)
	for i := range pages {
		pages[i] += strings.Repeat("\nFolgen Sie uns, wir freuen uns über Ihre Hilfe für unser Blatt\n", i%2)
	}
	common := func(pages []string) map[uint64]int {
		var p Pile
		for _, page := range pages {
			p.Add(SheetOf(open(t, page)))
		}
		return p.Common().in
	}
	want := common(pages)
	if len(want) == 0 {
		t.Fatal("the pages have nothing in common")
	}
	slices.Reverse(pages)
	if diff := cmp.Diff(want, common(append(pages, pages[:3]...))); diff != "" {
		t.Errorf("in another order (-want +got):\n%s", diff)
	}
}
