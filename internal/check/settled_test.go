package check

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// What editors settle has to be in dispute, and settled once, by somebody who
// has looked.
func TestSettled(t *testing.T) {
	const one = "  id: e\n"
	settled := func(field string) string {
		return one + "  settled: [{field: " + field + ", reason: genauer}]\n"
	}
	for name, c := range map[string]struct {
		first, second string // what differs in the event of two articles
		days          [2]string
		want          []string
	}{
		"a day":          {settled("date"), one, [2]string{"2020-05-01", "2020-05-02"}, nil},
		"nothing":        {settled("date"), one, [2]string{"2020-05-01", "2020-05"}, []string{"articles/2020/a.md:7:13: nothing contradicts this date"}},
		"another fact":   {settled("place"), one, [2]string{"2020-05-01", "2020-05-02"}, []string{"articles/2020/a.md:7:13: nothing contradicts this place"}},
		"twice":          {settled("date"), settled("date"), [2]string{"2020-05-01", "2020-05-02"}, []string{"articles/2020/a.md:7:13: date is settled by articles/2020/b.md too", "articles/2020/b.md:7:13: date is settled by articles/2020/a.md too"}},
		"by a machine":   {settled("date"), one, [2]string{"2020-05-01", "2020-05-02"}, []string{"articles/2020/a.md:7:13: what nobody has reviewed settles nothing"}},
		"of a withdrawn": {settled("date"), one, [2]string{"2020-05-01", "2020-05-02"}, nil},
	} {
		fsys := good()
		delete(fsys, articleFile)
		fsys["ministers/probe.md"] = file("---\nname: Probe\nside: ost\nterms: [{start: 2013}]\nspellings: [Probe]\n---\n")
		for i, rest := range []string{c.first, c.second} {
			fsys[fmt.Sprintf("articles/2020/%c.md", 'a'+i)] = file(telling("A", c.days[i], "telefonat", rest))
			if more := map[string]string{"by a machine": "reviewed: false\n", "of a withdrawn": "withdrawn: {reason: x}\n"}[name]; i == 0 {
				fsys["articles/2020/a.md"].Data = bytes.Replace(fsys["articles/2020/a.md"].Data, []byte("topics:"), []byte(more+"topics:"), 1)
			}
		}
		var got []string
		for _, p := range run(t, fsys) {
			if p.Rule == "settled" {
				got = append(got, p.String())
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
