// Package warc reads and writes the records of a WARC archive in order.
//
// It follows ISO 28500 (WARC 1.0 and 1.1). An archive may be plain, compressed
// record by record, or compressed as a whole; a WACZ is a ZIP of archives.
// Records are streamed: memory does not grow with the archive or with a record,
// only with the body that a caller asks for.
//
// Archives come from crawls that broke off and from strangers. What cannot be
// read is an *Error that names the file and the byte; reading goes on with the
// next record that can be found, in time linear in the file.
package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A Record is one record of an archive. It is valid until the next one is asked
// for.
type Record struct {
	Type   string            // "response", "resource", "request", "warcinfo", ...
	URI    string            // WARC-Target-URI, "" if there is none
	Date   time.Time         // WARC-Date, zero if there is none
	Fields map[string]string // all fields, names in lower case; of several of one name the first
	Length int64             // of its block
	Offset int64             // byte of the archive at which it, or the gzip member it stands in, begins

	from  *Reader
	place place
	block int64 // byte of its stream at which the block begins
	left  int64 // bytes of the block not read yet
	err   error // what Read returns from now on
	told  bool  // a caller has seen err
}

// An Error is about one record, or a stretch of an archive that is none.
type Error struct {
	Name   string
	Offset int64 // byte of the file; of a gzip member its first
	Msg    string
}

// Error returns "file: byte N: msg".
func (e *Error) Error() string { return fmt.Sprintf("%s: byte %d: %s", e.Name, e.Offset, e.Msg) }

// Limits against archives made to harm.
const (
	maxHead   = 64 << 10 // bytes of a record's or a response's own lines
	maxBlank  = 16       // bytes of line ends looked over to see that a record is whole
	maxAgain  = 1 << 30  // bytes read a second time to look for records behind damage, in all
	maxErrors = 1000     // told apart in one archive
)

// A Reader reads the records of one archive.
type Reader struct {
	name     string
	file     *file
	member   *member // the gzip member being read, nil outside of one
	rec      *Record // the last one returned
	lost     bool    // the next record has to be looked for
	revisits int
	errors   int
	first    int64 // place of the first error that was not told
	again    int64
	err      error
}

// NewReader returns a Reader of r. name is only used in errors. If r is an
// io.Seeker, damage costs fewer records: a broken one may have swallowed the
// beginning of those behind it, and reading goes back to look for them.
func NewReader(name string, r io.Reader) *Reader {
	return &Reader{name: name, file: newFile(r)}
}

// Revisits returns how many records so far only said that a page was seen again
// unchanged.
func (r *Reader) Revisits() int { return r.revisits }

// Next returns the next record, io.EOF after the last. Revisits are passed over
// and counted. After an *Error it can be called again and goes on behind the
// damage; any other error stays. What of the last record was not read is passed
// over, and an *Error may be about that. The errors behind the first thousand of
// an archive are one.
func (r *Reader) Next() (*Record, error) {
	for r.err == nil {
		rec, err := r.next()
		damage := (*Error)(nil)
		switch {
		case err == nil && rec.Type == "revisit":
			r.revisits++
		case err == nil:
			return rec, nil
		case errors.As(err, &damage):
			if r.errors++; r.errors <= maxErrors {
				return nil, err
			} else if r.errors == maxErrors+1 {
				r.first = damage.Offset
			}
		default:
			if r.err = err; err != io.EOF {
				r.err = fmt.Errorf("read %s: %w", r.name, err)
			}
			if more := r.errors - maxErrors; more > 0 {
				return nil, &Error{r.name, r.first, fmt.Sprintf("%d more places from here on cannot be read", more)}
			}
		}
	}
	return nil, r.err
}

func (r *Reader) next() (*Record, error) {
	if rec := r.rec; rec != nil {
		_, err := io.Copy(io.Discard, rec)
		r.rec = nil
		if err != nil && !rec.told {
			return nil, err
		}
	}
	for {
		if r.lost {
			if err := r.find(); err != nil {
				return nil, err
			}
		}
		if r.member == nil {
			if err := r.file.blanks(-1); err != nil {
				return nil, err
			}
			if start, _ := r.file.Peek(len(gzipMagic)); string(start) != gzipMagic {
				return r.head(&r.file.stream)
			}
			at := r.file.offset()
			m, err := r.open()
			if err != nil {
				return nil, r.broken(place{at, -1}, "gzip member", err)
			}
			r.member = m
		}
		err := r.member.blanks(-1)
		if err == nil {
			return r.head(&r.member.stream)
		}
		if err != io.EOF {
			return nil, r.broken(r.place(), "gzip member", err)
		}
		r.member = nil
	}
}

const version = "WARC/1."

// head reads a record's own lines.
func (r *Reader) head(in *stream) (*Record, error) {
	rec := &Record{Fields: map[string]string{}, from: r, place: r.place()}
	rec.Offset = rec.place.at
	bad := func(format string, args ...any) (*Record, error) {
		r.lost = true
		return nil, r.errorf(rec.place, format, args...)
	}
	// What is no record is left for who looks for one: it may begin in this line.
	if start, err := in.Peek(len(version)); string(start) != version && (err == nil || err == io.EOF) {
		start, _ = in.Peek(min(in.Buffered(), 40))
		start, _, _ = bytes.Cut(start, []byte("\n"))
		return bad("no record begins here: found %s, allowed are WARC/1.0 and WARC/1.1", shown(string(bytes.TrimSuffix(start, []byte("\r")))))
	}
	limit := maxHead
	first, err := in.line(&limit)
	if err == nil && first != "WARC/1.0" && first != "WARC/1.1" {
		return bad("version is %s, allowed are WARC/1.0 and WARC/1.1", shown(first))
	}
	for err == nil {
		if start, _ := in.Peek(len(version)); string(start) == version {
			return bad("record head ends in the middle: the next record begins")
		}
		var l string
		if l, err = in.line(&limit); err != nil || l == "" {
			break
		}
		if l[0] == ' ' || l[0] == '\t' { // continues a field, none of which is needed whole
			continue
		}
		key, value, ok := strings.Cut(l, ":")
		if !ok {
			return bad("record head: %s is no field", shown(l))
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		// With two lengths two programs would see two different archives.
		if old, twice := rec.Fields[key]; !twice {
			rec.Fields[key] = value
		} else if key == "content-length" && old != value {
			return bad("record has two lengths, %s and %s", shown(old), shown(value))
		}
	}
	if errors.Is(err, errLong) {
		return bad("record head: %v", err)
	} else if err != nil {
		return nil, r.broken(rec.place, "record head", err)
	}
	rec.Type = strings.ToLower(rec.Fields["warc-type"])
	n, err := strconv.ParseUint(rec.Fields["content-length"], 10, 63)
	if err != nil || rec.Type == "" {
		return bad("record has no type or length: WARC-Type %s, Content-Length %s", shown(rec.Type), shown(rec.Fields["content-length"]))
	}
	rec.Length, rec.left, rec.block = int64(n), int64(n), in.offset()
	if rest := r.file.size - rec.block; r.member == nil && r.file.size > 0 && rec.Length > rest {
		return bad("%s is cut off: it says it has %d bytes, %d are missing", rec.kind(), rec.Length, rec.Length-rest)
	}
	// WARC 1.0 put addresses in angle brackets, and some programs still do.
	rec.URI = strings.TrimSuffix(strings.TrimPrefix(rec.Fields["warc-target-uri"], "<"), ">")
	// WARC 1.1 allows fractions of a second, and parts left away from the end.
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, rec.Fields["warc-date"]); err == nil {
			rec.Date = t.UTC()
			break
		}
	}
	r.rec = rec
	return rec, nil
}

// Read reads the record's block. It returns io.EOF only if the record is whole:
// something that can stand behind a record stands there, and the checksum of a
// gzip member that ends with it is right. Otherwise it returns an *Error.
func (rec *Record) Read(p []byte) (int, error) {
	n, err := rec.read(p)
	if e := (*Error)(nil); errors.As(err, &e) {
		rec.told = true
	}
	return n, err
}

func (rec *Record) read(p []byte) (int, error) {
	r := rec.from
	if rec.err == nil && r.rec != rec {
		rec.err = errors.New("record was read after the next one was asked for")
	}
	if rec.err != nil {
		return 0, rec.err
	}
	in := r.stream()
	if rec.left > 0 {
		n, err := in.Read(p[:min(int64(len(p)), rec.left)])
		rec.left -= int64(n)
		if err == io.EOF {
			rec.err = r.swallowed(rec, "is cut off: it says it has %d bytes, %d are missing", rec.Length, rec.left)
		} else if err != nil {
			rec.err = r.broken(rec.place, rec.kind(), err)
		}
		if n > 0 || rec.err == nil {
			return n, nil
		}
		return 0, rec.err
	}
	rec.err = io.EOF
	switch next, err := in.Peek(len(version)); {
	case len(next) == 0 && err != io.EOF:
		rec.err = r.broken(rec.place, rec.kind(), err)
	case len(next) > 0 && next[0] != '\n' && next[0] != '\r' && string(next) != version && !strings.HasPrefix(string(next), gzipMagic):
		rec.err = r.swallowed(rec, "does not end after the %d bytes it says it has: %s follows", rec.Length, shown(string(next)))
	default:
		if err := in.blanks(maxBlank); err != nil && err != io.EOF {
			rec.err = r.broken(rec.place, rec.kind(), err)
		}
	}
	return 0, rec.err
}

// errorf returns an *Error about the record.
func (rec *Record) errorf(format string, args ...any) error {
	return rec.from.errorf(rec.place, format, args...)
}

// kind names the record's type, for an error.
func (rec *Record) kind() string {
	switch rec.Type {
	case "warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation":
		return rec.Type + " record"
	}
	return "record of type " + shown(rec.Type)
}

// shown quotes what a file says, for an error: short, and harmless to a
// terminal.
func shown(s string) string { return fmt.Sprintf("%.100q", s) }
