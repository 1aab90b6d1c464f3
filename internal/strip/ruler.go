package strip

import (
	"math"
	"strconv"
	"strings"

	"chronik/internal/edtf"
)

// A ruler turns days into percent of the width.
type ruler struct{ from, until edtf.Day }

func rulerOf(cells []Cell) ruler { return ruler{cells[0].From, cells[len(cells)-1].Until} }

// at is where a day begins; it may lie outside.
func (r ruler) at(d edtf.Day) float64 {
	return 100 * float64(d.Sub(r.from)) / float64(r.until.Sub(r.from))
}

func (r ruler) has(d edtf.Day) bool { return !d.Before(r.from) && d.Before(r.until) }

// halfMonth is a stretch of two weeks; all others are counted in months.
const halfMonth = 0

// stretches divides the ruler into the finest of some stretches of which there
// are at most some, and returns where each begins, the end of the last, and
// how many months one has.
func (r ruler) stretches(most int, months ...int) (borders []edtf.Day, length int) {
	for _, length = range months {
		borders = r.every(length)
		if len(borders)-1 <= most {
			break
		}
	}
	return borders, length
}

func (r ruler) every(months int) []edtf.Day {
	var borders []edtf.Day
	for d := r.from; d.Before(r.until); {
		borders = append(borders, d)
		switch {
		case months != halfMonth:
			d = d.AddMonths(months)
		case d.Day == 1:
			d.Day = 16
		default:
			d.Day = 1
			d = d.AddMonths(1)
		}
	}
	return append(borders, r.until)
}

// percent writes a share of the width, 12.5%.
func percent(f float64) string {
	return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) + "%"
}

// grain is a share of the width in the coordinates of paths.
func grain(f float64) int { return int(math.Round(f * Grain / 100)) }

// A path writes SVG path data in relative steps, which are short.
type path struct {
	b    strings.Builder
	x, y int
}

func (p *path) String() string { return p.b.String() }

func (p *path) move(x, y int) {
	if p.b.Len() == 0 {
		p.b.WriteString("M" + pair(x, y))
	} else {
		p.b.WriteString("m" + pair(x-p.x, y-p.y))
	}
	p.x, p.y = x, y
}

func pair(x, y int) string {
	if y < 0 {
		return strconv.Itoa(x) + strconv.Itoa(y)
	}
	return strconv.Itoa(x) + " " + strconv.Itoa(y)
}

// stroke draws a line down from the upper edge.
func (p *path) stroke(x, height int) {
	p.move(x, 0)
	p.b.WriteString("v" + strconv.Itoa(height))
	p.y = height
}

// bar draws a box that stands on a floor.
func (p *path) bar(x, width, floor, height int) {
	p.move(x, floor)
	w := strconv.Itoa(width)
	p.b.WriteString("v-" + strconv.Itoa(height) + "h" + w + "v" + strconv.Itoa(height) + "z")
}
