package clean

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first used.
// The rules have hundreds, and most commands read no article: compiled at the
// start they took each of them 20 ms and 8 MB.
type pattern struct {
	source   string
	once     sync.Once
	compiled *regexp.Regexp
}

func re(s string) *pattern { return &pattern{source: s} }

// use returns the compiled expression. It panics on one that is none.
func (p *pattern) use() *regexp.Regexp {
	p.once.Do(func() { p.compiled = regexp.MustCompile(p.source) })
	return p.compiled
}

func (p *pattern) MatchString(s string) bool              { return p.use().MatchString(s) }
func (p *pattern) FindStringIndex(s string) []int         { return p.use().FindStringIndex(s) }
func (p *pattern) FindStringSubmatch(s string) []string   { return p.use().FindStringSubmatch(s) }
func (p *pattern) FindStringSubmatchIndex(s string) []int { return p.use().FindStringSubmatchIndex(s) }
func (p *pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.use().FindAllStringIndex(s, n)
}
func (p *pattern) ReplaceAllString(s, with string) string { return p.use().ReplaceAllString(s, with) }
