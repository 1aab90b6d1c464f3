package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"

	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/matter"
	"chronik/internal/parallel"
)

// An Article tells of an event. Its fields are the keys of its file.
type Article struct {
	Slug string `yaml:"-"` // file name without .md
	Path string `yaml:"-"` // slash path of the file in the content folder

	// Unread says that there is no front matter or that it cannot be read at
	// all, so that nothing else here says anything.
	Unread bool `yaml:"-"`

	Title         string     `yaml:"title"`
	TitleComposed bool       `yaml:"title_composed"` // true until a human writes the title
	Headline      string     `yaml:"headline"`       // the outlet's own, verbatim
	Summary       string     `yaml:"summary"`        // own words, one or two sentences
	Event         Event      `yaml:"event"`
	Ministers     []string   `yaml:"ministers"`          // slugs
	People        []string   `yaml:"people"`             // names of everyone else who matters
	Topics        []string   `yaml:"topics"`             // slugs
	Voice         string     `yaml:"voice"`              // slug of the side whose account this is
	Sources       []Source   `yaml:"sources"`            // the first is the one imported from
	Text          string     `yaml:"text" default:"own"` // own or original
	Truncated     bool       `yaml:"truncated"`          // the source broke off
	Policy        string     `yaml:"policy"`             // overrides the outlet's
	PolicyReason  string     `yaml:"policy_reason"`
	Promises      []Promise  `yaml:"promises"`
	Aliases       []string   `yaml:"aliases"` // old slugs
	Draft         bool       `yaml:"draft"`
	Reviewed      bool       `yaml:"reviewed" default:"true"` // false: a machine's guess
	Imported      string     `yaml:"imported"`                // see ImportHash
	Added         edtf.Date  `yaml:"added"`
	Changes       []Change   `yaml:"changes"`
	Withdrawn     Withdrawal `yaml:"withdrawn"`
	Silence       []Silence  `yaml:"silence"`

	Body string `yaml:"-"` // Markdown, without blank lines around it
}

// An Event is what happened, as one article has it.
type Event struct {
	ID         string       `yaml:"id"` // articles with one id tell of one event
	Date       edtf.Date    `yaml:"date"`
	Status     string       `yaml:"status" default:"held"` // held, announced or cancelled
	Kind       string       `yaml:"kind"`                  // slug
	Place      string       `yaml:"place"`                 // slug; empty for calls
	Initiative string       `yaml:"initiative"`            // slug of the side that asked for it
	RefersTo   []string     `yaml:"refers_to"`             // event ids this one speaks about
	Evidence   []Evidence   `yaml:"evidence"`              // in order of strength
	Settled    []Settlement `yaml:"settled"`               // what of this stands though others say otherwise
}

// A Settlement says of which fact an article's value stands where those who
// tell of its event contradict each other.
type Settlement struct {
	Field  string `yaml:"field"` // date, place or ministers
	Reason string `yaml:"reason"`
}

// Evidence is one clue for what an article says.
type Evidence struct {
	Field  string `yaml:"field" json:"field"`                // date, place, kind, ministers, ...
	Rule   string `yaml:"rule" json:"rule"`                  // what kind of clue it is
	Role   string `yaml:"role" json:"role"`                  // event, publication, before, after, deadline, background, photo, teaser
	Quote  string `yaml:"quote" json:"quote"`                // verbatim, at most seven words
	Offset int    `yaml:"offset" json:"offset" default:"-1"` // byte of the raw document where the quote begins; -1 unknown
	Says   string `yaml:"says" json:"says"`                  // an EDTF value, a slug, a name
	Source int    `yaml:"source" json:"source"`              // which of the sources, from 1; 0 none
}

// A Source is where an article comes from.
type Source struct {
	Outlet     string    `yaml:"outlet"` // slug
	Agency     string    `yaml:"agency"` // news agency named in it
	Title      string    `yaml:"title"`  // our paraphrase of its headline
	Author     string    `yaml:"author"`
	URL        string    `yaml:"url"`
	ArchiveURL string    `yaml:"archive_url"`
	Published  edtf.Date `yaml:"published"`
	Fetched    edtf.Date `yaml:"fetched"`
	Raw        string    `yaml:"raw"`     // sha256 of the raw document
	Lineage    string    `yaml:"lineage"` // copies of one release share it: the slug of the first of them
}

// A Promise is what was to follow an event.
type Promise struct {
	Text   string    `yaml:"text"`
	Due    edtf.Date `yaml:"due"`     // its time is over after the last day of it
	KeptBy string    `yaml:"kept_by"` // id of the event that kept it
}

// A Change is a correction made after an entry was published.
type Change struct {
	Date   edtf.Date `yaml:"date"`
	Field  string    `yaml:"field"`
	Old    string    `yaml:"old"`
	New    string    `yaml:"new"`
	Reason string    `yaml:"reason"`
}

// A Withdrawal says since when and why an article no longer stands. Its entry
// keeps its place, but says no more than that.
type Withdrawal struct {
	Date   edtf.Date `yaml:"date"`
	Reason string    `yaml:"reason"`
}

// A Silence exempts a file from one rule of check.
type Silence struct {
	Rule   string `yaml:"rule"`
	Reason string `yaml:"reason"`
}

// EventID returns the id of the event the article tells of: event.id, else
// the slug.
func (a *Article) EventID() string {
	if a.Event.ID != "" {
		return a.Event.ID
	}
	return a.Slug
}

// Gone reports whether the article is withdrawn.
func (a *Article) Gone() bool { return a.Withdrawn != Withdrawal{} }

// Parse reads one article file. The file's path gives the slug; line ends
// become \n and blank lines around the body are not part of it.
func Parse(file string, src []byte) (Article, []diag.Problem) {
	a, _, problems := parse(file, src)
	return a, problems
}

func parse(file string, src []byte) (Article, matter.Doc, []diag.Problem) {
	a := Article{Slug: SlugOf(file), Path: file}
	d, body, problems := decode(file, src, &a)
	a.Body, a.Unread = body, !d.Has
	if a.Imported != "" && !hashForm.MatchString(a.Imported) {
		problems = append(problems, diag.Problem{File: file, Rule: "imported", Severity: diag.Warning,
			Msg: "imported is not a sha256", Hint: "leave the line as import wrote it, or remove it"})
	}
	return a, d, problems
}

var hashForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

var importedLine = regexp.MustCompile(`(?m)^imported: .*\r?\n`)

// ImportHash returns the value of `imported` for an article file: the SHA-256
// of its bytes without that line. A file whose line says otherwise was touched
// since import wrote it.
func ImportHash(src []byte) string {
	if loc := importedLine.FindIndex(src); loc != nil {
		src = append(bytes.Clone(src[:loc[0]]), src[loc[1]:]...)
	}
	sum := sha256.Sum256(src)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Untouched reports whether a file is exactly as import last wrote it.
func Untouched(src []byte) bool {
	a, problems := Parse("a.md", src)
	return len(problems) == 0 && a.Imported != "" && a.Imported == ImportHash(src)
}

// FileOf returns where an article with that date and slug is filed: the folder
// of the year of its sort day, or undatiert.
func FileOf(date edtf.Date, slug string) string {
	folder := "undatiert"
	if filed := date.Filed(); filed != "" {
		folder = filed[:4]
	}
	return path.Join("articles", folder, slug+".md")
}

func (l *loader) articles(heads map[string]matter.Head) []Article {
	files := l.files("articles", true)
	articles := make([]Article, 0, len(files))
	for i, r := range parallel.Map(len(files), func(i int) *remembered { return l.article(files[i]) }) {
		l.problems = append(l.problems, r.problems...)
		if l.facts != nil {
			fmt.Fprintf(l.facts, "%s\x00%x\x00", files[i], r.facts)
		}
		if r.article.Path != "" { // else it could not be read
			articles = append(articles, r.article)
			if r.front != "" {
				heads[files[i]] = r.front
			}
			if l.next != nil {
				l.next[files[i]] = r
			}
		}
	}
	return articles
}
