package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A Poller looks at folders again and again, where the system does not tell of
// changes: on network drives, or when it has no watch left.
type Poller struct {
	roots   []string
	batches chan Batch
	stop    chan struct{}
	stopped chan struct{}
}

// Poll begins to look at the roots, folders that may not exist yet, each time
// there is a tick, and makes a batch of what has changed when a look finds
// nothing more. What New ignores makes no batch here either; a change that
// leaves size and time of a file as they were is not seen.
func Poll(roots []string, ticks <-chan time.Time) (*Poller, error) {
	p := &Poller{batches: make(chan Batch), stop: make(chan struct{}), stopped: make(chan struct{})}
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			return nil, fmt.Errorf("watch %s: %w", root, err)
		}
		p.roots = append(p.roots, abs)
	}
	go p.run(ticks, p.look())
	return p, nil
}

// Batches is as that of a Watcher.
func (p *Poller) Batches() <-chan Batch { return p.batches }

// Close ends the looking and waits until it has ended.
func (p *Poller) Close() error {
	close(p.stop)
	<-p.stopped
	return nil
}

// state is what is seen of a file.
type state struct {
	size int64
	time time.Time
	mode fs.FileMode
}

func (p *Poller) run(ticks <-chan time.Time, last map[string]state) {
	defer close(p.stopped)
	defer close(p.batches)
	changed := map[string]bool{}
	var ready chan Batch // nil until a look finds nothing more
	for {
		select {
		case <-p.stop:
			return
		case <-ticks:
			now := p.look()
			if found := differ(last, now); len(found) > 0 {
				for _, path := range found {
					changed[path] = true
				}
				ready = nil
			} else if len(changed) > 0 {
				ready = p.batches
			}
			last = now
		case ready <- Batch{Paths: slices.Sorted(maps.Keys(changed))}:
			ready = nil
			clear(changed)
		}
	}
}

func (p *Poller) look() map[string]state {
	seen := map[string]state{}
	for _, root := range p.roots {
		start, err := filepath.EvalSymlinks(root) // a root may be a link
		if err != nil {
			continue
		}
		_ = filepath.WalkDir(start, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // it went while we looked
			}
			name := root + path[len(start):]
			if path != start && ignored(name, root) {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			info, err := os.Lstat(path)
			if err != nil {
				return nil
			}
			s := state{mode: info.Mode().Type()}
			if !info.IsDir() { // a folder's own time says nothing that its files do not
				s.size, s.time = info.Size(), info.ModTime()
			}
			seen[name] = s
			return nil
		})
	}
	return seen
}

// differ returns the paths that are not the same in both.
func differ(a, b map[string]state) []string {
	var paths []string
	for path, s := range b {
		if before, ok := a[path]; !ok || before.size != s.size || !before.time.Equal(s.time) || before.mode != s.mode {
			paths = append(paths, path)
		}
	}
	for path := range a {
		if _, ok := b[path]; !ok {
			paths = append(paths, path)
		}
	}
	return paths
}
