package facts

import (
	"os"
	"path/filepath"
	"testing"

	"chronik/internal/clean"
	"chronik/internal/raw"
)

// Whatever the text, reading ends, quotes are verbatim, and no day is claimed
// after the day of publication unless the event is announced.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), "2019-05-15")
	}
	f.Add("Falk trifft Reiher am Freitag, dem 13. 5. 19, in der Nacht zum 3. März.\n", "2019")
	r := NewReader(utopia())
	f.Fuzz(func(t *testing.T, text, published string) {
		d, _ := raw.Open("a.txt", []byte(text))
		if d == nil {
			return
		}
		src := Source{Text: d.Text, URL: "https://naa.example/2019/05/14/x"}
		_ = src.Published.UnmarshalText([]byte(published))
		got := r.Read(clean.Document(d, nil), src)
		for _, e := range got.Evidence {
			if e.Offset >= 0 && (e.Offset+len(e.Quote) > len(d.Text) || d.Text[e.Offset:e.Offset+len(e.Quote)] != e.Quote) {
				t.Errorf("quote %q is not at byte %d", e.Quote, e.Offset)
			}
		}
		if day, ok := got.Date.ClaimedDay(); ok && got.Status == "held" && !got.Published.IsZero() {
			if _, last := got.Published.Bounds(); day.After(last) && !last.IsZero() {
				t.Errorf("held on %s, published %s", day, got.Published)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	src, err := os.ReadFile("testdata/portal.txt")
	if err != nil {
		b.Fatal(err)
	}
	d, _ := raw.Open("a.txt", src)
	a := clean.Document(d, nil)
	r := NewReader(utopia())
	b.ResetTimer()
	for b.Loop() {
		r.Read(a, Source{Text: d.Text})
	}
}
