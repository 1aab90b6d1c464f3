package chronology

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/content"
)

// told is an article about event e of one source, which its slug names too.
func told(slug, date string, change ...func(*content.Article)) content.Article {
	return article(slug, date, append([]func(*content.Article){tells("e"), func(a *content.Article) {
		a.Sources = []content.Source{{Outlet: slug, URL: "https://" + slug + ".test/"}}
	}}, change...)...)
}

func at(place string) func(*content.Article) {
	return func(a *content.Article) { a.Event.Place = place }
}

func with(ministers ...string) func(*content.Article) {
	return func(a *content.Article) { a.Ministers = ministers }
}

func settles(field string) func(*content.Article) {
	return func(a *content.Article) {
		a.Event.Settled = []content.Settlement{{Field: field, Reason: "genauer"}}
	}
}

// row is evidence of a second source of an article.
func row(field, role, says, quote string) func(*content.Article) {
	return func(a *content.Article) {
		if len(a.Sources) == 1 {
			a.Sources = append(a.Sources, content.Source{Outlet: a.Slug + "2", URL: "https://" + a.Slug + "2.test/"})
		}
		a.Event.Evidence = append(a.Event.Evidence, content.Evidence{Field: field, Rule: "stated", Role: role, Says: says, Quote: quote, Source: 2})
	}
}

// disputed puts what is in dispute into lines: each value with the sources that
// say so, a star at the one that the event shows, and what decided.
func disputed(e *Event) []string {
	sources, _ := e.Sources()
	var lines []string
	for _, c := range e.Contradictions {
		var claims []string
		for _, claim := range c.Claims {
			text := claim.Date.String() + strings.Join(claim.Terms, "+")
			if claim.Shown {
				text = "*" + text
			}
			for _, w := range claim.By {
				for _, s := range w.Sources {
					text += " " + sources[s].Outlet
				}
				text += w.Quote
			}
			claims = append(claims, text)
		}
		lines = append(lines, fmt.Sprintf("%s: %s; %s%s", c.Field, strings.Join(claims, ", "), c.Why, c.Reason))
	}
	return lines
}

func TestContradictions(t *testing.T) {
	for name, c := range map[string]struct {
		articles []content.Article
		date     string
		want     []string
	}{
		"days": {[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07")}, "[2020-05-05..2020-05-07]",
			[]string{"date: 2020-05-05 a, 2020-05-07 b; hull"}},
		"days that share one": {[]content.Article{told("a", "2020-05"), told("b", "2020-05-07")}, "2020-05-07", nil},
		"two against one": {[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07"), told("c", "2020-05-05")}, "[2020-05-05..2020-05-07]",
			[]string{"date: 2020-05-05 a c, 2020-05-07 b; hull"}},
		"a day settled": {[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07", settles("date"))}, "2020-05-07",
			[]string{"date: 2020-05-05 a, *2020-05-07 b; settledgenauer"}},
		"settled by nobody": {[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07", settles("date"), machine)}, "2020-05-05",
			[]string{"date: *2020-05-05 a, 2020-05-07 b; reviewed"}},
		"a machine's guess": {[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07", machine)}, "2020-05-05",
			[]string{"date: *2020-05-05 a, 2020-05-07 b; reviewed"}},
		"two machines' guesses": {[]content.Article{told("a", "2020-05-05", machine), told("b", "2020-05-07", machine)}, "[2020-05-05..2020-05-07]",
			[]string{"date: 2020-05-05 a, 2020-05-07 b; hull"}},
		"a source of the article": {[]content.Article{told("a", "2020-05-05", row("date", "event", "2020-05-06", "gestern"))}, "2020-05-05",
			[]string{"date: *2020-05-05 a, 2020-05-06 a2gestern; own"}},
		"a row of another role":   {[]content.Article{told("a", "2020-05-05", row("date", "publication", "2020-05-06", ""))}, "2020-05-05", nil},
		"a row that agrees":       {[]content.Article{told("a", "2020-05-05", row("date", "event", "2020-05", ""))}, "2020-05-05", nil},
		"an article without date": {[]content.Article{told("a", "2020-05-05"), told("b", "")}, "2020-05-05", nil},
		"places": {[]content.Article{told("a", "2020", at("genf")), told("b", "2020", at("wien")), told("c", "2020")}, "2020",
			[]string{"place: *genf a, wien b; first"}},
		"a place settled": {[]content.Article{told("a", "2020", at("genf")), told("b", "2020", at("wien"), settles("place"))}, "2020",
			[]string{"place: genf a, *wien b; settledgenauer"}},
		"the place of a source": {[]content.Article{told("a", "2020", at("genf"), row("place", "event", "wien", ""))}, "2020",
			[]string{"place: *genf a, wien a2; own"}},
		"ministers": {[]content.Article{told("a", "2020", with("x", "y")), told("b", "2020", with("x", "z"))}, "2020",
			[]string{"ministers: x+y a, x+z b; all"}},
		"ministers in another order": {[]content.Article{told("a", "2020", with("x", "y")), told("b", "2020", with("y", "x"))}, "2020", nil},
		"one names more":             {[]content.Article{told("a", "2020", with("x", "y")), told("b", "2020", with("x"))}, "2020", nil},
		"ministers settled": {[]content.Article{told("a", "2020", with("x", "y")), told("b", "2020", with("x", "z"), settles("ministers"))}, "2020",
			[]string{"ministers: x+y a, *x+z b; settledgenauer"}},
	} {
		e := New(&content.Content{Articles: c.articles}).Event(c.articles[0].EventID())
		if diff := cmp.Diff(c.want, disputed(e)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if got := e.Date.String(); got != c.date {
			t.Errorf("%s: date %s, want %s", name, got, c.date)
		}
	}
}

// What the editors settle is what the event says, and where it is listed.
func TestSettled(t *testing.T) {
	ch := New(&content.Content{Articles: []content.Article{
		told("a", "2020-05-05", at("genf"), with("x", "y")),
		told("b", "2020-06-07", at("wien"), with("x", "z"), func(a *content.Article) {
			for _, field := range Disputable {
				a.Event.Settled = append(a.Event.Settled, content.Settlement{Field: field, Reason: "r"})
			}
		}),
	}})
	e := ch.Event("e")
	if e.Date.String() != "2020-06-07" || e.Contradictory || e.Uncertain() || e.Place != "wien" || !slices.Equal(e.Ministers, []string{"x", "z"}) {
		t.Errorf("event is on %s (contradictory %v) in %s with %q, want what b says", e.Date, e.Contradictory, e.Place, e.Ministers)
	}
	if len(ch.Minister("y")) > 0 || len(ch.Place("genf")) > 0 || len(ch.Place("wien")) != 1 {
		t.Error("the event is listed under what was settled against")
	}
	var fields []string
	for _, c := range e.Contradictions {
		fields = append(fields, c.Field)
	}
	if !slices.Equal(fields, Disputable) {
		t.Errorf("in dispute are %q, want all of %q, though settled", fields, Disputable)
	}
}

func TestHull(t *testing.T) {
	for _, c := range []struct {
		articles []content.Article
		want     string
	}{
		{[]content.Article{told("a", "2020-05-05")}, "2020-05-05 2020-05-05"},
		{[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07")}, "2020-05-05 2020-05-07"},
		{[]content.Article{told("a", "2020-05-05"), told("b", "2020-05-07", settles("date"))}, "2020-05-05 2020-05-07"},
		{[]content.Article{told("a", "2020-05-05", row("date", "event", "2020-05-06", ""))}, "2020-05-05 2020-05-06"},
		{[]content.Article{told("a", "2020-05-05"), told("b", "[2020-06-01..]", machine)}, "2020-05-05 "},
	} {
		first, last := New(&content.Content{Articles: c.articles}).Event("e").Hull()
		got := strings.ReplaceAll(first.String()+" "+last.String(), "0000-00-00", "")
		if got != c.want {
			t.Errorf("hull of %v = %q, want %q", c.articles[0].Event.Date, got, c.want)
		}
	}
}

// What is in dispute in this repository's own content, with its sources.
func TestContradictionsOfTheContent(t *testing.T) {
	c, problems := content.Load(os.DirFS("../../content"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := map[string][]string{}
	for _, e := range New(c).Events {
		if lines := disputed(e); lines != nil {
			got[e.ID] = lines
		}
	}
	want := map[string][]string{
		"2019-02-12-pompeo-telefonat":       {"date: *2019-02-12 russland-news, 2019-02-13 german-criam Mittwoch; settledDer ausdrücklich genannte Tag geht dem Wochentag in einer zwei Tage später erschienenen Meldung vor."},
		"2025-10-17-szijjarto-ankuendigung": {"date: *2025-10-17? lenta, 2025-10-16 magyarnemzet; own"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("contradictions (-want +got):\n%s", diff)
	}
}
