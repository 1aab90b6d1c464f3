package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bookOf plans the book of the sample; entries get files of their own up to so
// many articles.
func bookOf(t *testing.T, chapters int, changes map[string]string) (Book, map[string]Chapter) {
	t.Helper()
	most := usual
	most.chapters = chapters
	site, problems := planSite(t, most, changes)
	for _, p := range problems {
		t.Fatal(p)
	}
	book := site.Book()
	files := map[string]Chapter{}
	for _, p := range book.Pages {
		files[p.Path] = p.Page().View.(Chapter)
	}
	return book, files
}

// lined writes contents as lines, deeper ones further in.
func lined(points []Point, indent string) (lines []string) {
	for _, p := range points {
		lines = append(lines, indent+p.Text+" "+p.Href)
		lines = append(lines, lined(p.Points, indent+"  ")...)
	}
	return lines
}

func TestBook(t *testing.T) {
	book, files := bookOf(t, usual.chapters, nil)
	var order []string
	for _, p := range book.Pages {
		order = append(order, p.Path)
	}
	want := []string{
		"cover.xhtml", "text/index.xhtml",
		"text/jahr/2020.xhtml", "text/eintrag/2020-04-17-anruf.xhtml", "text/eintrag/treffen-kiel.xhtml", "text/eintrag/2020-12-umfang.xhtml",
		"text/jahr/2023.xhtml", "text/eintrag/2023-05-06-rede.xhtml",
		"text/jahr/ohne-datum.xhtml", "text/eintrag/ohne-tag.xhtml",
		"text/ueber.xhtml",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	contents := `Probechronik text/index.xhtml
2020 text/jahr/2020.xhtml
  April 2020 text/eintrag/2020-04-17-anruf.xhtml
    [17. April 2020]: Ahorn ruft Birke an text/eintrag/2020-04-17-anruf.xhtml
  Mai 2020 text/eintrag/treffen-kiel.xhtml
    Mai 2020: Treffen in Kiel text/eintrag/treffen-kiel.xhtml
  Dezember 2020 text/eintrag/2020-12-umfang.xhtml
    zwischen 20. Dezember 2020 und 10. Januar 2021, angekündigt: Um den Jahreswechsel text/eintrag/2020-12-umfang.xhtml
2023 text/jahr/2023.xhtml
  Mai 2023 text/eintrag/2023-05-06-rede.xhtml
    6. Mai 2023: Eine Rede text/eintrag/2023-05-06-rede.xhtml
Ohne Datum text/jahr/ohne-datum.xhtml
  o. D.: Ohne jede Zeit text/eintrag/ohne-tag.xhtml
Über die Probe text/ueber.xhtml`
	if diff := cmp.Diff(contents, strings.ReplaceAll(strings.Join(lined(book.Contents, ""), "\n"), "\u00a0", " ")); diff != "" {
		t.Errorf("contents (-want +got):\n%s", diff)
	}
	e := files["text/eintrag/2020-04-17-anruf.xhtml"].Entry
	if got, want := e.Clues[0].Source.Href, "#"+e.Sources[0].ID; got != want || got == "#s1" {
		t.Errorf("a clue leads to %s, want %s and more than #s1", got, want)
	}
	if body := string(e.Sections[0].Body); !strings.Contains(body, "\nund gutem.") {
		t.Errorf("body = %s, want the link to a page that is not in the book as its words", body)
	}
	if e := files["text/eintrag/treffen-kiel.xhtml"].Entry; !strings.Contains(string(e.Sections[1].Body), "<h4>Zweite Sicht") {
		t.Errorf("second account = %s, want its heading below that of the entry and its own", e.Sections[1].Body)
	}
	if intro := string(files["text/ueber.xhtml"].Intro); !strings.Contains(intro, `href="eintrag/2020-04-17-anruf.xhtml"`) {
		t.Errorf("a free page says %s, want a link to the entry in the book", intro)
	}
	if book.ID != "tag:example.org,2026:probe/book/de" || book.Changed.String() != "2026-03-04" {
		t.Errorf("the book is %s of %s", book.ID, book.Changed)
	}
}

// Beyond some number of articles a year is one file.
func TestBookOfYears(t *testing.T) {
	book, files := bookOf(t, 1, map[string]string{
		"articles/2023/2023-05-06-rede.md": sample["articles/2023/2023-05-06-rede.md"] + "Siehe [dort](2020-05-treffen-b.md) und [da](2020-04-17-anruf.md#evidence).\n",
	})
	if len(files) != 6 {
		t.Errorf("%d files, want cover, title, three years and a free page: %v", len(files), book.Pages)
	}
	months := files["text/jahr/2020.xhtml"].Months
	if len(months) != 3 || len(months[1].Entries) != 1 || months[1].Entries[0].ID != "treffen-kiel" {
		t.Fatalf("the year has the months %+v", months)
	}
	year := book.Contents[1]
	if got := year.Points[1]; got.Href != "text/jahr/2020.xhtml#m2020-05" || got.Points[0].Href != "text/jahr/2020.xhtml#e-treffen-kiel" {
		t.Errorf("contents lead to %+v", got)
	}
	// The fragment of an article is there, that of the evidence is the entry.
	body := string(files["text/jahr/2023.xhtml"].Months[0].Entries[0].Sections[0].Body)
	for _, want := range []string{`href="2020.xhtml#a-2020-05-treffen-b"`, `href="2020.xhtml#e-2020-04-17-anruf"`} {
		if !strings.Contains(body, want) {
			t.Errorf("body = %s, want %s", body, want)
		}
	}
}

// Where the address of the site is known, links out of the book lead there.
func TestBookLinksToTheSite(t *testing.T) {
	_, files := bookOf(t, usual.chapters, map[string]string{"index.md": strings.Replace(sample["index.md"], "language: de", "language: de\nbase_url: https://probe.example/c\norder: newest", 1)})
	e := files["text/eintrag/2020-04-17-anruf.xhtml"].Entry
	if body := string(e.Sections[0].Body); !strings.Contains(body, `href="https://probe.example/c/thema/zoll.html"`) {
		t.Errorf("body = %s, want a link to the site", body)
	}
	if deck := files["text/index.xhtml"].Deck; deck[len(deck)-1] != "https://probe.example/c/" {
		t.Errorf("the title page says %q, want the address last", deck)
	}
}

// However long the title, it stays beside the margin and above the bars.
func TestCoverHoldsTheTitle(t *testing.T) {
	for _, title := range []string{"See", "Donaudampfschifffahrtsgesellschaftsprotokolle", strings.Repeat("Wort für Wort ", 20)} {
		site, _ := planSite(t, usual, map[string]string{"index.md": strings.Replace(sample["index.md"], "Probechronik", title, 1)})
		c := site.Book().Cover.Page().View.(Cover)
		for _, line := range c.Lines {
			if wide := len([]rune(line.Text)) * c.Size * 7 / 10; wide > coverRight-coverLeft || line.Y > coverFloor-coverBars {
				t.Errorf("%q: %q of %d is %d wide at %d", title, line.Text, c.Size, wide, line.Y)
			}
		}
	}
}

func TestCoverBreaksTitles(t *testing.T) {
	for title, want := range map[string][]string{
		"Probechronik": {"Probechronik"},
		"Chronik der Gespräche zwischen zwei Häfen": {"Chronik der", "Gespräche", "zwischen zwei", "Häfen"},
		"": nil,
	} {
		if lines, _ := wrapped(title, 16); !cmp.Equal(lines, want) {
			t.Errorf("wrapped(%q) = %q, want %q", title, lines, want)
		}
	}
}
