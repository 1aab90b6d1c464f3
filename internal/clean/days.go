package clean

import (
	"fmt"
	"strconv"
	"time"

	"chronik/internal/german"
)

// isoDay returns the day as YYYY-MM-DD, or "" if there is no such day.
func isoDay(year, month, day string) string {
	t, err := time.Parse("2006-1-2", year+"-"+trimZero(month)+"-"+trimZero(day))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

func trimZero(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	return strconv.Itoa(n)
}

// germanDay reads 14.05.2022.
func germanDay(s string) string { return isoDay(s[6:], s[3:5], s[:2]) }

var (
	slashDay   = re(`\b(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})\b`) // as most of Europe and Asia write it
	numericDay = re(`\b(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d{2})\b`)
	isoDate    = re(`\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?:\b|T\d)`)
	wordDay    = re(`\b(\d{1,2})\.? ?(\p{L}{3,9})\.? ((?:19|20)\d{2})\b`)
)

// day returns the first calendar day that text gives in full and where it
// stands.
func day(text string) (iso string, from, to int) {
	best := len(text) + 1
	take := func(value string, m []int) {
		if value != "" && m[0] < best {
			best, iso, from, to = m[0], value, m[0], m[1]
		}
	}
	for _, numeric := range []*pattern{numericDay, slashDay} {
		if m := numeric.FindStringSubmatchIndex(text); m != nil {
			take(isoDay(text[m[6]:m[7]], text[m[4]:m[5]], text[m[2]:m[3]]), m)
		}
	}
	if m := isoDate.FindStringSubmatchIndex(text); m != nil {
		take(isoDay(text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]]), []int{m[2], m[7]})
	}
	if m := wordDay.FindStringSubmatchIndex(text); m != nil {
		if month, ok := german.Month(text[m[4]:m[5]]); ok {
			take(isoDay(text[m[6]:m[7]], fmt.Sprint(int(month)), text[m[2]:m[3]]), m)
		}
	}
	return iso, from, to
}

// shortYear is a day with two figures for the year, which only stamps have.
var shortYear = re(`\b(\d{1,2})\.(\d{1,2})\.(\d{2})\b`)

// stampDay is day for a line that is a stamp.
func stampDay(text string) (iso string, from, to int) {
	if iso, from, to = day(text); iso != "" {
		return iso, from, to
	}
	if m := shortYear.FindStringSubmatchIndex(text); m != nil {
		return isoDay("20"+text[m[6]:m[7]], text[m[4]:m[5]], text[m[2]:m[3]]), m[0], m[1]
	}
	return "", 0, 0
}

// publishedDay notes the day that a line gives as that of publication.
func publishedDay(p *page, l *line, rule string) {
	if iso, from, to := stampDay(l.text); iso != "" {
		p.mine(l, Published, iso, rule, from, to)
	}
}
