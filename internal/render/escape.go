package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// An escaper writes a value as html/template does at places of one context. It
// knows the bytes that the context leaves alone; whatever has others goes
// through a template of html/template itself.
type escaper struct {
	small          *template.Template // one action in the same context
	prefix, suffix int                // bytes of what stands around it
	plain          [256]bool          // left alone in a string
	typed          reflect.Type       // strings of this type are written as typedPlain says
	typedPlain     [256]bool
	nothing        bool // an empty string leaves nothing
	percent        bool // a percent sign is left alone before two hexadecimal digits
}

// contexts are the places in a page for which there are escapers.
var contexts = []struct {
	text  string
	typed reflect.Type // strings that count as safe there
}{
	{`{{.}}`, typeHTML},
	{`<a title="{{.}}">`, nil},
	{`<a href="{{.}}">`, typeURL},
	{`<a href="/?q={{.}}">`, nil},
	{`<meta http-equiv="refresh" content="0; url={{.}}">`, nil},
	{`<title>{{.}}</title>`, nil},
	{`<script>{{.}}</script>`, typeJS},
}

var (
	typeHTML = reflect.TypeFor[template.HTML]()
	typeURL  = reflect.TypeFor[template.URL]()
	typeJS   = reflect.TypeFor[template.JS]()
)

// escapers finds out, by the commands that html/template puts at the end of a
// pipeline, what it does there: "_html_template_htmlescaper" for text.
var escapers = sync.OnceValue(func() map[string]*escaper {
	all := map[string]*escaper{}
	for _, c := range contexts {
		t := template.Must(template.New("").Parse(c.text))
		if t.Execute(io.Discard, "") != nil {
			continue
		}
		e := &escaper{small: t}
		var commands string
		for _, n := range t.Tree.Root.Nodes {
			switch n := n.(type) {
			case *parse.ActionNode:
				_, commands = cutEscapers(n.Pipe)
			case *parse.TextNode:
				if commands == "" {
					e.prefix += len(n.Text)
				} else {
					e.suffix += len(n.Text)
				}
			}
		}
		e.learn(c.typed)
		if all[commands] == nil {
			all[commands] = e
		}
	}
	return all
})

// cutEscapers splits a pipeline into what the template says and what
// html/template added.
func cutEscapers(p *parse.PipeNode) (own []*parse.CommandNode, escapers string) {
	n := len(p.Cmds)
	for n > 0 && strings.HasPrefix(p.Cmds[n-1].String(), "_html_template_") {
		n--
	}
	var names []string
	for _, c := range p.Cmds[n:] {
		names = append(names, c.String())
	}
	return p.Cmds[:n], strings.Join(names, " ")
}

// learn tries out each byte. A colon or percent sign means something in an
// address only together with others; they are not plain.
func (e *escaper) learn(typed reflect.Type) {
	wrap := func(s string) any { return s }
	if e.tries("%41", wrap) && !e.tries("%zz", wrap) {
		e.percent = true
	}
	e.plain = e.leaves(wrap, ":%")
	e.nothing = e.tries("", wrap)
	if typed == nil {
		return
	}
	e.typed = typed
	e.typedPlain = e.leaves(func(s string) any { return reflect.ValueOf(s).Convert(typed).Interface() }, "%")
	if typed != typeURL { // written as it is
		for b := range e.typedPlain {
			e.typedPlain[b] = true
		}
	}
}

func (e *escaper) leaves(wrap func(string) any, except string) (plain [256]bool) {
	for b := range 0x80 {
		s := "x" + string(rune(b)) + "x"
		plain[b] = strings.IndexByte(except, byte(b)) < 0 && e.tries(s, wrap)
	}
	// All characters beyond ASCII are treated alike, also what is no UTF-8.
	wide := true
	for _, s := range []string{"ä", "–", "€", "\u00a0", "\u2028", "\ufdd0", "\ufeff", "😀", "\xff", "\xe2\x80"} {
		wide = wide && e.tries(s, wrap)
	}
	for b := 0x80; b < 0x100; b++ {
		plain[b] = wide
	}
	return plain
}

func (e *escaper) tries(s string, wrap func(string) any) bool {
	var b bytes.Buffer
	return e.slow(&b, wrap(s)) == nil && b.String() == s
}

// slow lets html/template write the value.
func (e *escaper) slow(out *bytes.Buffer, value any) error {
	var b bytes.Buffer
	if err := e.small.Execute(&b, value); err != nil {
		return err
	}
	out.Write(b.Bytes()[e.prefix : b.Len()-e.suffix])
	return nil
}

func (e *escaper) write(out *bytes.Buffer, v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		switch v.Type() {
		case typeString:
			if s := v.String(); e.isPlain(s, &e.plain) {
				out.WriteString(s)
				return nil
			}
		case e.typed:
			if s := v.String(); e.isPlain(s, &e.typedPlain) {
				out.WriteString(s)
				return nil
			}
		}
	case reflect.Int:
		if v.Type() == typeInt && e.plain['0'] && v.Int() >= 0 {
			out.Write(strconv.AppendInt(out.AvailableBuffer(), v.Int(), 10))
			return nil
		}
	case reflect.Invalid:
		return errUnknown
	}
	if !v.CanInterface() {
		return errUnknown
	}
	return e.slow(out, v.Interface())
}

var (
	typeString = reflect.TypeFor[string]()
	typeInt    = reflect.TypeFor[int]()
)

func (e *escaper) isPlain(s string, plain *[256]bool) bool {
	if s == "" {
		return e.nothing
	}
	for i := 0; i < len(s); i++ {
		if plain[s[i]] {
			continue
		}
		if !e.percent || s[i] != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			return false
		}
		i += 2
	}
	return true
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// errUnknown ends an execution that html/template has to do instead.
var errUnknown = fmt.Errorf("render: html/template knows better")
