package check

import (
	"fmt"
	"slices"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// A Doubt is a reason for a human to look at an article. It is nothing wrong:
// the article may well be right, but nobody can be sure without looking.
type Doubt struct {
	Rule    string
	Weight  int    // how much it counts when articles are put in order
	Because string // what gives rise to it, in words
	Do      string // what to do about it
}

// A suspicion looks at one article and says in words what gives rise to a
// doubt, "" if nothing does.
type suspicion struct {
	name    string
	weight  int
	do      string
	because func(a *content.Article) string
}

// suspicions are what makes an article doubtful, the gravest first. A date that
// is missing or may be wrong weighs more than all that a reader can do without.
var suspicions = []suspicion{
	{"no-date", 40, `look for the day, and give the narrowest date that is certain, if only "[..2026-11]"`, func(a *content.Article) string {
		if a.Event.Date.IsZero() {
			return "the event has no date"
		}
		return ""
	}},
	{"contradicting-clues", 35, "read the quotes in the raw document, set event.date to what holds, and give the other rows the role they have", contradiction},
	{"unproven-day", 30, "look for words that name the day; without any, give the days that are possible", func(a *content.Article) string {
		if _, claimed := a.Event.Date.ClaimedDay(); claimed && len(eventDates(a)) == 0 {
			return fmt.Sprintf("%s is claimed, and no clue names the day of the event itself", a.Event.Date)
		}
		return ""
	}},
	{"open-date", 30, "look for the day of publication: no event is later than its report", func(a *content.Article) string {
		switch first, last := a.Event.Date.Bounds(); {
		case a.Event.Date.IsZero():
		case first.IsZero():
			return fmt.Sprintf("%s has no first day", a.Event.Date)
		case last.IsZero():
			return fmt.Sprintf("%s has no last day", a.Event.Date)
		}
		return ""
	}},
	{"wide-date", 25, "look for the day of publication, or for another report of the same event", func(a *content.Article) string {
		return leaves(a, aYear+1, endless)
	}},
	{"loose-date", 15, "look for the day of publication, or for another report of the same event", func(a *content.Article) string {
		return leaves(a, aMonth+1, aYear)
	}},
	{"no-kind-clue", 12, "say in event.kind what it was", func(a *content.Article) string {
		if !proves(a, "kind") {
			return fmt.Sprintf("no word of the text proves the kind %q", a.Event.Kind)
		}
		return ""
	}},
	{"no-place", 10, "say in event.place where they met; a new place needs a file in places/", func(a *content.Article) string {
		if a.Event.Kind == meeting && a.Event.Place == "" {
			return "a meeting without a place"
		}
		return ""
	}},
	{"no-topic", 10, "give the topics, or leave it if the text tells nothing of them", func(a *content.Article) string {
		if len(a.Topics) == 0 {
			return "the article has no topic"
		}
		return ""
	}},
	{"rough-date", 8, "look for the weekday in the text, and count it from the day of publication", func(a *content.Article) string {
		return leaves(a, 2, aMonth)
	}},
	{"no-address", 8, "give the source a url, so that readers can follow it", func(a *content.Article) string {
		if !slices.ContainsFunc(a.Sources, func(s content.Source) bool { return s.URL != "" }) {
			return "no source has an address"
		}
		return ""
	}},
	{"truncated", 6, "look for the whole text: what is missing may say more", func(a *content.Article) string {
		if a.Truncated {
			return "the source broke off"
		}
		return ""
	}},
	{"composed-title", 3, "write a title that says what is special, and set title_composed: false", func(a *content.Article) string {
		if a.TitleComposed {
			return "the title is composed by a pattern"
		}
		return ""
	}},
}

// meeting is the kind that is held at a place.
const meeting = "treffen"

const (
	aMonth  = 31
	aYear   = 366
	endless = 1 << 30
)

// Doubts returns why a human should look at an article, the gravest doubt
// first, and the sum of the weights: the higher, the sooner. Nil and 0 mean
// that nothing speaks against it, not that it is right.
func Doubts(a *content.Article) (doubts []Doubt, sum int) {
	for _, s := range suspicions {
		if because := s.because(a); because != "" {
			doubts = append(doubts, Doubt{s.name, s.weight, because, s.do})
			sum += s.weight
		}
	}
	return doubts, sum
}

// A clue is a row of evidence with what it says of the day.
type clue struct {
	content.Evidence
	date edtf.Date
}

// eventDates returns the rows that name the day of the event itself.
func eventDates(a *content.Article) []clue {
	var all []clue
	for _, e := range a.Event.Evidence {
		if e.Field != "date" || e.Role != "event" {
			continue
		}
		if d, err := edtf.Parse(e.Says); err == nil {
			all = append(all, clue{e, d})
		}
	}
	return all
}

// contradiction names the first two rows on the day of the event of which only
// one can be right, or a row that the date itself leaves out.
func contradiction(a *content.Article) string {
	all := eventDates(a)
	for i, one := range all {
		for _, other := range all[i+1:] {
			if !agree(one.date, other.date) {
				return fmt.Sprintf("%q says %s, but %q says %s", one.Quote, one.Says, other.Quote, other.Says)
			}
		}
		if !agree(one.date, a.Event.Date) {
			return fmt.Sprintf("%q says %s, but the date is %s", one.Quote, one.Says, a.Event.Date)
		}
	}
	return ""
}

func agree(a, b edtf.Date) bool {
	aFirst, aLast := a.Bounds()
	bFirst, bLast := b.Bounds()
	_, _, ok := edtf.Overlap(aFirst, aLast, bFirst, bLast)
	return ok
}

// leaves says how many days a date leaves open, if that is from least to most.
// What lasted leaves nothing open, however long; a date without end is another
// doubt.
func leaves(a *content.Article, least, most int) string {
	first, last := a.Event.Date.Bounds()
	if first.IsZero() || last.IsZero() || a.Event.Date.Form() == edtf.Interval {
		return ""
	}
	if n := last.Sub(first) + 1; n >= least && n <= most {
		return fmt.Sprintf("%s leaves %d days open", a.Event.Date, n)
	}
	return ""
}

func proves(a *content.Article, field string) bool {
	return slices.ContainsFunc(a.Event.Evidence, func(e content.Evidence) bool { return e.Field == field })
}
