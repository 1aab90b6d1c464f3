// Package content is about the content files: what an article, a minister, a
// topic says, and how it is written down. Parse(Format(a)) == a.
//
// A content folder holds index.md, the site itself, and one folder for each
// type of file: articles (in folders by year), ministers, topics, kinds,
// places, outlets, pages, and editions, which are JSON. Any other file is Markdown with front matter; its name
// without .md is its slug, unique within the type. Load reads them all and
// reports what cannot be read; whether the files fit together (known ministers,
// living links) is a matter for package check.
package content

import (
	"bytes"
	"cmp"
	"fmt"
	"hash"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/matter"
)

// Content is everything a content folder says. It is not changed after Load.
type Content struct {
	Site      Site
	Articles  []Article  // by slug
	Ministers []Minister // by slug
	Topics    []Topic    // by slug
	Kinds     []Kind     // by order, then slug
	Places    []Place    // by slug
	Outlets   []Outlet   // by slug
	Pages     []Page     // by order, then slug
	Editions  []Edition  // oldest first
	fsys      fs.FS
	heads     map[string]matter.Head // of articles by path, where they have the usual form
}

// Site is index.md: the chronology as a whole.
type Site struct {
	ID         string  `yaml:"id"`    // tag URI, never to change
	Title      string  `yaml:"title"` // name of the chronology
	Language   string  `yaml:"language" default:"de"`
	BaseURL    string  `yaml:"base_url"`               // where it is published, if that is settled
	Order      string  `yaml:"order" default:"oldest"` // oldest or newest first
	Pivot      string  `yaml:"pivot"`                  // slug of the minister everyone meets
	Sides      []Side  `yaml:"sides"`
	People     []Name  `yaml:"people"`                    // those whose surname is not their last word
	Unreviewed string  `yaml:"unreviewed" default:"show"` // show or hide
	License    License `yaml:"license"`                   // under which the chronology may be passed on
	Body       string  `yaml:"-"`                         // introduction, Markdown
	Private    bool    `yaml:"-"`                         // not for publication; pages say so
}

// A Side is one of those whose accounts are told apart.
type Side struct {
	Slug  string `yaml:"slug"`
	Label string `yaml:"label"`
}

// A License says what one may do with the chronology's own data and sentences.
type License struct {
	Name  string `yaml:"name"`  // of SPDX, such as CC-BY-4.0
	Title string `yaml:"title"` // as readers know it
	URL   string `yaml:"url"`
}

// A Name says how someone is put into an index.
type Name struct {
	Name     string `yaml:"name"` // as in people of an article
	SortName string `yaml:"sort_name"`
}

// SortName returns how someone named in an article stands in an index: as the
// site says, else with the last word first.
func (s Site) SortName(name string) string {
	for _, p := range s.People {
		if p.Name == name {
			return p.SortName
		}
	}
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		return name[i+1:] + ", " + name[:i]
	}
	return name
}

// A Minister is a person with pages of their own.
type Minister struct {
	Slug      string   `yaml:"-"`
	Name      string   `yaml:"name"`
	SortName  string   `yaml:"sort_name"`
	Office    string   `yaml:"office"`
	Country   string   `yaml:"country"`
	Side      string   `yaml:"side"`
	Terms     []Term   `yaml:"terms"`     // oldest first
	Spellings []string `yaml:"spellings"` // other ways to write the name
	Aliases   []string `yaml:"aliases"`
	Body      string   `yaml:"-"` // short biography, Markdown
}

// A Term is a time in office; without End it lasts.
type Term struct {
	Start edtf.Date `yaml:"start"`
	End   edtf.Date `yaml:"end"`
}

// InOffice reports whether some day from first to last, zero Days being open,
// falls into a term.
func (m Minister) InOffice(first, last edtf.Day) bool {
	return slices.ContainsFunc(m.Terms, func(t Term) bool {
		start, _ := t.Start.Bounds()
		_, end := t.End.Bounds()
		_, _, ok := edtf.Overlap(start, end, first, last)
		return ok
	})
}

// A Topic is what entries are about.
type Topic struct {
	Slug      string    `yaml:"-"`
	Label     string    `yaml:"label"`
	Keywords  []Keyword `yaml:"keywords"`
	Threshold float64   `yaml:"threshold" default:"1"` // sum of weights from which an article has the topic
	Clock     edtf.Date `yaml:"clock"`                 // when it can have been spoken of at all
	Aliases   []string  `yaml:"aliases"`
	Body      string    `yaml:"-"` // introduction, Markdown
}

// A Keyword is a word or several that speak for a topic or kind, in the
// notation of german.CompileKeyword.
type Keyword struct {
	Word   string  `yaml:"word,scalar"`
	Weight float64 `yaml:"weight" default:"1"`
}

// A Kind is a kind of event.
type Kind struct {
	Slug      string    `yaml:"-"`
	Label     string    `yaml:"label"`
	LabelMany string    `yaml:"label_many"`
	Keywords  []Keyword `yaml:"keywords"`
	Shape     string    `yaml:"shape"`   // sign on the time strip
	Contact   bool      `yaml:"contact"` // ministers talk with each other
	Order     int       `yaml:"order"`   // 1 is listed first
	Aliases   []string  `yaml:"aliases"`
	Body      string    `yaml:"-"`
}

// A Place is where an event was held.
type Place struct {
	Slug        string    `yaml:"-"`
	Name        string    `yaml:"name"`
	Spellings   []string  `yaml:"spellings"`
	Country     string    `yaml:"country"`
	Coordinates []float64 `yaml:"coordinates"` // latitude, longitude in degrees
	Aliases     []string  `yaml:"aliases"`
	Body        string    `yaml:"-"`
}

// An Outlet published articles.
type Outlet struct {
	Slug         string   `yaml:"-"`
	Name         string   `yaml:"name"`
	Host         string   `yaml:"host"`      // also of its subdomains
	Spellings    []string `yaml:"spellings"` // names by which its texts mention it
	Timezone     string   `yaml:"timezone" default:"Europe/Berlin"`
	Country      string   `yaml:"country"`
	Ownership    string   `yaml:"ownership"`
	Voice        string   `yaml:"voice"` // side whose account it gives, if any
	Policy       string   `yaml:"policy" default:"link"`
	PolicyReason string   `yaml:"policy_reason"`
	Boilerplate  []string `yaml:"boilerplate"` // lines that are never article text
	Aliases      []string `yaml:"aliases"`
	Body         string   `yaml:"-"`
}

// A Page is a free page, such as the imprint.
type Page struct {
	Slug    string   `yaml:"-"`
	Title   string   `yaml:"title"`
	Order   int      `yaml:"order"`
	Role    string   `yaml:"role"`  // one of Roles, if any
	Legal   Legal    `yaml:"legal"` // what the law asks for
	Aliases []string `yaml:"aliases"`
	Body    string   `yaml:"-"`
}

// Policies are the rights of publication an outlet or article may have, from
// the most open to the closest.
var Policies = []string{"full", "excerpt", "link", "cite", "withheld"}

// Load reads a content folder. Problems are sorted and name files by their
// path in fsys; what could be read is returned all the same, so that other
// rules can be checked too. Files and folders whose name begins with a dot or
// that are no .md files are passed over.
func Load(fsys fs.FS) (*Content, []diag.Problem) {
	l := loader{fsys: fsys}
	return l.load()
}

func (l *loader) load() (*Content, []diag.Problem) {
	c := &Content{fsys: l.fsys, heads: map[string]matter.Head{}}
	if src, info := l.read("index.md"); info != nil {
		c.Site.Body = l.decode("index.md", src, &c.Site)
	}
	c.Articles = l.articles(c.heads)
	each(l, "ministers", &c.Ministers, func(m *Minister, slug, body string) { m.Slug, m.Body = slug, body })
	each(l, "topics", &c.Topics, func(t *Topic, slug, body string) { t.Slug, t.Body = slug, body })
	each(l, "kinds", &c.Kinds, func(k *Kind, slug, body string) { k.Slug, k.Body = slug, body })
	each(l, "places", &c.Places, func(p *Place, slug, body string) { p.Slug, p.Body = slug, body })
	each(l, "outlets", &c.Outlets, func(o *Outlet, slug, body string) { o.Slug, o.Body = slug, body })
	each(l, "pages", &c.Pages, func(p *Page, slug, body string) { p.Slug, p.Body = slug, body })
	c.Editions = l.editions()
	slices.SortStableFunc(c.Kinds, func(a, b Kind) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(c.Pages, func(a, b Page) int { return cmp.Compare(a.Order, b.Order) })
	diag.Sort(l.problems)
	return c, l.problems
}

type loader struct {
	fsys     fs.FS
	problems []diag.Problem

	memory *Memory // nil: nothing is remembered
	now    time.Time
	next   map[string]*remembered // the articles of this load
	facts  hash.Hash              // of all that is no body of an article; nil if nobody asks
	kept   map[string]*keptEdition
}

func (l *loader) fail(file, rule, msg, hint string) {
	l.problems = append(l.problems, diag.Problem{File: file, Rule: rule, Msg: msg, Hint: hint})
}

// largestFile is how many bytes a content file may have: a book has two million.
// An edition holds all entries.
const (
	largestFile    = 4 << 20
	largestEdition = 256 << 20
)

func largest(file string) int64 {
	if path.Ext(file) == ".json" {
		return largestEdition
	}
	return largestFile
}

// read returns the bytes of a file and what the system says of it; no info if it
// cannot be read, which is reported.
func (l *loader) read(file string) ([]byte, fs.FileInfo) { return l.readInto(new(bytes.Buffer), file) }

// readInto is read with a buffer that holds the bytes.
func (l *loader) readInto(into *bytes.Buffer, file string) ([]byte, fs.FileInfo) {
	src, info, err := contentsOf(l.fsys, file, into)
	if err != nil {
		l.fail(file, "unreadable", "cannot read "+path.Base(file)+": "+cause(err), "a content folder has an index.md with the site's title")
		return nil, nil
	}
	if info.Size() > largest(file) {
		l.fail(file, "unreadable", fmt.Sprintf("file has %d MB", info.Size()>>20), fmt.Sprintf("up to %d are allowed; is it an article?", largest(file)>>20))
		return nil, nil
	}
	if l.facts != nil {
		fmt.Fprintf(l.facts, "%s\x00%d\x00", file, len(src))
		l.facts.Write(src)
	}
	return src, info
}

// contentsOf reads a file that is not too large into a buffer, and looks at it
// through the same handle. The bytes are those of the buffer.
func contentsOf(fsys fs.FS, file string, into *bytes.Buffer) ([]byte, fs.FileInfo, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > largest(file) {
		return nil, info, err
	}
	into.Reset()
	into.Grow(int(info.Size()) + bytes.MinRead)
	_, err = into.ReadFrom(f)
	return into.Bytes(), info, err
}

// buffers are for files of which only copies of parts are kept.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// cause strips what a path error says about the operation and the path.
func cause(err error) string {
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Err.Error()
	}
	return err.Error()
}

// decode reads front matter into v and returns the body without the blank
// lines around it.
func (l *loader) decode(file string, src []byte, v any) string {
	_, body, problems := decode(file, src, v)
	l.problems = append(l.problems, problems...)
	return body
}

func decode(file string, src []byte, v any) (d matter.Doc, body string, problems []diag.Problem) {
	d, problems = matter.Split(file, src)
	if len(problems) == 0 {
		problems = d.Decode(v)
		if !d.Has {
			problems = append(problems, diag.Problem{File: file, Line: 1, Col: 1, Rule: "front-matter",
				Msg: "file has no front matter", Hint: "begin it with a line ---, its keys, and another line ---"})
		}
	}
	return d, string(trimmed(src[d.BodyOffset:])), problems
}

// files lists the .md files below dir in the order of their slugs. Two files
// with one slug are a problem; the first by path is kept.
func (l *loader) files(dir string, deep bool) []string {
	var files []string
	err := fs.WalkDir(l.fsys, dir, func(file string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if file != dir {
				l.fail(file, "unreadable", "cannot read: "+cause(err), "")
			}
			return fs.SkipDir
		case file != dir && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
			if file != dir && !deep {
				return fs.SkipDir
			}
		case path.Ext(file) == ".md":
			files = append(files, file)
		}
		return nil
	})
	if err != nil && err != fs.SkipDir {
		l.fail(dir, "unreadable", "cannot read: "+cause(err), "")
	}
	type named struct{ slug, file string }
	all := make([]named, len(files))
	for i, file := range files {
		all[i] = named{SlugOf(file), file}
	}
	slices.SortFunc(all, func(a, b named) int { return cmp.Or(strings.Compare(a.slug, b.slug), strings.Compare(a.file, b.file)) })
	unique := files[:0]
	for i, n := range all {
		if i > 0 && all[i-1].slug == n.slug {
			l.fail(n.file, "duplicate-slug", fmt.Sprintf("slug %q is taken by %s", n.slug, unique[len(unique)-1]), "rename one of the two files; the year folder is not part of the address")
			continue
		}
		unique = append(unique, n.file)
	}
	return unique
}

func each[T any](l *loader, dir string, into *[]T, set func(v *T, slug, body string)) {
	for _, file := range l.files(dir, false) {
		src, info := l.read(file)
		if info == nil {
			continue
		}
		var v T
		body := l.decode(file, src, &v)
		set(&v, SlugOf(file), body)
		*into = append(*into, v)
	}
}

// SlugOf returns the slug of a content file: its name without .md.
func SlugOf(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// IsSlug reports whether a text can be part of an address: small letters a-z and
// digits, with single hyphens between them.
func IsSlug(s string) bool { return slugForm.MatchString(s) }

// At returns the beginning of a problem about a key of a content file, such
// as "ministers[1]": the file with the line and column at which the value
// stands, or the nearest key above it.
func (c *Content) At(file, key string) diag.Problem {
	p := diag.Problem{File: file}
	if c.fsys == nil {
		return p
	}
	if head := c.heads[file]; head != "" {
		p.Line, p.Col = head.Pos(key)
	} else if src, err := fs.ReadFile(c.fsys, file); err == nil {
		d, _ := matter.Split(file, src)
		p.Line, p.Col = d.Pos(key)
	}
	return p
}

// BodyLine returns the line of the file on which the body of a content file
// begins: that of its first line with text.
func (c *Content) BodyLine(file string) int {
	if c.fsys == nil {
		return 0
	}
	src, err := fs.ReadFile(c.fsys, file)
	if err != nil {
		return 0
	}
	d, _ := matter.Split(file, src)
	trimmed := strings.TrimLeft(d.Body, "\r\n")
	return d.BodyLine + strings.Count(d.Body[:len(d.Body)-len(trimmed)], "\n")
}
