package audit_test

import (
	"strings"
	"testing"

	"chronik/internal/audit"

	"github.com/google/go-cmp/cmp"
)

func TestStructure(t *testing.T) {
	const head = `<!doctype html><html lang="de"><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"><link rel="icon" href="i.svg"><title>A</title></head><body>`
	const skip = `<a href="#m">Zum Inhalt</a>`
	tests := []struct {
		name, page, other string // other: name of a further file, its text is page
		want              []string
	}{
		{"a good page", head + skip + `<nav aria-label="N"><a href="x">x</a></nav><main id="m"><h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><time datetime="2020-04">x</time><script type="application/ld+json">{}</script><svg><use href="#k"/></svg></main>`, "", nil},
		{"no language", `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"><link rel="icon" href="i.svg"><title>A</title></head><body>` + skip + `<main id="m"><h1>A</h1></main>`, "", []string{"language"}},
		{"no policy", `<!doctype html><html lang="de"><link rel="icon" href="i.svg"><title>A</title><body>` + skip + `<main id="m"><h1>A</h1></main>`, "", []string{"policy"}},
		{"no icon", strings.Replace(head, `<link rel="icon" href="i.svg">`, "", 1) + skip + `<main id="m"><h1>A</h1></main>`, "", []string{"icon"}},
		{"heading left out", head + skip + `<main id="m"><h1>A</h1><h3>C</h3></main>`, "", []string{"heading"}},
		{"two h1", head + skip + `<main id="m"><h1>A</h1><h1>B</h1></main>`, "", []string{"heading"}},
		{"no main", head + skip + `<h1>A</h1>`, "", []string{"main"}},
		{"another link first", head + `<a href="x">x</a>` + skip + `<main id="m"><h1>A</h1></main>`, "", []string{"skip"}},
		{"nameless nav", head + skip + `<nav></nav><main id="m"><h1>A</h1></main>`, "", []string{"nav"}},
		{"season as datetime", head + skip + `<main id="m"><h1>A</h1><time datetime="2020-21">x</time></main>`, "", []string{"datetime"}},
		{"no such day", head + skip + `<main id="m"><h1>A</h1><time datetime="2020-02-31">x</time></main>`, "", []string{"datetime"}},
		{"style attribute", head + skip + `<main id="m"><h1 style="color:red">A</h1></main>`, "", []string{"inline"}},
		{"handler", head + skip + `<main id="m"><h1 onclick="x()">A</h1></main>`, "", []string{"inline"}},
		{"style element", head + skip + `<main id="m"><h1>A</h1><style>p{}</style></main>`, "", []string{"inline"}},
		{"script in the page", head + skip + `<main id="m"><h1>A</h1><script>x()</script></main>`, "", []string{"inline"}},
		{"module", head + skip + `<main id="m"><h1>A</h1><script type="module" src="a.js"></script></main>`, "", []string{"inline"}},
		{"integrity", head + skip + `<main id="m"><h1>A</h1><script integrity="x" src="a.js"></script></main>`, "", []string{"not-on-disk"}},
		{"symbol of another file", head + skip + `<main id="m"><h1>A</h1><svg><use href="s.svg#k"/></svg></main>`, "", []string{"not-on-disk"}},
		{"fetch", `fetch ("x.json")`, "a.js", []string{"not-on-disk"}},
		{"a word like fetch", `prefetch("x"); t.import_(x)`, "a.js", nil},
		{"mask", `a { mask: url(x.svg) }`, "a.css", []string{"not-on-disk"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := tt.other
			if name == "" {
				name = "index.html"
			}
			fsys := site()
			fsys[name] = file(tt.page)
			var got []string
			for _, p := range audit.Structure(fsys, "default-src 'self'") {
				got = append(got, p.Rule)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Structure (-want +got):\n%s", diff)
			}
		})
	}
	fsys := site()
	fsys["a.html"], fsys["b.html"] = file(tests[0].page), file(tests[0].page)
	if got := brief(audit.Structure(fsys, "default-src 'self'")); !cmp.Equal(got, []string{"b.html title"}) {
		t.Errorf("two pages of one title: %q, want b.html title", got)
	}
}
