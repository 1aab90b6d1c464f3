package page

import (
	"html/template"

	"chronik/internal/edtf"
)

// A Link is text that leads to Href; where Href is empty it is text only.
type Link struct{ Text, Href string }

// NavLink is a Link of the main navigation.
type NavLink struct {
	Link
	Current bool
}

// A Frame is what every page says around its own matter.
type Frame struct {
	Lang        string
	Title       string // of the window; no two pages have the same
	Description string
	Canonical   string // full address; "" if the site's is not known
	Private     bool   // the page is not for publication, and says so
	Home        Link   // text: the site's title
	Style, Icon string // hrefs
	Search      string // href of the search page; "" on that page itself
	Behaviour   string // href of the script of all pages
	Nav         []NavLink
	Foot        Foot
	Meta        Meta
	Data        []DataLink // the entries of the page as files for machines
}

// Foot is the end of every page.
type Foot struct {
	Count, Range, Stand string
	Links               []Link
}

// A Sign stands for a kind of event: its shape and, where the day or the event
// itself is not certain, an outline.
type Sign struct {
	Shape, Label string
	Open         bool
}

// When is the date of an event as it is shown.
type When struct {
	EDTF, DateTime string // DateTime: longest prefix the bounds share, may be ""
	Text           string // in a running line, in brackets if inferred
	Plain          string // the same without brackets
	Spoken         string // for those who listen
	Inferred       bool   // the day is claimed but stands nowhere

	// In the day column of a list: Small before Day, or NoDay instead.
	Small, Day, Weekday, NoDay string

	// On the event's page: three lines, of which any may be empty. A Word is
	// set smaller than a numeral.
	Top, Big, Bottom string
	Word             bool

	Badge, BadgeClass string // how sure the date is
}

// Root begins the hrefs of what pages share wherever they lie. The function once
// puts the way to the root of the site in its place.
const Root = "~/"

// A Row is an event in a list. Its hrefs begin with Root.
type Row struct {
	ID, Href, Title, Summary string
	When                     When
	Sign                     Sign
	Status                   string // held, announced, cancelled or withdrawn
	Marks                    []string
	Meta                     []string
	Ministers, Topics        []Link

	// Slugs, those of ministers and topics apart by spaces, by which a list is
	// narrowed down.
	Kind, Who, About string
}

// A Month is the entries of one month, season or of a year without month.
type Month struct {
	Root           string // way from the page to the root of the site
	ID, Name, Year string
	Quiet          bool // the name only repeats what stands above it
	Rows           []*Row
}

// A Touching is an event of another year that may lie in this one.
type Touching struct {
	Link Link
	Date string
}

// A YearBlock is one year of a list.
type YearBlock struct {
	ID       string
	Title    Link
	Count    string
	Empty    string // said instead of entries
	Months   []Month
	Touching []Touching
}

// A RailYear is a year in the list of years beside a chronology.
type RailYear struct {
	Link
	N     int
	Count string
	Width string // of its bar, in percent of the fullest year
}

// A Facet is a small table of links with numbers.
type Facet struct {
	Title string
	Items []Counted
}

// Counted is a Link with the number of its entries.
type Counted struct {
	Link
	N    string
	Note string
	Slug string // of the term, where a list can be narrowed down to it
}

// A Selection is what narrows a list down: the legend of the signs and links to
// terms, which the script turns into switches.
type Selection struct {
	Groups []ChipGroup
	Words  string // what the script says, as a JSON object
}

// A ChipGroup is one row of a Selection; Name is the key in the address. More
// are folded away.
type ChipGroup struct {
	Name, Label string
	Chips, More []Chip
	Folded      string // what is said of More
}

// A Chip is one choice. Shape is that of a kind's sign.
type Chip struct {
	Counted
	Shape string
}

// Lists are the entries of a page, year by year.
type Lists struct {
	Rail  []RailYear
	Years []YearBlock
	Empty string // said instead of years
	Cut   string // said above if not all entries are listed
}

// Home is index.html.
type Home struct {
	Frame
	Heading string
	Intro   template.HTML
	Strip   *Strip // nil without dated entries
	Status  string
	// Selection is nil where not all entries are listed.
	Selection *Selection
	Lists     Lists
}

// Term is the page of a list: of a minister, topic, kind, place, outlet, person,
// or of what two of them have in common.
type Term struct {
	Frame
	Crumbs  []Link
	Heading string
	Role    []string // what is to be known of it, such as time in office
	Intro   template.HTML
	Strip   *Strip
	Status  string
	// Selection is nil where not all entries are listed.
	Selection *Selection
	Lists     Lists
	Facets    []Facet
	Alone     *Alone // what rests on an outlet alone, nil if nothing does
}

// Alone is which of the entries of an outlet rest on it alone.
type Alone struct {
	Title, Count string
	Entries      []Neighbour // none if that is all of them, or too many for one page
	More         Link        // to a page of theirs, if they are too many
}

// Year is the page of a year.
type Year struct {
	Frame
	Crumbs     []Link
	Heading    string
	Deck       string
	Prev, Next *Link
	Strip      *Strip // nil for entries without date
	Empty      string
	Parts      []Counted // instead of Months, if the year is too long for one page
	Months     []Month
	Touching   []Touching
	Facets     []Facet
}

// Cross is the page of one year of a list, or of a part of such a page.
type Cross struct {
	Frame
	Crumbs     []Link
	Subject    string
	Year       string // or what else it is a part of Subject by
	Deck       string
	Prev, Next *Link
	Strip      *Strip
	Matrix     *Matrix   // all years of the list; nil where they have no pages
	Parts      []Counted // instead of Months, if there is too much for one page
	Months     []Month
	Facets     []Facet
}

// Register is the index of all lists, or a page of it.
type Register struct {
	Frame
	Crumbs   []Link
	Heading  string
	Sections []Section
}

// A Section is one kind of list in the register.
type Section struct {
	ID, Title string
	Terms     []Counted
}

// Gaps is the page of the longest times without contact.
type Gaps struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Empty         string // said instead of Table
	Table         *Timetable
	Unplaced      []Neighbour // contacts that bound no gap, since they are open on one side
}

// A Timetable names two events a row, one after the other.
type Timetable struct {
	Caption        string
	Head, From, To string // heads of the columns
	Rows           []TimeRow
}

// A TimeRow is a row of a Timetable. Either event may be missing.
type TimeRow struct {
	Head     Link
	From, To *Neighbour
}

// Rhythm is the page of how contacts and what was promised lie in time.
type Rhythm struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Empty         string      // said if there are no contacts
	Figures       []*Matrix   // with a drawing of the same numbers
	Open          []Neighbour // contacts that count in no density and bound no silence
	Tables        []TimeSection
}

// A TimeSection is a Timetable with what is said of it.
type TimeSection struct {
	ID, Title, Note string
	Table           Timetable
	More            Link
}

// Contradictions is the page of what is told differently of events, or a part
// of it.
type Contradictions struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Empty         string     // said instead of Events
	Parts         []Counted  // instead of Events, if there are too many for one page
	Events        []Disputed // in the order of the chronology
}

// Disputed is an event with what is told differently of it.
type Disputed struct {
	Event    Neighbour
	Disputes []Dispute
}

// Silences is the page of what a side was silent on though another named it.
type Silences struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Empty         string  // said instead of Matrix
	Matrix        *Matrix // a topic a row and a side a column
}

// Dataset is the page that describes the data edition.
type Dataset struct {
	Frame
	Heading, Deck string
	Files         []AboutFile
	Tables        []AboutTable
	License       License
}

// An AboutFile says what is in a file for machines. Its text is its name.
type AboutFile struct {
	Link
	Type, Text string // media type; what is in it
}

// An AboutTable says what the columns of a table mean.
type AboutTable struct {
	ID, Title string
	Columns   []AboutColumn
}

// An AboutColumn says what stands in a column: its name, what its cells look
// like, which values alone they have, and what they mean.
type AboutColumn struct {
	Name, Type string
	Values     []string // nil for any
	Filled     string   // that they are never empty; "" if they may be
	Text       string
}

// A License says what one may do with the data. Link has no text if there is no
// licence.
type License struct {
	Text string
	Link Link
}

// Corrections is the list of what was corrected and withdrawn, or a part of
// it.
type Corrections struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Empty         string // said instead of Items
	Cut           string // said above if not all are listed
	Items         []Correction
	Parts         []Counted // what else there is
}

// A Correction is a field of an entry that was changed, or an entry that was
// withdrawn.
type Correction struct {
	ID             string // by which it is told from others, for ever
	Path           string // of the page of the entry
	Day            edtf.Day
	Date, DateTime string
	Title          string // of the entry
	Entry          Link
	Sign           Sign
	What           string // name of the field, or that it was withdrawn
	Old, New       string // "" if nobody gave them
	Reason         string // as a sentence
}

// Editions is the list of editions.
type Editions struct {
	Frame
	Crumbs        []Link
	Heading, Deck string
	Editions      []Counted // newest first
}

// Edition is the page of an edition: the entries as they were, and what has
// become of them since. Of one that is too long there are parts.
type Edition struct {
	Frame
	Crumbs               []Link
	Heading, Deck, State string
	Since                string // what has become of the entries
	Years                []EditionYear
	Parts                []Counted // instead of Years
}

// An EditionYear is one year of an edition.
type EditionYear struct {
	ID, Name string
	Entries  []EditionEntry
}

// An EditionEntry is an entry as it was. Title leads to its page of today.
type EditionEntry struct {
	ID          string
	When        When
	Sign        Sign
	Status      string
	Title       Link
	Summary     string
	Marks, Meta []string
	Sources     []Link
	Gone        string       // that it is not there any more, and why
	Since       []Correction // what it says today
}

// Overview is the page that crosses ministers and topics with years.
type Overview struct {
	Frame
	Heading   string
	Legend    Legend
	Matrices  []*Matrix
	Questions []Counted // what is asked across all of them
}

// Search is the page that searches the chronology. It lists no entries.
type Search struct {
	Frame
	Heading                  string
	Action                   string // of the form
	Words                    string // what the script says, as a JSON object
	Index                    string // href of the folder of the index
	Events                   string // href of the folder of the entries
	Script, Sheet            string // hrefs of what this page alone loads
	Filters                  []Filter
	Register                 Link
	Ministers, Topics, Years []Counted // what leads on without a hit
}

// An Index is what a search finds and how.
type Index struct {
	Filters []Filter
	Names   []Name
	Entries []Entry // newest first, those without date last
}

// A Filter is a choice that narrows a search down.
type Filter struct {
	Name, Label string // Name: of the parameter in the address
	Options     []Option
}

// An Option is a choice of a Filter. Shape is that of a kind's sign.
type Option struct{ Value, Text, Shape string }

// An Entry is an event as the search finds it and shows it. Ministers, topics
// and kind are places in the options of the filters, -1 for none.
type Entry struct {
	ID, Title, Summary, Date string
	Marks                    []string
	Open                     bool // drawn as an outline
	Kind                     int
	Ministers, Topics        []int
	Year                     string // option of the filter
	Terms                    string // names and labels it is found by
}

// A Name is how a minister, place or outlet is called here and elsewhere. The
// head is the part of it that stands alone: the surname.
type Name struct {
	Name, Head string
	Spellings  []string
}

// SearchFolder is where the files of the search index lie in the site.
const SearchFolder = "s"

// Free is a page written by hand, such as the imprint.
type Free struct {
	Frame
	Heading string
	Legal   []Fact // what the law asks for: each item a line
	Body    template.HTML
}

// NotFound is 404.html.
type NotFound struct {
	Frame
	Strip *Strip
	Ways  []Link
}

// A Redirect leads from an old address to the new one.
type Redirect struct {
	Lang, Title string
	Canonical   string
	To          Link
	Script      string
	Icon        string // href
}
