package content

import (
	"bytes"
	"crypto/sha256"
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
	others   [sha256.Size]byte      // of all other files
}

// remembered is what a file said when it had this size and time.
type remembered struct {
	size int64
	time time.Time // of the file; zero if it was so new that it could change unseen

	article  Article
	front    matter.Head
	problems []diag.Problem
	head     [sha256.Size]byte // of what stands before the body; zero if that is not known
}

// settled is how old a file has to be for its time to tell it from a later one:
// no file system counts more coarsely.
const settled = 2 * time.Second

// Settled reports whether a file had been left alone for long enough at a moment
// that it cannot have been changed after it without its time telling.
func Settled(info fs.FileInfo, now time.Time) bool { return info.ModTime().Add(settled).Before(now) }

// Load is the function Load, now being the time of the snapshot. If since the
// last Load nothing has changed but bodies of articles, only is true and bodies
// are those by the paths of their files.
func (m *Memory) Load(fsys fs.FS, now time.Time) (c *Content, problems []diag.Problem, bodies map[string]string, only bool) {
	l := loader{fsys: fsys, memory: m, now: now, next: map[string]*remembered{}, others: sha256.New()}
	c, problems = l.load()
	before := *m
	m.articles, m.others = l.next, [sha256.Size]byte(l.others.Sum(nil))
	if m.others != before.others || len(before.articles) != len(m.articles) {
		return c, problems, nil, false
	}
	bodies = map[string]string{}
	for file, r := range m.articles {
		old := before.articles[file]
		switch {
		case old == r:
		case old == nil || old.head != r.head || r.head == [sha256.Size]byte{}:
			return c, problems, nil, false
		case old.article.Body != r.article.Body:
			bodies[file] = r.article.Body
		}
	}
	return c, problems, bodies, true
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
	src, info := in.read(file)
	if info == nil {
		return &remembered{problems: in.problems}
	}
	a, d, problems := parse(file, src)
	r := &remembered{article: a, front: d.Head, problems: problems}
	if l.memory == nil {
		return r
	}
	if info.Size() == int64(len(src)) && Settled(info, l.now) {
		r.size, r.time = info.Size(), info.ModTime()
	}
	text := bytes.TrimRight(src, "\r\n")
	if i := len(text) - len(a.Body); i >= 0 && string(text[i:]) == a.Body {
		r.head = sha256.Sum256(src[:i])
	}
	return r
}
