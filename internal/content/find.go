package content

import (
	"io/fs"
	"net/url"
	"slices"
	"sort"
	"strings"
)

// Minister returns the minister with the slug, nil if there is none.
func (c *Content) Minister(slug string) *Minister {
	return find(c.Ministers, slug, func(m *Minister) string { return m.Slug })
}

// Topic returns the topic with the slug, nil if there is none.
func (c *Content) Topic(slug string) *Topic {
	return find(c.Topics, slug, func(t *Topic) string { return t.Slug })
}

// Place returns the place with the slug, nil if there is none.
func (c *Content) Place(slug string) *Place {
	return find(c.Places, slug, func(p *Place) string { return p.Slug })
}

// Outlet returns the outlet with the slug, nil if there is none.
func (c *Content) Outlet(slug string) *Outlet {
	return find(c.Outlets, slug, func(o *Outlet) string { return o.Slug })
}

// Article returns the article with the slug, nil if there is none.
func (c *Content) Article(slug string) *Article {
	return find(c.Articles, slug, func(a *Article) string { return a.Slug })
}

// Kind returns the kind with the slug, nil if there is none.
func (c *Content) Kind(slug string) *Kind {
	// Kinds are few and not in the order of their slugs.
	if i := slices.IndexFunc(c.Kinds, func(k Kind) bool { return k.Slug == slug }); i >= 0 {
		return &c.Kinds[i]
	}
	return nil
}

// Side returns the side with the slug, nil if there is none.
func (c *Content) Side(slug string) *Side {
	if i := slices.IndexFunc(c.Site.Sides, func(s Side) bool { return s.Slug == slug }); i >= 0 {
		return &c.Site.Sides[i]
	}
	return nil
}

// WithBodies returns a copy of c in whose articles a text SLUG.md of bodies stands
// in the place of the body; c itself if bodies is nil.
func (c *Content) WithBodies(bodies fs.FS) *Content {
	if bodies == nil {
		return c
	}
	laid := *c
	laid.Articles = slices.Clone(c.Articles)
	for i := range laid.Articles {
		if text, ok := BodyIn(bodies, laid.Articles[i].Slug); ok {
			laid.Articles[i].Body = text
		}
	}
	return &laid
}

// BodyIn returns what a folder of texts SLUG.md has to stand in the place of the
// body of an article, if it has anything.
func BodyIn(bodies fs.FS, slug string) (body string, ok bool) {
	src, err := fs.ReadFile(bodies, slug+".md")
	return string(trimmed(src)), err == nil
}

func find[T any](sorted []T, slug string, slugOf func(*T) string) *T {
	// By index: a search that is handed the values copies a whole one a step.
	i := sort.Search(len(sorted), func(i int) bool { return slugOf(&sorted[i]) >= slug })
	if i == len(sorted) || slugOf(&sorted[i]) != slug {
		return nil
	}
	return &sorted[i]
}

// OutletOf returns the outlet that an address belongs to: the one whose host
// is the address's host or the longest domain above it; nil if there is none.
func (c *Content) OutletOf(address string) *Outlet {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return nil
	}
	// The host itself, then what it is a subdomain of: the longest comes first.
	for host := bareHost(u.Hostname()); host != ""; {
		for i := range c.Outlets {
			if own := c.Outlets[i].Host; len(own) >= len(host) && len(own) <= len(host)+len("www.") && bareHost(own) == host {
				return &c.Outlets[i]
			}
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return nil
}

// bareHost is a host in lower case without the www. that sites answer with or
// without.
func bareHost(host string) string {
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// OutletNamed returns the outlet with that slug, name or spelling, without
// regard to case; nil if there is none.
func (c *Content) OutletNamed(name string) *Outlet {
	if o := c.Outlet(name); o != nil {
		return o
	}
	for i := range c.Outlets {
		o := &c.Outlets[i]
		if strings.EqualFold(o.Name, name) || slices.ContainsFunc(o.Spellings, func(s string) bool { return strings.EqualFold(s, name) }) {
			return o
		}
	}
	return nil
}
