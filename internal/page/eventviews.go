package page

import "html/template"

// Event is the page of one event.
type Event struct {
	Frame
	Crumbs   []Link
	Root     string // way from the page to the root of the site
	ID       string
	Strip    *Strip // nil without date
	When     When
	Axis     *Axis // between which days it lies; nil if that is not known, or nothing to draw
	Sign     Sign
	Status   string
	Heading  string
	Lead     string
	Notes    []string
	Sections []Account
	Readout  *Readout // which side named which topics; nil if there is nothing to compare
	Clues    []Clue   // for the date
	Proofs   []Clue   // for everything else
	Facts    []Fact
	Sources  []Source
	Original bool // a text of the outlet itself is shown
	Cite     string
	Cites    []CiteFile
	Edition  *Link // the newest edition in which it stands so
	Pager    []PagerRow
	Related  []*Row
	Touched  []Link
	Disputes *Disputes // nil if all that is told can be right

	Found int    // its place in the index of the search
	Text  string // what it says in running text, by which it is found
}

// An Account is one article about the event.
type Account struct {
	ID    string
	Title string // "" if it is the only one
	Voice string
	Lead  string
	Notes []string
	Body  template.HTML
}

// A Readout is who named which topics, each topic once.
type Readout struct {
	Shares []Fact // of a side alone, of several, of all; may have no items
	Note   string
	More   Link
}

// Disputes are what is told differently of an event.
type Disputes struct {
	All  []Dispute
	More Link // to those of all events
}

// A Dispute is a fact of which not all that is said can be right.
type Dispute struct {
	Field  string
	Claims []Claim
	Why    string // the event shows what it shows
	Reason string // of the editors, if they settled it
}

// A Claim is one value with all who say so.
type Claim struct {
	Says  string
	Shown bool // by the event
	By    []Witness
}

// A Witness is an article, or sources of it, with the words that say so.
type Witness struct {
	Who   []Link
	Quote string
	Notes []string // whose account it is, or that nobody has reviewed it
}

// A Clue is one row of evidence.
type Clue struct {
	Term, Rule, Quote, Says string
	Source                  Link
}

// A Fact is one line of the facts beside the text.
type Fact struct {
	Term  string
	Items []Link
}

// A Source is one source of the event.
type Source struct {
	ID, Agency, Title, Author, Date string
	Outlet                          Link
	Reason                          string // why no link can be given
	Original, Archive               Link   // no Href: no link can be given
}

// A PagerRow leads to the neighbours of an event in one list.
type PagerRow struct {
	Term       Link
	Prev, Next *Neighbour
}

// A Neighbour is the event before or after.
type Neighbour struct{ Href, Date, Title string }
