package raw

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// What is made to bring a reader down is a problem of its own, said in words;
// the documents beside it are read.
func TestHostile(t *testing.T) {
	const p = "<p>Die Minister sprachen am See über den Fischfang.</p>"
	page := func(before string) string { return "<!doctype html><html><body>" + before + p }
	for _, c := range []struct{ name, src, problem string }{
		{"tags in tags", page(strings.Repeat("<div>", 10_000)), "page cannot be read: html: open stack of elements exceeds 512 nodes"},
		{"many paragraphs", page(strings.Repeat("<p>x", 50_000)), "document has 50001 paragraphs, at most 10000 can be read"},
		{"many lines", strings.Repeat("Eine Zeile mit Worten\n", 50_000), "document has 50000 paragraphs, at most 10000 can be read"},
		{"many attributes", page(`<div class="` + strings.Repeat("a ", 500_000) + `">`), ""},
		{"lists in linked data", "<!doctype html><html><head><script type='application/ld+json'>" + strings.Repeat("[", 100_000) + "</script></head><body>" + p, ""},
		{"facts without end", "<!doctype html><html><head>" + strings.Repeat(`<meta name="author" content="A">`, 5_000) + manyAuthors(5_000) + "</head><body>" + p, ""},
	} {
		name := "a.txt"
		d, problems := Open(name, []byte(c.src))
		switch {
		case c.problem == "" && (d == nil || len(d.Blocks) > 300):
			t.Errorf("%s: %v, want a document", c.name, problems)
		case c.problem != "" && (d != nil || len(problems) != 1 || problems[0].Msg != c.problem || problems[0].Hint == ""):
			t.Errorf("%s: problems %v, want %q and a hint", c.name, problems, c.problem)
		}
	}
}

func manyAuthors(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<meta name="author" content="A%d">`, i)
	}
	return b.String()
}

// pieces reads all that a file gives.
func pieces(name, src string) (docs []string, problems []string) {
	for p := range Pieces(name, bytes.NewReader([]byte(src)), int64(len(src))) {
		d, found := p.Open()
		if d != nil {
			docs = append(docs, p.Name+" "+d.Meta.URL)
		}
		for _, f := range found {
			problems = append(problems, f.String())
		}
	}
	return docs, problems
}

func TestFeeds(t *testing.T) {
	text := strings.Repeat("Die Minister sprachen am See über den Fischfang. ", 10)
	for _, c := range []struct {
		name, src string
		docs      []string
		problem   string
	}{
		{"a.rss", `<rss version="2.0"><channel><title>Blatt</title><item><title>Fang</title><link>https://see.example/1</link><description>` + text + `</description></item><item><description>kurz</description></item></channel></rss>`,
			[]string{"a.rss#1 https://see.example/1"}, "a.rss: 1 of 2 items hold only a teaser, no article"},
		{"a.xml", `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blatt</title><entry><title>Fang</title><link href="https://see.example/2"/><content type="html">&lt;p&gt;` + text + `&lt;/p&gt;</content></entry></feed>`,
			[]string{"a.xml#1 https://see.example/2"}, ""},
		{"a.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Blatt","items":[{"id":"1","url":"https://see.example/3","title":"Fang","content_html":"<p>` + text + `</p>"}]}`,
			[]string{"a.json#1 https://see.example/3"}, ""},
		{"many.rss", `<rss version="2.0"><channel>` + strings.Repeat("<item/>", 1_000_000) + `</channel></rss>`, nil, "many.rss: feed has 1000000 items, at most 20000 can be read"},
		{"link.rss", `<rss version="2.0"><channel><item><title>Fang</title><link>javascript:alert(1)</link><description>` + text + `</description></item></channel></rss>`, []string{"link.rss#1 "}, ""},
	} {
		docs, problems := pieces(c.name, c.src)
		if fmt.Sprint(docs) != fmt.Sprint(c.docs) || c.problem == "" && len(problems) > 0 || c.problem != "" && (len(problems) != 1 || problems[0] != c.problem) {
			t.Errorf("%s: documents %q, problems %q, want %q, %q", c.name, docs, problems, c.docs, c.problem)
		}
	}
}
