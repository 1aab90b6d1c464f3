package page

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/edtf"
)

// A Book is the chronology as a book: what the pages of its events and the free
// pages say, in reading order. Links lead to places in the book; those to other
// pages of the site lead to its address, or are words where it has none.
type Book struct {
	ID                         string // URI that names it; a private one has another
	Title, Lang, Publisher     string
	Description, ContentsTitle string
	Changed                    edtf.Day // the newest addition or change, zero if there is none

	Cover    Planned   // a picture, SVG
	Pages    []Planned // in the order of reading, the first shows the cover
	Contents []Point
}

// A Point is a line of the contents of a book and what lies below it. Its Href
// begins at the root of the book.
type Point struct {
	Link
	Points []Point
}

// The files of a book that do not come from a page. Chapters lie in folders of
// their own, so that no free page can have these names.
const (
	bookCover = "cover.svg"
	bookFront = "cover.xhtml"
	BookStyle = "book.css" // in the book, and among the templates
)

// A Chapter is a file of the book.
type Chapter struct {
	Lang, Title, Style string
	Private            bool  // the file is not for publication, and says so
	Cover              *Link // the picture of the cover is all there is
	ID                 string
	Heading            string
	Deck               []string
	Legal              []Fact
	Intro              template.HTML
	Touching           []Touching
	Months             []ChapterMonth
	Entry              *Event // the event that is all there is
}

// A ChapterMonth is one month of the chapter of a year: its entries, or links to
// them where each has a chapter of its own.
type ChapterMonth struct {
	ID, Name string
	Quiet    bool // the name only repeats what stands above it
	Links    []Touching
	Entries  []*Event
}

// bound says where in the book stands what has a page on the site.
type bound struct {
	places map[string]string // path of a page -> file, with a fragment if it is part of one
	whole  bool              // years are files, entries parts of them
}

// Book plans the book.
func (s *Site) Book() Book {
	p := *s.plan
	p.common = &p
	articles := 0
	for _, e := range p.ch.Events {
		articles += len(e.Articles)
	}
	p.bound = &bound{places: map[string]string{}, whole: articles > p.limits.chapters}
	p.shared = p.share() // rulers with links of their own
	b := Book{
		ID: p.bookID(), Title: p.c.Site.Title, Lang: p.l.Tag, Publisher: p.c.Site.Title,
		Description: p.description(p.c.Site.Body), ContentsTitle: p.l.Word("bundle.contents"), Changed: p.ch.Stand(),
		Cover: Planned{Path: bookCover, Template: "cover", site: &p, make: (*planner).coverView},
	}
	years := p.bind()
	b.chapter(&p, bookFront, func(p *planner, c *Chapter) { c.Cover = &Link{p.c.Site.Title, Href(bookFront, bookCover)} })
	b.chapter(&p, p.placeOf(homePath), (*planner).titlePage)
	b.Contents = append(b.Contents, Point{Link: Link{p.c.Site.Title, p.placeOf(homePath)}})
	for _, y := range years {
		at := p.placeOf(p.paths.year(y))
		b.chapter(&p, at, func(p *planner, c *Chapter) { p.yearChapter(at, y, c) })
		months := p.months(at, p.ch.Year(y))
		for _, m := range months {
			for _, row := range m.Rows {
				if e := p.ch.Event(row.ID); !p.bound.whole {
					b.chapter(&p, p.placeOf(p.paths.event(e.ID)), func(p *planner, c *Chapter) { c.Title, c.Entry = e.Title, p.bookEvent(e) })
				}
			}
		}
		b.Contents = append(b.Contents, p.yearPoint(at, y, months))
	}
	for i := range p.c.Pages {
		f := &p.c.Pages[i]
		at := p.placeOf(p.paths.free(f.Slug))
		b.chapter(&p, at, func(p *planner, c *Chapter) {
			v := p.freeView(at, f)
			c.Title, c.Heading, c.Legal, c.Intro = f.Title, v.Heading, v.Legal, v.Body
		})
		b.Contents = append(b.Contents, Point{Link: Link{f.Title, at}})
	}
	return b
}

// bookID names the book. The private one is another book: a reader has both.
func (p *planner) bookID() string {
	id := cite.URI(p.c.Site, "book", p.l.Tag)
	if id != "" && p.c.Site.Private {
		id += "/private"
	}
	return id
}

// bind finds a place for what goes into the book and returns the years that
// have entries, in the order of the site.
func (p *planner) bind() []int {
	in := func(at string) { p.bound.places[at] = "text/" + strings.TrimSuffix(at, ".html") + ".xhtml" }
	in(homePath)
	years := slices.DeleteFunc(p.ch.Years(), func(y int) bool { return len(p.ch.Year(y)) == 0 })
	if p.newest() {
		slices.Reverse(years)
	}
	if len(p.ch.Year(0)) > 0 {
		years = append(years, 0)
	}
	for _, y := range years {
		in(p.paths.year(y))
	}
	for _, e := range p.ch.Events {
		if at := p.paths.event(e.ID); p.bound.whole {
			p.bound.places[at] = p.placeOf(p.paths.year(e.Year())) + "#" + entryID(e)
		} else {
			in(at)
		}
	}
	for _, f := range p.c.Pages {
		in(p.paths.free(f.Slug))
	}
	return years
}

func entryID(e *chronology.Event) string { return "e-" + e.ID }

// placeOf is the place in the book of a page that is in it.
func (p *planner) placeOf(at string) string { return p.bound.places[at] }

// href is the link from a file of the book to a page of the site. Of fragments
// those stay that the book has: articles of an event, and all of a free page.
func (b *bound) href(p *planner, from, to string) string {
	file, fragment, _ := strings.Cut(to, "#")
	place, ok := b.places[file]
	if !ok {
		return p.address(to)
	}
	ofEvent, ofArticle := strings.HasPrefix(file, p.words.Event+"/"), strings.HasPrefix(fragment, articleID)
	if fragment != "" && (ofEvent && ofArticle || !strings.Contains(file, "/") && file != homePath) {
		place = withFragment(place, fragment, true)
	}
	return Href(from, place)
}

// chapter plans a file of the book; fill says what is in it.
func (b *Book) chapter(p *planner, at string, fill func(*planner, *Chapter)) {
	b.Pages = append(b.Pages, Planned{Path: at, Template: "book", site: p, make: func(p *planner) any {
		c := Chapter{Lang: p.l.Tag, Title: p.c.Site.Title, Style: Href(at, BookStyle), Private: p.c.Site.Private}
		fill(p, &c)
		return c
	}})
}

func (p *planner) titlePage(c *Chapter) {
	foot := p.foot(p.placeOf(homePath))
	c.Heading = p.c.Site.Title
	for _, line := range []string{foot.Range, foot.Count, foot.Stand, p.address(homePath)} {
		if line != "" {
			c.Deck = append(c.Deck, line)
		}
	}
	c.Intro = p.body(p.placeOf(homePath), "index.md", p.c.Site.Body, false)
}

func (p *planner) yearChapter(at string, y int, c *Chapter) {
	events := p.ch.Year(y)
	c.Title, c.Heading = p.yearName(y), p.yearName(y)
	c.Deck = []string{p.l.Count("entries", len(events))}
	if y != 0 {
		c.Touching = p.touching(at, y)
	}
	for _, m := range p.months(at, events) {
		month := ChapterMonth{ID: m.ID, Name: m.Name, Quiet: m.Quiet}
		for _, row := range m.Rows {
			e := p.ch.Event(row.ID)
			if p.bound.whole {
				month.Entries = append(month.Entries, p.bookEvent(e))
			} else {
				month.Links = append(month.Links, Touching{Link{e.Title, p.href(at, p.paths.event(e.ID))}, p.bookDate(e)})
			}
		}
		c.Months = append(c.Months, month)
	}
}

// bookEvent is what the page of an event says, with ids that are its own among
// others in one file.
func (p *planner) bookEvent(e *chronology.Event) *Event {
	at, _, _ := strings.Cut(p.placeOf(p.paths.event(e.ID)), "#")
	v := p.eventView(at, e.Title, e)
	for i := range v.Sources {
		v.Sources[i].ID += "-" + e.ID
	}
	for _, clues := range [][]Clue{v.Clues, v.Proofs} {
		for i := range clues {
			if source := &clues[i].Source; source.Href != "" {
				source.Href += "-" + e.ID
			}
		}
	}
	return &v
}

// bookDate is when an event was, with a word if it was not held.
func (p *planner) bookDate(e *chronology.Event) string {
	date := p.when(e).Text
	if word := p.statusWord(e); word != "" {
		date += p.l.Word("list.between") + word
	}
	return date
}

// yearPoint is a year in the contents: its months, and below them the entries.
func (p *planner) yearPoint(at string, y int, months []Month) Point {
	year := Point{Link: Link{p.yearName(y), at}}
	for _, m := range months {
		month := Point{Link: Link{strings.TrimSpace(m.Name + " " + m.Year), at + "#" + m.ID}}
		for _, row := range m.Rows {
			month.Points = append(month.Points, Point{Link: Link{
				p.l.Say("bundle.entry", "date", p.bookDate(p.ch.Event(row.ID)), "title", row.Title), p.placeOf(p.paths.event(row.ID)),
			}})
		}
		if !p.bound.whole { // the contents go forward only, and the year stands before them
			month.Href = month.Points[0].Href
		}
		if m.Quiet {
			year.Points = append(year.Points, month.Points...)
		} else {
			year.Points = append(year.Points, month)
		}
	}
	return year
}

// A Cover is the picture on the cover, 600 wide and 900 high: the title in
// lines, and how many entries each year has.
type Cover struct {
	Lang, Title  string
	Size         int // of the title
	Lines        []CoverLine
	Range, Count string
	Private      string // said on a private book
	Bars         []CoverBar
}

// A CoverLine is a line of the title and where it stands.
type CoverLine struct {
	Y    int
	Text string
}

// A CoverBar is one year.
type CoverBar struct{ X, Y, Width, Height string }

// The cover in units of its picture.
const (
	coverLeft, coverRight = 60, 540
	coverTop              = 190 // first line of the title
	coverFloor, coverBars = 720, 200
)

func (p *planner) coverView() any {
	c := Cover{Lang: p.l.Tag, Title: p.c.Site.Title, Range: p.covered, Count: p.l.Count("entries", len(p.ch.Events))}
	if p.c.Site.Private {
		c.Private = p.l.Word("bundle.private")
	}
	lines, longest := wrapped(p.c.Site.Title, 16)
	// Letters are up to 0.7 wide in the type that a reader has; lines end above the bars.
	c.Size = min(56, (coverRight-coverLeft)*10/(7*max(longest, 1)), (coverFloor-coverBars-coverTop)*4/(5*max(len(lines), 1)))
	for i, line := range lines {
		c.Lines = append(c.Lines, CoverLine{coverTop + i*c.Size*5/4, line})
	}
	years := p.ch.Years()
	most := 1
	for _, y := range years {
		most = max(most, len(p.ch.Year(y)))
	}
	for i, y := range years {
		width := float64(coverRight-coverLeft) / float64(len(years))
		height := float64(coverBars*len(p.ch.Year(y))) / float64(most)
		if height > 0 {
			c.Bars = append(c.Bars, CoverBar{tenth(coverLeft + float64(i)*width), tenth(coverFloor - height), tenth(min(width*0.8, 40)), tenth(height)})
		}
	}
	return c
}

func tenth(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// wrapped breaks a text at its spaces into lines of about so many letters, and
// says how many the longest has.
func wrapped(text string, letters int) (lines []string, longest int) {
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && len([]rune(lines[n-1]))+1+len([]rune(word)) <= letters {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	for _, line := range lines {
		longest = max(longest, len([]rune(line)))
	}
	return lines, longest
}
