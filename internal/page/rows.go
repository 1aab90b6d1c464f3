package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
)

// shapes are the signs that partials/signs.html draws.
var shapes = []string{"circle", "diamond", "triangle", "square", "bar", "ring", "hexagon", "cross"}

func (p *planner) sign(e *chronology.Event) Sign { return p.signOf(e.Kind, e.Date, e.Held()) }

func (p *planner) signOf(kind string, date edtf.Date, held bool) Sign {
	s := Sign{Shape: "cross", Label: p.l.Word("kind.none")}
	if k := p.c.Kind(kind); k != nil {
		s.Label, s.Shape = k.Label, shapeOr(k.Shape)
	}
	_, claimed := date.ClaimedDay()
	lasting := date.Form() == edtf.Interval && !date.Qualified()
	s.Open = !claimed && !lasting || !held
	return s
}

// shapeOr is a sign that is drawn: shape, else the cross.
func shapeOr(shape string) string {
	if slices.Contains(shapes, shape) {
		return shape
	}
	return "cross"
}

// row returns an event as all lists have it.
func (p *planner) row(e *chronology.Event) *Row {
	return keep(&p.once.rows[e.N], func() *Row { return p.common.newRow(e) })
}

// rootOf leads from a page to the root of the site: "" or "../" as often as it
// lies deep.
func rootOf(from string) string { return strings.Repeat("../", strings.Count(from, "/")) }

// newRow makes a row. All lists share it, and it is laid out only once; its
// hrefs begin with Root.
func (p *planner) newRow(e *chronology.Event) *Row {
	r := &Row{
		ID: e.ID, Href: Root + p.paths.event(e.ID), Title: e.Title, Summary: p.summary(e),
		When: *p.when(e), Sign: p.sign(e), Status: e.Status,
		Kind: e.Kind, Who: strings.Join(e.Ministers, " "), About: strings.Join(e.Topics, " "),
	}
	if inWords(e.Date) {
		r.Marks = append(r.Marks, r.When.Text)
	}
	if note := p.statusWord(e); note != "" {
		r.Marks = append(r.Marks, note)
	}
	if !e.Reviewed {
		r.Marks = append(r.Marks, p.l.Word("review.short"))
	}
	kind := r.Sign.Label
	if place := p.c.Place(e.Place); place != nil {
		kind = p.l.Say("kind.in_place", "kind", kind, "place", place.Name)
	}
	r.Meta = append(r.Meta, kind)
	if basis := p.basis(e, "basis.one", "basis.several"); basis != "" {
		r.Meta = append(r.Meta, basis)
	}
	r.Meta = append(r.Meta, p.sourceCount(e))
	for _, m := range p.counterparts(e) {
		r.Ministers = append(r.Ministers, Link{surname(m), Root + p.paths.minister(m.Slug)})
	}
	for _, slug := range e.Topics {
		if t := p.c.Topic(slug); t != nil {
			r.Topics = append(r.Topics, Link{t.Label, Root + p.paths.topic(slug)})
		}
	}
	return r
}

// sourceCount says how many sources an event has, and how many of them are
// independent of each other where that is not all.
func (p *planner) sourceCount(e *chronology.Event) string {
	sources, _ := e.Sources()
	count := p.l.Count("sources", len(sources))
	if n := e.Independent(); n < len(sources) {
		count += ", " + p.l.Count("independent", n)
	}
	return count
}

// statusWord says of an event that was not held what it is.
func (p *planner) statusWord(e *chronology.Event) string {
	switch e.Status {
	case "announced", "cancelled", chronology.Withdrawn:
		return p.l.Word("status." + e.Status)
	}
	return ""
}

// summary is what lists say of an event: of one that is withdrawn, why.
func (p *planner) summary(e *chronology.Event) string {
	if e.Status == chronology.Withdrawn {
		return StatusNote(p.l, e)
	}
	return e.Summary
}

// StatusNote says in full of an event that was not held, or no longer stands,
// what became of it; "" of any other.
func StatusNote(l *lang.Lang, e *chronology.Event) string {
	switch e.Status {
	case "announced", "cancelled":
		return l.Word("status." + e.Status + "_long")
	case chronology.Withdrawn:
		return l.Say("status.withdrawn_long", "date", l.DateIn(e.Withdrawal.Date), "reason", e.Withdrawal.Reason)
	}
	return ""
}

// basis says whose accounts an event rests on; "" if one of its articles is
// nobody's.
func (p *planner) basis(e *chronology.Event, one, several string) string {
	var voices []string
	for _, a := range e.Articles {
		if !slices.Contains(voices, a.Voice) {
			voices = append(voices, a.Voice)
		}
	}
	if slices.Contains(voices, "") {
		return ""
	}
	if len(voices) > 1 {
		return p.l.Word(several)
	}
	return p.l.Say(one, "side", p.side(voices[0]))
}

func (p *planner) side(slug string) string {
	if s := p.c.Side(slug); s != nil {
		return s.Label
	}
	return slug
}

// counterparts are the ministers of an event without the one everyone meets.
func (p *planner) counterparts(e *chronology.Event) []*content.Minister {
	var found []*content.Minister
	for _, slug := range e.Ministers {
		if m := p.c.Minister(slug); m != nil && slug != p.c.Site.Pivot {
			found = append(found, m)
		}
	}
	return found
}

// monthKey is under which heading of its year an event stands.
type monthKey struct {
	start edtf.Day // zero: no month
	wide  bool     // a season
}

func groupOf(e *chronology.Event) monthKey {
	a, _ := e.Date.Ends()
	start := e.Date.SortDay()
	start.Day = min(start.Day, 1)
	switch {
	case e.Date.IsZero(), e.Date.Form() != edtf.Range && a.Precision() == edtf.ToYear:
		return monthKey{}
	case e.Date.Form() == edtf.Single && a.Precision() == edtf.ToSeason:
		return monthKey{start, true}
	}
	return monthKey{start: start}
}

// id is the fragment of the heading, e being one of the events under it.
func (k monthKey) id(e *chronology.Event) string {
	if k.start.IsZero() {
		return "m" + strconv.Itoa(e.Date.SortDay().Year)
	}
	if k.wide {
		a, _ := e.Date.Ends()
		return "m" + a.String()[:7]
	}
	return "m" + k.start.String()[:7]
}

// months groups the events of one year by what their dates name: month, season,
// or no month. Groups are in the order of their first day, narrower before
// wider, events without month last.
func (p *planner) months(from string, events []*chronology.Event) []Month {
	groups := map[monthKey][]*chronology.Event{}
	for _, e := range events {
		k := groupOf(e)
		groups[k] = append(groups[k], e)
	}
	keys := make([]monthKey, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b monthKey) int {
		return cmp.Or(compareBool(a.start.IsZero(), b.start.IsZero()), p.turn(cmp.Or(a.start.Compare(b.start), compareBool(a.wide, b.wide))))
	})
	var months []Month
	for _, k := range keys {
		m := Month{Root: rootOf(from), ID: k.id(groups[k][0]), Name: p.l.Word("date.no_month")}
		if first := groups[k][0].Date; !k.start.IsZero() {
			m.Name, m.Year = p.l.MonthName(int(k.start.Month)), strconv.Itoa(k.start.Year)
			if k.wide {
				a, _ := first.Ends()
				m.Name, m.Year = p.l.Season(a.Month, a.Year), ""
			}
		}
		if groups[k][0].Date.IsZero() {
			m.Name, m.Quiet = p.l.Word("date.undated"), true
		}
		for _, e := range p.turned(groups[k]) {
			m.Rows = append(m.Rows, p.row(e))
		}
		months = append(months, m)
	}
	return months
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// newest reports whether lists begin with the newest entry.
func (p *planner) newest() bool { return p.c.Site.Order == "newest" }

// turn reverses a comparison where lists begin with the newest.
func (p *planner) turn(c int) int {
	if p.newest() {
		return -c
	}
	return c
}

// turned returns events in the order of lists.
func (p *planner) turned(events []*chronology.Event) []*chronology.Event {
	if p.newest() {
		events = slices.Clone(events)
		slices.Reverse(events)
	}
	return events
}

func (p *planner) touching(from string, year int) []Touching {
	var lines []Touching
	for _, e := range p.ch.Touching(year) {
		lines = append(lines, Touching{Link{e.Title, p.href(from, p.paths.event(e.ID))}, p.l.Date(e.Date)})
	}
	return lines
}
