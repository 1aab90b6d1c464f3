// Package templates is the built-in look: how pages are laid out, and the words
// of each language.
package templates

import "embed"

// Files are the templates; files beside a content folder take precedence.
//
//go:embed *.html *.css partials/*.html i18n/*.yaml
var Files embed.FS
