package page

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/edtf"
	"chronik/internal/rhythm"
	"chronik/internal/strip"
)

// rhythm plans the page of how contacts and what was promised lie in time.
func (p *planner) rhythm() {
	p.add(p.paths.rhythm(), "rhythm", "", p.l.Word("rhythm.title"), (*planner).rhythmView)
}

func (p *planner) rhythmView() any {
	at, title := p.paths.rhythm(), p.l.Word("rhythm.title")
	v := Rhythm{
		Frame:  p.frame(at, title, title, p.paths.register()),
		Crumbs: p.registerCrumbs(at, "register.questions"), Heading: title, Deck: p.l.Say("rhythm.deck", "kinds", p.contactKinds()),
	}
	contacts := p.ch.Contacts()
	if len(contacts) == 0 {
		v.Empty = p.l.Word("rhythm.empty")
	}
	found := rhythm.SilencesOf(contacts, 1)
	for _, e := range found.Open {
		v.Open = append(v.Open, *p.neighbour(at, e))
	}
	if len(found.Open) < len(contacts) {
		v.Figures = append(v.Figures, p.density(at, contacts), p.contactsByKind(at, contacts))
		if asked := p.askedBy(at, contacts); asked != nil {
			v.Figures = append(v.Figures, asked)
		}
	}
	for _, s := range []TimeSection{p.longestSilence(at, found), p.promisesTable(at), p.mentions(at)} {
		if len(s.Table.Rows) > 0 {
			v.Tables = append(v.Tables, s)
		}
	}
	return v
}

// contactCells are the years of the chronology with the numbers of some events.
func (p *planner) contactCells(at string, events []*chronology.Event) []strip.Cell {
	return p.yearCells(events, func(year, _ int) string { return p.href(at, p.paths.year(year)) })
}

// stacked draws bars on a ruler of years; most says what the highest counts.
func (p *planner) stacked(cells []strip.Cell, borders []edtf.Day, months int, contacts string, most func(int) string, stacks []strip.Stack, key string) *Strip {
	s := &Strip{Strip: strip.Stacked(cells, borders, months, stacks), Caption: []string{key}}
	s.Most = p.l.Say(mostWords[months], "n", most(s.Bars.Most))
	s.Label = p.stripLabel(cells, p.l.Say("rhythm.contacts", "n", contacts))
	return s
}

// density spreads contacts over the months in which they may have been.
func (p *planner) density(at string, contacts []*chronology.Event) *Matrix {
	cells := p.contactCells(at, contacts)
	perCell, _ := rhythm.Density(contacts, bordersOf(cells))
	var total rhythm.Sum
	for i, b := range perCell {
		c := &cells[i]
		total = total.Plus(b.Total)
		if c.Count = p.shareText(b.Total); b.Total.IsZero() {
			c.Count = p.l.Word("strip.none")
		}
		c.Spoken = p.l.Say("strip.cell", "label", c.Text, "entries", p.l.Say("rhythm.contacts", "n", p.shareText(b.Total)))
	}
	stretches, months := strip.Stretches(cells)
	bins, _ := rhythm.Density(contacts, stretches)
	sure, shares := strip.Stack{Counts: make([]int, len(bins))}, strip.Stack{Class: "ctx", Counts: make([]int, len(bins))}
	for i, b := range bins {
		sure.Counts[i] = 100 * b.Sure
		shares.Counts[i] = b.Total.Hundredths() - 100*b.Sure
	}
	m := &Matrix{
		ID: "density", Title: p.l.Word("rhythm.density"), Note: p.l.Word("rhythm.density_note"), Caption: p.l.Word("rhythm.months"),
		Corner: p.l.Word("overview.years"), Sum: p.l.Word("matrix.sum"),
	}
	p.monthRows(m, at, cells, contacts)
	m.Strip = p.stacked(cells, stretches, months, p.shareText(total), p.l.Decimal, []strip.Stack{sure, shares}, p.l.Word("rhythm.density_key"))
	return m
}

// monthRows fills a table with the density of each month, a year a row, those
// without any left out where years are many.
func (p *planner) monthRows(m *Matrix, at string, cells []strip.Cell, contacts []*chronology.Event) {
	var borders []edtf.Day
	for d := cells[0].From; !d.After(cells[len(cells)-1].Until); d = d.AddMonths(1) {
		borders = append(borders, d)
	}
	bins, _ := rhythm.Density(contacts, borders)
	most := 1
	for _, b := range bins {
		most = max(most, b.Total.Hundredths())
	}
	row := func(head Link, months []rhythm.Sum) MatrixRow {
		r := MatrixRow{Head: head}
		var all rhythm.Sum
		for _, month := range months {
			cell := MatrixCell{Link: Link{Text: p.shareText(month)}, Heat: (month.Hundredths()*5 + most - 1) / most}
			if month.IsZero() {
				cell.Text = ""
			}
			r.Cells, all = append(r.Cells, cell), all.Plus(month)
		}
		r.Sum = p.shareText(all)
		return r
	}
	for i := range 12 {
		m.Columns = append(m.Columns, Link{Text: p.l.MonthShort(i + 1)})
	}
	for year := range slices.Chunk(bins, 12) {
		months, empty := make([]rhythm.Sum, 12), true
		for i, b := range year {
			months[i] = b.Total
			empty = empty && b.Total.IsZero()
		}
		if y := year[0].From.Year; !empty || len(bins) <= 12*mostColumns {
			m.Rows = append(m.Rows, row(Link{p.yearName(y), p.href(at, p.paths.year(y))}, months))
		}
	}
}

// shareText writes a sum; what is too little to be shown, as less than the least.
func (p *planner) shareText(s rhythm.Sum) string {
	n := s.Hundredths()
	if n == 0 && !s.IsZero() {
		return p.l.Say("rhythm.traces", "n", p.l.Decimal(1))
	}
	return p.l.Decimal(n)
}

// bordersOf are where the cells of a ruler begin, and the end of the last.
func bordersOf(cells []strip.Cell) []edtf.Day {
	var borders []edtf.Day
	for _, c := range cells {
		borders = append(borders, c.From)
	}
	return append(borders, cells[len(cells)-1].Until)
}

// A part of the contacts is counted in a row of its own.
type contactPart struct {
	row    MatrixRow
	class  string // of its bars
	events []*chronology.Event
}

// byYears is a table of parts by years with bars of the same numbers; without a
// key there are no bars.
func (p *planner) byYears(at, id, title, note, corner, key string, contacts []*chronology.Event, parts []contactPart) *Matrix {
	m := p.matrix(at, id, title, corner)
	m.Note = note
	for _, part := range parts {
		m.Rows = append(m.Rows, part.row)
	}
	foot := p.countRow(Link{Text: p.l.Word("matrix.sum")}, contacts)
	m.Foot = &foot
	cells := p.contactCells(at, contacts)
	if key == "" || len(cells) == 0 {
		return m
	}
	borders := bordersOf(cells)
	var stacks []strip.Stack
	for _, part := range parts {
		counts := make([]int, len(cells))
		for year, n := range countYears(part.events) {
			if i := slices.IndexFunc(cells, func(c strip.Cell) bool { return c.From.Year <= year && year < c.Until.Year }); i >= 0 {
				counts[i] += n
			}
		}
		stacks = append(stacks, strip.Stack{Class: part.class, Counts: counts})
	}
	m.Strip = p.stacked(cells, borders, 12*(cells[0].Until.Year-cells[0].From.Year), foot.Sum, p.l.Number, stacks, key)
	return m
}

// contactsByKind sets the kinds of contact against each other.
func (p *planner) contactsByKind(at string, contacts []*chronology.Event) *Matrix {
	byKind := map[string][]*chronology.Event{}
	for _, e := range contacts {
		byKind[e.Kind] = append(byKind[e.Kind], e)
	}
	var parts []contactPart
	for _, k := range p.c.Kinds {
		if !k.Contact {
			continue
		}
		g, events := p.lists.kind[k.Slug], byKind[k.Slug]
		row := p.countRow(Link{g.short, p.href(at, g.at)}, events)
		row.Shape = shapeOr(k.Shape)
		parts = append(parts, contactPart{row, "glyph k-" + row.Shape, events})
	}
	return p.byYears(at, "kinds", p.l.Word("rhythm.kinds"), p.l.Word("rhythm.kinds_note"), p.l.Word("rhythm.kinds_corner"),
		p.l.Word("rhythm.kinds_key"), contacts, parts)
}

// askedBy counts which side asked for contacts, nil if that is known of none.
// Two sides are told apart in a drawing.
func (p *planner) askedBy(at string, contacts []*chronology.Event) *Matrix {
	bySide := map[string][]*chronology.Event{}
	for _, e := range contacts {
		bySide[e.Initiative] = append(bySide[e.Initiative], e)
	}
	unknown, key := bySide[""], ""
	if len(unknown) == len(contacts) {
		return nil
	}
	sides := p.c.Site.Sides
	classes := make([]string, len(sides))
	if len(sides) == 2 {
		classes[0], key = "own", p.l.Say("rhythm.asked_key", "first", sides[0].Label, "second", sides[1].Label)
	}
	var parts []contactPart
	for i, s := range sides {
		parts = append(parts, contactPart{p.countRow(Link{Text: s.Label}, bySide[s.Slug]), classes[i], bySide[s.Slug]})
	}
	parts = append(parts, contactPart{p.countRow(Link{Text: p.l.Word("rhythm.asked_unknown")}, unknown), "ctx", unknown})
	note := p.l.Say("rhythm.asked_note", "n", p.l.Number(len(contacts)-len(unknown)), "m", p.l.Number(len(contacts)))
	return p.byYears(at, "asked", p.l.Word("rhythm.asked"), note, p.l.Word("rhythm.asked_corner"), key, contacts, parts)
}

func (p *planner) longestSilence(at string, found rhythm.Silences) TimeSection {
	s := TimeSection{
		ID: "silence", Title: p.l.Word("rhythm.silence"), Table: *p.gapsTable(p.l.Word("rhythm.silence_caption")),
		More: Link{p.l.Word("rhythm.silence_more"), p.href(at, p.paths.gaps())},
	}
	add := func(key string, silence rhythm.Silence) {
		row := p.gap(at, silence)
		row.Head.Text = p.l.Say(key, "length", row.Head.Text)
		s.Table.Rows = append(s.Table.Rows, row)
	}
	longest := 0
	for _, silence := range found.Sure {
		add("rhythm.silence_sure", silence)
		longest = silence.Longest
	}
	if found.Possible.Days > longest {
		add("rhythm.silence_possible", found.Possible)
	}
	return s
}

// mentions names the first and the last event of each topic.
func (p *planner) mentions(at string) TimeSection {
	s := TimeSection{ID: "topics", Title: p.l.Word("rhythm.topics"), Note: p.l.Word("rhythm.topics_note"), Table: Timetable{
		Caption: p.l.Word("rhythm.topics_caption"), Head: p.l.Word("rhythm.topic"), From: p.l.Word("rhythm.first"), To: p.l.Word("rhythm.last"),
	}}
	var topics []indexed
	for _, t := range p.c.Topics {
		topics = append(topics, indexed{t.Label, p.lists.topic[t.Slug]})
	}
	p.byName(topics)
	bound := func(b rhythm.Bound, key string) *Neighbour {
		if b.Event == nil {
			return nil
		}
		n := p.neighbour(at, b.Event)
		if !b.Sure {
			n.Date = p.l.Say(key, "date", n.Date)
		}
		return n
	}
	for _, t := range topics {
		if len(t.events) > 0 {
			s.Table.Rows = append(s.Table.Rows, TimeRow{
				Link{t.name, p.href(at, t.at)}, bound(rhythm.First(t.events), "rhythm.earlier"), bound(rhythm.Last(t.events), "rhythm.later"),
			})
		}
	}
	return s
}

// promisesTable says what became of what was promised.
func (p *planner) promisesTable(at string) TimeSection {
	s := TimeSection{ID: "promises", Title: p.l.Word("promises.title"), Table: Timetable{
		Caption: p.l.Word("promises.caption"), Head: p.l.Word("promises.state"), From: p.l.Word("promises.given"), To: p.l.Word("promises.by"),
	}}
	if day := rhythm.AsOf(p.ch); !day.IsZero() {
		s.Note = p.l.Say("promises.note", "date", p.l.Date(day.Date()))
	}
	for _, e := range p.ch.Events {
		for _, promise := range p.promises.given[e] {
			row := TimeRow{Head: Link{Text: p.promiseState(promise)}, From: p.neighbour(at, e)}
			row.From.Title = p.promiseText(promise)
			if promise.By != nil {
				row.To = p.neighbour(at, promise.By)
			}
			s.Table.Rows = append(s.Table.Rows, row)
		}
	}
	return s
}

func (p *planner) promiseText(promise rhythm.Promise) string {
	if promise.Text == "" {
		return promise.Event.Title
	}
	return promise.Text
}

// promiseState says what became of a promise, and when.
func (p *planner) promiseState(promise rhythm.Promise) string {
	state := p.l.Word("promises.open")
	switch {
	case promise.State == rhythm.Kept:
		days, longest := p.l.Count("days", promise.Least), p.l.Count("days", promise.Most)
		switch {
		case !promise.Counted:
			return p.l.Word("promises.kept")
		case promise.Most == 0:
			return p.l.Word("promises.kept_same")
		case promise.Least < promise.Most:
			return p.l.Say("promises.kept_between", "days", p.l.Number(promise.Least), "longest", longest)
		}
		return p.l.Say("promises.kept_days", "days", days)
	case promise.State == rhythm.Lapsed && promise.By != nil:
		return p.l.Word("promises.cancelled")
	case promise.State == rhythm.Lapsed:
		state = p.l.Word("promises.lapsed")
	}
	if promise.Due.IsZero() {
		return state
	}
	return p.l.Say("promises.due", "state", state, "date", p.l.Date(promise.Due))
}

// promiseFacts are what was promised at an event, with what kept it, and what the
// event kept itself.
func (p *planner) promiseFacts(at string, e *chronology.Event) (promises, keeps []Link) {
	for _, promise := range p.promises.given[e] {
		link := Link{Text: p.l.Say("promises.fact", "text", p.promiseText(promise), "state", p.promiseState(promise))}
		if promise.By != nil && promise.By != e {
			link.Href = p.href(at, p.paths.event(promise.By.ID))
		}
		promises = append(promises, link)
	}
	for _, promise := range p.promises.kept[e] {
		if promise.Event != e {
			keeps = append(keeps, Link{p.promiseText(promise), p.href(at, p.paths.event(promise.Event.ID))})
		}
	}
	return promises, keeps
}

// promises are what was promised at each event, and what each kept.
type promises struct {
	given, kept map[*chronology.Event][]rhythm.Promise
}

func promisesOf(ch *chronology.Chronology) promises {
	p := promises{map[*chronology.Event][]rhythm.Promise{}, map[*chronology.Event][]rhythm.Promise{}}
	for _, promise := range rhythm.Promises(ch) {
		p.given[promise.Event] = append(p.given[promise.Event], promise)
		if promise.State == rhythm.Kept {
			p.kept[promise.By] = append(p.kept[promise.By], promise)
		}
	}
	return p
}

// rhythmFacet says of a list when it begins and ends, how long its longest time
// without contact was, and who asked for its contacts.
func (p *planner) rhythmFacet(g *group) Facet {
	f := Facet{Title: p.l.Word("rhythm.terms")}
	if first := rhythm.First(g.events); first.Event != nil {
		n := p.when(first.Event).Text
		if _, hi := first.Event.Date.Bounds(); !first.Sure {
			n = p.l.Say("date.latest", "date", p.l.Date(hi.Date()))
		}
		f.Items = append(f.Items, Counted{Link: Link{p.l.Word("rhythm.first"), p.href(g.at, p.paths.event(first.Event.ID))}, N: n})
	}
	if last := rhythm.Last(g.events); last.Event != nil {
		n := p.when(last.Event).Text
		if lo, _ := last.Event.Date.Bounds(); !last.Sure {
			n = p.l.Say("date.earliest", "date", p.l.Date(lo.Date()))
		}
		f.Items = append(f.Items, Counted{Link: Link{p.l.Word("rhythm.last"), p.href(g.at, p.paths.event(last.Event.ID))}, N: n})
	}
	var contacts []*chronology.Event
	asked := map[string]int{}
	for _, e := range g.events {
		if p.ch.Contact(e) {
			contacts = append(contacts, e)
			asked[e.Initiative]++
		}
	}
	for _, s := range rhythm.SilencesOf(contacts, 1).Sure {
		f.Items = append(f.Items, Counted{Link: Link{p.l.Word("rhythm.silence_longest"), p.href(g.at, p.paths.event(s.Before.ID))}, N: p.gapLength(s)})
	}
	for _, side := range p.c.Site.Sides {
		if n := asked[side.Slug]; n > 0 {
			f.Items = append(f.Items, Counted{Link: Link{Text: p.l.Say("rhythm.asked_by", "side", side.Label)}, N: p.l.Number(n)})
		}
	}
	return f
}
