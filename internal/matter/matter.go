// Package matter splits front matter from body and decodes it strictly with
// positions.
//
// Front matter stands between two lines --- at the very start of a file and is
// a YAML mapping. adrg/frontmatter makes the cut; its own YAML decoding is
// lenient and knows no positions, so the block goes through a format of our own
// that only parses it into nodes with positions, and Decode walks those: unknown keys,
// wrong types and duplicates are problems with line and column of the real
// file. This package is the only one that knows either module. Front matter in
// the form in which nearly all of it is written never gets to them: scan.go reads
// it into the same nodes much faster.
package matter

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v3"

	"chronik/internal/diag"
)

// A Doc is a file cut into its front matter and its body.
type Doc struct {
	File       string
	Has        bool   // whether there was front matter
	Body       string // what follows it, unchanged
	BodyLine   int    // the line of the file on which the body begins, from 1
	BodyOffset int    // the byte of the file at which it begins
	Head       Head   // front matter of the usual form, else ""
	node       *node
}

// A Head is what stands between the two lines ---. It is kept to look positions
// up later without reading the file again; texts that Decode reads are parts of
// it, so keeping both takes no more memory.
type Head string

// Pos is that of the Doc, for a Head that is not "".
func (h Head) Pos(key string) (line, col int) {
	tree, _ := treeOf(string(h))
	return Doc{node: tree}.Pos(key)
}

const bom = "\ufeff"

// Split cuts src into front matter and body. File is only named in problems.
// A file without front matter is all body. The problems, all errors, are: a
// byte order mark, a block that is never closed, a tab in the block, and YAML
// that cannot be read.
func Split(file string, src []byte) (Doc, []diag.Problem) {
	if tree, head, body, ok := scan(src); ok {
		return Doc{
			File: file, Has: true, Body: string(src[body:]), BodyOffset: body,
			BodyLine: bytes.Count(src[:body], []byte("\n")) + 1, Head: head, node: tree,
		}, nil
	}
	return splitYAML(file, src)
}

// splitYAML is Split for front matter of any form.
func splitYAML(file string, src []byte) (Doc, []diag.Problem) {
	d := Doc{File: file, Body: string(src), BodyLine: 1}
	if bytes.HasPrefix(src, []byte(bom)) {
		return d, []diag.Problem{d.problem(1, 1, "front-matter",
			"file begins with a byte order mark (BOM)", "save it as UTF-8 without BOM")}
	}
	first, block, ok := bytes.Cut(src, []byte("\n"))
	if strings.TrimSpace(string(first)) != "---" {
		if trimmed := bytes.TrimLeft(src, " \t\r\n"); bytes.HasPrefix(trimmed, []byte("---\n")) || bytes.HasPrefix(trimmed, []byte("---\r\n")) {
			line := bytes.Count(src[:len(src)-len(trimmed)], []byte("\n")) + 1
			return d, []diag.Problem{d.problem(line, 1, "front-matter",
				"front matter does not begin on the first line", "remove what stands before ---")}
		}
		return d, nil
	}
	if p := d.scanBlock(block, ok); p != nil {
		return d, []diag.Problem{*p}
	}
	var node yaml.Node
	format := frontmatter.NewFormat("---", "---", func(data []byte, v any) error {
		return yaml.Unmarshal(data, v)
	})
	rest, err := frontmatter.MustParse(bytes.NewReader(src), &node, format)
	if err != nil {
		return d, []diag.Problem{d.yamlProblem(err, 1)}
	}
	d.Has = true
	d.Body = string(rest)
	d.BodyOffset = len(src) - len(rest)
	d.BodyLine = bytes.Count(src[:d.BodyOffset], []byte("\n")) + 1
	if len(node.Content) > 0 {
		d.node = nodeOf(node.Content[0], 1)
	}
	return d, nil
}

// scanBlock looks at the lines after the opening --- for what YAML would
// report poorly: a block without end, and tabs.
func (d Doc) scanBlock(block []byte, open bool) *diag.Problem {
	line := 2
	for text := range bytes.SplitSeq(block, []byte("\n")) {
		trimmed := bytes.TrimSpace(text)
		if string(trimmed) == "---" {
			return nil
		}
		if i := bytes.IndexByte(text, '\t'); i >= 0 && len(bytes.TrimSpace(text[:i])) == 0 && len(trimmed) > 0 {
			p := d.problem(line, i+1, "front-matter", "front matter has a tab", "indent with spaces")
			return &p
		}
		line++
	}
	p := d.problem(1, 1, "front-matter", "front matter is opened by --- but never closed", "put a line --- after the last key")
	return &p
}

// YAML reads a whole file of YAML, such as a table of words.
func YAML(file string, src []byte) (Doc, []diag.Problem) {
	d := Doc{File: file, Has: true}
	var node yaml.Node
	if err := yaml.Unmarshal(src, &node); err != nil {
		return d, []diag.Problem{d.yamlProblem(err, 0)}
	}
	if len(node.Content) > 0 {
		d.node = nodeOf(node.Content[0], 0)
	}
	return d, nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func (d Doc) yamlProblem(err error, shift int) diag.Problem {
	if errors.Is(err, frontmatter.ErrNotFound) {
		return d.problem(1, 1, "front-matter", "front matter cannot be found", "begin and end it with a line ---")
	}
	msg := err.Error()
	line := 1
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		msg = msg[len(m[0]):]
	}
	hint := ""
	switch {
	case strings.Contains(msg, "mapping values are not allowed"):
		hint = `put a value with ": " inside quotes`
	case strings.Contains(msg, "did not find expected"):
		hint = "look for a missing quote, bracket or comma on this line or above"
	case strings.Contains(msg, "cannot start any token"):
		hint = "put the value inside quotes"
	}
	return d.problem(line+shift, 0, "front-matter", "cannot read YAML: "+msg, hint)
}

func (d Doc) problem(line, col int, rule, msg, hint string) diag.Problem {
	return diag.Problem{File: d.File, Line: line, Col: col, Rule: rule, Msg: msg, Hint: hint}
}

// Pos returns where the value of a key stands, such as "title", "event.date"
// or "sources[0].url", or the nearest key above it that exists; 1, 1 where
// there is no front matter.
func (d Doc) Pos(key string) (line, col int) {
	line, col = 1, 1
	n := d.node
	for step := range strings.FieldsFuncSeq(key, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		if n == nil {
			return line, col
		}
		var next *node
		if i, err := strconv.Atoi(step); err == nil && n.kind == list {
			for next = n.first; next != nil && i > 0; i-- {
				next = next.next
			}
		} else if n.kind == mapping {
			next = n.of(step)
		}
		if next == nil {
			return line, col
		}
		n, line, col = next, next.line, next.col
	}
	return line, col
}

// Keys returns the keys of the mapping at the top in the order they stand.
func (d Doc) Keys() []string {
	var keys []string
	if d.node != nil && d.node.kind == mapping {
		for k := d.node.first; k != nil; k = k.next.next {
			keys = append(keys, k.value)
		}
	}
	return keys
}

func kindName(n *node) string {
	switch n.kind {
	case list:
		return "a list"
	case mapping:
		return "a mapping"
	case alias:
		return "a YAML alias"
	case truth:
		return fmt.Sprintf("the truth value %s", n.value)
	case nothing:
		return "nothing"
	}
	return fmt.Sprintf("%q", n.value)
}
