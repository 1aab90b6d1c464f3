package search

import (
	"slices"

	"chronik/internal/german"
	"chronik/internal/page"
)

// aliases maps the keys of other spellings to the key of a name: Lavrov and
// Лавров to that of Lawrow. Only what is nearly the name counts, letter by
// letter or once it is transcribed; a spelling such as "Kreml" for Moscow is
// another word. A key that two names claim is left alone.
func aliases(names []page.Name) map[string]string {
	own := map[string]bool{}
	for _, n := range names {
		for w := range german.IndexWords(n.Name) {
			own[german.IndexKey(w)] = true
		}
	}
	found := map[string]string{}
	for _, n := range names {
		words := slices.Collect(german.IndexWords(n.Name))
		for _, spelling := range n.Spellings {
			for w := range german.IndexWords(spelling) {
				key := german.IndexKey(w)
				if own[key] {
					continue
				}
				if at := slices.IndexFunc(words, func(name string) bool { return alike(w, name) }); at >= 0 {
					claim(found, key, german.IndexKey(words[at]))
				}
			}
		}
	}
	settle(found)
	return found
}

// claim notes an alias; a second, other claim makes it void.
func claim(found map[string]string, key, to string) {
	if before, taken := found[key]; taken && before != to {
		to = ""
	}
	found[key] = to
}

func settle(found map[string]string) {
	for key, to := range found {
		if to == "" || to == key {
			delete(found, key)
		}
	}
}

// lastResort adds aliases for spellings of one word that no entry has, so that
// they find the name instead of nothing: Bali, where Nusa Dua is.
func (x *index) lastResort(names []page.Name, frequent []string) {
	found := map[string]string{}
	for _, n := range names {
		heads := slices.Collect(german.IndexWords(n.Head))
		if len(heads) != 1 {
			continue
		}
		head := german.IndexKey(heads[0])
		if !x.has(head, frequent) {
			continue
		}
		for _, spelling := range n.Spellings {
			words := slices.Collect(german.IndexWords(spelling))
			if len(words) != 1 {
				continue
			}
			key := german.IndexKey(words[0])
			if _, known := x.alias[key]; !known && len(key) >= shortestTerm && !x.has(key, frequent) {
				claim(found, key, head)
			}
		}
	}
	settle(found)
	for key, to := range found {
		x.alias[key] = to
	}
}

// alike reports whether two words are nearly the same, Cyrillic transcribed.
func alike(a, b string) bool {
	a, b = german.Slug(a), german.Slug(b)
	short := min(len(a), len(b))
	return short >= 6 && distance(a, b) <= 2 || short >= 4 && distance(a, b) <= 1
}

// distance is that of optimal string alignment: how many letters have to be
// put in, left out, changed or swapped with their neighbour. Static/search.js
// has the same.
func distance(a, b string) int {
	var older []int
	old := make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := old[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(old[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old = old, row
	}
	return old[len(b)]
}
