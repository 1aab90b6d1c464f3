// Package warc reads and writes the records of a WARC archive in order.
//
// It follows ISO 28500 (WARC 1.0 and 1.1). An archive may be plain, compressed
// record by record, or compressed as a whole; a WACZ is a ZIP of archives.
// Records are streamed: memory does not grow with the archive or with a record,
// only with the body that a caller asks for.
//
// Archives come from crawls that broke off and from strangers. What cannot be
// read is an *Error that names the file and the byte; reading goes on with the
// next record that can be found.
package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
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
	Type   string            // "response", "resource", "request", "revisit", ...
	URI    string            // WARC-Target-URI, "" if there is none
	Date   time.Time         // WARC-Date, zero if there is none
	Fields map[string]string // all fields, names in lower case; of several of one name the first
	Length int64             // of its block
	Offset int64             // byte of the archive at which it, or the gzip member it stands in, begins

	name string
	left io.LimitedReader
	told bool // that it is broken
}

// An Error is about one record, or a stretch of an archive that is none.
type Error struct {
	Name   string
	Offset int64 // byte of the file
	Msg    string
}

// Error returns "file: byte N: msg".
func (e *Error) Error() string { return fmt.Sprintf("%s: byte %d: %s", e.Name, e.Offset, e.Msg) }

// Limits of what is held or unfolded for one record.
const (
	maxHead   = 64 << 10 // a record's or a response's own lines
	maxLine   = 16 << 10
	maxUnfold = 512 << 20 // read over in a gzip member before it is given up
	maxAgain  = 256 << 20 // read a second time behind damage, in all
)

// A Reader reads the records of one archive.
type Reader struct {
	name   string
	src    *bufio.Reader
	count  *counter
	member *bufio.Reader // what the gzip member unfolds to, nil outside of one
	zip    gzip.Reader
	start  int64 // of the member
	rec    *Record
	lost   bool // the next record has to be looked for
	again  int64
	err    error
}

// counter counts what was taken from the file.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// NewReader returns a Reader of r. name is only used in errors. If r is an
// io.Seeker, a gzip member that is cut off costs none of those behind it.
func NewReader(name string, r io.Reader) *Reader {
	c := &counter{r: r}
	return &Reader{name: name, count: c, src: bufio.NewReaderSize(c, 64<<10)}
}

func (r *Reader) offset() int64 { return r.count.n - int64(r.src.Buffered()) }

// Next returns the next record of any type, io.EOF after the last. After an
// *Error it can be called again and goes on behind the damage; any other error
// stays.
func (r *Reader) Next() (*Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	rec, err := r.next()
	if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
		r.err = err
	}
	r.rec = rec
	return rec, err
}

func (r *Reader) next() (*Record, error) {
	if r.rec != nil {
		if err := r.skip(r.rec); err != nil {
			return nil, err
		}
	}
	if r.lost {
		if err := r.find(); err != nil {
			return nil, err
		}
	}
	for {
		if r.member != nil {
			if err := blanks(r.member); err == nil {
				return r.head(r.member, r.start)
			} else if err != io.EOF {
				return nil, r.damage(r.start, "gzip member is broken: %v", err)
			}
			r.member = nil
		}
		if err := blanks(r.src); err != nil {
			return nil, err
		}
		if magic, _ := r.src.Peek(len(gzipMagic)); string(magic) != gzipMagic {
			return r.head(r.src, r.offset())
		}
		r.start = r.offset()
		if err := r.zip.Reset(r.src); err != nil {
			return nil, r.damage(r.start, "gzip member is broken: %v", err)
		}
		r.zip.Multistream(false)
		r.member = bufio.NewReaderSize(&r.zip, 32<<10)
	}
}

const (
	gzipMagic = "\x1f\x8b\x08"
	version   = "WARC/"
)

// blanks reads over line ends.
func blanks(r *bufio.Reader) error {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return err
		}
		if b != '\r' && b != '\n' {
			return r.UnreadByte()
		}
	}
}

// skip reads over what is left of a record.
func (r *Reader) skip(rec *Record) error {
	if rec.told {
		r.lose(rec.Offset)
		return nil
	}
	limit := rec.left.N
	if r.member != nil {
		limit = min(limit, maxUnfold)
	}
	n, err := io.Copy(io.Discard, io.LimitReader(&rec.left, limit))
	switch {
	case err != nil:
		return r.damage(rec.Offset, "%s record is broken: %v", rec.Type, err)
	case rec.left.N > 0 && n < limit:
		return r.damage(rec.Offset, "%s record is cut off: it says it has %d bytes, %d are missing", rec.Type, rec.Length, rec.left.N)
	case rec.left.N > 0:
		return r.damage(rec.Offset, "%s record unfolds to more than %d MiB; the rest of its gzip member is left out", rec.Type, maxUnfold>>20)
	}
	return nil
}

// damage returns an *Error and lets the next record be looked for.
func (r *Reader) damage(offset int64, format string, args ...any) error {
	r.lose(offset)
	return &Error{r.name, offset, fmt.Sprintf(format, args...)}
}

// lose lets the next record be looked for: behind the beginning of the broken
// member, since what unfolded may have been the next one's bytes.
func (r *Reader) lose(offset int64) {
	seeker, ok := r.count.r.(io.Seeker)
	if r.member != nil && ok {
		from := offset + int64(len(gzipMagic))
		if r.again += r.offset() - from; r.again <= maxAgain {
			if _, err := seeker.Seek(from, io.SeekStart); err == nil {
				r.src.Reset(r.count)
				r.count.n = from
			}
		}
	}
	r.lost, r.member = true, nil
}

// find looks for the beginning of a record or of a gzip member that holds one.
func (r *Reader) find() error {
	r.lost, r.rec = false, nil
	for {
		window, err := r.src.Peek(4 << 10)
		if len(window) == 0 {
			return err
		}
		for i := range window {
			rest := window[i:]
			if bytes.HasPrefix(rest, []byte(version+"1.")) && (i == 0 || window[i-1] == '\n') || bytes.HasPrefix(rest, []byte(gzipMagic)) && holdsRecord(rest) {
				_, err := r.src.Discard(i)
				return err
			}
		}
		keep := min(len(window)-1, 512) // a beginning may lie across the edge
		if err != nil {
			keep = 0
		}
		r.src.Discard(len(window) - keep)
	}
}

// holdsRecord reports whether a gzip member unfolds to a record. Three bytes
// alone stand in compressed data by chance.
func holdsRecord(b []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return false
	}
	start := make([]byte, len(version))
	_, err = io.ReadFull(z, start)
	return err == nil && string(start) == version
}

// head reads a record's own lines.
func (r *Reader) head(in *bufio.Reader, at int64) (*Record, error) {
	left := maxHead
	first, err := line(in, &left)
	if err != nil {
		return nil, r.damage(at, "record head: %v", err)
	}
	if first != "WARC/1.0" && first != "WARC/1.1" {
		return nil, r.damage(at, "no record begins here: found %.40q, allowed are WARC/1.0 and WARC/1.1", first)
	}
	rec := &Record{name: r.name, Offset: at, Fields: map[string]string{}}
	for {
		l, err := line(in, &left)
		if err != nil {
			return nil, r.damage(at, "record head: %v", err)
		}
		if l == "" {
			break
		}
		key, value, ok := strings.Cut(l, ":")
		if !ok {
			return nil, r.damage(at, "record head: %.40q is no field", l)
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if old, twice := rec.Fields[key]; twice && key == "content-length" && old != value {
			return nil, r.damage(at, "record has two lengths, %s and %s", old, value)
		} else if !twice {
			rec.Fields[key] = value
		}
	}
	rec.Type = strings.ToLower(rec.Fields["warc-type"])
	rec.Length, err = strconv.ParseInt(rec.Fields["content-length"], 10, 64)
	if err != nil || rec.Length < 0 || rec.Type == "" {
		return nil, r.damage(at, "record has no type or length: WARC-Type %.40q, Content-Length %.40q", rec.Type, rec.Fields["content-length"])
	}
	// WARC 1.0 put addresses in angle brackets, and some programs still do.
	rec.URI = strings.Trim(rec.Fields["warc-target-uri"], "<>")
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z", time.DateOnly} {
		if t, err := time.Parse(layout, rec.Fields["warc-date"]); err == nil {
			rec.Date = t.UTC()
			break
		}
	}
	rec.left = io.LimitedReader{R: in, N: rec.Length}
	return rec, nil
}

// line reads a line without its end, of all of which together *left bytes may
// be read.
func line(r *bufio.Reader, left *int) (string, error) {
	var b []byte
	for {
		c, err := r.ReadByte()
		if err == io.EOF {
			return "", errors.New("it is cut off")
		}
		if err != nil {
			return "", err
		}
		if *left--; *left < 0 || len(b) > maxLine {
			return "", fmt.Errorf("it does not end within %d bytes", maxHead)
		}
		if c == '\n' {
			return strings.TrimSuffix(string(b), "\r"), nil
		}
		b = append(b, c)
	}
}

// Read reads the record's block.
func (rec *Record) Read(p []byte) (int, error) {
	n, err := rec.left.Read(p)
	if err != nil && rec.left.N > 0 {
		rec.told = true
	}
	if err == io.EOF && rec.left.N > 0 {
		err = rec.errorf("%s record is cut off: it says it has %d bytes, %d are missing", rec.Type, rec.Length, rec.left.N)
	}
	return n, err
}

func (rec *Record) errorf(format string, args ...any) error {
	return &Error{rec.name, rec.Offset, fmt.Sprintf(format, args...)}
}
