package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A stream is read in order and knows how far.
type stream struct {
	*bufio.Reader
	n int64 // bytes taken from below
}

func (s *stream) offset() int64 { return s.n - int64(s.Buffered()) }

// blanks reads over line ends: at most limit bytes, all if it is negative. It
// returns io.EOF at the end of the stream.
func (s *stream) blanks(limit int) error {
	for limit != 0 {
		if _, err := s.Peek(1); err != nil {
			return err
		}
		buffered, _ := s.Peek(s.Buffered())
		if limit > 0 {
			buffered = buffered[:min(len(buffered), limit)]
		}
		n := len(buffered) - len(bytes.TrimLeft(buffered, "\r\n"))
		s.Discard(n)
		if n < len(buffered) {
			return nil
		}
		if limit > 0 {
			limit -= n
		}
	}
	return nil
}

var (
	errLong = fmt.Errorf("it does not end within %d bytes", maxHead)
	errBomb = errors.New("it unfolds to a multiple of its size that no text does; the rest of it is left out")
	errCut  = errors.New("it is cut off")
)

// line reads a line without its end, of all of which together *limit bytes may
// be read.
func (s *stream) line(limit *int) (string, error) { return line(s.Reader, limit) }

func line(r *bufio.Reader, limit *int) (string, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		if *limit -= len(part); *limit < 0 {
			return "", errLong
		}
		switch {
		case err == nil && long == nil:
			return strings.TrimSuffix(string(part[:len(part)-1]), "\r"), nil
		case err == nil:
			return strings.TrimSuffix(string(append(long, part[:len(part)-1]...)), "\r"), nil
		case err == bufio.ErrBufferFull:
			long = append(long, part...)
		case err == io.EOF:
			return "", errCut
		default:
			return "", err
		}
	}
}

// A file is the stream of an archive's own bytes.
type file struct {
	stream
	r    io.Reader
	seek io.Seeker // nil if there is no going back
	size int64     // 0 if not known
	zip  gzip.Reader
	err  error // what the system said, which is no damage of the archive

	unfolded, allowed int64 // bytes of gzip members; see count
	ratio             int64
}

// A text takes a fifth to a twentieth when compressed, and gzip can reach a
// thousandth with bytes that say nothing. Members may unfold to maxFree, and
// maxRatio times what they take, all of an archive together: so time is linear
// in the file with a small factor.
const (
	maxFree  = 128 << 20
	maxRatio = 100
)

func newFile(r io.Reader) *file {
	f := &file{r: r, allowed: maxFree, ratio: maxRatio}
	if seek, ok := r.(io.Seeker); ok {
		if at, err := seek.Seek(0, io.SeekCurrent); err == nil {
			size, _ := seek.Seek(0, io.SeekEnd)
			// Devices say they are empty.
			if _, err := seek.Seek(at, io.SeekStart); err == nil && size > at {
				f.seek, f.size, f.n = seek, size, at
			}
		}
	}
	f.Reader = bufio.NewReaderSize(fileReader{f}, 64<<10)
	return f
}

type fileReader struct{ f *file }

func (r fileReader) Read(p []byte) (int, error) {
	n, err := r.f.r.Read(p)
	r.f.n += int64(n)
	if err != nil && err != io.EOF {
		r.f.err = err
	}
	return n, err
}

// A member is the stream that a gzip member unfolds to.
type member struct {
	stream
	f  *file
	at int64 // byte of the file at which it begins
}

const gzipMagic = "\x1f\x8b\x08"

// open begins to unfold the member that begins here.
func (r *Reader) open() (*member, error) {
	m := &member{f: r.file, at: r.file.offset()}
	if err := r.file.zip.Reset(r.file.Reader); err != nil {
		return nil, err
	}
	r.file.zip.Multistream(false)
	m.Reader = bufio.NewReaderSize(memberReader{m}, 32<<10)
	return m, nil
}

type memberReader struct{ m *member }

func (r memberReader) Read(p []byte) (int, error) {
	f := r.m.f
	if f.unfolded > f.allowed+f.ratio*f.n {
		return 0, errBomb
	}
	n, err := f.zip.Read(p)
	r.m.n += int64(n)
	f.unfolded += int64(n)
	return n, err
}

// A place is where a record begins.
type place struct {
	at    int64 // byte of the file
	inner int64 // byte of what the gzip member there unfolds to; -1 outside of one
}

// stream returns what is being read.
func (r *Reader) stream() *stream {
	if r.member != nil {
		return &r.member.stream
	}
	return &r.file.stream
}

func (r *Reader) place() place {
	if r.member != nil {
		return place{r.member.at, r.member.offset()}
	}
	return place{r.file.offset(), -1}
}

func (r *Reader) errorf(at place, format string, args ...any) error {
	msg := fmt.Sprintf(format, args...)
	if at.inner > 0 {
		msg = fmt.Sprintf("unfolded byte %d: %s", at.inner, msg)
	}
	return &Error{r.name, at.at, msg}
}

// swallowed is the error of a record whose length is wrong. What it took may
// hold the records behind it.
func (r *Reader) swallowed(rec *Record, format string, args ...any) error {
	r.lost = true
	if m := r.member; m == nil {
		r.back(rec.block, 0)
	} else if r.back(m.at, m.n) {
		var err error
		if r.member, err = r.open(); err == nil {
			_, err = io.CopyN(io.Discard, r.member, rec.block)
		}
		if err != nil { // it is not the file that it was
			r.member = nil
		}
	}
	return r.errorf(rec.place, rec.kind()+" "+format, args...)
}

// broken is the error of bytes that cannot be had. Those of a gzip member may
// hold the members behind it.
func (r *Reader) broken(at place, what string, err error) error {
	if r.file.err != nil {
		return r.file.err
	}
	r.lost, r.member = true, nil
	from := at.at + int64(len(gzipMagic))
	if at.inner >= 0 || what == "gzip member" {
		if err != errBomb && err != gzip.ErrChecksum {
			r.back(from, 0)
		}
	}
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = errCut
	}
	return r.errorf(at, "%s: %v", what, err)
}

// back goes back to a byte of the file, for which so much has to be unfolded
// again, and reports whether it could. What is read twice is bounded, or an
// archive of records that all claim the rest of it would take very long.
func (r *Reader) back(to, unfold int64) bool {
	f := r.file
	cost := f.n - to + unfold
	if f.seek == nil || r.again+cost > maxAgain {
		return false
	}
	if _, err := f.seek.Seek(to, io.SeekStart); err != nil {
		return false
	}
	r.again += cost
	f.n = to
	f.Reset(fileReader{f})
	return true
}

// find looks for the beginning of a record, or of a gzip member that holds one.
func (r *Reader) find() error {
	r.lost = false
	var probe gzip.Reader
	for fresh := true; ; fresh = false {
		in := r.stream()
		want := in.Buffered()
		if want < 2*maxProbe { // to fill the buffer for every line would take long
			want = in.Size()
		}
		window, err := in.Peek(want)
		if i := r.begin(window, fresh, &probe); i >= 0 {
			_, err := in.Discard(i)
			return err
		}
		switch {
		case err == nil:
			// A beginning may lie across the edge, and a line's end before it.
			in.Discard(len(window) - maxProbe)
		case r.member == nil:
			in.Discard(len(window))
			return err
		case err == io.EOF:
			r.member = nil
			return nil
		default: // that the member is damaged was said
			r.broken(r.place(), "gzip member", err)
			if r.file.err != nil {
				return r.file.err
			}
			r.lost = false
		}
	}
}

// maxProbe is how much of a gzip member must suffice to see that it holds a
// record.
const maxProbe = 1 << 10

// begin returns where in the window a record or a member begins, -1 if nowhere.
// Only a fresh window can begin with a record: of others it is not known what
// stands before them.
func (r *Reader) begin(window []byte, fresh bool, probe *gzip.Reader) int {
	first := -1
	for i := 0; i < len(window); {
		n := bytes.Index(window[i:], []byte(version))
		if n < 0 {
			break
		}
		if i += n; i == 0 && fresh || i > 0 && window[i-1] == '\n' {
			first = i
			window = window[:i]
			break
		}
		i++
	}
	for i := 0; r.member == nil; i++ {
		n := bytes.Index(window[i:], []byte(gzipMagic))
		if n < 0 {
			break
		}
		if i += n; holdsRecord(window[i:], probe) {
			return i
		}
	}
	return first
}

// holdsRecord reports whether a gzip member unfolds to a record. Three bytes
// alone stand in compressed data by chance.
func holdsRecord(b []byte, z *gzip.Reader) bool {
	// Flags and systems that RFC 1952 does not know are seen without unfolding.
	if len(b) < 10 || b[3]&0xe0 != 0 || b[9] > 13 && b[9] != 255 {
		return false
	}
	if z.Reset(bytes.NewReader(b[:min(len(b), maxProbe)])) != nil {
		return false
	}
	var start [len(version)]byte
	_, err := io.ReadFull(z, start[:])
	return err == nil && string(start[:]) == version
}
