package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/output"
	"chronik/static"
	"chronik/templates"
)

// generated is a content folder with n articles: thirty years, eight
// ministers, forty topics of falling frequency, bodies of about 120 words, one
// date in ten uncertain. The same n gives the same bytes.
func generated(n int) fstest.MapFS {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	fsys := fstest.MapFS{}
	put := func(path, text string) { fsys[path] = &fstest.MapFile{Data: []byte(text)} }
	put("index.md", "---\nid: tag:bench.test,2026:a\ntitle: Chronik\npivot: m0\nsides: [{slug: s0, label: Ost}, {slug: s1, label: West}]\n---\nEinleitung.\n")
	for i := range 8 {
		put(fmt.Sprintf("ministers/m%d.md", i), fmt.Sprintf("---\nname: Vor%d Nach%d\nside: s%d\nterms: [{start: 1996}]\n---\nLeben.\n", i, i, min(i, 1)))
	}
	for i := range 40 {
		put(fmt.Sprintf("topics/t%d.md", i), fmt.Sprintf("---\nlabel: Thema %d\nkeywords: [Wort%d]\n---\nWorum es geht.\n", i, i))
	}
	for i, kind := range []string{"treffen", "telefonat", "erklaerung"} {
		put("kinds/"+kind+".md", fmt.Sprintf("---\nlabel: Art %d\nlabel_many: Arten %d\nshape: circle\norder: %d\n---\n", i, i, i))
	}
	put("outlets/blatt.md", "---\nname: Blatt\nhost: blatt.test\n---\n")
	words := strings.Fields("die Minister sprachen über den Vertrag und vereinbarten ein weiteres Treffen im Herbst nach Angaben beider Seiten ging es auch um Handel Öl und Visa")
	for i := range n {
		day := edtf.Day{Year: 1996, Month: 1, Day: 1}.Add(r.IntN(30 * 365))
		date := day.Date()
		if i%10 == 0 {
			date = edtf.Between(day, day.Add(r.IntN(60)))
		}
		a := content.Article{
			Title: fmt.Sprintf("Eintrag %d über Öl und Handel", i), Summary: "Zwei Minister sprechen miteinander über einen Vertrag.",
			Event: content.Event{Date: date, Status: "held", Kind: []string{"treffen", "telefonat", "erklaerung"}[r.IntN(3)],
				Evidence: []content.Evidence{{Field: "date", Rule: "stated", Role: "event", Quote: "an diesem Tag", Offset: -1, Says: date.String(), Source: 1}}},
			Ministers: []string{"m0", "m" + strconv.Itoa(1+r.IntN(7))},
			Sources:   []content.Source{{Outlet: "blatt", Title: "Meldung", URL: fmt.Sprintf("https://blatt.test/%d", i)}},
			Text:      "own", Reviewed: true, Added: edtf.MustParse("2026-11-22"),
		}
		for range 1 + r.IntN(3) {
			t := "t" + strconv.Itoa(min(r.IntN(40), r.IntN(40)))
			if !strings.Contains(strings.Join(a.Topics, " ")+" ", t+" ") {
				a.Topics = append(a.Topics, t)
			}
		}
		var body strings.Builder
		for p := range 3 {
			if p > 0 {
				body.WriteString("\n\n")
			}
			for w := range 40 {
				if w > 0 {
					body.WriteByte(' ')
				}
				body.WriteString(words[r.IntN(len(words))])
			}
			body.WriteByte('.')
		}
		a.Body = body.String()
		slug := fmt.Sprintf("%s-eintrag-%d", day, i)
		put(content.FileOf(date, slug), string(content.Format(a)))
	}
	return fsys
}

func input(fsys fstest.MapFS) Input {
	return Input{Content: fsys, Templates: templates.Files, Static: static.Files, ContentName: "content", TemplatesName: "templates", StaticName: "static"}
}

// BenchmarkBuild reads and plans 5,000 articles, makes all files and drops them.
// It reports articles a second and the largest resident size of the process,
// which includes the generated content (about 15 MB).
func BenchmarkBuild(b *testing.B) {
	const n = 5000
	fsys := generated(n)
	b.ResetTimer()
	for b.Loop() {
		site := Plan(input(fsys))
		if problems, err := site.Make(b.Context(), func(output.File) error { return nil }); err != nil {
			b.Fatal(err, problems)
		}
		b.ReportMetric(float64(site.Pages), "pages")
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	if mb := peakMegabytes(); mb > 0 {
		b.ReportMetric(mb, "peak-MB")
	}
}

// peakMegabytes is the largest resident size of the process, 0 where the
// system does not say.
func peakMegabytes() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err == nil {
				return float64(kb) / 1024
			}
		}
	}
	return 0
}

// BenchmarkRebuild plans the site of 10,000 articles again after one file was
// saved, and makes the page of that article, as serve does.
func BenchmarkRebuild(b *testing.B) {
	fsys := generated(10_000)
	dir := b.TempDir()
	article := ""
	for name, file := range fsys {
		if strings.HasPrefix(name, "articles/") {
			article = max(article, name)
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(to, file.Data, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	long := time.Now().Add(-time.Hour)
	for name := range fsys {
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), long, long); err != nil {
			b.Fatal(err)
		}
	}
	in := input(fsys)
	in.Content = os.DirFS(dir)
	page := "eintrag/" + strings.TrimSuffix(path.Base(article), ".md") + ".html"
	src := string(fsys[article].Data)
	for name, save := range map[string]func(i int) string{
		"body":  func(i int) string { return src + fmt.Sprint(i) },
		"title": func(i int) string { return strings.Replace(src, "title: ", fmt.Sprintf("title: N%d ", i), 1) },
	} {
		b.Run(name, func(b *testing.B) {
			var m Memory
			m.Plan(in, time.Now())
			for i := 0; b.Loop(); i++ {
				if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(article)), []byte(save(i)), 0o666); err != nil {
					b.Fatal(err)
				}
				if data, problems, ok := m.Plan(in, time.Now()).File(page); !ok || data == nil {
					b.Fatal(problems)
				}
			}
		})
	}
}
