package facts

import (
	"cmp"
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// reportWindow is how many days before its report an event may lie of which
// the text gives no day.
const reportWindow = 9

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
	rows   []content.Evidence
}

// bound narrows the frame and notes why. A clue that contradicts those before
// it is noted and not followed.
func (f *frame) bound(rule string, as role, s span, says, limit days) {
	f.rows = append(f.rows, f.d.row("date", rule, string(as), s, says.String()))
	f.limit(limit)
}

func (f *frame) limit(to days) bool {
	both, ok := f.within.and(to)
	if ok {
		f.within = both
	}
	return ok
}

// date intersects what says when the event was, the firmest first: terms of
// office, topics, days with their year, the day of publication, days without a
// year; then it looks for the words that date the event itself.
func (r *Reader) date(d *document, people []participant, kind guess, topics []topicHit, pub publication, mined []clean.Mined) dating {
	f := frame{d: d}
	f.terms(people)
	for _, t := range topics {
		if t.clock != (days{}) {
			f.bound("topic-clock", roleAfter, t.best, t.clock, t.clock)
		}
	}
	ms := d.mentions()
	r.assign(d, ms, pub.days)
	for i := range ms {
		if m := &ms[i]; m.role == roleEvent {
			d.fit(m, kind)
		}
	}
	caption := f.pictures(mined, pub.days)
	f.mentions(ms, pub.days, true)
	f.mentions(ms, pub.days, false)
	f.election()
	return f.conclude(ms, pub, caption)
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
		f.rows = append(f.rows, f.d.row("date", "term-of-office", string(roleBackground), p.hits[0], days{own[0].first, own[len(own)-1].last}.String()))
	}
	if len(stretches) > 0 {
		f.limit(days{stretches[0].first, stretches[len(stretches)-1].last})
	}
}

// mentions applies the time expressions that are not those of the event: first
// those that are settled, then those without a year.
func (f *frame) mentions(ms []mention, published days, settled bool) {
	from := f.within.first // the same for all: their order in the text says nothing
	for _, m := range ms {
		if m.resolved != settled {
			continue
		}
		said := days{m.first, m.last}
		if !settled {
			first, ok := m.earliest(from)
			if !ok || m.role != roleAfter {
				continue
			}
			said = days{first, edtf.Day{}}
		}
		t := f.d.tense(m)
		switch m.role {
		case roleAfter:
			f.bound(m.rule, m.role, m.span, said, days{first: said.first})
		case roleDeadline:
			f.bound(m.rule, m.role, m.span, said, days{last: said.last})
		case rolePublication:
			f.bound(m.rule, m.role, m.span, said, days{})
			if told, ok := f.told.and(days{said.first.Add(-6), said.last}); ok {
				f.told = told
			}
		case roleBackground:
			limit := days{}
			if (m.rule == "since" || m.rule == "attribute" || t == past || t == pluperfect) && m.rule != "quoted" && m.rule != "vague" && m.rule != "after" && m.rule != "other" {
				limit.first = said.first
			}
			if published.known() && !limit.first.IsZero() && limit.first.After(published.last) {
				limit.first = edtf.Day{}
			}
			f.bound(m.rule, m.role, m.span, said, limit)
		}
	}
}

// election bounds the event by a presidential election that the text looks
// forward to, if only one lies in the frame.
func (f *frame) election() {
	d := f.d
	for i, w := range d.words {
		if !strings.HasPrefix(w.fold, "us-praesidentschaftswahl") || !f.within.known() {
			continue
		}
		ahead := false
		for j := i - 1; j >= i-4; j-- {
			ahead = ahead || d.fold(j, i) == "vor"
		}
		day := electionDay(f.within.first)
		if ahead && !day.After(f.within.last) && electionDay(day.Add(1)).After(f.within.last) {
			f.bound("next-election", roleDeadline, span{Start: w.Start, End: w.End}, days{day, day}, days{last: day})
			return
		}
	}
}

var subordinate = []string{"dass", "weil", "obwohl", "da", "wenn", "als", "ob", "denn", "falls", "sobald", "damit"}

// fit says how well a mention fits the event: it stands in headline or lead,
// in a sentence that names the ministers and what they did. What does not fit
// is about something else.
func (d *document) fit(m *mention, kind guess) {
	in := d.words[m.word].sentence
	s := d.sentences[in]
	z := d.passages[s.passage].zone
	t := d.tense(*m)
	named, meant := d.actors(in)
	switch {
	case z == inHeading:
		m.score -= 9
	case z == inHeadline:
		m.score += 2
	case z == inLead:
		m.score += 2
		if s.Start == d.passages[s.passage].start {
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
	c := d.clauseOf(*m)
	switch {
	case d.within(kind.hits, c):
		m.score += 2
	case d.within(kind.hits, d.sentenceClause(in)):
		m.score++
	}
	if slices.Contains(subordinate, d.words[c.from].fold) && !d.namesMinister(c) && !d.within(kind.hits, c) {
		m.score -= 2
	}
	if c.has(reportVerbs) && !slices.Contains(statements, kind.slug) && !d.within(kind.hits, c) {
		m.role, m.rule = rolePublication, "report"
		return
	}
	coarse := m.form == ofMonth || m.form == ofWeek
	switch {
	case t == future && z != inHeadline && z != inLead:
		m.role, m.rule = roleDeadline, "ahead"
	case coarse && t != past, m.score < 3, coarse && m.score < 4:
		m.role, m.rule = roleBackground, "other"
	}
}

// pronoun reports whether a sentence speaks of those whom the sentence before
// it names: Nun kommen sie am Freitag zusammen.
func (d *document) pronoun(i int) bool {
	if i == 0 || d.sentences[i-1].passage != d.sentences[i].passage {
		return false
	}
	named, _ := d.actors(i - 1)
	return named > 0 && d.sentenceClause(i).has([]string{"sie", "er"})
}

// conclude dates the event by the mention that fits it best and agrees with
// the frame; without any, by the day of publication; else by the frame alone.
func (f *frame) conclude(ms []mention, pub publication, caption edtf.Day) dating {
	events := slices.DeleteFunc(slices.Clone(ms), func(m mention) bool { return m.role != roleEvent })
	slices.SortStableFunc(events, func(a, b mention) int { return cmp.Compare(b.score, a.score) })
	var got dating
	held := f.within
	for _, limit := range []days{{last: pub.days.last}, f.told} {
		if both, ok := held.and(limit); ok {
			held = both
		}
	}
	chosen := -1
	for i, m := range events {
		t := f.d.tense(m)
		base := held
		if t == future || t == present {
			base = f.within
		}
		if m.form == ofToday && m.hasDay && m.resolved && m.first == m.last && m.first.Weekday() != m.weekday {
			continue // the text was not written on the day it is dated
		}
		value, narrow, ok := m.within(base)
		if !ok {
			continue
		}
		chosen, f.within, got.value = i, narrow, value
		got.ahead = pub.days.known() && !narrow.first.IsZero() && narrow.first.After(pub.days.last)
		got.past = t == past
		break
	}
	if chosen < 0 {
		f.within = held
		if pub.days.known() {
			f.limit(days{pub.days.first.Add(-reportWindow), pub.days.last})
		}
		f.onWeekday(events, caption)
		got.value = edtf.Between(f.within.first, f.within.last)
	}
	for i, m := range events {
		says := days{m.first, m.last}.String()
		if !m.resolved {
			says = got.value.String()
		}
		row := f.d.row("date", m.rule, string(m.role), m.span, says)
		if i == chosen {
			got.rows = slices.Insert(got.rows, 0, row)
			continue
		}
		got.rows = append(got.rows, row)
	}
	got.rows = append(got.rows, f.rows...)
	return got
}

// within returns the value of a mention inside a frame, and the days it
// leaves. It fails if there are none or the mention is not on the calendar.
func (m *mention) within(frame days) (edtf.Date, days, bool) {
	if m.resolved {
		both, ok := frame.and(days{m.first, m.last})
		if ok && (m.lasting || m.form == ofNight) && both == (days{m.first, m.last}) {
			return edtf.MustParse(m.first.String() + "/" + m.last.String()), both, true
		}
		return edtf.Between(both.first, both.last), both, ok
	}
	if m.form != ofDay && m.form != ofMonth {
		return edtf.Date{}, days{}, false
	}
	if first, ok := m.earliest(frame.first); ok && frame.last.IsZero() {
		return edtf.Between(first, edtf.Day{}), days{first: first}, true
	}
	possible := m.occurrences(frame)
	if m.hasDay {
		possible = slices.DeleteFunc(possible, func(s days) bool { return s.first.Weekday() != m.weekday })
	}
	switch n := len(possible); {
	case n == 0:
		return edtf.Date{}, days{}, false
	case n == 1:
		return edtf.Between(possible[0].first, possible[0].last), possible[0], true
	case m.form == ofDay && !m.lasting:
		list := make([]string, n)
		for i, s := range possible {
			list[i] = s.first.String()
		}
		return edtf.MustParse("[" + strings.Join(list, ",") + "]"), days{possible[0].first, possible[n-1].last}, true
	default:
		s := days{possible[0].first, possible[n-1].last}
		return edtf.Between(s.first, s.last), s, true
	}
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
		newer := !published.last.IsZero() && day.After(published.last)
		if !newer && f.limit(days{first: day.Add(-reportWindow)}) && m.What == clean.EventDate && caption.IsZero() {
			caption = day
		}
		f.rows = append(f.rows, content.Evidence{Field: "date", Rule: "caption-date", Role: string(rolePhoto), Quote: fewWords(m.Quote), Offset: m.Offset, Says: v.String(), Source: 1})
	}
	return caption
}

// onWeekday narrows a frame by the weekday that the best mention names: to the
// day of an agency's picture if it is that weekday, or to the only such day of
// a week.
func (f *frame) onWeekday(events []mention, caption edtf.Day) {
	if len(events) == 0 || events[0].form != ofWeekday || events[0].resolved {
		return
	}
	if !caption.IsZero() && caption.Weekday() == events[0].weekday && f.limit(days{caption, caption}) {
		return
	}
	if !f.within.known() || f.within.last.Sub(f.within.first) > 6 {
		return
	}
	for day := f.within.first; !day.After(f.within.last); day = day.Add(1) {
		if day.Weekday() == events[0].weekday {
			f.within = days{day, day}
			return
		}
	}
}
