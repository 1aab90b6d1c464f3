package page

import (
	"sync"

	"chronik/internal/chronology"
	"chronik/internal/strip"
)

// shared is what many pages say alike. It is found out once, whichever page
// asks first, and never changed; pages may be made side by side.
type shared struct {
	allColumns []column // of all matrices
	heatSteps  heat
	eventRuler *strip.Strip // of the pages of all events

	once *once
}

// once holds what is made when it is first asked for.
type once struct {
	rows   sync.Map // rowKey -> *Row
	whens  sync.Map // *chronology.Event -> When
	rulers sync.Map // year -> *strip.Strip, the ruler of events with it as the current one
}

func (p *planner) share() shared {
	p.shared = shared{allColumns: p.newColumns(), once: &once{}}
	p.heatSteps = p.newHeat()
	if len(p.ch.Events) > 0 {
		p.eventRuler = p.ruler(p.paths.event(p.ch.Events[0].ID))
	}
	return p.shared
}

// keep returns what stands under a key, made at most once; all get the same.
func keep[K, V any](m *sync.Map, key K, make func() V) V {
	if v, ok := m.Load(key); ok {
		return v.(V)
	}
	v, _ := m.LoadOrStore(key, make())
	return v.(V)
}

// when returns how the date of an event is shown.
func (p *planner) when(e *chronology.Event) When {
	return keep(&p.once.whens, e, func() When { return p.dateOf(e) })
}
