package build

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"go.yaml.in/yaml/v3"

	"chronik/internal/html"
	"chronik/internal/overlay"
	"chronik/static"
	"chronik/templates"
)

var keptInWords = regexp.MustCompile(`\{[a-z]*\}`)

var entriesCount = regexp.MustCompile(`(?m)\bentries: \{[^}]*"[^}]*\}[^}]*\}`)

// greek puts a Greek letter in the place of each letter, but not in
// placeholders.
func greek(text string) string {
	var b strings.Builder
	at := 0
	letters := func(s string) {
		for _, r := range s {
			if unicode.IsLetter(r) {
				r = 'α' + r%17
			}
			b.WriteRune(r)
		}
	}
	for _, kept := range keptInWords.FindAllStringIndex(text, -1) {
		letters(text[at:kept[0]])
		b.WriteString(text[kept[0]:kept[1]])
		at = kept[1]
	}
	letters(text[at:])
	return b.String()
}

// invented is the German file as that of a language with Greek letters, whose
// addresses are made of w1, w2 and so on. Its plurals are those of Polish.
func invented(t *testing.T) fstest.MapFS {
	t.Helper()
	src, err := templates.Files.ReadFile("i18n/de.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	var walk func(n *yaml.Node, change func(string) string)
	walk = func(n *yaml.Node, change func(string) string) {
		switch n.Kind {
		case yaml.ScalarNode:
			n.Value, n.Style = change(n.Value), yaml.DoubleQuotedStyle
		case yaml.MappingNode:
			for i := 1; i < len(n.Content); i += 2 {
				walk(n.Content[i], change)
			}
		default:
			for _, c := range n.Content {
				walk(c, change)
			}
		}
	}
	words := 0
	root := doc.Content[0]
	for i := 0; i < len(root.Content); i += 2 {
		change := greek
		if root.Content[i].Value == "typography" {
			continue // expressions, which no reader sees
		}
		if root.Content[i].Value == "paths" {
			change = func(string) string { words++; return "w" + strconv.Itoa(words) }
		}
		walk(root.Content[i+1], change)
	}
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	text, n := string(out), 0
	text = entriesCount.ReplaceAllStringFunc(text, func(string) string {
		n++
		return `entries: {one: "{n} ένα", few: "{n} λίγα", many: "{n} πολλά", other: "{n}"}`
	})
	if n != 1 {
		t.Fatalf("%d counts of entries in the file, want one", n)
	}
	return fstest.MapFS{"i18n/pl.yaml": &fstest.MapFile{Data: []byte(text)}}
}

// Everything a reader sees is in the file of the language: with an invented
// one, no letter that is not content is left on any page, and no address has a
// word of another.
func TestInventedLanguage(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.md":        "---\nid: tag:q.example,2026:q\ntitle: Qchronik\nlanguage: pl\npivot: q1\nsides: [{slug: qs1, label: Qnord}, {slug: qs2, label: Qsued}]\n---\nQintro.\n",
		"ministers/q1.md": "---\nname: Qanna Qahorn\nsort_name: Qahorn, Qanna\noffice: Qamt\nside: qs1\nterms: [{start: 2010-01-05}]\n---\n",
		"ministers/q2.md": "---\nname: Qbert Qbirke\nsort_name: Qbirke, Qbert\nside: qs2\nterms: [{start: 2015-02-01, end: 2019-03-04}]\n---\nQleben.\n",
		"ministers/q3.md": "---\nname: Qcarl Qcedern\nsort_name: Qcedern, Qcarl\n---\n",
		"topics/qt1.md":   "---\nlabel: Qzoll\nkeywords: [Qzoll]\n---\nQzollintro.\n",
		"topics/qt2.md":   "---\nlabel: Qbrot\nkeywords: [Qbrot]\n---\n",
		"kinds/qk1.md":    "---\nlabel: Qruf\nlabel_many: Qrufe\nshape: diamond\norder: 1\ncontact: true\n---\n",
		"kinds/qk2.md":    "---\nlabel: Qrede\nlabel_many: Qreden\nshape: bar\norder: 2\n---\n",
		"places/qp.md":    "---\nname: Qkiel\ncountry: Qland\n---\n",
		"outlets/qo1.md":  "---\nname: Qbote\nhost: qbote.example\nownership: Qeigen\nvoice: qs1\n---\n",
		"outlets/qo2.md":  "---\nname: Qstumm\nhost: qstumm.example\npolicy: withheld\npolicy_reason: Qgrund\n---\n",
		"outlets/qo3.md":  "---\nname: Qzitat\nhost: qzitat.example\npolicy: cite\npolicy_reason: Qgrund\n---\n",
		"pages/queber.md": "---\ntitle: Queber\norder: 1\naliases: [qwir]\n---\nQtext.\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	put := func(slug, date, more string) {
		fsys["articles/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Qtitel\nsummary: Qsatz.\nevent: {date: " + date + ", " + more + "\n---\nQtext.\n")}
	}
	const source = "sources: [{outlet: qo1, title: Qmeldung, url: \"https://qbote.example/1\", archive_url: \"https://qarchiv.example/1\", published: 2020-04}, {outlet: qo2, title: Qx}, {outlet: qo3, title: Qy}]"
	put("q2020-04-17", "2020-04-17", "kind: qk1, initiative: qs1, evidence: [{field: date, rule: weekday, role: event, quote: Qfreitag, says: 2020-04-17, source: 1}, {field: date, rule: qrule, role: after, says: \"[2020-04-12..]\", source: 1}, {field: kind, rule: keyword, role: event, says: qk1, source: 1}]}\nministers: [q1, q2]\npeople: [Qdora Qd]\ntopics: [qt1, qt2]\nvoice: qs1\nadded: 2026-01-02\naliases: [qalt]\n"+source)
	put("q-a", "2020-05-01", "id: qe, kind: qk1, place: qp}\nministers: [q1, q2]\nvoice: qs1")
	put("q-b", "2020-06-01", "id: qe, kind: qk1, place: qp}\nministers: [q1, q2]\nvoice: qs2")
	for i, date := range []string{"2021-05", `"2021-21?"`, "2021", `"2021-07-04~"`, `"[2021-12-20..2022-01-10]"`, `"[2021-03-01..]"`, `"[..2021-03-01]"`, `"[2021-03-01,2021-03-05]"`, `"2022-07-04%"`, "2022-07-04/2022-07-05", "2022-06/2022-08", "2021-24", `""`} {
		status := []string{"held", "announced", "cancelled"}[i%3]
		put("qd"+strconv.Itoa(i), date, "kind: qk2, status: "+status+", refers_to: [qe]}\nministers: [q1]\nreviewed: "+strconv.FormatBool(i%2 == 0)+"\ntruncated: true")
	}
	in := Input{Content: fsys, Templates: overlay.New(invented(t), templates.Files), Static: static.Files, ContentName: "content", TemplatesName: "templates", StaticName: "static"}
	site := mustRun(t, in)
	if site.Files == nil {
		t.Fatal(site.Problems)
	}
	pages := 0
	for _, f := range site.Files {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		pages++
		for word := range strings.FieldsFuncSeq(strings.TrimSuffix(f.Path, ".html"), func(r rune) bool { return r == '/' }) {
			if foreign(word) && word != "index" {
				t.Errorf("address %s has the word %q", f.Path, word)
			}
		}
		page, err := html.Parse(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(err)
		}
		machine := map[string]bool{} // names that only programs read
		for _, n := range page.Find("code") {
			for word := range strings.FieldsFuncSeq(n.Text(), func(r rune) bool { return !unicode.Is(unicode.Latin, r) }) {
				machine[word] = true
			}
		}
		for _, text := range said(t, page) {
			for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.Is(unicode.Latin, r) }) {
				if foreign(word) && !machine[word] {
					t.Errorf("%s says %q in %q", f.Path, word, text)
				}
			}
		}
	}
	if pages < 50 {
		t.Errorf("%d pages, want all kinds there are", pages)
	}
	home, _ := html.Parse(bytes.NewReader(fileNamed(t, site, "index.html")))
	if text := home.Text(); !strings.Contains(text, "15 πολλά") {
		t.Errorf("home counts 15 entries in another form than many")
	}
}

func fileNamed(t *testing.T, site built, path string) []byte {
	t.Helper()
	for _, f := range site.Files {
		if f.Path == path {
			return f.Data
		}
	}
	t.Fatalf("there is no %s", path)
	return nil
}

// foreign reports whether a word is neither content, which begins with q here,
// nor a word of an address, nor part of one.
func foreign(word string) bool {
	switch {
	case strings.HasPrefix(strings.ToLower(word), "q"), word == "example", word == "html", word == "w":
		return false
	}
	return strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 && !madeWord.MatchString(word)
}

var madeWord = regexp.MustCompile(`^w\d+(-|$)`)

// said is what a page says to readers, in its text and in attributes.
func said(t *testing.T, page *html.Page) []string {
	t.Helper()
	texts := []string{page.Text(), page.Title}
	for _, name := range []string{"alt", "aria-label", "placeholder", "title"} {
		for _, n := range page.Find("[" + name + "]") {
			texts = append(texts, n.Attr(name))
		}
	}
	for _, name := range []string{"template", "option", "title"} {
		for _, n := range page.Find(name) {
			texts = append(texts, n.Text())
		}
	}
	for _, n := range page.Find("meta") {
		if key := n.Attr("name") + n.Attr("property"); strings.HasSuffix(key, "description") || strings.HasSuffix(key, ":title") {
			texts = append(texts, n.Attr("content"))
		}
	}
	for _, n := range page.Find("[data-words]") {
		var words map[string]any
		if err := json.Unmarshal([]byte(n.Attr("data-words")), &words); err != nil {
			t.Fatal(err)
		}
		for _, v := range words {
			if text, ok := v.(string); ok {
				texts = append(texts, keptInWords.ReplaceAllString(text, ""))
			}
		}
	}
	return texts
}
