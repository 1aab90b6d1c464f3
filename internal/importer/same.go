package importer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/parallel"
)

// Ten outlets tell of one call. Which articles tell of the same event is told
// from who takes part, what kind of event it is and when it can have been, and
// never from these alone: two meetings of the same two on one day are two. The
// texts must be alike, or quote the same words.

// A telling is what is compared of an article, some hundred bytes of it.
type telling struct {
	slug, path  string
	event       string // id
	ministers   []string
	kind, place string
	first, last edtf.Day // bounds of the event
	fresh       bool     // of this run: only these are moved

	sketch [sketchSize]uint32
	words  []uint32 // nouns, names and figures of the text, sorted, each once
	quotes []uint64 // runs of words inside quotation marks, sorted, each once
	parts  int      // of the day, as dayParts marks them
	weight float64  // length of the vector of words, see similar
}

const (
	sketchSize = 64 // minima of a MinHash
	bandRows   = 2  // of them together make a key of the LSH
	shingle    = 3  // words
	quoteRun   = 5  // words
	maxWords   = 200
	maxQuotes  = 100
)

// Thresholds, found on the fixture of testdata/events.txt.
const (
	copied      = .55 // share of common shingles from which on two texts are copies of one release
	alike       = .25 // from which on they tell of one event
	sameWords   = .25 // likeness of nouns, names and figures, weighed by how rare they are, on a day both know
	mostWords   = .45 // the same where one knows the day and the other some weeks
	mostInKey   = 60  // tellings under one key; what more share is common to all
	mostInQuote = 12
)

// tell reads what is compared off an article. Slug and path may come later.
func tell(a *content.Article) *telling {
	t := &telling{
		slug: a.Slug, path: a.Path, event: a.EventID(), ministers: a.Ministers,
		kind: a.Event.Kind, place: a.Event.Place, parts: parts(a.Body),
	}
	t.first, t.last = a.Event.Date.Bounds()
	words := german.Words(a.Body)
	for i := range t.sketch {
		t.sketch[i] = math.MaxUint32
	}
	folded := make([]uint64, len(words))
	for i, w := range words {
		fold := german.Fold(w.Text)
		folded[i] = hash(fold)
		if r := rune(w.Text[0]); len(w.Text) > 3 && (unicode.IsUpper(firstLetter(w.Text)) || unicode.IsDigit(r)) && len(t.words) < maxWords {
			t.words = append(t.words, uint32(hash(stem(fold))))
		}
	}
	for i := 0; i+shingle <= len(folded); i++ {
		h := folded[i]
		for _, f := range folded[i+1 : i+shingle] {
			h = (h ^ f) * 1099511628211
		}
		for k := range t.sketch {
			t.sketch[k] = min(t.sketch[k], uint32(mix(h+uint64(k)*0x9e3779b97f4a7c15)>>32))
		}
	}
	for _, span := range quotedSpans(a.Body) {
		from, _ := slices.BinarySearchFunc(words, span[0], func(w german.Word, at int) int { return cmp.Compare(w.Start, at) })
		to := from
		for to < len(words) && words[to].End <= span[1] {
			to++
		}
		for i := from; i+quoteRun <= to && len(t.quotes) < maxQuotes; i++ {
			h := uint64(0)
			for _, f := range folded[i : i+quoteRun] {
				h = (h ^ f) * 1099511628211
			}
			t.quotes = append(t.quotes, h)
		}
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	slices.Sort(t.quotes)
	t.quotes = slices.Compact(t.quotes)
	return t
}

// stem cuts what German adds to a noun.
func stem(fold string) string {
	for _, end := range []string{"en", "es", "er", "e", "n", "s"} {
		if rest, ok := strings.CutSuffix(fold, end); ok && len(rest) >= 4 {
			return rest
		}
	}
	return fold
}

func firstLetter(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// quotedSpans returns where something is quoted, in bytes: what stands between
// marks of any of the usual kinds within one paragraph.
func quotedSpans(text string) [][2]int {
	var spans [][2]int
	open := -1
	for i, r := range text {
		switch r {
		case '\n':
			open = -1
		case '„', '«', '»', '“', '”', '"':
			if open >= 0 {
				spans = append(spans, [2]int{open, i})
				open = -1
				if r == '„' {
					open = i
				}
			} else {
				open = i
			}
		}
	}
	return spans
}

// common is the share of shingles that two texts have in common, as their
// sketches estimate it.
func common(a, b *telling) float64 {
	same := 0
	for i := range a.sketch {
		if a.sketch[i] == b.sketch[i] && a.sketch[i] != math.MaxUint32 {
			same++
		}
	}
	return float64(same) / sketchSize
}

// A same is a pair of tellings of one event, and why.
type same struct {
	a, b   int
	score  float64 // pairs are joined from the surest on
	reason string
	copies bool // one is a copy of the other, or both are of a third
}

// An index finds tellings that may be of one event without comparing all with
// all.
type index struct {
	all    []*telling
	keys   map[uint64][]int32
	quotes map[uint64][]int32
	in     map[uint32]int32 // word -> tellings that have it
}

func newIndex(all []*telling) *index {
	x := &index{all: all, keys: map[uint64][]int32{}, quotes: map[uint64][]int32{}, in: map[uint32]int32{}}
	for i, t := range all {
		for _, key := range t.keys() {
			if list := x.keys[key]; len(list) <= mostInKey {
				x.keys[key] = append(list, int32(i))
			}
		}
		for _, q := range t.quotes {
			if list := x.quotes[q]; len(list) <= mostInQuote {
				x.quotes[q] = append(list, int32(i))
			}
		}
		for _, w := range t.words {
			x.in[w]++
		}
	}
	for _, t := range all {
		sum := 0.0
		for _, w := range t.words {
			sum += x.rare(w) * x.rare(w)
		}
		t.weight = math.Sqrt(sum)
	}
	return x
}

// rare is the weight of a word: the fewer tellings have it, the more it says.
func (x *index) rare(w uint32) float64 {
	return math.Log(1 + float64(len(x.all)+20)/float64(x.in[w]+1))
}

// keys are under what a telling is looked up: what its shingles say, and who
// met on which day where the day is nearly known.
func (t *telling) keys() []uint64 {
	keys := make([]uint64, 0, sketchSize/bandRows+8)
	for band := 0; band < sketchSize; band += bandRows {
		h := uint64(band + 1)
		for _, v := range t.sketch[band : band+bandRows] {
			h = mix(h ^ uint64(v))
		}
		keys = append(keys, h)
	}
	if t.days() > someWeeks {
		return keys
	}
	who := hash(t.kind)
	for _, m := range t.ministers {
		who += mix(hash(m)) // in whatever order
	}
	for day := t.first; !day.After(t.last); day = day.Add(1) {
		keys = append(keys, mix(who^hash(day.String())))
	}
	return keys
}

// similar is the cosine of the words of two tellings, each with its weight.
func (x *index) similar(a, b *telling) float64 {
	if a.weight == 0 || b.weight == 0 {
		return 0
	}
	sum := 0.0
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch c := cmp.Compare(a.words[i], b.words[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			sum += x.rare(a.words[i]) * x.rare(a.words[i])
			i++
			j++
		}
	}
	return sum / (a.weight * b.weight)
}

// pairs returns the tellings that are of one event as telling i is, of those
// before it or not of this run.
func (x *index) pairs(i int) []same {
	t := x.all[i]
	seen := map[int32]bool{}
	var found []same
	try := func(list []int32) {
		for _, j := range list {
			other := x.all[j]
			if int(j) == i || seen[j] || other.fresh && int(j) > i {
				continue
			}
			seen[j] = true
			if s, ok := x.compare(t, other); ok {
				s.a, s.b = int(j), i
				found = append(found, s)
			}
		}
	}
	for _, key := range t.keys() {
		if list := x.keys[key]; len(list) <= mostInKey {
			try(list)
		}
	}
	for _, q := range t.quotes {
		if list := x.quotes[q]; len(list) <= mostInQuote {
			try(list)
		}
	}
	return found
}

// compare says whether two tellings are of one event, and why.
func (x *index) compare(a, b *telling) (same, bool) {
	if !compatible(a, b) {
		return same{}, false
	}
	shingles := common(a, b)
	if shingles >= copied {
		return same{score: 2 + shingles, copies: true, reason: fmt.Sprintf("%.0f %% of the text is the same", 100*shingles)}, true
	}
	if a.kind != b.kind || apart(a, b) {
		return same{}, false
	}
	words := x.similar(a, b)
	switch {
	case shingles >= alike:
		return same{score: 1.5 + shingles, reason: fmt.Sprintf("%.0f %% of the text is the same", 100*shingles)}, true
	case x.quoteAlike(a, b):
		return same{score: 1 + words, reason: "they quote the same words"}, true
	case words >= sameWords && a.days() <= fewDays && b.days() <= fewDays:
		return same{score: words, reason: fmt.Sprintf("same day, and their nouns, names and figures are alike (%.2f)", words)}, true
	case words >= mostWords && min(a.days(), b.days()) <= fewDays && max(a.days(), b.days()) <= someWeeks:
		return same{score: words, reason: fmt.Sprintf("their days can be one, and their nouns, names and figures are alike (%.2f)", words)}, true
	}
	return same{}, false
}

// quoteAlike reports whether two tellings quote the same run of words, one that
// few others quote.
func (x *index) quoteAlike(a, b *telling) bool {
	for i, j := 0, 0; i < len(a.quotes) && j < len(b.quotes); {
		switch c := cmp.Compare(a.quotes[i], b.quotes[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			if len(x.quotes[a.quotes[i]]) <= mostInQuote {
				return true
			}
			i++
			j++
		}
	}
	return false
}

// compatible reports whether nothing in the facts speaks against one event:
// the same ministers, or one article names fewer of them; a day that both can
// mean; not two places.
func compatible(a, b *telling) bool {
	few, many := a.ministers, b.ministers
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, m := range few {
		if !slices.Contains(many, m) {
			return false
		}
	}
	if len(few) < 2 && len(many) > 1 {
		return false
	}
	if a.place != "" && b.place != "" && a.place != b.place {
		return false
	}
	_, _, ok := edtf.Overlap(a.first, a.last, b.first, b.last)
	return ok
}

// What days are few, and what some.
const (
	fewDays   = 7
	someWeeks = 28
)

// days returns on how many days the event can have been.
func (t *telling) days() int {
	if t.first.IsZero() || t.last.IsZero() {
		return math.MaxInt
	}
	return t.last.Sub(t.first) + 1
}

// apart reports whether the texts themselves tell two events of one day apart:
// one in the morning and one in the evening.
func apart(a, b *telling) bool { return a.parts != 0 && b.parts != 0 && a.parts&b.parts == 0 }

// dayParts are words, folded, by which a text says in which part of the day
// something was.
var dayParts = []struct {
	mark  int
	words []string
}{
	{1, []string{"vormittag", "am morgen", "am fruehen morgen", "fruehstueck"}},
	{2, []string{"nachmittag", "am mittag", "mittagessen"}},
	{4, []string{"am abend", "abends", "abendessen", "tagabend", "wochabend"}},
}

// parts returns the parts of the day that the beginning of a text names.
func parts(body string) int {
	fold, marks := german.Fold(body[:min(len(body), 500)]), 0
	for _, p := range dayParts {
		for _, w := range p.words {
			if strings.Contains(fold, w) {
				marks |= p.mark
			}
		}
	}
	return marks
}

// Resume lets Join move the articles in files as well: those that an earlier run
// created before it was broken off.
func (im *Importer) Resume(files []string) {
	for i := range im.content.Articles {
		if a := &im.content.Articles[i]; slices.Contains(files, a.Path) {
			t := tell(a)
			t.fresh = true
			im.created = append(im.created, t)
		}
	}
}

// A Joined is an article that tells of the same event as another.
type Joined struct {
	File    string // of the article
	Event   string // id
	With    string // slug of the article it is most like
	Reason  string
	Data    []byte // what its file shall hold now
	Lineage string // "" if it is no copy
}

// Join decides which of the articles created in this run tell of the same event
// as others, those of earlier runs and of humans included, and returns what
// their files shall hold, in the order of the files. Articles that stood before
// are not moved: whoever takes an event.id out of a file has the last word.
// What it decides does not depend on the order in which documents were imported.
//
// read is as for Import. An article that cannot be read any more is left out.
func (im *Importer) Join(read func(path string) ([]byte, error)) []Joined {
	if len(im.created) == 0 {
		return nil
	}
	all := slices.Clone(im.created)
	fresh := map[string]bool{}
	for _, t := range all {
		fresh[t.path] = true
	}
	for _, t := range parallel.Map(len(im.content.Articles), func(i int) *telling { return tell(&im.content.Articles[i]) }) {
		if !fresh[t.path] {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *telling) int { return cmp.Compare(a.slug, b.slug) })
	x := newIndex(all)
	var pairs []same
	for _, found := range parallel.Map(len(all), func(i int) []same {
		if !all[i].fresh {
			return nil
		}
		return x.pairs(i)
	}) {
		pairs = append(pairs, found...)
	}
	slices.SortFunc(pairs, func(p, q same) int {
		return cmp.Or(-cmp.Compare(p.score, q.score), cmp.Compare(all[p.a].slug, all[q.a].slug), cmp.Compare(all[p.b].slug, all[q.b].slug))
	})
	g := newGroups(all)
	best := map[int]same{}
	for _, p := range pairs {
		if !g.join(p) {
			continue
		}
		for _, i := range []int{p.a, p.b} {
			if _, has := best[i]; !has {
				best[i] = p
			}
		}
	}
	return joined(g, best, read)
}

// groups are the tellings joined so far.
type groups struct {
	all    []*telling
	parent []int
	member [][]int
	event  []string // id that a group has from an earlier run, "" none
}

func newGroups(all []*telling) *groups {
	g := &groups{all: all, parent: make([]int, len(all)), member: make([][]int, len(all)), event: make([]string, len(all))}
	byEvent := map[string]int{}
	for i, t := range all {
		g.parent[i], g.member[i] = i, []int{i}
		if t.fresh {
			continue
		}
		id := t.event
		if first, ok := byEvent[id]; ok {
			g.unite(first, i)
			continue
		}
		byEvent[id] = i
		g.event[i] = id
	}
	return g
}

func (g *groups) root(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) unite(a, b int) {
	a, b = g.root(a), g.root(b)
	if g.event[a] == "" && g.event[b] != "" {
		a, b = b, a
	}
	g.parent[b] = a
	g.member[a] = append(g.member[a], g.member[b]...)
	g.member[b] = nil
}

// join joins two groups if that is no contradiction: not two events that stood
// before, and nothing in the facts of any two members speaks against it.
func (g *groups) join(p same) bool {
	a, b := g.root(p.a), g.root(p.b)
	if a == b {
		return true
	}
	if g.event[a] != "" && g.event[b] != "" {
		return false
	}
	for _, i := range g.member[a] {
		for _, j := range g.member[b] {
			if !compatible(g.all[i], g.all[j]) {
				return false
			}
		}
	}
	g.unite(a, b)
	return true
}

// joined writes the groups into the articles of this run.
func joined(g *groups, best map[int]same, read func(path string) ([]byte, error)) []Joined {
	var all []Joined
	for i, t := range g.all {
		root := g.root(i)
		if !t.fresh || len(g.member[root]) < 2 {
			continue
		}
		id := g.event[root]
		if id == "" {
			id = g.all[slices.MinFunc(g.member[root], func(a, b int) int { return cmp.Compare(g.all[a].slug, g.all[b].slug) })].slug
		}
		lineage := g.lineage(i)
		if id == t.slug && lineage == "" {
			continue // the others join it
		}
		src, err := read(t.path)
		if err != nil {
			continue
		}
		a, problems := content.Parse(t.path, src)
		if len(problems) > 0 || !content.Untouched(src) {
			continue
		}
		if id != a.Slug {
			a.Event.ID = id
		}
		if lineage != "" && len(a.Sources) > 0 {
			a.Sources[0].Lineage = lineage
		}
		p := best[i]
		all = append(all, Joined{File: t.path, Event: id, With: g.all[p.a+p.b-i].slug, Reason: p.reason, Data: content.FormatImported(a), Lineage: lineage})
	}
	slices.SortFunc(all, func(a, b Joined) int { return cmp.Compare(a.File, b.File) })
	return all
}

// lineage returns the name that the copies of one release share: the first of
// their slugs, or the name that one of them has already; "" for what is no copy.
func (g *groups) lineage(i int) string {
	name, copies := "", false
	for _, j := range g.member[g.root(i)] {
		if j != i && common(g.all[i], g.all[j]) < copied {
			continue
		}
		copies = copies || j != i
		if other := g.all[j]; name == "" || other.slug < name {
			name = other.slug
		}
	}
	if !copies {
		return ""
	}
	return name
}
