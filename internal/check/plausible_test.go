package check

import (
	"fmt"
	"strings"
	"testing"
)

// telling is an article on a contact of two ministers, by the lines that differ.
func telling(title, date, kind, rest string) string {
	return fmt.Sprintf(`---
title: %s
event:
  date: %q
  kind: %s
%s  evidence:
    - {field: date, rule: stated, role: event, quote: an jenem Tag, says: %q, source: 1}
ministers: [muster, probe]
topics: [oel]
sources:
  - {outlet: blatt, title: Bericht, url: "https://blatt.test/1"}
added: 2021-01-01
---
Text.
`, title, date, kind, rest, date)
}

// promising is an article with a promise.
func promising(date, promise string) string {
	return strings.Replace(telling("A", date, "treffen", ""), "topics:", "promises: ["+promise+"]\ntopics:", 1)
}

// Each rule with its whole message, and what it must leave alone.
func TestPlausibleRules(t *testing.T) {
	const genf, moskau = "  place: genf\n", "  place: moskau\n"
	quiet := func(article, rule string) string {
		return strings.Replace(article, "topics:", "silence: [{rule: "+rule+", reason: gezählt wie im Text}]\ntopics:", 1)
	}
	photo := strings.Replace(telling("A", "2020-05-01", "treffen", genf), "role: event", "role: photo", 1)
	shown, spared, silent := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for name, c := range map[string]struct {
		rule  string
		files []string // a.md, b.md, ...
		want  string   // "" for none
	}{
		"photo alone":                     {"photo-date", []string{photo}, "articles/2020/a.md:8:7: only the stamp of a photo says 2020-05-01"},
		"photo beside a clue":             {"photo-date", []string{strings.Replace(photo, "ministers:", "    - {field: date, rule: weekday, role: event, quote: am Freitag, says: 2020-05-01, source: 1}\nministers:", 1)}, ""},
		"photo of an unclaimed day":       {"photo-date", []string{strings.Replace(photo, `date: "2020-05-01"`, `date: "2020-05"`, 1)}, ""},
		"inferred from the photo":         {"photo-date", []string{strings.Replace(photo, "ministers:", "    - {field: date, rule: inferred, role: event, says: 2020-05-01}\nministers:", 1)}, "articles/2020/a.md:8:7: only the stamp of a photo says 2020-05-01"},
		"photo silenced":                  {"photo-date", []string{quiet(photo, "photo-date")}, ""},
		"two places":                      {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), telling("B", "2020-05-01", "treffen", moskau)}, "articles/2020/b.md:6:10: Muster was in Moskau on 2020-05-01, but in Genf according to articles/2020/a.md"},
		"one place":                       {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), telling("B", "2020-05-01", "treffen", genf)}, ""},
		"two days":                        {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), telling("B", "2020-05-02", "treffen", moskau)}, ""},
		"some day of two":                 {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), telling("B", "[2020-05-01..2020-05-02]", "treffen", moskau)}, ""},
		"announced elsewhere":             {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), telling("B", "2020-05-01", "treffen", moskau+"  status: cancelled\n")}, ""},
		"places silenced in the first":    {"two-places", []string{quiet(telling("A", "2020-05-01", "treffen", genf), "two-places"), telling("B", "2020-05-01", "treffen", moskau)}, ""},
		"places of one event":             {"two-places", []string{telling("A", "2020-05-01", "treffen", genf+"  id: e\n"), telling("B", "2020-05-01", "treffen", moskau+"  id: e\n")}, "articles/2020/b.md:6:10: Muster was in Moskau on 2020-05-01, but in Genf according to articles/2020/a.md"},
		"places of one event, settled":    {"two-places", []string{telling("A", "2020-05-01", "treffen", genf+"  id: e\n"), telling("B", "2020-05-01", "treffen", moskau+"  id: e\n  settled: [{field: place, reason: r}]\n")}, ""},
		"places silenced":                 {"two-places", []string{telling("A", "2020-05-01", "treffen", genf), quiet(telling("B", "2020-05-01", "treffen", moskau), "two-places")}, ""},
		"second of one":                   {"ordinal", []string{telling("Zweites persönliches Treffen mit Probe", "2020-05-01", "treffen", genf)}, `articles/2020/a.md:2:8: "Zweites persönliches Treffen" is number 2 of Muster and Probe, but the chronology has 1 up to then`},
		"first of two":                    {"ordinal", []string{telling("Frühes", "2020-04-01", "treffen", genf), telling("Erstes Treffen mit Probe", "2020-05-01", "treffen", genf)}, `articles/2020/b.md:2:8: "Erstes Treffen" is number 1 of Muster and Probe, but the chronology has 2 up to then`},
		"fourth of two or three":          {"ordinal", []string{telling("Frühes", "2020-04-01", "treffen", genf), telling("Irgendwann", "2020", "treffen", genf), telling("Viertes Treffen mit Probe", "2020-05-01", "treffen", genf)}, `articles/2020/c.md:2:8: "Viertes Treffen" is number 4 of Muster and Probe, but the chronology has 2 to 3 up to then`},
		"third of two or three":           {"ordinal", []string{telling("Frühes", "2020-04-01", "treffen", genf), telling("Irgendwann", "2020", "treffen", genf), telling("Drittes Treffen mit Probe", "2020-05-01", "treffen", genf)}, ""},
		"second of two":                   {"ordinal", []string{telling("Frühes", "2020-04-01", "treffen", genf), telling("Zweites Treffen mit Probe", "2020-05-01", "treffen", genf)}, ""},
		"a call is no meeting":            {"ordinal", []string{telling("Anruf", "2020-04-01", "telefonat", ""), telling("Erstes Treffen mit Probe", "2020-05-01", "treffen", genf)}, ""},
		"counted from some day":           {"ordinal", []string{telling("Zweites Treffen mit Probe seit dem Umbruch", "2020-05-01", "treffen", genf)}, ""},
		"another one within the sentence": {"ordinal", []string{telling("Muster kündigt zweites Treffen an", "2020-05-01", "treffen", genf)}, ""},
		"ordinal silenced":                {"ordinal", []string{quiet(telling("Zweites Treffen mit Probe", "2020-05-01", "treffen", genf), "ordinal")}, ""},
		"nothing followed":                {"no-follow-up", []string{telling("A", "2020-05-01", "treffen", "  status: announced\n")}, "articles/2020/a.md:6:11: announced for 2020-05-01, and nothing says what became of it"},
		"another kind followed":           {"no-follow-up", []string{telling("A", "2020-05-01", "treffen", "  status: announced\n"), telling("B", "2020-05-01", "telefonat", "")}, "articles/2020/a.md:6:11: announced for 2020-05-01, and nothing says what became of it"},
		"it was held":                     {"no-follow-up", []string{telling("A", "[2020-05-01..2020-05-07]", "treffen", "  status: announced\n"), telling("B", "2020-05-03", "treffen", genf)}, ""},
		"it was cancelled":                {"no-follow-up", []string{telling("A", "2020-05-01", "treffen", "  status: announced\n"), telling("B", "2020-05-01", "treffen", "  status: cancelled\n")}, ""},
		"spoken of later":                 {"no-follow-up", []string{telling("A", "2020-05-01", "treffen", "  status: announced\n"), telling("B", "2020-06-03", "telefonat", "  refers_to: [a]\n")}, ""},
		"not due yet":                     {"no-follow-up", []string{telling("A", "2021-01-02", "treffen", "  status: announced\n")}, ""},
		"its event is told elsewhere":     {"no-follow-up", []string{telling("A", "2020-05-01", "treffen", "  id: x\n  status: announced\n"), telling("B", "2020-05-01", "treffen", "  id: x\n")}, ""},
		"kept by what is not there":       {"promise", []string{promising("2020-05-01", "{text: Wir reden weiter, kept_by: nie}")}, `articles/2020/a.md:9:46: no event has the id "nie"`},
		"kept by what came before":        {"promise", []string{promising("2020-05-01", "{text: Wir reden weiter, kept_by: b}"), telling("B", "2020-04-30", "treffen", "")}, "articles/2020/a.md:9:46: b on 2020-04-30 came before the promise of 2020-05-01"},
		"kept by what was cancelled":      {"promise", []string{promising("2020-05-01", "{text: Wir reden weiter, kept_by: b}"), telling("B", "2020-05-02", "treffen", "  status: cancelled\n")}, "articles/2020/a.md:9:46: b is cancelled, so it keeps no promise"},
		"promised without a word":         {"promise", []string{promising("2020-05-01", `{due: 2020-06}`)}, "articles/2020/a.md:9:12: promise says nothing"},
		"kept in the month":               {"promise", []string{promising("2020-05-01", "{text: Wir reden weiter, kept_by: b}"), telling("B", "2020-05", "treffen", "")}, ""},
		"not kept so far":                 {"promise", []string{promising("2020-05-01", "{text: Wir reden weiter, due: 2020-06}")}, ""},
		"promise silenced":                {"promise", []string{quiet(promising("2020-05-01", "{text: Wir reden weiter, kept_by: nie}"), "promise")}, ""},
		"follow-up silenced":              {"no-follow-up", []string{quiet(telling("A", "2020-05-01", "treffen", "  status: announced\n"), "no-follow-up")}, ""},
	} {
		fsys := good()
		delete(fsys, articleFile)
		fsys["ministers/probe.md"] = file("---\nname: Probe\nside: ost\nterms: [{start: 2013}]\nspellings: [Probe]\n---\n")
		fsys["kinds/treffen.md"] = file("---\nlabel: Treffen\nshape: circle\n---\n")
		fsys["places/moskau.md"] = file("---\nname: Moskau\ncoordinates: [55.8, 37.6]\n---\n")
		for i, f := range c.files {
			fsys[fmt.Sprintf("articles/2020/%c.md", 'a'+i)] = file(f)
		}
		var got []string
		for _, p := range run(t, fsys) {
			if p.Rule == c.rule {
				got = append(got, p.String())
			} else if p.Rule == "silence" {
				t.Errorf("%s: %v", name, p)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		switch {
		case c.want != "":
			shown[c.rule] = true
		case strings.Contains(name, "silenced"):
			silent[c.rule] = true
		default:
			spared[c.rule] = true
		}
	}
	for _, r := range plausible {
		if !shown[r.name] || !spared[r.name] || !silent[r.name] {
			t.Errorf("rule %s: shown %v, spared %v, silenced %v", r.name, shown[r.name], spared[r.name], silent[r.name])
		}
	}
}
