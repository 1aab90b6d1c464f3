// Package lang is about writing for readers: words, plurals, month names, date
// patterns, collation and path words of the site's language, from
// templates/i18n/*.yaml.
//
// One file is one language and holds every word the site says that is not
// content. A pattern has placeholders in braces, such as "{day}. {month}"; the
// tables in words.go say which words there are and what each may use, and a
// file that lacks a word or knows one too many is rejected. The German file is
// the model for a new language: copy it, name it by the language's tag,
// translate.
package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"chronik/internal/diag"
	"chronik/internal/matter"
)

// A Lang writes for readers of one language. It may be used by several
// goroutines.
type Lang struct {
	Tag   string // BCP 47, as in <html lang>
	Paths Paths

	tag    language.Tag
	file   file
	words  map[string]string            // "nav.overview" -> text
	counts map[string]map[string]string // "entries" -> plural form -> text

	typeset typesetter

	mu       sync.Mutex // a Collator keeps buffers
	collator *collate.Collator
}

// Paths are the words of the site's addresses.
type Paths struct {
	Event    string `yaml:"event"`
	Minister string `yaml:"minister"`
	Topic    string `yaml:"topic"`
	Year     string `yaml:"year"`
	Undated  string `yaml:"undated"`
	Changes  string `yaml:"changes"`
	Edition  string `yaml:"edition"`
	Overview string `yaml:"overview"`
	Data     string `yaml:"data"`    // name of the files that hold the whole
	Dataset  string `yaml:"dataset"` // folder of those to work with
	Sources  string `yaml:"sources"` // name of the table of all sources

	Register  string `yaml:"register"`
	Kind      string `yaml:"kind"`
	Place     string `yaml:"place"`
	Outlet    string `yaml:"outlet"`
	Person    string `yaml:"person"`
	Uncertain string `yaml:"uncertain"`
	Gaps      string `yaml:"gaps"`
	Rhythm    string `yaml:"rhythm"`
	Alone     string `yaml:"alone"` // below an outlet: what rests on it alone
	Silences  string `yaml:"silences"`

	Contradictions string `yaml:"contradictions"`
	Search         string `yaml:"search"`
}

// file is one i18n file as it is written.
type file struct {
	Thousands     string                       `yaml:"thousands"`
	Decimal       string                       `yaml:"decimal"`
	Months        []string                     `yaml:"months"`
	MonthsShort   []string                     `yaml:"months_short"`
	Weekdays      []string                     `yaml:"weekdays"` // Monday first
	WeekdaysShort []string                     `yaml:"weekdays_short"`
	Seasons       []string                     `yaml:"seasons"` // 21 to 24
	Paths         Paths                        `yaml:"paths"`
	Counts        map[string]map[string]string `yaml:"counts"`
	Words         map[string]map[string]string `yaml:"words"`
	Rules         map[string]string            `yaml:"rules"` // names of clues; may be extended
	Typography    typography                   `yaml:"typography"`
}

// Load reads i18n/<tag>.yaml from the templates. Problems name files by their
// path in fsys; with any problem the Lang is nil.
func Load(fsys fs.FS, tag string) (*Lang, []diag.Problem) {
	name := "i18n/" + tag + ".yaml"
	parsed, err := language.Parse(tag)
	if err != nil || strings.ContainsAny(tag, "/\\.") {
		return nil, []diag.Problem{{File: name, Rule: "language", Msg: fmt.Sprintf("%q is not a language tag", tag),
			Hint: "write a tag such as de or en into language of index.md"}}
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		msg, hint := "cannot read: "+err.Error(), ""
		if errors.Is(err, fs.ErrNotExist) {
			msg, hint = fmt.Sprintf("there are no words for the language %q", tag), "there are "+available(fsys)+"; copy one to this name and translate it"
		}
		return nil, []diag.Problem{{File: name, Rule: "language", Msg: msg, Hint: hint}}
	}
	l := &Lang{Tag: tag, tag: parsed}
	doc, problems := matter.YAML(name, src)
	if len(problems) == 0 {
		problems = doc.Decode(&l.file)
	}
	if len(problems) == 0 {
		problems = l.check(name, doc)
	}
	if len(problems) > 0 {
		diag.Sort(problems)
		return nil, problems
	}
	l.Paths = l.file.Paths
	l.collator = collate.New(parsed)
	return l, nil
}

func available(fsys fs.FS) string {
	files, _ := fs.Glob(fsys, "i18n/*.yaml")
	for i, f := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(f, "i18n/"), ".yaml")
	}
	if len(files) == 0 {
		return "none"
	}
	return strings.Join(files, ", ")
}

// Word returns a word without placeholders. It panics on a key that is not in
// the table; see Has.
func (l *Lang) Word(key string) string {
	text, ok := l.words[key]
	if !ok {
		panic(fmt.Sprintf("lang: no word %q", key))
	}
	return text
}

// Has reports whether there is a word with the key.
func (l *Lang) Has(key string) bool { _, ok := l.words[key]; return ok }

// Say returns a word with its placeholders filled in: args are names and values
// in turn. It panics on a key that is not in the table.
func (l *Lang) Say(key string, args ...string) string { return fill(l.Word(key), args) }

// Locale returns language and region as Open Graph writes them, de_DE; the
// region is the tag's own, else the one where most of its readers are.
func (l *Lang) Locale() string {
	base, _ := l.tag.Base()
	region, _ := l.tag.Region()
	return base.String() + "_" + region.String()
}

// Count returns a word for n things in the plural form that the language has
// for n; {n} is the number. The form "zero" is taken for none wherever a
// file has it. It panics on a key that is not in the table.
func (l *Lang) Count(key string, n int) string {
	forms, ok := l.counts[key]
	if !ok {
		panic(fmt.Sprintf("lang: no count %q", key))
	}
	text, ok := forms["zero"]
	if n != 0 || !ok {
		if text, ok = forms[l.form(n)]; !ok {
			text = forms["other"]
		}
	}
	return fill(text, []string{"n", l.Number(n)})
}

// Forms returns the texts of a count by plural form, for a script that counts:
// zero is for none, other for every form that is not there. The map must not
// be changed. It panics on a key that is not in the table.
func (l *Lang) Forms(key string) map[string]string {
	forms, ok := l.counts[key]
	if !ok {
		panic(fmt.Sprintf("lang: no count %q", key))
	}
	return forms
}

// Thousands is the mark between thousands.
func (l *Lang) Thousands() string { return l.file.Thousands }

// form returns the CLDR name of the plural form of a whole number.
func (l *Lang) form(n int) string {
	return formNames[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
}

var formNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Rule returns what a rule of evidence is called, and whether it has a name.
func (l *Lang) Rule(rule string) (string, bool) {
	text, ok := l.file.Rules[rule]
	return text, ok
}

// Number writes a whole number with the language's mark between thousands.
func (l *Lang) Number(n int) string {
	digits := strconv.Itoa(n)
	start := len(digits) % 3
	if n < 0 || start == len(digits) {
		return digits
	}
	var groups []string
	if start > 0 {
		groups = append(groups, digits[:start])
	}
	for i := start; i < len(digits); i += 3 {
		groups = append(groups, digits[i:i+3])
	}
	return strings.Join(groups, l.file.Thousands)
}

// Decimal writes a number that is given in hundredths, without zeros at its end.
func (l *Lang) Decimal(hundredths int) string {
	whole, rest := l.Number(hundredths/100), hundredths%100
	switch {
	case rest == 0:
		return whole
	case rest%10 == 0:
		return whole + l.file.Decimal + strconv.Itoa(rest/10)
	}
	return whole + l.file.Decimal + fmt.Sprintf("%02d", rest)
}

// Join writes a list: "A", "A und B", "A, B und C".
func (l *Lang) Join(items []string) string { return l.join(items, "list.and") }

func (l *Lang) join(items []string, last string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	n := len(items) - 1
	return strings.Join(items[:n], l.Word("list.between")) + l.Word(last) + items[n]
}

// Quote puts text into the quotation marks of the language.
func (l *Lang) Quote(text string) string { return l.Say("site.quote", "text", text) }

// Compare orders names as the language does; names it takes for equal are
// ordered by their bytes.
func (l *Lang) Compare(a, b string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.collator.CompareString(a, b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

var placeholder = regexp.MustCompile(`\{[a-z]*\}`)

// fill puts the values of names and values in turn into a pattern. What has no
// value stays as it is.
func fill(pattern string, args []string) string {
	if !strings.Contains(pattern, "{") {
		return pattern
	}
	var b strings.Builder
	for rest := pattern; rest != ""; {
		text, after, found := strings.Cut(rest, "{")
		b.WriteString(text)
		if !found {
			break
		}
		name := after[:nameEnd(after)]
		value, ok := valueOf(name, args)
		if ok && strings.HasPrefix(after[len(name):], "}") {
			b.WriteString(value)
			rest = after[len(name)+1:]
			continue
		}
		b.WriteString("{")
		rest = after
	}
	return b.String()
}

// nameEnd returns where the small letters end that a text begins with.
func nameEnd(s string) int {
	if i := strings.IndexFunc(s, func(c rune) bool { return c < 'a' || c > 'z' }); i >= 0 {
		return i
	}
	return len(s)
}

func valueOf(name string, args []string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return "", false
}
