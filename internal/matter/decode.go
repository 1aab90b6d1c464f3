package matter

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"chronik/internal/diag"
)

// Decode reads the front matter into the struct that v points to and returns
// all problems, in the order they stand in the file. Fields without a yaml tag
// and those tagged "-" are left alone.
//
// A field may be a string, bool, int, float64, a struct, a map of strings to
// any of these, a slice of any of these, or an encoding.TextUnmarshaler, whose
// error may have a method Hint() string. The
// tag default:"…" gives the value of a key that is not there. A struct with a
// field tagged yaml:"name,scalar" may also be written as that one value. A key
// without value counts as not there.
func (d Doc) Decode(v any) []diag.Problem {
	dec := decoder{doc: d}
	target := reflect.ValueOf(v).Elem()
	dec.defaults(target)
	switch {
	case d.node == nil:
	case d.node.Kind != yaml.MappingNode:
		dec.fail(d.node, "front matter is "+kindName(d.node)+", not keys with values", `write "key: value", one a line`)
	default:
		dec.mapping(d.node, target)
	}
	diag.Sort(dec.problems)
	return dec.problems
}

type decoder struct {
	doc      Doc
	problems []diag.Problem
}

func (dec *decoder) fail(n *yaml.Node, msg, hint string) {
	dec.problems = append(dec.problems, dec.doc.problem(n.Line, n.Column, "front-matter", msg, hint))
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// fields are what the tags of a struct type say.
type fields struct {
	keys   []string       // in the order of the fields
	index  map[string]int // of the field
	scalar int            // the field that may stand for all, -1 for none
}

var knownFields sync.Map // reflect.Type -> fields

func fieldsOf(t reflect.Type) (keys []string, index map[string]int, scalar int) {
	f, ok := knownFields.Load(t)
	if !ok {
		f, _ = knownFields.LoadOrStore(t, newFields(t))
	}
	return f.(fields).keys, f.(fields).index, f.(fields).scalar
}

func newFields(t reflect.Type) fields {
	keys, index, scalar := []string(nil), map[string]int{}, -1
	for i := range t.NumField() {
		name, opt, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		keys = append(keys, name)
		index[name] = i
		if opt == "scalar" {
			scalar = i
		}
	}
	return fields{keys, index, scalar}
}

// defaults fills in the default:"…" tags of a struct and of the structs in it.
func (dec *decoder) defaults(v reflect.Value) {
	if v.Kind() != reflect.Struct || reflect.PointerTo(v.Type()).Implements(textUnmarshaler) {
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		if text, ok := f.Tag.Lookup("default"); ok {
			if err := setScalar(v.Field(i), text); err != nil {
				panic(fmt.Sprintf("matter: default of %s.%s: %v", v.Type(), f.Name, err))
			}
		}
		dec.defaults(v.Field(i))
	}
}

func (dec *decoder) mapping(n *yaml.Node, v reflect.Value) {
	keys, index, _ := fieldsOf(v.Type())
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line, ok := seen[key.Value]; ok {
			dec.fail(key, fmt.Sprintf("key %q stands twice, first on line %d", key.Value, line), "remove one of them")
			continue
		}
		seen[key.Value] = key.Line
		field, ok := index[key.Value]
		if !ok {
			dec.fail(key, fmt.Sprintf("unknown key %q", key.Value), suggest(key.Value, keys))
			continue
		}
		dec.value(value, v.Field(field), key.Value)
	}
}

func suggest(word string, known []string) string {
	if near := diag.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "allowed are " + strings.Join(known, ", ")
}

// value reads one node into v; key is only named in problems.
func (dec *decoder) value(n *yaml.Node, v reflect.Value, key string) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return
	}
	if v.CanAddr() && v.Addr().Type().Implements(textUnmarshaler) {
		dec.text(n, v.Addr().Interface().(encoding.TextUnmarshaler), key)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		dec.structure(n, v, key)
	case reflect.Slice:
		dec.list(n, v, key)
	case reflect.Map:
		dec.dictionary(n, v, key)
	default:
		dec.scalar(n, v, key)
	}
}

func (dec *decoder) structure(n *yaml.Node, v reflect.Value, key string) {
	keys, _, scalar := fieldsOf(v.Type())
	switch {
	case n.Kind == yaml.MappingNode:
		dec.mapping(n, v)
	case n.Kind == yaml.ScalarNode && scalar >= 0:
		dec.value(n, v.Field(scalar), key)
	default:
		dec.fail(n, fmt.Sprintf("%s is %s, not keys with values", key, kindName(n)), "allowed keys are "+strings.Join(keys, ", "))
	}
}

func (dec *decoder) list(n *yaml.Node, v reflect.Value, key string) {
	if n.Kind != yaml.SequenceNode {
		dec.fail(n, fmt.Sprintf("%s is %s, not a list", key, kindName(n)), fmt.Sprintf("write %s: [%s]", key, n.Value))
		return
	}
	items := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		dec.defaults(items.Index(i))
		dec.value(item, items.Index(i), key)
	}
	if len(n.Content) > 0 {
		v.Set(items)
	}
}

func (dec *decoder) dictionary(n *yaml.Node, v reflect.Value, key string) {
	if n.Kind != yaml.MappingNode {
		dec.fail(n, fmt.Sprintf("%s is %s, not keys with values", key, kindName(n)), "")
		return
	}
	m := reflect.MakeMap(v.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		name := reflect.ValueOf(k.Value)
		if m.MapIndex(name).IsValid() {
			dec.fail(k, fmt.Sprintf("key %q stands twice", k.Value), "remove one of them")
			continue
		}
		item := reflect.New(v.Type().Elem()).Elem()
		dec.defaults(item)
		dec.value(value, item, k.Value)
		m.SetMapIndex(name, item)
	}
	v.Set(m)
}

func (dec *decoder) text(n *yaml.Node, v encoding.TextUnmarshaler, key string) {
	if n.Kind != yaml.ScalarNode {
		hint := ""
		if n.Kind == yaml.SequenceNode {
			var parts []string
			for _, c := range n.Content {
				parts = append(parts, c.Value)
			}
			hint = fmt.Sprintf(`YAML reads [ ] without quotes as a list: write "[%s]"`, strings.Join(parts, ","))
		}
		dec.fail(n, fmt.Sprintf("%s is %s, not a single value", key, kindName(n)), hint)
		return
	}
	if err := v.UnmarshalText([]byte(n.Value)); err != nil {
		dec.fail(n, fmt.Sprintf("%s: %v", key, err), diag.HintOf(err))
	}
}

func (dec *decoder) scalar(n *yaml.Node, v reflect.Value, key string) {
	want := map[reflect.Kind]string{
		reflect.String: "a text", reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Float64: "a number",
	}[v.Kind()]
	if want == "" {
		panic(fmt.Sprintf("matter: key %s has a field of type %s", key, v.Type()))
	}
	wrong := n.Kind != yaml.ScalarNode
	if v.Kind() == reflect.String && n.Tag == "!!bool" {
		wrong = true
	}
	if v.Kind() != reflect.String && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		wrong = true
	}
	if !wrong {
		wrong = setScalar(v, n.Value) != nil
	}
	if wrong {
		hint := ""
		switch {
		case v.Kind() == reflect.String && n.Kind == yaml.ScalarNode:
			hint = fmt.Sprintf("write %s: %q", key, n.Value)
		case v.Kind() == reflect.String && n.Kind == yaml.SequenceNode:
			hint = "put a value that begins with [ inside quotes"
		}
		dec.fail(n, fmt.Sprintf("%s is %s, not %s", key, kindName(n), want), hint)
	}
}

func setScalar(v reflect.Value, text string) error {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		if text != "true" && text != "false" {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		v.SetBool(text == "true")
	case reflect.Int:
		i, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		v.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return err
		}
		v.SetFloat(f)
	}
	return nil
}
