package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// rawHTML writes raw HTML as the text it is and leaves out comments.
type rawHTML struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (rawHTML) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			var b strings.Builder
			segments := n.(*ast.RawHTML).Segments
			for i := range segments.Len() {
				s := segments.At(i)
				b.Write(s.Value(source))
			}
			writeTag(w, b.String())
		}
		return ast.WalkSkipChildren, nil
	})
	reg.Register(ast.KindHTMLBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			block := n.(*ast.HTMLBlock)
			var b strings.Builder
			for i := range block.Lines().Len() {
				s := block.Lines().At(i)
				b.Write(s.Value(source))
			}
			if block.HasClosure() {
				b.Write(block.ClosureLine.Value(source))
			}
			if text := withoutComments(b.String()); strings.TrimSpace(text) != "" {
				_, _ = w.WriteString("<p>")
				_, _ = w.Write(util.EscapeHTML([]byte(strings.TrimSpace(text))))
				_, _ = w.WriteString("</p>\n")
			}
		}
		return ast.WalkSkipChildren, nil
	})
}

func writeTag(w util.BufWriter, tag string) {
	_, _ = w.Write(util.EscapeHTML([]byte(withoutComments(tag))))
}

// withoutComments removes <!-- … -->; a comment without end goes to the end of
// the text.
func withoutComments(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<!--")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "-->")
	}
}
