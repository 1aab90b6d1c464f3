package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Writer writes records, each a gzip member of its own.
type Writer struct {
	w        io.Writer
	last     string // id of the last response
	lastPage string
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Info writes the record an archive begins with: which program wrote it.
func (w *Writer) Info(software string, at time.Time) error {
	block := "software: " + oneLine(software) + "\r\nformat: WARC File Format 1.1\r\n"
	return w.record("warcinfo", newID(), "", "application/warc-fields", at, []byte(block), "")
}

// Response writes what a server sent for an address. The body is that of
// Response: without chunks and compression, so these headers are left out and
// the length is the body's.
func (w *Writer) Response(uri string, at time.Time, r *Response) error {
	var block bytes.Buffer
	fmt.Fprintf(&block, "HTTP/1.1 %d %s\r\n", r.Status, http.StatusText(r.Status))
	fields(&block, r.Header, "Transfer-Encoding", "Content-Encoding", "Content-Length")
	fmt.Fprintf(&block, "Content-Length: %d\r\n\r\n", len(r.Body))
	block.Write(r.Body)
	w.last, w.lastPage = newID(), uri
	return w.record("response", w.last, uri, "application/http; msgtype=response", at, block.Bytes(),
		"WARC-Payload-Digest: "+digest(r.Body)+"\r\n")
}

// Request writes what a server was asked for an address: a method such as GET
// and the header. Behind the response to it, it names that. What the header holds
// of passwords is the caller's to leave out.
func (w *Writer) Request(uri string, at time.Time, method string, header http.Header) error {
	u, err := url.Parse(uri)
	if err != nil {
		return fmt.Errorf("write request record: %w", err)
	}
	var block bytes.Buffer
	fmt.Fprintf(&block, "%s %s HTTP/1.1\r\nHost: %s\r\n", oneLine(method), u.RequestURI(), u.Host)
	fields(&block, header, "Host")
	block.WriteString("\r\n")
	more := ""
	if w.last != "" && w.lastPage == uri {
		more = "WARC-Concurrent-To: " + w.last + "\r\n"
	}
	return w.record("request", newID(), uri, "application/http; msgtype=request", at, block.Bytes(), more)
}

// fields writes a header in the order of its names, without some.
func fields(b *bytes.Buffer, header http.Header, without ...string) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if slices.Contains(without, textproto.CanonicalMIMEHeaderKey(name)) {
			continue
		}
		for _, value := range header[name] {
			fmt.Fprintf(b, "%s: %s\r\n", oneLine(name), oneLine(value))
		}
	}
}

// oneLine keeps a value from beginning a field of its own.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }

func digest(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// withoutUser leaves the name and password of a user out of an address: an
// archive is given away.
func withoutUser(uri string) string {
	if u, err := url.Parse(uri); err == nil && u.User != nil {
		u.User = nil
		return u.String()
	}
	return uri
}

// newID returns a random UUID, RFC 9562.
func newID() string {
	var id [16]byte
	rand.Read(id[:])
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// record writes a record; more are lines of its own that only this type has.
func (w *Writer) record(kind, id, uri, contentType string, at time.Time, block []byte, more string) error {
	z := gzip.NewWriter(w.w)
	fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\nWARC-Date: %s\r\n", kind, id, at.UTC().Format(time.RFC3339))
	if uri != "" {
		fmt.Fprintf(z, "WARC-Target-URI: %s\r\n", oneLine(withoutUser(uri)))
	}
	fmt.Fprintf(z, "WARC-Block-Digest: %s\r\n%s", digest(block), more)
	fmt.Fprintf(z, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n", contentType, len(block))
	z.Write(block)
	io.WriteString(z, "\r\n\r\n")
	if err := z.Close(); err != nil {
		return fmt.Errorf("write %s record: %w", kind, err)
	}
	return nil
}
