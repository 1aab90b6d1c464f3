package content

import (
	"strings"
	"testing"
)

// BenchmarkParse reads an article of usual size.
func BenchmarkParse(b *testing.B) {
	src := []byte("---\ntitle: \"START-Vertrag: Anna Ahorn fordert eine klare Antwort\"\nevent:\n  date: 2013-03-09\n  kind: interview\n  place: neu-delhi\nministers: [ahorn, birke]\ntopics: [start-vertrag, ukraine, energie]\nsources:\n  - {outlet: bote, url: \"https://bote.example/2013/ahorn\", published: 2013-03-11}\ntext: own\nreviewed: true\n---\n\n" +
		strings.Repeat("Die Minister sprachen lange über den Vertrag und vereinbarten ein Treffen für den Herbst.\n\n", 30))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, problems := Parse("articles/2013/a.md", src); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
