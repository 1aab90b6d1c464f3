package clean

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/raw"
)

func read(t *testing.T, name string) *raw.Document {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return open(t, string(src))
}

// beginnings shortens paragraphs to what tells them apart; # marks headings.
func beginnings(ps []Paragraph) []string {
	var got []string
	for _, p := range ps {
		mark, words := "", strings.Fields(p.Text)
		if p.Heading {
			mark = "# "
		}
		got = append(got, mark+strings.Join(words[:min(3, len(words))], " "))
	}
	return got
}

func TestDocument(t *testing.T) {
	type mined struct{ What, Value string }
	for _, c := range []struct {
		file, shows  string
		headline     string
		headlineLine int
		paragraphs   []string
		mined        []mined
	}{
		{
			file: "glued.txt", shows: "a headline glued to the name of its picture, then alone; a signature; comments",
			headline: "Muster und Beispiel führten langes Gespräch", headlineLine: 3,
			paragraphs: []string{"Der utopische Fischminister", "Man redete über"},
			mined:      []mined{{PhotoDate, "2020-03-11"}, {Outlet, "seeblatt.NEWS"}},
		},
		{
			file: "caption.txt", shows: "no headline, a caption first, an ad mark, the source's address, a reader's comment",
			paragraphs: []string{"Nach Angaben des", "Zuvor hatten die"},
			mined:      []mined{{URL, "https://see.example/fisch-und-netz-4711.html"}},
		},
		{
			file: "plain.txt", shows: "nothing but the text and one line that leads elsewhere",
			paragraphs: []string{"Am Rande des", "“Es war ein"},
		},
		{
			file: "portal.txt", shows: "a portal: sign-up, captions with pixel width, linked articles between paragraphs, buttons, comments",
			headline: "Utopia ist beim Thema Netze zum Gespräch bereit – Muster", headlineLine: 4,
			paragraphs: []string{"Nach den Worten", "# Das Angebot aus", "Das Amt hatte"},
			mined: []mined{{Outlet, "NAA"}, {Published, "2022-05-14"},
				{PhotoDate, "2022-04-03"}, {PhotoDate, "2022-05-14"}},
		},
	} {
		d := read(t, c.file)
		a := Document(d, nil)
		if a.Headline != c.headline || a.HeadlineLine != c.headlineLine {
			t.Errorf("%s (%s): headline %q on line %d, want %q on line %d", c.file, c.shows, a.Headline, a.HeadlineLine, c.headline, c.headlineLine)
		}
		if diff := cmp.Diff(c.paragraphs, beginnings(a.Paragraphs)); diff != "" {
			t.Errorf("%s (%s): paragraphs (-want +got):\n%s", c.file, c.shows, diff)
		}
		var got []mined
		for _, m := range a.Mined {
			got = append(got, mined{m.What, m.Value})
			if q := d.Text[m.Offset : m.Offset+len(m.Quote)]; q != m.Quote {
				t.Errorf("%s: at byte %d stands %q, want the quote %q", c.file, m.Offset, q, m.Quote)
			}
		}
		if diff := cmp.Diff(c.mined, got); diff != "" {
			t.Errorf("%s (%s): mined (-want +got):\n%s", c.file, c.shows, diff)
		}
	}
}

func TestRepair(t *testing.T) {
	d := read(t, "damaged.txt") // mojibake, a missing space, a soft hyphen, a no-break space
	a := Document(d, nil)
	const want = "Ein Satz für den See ist kaputt. Der nächste beginnt ohne Abstand, und im dritten steht ein Trennzeichen; Fisch und Netz stehen eng beisammen."
	if got := a.Body(); got != want {
		t.Fatalf("Body() = %q, want %q", got, want)
	}
	p := a.Paragraphs[0]
	for _, word := range []string{"Ein", "den See", "Der", "ten steht", "Trennzeichen", "und Netz", "beisammen."} {
		i := strings.Index(p.Text, word)
		if from := p.RawOffset(i); !strings.HasPrefix(d.Text[from:], word) {
			t.Errorf("RawOffset of %q leads to %.20q", word, d.Text[from:])
		}
	}
	if i := strings.Index(p.Text, "ü"); !strings.HasPrefix(d.Text[p.RawOffset(i):], "Ã¼") {
		t.Errorf("RawOffset of the repaired letter leads to %.6q, want what was repaired", d.Text[p.RawOffset(i):])
	}
}

// A date that the page tears in two is one again, and still knows where its
// halves stand.
func TestTornDate(t *testing.T) {
	d := open(t, "Die Minister sprachen, wie es hieß, am 20.\n\nOktober über den Fischfang in Musterstadt und die Netze, sagte das Amt für Seen.\n")
	a := Document(d, nil)
	if len(a.Paragraphs) != 1 || !strings.Contains(a.Paragraphs[0].Text, "am 20. Oktober über") {
		t.Fatalf("paragraphs = %q, want one with the date", a.Body())
	}
	p := a.Paragraphs[0]
	for _, word := range []string{"Die", "20.", "Oktober", "Amt"} {
		if from := p.RawOffset(strings.Index(p.Text, word)); !strings.HasPrefix(d.Text[from:], word) {
			t.Errorf("RawOffset of %q leads to %.20q", word, d.Text[from:])
		}
	}
}

func TestRepairLeaves(t *testing.T) {
	for _, line := range []string{
		"Das steht auf mid.ru, amt.Example/Netz und bei m.Muster in der z.B. Zeitung.",
		"Kostet 3.Klasse mehr? Ja!",
		"Ein Â allein und ein Ã allein bleiben.",
		"Gezeichnet [red/see.NEWS] am Abend.",
		"Netz & Boot; Fisch&Co; und 3 &unbekannt; dazu",
	} {
		if got := repair(line, 0).text; got != line {
			t.Errorf("repair(%q) = %q, want it unchanged", line, got)
		}
	}
}

// References of HTML that a scraper left mean what they mean, and know where they
// stood.
func TestReferences(t *testing.T) {
	const line = "&bdquo;F&uuml;nf Netze&ldquo;, hie&szlig; es &#8211; am&nbsp;See &amp; im Ha&shy;fen."
	p := repair(line, 100)
	if want := "„Fünf Netze“, hieß es – am See & im Hafen."; p.text != want {
		t.Fatalf("repair = %q, want %q", p.text, want)
	}
	for word, stands := range map[string]string{"nf Netze": "nf Netze", "„": "&bdquo;", "See": "See", "fen.": "fen."} {
		if at := p.raw(strings.Index(p.text, word)) - 100; !strings.HasPrefix(line[at:], stands) {
			t.Errorf("%q leads to %.12q, want %q", word, line[at:], stands)
		}
	}
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct{ shows, page, want string }{
		{"first line without full stop", top + "\n\n" + first, top},
		{"a colon and a speaker", "Muster: Wir bleiben am See\n\n" + first, "Muster: Wir bleiben am See"},
		{"a question", "Wohin fahren die Boote?\n\n" + first, "Wohin fahren die Boote?"},
		{"a full stop after the kind of page", "Muster am See - Video.\n\n" + first, "Muster am See - Video."},
		{"a colon left over from the kicker", "SEEN\n: Muster fährt zum ersten Mal hinaus\n\n" + first, "Muster fährt zum ersten Mal hinaus"},
		{"a kicker and a space before the headline alone", "Streit am See Muster zieht die Netze ein\n\nMuster zieht die Netze ein\n\n" + first, "Muster zieht die Netze ein"},
		{"a kicker before the first word of the address", "---\nurl: https://see.example/a/muster-zieht-alle-netze-ein-4711.html\n---\nStreit am See Muster holt alle Netze ein\n\n" + first, "Muster holt alle Netze ein"},
		{"the host's name at the end", "---\nurl: https://www.seeblatt.example/a/4711\n---\nMuster zieht alle Netze ein | Seeblatt\n\n" + first, "Muster zieht alle Netze ein"},
		{"a sentence", "Muster sprach am See.\n\n" + first, ""},
		{"a mere question", "Was ist passiert?\n\n" + first, ""},
		{"a line cut in a name", "Es hieß, dass Minister Max M\n\n" + first, ""},
		{"an announcement", "Muster sagte den Fischern am See:\n\n" + first, ""},
		{"text at once", first + "\n\n" + second, ""},
	} {
		if got := Document(open(t, c.page), nil).Headline; got != c.want {
			t.Errorf("headline of a page with %s = %q, want %q", c.shows, got, c.want)
		}
	}
}

func TestTruncated(t *testing.T) {
	for _, c := range []struct {
		page string
		want bool
	}{
		{first + "\n\n" + second, false},
		{first + "\n\nMan sei sich einig, hieß es, dass ...", true},
		{first + "\n\n" + strings.TrimSuffix(second, " werden."), true},
		{first + "\n\nUm weiterzulesen, brauchen Sie ein Abo. Jetzt testen!", true},
		{first + "\n\n▫️ Die Netze und die Boote bleiben im Hafen von Musterstadt", false},
	} {
		if got := Document(open(t, c.page), nil).Truncated; got != c.want {
			t.Errorf("truncated of a page that ends %q = %v, want %v", c.page[len(first):], got, c.want)
		}
	}
}

func TestMined(t *testing.T) {
	for _, c := range []struct{ at, line, what, value string }{
		{"bare", "Minister verschieben das Treffen | Seeblatt.de", Outlet, "Seeblatt.de"},
		{"head", "Seeblatt · 14.05.2022 · Seite 3 · Drucken", Published, "2022-05-14"},
		{"head", "14/05/2022 - 14:31", Published, "2022-05-14"},
		{"head", "Veröffentlicht am 14.05.22 um 06:40 Uhr", Published, "2022-05-14"},
		{"middle", "14.05.2022, 23.38 Uhr", Published, "2022-05-14"},
		{"tail", "Redaktionsschluss dieser Ausgabe: 14. Mai 2022", Published, "2022-05-14"},
		{"tail", "Sendezeit: 19.00 bis 19.30 UTC | Gesendet: 14.05.2022", Published, "2022-05-14"},
		{"tail", "(Mit Material von dpa)", Agency, "dpa"},
		{"head", "Samstag, 14. Mai 2022", Published, "2022-05-14"},
		{"head", "Zuletzt aktualisiert: 15.05.2022 08:00", Updated, "2022-05-15"},
		{"head", "Von Erika Muster", Author, "Erika Muster"},
		{"head", "Von dpa, Musterstadt", Agency, "dpa"},
		{"tail", "Diese Meldung lief am 19.05.2020 im Programm von Radio See.", Published, "2020-05-19"},
		{"tail", "ABC0025 2023-05-14/05:49", Published, "2023-05-14"},
		{"tail", "Quelle: Amt für Seen", Attribution, "Amt für Seen"},
		{"tail", "Kategorie: Fisch", Topic, "Fisch"},
		{"head", "10.03.2024, Utopia, Musterstadt: Muster am Pult. +++ dpa-Bildfunk +++", EventDate, "2024-03-10"},
		{"head", "10.03.2024, Utopia, Musterstadt: Muster am Pult (Archivbild). +++ dpa-Bildfunk +++", PhotoDate, "2024-03-10"},
		{"head", "804-14-05-2022", Published, "2022-05-14"},
		{"head", "Aus: Ausgabe vom 14.05.2022, Seite 7", Published, "2022-05-14"},
		{"tail", "© dpa-infocom, dpa:220514-99-81234/4", Published, "2022-05-14"},
		{"tail", "Quelle: Radio See, 14.05.2022 15:00 Uhr", Published, "2022-05-14"},
		{"tail", "Über dieses Thema berichtete Radio See am 14. Mai 2022 um 14:00 Uhr.", Published, "2022-05-14"},
		{"head", "Politik / 14.05.2022 • 22:43 Uhr / 2 Minuten Lesezeit", Published, "2022-05-14"},
		{"page", "MUSTERSTADT (dpa) - " + first, Place, "MUSTERSTADT"},
		{"page", "(Seewelt) – " + first, Outlet, "Seewelt"},
		{"page", "date 2021-05 " + first, Published, "2021-05"},
	} {
		a := Document(open(t, in(c.at, c.line)), nil)
		if !slices.ContainsFunc(a.Mined, func(m Mined) bool { return m.What == c.what && m.Value == c.value }) {
			t.Errorf("from %q was mined %v, want %s %q", c.line, a.Mined, c.what, c.value)
		}
	}
}

// inOrder reports the first paragraph that is not what the raw text says: the
// article is a subsequence of the page. Between two repairs it is the page's own
// bytes.
func inOrder(d *raw.Document, a Article) string {
	end := 0
	for _, p := range a.Paragraphs {
		if p.Offset < end {
			return p.Text
		}
		end = p.RawOffset(max(0, len(p.Text)-1))
		if len(p.repairs) == 0 {
			if !strings.HasPrefix(d.Text[p.Offset:], p.Text) {
				return p.Text
			}
			continue
		}
		for i, s := range p.repairs {
			to := len(p.Text)
			if i+1 < len(p.repairs) {
				to = p.repairs[i+1].pos
			}
			if !s.fixed && s.pos < to && !strings.HasPrefix(d.Text[s.raw:], p.Text[s.pos:to]) {
				return p.Text
			}
		}
	}
	return ""
}

func TestArticleIsSubsequence(t *testing.T) {
	pages := []string{"Die Boote fahren, hieß es, am 3.\n\nMai wieder aus.Das Amt f\u00fcr\u00a0Seen freut sich schon lange darauf, und alle Fischer freuen sich mit dem Amt.\n"}
	for _, c := range ruleCases {
		pages = append(pages, in(c.dropAt, c.lines), in(c.leaveAt, c.leaves))
	}
	for _, page := range pages {
		d := open(t, page)
		if p := inOrder(d, Document(d, phrases)); p != "" {
			t.Errorf("of %q is left %q, which it does not say there", page, p)
		}
	}
}

// FuzzDocument: whatever the page, offsets lie in it, quotes stand where they
// say, and a second reading of the same page gives the same.
func FuzzDocument(f *testing.F) {
	for _, name := range []string{"glued.txt", "caption.txt", "plain.txt", "portal.txt", "damaged.txt"} {
		src, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), "Das Seeblatt – täglich")
	}
	for _, c := range ruleCases {
		f.Add(in(c.dropAt, c.lines), c.leaves)
	}
	f.Fuzz(func(t *testing.T, text, phrase string) {
		d, _ := raw.Open("seite.txt", []byte(text))
		if d == nil {
			return
		}
		a := Document(d, []Phrase{{Text: phrase}})
		for _, p := range a.Paragraphs {
			last := p.Offset
			for i := range p.Text {
				at := p.RawOffset(i)
				if at < last || at >= len(d.Text) {
					t.Fatalf("RawOffset(%d) = %d after %d in %d bytes", i, at, last, len(d.Text))
				}
				last = at
			}
		}
		if p := inOrder(d, a); p != "" {
			t.Fatalf("%q is not what the page says there", p)
		}
		for _, m := range a.Mined {
			if d.Text[m.Offset:m.Offset+len(m.Quote)] != m.Quote {
				t.Fatalf("quote %q is not at %d", m.Quote, m.Offset)
			}
		}
		if diff := cmp.Diff(a.Body(), Document(d, []Phrase{{Text: phrase}}).Body()); diff != "" {
			t.Fatalf("second reading differs:\n%s", diff)
		}
	})
}

func BenchmarkDocument(b *testing.B) {
	src, err := os.ReadFile("testdata/portal.txt")
	if err != nil {
		b.Fatal(err)
	}
	d, _ := raw.Open("seite.txt", src)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Document(d, nil)
	}
}
