package lang

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are written for an address as these; others lose their marks.
var letters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i", "þ", "th", "’", "", "'", "")

// Slug writes a name as a word for an address: small letters a to z, digits
// and hyphens. What has no such letters is written by the numbers of its
// characters, so that no name is without a slug.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(letters.Replace(norm.NFC.String(strings.ToLower(name)))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r):
			if b.Len() > 0 {
				b.WriteByte('-')
			}
			fmt.Fprintf(&b, "u%x", r)
			gap = true
		default:
			gap = true
		}
	}
	return b.String()
}
