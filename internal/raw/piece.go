package raw

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"path"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/warc"
)

// A Piece is one document of a file that may hold many, not read yet.
type Piece struct {
	Name        string // of the file, of an archive with the address behind a colon, of a feed with the item
	Data        []byte
	ContentType string // as the server said, "" if none did
	Meta        Meta   // what the file says of its origin
	Problem     *diag.Problem
}

// Open reads the document. What it says of its origin itself stands; the rest is
// the file's.
func (p Piece) Open() (*Document, []diag.Problem) {
	if p.Problem != nil {
		return nil, []diag.Problem{*p.Problem}
	}
	d, problems := OpenAs(p.Name, p.Data, p.ContentType)
	if d != nil {
		if d.Meta.URL == "" {
			d.Meta.URL = p.Meta.URL
		}
		if d.Meta.Fetched == "" {
			d.Meta.Fetched = p.Meta.Fetched
		}
	}
	return d, problems
}

// Archive reports whether a file is named as one that holds many documents.
func Archive(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".wacz") || feedName(name)
}

// maxPiece is the largest document that is held in memory.
const maxPiece = 64 << 20

// A File is what Pieces reads from.
type File interface {
	io.Reader
	io.ReaderAt
}

// Pieces returns the documents in a file of size bytes, in its order: the pages
// of an archive, the items of a feed, else the file as a whole. What cannot be
// read is a piece with a problem; the others follow.
func Pieces(name string, f File, size int64) iter.Seq[Piece] {
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, ".wacz"):
		return func(yield func(Piece) bool) {
			for r, err := range warc.WACZ(name, f, size) {
				if err != nil {
					if !yield(broken(name, err)) {
						return
					}
					continue
				}
				if !archived(name, r, yield) {
					return
				}
			}
		}
	case strings.HasSuffix(lower, ".warc"), strings.HasSuffix(lower, ".warc.gz"):
		return func(yield func(Piece) bool) { archived(name, warc.NewReader(name, f), yield) }
	}
	return func(yield func(Piece) bool) {
		data, err := io.ReadAll(io.LimitReader(f, maxPiece+1))
		switch {
		case err != nil:
			yield(broken(name, err))
		case len(data) > maxPiece:
			yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "large", Msg: fmt.Sprintf("file is larger than %d MiB", maxPiece>>20), Hint: "give one article a file"}})
		default:
			split(Piece{Name: name, Data: data}, yield)
		}
	}
}

// Split returns the items of a feed that was fetched, any other document as it
// is.
func Split(p Piece) iter.Seq[Piece] {
	return func(yield func(Piece) bool) { split(p, yield) }
}

func split(p Piece, yield func(Piece) bool) bool {
	if p.Problem == nil && (feedName(p.Name) || looksLikeFeed(p.Data)) {
		return feed(p.Name, p.Data, yield)
	}
	return yield(p)
}

// broken is the piece of a stretch that cannot be read.
func broken(name string, err error) Piece {
	p := &diag.Problem{File: name, Rule: "archive", Msg: "cannot read: " + err.Error()}
	if e := (*warc.Error)(nil); errors.As(err, &e) {
		p.Msg = fmt.Sprintf("byte %d: %s", e.Offset, e.Msg)
	}
	return Piece{Name: name, Problem: p}
}

// archived yields the pages of an archive: what was answered with 200 and is a
// text. It reports whether more is wanted.
func archived(name string, r *warc.Reader, yield func(Piece) bool) bool {
	for {
		rec, err := r.Next()
		if err == io.EOF {
			if n := r.Revisits(); n > 0 {
				return yield(Piece{Name: name, Problem: &diag.Problem{File: name, Rule: "revisit", Severity: diag.Warning,
					Msg: fmt.Sprintf("%d pages were the same as at an earlier visit and are not in the archive again", n), Hint: "import the archive of that visit"}})
			}
			return true
		}
		if err != nil {
			if !yield(broken(name, err)) {
				return false
			}
			if e := (*warc.Error)(nil); !errors.As(err, &e) {
				return true
			}
			continue
		}
		if rec.Type != "response" && rec.Type != "resource" || !strings.HasPrefix(rec.URI, "http") {
			continue
		}
		res, err := rec.HTTP(maxPiece)
		if err != nil {
			if !yield(broken(name, err)) {
				return false
			}
			continue
		}
		kind := res.Header.Get("Content-Type")
		if res.Status != http.StatusOK || !isText(kind, res.Body) || path.Base(rec.URI) == "robots.txt" {
			continue
		}
		p := Piece{Name: name + ":" + rec.URI, Data: res.Body, ContentType: kind, Meta: Meta{URL: rec.URI}}
		if !rec.Date.IsZero() {
			p.Meta.Fetched = rec.Date.Format("2006-01-02")
		}
		if !yield(p) {
			return false
		}
	}
}

// isText reports whether a body is a page or a plain text.
func isText(kind string, body []byte) bool {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "text/plain":
		return len(bytes.TrimSpace(body)) > 0
	case "":
		return strings.HasPrefix(http.DetectContentType(body), "text/")
	}
	return false
}
