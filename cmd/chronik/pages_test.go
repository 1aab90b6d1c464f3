package main

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chronik/internal/audit"
	"chronik/internal/html"
)

// gitIn runs git as somebody who has no configuration.
func gitIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// published starts a chronology with old addresses, publishes it for the address
// https://name.github.io/repo/, and returns what stands on the branch then.
func published(t *testing.T) (tree string) {
	t.Helper()
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.test", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@x.test",
	} {
		t.Setenv(name, value)
	}
	root := t.TempDir()
	dir, tree := filepath.Join(root, "c"), filepath.Join(root, "tree")
	content := filepath.Join(dir, "content")
	chronik(t, "new", dir)
	if err := fillLegal(content); err != nil {
		t.Fatal(err)
	}
	for file, old := range map[string]string{"articles/2024/2024-05-14-muster-beispiel-treffen.md": "altes-treffen", "topics/handel.md": "zoelle"} {
		file = filepath.Join(content, filepath.FromSlash(file))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "---\n", "---\naliases: ["+old+"]\n", 1)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gitIn(t, dir, "init", "--quiet")
	gitIn(t, root, "init", "--quiet", "--bare", "site.git")
	site := filepath.Join(root, "site")
	chronik(t, "--content", content, "build", "--out", site, "--base-url", "https://name.github.io/repo/")
	chronik(t, "--content", content, "publish", "--site", site, "--remote", filepath.Join(root, "site.git"))
	gitIn(t, root, "clone", "--quiet", "--branch", "gh-pages", "site.git", tree)
	if err := os.RemoveAll(filepath.Join(tree, ".git")); err != nil {
		t.Fatal(err)
	}
	return tree
}

// githubPages serves a tree as GitHub Pages does below the name of a repository:
// 404.html for what is not there, with its status.
func githubPages(t *testing.T, tree string) *httptest.Server {
	t.Helper()
	site := os.DirFS(tree)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			t.Error("a page names no icon, so a browser asks for /favicon.ico")
		}
		name, below := strings.CutPrefix(r.URL.Path, "/repo/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		data, err := fs.ReadFile(site, name)
		status := http.StatusOK
		if !below || err != nil {
			status, name = http.StatusNotFound, "404.html"
			if data, err = fs.ReadFile(site, name); err != nil {
				t.Error(err)
			}
		}
		switch path.Ext(name) {
		case ".html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		case ".css":
			w.Header().Set("Content-Type", "text/css")
		case ".js":
			w.Header().Set("Content-Type", "text/javascript")
		}
		w.WriteHeader(status)
		_, _ = w.Write(data)
	}))
	t.Cleanup(server.Close)
	return server
}

// What is published works below /repo/ as it came out of git: every page is
// reached, every link lives, and the page for what is not there has its style
// and its ways back at any depth.
func TestPublishedTree(t *testing.T) {
	tree := published(t)
	for _, p := range audit.Structure(os.DirFS(tree), policy) {
		t.Errorf("structure: %v", p)
	}
	server := githubPages(t, tree)
	seen := map[string]bool{}
	fetch := func(address string, want int) (*html.Page, *url.URL) {
		response, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", address, response.StatusCode, want)
		}
		if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
			return &html.Page{}, response.Request.URL
		}
		page, err := html.Parse(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return page, response.Request.URL
	}
	// follow returns where the links of a page lead within the site.
	follow := func(page *html.Page, base *url.URL) (to []string) {
		for _, l := range page.Links {
			u, err := base.Parse(l.Value)
			if err != nil {
				t.Errorf("%s: %q: %v", base, l.Value, err)
				continue
			}
			if u.Host == "name.github.io" { // the address it knows of itself
				u.Host, u.Scheme = base.Host, base.Scheme
			}
			if u.Host != base.Host || l.Tag == "form" {
				continue
			}
			u.Fragment, u.RawQuery = "", ""
			if !strings.HasPrefix(u.Path, "/repo/") {
				t.Errorf("%s: %q leads out of the site", base, l.Value)
			}
			to = append(to, u.String())
		}
		return to
	}
	todo := []string{server.URL + "/repo/"}
	for len(todo) > 0 {
		address := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[address] {
			continue
		}
		seen[address] = true
		todo = append(todo, follow(fetch(address, http.StatusOK))...)
	}
	if len(seen) < 50 || !seen[server.URL+"/repo/static/style.css"] {
		t.Errorf("the crawl came to %d files", len(seen))
	}
	for _, lost := range []string{"/repo/x", "/repo/x/y/z", "/repo/eintrag/x.html"} {
		links := follow(fetch(server.URL+lost, http.StatusNotFound))
		styled := false
		for _, address := range links {
			if address == server.URL+lost {
				continue // to a place on the page itself
			}
			styled = styled || strings.HasSuffix(address, "/repo/static/style.css")
			fetch(address, http.StatusOK)
		}
		if !styled || len(links) < 5 {
			t.Errorf("%s: the page for what is not there has %d links, a style %v", lost, len(links), styled)
		}
	}
	if _, err := os.Stat(filepath.Join(tree, ".chronik-manifest.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the manifest is published: %v", err)
	}
}

// An old address leads on to the same place of the page.
func TestBrowserRedirectsKeepFragments(t *testing.T) {
	ctx, said := browser(t)
	server := githubPages(t, published(t))
	for from, to := range map[string]string{
		"eintrag/altes-treffen.html#evidence": "eintrag/2024-05-14-muster-beispiel-treffen.html#evidence",
		"eintrag/altes-treffen.html":          "eintrag/2024-05-14-muster-beispiel-treffen.html",
		"thema/zoelle.html#main":              "thema/handel.html#main",
	} {
		loads := chromedp.Events(ctx, cdppage.LoadEventFired)
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/repo/"+from)); err != nil {
			t.Fatal(err)
		}
		at := ""
		for _, err := range loads {
			if err != nil {
				t.Fatalf("waiting for %s: %v", to, err)
			}
			// The old page may be gone before it can be asked.
			at, err = chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector("meta[http-equiv=refresh]") ? "" : location.href`))
			if err == nil && at != "" {
				break
			}
		}
		if at != server.URL+"/repo/"+to {
			t.Errorf("%s leads to %s, want %s", from, at, to)
		}
		said.check(t, from)
	}
}
