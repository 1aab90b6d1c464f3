// Package check is about the rules that content must satisfy.
//
// An error makes a page wrong or impossible (an unknown term, two files for
// one address) and stops a build; everything else is a warning, which a build
// reports and `chronik check` fails on. A file is exempt from a warning that
// its `silence` names with a reason.
package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edition"
	"chronik/internal/edtf"
	"chronik/internal/parallel"
)

// Run returns what is wrong with the content, sorted. Files are named by their
// path in the content folder.
func Run(c *content.Content) []diag.Problem {
	k := checker{
		c:         c,
		ministers: slugs(c.Ministers, func(m content.Minister) string { return m.Slug }),
		topics:    slugs(c.Topics, func(t content.Topic) string { return t.Slug }),
		kinds:     slugs(c.Kinds, func(t content.Kind) string { return t.Slug }),
		places:    slugs(c.Places, func(p content.Place) string { return p.Slug }),
		outlets:   slugs(c.Outlets, func(o content.Outlet) string { return o.Slug }),
		sides:     slugs(c.Site.Sides, func(s content.Side) string { return s.Slug }),
		events:    map[string]bool{}, dated: map[string]bool{},
		rules: slices.Concat(articleRules, plausible, published), onDay: byDay(c), chronology: lazily(c), renames: c.Renames(),
	}
	k.shelf = sync.OnceValue(func() *edition.Shelf { return edition.NewShelf(k.chronology()) })
	for i := range c.Articles {
		a := &c.Articles[i]
		k.events[a.EventID()] = true
		if slices.ContainsFunc(a.Event.Evidence, func(e content.Evidence) bool { return e.Field == "date" }) {
			k.dated[a.EventID()] = true
		}
	}
	k.site()
	k.terms()
	for _, problems := range parallel.Map(len(c.Articles), func(i int) []diag.Problem {
		own := k // what it finds is its own
		own.problems = nil
		own.article(&c.Articles[i])
		return own.problems
	}) {
		k.problems = append(k.problems, problems...)
	}
	k.imports()
	k.vanished()
	diag.Sort(k.problems)
	return k.problems
}

type checker struct {
	c *content.Content
	// Known slugs, in order.
	ministers, topics, kinds, places, outlets, sides []string

	events   map[string]bool // ids
	dated    map[string]bool // ids of events whose date has evidence
	problems []diag.Problem

	rules      []rule                          // on articles
	onDay      map[edtf.Day][]*content.Article // what took place at a place
	chronology func() *chronology.Chronology
	renames    content.Renames
	shelf      func() *edition.Shelf
}

// at reports a problem with the value of a key.
func (k *checker) at(severity diag.Severity, rule, file, key, hint, format string, args ...any) {
	p := k.c.At(file, key)
	p.Severity, p.Rule, p.Msg, p.Hint = severity, rule, fmt.Sprintf(format, args...), hint
	k.problems = append(k.problems, p)
}

// oneOf returns a hint that guesses the word meant, or names those allowed.
func oneOf(word string, known []string) string {
	if near := diag.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(known) == 0 {
		return "there are none yet"
	}
	if len(known) > 12 {
		return fmt.Sprintf("known are %s and %d more", strings.Join(known[:12], ", "), len(known)-12)
	}
	return "known are " + strings.Join(known, ", ")
}

// A rule looks at one article.
type rule struct {
	name     string
	severity diag.Severity
	check    func(k *checker, a *content.Article, fail failFunc)
}

// failFunc reports that the value of a key breaks the rule.
type failFunc func(key, hint, format string, args ...any)

func (k *checker) article(a *content.Article) {
	if a.Unread { // which is reported, and all else would follow from it
		return
	}
	for _, r := range k.rules {
		// What is withdrawn may be as it was.
		if r.severity == diag.Warning && (a.Gone() || silenced(a, r.name)) {
			continue
		}
		r.check(k, a, func(key, hint, format string, args ...any) {
			k.at(r.severity, r.name, a.Path, key, hint, format, args...)
		})
	}
	k.silence(a)
}

func silenced(a *content.Article, rule string) bool {
	return slices.ContainsFunc(a.Silence, func(s content.Silence) bool { return s.Rule == rule && s.Reason != "" })
}

// imports reports imported articles nobody has reviewed that share the address
// of their first source: one of them is a copy.
func (k *checker) imports() {
	first := map[string]*content.Article{}
	for i := range k.c.Articles {
		a := &k.c.Articles[i]
		if a.Imported == "" || a.Reviewed || len(a.Sources) == 0 || a.Sources[0].URL == "" {
			continue
		}
		if other, ok := first[a.Sources[0].URL]; ok {
			k.at(diag.Error, "duplicate-import", a.Path, "sources[0].url",
				"delete one of the two, or review both and give them one event.id",
				"%s is imported from the same address and not reviewed either", other.Path)
			continue
		}
		first[a.Sources[0].URL] = a
	}
}
