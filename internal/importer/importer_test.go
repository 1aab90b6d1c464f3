package importer

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/raw"
)

// site is a content folder with a small world of its own, to which imports
// are written.
type site struct {
	t     *testing.T
	files fstest.MapFS
	kept  []*raw.Document // as the store keeps them
}

func newSite(t *testing.T) *site {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.md":                "---\nid: tag:see.example,2026:see\ntitle: See\npivot: falk\nsides:\n  - {slug: utopia, label: Utopia}\n---\n",
		"ministers/falk.md":       "---\nname: Anton Falk\nsort_name: Falk, Anton\nspellings: [Falk]\nterms:\n  - {start: 2004-03-09}\n---\n",
		"ministers/reiher.md":     "---\nname: Rita Reiher\nsort_name: Reiher, Rita\nspellings: [Reiher]\nterms:\n  - {start: 2018-04-26, end: 2021-01-20}\n---\n",
		"topics/netze.md":         "---\nlabel: Netze\nkeywords: [Netz]\n---\n",
		"topics/seuche.md":        "---\nlabel: Seuche\nkeywords: [Seuche]\nclock: \"[2020-01..]\"\n---\n",
		"kinds/treffen.md":        "---\nlabel: Treffen\nkeywords: [Treffen, trafen]\norder: 1\n---\n",
		"kinds/telefonat.md":      "---\nlabel: Telefonat\nkeywords: [Telefonat, telefoniert]\norder: 2\n---\n",
		"kinds/erklaerung.md":     "---\nlabel: Erklärung\nkeywords: [Erklärung]\norder: 3\n---\n",
		"kinds/interview.md":      "---\nlabel: Interview\nkeywords: [Interview]\norder: 4\n---\n",
		"places/beispielhafen.md": "---\nname: Beispielhafen\n---\n",
		"outlets/seeblatt.md":     "---\nname: Seeblatt\nhost: see.example\nvoice: utopia\nboilerplate:\n  - Seeblatt liest man am See\n---\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return &site{t: t, files: files}
}

// importer loads what is on disk now, as a new run of the command does.
func (s *site) importer() *Importer {
	s.t.Helper()
	c, problems := content.Load(s.files)
	if len(problems) > 0 {
		s.t.Fatal(problems)
	}
	l, problems := lang.Load(os.DirFS("../../templates"), "de")
	if len(problems) > 0 {
		s.t.Fatal(problems)
	}
	return New(c, l, edtf.Day{Year: 2026, Month: 11, Day: 23})
}

// run imports documents, name and text in turn, in one run.
func (s *site) run(docs ...string) []Result {
	s.t.Helper()
	im := s.importer()
	var opened []*raw.Document
	for i := 0; i < len(docs); i += 2 {
		opened = append(opened, open(s.t, docs[i], docs[i+1]))
	}
	for _, d := range append(opened, s.kept...) {
		im.Gather(clean.SheetOf(d))
	}
	var results []Result
	for _, d := range opened {
		res := im.Import(im.Read(d), func(p string) ([]byte, error) { return fs.ReadFile(s.files, p) })
		if res.Data != nil {
			s.files[res.File] = &fstest.MapFile{Data: res.Data}
		}
		if res.Action != Rejected {
			s.kept = append(s.kept, d)
		}
		results = append(results, res)
	}
	return results
}

func open(t *testing.T, name, text string) *raw.Document {
	t.Helper()
	d, problems := raw.Open(name, []byte(text))
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

func (s *site) article(file string) content.Article {
	s.t.Helper()
	a, problems := content.Parse(file, s.files[file].Data)
	if len(problems) > 0 {
		s.t.Fatal(problems)
	}
	return a
}

const (
	call = "---\nurl: https://www.see.example/2019/05/14/gespraech\nfetched: 2019-05-20\n---\n" +
		"Falk und Reiher reden über Netze\n\n" +
		"Seeblatt liest man am See\n\n" +
		"Außenminister Anton Falk und seine Kollegin Rita Reiher haben am Montag telefoniert und dabei die Weite der Netze besprochen, wie das Amt in Utopia später mitteilte.\n" +
		"Für beide Länder sind die Netze wichtig, weil ohne sie kein Fisch aus dem See auf den Tisch kommt.\n"
	meeting = "Außenminister Anton Falk und Rita Reiher trafen sich am 3. Mai 2019 in Beispielhafen und sprachen über die Netze.\n"
)

func TestCreate(t *testing.T) {
	s := newSite(t)
	res := s.run("a.txt", call)[0]
	const file = "articles/2019/2019-05-13-falk-reiher-telefonat.md"
	if res.Action != Created || res.File != file || res.Name != "a.txt" {
		t.Fatalf("Import = %s %s, want created %s", res.Action, res.File, file)
	}
	got := s.article(file)
	if got.Imported == "" || !content.Untouched(res.Data) {
		t.Errorf("imported = %q, untouched %v, want the file's hash", got.Imported, content.Untouched(res.Data))
	}
	d := open(t, "a.txt", call)
	got.Event.Evidence, got.Imported = nil, ""
	want := content.Article{
		Slug: "2019-05-13-falk-reiher-telefonat", Path: file,
		Title: got.Title, TitleComposed: true, Headline: "Falk und Reiher reden über Netze", Summary: got.Summary,
		Event:     content.Event{Date: edtf.MustParse("2019-05-13"), Status: "held", Kind: "telefonat"},
		Ministers: []string{"falk", "reiher"}, Topics: []string{"netze"}, Voice: "utopia",
		Sources: []content.Source{{Outlet: "seeblatt", Title: got.Title, URL: "https://www.see.example/2019/05/14/gespraech",
			Published: edtf.MustParse("2019-05-14"), Fetched: edtf.MustParse("2019-05-20"), Raw: d.Hash}},
		Text: "original", Added: edtf.MustParse("2026-11-23"), Body: got.Body,
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b edtf.Date) bool { return a == b })); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}
	for _, word := range []string{"Telefonat", "Falk", "Reiher", "Netze"} {
		if !strings.Contains(got.Title, word) {
			t.Errorf("title = %q, want %s in it", got.Title, word)
		}
	}
	if strings.Contains(got.Body, "liest man") || !strings.HasPrefix(got.Body, "Außenminister Anton Falk") || strings.Count(got.Body, "\n\n") != 1 {
		t.Errorf("body = %q, want the two paragraphs", got.Body)
	}
}

func TestFormatRoundTrip(t *testing.T) {
	s := newSite(t)
	for _, text := range []string{call, meeting} {
		a := s.importer().Article(open(t, "a.txt", text))
		a.Slug, a.Path = "a", "a.md"
		back, problems := content.Parse("a.md", content.Format(a))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if diff := cmp.Diff(a, back, cmp.Comparer(func(a, b edtf.Date) bool { return a == b })); diff != "" {
			t.Errorf("Parse(Format(a)) (-want +got):\n%s", diff)
		}
	}
}

func TestSecondRunChangesNothing(t *testing.T) {
	s := newSite(t)
	docs := []string{"a.txt", call, "b.txt", meeting}
	s.run(docs...)
	for _, res := range s.run(docs...) {
		if res.Action != Unchanged || res.Data != nil {
			t.Errorf("second Import of %s = %s, want unchanged and no data", res.Name, res.Action)
		}
	}
	if n := s.articles(); n != 2 {
		t.Errorf("%d articles after two runs, want 2", n)
	}
}

func (s *site) articles() (n int) {
	for name := range s.files {
		if strings.HasPrefix(name, "articles/") {
			n++
		}
	}
	return n
}

// The file is found by its address when the text has changed, and by its text
// when it has no address; it keeps name, place and the day it was added.
func TestFindsItsFileAgain(t *testing.T) {
	s := newSite(t)
	const file = "articles/2019/2019-05-13-falk-reiher-telefonat.md"
	s.run("a.txt", call)
	old := s.article(file)
	old.Added = edtf.MustParse("2025-01-01")
	s.files[file].Data = content.FormatImported(old)

	later := strings.ReplaceAll(strings.ReplaceAll(call, "am Montag", "am Sonntag"), "https://www.see.example", "http://see.example")
	res := s.run("renamed.txt", later)[0]
	if res.Action != Updated || res.File != file {
		t.Fatalf("Import of the changed page = %s %s, want updated %s", res.Action, res.File, file)
	}
	got := s.article(file)
	if got.Event.Date.String() != "2019-05-12" || got.Added.String() != "2025-01-01" {
		t.Errorf("date, added = %s, %s, want 2019-05-12, 2025-01-01", got.Event.Date, got.Added)
	}

	s.run("b.txt", meeting)
	if res := s.run("elsewhere.txt", meeting)[0]; res.Action != Unchanged {
		t.Errorf("Import of the same text = %s, want unchanged", res.Action)
	}
	if n := s.articles(); n != 2 {
		t.Errorf("%d articles, want 2", n)
	}
}

func TestHumanBeforeMachine(t *testing.T) {
	const file = "articles/2019/2019-05-13-falk-reiher-telefonat.md"
	for _, c := range []struct {
		name, old, new string
		want           Action
	}{
		{"edited", "title: ", "title: Mein ", KeptEdited},
		{"edited body", "Für beide Länder", "Für drei Länder", KeptEdited},
		{"reviewed", "reviewed: false", "reviewed: true", KeptReviewed},
		{"broken by hand", "ministers: [", "ministers: [[", KeptEdited},
	} {
		s := newSite(t)
		s.run("a.txt", call)
		im := s.importer()
		changed := strings.Replace(string(s.files[file].Data), c.old, c.new, 1)
		if changed == string(s.files[file].Data) {
			t.Fatalf("%s: %q is not in the file", c.name, c.old)
		}
		res := im.Import(im.Read(open(t, "a.txt", strings.Replace(call, "Montag", "Sonntag", 1))), func(string) ([]byte, error) { return []byte(changed), nil })
		if res.Action != c.want || res.File != file || res.Data != nil {
			t.Errorf("%s: Import = %s %s, want %s %s and no data", c.name, res.Action, res.File, c.want, file)
		}
	}
}

func TestVanishedFileIsWrittenAgain(t *testing.T) {
	s := newSite(t)
	s.run("a.txt", call)
	im := s.importer()
	res := im.Import(im.Read(open(t, "a.txt", call)), func(string) ([]byte, error) { return nil, fs.ErrNotExist })
	if res.Action != Created || res.Data == nil {
		t.Errorf("Import = %s, want created", res.Action)
	}
}

func TestSameAddressTwiceInOneRun(t *testing.T) {
	s := newSite(t)
	other := strings.Replace(call, "am Montag", "am Sonntag", 1)
	for range 2 {
		results := s.run("a.txt", call, "b.txt", other)
		if results[1].Action != Unchanged || results[1].File != results[0].File || !strings.Contains(results[1].Reason, "a.txt") {
			t.Errorf("second document = %+v, want unchanged, the first one's file and name", results[1])
		}
		if results[0].Action == Updated {
			t.Error("the first document was written again, want a run that repeats itself")
		}
	}
}

func TestNamesNeverClash(t *testing.T) {
	s := newSite(t)
	plain := "Außenminister Anton Falk und Rita Reiher trafen sich am 3. Mai 2019 am See, Nummer %d, der Netze wegen.\n"
	var files []string
	for _, res := range s.run(
		"a.txt", strings.Replace(plain, "%d", "eins", 1), "b.txt", strings.Replace(plain, "%d", "zwei", 1),
		"c.txt", meeting, "d.txt", strings.Replace(meeting, "sprachen", "redeten", 1),
		"e.txt", "Falk lobte die Netze und alle, die damit fischen.\n",
	) {
		files = append(files, path.Base(res.File))
	}
	want := []string{
		"2019-05-03-falk-reiher-treffen.md", "2019-05-03-falk-reiher-treffen-2.md",
		"2019-05-03-falk-reiher-treffen-beispielhafen.md", "2019-05-03-falk-reiher-treffen-beispielhafen-2.md",
		"2004-falk-erklaerung.md",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestReject(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no minister", "Der Hafenmeister lobte am Montag die Netze und alle, die damit fischen.\n", "minister"},
		{"only boilerplate", "Jetzt kostenlos den Newsletter abonnieren und nichts mehr verpassen!\n", "sentence"},
		{"bad date", "---\npublished: 14.05.2019\n---\nFalk lobte die Netze und alle, die damit fischen.\n", "line 2: published"},
	} {
		s := newSite(t)
		res := s.run("a.txt", c.text)[0]
		if res.Action != Rejected || !strings.Contains(res.Reason, c.want) || res.File != "" || s.articles() > 0 {
			t.Errorf("%s: Import = %s %q, want rejected with %q", c.name, res.Action, res.Reason, c.want)
		}
	}
}

// What is published under every policy repeats no run of eight words of the
// source; quotations have seven words at most.
func TestComposedWordsAreOurs(t *testing.T) {
	s := newSite(t)
	for _, text := range []string{call, meeting} {
		a := s.importer().Article(open(t, "a.txt", text))
		source := strings.Join(strings.Fields(text), " ")
		for _, ours := range []string{a.Title, a.Summary, a.Sources[0].Title} {
			if strings.Contains(ours, "\u00a0") {
				t.Errorf("%q has a space that no editor can see", ours)
			}
			words := strings.Fields(ours)
			for i := 0; i+8 <= len(words); i++ {
				if run := strings.Join(words[i:i+8], " "); strings.Contains(source, run) {
					t.Errorf("%q repeats %q", ours, run)
				}
			}
		}
		for _, e := range a.Event.Evidence {
			if len(strings.Fields(e.Quote)) > 7 {
				t.Errorf("quote %q has more than seven words", e.Quote)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	s := newSite(t)
	e := s.importer().Explain(open(t, "pages/b.txt", meeting))
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"file": "pages/b.txt", "title_composed": true, "published": nil, "event_date": "2019-05-03", "status": "held", "kind": "treffen",
		"place": "Beispielhafen", "outlet": "", "url": "", "ministers": []any{"falk", "reiher"}, "people": []any{}, "topics": []any{"netze"}, "dropped": []any{},
	} {
		if diff := cmp.Diff(want, got[key]); diff != "" {
			t.Errorf("explain %s (-want +got):\n%s", key, diff)
		}
	}
	if rows, _ := got["evidence"].([]any); len(rows) < 4 {
		t.Errorf("evidence = %v, want four rows or more", got["evidence"])
	}
	e = s.importer().Explain(open(t, "a.txt", call))
	if e.Title != "Falk und Reiher reden über Netze" || e.TitleComposed || e.Outlet != "Seeblatt" || len(e.Dropped) != 1 || e.Dropped[0].Line != 7 {
		t.Errorf("Explain = %+v, want headline, outlet and the dropped line 7", e)
	}
}

func TestNormalURL(t *testing.T) {
	const want = "see.example/a/b"
	for _, address := range []string{"https://www.see.example/a/b", "http://SEE.example/a/b/", "https://see.example/a/b#top", "https://see.example/a/b/amp", "https://see.example/a/b?utm_source=x&fbclid=1"} {
		if got := normalURL(address); got != want {
			t.Errorf("normalURL(%q) = %q, want %q", address, got, want)
		}
	}
	for _, c := range []struct{ in, want string }{{"https://see.example/?p=1", "see.example?p=1"}, {"see.example/a", ""}, {"", ""}, {"kein Link", ""}} {
		if got := normalURL(c.in); got != c.want {
			t.Errorf("normalURL(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if normalURL("https://see.example/?p=1") == normalURL("https://see.example/?p=2") {
		t.Error("two pages told apart by their query have one normal form")
	}
}

func TestEscape(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Ein Satz mit Komma, Punkt. Und – Strich!", "Ein Satz mit Komma, Punkt. Und – Strich!"},
		{"# keine Überschrift", `\# keine Überschrift`},
		{"#Netze", "#Netze"},
		{"- kein Punkt", `\- kein Punkt`},
		{"+ kein Punkt", `\+ kein Punkt`},
		{"--- keine Linie", `\--- keine Linie`},
		{"> kein Zitat", `\> kein Zitat`},
		{"12. Februar war es", `12\. Februar war es`},
		{"2) zweitens", `2\) zweitens`},
		{"2019 war es", "2019 war es"},
		{"*betont* und _auch_ das", `\*betont\* und \_auch\_ das`},
		{"image_pdf bleibt", "image_pdf bleibt"},
		{"[Text](Ziel) <b>fett</b>", `\[Text\](Ziel) \<b>fett\</b>`},
		{"a & b &amp; c", `a & b \&amp; c`},
		{"`Code` und ~~weg~~ und \\", "\\`Code\\` und \\~\\~weg\\~\\~ und \\\\"},
	} {
		if got := escape(c.in); got != c.want {
			t.Errorf("escape(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestPile: what several documents say to their readers is part of none; which
// came first, in one run or in several, makes no difference once all are known.
func TestPile(t *testing.T) {
	const appeal = "Wir vom Blatt am See freuen uns über Ihre Hilfe, denn unser Blatt lebt allein von seinen Leserinnen und Lesern."
	var docs, backwards []string
	for i := range 4 {
		name := fmt.Sprintf("%d.txt", i)
		text := fmt.Sprintf("---\nurl: https://see.example/2019/05/1%[1]d/nr\n---\nAußenminister Anton Falk und Rita Reiher trafen sich zum %[1]d. Mal in Beispielhafen und sprachen über Netz Nummer %[1]d.\n\n%[2]s\n", i, appeal)
		docs = append(docs, name, text)
		backwards = append([]string{name, text}, backwards...)
	}
	s := newSite(t)
	for _, res := range s.run(docs...) {
		if res.Action != Created || strings.Contains(string(res.Data), appeal) {
			t.Errorf("%s: %s, with the appeal: %v", res.Name, res.Action, strings.Contains(string(res.Data), appeal))
		}
		if len(res.Dropped) != 1 || res.Dropped[0].Rule != "repeated-in-pile" {
			t.Errorf("%s: dropped %v, want the appeal by repeated-in-pile", res.Name, res.Dropped)
		}
	}
	for _, again := range [][]string{docs, backwards, docs[:2], docs[6:]} {
		for _, res := range s.run(again...) {
			if res.Action != Unchanged {
				t.Errorf("%s again: %s, want unchanged", res.Name, res.Action)
			}
		}
	}

	other := newSite(t)
	for i := len(docs) - 2; i >= 0; i -= 2 {
		other.run(docs[i : i+2]...) // the first of them knows of none but itself
	}
	other.run(docs...)
	// Only the numbers in names say which came first.
	bodies := func(s *site) map[string]string {
		of := map[string]string{}
		for file := range s.files {
			if strings.HasPrefix(file, "articles/") {
				a := s.article(file)
				of[a.Sources[0].URL] = a.Body
			}
		}
		return of
	}
	if diff := cmp.Diff(bodies(s), bodies(other)); diff != "" {
		t.Errorf("in one run and one by one (-one run +one by one):\n%s", diff)
	}
}
