package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
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
// limit bytes is an error, as is one that cannot be unfolded; all errors are
// *Error.
func (rec *Record) HTTP(limit int64) (*Response, error) {
	if rec.Type == "resource" || rec.Type == "response" && !strings.HasPrefix(rec.Fields["content-type"], "application/http") && rec.Fields["content-type"] != "" {
		body, err := rec.all(rec, limit)
		return &Response{Status: http.StatusOK, Header: http.Header{"Content-Type": {rec.Fields["content-type"]}}, Body: body}, err
	}
	block := bufio.NewReader(rec)
	head, err := responseHead(block)
	if err != nil {
		return nil, rec.because("response head: ", err)
	}
	// Some crawlers undo the chunks and leave the header that says they are there.
	start, _ := block.Peek(10)
	if !chunk(start) {
		head = dropField(head, "transfer-encoding")
	}
	res, err := http.ReadResponse(bufio.NewReader(io.MultiReader(bytes.NewReader(head), block)), nil)
	if err != nil {
		return nil, rec.because("response: ", err)
	}
	defer res.Body.Close()
	body, err := unfold(res.Body, res.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, rec.errorf("response body is not %s: %v", res.Header.Get("Content-Encoding"), err)
	}
	r := &Response{Status: res.StatusCode, Header: res.Header}
	r.Body, err = rec.all(body, limit)
	return r, err
}

// because returns err if it is about the record already, else one that is.
func (rec *Record) because(what string, err error) error {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e
	}
	return rec.errorf("%s%v", what, err)
}

// all reads a body of at most limit bytes.
func (rec *Record) all(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if e := (*Error)(nil); errors.As(err, &e) {
		return nil, err
	}
	if int64(len(body)) > limit {
		return nil, rec.errorf("body of %s is larger than %d MiB", rec.URI, limit>>20)
	}
	if err != nil {
		return nil, rec.errorf("body of %s is broken: %v", rec.URI, err)
	}
	return body, nil
}

// responseHead reads the lines above a body. Its length is not kept: where it
// counts compressed or chunked bytes it would be wrong.
func responseHead(r *bufio.Reader) ([]byte, error) {
	var head bytes.Buffer
	left := maxHead
	for {
		l, err := line(r, &left)
		if err != nil {
			return nil, err
		}
		if l == "" {
			head.WriteString("\r\n")
			return dropField(head.Bytes(), "content-length"), nil
		}
		head.WriteString(l + "\r\n")
	}
}

// dropField drops the lines of a field.
func dropField(head []byte, name string) []byte {
	var kept []byte
	for l := range bytes.Lines(head) {
		if key, _, ok := bytes.Cut(l, []byte(":")); !ok || !strings.EqualFold(string(bytes.TrimSpace(key)), name) {
			kept = append(kept, l...)
		}
	}
	return kept
}

// chunk reports whether bytes begin as the size of a chunk does.
func chunk(b []byte) bool {
	digits := 0
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F':
			digits++
		case c == '\r' || c == ';' || c == '\n' || c == ' ':
			return digits > 0
		default:
			return false
		}
	}
	return false
}

// unfold undoes a Content-Encoding.
func unfold(r io.Reader, encoding string) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity", "none":
		return r, nil
	case "gzip", "x-gzip":
		b := bufio.NewReader(r)
		if magic, _ := b.Peek(2); string(magic) != gzipMagic[:2] { // undone by the crawler
			return b, nil
		}
		return gzip.NewReader(b)
	case "deflate": // zlib by the standard, bare by some servers
		b := bufio.NewReader(r)
		if start, err := b.Peek(2); err == nil && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	case "br":
		return brotli.NewReader(r), nil
	}
	return nil, errors.New("unknown encoding")
}
