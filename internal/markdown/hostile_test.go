package markdown

import (
	"strings"
	"testing"
)

// Texts that are made to be slow to read or deep are read all the same.
func TestHostile(t *testing.T) {
	for name, src := range map[string]string{
		"brackets":    strings.Repeat("[", 20_000),
		"links":       strings.Repeat("[a](", 20_000),
		"emphasis":    strings.Repeat("*a ", 20_000) + strings.Repeat("a*", 20_000),
		"underscores": strings.Repeat("_a_b", 20_000),
		"quotes":      strings.Repeat("> ", 2_000) + "a",
		"lists":       strings.Repeat("- ", 2_000) + "a",
		"backticks":   strings.Repeat("`a``b", 10_000),
		"tables":      strings.Repeat("|a", 5_000) + "\n" + strings.Repeat("|-", 5_000) + "\n",
		"tags":        strings.Repeat("<a b=", 20_000),
		"references":  strings.Repeat("[a]: b\n\n", 5_000) + strings.Repeat("[a]", 5_000),
		"zero bytes":  strings.Repeat("\x00", 10_000),
		"no UTF-8":    strings.Repeat("\xff\xfe", 10_000),
	} {
		body := New().Body(src, Options{})
		if strings.Contains(string(body.HTML), "<a b=") || strings.Contains(string(body.HTML), "\x00") {
			t.Errorf("%s: %.200s", name, body.HTML)
		}
	}
}
