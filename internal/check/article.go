package check

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/rights"
)

var (
	statuses = []string{"held", "announced", "cancelled"}
	texts    = []string{"own", "original"}
	fields   = []string{"date", "published", "kind", "status", "place", "ministers", "people", "topics", "outlet", "url", "initiative"}
	roles    = []string{"event", "publication", "before", "after", "deadline", "background", "photo", "teaser"}
)

var articleRules = []rule{
	{"slug", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		if !content.IsSlug(a.Slug) {
			fail("", slugHint, "slug %q cannot be an address", a.Slug)
		}
		if a.Event.ID != "" && !content.IsSlug(a.Event.ID) {
			fail("event.id", slugHint, "event id %q cannot be an address", a.Event.ID)
		}
		if n := max(len(a.Slug), len(a.Event.ID)); n > longestSlug {
			fail("", fmt.Sprintf("up to %d are allowed, so that addresses can be copied and files unpacked anywhere", longestSlug), "slug or event id has %d letters", n)
		}
	}},
	{"title", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		if strings.TrimSpace(a.Title) == "" {
			fail("title", "write a title in our own words", "article has no title")
		}
	}},
	{"unknown-minister", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		unknown(a.Ministers, k.ministers, "ministers", "minister", fail)
	}},
	{"unknown-topic", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		unknown(a.Topics, k.topics, "topics", "topic", fail)
	}},
	{"unknown-kind", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		if a.Event.Kind == "" {
			fail("event", oneOf("", k.kinds), "event has no kind")
			return
		}
		one(a.Event.Kind, k.kinds, "event.kind", "kind", fail)
	}},
	{"unknown-place", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		one(a.Event.Place, k.places, "event.place", "place", fail)
	}},
	{"unknown-outlet", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		for i, s := range a.Sources {
			one(s.Outlet, k.outlets, fmt.Sprintf("sources[%d].outlet", i), "outlet", fail)
		}
	}},
	{"unknown-side", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		one(a.Voice, k.sides, "voice", "side", fail)
		one(a.Event.Initiative, k.sides, "event.initiative", "side", fail)
	}},
	{"value", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		one(a.Event.Status, statuses, "event.status", "status", fail)
		one(a.Text, texts, "text", "text", fail)
		one(a.Policy, content.Policies, "policy", "policy", fail)
	}},
	{"withdrawn", diag.Error, func(k *checker, a *content.Article, fail failFunc) {
		if a.Gone() && (a.Withdrawn.Date.IsZero() || strings.TrimSpace(a.Withdrawn.Reason) == "") {
			fail("withdrawn", "write withdrawn: {date: 2026-11-22, reason: \"...\"}", "a withdrawn article has to say since when and why")
		}
	}},
	{"no-date", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		if a.Event.Date.IsZero() {
			fail("event", `give the narrowest date that is certain, if only "[..2026-11]"`, "event has no date")
		}
	}},
	{"missing-evidence", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		// One article's evidence serves all that tell of the event.
		if !a.Event.Date.IsZero() && !k.dated[a.EventID()] {
			fail("event.date", "add a row to event.evidence with field: date", "date %s has no evidence", a.Event.Date)
		}
	}},
	{"evidence", diag.Warning, evidence},
	{"no-source", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		if len(a.Sources) == 0 {
			fail("", "add sources: with outlet, title and url", "article has no source")
		}
	}},
	{"source-url", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		for i, s := range a.Sources {
			address(s.URL, fmt.Sprintf("sources[%d].url", i), fail)
			address(s.ArchiveURL, fmt.Sprintf("sources[%d].archive_url", i), fail)
		}
	}},
	{"policy-reason", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		outlet := rights.Policy(k.c, &content.Article{Sources: a.Sources}, 0)
		if a.Policy != "" && slices.Index(content.Policies, a.Policy) < slices.Index(content.Policies, outlet) && a.PolicyReason == "" {
			fail("policy", "say why in policy_reason", "policy %s is laxer than the outlet's (%s) and has no reason", a.Policy, outlet)
		}
	}},
	{"filed", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		if want := content.FileOf(a.Event.Date, a.Slug); a.Path != want {
			fail("event.date", "move the file to "+want+"; its address stays the same", "file is not in the folder of its year")
		}
	}},
	{"not-in-office", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		first, last := a.Event.Date.Bounds()
		for i, slug := range a.Ministers {
			if m := k.c.Minister(slug); m != nil && len(m.Terms) > 0 && !a.Event.Date.IsZero() && !m.InOffice(first, last) {
				fail(fmt.Sprintf("ministers[%d]", i), "name them under people, or say in silence why they belong here", "%s was not in office on %s", m.Name, a.Event.Date)
			}
		}
	}},
	{"weekday", diag.Warning, weekdays},
	{"published-before", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		first, _ := a.Event.Date.Bounds()
		for i, s := range a.Sources {
			_, published := s.Published.Bounds()
			if a.Event.Status == "held" && !published.IsZero() && published.Before(first) {
				fail(fmt.Sprintf("sources[%d].published", i), "a source older than the event can only announce it", "source was published on %s, before the event on %s", s.Published, a.Event.Date)
			}
		}
	}},
	{"settled", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		for i, s := range a.Event.Settled {
			key := fmt.Sprintf("event.settled[%d]", i)
			if !slices.Contains(chronology.Disputable, s.Field) {
				fail(key, oneOf(s.Field, chronology.Disputable), "unknown field %q", s.Field)
				continue
			}
			if s.Reason == "" {
				fail(key, "say why in reason", "%s is settled without a reason", s.Field)
			}
			if !a.Reviewed {
				fail(key, "set reviewed: true, or leave it to a reviewed article", "what nobody has reviewed settles nothing")
			}
			if a.Draft || a.Gone() {
				continue
			}
			e := k.chronology().Event(a.EventID())
			if e.Contradiction(s.Field) == nil {
				fail(key, "remove the row", "nothing contradicts this %s", s.Field)
			}
			if j := slices.IndexFunc(e.Articles, func(b *content.Article) bool {
				return b.Slug != a.Slug && slices.ContainsFunc(b.Event.Settled, func(t content.Settlement) bool { return t.Field == s.Field })
			}); j >= 0 {
				fail(key, "keep one of them", "%s is settled by %s too", s.Field, e.Articles[j].Path)
			}
		}
	}},
	{"change", diag.Warning, changes},
	{"unknown-event", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		for i, id := range a.Event.RefersTo {
			if !k.events[id] {
				fail(fmt.Sprintf("event.refers_to[%d]", i), "an event id is the slug of its article, or its event.id", "no event has the id %q", id)
			}
		}
	}},
}

// silence reports a file that silences a rule which is not there, or one that
// stops the build, or does not say why.
func (k *checker) silence(a *content.Article) {
	fail := func(key, hint, format string, args ...any) {
		k.at(diag.Warning, "silence", a.Path, key, hint, format, args...)
	}
	var known []string
	for _, r := range k.rules {
		if r.severity == diag.Warning {
			known = append(known, r.name)
		}
	}
	for i, s := range a.Silence {
		one(s.Rule, known, fmt.Sprintf("silence[%d].rule", i), "rule", fail)
		if s.Reason == "" {
			fail(fmt.Sprintf("silence[%d]", i), "say why in reason", "rule %q is silenced without a reason", s.Rule)
		}
	}
}

const slugHint = "use small letters a-z, digits and single hyphens"

// No address of the site is longer than 150 letters: the longest is that of a
// part of a year of what two terms have in common.
const (
	longestSlug = 100
	longestTerm = 50
)

func evidence(k *checker, a *content.Article, fail failFunc) {
	for i, e := range a.Event.Evidence {
		key := fmt.Sprintf("event.evidence[%d]", i)
		one(e.Field, fields, key+".field", "field of evidence", fail)
		one(e.Role, roles, key+".role", "role of evidence", fail)
		if e.Field == "" || e.Rule == "" {
			fail(key, "give field and rule", "evidence does not say what it is for")
		}
		if e.Source < 0 || e.Source > len(a.Sources) {
			fail(key+".source", fmt.Sprintf("sources are counted from 1 to %d", len(a.Sources)), "evidence names source %d, which there is not", e.Source)
		}
		if n := len(strings.Fields(e.Quote)); n > rights.QuoteWords {
			fail(key+".quote", fmt.Sprintf("cut it to the %d words that prove it", rights.QuoteWords), "quote has %d words", n)
		}
	}
}

// weekdays reports a quote whose weekday is not that of the day it proves. Only
// rows that name the day of the event or of publication are asked: "am Freitag
// zuvor" may prove any later day.
func weekdays(_ *checker, a *content.Article, fail failFunc) {
	for i, e := range a.Event.Evidence {
		if e.Field != "date" || (e.Role != "event" && e.Role != "publication") {
			continue
		}
		said, err := edtf.Parse(e.Says)
		if err != nil {
			continue
		}
		day, last := said.Bounds()
		if day != last {
			continue
		}
		for _, w := range german.Words(e.Quote) {
			if weekday, ok := german.Weekday(w.Text); ok && weekday != day.Weekday() {
				fail(fmt.Sprintf("event.evidence[%d].quote", i), "check the day, or give the row the role it has", "%q does not fit %s, a %s", w.Text, day, day.Weekday())
			}
		}
	}
}

func slugs[T any](terms []T, slug func(T) string) []string {
	var all []string
	for _, t := range terms {
		all = append(all, slug(t))
	}
	slices.Sort(all)
	return all
}

// unknown reports those of several values that are not known, and those that
// stand twice.
func unknown(values, known []string, key, what string, fail failFunc) {
	for i, v := range values {
		at := fmt.Sprintf("%s[%d]", key, i)
		if !slices.Contains(known, v) {
			fail(at, oneOf(v, known), "unknown %s %q", what, v)
		} else if slices.Contains(values[:i], v) {
			fail(at, "remove one of them", "%s %q stands twice", what, v)
		}
	}
}

// one reports a value that is given but not known.
func one(value string, known []string, key, what string, fail failFunc) {
	if value != "" && !slices.Contains(known, value) {
		fail(key, oneOf(value, known), "unknown %s %q", what, value)
	}
}

func address(value, key string, fail failFunc) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		fail(key, "write the whole address with https://", "%q is not the address of a page", path.Base(value))
	}
}
