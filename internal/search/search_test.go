package search

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chronik/internal/page"
)

// view is a search page with entries, none of which has an option.
func view(entries ...page.Entry) page.Index {
	for i := range entries {
		entries[i].Kind = -1
	}
	return page.Index{Entries: entries}
}

// indexed is the index of a view whose entries have texts, if any. They are
// added from the last, since the order does not matter.
func indexed(v page.Index, texts ...string) []File {
	b := New(v)
	for i := len(v.Entries) - 1; i >= 0; i-- {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		b.Add(i, text)
	}
	return b.Files()
}

// read takes the files of an index apart: the manifest, and what each word and
// option has.
func read(t *testing.T, files []File) (m manifest, terms, options map[string]string) {
	t.Helper()
	terms, options = map[string]string{}, map[string]string{}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f.Path, "s/"), ".js")
		data, ok := strings.CutPrefix(string(f.Data), "chronik("+strconv.Quote(name)+",")
		data, end := strings.CutSuffix(data, ")\n")
		if !ok || !end {
			t.Fatalf("%s is no call of chronik: %.60s", f.Path, f.Data)
		}
		into := map[string]map[string]string{"t": terms, "f": options}[name[:1]]
		switch {
		case name == "m":
			if err := json.Unmarshal([]byte(data), &m); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
		case into != nil:
			for line := range strings.SplitSeq(strings.Trim(data, "'"), "|") {
				term, postings, _ := strings.Cut(line, ":")
				into[term] = decoded(t, postings)
			}
		}
	}
	return m, terms, options
}

// decoded writes postings as "entry*weight entry*weight".
func decoded(t *testing.T, postings string) string {
	t.Helper()
	var all []string
	doc := 0
	for p := range strings.SplitSeq(postings, " ") {
		n, err := strconv.ParseInt(p, 36, 64)
		if err != nil {
			t.Fatal(err)
		}
		doc += int(n >> 3)
		all = append(all, fmt.Sprintf("%d*%d", doc, n&7))
	}
	return strings.Join(all, " ")
}

func TestIndex(t *testing.T) {
	v := view(
		page.Entry{ID: "b", Title: "Telefongespräch </script> mit Lavrov", Date: "17. April 2020", Year: "2020", Terms: "Genf", Marks: []string{"ungeprüft"}},
		page.Entry{ID: "a", Title: "Gespräche", Summary: "Лавров in Genf", Year: "ohne"},
	)
	v.Names = []page.Name{{Name: "Sergej Lawrow", Head: "Lawrow", Spellings: []string{"Lavrov", "Лавров", "Sergei Lavrov", "Minister"}}}
	v.Filters = []page.Filter{
		page.FilterMinister: {Name: "minister", Options: []page.Option{{Value: "lawrow"}}}, page.FilterTopic: {Name: "thema"},
		page.FilterKind: {Name: "art", Options: []page.Option{{Value: "treffen"}}}, page.FilterYear: {Name: "jahr"},
	}
	v.Entries[0].Ministers, v.Entries[1].Ministers, v.Entries[1].Kind = []int{0}, []int{0}, 0
	files := indexed(v, "", "Genf Genf x")
	m, terms, options := read(t, files)
	for term, want := range map[string]string{
		"telefongesprach": "0*4", "gesprach": "0*3 1*4", "lawrow": "0*4 1*2", "genf": "0*3 1*3",
		"april": "0*2", "2020": "0*2", "17": "0*2", "x": "", "script": "0*4",
	} {
		if terms[term] != want {
			t.Errorf("%s is in %q, want %q", term, terms[term], want)
		}
	}
	if want := map[string]string{"minister=lawrow": "0*1 1*1", "art=treffen": "1*1"}; !maps.Equal(options, want) {
		t.Errorf("options %v, want %v", options, want)
	}
	if want := (map[string][2]int{"2020": {0, 1}, "ohne": {1, 2}}); !maps.Equal(m.Years, want) {
		t.Errorf("years %v, want %v", m.Years, want)
	}
	if want := map[string]string{"lavrov": "lawrow", "лавров": "lawrow", "sergei": "sergej", "minist": "lawrow"}; !maps.Equal(m.Alias, want) {
		t.Errorf("aliases %v, want %v", m.Alias, want)
	}
	if m.Entries != 2 || len(m.Frequent) != 0 || len(m.Terms) != 1 {
		t.Errorf("manifest %+v, want 2 entries in one file, no frequent word", m)
	}
	for _, f := range files {
		if strings.Contains(string(f.Data), "</script") {
			t.Errorf("%s ends the script that it is: %s", f.Path, f.Data)
		}
		if f.Path == "s/d/0.js" && !strings.Contains(string(f.Data), `"ungeprüft"`) {
			t.Errorf("%s lacks the mark: %s", f.Path, f.Data)
		}
	}
	for i, f := range indexed(v, "", "Genf Genf x") {
		if f.Path != files[i].Path || string(f.Data) != string(files[i].Data) {
			t.Errorf("two indexes differ in %s", f.Path)
		}
	}
	if empty := indexed(view()); len(empty) != 1 || empty[0].Path != "s/m.js" {
		t.Errorf("an empty chronology has the files %v, want only the manifest", empty)
	}
}

// Aliases are other ways to write a name, not other words.
func TestAliases(t *testing.T) {
	got := aliases([]page.Name{
		{Name: "Sergej Lawrow", Spellings: []string{"Sergei Wiktorowitsch", "S. Lavrov", "Лавров"}},
		{Name: "Marco Rubio", Spellings: []string{"Mark Rubio", "Марко Рубио"}},
		{Name: "Moskau", Spellings: []string{"Kreml", "Moskaus"}},
		{Name: "Neu-Delhi", Spellings: []string{"New Delhi"}},
		{Name: "Sergel", Spellings: []string{"Sergef"}}, // one letter from both
		{Name: "Sergen", Spellings: []string{"Sergef"}},
	})
	want := map[string]string{"sergei": "sergej", "lavrov": "lawrow", "лавров": "lawrow", "марко": "marco", "рубио": "rubio"}
	if !maps.Equal(got, want) {
		t.Errorf("aliases %v, want %v", got, want)
	}
}

func TestFrequent(t *testing.T) {
	entries := make([]page.Entry, 100)
	for i := range entries {
		entries[i].Title = fmt.Sprintf("Lawrow %d%d", i, i)
		if i < 60 {
			entries[i].Title += " oft"
		}
	}
	m, terms, _ := read(t, indexed(view(entries...)))
	if !slices.Equal(m.Frequent, []string{"lawrow"}) || terms["lawrow"] != "" || terms["oft"] == "" {
		t.Errorf("frequent %q, want lawrow, which is in more than 60 of 100; oft is in %q", m.Frequent, terms["oft"])
	}
}

func TestSeparator(t *testing.T) {
	for _, c := range [][3]string{{"abel", "abend", "aben"}, {"a", "b", "b"}, {"ab", "abc", "abc"}, {"лав", "лаж", "лаж"}} {
		if got := separator(c[0], c[1]); got != c[2] {
			t.Errorf("separator(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// large is a search page with n entries over thirty years. Words are as
// frequent as those of a natural text (Zipf): a fifth of what is written is
// made of a dozen words, a third of the words stand but once.
func large(n int) (v page.Index, texts []string) {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	syllables := strings.Fields("ab an be bung de der ein em ent er fer ge gen haf hand in ka kon kun la lich lung ma mi nis ob po ra re sam scha ser sta te ter tion tra um un ver vor wer zei zu zwi")
	words := make([]string, 60000)
	for i := range words {
		var b strings.Builder
		for range 1 + r.IntN(2) + min(i/40, 2) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		words[i] = b.String()
	}
	zipf := rand.NewZipf(r, 1.15, 4, uint64(len(words)-1))
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[zipf.Uint64()])
			b.WriteByte(' ')
		}
		return b.String()
	}
	v = page.Index{Filters: make([]page.Filter, 4)}
	option := func(filter int, name string, n int) {
		v.Filters[filter].Name = name
		for i := range n {
			v.Filters[filter].Options = append(v.Filters[filter].Options, page.Option{Value: strconv.Itoa(i)})
		}
	}
	option(page.FilterMinister, "minister", 8)
	option(page.FilterTopic, "thema", 40)
	option(page.FilterKind, "art", 6)
	option(page.FilterYear, "jahr", 30)
	for i := range n {
		year := 2026 - i*30/n
		e := page.Entry{
			ID: fmt.Sprintf("%d-%d-eintrag-mit-wort", year, i), Title: text(8), Summary: text(22),
			Date: fmt.Sprintf("%d. April %d", 1+i%28, year), Year: strconv.Itoa(year),
			Kind: r.IntN(6), Ministers: []int{0, 1 + r.IntN(7)}, Terms: "Lawrow Rubio",
		}
		for range 1 + r.IntN(3) {
			e.Topics = append(e.Topics, min(r.IntN(40), r.IntN(40)))
		}
		slices.Sort(e.Topics)
		e.Topics = slices.Compact(e.Topics)
		v.Entries, texts = append(v.Entries, e), append(texts, text(120))
	}
	return v, texts
}

// At 10,000 entries no file is larger than a query can afford.
func TestSizes(t *testing.T) {
	v, texts := large(10000)
	files := indexed(v, texts...)
	total := 0
	for _, f := range files {
		total += len(f.Data)
		limit := 64 << 10
		if f.Path == "s/m.js" {
			limit = 16 << 10
		}
		if single := strings.HasPrefix(f.Path, "s/t/") && !strings.Contains(string(f.Data), "|"); len(f.Data) > limit && !single {
			t.Errorf("%s has %d bytes, want at most %d", f.Path, len(f.Data), limit)
		}
	}
	m, terms, _ := read(t, files)
	t.Logf("%d files, %d bytes, manifest %d; %d terms in %d files, %d entries in each of theirs, frequent %q",
		len(files), total, len(marshal(m)), len(terms), len(m.Terms), m.Per, m.Frequent)
	if len(terms) < 10000 {
		t.Errorf("%d terms, too few to tell", len(terms))
	}
}

// BenchmarkIndex reports entries a second.
func BenchmarkIndex(b *testing.B) {
	v, texts := large(10000)
	for b.Loop() {
		indexed(v, texts...)
	}
	b.ReportMetric(float64(len(v.Entries)*b.N)/b.Elapsed().Seconds(), "entries/s")
}
