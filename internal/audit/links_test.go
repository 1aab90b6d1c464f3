package audit_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/audit"
	"chronik/internal/diag"

	"github.com/google/go-cmp/cmp"
)

// site makes a site of names and texts; a page is what stands in its body.
func site(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		text := pairs[i+1]
		if strings.HasSuffix(pairs[i], ".html") {
			text = "<!doctype html><title>Seite</title><body>" + text
		}
		m[pairs[i]] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// brief writes problems as "file rule".
func brief(problems []diag.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.File+" "+p.Rule)
	}
	return all
}

func TestLinks(t *testing.T) {
	const ok = `<link rel="stylesheet" href="style.css"><a href="jahr/2020.html#mai">2020</a>
		<a href="?q=x">hier</a><a href="#oben" id="oben">oben</a><a href="feed.xml">Feed</a>
		<a href="https://example.org/x/">außen</a><a href="mailto:a@example.org">Post</a>
		<img src="data:image/png;base64,AA"><link rel="canonical" href="https://example.org/">
		<form action="suche.html?x=1"></form><a href="k%c3%b6ln.html">Köln</a>`
	rest := []string{
		"jahr/2020.html", `<h2 id="mai">Mai</h2><a href="../index.html">Start</a>`,
		"suche.html", "", "feed.xml", "<feed/>", "köln.html", "",
		"style.css", `@import "mehr.css"; body { background: url("data:image/svg+xml,x") } /* url(/weg) */`,
		"mehr.css", `@font-face { src: url(schrift.woff2) }`, "schrift.woff2", "",
		"404.html", `<link rel="stylesheet" href="/chronik/style.css"><a href="/chronik/index.html">Start</a>`,
		"alt.html", `<meta http-equiv="refresh" content="0; url=jahr/2020.html#mai">`,
	}
	tests := []struct {
		name  string
		extra string   // added to index.html
		files []string // added to the site or put in place of its files
		want  []string
	}{
		{"a good site", "", nil, nil},
		{"dead link", `<a href="jahr/2021.html">x</a>`, nil, []string{"index.html link-dead"}},
		{"out of the site", `<a href="../index.html">x</a>`, nil, []string{"index.html link-dead"}},
		{"page without ending", `<a href="suche">x</a>`, nil, []string{"index.html link-dead"}},
		{"other case", `<a href="Suche.html">x</a>`, nil, []string{"index.html link-dead"}},
		{"absolute", `<a href="/suche.html">x</a>`, nil, []string{"index.html link-absolute"}},
		{"folder", `<a href="jahr/">x</a>`, nil, []string{"index.html link-folder"}},
		{"folder with fragment", `<a href="jahr/#mai">x</a>`, nil, []string{"index.html link-folder"}},
		{"fragment of another page", `<a href="jahr/2020.html#juni">x</a>`, nil, []string{"index.html link-fragment"}},
		{"fragment of the page", `<a href="#unten">x</a>`, nil, []string{"index.html link-fragment"}},
		{"malformed", `<a href="%zz">x</a>`, nil, []string{"index.html link-malformed"}},
		{"script as address", `<a href=" JavaScript:alert(1)">x</a>`, nil, []string{"index.html link-script"}},
		{"base", `<base href="https://example.org/">`, nil, []string{"index.html link-base"}},
		{"script from elsewhere", `<script src="https://example.org/x.js"></script>`, nil, []string{"index.html third-party"}},
		{"script without scheme", `<script src="//example.org/x.js"></script>`, nil, []string{"index.html third-party"}},
		{"script in its address", `<script src="data:text/javascript,x"></script>`, nil, []string{"index.html third-party"}},
		{"style from elsewhere", `<link rel="preload stylesheet" href="https://example.org/x">`, nil, []string{"index.html third-party"}},
		{"image candidate from elsewhere", `<img srcset="https://example.org/x.png 2x">`, nil, []string{"index.html third-party"}},
		{"frame from elsewhere", `<iframe src="https://example.org/"></iframe>`, nil, []string{"index.html third-party"}},
		{"dead image", `<img src="bild.png">`, nil, []string{"index.html link-dead"}},
		{"the same mistake twice", `<a href="x.html">x</a><a href="x.html">y</a>`, nil, []string{"index.html link-dead"}},
		{"font from elsewhere", "", []string{"mehr.css", `src: url('https://example.org/x.woff2')`}, []string{"mehr.css third-party"}},
		{"dead import", "", []string{"style.css", `@import 'weg.css';`}, []string{"style.css link-dead"}},
		{"page nobody links to", "", []string{"allein.html", `<a href="index.html">x</a>`}, []string{"allein.html unreachable"}},
		{"pages that link only to each other", "", []string{"a.html", `<a href="b.html">x</a>`, "b.html", `<a href="a.html">x</a>`},
			[]string{"a.html unreachable", "b.html unreachable"}},
		{"redirect to nowhere", "", []string{"alt.html", `<meta http-equiv="refresh" content="0; url=jahr/2019.html">`},
			[]string{"alt.html link-dead"}},
		{"404 that loads from elsewhere", "", []string{"404.html", `<script src="https://example.org/x.js"></script>`},
			[]string{"404.html third-party"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pairs := append([]string{"index.html", ok + tt.extra}, rest...)
			problems := audit.Links(site(append(pairs, tt.files...)...))
			if diff := cmp.Diff(tt.want, brief(problems)); diff != "" {
				t.Errorf("Links (-want +got):\n%s%v", diff, problems)
			}
		})
	}
}

func TestLinksOfASiteWithoutHome(t *testing.T) {
	got := brief(audit.Links(site("a.html", "")))
	if want := []string{"a.html unreachable", "index.html link-dead"}; !cmp.Equal(got, want) {
		t.Errorf("Links = %q, want %q", got, want)
	}
}

func TestLinksNamesWhatIsWrong(t *testing.T) {
	problems := audit.Links(site("index.html", `<a href="jahr/2021.html#x">x</a>`))
	if len(problems) != 1 || !strings.Contains(problems[0].Msg, `a href="jahr/2021.html#x" leads to jahr/2021.html`) {
		t.Errorf("Links = %v, want one problem that names link and target", problems)
	}
}

// ruins is a file system in which one file cannot be read.
type ruins struct{ fs.FS }

func (r ruins) Open(name string) (fs.File, error) {
	if name == "index.html" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return r.FS.Open(name)
}

func TestUnreadableSiteIsNoProof(t *testing.T) {
	broken := ruins{site("index.html", "")}
	if got := brief(audit.Links(broken)); !cmp.Equal(got, []string{". unreadable"}) {
		t.Errorf("Links = %q, want . unreadable", got)
	}
	if got := brief(audit.Text(broken, nil, 8, nil)); !cmp.Equal(got, []string{"index.html unreadable"}) {
		t.Errorf("Text = %q, want index.html unreadable", got)
	}
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
