package importer

import (
	"iter"
	"slices"

	"chronik/internal/content"
	"chronik/internal/linkage"
	"chronik/internal/parallel"
)

// Resume lets Join move the articles in files as well: those that an earlier run
// created before it was broken off.
func (im *Importer) Resume(files []string) {
	created := map[string]bool{}
	for _, file := range files {
		created[file] = true
	}
	for i := range im.content.Articles {
		if a := &im.content.Articles[i]; created[a.Path] {
			t := linkage.Tell(a)
			t.Fresh = true
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
// as others, those of earlier runs and of humans included, and yields what their
// files shall hold, in the order of the files and one at a time: a hundred
// thousand files need not be in memory together. Articles that stood before
// are not moved: whoever takes an event.id out of a file has the last word.
// What it decides does not depend on the order in which documents were imported.
//
// read is as for Import. An article that cannot be read any more is left out.
func (im *Importer) Join(read func(path string) ([]byte, error)) iter.Seq[Joined] {
	return func(yield func(Joined) bool) {
		for _, l := range im.links() {
			if j, ok := joined(l, read); ok && !yield(j) {
				return
			}
		}
	}
}

// links decides what belongs together.
func (im *Importer) links() []linkage.Link {
	if len(im.created) == 0 {
		return nil
	}
	all := slices.Clone(im.created)
	fresh := map[string]bool{}
	for _, t := range all {
		fresh[t.Path] = true
	}
	for _, t := range parallel.Map(len(im.content.Articles), func(i int) *linkage.Telling { return linkage.Tell(&im.content.Articles[i]) }) {
		if !fresh[t.Path] {
			all = append(all, t)
		}
	}
	return linkage.Join(all)
}

// joined is a file with what was decided of it. It is false if the file is not
// as import left it.
func joined(l linkage.Link, read func(path string) ([]byte, error)) (Joined, bool) {
	src, err := read(l.Path)
	if err != nil {
		return Joined{}, false
	}
	a, problems := content.Parse(l.Path, src)
	if len(problems) > 0 || !content.Untouched(src) {
		return Joined{}, false
	}
	if l.To != a.Slug {
		a.Event.ID = l.To
	}
	if l.Lineage != "" && len(a.Sources) > 0 {
		a.Sources[0].Lineage = l.Lineage
	}
	return Joined{File: l.Path, Event: l.To, With: l.With, Reason: l.Reason, Data: content.FormatImported(a), Lineage: l.Lineage}, true
}
