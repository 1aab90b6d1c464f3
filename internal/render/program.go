package render

import (
	"bytes"
	"html/template"
	"reflect"
	"sync/atomic"
	"text/template/parse"
)

// A program is a template that html/template has parsed and escaped, made ready
// to be executed fast: text/template looks up each field by its name and prints
// through fmt, which took two thirds of a build. What a program writes is what
// html/template writes, or it gives up and says so.
//
// It knows text, fields, variables, if, with, range over lists, template, the
// functions of this package and a few built-in ones, and values of the kinds
// that views have. A template with anything else has no program; nor has one
// that calls another inside of a tag, since html/template then calls a copy
// that it keeps to itself.
type program struct {
	set   map[string]*block // by name
	funcs functions
}

// functions are those of this package that a template may call.
type functions struct {
	word func(key string) (string, error)
	text func(s string) string    // of a text
	body func(html string) string // of one that is HTML already
	once *fragments
}

// A block is one template of the set.
type block struct {
	body  node
	slots int // variables it needs at once, $ included
}

// A node writes its part. An error means that html/template has to do it all.
type node func(x *execution, dot reflect.Value) error

// A value is what an expression gives.
type value func(x *execution, dot reflect.Value) (reflect.Value, error)

// An execution is one run of a program.
type execution struct {
	out  *bytes.Buffer
	vars []reflect.Value // of all blocks that are being executed
	base int             // of the current one
	deep int
}

// mostDeep is how deep templates may call each other.
const mostDeep = 1000

// compile makes a program of the template named and all it calls; nil if one
// of them uses something that programs do not know.
func compile(t *template.Template, name string, funcs functions) *program {
	c := &compiler{t: t, p: &program{set: map[string]*block{}, funcs: funcs}}
	if !c.template(name) {
		return nil
	}
	return c.p
}

// run executes a template of the program.
func (p *program) run(out *bytes.Buffer, name string, dot any) error {
	b := p.set[name]
	if b == nil {
		return errUnknown
	}
	x := &execution{out: out}
	return x.call(b, reflect.ValueOf(dot))
}

func (x *execution) call(b *block, dot reflect.Value) error {
	if x.deep++; x.deep > mostDeep {
		return errUnknown
	}
	base := x.base
	x.base = len(x.vars)
	for range b.slots {
		x.vars = append(x.vars, reflect.Value{})
	}
	x.vars[x.base] = dot
	err := b.body(x, dot)
	x.vars, x.base = x.vars[:x.base], base
	x.deep--
	return err
}

type compiler struct {
	t      *template.Template
	p      *program
	scope  []string // variables in reach, by slot
	slots  int      // most that were in reach
	failed bool
}

func (c *compiler) unknown() { c.failed = true }

// template compiles a template of the set, once.
func (c *compiler) template(name string) bool {
	if c.p.set[name] != nil {
		return !c.failed
	}
	t := c.t.Lookup(name)
	if t == nil || t.Tree == nil {
		return false
	}
	b := &block{}
	c.p.set[name] = b // before its body, which may call it
	scope, slots := c.scope, c.slots
	c.scope, c.slots = []string{"$"}, 1
	b.body = c.list(t.Tree.Root)
	b.slots = c.slots
	c.scope, c.slots = scope, slots
	return !c.failed
}

func (c *compiler) list(l *parse.ListNode) node {
	if l == nil {
		return func(*execution, reflect.Value) error { return nil }
	}
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	var nodes []node
	for _, n := range l.Nodes {
		if n := c.node(n); n != nil {
			nodes = append(nodes, n)
		}
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return func(x *execution, dot reflect.Value) error {
		for _, n := range nodes {
			if err := n(x, dot); err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *compiler) node(n parse.Node) node {
	switch n := n.(type) {
	case *parse.CommentNode:
		return nil
	case *parse.TextNode:
		text := n.Text
		return func(x *execution, _ reflect.Value) error {
			x.out.Write(text)
			return nil
		}
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode)
	case *parse.TemplateNode:
		return c.calling(n)
	}
	c.unknown()
	return nil
}

func (c *compiler) action(p *parse.PipeNode) node {
	if len(p.Decl) > 0 {
		v := c.pipe(p, p.Cmds)
		slot := c.declare(p, 0)
		return func(x *execution, dot reflect.Value) error {
			got, err := v(x, dot)
			if err == nil {
				x.vars[x.base+slot] = got
			}
			return err
		}
	}
	own, commands := cutEscapers(p)
	e := escapers()[commands]
	if e == nil || len(own) == 0 {
		c.unknown()
		return nil
	}
	if n := c.texts(own, e); n != nil {
		return n
	}
	if word, ok := c.fixedWord(own); ok {
		var made bytes.Buffer
		if e.write(&made, reflect.ValueOf(word)) != nil {
			c.unknown()
		}
		return func(x *execution, _ reflect.Value) error {
			x.out.Write(made.Bytes())
			return nil
		}
	}
	v := c.pipe(p, own)
	return func(x *execution, dot reflect.Value) error {
		got, err := v(x, dot)
		if err != nil {
			return err
		}
		return e.write(x.out, got)
	}
}

// fixedWord is the word of {{word "key"}}.
func (c *compiler) fixedWord(own []*parse.CommandNode) (string, bool) {
	if len(own) != 1 || len(own[0].Args) != 2 || own[0].Args[0].String() != "word" {
		return "", false
	}
	key, ok := own[0].Args[1].(*parse.StringNode)
	if !ok {
		return "", false
	}
	word, err := c.p.funcs.word(key.Text)
	return word, err == nil
}

// declare gives the i-th variable of a pipeline a slot: a new one, or for an
// assignment that of the variable.
func (c *compiler) declare(p *parse.PipeNode, i int) int {
	name := p.Decl[i].Ident[0]
	if p.IsAssign {
		return c.slot(name)
	}
	c.scope = append(c.scope, name)
	c.slots = max(c.slots, len(c.scope))
	return len(c.scope) - 1
}

func (c *compiler) slot(name string) int {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if c.scope[i] == name {
			return i
		}
	}
	c.unknown()
	return 0
}

func (c *compiler) branch(b *parse.BranchNode, with bool) node {
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	v := c.pipe(b.Pipe, b.Pipe.Cmds)
	slot := -1
	if len(b.Pipe.Decl) > 0 {
		slot = c.declare(b.Pipe, 0)
	}
	then, otherwise := c.list(b.List), c.list(b.ElseList)
	return func(x *execution, dot reflect.Value) error {
		got, err := v(x, dot)
		if err != nil {
			return err
		}
		if slot >= 0 {
			x.vars[x.base+slot] = got
		}
		yes, err := truth(got)
		switch {
		case err != nil:
			return err
		case !yes:
			return otherwise(x, dot)
		case with:
			return then(x, got)
		}
		return then(x, dot)
	}
}

// truth is what text/template takes for true.
func truth(v reflect.Value) (bool, error) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false, nil
	case reflect.Bool:
		return v.Bool(), nil
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0, nil
	case reflect.Pointer:
		return !v.IsNil(), nil
	case reflect.Int, reflect.Int64:
		return v.Int() != 0, nil
	case reflect.Struct:
		return true, nil
	}
	return false, errUnknown
}

func (c *compiler) loop(b *parse.BranchNode) node {
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	v := c.pipe(b.Pipe, b.Pipe.Cmds)
	index, item := -1, -1
	switch {
	case b.Pipe.IsAssign:
		c.unknown()
	case len(b.Pipe.Decl) == 1:
		item = c.declare(b.Pipe, 0)
	case len(b.Pipe.Decl) == 2:
		index, item = c.declare(b.Pipe, 0), c.declare(b.Pipe, 1)
	}
	each := c.list(b.List)
	none := c.list(b.ElseList)
	return func(x *execution, dot reflect.Value) error {
		got, err := v(x, dot)
		if err != nil {
			return err
		}
		if got.Kind() == reflect.Interface || got.Kind() == reflect.Pointer {
			got = got.Elem()
		}
		if got.Kind() != reflect.Slice && got.Kind() != reflect.Array {
			return errUnknown
		}
		if got.Len() == 0 {
			return none(x, dot)
		}
		for i := range got.Len() {
			one := got.Index(i)
			if index >= 0 {
				x.vars[x.base+index] = reflect.ValueOf(i)
			}
			if item >= 0 {
				x.vars[x.base+item] = one
			}
			if err := each(x, one); err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *compiler) calling(n *parse.TemplateNode) node {
	v := func(*execution, reflect.Value) (reflect.Value, error) { return reflect.Value{}, nil }
	if n.Pipe != nil {
		if len(n.Pipe.Decl) > 0 {
			c.unknown()
			return nil
		}
		v = c.pipe(n.Pipe, n.Pipe.Cmds)
	}
	if c.failed || !c.template(n.Name) {
		c.unknown()
		return nil
	}
	b := c.p.set[n.Name]
	return func(x *execution, dot reflect.Value) error {
		got, err := v(x, dot)
		if err != nil {
			return err
		}
		return x.call(b, got)
	}
}

// field returns the value of a field of a struct or a pointer to one. The place
// of the field is remembered for the type that was seen last.
func field(name string) func(v reflect.Value) (reflect.Value, error) {
	type place struct {
		in    reflect.Type
		index []int
	}
	var last atomic.Pointer[place]
	return func(v reflect.Value) (reflect.Value, error) {
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return v, errUnknown
		}
		p := last.Load()
		if p == nil || p.in != v.Type() {
			f, ok := v.Type().FieldByName(name)
			_, method := reflect.PointerTo(v.Type()).MethodByName(name)
			if !ok || method || !f.IsExported() {
				return v, errUnknown
			}
			p = &place{v.Type(), f.Index}
			last.Store(p)
		}
		for i, at := range p.index {
			if i > 0 && v.Kind() == reflect.Pointer {
				if v = v.Elem(); !v.IsValid() {
					return v, errUnknown
				}
			}
			v = v.Field(at)
		}
		if v.Kind() == reflect.Interface {
			if v.NumMethod() > 0 || v.IsNil() {
				return v, errUnknown
			}
			v = v.Elem()
		}
		return v, nil
	}
}
