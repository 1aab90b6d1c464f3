package warc

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"testing"
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

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// read returns what an archive says: the addresses of its responses with the
// beginning of their bodies, and its errors.
func read(archive string, limit int64) []string {
	var got []string
	r := NewReader("a.warc", strings.NewReader(archive))
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
		{"a revisit", a + record("revisit", "http://a.example/1", "application/http", "HTTP/1.1 200 OK\r\n\r\n"), []string{pageA, "revisit"}},
		{"a resource", record("resource", "http://a.example/1", "text/html", page), []string{pageA}},
		{"chunks", response("http://a.example/1", "Transfer-Encoding: chunked\r\n", chunked), []string{pageA}},
		{"chunks that were undone", response("http://a.example/1", "Transfer-Encoding: chunked\r\n", page), []string{pageA}},
		{"gzip", response("http://a.example/1", "Content-Encoding: gzip\r\n", zipped(page)), []string{pageA}},
		{"gzip in chunks", response("http://a.example/1", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(zipped(page)), zipped(page))), []string{pageA}},
		{"brotli", response("http://a.example/1", "Content-Encoding: br\r\n", deflated.String()), []string{pageA}},
		{"bare deflate", response("http://a.example/1", "Content-Encoding: deflate\r\n", bared.String()), []string{pageA}},
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
		{"rubbish before", "rubbish\r\n" + b, []string{`a.warc: byte 0: no record begins here: found "rubbish"`, pageB}},
		{"two lengths", strings.Replace(a, "Content-Type: app", "Content-Length: 5\r\nContent-Type: app", 1) + b, []string{"a.warc: byte 0: record has two lengths, 5 and", pageB}},
		{"a length too long", long, []string{"a.warc: byte 0: response record is cut off"}},
		{"no length", strings.Replace(a, "Content-Length", "Length", 1) + b, []string{"a.warc: byte 0: record has no type or length", pageB}},
		{"a length too short", regexp.MustCompile(`Content-Length: \d+`).ReplaceAllString(a, "Content-Length: 70") + b, []string{"http://a.example/1 200 ", "a.warc: byte ", pageB}},
		{"a member cut off", za[:len(za)/2] + zipped(b), []string{"a.warc: byte 0: ", pageB}},
		{"a member with a wrong sum", za[:len(za)-8] + "\x00\x00\x00\x00" + za[len(za)-4:] + zipped(b), []string{"http://a.example/1 200 ", "a.warc: byte 0: gzip member is broken", pageB}},
		{"a head without end", "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 20000) + b, []string{"a.warc: byte 0: record head: it does not end", pageB}},
		{"a line without end", "WARC/1.0\r\nX: " + strings.Repeat("y", 1<<20) + "\r\n" + b, []string{"a.warc: byte 0: record head: it does not end", pageB}},
		{"a response without end of head", response("http://a.example/1", strings.Repeat("X: y\r\n", 20000), page) + b, []string{"a.warc: byte 0: response head: it does not end", pageB}},
		{"a body too large", response("http://a.example/1", "", strings.Repeat("x", 2000)) + b, []string{"a.warc: byte 0: body of http://a.example/1 is larger", pageB}},
		{"a body that is no gzip inside", response("http://a.example/1", "Content-Encoding: gzip\r\n", gzipMagic+"rubbish") + b, []string{"a.warc: byte 0: ", pageB}},
		{"an encoding unknown", response("http://a.example/1", "Content-Encoding: zstd\r\n", page) + b, []string{"a.warc: byte 0: response body is not zstd", pageB}},
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

// endless gives the same bytes n times.
type endless struct {
	unit string
	n    int
	rest string
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.rest = e.unit
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// Memory does not grow with the archive, with a record, or with what a few
// bytes unfold to.
func TestMemory(t *testing.T) {
	bomb := zipped(strings.Repeat("\x00", 1<<20))
	big := zipped(response("http://a.example/1", "", strings.Repeat("x", 1<<20)))
	for name, archive := range map[string]io.Reader{
		"many records": &endless{unit: big, n: 500},
		"one that unfolds to much": io.MultiReader(strings.NewReader(zipped(record("response", "http://a.example/b", "application/http", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+strings.Repeat(bomb, 300)))),
			&endless{unit: big, n: 1}),
		"a head in a member": strings.NewReader(zipped("WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 1<<20))),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		r, records := NewReader(name, archive), 0
		peak := uint64(0)
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err == nil {
				rec.HTTP(4 << 20)
				records++
			}
			if records%50 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&after)
				peak = max(peak, after.HeapInuse)
			}
		}
		if grown := int64(peak) - int64(before.HeapInuse); grown > 32<<20 {
			t.Errorf("%s: heap grew by %d MiB over %d records", name, grown>>20, records)
		}
	}
}

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	if err := w.Info("chronik", at); err != nil {
		t.Fatal(err)
	}
	sent := &Response{Status: 404, Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"gzip"}, "X": {"a\r\nY: b"}}, Body: []byte(page)}
	if err := w.Response("http://a.example/1", at, sent); err != nil {
		t.Fatal(err)
	}
	r := NewReader("a.warc.gz", &b)
	if rec, err := r.Next(); err != nil || rec.Type != "warcinfo" {
		t.Fatalf("first record %+v, %v", rec, err)
	}
	rec, err := r.Next()
	if err != nil || rec.URI != "http://a.example/1" || !rec.Date.Equal(at) || rec.Fields["warc-payload-digest"] != digest([]byte(page)) {
		t.Fatalf("record %+v, %v", rec, err)
	}
	got, err := rec.HTTP(1000)
	if err != nil || got.Status != 404 || string(got.Body) != page || got.Header.Get("X") != "a  Y: b" || got.Header.Get("Y") != "" {
		t.Errorf("response %+v, %v", got, err)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last record: %v", err)
	}
}

func TestWACZ(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"datapackage.json", "archive/b.warc.gz", "archive/a.warc"} {
		f, _ := z.Create(name)
		io.WriteString(f, record("resource", name, "text/html", page))
	}
	z.Close()
	var got []string
	for r, err := range WACZ("a.wacz", bytes.NewReader(b.Bytes()), int64(b.Len())) {
		if err != nil {
			t.Fatal(err)
		}
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rec.URI)
	}
	if diff := cmp.Diff([]string{"archive/a.warc", "archive/b.warc.gz"}, got); diff != "" {
		t.Errorf("archives (-want +got):\n%s", diff)
	}
	for _, err := range WACZ("a.wacz", strings.NewReader("kein zip"), 8) {
		if err == nil || !strings.HasPrefix(err.Error(), "a.wacz: byte 0: not a WACZ") {
			t.Errorf("of no ZIP: %v", err)
		}
	}
}

// FuzzRead: reading ends, whatever the archive.
func FuzzRead(f *testing.F) {
	a := response("http://a.example/1", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")
	f.Add([]byte(a + zipped(a)))
	f.Add([]byte(zipped(a)[:30] + zipped(a)))
	f.Fuzz(func(t *testing.T, archive []byte) {
		r := NewReader("a.warc", bytes.NewReader(archive))
		for n := 0; ; n++ {
			rec, err := r.Next()
			if err == io.EOF {
				return
			}
			if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
				t.Fatalf("error of another kind: %v", err)
			}
			if n > len(archive)+1 {
				t.Fatalf("%d records in %d bytes", n, len(archive))
			}
			if err == nil {
				if res, err := rec.HTTP(1 << 20); err == nil && len(res.Body) > 1<<20 {
					t.Fatalf("body of %d bytes", len(res.Body))
				}
			}
		}
	})
}

// BenchmarkRead reads an archive of pages of 64 KiB, compressed one by one.
func BenchmarkRead(b *testing.B) {
	unit := zipped(response("http://a.example/1", "", strings.Repeat(page, 1<<10)))
	b.SetBytes(int64(len(unit)))
	b.ReportAllocs()
	r := NewReader("a.warc.gz", &endless{unit: unit, n: b.N})
	for {
		rec, err := r.Next()
		if err != nil {
			break
		}
		if _, err := rec.HTTP(1 << 20); err != nil {
			b.Fatal(err)
		}
	}
}
