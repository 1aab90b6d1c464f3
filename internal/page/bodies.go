package page

import (
	"slices"

	"chronik/internal/content"
)

// Bodies gives the bodies of articles to the pages that show them.
type Bodies interface {
	Body(a *content.Article) string
	MayLink(a *content.Article) bool // as content.MayLink of the body
}

// own are the bodies that articles have themselves.
type own struct{}

func (own) Body(a *content.Article) string  { return a.Body }
func (own) MayLink(a *content.Article) bool { return content.MayLink(a.Body) }

// reading is the planner for one page; it notes whose bodies the page shows, so
// that a page need not be made again as long as these and all facts are the same.
// That rests on bodyOf being the only way to a body.
func (p *planner) reading() *planner {
	page := *p
	page.read = new([]string)
	return &page
}

// bodyOf is the body of an article.
func (p *planner) bodyOf(a *content.Article) string {
	if p.read == nil {
		panic("page: what pages share reads the body of " + a.Path)
	}
	if !slices.Contains(*p.read, a.Path) {
		*p.read = append(*p.read, a.Path)
	}
	return p.bodies.Body(a)
}
