package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chronik/internal/diag"
	"chronik/internal/output"
	"chronik/internal/serve"
	"chronik/internal/watch"

	"github.com/google/go-cmp/cmp"
)

func site(pairs ...string) []output.File {
	var files []output.File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, output.File{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return files
}

func small() []output.File {
	return site(
		"index.html", `<link rel="stylesheet" href="style.css"><body>home</body>`,
		"jahr/2020.html", `<link rel="stylesheet" href="../style.css"><body>year</body>`,
		"jahr/index.html", "<body>years</body>",
		"404.html", "<body>not here</body>",
		"style.css", "body {}",
		"feed.xml", "<feed/>",
	)
}

// with is a site with one file replaced or added.
func with(files []output.File, name, text string) []output.File {
	out := site(name, text)
	for _, f := range files {
		if f.Path != name {
			out = append(out, f)
		}
	}
	return out
}

var trouble = []diag.Problem{{File: "articles/a.md", Line: 3, Col: 1, Msg: `unknown minister <"x">`, Hint: "write y"}}

func request(t *testing.T, h http.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, target, nil))
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

func TestHandler(t *testing.T) {
	s := serve.New()
	s.Publish(small())
	tests := []struct {
		method, target string
		status         int
		contentType    string
		body           string // must be in it
		script         bool
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "home", true},
		{"GET", "/index.html?q=x", 200, "text/html; charset=utf-8", "home", true},
		{"GET", "/jahr/2020.html", 200, "text/html; charset=utf-8", "year", true},
		{"GET", "/jahr/", 200, "text/html; charset=utf-8", "years", true},
		{"GET", "/jahr", 404, "text/html; charset=utf-8", "not here", true}, // as in a folder: no such file
		{"GET", "/jahr/2020", 404, "text/html; charset=utf-8", "not here", true},
		{"GET", "/jahr/../index.html", 404, "text/html; charset=utf-8", "not here", true},
		{"GET", "//index.html", 404, "text/html; charset=utf-8", "not here", true},
		{"GET", "/.chronik/other", 404, "text/html; charset=utf-8", "not here", true},
		{"GET", "/style.css", 200, "text/css; charset=utf-8", "body {}", false},
		{"GET", "/feed.xml", 200, "application/xml", "<feed/>", false},
		{"GET", "/.chronik/reload.js", 200, "text/javascript; charset=utf-8", "EventSource", false},
		{"POST", "/", 405, "text/plain; charset=utf-8", "only GET", false},
	}
	for _, tt := range tests {
		res, body := request(t, s.Handler(), tt.method, tt.target)
		if res.StatusCode != tt.status || res.Header.Get("Content-Type") != tt.contentType || !strings.Contains(body, tt.body) {
			t.Errorf("%s %s = %d, %s, %q, want %d, %s, %q", tt.method, tt.target,
				res.StatusCode, res.Header.Get("Content-Type"), body, tt.status, tt.contentType, tt.body)
		}
		if got := strings.Contains(body, `<script src="/.chronik/reload.js"`); got != tt.script {
			t.Errorf("%s %s has the script: %v, want %v", tt.method, tt.target, got, tt.script)
		}
		if got := res.Header.Get("Cache-Control"); tt.status != 405 && got != "no-store" {
			t.Errorf("%s %s: Cache-Control %q, want no-store", tt.method, tt.target, got)
		}
	}
}

func TestScriptStandsAtTheEndOfTheBody(t *testing.T) {
	s := serve.New()
	s.Publish(site("index.html", "<body><code>&lt;/body></code></body></html>", "a.html", "<p>no end"))
	if _, body := request(t, s.Handler(), "GET", "/"); !strings.HasSuffix(body, "></script></body></html>") {
		t.Errorf("page = %q, want the script before its last </body>", body)
	}
	if _, body := request(t, s.Handler(), "GET", "/a.html"); !strings.HasPrefix(body, "<p>no end<script ") {
		t.Errorf("page without </body> = %q, want the script at its end", body)
	}
}

func TestHead(t *testing.T) {
	s := serve.New()
	s.Publish(small())
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	head, err := http.Head(server.URL + "/style.css")
	if err != nil {
		t.Fatal(err)
	}
	defer head.Body.Close()
	if body, err := io.ReadAll(head.Body); head.StatusCode != 200 || head.ContentLength != 7 || len(body) != 0 || err != nil {
		t.Errorf("HEAD = %d, length %d, body %q, want 200, 7, none", head.StatusCode, head.ContentLength, body)
	}
}

func TestBeforeTheFirstSite(t *testing.T) {
	s := serve.New()
	s.Fail(trouble)
	res, body := request(t, s.Handler(), "GET", "/jahr/2020.html")
	want := "articles/a.md:3:1: unknown minister &lt;&#34;x&#34;&gt;\n  hint: write y"
	if res.StatusCode != 503 || !strings.Contains(body, want) || !strings.Contains(body, "/.chronik/reload.js") {
		t.Errorf("GET = %d, %q, want 503 with the problems and the script", res.StatusCode, body)
	}
}

func TestLastGoodSiteStays(t *testing.T) {
	s := serve.New()
	s.Publish(small())
	s.Fail(trouble)
	if res, body := request(t, s.Handler(), "GET", "/"); res.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("GET after Fail = %d, %q, want 200 and the last good page", res.StatusCode, body)
	}
}

func TestPublishCountsChanges(t *testing.T) {
	s := serve.New()
	for i, step := range []struct {
		files []output.File
		want  int
	}{
		{site("a", "1", "b", "2"), 2},
		{site("b", "2", "a", "1"), 0},
		{site("a", "1", "b", "3", "c", ""), 2}, // b changed, c is new though empty
		{site("b", "3"), 2},
		{nil, 1},
	} {
		if got := s.Publish(step.files); got != step.want {
			t.Errorf("Publish %d = %d changed, want %d", i, got, step.want)
		}
	}
}

// stream reads server-sent events.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
}

// listen opens a stream and returns when the server has begun to watch.
func listen(t *testing.T, base, path, version string) *stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	query := url.Values{"path": {path}, "version": {version}}
	req, err := http.NewRequestWithContext(ctx, "GET", base+"/.chronik/events?"+query.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("Content-Type = %q, want text/event-stream", got)
	}
	s := &stream{t, bufio.NewScanner(res.Body)}
	if !s.lines.Scan() || s.lines.Text() != ": listening" || !s.lines.Scan() {
		t.Fatalf("stream begins with %q, %v", s.lines.Text(), s.lines.Err())
	}
	return s
}

// next reads one event as "name data"; "end" if the stream ended well.
func (s *stream) next() string {
	s.t.Helper()
	var parts []string
	for s.lines.Scan() {
		if s.lines.Text() == "" {
			return strings.TrimSpace(strings.Join(parts, " "))
		}
		_, value, _ := strings.Cut(s.lines.Text(), ": ")
		parts = append(parts, value)
	}
	if err := s.lines.Err(); err != nil {
		return err.Error()
	}
	return "end"
}

func (s *stream) want(want string) {
	s.t.Helper()
	if got := s.next(); got != want {
		s.t.Errorf("event = %q, want %q", got, want)
	}
}

// start serves over a real connection; the returned server is closed at the end.
func start(t *testing.T, files []output.File) (*serve.Server, string) {
	t.Helper()
	s := serve.New()
	if files != nil {
		s.Publish(files)
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.CloseClientConnections)
	return s, server.URL
}

const problemsEvent = `problems ["error: articles/a.md:3:1: unknown minister \u003c\"x\"\u003e","  hint: write y"]`

// A stream tells of changes in order, so an event of Fail marks that nothing
// came before it.
func TestReloadOnlyWhereSomethingChanged(t *testing.T) {
	tests := []struct {
		name, path, file string
		reload           bool
	}{
		{"the page itself", "/jahr/2020.html", "jahr/2020.html", true},
		{"the home page", "/", "index.html", true},
		{"another page", "/jahr/2020.html", "index.html", false},
		{"its stylesheet", "/jahr/2020.html", "style.css", true},
		{"a stylesheet it does not name", "/jahr/", "style.css", false},
		{"the feed", "/", "feed.xml", false},
		{"a page that was missing", "/neu.html", "neu.html", true},
		{"the error page, shown in its place", "/neu.html", "404.html", true},
		{"another page that was missing", "/neu.html", "alt.html", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, base := start(t, small())
			events := listen(t, base, tt.path, "")
			s.Publish(with(small(), tt.file, "<body>changed</body>"))
			if tt.reload {
				events.want("reload")
			}
			s.Fail(trouble)
			events.want(problemsEvent)
		})
	}
}

func TestReloadOfARemovedPage(t *testing.T) {
	s, base := start(t, small())
	events := listen(t, base, "/jahr/2020.html", "")
	s.Publish(site("index.html", "home"))
	events.want("reload")
}

func TestProblemsComeAndGo(t *testing.T) {
	s, base := start(t, small())
	early := listen(t, base, "/", "")
	s.Fail(trouble)
	early.want(problemsEvent)
	late := listen(t, base, "/", "")
	late.want(problemsEvent)
	s.Publish(small()) // nothing differs, but the content is well again
	early.want("solved")
	late.want("solved")
}

func TestPageThatMissedAChangeReloadsAtOnce(t *testing.T) {
	s, base := start(t, small())
	_, body := request(t, s.Handler(), "GET", "/")
	_, rest, _ := strings.Cut(body, `data-version="`)
	version, _, _ := strings.Cut(rest, `"`)

	s.Fail(trouble) // marks that nothing came before
	listen(t, base, "/", version).want(problemsEvent)
	s.Publish(with(small(), "index.html", "new"))
	listen(t, base, "/", version).want("reload")
}

func TestFirstSiteReloadsTheWaitingPage(t *testing.T) {
	s, base := start(t, nil)
	events := listen(t, base, "/", "")
	s.Publish(small())
	events.want("reload")
}

func TestServeEndsStreamsWithItsContext(t *testing.T) {
	l, err := serve.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s := serve.New()
	s.Publish(small())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	events := listen(t, "http://"+l.Addr().String(), "/", "")
	cancel()
	events.want("end")
	if err := <-done; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the listener still answers after Serve")
	}
}

func TestNoRequestSeesAMixture(t *testing.T) {
	s, base := start(t, nil)
	generation := func(n int) []output.File {
		text := fmt.Sprintf("generation %d <link href=\"style.css\"></body>", n)
		return site("index.html", text, "404.html", text, "style.css", text)
	}
	s.Publish(generation(0))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			last := -1
			for range 100 {
				res, err := http.Get(base + "/")
				if err != nil {
					t.Errorf("GET: %v", err)
					return
				}
				body, err := io.ReadAll(res.Body)
				res.Body.Close()
				var n int
				if _, e := fmt.Sscanf(string(body), "generation %d", &n); err != nil || e != nil || res.StatusCode != 200 {
					t.Errorf("GET = %d, %q, %v", res.StatusCode, body, err)
				}
				if n < last {
					t.Errorf("generation %d came after %d", n, last)
				}
				last = n
			}
		})
	}
	for n := range 100 {
		s.Publish(generation(n))
		s.Fail(trouble)
	}
	readers.Wait()
}

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, err := serve.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := serve.Listen(first.Addr().String())
	if err != nil {
		t.Fatalf("Listen on a taken port: %v", err)
	}
	defer second.Close()
	taken, got := first.Addr().(*net.TCPAddr).Port, second.Addr().(*net.TCPAddr).Port
	if got <= taken || got > taken+100 {
		t.Errorf("Listen on taken port %d = port %d, want one of the next hundred", taken, got)
	}
	for _, addr := range []string{"127.0.0.1", "127.0.0.1:http", "127.0.0.1:70000", "192.0.2.1:0"} {
		if l, err := serve.Listen(addr); err == nil {
			l.Close()
			t.Errorf("Listen(%q) = nil, want an error", addr)
		}
	}
}

func TestWatch(t *testing.T) {
	batches := make(chan watch.Batch, 2)
	batches <- watch.Batch{Paths: []string{"a"}}
	batches <- watch.Batch{Rescan: true}
	close(batches)
	var got []watch.Batch
	serve.Watch(t.Context(), batches, func(_ context.Context, b watch.Batch) { got = append(got, b) })
	if want := []watch.Batch{{Paths: []string{"a"}}, {Rescan: true}}; !cmp.Equal(got, want) {
		t.Errorf("rebuilt for %v, want %v", got, want)
	}

	ctx, cancel := context.WithCancel(t.Context())
	endless := make(chan watch.Batch, 1)
	endless <- watch.Batch{}
	rebuilt := 0
	serve.Watch(ctx, endless, func(context.Context, watch.Batch) { rebuilt++; cancel() })
	if rebuilt != 1 {
		t.Errorf("rebuilt %d times until the end of the context, want once", rebuilt)
	}
}
