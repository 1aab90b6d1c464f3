package page

import "chronik/internal/chronology"

// disputes say what is told differently of an event, by whom, and why it shows
// what it shows.
func (p *planner) disputes(at string, e *chronology.Event) []Dispute {
	var all []Dispute
	for _, c := range e.Contradictions {
		d := Dispute{Field: p.l.Word("field." + c.Field), Reason: c.Reason}
		for _, claim := range c.Claims {
			said := Claim{Says: p.claimText(c.Field, claim), Shown: claim.Shown}
			for _, w := range claim.By {
				said.By = append(said.By, p.witness(at, e, w))
			}
			d.Claims = append(d.Claims, said)
		}
		value := p.claimText(c.Field, chronology.Claim{Date: e.Date, Terms: termsShown(e, c.Field)})
		key := "contradictions." + string(c.Why)
		if value == "" {
			key = "contradictions.nothing"
		}
		d.Why = p.l.Say(key, "value", value)
		all = append(all, d)
	}
	return all
}

// termsShown are the slugs that an event has in a field.
func termsShown(e *chronology.Event, field string) []string {
	switch {
	case field == "ministers":
		return e.Ministers
	case field == "place" && e.Place != "":
		return []string{e.Place}
	}
	return nil
}

// claimText puts a claim into words, "" if there is none.
func (p *planner) claimText(field string, c chronology.Claim) string {
	if field == "date" {
		return p.l.Date(c.Date)
	}
	var names []string
	for _, slug := range c.Terms {
		name := slug
		if place := p.c.Place(slug); field == "place" && place != nil {
			name = place.Name
		}
		if m := p.c.Minister(slug); field == "ministers" && m != nil {
			name = surname(m)
		}
		names = append(names, name)
	}
	return p.l.Join(names)
}

// witness names who makes a claim: the sources, or the article if it has none.
func (p *planner) witness(at string, e *chronology.Event, w chronology.Witness) Witness {
	var v Witness
	page := p.paths.event(e.ID)
	sources, _ := e.Sources()
	for _, i := range w.Sources {
		name := sources[i].Outlet
		if o := p.c.Outlet(name); o != nil {
			name = o.Name
		}
		v.Who = append(v.Who, Link{name, p.href(at, page+"#"+sourceID(i))})
	}
	if len(v.Who) == 0 {
		v.Who = []Link{{w.Article.Title, p.href(at, page+"#"+sectionID(w.Article))}}
	}
	if w.Quote != "" {
		v.Quote = p.l.Quote(w.Quote)
	}
	if w.Article.Voice != "" {
		v.Notes = append(v.Notes, p.l.Say("basis.voice", "side", p.side(w.Article.Voice)))
	}
	if !w.Article.Reviewed {
		v.Notes = append(v.Notes, p.l.Word("review.short"))
	}
	return v
}

// disputed are the events of which something is told differently.
func (p *planner) disputed() []*chronology.Event {
	var events []*chronology.Event
	for _, e := range p.ch.Events {
		if len(e.Contradictions) > 0 {
			events = append(events, e)
		}
	}
	return events
}

// contradictions plans the list of all that is told differently, in parts if it
// is too long for one page.
func (p *planner) contradictions() {
	at, title, events := p.paths.contradictions(), p.l.Word("contradictions.title"), p.disputed()
	crumbs := func(p *planner, from string) []Link { return p.registerCrumbs(from, "register.questions") }
	var parts []part
	if p.long(events) {
		parts = p.numbered(at, events)
	}
	p.add(at, "contradictions", "", title, func(p *planner) any {
		v := p.contradictionsView(at, title, p.l.Word("contradictions.deck"), crumbs(p, at), events)
		if len(parts) > 0 {
			v.Events, v.Parts = nil, p.partLinks(at, parts)
		}
		return v
	})
	for _, sub := range parts {
		name := p.l.Say("part.title", "name", title, "part", sub.name)
		p.add(sub.at, "contradictions", "", name, func(p *planner) any {
			return p.contradictionsView(sub.at, name, "", append(crumbs(p, sub.at), Link{title, p.href(sub.at, at)}), sub.events)
		})
	}
}

func (p *planner) contradictionsView(at, title, deck string, crumbs []Link, events []*chronology.Event) Contradictions {
	v := Contradictions{Frame: p.frame(at, title, title, p.paths.register()), Crumbs: crumbs, Heading: title, Deck: deck}
	if len(events) == 0 {
		v.Empty = p.l.Word("contradictions.empty")
	}
	for _, e := range events {
		v.Events = append(v.Events, Disputed{*p.neighbour(at, e), p.disputes(at, e)})
	}
	return v
}
