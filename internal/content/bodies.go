package content

import (
	"crypto/sha256"
	"io/fs"
	"strings"
	"sync/atomic"
)

// Bodies are the bodies of the articles of a Snapshot, by the paths of their
// files. They may be used by several goroutines.
type Bodies struct {
	fsys    fs.FS
	of      map[string]*body
	changed atomic.Bool
}

// body is that of an article: its text, or where it begins in the file.
type body struct {
	text   string
	held   bool
	offset int
	links  bool
	sum    [sha256.Size]byte
}

func newBody(text string, offset int, hold bool) body {
	b := body{offset: offset, links: MayLink(text), sum: sha256.Sum256([]byte(text))}
	if hold {
		b.text, b.held = text, true
	}
	return b
}

// Sum tells bodies apart.
func (b *Bodies) Sum(file string) [sha256.Size]byte {
	if of := b.of[file]; of != nil {
		return of.sum
	}
	return [sha256.Size]byte{}
}

// MayLink is the function MayLink of the body of an article.
func (b *Bodies) MayLink(file string) bool { return b.of[file] != nil && b.of[file].links }

// Text returns the body of an article. If it is not held and its file says
// something else by now, the text is that of no snapshot, and Changed tells.
func (b *Bodies) Text(file string) string {
	of := b.of[file]
	if of == nil {
		return ""
	}
	if of.held {
		return of.text
	}
	src, _, err := contentsOf(b.fsys, file)
	if err == nil && of.offset <= len(src) {
		if text := withoutBlankLines(string(src[of.offset:])); sha256.Sum256([]byte(text)) == of.sum {
			return text
		}
	}
	b.changed.Store(true)
	return ""
}

// Changed reports whether a body was asked for that is no longer what it was in
// the snapshot.
func (b *Bodies) Changed() bool { return b.changed.Load() }

// MayLink reports whether Markdown can have a link to something else than a web
// address. Most has none, and need not be read for it.
func MayLink(src string) bool {
	if strings.Contains(src, "]:") {
		return true
	}
	for {
		_, rest, found := strings.Cut(src, "](")
		if !found {
			return false
		}
		if !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "http://") {
			return true
		}
		src = rest
	}
}
