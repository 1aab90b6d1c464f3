package rights

import (
	"strings"
	"testing"

	"chronik/internal/content"
)

const protected = "Ein langer Satz des Blattes mit mehr als sieben Worten in der Reihe."

func with(policy string, change ...func(*content.Article)) (*content.Content, content.Article) {
	a := content.Article{
		Slug: "a", Title: "Unser Titel", Summary: "Unsere Worte.", Headline: "Die Zeile des Blattes", Text: "original", Body: protected,
		Sources: []content.Source{
			{Outlet: "blatt", Title: "Unsere Umschreibung", URL: "https://blatt.test/1", ArchiveURL: "https://archiv.test/1", Author: "E. M."},
			{Outlet: "offen", URL: "https://offen.test/1"},
		},
		Event: content.Event{Evidence: []content.Evidence{
			{Field: "date", Quote: "eins zwei drei vier fünf sechs sieben acht", Says: "2020", Source: 1},
			{Field: "date", Quote: "bei den anderen", Says: "2020", Source: 2},
		}},
	}
	for _, c := range change {
		c(&a)
	}
	c := &content.Content{
		Articles: []content.Article{a},
		Outlets:  []content.Outlet{{Slug: "blatt", Name: "Blatt", Policy: policy}, {Slug: "offen", Policy: "full"}},
	}
	return c, Public(c).Articles[0]
}

func TestPublic(t *testing.T) {
	for _, c := range []struct {
		policy                          string
		body, headline, url, own, quote bool
	}{
		{"full", true, true, true, true, true},
		{"excerpt", true, true, true, true, true},
		{"link", false, false, true, true, true},
		{"cite", false, false, false, true, true},
		{"withheld", false, false, false, false, false},
	} {
		_, a := with(c.policy)
		for what, got := range map[string][2]bool{
			"body":           {a.Body != "", c.body},
			"headline":       {a.Headline != "", c.headline},
			"link":           {a.Sources[0].URL+a.Sources[0].ArchiveURL != "", c.url},
			"source title":   {a.Sources[0].Title != "", c.own},
			"quote":          {a.Event.Evidence[0].Quote != "", c.quote},
			"own title":      {a.Title == "Unser Titel" && a.Summary == "Unsere Worte.", true},
			"value":          {a.Event.Evidence[0].Says == "2020", true},
			"outlet":         {a.Sources[0].Outlet == "blatt", true},
			"other's link":   {a.Sources[1].URL != "", true},
			"other's quote":  {a.Event.Evidence[1].Quote != "", true},
			"marked excerpt": {strings.HasPrefix(a.Body, "> "), c.policy == "excerpt"},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %s shown %v, want %v", c.policy, what, got[0], got[1])
			}
		}
	}
}

// What is withdrawn keeps its place, under the most open policy too.
func TestWithdrawn(t *testing.T) {
	c, a := with("full", func(a *content.Article) {
		a.Text, a.Withdrawn.Reason, a.Promises = "own", "Irrtum", []content.Promise{{Text: "x"}}
	})
	if a.Body+a.Summary+a.Headline+a.Event.Evidence[0].Quote+a.Sources[0].URL != "" || len(a.Promises) > 0 || Body(c, &c.Articles[0], c.Articles[0].Body) != "" {
		t.Errorf("a withdrawn article still says %+v", a)
	}
	if a.Title != "Unser Titel" || a.Sources[0].Outlet != "blatt" || a.Event.Evidence[0].Says != "2020" || a.Withdrawn.Reason != "Irrtum" {
		t.Errorf("a withdrawn article has lost its place: %+v", a)
	}
	if b := Private(c).Articles[0]; b.Body != protected {
		t.Errorf("in private it says %q", b.Body)
	}
}

func TestCorrections(t *testing.T) {
	corrected := func(a *content.Article) {
		a.Changes = []content.Change{{Field: "date", Old: "2020", New: "2021", Reason: "r"}, {Field: "summary", Old: "a", New: "b"}, {Field: "sources", Old: protected, New: "x", Reason: "r"}, {Field: "text", Old: protected, New: "x"}}
	}
	_, a := with("link", corrected)
	if c := a.Changes; c[0].Old != "2020" || c[1].New != "b" || c[2].Old+c[2].New+c[3].Old+c[3].New != "" || c[2].Reason != "r" {
		t.Errorf("link: changes = %+v, want only facts and our own words", c)
	}
	_, a = with("full", corrected)
	if a.Changes[3].Old != protected {
		t.Errorf("full: changes = %+v, want all of them", a.Changes)
	}
}

func TestQuotesAreCut(t *testing.T) {
	if _, a := with("link"); a.Event.Evidence[0].Quote != "eins zwei drei vier fünf sechs sieben" {
		t.Errorf("quote = %q, want seven words", a.Event.Evidence[0].Quote)
	}
	if _, a := with("full"); !strings.HasSuffix(a.Event.Evidence[0].Quote, "acht") {
		t.Errorf("quote = %q, want all of it under full", a.Event.Evidence[0].Quote)
	}
}

func TestOwnTextStays(t *testing.T) {
	if _, a := with("withheld", func(a *content.Article) { a.Text = "own" }); a.Body != protected || a.Headline != "" {
		t.Errorf("own body %q headline %q, want the body and no headline", a.Body, a.Headline)
	}
}

func TestArticleOverridesOutlet(t *testing.T) {
	if _, a := with("full", func(a *content.Article) { a.Policy = "link" }); a.Body != "" {
		t.Error("a stricter article shows its body")
	}
	if _, a := with("link", func(a *content.Article) { a.Sources = nil }); a.Body != "" {
		t.Error("an article without source shows its body")
	}
}

func TestInputIsNotChanged(t *testing.T) {
	c, _ := with("withheld")
	a := c.Articles[0]
	if a.Body == "" || a.Sources[0].URL == "" || a.Event.Evidence[0].Quote == "" {
		t.Errorf("Public changed its argument: %+v", a)
	}
}

func TestUnreviewed(t *testing.T) {
	c := &content.Content{Articles: []content.Article{{Slug: "a", Reviewed: true}, {Slug: "b"}}}
	if got := len(Public(c).Articles); got != 2 {
		t.Errorf("%d articles shown, want both", got)
	}
	c.Site.Unreviewed = "hide"
	if got := Public(c).Articles; len(got) != 1 || got[0].Slug != "a" {
		t.Errorf("hidden: %v, want only the reviewed one", got)
	}
}

func TestExcerptEnds(t *testing.T) {
	long := strings.Repeat("Wort ", ExcerptWords+10)
	_, a := with("excerpt", func(a *content.Article) { a.Body = long })
	if n := strings.Count(a.Body, "Wort"); n != ExcerptWords || !strings.HasSuffix(a.Body, " …\n>\n> — E. M., Blatt") {
		t.Errorf("excerpt has %d words, want %d, … and its origin:\n%s", n, ExcerptWords, a.Body)
	}
	c, _ := with("excerpt", func(a *content.Article) { a.Sources[0].Author = "" })
	c.Outlets[0].Name = "*Das* [Blatt]"
	if got := Body(c, &c.Articles[0], c.Articles[0].Body); !strings.HasSuffix(got, `— \*Das\* \[Blatt\]`) {
		t.Errorf("a name with marks gives %q", got)
	}
}

func TestPrivate(t *testing.T) {
	c, _ := with("withheld", func(a *content.Article) { a.Reviewed = false })
	c.Site.Unreviewed, c.Site.BaseURL = "hide", "https://chronik.test/"
	private := Private(c)
	if len(private.Articles) != 1 || private.Articles[0].Body != protected || private.Articles[0].Sources[0].URL == "" {
		t.Errorf("Private leaves %+v, want everything", private.Articles)
	}
	if !private.Site.Private || private.Site.BaseURL != "" {
		t.Errorf("the private site is %+v, want it marked and without address", private.Site)
	}
	if c.Site.Private || c.Site.BaseURL == "" || Public(c).Site.Private {
		t.Error("Private changes what it was given")
	}
}
