package page

import (
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// evidence returns the sources and the clues that point to them.
func (p *planner) evidence(at string, e *chronology.Event) (sources []Source, clues, proofs []Clue) {
	all, places := e.Sources()
	for i, s := range all {
		sources = append(sources, p.source(at, i, s))
	}
	known := false // an earlier clue says the date already
	for i, a := range e.Articles {
		for _, ev := range a.Event.Evidence {
			c := p.clue(ev)
			if ev.Field == "date" {
				c.Term = p.dateTerm(e, ev, known)
				known = known || ev.Role == "event" && ev.Says == e.Date.String()
			}
			if n := ev.Source - 1; n >= 0 && n < len(places[i]) {
				place := places[i][n]
				c.Source = Link{p.l.Say("sources.nth", "n", strconv.Itoa(place+1)), "#" + sources[place].ID}
			}
			if ev.Field == "date" {
				clues = append(clues, c)
			} else {
				proofs = append(proofs, c)
			}
		}
	}
	return sources, append(clues, p.conclusion(e, len(clues))...), proofs
}

// occasions are the rules of evidence that date an event by another one.
var occasions = []string{"known-event", "next-election", "term", "term-of-office", "topic-clock", "dated-noun", "earlier"}

// dateTerm is the fixed term for a clue to the date: where it stands, what it
// bounds, or, once an earlier clue has said the date, whether it agrees.
func (p *planner) dateTerm(e *chronology.Event, ev content.Evidence, known bool) string {
	says, err := edtf.Parse(ev.Says)
	first, last := says.Bounds()
	lo, hi := e.Date.Bounds()
	_, _, agrees := edtf.Overlap(first, last, lo, hi)
	key := "role." + ev.Role
	switch {
	case ev.Role == "event" && err == nil && !e.Date.IsZero() && !agrees:
		key = "evidence.differs"
	case ev.Rule == "dateline":
		key = "evidence.dateline"
	case ev.Role == "event" && slices.Contains(occasions, ev.Rule):
		key = "evidence.occasion"
	case ev.Role == "event" && known && err == nil:
		key = "evidence.check"
	}
	if !p.l.Has(key) {
		key = "role.event"
	}
	return p.l.Word(key)
}

// conclusion is the last row: what follows from the clues, where none says it
// alone.
func (p *planner) conclusion(e *chronology.Event, clues int) []Clue {
	if when := p.when(e); clues > 0 && when.Inferred || clues > 1 && e.Uncertain() || e.Contradictory {
		return []Clue{{Term: p.l.Word("evidence.conclusion"), Rule: when.Badge, Says: when.Text}}
	}
	return nil
}

// clue puts one row of evidence into words.
func (p *planner) clue(ev content.Evidence) Clue {
	c := Clue{Says: p.says(ev)}
	if ev.Quote != "" {
		c.Quote = p.l.Quote(ev.Quote)
	}
	c.Term = p.l.Word("role.event")
	if key := "field." + ev.Field; p.l.Has(key) {
		c.Term = p.l.Word(key)
	}
	rule, ok := p.l.Rule(ev.Rule)
	if !ok {
		rule = p.l.Word("evidence.other")
	}
	c.Rule = rule
	return c
}

// says is what a clue says, in words.
func (p *planner) says(ev content.Evidence) string {
	if d, err := edtf.Parse(ev.Says); err == nil {
		return p.l.Date(d)
	}
	switch ev.Field {
	case "kind":
		if k := p.c.Kind(ev.Says); k != nil {
			return k.Label
		}
	case "place":
		if place := p.c.Place(ev.Says); place != nil {
			return place.Name
		}
	case "ministers":
		if m := p.c.Minister(ev.Says); m != nil {
			return m.Name
		}
	case "topics":
		if t := p.c.Topic(ev.Says); t != nil {
			return t.Label
		}
	case "outlet":
		if o := p.c.Outlet(ev.Says); o != nil {
			return o.Name
		}
	case "initiative", "voice":
		return p.side(ev.Says)
	case "status":
		if key := "status." + ev.Says; p.l.Has(key) {
			return p.l.Word(key)
		}
	}
	return ev.Says
}
