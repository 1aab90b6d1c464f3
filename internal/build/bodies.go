package build

import (
	"crypto/sha256"

	"chronik/internal/content"
	"chronik/internal/rights"
)

// bodies are those of the articles as whoever the site is made for may see them.
// They are the only way from a planned site to a body: the articles that it is
// planned from have none.
type bodies struct {
	of     *content.Bodies
	public *content.Content  // after rights; nil on a private site
	laid   map[string]string // path of the article -> what lies over its body
}

// newBodies are those of the articles of c, which rights have been applied to.
func (in Input) newBodies(of *content.Bodies, c *content.Content) *bodies {
	b := &bodies{of: of}
	if !in.Private {
		b.public = c
		return b
	}
	if in.Bodies == nil {
		return b
	}
	b.laid = map[string]string{}
	for i := range c.Articles {
		if text, ok := content.BodyIn(in.Bodies, c.Articles[i].Slug); ok {
			b.laid[c.Articles[i].Path] = text
		}
	}
	return b
}

// Body implements page.Bodies.
func (b *bodies) Body(a *content.Article) string {
	if text, ok := b.laid[a.Path]; ok {
		return text
	}
	if b.public != nil {
		return rights.Body(b.public, a, b.of.Text(a.Path))
	}
	return b.of.Text(a.Path)
}

// MayLink implements page.Bodies.
func (b *bodies) MayLink(a *content.Article) bool {
	if text, ok := b.laid[a.Path]; ok {
		return content.MayLink(text)
	}
	return b.of.MayLink(a.Path)
}

// A sum tells things apart by what they say.
type sum = [sha256.Size]byte

// sum tells the bodies of an article apart, everything else being the same.
func (b *bodies) sum(file string) sum {
	if text, ok := b.laid[file]; ok {
		return sha256.Sum256([]byte(text))
	}
	return b.of.Sum(file)
}
