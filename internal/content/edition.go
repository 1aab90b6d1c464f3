package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/parallel"
)

// An Edition is the chronology as it was shown at one time: a file
// editions/LABEL.json that is written once and then kept. It can be read without
// any other file.
type Edition struct {
	Label string `json:"-"` // a month or a day, the name of its file
	Path  string `json:"-"`

	Title   string                       `json:"title"` // of the site
	Stand   edtf.Date                    `json:"stand,omitzero"`
	Names   map[string]map[string]string `json:"names"`   // what slugs stood for, by a folder of Terms
	Entries []Entry                      `json:"entries"` // in the order of the chronology
}

// An Entry is an event as an edition shows it, under the policies of its day.
type Entry struct {
	ID            string        `json:"id"`
	Title         string        `json:"title"`
	Summary       string        `json:"summary,omitempty"`
	Date          edtf.Date     `json:"date,omitzero"`
	Inferred      bool          `json:"inferred,omitempty"`      // the day is concluded
	Contradictory bool          `json:"contradictory,omitempty"` // the sources contradict each other
	Status        string        `json:"status"`
	Kind          string        `json:"kind,omitempty"`
	Place         string        `json:"place,omitempty"`
	Ministers     []string      `json:"ministers,omitempty"`
	People        []string      `json:"people,omitempty"`
	Topics        []string      `json:"topics,omitempty"`
	Reviewed      bool          `json:"reviewed"`
	Sources       []EntrySource `json:"sources,omitempty"`

	Line, Col int `json:"-"` // where it stands in its file
}

// An EntrySource is a source of an Entry.
type EntrySource struct {
	Outlet    string    `json:"outlet,omitempty"`
	Agency    string    `json:"agency,omitempty"`
	Title     string    `json:"title,omitempty"`
	Author    string    `json:"author,omitempty"`
	Published edtf.Date `json:"published,omitzero"`
	URL       string    `json:"url,omitempty"`
}

var labelForm = regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`)

// EditionLabel returns the month or day that names an edition; it is not ok for
// anything else. Labels are in the order of time.
func EditionLabel(label string) (d edtf.Date, ok bool) {
	d, err := edtf.Parse(label)
	return d, err == nil && labelForm.MatchString(label)
}

// EditionFile returns the path of an edition in the content folder.
func EditionFile(label string) string { return "editions/" + label + ".json" }

// Name returns what a slug stood for in the edition, the slug if it does not say.
func (e *Edition) Name(folder, slug string) string {
	if name := e.Names[folder][slug]; name != "" {
		return name
	}
	return slug
}

// FormatEdition writes an edition, one entry a line: the same bytes for the same
// edition. ParseEdition reads back what it wrote.
func FormatEdition(e Edition) []byte {
	var b bytes.Buffer
	write := func(before string, v any) {
		b.WriteString(before)
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			panic("content: " + err.Error()) // plain values can be written
		}
		b.Truncate(b.Len() - 1)
	}
	write("{\n \"title\": ", e.Title)
	if !e.Stand.IsZero() {
		write(",\n \"stand\": ", e.Stand)
	}
	write(",\n \"names\": ", e.Names)
	b.WriteString(",\n \"entries\": [")
	sep := "\n  "
	for _, entry := range e.Entries {
		write(sep, entry)
		sep = ",\n  "
	}
	b.WriteString("\n ]\n}\n")
	return b.Bytes()
}

// ParseEdition reads an edition. Keys that are not known, two entries with one id
// and ids that cannot be an address are errors, with the line of the entry.
func ParseEdition(file string, src []byte) (Edition, []diag.Problem) {
	r := editionReader{src: src, dec: json.NewDecoder(bytes.NewReader(src)), line: 1}
	r.dec.DisallowUnknownFields()
	e := Edition{Label: strings.TrimSuffix(path.Base(file), ".json"), Path: file}
	fail := func(msg, hint string) (Edition, []diag.Problem) {
		return e, []diag.Problem{{File: file, Line: r.line, Col: r.col, Rule: "edition", Msg: msg, Hint: hint}}
	}
	if _, ok := EditionLabel(e.Label); !ok {
		return fail(fmt.Sprintf("%q is neither a month nor a day", e.Label), "name the file as chronik edition does, such as 2026-11.json")
	}
	if err := r.read(&e); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("it breaks off")
		}
		return fail("edition cannot be read: "+strings.TrimPrefix(err.Error(), "json: "), "take it back from where it is kept: an edition does not change")
	}
	seen := map[string]bool{}
	for i := range e.Entries {
		entry := &e.Entries[i]
		r.line, r.col = entry.Line, entry.Col
		switch {
		case !IsSlug(entry.ID):
			return fail(fmt.Sprintf("id %q cannot be an address", entry.ID), "use small letters a-z, digits and single hyphens")
		case seen[entry.ID]:
			return fail(fmt.Sprintf("entry %q stands twice", entry.ID), "remove one of them")
		}
		seen[entry.ID] = true
	}
	return e, nil
}

// editionReader reads an edition value by value, so that it knows where each
// stands.
type editionReader struct {
	src       []byte
	dec       *json.Decoder
	seen      int // bytes that line and col have counted
	line, col int
}

// here moves line and col to the next value.
func (r *editionReader) here() {
	at := int(r.dec.InputOffset())
	for at < len(r.src) && bytes.IndexByte([]byte(" \t\r\n,:"), r.src[at]) >= 0 {
		at++
	}
	passed := r.src[r.seen:at]
	r.line += bytes.Count(passed, []byte("\n"))
	r.seen = at
	r.col = at - bytes.LastIndexByte(r.src[:at], '\n')
}

func (r *editionReader) value(v any) error {
	r.here()
	return r.dec.Decode(v)
}

// token reads a bracket.
func (r *editionReader) token(want json.Delim) error {
	r.here()
	t, err := r.dec.Token()
	if err != nil {
		return err
	}
	if t != want {
		return fmt.Errorf("there is %v, not %v", t, want)
	}
	return nil
}

func (r *editionReader) read(e *Edition) error {
	if err := r.token('{'); err != nil {
		return err
	}
	for r.dec.More() {
		r.here()
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "title":
			err = r.value(&e.Title)
		case "stand":
			err = r.value(&e.Stand)
		case "names":
			err = r.value(&e.Names)
		case "entries":
			err = r.entries(e)
		default:
			err = fmt.Errorf("unknown key %q", key)
		}
		if err != nil {
			return err
		}
	}
	return r.token('}')
}

func (r *editionReader) entries(e *Edition) error {
	if err := r.token('['); err != nil {
		return err
	}
	for r.dec.More() {
		var entry Entry
		err := r.value(&entry)
		if err != nil {
			return err
		}
		entry.Line, entry.Col = r.line, r.col
		e.Entries = append(e.Entries, entry)
	}
	return r.token(']')
}

// editions reads all editions, oldest first.
func (l *loader) editions() []Edition {
	files, err := fs.Glob(l.fsys, EditionFile("[0-9a-zA-Z]*"))
	if err != nil {
		panic("content: " + err.Error()) // the pattern is right
	}
	var srcs [][]byte
	var names []string
	for _, file := range files {
		if src, info := l.read(file); info != nil {
			srcs, names = append(srcs, src), append(names, file)
		}
	}
	l.kept = map[string]*keptEdition{}
	var all []Edition
	for _, k := range parallel.Map(len(srcs), func(i int) *keptEdition { return l.edition(names[i], srcs[i]) }) {
		l.kept[k.edition.Path] = k
		l.problems = append(l.problems, k.problems...)
		if len(k.problems) == 0 {
			all = append(all, k.edition)
		}
	}
	slices.SortFunc(all, func(a, b Edition) int { return strings.Compare(a.Label, b.Label) })
	return all
}

// edition reads an edition, or remembers it: they are large and do not change.
func (l *loader) edition(file string, src []byte) *keptEdition {
	sum := sha256.Sum256(src)
	if l.memory != nil {
		if k := l.memory.editions[file]; k != nil && k.sum == sum {
			return k
		}
	}
	e, problems := ParseEdition(file, src)
	return &keptEdition{sum, e, problems}
}
