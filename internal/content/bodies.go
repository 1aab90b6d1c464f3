package content

import (
	"bytes"
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

// newBody is for a text that src, from an offset of its file on, has.
func newBody(text string, src []byte, offset int, hold bool) *body {
	b := &body{offset: offset, links: MayLink(text), sum: sha256.Sum256(trimmed(src))}
	if hold {
		b.text, b.held = text, true
	}
	return b
}

// trimmed is a body as it counts, of how it stands in a file.
func trimmed(src []byte) []byte {
	if bytes.Contains(src, []byte("\r\n")) {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	return bytes.Trim(src, "\n")
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
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	src, _, err := contentsOf(b.fsys, file, buffer)
	if err == nil && of.offset <= len(src) {
		if text := trimmed(src[of.offset:]); sha256.Sum256(text) == of.sum {
			return string(text)
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
