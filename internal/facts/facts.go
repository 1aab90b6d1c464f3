// Package facts reads facts out of a clean text (when, who, what about, where,
// which kind), each with the words that prove it.
//
// The day of an event is never guessed. Everything that text and content files
// say about it is a constraint: the day of publication, time expressions by
// tense and role, terms of office, topics that did not exist before a day,
// events that a human has dated in the chronology. The
// answer is what the constraints leave, and it claims a day only if they leave
// one. Each clue becomes a row of evidence, those that contradict as well.
//
// What the names, keywords and places are comes from the content files; which
// German words say when, and in which role, package timex knows.
package facts

import (
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/german"
)

// Source is what is known of a document besides its cleaned text.
type Source struct {
	Text               string // the raw document; quotes are cut from it, offsets count on it
	URL                string
	Outlet             string // name or slug
	Published, Fetched edtf.Date
}

// A Reading is what a document says. What is not known is empty.
type Reading struct {
	Published  edtf.Date
	Date       edtf.Date // of the event
	Status     string    // held, announced or cancelled
	Kind       string    // slug
	Place      string    // slug
	Outlet     string    // slug, "" if the outlet has no file
	OutletName string
	Agency     string
	Author     string
	URL        string
	Ministers  []string // slugs, the pivot first, then as they are named
	Speaker    string   // slug of the minister the article is most about, "" without any
	OneSided   bool     // whether that minister speaks and the others are spoken of
	People     []string // in the order they are named
	Topics     []string // slugs, the most telling first
	Evidence   []content.Evidence
}

// A Reader knows the names and keywords of one content folder. It is not
// changed after NewReader and may be shared.
type Reader struct {
	content  *content.Content
	lexicon  german.Lexicon // all names and keywords
	names    []wording      // of the ministers, in their order
	surnames []string       // of the ministers, folded
	topics   []wording      // of the topics, in their order
	kinds    []wording      // of the kinds, in their order
	places   []wording      // of the places, in their order
}

// A wording is the names or keywords of one thing: their numbers in the lexicon
// run from from to before to.
type wording struct {
	from, to int
	weights  []float64 // of one hit of each
}

// NewReader compiles the names and keywords of c. What cannot be compiled is
// passed over; package check reports it.
func NewReader(c *content.Content) *Reader {
	r := &Reader{content: c}
	for _, m := range c.Ministers {
		r.names = append(r.names, r.nameWording(append([]string{m.Name}, m.Spellings...)))
		r.surnames = append(r.surnames, german.Fold(m.Name[strings.LastIndexByte(m.Name, ' ')+1:]))
	}
	for _, t := range c.Topics {
		r.topics = append(r.topics, r.keywordWording(t.Keywords))
	}
	for _, k := range c.Kinds {
		r.kinds = append(r.kinds, r.keywordWording(k.Keywords))
	}
	r.places = r.venueWordings(c.Places)
	return r
}

// add files a compiled name or keyword under what it is one of; what did not
// compile is passed over.
func (r *Reader) add(w *wording, k german.Keyword, err error, weight float64) {
	if err != nil {
		return
	}
	w.to = 1 + r.lexicon.Add(k)
	w.weights = append(w.weights, weight)
	w.from = w.to - len(w.weights)
}

func (r *Reader) nameWording(names []string) wording {
	var w wording
	for _, n := range names {
		k, err := german.CompileName(n)
		r.add(&w, k, err, 1)
	}
	return w
}

func (r *Reader) keywordWording(words []content.Keyword) wording {
	var w wording
	for _, word := range words {
		k, err := german.CompileKeyword(word.Word)
		r.add(&w, k, err, word.Weight)
	}
	return w
}

// Read reads a document. Equal input gives an equal reading.
func (r *Reader) Read(a clean.Article, src Source) Reading {
	d := r.newDocument(a, src)
	got := Reading{Status: "held"}
	r.origin(&got, a, src)
	published := r.published(d, a, src, got.URL)
	d.published = published.days

	r.nameOffices(d, holding(published.days))
	t := r.tell(d, a, published)
	if !published.days.Known() && r.nameOffices(d, boundsOf(t.when.value)) {
		t = r.tell(d, a, published)
	}

	got.Published = published.value
	got.Date = t.when.value
	got.Status = status(d, t.kind, t.when)
	got.Kind = t.kind.slug
	got.Place = t.place.slug
	for _, p := range t.people {
		got.Ministers = append(got.Ministers, p.minister.Slug)
	}
	got.Speaker = speaker(t.people)
	got.OneSided = len(t.people) > 1 && slices.Contains(statements, t.kind.slug)
	got.People = r.persons(d)
	for _, topic := range t.topics {
		got.Topics = append(got.Topics, topic.slug)
	}
	got.Evidence = append(got.Evidence, t.when.rows...)
	got.Evidence = append(got.Evidence, published.rows...)
	got.Evidence = append(got.Evidence, t.kind.rows...)
	got.Evidence = append(got.Evidence, t.place.rows...)
	for _, p := range t.people {
		got.Evidence = append(got.Evidence, d.row("ministers", p.rule, "event", p.hits[0], p.minister.Slug))
	}
	for _, topic := range t.topics {
		got.Evidence = append(got.Evidence, d.row("topics", "keyword", "event", topic.best, topic.slug))
	}
	return got
}

// A tale is what a document tells of one event.
type tale struct {
	people      []participant
	kind, place guess
	topics      []topicHit
	when        dating
}

func (r *Reader) tell(d *document, a clean.Article, published publication) tale {
	t := tale{people: r.ministers(d, published.days)}
	t.kind = r.kind(d, t.people)
	t.topics = r.topicsOf(d, published.days)
	t.place = r.place(d, t.kind)
	t.when = r.date(d, inOffice(t.people), t.kind, t.place, t.topics, published, a.Mined)
	return t
}
