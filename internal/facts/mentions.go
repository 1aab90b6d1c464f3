package facts

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/edtf"
)

// A mention is a time expression as it stands, before it is known on which
// calendar it lies.
type mention struct {
	span
	word, end int // its words in document.words
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
	lasting   bool // "vom 9. bis 11."
	role      role
	rule      string
	score     int // how well it fits the event, for role event
	first     edtf.Day
	last      edtf.Day
	resolved  bool
}

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
	{"vergangen", -1}, {"letzt", -1}, {"vorig", -1}, {"gestrig", -1}, {"zurueckliegend", -1}, {"verstrichen", -1},
	{"dies", 0}, {"laufend", 0}, {"heutig", 0}, {"aktuell", 0},
	{"kommend", 1}, {"naechst", 1}, {"folgend", 1}, {"morgig", 1}, {"bevorstehend", 1},
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

// mentions returns the time expressions of the article in order. Captions are
// not read: the day of a picture is not that of the event.
func (d *document) mentions() []mention {
	var found []mention
	for i := 0; i < len(d.words); {
		m, ok := d.mentionAt(i)
		if !ok || d.passages[d.sentences[d.words[i].sentence].passage].zone == inCaption {
			i++
			continue
		}
		m.Start, m.End = d.words[m.word].Start, d.words[m.end-1].End
		found = append(found, m)
		i = max(m.end, i+1)
	}
	return found
}

func (d *document) mentionAt(i int) (mention, bool) {
	w := d.words[i]
	for _, read := range []func(int) (mention, bool){d.numeric, d.dayOfMonth, d.onWeekday, d.today, d.sameDay, d.partOf, d.monthAt, d.weekAt, d.yearAt, d.distance} {
		if m, ok := read(i); ok {
			return m, true
		}
	}
	if slices.Contains(vague, w.fold) {
		return mention{word: i, end: i + 1, form: ofVague}, true
	}
	return mention{}, false
}

// at returns word i of the sentence that word near belongs to.
func (d *document) at(i, near int) (word, bool) {
	if i < 0 || i >= len(d.words) || d.words[i].sentence != d.words[near].sentence {
		return word{number: -1}, false
	}
	return d.words[i], true
}

func (d *document) fold(i, near int) string {
	w, _ := d.at(i, near)
	return w.fold
}

// dotted reports whether a dot follows word i.
func (d *document) dotted(i int) bool {
	end := d.words[i].End
	return end < len(d.text) && d.text[end] == '.'
}

func day(d, m, y int) bool {
	return d >= 1 && d <= 31 && m >= 1 && m <= 12 && (y == 0 || y >= 1900 && y <= 2100)
}
