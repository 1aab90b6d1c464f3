package bundle

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Single returns one page of a site as a file that needs no other: styles, fonts
// and pictures stand in it, scripts and forms are left out. A link to another
// page leads to that page under base (which ends in a slash); without base its
// words stay and lead nowhere. What can neither be put into the page nor left
// out is an error.
func Single(site fs.FS, page, base string) ([]byte, error) {
	src, err := fs.ReadFile(site, page)
	if err != nil {
		return nil, err
	}
	s := &single{site: site, page: page, base: base}
	src = leftOut.ReplaceAll(src, nil)
	src = tag.ReplaceAllFunc(src, s.tag)
	return src, s.err
}

var (
	leftOut   = regexp.MustCompile(`(?is)<script\b.*?</script\s*>\n?|<form\b.*?</form\s*>\n?`)
	tag       = regexp.MustCompile(`(?is)<!--.*?-->|<style\b.*?</style\s*>|<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>`)
	attribute = regexp.MustCompile(`(?is)\s([a-z][a-z0-9:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
	loaded    = regexp.MustCompile(`(?is)/\*.*?\*/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)`)
	name      = regexp.MustCompile(`(?i)^<([a-z][a-z0-9]*)`)
)

// policy lets the page show what stands in it, and nothing else.
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'">`

type single struct {
	site       fs.FS
	page, base string
	err        error
}

// tag returns what stands in place of an opening tag.
func (s *single) tag(t []byte) []byte {
	m := name.FindSubmatch(t)
	if m == nil {
		return t // a comment
	}
	at := attributes(t)
	switch strings.ToLower(string(m[1])) {
	case "meta":
		if strings.EqualFold(at["http-equiv"], "Content-Security-Policy") {
			return []byte(policy)
		}
		return t
	case "link":
		switch rel := strings.ToLower(at["rel"]); {
		case rel == "stylesheet":
			name, _ := s.resolve(s.page, at["href"])
			return append(append([]byte("<style>"), s.style(name)...), "</style>"...)
		case rel == "icon":
			return set(t, "href", s.data(s.page, at["href"]))
		case rel == "canonical":
			return t
		}
		return nil // feeds and neighbours
	case "style":
		return t
	case "a", "area":
		return s.link(t, at["href"])
	}
	if at["src"] != "" {
		t = set(t, "src", s.data(s.page, at["src"]))
	}
	if at["srcset"] != "" {
		s.fail("srcset=%q cannot be put into one page", at["srcset"])
	}
	return t
}

// link returns the opening tag of a link to href.
func (s *single) link(t []byte, href string) []byte {
	if href == "" {
		return t
	}
	name, fragment := s.resolve(s.page, href)
	switch {
	case name == "": // another host, or mail
		return t
	case name == s.page && fragment != "":
		return set(t, "href", "#"+fragment)
	case s.base != "":
		if fragment != "" {
			name += "#" + fragment
		}
		return set(t, "href", s.base+name)
	}
	return set(t, "href", "")
}

// resolve returns the file of the site an address on a page means, or "" if it
// leads elsewhere, and the fragment as it is written.
func (s *single) resolve(from, href string) (name, fragment string) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", ""
	}
	if u.Path == "" {
		return from, u.EscapedFragment()
	}
	return path.Join(path.Dir(from), u.Path), u.EscapedFragment()
}

// attributes are those of a tag.
func attributes(t []byte) map[string]string {
	at := map[string]string{}
	for _, a := range attribute.FindAllSubmatch(t, -1) {
		at[strings.ToLower(string(a[1]))] = html.UnescapeString(string(bytes.Join(a[2:], nil)))
	}
	return at
}

// set gives an attribute another value; an empty one takes it away.
func set(t []byte, key, value string) []byte {
	return attribute.ReplaceAllFunc(t, func(a []byte) []byte {
		switch m := attribute.FindSubmatch(a); {
		case !strings.EqualFold(string(m[1]), key):
			return a
		case value == "":
			return nil
		}
		return []byte(" " + key + `="` + html.EscapeString(value) + `"`)
	})
}

// style returns a stylesheet with what it loads in it.
func (s *single) style(file string) []byte {
	css, err := fs.ReadFile(s.site, file)
	if err != nil {
		s.fail("style: %v", err)
		return nil
	}
	if bytes.Contains(bytes.ToLower(css), []byte("@import")) {
		s.fail("%s has an @import, which cannot be put into one page", file)
	}
	return loaded.ReplaceAllFunc(css, func(u []byte) []byte {
		m := loaded.FindSubmatch(u)
		href := string(bytes.Join(m[1:], nil))
		if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "data:") {
			return u
		}
		return []byte(`url("` + s.data(file, href) + `")`)
	})
}

// data returns a file as an address that holds it.
func (s *single) data(from, href string) string {
	if strings.HasPrefix(href, "data:") {
		return href
	}
	file, _ := s.resolve(from, href)
	if file == "" {
		s.fail("%q is loaded from elsewhere", href)
		return ""
	}
	b, err := fs.ReadFile(s.site, file)
	if err != nil {
		s.fail("%v", err)
		return ""
	}
	kind := mediaTypes[path.Ext(file)]
	if kind == "" {
		s.fail("%s: a file of this kind cannot be put into a page", file)
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(b)
}

// mediaTypes are written down since package mime asks the machine.
var mediaTypes = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".woff2": "font/woff2",
}

func (s *single) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("page %s: "+format, append([]any{s.page}, args...)...)
	}
}
