package importer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/clean"
)

// markdown writes paragraphs so that Markdown reads them back as they are:
// headings as such, no other mark means anything.
func markdown(paragraphs []clean.Paragraph) string {
	texts := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		texts[i] = escape(p.Text)
		if p.Heading {
			texts[i] = "## " + escapeInline(p.Text)
		}
	}
	return strings.Join(texts, "\n\n")
}

// blockStart is what makes a line something else than a paragraph: headings,
// quotations, lists, rules.
var (
	blockStart  = regexp.MustCompile(`^(?:#{1,6}(?:\s|$)|>|[-+=]+(?:\s|$)|-{2,})`)
	numberStart = regexp.MustCompile(`^\d{1,9}[.)](?:\s|$)`)
	entity      = regexp.MustCompile(`^&#?[0-9A-Za-z]+;`)
)

func escape(text string) string {
	text = escapeInline(text)
	switch {
	case blockStart.MatchString(text):
		return `\` + text
	case numberStart.MatchString(text):
		at := strings.IndexAny(text, ".)")
		return text[:at] + `\` + text[at:]
	}
	return text
}

// escapeInline puts a backslash before every mark that Markdown reads inside a
// line. An underscore inside a word means nothing and stays.
func escapeInline(text string) string {
	if !strings.ContainsAny(text, "\\`*_[]<~&") {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '~':
			b.WriteByte('\\')
		case '_':
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+1:])
			if !inWord(before) || !inWord(after) {
				b.WriteByte('\\')
			}
		case '&':
			if entity.MatchString(text[i:]) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
