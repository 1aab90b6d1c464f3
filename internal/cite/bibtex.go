package cite

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// BibTeX returns the entry for BibTeX and biblatex.
func (e Entry) BibTeX() string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", name, value)
		}
	}
	b.WriteString("@misc{" + e.ID)
	field("title", "{"+latex(e.Title)+"}") // styles keep the case of what stands in braces of its own
	field("howpublished", latex(e.Site+", "+e.Number))
	field("edition", e.edition())
	if !e.Issued.IsZero() {
		field("year", fmt.Sprintf("%04d", e.Issued.Year))
		fmt.Fprintf(&b, ",\n  month = %s", strings.ToLower(e.Issued.Month.String()[:3]))
		field("note", latex(e.Stand))
	}
	field("url", e.URL)
	field("language", e.Language)
	b.WriteString("\n}\n")
	return b.String()
}

// accents are the commands that put a combining mark on the letter after them.
var accents = map[rune]string{
	'\u0300': "`", '\u0301': "'", '\u0302': "^", '\u0303': "~", '\u0304': "=", '\u0306': "u ", '\u0307': ".",
	'\u0308': `"`, '\u030a': "r ", '\u030b': "H ", '\u030c': "v ", '\u0327': "c ", '\u0328': "k ",
}

// commands are the characters that TeX takes for something else, and those it
// has a command for. All others stand as they are, in UTF-8, which LaTeX and
// biber read.
var commands = map[rune]string{
	'\\': `{\textbackslash}`, '{': `{\textbraceleft}`, '}': `{\textbraceright}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`,
	'~': `{\textasciitilde}`, '^': `{\textasciicircum}`, '\u00a0': "~", '\u00ad': `\-`,
	'ß': `{\ss}`, 'æ': `{\ae}`, 'Æ': `{\AE}`, 'œ': `{\oe}`, 'Œ': `{\OE}`, 'ø': `{\o}`, 'Ø': `{\O}`, 'ł': `{\l}`, 'Ł': `{\L}`,
	'„': `{\quotedblbase}`, '“': `{\textquotedblleft}`, '”': `{\textquotedblright}`, '‚': `{\quotesinglbase}`, '‘': "`", '’': "'",
	'"': `{\textquotedbl}`, '–': "--", '—': "---", '…': `{\ldots}`, '<': `{\textless}`, '>': `{\textgreater}`,
}

// latex writes text so that TeX shows it: one line, accented letters as
// commands in braces, M{\"a}rz.
func latex(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(line(text)) {
		parts := []rune(norm.NFD.String(string(r)))
		switch {
		case commands[r] != "":
			b.WriteString(commands[r])
		case len(parts) == 2 && parts[0] < 0x80 && accents[parts[1]] != "":
			letter := string(parts[0])
			if letter == "i" || letter == "j" {
				letter = `\` + letter
			}
			b.WriteString(`{\` + accents[parts[1]] + letter + `}`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// line is text without line breaks; spaces that hold words together stay.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r < ' ' || r == '\u2028' || r == '\u2029' }), " ")
}
