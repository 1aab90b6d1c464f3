package lang

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// typography is how the language sets words that belong together.
type typography struct {
	// Joined are expressions for what keeps its spaces unbroken, such as a day
	// and its month; {months} stands for any month.
	Joined []string `yaml:"joined"`
	// Whole are expressions for words that are not broken at their hyphens, up
	// to Longest characters.
	Whole   []string `yaml:"whole"`
	Longest int      `yaml:"longest"`
}

// typesetter is typography ready for use; nil expressions match nothing.
type typesetter struct {
	joined, whole *regexp.Regexp
	longest       int
}

// typography compiles the rules of the file.
func (c *checker) typography(f *file) typesetter {
	var months []string
	for _, m := range f.Months {
		months = append(months, regexp.QuoteMeta(m))
	}
	alternatives := func(key string, expressions []string) *regexp.Regexp {
		if len(expressions) == 0 {
			return nil
		}
		all := strings.ReplaceAll("(?:"+strings.Join(expressions, ")|(?:")+")", "{months}", "(?:"+strings.Join(months, "|")+")")
		re, err := regexp.Compile(all)
		if err != nil {
			c.fail(key, "the expressions are those of Go's package regexp", "%s: %v", key, err)
		}
		return re
	}
	return typesetter{
		joined: alternatives("typography.joined", f.Typography.Joined), whole: alternatives("typography.whole", f.Typography.Whole),
		longest: f.Typography.Longest,
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// Typeset takes HTML and returns it with no-break spaces where the language
// does not break a line, and words that it does not break at their hyphen in
// <span class="nb">. Tags, and what stands in <code> and <pre>, stay as they
// are.
func (l *Lang) Typeset(html string) string {
	if !strings.Contains(html, "<") {
		return l.typeset.text(html)
	}
	var out strings.Builder
	at, verbatim := 0, 0
	put := func(text string) {
		if verbatim == 0 {
			text = l.typeset.text(text)
		}
		out.WriteString(text)
	}
	for _, m := range tag.FindAllStringIndex(html, -1) {
		put(html[at:m[0]])
		t := html[m[0]:m[1]]
		switch {
		case strings.HasPrefix(t, "<code") || strings.HasPrefix(t, "<pre"):
			verbatim++
		case t == "</code>" || t == "</pre>":
			verbatim--
		}
		out.WriteString(t)
		at = m[1]
	}
	put(html[at:])
	return out.String()
}

func (t typesetter) text(s string) string {
	if t.joined != nil && strings.Contains(s, " ") {
		s = t.joined.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, " ", "\u00a0") })
	}
	if t.whole != nil {
		s = t.whole.ReplaceAllStringFunc(s, func(m string) string {
			if utf8.RuneCountInString(m) > t.longest {
				return m
			}
			return `<span class="nb">` + m + "</span>"
		})
	}
	return s
}
