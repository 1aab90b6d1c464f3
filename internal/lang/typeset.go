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
	// Whole are expressions for words that are not broken at their dashes, up
	// to Longest characters. They match within a word, which has no space.
	Whole   []string `yaml:"whole"`
	Longest int      `yaml:"longest"`
}

// typesetter is typography ready for use. Every text of every page goes through
// it, so expressions are tried only where they can match: those that join at
// the spaces that a hint allows, those for whole words at words with a dash.
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
	s := setting{html: html}
	verbatim := 0
	for at := 0; at < len(html); {
		open, end := nextTag(html, at)
		if verbatim == 0 {
			l.typeset.text(&s, at, open)
		}
		switch tag := html[open:end]; {
		case strings.HasPrefix(tag, "<code") || strings.HasPrefix(tag, "<pre"):
			verbatim++
		case tag == "</code>" || tag == "</pre>":
			verbatim--
		}
		at = end
	}
	return s.String()
}

// nextTag returns where the next tag begins and ends, the end of html if there
// is none.
func nextTag(html string, from int) (open, end int) {
	if i := strings.IndexByte(html[from:], '<'); i >= 0 {
		if n := strings.IndexByte(html[from+i:], '>'); n >= 0 {
			return from + i, from + i + n + 1
		}
	}
	return len(html), len(html)
}

// setting is HTML while it is set. Nothing is copied before something changes.
type setting struct {
	html string
	out  strings.Builder
	done int // what of html is in out
}

// replace puts a text in the place of html[from:to], which stands after all
// that was replaced before.
func (s *setting) replace(from, to int, with ...string) {
	if s.done == 0 {
		s.out.Grow(len(s.html) + len(s.html)/8 + 64)
	}
	s.out.WriteString(s.html[s.done:from])
	for _, w := range with {
		s.out.WriteString(w)
	}
	s.done = to
}

func (s *setting) String() string {
	if s.done == 0 {
		return s.html
	}
	s.replace(len(s.html), len(s.html))
	return s.out.String()
}

// text sets html[from:to], which has no tags.
func (t *typesetter) text(s *setting, from, to int) {
	text := s.html[from:to]
	joined := 0 // the end of what is joined so far
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			if i >= joined && t.joined != nil && t.hints.allow(text, i) {
				joined = t.join(text, i, joined)
			}
			if i < joined {
				s.replace(from+i, from+i+1, "\u00a0")
			}
		case c == '-' || c == 0xe2 && isDash(text[i:]):
			if t.whole != nil {
				i = t.keepWhole(s, text, i, from) - 1
			}
		}
	}
}

// isDash reports whether a text begins with one of U+2010 to U+2015.
func isDash(text string) bool {
	return len(text) > 2 && text[1] == 0x80 && text[2] >= 0x90 && text[2] <= 0x95
}

// join returns where what is joined around the space at ends, done if nothing
// is. What stands before done is joined already.
func (t *typesetter) join(text string, at, done int) int {
	// A match may begin up to reach before the space; the window begins after a
	// space or at the start, so that \b sees what it would see.
	from := max(done, at-t.reach)
	if i := strings.LastIndexByte(text[:from], ' '); from > done {
		from = max(done, i+1)
	}
	to := min(len(text), at+t.reach)
	if i := strings.IndexByte(text[to:], ' '); i >= 0 {
		to += i
	} else {
		to = len(text)
	}
	for _, m := range t.joined.FindAllStringIndex(text[from:to], -1) {
		if start, end := from+m[0], from+m[1]; start <= at && at < end {
			return end
		}
	}
	return done
}

// keepWhole puts the word with a dash at into an element where it is kept
// whole, and returns where the word ends. The text stands in html from base.
func (t *typesetter) keepWhole(s *setting, text string, at, base int) int {
	from := strings.LastIndexAny(text[:at], " \u00a0\n") + 1
	if from > 0 && text[from-1] == 0xc2 { // the first byte of a no-break space
		from++
	}
	to := len(text)
	if i := strings.IndexAny(text[at:], " \u00a0\n"); i >= 0 {
		to = at + i
	}
	if from == at && (text[from:to] == "–" || text[from:to] == "-") { // between words
		return to
	}
	for _, m := range t.whole.FindAllStringIndex(text[from:to], -1) {
		if word := text[from+m[0] : from+m[1]]; utf8.RuneCountInString(word) <= t.longest {
			s.replace(base+from+m[0], base+from+m[1], `<span class="nb">`, word, "</span>")
		}
	}
	return to
}
