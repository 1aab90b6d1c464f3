package render

import (
	"errors"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/page"
	"chronik/templates"
)

var files = map[string]string{
	"index.md":            "---\nid: tag:example.org,2026:probe\ntitle: Probe\nlanguage: de\npivot: ahorn\n---\nWorum es <b>geht</b>.\n",
	"ministers/ahorn.md":  "---\nname: Anna Ahorn\nsort_name: Ahorn, Anna\naliases: [alt]\n---\n",
	"topics/zoll.md":      "---\nlabel: Zölle & Abgaben\n---\n",
	"kinds/telefonat.md":  "---\nlabel: Telefonat\nlabel_many: Telefonate\nshape: diamond\n---\n",
	"pages/ueber.md":      "---\ntitle: Über\n---\n## Auswahl\n\nText.\n",
	"articles/2020/a.md":  "---\ntitle: <img src=x onerror=alert(1)>\nsummary: Kurz.\nevent: {date: 2020-04-17, kind: telefonat}\nministers: [ahorn]\ntopics: [zoll]\nsources: [{outlet: bote, url: \"javascript:alert(1)\"}]\n---\nEin Text.\n",
	"articles/2022/b.md":  "---\ntitle: Zwei\nsummary: Kurz.\nevent: {id: z, date: 2022-05}\nministers: [ahorn]\n---\n",
	"articles/2022/c.md":  "---\ntitle: Drei\nsummary: Kurz.\nevent: {id: z, date: 2022}\nministers: [ahorn]\n---\n## Im Text\n\nText.\n",
	"articles/2022/d.md":  "---\ntitle: Vier\nsummary: Kurz.\nevent: {date: \"[2020-12-30..2021-01-04]\"}\n---\n",
	"articles/undat/e.md": "---\ntitle: Fünf\nsummary: Kurz.\nevent: {}\nministers: [ahorn]\n---\n",
}

// site renders a small site into memory.
func site(t *testing.T) map[string]string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, problems := content.Load(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, problems := New(templates.Files, l)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	site, problems := page.Plan(chronology.New(c), l, markdown.New())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out := map[string]string{}
	for _, planned := range site.Pages {
		p := planned.Page()
		data, err := r.Page(p)
		if err != nil {
			t.Fatal(err)
		}
		out[p.Path] = string(data)
	}
	return out
}

const policy = `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;; style-src &#39;self&#39;; img-src &#39;self&#39; data:; font-src &#39;self&#39;; connect-src &#39;self&#39;; form-action &#39;self&#39; file:; base-uri &#39;none&#39;">`

var (
	headings  = regexp.MustCompile(`<h([1-6])`)
	addresses = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	// a file by its name with extension, or one that stands in the address itself
	addressForm = regexp.MustCompile(`\.(html|css|svg|js|xml|json|csv|ics)$|^data:[a-z/.+-]+;charset=utf-8,`)
	ids         = regexp.MustCompile(` id="([^"]*)"`)
	forbidden   = regexp.MustCompile(`<style|<script>| style="| on[a-z]+="|javascript:|ZgotmplZ`)
	times       = regexp.MustCompile(`datetime="([^"]*)"`)
	timeForm    = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	firstLink   = regexp.MustCompile(`(?s)<body>\s*<a class="skip" href="#main">`)
)

// What every page must be, whatever it says.
func TestEveryPage(t *testing.T) {
	pages := site(t)
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		html := pages[path]
		if !strings.Contains(html, strings.ReplaceAll(policy, "&#39;", "'")) {
			t.Errorf("%s lacks the content security policy", path)
		}
		if !strings.Contains(html, `<html lang="de">`) {
			t.Errorf("%s does not say its language", path)
		}
		if redirect := strings.Contains(html, `http-equiv="refresh"`); !redirect && !firstLink.MatchString(html) {
			t.Errorf("%s does not begin with the skip link", path)
		}
		last, tops := 0, 0
		for _, m := range headings.FindAllStringSubmatch(html, -1) {
			level := int(m[1][0] - '0')
			if level == 1 {
				tops++
			}
			if level > last+1 {
				t.Errorf("%s jumps from h%d to h%d", path, last, level)
			}
			last = level
		}
		if tops != 1 {
			t.Errorf("%s has %d h1, want 1", path, tops)
		}
		if got := forbidden.FindString(html); got != "" {
			t.Errorf("%s has %q", path, got)
		}
		for _, m := range addresses.FindAllStringSubmatch(html, -1) {
			file, _, _ := strings.Cut(strings.ReplaceAll(m[1], "&#43;", "+"), "#")
			if strings.HasPrefix(file, "/") || strings.HasSuffix(file, "/") || (file != "" && !addressForm.MatchString(file)) {
				t.Errorf("%s links to %q", path, m[1])
			}
		}
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(html, -1) {
			if seen[m[1]] {
				t.Errorf("%s has the id %q twice", path, m[1])
			}
			seen[m[1]] = true
		}
		for _, m := range times.FindAllStringSubmatch(html, -1) {
			if !timeForm.MatchString(m[1]) {
				t.Errorf("%s has datetime %q", path, m[1])
			}
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	pages := site(t)
	for _, path := range []string{"index.html", "eintrag/a.html", "minister/ahorn/2020.html"} {
		if !strings.Contains(pages[path], "&lt;img src=x onerror=alert(1)&gt;") {
			t.Errorf("%s does not show the title as text", path)
		}
	}
	if !strings.Contains(pages["index.html"], "&lt;b&gt;geht&lt;/b&gt;") {
		t.Error("raw HTML of a body is not shown as text")
	}
}

// Templates are indented for those who read them; pages are not.
func TestIndentationStaysBehind(t *testing.T) {
	for path, html := range site(t) {
		if m := regexp.MustCompile(`(?m)^[ \t]+.*$`).FindString(html); m != "" {
			t.Errorf("%s has the indented line %q", path, m)
		}
	}
}

func TestRedirectLeadsOn(t *testing.T) {
	html := site(t)["minister/alt/2020.html"]
	for _, want := range []string{`<meta http-equiv="refresh" content="0; url=../ahorn/2020.html">`, `<link rel="canonical" href="../ahorn/2020.html">`, `<a id="to" href="../ahorn/2020.html">`} {
		if !strings.Contains(html, want) {
			t.Errorf("redirect lacks %s:\n%s", want, html)
		}
	}
}

func TestDeterministic(t *testing.T) {
	a, b := site(t), site(t)
	for path := range a {
		if a[path] != b[path] {
			t.Errorf("%s differs in two runs", path)
		}
	}
}

// with returns the built-in templates with some files changed.
func with(t *testing.T, changes map[string]string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{}
	err := fs.WalkDir(templates.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.Files, name)
		fsys[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range changes {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestTemplateProblems(t *testing.T) {
	l, _ := lang.Load(templates.Files, "de")
	for name, c := range map[string]struct{ file, text, want string }{
		"unclosed action":  {"home.html", "{{define \"main\"}}\n{{if .Status}}x\n{{end}}", "home.html:3: unexpected EOF"},
		"unknown function": {"home.html", "{{define \"main\"}}\n{{shout .Status}}{{end}}", `home.html:2: function "shout" not defined`},
		"unknown word":     {"home.html", "{{define \"main\"}}\n\n  {{word \"site.skipp\"}}{{end}}", `home.html:3:9: there is no word "site.skipp"`},
		"in a partial":     {"partials/term.html", "{{define \"term\"}}\n{{end}", "partials/term.html:2: bad character"},
		"no partial":       {"home.html", "{{define \"main\"}}\n{{template \"nothing\"}}{{end}}", `home.html:2:11: no such template "nothing"`},
		"open attribute":   {"home.html", "{{define \"main\"}}<a href=\"{{end}}", "home.html"},
	} {
		_, problems := New(with(t, map[string]string{c.file: c.text}), l)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) {
			t.Errorf("%s: problems = %v, want %s", name, problems, c.want)
		}
	}
}

func TestPageProblems(t *testing.T) {
	l, _ := lang.Load(templates.Files, "de")
	r, problems := New(with(t, map[string]string{"home.html": "{{define \"main\"}}\n {{.Titel}}{{end}}"}), l)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, err := r.Page(page.Page{Path: "index.html", Template: "home", View: page.Home{}})
	var wrong *Error
	if !errors.As(err, &wrong) || wrong.Problem.File != "home.html" || wrong.Problem.Line != 2 || !strings.Contains(wrong.Problem.Msg, "Titel") {
		t.Errorf("unknown field: %v, want home.html:2 and its name", err)
	}
	if _, err := r.Page(page.Page{Path: "x.html", Template: "fehlt"}); !errors.As(err, &wrong) || wrong.Problem.File != "fehlt.html" {
		t.Errorf("template that is not there: %v, want its file", err)
	}
}

// What is laid out once is laid out by the templates of the page it is for: a
// page that redefines a partial shows its own, all others the shared one, and a
// mistake in it is found at its own place.
func TestOnce(t *testing.T) {
	l, _ := lang.Load(templates.Files, "de")
	row := &page.Row{ID: "a", Href: page.Root + "a.html", Title: "Fische & Netze"}
	view := func() page.Year {
		return page.Year{Months: []page.Month{{Root: "../", ID: "m", Name: "Mai", Rows: []*page.Row{row}}}}
	}
	lay := func(r *Renderer, template string) string {
		t.Helper()
		out, err := r.Page(page.Page{Path: template + ".html", Template: template, View: view()})
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	main := "{{define \"main\"}}{{range .Months}}{{$root := .Root}}{{range .Rows}}{{once \"row-3\" . $root}}{{end}}{{end}}{{end}}"
	r, problems := New(with(t, map[string]string{
		"plain.html": main,
		"own.html":   main + "{{define \"row-3\"}}<p>own {{.Title}}</p>{{end}}",
	}), l)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for range 2 {
		if got := lay(r, "plain"); !strings.Contains(got, `<a href="../a.html">Fische &amp; Netze</a>`) || strings.Contains(got, "<p>own") {
			t.Errorf("plain page shows %q", got)
		}
		if got := lay(r, "own"); !strings.Contains(got, "<p>own Fische &amp; Netze</p>") {
			t.Errorf("page with its own row shows %q", got)
		}
	}

	rows, err := fs.ReadFile(templates.Files, "partials/rows.html")
	if err != nil {
		t.Fatal(err)
	}
	wrongRow := "{{define \"row-3\"}}\n {{.Titel}}{{end}}" + strings.Replace(string(rows), `define "row-3"`, `define "other"`, 1)
	r, problems = New(with(t, map[string]string{"partials/rows.html": wrongRow, "plain.html": main}), l)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, err = r.Page(page.Page{Path: "x.html", Template: "plain", View: view()})
	var wrong *Error
	if !errors.As(err, &wrong) || wrong.Problem.File != "partials/rows.html" || wrong.Problem.Line != 2 {
		t.Errorf("unknown field in what is laid out once: %v, want partials/rows.html:2", err)
	}
}
