package feed

import (
	"bytes"
	"fmt"
	"testing"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/templates"
)

// BenchmarkFiles writes all files of 2,000 events: 10 ministers, 20 topics and
// 13 years.
func BenchmarkFiles(b *testing.B) {
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	c := &content.Content{Site: content.Site{ID: "tag:example.org,2026:probe", Title: "Probe", Language: "de"}}
	for i := range 20 {
		c.Topics = append(c.Topics, content.Topic{Slug: fmt.Sprintf("t%02d", i), Label: fmt.Sprintf("Thema %d", i)})
		c.Ministers = append(c.Ministers, content.Minister{Slug: fmt.Sprintf("m%02d", i%10+i/10*10), Name: fmt.Sprintf("Anna Ahorn %d", i)})
	}
	c.Kinds = []content.Kind{{Slug: "treffen", Label: "Treffen"}}
	c.Outlets = []content.Outlet{{Slug: "bote", Name: "Der Bote"}}
	for i := range 2000 {
		day := edtf.Day{Year: 2013, Month: 1, Day: 1}.Add(i * 7 % 4700)
		a := content.Article{
			Slug: fmt.Sprintf("ahorn-birke-treffen-%05d", i), Title: "Streit um Zölle: Anna Ahorn und Bert Birke einigen sich auf weitere Runde", Summary: "Beide sprachen über Handel und Visa.",
			Ministers: []string{c.Ministers[i%10].Slug, c.Ministers[i*7%10].Slug}, Topics: []string{c.Topics[i%20].Slug, c.Topics[i*3%20].Slug},
			Sources: []content.Source{{Outlet: "bote", URL: fmt.Sprintf("https://bote.example/%d", i), Published: day.Date()}}, Reviewed: true, Added: day.Add(30).Date(),
		}
		a.Event = content.Event{Date: day.Date(), Status: "held", Kind: "treffen"}
		c.Articles = append(c.Articles, a)
	}
	ch := chronology.New(c)
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range Files(ch, l, nil) {
			out.Reset()
			f.Write(&out)
		}
	}
}
