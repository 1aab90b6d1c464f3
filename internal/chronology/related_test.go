package chronology

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// met is a contact of the pivot with another minister.
func met(a *content.Article) { a.Ministers, a.Event.Kind = []string{"ahorn", "birke"}, "treffen" }

func contacts(articles ...content.Article) *Chronology {
	return New(&content.Content{
		Site:     content.Site{Pivot: "ahorn"},
		Kinds:    []content.Kind{{Slug: "treffen", Contact: true}, {Slug: "rede"}},
		Topics:   []content.Topic{{Slug: "brot"}, {Slug: "zoll"}},
		Articles: articles,
	})
}

func TestContacts(t *testing.T) {
	ch := contacts(
		article("a", "2020-01-01", met),
		article("b", "2020-01-05", met, func(a *content.Article) { a.Event.Kind = "rede" }),
		article("c", "2020-01-06", met, func(a *content.Article) { a.Event.Status = "cancelled" }),
		article("d", "2020-01-07", met, func(a *content.Article) { a.Ministers = []string{"birke", "cedern"} }),
		article("e", "", met),
	)
	if got, want := ids(ch.Contacts()), []string{"a", "e"}; !slices.Equal(got, want) {
		t.Errorf("contacts = %q, want %q", got, want)
	}
}

func about(topics ...string) func(*content.Article) {
	return func(a *content.Article) { a.Topics = topics }
}

func TestRelated(t *testing.T) {
	ch := contacts(
		article("a-far", "2000-01-01", about("zoll")),
		article("b-topic", "2017-01-01", about("zoll")),
		article("c-nothing", "2019-06-01", about("brot")),
		article("d-before", "2019-12-31", about("zoll")),
		article("e", "2020-01-01", about("zoll", "unbekannt"), met),
		article("f-after", "2020-01-02", about("zoll")),
		article("g-counterpart", "2020-02-01", met),
		article("h-both", "2021-02-01", about("zoll"), met),
		article("i-unknown", "2021-03-01", about("unbekannt")),
		article("j-undated", "", about("zoll"), met),
	)
	i := slices.IndexFunc(ch.Events, func(e *Event) bool { return e.ID == "e" })
	if got, want := ids(ch.Related(i, 3)), []string{"g-counterpart", "h-both", "i-unknown"}; !slices.Equal(got, want) {
		t.Errorf("three related = %q, want %q", got, want)
	}
	if got, want := ids(ch.Related(i, 9)), []string{"b-topic", "g-counterpart", "h-both", "i-unknown"}; !slices.Equal(got, want) {
		t.Errorf("all related = %q, want %q", got, want)
	}
	if got := ch.Related(len(ch.Events)-1, 3); got != nil {
		t.Errorf("an event without date is related to %q", ids(got))
	}
}

// score counts in units of 1/1461 point, four years having that many days, so
// that it is a whole number.
func score(topics int, counterpart bool, days int) int {
	points := 2 * topics
	if counterpart {
		points++
	}
	return points*1461 - 2*days
}

// shared counts what stands in both lists, leaving out one.
func shared(a, b []string, except string) int {
	n := 0
	for _, s := range a {
		if s != except && slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// plainlyRelated is Related as its comment says it, looking at all events.
func plainlyRelated(c *Chronology, i, n int) []string {
	var all []candidate
	e := c.Events[i]
	for j, other := range c.Events {
		if e.Date.IsZero() || other.Date.IsZero() || j >= i-1 && j <= i+1 {
			continue
		}
		days := other.Date.SortDay().Sub(e.Date.SortDay())
		counterpart := shared(e.Ministers, other.Ministers, c.Content.Site.Pivot) > 0
		if s := score(shared(e.Topics, other.Topics, ""), counterpart, max(days, -days)); s > 0 {
			all = append(all, candidate{j, s})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int { return a.compare(b, i) })
	all = all[:min(n, len(all))]
	slices.SortFunc(all, func(a, b candidate) int { return a.at - b.at })
	var names []string
	for _, f := range all {
		names = append(names, c.Events[f.at].ID)
	}
	return names
}

func TestRelatedFindsWhatLookingAtAllFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, known := range []int{0, 5, 60, 80} {
		topics, ministers := known, 7 // of 60 topics each has a bit of its own
		if known != 60 {
			topics, ministers = known+10, 9 // some have no file
		}
		c := &content.Content{Site: content.Site{Pivot: "m0"}}
		for i := range known {
			c.Topics = append(c.Topics, content.Topic{Slug: fmt.Sprintf("t%d", i)})
		}
		for i := range 8 {
			c.Ministers = append(c.Ministers, content.Minister{Slug: fmt.Sprintf("m%d", i)})
		}
		for i := range 300 {
			a := content.Article{Slug: fmt.Sprintf("a%d", i), Ministers: []string{"m0", fmt.Sprintf("m%d", 1+r.IntN(ministers))}}
			if i%20 > 0 {
				a.Event.Date = edtf.Day{Year: 2000, Month: 1, Day: 1}.Add(r.IntN(4000)).Date()
			}
			for range r.IntN(4) {
				a.Topics = union(a.Topics, []string{fmt.Sprintf("t%d", r.IntN(topics))})
			}
			c.Articles = append(c.Articles, a)
		}
		ch := New(c)
		for i := range ch.Events {
			if got, want := ids(ch.Related(i, 3)), plainlyRelated(ch, i, 3); !slices.Equal(got, want) {
				t.Fatalf("%d topics: related to %s are %q, want %q", known, ch.Events[i].ID, got, want)
			}
		}
	}
}

func TestBoth(t *testing.T) {
	ch := contacts(article("a", "2020", met), article("b", "2020-02", met, about("zoll")), article("c", "2020-03", about("zoll")), article("d", "", met, about("zoll")))
	if got, want := ids(Both(ch.Minister("birke"), ch.Topic("zoll"))), []string{"b", "d"}; !slices.Equal(got, want) {
		t.Errorf("crossing = %q, want %q", got, want)
	}
}

func TestUncertain(t *testing.T) {
	for date, want := range map[string]bool{
		"2020-04-17": false, "2020-04-17/2020-04-18": false, "2020-04-17~": true, "2020-04": true, "[2020-04-17..2020-04-18]": true, "2020-04/2020-05": true, "": true,
	} {
		if got := contacts(article("a", date)).Events[0].Uncertain(); got != want {
			t.Errorf("%q is uncertain: %v, want %v", date, got, want)
		}
	}
}
