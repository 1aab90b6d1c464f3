package warc

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// A Response is what a server sent, its body without chunks and compression.
type Response struct {
	Status int // 200 for resource records, which have none
	Header http.Header
	Body   []byte
}

// HTTP reads a response or resource record. A body that unfolds to more than
// limit bytes is an error, as is one that cannot be unfolded, and a record that
// is not whole; all errors are *Error unless the archive's own reader failed.
// Lines of the header that are none are left out.
func (rec *Record) HTTP(limit int64) (*Response, error) {
	res, err := rec.http(limit)
	if err == nil {
		// Only its end tells that the record is whole.
		_, err = io.Copy(io.Discard, rec)
	}
	if err != nil {
		return nil, err
	}
	return res, nil
}

func (rec *Record) http(limit int64) (*Response, error) {
	kind := rec.Fields["content-type"]
	if rec.Type == "resource" || rec.Type == "response" && kind != "" && !strings.HasPrefix(strings.ToLower(kind), "application/http") {
		body, err := rec.all(rec, limit)
		return &Response{Status: http.StatusOK, Header: http.Header{"Content-Type": {kind}}, Body: body}, err
	}
	block := bufio.NewReader(rec)
	res := &Response{}
	for left := maxHead; res.Status < 200; { // one that goes on comes first, if any
		var err error
		if res.Status, res.Header, err = head(block, &left); err != nil {
			return nil, rec.because("response head: ", err)
		}
	}
	body := io.Reader(block)
	// Some crawlers undo the chunks and leave the header that says they are there.
	if start, _ := block.Peek(20); strings.Contains(strings.ToLower(res.Header.Get("Transfer-Encoding")), "chunked") && chunk(start) {
		body = httputil.NewChunkedReader(block)
	}
	codings := strings.Split(strings.Join(res.Header["Content-Encoding"], ","), ",")
	if len(codings) > 4 {
		return nil, rec.errorf("body of %s is compressed %d times over", shown(rec.URI), len(codings))
	}
	for _, coding := range slices.Backward(codings) {
		var err error
		if body, err = unfold(body, strings.ToLower(strings.TrimSpace(coding))); err != nil {
			return nil, rec.because(fmt.Sprintf("response body is not %s: ", shown(coding)), err)
		}
	}
	var err error
	res.Body, err = rec.all(body, limit)
	return res, err
}

// because returns err if it is about the record already, else one that is.
func (rec *Record) because(what string, err error) error {
	if e := (*Error)(nil); errors.As(err, &e) || rec.from.file.err != nil {
		return err
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = errCut
	}
	return rec.errorf("%s%v", what, err)
}

// all reads a body of at most limit bytes.
func (rec *Record) all(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(&io.LimitedReader{R: r, N: limit})
	if err == nil && int64(len(body)) == limit {
		if n, _ := io.ReadFull(r, make([]byte, 1)); n > 0 {
			size := fmt.Sprintf("%d bytes", limit)
			if limit >= 1<<20 {
				size = fmt.Sprintf("%d MiB", limit>>20)
			}
			return nil, rec.errorf("body of %s is larger than %s", shown(rec.URI), size)
		}
	}
	if err != nil {
		return nil, rec.because(fmt.Sprintf("body of %s: ", shown(rec.URI)), err)
	}
	return body, nil
}

// head reads the lines above a body.
func head(r *bufio.Reader, left *int) (int, http.Header, error) {
	first, err := line(r, left)
	if err != nil {
		return 0, nil, err
	}
	proto, rest, _ := strings.Cut(first, " ")
	code, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	status, err := strconv.Atoi(code)
	if err != nil || len(code) != 3 || status < 100 || !strings.HasPrefix(proto, "HTTP/") {
		return 0, nil, fmt.Errorf("found %s, wanted HTTP/ and a status", shown(first))
	}
	header, last := http.Header{}, ""
	for {
		l, err := line(r, left)
		if err != nil {
			return 0, nil, err
		}
		if l == "" {
			return status, header, nil
		}
		if l[0] == ' ' || l[0] == '\t' {
			if values := header[last]; len(values) > 0 {
				values[len(values)-1] += " " + strings.TrimSpace(l)
			}
			continue
		}
		key, value, ok := strings.Cut(l, ":")
		if last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(key)); !ok || last == "" {
			last = ""
			continue
		}
		header[last] = append(header[last], strings.TrimSpace(value))
	}
}

// chunk reports whether bytes begin as a chunk does: with its size on a line,
// perhaps with more behind a semicolon.
func chunk(b []byte) bool {
	digits := 0
	for digits < len(b) && strings.IndexByte("0123456789abcdefABCDEF", b[digits]) >= 0 {
		digits++
	}
	rest := strings.TrimLeft(string(b[digits:]), " \t")
	return digits > 0 && rest != "" && (rest[0] == ';' || rest[0] == '\n' || strings.HasPrefix(rest, "\r\n"))
}

// unfold undoes a Content-Encoding.
func unfold(r io.Reader, coding string) (io.Reader, error) {
	b := bufio.NewReader(r)
	start, err := b.Peek(2)
	if err == io.EOF && len(start) == 0 {
		return b, nil // nothing was sent
	}
	switch coding {
	case "", "identity", "none", "utf-8":
		return b, nil
	case "gzip", "x-gzip":
		if string(start) != gzipMagic[:2] { // undone by the crawler
			return b, nil
		}
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		z.Multistream(false)
		return &members{z, b}, nil
	case "deflate": // zlib by the standard, bare by some servers
		if len(start) == 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	case "br":
		return brotli.NewReader(b), nil
	}
	return nil, errors.New("allowed are gzip, deflate, br and identity")
}

// members reads gzip members one after the other, and like browsers forgives
// what stands behind the last.
type members struct {
	z *gzip.Reader
	b *bufio.Reader
}

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if n > 0 || err != io.EOF {
			if err == io.EOF {
				err = nil
			}
			return n, err
		}
		if start, _ := m.b.Peek(len(gzipMagic)); string(start) != gzipMagic {
			return 0, io.EOF
		}
		if err := m.z.Reset(m.b); err != nil {
			return 0, err
		}
		m.z.Multistream(false)
	}
}
