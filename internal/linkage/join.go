package linkage

import (
	"cmp"
	"slices"

	"chronik/internal/parallel"
)

// A Link joins a fresh telling to an event.
type Link struct {
	*Telling
	To      string // id of the event
	With    string // slug of the telling it is most like
	Reason  string
	Lineage string // name that copies of one release share, "" for what is no copy
}

// Join decides which fresh tellings are of the same event as others, and returns
// those to which that brings a new event or a lineage, in the order of their
// paths. An event keeps the id it had; one of fresh tellings alone has the first
// of their slugs. The order of all says nothing.
func Join(all []*Telling) []Link {
	all = slices.SortedFunc(slices.Values(all), func(a, b *Telling) int { return cmp.Compare(a.Slug, b.Slug) })
	x := newIndex(all)
	var pairs []same
	for _, found := range parallel.Map(len(all), func(i int) []same {
		if !all[i].Fresh {
			return nil
		}
		return x.pairs(i)
	}) {
		pairs = append(pairs, found...)
	}
	slices.SortFunc(pairs, func(p, q same) int {
		return cmp.Or(-cmp.Compare(p.score, q.score), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	g := newGroups(all)
	best := map[int]same{}
	for _, p := range pairs {
		if !g.join(p) {
			continue
		}
		for _, i := range []int{p.a, p.b} {
			if _, has := best[i]; !has {
				best[i] = p
			}
		}
	}
	return g.links(best)
}

// groups are the tellings joined so far.
type groups struct {
	all    []*Telling
	parent []int
	member [][]int
	event  []string // id that a group has from an earlier run, "" none
}

func newGroups(all []*Telling) *groups {
	g := &groups{all: all, parent: make([]int, len(all)), member: make([][]int, len(all)), event: make([]string, len(all))}
	byEvent := map[string]int{}
	for i, t := range all {
		g.parent[i], g.member[i] = i, []int{i}
		if t.Fresh {
			continue
		}
		id := t.Event
		if first, ok := byEvent[id]; ok {
			g.unite(first, i)
			continue
		}
		byEvent[id] = i
		g.event[i] = id
	}
	return g
}

func (g *groups) root(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) unite(a, b int) {
	a, b = g.root(a), g.root(b)
	if g.event[a] == "" && g.event[b] != "" {
		a, b = b, a
	}
	g.parent[b] = a
	g.member[a] = append(g.member[a], g.member[b]...)
	g.member[b] = nil
}

// join joins two groups if that is no contradiction: not two events that stood
// before, and nothing in the facts of any two members speaks against it.
func (g *groups) join(p same) bool {
	a, b := g.root(p.a), g.root(p.b)
	if a == b {
		return true
	}
	if g.event[a] != "" && g.event[b] != "" {
		return false
	}
	for _, i := range g.member[a] {
		for _, j := range g.member[b] {
			if !compatible(g.all[i], g.all[j]) {
				return false
			}
		}
	}
	g.unite(a, b)
	return true
}

// links returns what the groups bring to the fresh tellings.
func (g *groups) links(best map[int]same) []Link {
	var all []Link
	for i, t := range g.all {
		root := g.root(i)
		if !t.Fresh || len(g.member[root]) < 2 {
			continue
		}
		id := g.event[root]
		if id == "" {
			id = g.all[slices.Min(g.member[root])].Slug // they are in the order of their slugs
		}
		lineage := g.lineage(i)
		if id == t.Slug && lineage == "" {
			continue // the others join it
		}
		p := best[i]
		all = append(all, Link{t, id, g.all[p.a+p.b-i].Slug, p.reason, lineage})
	}
	slices.SortFunc(all, func(a, b Link) int { return cmp.Compare(a.Path, b.Path) })
	return all
}

// lineage returns the name that the copies of one release share, the first of
// their slugs; "" for what is no copy.
func (g *groups) lineage(i int) string {
	first, copies := i, false
	for _, j := range g.member[g.root(i)] {
		if j != i && common(g.all[i], g.all[j]) >= copied {
			first, copies = min(first, j), true
		}
	}
	if !copies {
		return ""
	}
	return g.all[first].Slug
}
