package timex

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/german"
)

// expressionAt returns the expression that begins at word i, or is recognised
// there and begins just before. The longer readings come first; most are those
// that Find has.
func (a *annotator) expressionAt(i int) (expression, bool) {
	for _, read := range []func(int) (expression, bool){
		a.recurring, a.night, a.clockTimeExact, a.decade, a.century, a.yearPair, a.enumerated, a.stretch, a.away, a.quarterAt,
		a.numeric, a.dayOfMonth, a.feastAt, a.someWeekday, a.onWeekday, a.tomorrow, a.today, a.sameDay, a.thisDay, a.partOf, a.winter, a.monthAt, a.bareMonth, a.weekAt, a.bareWeek, a.yearOrHalf,
		a.compound, a.duration, a.clockTime, a.reference,
	} {
		e, ok := read(i)
		if !ok {
			continue
		}
		if e.form == ofDay || e.form == ofMonth {
			a.borrowYear(&e)
		}
		a.atTime(&e)
		return e, true
	}
	return expression{}, false
}

// clockTimeExact reads what clockTime does of times on the clock: they are not
// to be taken for days or numbers.
func (a *annotator) clockTimeExact(i int) (expression, bool) {
	if a.Words[i].Number < 0 && a.Fold(i+1, i) != "uhr" {
		return expression{}, false
	}
	return a.clockTime(i)
}

// enumerated reads the 12. of "am 12., 13. und 20. Mai" and "vom 9. bis 11.
// April 2020", each day for itself.
func (a *annotator) enumerated(i int) (expression, bool) {
	w := a.Words[i]
	if w.Number < 1 || w.Number > 31 || len(w.Text) > 2 || !a.Dotted(i) {
		return expression{}, false
	}
	for j := i + 1; j < len(a.Words) && j < i+8; j++ {
		n := a.Words[j]
		if m, ok := german.Month(n.Text); ok && n.Capital {
			year, _ := a.yearAfter(j+1, j)
			return expression{word: i, end: i + 1, form: ofDay, day: w.Number, month: int(m), year: year}, j > i+1
		}
		_, isDay := weekday(n)
		isDay = isDay || slices.Contains([]string{"und", "bis", "sowie", "oder", "auf", "zum", "den", "dem", "am"}, n.Fold)
		if !isDay && (n.Number < 1 || n.Number > 31 || !a.Dotted(j)) {
			break
		}
	}
	return expression{}, false
}

// borrowYear gives a day without a year that of the day it reaches to: vom 28.
// April bis 3. Mai 2001.
func (a *annotator) borrowYear(e *expression) {
	j := e.end
	if e.year != 0 || e.yearSaid || !slices.Contains([]string{"bis", "und", "auf"}, a.Fold(j, e.word)) {
		return
	}
	for j++; slices.Contains([]string{"zum", "den", "dem", "einschliesslich"}, a.Fold(j, e.word)); {
		j++
	}
	if _, ok := a.At(j, e.word); !ok {
		return
	}
	to, ok := a.dateAt(j)
	if !ok {
		to, ok = a.bareMonth(j)
	}
	if ok && to.year != 0 {
		e.year = to.year
		if to.month < e.month {
			e.year--
		}
	}
}

// thisDay reads am selben Abend, an diesem Nachmittag, tags zuvor, am nächsten
// Morgen.
func (a *annotator) thisDay(i int) (expression, bool) {
	f, next := a.Words[i].Fold, a.Fold(i+1, i)
	v, ok := partValues[next]
	if n, there := a.At(i+1, i); !ok || !there || !n.Capital {
		return expression{}, false
	}
	e := expression{word: i, end: i + 2, form: ofSameDay, shifted: true, clock: v}
	switch {
	case strings.HasPrefix(f, "selbe"), strings.HasPrefix(f, "gleiche"), strings.HasPrefix(f, "diese"):
	case strings.HasPrefix(f, "naechste"), strings.HasPrefix(f, "folgende"), strings.HasPrefix(f, "darauffolgende"):
		e.shift = 1
	default:
		return e, false
	}
	return e, true
}

// winter reads Winter 1998/99.
func (a *annotator) winter(i int) (expression, bool) {
	s, ok := seasons[a.Words[i].Fold]
	if _, more := a.At(i+1, i); !ok || !more {
		return expression{}, false
	}
	years, ok := a.yearPair(i + 1)
	return expression{word: i, end: years.end, form: ofSeason, month: s, year: years.year}, ok
}

// bareMonth reads months that no preposition leads: Juni, Juli und August; der
// Sommer. "August Meyer" and "Herr Winter" are names.
func (a *annotator) bareMonth(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, form: ofMonth}
	m, isMonth := german.Month(w.Text)
	s, isSeason := seasons[w.Fold]
	if !w.Capital || !isMonth && !isSeason || isMonth && len(w.Fold) < 3 || w.Fold == "jan" || w.Fold == "juno" {
		return e, false
	}
	e.month = int(m)
	if isSeason {
		e.form, e.month = ofSeason, s
	}
	e.end = i + 1
	a.takeYear(&e)
	if e.year != 0 || e.yearSaid {
		return e, true
	}
	before, _ := a.At(i-1, i)
	next, ok := a.At(i+1, i)
	named := ok && next.Capital && strings.TrimSpace(a.Text[w.End:next.Start]) == ""
	switch {
	case slices.Contains(monthLeads, before.Fold):
		return e, true
	case isSeason:
		return e, w.Fold == "fruehjahr"
	case before.Capital && !before.First:
		_, listed := german.Month(before.Text)
		return e, listed
	}
	return e, !named || len(w.Fold) > 6
}

var monthLeads = []string{"im", "den", "der", "zum", "vom", "ganzen", "ins", "des", "bis", "ab", "seit", "pro", "ende", "mitte", "anfang"}

// bareWeek reads das Wochenende, diese Woche, unter der Woche.
func (a *annotator) bareWeek(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 1, form: ofWeekend}
	if w.Fold != "wochenende" && w.Fold != "wochenendes" {
		return e, false
	}
	return e, slices.Contains([]string{"das", "des", "uebers", "zum", "vom", "ein", "dem", "ans", "fuers"}, a.Fold(i-1, i))
}

// yearOrHalf reads what Find takes for a year or half, and numbers besides.
func (a *annotator) yearOrHalf(i int) (expression, bool) {
	if a.Words[i].Number >= 0 {
		return a.bareYear(i)
	}
	if n, ok := a.At(i+1, i); ok && n.Number > 999 && slices.Contains([]string{"jahr", "jahre", "jahres", "jahren"}, a.Words[i].Fold) {
		e, ok := a.bareYear(i + 1)
		if y, isPair := a.yearPair(i + 1); isPair {
			e, ok = y, true
		}
		e.word = i
		return e, ok
	}
	return a.yearAt(i)
}

func weekdayNamed(word string) (time.Weekday, bool) {
	if strings.HasSuffix(word, "s") {
		return 0, false
	}
	if wd, ok := german.Weekday(word); ok && len(word) > 3 {
		return wd, true
	}
	for _, part := range dayParts {
		if day, ok := strings.CutSuffix(word, part); ok && day != "" {
			return german.Weekday(day)
		}
	}
	return 0, false
}

// tomorrow reads the Morgen that opens a sentence.
func (a *annotator) tomorrow(i int) (expression, bool) {
	w := a.Words[i]
	next, ok := a.At(i+1, i)
	_, isDay := weekday(next)
	return expression{word: i, end: i + 1, form: ofToday, shift: 1, shifted: true}, w.Text == "Morgen" && w.First && ok && (!next.Capital || isDay)
}

// someWeekday reads an einem Montagmorgen: nobody knows of which week.
func (a *annotator) someWeekday(i int) (expression, bool) {
	w := a.Words[i]
	wd, ok := weekday(w)
	if !ok || !w.Capital || !strings.HasPrefix(a.Fold(i-1, i), "ein") {
		return expression{}, false
	}
	e := expression{word: i, end: i + 1, form: ofValue, value: weekly(wd) + partIn(w)}
	if partIn(w) != "" {
		e.kind = Time
	}
	return e, true
}
