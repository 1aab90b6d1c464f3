package chronology

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// many makes articles over thirteen years with 1 to 3 of 25 topics and 2 to 3
// of 12 ministers.
func many(n int) *content.Content {
	r := rand.New(rand.NewPCG(1, 2))
	c := &content.Content{}
	for i := range 25 {
		c.Topics = append(c.Topics, content.Topic{Slug: fmt.Sprintf("t%d", i)})
	}
	for i := range 12 {
		c.Ministers = append(c.Ministers, content.Minister{Slug: fmt.Sprintf("m%d", i)})
	}
	for i := range n {
		a := content.Article{Slug: fmt.Sprintf("a%d", i)}
		a.Event.Date = edtf.Day{Year: 2013, Month: 1, Day: 1}.Add(r.IntN(13 * 365)).Date()
		for range 1 + r.IntN(3) {
			a.Topics = union(a.Topics, []string{c.Topics[r.IntN(len(c.Topics))].Slug})
		}
		for range 2 + r.IntN(2) {
			a.Ministers = union(a.Ministers, []string{c.Ministers[r.IntN(len(c.Ministers))].Slug})
		}
		c.Articles = append(c.Articles, a)
	}
	return c
}

func BenchmarkNew(b *testing.B) {
	c := many(10_000)
	for b.Loop() {
		New(c)
	}
}

// BenchmarkRelated finds the related events of one after the other.
func BenchmarkRelated(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ch := New(many(n))
			i := 0
			for b.Loop() {
				ch.Related(i*7919%n, 5)
				i++
			}
		})
	}
}
