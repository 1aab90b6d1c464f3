// Package serve shows the site locally from memory, rebuilds and reloads on
// change, shows problems on the page.
//
// The server holds one generation of the site at a time and swaps it for the
// next by one pointer: no request sees a mixture. A page is made when somebody
// asks for it, and is then what a build would write. Pages are handed out with
// a script that listens for changes; the bytes of the site stay as they are.
//
// It answers only requests that name this machine by an address of its own, so
// that no page from elsewhere can read it under a name that was bent to it.
package serve

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"chronik/internal/diag"
	"chronik/internal/watch"
)

// A Site gives the files of one state of the site. It may be asked by several
// goroutines, and always gives the same.
type Site interface {
	// File returns the file at a path, false if there is none. If the problems
	// contain an error it cannot be made.
	File(path string) (data []byte, problems []diag.Problem, ok bool)
}

// A Server shows the newest good site. It may be used by several goroutines.
type Server struct {
	mu  sync.Mutex // held by whoever makes the next generation
	now atomic.Pointer[generation]
}

// generation is what the server shows at one time. It is not changed once it is
// shown, but for replaced, which is closed when the next one is.
type generation struct {
	site     Site     // nil: none yet
	troubles []string // of the content as it is now, in lines, not of the site
	replaced chan struct{}
}

// New returns a server without a site; until the first Publish it answers 503.
func New() *Server {
	s := &Server{}
	s.now.Store(&generation{replaced: make(chan struct{})})
	return s
}

// Publish makes a site the one that is shown. Browsers reload pages of which
// something changed, and only the styles where it is no more than that.
// Problems of an earlier Fail are over.
func (s *Server) Publish(site Site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replace(&generation{site: site})
}

// Fail shows problems, in lines, over the last good site, which stays.
func (s *Server) Fail(troubles []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replace(&generation{site: s.now.Load().site, troubles: troubles})
}

func (s *Server) replace(next *generation) {
	next.replaced = make(chan struct{})
	close(s.now.Swap(next).replaced)
}

// Serve answers requests on the listener, by the names too that Handler is
// given, until ctx ends, then ends open streams and returns nil. It closes the
// listener.
func (s *Server) Serve(ctx context.Context, l net.Listener, names ...string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{
		Handler:           s.Handler(names...),
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends streams
		ReadHeaderTimeout: 10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	// Requests that are being answered get a moment; ctx itself is over.
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer stop()
	err := server.Shutdown(grace)
	if err != nil {
		err = server.Close()
	}
	<-failed
	return err
}

// Handler answers GET and HEAD with the newest good site: "/" is index.html, an
// unknown path gets 404.html, a page whose template fails gets 500 and says
// why. Nothing may be cached. A request has to name the host by an IP address,
// localhost, or one of the names given. Event streams end with the context of
// their request.
func (s *Server) Handler(names ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !own(r.Host, names) {
			http.Error(w, "this server answers to localhost and to addresses, not to "+strconv.Quote(r.Host), http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
			http.Error(w, "this server answers to its own pages only", http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
			return
		}
		switch r.URL.Path {
		case "/.chronik/events":
			s.events(w, r)
		case "/.chronik/reload.js":
			answer(w, http.StatusOK, "reload.js", reloadScript)
		default:
			s.file(w, r)
		}
	})
}

// own reports whether a host, with or without port, is called by an address or
// by one of our names.
func own(host string, names []string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	return net.ParseIP(name) != nil || name == "localhost" || slices.Contains(names, name)
}

//go:embed reload.js
var reloadScript []byte

func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	g := s.now.Load()
	name, data, status := g.at(r.URL.Path)
	if path.Ext(name) == ".html" {
		data = withScript(data, g.version(r.URL.Path))
	}
	answer(w, status, name, data)
}

// at says what stands at an address.
func (g *generation) at(address string) (name string, data []byte, status int) {
	if g.site == nil {
		return notFound, page("No site yet", g.troubles), http.StatusServiceUnavailable
	}
	name = strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	status = http.StatusOK
	data, problems, ok := g.site.File(name)
	if !ok {
		name, status = notFound, http.StatusNotFound
		data, problems, ok = g.site.File(notFound)
	}
	switch {
	case !ok:
		return notFound, []byte("<!doctype html><title>404</title><body><p>404</body>\n"), status
	case diag.Errors(problems):
		return notFound, page("This page cannot be made", Lines(problems, nil)), http.StatusInternalServerError
	}
	return name, data, status
}

const notFound = "404.html"

// page says in lines why there is nothing better to see.
func page(title string, lines []string) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=\"en\"><title>chronik</title><body>\n<h1>" + title + "</h1>\n<pre>\n")
	for _, line := range lines {
		b.WriteString(html.EscapeString(line) + "\n")
	}
	b.WriteString("</pre>\n</body></html>\n")
	return b.Bytes()
}

// Lines tells problems as the terminal does, each with the line of the file
// that it is about, if source knows it.
func Lines(problems []diag.Problem, source func(diag.Problem) string) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.Severity.String()+": "+p.String())
		if source != nil {
			if line := source(p); line != "" {
				all = append(all, "  | "+line)
			}
		}
		if p.Hint != "" {
			all = append(all, "  hint: "+p.Hint)
		}
	}
	return all
}

// withScript puts the script before the end of the body.
func withScript(page []byte, version string) []byte {
	script := `<script src="/.chronik/reload.js" data-version="` + version + `"></script>`
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	out := make([]byte, 0, len(page)+len(script))
	out = append(out, page[:end]...)
	out = append(out, script...)
	return append(out, page[end:]...)
}

// answer writes a file with its type. For HEAD net/http leaves the body out.
func answer(w http.ResponseWriter, status int, name string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the browser may have gone
}

// contentType does not ask the system, whose tables differ.
func contentType(name string) string {
	if t, ok := contentTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json",
	".xml": "application/xml", ".atom": "application/atom+xml",
	".bib": "text/plain; charset=utf-8", ".ris": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".pdf": "application/pdf", ".zip": "application/zip", ".epub": "application/epub+zip",
}

// Listen listens at addr (host:port) or, if the port is taken, at the next free
// one of the hundred after it.
func Listen(addr string) (net.Listener, error) {
	host, service, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	first, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("listen: port %q of %q is not a number from 0 to 65535", service, addr)
	}
	for port := int(first); ; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err == nil || !taken(err) || port == 65535 || port == int(first)+100 {
			return l, err
		}
	}
}

// taken knows the error for a port in use; Windows has a number of its own.
func taken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
}

// Watch calls rebuild for each batch, one after the other, until ctx ends or
// the channel is closed. A watch.Watcher gathers what changes during a rebuild
// into one batch, so that at most one rebuild is behind.
func Watch(ctx context.Context, batches <-chan watch.Batch, rebuild func(context.Context, watch.Batch)) {
	for {
		select {
		case <-ctx.Done():
			return
		case b, ok := <-batches:
			if !ok || ctx.Err() != nil {
				return
			}
			rebuild(ctx, b)
		}
	}
}
