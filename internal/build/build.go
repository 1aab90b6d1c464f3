// Package build runs the build half once from an immutable snapshot.
//
// Content goes through check and rights into the chronology; the planned pages
// are rendered, independent ones in parallel, and joined by the index of the
// search and the static files.
// The result is a list of files in memory; package output or serve decides
// what becomes of it.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"chronik/internal/check"
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/feed"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/output"
	"chronik/internal/page"
	"chronik/internal/render"
	"chronik/internal/rights"
	"chronik/internal/search"
)

// Input is what a site is made of. The file systems must not change while Run
// reads them.
type Input struct {
	Content, Templates, Static fs.FS
	// Names under which problems name files in them, such as "content".
	ContentName, TemplatesName, StaticName string
}

// A Site is the outcome of a build.
type Site struct {
	Files    []output.File  // in the order of their paths; nil if the problems contain an error
	Problems []diag.Problem // sorted
	Entries  int            // events shown
	Pages    int            // HTML pages
}

// Run builds the site. The error is a failure of the machine or the end of the
// context; what is wrong with the input is in Problems.
func Run(ctx context.Context, in Input) (*Site, error) {
	site := &Site{}
	p := site.plan(in)
	if p == nil || diag.Errors(site.Problems) {
		diag.Sort(site.Problems)
		return site, nil
	}
	site.Entries, site.Pages = len(p.ch.Events), len(p.site.Pages)
	indexed := make(chan []output.File, 1)
	go func() { indexed <- searchIndex(p.site) }()
	files, err := site.renderAll(ctx, in, p)
	site.Files = append(files, <-indexed...)
	if err != nil {
		return nil, err
	}
	static, problems := staticFiles(in.Static)
	site.report(in.StaticName, problems)
	diag.Sort(site.Problems)
	if diag.Errors(site.Problems) {
		site.Files = nil
		return site, nil
	}
	site.Files = append(site.Files, static...)
	for _, f := range feed.Files(p.ch, p.l, p.site.Pages) {
		site.Files = append(site.Files, output.File(f))
	}
	slices.SortFunc(site.Files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	return site, nil
}

// Check reports what is wrong with the input without rendering.
func Check(in Input) []diag.Problem {
	site := &Site{}
	if p := site.plan(in); p != nil {
		for _, problems := range parallel(len(p.site.Pages), func(i int) []diag.Problem {
			_, problems := p.site.Pages[i].Page()
			return problems
		}) {
			site.report(in.ContentName, problems)
		}
	}
	diag.Sort(site.Problems)
	return site.Problems
}

// planned is a site that only has to be rendered.
type planned struct {
	ch       *chronology.Chronology
	l        *lang.Lang
	site     *page.Site
	renderer *render.Renderer
}

// plan reads and checks the input and plans the pages. It returns nil if there
// are no words to plan them with.
func (s *Site) plan(in Input) *planned {
	c, problems := content.Load(in.Content)
	s.report(in.ContentName, problems)
	s.report(in.ContentName, check.Run(c))
	l, problems := lang.Load(in.Templates, c.Site.Language)
	s.report(in.TemplatesName, problems)
	if l == nil {
		return nil
	}
	p := &planned{l: l}
	p.renderer, problems = render.New(in.Templates, l)
	s.report(in.TemplatesName, problems)
	p.ch = chronology.New(rights.Public(c))
	p.site, problems = page.Plan(p.ch, l, markdown.New())
	s.report(in.ContentName, problems)
	return p
}

func (s *Site) report(name string, problems []diag.Problem) {
	s.Problems = append(s.Problems, diag.In(name, problems)...)
}

// renderAll makes and renders the pages in their order.
func (s *Site) renderAll(ctx context.Context, in Input, p *planned) ([]output.File, error) {
	type result struct {
		file     output.File
		problems []diag.Problem
		err      error
	}
	results := parallel(len(p.site.Pages), func(i int) (r result) {
		if ctx.Err() != nil {
			return r
		}
		made, problems := p.site.Pages[i].Page()
		data, err := p.renderer.Page(made)
		return result{output.File{Path: made.Path, Data: data}, problems, err}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	files := make([]output.File, len(results))
	for i, r := range results {
		files[i] = r.file
		s.report(in.ContentName, r.problems)
		if r.err != nil {
			s.report(in.TemplatesName, []diag.Problem{templateProblem(p.site.Pages[i], r.err)})
		}
	}
	return files, nil
}

// parallel calls do for 0 to n-1 on all processors and returns what it gave, in
// order.
func parallel[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				results[i] = do(i)
			}
		})
	}
	group.Wait()
	return results
}

// searchIndex returns what the search page looks things up in.
func searchIndex(site *page.Site) []output.File {
	var files []output.File
	for _, f := range search.Index(site.Index()) {
		files = append(files, output.File{Path: f.Path, Data: f.Data})
	}
	return files
}

func templateProblem(p page.Planned, err error) diag.Problem {
	var broken *render.Error
	if errors.As(err, &broken) {
		return broken.Problem
	}
	return diag.Problem{File: p.Template + ".html", Rule: "template", Msg: fmt.Sprintf("page %s: %v", p.Path, err)}
}

// small is a script or a style sheet without what is there for its readers.
// What cannot be read stays as it is.
func small(file string, data []byte) []byte {
	m := minify.New()
	m.Add(".js", &js.Minifier{})
	m.Add(".css", &css.Minifier{})
	if out, err := m.Bytes(path.Ext(file), data); err == nil {
		return out
	}
	return data
}

// staticFiles returns the files of the static folder where pages expect them.
func staticFiles(fsys fs.FS) ([]output.File, []diag.Problem) {
	var files []output.File
	var problems []diag.Problem
	err := fs.WalkDir(fsys, ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		files = append(files, output.File{Path: path.Join(page.StaticFolder, file), Data: small(file, data)})
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: ".", Rule: "static", Msg: "cannot read: " + err.Error()})
	}
	return files, problems
}
