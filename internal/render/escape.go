package render

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// An escaper writes a value as html/template does at places of one context. It
// knows what becomes of most bytes there; whatever has others goes through a
// template of html/template itself.
type escaper struct {
	small          *template.Template // one action in the same context
	prefix, suffix int                // bytes of what stands around it
	plain          table              // of a string
	typed          reflect.Type       // strings of this type are written as typedPlain says
	typedPlain     table
	nothing        bool // an empty string leaves nothing
	percent        bool // a percent sign is left alone before two hexadecimal digits
}

// A table says what becomes of each byte, wherever it stands: "" if that is not
// so simple.
type table [256]string

// same holds each byte as a string.
var same = func() (t table) {
	for b := range t {
		t[b] = string([]byte{byte(b)})
	}
	return t
}()

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
// address only together with what is around it.
func (e *escaper) learn(typed reflect.Type) {
	wrap := func(s string) any { return s }
	special := ""
	if !e.tries("%zz", wrap) {
		e.percent, special = e.tries("%41", wrap), "%"
	}
	if !e.tries("javascript:x", wrap) {
		special += ":"
	}
	e.plain = e.learnTable(wrap, special)
	e.nothing = e.tries("", wrap)
	if typed == nil {
		return
	}
	e.typed = typed
	e.typedPlain = e.learnTable(func(s string) any { return reflect.ValueOf(s).Convert(typed).Interface() }, "%")
	if typed != typeURL { // written as it is
		e.typedPlain = same
	}
}

func (e *escaper) learnTable(wrap func(string) any, except string) (t table) {
	for b := range 0x80 {
		if strings.IndexByte(except, byte(b)) >= 0 {
			continue
		}
		var out bytes.Buffer
		if e.slow(&out, wrap("x"+string(rune(b))+"x")) != nil {
			continue
		}
		made, before := strings.CutPrefix(out.String(), "x")
		made, after := strings.CutSuffix(made, "x")
		if before && after {
			t[b] = made
		}
	}
	// All characters beyond ASCII are treated alike, also what is no UTF-8.
	wide := true
	for _, s := range []string{"ä", "–", "€", "\u00a0", "\u2028", "\ufdd0", "\ufeff", "😀", "\xff", "\xe2\x80"} {
		wide = wide && e.tries(s, wrap)
	}
	for b := 0x80; b < 0x100 && wide; b++ {
		t[b] = same[b]
	}
	return t
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
			s, t := v.String(), &e.plain
			if e.typed == typeURL && (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) {
				t = &e.typedPlain // a safe scheme: colons say nothing more
			}
			if e.fast(out, s, t) {
				return nil
			}
		case e.typed:
			if e.fast(out, v.String(), &e.typedPlain) {
				return nil
			}
		}
	case reflect.Int:
		if v.Type() == typeInt && e.plain['0'] == "0" && v.Int() >= 0 {
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

// fast writes a string by a table; it writes nothing and reports false if that
// does not say it all.
func (e *escaper) fast(out *bytes.Buffer, s string, t *table) bool {
	if s == "" {
		return e.nothing
	}
	before, done := out.Len(), 0
	for i := 0; i < len(s); i++ {
		switch made := t[s[i]]; {
		case len(made) == 1 && made[0] == s[i]:
		case made != "":
			out.WriteString(s[done:i])
			out.WriteString(made)
			done = i + 1
		case e.percent && s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			i += 2
		default:
			out.Truncate(before)
			return false
		}
	}
	out.WriteString(s[done:])
	return true
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// errUnknown ends an execution that html/template has to do instead.
var errUnknown = errors.New("render: html/template knows better")
