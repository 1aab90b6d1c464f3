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
	// to Longest characters. They match within a word, which has no space.
	Whole   []string `yaml:"whole"`
	Longest int      `yaml:"longest"`
}

// typesetter is typography ready for use. Every text of every page goes through
// it, so expressions are tried only where they can match: those that join at
// the spaces that a hint allows, those for whole words at words with a hyphen.
type typesetter struct {
	joined  *regexp.Regexp // nil: nothing is joined
	hints   spaceHints
	reach   int            // bytes of the longest match of joined
	whole   *regexp.Regexp // nil: no word is kept whole
	longest int
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
	t := typesetter{
		joined: alternatives("typography.joined", f.Typography.Joined), whole: alternatives("typography.whole", f.Typography.Whole),
		longest: f.Typography.Longest,
	}
	if t.joined != nil {
		t.hints, t.reach = hintsOf(t.joined)
	}
	return t
}

// Typeset takes HTML and returns it with no-break spaces where the language
// does not break a line, and words that it does not break at their hyphen in
// <span class="nb">. Tags, and what stands in <code> and <pre>, stay as they
// are.
func (l *Lang) Typeset(html string) string {
	var out strings.Builder
	verbatim := 0
	rest := html
	for rest != "" {
		open := strings.IndexByte(rest, '<')
		end := -1
		if open >= 0 {
			end = strings.IndexByte(rest[open:], '>')
		}
		if end < 0 {
			open, end = len(rest), -1 // no tag any more
		}
		text, tag := rest[:open], rest[open:open+end+1]
		rest = rest[open+end+1:]
		if verbatim == 0 {
			text = l.typeset.text(text)
		}
		if rest == "" && out.Len() == 0 && tag == "" {
			return text
		}
		if out.Len() == 0 {
			out.Grow(len(html) + len(html)/8)
		}
		switch {
		case strings.HasPrefix(tag, "<code") || strings.HasPrefix(tag, "<pre"):
			verbatim++
		case tag == "</code>" || tag == "</pre>":
			verbatim--
		}
		out.WriteString(text)
		out.WriteString(tag)
	}
	return out.String()
}

func (t typesetter) text(s string) string {
	return t.keepWhole(t.join(s))
}

// join makes the spaces of what belongs together no-break spaces.
func (t typesetter) join(s string) string {
	if t.joined == nil {
		return s
	}
	var out strings.Builder
	done := 0 // what is in out
	for at := t.hints.next(s, 0); at >= 0; {
		// A match may begin up to reach before the space; the window begins
		// after a space or at the start, so that \b sees what it would see.
		from := max(done, at-t.reach)
		if i := strings.LastIndexByte(s[:from], ' '); from > done {
			from = max(done, i+1)
		}
		to := min(len(s), at+t.reach)
		if i := strings.IndexByte(s[to:], ' '); i >= 0 {
			to += i
		} else {
			to = len(s)
		}
		next := at + 1
		for _, m := range t.joined.FindAllStringIndex(s[from:to], -1) {
			if start, end := from+m[0], from+m[1]; start <= at && at < end {
				out.WriteString(s[done:start])
				out.WriteString(strings.ReplaceAll(s[start:end], " ", "\u00a0"))
				done, next = end, end
			}
		}
		at = t.hints.next(s, next)
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// keepWhole puts words that are kept whole into elements.
func (t typesetter) keepWhole(s string) string {
	if t.whole == nil {
		return s
	}
	var out strings.Builder
	done := 0
	for at := nextHyphen(s, 0); at >= 0; {
		from := strings.LastIndexAny(s[:at], " \u00a0\n") + 1
		if from > 0 && s[from-1] == 0xc2 { // the first byte of a no-break space
			from++
		}
		from = max(from, done)
		to := len(s)
		if i := strings.IndexAny(s[at:], " \u00a0\n"); i >= 0 {
			to = at + i
		}
		if from == at && (s[from:to] == "–" || s[from:to] == "-") { // between words
			at = nextHyphen(s, to)
			continue
		}
		for _, m := range t.whole.FindAllStringIndex(s[from:to], -1) {
			if utf8.RuneCountInString(s[from+m[0]:from+m[1]]) > t.longest {
				continue
			}
			out.WriteString(s[done : from+m[0]])
			out.WriteString(`<span class="nb">`)
			out.WriteString(s[from+m[0] : from+m[1]])
			out.WriteString("</span>")
			done = from + m[1]
		}
		at = nextHyphen(s, to)
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// nextHyphen returns where the next hyphen or dash stands, -1 for none.
func nextHyphen(s string, from int) int {
	for i := from; i < len(s); i++ {
		// U+2010 to U+2015 begin with the bytes e2 80.
		if s[i] == '-' || s[i] == 0xe2 && strings.HasPrefix(s[i:], "\xe2\x80") {
			return i
		}
	}
	return -1
}
