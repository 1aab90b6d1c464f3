package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/timex"
)

// A publication is what is known of the day a text appeared.
type publication struct {
	value edtf.Date
	days  days
	rows  []content.Evidence
}

// urlDates find a day or month in an address; groups are year, month, day.
var urlDates = []*regexp.Regexp{
	regexp.MustCompile(`[/-]((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:[/.-]|$)`),
	regexp.MustCompile(`[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6,12})?(?:[/._-]|$)`),
	regexp.MustCompile(`[/-]((?:19|20)\d\d)[/-](\d\d)(?:[/.]|$)`),
}

// urlDate returns the date an address carries, and how it is written there.
func urlDate(address string) (edtf.Date, string) {
	for _, pattern := range urlDates {
		m := pattern.FindStringSubmatchIndex(address)
		if m == nil {
			continue
		}
		text := address[m[2]:m[3]] + "-" + address[m[4]:m[5]]
		end := m[5]
		if len(m) > 6 {
			text += "-" + address[m[6]:m[7]]
			end = m[7]
		}
		if v, err := edtf.Parse(text); err == nil {
			return v, address[m[2]:end]
		}
	}
	return edtf.Date{}, ""
}

// published returns the day of publication: what the document's origin says,
// then what the page says of itself, then what its address says. A later clue
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
	for _, m := range a.Mined {
		if v, err := edtf.Parse(m.Value); err == nil && m.What == clean.Published {
			add(v, m.Rule, fewWords(m.Quote), m.Offset)
		}
	}
	v, quote := urlDate(address)
	add(v, "url-date", quote, -1)
	for i, c := range clues {
		// Only an address can be an identifier; a day on the page is a day.
		if c.row.Rule == "url-date" && !r.plausible(d, timex.DaysOf(c.value)) {
			clues[i].row.Rule = "url-number"
			clues[i].row.Role = string(timex.Background)
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
	if _, fetched := src.Fetched.Bounds(); !fetched.IsZero() && p.value.IsZero() {
		p.days.Last = fetched
	}
	return p
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
