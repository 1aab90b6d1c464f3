package page

import "chronik/internal/strip"

// A Strip is the ruler of time at the head of a page.
type Strip struct {
	*strip.Strip
	Ruler   *strip.Strip // what other pages show as well, nil if it is this one's alone
	Label   string       // for those who listen
	Most    string       // what the highest bar counts, "" without bars
	Caption []string     // sentences
}

// A Matrix is a table of numbers of entries, a term a row and a year a column.
type Matrix struct {
	ID, Title, Caption string
	Corner, Sum        string // heads of the first and last column
	Note               string
	Columns            []Link
	Rows               []MatrixRow
	Strip              *Strip     // a drawing of the same numbers, nil if there is none
	Foot               *MatrixRow // all entries; nil if a table does not count them
}

// A MatrixRow is a term with its numbers.
type MatrixRow struct {
	Head  Link
	Shape string // of the sign before the head, "" for none
	Cells []MatrixCell
	Sum   string
}

// A MatrixCell is a number that leads to its entries. Heat is 0 for none and 1
// to 5 for more and more.
type MatrixCell struct {
	Link
	Label   string // for those who listen, "" if Text says it
	Heat    int
	Out     bool // the minister was not in office, and there is no entry
	Current bool
}

// A Legend says what the colours of matrices mean.
type Legend struct {
	Title string
	Steps []HeatStep
}

// A HeatStep is one step of a Legend.
type HeatStep struct {
	Heat int
	Text string
}

// An Axis shows between which days an event lies.
type Axis struct {
	strip.Axis
	Label   string
	Caption []string
	Ticks   []AxisTick
}

// An AxisTick is a mark on an Axis; a long one has a text.
type AxisTick struct {
	X, Text string
	Long    bool
}
