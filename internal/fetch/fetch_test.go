package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /geheim/\n")
	})
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, r.UserAgent())
	})
	mux.HandleFunc("/alt", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusMovedPermanently) })
	mux.HandleFunc("/verboten", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/geheim/a", http.StatusFound) })
	mux.HandleFunc("/geheim/", func(w http.ResponseWriter, r *http.Request) {
		t.Error("a page was fetched that robots.txt does not allow")
	})
	mux.HandleFunc("/kreis1", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/kreis2", http.StatusFound) })
	mux.HandleFunc("/kreis2", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/kreis1", http.StatusFound) })
	mux.HandleFunc("/lang/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	mux.HandleFunc("/datei", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/bombe", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for zeros := make([]byte, 1<<20); ; {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/kurz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "zu wenig")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := site(t)
	f := New("chronik/test", true)
	for _, c := range []struct{ path, ends, body, err string }{
		{"/a", "/a", "chronik/test", ""},
		{"/alt", "/a", "chronik/test", ""},
		{"/geheim/a", "", "", "robots.txt of "},
		{"/verboten", "", "", "robots.txt of "},
		{"/kreis1", "", "", "redirects lead in a circle"},
		{"/lang/", "", "", "more than 10 redirects"},
		{"/datei", "", "", "redirects to file:, only http: and https:"},
		{"/bombe", "", "", "answer is larger than 16 MiB"},
		{"/kurz", "", "", "answer breaks off"},
	} {
		p, err := f.Get(t.Context(), s.URL+c.path, Known{})
		switch {
		case c.err != "":
			if err == nil || !strings.HasPrefix(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %s", c.path, err, c.err)
			}
		case err != nil || p.URL != s.URL+c.ends || string(p.Body) != c.body || p.Status != http.StatusOK:
			t.Errorf("%s: %+v, %v, want %q at %s", c.path, p, err, c.body, c.ends)
		}
	}
	if p, err := f.Get(t.Context(), s.URL+"/a", Known{ETag: `"1"`}); err != nil || !p.NotModified || len(p.Body) > 0 {
		t.Errorf("asked again: %+v, %v, want not modified", p, err)
	}
	if p, err := f.Get(t.Context(), s.URL+"/nichts", Known{}); err != nil || p.Status != http.StatusNotFound {
		t.Errorf("what is not there: %+v, %v, want 404", p, err)
	}
	var forbidden *Forbidden
	if _, err := f.Get(t.Context(), s.URL+"/geheim/a", Known{}); !errors.As(err, &forbidden) {
		t.Errorf("error %v, want Forbidden", err)
	}
}

// roundTrip is a network in memory, so that time can be a test's.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// drip gives a byte a second, until it is closed or its request ends.
type drip struct{ ctx context.Context }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	case <-time.After(time.Second):
		p[0] = 'x'
		return 1, nil
	}
}

func (d drip) Close() error { return nil }

// A server that drips a byte a second is given up after the time-out.
func TestGetDrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := New("chronik/test", false)
		f.client.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: drip{r.Context()}, Request: r}, nil
		})
		start := time.Now()
		_, err := f.Get(t.Context(), "http://a.example/", Known{})
		if err == nil || err.Error() != "it took longer than 30s" || time.Since(start) != Timeout {
			t.Errorf("error %v after %s, want the time-out after %s", err, time.Since(start), Timeout)
		}
	})
}
