package page

import (
	"sync"
	"sync/atomic"

	"chronik/internal/chronology"
	"chronik/internal/strip"
)

// shared is what many pages say alike. It is found out once, whichever page
// asks first, and never changed; pages may be made side by side. It is made by
// planner.common, which can read no bodies.
type shared struct {
	allColumns []column // of all matrices
	heatSteps  heat
	eventRuler *strip.Strip // of the pages of all events

	promises promises

	once *once
}

// once holds what is made when it is first asked for.
type once struct {
	rows   []atomic.Pointer[Row]  // by place of the event
	whens  []atomic.Pointer[When] // by place of the event
	rulers sync.Map               // year -> *strip.Strip, the ruler of events with it as the current one
}

func (p *planner) share() shared {
	n := len(p.ch.Events)
	p.shared = shared{allColumns: p.newColumns(), once: &once{rows: make([]atomic.Pointer[Row], n), whens: make([]atomic.Pointer[When], n)}}
	p.heatSteps = p.newHeat()
	p.promises = promisesOf(p.ch)
	if n > 0 {
		p.eventRuler = p.ruler(p.paths.event(p.ch.Events[0].ID))
	}
	return p.shared
}

// keep returns what is kept at a place, made at most once; all get the same.
func keep[V any](at *atomic.Pointer[V], make func() *V) *V {
	if v := at.Load(); v != nil {
		return v
	}
	at.CompareAndSwap(nil, make())
	return at.Load()
}

// Forget drops what pages share, which takes memory: it is made again for
// whichever page asks for it. No page may be made meanwhile.
func (s *Site) Forget() {
	for i := range s.plan.once.rows {
		s.plan.once.rows[i].Store(nil)
		s.plan.once.whens[i].Store(nil)
	}
}

// when returns how the date of an event is shown.
func (p *planner) when(e *chronology.Event) *When {
	return keep(&p.once.whens[e.N], func() *When {
		w := p.common.dateOf(e)
		return &w
	})
}

// rulerOn is the ruler of the pages of events in one year, its current cell.
func (p *planner) rulerOn(mark strip.Entry) *strip.Strip {
	year := mark.Sort.Year
	if r, ok := p.once.rulers.Load(year); ok {
		return r.(*strip.Strip)
	}
	r, _ := p.once.rulers.LoadOrStore(year, p.eventRuler.On(mark.Sort))
	return r.(*strip.Strip)
}
