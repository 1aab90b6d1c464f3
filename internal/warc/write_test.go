package warc

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"testing"
	"time"
)

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
	if err := w.Request("http://a.example/1", at, "GET", http.Header{"User-Agent": {"x\ny"}, "Host": {"b.example"}}); err != nil {
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
	id := rec.Fields["warc-record-id"]
	got, err := rec.HTTP(1000)
	if err != nil || got.Status != 404 || string(got.Body) != page || got.Header.Get("X") != "a  Y: b" || got.Header.Get("Y") != "" {
		t.Errorf("response %+v, %v", got, err)
	}
	asked, err := r.Next()
	if err != nil || asked.Type != "request" || asked.URI != "http://a.example/1" || asked.Fields["warc-concurrent-to"] != id || id == "" {
		t.Fatalf("record %+v, %v", asked, err)
	}
	block, err := io.ReadAll(asked)
	if want := "GET /1 HTTP/1.1\r\nHost: a.example\r\nUser-Agent: x y\r\n\r\n"; err != nil || string(block) != want {
		t.Errorf("request %q, %v, want %q", block, err, want)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last record: %v", err)
	}
}

// A password in an address is not written into what is given away.
func TestWriteUser(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	uri := "http://anna:geheim@a.example/1"
	if err := w.Response(uri, time.Time{}, &Response{Status: 200}); err != nil {
		t.Fatal(err)
	}
	if err := w.Request(uri, time.Time{}, "GET", nil); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil || bytes.Contains(all, []byte("anna")) || bytes.Contains(all, []byte("geheim")) || !bytes.Contains(all, []byte("WARC-Target-URI: http://a.example/1\r\n")) {
		t.Errorf("wrote %s, %v", all, err)
	}
}
