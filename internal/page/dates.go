package page

import (
	"fmt"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
)

func (p *planner) dateOf(e *chronology.Event) When { return p.dateAs(e.Date, e.Inferred()) }

// dateAs is how a date is shown; inferred says that its day is concluded.
func (p *planner) dateAs(d edtf.Date, inferred bool) When {
	l := p.l
	w := When{EDTF: d.String(), DateTime: d.Shared(), Text: l.Date(d), Plain: l.Date(d), Spoken: l.Date(d), NoDay: l.Word("date.no_day")}
	a, b := d.Ends()
	day, claimed := d.ClaimedDay()
	switch {
	case claimed:
		p.claimed(&w, day, inferred)
	case d.Form() == edtf.Single:
		p.single(&w, a)
	case d.Form() == edtf.Interval:
		w.badge(l.Word("precision.lasting"), "solid")
		w.Bottom = w.Plain
		if a.Precision() == edtf.ToDay && b.Precision() == edtf.ToDay && a.Year == b.Year && a.Month == b.Month {
			w.Day = l.Say("date.days", "from", strconv.Itoa(a.Day), "to", strconv.Itoa(b.Day))
			w.NoDay, w.Big, w.Bottom, w.Word = "", w.Day, monthOf(p, a), true
		}
	case d.IsZero():
		w.NoDay, w.Bottom = w.Plain, w.Plain
		w.badge(l.Word("precision.none"), "dotted")
	default:
		w.badge(l.Word("precision.set"), "dashed")
		w.Bottom = w.Plain
	}
	return w
}

func (w *When) badge(text, class string) { w.Badge, w.BadgeClass = text, class }

func monthOf(p *planner, a edtf.Part) string {
	return p.l.Date(edtf.MustParse(fmt.Sprintf("%04d-%02d", a.Year, a.Month)))
}

func (p *planner) claimed(w *When, day edtf.Day, inferred bool) {
	l := p.l
	w.Weekday, w.Top = l.WeekdayShort(day.Weekday()), l.Weekday(day.Weekday())
	w.Day, w.NoDay = l.Say("date.day_only", "day", strconv.Itoa(day.Day)), ""
	w.Big, w.Bottom = w.Day, monthOf(p, edtf.Part{Year: day.Year, Month: int(day.Month)})
	w.Spoken = l.Say("date.spoken", "weekday", w.Top, "date", w.Plain)
	w.badge(l.Word("precision.stated"), "solid")
	if inferred {
		w.Inferred = true
		w.Text = l.Say("date.inferred", "date", w.Plain)
		w.Spoken = l.Say("date.spoken_inferred", "weekday", w.Top, "date", w.Plain)
		w.badge(l.Word("precision.inferred"), "dashed")
	}
}

// single fills in a day with a qualifier, a month, a season or a year.
func (p *planner) single(w *When, a edtf.Part) {
	l := p.l
	w.Word = true
	switch a.Qualifier {
	case '~':
		w.Small = l.Word("date.approximately")
	case '?', '%':
		w.Small = l.Word("date.presumably")
	}
	w.Top = w.Small
	switch a.Precision() {
	case edtf.ToDay:
		w.Day, w.NoDay = l.Say("date.day_only", "day", strconv.Itoa(a.Day)), ""
		w.Big, w.Bottom, w.Word = w.Day, monthOf(p, a), false
		w.badge(l.Word("precision.about"), "dotted")
	case edtf.ToMonth:
		w.Big, w.Bottom = l.MonthName(a.Month), strconv.Itoa(a.Year)
		w.Spoken = l.Say("date.spoken_month", "date", w.Plain)
		w.badge(l.Word("precision.month"), "dashed")
	case edtf.ToSeason:
		w.Bottom, w.Word = l.Season(a.Month, a.Year), true
		w.badge(l.Word("precision.season"), "dashed")
	default:
		w.Big = strconv.Itoa(a.Year)
		w.badge(l.Word("precision.year"), "dashed")
	}
	if a.Qualifier != 0 && a.Precision() != edtf.ToDay {
		w.NoDay = w.Small
		w.badge(l.Word("precision.presumed"), "dotted")
	}
}

// inWords reports whether a row must say the date in words, because day column
// and month do not tell it.
func inWords(d edtf.Date) bool {
	a, b := d.Ends()
	switch d.Form() {
	case edtf.Single, edtf.None:
		return false
	case edtf.Interval:
		return a.Precision() != edtf.ToDay || b.Precision() != edtf.ToDay || a.Year != b.Year || a.Month != b.Month
	}
	return true
}
