package matter

import (
	"strings"
	"testing"
)

// Front matter that is made to grow, or to be deep, is a problem like others.
func TestHostile(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for _, c := range "bcdefghi" {
		before := "*" + string(c-1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat(before+",", 8) + before + "]\n"
	}
	for name, src := range map[string]string{
		"a bomb":       "---\n" + bomb + "title: *i\n---\n",
		"deep lists":   "---\ntitle: " + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "\n---\n",
		"deep maps":    "---\ntitle: " + strings.Repeat("{a: ", 20_000) + strings.Repeat("}", 20_000) + "\n---\n",
		"an alias":     "---\nword: &x a\ntitle: *x\n---\n",
		"a loop":       "---\ntitle: &x [*x]\n---\n",
		"a merge":      "---\nnested: &x {word: a}\n<<: *x\n---\n",
		"many of one":  "---\n" + strings.Repeat("title: a\n", 5_000) + "---\n",
		"another type": "---\ntitle: !!python/object:os.system [x]\n---\n",
	} {
		d, problems := Split("f.md", []byte(src))
		if len(problems) == 0 {
			var v sample
			problems = d.Decode(&v)
		}
		if len(problems) == 0 {
			t.Errorf("%s is read without a problem", name)
		}
		for _, p := range problems {
			if p.Line == 0 {
				t.Errorf("%s: %v has no line", name, p)
			}
		}
	}
}
