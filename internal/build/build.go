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
	pages, ch, l, renderer := site.plan(in)
	if diag.Errors(site.Problems) {
		diag.Sort(site.Problems)
		return site, nil
	}
	site.Entries, site.Pages = len(ch.Events), len(pages)
	indexed := make(chan []output.File, 1)
	go func() { indexed <- searchIndex(pages) }()
	files, problems, err := renderAll(ctx, renderer, pages)
	site.Files = append(files, <-indexed...)
	if err != nil {
		return nil, err
	}
	site.report(in.TemplatesName, problems)
	static, problems := staticFiles(in.Static)
	site.report(in.StaticName, problems)
	diag.Sort(site.Problems)
	if diag.Errors(site.Problems) {
		site.Files = nil
		return site, nil
	}
	site.Files = append(site.Files, static...)
	for _, f := range feed.Files(ch, l, pages) {
		site.Files = append(site.Files, output.File(f))
	}
	slices.SortFunc(site.Files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	return site, nil
}

// Check reports what is wrong with the input without rendering.
func Check(in Input) []diag.Problem {
	site := &Site{}
	site.plan(in)
	diag.Sort(site.Problems)
	return site.Problems
}

// plan reads and checks the input and plans the pages.
func (s *Site) plan(in Input) ([]page.Page, *chronology.Chronology, *lang.Lang, *render.Renderer) {
	c, problems := content.Load(in.Content)
	s.report(in.ContentName, problems)
	s.report(in.ContentName, check.Run(c))
	l, problems := lang.Load(in.Templates, c.Site.Language)
	s.report(in.TemplatesName, problems)
	if l == nil {
		return nil, nil, nil, nil
	}
	renderer, problems := render.New(in.Templates, l)
	s.report(in.TemplatesName, problems)
	ch := chronology.New(rights.Public(c))
	pages, problems := page.Plan(ch, l, markdown.New())
	s.report(in.ContentName, problems)
	return pages, ch, l, renderer
}

func (s *Site) report(name string, problems []diag.Problem) {
	s.Problems = append(s.Problems, diag.In(name, problems)...)
}

// renderAll renders the pages in their order, on all processors.
func renderAll(ctx context.Context, r *render.Renderer, pages []page.Page) ([]output.File, []diag.Problem, error) {
	files := make([]output.File, len(pages))
	failed := make([]error, len(pages))
	var next sync.Mutex
	at := 0
	take := func() (int, bool) {
		next.Lock()
		defer next.Unlock()
		if at == len(pages) || ctx.Err() != nil {
			return 0, false
		}
		at++
		return at - 1, true
	}
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				data, err := r.Page(pages[i])
				files[i], failed[i] = output.File{Path: pages[i].Path, Data: data}, err
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	var problems []diag.Problem
	for i, err := range failed {
		if err != nil {
			problems = append(problems, templateProblem(pages[i], err))
		}
	}
	return files, problems, nil
}

// searchIndex returns what the search page looks things up in.
func searchIndex(pages []page.Page) []output.File {
	var files []output.File
	for _, p := range pages {
		if v, ok := p.View.(page.Search); ok {
			for _, f := range search.Index(v) {
				files = append(files, output.File{Path: f.Path, Data: f.Data})
			}
		}
	}
	return files
}

func templateProblem(p page.Page, err error) diag.Problem {
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
