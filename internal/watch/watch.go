// Package watch gathers file changes into calm batches (only importer of
// fsnotify).
//
// A batch says that something changed, hardly ever what: whoever receives one
// looks at everything anew. That is why an event too many does no harm, and why
// the package takes every care that there is never one too few.
package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Batch is what changed until the files were quiet.
type Batch struct {
	// Paths are the changed files and folders, absolute, sorted, each once.
	Paths []string
	// Rescan says that changes were missed: anything may differ.
	Rescan bool
	// Err says why, if Rescan is set. Watching goes on.
	Err error
}

// A Watcher watches folders with all that is in them.
type Watcher struct {
	notify  *fsnotify.Watcher
	roots   []string
	quiet   time.Duration
	batches chan Batch
	stopped chan struct{}

	// What follows belongs to the goroutine of run once it is started.
	watched map[string]bool // folders with a watch, roots' parents included
	changed map[string]bool // paths of the batch that is being gathered
	missed  error           // why the batch being gathered is a rescan
}

// New begins to watch the roots, folders that may not exist yet or may go and
// come back. A batch is ready when nothing has changed for the time quiet.
//
// Dotfiles, what editors leave behind (name~, #name#, name.swp, vim's 4913) and
// changes of mode or time alone make no batch. Symbolic links inside a root are
// not followed, a root itself may be one.
func New(roots []string, quiet time.Duration) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	w := &Watcher{
		notify:  notify,
		quiet:   quiet,
		batches: make(chan Batch),
		stopped: make(chan struct{}),
		watched: map[string]bool{},
		changed: map[string]bool{},
	}
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("watch %s: %w", root, err), notify.Close())
		}
		w.roots = append(w.roots, abs)
	}
	for _, root := range w.roots {
		w.arm(root)
	}
	if w.missed != nil {
		return nil, errors.Join(w.missed, notify.Close())
	}
	clear(w.changed) // what is there at the start is not a change
	go w.run()
	return w, nil
}

// Batches gives back the channel of batches. What changes while nobody
// receives is gathered into one batch. Close closes the channel.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Close ends watching and waits until it has ended. A batch that was not
// received is lost.
func (w *Watcher) Close() error {
	err := w.notify.Close()
	<-w.stopped
	return err
}

func (w *Watcher) run() {
	defer close(w.stopped)
	defer close(w.batches)
	timer := time.NewTimer(w.quiet)
	timer.Stop()
	defer timer.Stop()

	var ready chan Batch // nil, so that nothing is sent, until it is quiet
	var batch Batch
	for {
		select {
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if w.take(event) {
				ready = nil
				timer.Reset(w.quiet)
			}
		case err, ok := <-w.notify.Errors:
			if !ok {
				return
			}
			w.rescan(err)
			ready = nil
			timer.Reset(w.quiet)
		case <-timer.C:
			batch = Batch{Paths: slices.Sorted(maps.Keys(w.changed)), Rescan: w.missed != nil, Err: w.missed}
			ready = w.batches
		case ready <- batch:
			ready = nil
			clear(w.changed)
			w.missed = nil
		}
	}
}

// take notes an event and reports whether it changed something that counts.
func (w *Watcher) take(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	path := filepath.Clean(event.Name)
	gone := event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
	if gone {
		w.forget(path)
	}
	changed, missed := len(w.changed), w.missed
	counts := false
	for _, root := range w.roots {
		switch {
		case within(root, path): // the root itself, or a folder on the way to it
			w.arm(root)
			if path == root {
				counts = true
			}
		case within(path, root) && !ignored(path, root):
			counts = true
			if event.Has(fsnotify.Create) {
				w.add(path, root)
			}
		}
	}
	if counts {
		w.changed[path] = true
	}
	return counts || len(w.changed) > changed || w.missed != missed
}

// rescan looks at all roots again, since folders may have appeared unseen.
func (w *Watcher) rescan(err error) {
	w.missed = errors.Join(w.missed, fmt.Errorf("watch files: %w", err))
	for _, root := range w.roots {
		w.arm(root)
	}
}

// arm watches a root, if it is there, and the nearest folder above it, which
// tells when the root appears or goes.
func (w *Watcher) arm(root string) {
	parent := filepath.Dir(root)
	for above := parent; above != root; {
		err := w.watch(above)
		if err != nil && filepath.Dir(above) != above {
			above = filepath.Dir(above)
			continue
		}
		// The next folder towards the root may have appeared between our
		// looking for it and our watching the one above it.
		next := towards(above, root)
		if err != nil || next == root || !isDir(next) {
			break
		}
		above = next
	}
	w.add(root, root)
}

// add watches a folder and all in it and counts the files found as changed.
// The watch comes before the listing: what appears in between is seen twice
// rather than never.
func (w *Watcher) add(path, root string) {
	info, err := os.Stat(path)
	if path != root {
		info, err = os.Lstat(path) // links inside a root are not followed
	}
	if err != nil || !info.IsDir() {
		return
	}
	err = w.watch(path)
	if err == nil {
		var entries []fs.DirEntry
		entries, err = os.ReadDir(path)
		for _, e := range entries {
			name := filepath.Join(path, e.Name())
			if ignored(name, root) {
				continue
			}
			if e.IsDir() {
				w.add(name, root)
			} else {
				w.changed[name] = true
			}
		}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.missed = errors.Join(w.missed, fmt.Errorf("watch %s: %w", path, err))
	}
}

func (w *Watcher) watch(dir string) error {
	if err := w.notify.Add(dir); err != nil {
		return err
	}
	w.watched[dir] = true
	return nil
}

// forget takes the watches off a folder that went and off all below it. After a
// move they would go on reporting under the old names, and hinder new ones.
func (w *Watcher) forget(path string) {
	if !w.watched[path] {
		return
	}
	for dir := range w.watched {
		if within(dir, path) {
			delete(w.watched, dir)
			// It fails where the system took the watch away itself.
			_ = w.notify.Remove(dir)
		}
	}
}

// within reports whether path is dir or lies below it.
func within(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && (rest == "" || rest[0] == filepath.Separator || os.IsPathSeparator(dir[len(dir)-1]))
}

// towards returns the folder one below above on the way to root.
func towards(above, root string) string {
	rest := strings.TrimPrefix(root[len(above):], string(filepath.Separator))
	first, _, _ := strings.Cut(rest, string(filepath.Separator))
	return filepath.Join(above, first)
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// ignored looks only at the part below the root: the root may lie in a folder
// with a dot.
func ignored(path, root string) bool {
	below := strings.TrimPrefix(path[len(root):], string(filepath.Separator))
	return slices.ContainsFunc(strings.Split(below, string(filepath.Separator)), func(name string) bool {
		return strings.HasPrefix(name, ".") ||
			strings.HasSuffix(name, "~") ||
			strings.HasSuffix(name, ".swp") ||
			strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
			name == "4913" // vim asks with it whether it may write here
	})
}
