// Package strip lays events out on a ruler of time: which sign, bar or line
// stands where, in percent of the width and pixels of the height.
//
// It knows nothing of HTML and of words. All x are percent with at most two
// decimals, all y whole pixels, so that signs and type keep their size at any
// width. Paths are for a nested svg of its own coordinates that is stretched
// over the whole width; Grain is how many of them the width has.
package strip

import (
	"slices"

	"chronik/internal/edtf"
)

// An Entry is an event to be drawn.
type Entry struct {
	ID          string
	Sort        edtf.Day // the day it is filed under; no zero Day
	First, Last edtf.Day // the days it may have been on, or lasted, or that are claimed for it; zero: open on this side
	Day         edtf.Day // on which its sign stands, if that is known; zero: in the middle of them
	Shape       string
	Open        bool // drawn as an outline
	Href, Title string
}

// A Cell is one stretch of the ruler: a year, a decade or a month.
type Cell struct {
	From, Until edtf.Day // Until is the first day after it
	Round       bool     // keeps its label where not all have room
	Current     bool

	// What is written, linked and said of it; filled in by who asks.
	Text, Short string // Short is for narrow pages, "" if it is the same
	Count       string
	Href        string
	Spoken      string

	X, Width string // filled in by New
}

// A Term is a time in office.
type Term struct {
	From, Until edtf.Day // Until zero: it lasts
	Name        string
}

// Input is what a strip shows.
type Input struct {
	Cells   []Cell // in order, without gaps, at least one
	Entries []Entry
	Others  []edtf.Day // of the entries that are only hinted at
	Terms   []Term
}

// A Strip is a laid out ruler.
type Strip struct {
	Height, CellHeight, Axis, LabelY int // CellHeight is that of cells, Axis the y of the line
	Class                            string

	Cells  []Cell
	Guides string // path of the borders between cells, from y 0 to 1

	Signs  []Sign // on wide pages
	Narrow []Sign // the same on narrow ones, or none where there are bars

	Rug  string // path of the hints at other entries, from y 0 to RugHeight
	RugY int

	Bars *Bars
	Here *Here

	Bands []Band
}

// A Sign stands for one entry. Its line, if it has one, shows the days it may
// have been on or lasted; a fading one goes on beyond its end.
type Sign struct {
	Entry
	X            string
	Y            int
	LineX, LineW string // "" without line
	LineY        int
	Fading       bool
}

// Here marks the entry a page is about.
type Here struct{ Sign }

// A Band is a time in office below the axis.
type Band struct {
	X, Width string
	Y        int
	Name     string // "" where it has no room
	Short    bool   // its name has no room on narrow pages
}

// RugHeight is the height of the path of other entries; Grain the width of all
// paths.
const (
	RugHeight = 7
	Grain     = 10000
)

const (
	lane        = 15 // from one sign to the one above
	narrowLane  = 12
	mostLanes   = 7
	mostNarrow  = 8
	mostStretch = 32  // columns of signs on narrow pages
	mostBars    = 160 // columns of bars
	lowest      = 39  // y of the axis with two lanes
	below       = 25  // from the axis to the end of the cells
	bandHeight  = 20
	mostBands   = 3
	manyCells   = 12
	denseCells  = 24
	mostYears   = 80 // cells of single years
)

// Years returns the cells from the first to the last year, or of decades if
// there are more than 80.
func Years(first, last int) []Cell {
	step := 1
	if last-first+1 > mostYears {
		step = 10
		first -= first % 10
	}
	var cells []Cell
	for y := first; y <= last; y += step {
		cells = append(cells, Cell{
			From: edtf.Day{Year: y, Month: 1, Day: 1}, Until: edtf.Day{Year: y + step, Month: 1, Day: 1},
			Round: y%(5*step) == 0,
		})
	}
	return cells
}

// Months returns the twelve cells of a year.
func Months(year int) []Cell {
	cells := make([]Cell, 12)
	from := edtf.Day{Year: year, Month: 1, Day: 1}
	for i := range cells {
		cells[i] = Cell{From: from, Until: from.AddMonths(1), Round: true}
		from = cells[i].Until
	}
	return cells
}

// New lays in out. The cells of in are not changed.
func New(in Input) *Strip {
	s, r := newStrip(in.Cells)
	others := slices.DeleteFunc(slices.Clone(in.Others), func(d edtf.Day) bool { return !r.has(d) })
	entries := slices.DeleteFunc(slices.Clone(in.Entries), func(e Entry) bool { return !r.has(e.Sort) })
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Sort.Compare(b.Sort) })
	if s.signs(r, entries) {
		s.rug(r, others)
	} else {
		s.bars(r, entries, others)
	}
	s.cellsEnd()
	s.bands(r, in.Terms)
	return s
}

// newStrip is a ruler with nothing on it.
func newStrip(cells []Cell) (*Strip, ruler) {
	r := rulerOf(cells)
	s := &Strip{Axis: lowest, Cells: slices.Clone(cells), Class: classOf(cells)}
	s.cells(r)
	return s, r
}

// cellsEnd lets the cells end below the axis, wherever that lies.
func (s *Strip) cellsEnd() {
	s.CellHeight, s.LabelY = s.Axis+below, s.Axis+18
	s.Height = s.CellHeight
}

// classOf says which labels have room: all, on narrow pages only the round ones,
// or only those on any page. Decades have longer names than years.
func classOf(cells []Cell) string {
	decades := cells[0].Until.Year > cells[0].From.Year+1
	switch n := len(cells); {
	case n > denseCells:
		return "dense"
	case n > manyCells, decades:
		return "many"
	}
	return ""
}

func (s *Strip) cells(r ruler) {
	var guides path
	for i := range s.Cells {
		c := &s.Cells[i]
		from, until := r.at(c.From), r.at(c.Until)
		c.X, c.Width = percent(from), percent(until-from)
		if s.Class != "dense" || c.Round {
			guides.stroke(grain(from), 1)
		}
	}
	s.Guides = guides.String()
}

// At returns the strip with a mark where an entry lies. The strip it is called
// on stays as it is, so that ten thousand pages can share one.
func (s *Strip) At(e Entry) *Strip {
	r := rulerOf(s.Cells)
	if !r.has(e.Sort) {
		return s
	}
	marked := *s.On(e.Sort)
	sign := r.sign(e)
	sign.Y = s.Axis - 25
	sign.LineY = sign.Y + 8
	marked.Here = &Here{sign}
	return &marked
}

// On returns the strip with the cell of a day as the current one; that is the
// strip itself if it is so already.
func (s *Strip) On(day edtf.Day) *Strip {
	holds := func(c Cell) bool { return !day.Before(c.From) && day.Before(c.Until) }
	if !slices.ContainsFunc(s.Cells, func(c Cell) bool { return c.Current != holds(c) }) {
		return s
	}
	marked := *s
	marked.Cells = slices.Clone(s.Cells)
	for i := range marked.Cells {
		marked.Cells[i].Current = holds(marked.Cells[i])
	}
	return &marked
}

// rug hints at other entries by short strokes on the axis, those that would
// lie in one place only once.
func (s *Strip) rug(r ruler, days []edtf.Day) {
	const apart = Grain / 500 // two pixels of a wide page
	slices.SortFunc(days, edtf.Day.Compare)
	var p path
	last := -apart
	for _, d := range days {
		if x := grain(r.at(d)) / apart * apart; x >= last+apart {
			p.stroke(x, RugHeight)
			last = x
		}
	}
	s.Rug, s.RugY = p.String(), s.Axis-RugHeight
}

// bands draws the times in office below the cells, in as many rows as they
// overlap; more than three say nothing any more.
func (s *Strip) bands(r ruler, terms []Term) {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b Term) int { return a.From.Compare(b.From) })
	var ends []float64
	var bands []Band
	for _, t := range terms {
		if t.Until.IsZero() {
			t.Until = r.until
		}
		from, until := max(r.at(t.From), 0), min(r.at(t.Until), 100)
		if until <= from {
			continue
		}
		row := slices.IndexFunc(ends, func(end float64) bool { return end <= from })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = until
		b := Band{X: percent(from), Width: percent(until - from), Y: row * bandHeight, Name: t.Name}
		b.Short = !fits(t.Name, until-from, narrowWidth)
		if !fits(t.Name, until-from, wideWidth) {
			b.Name = ""
		}
		bands = append(bands, b)
	}
	if len(ends) == 0 || len(ends) > mostBands {
		return
	}
	for i := range bands {
		bands[i].Y += s.CellHeight + 6
	}
	s.Bands, s.Height = bands, s.CellHeight+6+len(ends)*bandHeight
}

// Pages are at least this wide where the narrow and the wide form are shown.
const (
	narrowWidth = 288
	wideWidth   = 800
)

// fits reports whether a name in small type has room in some percent of a
// width in pixels.
func fits(name string, percent float64, width int) bool {
	return float64(len([]rune(name)))*6.2+9 <= percent*float64(width)/100
}
