// Package fetch gets pages from the net, politely and within bounds.
package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// The bounds of one address.
const (
	Limit     = 16 << 20         // bytes of a page, unfolded
	Timeout   = 30 * time.Second // for all of it, redirects included
	redirects = 10
	robotsMax = 500 << 10 // bytes of a robots.txt that are read, RFC 9309
)

// A Page is what an address answered.
type Page struct {
	URL         string // where redirects ended
	Status      int
	Header      http.Header
	Body        []byte // without chunks and compression
	NotModified bool   // it is as Known says; Body is empty
}

// Known is what is known of an address from the last time.
type Known struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	Raw          string `json:"raw,omitempty"` // hash under which the text is kept
}

// A Fetcher gets pages. It may be used by several goroutines at once.
type Fetcher struct {
	client *http.Client
	agent  string
	robots bool

	mu    sync.Mutex
	rules map[string]*robotstxt.RobotsData // by scheme and host
}

// New returns a Fetcher that calls itself agent. Unless robots is false it keeps
// to what a site's robots.txt asks of all programs or of chronik.
func New(agent string, robots bool) *Fetcher {
	f := &Fetcher{agent: agent, robots: robots, rules: map[string]*robotstxt.RobotsData{}}
	f.client = &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) > redirects {
			return fmt.Errorf("more than %d redirects", redirects)
		}
		for _, v := range via {
			if v.URL.String() == req.URL.String() {
				return fmt.Errorf("redirects lead in a circle, to %s", req.URL)
			}
		}
		if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
			return fmt.Errorf("redirects to %s:, only http: and https: are followed", req.URL.Scheme)
		}
		return f.allowed(req.Context(), req.URL)
	}}
	return f
}

// Get fetches an address. What answers with an error status is a Page as well;
// errors are about the address, in words for its user.
func (f *Fetcher) Get(ctx context.Context, address string, known Known) (*Page, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, Timeout, fmt.Errorf("it took longer than %s", Timeout))
	defer cancel()
	p, err := f.get(ctx, address, known)
	if err == nil {
		return p, nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	if e := (*url.Error)(nil); errors.As(err, &e) {
		return nil, e.Err
	}
	return nil, err
}

func (f *Fetcher) get(ctx context.Context, address string, known Known) (*Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	if req.URL.Host == "" {
		return nil, errors.New("no host in the address")
	}
	if err := f.allowed(ctx, req.URL); err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain;q=0.8")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
	res, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	p := &Page{URL: res.Request.URL.String(), Status: res.StatusCode, Header: res.Header, NotModified: res.StatusCode == http.StatusNotModified}
	if p.Body, err = read(res.Body, Limit); err != nil {
		return nil, err
	}
	return p, nil
}

// read reads at most limit bytes.
func read(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("answer breaks off: %w", err)
	}
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("answer is larger than %d MiB", limit>>20)
	}
	return body, nil
}

// allowed asks the site's robots.txt. A site without one allows all; one that
// cannot give it forbids all, as RFC 9309 has it.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	if !f.robots {
		return nil
	}
	rules, err := f.rulesOf(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if path == "" {
		path = "/"
	}
	if !rules.TestAgent(path, "chronik") {
		return &Forbidden{u.Host}
	}
	return nil
}

// Forbidden says that a site does not want a page to be fetched by programs.
type Forbidden struct{ Host string }

func (e *Forbidden) Error() string {
	return fmt.Sprintf("robots.txt of %s does not allow it", e.Host)
}

func (f *Fetcher) rulesOf(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	site := u.Scheme + "://" + u.Host
	f.mu.Lock()
	rules := f.rules[site]
	f.mu.Unlock()
	if rules != nil {
		return rules, nil
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, site+"/robots.txt", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	plain := &http.Client{} // its redirects are not asked about
	res, err := plain.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, robotsMax))
	if err != nil {
		return nil, fmt.Errorf("robots.txt breaks off: %w", err)
	}
	rules, err = robotstxt.FromStatusAndBytes(res.StatusCode, bytes.ToValidUTF8(text, nil))
	if err != nil {
		return nil, fmt.Errorf("robots.txt of %s cannot be read: %w", u.Host, err)
	}
	f.mu.Lock()
	f.rules[site] = rules
	f.mu.Unlock()
	return rules, nil
}

// Is reports whether a word on the command line is an address.
func Is(arg string) bool {
	lower := strings.ToLower(arg)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
