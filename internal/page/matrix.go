package page

import (
	"math"
	"slices"
	"strconv"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
)

// mostColumns is how many single years a matrix has; beyond that its columns
// are decades.
const mostColumns = 40

// A column is a year of a matrix, a decade, or the entries without date.
type column struct {
	name  string
	years []int
}

// newColumns are the columns of all matrices of the site.
func (p *planner) newColumns() []column {
	years := p.ch.Years()
	decades := len(years) > mostColumns
	var all []column
	for _, y := range years {
		if decades && len(all) > 0 && y%10 != 0 {
			last := &all[len(all)-1]
			last.years = append(last.years, y)
			continue
		}
		c := column{strconv.Itoa(y), []int{y}}
		if decades {
			c.name = p.l.Say("strip.decade", "year", strconv.Itoa(y-y%10))
		}
		all = append(all, c)
	}
	if len(p.ch.Year(0)) > 0 {
		all = append(all, column{p.yearName(0), []int{0}})
	}
	return all
}

func (c column) sum(perYear map[int]int) int {
	n := 0
	for _, y := range c.years {
		n += perYear[y]
	}
	return n
}

// heat holds the lower bounds of the steps 1 to 5.
type heat [5]int

// heatOf returns the steps for numbers up to most: 1, 2, 3, 4, 5 and more if
// they are small, else powers of the fifth root of most.
func heatOf(most int) heat {
	h := heat{1, 2, 3, 4, 5}
	if most > 9 {
		for i := 1; i < len(h); i++ {
			h[i] = max(h[i-1]+1, int(math.Round(math.Pow(float64(most), float64(i)/5))))
		}
	}
	return h
}

// step returns the step of a number, 0 for none.
func (h heat) step(n int) int {
	step := 0
	for step < len(h) && n >= h[step] {
		step++
	}
	return step
}

func (p *planner) legend() Legend {
	l := Legend{Title: p.l.Word("matrix.legend")}
	if len(p.ch.Years()) > mostColumns {
		l.Title = p.l.Word("matrix.legend_decades")
	}
	h := p.heatSteps
	for i, from := range h {
		s := HeatStep{Heat: i + 1, Text: p.l.Number(from)}
		switch {
		case i == len(h)-1:
			s.Text = p.l.Say("matrix.more", "n", s.Text)
		case h[i+1] > from+1:
			s.Text = p.l.Say("matrix.between", "from", s.Text, "to", p.l.Number(h[i+1]-1))
		}
		l.Steps = append(l.Steps, s)
	}
	return l
}

// newHeat is the scale of all matrices. Whoever everyone meets is not counted,
// or all others would be pale.
func (p *planner) newHeat() heat {
	most := 0
	see := func(events []*chronology.Event) {
		perYear := countYears(events)
		for _, c := range p.allColumns {
			most = max(most, c.sum(perYear))
		}
	}
	for i := range p.c.Ministers {
		if slug := p.c.Ministers[i].Slug; slug != p.c.Site.Pivot {
			see(p.ch.Minister(slug))
		}
	}
	for i := range p.c.Topics {
		see(p.ch.Topic(p.c.Topics[i].Slug))
	}
	return heatOf(most)
}

// matrixRow counts the events of a list by columns; the numbers lead to where
// it has them.
func (p *planner) matrixRow(at string, g *group) MatrixRow {
	row := MatrixRow{Head: Link{g.short, p.href(at, g.at)}, Sum: p.l.Number(len(g.events))}
	perYear, inOffice := countYears(g.events), p.inOffice(g)
	for _, c := range p.allColumns {
		n := c.sum(perYear)
		cell := MatrixCell{Heat: p.heatSteps.step(n)}
		if n == 0 {
			cell.Out = c.years[0] != 0 && !slices.ContainsFunc(c.years, inOffice)
			row.Cells = append(row.Cells, cell)
			continue
		}
		to := g.at
		if len(c.years) == 1 {
			to = p.inYear(g, c.years[0])
		}
		cell.Link = Link{p.l.Number(n), p.href(at, to)}
		cell.Label = p.l.Say("matrix.cell", "name", g.short, "year", c.name, "entries", p.l.Count("entries", n))
		row.Cells = append(row.Cells, cell)
	}
	return row
}

func (p *planner) matrix(at, id, title, corner string) *Matrix {
	m := &Matrix{ID: id, Title: title, Caption: p.l.Say("matrix.caption", "title", title), Corner: corner, Sum: p.l.Word("matrix.sum")}
	for _, c := range p.allColumns {
		head := Link{Text: c.name}
		if len(c.years) == 1 {
			head.Href = p.href(at, p.paths.year(c.years[0]))
		}
		m.Columns = append(m.Columns, head)
	}
	return m
}

// ministerMatrix has whoever everyone meets first, then the others as they came
// into office.
func (p *planner) ministerMatrix(at string) *Matrix {
	m := p.matrix(at, "ministers", p.l.Word("matrix.ministers"), p.l.Word("overview.ministers"))
	ministers := slices.Clone(p.c.Ministers)
	slices.SortStableFunc(ministers, func(a, b content.Minister) int {
		pivot := p.c.Site.Pivot
		if c := compareBool(a.Slug != pivot, b.Slug != pivot); c != 0 {
			return c
		}
		if c := edtf.Compare(inOfficeFrom(a), inOfficeFrom(b)); c != 0 {
			return c
		}
		return p.l.Compare(a.SortName, b.SortName)
	})
	for i := range ministers {
		m.Rows = append(m.Rows, p.matrixRow(at, p.lists.minister[ministers[i].Slug]))
	}
	m.Foot = p.allRow(at)
	return m
}

// allRow counts all events of the chronology.
func (p *planner) allRow(at string) *MatrixRow {
	row := p.countRow(Link{Text: p.l.Word("matrix.all")}, p.ch.Events)
	for i, c := range p.allColumns {
		if cell := &row.Cells[i]; cell.Text != "" && len(c.years) == 1 {
			cell.Label = p.l.Say("matrix.cell", "name", row.Head.Text, "year", c.name, "entries", p.l.Count("entries", len(p.ch.Year(c.years[0]))))
			cell.Href = p.href(at, p.paths.year(c.years[0]))
		}
	}
	return &row
}

// countRow counts events by columns, without leading to them.
func (p *planner) countRow(head Link, events []*chronology.Event) MatrixRow {
	row := MatrixRow{Head: head, Sum: p.l.Number(len(events))}
	perYear := countYears(events)
	for _, c := range p.allColumns {
		n := c.sum(perYear)
		cell := MatrixCell{Heat: p.heatSteps.step(n)}
		if n > 0 {
			cell.Text = p.l.Number(n)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// topicMatrix has the most frequent topic first.
func (p *planner) topicMatrix(at string) *Matrix {
	m := p.matrix(at, "topics", p.l.Word("matrix.topics"), p.l.Word("overview.topics"))
	m.Note = p.l.Word("matrix.overlap")
	topics := slices.Clone(p.c.Topics)
	slices.SortStableFunc(topics, func(a, b content.Topic) int {
		if c := len(p.ch.Topic(b.Slug)) - len(p.ch.Topic(a.Slug)); c != 0 {
			return c
		}
		return p.l.Compare(a.Label, b.Label)
	})
	for _, t := range topics {
		m.Rows = append(m.Rows, p.matrixRow(at, p.lists.topic[t.Slug]))
	}
	return m
}

// oneRow is the matrix of a single list on the page of one of its years, from
// the first to the last that has entries.
func (p *planner) oneRow(at string, g *group, year int) *Matrix {
	m := p.matrix(at, "by-year", p.l.Say("matrix.of", "name", g.short), g.short)
	row := p.matrixRow(at, g)
	for i, c := range p.allColumns {
		m.Columns[i].Href = "" // the numbers below are what leads on
		row.Cells[i].Current = len(c.years) == 1 && c.years[0] == year
	}
	filled := func(c MatrixCell) bool { return c.Text != "" }
	if first := slices.IndexFunc(row.Cells, filled); first >= 0 {
		last := len(row.Cells) - 1
		for !filled(row.Cells[last]) {
			last--
		}
		row.Cells, m.Columns = row.Cells[first:last+1], m.Columns[first:last+1]
	}
	m.Rows = []MatrixRow{row}
	return m
}

// inOffice returns whether a minister held office in some part of a year; of
// one without known times, and of all other lists, it is always so.
func (p *planner) inOffice(g *group) func(year int) bool {
	m := p.c.Minister(g.slug)
	if m == nil || p.lists.minister[g.slug] != g || len(m.Terms) == 0 {
		return func(int) bool { return true }
	}
	return func(year int) bool {
		return slices.ContainsFunc(m.Terms, func(t content.Term) bool {
			from, _ := t.Start.Bounds()
			_, until := t.End.Bounds()
			return (from.IsZero() || from.Year <= year) && (until.IsZero() || year <= until.Year)
		})
	}
}

// inOfficeFrom is when a minister first came into office.
func inOfficeFrom(m content.Minister) edtf.Date {
	if len(m.Terms) == 0 {
		return edtf.Date{}
	}
	return m.Terms[0].Start
}
