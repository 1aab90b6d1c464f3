package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// days is short for the stretches of days that facts are bounded by.
type days = timex.Days

// A dating is the date of the event and what it rests on.
type dating struct {
	value edtf.Date
	rows  []content.Evidence // the day of the event first
	ahead bool               // it lies after the day of publication
	past  bool               // the words that date it speak of the past
}

// A frame gathers constraints on one day.
type frame struct {
	d      *document
	within days
	told   days // bounds only for what is told as past: a report of it
	reach  int  // days before publication in which an event without a day may lie
	firm   days // the day that a sentence on the event gives; unknown without one
	rows   []content.Evidence
}

// bound narrows the frame and notes why. A clue that contradicts those before
// it is noted and not followed.
func (f *frame) bound(rule string, as timex.Role, s span, says, limit days) {
	f.rows = append(f.rows, f.d.row("date", rule, as, s, says.String()))
	if _, ok := f.firm.And(limit); ok {
		f.limit(limit)
	}
}

func (f *frame) limit(to days) bool {
	both, ok := f.within.And(to)
	if ok {
		f.within = both
	}
	return ok
}

// date intersects what says when the event was, the firmest first: terms of
// office, topics, days with their year, the day of publication, days without a
// year; then it looks for the words that date the event itself.
func (r *Reader) date(d *document, people []participant, kind, place guess, topics []topicHit, pub publication, mined []clean.Mined) dating {
	f := frame{d: d}
	f.terms(people)
	for _, t := range topics {
		if t.clock != (days{}) {
			f.bound("topic-clock", timex.After, t.best, t.clock, t.clock)
		}
	}
	ms := d.mentions(pub.days, kind)
	f.reach = reportWindow
	if looksBack(d, mined) {
		f.reach = reviewWindow
	}
	f.settle(ms, pub)
	caption := f.pictures(mined, pub.days)
	f.mentions(ms, pub.days, true)
	f.mentions(ms, pub.days, false)
	f.election()
	return f.conclude(ms, pub, caption, told{kind, place.slug, r.knownOf(people, kind, place.slug)})
}

// A told is what a text tells of, besides when it was.
type told struct {
	kind  guess
	place string // slug
	known []known
}

// A mention is a time expression of the article.
type mention struct {
	timex.Mention
	score int // how well it fits the event, for role event
}

// mentions returns the time expressions of the article in order. Those in
// captions are left out: the day of a picture is not that of the event. They stand last
// in a document, so no other mention is resolved by one of theirs.
func (d *document) mentions(published days, kind guess) []mention {
	names := make([]span, len(d.names))
	for i, n := range d.names {
		names[i] = n.span
	}
	var found []mention
	for _, m := range timex.Find(d.Prose, published, names) {
		if d.zoneOf(m.Span.Start) == inCaption {
			continue
		}
		if m.Rule == "after" && d.afterItself(m, kind) {
			m = held(m, published)
		}
		own := mention{Mention: m}
		if m.Role == timex.Event {
			d.fit(&own, kind, m.Resolved && published.Known() && m.Days.First.After(published.Last))
		}
		found = append(found, own)
	}
	return found
}

// afterItself reports whether what a mention comes after is the event itself: nach
// dem Treffen von Falk und Reiher am Dienstag.
func (d *document) afterItself(m timex.Mention, kind guess) bool {
	named, _ := d.actors(d.Words[m.Clause.From].Sentence)
	return named > 1 && slices.ContainsFunc(kind.hits, func(s span) bool {
		w := d.WordAt(s.Start)
		return s.Start < m.Span.Start && w >= m.Clause.From && w-m.Clause.From <= 4
	})
}

// held gives a mention to the event, which is over: the weekday before
// publication, not the one after it.
func held(m timex.Mention, published days) timex.Mention {
	m.Role, m.Tense = timex.Event, syntax.Past
	if week := (days{First: m.Days.First.Add(-7), Last: m.Days.Last.Add(-7)}); m.Resolved && published.Known() && m.Days.First.After(published.Last) && !week.First.After(published.Last) {
		m.Days = week
	}
	return m
}

// terms bounds the event by the time in which all who take part held office.
func (f *frame) terms(people []participant) {
	var stretches []days
	for _, p := range people {
		both, ok := shared(stretches, p.minister)
		if !ok {
			continue
		}
		stretches = both
		own, _ := shared(nil, p.minister)
		f.rows = append(f.rows, f.d.row("date", "term-of-office", timex.Background, p.hits[0], days{First: own[0].First, Last: own[len(own)-1].Last}.String()))
	}
	if len(stretches) > 0 {
		f.limit(days{First: stretches[0].First, Last: stretches[len(stretches)-1].Last})
	}
}

// firmScore is how well a mention has to fit the event so that clues around it
// cannot move the event to another day.
const firmScore = 5

// settle finds the day that the best of the mentions gives for the event. What
// the text says of other times bounds the event only where it agrees.
func (f *frame) settle(ms []mention, pub publication) {
	best := -1
	for i, m := range ms {
		if m.Role != timex.Event || m.score < firmScore || !m.Resolved || m.Misdated() || m.Coarse() || m.Days.First != m.Days.Last {
			continue
		}
		base := f.held(pub)
		if m.Tense == syntax.Future || m.Tense == syntax.Present {
			base = f.within
		}
		if _, ok := base.And(m.Days); ok && (best < 0 || m.score > ms[best].score) {
			best = i
		}
	}
	if best >= 0 {
		f.firm = ms[best].Days
	}
}

// doubtful reports whether a bound cannot be meant for an event that has been
// held: it lies after the day of publication, or ends before what is reported.
func (f *frame) doubtful(limit, published days) bool {
	if !published.Known() {
		return false
	}
	return !limit.First.IsZero() && limit.First.After(published.Last) ||
		!limit.Last.IsZero() && published.First.Add(-f.reach).After(limit.Last)
}

// mentions applies the time expressions that are not those of the event: first
// those that are settled, then those without a year.
func (f *frame) mentions(ms []mention, published days, settled bool) {
	from := f.within.First // the same for all: their order in the text says nothing
	for _, m := range ms {
		if m.Resolved != settled {
			continue
		}
		said := m.Days
		if !settled {
			first, ok := m.Earliest(from)
			if !ok || m.Role != timex.After {
				continue
			}
			said = days{First: first}
		}
		var limit days
		switch m.Role {
		case timex.Event:
			continue
		case timex.After:
			limit.First = said.First
		case timex.Deadline:
			limit.Last = said.Last
		case timex.Publication:
			if told, ok := f.told.And(days{First: said.First.Add(-6), Last: said.Last}); ok {
				f.told = told
			}
		case timex.Background:
			if m.begun() && (!published.Known() || !said.First.After(published.Last)) {
				limit.First = said.First
			}
		}
		if f.doubtful(limit, published) {
			limit = days{}
		}
		f.bound(m.Rule, m.Role, m.Span, said, limit)
	}
}

// begun reports whether a mention in the background is of something that had
// begun when the event was.
func (m *mention) begun() bool {
	switch m.Rule {
	case "since", "attribute":
		return true
	case "quoted", "vague", "after", "other":
		return false
	}
	// "Die Wahl 2020" names an election, not a time.
	if d := m.Clause.Before(m.Span); m.Rule == "year" && d.Capital && !strings.HasPrefix(d.Fold, "jahr") {
		return false
	}
	// "Der Vertrag laufe 2021 aus, sagte er": only what was said is past.
	return m.Clause.Past()
}

var subordinate = []string{"dass", "weil", "obwohl", "da", "wenn", "als", "ob", "denn", "falls", "sobald", "damit"}

// fit says how well a mention fits the event: it stands in headline or lead,
// in a sentence that names the ministers and what they did. What does not fit
// is about something else. ahead says that it lies after publication.
func (d *document) fit(m *mention, kind guess, ahead bool) {
	in := d.Words[m.Clause.From].Sentence
	s := d.Sentences[in]
	z := d.passages[s.Passage].zone
	named, meant := d.actors(in)
	switch {
	case z == inHeading:
		m.score -= 9
	case z == inHeadline:
		m.score += 2
	case z == inLead:
		m.score += 2
		if s.Start == d.passages[s.Passage].Start {
			m.score++
		}
	}
	switch {
	case named > 1:
		m.score += 3
	case named == 1:
		m.score += 2
	case d.others(in):
		m.score -= 2
	case meant, d.pronoun(in):
		m.score++
	}
	if m.Rule == "today-weekday" && (named > 0 || meant) {
		m.score++ // "am heutigen Mittwoch": nobody writes so of anything but the news
	}
	about := m.Clause.Covers(kind.hits)
	switch {
	case about:
		m.score += 2
	case s.Covers(kind.hits):
		m.score++
	}
	if slices.Contains(subordinate, d.Words[m.Clause.From].Fold) && !m.Names && !about {
		m.score -= 2
	}
	if !about && m.Clause.Reports() && !slices.Contains(statements, kind.slug) {
		m.Role, m.Rule = timex.Publication, "report"
		return
	}
	switch {
	case m.Tense == syntax.Future && z != inHeadline && z != inLead:
		m.Role, m.Rule = timex.Deadline, "ahead"
	case m.Coarse() && ahead && m.score >= 4 && (z == inHeadline || z == inLead):
	case m.score < 3, m.Coarse() && (m.Tense != syntax.Past || m.score < 4):
		m.Role, m.Rule = timex.Background, "other"
	}
}

// pronounReach is how many sentences back a pronoun may find whom it means.
const pronounReach = 3

// pronoun reports whether a sentence speaks of those whom a sentence shortly
// before it names, with nobody else named in between: Nun kommen sie am Freitag
// zusammen.
func (d *document) pronoun(i int) bool {
	if !d.Sentences[i].Has("sie", "er") {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-pronounReach; j-- {
		if z := d.passages[d.Sentences[j].Passage].zone; z == inHeading || z == inCaption {
			return false
		}
		if named, _ := d.actors(j); named > 0 {
			return true
		}
		if d.others(j) {
			return false
		}
	}
	return false
}

// conclude dates the event by the mention that fits it best and agrees with
// the frame; without any, by the day of publication; else by the frame alone.
// What then is no single day may be that of an event already known.
func (f *frame) conclude(ms []mention, pub publication, caption edtf.Day, what told) dating {
	events := slices.DeleteFunc(slices.Clone(ms), func(m mention) bool { return m.Role != timex.Event })
	slices.SortStableFunc(events, func(a, b mention) int { return cmp.Compare(b.score, a.score) })
	got, chosen := f.choose(events, pub)
	if chosen < 0 {
		f.window(pub, f.d.planned(what.kind))
		f.onWeekday(events, caption)
		got.value = f.within.Date()
	}
	for i, m := range events {
		says := m.Days.String()
		if !m.Resolved {
			says = got.value.String()
		}
		row := f.d.row("date", m.Rule, m.Role, m.Span, says)
		if i == chosen {
			got.rows = slices.Insert(got.rows, 0, row)
			continue
		}
		got.rows = append(got.rows, row)
	}
	var best *mention
	if len(events) > 0 {
		best = &events[max(chosen, 0)]
	}
	known := func(says string) content.Evidence {
		return f.d.row("date", "known-event", timex.Event, f.d.told(what.kind), says)
	}
	if f.open(got.value, best) && f.known(what.known, best, pub, what.place) {
		got.value = f.within.Date()
		got.rows = slices.Insert(got.rows, 0, known(got.value.String()))
	} else if day, ok := got.value.ClaimedDay(); ok && !got.ahead {
		if both, ok := f.besides(what.known, day, what.place); ok {
			f.within, got.value = both, both.Date()
			got.rows = append(got.rows, known(got.value.String()))
		}
	}
	got.rows = append(got.rows, f.rows...)
	return got
}

// choose narrows the frame to the first of the mentions that agrees with it and
// returns its index, -1 without any.
func (f *frame) choose(events []mention, pub publication) (dating, int) {
	held := f.held(pub)
	for i, m := range events {
		base := held
		if m.Tense == syntax.Future || m.Tense == syntax.Present {
			base = f.within
		}
		if m.Misdated() {
			continue
		}
		value, narrow, ok := m.Within(base)
		if !ok {
			continue
		}
		if m.Coarse() {
			// A week or month leaves the day to what is told of it further on.
			for j, n := range events[i+1:] {
				if day, only, ok := n.Within(narrow); ok && !n.Misdated() && only.First == only.Last {
					m, i, value, narrow = n, i+1+j, day, only
					break
				}
			}
		}
		f.within = narrow
		ahead := pub.days.Known() && !narrow.First.IsZero() && narrow.First.After(pub.days.Last)
		return dating{value: value, ahead: ahead, past: m.Tense == syntax.Past}, i
	}
	return dating{}, -1
}

// pictures bounds the event by the days of the article's own pictures: a page
// is not older than they are, nor the event much older than the page. It
// returns the day that an agency's caption gives for what it shows.
func (f *frame) pictures(mined []clean.Mined, published days) (caption edtf.Day) {
	for _, m := range mined {
		own := m.What == clean.EventDate || m.What == clean.PhotoDate && strings.HasPrefix(m.Rule, "glued")
		v, err := edtf.Parse(m.Value)
		day, ok := v.ClaimedDay()
		if err != nil || !own || !ok {
			continue
		}
		newer := !published.Last.IsZero() && day.After(published.Last)
		if !newer && f.limit(days{First: day.Add(-reportWindow)}) && m.What == clean.EventDate && caption.IsZero() {
			caption = day
		}
		f.rows = append(f.rows, content.Evidence{Field: "date", Rule: "caption-date", Role: "photo", Quote: fewWords(m.Quote), Offset: m.Offset, Says: v.String(), Source: 1})
	}
	return caption
}

// onWeekday narrows a frame by the weekday that the best mention names: to the
// day of an agency's picture if it is that weekday, or to the only such day of
// a week.
func (f *frame) onWeekday(events []mention, caption edtf.Day) {
	if len(events) == 0 {
		return
	}
	if !caption.IsZero() && events[0].On(caption) && f.limit(days{First: caption, Last: caption}) {
		return
	}
	if !f.within.Known() || f.within.Last.Sub(f.within.First) > 6 {
		return
	}
	for day := f.within.First; !day.After(f.within.Last); day = day.Add(1) {
		if events[0].On(day) {
			f.within = days{First: day, Last: day}
			return
		}
	}
}
