package markdown

import (
	"slices"
	"strings"
	"testing"
)

func resolve(dest string) (string, bool) {
	if dest == "topics/weltraum.md#anfang" {
		return "../thema/weltraum.html#anfang", true
	}
	return "", false
}

func TestHTML(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"quotes stay as they are":   {`„so“ -- 'so' "so"`, "<p>„so“ -- 'so' &quot;so&quot;</p>"},
		"internal link":             {"[x](topics/weltraum.md#anfang)", `<p><a href="../thema/weltraum.html#anfang">x</a></p>`},
		"dead link is its text":     {"ein [*x*](topics/nichts.md).", "<p>ein <em>x</em>.</p>"},
		"outside link":              {"[x](https://example.org/a?b=1&c=2)", `<p><a href="https://example.org/a?b=1&amp;c=2">x</a></p>`},
		"mail":                      {"<a@example.org>", `<p><a href="mailto:a@example.org">a@example.org</a></p>`},
		"javascript":                {"[x](javascript:alert(1))", "<p>x</p>"},
		"javascript in disguise":    {"[x](JaVaScRiPt:alert(1))", "<p>x</p>"},
		"javascript by entity":      {"[x](java&#115;cript:alert(1))", "<p>x</p>"},
		"data":                      {"[x](data:text/html;base64,AAAA)", "<p>x</p>"},
		"data image":                {"[x](data:image/png;base64,AAAA)", "<p>x</p>"},
		"javascript autolink":       {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
		"file":                      {"[x](file:///etc/passwd)", "<p>x</p>"},
		"protocol relative":         {"[x](//example.org/a)", "<p>x</p>"},
		"reference to javascript":   {"[x]\n\n[x]: javascript:alert(1)", "<p>x</p>"},
		"image is its text":         {"![ein Bild](https://example.org/a.png)", "<p>ein Bild</p>"},
		"inline tag is shown":       {"a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"},
		"script block is shown":     {"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
		"inline comment vanishes":   {"a<!-- b -->c", "<p>ac</p>"},
		"comment block vanishes":    {"<!-- b\n\nc -->\n\nd", "<p>d</p>"},
		"unclosed comment vanishes": {"<!-- b\n<script>", ""},
		"top heading":               {"# a\n\n## b", "<h2>a</h2>\n<h3>b</h3>"},
		"second heading":            {"## a\n\n### b", "<h2>a</h2>\n<h3>b</h3>"},
		"table without style":       {"|a|\n|:-:|\n|b|", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>"},
		"title attribute":           {`[x](https://example.org "a\"onmouseover=b")`, `<p><a href="https://example.org" title="a&quot;onmouseover=b">x</a></p>`},
		"entities and escapes":      {`&auml; &#8211; \* \\ a&b < > "` + "\x00", "<p>ä – * \\ a&amp;b &lt; &gt; &quot;\ufffd</p>"},
		"attributes are text":       {"## a {onclick=b}", "<h2>a {onclick=b}</h2>"},
	} {
		got := New().Body(c.src, Options{Resolve: resolve}).HTML
		if strings.TrimSpace(string(got)) != c.want {
			t.Errorf("%s: HTML(%q) = %q, want %q", name, c.src, got, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	src := "eins\n[a](x.md)\n[b](https://example.org)\n[c](../topics/y.md#z)\n[d](mailto:e@example.org)\n\n- [e](javascript:x)\n- vier [](y.md)\n"
	if got, want := New().Links(src), []Link{{"x.md", 2}, {"../topics/y.md#z", 4}, {"javascript:x", 7}, {"y.md", 8}}; !slices.Equal(got, want) {
		t.Errorf("Links(%q) = %v, want %v", src, got, want)
	}
}

func TestHeadingsBelowALevel(t *testing.T) {
	got := New().Body("## a\n\n###### b", Options{Level: 4}).HTML
	if want := "<h4>a</h4>\n<h6>b</h6>\n"; string(got) != want {
		t.Errorf("HTML at level 4 = %q, want %q", got, want)
	}
}

func TestAnchors(t *testing.T) {
	got := New().Body("## Über *Große* Dinge\n\n## Main\n\n## main", Options{Anchors: true}).HTML
	for _, want := range []string{`id="ueber-grosse-dinge"`, `id="main-2"`, `id="main-3"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("HTML with anchors = %q, want it to contain %s", got, want)
		}
	}
}
