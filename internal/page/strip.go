package page

import (
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/strip"
)

// homeStrip shows all events with the times in office of those whom the pivot
// meets. Its years lead to where the list has them.
func (p *planner) homeStrip(lists Lists) *Strip {
	hrefs := map[string]string{}
	for _, y := range lists.Rail {
		hrefs[y.Text] = y.Href
	}
	var terms []strip.Term
	for i := range p.c.Ministers {
		if m := &p.c.Ministers[i]; m.Slug != p.c.Site.Pivot {
			terms = append(terms, termsOf(m, surname(m))...)
		}
	}
	cells := p.yearCells(p.ch.Events, func(year, _ int) string { return hrefs[strconv.Itoa(year)] })
	s := p.strip(homePath, cells, p.ch.Events, nil, terms)
	if s != nil {
		s.Label = p.stripLabel(cells, p.l.Count("entries", len(p.ch.Events)))
	}
	return s
}

// stripLabel says from when to when a strip of years goes, and what it shows.
func (p *planner) stripLabel(cells []strip.Cell, entries string) string {
	first, last := cells[0].From.Year, cells[len(cells)-1].Until.Year-1
	return p.l.Say("strip.years", "from", strconv.Itoa(first), "to", strconv.Itoa(last), "entries", entries)
}

// termStrip shows the events of a list among all others. Its years lead to
// where the list has them.
func (p *planner) termStrip(g *group, terms []strip.Term) *Strip {
	cells := p.yearCells(g.events, func(year, n int) string {
		if n == 0 {
			return ""
		}
		return p.href(g.at, p.inYear(g, year))
	})
	s := p.strip(g.at, cells, g.events, p.ch.Events, terms)
	if s != nil {
		s.Label = p.l.Say("strip.years_of", "name", g.short, "entries", p.l.Count("entries", len(g.events)))
	}
	return s
}

// yearStrip shows the events of a year by months, which lead to where the page
// lists them; with a name, those of a list among all others.
func (p *planner) yearStrip(at string, year int, months []Month, events []*chronology.Event, name string) *Strip {
	ids := map[string]bool{}
	for _, m := range months {
		ids[m.ID] = true
	}
	perMonth := map[int]int{}
	for _, e := range events {
		perMonth[int(e.Date.SortDay().Month)]++
	}
	cells := strip.Months(year)
	for i := range cells {
		c := &cells[i]
		c.Text, c.Short = p.l.MonthShort(i+1), p.l.MonthInitial(i+1)
		if id := "m" + c.From.String()[:7]; ids[id] {
			c.Href = "#" + id
			c.Spoken = p.l.Say("strip.cell", "label", c.Text+" "+strconv.Itoa(year), "entries", p.l.Count("entries_short", perMonth[i+1]))
		}
	}
	var others []*chronology.Event
	key := "strip.months"
	if name != "" {
		others, key = p.ch.Year(year), "strip.months_of"
	}
	s := p.strip(at, cells, events, others, nil)
	s.Label = p.l.Say(key, "name", name, "year", strconv.Itoa(year), "entries", p.l.Count("entries", len(events)))
	return s
}

// eventStrip shows where in the chronology an event lies.
func (p *planner) eventStrip(at string, e *chronology.Event) *Strip {
	if p.eventRuler == nil || e.Date.IsZero() {
		return nil
	}
	mark := p.mark(at, e)
	ruler := p.rulerOn(mark)
	return &Strip{Strip: ruler.At(mark), Ruler: ruler, Label: p.l.Say("strip.here", "date", p.when(e).Spoken)}
}

// lostStrip leads to the years.
func (p *planner) lostStrip() *Strip {
	ruler := p.ruler(notFoundPath)
	if ruler == nil {
		return nil
	}
	return &Strip{Strip: ruler, Label: p.stripLabel(ruler.Cells, p.l.Count("entries", len(p.ch.Events)))}
}

// ruler is a strip of all years with a stroke for each event, nil without
// years. Pages of one folder can share it.
func (p *planner) ruler(at string) *strip.Strip {
	cells := p.yearCells(p.ch.Events, func(year, _ int) string { return p.href(at, p.paths.year(year)) })
	if len(cells) == 0 {
		return nil
	}
	for i := range cells {
		cells[i].Count = ""
	}
	return strip.New(strip.Input{Cells: cells, Others: days(p.ch.Events, nil)})
}

// yearCells are the years of the chronology with the numbers of some events.
// Where a cell is a decade, it leads to its first year that has some.
func (p *planner) yearCells(events []*chronology.Event, href func(year, n int) string) []strip.Cell {
	years := p.ch.Years()
	if len(years) == 0 {
		return nil
	}
	perYear := countYears(events)
	cells := strip.Years(years[0], years[len(years)-1])
	for i := range cells {
		c := &cells[i]
		n, first := 0, 0
		for y := c.From.Year; y < c.Until.Year; y++ {
			if n += perYear[y]; n > 0 && first == 0 {
				first = y
			}
		}
		c.Text = strconv.Itoa(c.From.Year)
		if c.Until.Year > c.From.Year+1 {
			c.Text = p.l.Say("strip.decade", "year", c.Text)
		} else {
			first = c.From.Year
		}
		key := "strip.cell"
		c.Count = p.l.Number(n)
		if n == 0 {
			key, c.Count = "strip.cell_empty", p.l.Word("strip.none")
		}
		c.Spoken = p.l.Say(key, "label", c.Text, "entries", p.l.Count("entries_short", n))
		if first != 0 {
			c.Href = href(first, n)
		}
	}
	return cells
}

func countYears(events []*chronology.Event) map[int]int {
	perYear := map[int]int{}
	for _, e := range events {
		perYear[e.Year()]++
	}
	return perYear
}

// strip lays out events among others and says what the drawing means; nil
// without cells.
func (p *planner) strip(at string, cells []strip.Cell, events, others []*chronology.Event, terms []strip.Term) *Strip {
	if len(cells) == 0 {
		return nil
	}
	in := strip.Input{Cells: cells, Others: days(others, events), Terms: terms, Entries: make([]strip.Entry, 0, len(events))}
	open, claims := false, false
	for _, e := range events {
		m := p.mark(at, e)
		open, claims = open || m.Open, claims || !m.Open && e.Contradiction("date") != nil
		in.Entries = append(in.Entries, m)
	}
	s := &Strip{Strip: strip.New(in)}
	say := func(key string) { s.Caption = append(s.Caption, p.l.Word(key)) }
	switch {
	case s.Bars != nil:
		s.Most = p.l.Say(mostWords[s.Bars.Months], "n", p.l.Number(s.Bars.Most))
		say("strip.bars")
		if len(s.Bars.Layers) > 1 {
			say("strip.context")
		}
	case len(s.Signs) > 0:
		say("strip.signs")
		if open {
			say("strip.open")
		}
		if claims {
			say("strip.claims")
		}
		if s.Rug != "" {
			say("strip.rug")
		}
	}
	if len(s.Bands) > 0 && at == homePath {
		say("strip.terms")
	}
	return s
}

// mostWords say how many entries the highest bar counts, by the months a bar
// stands for.
var mostWords = map[int]string{
	1: "strip.most_month", 3: "strip.most_quarter", 6: "strip.most_half", 12: "strip.most_year", 120: "strip.most_decade",
}

// mark is how an event is drawn.
func (p *planner) mark(at string, e *chronology.Event) strip.Entry {
	sign := p.sign(e)
	m := strip.Entry{
		ID: e.ID, Sort: e.Date.SortDay(), Shape: sign.Shape, Open: sign.Open, Href: p.href(at, p.paths.event(e.ID)),
		Title: p.l.Say("strip.entry", "date", p.when(e).Text, "title", e.Title),
	}
	m.First, m.Last = e.Hull()
	if first, last := e.Date.Bounds(); first == last {
		m.Day = first
	}
	return m
}

// days are the sort days of events that are not among some of them; both lists
// are in the order of the chronology.
func days(events, without []*chronology.Event) []edtf.Day {
	found := make([]edtf.Day, 0, max(0, len(events)-len(without)))
	for _, e := range events {
		if len(without) > 0 && without[0] == e {
			without = without[1:]
			continue
		}
		if !e.Date.IsZero() {
			found = append(found, e.Date.SortDay())
		}
	}
	return found
}

// termsOf are the times in office of a minister, under a name.
func termsOf(m *content.Minister, name string) []strip.Term {
	var terms []strip.Term
	for _, t := range m.Terms {
		from, _ := t.Start.Bounds()
		_, until := t.End.Bounds()
		if from.IsZero() {
			continue
		}
		if !until.IsZero() {
			until = until.Add(1)
		}
		terms = append(terms, strip.Term{From: from, Until: until, Name: name})
	}
	return terms
}
