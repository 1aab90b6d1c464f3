package matter

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chronik/internal/edtf"
)

type inner struct {
	Word   string  `yaml:"word,scalar"`
	Weight float64 `yaml:"weight" default:"1"`
}

type sample struct {
	Title  string         `yaml:"title"`
	Date   edtf.Date      `yaml:"date"`
	Count  int            `yaml:"count" default:"-1"`
	Draft  bool           `yaml:"draft" default:"true"`
	Tags   []string       `yaml:"tags"`
	Words  []inner        `yaml:"words"`
	Nested inner          `yaml:"nested"`
	Table  map[string]int `yaml:"table"`
	Slug   string         `yaml:"-"`
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, src, body string
		has             bool
		line            int
	}{
		{"none", "Text\n", "Text\n", false, 1},
		{"simple", "---\ntitle: A\n---\nText\n", "Text\n", true, 4},
		{"crlf", "---\r\ntitle: A\r\n---\r\nText\r\n", "Text\r\n", true, 4},
		{"empty block", "---\n---\nText", "Text", true, 3},
		{"no body", "---\ntitle: A\n---", "", true, 3},
		{"rule in body", "---\ntitle: A\n---\na\n---\nb\n", "a\n---\nb\n", true, 4},
		{"rule only in body", "a\n---\nb\n", "a\n---\nb\n", false, 1},
	} {
		d, problems := Split("f.md", []byte(c.src))
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.name, problems)
		}
		if d.Has != c.has || d.Body != c.body || d.BodyLine != c.line {
			t.Errorf("%s: Split = %v %q line %d, want %v %q line %d", c.name, d.Has, d.Body, d.BodyLine, c.has, c.body, c.line)
		}
		if c.src[d.BodyOffset:] != c.body {
			t.Errorf("%s: BodyOffset %d leaves %q", c.name, d.BodyOffset, c.src[d.BodyOffset:])
		}
	}
}

func TestDecode(t *testing.T) {
	d, problems := Split("f.md", []byte(`---
title: 2020
date: "[2020-04-17..2020-05-31]"
tags: [a, "b c"]
words: [Krim, {word: Handel, weight: 0.5}]
nested: {word: x}
table: {a: 1, b: 2}
---
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := sample{Slug: "kept"}
	if problems := d.Decode(&got); len(problems) > 0 {
		t.Fatal(problems)
	}
	want := sample{
		Title: "2020", Date: edtf.MustParse("[2020-04-17..2020-05-31]"), Count: -1, Draft: true,
		Tags: []string{"a", "b c"}, Words: []inner{{"Krim", 1}, {"Handel", 0.5}}, Nested: inner{"x", 1},
		Table: map[string]int{"a": 1, "b": 2}, Slug: "kept",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode = %+v, want %+v", got, want)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, src, want, hint string }{
		{"bom", "\ufeff---\ntitle: A\n---\n", "f.md:1:1: file begins with a byte order mark", "without BOM"},
		{"late", "\n\n---\ntitle: A\n---\n", "f.md:3:1: front matter does not begin", "remove"},
		{"unclosed", "---\ntitle: A\nText\n", "f.md:1:1: front matter is opened by --- but never closed", "after the last key"},
		{"tab", "---\ntitle: A\nnested:\n\tword: x\n---\n", "f.md:4:1: front matter has a tab", "spaces"},
		{"syntax", "---\ntitle: a: b\n---\n", "f.md:2: cannot read YAML: mapping values", "quotes"},
		{"unclosed list", "---\ntitle: A\ntags: [a, b\ncount: 1\n---\n", "f.md:", "missing quote"},
		{"not a mapping", "---\n- a\n---\n", "f.md:2:1: front matter is a list", "key: value"},
		{"unknown key", "---\ntitle: A\ntilte: B\n---\n", `f.md:3:1: unknown key "tilte"`, `"title"`},
		{"unknown key, no guess", "---\nzebra: B\n---\n", `f.md:2:1: unknown key "zebra"`, "allowed are title, date"},
		{"duplicate", "---\ntitle: A\ncount: 1\ntitle: B\n---\n", `f.md:4:1: key "title" stands twice, first on line 2`, "remove"},
		{"list for text", "---\ntitle: [A]\n---\n", "f.md:2:8: title is a list, not a text", "quotes"},
		{"bool for text", "---\ntitle: true\n---\n", "f.md:2:8: title is the truth value true, not a text", `title: "true"`},
		{"text for list", "---\ntags: a\n---\n", `f.md:2:7: tags is "a", not a list`, "tags: [a]"},
		{"text for bool", "---\ndraft: maybe\n---\n", `f.md:2:8: draft is "maybe", not true or false`, ""},
		{"quoted bool", "---\ndraft: \"true\"\n---\n", `f.md:2:8: draft is "true", not true or false`, ""},
		{"text for number", "---\ncount: many\n---\n", `f.md:2:8: count is "many", not a whole number`, ""},
		{"unquoted set", "---\ndate: [2020-04-17..2020-05-31]\n---\n", "f.md:2:7: date is a list, not a single value", `"[2020-04-17..2020-05-31]"`},
		{"unquoted list set", "---\ndate: [2020,2021]\n---\n", "f.md:2:7: date is a list", `"[2020,2021]"`},
		{"bad date", "---\ndate: 17.4.2020\n---\n", `f.md:2:7: date: "17.4.2020" is not a date`, "2020-04-17"},
		{"alias", "---\ntitle: &a A\nnested: {word: *a}\n---\n", "f.md:3:16: word is a YAML alias, not a text", ""},
		{"nested unknown", "---\nwords:\n  - {word: a, wait: 2}\n---\n", `f.md:3:15: unknown key "wait"`, ""},
		{"map twice", "---\ntable: {a: 1, a: 2}\n---\n", `f.md:2:15: key "a" stands twice`, ""},
	} {
		d, problems := Split("f.md", []byte(c.src))
		if len(problems) == 0 {
			problems = d.Decode(&sample{})
		}
		if len(problems) != 1 {
			t.Errorf("%s: %d problems %v, want one", c.name, len(problems), problems)
			continue
		}
		if p := problems[0]; !strings.HasPrefix(p.String(), c.want) || !strings.Contains(p.Hint, c.hint) {
			t.Errorf("%s: %q, hint %q; want %q, hint %q", c.name, p, p.Hint, c.want, c.hint)
		}
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	d, _ := Split("f.md", []byte("---\ntilte: A\ncount: x\ndate: nie\n---\n"))
	if problems := d.Decode(&sample{}); len(problems) != 3 {
		t.Errorf("%d problems %v, want 3", len(problems), problems)
	}
}

func TestPos(t *testing.T) {
	d, _ := Split("f.md", []byte("---\ntitle: A\nwords:\n  - {word: a, weight: 2}\n  - b\n---\n"))
	for key, want := range map[string][2]int{
		"title":           {2, 8},
		"words[0].weight": {4, 23},
		"words[1]":        {5, 5},
		"words[7]":        {4, 3}, // the list is as near as it gets
		"date":            {1, 1},
	} {
		if line, col := d.Pos(key); line != want[0] || col != want[1] {
			t.Errorf("Pos(%q) = %d:%d, want %d:%d", key, line, col, want[0], want[1])
		}
	}
}

func TestScalar(t *testing.T) {
	for in, want := range map[string]string{
		"Lawrow und Pompeo":  "Lawrow und Pompeo",
		"2020-04-17":         "2020-04-17",
		"2020-04~":           "2020-04~",
		"[2020..2021]":       `"[2020..2021]"`,
		"true":               `"true"`,
		"No":                 `"No"`,
		"a: b":               `"a: b"`,
		"a, b":               "a, b",
		", b":                `", b"`,
		"2020-04-17-a-b":     "2020-04-17-a-b",
		"":                   `""`,
		"sha256:ab":          `"sha256:ab"`,
		"17.":                `"17."`,
		"„Zitat“":            `"„Zitat“"`,
		"a\nb":               `"a\nb"`,
		"http://x.test/?p=1": `"http://x.test/?p=1"`,
		"ends ":              `"ends "`,
	} {
		if got := Scalar(in); got != want {
			t.Errorf("Scalar(%q) = %s, want %s", in, got, want)
		}
	}
}

func FuzzScalar(f *testing.F) {
	for _, s := range []string{"a", "a: b", "- x", "\x00", "\u2028\u0085", "null", "~", "2020-04-17", "\\\"", " a", "a #b", "„x“", "\u00ad\u00a0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		src := "---\ntitle: " + Scalar(s) + "\ntags: " + List([]string{s, "b"}) + "\nnested: {word: " + FlowScalar(s) + ", weight: 2}\n---\n"
		d, problems := Split("f.md", []byte(src))
		var got sample
		if len(problems) == 0 {
			problems = d.Decode(&got)
		}
		if len(problems) > 0 || got.Title != s || got.Tags[0] != s || got.Nested.Word != s || len(got.Tags) != 2 {
			t.Errorf("%q was written as\n%s and read as %q, %v", s, src, got.Title, problems)
		}
	})
}
