package build

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"chronik/internal/diag"
	"chronik/internal/output"
	"chronik/internal/page"
	"chronik/internal/search"
)

// Make makes all files on all processors and puts each, in no certain order and
// from several goroutines; the data is only good during the call. It returns
// all problems, sorted; if there is an error among them, what was put is no
// site, and the error is ErrProblems. Other errors are the end of the context,
// ErrChanged, and what put returned.
func (s *Site) Make(ctx context.Context, put func(output.File) error) ([]diag.Problem, error) {
	return s.make(ctx, &making{site: s, put: put})
}

// Renew is Make into an output folder. What stands there as it was when last was
// made of it is neither made nor written again, where that would be the same;
// last may be nil. Program is what the site depends on besides its input; where
// it is "", nothing is taken over, and next is nil.
func (s *Site) Renew(ctx context.Context, w *output.Writer, program string, last *Kept) (next *Kept, problems []diag.Problem, err error) {
	m := &making{site: s, put: w.Put}
	if program != "" && !diag.Errors(s.Problems) {
		m.next = s.kept(program)
		if last != nil && last.Of == m.next.Of && last.Site == w.Last() {
			m.last, m.keep = last, w.Keep
		}
	}
	problems, err = s.make(ctx, m)
	return m.next, problems, err
}

func (s *Site) make(ctx context.Context, m *making) ([]diag.Problem, error) {
	if diag.Errors(s.Problems) {
		return s.Sample(), ErrProblems
	}
	m.problems = slices.Clone(s.Problems)
	index, has := m.index()
	pages := len(s.pages.Pages) // they come first
	m.all(ctx, s.files[:pages], index, has)
	// What only pages need is dropped before the others take memory.
	s.look.renderer.Forget()
	s.pages.Forget()
	m.all(ctx, s.files[pages:], index, has)
	if ctx.Err() == nil && m.report() && index != nil {
		m.putIndex(index)
	}
	if s.bodies.of.Changed() && m.err == nil {
		m.err = ErrChanged
	}
	// A mistake in a template is in many pages; the first of them names it.
	slices.SortFunc(m.problems, func(a, b diag.Problem) int { return strings.Compare(a.Hint, b.Hint) })
	diag.Sort(m.problems)
	m.problems = slices.CompactFunc(m.problems, func(a, b diag.Problem) bool {
		a.Hint, b.Hint = "", ""
		return a == b
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case m.err != nil:
		return nil, m.err
	case diag.Errors(m.problems):
		return m.problems, ErrProblems
	}
	return m.problems, nil
}

// making is a Make at work.
type making struct {
	site *Site
	put  func(output.File) error

	last *Kept                      // what is known of the site that stands; nil if nothing of it can be kept
	keep func(paths ...string) bool // as output.Writer.Keep
	next *Kept                      // nil if nothing is to be remembered

	mu       sync.Mutex
	problems []diag.Problem
	failed   bool  // there is an error among them, so nothing need be put any more
	err      error // the first of put
}

// all makes files and adds entries to the index, if there is one, that it does
// not have.
func (m *making) all(ctx context.Context, files []file, index *search.Builder, has func(at int) bool) {
	s := m.site
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			var out bytes.Buffer
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				out.Reset()
				f := &files[i]
				made, ok := m.file(f, &out)
				if !ok {
					return
				}
				if f.event == nil || index == nil || has(s.pages.Found(f.event)) {
					continue
				}
				if v, isEvent := made.View.(page.Event); isEvent {
					index.Add(v.Found, v.Text)
				} else {
					index.Add(s.pages.Found(f.event), s.pages.Text(f.event))
				}
			}
		})
	}
	group.Wait()
}

// file makes a file, or keeps the one that stands; then the page that it returns
// has no view. It returns false when it makes no sense to go on.
func (m *making) file(f *file, out *bytes.Buffer) (page.Page, bool) {
	if m.last != nil && m.last.same(m.site.bodies, m.last.Shows[f.path]) && m.keep(f.path) {
		m.shows(f.path, m.last.Shows[f.path])
		return page.Page{}, m.report()
	}
	made, err := f.make(out)
	m.shows(f.path, made.Bodies)
	return made, m.report(m.site.templateProblems(f.path, err)) && m.hand(output.File{Path: f.path, Data: out.Bytes()})
}

// shows notes whose bodies a page shows.
func (m *making) shows(path string, articles []string) {
	if m.next == nil || len(articles) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next.Shows[path] = articles
}

// index begins the index of the search with the entries that are known; it is
// nil if the one that stands is kept as it is.
func (m *making) index() (index *search.Builder, has func(at int) bool) {
	s, known := m.site, make([]bool, len(m.site.chronology.Events))
	all := m.last != nil
	for _, e := range s.chronology.Events {
		ok := m.last != nil && m.last.same(s.bodies, pathsOf(e))
		known[s.pages.Found(e)] = ok
		all = all && ok
	}
	has = func(at int) bool { return known[at] }
	if all && m.keep(m.last.Index...) {
		m.next.Index, m.next.Words = m.last.Index, m.last.Words
		return nil, has
	}
	index = search.New(s.pages.Index())
	if m.last != nil {
		index.Restore(m.last.Words, has)
	}
	return index, has
}

func (m *making) putIndex(index *search.Builder) {
	if m.next != nil {
		m.next.Words = index.Words()
	}
	for _, f := range index.Files() {
		if m.next != nil {
			m.next.Index = append(m.next.Index, f.Path)
		}
		if !m.hand(output.File(f)) {
			return
		}
	}
}

// report notes problems. It reports false when it makes no sense to go on.
func (m *making) report(problems ...[]diag.Problem) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range problems {
		m.problems = append(m.problems, p...)
		m.failed = m.failed || diag.Errors(p)
	}
	return m.err == nil
}

func (m *making) hand(f output.File) bool {
	m.mu.Lock()
	failed, err := m.failed, m.err
	m.mu.Unlock()
	if failed || err != nil {
		return err == nil // other problems are still looked for
	}
	if err := m.put(f); err != nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.err == nil {
			m.err = err
		}
		return false
	}
	return true
}
