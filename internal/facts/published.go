package facts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// A publication is what is known of the day a text appeared.
type publication struct {
	value edtf.Date
	days  days
	rows  []content.Evidence
}

// urlDates find a day or month in an address. A number that is followed by the
// title may as well be an identifier.
var urlDates = []urlDateForm{
	// The agency's own names of its texts carry the day behind that of the scheme.
	{pattern: regexp.MustCompile(`urn-newsml-dpa-com-(?:\d{8})-(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)-`)},
	{pattern: regexp.MustCompile(`[/=_.-](?P<y>(?:199|20\d)\d)[/_-](?P<m>\d\d?)[/_-](?P<d>\d\d?)(?:[/._&?T-]|$)`)},
	{pattern: regexp.MustCompile(`[/=_.-](?P<d>\d\d?)[._-](?P<m>\d\d?)[._-](?P<y>(?:199|20\d)\d)(?:[/._&?-]|$)`)},
	{pattern: regexp.MustCompile(`[/=_-](?P<y>(?:199|20\d)\d)(?P<m>\d\d)(?P<d>\d\d)(?:\d{6,12})?(?:[/._&?]|$)`)},
	{pattern: regexp.MustCompile(`[/-](?P<y>(?:199|20\d)\d)(?P<m>\d\d)(?P<d>\d\d)\d{6,12}-`)},
	{pattern: regexp.MustCompile(`[/_-](?P<y>(?:199|20\d)\d)(?P<m>\d\d)(?P<d>\d\d)-`), number: true},
	{pattern: regexp.MustCompile(`/(?P<y>(?:199|20\d)\d)/(?P<m>[A-Za-z]{3,9})/(?P<d>\d\d?)(?:/|$)`)},
	{pattern: regexp.MustCompile(`[/-](?P<y>(?:199|20\d)\d)[/-](?P<m>\d\d)(?:[/.]|$)`)},
}

type urlDateForm struct {
	pattern *regexp.Regexp // with groups y, m and d
	number  bool           // it may be an identifier
}

// urlDate returns the date an address carries, how it is written there, and
// whether it may be an identifier.
func urlDate(address string) (v edtf.Date, quote string, number bool) {
	for _, form := range urlDates {
		for _, m := range form.pattern.FindAllStringSubmatchIndex(address, -1) {
			if v, quote := form.read(address, m); !v.IsZero() {
				return v, quote, form.number
			}
		}
	}
	return edtf.Date{}, "", false
}

func (f urlDateForm) read(address string, m []int) (edtf.Date, string) {
	from, to := len(address), 0
	var parts []string
	for _, name := range []string{"y", "m", "d"} {
		i := f.pattern.SubexpIndex(name)
		if i < 0 {
			continue
		}
		part := address[m[2*i]:m[2*i+1]]
		from, to = min(from, m[2*i]), max(to, m[2*i+1])
		switch {
		case name == "y" && len(part) == 2:
			part = "20" + part
		case len(part) == 1:
			part = "0" + part
		case len(part) > 2 && name == "m":
			month, ok := german.Month(part)
			if english := strings.Index("mar may oct dec", strings.ToLower(part[:3])); !ok && english >= 0 {
				month, ok = []time.Month{time.March, time.May, time.October, time.December}[english/4], true
			}
			if !ok {
				return edtf.Date{}, ""
			}
			part = fmt.Sprintf("%02d", int(month))
		}
		parts = append(parts, part)
	}
	v, err := edtf.Parse(strings.Join(parts, "-"))
	if _, day := v.ClaimedDay(); err != nil || len(parts) == 3 && !day || v.Form() != edtf.Single {
		return edtf.Date{}, ""
	}
	return v, address[from:to]
}

// published returns the day of publication: what the document's origin says,
// then what the page says of itself, then what its address says, unless the
// page is far off its address. A later clue
// may narrow an earlier one, never contradict it; what contradicts the terms of
// all ministers named is an identifier that looks like a date. Clues that are
// not followed stay as evidence.
func (r *Reader) published(d *document, a clean.Article, src Source, address string) publication {
	type clue struct {
		value edtf.Date
		row   content.Evidence
	}
	var clues []clue
	add := func(v edtf.Date, rule, quote string, offset int) {
		if !v.IsZero() {
			clues = append(clues, clue{v, content.Evidence{Field: "published", Rule: rule, Role: string(timex.Publication), Quote: quote, Offset: offset, Says: v.String(), Source: 1}})
		}
	}
	add(src.Published, "given", src.Published.String(), -1)
	mined := slices.Clone(a.Mined)
	slices.SortStableFunc(mined, func(a, b clean.Mined) int { return trust(a) - trust(b) })
	for _, m := range mined {
		if m.What != clean.Published {
			continue
		}
		value := m.Value
		// Around midnight the page itself knows which day it was.
		if at := momentAt(src, m); universal.MatchString(at) && !saysDay(a, src, value) {
			value = localDay(at, r.zone(src))
		}
		if v, err := edtf.Parse(value); err == nil {
			add(v, m.Rule, fewWords(m.Quote), m.Offset)
		}
	}
	v, quote, number := urlDate(address)
	add(v, "url-date", quote, -1)
	for i, c := range clues {
		// Only an address can be an identifier; a day on the page is a day.
		if c.row.Rule == "url-date" && (!r.plausible(d, timex.DaysOf(c.value)) || number && d.tellsOfLater(timex.DaysOf(c.value))) {
			clues[i].row.Rule = "url-number"
			clues[i].row.Role = string(timex.Background)
		}
	}
	// A page may show the day on which it was copied; its address keeps the
	// first one.
	if last := len(clues) - 1; last > 0 && clues[last].row.Rule == "url-date" && !number && src.Published.IsZero() {
		if day, ok := clues[last].value.ClaimedDay(); ok && !slices.ContainsFunc(clues[:last], func(c clue) bool {
			_, near := timex.DaysOf(c.value).And(days{First: day.Add(-1), Last: day.Add(1)})
			return near
		}) {
			clues = slices.Insert(clues[:last], 0, clues[last])
		}
	}
	var p publication
	for _, c := range clues {
		p.rows = append(p.rows, c.row)
		if c.row.Role == string(timex.Background) {
			continue
		}
		if p.value.IsZero() {
			p.value, p.days = c.value, timex.DaysOf(c.value)
			continue
		}
		if both, ok := p.days.And(timex.DaysOf(c.value)); ok && both != p.days {
			p.value, p.days = c.value, timex.DaysOf(c.value)
		}
	}
	if p.value.IsZero() {
		_, p.days.Last = src.Fetched.Bounds()
		for _, m := range a.Mined {
			if v, err := edtf.Parse(m.Value); err == nil && m.What == clean.Updated {
				if _, last := v.Bounds(); p.days.Last.IsZero() || last.Before(p.days.Last) {
					p.days.Last = last // it had appeared by then
				}
			}
		}
	}
	return p
}

// trust orders what pages say of their day: a <meta> without a standard may be that
// of the whole site, a line above the headline that of the day of copying.
func trust(m clean.Mined) int {
	if m.Rule == "meta" || m.Rule == "head-line" {
		return 1
	}
	return 0
}

// momentAt is the text from a clue on.
func momentAt(src Source, m clean.Mined) string { return src.Text[min(m.Offset, len(src.Text)):] }

// saysDay reports whether a page gives a day as that of its publication other
// than in a moment of universal time.
func saysDay(a clean.Article, src Source, day string) bool {
	return slices.ContainsFunc(a.Mined, func(m clean.Mined) bool {
		return m.What == clean.Published && m.Value == day && !universal.MatchString(momentAt(src, m))
	})
}

// plausible reports whether some minister named in the article was in office
// at the time, or none is named.
func (r *Reader) plausible(d *document, when days) bool {
	latest := edtf.Day{}
	for _, n := range d.names {
		if terms := r.content.Ministers[n.minister].Terms; len(terms) > 0 && !n.former {
			start, _ := terms[0].Start.Bounds()
			if start.After(latest) {
				latest = start
			}
		}
	}
	// A minister may be written about before taking office, by some months.
	return latest.IsZero() || when.Last.IsZero() || !when.Last.Before(latest.Add(-366))
}

// tellsOfLater reports whether the text tells of something after a stretch as
// past.
func (d *document) tellsOfLater(than days) bool {
	return slices.ContainsFunc(timex.Find(d.Prose, days{}, nil), func(m timex.Mention) bool {
		return m.Resolved && (m.Tense == syntax.Past || m.Tense == syntax.Pluperfect) && m.Role != timex.Deadline && m.Days.First.After(than.Last)
	})
}

// origin fills in where the document comes from.
func (r *Reader) origin(got *Reading, a clean.Article, src Source) {
	mined := func(what string) (clean.Mined, bool) {
		i := slices.IndexFunc(a.Mined, func(m clean.Mined) bool { return m.What == what })
		if i < 0 {
			return clean.Mined{}, false
		}
		return a.Mined[i], true
	}
	got.URL = src.URL
	if m, ok := mined(clean.URL); ok && got.URL == "" {
		got.URL = m.Value
	}
	if m, ok := mined(clean.Agency); ok {
		got.Agency = m.Value
	}
	if m, ok := mined(clean.Author); ok {
		got.Author = m.Value
	}
	outlet := (*content.Outlet)(nil)
	if src.Outlet != "" {
		outlet = r.content.OutletNamed(src.Outlet)
		got.OutletName = src.Outlet
	}
	if outlet == nil && got.OutletName == "" {
		outlet = r.content.OutletOf(got.URL)
	}
	if outlet == nil && got.OutletName == "" {
		for _, m := range a.Mined {
			if m.What != clean.Outlet {
				continue
			}
			got.OutletName = m.Value
			if outlet = r.content.OutletNamed(m.Value); outlet != nil {
				got.Evidence = append(got.Evidence, content.Evidence{Field: "outlet", Rule: m.Rule, Role: string(timex.Publication), Quote: fewWords(m.Quote), Offset: m.Offset, Says: outlet.Slug, Source: 1})
				break
			}
		}
	}
	if outlet != nil {
		got.Outlet, got.OutletName = outlet.Slug, outlet.Name
	}
}

// fewWords cuts a quotation to what a row of evidence may repeat.
func fewWords(quote string) string {
	for i, n := 0, 0; i < len(quote); n++ {
		word := strings.TrimLeftFunc(quote[i:], unicode.IsSpace)
		i = len(quote) - len(word)
		if n == quoteWords {
			return strings.TrimRightFunc(quote[:i], unicode.IsSpace)
		}
		next := strings.IndexFunc(word, unicode.IsSpace)
		if next < 0 {
			break
		}
		i += next
	}
	return quote
}
