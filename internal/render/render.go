// Package render turns a planned page into bytes through the templates.
//
// base.html is the document; it defines "base", which calls "main". Every other
// file on the top level is one kind of page and defines "main", or "base" anew
// if it wants the whole document. What stands in partials is there for all. A
// template may use the fields of its view (see package page) and three functions:
// word gives a fixed word of the site's language; text sets a text as the
// language does, with no-break spaces and words kept whole, and has to be used
// in the content of elements, not in attributes; once lays out a row or the
// cells of a ruler, values that many pages share, as template does, but once,
// and is told the way from the page to the root of the site.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"chronik/internal/diag"
	"chronik/internal/lang"
	"chronik/internal/page"
)

// A Renderer holds the parsed templates. It may be used by several goroutines.
type Renderer struct{ layouts map[string]layout }

// A layout is the templates of one kind of page.
type layout struct {
	*template.Template
	program *program // nil if html/template has to execute them
	own     *fragments
}

// Error is what is wrong with a template when it meets a page.
type Error struct{ Problem diag.Problem }

func (e *Error) Error() string { return e.Problem.String() }

// New parses the templates in fsys for a language. Problems name files by
// their path in fsys, with line and, where known, column.
func New(fsys fs.FS, l *lang.Lang) (*Renderer, []diag.Problem) {
	r := &Renderer{layouts: map[string]layout{}}
	shared := template.New("").Funcs(template.FuncMap{"word": functionsOf(l, nil).word, "text": text(l), "once": noOnce})
	partials, _ := fs.Glob(fsys, "partials/*.html") // the pattern is well-formed
	problems := parseAll(fsys, shared, append([]string{"base.html"}, partials...))
	problems = append(problems, unknownWords(shared, l)...)
	if len(problems) > 0 {
		return r, problems
	}
	pages, _ := fs.Glob(fsys, "*.html")
	common := &fragments{}
	for _, file := range pages {
		if file == "base.html" {
			continue
		}
		t := template.Must(shared.Clone()) // not executed yet, so it can be cloned
		found := parseAll(fsys, t, []string{file})
		own := common
		if redefines(file, t, shared) {
			own = &fragments{} // what it lays out once may differ from what others do
		}
		t.Funcs(template.FuncMap{"once": own.of(t)})
		if len(found) == 0 {
			found = unknownWords(t, l)
		}
		if len(found) == 0 {
			found = escape(file, t)
		}
		if len(found) == 0 {
			r.layouts[strings.TrimSuffix(file, ".html")] = layout{t, compile(t, "base", functionsOf(l, own)), own}
		}
		problems = append(problems, found...)
	}
	diag.Sort(problems)
	return r, slices.Compact(problems)
}

// noOnce stands for once until it is known whose fragments a page shares.
func noOnce(string, any, string) (template.HTML, error) {
	return "", errors.New("no page is laid out yet")
}

// functionsOf are the functions of a language for programs.
func functionsOf(l *lang.Lang, own *fragments) functions {
	return functions{
		word: func(key string) (string, error) {
			if !l.Has(key) {
				return "", fmt.Errorf("there is no word %q", key)
			}
			return l.Word(key), nil
		},
		text: func(s string) string {
			if done, ok := own.texts.Load(s); ok {
				return done.(string)
			}
			done := set(l, s)
			own.texts.Store(s, done)
			return done
		},
		body: l.Typeset,
		once: own,
	}
}

// set is a text as the language sets it.
func set(l *lang.Lang, s string) string { return l.Typeset(template.HTMLEscapeString(s)) }

// text returns the function of that name.
func text(l *lang.Lang) func(any) template.HTML {
	return func(v any) template.HTML {
		if html, ok := v.(template.HTML); ok {
			return template.HTML(l.Typeset(string(html))) // safe as it came
		}
		return template.HTML(set(l, fmt.Sprint(v))) // safe: escaped there
	}
}

// fragments are what templates have laid out once.
type fragments struct {
	sets  sync.Map // name of the template -> *fragmentSet
	texts sync.Map // title of an entry, which a dozen pages name -> the same set
}

// A fragmentSet is what one of them has made of values that were given to it.
type fragmentSet struct{ done sync.Map } // pointer -> []string, cut where a way to the root belongs

func (f *fragments) forget() {
	f.sets.Range(func(_, set any) bool {
		set.(*fragmentSet).done.Clear()
		return true
	})
	f.texts.Clear()
}

func (f *fragments) named(name string) *fragmentSet {
	if set, ok := f.sets.Load(name); ok {
		return set.(*fragmentSet)
	}
	set, _ := f.sets.LoadOrStore(name, &fragmentSet{})
	return set.(*fragmentSet)
}

// of returns the function once for a set of templates: {{once "row-3" . "../"}}
// is {{template "row-3" .}} for a pointer that many pages share, with "../" for
// page.Root where an attribute begins with that.
func (f *fragments) of(t *template.Template) func(string, any, string) (template.HTML, error) {
	return func(name string, of any, root string) (template.HTML, error) {
		if reflect.ValueOf(of).Kind() != reflect.Pointer {
			return "", fmt.Errorf("once %q wants a pointer, got %T", name, of)
		}
		parts, err := f.named(name).keep(of, func(out *bytes.Buffer) error { return t.ExecuteTemplate(out, name, of) })
		return template.HTML(strings.Join(parts, `"`+root)), err // safe: the template escaped it, and root is a way up
	}
}

// by is what a program lays out once.
func (s *fragmentSet) by(p *program, name string, of any) ([]string, error) {
	return s.keep(of, func(out *bytes.Buffer) error { return p.run(out, name, of) })
}

var scratch = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (s *fragmentSet) keep(of any, make func(*bytes.Buffer) error) ([]string, error) {
	if parts, ok := s.done.Load(of); ok {
		return parts.([]string), nil
	}
	b := scratch.Get().(*bytes.Buffer)
	defer scratch.Put(b)
	b.Reset()
	if err := make(b); err != nil {
		return nil, err
	}
	// A quote followed by it can only be the beginning of an attribute: in text
	// quotes are escaped.
	parts := strings.Split(b.String(), `"`+page.Root)
	s.done.Store(of, parts)
	return parts, nil
}

// redefines reports whether the file of a page defines anew what all share.
func redefines(file string, t, shared *template.Template) bool {
	own := t.Lookup(file)
	if own == nil {
		return false
	}
	for _, other := range shared.Templates() {
		if mine := t.Lookup(other.Name()); mine != nil && mine.Tree != nil && mine.Tree.ParseName == file && other.Name() != "main" {
			return true
		}
	}
	return false
}

// parseAll adds files to t.
func parseAll(fsys fs.FS, t *template.Template, files []string) []diag.Problem {
	var problems []diag.Problem
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			problems = append(problems, diag.Problem{File: file, Rule: "template", Msg: "cannot read: " + err.Error()})
			continue
		}
		parsed, err := t.New(file).Parse(string(src))
		if err != nil {
			problems = append(problems, problem(file, err))
			continue
		}
		for _, t := range parsed.Templates() {
			if t.Tree != nil {
				walk(t.Tree.Root, flatten)
			}
		}
	}
	return problems
}

var indent = regexp.MustCompile(`\s*\n\s*`)

// flatten takes the indentation out of a template's own text, which is for
// those who read the template. Positions in problems stay those of the file.
func flatten(n parse.Node) {
	if text, ok := n.(*parse.TextNode); ok {
		text.Text = indent.ReplaceAll(text.Text, []byte("\n"))
	}
}

// escape has html/template look at all contexts, which it does before it first
// executes a template. The execution itself, without a page, says nothing.
func escape(file string, t *template.Template) []diag.Problem {
	names := []string{"base"}
	for _, t := range t.Templates() {
		if t.Tree == nil {
			continue
		}
		walk(t.Tree.Root, func(n parse.Node) {
			if c, ok := n.(*parse.CommandNode); ok && len(c.Args) == 4 && c.Args[0].String() == "once" {
				if name, ok := c.Args[1].(*parse.StringNode); ok {
					names = append(names, name.Text)
				}
			}
		})
	}
	for _, name := range names {
		var wrong *template.Error
		if err := t.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &wrong) {
			return []diag.Problem{problem(file, err)}
		}
	}
	return nil
}

// unknownWords finds {{word "…"}} with a key that the language does not have.
func unknownWords(t *template.Template, l *lang.Lang) []diag.Problem {
	var problems []diag.Problem
	for _, t := range t.Templates() {
		if t.Tree == nil {
			continue
		}
		walk(t.Tree.Root, func(n parse.Node) {
			c, ok := n.(*parse.CommandNode)
			if !ok || len(c.Args) != 2 || c.Args[0].String() != "word" {
				return
			}
			if key, ok := c.Args[1].(*parse.StringNode); ok && !l.Has(key.Text) {
				location, _ := t.Tree.ErrorContext(key)
				problems = append(problems, problem(t.Name(), fmt.Errorf("template: %s: there is no word %q", location, key.Text)))
			}
		})
	}
	return problems
}

// walk visits all nodes below n.
func walk(n parse.Node, visit func(parse.Node)) {
	visit(n)
	list := func(l *parse.ListNode) {
		if l != nil {
			walk(l, visit)
		}
	}
	branch := func(b parse.BranchNode) {
		walk(b.Pipe, visit)
		list(b.List)
		list(b.ElseList)
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			if p, ok := a.(*parse.PipeNode); ok {
				walk(p, visit)
			}
		}
	case *parse.IfNode:
		branch(n.BranchNode)
	case *parse.RangeNode:
		branch(n.BranchNode)
	case *parse.WithNode:
		branch(n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	}
}

// Forget drops what was laid out once, which values of a site that is no longer
// shown would hold on to. It may be called while pages are rendered.
func (r *Renderer) Forget() {
	for _, l := range r.layouts {
		l.own.forget()
	}
}

// Page renders a page. An error of the template is an *Error.
func (r *Renderer) Page(p page.Page) ([]byte, error) {
	var out bytes.Buffer
	err := r.Append(&out, p)
	return out.Bytes(), err
}

// Append renders a page as Page does, after what out holds already. After an
// error out is as it was.
func (r *Renderer) Append(out *bytes.Buffer, p page.Page) error {
	l, ok := r.layouts[p.Template]
	if !ok {
		return &Error{diag.Problem{File: p.Template + ".html", Rule: "template", Msg: "there is no such template", Hint: "page " + p.Path + " needs it"}}
	}
	before := out.Len()
	if l.program != nil {
		if l.program.run(out, "base", p.View) == nil {
			return nil
		}
		out.Truncate(before) // what is wrong, if anything, html/template says best
	}
	if err := l.ExecuteTemplate(out, "base", p.View); err != nil {
		out.Truncate(before)
		e := &Error{problem(p.Template+".html", err)}
		e.Problem.Hint = fieldHint(e.Problem.Msg, p.View) + fmt.Sprintf("page %s gives the template a page.%s", p.Path, viewName(p.View))
		return e
	}
	return nil
}

func viewName(v any) string {
	return strings.TrimPrefix(fmt.Sprintf("%T", v), "page.")
}

// where is how text/template and html/template begin their messages.
var where = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+?)(?::(\d+))?(?::(\d+))?: (.*)$`)

// problem takes file, line and column out of a template's error.
func problem(file string, err error) diag.Problem {
	text := err.Error()
	// What went wrong inside a fragment stands at the end, with its own place.
	if at := strings.LastIndex(text, "error calling once: "); at >= 0 && where.MatchString(text[at+len("error calling once: "):]) {
		text = text[at+len("error calling once: "):]
	}
	p := diag.Problem{File: file, Rule: "template", Msg: text}
	m := where.FindStringSubmatch(text)
	if m == nil {
		return p
	}
	if path.Ext(m[1]) == ".html" {
		p.File = m[1]
	}
	p.Line, _ = strconv.Atoi(m[2])
	p.Col, _ = strconv.Atoi(m[3])
	p.Msg = m[4]
	p.Hint = hint(p.Msg)
	return p
}

var undefined = regexp.MustCompile(`^function "(\w+)" not defined`)

// known are the functions that a template can call.
var known = []string{"word", "text", "once", "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery"}

// hint says what to do about the commonest mistakes.
func hint(msg string) string {
	switch m := undefined.FindStringSubmatch(msg); {
	case m != nil:
		if near := diag.Nearest(m[1], known); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
		return "functions are word, text and once, and those of Go templates"
	case strings.Contains(msg, "unexpected EOF"):
		return "an {{if}}, {{with}}, {{range}} or {{define}} lacks its {{end}}"
	case strings.Contains(msg, "there is no word"):
		return "words stand in i18n/, such as nav.overview"
	}
	return ""
}

var noField = regexp.MustCompile(`can't evaluate field (\w+) in type \*?page\.(\w+)`)

// fieldHint guesses which field of a view was meant.
func fieldHint(msg string, view any) string {
	m := noField.FindStringSubmatch(msg)
	t := reflect.TypeOf(view)
	if m == nil || t == nil || t.Kind() != reflect.Struct || t.Name() != m[2] {
		return ""
	}
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		names = append(names, f.Name)
	}
	if near := diag.Nearest(m[1], names); near != "" {
		return fmt.Sprintf("did you mean .%s? ", near)
	}
	return ""
}
