package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/matter"
)

// Canonical returns an article file with its front matter as Format writes it
// and all that follows as it was, to the byte. A file that is so already is
// returned as it is, and so is one that still is as import wrote it. The
// problems, all errors, say why a file cannot be brought into this form; one is
// a comment, which would be lost.
func Canonical(file string, src []byte) ([]byte, []diag.Problem) {
	a, d, problems := parse(file, src)
	if diag.Errors(problems) {
		return nil, problems
	}
	if Untouched(src) {
		return src, nil
	}
	head, rest := src[:d.BodyOffset], src[d.BodyOffset:]
	if line := commentLine(head); line > 0 {
		return nil, []diag.Problem{{File: file, Line: line, Col: 1, Rule: "comment", Msg: "front matter has a comment, which would be lost", Hint: "move it below the front matter as <!-- comment -->, or leave the file as it is"}}
	}
	bare := a
	bare.Body = ""
	out := append(Format(bare), rest...)
	again, problems := Parse(file, out)
	if len(problems) > 0 || !bytes.Equal(Format(again), Format(a)) {
		return nil, []diag.Problem{{File: file, Rule: "format", Msg: "front matter cannot be brought into its canonical form", Hint: "please report this file"}}
	}
	return out, nil
}

// commentLine returns the line of the first comment in front matter, 0 for none.
func commentLine(head []byte) int {
	n := 0
	for line := range bytes.Lines(head) {
		n++
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) || comment.Match(line) {
			return n
		}
	}
	return 0
}

// A comment after a value that cannot hold a number sign.
var comment = regexp.MustCompile(`^[^"'#]*\s#`)

// Terms are the folders of files that articles name by their slug.
var Terms = []string{"ministers", "topics", "kinds", "places", "outlets"}

// Rename plans to give the term in a folder another slug: the files to write, by
// their path, with the term's own under its new name. Articles that name it are
// edited where they do, index.md too if it is the pivot; nothing else of a file
// changes. The term keeps its old slug as an alias, so that old addresses lead
// to the new ones and links in texts still work. The old file is to be removed.
func Rename(fsys fs.FS, folder, from, to string) (files map[string][]byte, problems []diag.Problem) {
	c, problems := Load(fsys)
	if diag.Errors(problems) {
		return nil, problems
	}
	own, target := path.Join(folder, from+".md"), path.Join(folder, to+".md")
	fail := func(file, msg, hint string) (map[string][]byte, []diag.Problem) {
		return nil, []diag.Problem{{File: file, Rule: "rename", Msg: msg, Hint: hint}}
	}
	if !IsSlug(to) {
		return fail(own, fmt.Sprintf("%q cannot be an address", to), "use a-z, 0-9 and single hyphens")
	}
	src, err := fs.ReadFile(fsys, own)
	if err != nil {
		return fail(own, "there is no such term", "name one as FOLDER/SLUG, such as topics/ukraine")
	}
	for slug, aliases := range c.slugs(folder) {
		if slug != from && (slug == to || slices.Contains(aliases, to)) {
			return fail(path.Join(folder, slug+".md"), fmt.Sprintf("%q is taken by this file", to), "choose another slug")
		}
	}
	files = map[string][]byte{}
	edit := func(file string, src []byte, keys []string) {
		out, problem := respelled(file, src, keys, from, to)
		if problem != nil {
			problems = append(problems, *problem)
			return
		}
		files[file] = out
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		keys := a.naming(folder, from)
		if len(keys) == 0 {
			continue
		}
		src, err := fs.ReadFile(fsys, a.Path)
		if err != nil {
			return fail(a.Path, "cannot read: "+cause(err), "")
		}
		edit(a.Path, src, keys)
	}
	if folder == "ministers" && c.Site.Pivot == from {
		index, err := fs.ReadFile(fsys, "index.md")
		if err != nil {
			return fail("index.md", "cannot read: "+cause(err), "")
		}
		edit("index.md", index, []string{"pivot"})
	}
	out, problem := withAlias(own, src, from, to)
	if problem != nil {
		problems = append(problems, *problem)
	}
	files[target] = out
	if len(problems) > 0 {
		diag.Sort(problems)
		return nil, problems
	}
	return files, nil
}

// slugs maps the slugs in a folder of terms to their aliases.
func (c *Content) slugs(folder string) map[string][]string {
	switch folder {
	case "ministers":
		return aliases(c.Ministers, func(t Minister) (string, []string) { return t.Slug, t.Aliases })
	case "topics":
		return aliases(c.Topics, func(t Topic) (string, []string) { return t.Slug, t.Aliases })
	case "kinds":
		return aliases(c.Kinds, func(t Kind) (string, []string) { return t.Slug, t.Aliases })
	case "places":
		return aliases(c.Places, func(t Place) (string, []string) { return t.Slug, t.Aliases })
	case "outlets":
		return aliases(c.Outlets, func(t Outlet) (string, []string) { return t.Slug, t.Aliases })
	}
	return nil
}

func aliases[T any](terms []T, of func(T) (slug string, aliases []string)) map[string][]string {
	all := map[string][]string{}
	for _, t := range terms {
		slug, names := of(t)
		all[slug] = names
	}
	return all
}

// naming returns the keys at which an article names a term.
func (a *Article) naming(folder, slug string) []string {
	var keys []string
	at := func(named, format string, args ...any) {
		if named == slug {
			keys = append(keys, fmt.Sprintf(format, args...))
		}
	}
	field := map[string]string{"ministers": "ministers", "topics": "topics", "kinds": "kind", "places": "place", "outlets": "outlet"}[folder]
	switch folder {
	case "ministers":
		for i, m := range a.Ministers {
			at(m, "ministers[%d]", i)
		}
	case "topics":
		for i, t := range a.Topics {
			at(t, "topics[%d]", i)
		}
	case "kinds":
		at(a.Event.Kind, "event.kind")
	case "places":
		at(a.Event.Place, "event.place")
	case "outlets":
		for i, s := range a.Sources {
			at(s.Outlet, "sources[%d].outlet", i)
		}
	}
	for i, e := range a.Event.Evidence {
		if e.Field == field {
			at(e.Says, "event.evidence[%d].says", i)
		}
	}
	return keys
}

// respelled writes another value at keys of a file that have one.
func respelled(file string, src []byte, keys []string, from, to string) ([]byte, *diag.Problem) {
	d, _ := matter.Split(file, src)
	type place struct{ line, col int }
	var places []place
	for _, key := range keys {
		line, col := d.Pos(key)
		places = append(places, place{line, col})
	}
	lines := strings.SplitAfter(string(src), "\n")
	// From the end, so that places before stay where they are.
	slices.SortFunc(places, func(a, b place) int {
		if a.line != b.line {
			return b.line - a.line
		}
		return b.col - a.col
	})
	for _, p := range places {
		text := []rune(lines[p.line-1])
		rest := string(text[p.col-1:])
		quote := ""
		if strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "'") {
			quote = rest[:1]
		}
		after, found := strings.CutPrefix(rest, quote+from+quote)
		if !found {
			return nil, &diag.Problem{File: file, Line: p.line, Col: p.col, Rule: "rename", Msg: fmt.Sprintf("%q is written in a way that cannot be edited here", from), Hint: "write it plainly, or edit the file yourself"}
		}
		lines[p.line-1] = string(text[:p.col-1]) + quote + to + quote + after
	}
	return []byte(strings.Join(lines, "")), nil
}

// withAlias adds a slug to the aliases of a term's file, and takes the new one
// out of them.
func withAlias(file string, src []byte, alias, slug string) ([]byte, *diag.Problem) {
	var t struct {
		Aliases []string `yaml:"aliases"`
	}
	d, _ := matter.Split(file, src)
	_ = d.Decode(&t) // other keys are none of its business
	others := slices.DeleteFunc(slices.Clone(t.Aliases), func(a string) bool { return a == slug })
	line := "aliases: " + matter.List(append(others, alias))
	lines := strings.SplitAfter(string(src), "\n")
	ending := lines[0][strings.LastIndex(lines[0], "-")+1:]
	for i, text := range lines {
		switch {
		case i > 0 && strings.TrimSpace(text) == "---":
			lines[i] = line + ending + text
			return []byte(strings.Join(lines, "")), nil
		case strings.HasPrefix(text, "aliases:"):
			if !strings.HasSuffix(strings.TrimSpace(text), "]") {
				return nil, &diag.Problem{File: file, Line: i + 1, Col: 1, Rule: "rename", Msg: "aliases are written in a way that cannot be edited here", Hint: "write them on one line, such as aliases: [alt]"}
			}
			lines[i] = line + ending
			return []byte(strings.Join(lines, "")), nil
		}
	}
	return nil, &diag.Problem{File: file, Line: 1, Col: 1, Rule: "rename", Msg: "front matter cannot be edited here"}
}
