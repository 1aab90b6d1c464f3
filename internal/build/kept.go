package build

import (
	"crypto/sha256"
	"fmt"

	"chronik/internal/chronology"
	"chronik/internal/search"
)

// Kept is what is remembered of a site that Renew made, so that the next need
// not make again what would be the same. Nothing is guessed of what a change
// affects: a file is the same if everything that it can be made of is. That is
// Of, and the bodies of the articles that it was seen to show when it was made;
// whatever is planned anew is held to Of like all the rest. Whoever keeps it
// fills in Site.
type Kept struct {
	Of     sum                 // of everything but bodies of articles
	Site   string              // as output knows it
	Bodies map[string]sum      // by the paths of articles
	Shows  map[string][]string // path of a page -> paths of the articles whose bodies it shows
	Index  []string            // paths of the index of the search
	Words  search.Words        // of all entries
}

// kept is what is known of a site before it is made.
func (s *Site) kept(program string) *Kept {
	k := &Kept{Bodies: map[string]sum{}, Shows: map[string][]string{}}
	k.Of = sha256.Sum256(fmt.Appendf(nil, "%s\x00%x\x00%x\x00%v\x00%s", program, s.look.key, s.facts, s.in.Private, s.in.BaseURL))
	for _, e := range s.chronology.Events {
		for _, a := range e.Articles {
			k.Bodies[a.Path] = s.bodies.sum(a.Path)
		}
	}
	return k
}

// same reports whether articles still have the bodies that they had.
func (k *Kept) same(now *bodies, articles []string) bool {
	for _, file := range articles {
		if before, known := k.Bodies[file]; !known || before != now.sum(file) {
			return false
		}
	}
	return true
}

func pathsOf(e *chronology.Event) []string {
	var paths []string
	for _, a := range e.Articles {
		paths = append(paths, a.Path)
	}
	return paths
}
