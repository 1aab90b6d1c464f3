package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/rhythm"
)

// plausible are the rules on what can hardly be, though nothing forbids it.
var plausible = []rule{
	{"photo-date", diag.Warning, func(_ *checker, a *content.Article, fail failFunc) {
		day, claimed := a.Event.Date.ClaimedDay()
		if !claimed {
			return
		}
		photo := -1
		for i, e := range a.Event.Evidence {
			said, err := edtf.Parse(e.Says)
			if err != nil || e.Field != "date" || e.Rule == "inferred" {
				continue
			}
			is, known := said.ClaimedDay()
			switch {
			case e.Role == "photo" && known && is == day:
				photo = i
			case e.Role == "event" && agree(said, a.Event.Date):
				return
			}
		}
		if photo >= 0 {
			fail(fmt.Sprintf("event.evidence[%d]", photo), "a photo may be older than the report; add a row that names the day of the event, or give the days that are possible",
				"only the stamp of a photo says %s", a.Event.Date)
		}
	}},
	{"two-places", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		day, ok := heldAt(a)
		if !ok {
			return
		}
		for _, other := range k.onDay[day] {
			// Of two files the later one is told, and either may be silent.
			if other.Path >= a.Path || other.Event.Place == a.Event.Place || silenced(other, "two-places") {
				continue
			}
			if e := k.chronology().Event(a.EventID()); a.EventID() == other.EventID() && e.Contradiction("place").Why == chronology.Settled {
				continue
			}
			for _, slug := range a.Ministers {
				if m := k.c.Minister(slug); m != nil && slices.Contains(other.Ministers, slug) {
					fail("event.place", "check day and place of both, or say in silence that they travelled",
						"%s was in %s on %s, but in %s according to %s", m.Name, k.place(a), day, k.place(other), other.Path)
					return
				}
			}
		}
	}},
	{"ordinal", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		said, ok := ordinalClaim(a)
		if !ok {
			return
		}
		least, most := k.countUpTo(a, said.kinds)
		names := make([]string, len(a.Ministers))
		for i, slug := range a.Ministers {
			names[i] = slug
			if m := k.c.Minister(slug); m != nil {
				names[i] = m.Name
			}
		}
		if said.n < least || said.n > most {
			has := fmt.Sprint(least)
			if most > least {
				has = fmt.Sprintf("%d to %d", least, most)
			}
			fail(said.key, "look for the one that is missing or counted twice, or say in silence how it was counted",
				"%q is number %d of %s, but the chronology has %s up to then", said.words, said.n, strings.Join(names, " and "), has)
		}
	}},
	{"no-follow-up", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		_, last := a.Event.Date.Bounds()
		if a.Event.Status != "announced" || a.Draft || last.IsZero() || !last.Before(k.chronology().Stand()) {
			return
		}
		ch := k.chronology()
		e := ch.Event(a.EventID())
		if e == nil || slices.ContainsFunc(ch.ReferringTo(e.ID), func(other *chronology.Event) bool { return other.Status != chronology.Withdrawn }) {
			return
		}
		if by, _ := rhythm.FollowUp(ch, e); by != nil {
			return
		}
		fail("event.status", "add the event if it was held, set status: cancelled if not, or say in silence why nobody knows",
			"announced for %s, and nothing says what became of it", a.Event.Date)
	}},
	{"promise", diag.Warning, func(k *checker, a *content.Article, fail failFunc) {
		for i, p := range a.Promises {
			key := fmt.Sprintf("promises[%d]", i)
			if strings.TrimSpace(p.Text) == "" {
				fail(key, "say in text what was promised", "promise says nothing")
			}
			if p.KeptBy == "" {
				continue
			}
			first, _ := a.Event.Date.Bounds()
			switch by := k.chronology().Event(p.KeptBy); {
			case by == nil:
				fail(key+".kept_by", "an event id is the slug of its article, or its event.id", "no event has the id %q", p.KeptBy)
			case !by.Held():
				fail(key+".kept_by", "name the event that was held, or leave kept_by out", "%s is %s, so it keeps no promise", by.ID, by.Status)
			case a.Event.Status != "announced" && before(by.Date, first):
				fail(key+".kept_by", "check both dates, or name the event that came after", "%s on %s came before the promise of %s", by.ID, by.Date, a.Event.Date)
			}
		}
	}},
}

// before reports whether all possible days of a date lie before one that is known.
func before(d edtf.Date, day edtf.Day) bool {
	_, last := d.Bounds()
	return !last.IsZero() && last.Before(day)
}

// heldAt returns the day of what took place at a place.
func heldAt(a *content.Article) (edtf.Day, bool) {
	day, claimed := a.Event.Date.ClaimedDay()
	return day, claimed && a.Event.Status == "held" && a.Event.Place != "" && !a.Draft && !a.Gone()
}

// byDay files the articles of what took place at a place under their days.
func byDay(c *content.Content) map[edtf.Day][]*content.Article {
	days := map[edtf.Day][]*content.Article{}
	for i := range c.Articles {
		if day, ok := heldAt(&c.Articles[i]); ok {
			days[day] = append(days[day], &c.Articles[i])
		}
	}
	return days
}

// place is the name of the place of an article.
func (k *checker) place(a *content.Article) string {
	if p := k.c.Place(a.Event.Place); p != nil {
		return p.Name
	}
	return a.Event.Place
}

// An ordinal says the how manieth contact of two ministers an article is of.
type ordinal struct {
	n     int
	words string   // as written
	key   string   // where
	kinds []string // that count
}

// counted are the words for contacts, folded, with the kinds they count.
var counted = map[string][]string{
	"treffen": {meeting, "gipfel"}, "telefonat": {"telefonat"}, "telefongespraech": {"telefonat"},
}

// relative are the words after a claim that let it count from some other day
// than the first, or something narrower.
var relative = map[string]bool{"seit": true, "nach": true, "vor": true, "binnen": true, "innerhalb": true, "dieses": true, "diesem": true, "jahr": true, "jahres": true, "folge": true, "zu": true}

// ordinalClaim returns what the title or summary says of the number of the
// event itself: "Zweites persönliches Treffen mit Muster". What stands within
// a sentence may be of another one ("kündigt zweites Treffen an"), and what
// counts from some day ("seit", "nach") nobody can count here.
func ordinalClaim(a *content.Article) (ordinal, bool) {
	if len(a.Ministers) != 2 || a.Event.Status != "held" || a.Event.Date.IsZero() {
		return ordinal{}, false
	}
	for _, text := range []struct{ key, text string }{{"title", a.Title}, {"summary", a.Summary}} {
		words := german.Words(text.text)
		if len(words) < 2 {
			continue
		}
		n, ok := german.Ordinal(words[0].Text)
		if !ok {
			continue
		}
		for i := 1; i < min(3, len(words)); i++ { // one adjective may stand between
			kinds := counted[german.Fold(words[i].Text)]
			if !slices.Contains(kinds, a.Event.Kind) {
				continue
			}
			if i == 2 && !strings.HasPrefix(german.Fold(words[1].Text), "persoenlich") ||
				slices.ContainsFunc(words[i+1:], func(w german.Word) bool { return relative[german.Fold(w.Text)] }) {
				break
			}
			return ordinal{n, text.text[words[0].Start:words[i].End], text.key, kinds}, true
		}
	}
	return ordinal{}, false
}

// countUpTo returns how many contacts the ministers of an article have had up to
// it, itself counted, at least and at most: what is not known to the day may
// have been before or after.
func (k *checker) countUpTo(a *content.Article, kinds []string) (least, most int) {
	first, last := a.Event.Date.Bounds()
	for _, e := range k.chronology().Minister(a.Ministers[0]) {
		if e.ID == a.EventID() {
			least, most = least+1, most+1
			continue
		}
		if !e.Held() || !slices.Contains(kinds, e.Kind) || !slices.Contains(e.Ministers, a.Ministers[1]) {
			continue
		}
		from, to := e.Date.Bounds()
		if !to.IsZero() && !first.IsZero() && to.Before(first) {
			least++
		}
		if from.IsZero() || last.IsZero() || !from.After(last) {
			most++
		}
	}
	return least, most
}

// lazily returns the chronology of c, made when it is first asked for.
func lazily(c *content.Content) func() *chronology.Chronology {
	return sync.OnceValue(func() *chronology.Chronology { return chronology.New(c) })
}
