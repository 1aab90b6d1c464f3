// Package search builds the offline index that static/search.js reads as
// classic scripts.
//
// A browser that reads from a disk loads nothing but scripts, so each file of
// the index is a call chronik(name, data) that hands over its part:
//
//	m.js      the manifest: where terms, filters and years begin, aliases,
//	          and the words that nearly every entry has
//	t/0.js    terms in their order with their postings, "term:posting …|…"
//	f/0.js    the same for the options of the filters, "minister=rubio:…"
//	d/0.js    what is shown of entries, newest first
//
// A posting is a number in base 36: the distance to the entry before, times
// eight, plus a weight of 1 to 7. A query loads the manifest, the few files
// whose range its words fall into, and those of the entries it shows. The same
// page gives the same bytes.
package search

import (
	"math/bits"
	"slices"
	"strings"
	"sync"

	"chronik/internal/german"
	"chronik/internal/page"
)

// A File is one file of the index.
type File struct {
	Path string // from the root of the site
	Data []byte
}

// A Builder makes the index. It keeps no text, so that those of ten thousand
// entries need not be in memory together.
type Builder struct {
	view page.Index
	mu   sync.Mutex
	x    *index
}

// New returns a Builder for entries whose texts are to be added.
func New(v page.Index) *Builder {
	return &Builder{view: v, x: &index{ids: map[string]int{}, raw: map[string]int{}, alias: aliases(v.Names)}}
}

// Add puts an entry, by its place among all, into the index, with what its page
// says in running text. The order does not matter, and several goroutines may
// add.
func (b *Builder) Add(at int, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.x.entry(at, &b.view.Entries[at], text)
}

// Words are what the entries of an index say, in a form that can be kept.
type Words struct {
	Terms    []string
	Postings [][]posting // by term
}

// Words returns what was added. It has to be called before Files.
func (b *Builder) Words() Words {
	return Words{slices.Clone(b.x.terms), slices.Clone(b.x.postings)}
}

// Restore puts back the entries at the places that have, of a Builder for just
// the same names. It has to be called before Add.
func (b *Builder) Restore(w Words, has func(at int) bool) {
	x := b.x
	for i, key := range w.Terms {
		x.ids[key] = len(x.terms)
		x.terms, x.weights = append(x.terms, key), append(x.weights, 0)
		x.postings = append(x.postings, slices.DeleteFunc(w.Postings[i], func(p posting) bool { return !has(p.doc()) }))
	}
}

// Files returns the files of the index, in the order of their paths, when all
// entries are added.
func (b *Builder) Files() []File {
	for _, p := range b.x.postings {
		slices.Sort(p)
	}
	b.x.compounds()
	frequent := b.x.dropFrequent(len(b.view.Entries))
	b.x.lastResort(b.view.Names, frequent)
	return files(b.view, b.x, frequent)
}

// What a word weighs by where it stands.
const (
	inTitle   = 8
	inTerms   = 4
	inSummary = 3
	inDate    = 2
	inText    = 1
)

// A posting is a term in an entry: eight times its place among all, plus the
// weight of 1 to 7.
type posting uint32

func (p posting) doc() int    { return int(p >> 3) }
func (p posting) weight() int { return int(p & 7) }

func postingOf(doc, weight int) posting { return posting(doc<<3 | weight) }

type index struct {
	alias    map[string]string // key -> key
	raw      map[string]int    // word as it stands -> term, -1 for none
	ids      map[string]int    // key -> term
	terms    []string
	postings [][]posting // by term

	weights []int // by term, of the entry at hand
	touched []int // terms of the entry at hand
}

func (x *index) entry(doc int, e *page.Entry, text string) {
	x.add(e.Title, inTitle)
	x.add(e.Terms, inTerms)
	x.add(e.Summary, inSummary)
	x.add(e.Date, inDate)
	x.add(text, inText)
	for _, t := range x.touched {
		x.postings[t] = append(x.postings[t], postingOf(doc, quantized(x.weights[t])))
		x.weights[t] = 0
	}
	x.touched = x.touched[:0]
}

func (x *index) add(text string, weight int) {
	for word := range german.IndexWords(text) {
		t, ok := x.raw[word]
		if !ok {
			t = x.term(word)
			x.raw[strings.Clone(word)] = t
		}
		if t < 0 {
			continue
		}
		if x.weights[t] == 0 {
			x.touched = append(x.touched, t)
		}
		x.weights[t] += weight
	}
}

// shortestTerm is how many letters a term has at least.
const shortestTerm = 2

func (x *index) term(word string) int {
	key := german.IndexKey(word)
	if to, ok := x.alias[key]; ok {
		key = to
	}
	if len(key) < shortestTerm {
		return -1
	}
	t, ok := x.ids[key]
	if !ok {
		t = len(x.terms)
		x.ids[key] = t
		x.terms, x.postings, x.weights = append(x.terms, key), append(x.postings, nil), append(x.weights, 0)
	}
	return t
}

// quantized fits a sum of weights into three bits.
func quantized(w int) int { return min(bits.Len(uint(w)), 7) }

// compounds lets entries be found by the heads of their compounds, at half the
// weight.
func (x *index) compounds() {
	isWord := func(key string) bool {
		t, ok := x.ids[key]
		return ok && len(x.postings[t]) > 1
	}
	type link struct {
		from int
		head string
	}
	var links []link
	for t, key := range x.terms {
		if head := german.Head(key, isWord); head != "" {
			links = append(links, link{t, head})
		}
	}
	more := map[int][]posting{}
	for _, l := range links {
		head := x.term(l.head)
		for _, p := range x.postings[l.from] {
			more[head] = append(more[head], postingOf(p.doc(), max(p.weight()-1, 1)))
		}
	}
	for head, add := range more {
		all := slices.Concat(x.postings[head], add) // Words may have the one that was
		slices.Sort(all)
		// The heaviest of an entry comes last and is kept.
		kept := all[:0]
		for i, p := range all {
			if i+1 == len(all) || all[i+1].doc() != p.doc() {
				kept = append(kept, p)
			}
		}
		x.postings[head] = kept
	}
}

const (
	// fewEntries is up to how many entries every word is kept.
	fewEntries = 50
	// frequentPercent is from which part of the entries on a word tells nothing.
	frequentPercent = 60
)

// dropFrequent takes the words that nearly every one of n entries has out of
// the index and returns them in order.
func (x *index) dropFrequent(n int) []string {
	frequent := []string{}
	if n <= fewEntries {
		return frequent
	}
	for t, key := range x.terms {
		if len(x.postings[t])*100 > n*frequentPercent {
			x.postings[t] = nil
			frequent = append(frequent, key)
		}
	}
	slices.Sort(frequent)
	return frequent
}

// has reports whether a key is found by itself.
func (x *index) has(key string, frequent []string) bool {
	if t, ok := x.ids[key]; ok && len(x.postings[t]) > 0 {
		return true
	}
	_, found := slices.BinarySearch(frequent, key)
	return found
}
