package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
)

const page = "<html><p>Die Minister sprachen über den Fischfang.</p></html>"

func record(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-06T07:08:09Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, contentType, len(block), block)
}

func response(uri, fields, body string) string {
	return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+fields+"\r\n"+body)
}

// lengthened gives a record a length that is wrong by so much.
func lengthened(record string, by int) string {
	return regexp.MustCompile(`Content-Length: \d+`).ReplaceAllStringFunc(record, func(field string) string {
		var n int
		fmt.Sscanf(field, "Content-Length: %d", &n)
		return fmt.Sprintf("Content-Length: %d", n+by)
	})
}

func zipped(s string) string { return zippedFrom(strings.NewReader(s)) }

func zippedFrom(r io.Reader) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.Copy(z, r)
	z.Close()
	return b.String()
}

// stored is a gzip member that is not compressed.
func stored(s string) string {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.NoCompression)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// read returns what an archive says: the addresses of its responses with the
// beginning of their bodies, and its errors.
func read(archive string, limit int64) []string {
	return readFrom(strings.NewReader(archive), limit)
}

func readFrom(in io.Reader, limit int64) []string {
	var got []string
	r := NewReader("a.warc", in)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return got
		}
		var damage *Error
		if errors.As(err, &damage) {
			got = append(got, err.Error())
			continue
		}
		if err != nil {
			return append(got, "fatal: "+err.Error())
		}
		if rec.Type != "response" && rec.Type != "resource" {
			got = append(got, rec.Type)
			continue
		}
		res, err := rec.HTTP(limit)
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, fmt.Sprintf("%s %d %s", rec.URI, res.Status, res.Body))
	}
}

func TestRead(t *testing.T) {
	info := record("warcinfo", "", "application/warc-fields", "software: x\r\n")
	a, b := response("<http://a.example/1>", "", page), response("http://a.example/2", "", "zwei")
	pageA, pageB := "http://a.example/1 200 "+page, "http://a.example/2 200 zwei"
	var deflated, bared bytes.Buffer
	fw, _ := flate.NewWriter(&bared, 9)
	io.WriteString(fw, page)
	fw.Close()
	bw := brotli.NewWriter(&deflated)
	io.WriteString(bw, page)
	bw.Close()
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n", 10, page[:10], len(page)-10, page[10:])
	for _, c := range []struct {
		name, archive string
		want          []string
	}{
		{"plain", info + a + b, []string{"warcinfo", pageA, pageB}},
		{"a member a record", zipped(info) + zipped(a) + zipped(b), []string{"warcinfo", pageA, pageB}},
		{"one member for all", zipped(info + a + b), []string{"warcinfo", pageA, pageB}},
		{"plain and members", a + zipped(b), []string{pageA, pageB}},
		{"a revisit", a + record("revisit", "http://a.example/1", "application/http", "HTTP/1.1 200 OK\r\n\r\n"), []string{pageA}},
		{"a resource", record("resource", "http://a.example/1", "text/html", page), []string{pageA}},
		{"chunks", response("http://a.example/1", "Transfer-Encoding: chunked\r\n", chunked), []string{pageA}},
		{"chunks that were undone", response("http://a.example/1", "Transfer-Encoding: chunked\r\n", page), []string{pageA}},
		{"gzip", response("http://a.example/1", "Content-Encoding: gzip\r\n", zipped(page)), []string{pageA}},
		{"gzip in chunks", response("http://a.example/1", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(zipped(page)), zipped(page))), []string{pageA}},
		{"brotli", response("http://a.example/1", "Content-Encoding: br\r\n", deflated.String()), []string{pageA}},
		{"bare deflate", response("http://a.example/1", "Content-Encoding: deflate\r\n", bared.String()), []string{pageA}},
		{"chunks that were undone, beginning like one", response("http://a.example/2", "Transfer-Encoding: chunked\r\n", "Ade sagte er."), []string{"http://a.example/2 200 Ade sagte er."}},
		{"gzip that was undone", response("http://a.example/1", "Content-Encoding: gzip\r\n", page), []string{pageA}},
		{"gzip with more behind", response("http://a.example/1", "Content-Encoding: gzip\r\n", zipped(page[:9])+zipped(page[9:])+"\r\n"), []string{pageA}},
		{"gzip twice", response("http://a.example/1", "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", zipped(zipped(page))), []string{pageA}},
		{"nothing compressed", response("http://a.example/1", "Content-Encoding: gzip\r\n", ""), []string{"http://a.example/1 200 "}},
		{"HTTP/2 without reason", strings.Replace(a, "HTTP/1.1 200 OK", "HTTP/2   200   ", 1), []string{pageA}},
		{"a response that goes on first", record("response", "http://a.example/1", "application/http", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"+page), []string{pageA}},
		{"lines that are no fields", response("http://a.example/1", "no field\r\n: x\r\n folded\r\nBad Field: x\r\n", page), []string{pageA}},
		{"a folded line in a record's head", strings.Replace(a, "WARC-Date", "WARC-X: y\r\n  WARC-Type: z\r\nWARC-Date", 1), []string{pageA}},
		{"line ends without a return", strings.ReplaceAll(strings.Replace(a, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n\r\r\r", 1), "\r\n", "\n"), []string{"http://a.example/1 200 \r\r\r" + page}},
		{"no line ends between members", zipped(strings.TrimRight(a, "\r\n")) + zipped(b), []string{pageA, pageB}},
		{"a record within a body", response("http://a.example/2", "", "\r\n"+a) + b, []string{"http://a.example/2 200 \r\n" + a, pageB}},
		{"a length for the compressed bytes", response("http://a.example/1", "Content-Length: 7\r\n", page), []string{pageA}},
		{"empty", "", nil},
	} {
		if diff := cmp.Diff(c.want, read(c.archive, 1<<20)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	r := NewReader("a.warc", strings.NewReader(a))
	rec, err := r.Next()
	if err != nil || !rec.Date.Equal(time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)) || rec.Offset != 0 {
		t.Errorf("record %+v, %v, want its date and place", rec, err)
	}
}

// What is broken is said with its place, and the records behind it are read.
func TestReadDamage(t *testing.T) {
	a, b := response("http://a.example/1", "", page), response("http://a.example/2", "", "zwei")
	pageB := "http://a.example/2 200 zwei"
	long := strings.Replace(a, "Content-Length: ", "Content-Length: 9", 1)
	za := zipped(a)
	for _, c := range []struct {
		name, archive string
		want          []string // beginnings
	}{
		{"a length too long with more behind", long + b, []string{"a.warc: byte 0: response record is cut off: it says it has 9106 bytes, 8", pageB}},
		{"a length that ends in the next record", lengthened(a, 20) + b, []string{"a.warc: byte 0: response record does not end after the 126 bytes it says it has: \"ype: re\" follows", pageB}},
		{"a length that ends in a member behind it", lengthened(a, 20) + zipped(b), []string{"a.warc: byte 0: response record does not end", pageB}},
		{"one member, a head broken", zipped(b + strings.Replace(a, "Content-Length", "Length", 1) + b), []string{pageB, "a.warc: byte 0: unfolded byte 225: record has no type or length", pageB}},
		{"one member, a length too long", zipped(b + long + b), []string{pageB, "a.warc: byte 0: unfolded byte 225: response record is cut off", pageB}},
		{"one member, a length into the next", zipped(b + lengthened(a, 20) + b), []string{pageB, "a.warc: byte 0: unfolded byte 225: response record does not end", pageB}},
		{"one member, cut off", zipped(b + a)[:len(zipped(b+a))-40], []string{pageB, "a.warc: byte 0: unfolded byte 225: "}},
		{"a member of rubbish", zipped("rubbish") + zipped(b), []string{`a.warc: byte 0: no record begins here: found "rubbish"`, pageB}},
		{"zeros between members", zipped(b) + strings.Repeat("\x00", 70<<10) + zipped(b), []string{pageB, fmt.Sprintf("a.warc: byte %d: no record begins here", len(zipped(b))), pageB}},
		{"a head cut off", a[:60] + "\r\n" + b, []string{"a.warc: byte 0: record head ends in the middle", pageB}},
		{"a version to come", strings.Replace(a, "WARC/1.0", "WARC/1.9", 1) + b, []string{`a.warc: byte 0: version is "WARC/1.9", allowed are`, pageB}},
		{"a length below zero", strings.Replace(a, "Content-Length: 1", "Content-Length: -1", 1) + b, []string{"a.warc: byte 0: record has no type or length", pageB}},
		{"a length beyond all", strings.Replace(a, "Content-Length: 1", "Content-Length: 900000000000000", 1) + b, []string{"a.warc: byte 0: response record is cut off", pageB}},
		{"an address that speaks to the terminal", response("http://a.example/\x1b[31m", "", strings.Repeat("x", 2000)) + b, []string{`a.warc: byte 0: body of "http://a.example/\x1b[31m" is larger`, pageB}},
		{"no HTTP", record("response", "http://a.example/1", "application/http", "SSH-2.0\r\n\r\n") + b, []string{`a.warc: byte 0: response head: found "SSH-2.0", wanted HTTP/ and a status`, pageB}},
		{"chunks cut off", response("http://a.example/1", "Transfer-Encoding: chunked\r\n", "ff\r\nabc") + b, []string{`a.warc: byte 0: body of "http://a.example/1": it is cut off`, pageB}},
		{"a body cut off", response("http://a.example/1", "Content-Encoding: gzip\r\n", zipped(page)[:40]) + b, []string{`a.warc: byte 0: body of "http://a.example/1": it is cut off`, pageB}},
		{"a body compressed often", response("http://a.example/1", "Content-Encoding: "+strings.Repeat("gzip,", 99)+"gzip\r\n", "x") + b, []string{`a.warc: byte 0: body of "http://a.example/1" is compressed 100 times over`, pageB}},
		{"rubbish before", "rubbish\r\n" + b, []string{`a.warc: byte 0: no record begins here: found "rubbish"`, pageB}},
		{"two lengths", strings.Replace(a, "Content-Type: app", "Content-Length: 5\r\nContent-Type: app", 1) + b, []string{"a.warc: byte 0: record has two lengths, \"5\" and", pageB}},
		{"a length too long", long, []string{"a.warc: byte 0: response record is cut off"}},
		{"no length", strings.Replace(a, "Content-Length", "Length", 1) + b, []string{"a.warc: byte 0: record has no type or length", pageB}},
		{"a length too short", regexp.MustCompile(`Content-Length: \d+`).ReplaceAllString(a, "Content-Length: 70") + b, []string{"a.warc: byte 0: response record does not end after the 70 bytes", pageB}},
		{"a member cut off", za[:len(za)/2] + zipped(b), []string{"a.warc: byte 0: ", pageB}},
		{"a member with a wrong sum", za[:len(za)-8] + "\x00\x00\x00\x00" + za[len(za)-4:] + zipped(b), []string{"a.warc: byte 0: response record: gzip: invalid checksum", pageB}},
		{"a head without end", "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 20000) + b, []string{"a.warc: byte 0: record head: it does not end", pageB}},
		{"a line without end", "WARC/1.0\r\nX: " + strings.Repeat("y", 1<<20) + "\r\n" + b, []string{"a.warc: byte 0: record head: it does not end", pageB}},
		{"a response without end of head", response("http://a.example/1", strings.Repeat("X: y\r\n", 20000), page) + b, []string{"a.warc: byte 0: response head: it does not end", pageB}},
		{"a body too large", response("http://a.example/1", "", strings.Repeat("x", 2000)) + b, []string{`a.warc: byte 0: body of "http://a.example/1" is larger than 1000 bytes`, pageB}},
		{"a body that is no gzip inside", response("http://a.example/1", "Content-Encoding: gzip\r\n", gzipMagic+"rubbish") + b, []string{"a.warc: byte 0: ", pageB}},
		{"an encoding unknown", response("http://a.example/1", "Content-Encoding: zstd\r\n", page) + b, []string{"a.warc: byte 0: response body is not \"zstd\"", pageB}},
	} {
		got := read(c.archive, 1000)
		ok := len(got) == len(c.want)
		for i := range min(len(got), len(c.want)) {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: read %.200q, want what begins %q", c.name, got, c.want)
		}
	}
}

// Without going back, damage still costs no more than what it took.
func TestReadStream(t *testing.T) {
	a, b := response("http://a.example/1", "", page), response("http://a.example/2", "", "zwei")
	pageB := "http://a.example/2 200 zwei"
	for _, c := range []struct {
		name, archive string
		want          []string // beginnings
	}{
		{"a length into the next", lengthened(a, 20) + b + b, []string{"a.warc: byte 0: response record does not end", pageB}},
		{"a length too long", lengthened(a, 9000) + b, []string{"a.warc: byte 0: response record is cut off"}},
		{"a member cut off", zipped(a)[:60] + zipped(b) + zipped(b), []string{"a.warc: byte 0: gzip member: ", pageB}},
		{"a member too short", zipped(lengthened(a, 20)) + zipped(b), []string{"a.warc: byte 0: response record is cut off", pageB}},
	} {
		got := readFrom(io.MultiReader(strings.NewReader(c.archive)), 1000)
		ok := len(got) == len(c.want)
		for i := range min(len(got), len(c.want)) {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: read %.200q, want what begins %q", c.name, got, c.want)
		}
	}
}

// An archive may begin where its reader stands, and its errors count from the
// file's first byte.
func TestReadFromTheMiddle(t *testing.T) {
	a := response("http://a.example/1", "", page)
	in := strings.NewReader("0123456789" + lengthened(a, 9000) + a)
	in.Seek(10, io.SeekStart)
	got := readFrom(in, 1000)
	want := []string{fmt.Sprintf("a.warc: byte 10: response record is cut off: it says it has %d bytes, %d are missing", 9106, 9000-len(a)-4), "http://a.example/1 200 " + page}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRevisits(t *testing.T) {
	a := record("revisit", "http://a.example/1", "application/http", "HTTP/1.1 200 OK\r\n\r\n")
	r := NewReader("a.warc", strings.NewReader(a+zipped(a)+response("http://a.example/2", "", page)+a))
	rec, err := r.Next()
	if err != nil || rec.URI != "http://a.example/2" || r.Revisits() != 2 {
		t.Errorf("first record %+v, %v behind %d revisits, want 2", rec, err, r.Revisits())
	}
	if _, err := r.Next(); err != io.EOF || r.Revisits() != 3 {
		t.Errorf("at the end %v, %d revisits, want 3", err, r.Revisits())
	}
}

// An archive of nothing but damage has a bounded number of errors, and says how
// many were not told.
func TestManyErrors(t *testing.T) {
	got := read(strings.Repeat("WARC/1.0\r\n", 5000)+response("http://a.example/2", "", "zwei"), 1000)
	if len(got) != maxErrors+2 || got[maxErrors] != "http://a.example/2 200 zwei" || got[maxErrors+1] != "a.warc: byte 10000: 4000 more places from here on cannot be read" {
		t.Errorf("%d results, the last %q", len(got), got[max(0, len(got)-2):])
	}
}

// What the system says is no damage: it ends the reading.
func TestReadFails(t *testing.T) {
	a := response("http://a.example/1", "", page)
	for _, archive := range []string{a + a[:200], a + a[:30], zipped(a) + zipped(a)[:50]} {
		got := readFrom(io.MultiReader(strings.NewReader(archive), iotest.ErrReader(errors.New("disk on fire"))), 1000)
		want := []string{"http://a.example/1 200 " + page, "fatal: read a.warc: disk on fire"}
		if len(got) == 3 { // the record that was being read says it first
			got = append(got[:1], got[2])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
