// Package build runs the build half once from an immutable snapshot.
//
// Content goes through check and rights into the chronology; the planned pages
// are joined by the files for machines, the index of the search and the static
// files. Each file is made when it is asked for; package output asks for all of
// them, package serve for those that somebody looks at.
package build

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"chronik/internal/check"
	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/feed"
	"chronik/internal/markdown"
	"chronik/internal/output"
	"chronik/internal/page"
	"chronik/internal/parallel"
	"chronik/internal/render"
	"chronik/internal/rights"
	"chronik/internal/search"
)

// Input is what a site is made of. The file systems must not change while Plan
// reads them.
type Input struct {
	Content, Templates, Static fs.FS
	// Names under which problems name files in them, such as "content".
	ContentName, TemplatesName, StaticName string

	Private bool   // show everything, see rights.Private
	Bodies  fs.FS  // SLUG.md: bodies that a private site shows in place of those of the content; may be nil
	BaseURL string // where the site is published, if the content does not say
}

// A Site is what a build makes. Its files are made when they are asked for.
type Site struct {
	Problems []diag.Problem // of reading and planning, sorted
	Entries  int            // events shown that stand
	Pages    int            // HTML pages
	Articles Articles

	in         Input
	facts      sum // of the content without bodies of articles
	chronology *chronology.Chronology
	look       *look
	bodies     *bodies
	pages      *page.Site
	unlinked   []diag.Problem // Problems without those of links
	fixed      []file         // those that are no pages
	files      []file         // all, without those of the search index

	places map[string]int // path -> place in files and made
	made   []*made        // what File has made so far
	index  func() map[string][]byte
}

// Articles counts what has become of the articles of the content. All is the sum
// of the others.
type Articles struct{ All, Shown, Drafts, Hidden, Withdrawn int }

func counted(c *content.Content, private bool) Articles {
	n := Articles{All: len(c.Articles)}
	for i := range c.Articles {
		switch a := &c.Articles[i]; {
		case a.Draft:
			n.Drafts++
		case !a.Reviewed && c.Site.Unreviewed == "hide" && !private:
			n.Hidden++
		case a.Gone():
			n.Withdrawn++
		default:
			n.Shown++
		}
	}
	return n
}

// made is a file that is made when it is first asked for.
type made struct {
	once     sync.Once
	done     atomic.Bool
	data     []byte
	bodies   []string // paths of the articles whose bodies it shows
	problems []diag.Problem
}

// A file is planned: it says the same each time it is made, also in several
// goroutines at once.
type file struct {
	template string // "" for what is no page
	path     string
	event    *chronology.Event // whose page it is, if it is one's
	make     func(out *bytes.Buffer) (made page.Page, err error)
}

// Plan reads the input, checks it, and plans the site. If the problems contain
// an error there are no files.
func Plan(in Input) *Site { return new(Memory).Plan(in, time.Time{}) }

// planned plans the site from what was read.
func (s *Site) planned(c *content.Content, bodies *content.Bodies, look *look) {
	s.Articles = counted(c, s.in.Private)
	c = s.in.placed(c)
	s.report(s.in.ContentName, check.Run(c))
	s.Problems = append(s.Problems, look.problems...)
	if look.lang == nil {
		return
	}
	s.chronology = chronology.New(s.in.profile(c))
	pages, problems := page.Plan(s.chronology, look.lang, markdown.New())
	s.report(s.in.ContentName, problems)
	s.bodies = s.in.newBodies(bodies, s.chronology.Content)
	s.pages = pages.WithBodies(s.bodies)
	s.look, s.unlinked = look, slices.Clone(s.Problems)
	s.Pages = len(s.pages.Pages)
	for _, e := range s.chronology.Events {
		if e.Status != chronology.Withdrawn {
			s.Entries++
		}
	}
	for _, f := range feed.Files(s.chronology, look.lang, s.pages.Pages) {
		s.fixed = append(s.fixed, fixed(f.Path, f.Write))
	}
	for _, f := range look.static {
		s.fixed = append(s.fixed, fixed(f.Path, func(out *bytes.Buffer) { out.Write(f.Data) }))
	}
	s.arrange()
}

// placed is the content with what the input says about its site.
func (in Input) placed(c *content.Content) *content.Content {
	placed := *c
	placed.Site.Private = in.Private
	placed.Site.BaseURL = cmp.Or(c.Site.BaseURL, in.BaseURL)
	return &placed
}

// profile is the content as those for whom the site is made may see it.
func (in Input) profile(c *content.Content) *content.Content {
	if !in.Private {
		return rights.Public(c)
	}
	return rights.Private(c)
}

// withBodies is the site that differs in the bodies of some articles alone. What
// was made of other pages stays made.
func (s *Site) withBodies(of *content.Bodies) *Site {
	next := &Site{
		in: s.in, facts: s.facts, Problems: slices.Clone(s.unlinked), unlinked: s.unlinked, Entries: s.Entries, Pages: s.Pages, Articles: s.Articles,
		chronology: s.chronology, look: s.look, fixed: s.fixed, bodies: s.in.newBodies(of, s.chronology.Content),
	}
	next.pages = s.pages.WithBodies(next.bodies)
	next.places = s.places
	next.arrange()
	for i, m := range s.made {
		if m.done.Load() && !slices.ContainsFunc(m.bodies, func(file string) bool { return s.bodies.sum(file) != next.bodies.sum(file) }) {
			next.made[i] = m
		}
	}
	return next
}

// arrange puts the files of the site in the order in which they are best made,
// and looks for links that lead nowhere.
func (s *Site) arrange() {
	s.files = make([]file, 0, len(s.pages.Pages)+len(s.fixed))
	for _, planned := range s.pages.Pages {
		s.files = append(s.files, file{planned.Template, planned.Path, planned.Event, func(out *bytes.Buffer) (page.Page, error) {
			made := planned.Page()
			return made, s.look.renderer.Append(out, made)
		}})
	}
	s.files = append(s.files, s.fixed...)
	fresh := make([]made, len(s.files))
	s.made = make([]*made, len(s.files))
	for i := range fresh {
		s.made[i] = &fresh[i]
	}
	if s.places == nil {
		s.places = make(map[string]int, len(s.files))
		for i := range s.files {
			s.places[s.files[i].path] = i
		}
	}
	s.index = sync.OnceValue(s.indexFiles)
	s.report(s.in.ContentName, s.pages.DeadLinks())
}

// File makes the file at a path, once: the same bytes that Make puts there. It
// returns false if there is none. Problems are those of making it; if they
// contain an error there is no data.
func (s *Site) File(path string) ([]byte, []diag.Problem, bool) {
	if diag.Errors(s.Problems) {
		return nil, s.Problems, false
	}
	if strings.HasPrefix(path, page.SearchFolder+"/") {
		data, ok := s.index()[path]
		return data, nil, ok
	}
	at, ok := s.places[path]
	if !ok {
		return nil, nil, false
	}
	data, problems := s.once(at)
	return data, problems, true
}

// once makes a file if that has not been done yet.
func (s *Site) once(at int) ([]byte, []diag.Problem) {
	m := s.made[at]
	m.once.Do(func() {
		var out bytes.Buffer
		made, err := s.files[at].make(&out)
		m.bodies = made.Bodies
		if m.problems = s.templateProblems(s.files[at].path, err); err == nil {
			m.data = out.Bytes()
		}
		m.done.Store(true)
	})
	return m.data, m.problems
}

// Sample makes one page of each kind and returns the problems of the site with
// those of the pages, sorted: a mistake in a template is in all pages of its
// kind, and a site that is served makes the others when they are asked for.
func (s *Site) Sample() []diag.Problem {
	problems := slices.Clone(s.Problems)
	seen := map[string]bool{} // templates that have been tried, or are known to be wrong
	for _, p := range problems {
		if name, ok := strings.CutPrefix(p.File, s.in.TemplatesName+"/"); ok {
			seen[strings.TrimSuffix(name, ".html")] = true
		}
	}
	for i, f := range s.files {
		if f.template == "" || seen[f.template] || s.look.renderer == nil {
			continue
		}
		seen[f.template] = true
		_, found := s.once(i)
		problems = append(problems, found...)
	}
	diag.Sort(problems)
	return problems
}

// indexFiles makes the search index without the pages.
func (s *Site) indexFiles() map[string][]byte {
	index := search.New(s.pages.Index())
	parallel.Map(len(s.files), func(i int) struct{} {
		if event := s.files[i].event; event != nil {
			index.Add(s.pages.Found(event), s.pages.Text(event))
		}
		return struct{}{}
	})
	files := map[string][]byte{}
	for _, f := range index.Files() {
		files[f.Path] = f.Data
	}
	return files
}

// fixed is a file that cannot fail.
func fixed(path string, write func(out *bytes.Buffer)) file {
	return file{"", path, nil, func(out *bytes.Buffer) (page.Page, error) {
		write(out)
		return page.Page{Path: path}, nil
	}}
}

// ErrProblems says that a site has not been made for the problems reported with
// it.
var ErrProblems = errors.New("the site has problems")

// ErrChanged says that the content has changed while the site was made of it, so
// that it has to be planned anew.
var ErrChanged = errors.New("content changes while it is read")

func (s *Site) templateProblems(path string, err error) []diag.Problem {
	if err == nil {
		return nil
	}
	problem := diag.Problem{File: path, Rule: "template", Msg: err.Error()}
	var broken *render.Error
	if errors.As(err, &broken) {
		problem = broken.Problem
	}
	return diag.In(s.in.TemplatesName, []diag.Problem{problem})
}

// Files makes all files and returns them in the order of their paths. It needs
// memory for all; a site is better put where it goes.
func (s *Site) Files(ctx context.Context) ([]output.File, []diag.Problem, error) {
	var mu sync.Mutex
	var files []output.File
	problems, err := s.Make(ctx, func(f output.File) error {
		f.Data = bytes.Clone(f.Data)
		mu.Lock()
		defer mu.Unlock()
		files = append(files, f)
		return nil
	})
	if err != nil {
		return nil, problems, err
	}
	slices.SortFunc(files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	return files, problems, nil
}

// Check reports what is wrong with the input. Of each kind of page it makes one,
// whatever is wrong with the content.
func Check(in Input) []diag.Problem { return Plan(in).Sample() }

func (s *Site) report(name string, problems []diag.Problem) {
	s.Problems = append(s.Problems, diag.In(name, problems)...)
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
