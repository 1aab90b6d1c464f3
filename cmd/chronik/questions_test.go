package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/html"
	"chronik/internal/rhythm"
)

// visitor follows links as somebody does who has the pages and no script.
type visitor struct {
	t     *testing.T
	files fstest.MapFS
	at    string
	page  *html.Page
}

func (r *visitor) open(name string) {
	r.t.Helper()
	f, ok := r.files[name]
	if !ok {
		r.t.Fatalf("there is no %s", name)
	}
	page, err := html.Parse(bytes.NewReader(f.Data))
	if err != nil {
		r.t.Fatal(err)
	}
	r.at, r.page = name, page
}

// click follows the first link with the text, "beside: text" the first of the
// numbers beside the list.
func (r *visitor) click(text string) {
	r.t.Helper()
	selector := "a"
	if rest, ok := strings.CutPrefix(text, "beside: "); ok {
		selector, text = ".facets a", rest
	}
	for _, a := range r.page.Find(selector) {
		if a.Text() == text {
			to, _, _ := strings.Cut(a.Attr("href"), "#")
			if to != "" { // else to a place on the same page
				r.open(path.Join(path.Dir(r.at), to))
			}
			return
		}
	}
	r.t.Fatalf("%s has no link %q", r.at, text)
}

// entries are the ids of the events a page links to from its list.
func (r *visitor) entries() []string {
	var ids []string
	for _, id := range r.page.IDs {
		if id, ok := strings.CutPrefix(id, "e-"); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Five questions are answered in at most three clicks from the home page,
// without a script, and the answer is the whole and nothing else.
func TestQuestionsByLinks(t *testing.T) {
	site := siteOf(t, filepath.Join("..", "..", "content"))
	files := asFS(site)
	c, problems := content.Load(os.DirFS(filepath.Join("..", "..", "content")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ch := chronology.New(c)
	where := func(is func(*chronology.Event) bool) []string {
		var ids []string
		for _, e := range ch.Events {
			if is(e) {
				ids = append(ids, e.ID)
			}
		}
		slices.Sort(ids)
		return ids
	}
	with := func(e *chronology.Event, slugs ...string) bool {
		for _, s := range slugs {
			if !slices.Contains(e.Ministers, s) {
				return false
			}
		}
		return true
	}
	for _, q := range []struct {
		question string
		clicks   []string
		want     []string
	}{
		{"all dealings with Rubio in 2025", []string{"Register", "Rubio, Marco", "2025"},
			where(func(e *chronology.Event) bool { return with(e, "rubio") && e.Year() == 2025 })},
		{"all dealings of Lawrow with Rubio", []string{"Register", "Rubio, Marco", "beside: Lawrow"},
			where(func(e *chronology.Event) bool { return with(e, "lawrow", "rubio") })},
		{"meetings with Rubio", []string{"Register", "Treffen", "beside: Rubio"},
			where(func(e *chronology.Event) bool { return with(e, "rubio") && e.Kind == "treffen" })},
		{"phone calls Lawrow-Rubio", []string{"Register", "Telefonate", "beside: Rubio"},
			where(func(e *chronology.Event) bool { return with(e, "rubio") && e.Kind == "telefonat" })},
		{"everything on START in 2020", []string{"Register", "START-Vertrag", "2020"},
			where(func(e *chronology.Event) bool { return slices.Contains(e.Topics, "start-vertrag") && e.Year() == 2020 })},
		{"entries whose date is uncertain", []string{"Überblick", "Einträge mit unsicherem Datum"},
			where((*chronology.Event).Uncertain)},
		{"all phone calls of 2022", []string{"Register", "Telefonate", "2022"},
			where(func(e *chronology.Event) bool { return e.Kind == "telefonat" && e.Year() == 2022 })},
		{"Rubio on Ukraine", []string{"Register", "Rubio, Marco", "beside: Ukraine"},
			where(func(e *chronology.Event) bool { return with(e, "rubio") && slices.Contains(e.Topics, "ukraine") })},
	} {
		r := &visitor{t: t, files: files}
		r.open("index.html")
		for _, text := range q.clicks {
			r.click(text)
		}
		if len(q.clicks) > 3 || len(q.want) == 0 {
			t.Errorf("%s: %d clicks to %d entries, want at most three to some", q.question, len(q.clicks), len(q.want))
		}
		if got := r.entries(); !slices.Equal(got, q.want) {
			t.Errorf("%s: %s lists\n%q, want\n%q", q.question, r.at, got, q.want)
		}
	}
	r := &visitor{t: t, files: files}
	r.open("index.html")
	r.click("Überblick")
	r.click("Längste Zeiten ohne Kontakt")
	gaps := rhythm.SilencesOf(ch.Contacts(), 1).Sure
	rows := r.page.Find("tbody tr")
	if len(gaps) == 0 || len(rows) == 0 {
		t.Fatalf("%d gaps, %d rows, want the longest time without contact", len(gaps), len(rows))
	}
	for _, want := range []string{gaps[0].Before.Title, gaps[0].After.Title} {
		if text := rows[0].Text(); !strings.Contains(text, want) {
			t.Errorf("the first row says %q, want %q in it", text, want)
		}
	}
}
