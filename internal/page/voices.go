package page

import (
	"cmp"
	"slices"

	"chronik/internal/chronology"
)

// readout says which side named which topics of an event. A single article
// needs none: its topics are those of the event.
func (p *planner) readout(at string, e *chronology.Event) *Readout {
	r := p.ch.Readout(e)
	if len(e.Articles) < 2 || len(r.Sides) == 0 || !p.comparing() {
		return nil
	}
	v := &Readout{More: Link{p.l.Word("voices.more"), p.href(at, p.paths.silences())}}
	if len(r.Sides) == 1 {
		v.Note = p.l.Say("voices.alone", "side", p.side(r.Sides[0]))
	}
	for _, share := range r.Shares {
		v.Shares = append(v.Shares, Fact{p.shareName(share, r), p.topicLinks(at, share.Topics)})
	}
	return v
}

// shareName says of which sides a share of the topics is.
func (p *planner) shareName(share chronology.Share, r chronology.Readout) string {
	var names []string
	for _, side := range share.Sides {
		names = append(names, p.side(side))
	}
	switch {
	case len(names) == 1:
		return p.l.Say("voices.only", "side", names[0])
	case len(names) < len(r.Sides):
		return p.l.Join(names)
	case len(names) == 2:
		return p.l.Word("voices.both")
	}
	return p.l.Word("voices.all")
}

// comparing reports whether the chronology tells several sides apart.
func (p *planner) comparing() bool { return len(p.c.Site.Sides) > 1 }

// A muted is a topic with the lists of the events in which each side, in the
// order of the site, was silent on it.
type muted struct {
	label string
	lists []*group
	n     int // silences
	named int // events in which at least one side of several named it
}

// silences plans the page of what sides were silent on, and the lists it leads
// to.
func (p *planner) silences() {
	if !p.comparing() {
		return
	}
	at := p.paths.silences()
	var topics []muted
	for _, t := range p.c.Topics {
		m := muted{label: t.Label, named: len(p.ch.Agreed(t.Slug))}
		partly := map[*chronology.Event]bool{}
		for _, side := range p.c.Site.Sides {
			g := &group{at: p.paths.silence(t.Slug, side.Slug), events: p.ch.Silent(t.Slug, side.Slug)}
			g.name = p.l.Say("silences.list", "topic", t.Label, "side", side.Label)
			g.short, g.quoted = g.name, p.l.Quote(g.name)
			m.lists, m.n = append(m.lists, g), m.n+len(g.events)
			for _, e := range g.events {
				partly[e] = true
			}
		}
		if m.named += len(partly); m.n > 0 {
			topics = append(topics, m)
		}
	}
	slices.SortStableFunc(topics, func(a, b muted) int { return cmp.Or(b.n-a.n, p.l.Compare(a.label, b.label)) })
	p.add(at, "silences", "", p.l.Word("silences.title"), func(p *planner) any { return p.silencesView(topics) })
	for _, m := range topics {
		for i, g := range m.lists {
			if len(g.events) > 0 {
				p.silenceList(g, m.label, p.c.Site.Sides[i].Label)
			}
		}
	}
}

func (p *planner) silencesView(topics []muted) Silences {
	at, title := p.paths.silences(), p.l.Word("silences.title")
	v := Silences{
		Frame: p.frame(at, title, title, p.paths.register()), Crumbs: p.registerCrumbs(at, "register.questions"), Heading: title,
		Deck: p.l.Say("silences.deck", "entries", p.l.Count("entries", len(p.ch.Compared()))),
	}
	if len(topics) == 0 {
		v.Empty = p.l.Word("silences.empty")
		return v
	}
	table := p.l.Word("silences.table")
	m := &Matrix{ID: "by-side", Title: table, Caption: p.l.Say("matrix.caption", "title", table), Corner: p.l.Word("overview.topics"),
		Sum: p.l.Word("silences.named"), Note: p.l.Word("silences.note")}
	for _, side := range p.c.Site.Sides {
		m.Columns = append(m.Columns, Link{Text: side.Label})
	}
	steps := heatOf(topics[0].n)
	for _, topic := range topics {
		row := MatrixRow{Head: Link{Text: topic.label}, Sum: p.l.Number(topic.named)}
		for _, g := range topic.lists {
			cell := MatrixCell{Heat: steps.step(len(g.events))}
			if n := len(g.events); n > 0 {
				cell.Link = Link{p.l.Number(n), p.href(at, g.at)}
				cell.Label = p.l.Say("silences.cell", "name", g.name, "entries", p.l.Count("entries", n))
			}
			row.Cells = append(row.Cells, cell)
		}
		m.Rows = append(m.Rows, row)
	}
	v.Matrix = m
	return v
}

// silenceList plans the list of the events in which a side was silent on a
// topic.
func (p *planner) silenceList(g *group, topic, side string) {
	g.crumbs = append(p.registerCrumbs(g.at, "register.questions"), Link{p.l.Word("silences.title"), p.href(g.at, p.paths.silences())})
	p.listed(g, "list", g.name, func(p *planner) Term {
		v := p.term(g, g.name, p.paths.register(), "", "")
		v.Description = p.l.Say("silences.list_deck", "topic", p.l.Quote(topic), "side", side)
		v.Role = []string{v.Description}
		return v
	})
}
