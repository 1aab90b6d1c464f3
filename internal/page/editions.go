package page

import (
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/content"
	"chronik/internal/edition"
)

// editions plans the pages of all editions and the list of them. An edition that
// is too long for a page has parts.
func (p *planner) editions() {
	all := p.c.Editions
	if len(all) == 0 {
		return
	}
	for i := range all {
		p.edition(&all[i])
	}
	at, title := p.paths.editions(), p.l.Word("editions.title")
	p.add(at, "editions", "", title, func(p *planner) any {
		v := Editions{
			Frame: p.frame(at, title, p.l.Word("editions.deck"), at), Crumbs: []Link{{p.l.Word("nav.chronology"), p.href(at, homePath)}},
			Heading: title, Deck: p.l.Word("editions.deck"),
		}
		for _, ed := range slices.Backward(all) {
			v.Editions = append(v.Editions, Counted{
				Link: Link{p.editionName(&ed), p.href(at, p.paths.edition(ed.Label, 0))}, N: p.l.Number(len(ed.Entries)), Note: p.stateOf(&ed),
			})
		}
		return v
	})
}

// editionName is what an edition is called, as in citations.
func (p *planner) editionName(ed *content.Edition) string {
	date, _ := content.EditionLabel(ed.Label)
	return p.l.Say("editions.name", "date", p.l.Date(date))
}

// stateOf says of which day the entries of an edition are.
func (p *planner) stateOf(ed *content.Edition) string {
	if ed.Stand.IsZero() {
		return ""
	}
	return p.l.Say("foot.stand", "date", p.l.Date(ed.Stand))
}

// entryAt is where an edition shows the entry at a place.
func (p *planner) entryAt(ed *content.Edition, place int) string {
	part := 0
	if len(ed.Entries) > p.limits.listed {
		part = place/p.limits.listed + 1
	}
	return p.paths.edition(ed.Label, part) + "#e-" + ed.Entries[place].ID
}

func (p *planner) edition(ed *content.Edition) {
	at, title := p.paths.edition(ed.Label, 0), p.editionName(ed)
	if len(ed.Entries) <= p.limits.listed {
		p.add(at, "edition", ed.Path, title, func(p *planner) any {
			v := p.editionView(at, title, ed)
			v.Years, v.Since = p.editionYears(at, ed, ed.Entries)
			return v
		})
		return
	}
	var parts []Counted
	for i, chunk := range slices.Collect(slices.Chunk(ed.Entries, p.limits.listed)) {
		part := p.paths.edition(ed.Label, i+1)
		name := p.yearName(chunk[0].Date.SortDay().Year)
		if last := p.yearName(chunk[len(chunk)-1].Date.SortDay().Year); last != name {
			name = p.l.Say("date.interval", "from", name, "to", last)
		}
		parts = append(parts, Counted{Link: Link{name, p.href(at, part)}, N: p.l.Number(len(chunk))})
		window := p.l.Say("part.title", "name", title, "part", name)
		p.add(part, "edition", ed.Path, window, func(p *planner) any {
			v := p.editionView(part, window, ed)
			v.Crumbs = append(v.Crumbs, Link{title, p.href(part, at)})
			v.Years, v.Since = p.editionYears(part, ed, chunk)
			return v
		})
	}
	p.add(at, "edition", ed.Path, title, func(p *planner) any {
		v := p.editionView(at, title, ed)
		v.Parts = parts
		return v
	})
}

func (p *planner) editionView(at, title string, ed *content.Edition) Edition {
	return Edition{
		Frame: p.frame(at, title, p.l.Say("editions.describe", "title", ed.Title, "entries", p.l.Count("entries", len(ed.Entries))), p.paths.editions()),
		Crumbs: []Link{
			{p.l.Word("nav.chronology"), p.href(at, homePath)}, {p.l.Word("editions.title"), p.href(at, p.paths.editions())},
		},
		Heading: title,
		Deck:    p.l.Say("editions.one", "title", ed.Title, "entries", p.l.Count("entries", len(ed.Entries))),
		State:   p.stateOf(ed),
	}
}

// editionYears are entries of an edition by year, and what has become of them
// all together.
func (p *planner) editionYears(at string, ed *content.Edition, entries []content.Entry) ([]EditionYear, string) {
	var years []EditionYear
	changed, gone := 0, 0
	for i := range entries {
		e := &entries[i]
		year := e.Date.SortDay().Year
		if name := p.yearName(year); len(years) == 0 || years[len(years)-1].Name != name {
			years = append(years, EditionYear{ID: yearID(year), Name: name})
		}
		y := &years[len(years)-1]
		v := p.editionEntry(at, ed, e)
		if v.Gone != "" {
			gone++
		} else if len(v.Since) > 0 {
			changed++
		}
		y.Entries = append(y.Entries, v)
	}
	if changed+gone == 0 {
		return years, p.l.Word("editions.unchanged")
	}
	return years, p.l.Say("editions.since", "changed", p.l.Count("changed", changed), "gone", p.l.Count("gone", gone))
}

// editionEntry is an entry as it was, with what has become of it.
func (p *planner) editionEntry(at string, ed *content.Edition, e *content.Entry) EditionEntry {
	held := e.Status == "held"
	v := EditionEntry{
		ID: e.ID, When: p.dateAs(e.Date, e.Inferred), Status: e.Status, Title: Link{Text: e.Title}, Summary: e.Summary,
		Sign: p.signOf(p.citer.Shelf().Slug("kinds", e.Kind), e.Date, held),
	}
	kind := p.l.Word("kind.none")
	if e.Kind != "" {
		kind = ed.Name("kinds", e.Kind)
	}
	v.Sign.Label = kind
	if !held {
		if key := "status." + e.Status; p.l.Has(key) {
			v.Marks = append(v.Marks, p.l.Word(key))
		}
	}
	if !e.Reviewed {
		v.Marks = append(v.Marks, p.l.Word("review.short"))
	}
	if e.Contradictory {
		v.Marks = append(v.Marks, p.l.Word("event.contradictory"))
	}
	if e.Place != "" {
		kind = p.l.Say("kind.in_place", "kind", kind, "place", ed.Name("places", e.Place))
	}
	v.Meta = append(v.Meta, kind)
	if names := p.editionNames(ed, "ministers", e.Ministers); len(names) > 0 {
		v.Meta = append(v.Meta, p.l.Join(names))
	}
	if len(e.People) > 0 {
		v.Meta = append(v.Meta, p.l.Say("changes.entry", "what", p.l.Word("field.people"), "title", p.l.Join(e.People)))
	}
	if names := p.editionNames(ed, "topics", e.Topics); len(names) > 0 {
		v.Meta = append(v.Meta, p.l.Join(names))
	}
	for _, s := range e.Sources {
		v.Sources = append(v.Sources, p.editionSource(ed, s))
	}
	p.fate(&v, at, e)
	return v
}

func (p *planner) editionNames(ed *content.Edition, folder string, slugs []string) []string {
	var names []string
	for _, slug := range slugs {
		names = append(names, ed.Name(folder, slug))
	}
	return names
}

func (p *planner) editionSource(ed *content.Edition, s content.EntrySource) Link {
	text := ed.Name("outlets", s.Outlet)
	if s.Agency != "" {
		text += " (" + s.Agency + ")"
	}
	if s.Author != "" {
		text = s.Author + ", " + text
	}
	if s.Title != "" {
		text += ": " + s.Title
	}
	if !s.Published.IsZero() {
		text += ", " + p.l.Date(s.Published)
	}
	return Link{text, cite.Web(s.URL)}
}

// fate says what has become of an entry since the edition.
func (p *planner) fate(v *EditionEntry, at string, e *content.Entry) {
	event := p.citer.Shelf().Now(e.ID)
	if event == nil {
		v.Gone = p.l.Word("editions.gone")
		return
	}
	v.Title.Href = p.href(at, p.paths.event(event.ID))
	if event.Status == chronology.Withdrawn {
		v.Gone = StatusNote(p.l, event)
		return
	}
	now := edition.Entry(event)
	for _, field := range p.citer.Shelf().Changed(e, &now) {
		c := Correction{What: p.fieldName(field)}
		switch field {
		case "summary", "sources", "reviewed":
		case "date":
			c.Old, c.New = v.When.Text, p.when(event).Text
		default:
			c.Old, c.New = p.valueWords(field, edition.Says(e, field)), p.valueWords(field, edition.Says(&now, field))
		}
		v.Since = append(v.Since, c)
	}
}
