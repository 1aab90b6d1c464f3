package check

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/content"
	"chronik/internal/diag"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

const articleFile = "articles/2020/2020-04-17-muster.md"

const goodArticle = `---
title: Muster telefoniert
event:
  date: 2020-04-17
  kind: telefonat
  evidence:
    - {field: date, rule: stated, role: event, quote: am Freitag, says: 2020-04-17, source: 1}
ministers: [muster]
topics: [oel]
sources:
  - {outlet: blatt, title: Anruf, url: "https://blatt.test/1"}
---
Text.
`

func good() fstest.MapFS {
	return fstest.MapFS{
		"index.md":            file("---\nid: tag:x.test,2026:a\ntitle: A\npivot: muster\nsides: [{slug: ost, label: Ost}]\n---\n"),
		"ministers/muster.md": file("---\nname: Muster\nside: ost\nterms: [{start: 2013}]\nspellings: [Muster]\n---\n"),
		"topics/oel.md":       file("---\nlabel: Öl\nkeywords: [Öl]\n---\n"),
		"kinds/telefonat.md":  file("---\nlabel: Telefonat\nshape: diamond\n---\n"),
		"places/genf.md":      file("---\nname: Genf\ncoordinates: [46.2, 6.15]\n---\n"),
		"outlets/blatt.md":    file("---\nname: Blatt\nhost: blatt.test\n---\n"),
		articleFile:           file(goodArticle),
	}
}

func run(t *testing.T, fsys fstest.MapFS) []diag.Problem {
	t.Helper()
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatalf("load: %v", problems)
	}
	return Run(c)
}

func TestGoodContentHasNoProblem(t *testing.T) {
	if problems := run(t, good()); len(problems) > 0 {
		t.Errorf("problems = %v, want none", problems)
	}
}

func TestArticleRules(t *testing.T) {
	shown := map[string]bool{}
	for _, c := range []struct{ rule, old, new, want, hint string }{
		{"title", "title: Muster telefoniert", "title:", "article has no title", "own words"},
		{"unknown-minister", "[muster]", "[musterr]", `:8:13: unknown minister "musterr"`, `"muster"`},
		{"unknown-minister", "[muster]", "[muster, muster]", `:8:21: minister "muster" stands twice`, "remove"},
		{"unknown-topic", "[oel]", "[gas]", `unknown topic "gas"`, "known are oel"},
		{"unknown-kind", "kind: telefonat", "kind: telefonnat", `:5:9: unknown kind "telefonnat"`, `"telefonat"`},
		{"unknown-kind", "  kind: telefonat\n", "", "event has no kind", ""},
		{"unknown-place", "kind: telefonat", "kind: telefonat\n  place: gent", `unknown place "gent"`, `"genf"`},
		{"unknown-outlet", "outlet: blatt", "outlet: platt", `unknown outlet "platt"`, `"blatt"`},
		{"unknown-side", "topics:", "voice: west\ntopics:", `unknown side "west"`, "ost"},
		{"value", "  kind:", "  status: hled\n  kind:", `unknown status "hled"`, `"held"`},
		{"value", "topics:", "text: mine\ntopics:", `unknown text "mine"`, "own"},
		{"value", "topics:", "policy: fulll\ntopics:", `unknown policy "fulll"`, `"full"`},
		{"withdrawn", "topics:", "withdrawn: {date: 2026-01-02}\ntopics:", "a withdrawn article has to say since when and why", "reason"},
		{"no-date", "  date: 2020-04-17\n", "", "event has no date", "narrowest"},
		{"missing-evidence", "field: date", "field: place", "date 2020-04-17 has no evidence", "event.evidence"},
		{"evidence", "field: date", "field: daet", `unknown field of evidence "daet"`, `"date"`},
		{"evidence", "role: event", "role: evnet", `unknown role of evidence "evnet"`, `"event"`},
		{"evidence", "source: 1", "source: 2", "evidence names source 2", "from 1 to 1"},
		{"evidence", "quote: am Freitag", "quote: a b c d e f g h", "quote has 8 words", "7 words"},
		{"settled", "  kind:", "  settled: [{field: dat, reason: r}]\n  kind:", `:5:13: unknown field "dat"`, `"date"`},
		{"settled", "  kind:", "  settled: [{field: date}]\n  kind:", ":5:13: date is settled without a reason", "reason"},
		{"settled", "  kind:", "  settled: [{field: date, reason: r}]\n  kind:", ":5:13: nothing contradicts this date", "remove"},
		{"no-source", "sources:\n  - {outlet: blatt, title: Anruf, url: \"https://blatt.test/1\"}\n", "", "article has no source", ""},
		{"source-url", "https://blatt.test/1", "blatt.test/1", "is not the address of a page", "https://"},
		{"policy-reason", "topics:", "policy: full\ntopics:", "policy full is laxer than the outlet's (link)", "policy_reason"},
		{"filed", "date: 2020-04-17\n", "date: 2021-04-17\n", "not in the folder of its year", "articles/2021/2020-04-17-muster.md"},
		{"not-in-office", "2020-04-17\n  kind", "2012-04-17\n  kind", "Muster was not in office on 2012-04-17", "people"},
		{"weekday", "am Freitag", "am Samstag", `"Samstag" does not fit 2020-04-17, a Friday`, "role"},
		{"published-before", "url: \"https://blatt.test/1\"", "url: \"https://blatt.test/1\", published: 2020-04-16", "published on 2020-04-16, before the event", "announce"},
		{"unknown-event", "  kind:", "  refers_to: [nie]\n  kind:", `no event has the id "nie"`, "event.id"},
		{"change", "topics:", "changes: [{date: 2026-11, field: place, old: x, reason: r}]\ntopics:", ":9:18: change has no day", "2026-11-27"},
		{"change", "topics:", "changes: [{date: 2026-11-27, old: x, reason: r}]\ntopics:", ":9:11: change names no field", "known are"},
		{"change", "topics:", "changes: [{date: 2026-11-27, field: palce, reason: r}]\ntopics:", `:9:37: unknown field of a change "palce"`, `"place"`},
		{"change", "topics:", "changes: [{date: 2026-11-27, field: place, old: genf}]\ntopics:", ":9:11: change of place has no reason", "reason"},
		{"change", "topics:", "changes: [{date: 2026-11-27, field: date, old: 16.4.2020, new: 2020-04-17, reason: r}]\ntopics:", `:9:48: "16.4.2020" is not`, "2020-04-16"},
		{"change", "topics:", "changes: [{date: 2026-11-27, field: date, old: 2020-04-16, new: 2020-04-18, reason: r}]\ntopics:", `:9:65: the newest change of date says "2020-04-18", but the article says "2020-04-17"`, "add a row"},
		{"change", "topics:", "changes: [{date: 2026-11-27, field: title, reason: r}]\ntopics:", ":9:11: change of title has no old and new value", "old"},
		{"slug", "  kind:", "  id: Ä b\n  kind:", `event id "Ä b" cannot be an address`, "small letters"},
		{"silence", "topics:", "silence: [{rule: filde, reason: x}]\ntopics:", `unknown rule "filde"`, `"filed"`},
		{"silence", "topics:", "silence: [{rule: title, reason: x}]\ntopics:", `unknown rule "title"`, ""},
		{"silence", "topics:", "silence: [{rule: filed}]\ntopics:", "silenced without a reason", ""},
	} {
		fsys := good()
		if !strings.Contains(goodArticle, c.old) {
			t.Fatalf("%s: the article does not contain %q", c.rule, c.old)
		}
		fsys[articleFile] = file(strings.Replace(goodArticle, c.old, c.new, 1))
		var found bool
		for _, p := range run(t, fsys) {
			if p.Rule == c.rule && strings.Contains(p.String(), c.want) {
				found = true
				if !strings.Contains(p.Hint, c.hint) {
					t.Errorf("%s: hint %q, want %q", c.rule, p.Hint, c.hint)
				}
			}
		}
		if !found {
			t.Errorf("%s: problems %v, want %q", c.rule, run(t, fsys), c.want)
		}
		shown[c.rule] = true
	}
	for _, r := range articleRules {
		if !shown[r.name] {
			t.Errorf("no case shows the rule %s", r.name)
		}
	}
}

func TestTermRules(t *testing.T) {
	for _, c := range []struct{ path, src, want string }{
		{"index.md", "---\nid: x\n---\n", "index.md:1:1: site has no title"},
		{"index.md", "---\nid: x\ntitle: A\n---\n", `index.md:2:5: id "x" is not a URI, so the site has no feeds`},
		{"index.md", "---\nid: x\ntitle: A\norder: up\n---\n", `index.md:4:8: unknown order "up"`},
		{"index.md", "---\nid: x\ntitle: A\npivot: mustre\n---\n", `index.md:4:8: unknown minister "mustre"`},
		{"index.md", "---\nid: x\ntitle: A\nbase_url: example.org\n---\n", `index.md:4:11: base_url "example.org" is not an address`},
		{"index.md", "---\nid: x\ntitle: A\nlicense: {name: CC BY 4.0}\n---\n", `index.md:4:10: "CC BY 4.0" is not the name of a licence`},
		{"index.md", "---\nid: x\ntitle: A\nlicense: {name: MIT, url: mit}\n---\n", `index.md:4:27: url "mit" is not an address`},
		{"ministers/Ohm.md", "---\nname: O\n---\n", `ministers/Ohm.md:1:1: slug "Ohm" cannot be an address`},
		{"ministers/ohm.md", "---\nname: O\nspellings: [MUSTER]\n---\n", "ministers/ohm.md:3:13: spelling \"MUSTER\" belongs to muster too"},
		{"ministers/ohm.md", "---\nname: O\nterms: [{start: 2020, end: 2019}]\n---\n", "ministers/ohm.md:3:9: term of office"},
		{"topics/gas.md", "---\nkeywords: [\"*\"]\n---\n", "topics/gas.md:1:1: file has no label"},
		{"topics/gas.md", "---\nlabel: Gas\nkeywords: [\"*\"]\n---\n", "topics/gas.md:3:12: keyword"},
		{"kinds/x.md", "---\nlabel: X\nshape: circel\n---\n", `kinds/x.md:3:8: unknown shape "circel"`},
		{"places/x.md", "---\nname: X\ncoordinates: [99, 0]\n---\n", "places/x.md:3:14: coordinates [99 0] are no point"},
		{"outlets/x.md", "---\nname: X\nhost: Blatt.test\n---\n", "outlets/x.md:3:7: host Blatt.test belongs to blatt too"},
		{"outlets/x.md", "---\nname: X\nhost: https://x.test/\n---\n", `outlets/x.md:3:7: "https://x.test/" is not a host`},
		{"outlets/x.md", "---\nname: X\n---\n", "outlets/x.md:1:1: outlet has no host"},
		{"outlets/x.md", "---\nname: X\nhost: x.test\ntimezone: Berlin\n---\n", `outlets/x.md:4:11: unknown time zone "Berlin"`},
		{"outlets/x.md", "---\nname: X\nhost: x.test\npolicy: cite\n---\n", "outlets/x.md:4:9: policy cite has no reason"},
		{"pages/x.md", "---\norder: 1\n---\n", "pages/x.md:1:1: file has no title"},
		{"topics/" + strings.Repeat("lang", 13) + ".md", "---\nlabel: X\nkeywords: [X]\n---\n", "topics/" + strings.Repeat("lang", 13) + ".md:1:1: slug has 52 letters"},
		{"articles/2020/" + strings.Repeat("lang", 26) + ".md", goodArticle, "articles/2020/" + strings.Repeat("lang", 26) + ".md:1:1: slug or event id has 104 letters"},
	} {
		fsys := good()
		fsys[c.path] = file(c.src)
		problems := run(t, fsys)
		if !slices.ContainsFunc(problems, func(p diag.Problem) bool { return strings.HasPrefix(p.String(), c.want) }) {
			t.Errorf("%s: problems %v, want %q", c.path, problems, c.want)
		}
	}
}

// What looks like a breach and is none.
func TestLeftAlone(t *testing.T) {
	for name, change := range map[string][2]string{
		"weekday of another day":     {"role: event, quote: am Freitag", "role: after, quote: am Samstag"},
		"weekday of a stretch":       {"quote: am Freitag, says: 2020-04-17", "quote: am Samstag, says: 2020-04"},
		"announced beforehand":       {"  kind: telefonat", "  kind: telefonat\n  status: announced"},
		"published in that month":    {"url: \"https://blatt.test/1\"", "url: \"https://blatt.test/1\", published: 2020-04"},
		"corrected twice":            {"topics:", "changes: [{date: 2026-11-28, field: date, old: 2020-04-16, new: 2020-04-17, reason: r}, {date: 2026-11-27, field: date, old: 2020-04, new: 2020-04-16, reason: r}]\ntopics:"},
		"reworded":                   {"topics:", "changes: [{date: 2026-11-28, field: summary, reason: r}]\ntopics:"},
		"place taken out":            {"topics:", "changes: [{date: 2026-11-28, field: place, old: genf, reason: r}]\ntopics:"},
		"in office for a part of it": {"date: 2020-04-17\n", "date: \"[2020-01..2020-12]\"\n"},
	} {
		src := goodArticle
		if name == "announced beforehand" {
			src = strings.Replace(src, "url:", "published: 2020-04-01, url:", 1)
		}
		if !strings.Contains(src, change[0]) {
			t.Fatalf("%s: no %q", name, change[0])
		}
		fsys := good()
		fsys[articleFile] = file(strings.Replace(src, change[0], change[1], 1))
		if problems := run(t, fsys); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestSilence(t *testing.T) {
	fsys := good()
	fsys[articleFile] = file(strings.NewReplacer("field: date", "field: place", "topics:", "silence: [{rule: missing-evidence, reason: folgt}]\ntopics:").Replace(goodArticle))
	if problems := run(t, fsys); len(problems) > 0 {
		t.Errorf("silenced rule reports %v", problems)
	}
}

func TestEvidenceOfOneArticleServesTheEvent(t *testing.T) {
	voice := strings.NewReplacer("field: date", "field: place", "  kind:", "  id: 2020-04-17-muster\n  kind:").Replace(goodArticle)
	fsys := good()
	fsys["articles/2020/2020-04-17-muster-ost.md"] = file(voice)
	if problems := run(t, fsys); len(problems) > 0 {
		t.Errorf("problems = %v, want none", problems)
	}
}

func TestTwoUnreviewedImportsOfOneAddress(t *testing.T) {
	imported := strings.Replace(goodArticle, "topics:", "reviewed: false\nimported: \"sha256:"+strings.Repeat("0", 64)+"\"\ntopics:", 1)
	fsys := good()
	fsys[articleFile] = file(imported)
	fsys["articles/2020/zweiter.md"] = file(imported)
	problems := run(t, fsys)
	if len(problems) != 1 || problems[0].Severity != diag.Error || !strings.Contains(problems[0].Msg, articleFile) {
		t.Errorf("problems = %v, want one error that names the other file", problems)
	}
	fsys[articleFile] = file(strings.Replace(imported, "reviewed: false", "reviewed: true", 1))
	if problems := run(t, fsys); len(problems) != 0 {
		t.Errorf("reviewed articles may share a source: %v", problems)
	}
}
