package content

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"time"

	"chronik/internal/diag"
	"chronik/internal/matter"
)

// A Memory keeps what articles said, so that loading a folder again reads only
// files that have changed. Its zero value remembers nothing. It is for one
// folder and one Load at a time.
type Memory struct {
	articles map[string]*remembered // by path
	editions map[string]*keptEdition
}

// keptEdition is what an edition's file said when its bytes had this sum.
type keptEdition struct {
	sum      [sha256.Size]byte
	edition  Edition
	problems []diag.Problem
}

// A Snapshot is what a content folder said at a moment. Its articles come
// without their bodies, which are most of it.
type Snapshot struct {
	*Content
	Bodies   *Bodies
	Problems []diag.Problem // as Load returns them

	// Facts tells snapshots apart by everything that is no body of an article.
	Facts [sha256.Size]byte
}

// remembered is what a file said when it had this size and time.
type remembered struct {
	size int64
	time time.Time // of the file; zero if it was so new that it could change unseen

	article  Article // without its body
	body     *body
	front    matter.Head
	problems []diag.Problem
	facts    [sha256.Size]byte // of what is not the body
}

// settled is how old a file has to be for its time to tell it from a later one:
// no file system counts more coarsely.
const settled = 2 * time.Second

// Settled reports whether a file had been left alone for long enough at a moment
// that it cannot have been changed after it without its time telling.
func Settled(info fs.FileInfo, now time.Time) bool { return info.ModTime().Add(settled).Before(now) }

// Load reads a content folder as the function Load does, now being the time of
// the snapshot. If now is zero nothing is remembered, and bodies are not held
// but read again when they are asked for.
func (m *Memory) Load(fsys fs.FS, now time.Time) Snapshot {
	l := loader{fsys: fsys, memory: m, now: now, next: map[string]*remembered{}, facts: sha256.New()}
	c, problems := l.load()
	bodies := &Bodies{fsys: fsys, of: make(map[string]*body, len(l.next))}
	for file, r := range l.next {
		bodies.of[file] = r.body
	}
	m.articles, m.editions = nil, nil
	if !now.IsZero() {
		m.articles, m.editions = l.next, l.kept
	}
	return Snapshot{c, bodies, problems, [sha256.Size]byte(l.facts.Sum(nil))}
}

// recall returns what is remembered of a file, nil if it must be read.
func (m *Memory) recall(fsys fs.FS, file string) *remembered {
	r := m.articles[file]
	if r == nil || r.time.IsZero() {
		return nil
	}
	info, err := fs.Stat(fsys, file)
	if err != nil || r.size != info.Size() || !r.time.Equal(info.ModTime()) {
		return nil
	}
	return r
}

// article reads an article, or remembers it.
func (l *loader) article(file string) *remembered {
	if l.memory != nil {
		if r := l.memory.recall(l.fsys, file); r != nil {
			return r
		}
	}
	in := loader{fsys: l.fsys}
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	src, info := in.readInto(buffer, file)
	if info == nil {
		return &remembered{problems: in.problems, facts: sha256.Sum256(fmt.Append(nil, in.problems))}
	}
	a, d, problems := parse(file, src)
	r := &remembered{article: a, front: d.Head, problems: problems}
	if l.memory == nil {
		return r
	}
	r.article.Body = ""
	r.body = newBody(a.Body, src[d.BodyOffset:], d.BodyOffset, !l.now.IsZero())
	// Line ends after the body are nothing a page could tell.
	r.facts = sha256.Sum256(src)
	text := bytes.TrimRight(src, "\r\n")
	if i := len(text) - len(a.Body); i >= 0 && string(text[i:]) == a.Body {
		r.facts = sha256.Sum256(src[:i])
	}
	if info.Size() == int64(len(src)) && Settled(info, l.now) {
		r.size, r.time = info.Size(), info.ModTime()
	}
	return r
}
