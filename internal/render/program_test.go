package render

import (
	"bytes"
	"html/template"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/lang"
	"chronik/internal/overlay"
	"chronik/internal/page"
	"chronik/templates"
)

// german has the words of the built-in templates.
func german(t testing.TB) *lang.Lang {
	t.Helper()
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

func TestBuiltInTemplatesHavePrograms(t *testing.T) {
	r, problems := New(templates.Files, german(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, l := range r.layouts {
		if l.program == nil {
			t.Errorf("%s.html is executed by html/template", name)
		}
	}
}

type inner struct{ Name, Href string }

type outer struct {
	inner
	Text    string
	HTML    template.HTML
	URL     template.URL
	JS      template.JS
	N       int
	On      bool
	List    []string
	Items   []inner
	Deep    [][]string
	Pointer *inner
	None    *inner
	Any     any
	Map     map[string]string
	Float   float64
}

func (outer) Method() string { return "m" }

// awkward are strings that are written differently in different places.
var awkward = []string{
	"", "plain", `<script>alert("x")</script>`, `a'b"c&d+e`, "javascript:alert(1)", "JaVaScRiPt:x", "https://x.test/ä?q=1&r=%41%zz#f", "//x/y:z", "a:b", "100%", "%41",
	"a b\tc\nd", "\x00\x01", "\u2028", "\xff", "{{.}}", "&amp;", "am 17. April 2020", "START-Vertrag", "😀–€", "</title>", "`", "\\u0041", "=+-", "data:text/plain,%3C",
}

// sources are templates of all sorts; each stands for the whole document.
var sources = []string{
	`{{.Text}}`, `<p title="{{.Text}}">{{.Text}}</p>`, `<a href="{{.Text}}">x</a>`, `<a href="/s?q={{.Text}}#{{.Text}}">x</a>`, `<a href="{{.URL}}">x</a>`,
	`<title>{{.Text}}</title>`, `<textarea>{{.Text}}</textarea>`, `<script>var x = {{.Text}}</script>`, `<script>{{.JS}}</script>`, `<script type="application/ld+json">{{.JS}}</script>`,
	`<p style="color: {{.Text}}">`, `<p class={{.Text}}>`, `<meta http-equiv="refresh" content="0; url={{.Text}}">`, `<!-- {{.Text}} -->x`, `<a onclick="f({{.Text}})">`,
	`{{.HTML}}`, `<p title="{{.HTML}}">`, `<title>{{.HTML}}</title>`, `{{.N}} {{.On}} {{.Float}} {{.Any}} {{.Map}} {{.List}}`, `{{.Name}} {{.inner.Name}}`, `{{.Method}}`,
	`{{.Pointer.Name}}`, `{{.None.Name}}`, `{{with .None}}{{.Name}}{{else}}no{{end}}`, `{{with .Pointer}}{{.Name}}{{$.Text}}{{end}}`, `{{.Missing}}`, `{{if .Missing}}x{{end}}`,
	`{{range .List}}<li>{{.}}</li>{{else}}none{{end}}`, `{{range $i, $s := .List}}{{$i}}:{{$s}};{{end}}`, `{{range $s := .List}}{{$s}}{{.}}{{end}}`, `{{range .Items}}<a href="{{.Href}}">{{.Name}}</a>{{end}}`,
	`{{range .Deep}}{{range .}}{{.}}{{end}}{{end}}`, `{{range .N}}x{{end}}`, `{{range .Map}}{{.}}{{end}}`, `{{range .None}}x{{end}}`,
	`{{$x := .Text}}{{if .On}}{{$x = "new"}}{{$y := .N}}{{$y}}{{end}}{{$x}}`, `{{with $x := .Pointer}}{{$x.Name}}{{end}}`, `{{if $x := .Text}}{{$x}}{{else}}{{$x}}{{end}}`,
	`{{if and .On .Text}}a{{end}}{{if or .On .Text}}o{{end}}{{if not .On}}n{{end}}`, `{{or .Text "else"}} {{and .N .Text}}`, `{{len .List}} {{len .Text}} {{index .List 0}} {{index .List 9}}`, `{{index .Map "k"}}`,
	`{{if eq .N 3}}three{{end}}{{if eq .Text "plain"}}plain{{end}}{{if eq .N 3 4}}x{{end}}`, `{{eq .N 1.0}}`, `{{eq (len .List) 2}}`, `{{printf "%d-%s" .N .Text}}`, `{{.Text | printf "%q"}}`, `{{.Text | html}}`, `{{print .N .Text}}`,
	`{{word "site.skip"}}`, `<p title="{{word "site.skip"}}">`, `{{word "no.such"}}`, `{{word .Text}}`, `{{text .Text}}`, `{{text .HTML}}`, `{{text .N}}`, `{{text .Any}}`, `{{.Text | text}}`, `<p title="{{text .Text}}">`,
	`{{define "a"}}[{{.}}]{{end}}|||{{template "a" .Text}}{{template "a"}}{{range .List}}{{template "a" .}}{{end}}`, `{{define "b"}}{{$.Name}}{{with .Pointer}}{{$.N}}{{end}}{{end}}|||{{template "b" .}}`,
	`{{define "c"}}<a href="{{.Href}}">{{.Name}}</a> "~/{{end}}|||{{once "c" .Pointer "../"}}{{once "c" .Pointer .Text}}`, `{{define "c"}}x{{end}}|||{{once "c" .None ""}}`, `{{define "c"}}x{{end}}|||{{once "c" .Text ""}}`,
	`{{define "r"}}{{template "r" .}}{{end}}|||{{if .On}}{{template "r" .}}{{end}}`, `{{range .List}}{{if eq . "a"}}{{continue}}{{end}}{{.}}{{break}}{{end}}`, `{{/* no */ -}} x`, `{{"quoted"}} {{1}} {{true}} {{nil}}`, `{{(index .Items 0).Name}}`,
}

// both executes one template in both ways.
func both(t testing.TB, l *lang.Lang, source string, v any) (fast, slow string, ran bool) {
	t.Helper()
	defs, body, found := strings.Cut(source, "|||")
	if !found {
		defs, body = "", source
	}
	funcs := functionsOf(l, &fragments{})
	set, err := template.New("").Funcs(template.FuncMap{"word": funcs.word, "text": text(l), "once": noOnce}).Parse(defs + `{{define "base"}}` + body + "{{end}}")
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	own := &fragments{}
	set.Funcs(template.FuncMap{"once": own.of(set)})
	_ = escape("x.html", set)
	var out bytes.Buffer
	if err := set.ExecuteTemplate(&out, "base", v); err != nil {
		slow = "error"
	} else {
		slow = out.String()
	}
	p := compile(set, "base", funcs)
	if p == nil {
		return "", slow, false
	}
	out.Reset()
	if p.run(&out, "base", v) != nil {
		return "", slow, false
	}
	return out.String(), slow, true
}

// What a program writes is what html/template writes.
func TestProgramsWriteWhatTemplatesWrite(t *testing.T) {
	l := german(t)
	fast := map[string]bool{}
	for _, source := range sources {
		for _, s := range awkward {
			v := outer{
				inner: inner{s, s}, Text: s, HTML: template.HTML(s), URL: template.URL(s), JS: template.JS(`"x"`), N: 3, On: len(s)%2 == 0, List: []string{"a", s},
				Items: []inner{{s, s}, {"n", "h.html"}}, Deep: [][]string{{s}, nil}, Pointer: &inner{s, "p.html"}, Any: s, Map: map[string]string{"k": s}, Float: 1.5,
			}
			if len(s)%3 == 0 {
				v.List, v.Any = nil, 7
			}
			got, want, ran := both(t, l, source, v)
			if ran {
				fast[source] = true
				if got != want {
					t.Errorf("%s with %q writes\n%q, want\n%q", source, s, got, want)
				}
			}
		}
	}
	if len(fast) < len(sources)/2 {
		t.Errorf("only %d of %d templates have programs", len(fast), len(sources))
	}
}

func FuzzPrograms(f *testing.F) {
	l := german(f)
	for i := range sources {
		f.Add(i, awkward[i%len(awkward)])
	}
	f.Fuzz(func(t *testing.T, i int, s string) {
		if i < 0 {
			i = -(i + 1)
		}
		v := outer{inner: inner{s, s}, Text: s, HTML: template.HTML(s), URL: template.URL(s), JS: "1", List: []string{s, "x"}, Items: []inner{{s, s}}, Pointer: &inner{s, s}, Any: s}
		if got, want, ran := both(t, l, sources[i%len(sources)], v); ran && got != want {
			t.Errorf("%s with %q writes %q, want %q", sources[i%len(sources)], s, got, want)
		}
	})
}

// A failing template is reported as html/template has it, from either way.
func TestErrorsAreThoseOfTemplates(t *testing.T) {
	broken := fstest.MapFS{"page.html": &fstest.MapFile{Data: []byte("{{define \"main\"}}\n{{if .Heading}}{{.Nope}}{{end}}{{end}}")}}
	r, problems := New(overlay.New(broken, templates.Files), german(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out bytes.Buffer
	out.WriteString("before")
	err := r.Append(&out, page.Page{Path: "x.html", Template: "page", View: page.Free{Heading: "x"}})
	if err == nil || !strings.HasPrefix(err.Error(), "page.html:2:17:") || out.String() != "before" {
		t.Errorf("error %v, and %q is written", err, out.String())
	}
}

// BenchmarkPage renders the page of an entry, and a list of 200 rows that other
// pages have too.
func BenchmarkPage(b *testing.B) {
	r, problems := New(templates.Files, german(b))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	rows := make([]*page.Row, 200)
	link := page.Link{Text: "START-Vertrag", Href: "~/thema/start-vertrag.html"}
	for i := range rows {
		rows[i] = &page.Row{ID: "2020-04-17-x", Href: "~/eintrag/2020-04-17-x.html", Title: "Ein Gespräch am 17. April 2020", Summary: "Worum es geht.", Meta: []string{"Telefonat", "2 Quellen"}, Ministers: []page.Link{link}, Topics: []page.Link{link, link}}
	}
	frame := page.Frame{Lang: "de", Title: "Titel", Nav: make([]page.NavLink, 5)}
	for name, p := range map[string]page.Page{
		"list": {Path: "jahr/2020.html", Template: "year", View: page.Year{Frame: frame, Months: []page.Month{{ID: "m", Rows: rows}}}},
		"entry": {Path: "eintrag/x.html", Template: "event", View: page.Event{
			Frame: frame, Heading: "Titel", Sections: []page.Account{{Body: "<p>Ein Text.</p>"}}, Clues: make([]page.Clue, 3), Facts: []page.Fact{{Term: "Art", Items: []page.Link{link}}, {Term: "Themen", Items: []page.Link{link, link}}},
			Sources: make([]page.Source, 2), Cites: make([]page.CiteFile, 3), Pager: make([]page.PagerRow, 5), Related: rows[:3],
		}},
	} {
		b.Run(name, func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := r.Append(&out, p); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len()))
		})
	}
}
