package evaluate

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/importer"
)

func sample(t *testing.T) *content.Content {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, src := range map[string]string{
		"index.md": "title: A", "ministers/ahorn.md": "name: Ahorn", "ministers/birke.md": "name: Birke",
		"topics/oel.md": "label: Öl", "topics/gas.md": "label: Gas",
		"kinds/treffen.md": "label: Treffen", "kinds/telefonat.md": "label: Telefonat", "places/kiel.md": "name: Kiel",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte("---\n" + src + "\n---\n")}
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatalf("load: %v", problems)
	}
	return c
}

func text(s string) *string { return &s }

// A page on which everything is read as labelled.
const label = `{"file":"pages/a.txt","title":"Ahorn ruft an","published":"2020-04-18","event_date":"2020-04-17",` +
	`"event_date_exact_derivable_from_text":true,"ministers":["ahorn","birke"],"topics":["oel"],"kind":"telefonat","place":null,` +
	`"keep":["am Apparat"],"drop":["Werbung"]}`

func reading() *importer.Explanation {
	return &importer.Explanation{
		Title: "Ahorn ruft an", Published: text("2020-04-18"), EventDate: text("2020-04-17"),
		Ministers: []string{"ahorn", "birke"}, Topics: []string{"oel"}, Kind: "telefonat", Body: "Sie sprachen\nam  Apparat.",
	}
}

// said are the figures that are not perfect, as "name value/n", and the misses.
func said(r Report) []string {
	var all []string
	for _, f := range r.Figures {
		switch {
		case f.Name == "published invented" && !f.Known: // no page without a day
		case !f.Known:
			all = append(all, f.Name+" unknown")
		case f.Rate && (f.Value == 1) == (f.Name == "published invented"):
			all = append(all, fmt.Sprintf("%s %.2f/%d", f.Name, f.Value, f.N))
		}
	}
	for _, m := range r.Misses {
		all = append(all, m.String())
	}
	return all
}

func TestScore(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string // change of the label
		read     func(e *importer.Explanation)
		want     []string
	}{
		"all right": {},
		"phrase lost": {read: func(e *importer.Explanation) { e.Body = "Sie sprachen." }, want: []string{
			"keep 0.00/1", `pages/a.txt: keep: got nothing, want "am Apparat"`}},
		"phrase in the title is kept":                {read: func(e *importer.Explanation) { e.Title, e.Body = "Ahorn ruft an", "" }, from: "am Apparat", to: "ruft an"},
		"Markdown and line breaks are no difference": {from: "am Apparat", to: `**am** \n_Apparat_`},
		"noise left": {read: func(e *importer.Explanation) { e.Body += "\nWerbung" }, want: []string{
			"drop 0.00/1", `pages/a.txt: drop: got "Werbung", want nothing`}},
		"noise in the title is no miss": {from: `["Werbung"]`, to: `["Ahorn ruft"]`},
		"other title": {read: func(e *importer.Explanation) { e.Title = "Anruf" }, want: []string{
			"title 0.00/1", `pages/a.txt: title: got "Anruf", want "Ahorn ruft an"`}},
		"title not labelled": {from: `"title":"Ahorn ruft an",`, want: []string{"title unknown"}},
		"time of day is cut": {from: `"2020-04-18"`, to: `"2020-04-18T10:00:00+02:00"`},
		"day of publication wrong": {read: func(e *importer.Explanation) { e.Published = text("2020-04-19") }, want: []string{
			"published 0.00/1", `pages/a.txt: published: got "2020-04-19", want "2020-04-18"`}},
		"day of publication invented": {from: `"published":"2020-04-18",`, want: []string{
			"published unknown", "published invented 1.00/1", "median date width in days unknown", `pages/a.txt: published: got "2020-04-18", want nothing`}},
		"wide date contains": {read: func(e *importer.Explanation) { e.EventDate = text("2020") }, want: []string{
			"date within 45 days 0.00/1", "claimed days right unknown", "date exact where derivable 0.00/1",
			`pages/a.txt: event_date, derivable exactly: got "2020", want "2020-04-17"`}},
		"no date contains all": {read: func(e *importer.Explanation) { e.EventDate = nil }, want: []string{
			"date within 45 days 0.00/1", "claimed days right unknown", "date exact where derivable 0.00/1", "median date width in days unknown",
			`pages/a.txt: event_date, derivable exactly: got nothing, want "2020-04-17"`}},
		"claimed day wrong": {read: func(e *importer.Explanation) { e.EventDate = text("2020-04-16") }, want: []string{
			"date contains 0.00/1", "date within 45 days 0.00/1", "claimed days right 0.00/1", "date exact where derivable 0.00/1",
			`pages/a.txt: event_date: got "2020-04-16", want "2020-04-17"`, `pages/a.txt: event_date, derivable exactly: got "2020-04-16", want "2020-04-17"`}},
		"a qualified day is not claimed, but exact": {read: func(e *importer.Explanation) { e.EventDate = text("2020-04-17~") }, want: []string{
			"claimed days right unknown"}},
		"date that can be defended": {read: func(e *importer.Explanation) { e.EventDate = text("2020-04-16") },
			from: `"keep"`, to: `"also":{"event_date":["2020-04-16"]},"keep"`},
		"minister too many, topic missing": {read: func(e *importer.Explanation) { e.Ministers, e.Topics = []string{"ahorn", "eiche"}, nil }, want: []string{
			"ministers precision 0.50/2", "ministers recall 0.50/2", "ministers F1 0.50/3", "topics precision unknown", "topics recall 0.00/1", "topics F1 0.00/1",
			`pages/a.txt: ministers: got "ahorn eiche", want "ahorn birke"`, `pages/a.txt: topics: got nothing, want "oel"`}},
		"topic that may be found": {read: func(e *importer.Explanation) { e.Topics = []string{"gas", "oel"} }, from: `"kind"`, to: `"topics_may":["gas"],"kind"`},
		"ministers that can be defended": {read: func(e *importer.Explanation) { e.Ministers = []string{"birke"} },
			from: `"keep"`, to: `"also":{"ministers":[["ahorn"],["birke"]]},"keep"`},
		"kind and place wrong": {read: func(e *importer.Explanation) { e.Kind, e.Place = "treffen", "Kiel" }, want: []string{
			"kind 0.00/1", "place 0.00/1", `pages/a.txt: kind: got "treffen", want "telefonat"`, `pages/a.txt: place: got "Kiel", want nothing`}},
		"kind and place that can be defended": {read: func(e *importer.Explanation) { e.Kind, e.Place = "treffen", "" },
			from: `"place":null,`, to: `"place":"Kiel","also":{"kind":["treffen"],"place":[null]},`},
		"place not labelled": {read: func(e *importer.Explanation) { e.Place = "Kiel" }, from: `"place":null,`, want: []string{"place unknown"}},
	} {
		if !strings.Contains(label, c.from) {
			t.Fatalf("%s: the label has no %q", name, c.from)
		}
		labels, problems := Parse("gold.jsonl", []byte(strings.Replace(label, c.from, c.to, 1)), sample(t))
		if len(problems) > 0 {
			t.Errorf("%s: problems %v, want none", name, problems)
			continue
		}
		e := reading()
		if c.read != nil {
			c.read(e)
		}
		if diff := cmp.Diff(c.want, said(Score(labels, []*importer.Explanation{e}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Nothing is taken from a page that cannot be read; what it must drop is gone.
func TestScoreUnread(t *testing.T) {
	labels, _ := Parse("gold.jsonl", []byte(label), sample(t))
	r := Score(labels, []*importer.Explanation{nil})
	for _, f := range r.Figures {
		want := map[string]float64{"pages": 1, "pages not read": 1, "drop": 1, "date contains": 1, "place": 1, "ministers precision": 1, "topics precision": 1}[f.Name]
		if f.Value != want {
			t.Errorf("%s = %v, want %v", f.Name, f.Value, want)
		}
	}
	if n := len(r.Misses); n != 7 {
		t.Errorf("%d misses, want keep, title, published, event_date, ministers, topics and kind: %v", n, r.Misses)
	}
}

// Terms are counted over all pages together, and the median of an even number
// of widths is the wider one in the middle; an open date is the widest of all.
func TestScoreOverPages(t *testing.T) {
	var src string
	var readings []*importer.Explanation
	for i, date := range []string{"2020-04-17", "[2020-04-15..2020-04-18]", "[2020-04..]", "2020-04"} {
		src += strings.Replace(label, "pages/a", fmt.Sprintf("pages/%d", i), 1) + "\n\n"
		e := reading()
		e.EventDate = text(date)
		if i > 0 {
			e.Ministers = []string{"ahorn"}
		}
		readings = append(readings, e)
	}
	labels, problems := Parse("gold.jsonl", []byte(src), sample(t))
	if len(problems) > 0 || len(labels) != 4 {
		t.Fatalf("%d labels, problems %v", len(labels), problems)
	}
	got := map[string]string{}
	for _, f := range Score(labels, readings).Figures {
		got[f.Name] = fmt.Sprintf("%.3f/%d", f.Value, f.N)
	}
	for name, want := range map[string]string{
		"median date width in days": "30.000/4", "date within 45 days": "0.750/4", "claimed days right": "1.000/1",
		"ministers precision": "1.000/5", "ministers recall": "0.625/8", "ministers F1": "0.769/8",
	} {
		if got[name] != want {
			t.Errorf("%s = %s, want %s", name, got[name], want)
		}
	}
}

func TestParseProblems(t *testing.T) {
	for _, c := range []struct{ src, want, hint string }{
		{"", "g:1:1: file has no label", "one JSON object a line"},
		{`[1]`, "g:1:1: not a JSON object", ""},
		{"\n" + `{"file":"a.txt",}`, "g:2:17: not JSON: invalid character '}'", ""},
		{`{"file":"a.txt"`, "g:1:15: not JSON: unexpected end", ""},
		{`{"file":"a.txt"} {}`, "g:1:18: not JSON: invalid character '{'", "one JSON object a line"},
		{`{"file":"a.txt"} x`, "g:1:18: not JSON: invalid character 'x'", ""},
		{`{"kind":"treffen"}`, "g:1:1: label has no file", "pages/a.txt"},
		{`{"file":"../a.txt"}`, `g:1:9: "../a.txt" is no file in the folder`, "relative"},
		{`{"file":"a.txt"}` + "\n" + `{"file":"a.txt"}`, "g:2:9: a.txt is labelled on line 1 as well", ""},
		{`{"file":"a.txt","kind":"treffen","kind":"treffen"}`, `g:1:34: key "kind" stands twice`, ""},
		{`{"file":"a.txt","title":7}`, "g:1:25: value is not a text", ""},
		{`{"file":"a.txt","topics":"oel"}`, "g:1:26: value is not a list of texts", ""},
		{`{"file":"a.txt","event_date_exact_derivable_from_text":1}`, "g:1:56: value is not true or false", ""},
		{`{"file":"a.txt","also":{"ministers":["ahorn"]}}`, "g:1:37: value is not a list of lists of texts", ""},
		{`{"title":"Öl","event_date":"17.4.2020","file":"a.txt"}`, `g:1:28: "17.4.2020" is not a date`, "2020-04-17"},
		{`{"file":"a.txt","also":{"event_date":["bald"]}}`, `g:1:24: "bald"`, ""},
		{`{"file":"a.txt","keep":["**"]}`, `g:1:24: phrase "**" has no word`, ""},
		{`{"file":"a.txt","ministers":["ahorn","birkee"]}`, `g:1:38: unknown minister "birkee"`, `"birke"`},
		{`{"file":"a.txt","topics_may":["wald"]}`, `g:1:31: unknown topic "wald"`, "counts as a miss"},
		{`{"file":"a.txt","kind":"trefen"}`, `g:1:24: unknown kind "trefen"`, `"treffen"`},
		{`{"file":"a.txt","place":"kiel"}`, `g:1:25: unknown place "kiel"`, `"Kiel"`},
		{`{"file":"a.txt","titel":"A"}`, `g:1:17: unknown key "titel" is not scored`, `"title"`},
		{`{"file":"a.txt","also":{"knd":["treffen"]}}`, `g:1:25: unknown key "also.knd" is not scored`, `"also.kind"`},
	} {
		_, problems := Parse("g", []byte(c.src), sample(t))
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) || !strings.Contains(problems[0].Hint, c.hint) {
			t.Errorf("Parse(%s) = %v, want %s with the hint %s", c.src, problems, c.want, c.hint)
			continue
		}
		warning := strings.Contains(c.want, "unknown ")
		if got := problems[0].Severity == diag.Warning; got != warning {
			t.Errorf("Parse(%s): warning %v, want %v", c.src, got, warning)
		}
	}
}

func TestParseLeavesAlone(t *testing.T) {
	for name, src := range map[string]string{
		"keys for people":    `{"file":"a.txt","note":{"x":1},"outlet":3,"mentioned_people":null,"published_evidence":"url"}`,
		"null":               `{"file":"a.txt","title":null,"published":null,"event_date":null,"ministers":null,"kind":null,"place":null,"keep":null,"also":null}`,
		"escapes and spaces": ` { "file" : "a.txt" , "title" : "\u00d6l \"\ud83d\ude00\"" } ` + "\r\n",
	} {
		labels, problems := Parse("g", []byte(src), sample(t))
		if len(problems) > 0 || len(labels) != 1 || labels[0].File != "a.txt" {
			t.Errorf("%s: %+v, problems %v", name, labels, problems)
		}
	}
	// An unknown key is reported once, not on every line.
	_, problems := Parse("g", []byte(`{"file":"a.txt","x":1}`+"\n"+`{"file":"b.txt","x":1}`), sample(t))
	if len(problems) != 1 {
		t.Errorf("problems = %v, want one", problems)
	}
}
