// Package static is the built-in look: what every page loads.
package static

import "embed"

// Files are the assets; files beside a content folder take precedence.
//
//go:embed *.css *.png *.svg *.js fonts
var Files embed.FS
