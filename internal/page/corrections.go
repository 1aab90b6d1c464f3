package page

import (
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
)

// Corrected returns what was corrected and withdrawn, newest first, in the
// words of the language.
func Corrected(ch *chronology.Chronology, l *lang.Lang) []Correction {
	p := planner{ch: ch, c: ch.Content, l: l, paths: paths{l.Paths}}
	return p.listOfCorrections()
}

func (p *planner) listOfCorrections() []Correction {
	found := p.ch.Corrections()
	all := make([]Correction, len(found))
	times := map[string]int{}
	for i, c := range slices.Backward(found) { // the oldest is the first of its name
		v := Correction{
			ID: c.Event.ID + "/" + c.Date.String() + "-" + c.Field, Path: p.paths.event(c.Event.ID), Title: c.Event.Title, Sign: p.sign(c.Event),
			Day: c.Day(), Date: p.l.Date(c.Date), DateTime: c.Date.Shared(),
		}
		if c.Reason != "" {
			v.Reason = p.l.Say("changes.reason", "reason", c.Reason)
		}
		if c.Withdrawn {
			v.ID += "withdrawn"
			v.What = p.l.Word("changes.withdrawn")
		} else {
			v.What, v.Old, v.New = p.fieldName(c.Field), p.valueWords(c.Field, c.Old), p.valueWords(c.Field, c.New)
		}
		if c.Old == "" && c.New == "" {
			v.Old, v.New = "", ""
		}
		if times[v.ID]++; times[v.ID] > 1 {
			v.ID += "-" + strconv.Itoa(times[v.ID])
		}
		all[i] = v
	}
	return all
}

// fieldName is what a field of an entry is called.
func (p *planner) fieldName(field string) string {
	if key := "field." + field; p.l.Has(key) {
		return p.l.Word(key)
	}
	return field
}

// valueWords is the value of a field, as content.Article.Says writes it, in
// words. What cannot be understood stays as it is.
func (p *planner) valueWords(field, value string) string {
	if value == "" {
		return p.l.Word("changes.none")
	}
	switch field {
	case "date":
		if d, err := edtf.Parse(value); err == nil {
			return p.l.Date(d)
		}
	case "status":
		if key := "status." + value; p.l.Has(key) {
			return p.l.Word(key)
		}
	case "voice", "initiative":
		return p.side(value)
	case "kind", "place", "ministers", "topics":
		var names []string
		for _, slug := range content.Several(value) {
			names = append(names, p.termName(field, slug))
		}
		return p.l.Join(names)
	}
	return value
}

// termName is what a field's term is called, the slug if it is not known.
func (p *planner) termName(field, slug string) string {
	switch field {
	case "kind":
		if k := p.c.Kind(slug); k != nil {
			return k.Label
		}
	case "place":
		if place := p.c.Place(slug); place != nil {
			return place.Name
		}
	case "ministers":
		if m := p.c.Minister(slug); m != nil {
			return m.Name
		}
	case "topics":
		if t := p.c.Topic(slug); t != nil {
			return t.Label
		}
	}
	return slug
}

// corrections plans the list of what was corrected. If it is too long for a page
// it has parts, which begin with the oldest and so never move.
func (p *planner) corrections() {
	at, title := p.paths.corrections(), p.l.Word("changes.title")
	all := p.listOfCorrections()
	newest := all
	var parts []Counted
	if len(all) > p.limits.listed {
		newest = all[:p.limits.newest]
		oldest := slices.Clone(all)
		slices.Reverse(oldest)
		for i, chunk := range slices.Collect(slices.Chunk(oldest, p.limits.listed)) {
			part := p.paths.part(at, strconv.Itoa(i+1))
			name := p.l.Say("changes.part", "from", chunk[0].Date, "to", chunk[len(chunk)-1].Date)
			parts = append(parts, Counted{Link: Link{name, p.href(at, part)}, N: p.l.Number(len(chunk))})
			slices.Reverse(chunk)
			window := p.l.Say("part.title", "name", title, "part", name)
			p.add(part, "corrections", "", window, func(p *planner) any {
				v := p.correctionsView(part, window, chunk)
				v.Crumbs = append(v.Crumbs, Link{title, p.href(part, at)})
				v.Deck = name
				return v
			})
		}
	}
	p.add(at, "corrections", "", title, func(p *planner) any {
		v := p.correctionsView(at, title, newest)
		v.Deck, v.Parts = p.l.Word("changes.deck"), parts
		if len(parts) > 0 {
			v.Cut = p.l.Say("changes.cut", "n", p.l.Number(len(newest)), "m", p.l.Number(len(all)))
		}
		if len(all) == 0 {
			v.Empty = p.l.Word("changes.empty")
		}
		if feed, ok := CorrectionsFeed(p.ch, p.l); ok {
			link := DataLink{Link{feed.Text, p.href(at, feed.Path)}, p.l.Say("site.window", "title", title, "site", p.c.Site.Title), feed.Type}
			v.Meta.Feeds, v.Data = []DataLink{link}, []DataLink{link}
		}
		return v
	})
}

func (p *planner) correctionsView(at, title string, all []Correction) Corrections {
	v := Corrections{
		Frame: p.frame(at, title, p.l.Word("changes.deck"), at), Crumbs: []Link{{p.l.Word("nav.chronology"), p.href(at, homePath)}},
		Heading: p.l.Word("changes.title"),
	}
	for _, c := range all {
		c.Entry = Link{c.Title, p.href(at, c.Path)}
		v.Items = append(v.Items, c)
	}
	return v
}

// CorrectionsFeed returns the feed of what was corrected, if there is one: the
// chronology has a name to call it by, and a state.
func CorrectionsFeed(ch *chronology.Chronology, l *lang.Lang) (DataFile, bool) {
	f := formats[Atom]
	file := DataFile{Format: Atom, Path: l.Paths.Changes + f.ext, Text: l.Word(f.word), Type: f.mediaType, Feed: true}
	return file, cite.URI(ch.Content.Site, "", "") != "" && !ch.Stand().IsZero()
}

// CorrectionsPath returns the path of the page of what was corrected.
func CorrectionsPath(l *lang.Lang) string { return paths{l.Paths}.corrections() }
