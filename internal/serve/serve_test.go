package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chronik/internal/diag"
	"chronik/internal/serve"
	"chronik/internal/watch"

	"github.com/google/go-cmp/cmp"
)

// files is a site by path.
type files map[string]string

func (f files) File(path string) ([]byte, []diag.Problem, bool) {
	text, ok := f[path]
	if text == "broken" {
		return nil, trouble, true
	}
	return []byte(text), nil, ok
}

func site(pairs ...string) files {
	f := files{}
	for i := 0; i < len(pairs); i += 2 {
		f[pairs[i]] = pairs[i+1]
	}
	return f
}

func small() files {
	return site(
		"index.html", `<link rel="stylesheet" href="style.css"><body>home</body>`,
		"jahr/2020.html", `<link rel="stylesheet" href="../style.css"><script src="../site.js"></script><body>year</body>`,
		"site.js", "// nothing",
		"jahr/index.html", "<body>years</body>",
		"404.html", "<body>not here</body>",
		"style.css", "body {}",
		"feed.xml", "<feed/>",
	)
}

// with is a site with one file replaced or added.
func with(f files, name, text string) files {
	f = maps.Clone(f)
	f[name] = text
	return f
}

var (
	trouble  = []diag.Problem{{File: "articles/a.md", Line: 3, Col: 1, Msg: `unknown minister <"x">`, Hint: "write y"}}
	troubles = serve.Lines(trouble, func(diag.Problem) string { return "ministers: [x]" })
)

func request(t *testing.T, h http.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	r.Host = "localhost:8080"
	h.ServeHTTP(w, r)
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
	s.Fail(troubles)
	res, body := request(t, s.Handler(), "GET", "/jahr/2020.html")
	want := "articles/a.md:3:1: unknown minister &lt;&#34;x&#34;&gt;\n  | ministers: [x]\n  hint: write y"
	if res.StatusCode != 503 || !strings.Contains(body, want) || !strings.Contains(body, "/.chronik/reload.js") {
		t.Errorf("GET = %d, %q, want 503 with the problems and the script", res.StatusCode, body)
	}
}

func TestLastGoodSiteStays(t *testing.T) {
	s := serve.New()
	s.Publish(small())
	s.Fail(troubles)
	if res, body := request(t, s.Handler(), "GET", "/"); res.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("GET after Fail = %d, %q, want 200 and the last good page", res.StatusCode, body)
	}
}

// A page whose template fails says so by itself; the others are shown.
func TestPageThatCannotBeMade(t *testing.T) {
	s := serve.New()
	s.Publish(with(small(), "jahr/2020.html", "broken"))
	if res, body := request(t, s.Handler(), "GET", "/jahr/2020.html"); res.StatusCode != 500 || !strings.Contains(body, "articles/a.md:3:1") || !strings.Contains(body, "reload.js") {
		t.Errorf("broken page = %d, %q, want 500, where it is broken, and the script", res.StatusCode, body)
	}
	if res, _ := request(t, s.Handler(), "GET", "/"); res.StatusCode != 200 {
		t.Errorf("another page = %d, want 200", res.StatusCode)
	}
}

// No page from elsewhere can read the site: not under another name for this
// machine, and not by a request of its own.
func TestOnlyForThisMachine(t *testing.T) {
	s := serve.New()
	s.Publish(small())
	for _, c := range []struct {
		host, origin string
		want         int
	}{
		{"127.0.0.1:8080", "", 200}, {"localhost:8080", "http://localhost:8080", 200}, {"[::1]:8080", "", 200}, {"192.168.1.5:80", "", 200},
		{"LOCALHOST", "", 200}, {"mein-rechner:8080", "", 200},
		{"evil.example:8080", "", 403}, {"localhost.evil.example", "", 403}, {"127.0.0.1.evil.example", "", 403}, {"", "", 403},
		{"localhost:8080", "http://evil.example", 403}, {"localhost:8080", "null", 403}, {"localhost:8080", "http://localhost:9090", 403},
	} {
		for _, path := range []string{"/", "/.chronik/events?path=/", "/.chronik/reload.js"} {
			r := httptest.NewRequestWithContext(t.Context(), "HEAD", path, nil)
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			w := httptest.NewRecorder()
			s.Handler("mein-rechner").ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%s for host %q from %q = %d, want %d", path, c.host, c.origin, w.Code, c.want)
			}
			if h := w.Header().Get("Access-Control-Allow-Origin"); h != "" {
				t.Errorf("%s allows %q", path, h)
			}
		}
	}
}

// A thousand open pages do not hinder each other or the server.
func TestThousandStreams(t *testing.T) {
	s, base := start(t, small())
	transport := &http.Transport{MaxConnsPerHost: 0}
	defer transport.CloseIdleConnections()
	const n = 1000
	told := make(chan error, n)
	var listening sync.WaitGroup
	listening.Add(n)
	for range n {
		go func() {
			told <- func() error {
				req, err := http.NewRequestWithContext(t.Context(), "GET", base+"/.chronik/events?path=/", nil)
				if err != nil {
					return err
				}
				res, err := transport.RoundTrip(req)
				if err != nil {
					return err
				}
				defer res.Body.Close()
				lines := bufio.NewScanner(res.Body)
				lines.Scan()
				listening.Done()
				for lines.Scan() {
					if lines.Text() == "event: reload" {
						return nil
					}
				}
				return fmt.Errorf("the stream ended: %v", lines.Err())
			}()
		}()
	}
	listening.Wait()
	if res, err := http.Get(base + "/"); err != nil || res.StatusCode != 200 {
		t.Errorf("GET among them: %v", err)
	}
	s.Publish(with(small(), "index.html", "new"))
	for range n {
		if err := <-told; err != nil {
			t.Fatal(err)
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
func start(t *testing.T, f files) (*serve.Server, string) {
	t.Helper()
	s := serve.New()
	if f != nil {
		s.Publish(f)
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.CloseClientConnections)
	return s, server.URL
}

const problemsEvent = `problems ["error: articles/a.md:3:1: unknown minister \u003c\"x\"\u003e","  | ministers: [x]","  hint: write y"]`

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
		{"its script", "/jahr/2020.html", "site.js", true},
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
			s.Fail(troubles)
			events.want(problemsEvent)
		})
	}
}

// Styles come without a new page.
func TestStylesComeAlone(t *testing.T) {
	s, base := start(t, small())
	events := listen(t, base, "/jahr/2020.html", "")
	s.Publish(with(small(), "style.css", "body { color: red }"))
	events.want("style")
	s.Publish(with(with(small(), "style.css", "body { color: blue }"), "jahr/2020.html", "<body>new</body>"))
	events.want("reload")
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
	s.Fail(troubles)
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

	s.Fail(troubles) // marks that nothing came before
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
	generation := func(n int) files {
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
		s.Fail(troubles)
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
