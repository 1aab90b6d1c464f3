package check

import (
	"strings"
	"testing"
)

// A correction stays right when the term it names gets another slug.
func TestChangeNamesAnOldSlug(t *testing.T) {
	fsys := good()
	fsys[articleFile] = file(strings.Replace(goodArticle, "topics:", "changes: [{date: 2026-11-28, field: kind, old: treffen, new: anruf, reason: r}]\ntopics:", 1))
	if problems := run(t, fsys); len(problems) != 1 || problems[0].Rule != "change" {
		t.Fatalf("problems = %v, want one of the rule change", problems)
	}
	fsys["kinds/telefonat.md"] = file("---\nlabel: Telefonat\nshape: diamond\naliases: [anruf]\n---\n")
	if problems := run(t, fsys); len(problems) > 0 {
		t.Errorf("problems = %v, want none", problems)
	}
}
