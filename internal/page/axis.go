package page

import (
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
	"chronik/internal/strip"
)

// axis draws the days between which an event lies, or which claims name for it
// that contradict each other; nil where nothing bounds them on both sides.
func (p *planner) axis(e *chronology.Event) *Axis {
	after, before := around(e)
	day, claimed := e.Date.ClaimedDay()
	first, last := day, day
	if claimed {
		first, last = latest(after, day), earliest(before, day)
	} else if first, last = e.Date.Bounds(); e.Date.Form() == edtf.Interval && e.Contradiction("date") == nil {
		return nil // it lasted; nothing is uncertain
	}
	label, band := "axis.label", "axis.band"
	if e.Contradiction("date") != nil {
		first, last = e.Hull()
		label, band = "axis.claims_label", "axis.claims"
	}
	if first.IsZero() || last.IsZero() || first == last {
		return nil
	}
	outer := outside(after, before, first, last)
	a := &Axis{Axis: strip.NewAxis(first, last, outer, day)}
	a.Label = p.l.Say(label, "span", p.spanOf(first, last))
	a.Caption = append(a.Caption, p.l.Say(band, "span", p.spanOf(first, last)))
	if claimed {
		a.Caption = append(a.Caption, p.l.Say("axis.day", "date", p.l.Date(day.Date())))
	}
	if len(outer) > 0 {
		var dates []string
		for _, d := range outer {
			dates = append(dates, p.l.Date(d.Date()))
		}
		a.Caption = append(a.Caption, p.l.Say("axis.outer", "dates", p.l.Join(dates)))
	}
	for _, t := range a.Axis.Ticks {
		tick := AxisTick{X: t.X, Long: t.Long}
		if t.Label {
			tick.Text = p.tickText(t)
		}
		a.Ticks = append(a.Ticks, tick)
	}
	return a
}

func (p *planner) spanOf(first, last edtf.Day) string {
	return p.l.Date(edtf.MustParse(first.String() + "/" + last.String()))
}

func (p *planner) tickText(t strip.Tick) string {
	month := p.l.MonthShort(int(t.Day.Month))
	switch {
	case t.Unit == strip.ByDay:
		return p.l.Say("date.day_month", "day", strconv.Itoa(t.Day.Day), "month", month)
	case t.Unit == strip.ByMonth && t.Day.Month != 1:
		return month
	}
	return strconv.Itoa(t.Day.Year)
}

// around are the days that the evidence sets an event after and before.
func around(e *chronology.Event) (after, before []edtf.Day) {
	for _, a := range e.Articles {
		for _, ev := range a.Event.Evidence {
			d, err := edtf.Parse(ev.Says)
			if ev.Field != "date" || err != nil {
				continue
			}
			first, last := d.Bounds()
			switch ev.Role {
			case "after":
				after = append(after, first)
			case "before", "deadline", "publication":
				before = append(before, last)
			}
		}
	}
	return after, before
}

// latest returns the last of some days that is not after a day, or no day.
func latest(days []edtf.Day, day edtf.Day) edtf.Day {
	var found edtf.Day
	for _, d := range days {
		if !d.After(day) && d.After(found) {
			found = d
		}
	}
	return found
}

// earliest returns the first of some days that is not before a day, or no day.
func earliest(days []edtf.Day, day edtf.Day) edtf.Day {
	var found edtf.Day
	for _, d := range days {
		if !d.IsZero() && !d.Before(day) && (found.IsZero() || d.Before(found)) {
			found = d
		}
	}
	return found
}

// outside returns the limits that are next to a span on either side, as far as
// they do not dwarf it.
func outside(after, before []edtf.Day, first, last edtf.Day) []edtf.Day {
	far := 2*(last.Sub(first)+1) + 14
	var outer []edtf.Day
	if d := latest(after, first.Add(-1)); !d.IsZero() && first.Sub(d) <= far {
		outer = append(outer, d)
	}
	if d := earliest(before, last.Add(1)); !d.IsZero() && d.Sub(last) <= far {
		outer = append(outer, d)
	}
	return outer
}
