package timex

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/german"
	"chronik/internal/syntax"
)

// numeric reads 21.12.2021, 21.12.21, 12.3. and 2021-12-21.
func (p reader) numeric(i int) (expression, bool) {
	w := p.Words[i]
	if w.Number < 0 {
		if len(w.Text) != len(time.DateOnly) || w.Text[4] != '-' {
			return expression{}, false
		}
		t, err := time.Parse(time.DateOnly, w.Text)
		if err != nil {
			return expression{}, false
		}
		return expression{word: i, end: i + 1, form: ofDay, year: t.Year(), month: int(t.Month()), day: t.Day()}, true
	}
	m, ok := p.At(i+1, i)
	if !ok || !p.Dotted(i) || m.Number < 0 || len(w.Text) > 2 || len(m.Text) > 2 || m.Start > w.End+2 || !p.Dotted(i+1) {
		return expression{}, false
	}
	got := expression{word: i, end: i + 2, form: ofDay, day: w.Number, month: m.Number}
	// "5. 2." may look like the end of a sentence.
	if i+2 < len(p.Words) && p.Words[i+2].Number >= 0 && p.Words[i+2].Start <= m.End+2 {
		y := p.Words[i+2]
		switch len(y.Text) {
		case 4:
			got.year, got.end = y.Number, i+3
		case 2:
			got.year, got.end = 2000+y.Number, i+3
		}
	}
	return got, isDate(got.day, got.month, got.year)
}

func isDate(d, m, y int) bool {
	return d >= 1 && d <= 31 && m >= 1 && m <= 12 && (y == 0 || y >= 1000 && y <= 2100)
}

// dayOfMonth reads 12. Februar, 9. bis 11. April 2020, 20./21. Oktober.
func (p reader) dayOfMonth(i int) (expression, bool) {
	w := p.Words[i]
	if w.Number < 1 || w.Number > 31 || len(w.Text) > 2 {
		return expression{}, false
	}
	got := expression{word: i, form: ofDay, day: w.Number}
	next, _ := p.At(i+1, i)
	if m, ok := german.Month(next.Text); ok && next.Capital {
		got.month, got.end = int(m), i+2
		p.takeYear(&got)
		return got, true
	}
	if !p.Dotted(i) {
		return expression{}, false
	}
	j := i + 1
	if next.Fold == "bis" || next.Fold == "und" || next.Fold == "auf" {
		j++
		if p.Fold(j, i) == "zum" {
			j++
		}
	}
	last, ok := p.At(j, i)
	after, _ := p.At(j+1, i)
	m, isMonth := german.Month(after.Text)
	if !ok || last.Number < 1 || last.Number > 31 || !p.Dotted(j) || !isMonth || j == i+1 && p.Text[w.End+1:last.Start] != "/" {
		return expression{}, false
	}
	got.month, got.lastDay, got.lasting = int(m), last.Number, true
	got.end = j + 2
	p.takeYear(&got)
	return got, last.Number > got.day
}

// takeYear adds the year that follows an expression: 2019, vergangenen Jahres,
// des Vorjahres, des Jahres 2019.
func (p reader) takeYear(e *expression) {
	near := e.end - 1
	j := e.end
	if p.Fold(j, near) == "des" {
		j++
	}
	f, next := p.Fold(j, near), p.Fold(j+1, near)
	switch s, ok := shiftOf(f); {
	case j > e.end && f == "vorjahres":
		e.yearShift, e.yearSaid, e.end = -1, true, j+1
	case ok && next == "jahres":
		e.yearShift, e.yearSaid, e.end = s, true, j+2
	case j > e.end && f == "jahres":
		if year, end := p.yearAfter(j+1, near); year != 0 {
			e.year, e.end = year, end
		}
	default:
		e.year, e.end = p.yearAfter(e.end, near)
	}
}

// yearAfter reads a year at word i, or "dieses Jahres", which is none by
// itself. It returns the word after it.
func (p reader) yearAfter(i, near int) (year, end int) {
	w, ok := p.At(i, near)
	if ok && len(w.Text) == 4 && (w.Number >= 1900 || w.Number >= 1000 && !p.counts(i)) && w.Number <= 2100 {
		return w.Number, i + 1
	}
	if _, ok := shiftOf(w.Fold); ok && p.Fold(i+1, near) == "jahres" {
		return 0, i + 2
	}
	return 0, i
}

// counts reports whether the number at word i may say how many there are of
// what follows: am 12. Mai 1500 Menschen.
func (p reader) counts(i int) bool {
	next, ok := p.At(i+1, i)
	return ok && strings.TrimSpace(p.Text[p.Words[i].End:next.Start]) == "" && next.Capital
}

// onWeekday reads Freitag, am vergangenen Freitagabend, Dienstag voriger
// Woche, in der Nacht zum Mittwoch; with a date after it, it reads that.
func (p reader) onWeekday(i int) (expression, bool) {
	w := p.Words[i]
	if !w.Capital {
		return expression{}, false
	}
	wd, ok := weekday(w)
	if !ok {
		return expression{}, false
	}
	got := expression{word: i, end: i + 1, form: ofWeekday, weekday: wd, hasDay: true}
	j := i + 1
	if f := p.Fold(j, i); f == "dem" || f == "den" || f == "der" {
		j++
	}
	if next, ok := p.At(j, i); ok && next.Start <= w.End+8 {
		if date, ok := p.dateAt(j); ok && !date.lasting {
			date.word, date.weekday, date.hasDay = i, wd, true
			return date, true
		}
	}
	if s, ok := shiftOf(p.Fold(i-1, i)); ok {
		got.word, got.shift, got.shifted = i-1, s, true
	}
	if f := p.Fold(i-1, i); (f == "zum" || f == "auf" || f == "zu") && p.Fold(i-2, i) == "nacht" {
		got.word, got.form = i-2, ofNight
	}
	j = i + 1
	if p.Fold(j, i) == "der" {
		j++
	}
	if s, ok := shiftOf(p.Fold(j, i)); ok && p.Fold(j+1, i) == "woche" {
		got.end, got.shift, got.shifted, got.unit = j+2, s, true, 7
	}
	return got, true
}

func (p reader) dateAt(i int) (expression, bool) {
	if m, ok := p.numeric(i); ok {
		return m, true
	}
	return p.dayOfMonth(i)
}

func weekday(w syntax.Word) (time.Weekday, bool) {
	if wd, ok := german.Weekday(w.Text); ok {
		return wd, true
	}
	for _, part := range dayParts {
		if day, ok := strings.CutSuffix(w.Fold, part); ok && day != "" {
			return german.Weekday(day)
		}
	}
	return 0, false
}

// today reads heute, gestern, morgen and "das heutige Telefonat".
func (p reader) today(i int) (expression, bool) {
	w := p.Words[i]
	got := expression{word: i, end: i + 1, form: ofToday, shifted: true}
	if n, ok := todays[w.Fold]; ok {
		got.shift = n
		return got, true
	}
	if w.Text == "morgen" && p.Fold(i-1, i) != "am" {
		got.shift = 1
		return got, true
	}
	next, ok := p.At(i+1, i)
	switch n, shifted := shiftOf(w.Fold); {
	case !ok || !shifted:
		return expression{}, false
	case strings.HasPrefix(w.Fold, "heutig"), strings.HasPrefix(w.Fold, "gestrig"), strings.HasPrefix(w.Fold, "morgig"):
		got.shift = n
	default:
		return expression{}, false
	}
	if wd, ok := weekday(next); ok {
		got.end, got.weekday, got.hasDay = i+2, wd, true
	}
	return got, true
}

// sameDay reads an diesem Tag, am Vortag, am Tag zuvor, tags darauf.
func (p reader) sameDay(i int) (expression, bool) {
	got := expression{word: i, end: i + 1, form: ofSameDay, shifted: true}
	before, after := p.Fold(i-1, i), p.Fold(i+1, i)
	switch p.Words[i].Fold {
	case "vortag":
		got.shift = -1
		return got, true
	case "tag", "tags":
		switch {
		case after == "zuvor" || after == "davor":
			got.shift, got.end = -1, i+2
		case after == "darauf" || after == "danach":
			got.shift, got.end = 1, i+2
		case strings.HasPrefix(before, "folgend") || strings.HasPrefix(before, "naechst"):
			got.shift = 1
		case (before == "dem" || before == "diesem") && p.Fold(i-2, i) == "an" || before == "selben" || before == "gleichen":
		default:
			return expression{}, false
		}
		return got, true
	}
	return expression{}, false
}

// partOf reads Anfang Februar, Mitte der Woche, Ende des Jahres.
func (p reader) partOf(i int) (expression, bool) {
	which, ok := parts[p.Words[i].Fold]
	if !ok {
		return expression{}, false
	}
	j := i + 1
	if f := p.Fold(j, i); f == "der" || f == "des" {
		j++
	}
	shift, shifted := shiftOf(p.Fold(j, i))
	if shifted {
		j++
	}
	next, ok := p.At(j, i)
	if !ok {
		return expression{}, false
	}
	got := expression{word: i, end: j + 1, part: which, shift: shift, shifted: shifted}
	switch {
	case next.Fold == "woche":
		got.form = ofWeek
	case next.Fold == "jahres":
		got.form = ofYear
		if !shifted {
			got.year, got.end = p.yearAfter(j+1, i)
		}
	case len(next.Text) == 4 && next.Number >= 1900 && next.Number <= 2100:
		got.form, got.year = ofYear, next.Number
	default:
		m, ok := german.Month(next.Text)
		if !ok || !next.Capital {
			return expression{}, false
		}
		got.form, got.month = ofMonth, int(m)
		p.takeYear(&got)
	}
	return got, true
}

// monthAt reads Februar 2021, im Mai, im Sommer 2020.
func (p reader) monthAt(i int) (expression, bool) {
	w := p.Words[i]
	if !w.Capital {
		return expression{}, false
	}
	got := expression{word: i}
	if m, ok := german.Month(w.Text); ok && len(w.Fold) > 2 {
		got.form, got.month = ofMonth, int(m)
	} else if s, ok := seasons[w.Fold]; ok {
		got.form, got.month = ofSeason, s
	} else {
		return expression{}, false
	}
	got.end = i + 1
	p.takeYear(&got)
	// "Mai" and "August" are names as well, "Sommer" and "Winter" words.
	if got.year == 0 && !got.yearSaid && !slices.Contains([]string{"im", "seit", "bis", "vom", "zum", "ab", "ende", "mitte", "anfang"}, p.Fold(i-1, i)) {
		s, ok := shiftOf(p.Fold(i-1, i))
		if !ok {
			return expression{}, false
		}
		got.shift, got.shifted = s, true
	}
	return got, true
}

// weekAt reads in der vergangenen Woche, am kommenden Wochenende.
func (p reader) weekAt(i int) (expression, bool) {
	got := expression{word: i, end: i + 1}
	switch p.Words[i].Fold {
	case "woche":
		got.form = ofWeek
	case "wochenende":
		got.form = ofWeekend
	default:
		return expression{}, false
	}
	if s, ok := shiftOf(p.Fold(i-1, i)); ok {
		got.word, got.shift, got.shifted = i-1, s, true
		return got, true
	}
	return got, got.form == ofWeekend && p.Fold(i-1, i) == "am"
}

// yearAt reads 2016, im vergangenen Jahr, heuer, im Vorjahr, im zweiten
// Halbjahr.
func (p reader) yearAt(i int) (expression, bool) {
	w := p.Words[i]
	got := expression{word: i, end: i + 1, form: ofYear}
	before := p.Fold(i-1, i)
	switch {
	case len(w.Text) == 4 && w.Number >= 1945 && w.Number <= 2100:
		got.year = w.Number
		return got, before != "resolution"
	case w.Fold == "heuer":
		got.shifted = true
	case w.Fold == "vorjahr":
		got.shift, got.shifted = -1, true
	case w.Fold == "jahr" || w.Fold == "jahres" || w.Fold == "jahre":
		s, ok := shiftOf(before)
		if !ok {
			return expression{}, false
		}
		got.word, got.shift, got.shifted = i-1, s, true
	case w.Fold == "halbjahr":
		n, ok := german.Ordinal(before)
		if !ok || n > 2 {
			return expression{}, false
		}
		got.word, got.form, got.part = i-1, ofHalf, part(n)
		got.year, got.end = p.yearAfter(i+1, i)
	default:
		return expression{}, false
	}
	return got, true
}

// distance reads vor drei Tagen, vor gut zwei Wochen, in drei Tagen.
func (p reader) distance(i int) (expression, bool) {
	f := p.Words[i].Fold
	if f != "vor" && f != "in" && f != "binnen" && f != "innerhalb" {
		return expression{}, false
	}
	j := i + 1
	for slices.Contains([]string{"gut", "rund", "etwa", "knapp", "fast", "ueber", "mehr", "als", "genau", "erst", "von"}, p.Fold(j, i)) {
		j++
	}
	w, ok := p.At(j, i)
	if !ok {
		return expression{}, false
	}
	n, counted := german.Number(w.Text)
	if !counted {
		switch w.Fold {
		case "wenigen", "einigen", "mehreren":
			n = 0
		default:
			return expression{}, false
		}
	}
	unit, ok := units[p.Fold(j+1, i)]
	if !ok {
		return expression{}, false
	}
	got := expression{word: i, end: j + 2, form: ofDistance, unit: unit, shift: n, shifted: true}
	if f == "vor" {
		got.shift = -n
	}
	if n == 0 {
		got.form, got.unit = ofVague, 0
	}
	return got, true
}
