package page

import (
	"fmt"
	"slices"
	"strconv"

	"chronik/internal/chronology"
)

// A part is a stretch of a list that is too long for one page: a quarter of
// its year, a month of a quarter that is still too long, and of a month so many
// entries as a page may have. A part that is short enough has none itself.
//
// Addresses do not move as a list grows: the page of a year or quarter stays
// where it is and leads to its parts.
type part struct {
	at, name string
	events   []*chronology.Event
	parts    []part
}

// parts cuts the events of one page; nil if the page can list them all.
func (p *planner) parts(at string, year int, events []*chronology.Event) []part {
	if !p.long(events) {
		return nil
	}
	if year == 0 {
		return p.numbered(at, events)
	}
	quarters := map[int][]*chronology.Event{}
	for _, e := range events {
		q := 0
		if k := groupOf(e); !k.start.IsZero() {
			q = (int(k.start.Month) + 2) / 3
		}
		quarters[q] = append(quarters[q], e)
	}
	var parts []part
	for _, q := range []int{1, 2, 3, 4, 0} {
		if len(quarters[q]) == 0 {
			continue
		}
		name := p.l.Word("date.no_month")
		if q > 0 {
			name = p.l.Say("part.quarter", "n", strconv.Itoa(q))
		}
		quarter := part{at: p.paths.part(at, strconv.Itoa(q)), name: name, events: quarters[q]}
		if p.long(quarter.events) && q > 0 {
			quarter.parts = p.monthly(at, quarter.events)
		} else if q == 0 && p.long(quarter.events) {
			quarter.parts = p.numbered(quarter.at, quarter.events)
		}
		parts = append(parts, quarter)
	}
	return parts
}

// monthly cuts a quarter; at is the page of its year.
func (p *planner) monthly(at string, events []*chronology.Event) []part {
	months := map[int][]*chronology.Event{}
	for _, e := range events {
		m := int(groupOf(e).start.Month)
		months[m] = append(months[m], e)
	}
	var parts []part
	for m := 1; m <= 12; m++ {
		if len(months[m]) > 0 {
			month := part{at: p.paths.part(at, fmt.Sprintf("%02d", m)), name: p.l.MonthName(m), events: months[m]}
			if p.long(month.events) {
				month.parts = p.numbered(month.at, month.events)
			}
			parts = append(parts, month)
		}
	}
	return parts
}

// numbered cuts a list where nothing but the number of its entries can.
func (p *planner) numbered(at string, events []*chronology.Event) []part {
	var parts []part
	for chunk := range slices.Chunk(events, p.limits.listed) {
		n := strconv.Itoa(len(parts) + 1)
		parts = append(parts, part{at: p.paths.part(at, n), name: p.l.Say("part.nth", "n", n), events: chunk})
	}
	return parts
}

// file notes where the events of a year stand: on which page, and under which
// month.
func (p *planner) file(at string, year int, events []*chronology.Event) {
	var note func(at string, parts []part, events []*chronology.Event)
	note = func(at string, parts []part, events []*chronology.Event) {
		for _, sub := range parts {
			note(sub.at, sub.parts, sub.events)
		}
		if len(parts) == 0 {
			for _, e := range events {
				p.lists.filed[e] = at + "#" + groupOf(e).id(e)
			}
		}
	}
	note(at, p.parts(at, year, events), events)
}

// partLinks lead from a page to its parts.
func (p *planner) partLinks(from string, parts []part) []Counted {
	var links []Counted
	for _, sub := range parts {
		links = append(links, Counted{Link: Link{sub.name, p.href(from, sub.at)}, N: p.l.Number(len(sub.events))})
	}
	return links
}

// partPages plans the pages of the parts; above is the page they are parts of.
func (p *planner) partPages(parts []part, name, file, current string, crumbs func(p *planner, from string) []Link) {
	for i, sub := range parts {
		title := p.l.Say("part.title", "name", name, "part", sub.name)
		p.add(sub.at, "cross", file, title, func(p *planner) any {
			v := Cross{
				Subject: name, Year: sub.name, Crumbs: crumbs(p, sub.at),
				Deck: p.l.Count("entries", len(sub.events)),
			}
			v.Frame = p.frame(sub.at, title, p.l.Say("describe.term", "entries", v.Deck, "name", title), current)
			if i > 0 {
				v.Prev = &Link{parts[i-1].name, p.href(sub.at, parts[i-1].at)}
			}
			if i+1 < len(parts) {
				v.Next = &Link{parts[i+1].name, p.href(sub.at, parts[i+1].at)}
			}
			if v.Parts = p.partLinks(sub.at, sub.parts); len(sub.parts) == 0 {
				v.Months = p.months(sub.at, sub.events)
			} else {
				v.Deck = p.l.Say("part.split", "entries", v.Deck)
			}
			return v
		})
		p.partPages(sub.parts, title, file, current, func(p *planner, from string) []Link {
			return append(crumbs(p, from), Link{sub.name, p.href(from, sub.at)})
		})
	}
}
