package evaluate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/importer"
)

// A Label says what a careful reader takes from one page.
type Label struct {
	File      string    // slash path of the page in the folder of the labels
	Line      int       // of the label
	URL       string    // where the page comes from
	Title     string    // the outlet's headline; "" is not scored
	Published edtf.Date // zero: the page does not show it
	EventDate edtf.Date // zero is not scored
	Exact     bool      // text and day of publication derive EventDate exactly
	Ministers []string  // slugs
	Topics    []string  // slugs
	TopicsMay []string  // slugs that may be found and need not be
	Kind      string    // slug; "" is not scored
	Place     string    // name; "" for none
	HasPlace  bool      // whether the label says anything on the place
	Keep      []string  // phrases that title or body must have
	Drop      []string  // phrases that the body must not have
	also      also
}

// also lists other values of single fields that can be defended as well; nil
// stands for none.
type also struct {
	kind, place []*string
	eventDate   []*string
	ministers   [][]string
}

// resolved returns the label with those other values that the reading has in
// place of its own.
func (l Label) resolved(e *importer.Explanation) Label {
	has := func(values []*string, got string) bool {
		return slices.ContainsFunc(values, func(v *string) bool { return value(v) == got })
	}
	if has(l.also.kind, e.Kind) {
		l.Kind = e.Kind
	}
	if has(l.also.place, e.Place) {
		l.Place, l.HasPlace = e.Place, true
	}
	if date := value(e.EventDate); has(l.also.eventDate, date) {
		l.EventDate = edtf.Date{}
		if date != "" {
			l.EventDate = edtf.MustParse(date)
		}
	}
	for _, slugs := range l.also.ministers {
		if slices.Equal(unique(slugs), unique(e.Ministers)) {
			l.Ministers = e.Ministers
		}
	}
	return l
}

// Parse reads labels, one JSON object a line; blank lines are passed over.
// Whatever cannot be understood is an error with line and column in file; a
// term that c does not know and a key that is not of the format, the latter
// once, are warnings.
func Parse(file string, src []byte, c *content.Content) ([]Label, []diag.Problem) {
	p := parser{file: file, content: c, seen: map[string]bool{}, labelled: map[string]int{}}
	var labels []Label
	for text := range bytes.Lines(src) {
		p.line++
		p.text = bytes.TrimRight(text, "\r\n")
		if len(bytes.TrimSpace(p.text)) > 0 {
			labels = append(labels, p.label())
		}
	}
	if len(labels) == 0 {
		p.line = 1
		p.fail(0, "write one JSON object a line, such as "+`{"file": "pages/a.txt", "kind": "treffen"}`, "file has no label")
	}
	return labels, p.problems
}

// A field is one key of the format.
type field struct {
	key  string
	into func(l *Label) any                     // what its value is decoded into; nil: not scored, anything goes
	ask  func(p *parser, l *Label, at position) // what else it must satisfy
}

// fields is the format, in the order of the documentation.
var fields = []field{
	{"file", func(l *Label) any { return &l.File }, (*parser).page},
	{"url", func(l *Label) any { return &l.URL }, nil},
	{"title", func(l *Label) any { return &l.Title }, nil},
	{"published", func(l *Label) any { return &l.Published }, nil},
	{"event_date", func(l *Label) any { return &l.EventDate }, nil},
	{"event_date_exact_derivable_from_text", func(l *Label) any { return &l.Exact }, nil},
	{"ministers", func(l *Label) any { return &l.Ministers }, func(p *parser, l *Label, at position) {
		p.known(at, "minister", l.Ministers, slugs(p.content.Ministers, func(m content.Minister) string { return m.Slug }))
	}},
	{"topics", func(l *Label) any { return &l.Topics }, func(p *parser, l *Label, at position) {
		p.known(at, "topic", l.Topics, p.topics())
	}},
	{"topics_may", func(l *Label) any { return &l.TopicsMay }, func(p *parser, l *Label, at position) {
		p.known(at, "topic", l.TopicsMay, p.topics())
	}},
	{"kind", func(l *Label) any { return &l.Kind }, func(p *parser, l *Label, at position) {
		p.known(at, "kind", []string{l.Kind}, slugs(p.content.Kinds, func(k content.Kind) string { return k.Slug }))
	}},
	{"place", func(l *Label) any { return &l.Place }, func(p *parser, l *Label, at position) {
		l.HasPlace = true
		p.known(at, "place", []string{l.Place}, slugs(p.content.Places, func(m content.Place) string { return m.Name }))
	}},
	{"keep", func(l *Label) any { return &l.Keep }, func(p *parser, l *Label, at position) { p.phrases(at, l.Keep) }},
	{"drop", func(l *Label) any { return &l.Drop }, func(p *parser, l *Label, at position) { p.phrases(at, l.Drop) }},
	{"also", func(l *Label) any { return &l.also }, nil},
	{key: "outlet"}, {key: "mentioned_people"}, {key: "published_evidence"}, {key: "note"},
}

type parser struct {
	file     string
	content  *content.Content
	line     int
	text     []byte          // of the line
	seen     map[string]bool // unknown keys that are reported
	labelled map[string]int  // page -> line of its label
	problems []diag.Problem
}

// A position is a value in the line: its first byte, and its JSON.
type position struct {
	offset int
	json   []byte
}

func (p *parser) report(severity diag.Severity, offset int, hint, format string, args ...any) {
	offset = min(offset, len(p.text))
	p.problems = append(p.problems, diag.Problem{
		File: p.file, Line: p.line, Col: 1 + utf8.RuneCount(p.text[:offset]), Rule: "label",
		Severity: severity, Msg: fmt.Sprintf(format, args...), Hint: hint,
	})
}

func (p *parser) fail(offset int, hint, format string, args ...any) {
	p.report(diag.Error, offset, hint, format, args...)
}

// label reads the object on one line.
func (p *parser) label() Label {
	l := Label{Line: p.line}
	if err := json.Unmarshal(p.text, new(json.RawMessage)); err != nil {
		offset := 0
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			offset = int(syntax.Offset) - 1
		}
		p.fail(offset, "write one JSON object a line", "not JSON: %v", err)
		return l
	}
	given := map[string]bool{}
	ok := p.object(position{0, p.text}, func(key string, keyAt int, at position) {
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		switch {
		case i < 0:
			p.unknown(key, keyAt, keys())
		case given[key]:
			p.fail(keyAt, "remove one of them", "key %q stands twice", key)
		case fields[i].into != nil && p.decode(at, fields[i].into(&l)) && fields[i].ask != nil:
			fields[i].ask(p, &l, at)
		}
		given[key] = true
	})
	if ok && !given["file"] {
		p.fail(0, `name the page, such as "file": "pages/a.txt"`, "label has no file")
	}
	return l
}

func keys() []string {
	var all []string
	for _, f := range fields {
		all = append(all, f.key)
	}
	return all
}

// object calls each with the keys of a JSON object, in order, and where they
// and their values stand. It returns false, with a problem, for other values.
func (p *parser) object(at position, each func(key string, keyAt int, at position)) bool {
	dec := json.NewDecoder(bytes.NewReader(at.json))
	if first, err := dec.Token(); err != nil || first != json.Delim('{') {
		p.fail(at.offset, "write { and }", "not a JSON object")
		return false
	}
	for dec.More() {
		// The line is JSON, so keys are texts and values follow.
		key, _ := dec.Token()
		name, _ := key.(string)
		keyAt := at.offset + int(dec.InputOffset()) - len(name) - len(`""`)
		var v json.RawMessage
		if dec.Decode(&v) != nil {
			return false
		}
		each(name, keyAt, position{at.offset + int(dec.InputOffset()) - len(v), v})
	}
	return true
}

// decode reads a value; null leaves what there is.
func (p *parser) decode(at position, into any) bool {
	switch into := into.(type) {
	case *edtf.Date:
		return p.date(at, into)
	case *also:
		return p.also(at, into)
	}
	err := json.Unmarshal(at.json, into)
	if err != nil {
		p.fail(at.offset, "", "value is not %s", kindOf(into))
	}
	return err == nil
}

func kindOf(into any) string {
	switch t := reflect.TypeOf(into).Elem(); t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a text"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Slice {
			return "a list of lists of texts"
		}
	}
	return "a list of texts"
}

func (p *parser) date(at position, into *edtf.Date) bool {
	var text string
	if !p.decode(at, &text) {
		return false
	}
	if text == "" {
		return true
	}
	d, err := edtf.Parse(text)
	if err != nil {
		hint := ""
		var e *edtf.Error
		if errors.As(err, &e) {
			hint = e.Hint()
		}
		p.fail(at.offset, hint, "%v", err)
		return false
	}
	*into = d
	return true
}

// also reads the other values of single fields.
func (p *parser) also(at position, into *also) bool {
	if string(at.json) == "null" {
		return true
	}
	targets := []struct {
		key  string
		into any
	}{{"kind", &into.kind}, {"place", &into.place}, {"ministers", &into.ministers}, {"event_date", &into.eventDate}}
	p.object(at, func(key string, keyAt int, at position) {
		for _, t := range targets {
			if t.key == key {
				p.decode(at, t.into)
				return
			}
		}
		p.unknown("also."+key, keyAt, []string{"also.kind", "also.place", "also.ministers", "also.event_date"})
	})
	for i, d := range into.eventDate {
		if _, err := edtf.Parse(value(d)); d != nil && err != nil {
			p.fail(at.offset, "", "%v", err)
			into.eventDate[i] = nil
		}
	}
	return true
}

// unknown reports a key that is not of the format, once.
func (p *parser) unknown(key string, at int, known []string) {
	if p.seen[key] {
		return
	}
	p.seen[key] = true
	hint := "the format is in chronik evaluate --help"
	if near := diag.Nearest(key, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	p.report(diag.Warning, at, hint, "unknown key %q is not scored", key)
}

// known reports terms the content does not have: nothing can be read as such.
func (p *parser) known(at position, what string, values, known []string) {
	for _, v := range values {
		if v == "" || slices.Contains(known, v) {
			continue
		}
		hint := fmt.Sprintf("it counts as a miss as long as the content has no such %s", what)
		if near := diag.Nearest(v, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		p.report(diag.Warning, at.offset+max(0, bytes.Index(at.json, []byte(`"`+v+`"`))), hint, "unknown %s %q", what, v)
	}
}

func (p *parser) topics() []string {
	return slugs(p.content.Topics, func(t content.Topic) string { return t.Slug })
}

func slugs[T any](terms []T, slug func(T) string) []string {
	all := make([]string, len(terms))
	for i, t := range terms {
		all[i] = slug(t)
	}
	return all
}

// page reports a file that is outside the folder, or labelled twice.
func (p *parser) page(l *Label, at position) {
	if !filepath.IsLocal(l.File) || strings.Contains(l.File, `\`) {
		p.fail(at.offset, `write it relative to the labels, such as "pages/a.txt"`, "%q is no file in the folder of the labels", l.File)
	}
	if line, ok := p.labelled[l.File]; ok {
		p.fail(at.offset, "keep one label for each page", "%s is labelled on line %d as well", l.File, line)
	}
	p.labelled[l.File] = l.Line
}

// phrases reports one that no text can have, or every text has.
func (p *parser) phrases(at position, phrases []string) {
	for _, phrase := range phrases {
		if normal(phrase) == "" {
			p.fail(at.offset, "give the words", "phrase %q has no word", phrase)
		}
	}
}
