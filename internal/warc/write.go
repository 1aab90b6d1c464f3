package warc

import (
	"compress/gzip"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"time"
)

// A Writer writes records, each a gzip member of its own.
type Writer struct{ w io.Writer }

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w} }

// Info writes the record an archive begins with: which program wrote it.
func (w *Writer) Info(software string, at time.Time) error {
	block := "software: " + software + "\r\nformat: WARC File Format 1.1\r\n"
	return w.record("warcinfo", "", "application/warc-fields", at, []byte(block), "")
}

// Response writes what a server sent for an address. The body is that of
// Response: without chunks and compression, so these headers are left out and
// the length is the body's.
func (w *Writer) Response(uri string, at time.Time, r *Response) error {
	var head strings.Builder
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", r.Status, http.StatusText(r.Status))
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		switch textproto.CanonicalMIMEHeaderKey(name) {
		case "Transfer-Encoding", "Content-Encoding", "Content-Length":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range r.Header[name] {
			fmt.Fprintf(&head, "%s: %s\r\n", oneLine(name), oneLine(value))
		}
	}
	fmt.Fprintf(&head, "Content-Length: %d\r\n\r\n", len(r.Body))
	return w.record("response", uri, "application/http; msgtype=response", at, append([]byte(head.String()), r.Body...), digest(r.Body))
}

// oneLine keeps a value from beginning a field of its own.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }

func digest(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

func (w *Writer) record(kind, uri, contentType string, at time.Time, block []byte, payload string) error {
	var id [16]byte
	rand.Read(id[:])
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // a random UUID, RFC 9562
	z := gzip.NewWriter(w.w)
	fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%x-%x-%x-%x-%x>\r\nWARC-Date: %s\r\n", kind, id[:4], id[4:6], id[6:8], id[8:10], id[10:], at.UTC().Format(time.RFC3339))
	if uri != "" {
		fmt.Fprintf(z, "WARC-Target-URI: %s\r\n", oneLine(uri))
	}
	fmt.Fprintf(z, "WARC-Block-Digest: %s\r\n", digest(block))
	if payload != "" {
		fmt.Fprintf(z, "WARC-Payload-Digest: %s\r\n", payload)
	}
	fmt.Fprintf(z, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n", contentType, len(block))
	z.Write(block)
	io.WriteString(z, "\r\n\r\n")
	if err := z.Close(); err != nil {
		return fmt.Errorf("write %s record: %w", kind, err)
	}
	return nil
}
