package check

import (
	"slices"
	"strings"
	"testing"

	"chronik/internal/content"
)

// An article that a machine has read and that leaves no doubt.
const sureArticle = `---
title: Muster trifft Beispiel
event:
  date: 2020-04-17
  kind: treffen
  place: genf
  evidence:
    - {field: date, rule: weekday, role: event, quote: am Freitag, says: 2020-04-17, source: 1}
    - {field: date, rule: url-date, role: publication, quote: "20200418", says: 2020-04-18, source: 1}
    - {field: kind, rule: keyword, role: event, quote: traf, says: treffen, source: 1}
ministers: [muster]
topics: [oel]
sources:
  - {outlet: blatt, url: "https://blatt.test/1"}
reviewed: false
---
Text.
`

func TestDoubts(t *testing.T) {
	const day, row = "date: 2020-04-17\n", "role: event, quote: am Freitag, says: 2020-04-17"
	shown := map[string]bool{}
	for name, c := range map[string]struct {
		old, new string
		want     []string // rules
		because  string   // of the first
	}{
		"nothing":                  {},
		"no date":                  {"  " + day, "", []string{"no-date"}, "no date"},
		"clues that contradict":    {row + ", source: 1}\n", row + "}\n    - {field: date, rule: weekday, role: event, quote: am Montag, says: 2020-04-13}\n", []string{"contradicting-clues"}, `"am Freitag" says 2020-04-17, but "am Montag" says 2020-04-13`},
		"clue that the date omits": {day, "date: 2020-04-20\n", []string{"contradicting-clues"}, `"am Freitag" says 2020-04-17, but the date is 2020-04-20`},
		"wider clue agrees":        {row + ", source: 1}\n", row + "}\n    - {field: date, rule: month, role: event, quote: im April, says: 2020-04}\n", nil, ""},
		"clue on another day":      {row + ", source: 1}\n", row + "}\n    - {field: date, rule: weekday, role: before, quote: am Montag zuvor, says: 2020-04-13}\n", nil, ""},
		"day without a clue":       {row, "role: background, quote: am Freitag, says: 2020-04-17", []string{"unproven-day"}, "2020-04-17 is claimed"},
		"clue that is no date":     {row, "role: event, quote: am Freitag, says: bald", []string{"unproven-day"}, "2020-04-17 is claimed"},
		"open at the end":          {day, "date: \"[2020-04-17..]\"\n", []string{"open-date"}, "no last day"},
		"open at the beginning":    {day, "date: \"[..2020-04-17]\"\n", []string{"open-date"}, "no first day"},
		"a year":                   {day, "date: 2020\n", []string{"loose-date"}, "366 days"},
		"more than a year":         {day, "date: \"[2019-12-31..2020-12-31]\"\n", []string{"wide-date"}, "367 days"},
		"two months":               {day, "date: \"[2020-04-16..2020-05-17]\"\n", []string{"loose-date"}, "32 days"},
		"some days":                {day, "date: \"[2020-04-16..2020-04-18]\"\n", []string{"rough-date"}, "3 days"},
		"a month":                  {day, "date: 2020-04\n", []string{"rough-date"}, "30 days"},
		"what lasted is not open":  {day, "date: 2020-04-17/2020-06-01\n", nil, ""},
		"about that day":           {day, "date: 2020-04-17~\n", nil, ""},
		"no word for the kind":     {"field: kind", "field: status", []string{"no-kind-clue"}, `"treffen"`},
		"meeting nowhere":          {"  place: genf\n", "", []string{"no-place"}, "without a place"},
		"call nowhere":             {"kind: treffen\n  place: genf", "kind: telefonat", nil, ""},
		"no topic":                 {"topics: [oel]\n", "", []string{"no-topic"}, "no topic"},
		"source without address":   {`, url: "https://blatt.test/1"`, "", []string{"no-address"}, "address"},
		"no source":                {"sources:\n  - {outlet: blatt, url: \"https://blatt.test/1\"}\n", "", []string{"no-address"}, "address"},
		"cut off":                  {"reviewed:", "truncated: true\nreviewed:", []string{"truncated"}, "broke off"},
		"title of the machine":     {"event:", "title_composed: true\nevent:", []string{"composed-title"}, "pattern"},
		"several, gravest first":   {"topics: [oel]\n", "title_composed: true\ntruncated: true\n", []string{"no-topic", "truncated", "composed-title"}, "no topic"},
	} {
		if !strings.Contains(sureArticle, c.old) {
			t.Fatalf("%s: the article does not contain %q", name, c.old)
		}
		a, problems := content.Parse("articles/2020/a.md", []byte(strings.Replace(sureArticle, c.old, c.new, 1)))
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		doubts, sum := Doubts(&a)
		var rules []string
		for _, d := range doubts {
			rules = append(rules, d.Rule)
			shown[d.Rule] = true
			sum -= d.Weight
		}
		if !slices.Equal(rules, c.want) || sum != 0 {
			t.Errorf("%s: doubts %v with a rest of %d, want %v", name, rules, sum, c.want)
			continue
		}
		if len(doubts) > 0 && !strings.Contains(doubts[0].Because, c.because) {
			t.Errorf("%s: because %q, want %q", name, doubts[0].Because, c.because)
		}
	}
	for i, s := range suspicions {
		if !shown[s.name] {
			t.Errorf("no case shows the doubt %s", s.name)
		}
		if s.do == "" || s.weight <= 0 {
			t.Errorf("%s: do %q, weight %d", s.name, s.do, s.weight)
		}
		if i > 0 && s.weight > suspicions[i-1].weight {
			t.Errorf("%s stands below a lighter doubt", s.name)
		}
	}
}
