package timex

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/edtf"
	"chronik/internal/syntax"
)

// An expression is what the words of a mention say, before it is known on
// which calendar it lies.
type expression struct {
	word, end int // its words in Prose.Words
	form      form
	year      int // 0: not said
	month     int // 1 to 12, 21 to 24 for a season
	day       int
	lastDay   int // of a range of days in one month, with lasting
	part      part
	weekday   time.Weekday
	hasDay    bool // a weekday is named
	shift     int  // in the unit of the form: -1 last, 0 this, 1 next
	shifted   bool // shift was said; else tense decides
	unit      int  // days of a distance
	yearShift int  // "des vergangenen Jahres", from that of the anchor
	yearSaid  bool // yearShift was
	lasting   bool // "vom 9. bis 11."

	// Only Annotate reads what follows.
	kind  Type   // "" for a date
	value string // TIMEX3 value of what has no place on the calendar
	clock string // what follows the day in a TIMEX3 value: "T14:30", "TEV"
}

// on reports whether a day is of the weekday named.
func (e expression) on(d edtf.Day) bool { return d.Weekday() == e.weekday }

type form int

const (
	ofDay form = iota
	ofWeekday
	ofNight // the night before a weekday
	ofToday // shift days from the anchor
	ofWeek
	ofWeekend
	ofMonth
	ofSeason
	ofYear
	ofHalf
	ofDistance
	ofSameDay // shift days from the day last mentioned
	ofVague   // neulich

	// Only Annotate reads what follows.
	ofUnit    // shift units from the anchor: vor zwei Wochen is a week
	ofLater   // shift units from what was last mentioned
	ofQuarter // of a year, by part
	ofYears   // from year on, part more
	ofDecade  // from year on
	ofCentury // from year on
	ofFeast   // feasts[day]
	ofClock   // a time of the day last mentioned
	ofValue   // none on the calendar
)

type part int

const (
	wholePart part = iota
	beginning
	middle
	ending
)

// shifts are the adjectives that say which one, by stem.
var shifts = []struct {
	stem  string
	shift int
}{
	{"vergangen", -1}, {"letzt", -1}, {"vorig", -1}, {"gestrig", -1}, {"zurueckliegend", -1}, {"verstrichen", -1}, {"abgelaufen", -1}, {"vorvergangen", -2}, {"vorletzt", -2},
	{"dies", 0}, {"laufend", 0}, {"heutig", 0}, {"aktuell", 0}, {"heurig", 0},
	{"kommend", 1}, {"naechst", 1}, {"folgend", 1}, {"morgig", 1}, {"bevorstehend", 1}, {"uebernaechst", 2},
}

func shiftOf(fold string) (int, bool) {
	for _, s := range shifts {
		if strings.HasPrefix(fold, s.stem) && len(fold)-len(s.stem) <= 2 {
			return s.shift, true
		}
	}
	return 0, false
}

var todays = map[string]int{"heute": 0, "gestern": -1, "vorgestern": -2, "uebermorgen": 2}

var parts = map[string]part{"anfang": beginning, "beginn": beginning, "mitte": middle, "ende": ending}

var seasons = map[string]int{
	"fruehling": 21, "fruehjahr": 21, "sommer": 22, "herbst": 23, "winter": 24,
}

var units = map[string]int{
	"tag": 1, "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monate": 30, "monaten": 30, "jahr": 365, "jahre": 365, "jahren": 365,
}

var vague = []string{"neulich", "kuerzlich", "unlaengst", "juengst"}

var dayParts = []string{"abend", "vormittag", "nachmittag", "morgen", "mittag", "nacht", "frueh"}

// String names the form as a rule of evidence.
func (f form) String() string {
	return [...]string{"stated", "weekday", "night", "today", "week", "weekend", "month", "season", "year", "half-year", "distance", "same-day", "vague",
		"distance", "later", "quarter", "years", "decade", "century", "feast", "clock", "value"}[f]
}

// readers in the order in which they are asked.
// A reader reads the expressions of a text, each method those of one form that
// begin at a word.
type reader struct{ *syntax.Prose }

var readers = []func(reader, int) (expression, bool){
	(reader).numeric, (reader).dayOfMonth, (reader).onWeekday, (reader).today, (reader).sameDay,
	(reader).partOf, (reader).monthAt, (reader).weekAt, (reader).yearAt, (reader).distance,
}

// expressionAt returns the expression that begins at word i, or is recognised
// there and begins just before.
func (p reader) expressionAt(i int) (expression, bool) {
	for _, read := range readers {
		if e, ok := read(p, i); ok {
			return e, true
		}
	}
	return expression{word: i, end: i + 1, form: ofVague}, slices.Contains(vague, p.Words[i].Fold)
}
