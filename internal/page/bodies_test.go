package page

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/templates"
)

// other gives one article another body.
type other struct{ path string }

func (o other) Body(a *content.Article) string {
	if a.Path == o.path {
		return "Etwas **anderes**."
	}
	return a.Body
}

func (o other) MayLink(*content.Article) bool { return false }

// A page that another body changes says that it shows it: a build rests on that
// where it leaves pages alone.
func TestPagesNameTheBodiesTheyShow(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range sample {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, _ := content.Load(fsys)
	l, _ := lang.Load(templates.Files, "de")
	site, _ := Plan(chronology.New(c), l, markdown.New())
	for i := range c.Articles {
		file := c.Articles[i].Path
		changed := site.WithBodies(other{file})
		shown := 0
		for n, planned := range site.Pages {
			before, after := planned.Page(), changed.Pages[n].Page()
			if cmp.Equal(before.View, after.View) {
				continue
			}
			shown++
			if !slices.Contains(before.Bodies, file) {
				t.Errorf("%s shows the body of %s and does not say so", before.Path, file)
			}
		}
		if shown == 0 {
			t.Errorf("no page shows the body of %s", file)
		}
	}
}

// What pages share can read no body: it would not be known whose pages show it.
func TestSharedValuesReadNoBody(t *testing.T) {
	fsys := fstest.MapFS{"index.md": {Data: []byte(sample["index.md"])}}
	c, _ := content.Load(fsys)
	l, _ := lang.Load(templates.Files, "de")
	site, _ := Plan(chronology.New(c), l, markdown.New())
	defer func() {
		if recover() == nil {
			t.Error("a body is read and nobody is told")
		}
	}()
	site.plan.reading().common.bodyOf(&content.Article{Body: "Text."})
}
