package render

import (
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// pipe compiles the commands of a pipeline.
func (c *compiler) pipe(p *parse.PipeNode, commands []*parse.CommandNode) value {
	var v value
	for _, command := range commands {
		v = c.command(command, v)
	}
	if v == nil {
		c.unknown()
		return func(*execution, reflect.Value) (reflect.Value, error) { return reflect.Value{}, errUnknown }
	}
	return v
}

// command compiles a command; final is what the one before it gives.
func (c *compiler) command(n *parse.CommandNode, final value) value {
	if id, ok := n.Args[0].(*parse.IdentifierNode); ok {
		args := make([]value, 0, len(n.Args))
		for _, a := range n.Args[1:] {
			args = append(args, c.argument(a))
		}
		if final != nil {
			args = append(args, final)
		}
		return c.function(id.Ident, args)
	}
	if final != nil || len(n.Args) > 1 {
		c.unknown()
		return nil
	}
	return c.argument(n.Args[0])
}

func (c *compiler) argument(n parse.Node) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *execution, dot reflect.Value) (reflect.Value, error) { return dot, nil }
	case *parse.FieldNode:
		return chain(func(_ *execution, dot reflect.Value) (reflect.Value, error) { return dot, nil }, n.Ident)
	case *parse.VariableNode:
		slot := c.slot(n.Ident[0])
		return chain(func(x *execution, _ reflect.Value) (reflect.Value, error) { return x.vars[x.base+slot], nil }, n.Ident[1:])
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt && !strings.ContainsAny(n.Text, ".eEpPxX'") { // others may be no int
			return constant(int(n.Int64))
		}
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return c.pipe(n, n.Cmds)
		}
	}
	c.unknown()
	return nil
}

func constant(v any) value {
	got := reflect.ValueOf(v)
	return func(*execution, reflect.Value) (reflect.Value, error) { return got, nil }
}

// chain follows fields from a value.
func chain(from value, names []string) value {
	for _, name := range names {
		before, next := from, field(name)
		from = func(x *execution, dot reflect.Value) (reflect.Value, error) {
			v, err := before(x, dot)
			if err != nil {
				return v, err
			}
			return next(v)
		}
	}
	return from
}

// function compiles the call of a function.
func (c *compiler) function(name string, args []value) value {
	f := c.p.funcs
	switch {
	case name == "word" && len(args) == 1:
		return call1(args[0], func(_ *execution, v reflect.Value) (reflect.Value, error) {
			if v.Kind() != reflect.String {
				return v, errUnknown
			}
			word, err := f.word(v.String())
			return reflect.ValueOf(word), err
		})
	case name == "text" && len(args) == 1:
		return call1(args[0], func(_ *execution, v reflect.Value) (reflect.Value, error) {
			set, err := f.set(v)
			return reflect.ValueOf(template.HTML(set)), err // safe: escaped there
		})
	case name == "not" && len(args) == 1:
		return call1(args[0], func(_ *execution, v reflect.Value) (reflect.Value, error) {
			yes, err := truth(v)
			return reflect.ValueOf(!yes), err
		})
	case name == "len" && len(args) == 1:
		return call1(args[0], func(_ *execution, v reflect.Value) (reflect.Value, error) {
			if k := v.Kind(); k != reflect.Slice && k != reflect.String && k != reflect.Array && k != reflect.Map {
				return v, errUnknown
			}
			return reflect.ValueOf(v.Len()), nil
		})
	case name == "index" && len(args) == 2:
		return call2(args[0], args[1], func(_ *execution, list, i reflect.Value) (reflect.Value, error) {
			if list.Kind() != reflect.Slice || i.Kind() != reflect.Int || i.Int() < 0 || i.Int() >= int64(list.Len()) {
				return list, errUnknown
			}
			return list.Index(int(i.Int())), nil
		})
	case name == "eq" && len(args) == 2:
		return call2(args[0], args[1], func(_ *execution, a, b reflect.Value) (reflect.Value, error) {
			switch {
			case a.Kind() == reflect.String && b.Kind() == reflect.String:
				return reflect.ValueOf(a.String() == b.String()), nil
			case a.Kind() == reflect.Int && b.Kind() == reflect.Int:
				return reflect.ValueOf(a.Int() == b.Int()), nil
			case a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
				return reflect.ValueOf(a.Bool() == b.Bool()), nil
			}
			return a, errUnknown
		})
	case (name == "and" || name == "or") && len(args) > 0:
		return func(x *execution, dot reflect.Value) (v reflect.Value, err error) {
			for _, arg := range args {
				if v, err = arg(x, dot); err != nil {
					return v, err
				}
				if yes, err := truth(v); err != nil || yes == (name == "or") {
					return v, err
				}
			}
			return v, nil
		}
	}
	c.unknown()
	return nil
}

func call1(arg value, do func(*execution, reflect.Value) (reflect.Value, error)) value {
	return func(x *execution, dot reflect.Value) (reflect.Value, error) {
		v, err := arg(x, dot)
		if err != nil {
			return v, err
		}
		return do(x, v)
	}
}

func call2(first, second value, do func(x *execution, a, b reflect.Value) (reflect.Value, error)) value {
	return func(x *execution, dot reflect.Value) (reflect.Value, error) {
		a, err := first(x, dot)
		if err != nil {
			return a, err
		}
		b, err := second(x, dot)
		if err != nil {
			return b, err
		}
		return do(x, a, b)
	}
}

// set is what the function text makes of a value.
func (f functions) set(v reflect.Value) (string, error) {
	if v.Kind() == reflect.String {
		switch v.Type() {
		case typeString:
			return f.text(v.String()), nil
		case typeHTML:
			return f.body(v.String()), nil
		}
	}
	return "", errUnknown
}

// texts compiles what most of a page is, {{text …}} and {{once …}} in the content
// of an element, so that nothing is made but the bytes; nil for anything else.
func (c *compiler) texts(own []*parse.CommandNode, e *escaper) node {
	if len(own) != 1 || e.typed != typeHTML {
		return nil
	}
	id, ok := own[0].Args[0].(*parse.IdentifierNode)
	if !ok {
		return nil
	}
	f := c.p.funcs
	switch args := own[0].Args[1:]; {
	case id.Ident == "text" && len(args) == 1:
		v := c.argument(args[0])
		return func(x *execution, dot reflect.Value) error {
			got, err := v(x, dot)
			if err != nil {
				return err
			}
			set, err := f.set(got)
			x.out.WriteString(set)
			return err
		}
	case id.Ident == "once" && len(args) == 3:
		name, ok := args[0].(*parse.StringNode)
		if !ok {
			return nil
		}
		if !c.template(name.Text) {
			c.unknown()
			return nil
		}
		v, way := c.argument(args[1]), c.argument(args[2])
		done := f.once.named(name.Text)
		return func(x *execution, dot reflect.Value) error {
			got, err := v(x, dot)
			if err != nil {
				return err
			}
			root, err := way(x, dot)
			if err != nil {
				return err
			}
			if got.Kind() != reflect.Pointer || got.IsNil() || root.Kind() != reflect.String {
				return errUnknown
			}
			parts, err := done.by(c.p, name.Text, got.Interface())
			for i, part := range parts {
				if i > 0 {
					x.out.WriteByte('"')
					x.out.WriteString(root.String())
				}
				x.out.WriteString(part)
			}
			return err
		}
	}
	return nil
}
