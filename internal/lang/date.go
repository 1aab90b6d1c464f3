package lang

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"chronik/internal/edtf"
)

// MonthName returns the name of month 1 to 12.
func (l *Lang) MonthName(month int) string { return l.file.Months[month-1] }

// MonthShort returns the abbreviated name of month 1 to 12.
func (l *Lang) MonthShort(month int) string { return l.file.MonthsShort[month-1] }

// MonthInitial returns the first letter of the name of month 1 to 12.
func (l *Lang) MonthInitial(month int) string {
	_, size := utf8.DecodeRuneInString(l.MonthName(month))
	return l.MonthName(month)[:size]
}

// Weekday returns the name of the weekday.
func (l *Lang) Weekday(d time.Weekday) string { return l.file.Weekdays[(int(d)+6)%7] }

// WeekdayShort returns the abbreviated name of the weekday.
func (l *Lang) WeekdayShort(d time.Weekday) string { return l.file.WeekdaysShort[(int(d)+6)%7] }

// Season returns the name of a season 21 to 24 of a year. Season 24 begins in
// December of the year and ends in the next.
func (l *Lang) Season(season, year int) string {
	return fill(l.file.Seasons[season-21], []string{
		"year", strconv.Itoa(year), "next", fmt.Sprintf("%02d", (year+1)%100),
	})
}

// Date writes a date as it stands in a running line: "17. April 2020",
// "ca. April 2020", "zwischen 1. und 12. Juli 2018"; the zero Date as the
// abbreviation for undated.
func (l *Lang) Date(d edtf.Date) string {
	a, b := d.Ends()
	switch d.Form() {
	case edtf.Single:
		return l.part(a, a, true)
	case edtf.Interval:
		if b == (edtf.Part{}) {
			return l.Say("date.since", "date", l.part(a, a, true))
		}
		return l.Say("date.interval", "from", l.part(a, b, false), "to", l.part(b, b, true))
	case edtf.Range:
		switch {
		case b == (edtf.Part{}):
			return l.Say("date.earliest", "date", l.part(a, a, true))
		case a == (edtf.Part{}):
			return l.Say("date.latest", "date", l.part(b, b, true))
		}
		return l.Say("date.range", "from", l.part(a, b, false), "to", l.part(b, b, true))
	case edtf.OneOf:
		members := d.Members()
		last := members[len(members)-1]
		var parts []string
		for i, m := range members {
			parts = append(parts, l.part(m, last, i == len(members)-1))
		}
		return l.join(parts, "list.or")
	}
	return l.Word("date.none")
}

// part writes p, with its qualifier; unless it is the last of its list, without
// what it shares with the last.
func (l *Lang) part(p, last edtf.Part, isLast bool) string {
	return l.qualified("date", p, l.bare(p, last, isLast))
}

// qualified puts the words for a part's qualifier around its text.
func (l *Lang) qualified(section string, p edtf.Part, text string) string {
	switch p.Qualifier {
	case '~':
		return l.Say(section+".approximate", "date", text)
	case '?':
		return l.Say(section+".uncertain", "date", text)
	case '%':
		return l.Say(section+".both", "date", text)
	}
	return text
}

func (l *Lang) bare(p, last edtf.Part, isLast bool) string {
	sameYear := !isLast && p.Year == last.Year && last.Precision() >= edtf.ToMonth
	key := "date.year"
	switch p.Precision() {
	case edtf.ToSeason:
		return l.Season(p.Month, p.Year)
	case edtf.ToMonth:
		key = "date.month"
		if sameYear && last.Precision() == edtf.ToMonth {
			key = "date.month_only"
		}
	case edtf.ToDay:
		key = "date.day"
		switch {
		case sameYear && last.Precision() == edtf.ToDay && p.Month == last.Month:
			key = "date.day_only"
		case sameYear:
			key = "date.day_month"
		}
	}
	month := ""
	if p.Month > 0 {
		month = l.MonthName(p.Month)
	}
	return l.Say(key, "day", strconv.Itoa(p.Day), "month", month, "year", strconv.Itoa(p.Year))
}

// DateIn writes a date as a part of a sentence, with the preposition it takes:
// "am 17. April 2020", "im Frühjahr 2020"; "" for the zero Date.
func (l *Lang) DateIn(d edtf.Date) string {
	a, b := d.Ends()
	switch {
	case d.IsZero():
		return ""
	case d.Form() == edtf.Single:
		return l.partIn(a)
	case d.Form() == edtf.Interval && b != edtf.Part{}:
		key := "in.interval"
		if a.Precision() == edtf.ToDay && b.Precision() == edtf.ToDay {
			key = "in.interval_days"
		}
		return l.Say(key, "from", l.part(a, b, false), "to", l.part(b, b, true))
	case d.Form() == edtf.Range && b == edtf.Part{}:
		return l.Say("date.earliest", "date", l.partIn(a))
	case d.Form() == edtf.Range && a == edtf.Part{}:
		return l.Say("date.latest", "date", l.partIn(b))
	case d.Form() == edtf.OneOf:
		return l.Say("in.one_of", "date", l.Date(d))
	}
	return l.Date(d)
}

func (l *Lang) partIn(p edtf.Part) string {
	key := map[edtf.Precision]string{
		edtf.ToDay: "in.day", edtf.ToMonth: "in.month", edtf.ToSeason: "in.season", edtf.ToYear: "in.year",
	}[p.Precision()]
	return l.qualified("in", p, l.Say(key, "date", l.bare(p, p, true)))
}
