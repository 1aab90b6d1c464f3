package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edition"
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

// keep writes an edition of the content as it is.
func keep(t *testing.T, fsys fstest.MapFS, label string) {
	t.Helper()
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ed := edition.Of(chronology.New(c), label)
	fsys[ed.Path] = &fstest.MapFile{Data: content.FormatEdition(ed)}
}

// What an edition said and the article does not say any more needs a row of
// changes.
func TestUncorrected(t *testing.T) {
	const added = "topics: [oel]\nadded: 2026-11-22\n"
	before := strings.Replace(goodArticle, "topics: [oel]\n", added, 1)
	row := func(date, field, old, new string) string {
		return added + "changes: [{date: " + date + ", field: " + field + ", old: " + old + ", new: " + new + ", reason: r}]\n"
	}
	for _, c := range []struct {
		name, old, new string
		with           string // in place of topics and added
		want           string
	}{
		{"nothing", "", "", added, ""},
		{"date", "date: 2020-04-17\n", "date: 2020-04-17~\n", added, `articles/2020/2020-04-17-muster.md:4:9: date was "2020-04-17" in edition 2026-11 and is "2020-04-17~" now, and no change says so`},
		{"place", "kind: telefonat", "kind: telefonat\n  place: genf", added, `articles/2020/2020-04-17-muster.md:6:10: place was "" in edition 2026-11 and is "genf" now`},
		{"ministers", "ministers: [muster]\n", "", added, `articles/2020/2020-04-17-muster.md:1:1: ministers was "muster" in edition 2026-11 and is "" now`},
		{"title", "Muster telefoniert", "Muster ruft an", added, ""},
		{"date with a row", "date: 2020-04-17\n", "date: 2020-04-17~\n", row("2026-11-27", "date", "2020-04-17", "2020-04-17~"), ""},
		{"date with a row for something else", "date: 2020-04-17\n", "date: 2020-04-17~\n", row("2026-11-27", "title", "Muster", "Muster telefoniert"), "date was"},
		{"date with a row from before the edition", "date: 2020-04-17\n", "date: 2020-04-17~\n", row("2026-11-20", "date", "2020-04-17", "2020-04-17~"), "date was"},
		{"silenced", "date: 2020-04-17\n", "date: 2020-04-17~\n", added + "silence: [{rule: uncorrected, reason: Tippfehler}]\n", ""},
	} {
		fsys := good()
		fsys[articleFile] = file(before)
		keep(t, fsys, "2026-11")
		fsys[articleFile] = file(strings.Replace(strings.Replace(before, c.old, c.new, 1), added, c.with, 1))
		var got []diag.Problem
		for _, p := range run(t, fsys) {
			if p.Rule == "uncorrected" || p.Rule == "vanished" || p.Rule == "change" {
				got = append(got, p)
			}
		}
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: %v, want no problem", c.name, got)
		case c.want != "" && (len(got) != 1 || !strings.Contains(got[0].String(), c.want) || got[0].Severity != diag.Warning || !strings.Contains(got[0].Hint, "to changes")):
			t.Errorf("%s: %v, want %q", c.name, got, c.want)
		}
	}
}

// Only the newest edition is compared, and a row that was in it explains nothing
// later.
func TestUncorrectedSinceNewest(t *testing.T) {
	fsys := good()
	keep(t, fsys, "2026-10")
	fsys[articleFile] = file(strings.Replace(goodArticle, "date: 2020-04-17\n", "date: 2020-04-17~\n", 1))
	if problems := run(t, fsys); len(problems) != 1 {
		t.Fatalf("problems = %v, want one", problems)
	}
	keep(t, fsys, "2026-11")
	if problems := run(t, fsys); len(problems) > 0 {
		t.Errorf("problems = %v, want none", problems)
	}
}

// What was published in any edition has an address for ever.
func TestVanished(t *testing.T) {
	moved := strings.Replace(goodArticle, "topics:", "ALIAS\ntopics:", 1)
	for name, c := range map[string]struct {
		path, text string
		want       int
	}{
		"stays":              {articleFile, goodArticle, 0},
		"gone":               {"articles/2020/neu.md", strings.Replace(moved, "ALIAS\n", "", 1), 1},
		"called otherwise":   {"articles/2020/neu.md", strings.Replace(moved, "ALIAS", "aliases: [2020-04-17-muster]", 1), 0},
		"another event":      {articleFile, strings.Replace(goodArticle, "  kind:", "  id: anders\n  kind:", 1), 1},
		"a draft":            {articleFile, strings.Replace(moved, "ALIAS", "draft: true", 1), 1},
		"withdrawn":          {articleFile, strings.Replace(moved, "ALIAS", "withdrawn: {date: 2026-11-27, reason: r}", 1), 0},
		"withdrawn, renamed": {"articles/2020/neu.md", strings.Replace(moved, "ALIAS", "aliases: [2020-04-17-muster]\nwithdrawn: {date: 2026-11-27, reason: r}", 1), 0},
	} {
		fsys := good()
		keep(t, fsys, "2026-10")
		keep(t, fsys, "2026-11")
		delete(fsys, articleFile)
		fsys[c.path] = file(c.text)
		fsys["articles/2021/anderer.md"] = file(strings.ReplaceAll(goodArticle, "2020-04-17", "2021-04-16"))
		keep(t, fsys, "2026-12") // in which it is not any more
		var got []diag.Problem
		for _, p := range run(t, fsys) {
			if p.Rule == "vanished" {
				got = append(got, p)
			}
		}
		if len(got) != c.want {
			t.Errorf("%s: %v, want %d problems", name, got, c.want)
		}
		if len(got) == 1 && (got[0].Severity != diag.Error || !strings.HasPrefix(got[0].String(), `editions/2026-11.json:5:3: entry "2020-04-17-muster" was published in edition 2026-11`)) {
			t.Errorf("%s: %v", name, got[0])
		}
	}
}
