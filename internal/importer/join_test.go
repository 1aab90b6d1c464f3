package importer

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/linkage"
	"chronik/internal/raw"
)

// A labelled article of testdata/events.txt.
type labelled struct{ event, published, url, text string }

func labelledEvents(t testing.TB) []labelled {
	t.Helper()
	src, err := os.ReadFile("testdata/events.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for _, part := range strings.Split("\n"+string(src), "\n== ")[1:] {
		head, text, _ := strings.Cut(part, "\n")
		f := strings.Fields(head)
		all = append(all, labelled{f[0], f[1], f[2], text})
	}
	return all
}

// own is the repository's own content without its articles: its ministers,
// kinds and places.
func own(t testing.TB) (*content.Content, *lang.Lang) {
	t.Helper()
	c, problems := content.Load(os.DirFS("../../content"))
	if c == nil {
		t.Fatal(problems)
	}
	c.Articles = nil
	l, problems := lang.Load(os.DirFS("../../templates"), "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c, l
}

// imported imports articles in their order, joins them, and returns the event of
// each by its address, and the files.
func imported(t testing.TB, c *content.Content, l *lang.Lang, articles []labelled) (events, files map[string]string, joined []Joined) {
	t.Helper()
	im := New(c, l, edtf.Day{Year: 2026, Month: 11, Day: 27})
	im.Ready()
	files = map[string]string{}
	read := func(path string) ([]byte, error) {
		if s, ok := files[path]; ok {
			return []byte(s), nil
		}
		return nil, fs.ErrNotExist
	}
	url := map[string]string{}
	for _, a := range articles {
		d, problems := raw.Open(a.url, fmt.Appendf(nil, "---\nurl: %s\npublished: %s\n---\n%s", a.url, a.published, a.text))
		if d == nil {
			t.Fatal(problems)
		}
		res := im.Import(im.Read(d), read)
		if res.Action != Created {
			t.Fatalf("%s: %s %s", a.url, res.Action, res.Reason)
		}
		files[res.File], url[res.File] = string(res.Data), a.url
	}
	joined = slices.Collect(im.Join(read))
	for _, j := range joined {
		files[j.File] = string(j.Data)
	}
	events = map[string]string{}
	for file, src := range files {
		a, problems := content.Parse(file, []byte(src))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		events[url[file]] = a.EventID()
	}
	return events, files, joined
}

// TestJoinPairs: of all pairs of sixty articles about 25 events.
func TestJoinPairs(t *testing.T) {
	c, l := own(t)
	articles := labelledEvents(t)
	if len(articles) < 60 {
		t.Fatalf("%d articles, want 60", len(articles))
	}
	events, _, _ := imported(t, c, l, articles)
	var right, wrong, missed int
	for i, a := range articles {
		for _, b := range articles[:i] {
			got, want := events[a.url] == events[b.url], a.event == b.event
			switch {
			case got && want:
				right++
			case got:
				wrong++
				t.Logf("wrongly one: %s and %s", a.url, b.url)
			case want:
				missed++
				t.Logf("not seen as one: %s and %s", a.url, b.url)
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%d articles, %d pairs of one event: precision %.3f, recall %.3f", len(articles), right+missed, precision, recall)
	if precision < .98 || recall < .90 {
		t.Errorf("precision %.3f, recall %.3f, want .98 and .90 at least", precision, recall)
	}
}

// Which articles are one event does not depend on the order of the documents,
// and neither do the names of the events.
func TestJoinAnyOrder(t *testing.T) {
	c, l := own(t)
	articles := labelledEvents(t)
	want, _, _ := imported(t, c, l, articles)
	partition := func(events map[string]string) []string {
		groups := map[string][]string{}
		for url, id := range events {
			groups[id] = append(groups[id], url)
		}
		var all []string
		for _, urls := range groups {
			slices.Sort(urls)
			all = append(all, strings.Join(urls, " "))
		}
		slices.Sort(all)
		return all
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		got, _, _ := imported(t, c, l, articles)
		if !slices.Equal(partition(got), partition(want)) {
			t.Fatalf("in another order other articles are one event")
		}
	}
}

// An article joins an event that stood before, a copy is marked as one, and what
// a human made two stays two.
func TestJoinToWhatStood(t *testing.T) {
	c, l := own(t)
	all := labelledEvents(t)
	pick := func(urls ...string) (found []labelled) {
		for _, url := range urls {
			i := slices.IndexFunc(all, func(a labelled) bool { return strings.HasSuffix(a.url, url) })
			found = append(found, all[i])
		}
		return found
	}
	_, files, _ := imported(t, c, l, pick("example/a6"))
	load := func() {
		c.Articles = nil
		for file, src := range files {
			a, _ := content.Parse(file, []byte(src))
			c.Articles = append(c.Articles, a)
		}
	}
	load()
	events, more, joined := imported(t, c, l, pick("example/b6", "example/d6"))
	if len(joined) != 2 {
		t.Fatalf("joined %+v, want both", joined)
	}
	stood := c.Articles[0].Slug
	for url, id := range events {
		if id != stood {
			t.Errorf("%s has event %s, want %s", url, id, stood)
		}
	}
	for _, j := range joined {
		a, _ := content.Parse(j.File, []byte(more[j.File]))
		if copy := strings.HasSuffix(a.Sources[0].URL, "d6"); copy != (a.Sources[0].Lineage == stood) || copy != (j.Lineage == stood) {
			t.Errorf("%s: lineage %q, want %q for the copy only", a.Sources[0].URL, a.Sources[0].Lineage, stood)
		}
		if !content.Untouched([]byte(more[j.File])) {
			t.Errorf("%s is no longer as import wrote it", j.File)
		}
	}
	// A human takes one out. Reading all again moves nothing.
	for file, src := range more {
		files[file] = strings.Replace(src, "id: "+stood, "id: "+content.SlugOf(file), 1)
		if strings.HasSuffix(file, "-2.md") {
			continue
		}
		files[file] = src
	}
	load()
	im := New(c, l, edtf.Day{Year: 2026, Month: 11, Day: 28})
	im.Ready()
	read := func(path string) ([]byte, error) { return []byte(files[path]), nil }
	for _, a := range pick("example/a6", "example/b6", "example/d6") {
		d, _ := raw.Open(a.url, fmt.Appendf(nil, "---\nurl: %s\npublished: %s\n---\n%s", a.url, a.published, a.text))
		if res := im.Import(im.Read(d), read); res.Action != Unchanged && res.Action != KeptEdited {
			t.Errorf("%s: %s", a.url, res.Action)
		}
	}
	if joined := slices.Collect(im.Join(read)); len(joined) > 0 {
		t.Errorf("moved %+v, want nothing", joined)
	}
}

// BenchmarkJoin joins articles of which every second tells again of the event
// of the one before it. The time for one of them should not depend on how many
// there are.
func BenchmarkJoin(b *testing.B) {
	words := strings.Fields("Netz Boot Hafen See Fang Vertrag Quote Ufer Mole Kutter Anker Leine Schiff Segel Ruder Strand Welle Sturm Fisch Lachs Hering Dorsch Markt Preis Steuer Grenze Wache Turm Licht Nebel Eis Schnee")
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, uint64(n)))
			text := func() string {
				var s strings.Builder
				for range 120 {
					fmt.Fprintf(&s, "%s%d ", words[r.IntN(len(words))], r.IntN(400))
				}
				return s.String()
			}
			tellings := make([]*linkage.Telling, n)
			var body string
			var day edtf.Day
			for i := range tellings {
				if i%2 == 0 {
					body, day = text(), edtf.Day{Year: 2013 + r.IntN(13), Month: time.Month(1 + r.IntN(12)), Day: 1 + r.IntN(28)}
				} else {
					body = body[len(body)/4:] + text()[:len(body)/4]
				}
				a := content.Article{Slug: fmt.Sprintf("a-%06d", i), Ministers: []string{"lawrow", "kerry"}, Body: body}
				a.Event.Kind, a.Event.Date = "telefonat", day.Date()
				t := linkage.Tell(&a)
				t.Fresh = true
				tellings[i] = t
			}
			b.ReportAllocs()
			b.ResetTimer()
			joined := 0
			for range b.N {
				im := &Importer{content: &content.Content{}, created: slices.Clone(tellings)}
				joined = len(slices.Collect(im.Join(func(string) ([]byte, error) { return nil, nil })))
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/article")
			_ = joined
		})
	}
}
