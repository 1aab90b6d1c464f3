// Package rights takes away what may not be shown under a profile, once,
// before anything downstream.
//
// Facts are free, sentences are not. An article's policy is its own, else that
// of the outlet of its first source, else link:
//
//	full      everything may be shown
//	excerpt   the first words of the text, marked as a quotation with its source, and the headline
//	link      our summary, the outlet, the date and a link
//	cite      the same without the link
//	withheld  the outlet's name and the reason only; our own facts stay
//
// A withdrawn article keeps what puts its entry in its place (title, date, kind,
// who and what it is filed under) and is withheld otherwise, whatever its policy,
// its summary and body of our own too.
//
// Text that is our own (text: own), titles, summaries and paraphrased source
// titles are shown under every policy but the last; a withheld source keeps
// nothing but its outlet. Evidence quotes are cut to QuoteWords words unless
// the policy is full, and left out under withheld.
package rights

import (
	"slices"
	"strings"

	"chronik/internal/content"
)

const (
	// QuoteWords is how many words of a source an evidence quote may have.
	QuoteWords = 7
	// ExcerptWords is how many words of a text an excerpt may have.
	ExcerptWords = 50
)

// Public returns a copy of c that no longer contains what may not be
// published; c is not changed. Where the site hides what nobody has reviewed,
// those articles are left out.
func Public(c *content.Content) *content.Content {
	public := *c
	public.Articles = make([]content.Article, 0, len(c.Articles))
	for i := range c.Articles {
		if c.Site.Unreviewed == "hide" && !c.Articles[i].Reviewed {
			continue
		}
		public.Articles = append(public.Articles, article(c, c.Articles[i]))
	}
	public.Editions = editions(c)
	return &public
}

// Private returns a copy of c for whoever keeps the chronology: everything may be
// shown, also what nobody has reviewed, and the site is marked as private and
// has no address.
func Private(c *content.Content) *content.Content {
	private := *c
	private.Site.Private, private.Site.BaseURL = true, ""
	return &private
}

// Body returns what Public leaves of the body of an article, which may have been
// read apart from it.
func Body(c *content.Content, a *content.Article, body string) string {
	switch policy := Policy(c, a, 0); {
	case a.Gone():
		return ""
	case a.Text == "own", policy == "full":
		return body
	case policy == "excerpt":
		return excerpt(body, origin(c, a))
	}
	return ""
}

// Policy returns the policy of one source of an article, from 0: withheld if the
// article is withdrawn, else its own for the first, else that of the outlet, else
// link.
func Policy(c *content.Content, a *content.Article, source int) string {
	if a.Gone() {
		return "withheld"
	}
	if source == 0 && a.Policy != "" {
		return a.Policy
	}
	if source < len(a.Sources) {
		if o := c.Outlet(a.Sources[source].Outlet); o != nil {
			return o.Policy
		}
	}
	return "link"
}

func article(c *content.Content, a content.Article) content.Article {
	policy := Policy(c, &a, 0)
	if policy != "full" && policy != "excerpt" {
		a.Headline = ""
	}
	a.Body = Body(c, &a, a.Body)
	if a.Gone() {
		a.Summary, a.Promises = "", nil
		a.Changes = slices.Clone(a.Changes)
		for i := range a.Changes {
			a.Changes[i].Old, a.Changes[i].New = "", ""
		}
	}
	// Most lists stay as they are, and are copied only if they do not.
	sources := lazily(&a.Sources)
	evidence := lazily(&a.Event.Evidence)
	for i := range a.Sources {
		switch Policy(c, &a, i) {
		case "cite":
			sources(i).URL, sources(i).ArchiveURL = "", ""
		case "withheld":
			*sources(i) = content.Source{Outlet: a.Sources[i].Outlet}
		}
	}
	for i := range a.Event.Evidence {
		quote := a.Event.Evidence[i].Quote
		// A clue that names no source is measured by the first.
		switch Policy(c, &a, max(a.Event.Evidence[i].Source-1, 0)) {
		case "full":
		case "withheld":
			evidence(i).Quote = ""
		default:
			if short := firstWords(quote, QuoteWords); short != quote {
				evidence(i).Quote = short
			}
		}
	}
	a.Changes = changes(c, a)
	return a
}

// changes are the corrections of an article. What was corrected in facts and in
// our own words is told; the rest may quote what is not ours.
func changes(c *content.Content, a content.Article) []content.Change {
	for i := range a.Sources {
		if Policy(c, &a, i) == "full" {
			continue
		}
		told := slices.Clone(a.Changes)
		for k := range told {
			if _, fact := a.Says(told[k].Field); !fact && told[k].Field != "summary" {
				told[k].Old, told[k].New = "", ""
			}
		}
		return told
	}
	return a.Changes
}

// lazily returns what gives an element of a list to change; the first time it
// puts a copy in the place of the list.
func lazily[T any](list *[]T) func(i int) *T {
	own := false
	return func(i int) *T {
		if !own {
			*list, own = slices.Clone(*list), true
		}
		return &(*list)[i]
	}
}

// firstWords returns the beginning of s that has at most n words.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) <= n {
		return s
	}
	return strings.Join(words[:n], " ")
}

// origin is who wrote the text of an article, and where.
func origin(c *content.Content, a *content.Article) string {
	if len(a.Sources) == 0 {
		return ""
	}
	name := a.Sources[0].Outlet
	if o := c.Outlet(name); o != nil {
		name = o.Name
	}
	if author := a.Sources[0].Author; author != "" {
		name = author + ", " + name
	}
	return plain.Replace(name)
}

// plain takes their meaning from what are marks to Markdown.
var plain = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "~", `\~`)

// excerpt is the beginning of a text as a Markdown quotation with its origin.
func excerpt(body, from string) string {
	text := firstWords(strings.Join(strings.Fields(body), " "), ExcerptWords)
	if text == "" {
		return ""
	}
	if len(strings.Fields(body)) > ExcerptWords {
		text += " …"
	}
	if from != "" {
		text += "\n>\n> — " + from
	}
	return "> " + text
}
