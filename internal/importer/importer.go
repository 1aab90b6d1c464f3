// Package importer turns raw documents into content files, joins those of one
// event; never touches what a human wrote.
//
// The file of a document is found again by the address of its first source, else by the hash of the raw
// text, and keeps its name whatever is read anew; it is rewritten only if it is
// unreviewed and still as import last wrote it.
package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/facts"
	"chronik/internal/german"
	"chronik/internal/lang"
	"chronik/internal/linkage"
	"chronik/internal/raw"
)

// An Importer turns documents into articles of one content folder. It
// remembers the files it gave out, so one Importer serves one run. Only Read and
// Explain, after Ready, are for several goroutines at once.
type Importer struct {
	// Apart keeps the outlet's text, its headline too, out of the files that
	// import writes, and gives it in Result.Body; it is set before the first
	// Import. A file without text keeps it apart in any case, so that no later run
	// brings it back.
	Apart bool

	content *content.Content
	lang    *lang.Lang
	reader  *facts.Reader
	phrases []clean.Phrase
	pile    clean.Pile
	cleaner *clean.Cleaner // nil until the first document is read
	added   edtf.Day

	byURL map[string]string // normalised address of a first source -> file
	byRaw map[string]string // hash of a first source's document -> file
	slugs map[string]bool   // given names, former ones as well
	taken map[string]string // file -> name of the document of this run that it is of

	created []*linkage.Telling // of this run, see Join
}

// New returns an Importer for c. added is the day that new files carry.
func New(c *content.Content, l *lang.Lang, added edtf.Day) *Importer {
	im := &Importer{
		content: c, lang: l, reader: facts.NewReader(c), added: added,
		byURL: map[string]string{}, byRaw: map[string]string{}, slugs: map[string]bool{},
		taken: map[string]string{},
	}
	for _, o := range c.Outlets {
		for _, text := range o.Boilerplate {
			im.phrases = append(im.phrases, clean.Phrase{Text: text, Source: o.Slug})
		}
	}
	// Reviewed articles may share a source; the unreviewed one is the import's.
	for _, reviewed := range []bool{false, true} {
		for i := range c.Articles {
			if a := &c.Articles[i]; a.Reviewed == reviewed {
				im.know(a)
			}
		}
	}
	return im
}

// Over returns an Importer for other content that drops from documents what this
// one does.
func (im *Importer) Over(c *content.Content) *Importer {
	im.Ready()
	other := New(c, im.lang, im.added)
	other.cleaner = im.cleaner
	return other
}

// know files an article under its sources. What is known already stays.
func (im *Importer) know(a *content.Article) {
	im.slugs[a.Slug] = true
	for _, old := range a.Aliases {
		im.slugs[old] = true
	}
	if len(a.Sources) == 0 {
		return
	}
	if url := normalURL(a.Sources[0].URL); url != "" && im.byURL[url] == "" {
		im.byURL[url] = a.Path
	}
	if hash := a.Sources[0].Raw; hash != "" && im.byRaw[hash] == "" {
		im.byRaw[hash] = a.Path
	}
}

// Gather tells the importer of a document of the pile: what several documents
// have in common is none of the article in any. All documents are gathered
// before the first is read; the text of none is kept.
func (im *Importer) Gather(s clean.Sheet) { im.pile.Add(s) }

// Ready ends the gathering. From then on documents may be read by several
// goroutines at once.
func (im *Importer) Ready() {
	if im.cleaner == nil {
		im.cleaner = clean.NewCleaner(im.phrases, im.pile.Common())
		im.pile = clean.Pile{}
	}
}

// clean reads the article out of a document.
func (im *Importer) clean(d *raw.Document) clean.Article {
	im.Ready()
	return im.cleaner.Document(d)
}

// An Action is what becomes of a document.
type Action string

// What becomes of documents.
const (
	Created      Action = "created"
	Updated      Action = "updated"
	Unchanged    Action = "unchanged"
	KeptReviewed Action = "kept (reviewed)"
	KeptEdited   Action = "kept (edited)"
	Rejected     Action = "rejected"
)

// A Result says what becomes of one document.
type Result struct {
	Name   string // of the document
	Action Action
	File   string // slash path in the content folder; "" if rejected
	Reason string // why it was rejected or not written, "" if that goes without saying
	Data   []byte // what the file shall hold; nil if there is nothing to write

	// Body is the outlet's text, headline first, if it is no part of Data: what
	// the file that content.BodyIn reads shall hold. Where the article is
	// kept it only replaces one that is lost.
	Body string

	Dropped []Dropped // lines that are not taken over; nil if the document is rejected
}

// A Read is a document with what was read from it.
type Read struct {
	document
	article content.Article // without slug and path
	telling *linkage.Telling
}

// Read reads a document: the part of an import that takes time and depends on
// nothing else.
func (im *Importer) Read(d *raw.Document) Read {
	r := Read{document: im.read(d)}
	if r.problem == "" {
		r.article = im.article(r.document)
		r.telling = linkage.Tell(&r.article)
	}
	return r
}

// Import decides what becomes of a document. It writes nothing: the caller
// writes Data to File. read returns the bytes of a file of the content folder
// as they are now, with an error that is fs.ErrNotExist if it is gone; it is
// not asked for files that an earlier Import of the same Importer returned.
func (im *Importer) Import(r Read, read func(path string) ([]byte, error)) Result {
	doc, d, a := r.document, r.Document, r.article
	res := Result{Name: d.Name}
	if doc.problem != "" {
		res.Action, res.Reason = Rejected, doc.problem
		return res
	}
	res.Dropped = dropped(doc)
	file := im.find(d, doc.URL)
	if file == "" {
		return im.create(res, r)
	}
	res.File = file
	if other, ok := im.taken[file]; ok {
		res.Action, res.Reason = Unchanged, "same address or text as "+other
		return res
	}
	im.taken[file] = d.Name
	old, err := read(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		a.Slug, a.Path = content.SlugOf(file), file
		res.Action, res.Data = Created, im.format(&res, a, im.Apart)
	case err != nil:
		res.Action, res.Reason = Rejected, fmt.Sprintf("its file cannot be read: %v", err)
	default:
		im.renew(&res, a, old)
	}
	return res
}

// renew decides between what a file holds and what is read now.
func (im *Importer) renew(res *Result, a content.Article, old []byte) {
	was, problems := content.Parse(res.File, old)
	apart := im.Apart || was.Body == "" // no file has no text but one that has it apart
	if was.Body == "" && was.Text == "original" {
		im.format(res, a, true)
	}
	switch {
	case len(problems) > 0:
		res.Action, res.Reason = KeptEdited, "it has problems: "+problems[0].String()
	case was.Reviewed:
		res.Action = KeptReviewed
	case !content.Untouched(old):
		res.Action = KeptEdited
	default:
		a.Slug, a.Path, a.Added, a.Event.ID = was.Slug, was.Path, was.Added, was.Event.ID
		if len(was.Sources) > 0 {
			a.Sources[0].Lineage = was.Sources[0].Lineage
		}
		res.Action, res.Data = Updated, im.format(res, a, apart)
		if string(res.Data) == string(old) {
			res.Action, res.Data = Unchanged, nil
		}
	}
}

func (im *Importer) create(res Result, r Read) Result {
	a := r.article
	a.Slug = im.name(a)
	a.Path = content.FileOf(a.Event.Date, a.Slug)
	im.know(&a)
	im.taken[a.Path] = r.Name
	r.telling.Slug, r.telling.Path, r.telling.Event, r.telling.Fresh = a.Slug, a.Path, a.Slug, true
	im.created = append(im.created, r.telling)
	res.Action, res.File, res.Data = Created, a.Path, im.format(&res, a, im.Apart)
	return res
}

// format writes an article with the outlet's text or apart from it.
func (im *Importer) format(res *Result, a content.Article, apart bool) []byte {
	if apart {
		res.Body = a.Body
		if a.Headline != "" {
			res.Body = "## " + escapeInline(a.Headline) + "\n\n" + a.Body
		}
		a.Headline, a.Body = "", ""
	}
	return content.FormatImported(a)
}

// find returns the file of a document, "" if it has none yet.
func (im *Importer) find(d *raw.Document, address string) string {
	if url := normalURL(address); url != "" && im.byURL[url] != "" {
		return im.byURL[url]
	}
	return im.byRaw[d.Hash]
}

// name returns a slug that is not given yet: date, ministers, kind; then the
// place; then numbers.
func (im *Importer) name(a content.Article) string {
	parts := append([]string{a.Event.Date.Filed()}, a.Ministers...)
	slug := german.Slug(strings.Join(append(parts, a.Event.Kind), " "))
	if im.slugs[slug] && a.Event.Place != "" {
		slug += "-" + a.Event.Place
	}
	free := slug
	for n := 2; im.slugs[free]; n++ {
		free = fmt.Sprintf("%s-%d", slug, n)
	}
	return free
}

// A document is a raw document with what was read from it.
type document struct {
	*raw.Document
	clean.Article
	facts.Reading
	fetched edtf.Date
	problem string // why it cannot become an article
}

func (im *Importer) read(d *raw.Document) document {
	doc := document{Document: d, Article: im.clean(d)}
	published, bad := metaDate(d, "published", im.reader.PublishedDay(d.Meta.Published, facts.Source{URL: d.Meta.URL, Outlet: d.Meta.Outlet}))
	fetched, worse := metaDate(d, "fetched", d.Meta.Fetched)
	doc.fetched = fetched
	doc.Reading = im.reader.Read(doc.Article, facts.Source{
		Text: d.Text, URL: d.Meta.URL, Outlet: d.Meta.Outlet, Published: published, Fetched: fetched,
	})
	switch {
	case bad != "" || worse != "":
		doc.problem = bad + worse
	case !slices.ContainsFunc(doc.Paragraphs, func(p clean.Paragraph) bool { return !p.Heading && len(strings.Fields(p.Text)) >= 3 }):
		doc.problem = "no sentence is left after cleaning"
	case len(doc.Ministers) == 0:
		doc.problem = "no minister of content/ministers takes part in what it tells"
	}
	return doc
}

// metaDate reads a date of the raw front matter, or says what is wrong with
// it.
func metaDate(d *raw.Document, key, value string) (edtf.Date, string) {
	if value == "" {
		return edtf.Date{}, ""
	}
	v, err := edtf.Parse(value)
	if err == nil {
		return v, ""
	}
	problem := fmt.Sprintf("%s %v", key, err)
	if line := d.MetaLine[key]; line > 0 {
		problem = fmt.Sprintf("line %d: %s", line, problem)
	}
	var e *edtf.Error
	if errors.As(err, &e) && e.Hint() != "" {
		problem += "; " + e.Hint()
	}
	return v, problem
}
