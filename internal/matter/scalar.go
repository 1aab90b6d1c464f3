package matter

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

var (
	// A plain scalar that no YAML 1.1 or 1.2 reader takes for anything but text,
	// in a block as well as inside [ ] and { }: a letter first, then letters,
	// digits and the marks that never mean anything there.
	plainText = regexp.MustCompile(`^[\pL][\pL\pN _./()'“„”‚‘’–—«»+%§;!-]*$`)
	// EDTF values that begin with a digit.
	plainDate = regexp.MustCompile(`^\d{4}(-\d\d){0,2}[~%]?(/(\d{4}(-\d\d){0,2}[~%]?|\.\.))?$`)
	// Slugs that begin with a date.
	plainSlug = regexp.MustCompile(`^\d[\d-]*-[a-z][a-z0-9-]*$`)
	reserved  = regexp.MustCompile(`(?i)^(true|false|yes|no|on|off|y|n|null|nan|inf)$`)
)

// Scalar returns s as the YAML value of a key in a block, on one line: plain
// where that is safe, else in double quotes. Decode reads it back as s; bytes
// that are not UTF-8 become U+FFFD.
func Scalar(s string) string {
	// Commas separate nothing in a block.
	return scalar(s, strings.ReplaceAll(s, ",", ""))
}

// FlowScalar is Scalar for a value inside [ ] or { }.
func FlowScalar(s string) string { return scalar(s, s) }

func scalar(s, form string) string {
	if plainDate.MatchString(s) || plainSlug.MatchString(s) {
		return s
	}
	if plainText.MatchString(form) && !reserved.MatchString(form) && s[0] == form[0] && strings.TrimRightFunc(s, unicode.IsSpace) == s {
		return s
	}
	return quoted(s)
}

// quoted writes s as a double quoted YAML scalar on one line.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case !unicode.IsPrint(r):
			// What a reader cannot see, or YAML does not allow as it is.
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// List returns texts as a YAML list on one line.
func List(texts []string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, s := range texts {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(FlowScalar(s))
	}
	b.WriteByte(']')
	return b.String()
}
