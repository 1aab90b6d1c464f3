package matter

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

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
	dec := decoder{doc: &d}
	target := reflect.ValueOf(v).Elem()
	t := structureOf(target.Type())
	t.preset(target)
	switch {
	case d.node == nil:
	case d.node.kind != mapping:
		dec.fail(d.node, "front matter is "+kindName(d.node)+", not keys with values", `write "key: value", one a line`)
	default:
		dec.mapping(d.node, target, t)
	}
	diag.Sort(dec.problems)
	return dec.problems
}

type decoder struct {
	doc      *Doc
	problems []diag.Problem
}

func (dec *decoder) fail(n *node, msg, hint string) {
	dec.problems = append(dec.problems, dec.doc.problem(n.line, n.col, "front-matter", msg, hint))
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// A structure is what the tags of a struct type say. It is looked up once for
// each type, for there are thousands of files.
type structure struct {
	keys    []string       // in the order of the fields
	field   map[string]int // key -> its place in keys
	index   []int          // of the struct field of each key
	reads   []reader       // for each key
	scalar  int            // the key that may stand for all, -1 for none
	presets []preset
}

// A preset is a default:"…" tag, maybe of a struct in the struct.
type preset struct {
	index []int
	value reflect.Value
}

// A reader reads one node, which is not null, into a value of one type; key is
// only named in problems.
type reader func(dec *decoder, n *node, v reflect.Value, key string)

var structures sync.Map // reflect.Type -> *structure

func structureOf(t reflect.Type) *structure {
	s, ok := structures.Load(t)
	if !ok {
		s, _ = structures.LoadOrStore(t, newStructure(t))
	}
	return s.(*structure)
}

func newStructure(t reflect.Type) *structure {
	s := &structure{field: map[string]int{}, scalar: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		if def, ok := f.Tag.Lookup("default"); ok {
			value := reflect.New(f.Type).Elem()
			if err := setScalar(value, def); err != nil {
				panic(fmt.Sprintf("matter: default of %s.%s: %v", t, f.Name, err))
			}
			s.presets = append(s.presets, preset{[]int{i}, value})
		}
		if isStructure(f.Type) {
			for _, p := range newStructure(f.Type).presets {
				s.presets = append(s.presets, preset{append([]int{i}, p.index...), p.value})
			}
		}
		name, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		if opt == "scalar" {
			s.scalar = len(s.keys)
		}
		s.field[name] = len(s.keys)
		s.keys = append(s.keys, name)
		s.index = append(s.index, i)
		s.reads = append(s.reads, readerOf(f.Type))
	}
	return s
}

// isStructure reports whether a type is a struct with keys, not one that is
// written as a text.
func isStructure(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(textUnmarshaler)
}

// preset fills in the default:"…" tags.
func (s *structure) preset(v reflect.Value) {
	for _, p := range s.presets {
		v.FieldByIndex(p.index).Set(p.value)
	}
}

func (dec *decoder) mapping(n *node, v reflect.Value, t *structure) {
	var few [32]int
	lines := few[:] // of the keys that were there, by their place
	if len(t.keys) > len(few) {
		lines = make([]int, len(t.keys))
	}
	var unknown map[string]int
	for key := n.first; key != nil; key = key.next.next {
		at, known := t.field[key.value]
		line := unknown[key.value]
		if known {
			line = lines[at]
		}
		switch {
		case line == 0 && known:
			lines[at] = key.line
		case line == 0:
			if unknown == nil {
				unknown = map[string]int{}
			}
			unknown[key.value] = key.line
		}
		switch {
		case line != 0:
			dec.fail(key, fmt.Sprintf("key %q stands twice, first on line %d", key.value, line), "remove one of them")
		case !known:
			dec.fail(key, fmt.Sprintf("unknown key %q", key.value), suggest(key.value, t.keys))
		case key.next.kind != nothing:
			t.reads[at](dec, key.next, v.Field(t.index[at]), key.value)
		}
	}
}

func suggest(word string, known []string) string {
	if near := diag.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "allowed are " + strings.Join(known, ", ")
}

func readerOf(t reflect.Type) reader {
	if reflect.PointerTo(t).Implements(textUnmarshaler) {
		return readText
	}
	switch t.Kind() {
	case reflect.Struct:
		return structureReader(t)
	case reflect.Slice:
		return listReader(t)
	case reflect.Map:
		return dictionaryReader(t)
	}
	return scalarReader(t)
}

func structureReader(t reflect.Type) reader {
	s := structureOf(t)
	return func(dec *decoder, n *node, v reflect.Value, key string) {
		switch {
		case n.kind == mapping:
			dec.mapping(n, v, s)
		case n.scalar() && s.scalar >= 0:
			s.reads[s.scalar](dec, n, v.Field(s.index[s.scalar]), key)
		default:
			dec.fail(n, fmt.Sprintf("%s is %s, not keys with values", key, kindName(n)), "allowed keys are "+strings.Join(s.keys, ", "))
		}
	}
}

// presetOf returns what sets the defaults of a value of a type.
func presetOf(t reflect.Type) func(v reflect.Value) {
	if !isStructure(t) {
		return func(reflect.Value) {}
	}
	return structureOf(t).preset
}

func listReader(t reflect.Type) reader {
	read, preset := readerOf(t.Elem()), presetOf(t.Elem())
	return func(dec *decoder, n *node, v reflect.Value, key string) {
		if n.kind != list {
			dec.fail(n, fmt.Sprintf("%s is %s, not a list", key, kindName(n)), fmt.Sprintf("write %s: [%s]", key, n.value))
			return
		}
		if n.n == 0 {
			return
		}
		items := reflect.MakeSlice(t, n.n, n.n)
		i := 0
		for item := n.first; item != nil; item = item.next {
			preset(items.Index(i))
			if item.kind != nothing {
				read(dec, item, items.Index(i), key)
			}
			i++
		}
		v.Set(items)
	}
}

func dictionaryReader(t reflect.Type) reader {
	read, preset := readerOf(t.Elem()), presetOf(t.Elem())
	return func(dec *decoder, n *node, v reflect.Value, key string) {
		if n.kind != mapping {
			dec.fail(n, fmt.Sprintf("%s is %s, not keys with values", key, kindName(n)), "")
			return
		}
		m := reflect.MakeMap(t)
		for k := n.first; k != nil; k = k.next.next {
			name := reflect.ValueOf(k.value)
			if m.MapIndex(name).IsValid() {
				dec.fail(k, fmt.Sprintf("key %q stands twice", k.value), "remove one of them")
				continue
			}
			item := reflect.New(t.Elem()).Elem()
			preset(item)
			if k.next.kind != nothing {
				read(dec, k.next, item, k.value)
			}
			m.SetMapIndex(name, item)
		}
		v.Set(m)
	}
}

func readText(dec *decoder, n *node, v reflect.Value, key string) {
	if !n.scalar() {
		hint := ""
		if n.kind == list {
			var parts []string
			for c := n.first; c != nil; c = c.next {
				parts = append(parts, c.value)
			}
			hint = fmt.Sprintf(`YAML reads [ ] without quotes as a list: write "[%s]"`, strings.Join(parts, ","))
		}
		dec.fail(n, fmt.Sprintf("%s is %s, not a single value", key, kindName(n)), hint)
		return
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.value)); err != nil {
		dec.fail(n, fmt.Sprintf("%s: %v", key, err), diag.HintOf(err))
	}
}

func scalarReader(t reflect.Type) reader {
	want := map[reflect.Kind]string{
		reflect.String: "a text", reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Float64: "a number",
	}[t.Kind()]
	if want == "" {
		panic(fmt.Sprintf("matter: a key has a field of type %s", t))
	}
	isText := t.Kind() == reflect.String
	return func(dec *decoder, n *node, v reflect.Value, key string) {
		wrong := !n.scalar() || isText && n.kind == truth || !isText && n.quoted
		if !wrong && setScalar(v, n.value) == nil {
			return
		}
		hint := ""
		switch {
		case isText && n.scalar():
			hint = fmt.Sprintf("write %s: %q", key, n.value)
		case isText && n.kind == list:
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
