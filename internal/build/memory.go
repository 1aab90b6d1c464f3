package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"time"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/lang"
	"chronik/internal/output"
	"chronik/internal/render"
)

// A Memory makes planning a site again quick. It remembers values by what they
// were made of (what a file said, the templates of a page) and never guesses
// what a change affects: the site is the one that Plan gives for the same input.
// Its zero value remembers nothing. It is for one folder and one Plan at a time.
type Memory struct {
	content content.Memory
	look    *look
	last    *Site // nil if it had errors
}

// Plan is the function Plan, now being the time of the snapshot.
func (m *Memory) Plan(in Input, now time.Time) *Site {
	read := m.content.Load(in.Content, now)
	look := m.lookOf(in, read.Site.Language)
	if m.last != nil && m.last.facts == read.Facts && m.last.look == look && m.last.in.like(in) {
		m.last = m.last.withBodies(read.Bodies)
		diag.Sort(m.last.Problems)
		return m.last
	}
	site := &Site{in: in, facts: read.Facts}
	site.report(in.ContentName, read.Problems)
	site.planned(read.Content, read.Bodies, look)
	diag.Sort(site.Problems)
	m.last = nil
	if !diag.Errors(site.Problems) {
		m.last = site
	}
	return site
}

// like reports whether other differs in nothing but what its files say.
func (in Input) like(other Input) bool {
	return in.Private == other.Private && in.BaseURL == other.BaseURL && in.ContentName == other.ContentName && in.TemplatesName == other.TemplatesName && in.StaticName == other.StaticName
}

// A look is what templates, words and static files make of any content.
type look struct {
	key      sum
	lang     *lang.Lang // nil if there are no words
	renderer *render.Renderer
	static   []output.File
	problems []diag.Problem
}

// lookOf reads the look, or remembers it if all its files are the same.
func (m *Memory) lookOf(in Input, language string) *look {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00", language, in.TemplatesName, in.StaticName)
	for _, fsys := range []fs.FS{in.Templates, in.Static} {
		_ = fs.WalkDir(fsys, ".", func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				fmt.Fprintf(h, "%s\x00%v\x00", file, err)
				return nil
			}
			src, err := fs.ReadFile(fsys, file)
			fmt.Fprintf(h, "%s\x00%d\x00%v\x00", file, len(src), err)
			h.Write(src)
			return nil
		})
	}
	key := sum(h.Sum(nil))
	if m.look != nil && m.look.key == key {
		if m.look.renderer != nil {
			m.look.renderer.Forget()
		}
		return m.look
	}
	l := &look{key: key}
	var problems []diag.Problem
	l.lang, problems = lang.Load(in.Templates, language)
	l.problems = append(l.problems, diag.In(in.TemplatesName, problems)...)
	if l.lang != nil {
		l.renderer, problems = render.New(in.Templates, l.lang)
		l.problems = append(l.problems, diag.In(in.TemplatesName, problems)...)
	}
	l.static, problems = staticFiles(in.Static)
	l.problems = append(l.problems, diag.In(in.StaticName, problems)...)
	m.look = l
	return l
}
