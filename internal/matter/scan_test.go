package matter

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// same reports how two trees differ, "" if they do not.
func same(a, b *node) string {
	if a == nil || b == nil {
		if a == b {
			return ""
		}
		return "one is missing"
	}
	seen := func(n *node) string {
		return fmt.Sprintf("%d:%d kind %d %q quoted %v, %d below", n.line, n.col, n.kind, n.value, n.quoted, n.n)
	}
	if seen(a) != seen(b) {
		return seen(a) + " and " + seen(b)
	}
	for a, b = a.first, b.first; a != nil || b != nil; a, b = a.next, b.next {
		if d := same(a, b); d != "" {
			return d
		}
	}
	return ""
}

// Whatever the scanner takes, YAML reads in the same way.
func FuzzScan(f *testing.F) {
	files, _ := filepath.Glob("../../content/*/*.md")
	deep, _ := filepath.Glob("../../content/articles/*/*.md")
	for _, file := range append(files, deep...) {
		if src, err := os.ReadFile(file); err == nil {
			f.Add(string(src))
		}
	}
	for _, block := range []string{
		"title: a\nevent:\n  date: 2020-04-17\n  evidence:\n    - {field: date, quote: \"am \\\"17.\\\" April\", offset: 12}\nreviewed: true",
		"a: 'b'\nc: [d, \"e\", 'f', [g]]\nh: {i: j, k: {l: m}}", "a: b: c", "a: b #c", "a: -b", "a: - b", "a:\n- b\n- c", "a:\n  - b\n  -  c", "a: [b,c]", "a: [b , c]", "a: {b: c,d: e}",
		"a: https://x.test/a:b", "a: [https://x.test/a, b:c]", "a: 12:30:00", "a: yes\nb: no\nc: null\nd: ~\ne: 0x1f\nf: 1_000\ng: .inf\nh: 2020-01-01T00:00:00Z", "a: \"b\\nc\"", "a: |\n  b", "a: b\n  c",
		"a: <<\n<<: b", "a: =", "ä: b", "a: „Straße“: x", "a: b\u0085c", "a: \ufeffb", "a: b\n\nc: d", "a: b\n# c\nd: e", "a:\n  b: c\n    d: e", "a: ''", "a: 'b''c'", "a: \"\"", "a: []\nb: {}", "a: [ ]", "a: {b}", "a: [b: c]",
		"a: b\na: c", "a: ?b", "a: b?\nc: d!", "a: %b", "a: b%", "a: *b", "a: &b c", "a: !!str b", "a: [b]c", "a: 'b' c", "y: n\nn: y", "true: false", "null: a", "a: @b", "a: `b`", "a: b,c", "a: b]c", "a: {b: c]}", "-: a", "a-b: c",
		"a: ... \n", "...: a", "a: ---b", "a: {b: \"c\", d: e f}", "a: {b: c:d}", "a: {b: c: d}", "a: [a#b, c #d]", "a: {a: 0?}", "a: [b?c]", "é: 1\nb:  c", "b:c\nd: e", "a: \u2028b",
	} {
		f.Add("---\n" + block + "\n---\nText\n---\n")
	}
	f.Fuzz(func(t *testing.T, src string) {
		if _, _, _, ok := scan([]byte(src)); !ok {
			t.Skip()
		}
		fast, problems := Split("f.md", []byte(src))
		if len(problems) > 0 {
			t.Fatalf("problems %v of what was scanned", problems)
		}
		slow, problems := splitYAML("f.md", []byte(src))
		if len(problems) > 0 {
			t.Fatalf("%q: YAML has problems %v", src, problems)
		}
		if d := same(fast.node, slow.node); d != "" {
			t.Fatalf("%q: the trees differ: %s", src, d)
		}
		fast.node, slow.node, fast.Head = nil, nil, ""
		if !reflect.DeepEqual(fast, slow) {
			t.Fatalf("%q is cut into %+v, want %+v", src, fast, slow)
		}
	})
}

// The files of this repository are scanned, or it would be for nothing.
func TestOwnFilesAreScanned(t *testing.T) {
	files, _ := filepath.Glob("../../content/articles/*/*.md")
	scanned := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, ok := scan(src); ok {
			scanned++
		}
	}
	if scanned*100 < len(files)*95 || len(files) == 0 {
		t.Errorf("%d of %d articles are scanned", scanned, len(files))
	}
}

func BenchmarkSplit(b *testing.B) {
	src := []byte("---\ntitle: \"START-Vertrag: Anna Ahorn fordert eine klare Antwort\"\nevent:\n  date: 2013-03-09\n  kind: interview\n  place: neu-delhi\nministers: [ahorn, birke]\ntopics: [start-vertrag, ukraine, energie]\nsources:\n  - {outlet: bote, url: \"https://bote.example/2013/ahorn\", published: 2013-03-11}\ntext: own\nreviewed: true\n---\n\nEin Text.\n")
	for name, split := range map[string]func() Doc{
		"scan": func() Doc { d, _ := Split("a.md", src); return d },
		"YAML": func() Doc { d, _ := splitYAML("a.md", src); return d },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				split()
			}
		})
	}
}
