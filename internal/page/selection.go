package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/content"
)

// How many chips of a group are shown at once; the others are folded away.
// Beside the list of a term its counterparts and topics stand anyway.
const (
	mostChips       = 12
	mostChipsOfTerm = 5
)

// fewestChosen is how many entries the list of a term has at least before it
// can be narrowed down: a shorter one is read faster.
const fewestChosen = 8

// selectionOf is what narrows down the list of a minister, topic or kind.
func (p *planner) selectionOf(g *group) *Selection {
	term := p.lists.minister[g.slug] == g || p.lists.topic[g.slug] == g || p.lists.kind[g.slug] == g
	if !term || len(g.events) < fewestChosen {
		return nil
	}
	return p.selection(g.at, g.events, g.slug, mostChipsOfTerm)
}

// selection is what narrows down the events that the page at from lists. The
// term whose page it is, own, has no chip, nor has whoever everyone meets. It
// is nil where the page does not list all events, or leaves nothing to choose.
func (p *planner) selection(from string, events []*chronology.Event, own string, most int) *Selection {
	if p.long(events) {
		return nil
	}
	ministers := p.counterpartFacet(from, "", events, p.c.Site.Pivot, p.paths.minister)
	topics := p.topicFacet(from, "", events, "", p.paths.topic)
	s := &Selection{}
	for _, g := range []ChipGroup{
		{Name: "kind", Label: p.l.Word("filter.kind"), Chips: p.kindChips(from, events)},
		{Name: "minister", Label: p.l.Word("filter.minister"), Chips: termChips(ministers, own)},
		{Name: "topic", Label: p.l.Word("filter.topic"), Chips: termChips(topics, own)},
	} {
		if len(g.Chips) < 2 {
			continue
		}
		if g.Name != "kind" && len(g.Chips) > most+2 {
			g.Chips, g.More = g.Chips[:most], g.Chips[most:]
			g.Folded = p.l.Say("filter.more", "n", p.l.Number(len(g.More)))
		}
		s.Groups = append(s.Groups, g)
	}
	if len(s.Groups) == 0 {
		return nil
	}
	s.Words = p.selectionWords(len(events))
	return s
}

// kindChips are at the same time the legend of the signs.
func (p *planner) kindChips(from string, events []*chronology.Event) []Chip {
	counts := map[string]int{}
	for _, e := range events {
		counts[e.Kind]++
	}
	kinds := slices.Clone(p.c.Kinds)
	slices.SortStableFunc(kinds, func(a, b content.Kind) int { return cmp.Compare(a.Order, b.Order) })
	var chips []Chip
	for _, k := range kinds {
		n := counts[k.Slug]
		if n == 0 {
			continue
		}
		label := k.Label
		if n > 1 && k.LabelMany != "" {
			label = k.LabelMany
		}
		chips = append(chips, Chip{Counted{Link: Link{label, p.href(from, p.paths.kind(k.Slug))}, N: p.l.Number(n), Slug: k.Slug}, shapeOr(k.Shape)})
	}
	return chips
}

func termChips(f Facet, own string) []Chip {
	var chips []Chip
	for _, c := range f.Items {
		if c.Slug != own {
			chips = append(chips, Chip{Counted: c})
		}
	}
	return chips
}

// selectionWords are what the script says about a list of n entries, as a JSON
// object; of a pair the first is for the oldest first.
func (p *planner) selectionWords(n int) string {
	all, some := p.l.Count("entries", n), p.l.Count("entries_of", n)
	words, err := json.Marshal(struct {
		All, Some, Order [2]string
		Counts           map[string]string
		Newest           bool
	}{
		All:    [2]string{p.l.Say("list.oldest", "entries", all), p.l.Say("list.newest", "entries", all)},
		Some:   [2]string{p.l.Say("list.oldest", "entries", some), p.l.Say("list.newest", "entries", some)},
		Order:  [2]string{p.l.Word("order.oldest"), p.l.Word("order.newest")},
		Counts: p.l.Forms("entries_short"), Newest: p.newest(),
	})
	if err != nil {
		panic(fmt.Sprintf("page: words of a selection: %v", err)) // strings only
	}
	return string(words)
}
