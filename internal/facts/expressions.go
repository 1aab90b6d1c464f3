package facts

import (
	"slices"
	"strings"
	"time"

	"chronik/internal/german"
)

// numeric reads 21.12.2021, 21.12.21, 12.3. and 2021-12-21.
func (d *document) numeric(i int) (mention, bool) {
	w := d.words[i]
	if w.number < 0 {
		t, err := time.Parse(time.DateOnly, w.Text)
		if err != nil {
			return mention{}, false
		}
		return mention{word: i, end: i + 1, form: ofDay, year: t.Year(), month: int(t.Month()), day: t.Day()}, true
	}
	m, ok := d.at(i+1, i)
	if !ok || !d.dotted(i) || m.number < 0 || len(w.Text) > 2 || len(m.Text) > 2 || m.Start > w.End+2 || !d.dotted(i+1) {
		return mention{}, false
	}
	got := mention{word: i, end: i + 2, form: ofDay, day: w.number, month: m.number}
	// "5. 2." may look like the end of a sentence.
	if i+2 < len(d.words) && d.words[i+2].number >= 0 && d.words[i+2].Start <= m.End+2 {
		y := d.words[i+2]
		switch len(y.Text) {
		case 4:
			got.year, got.end = y.number, i+3
		case 2:
			got.year, got.end = 2000+y.number, i+3
		}
	}
	return got, day(got.day, got.month, got.year)
}

// dayOfMonth reads 12. Februar, 9. bis 11. April 2020, 20./21. Oktober.
func (d *document) dayOfMonth(i int) (mention, bool) {
	w := d.words[i]
	if w.number < 1 || w.number > 31 || len(w.Text) > 2 {
		return mention{}, false
	}
	got := mention{word: i, form: ofDay, day: w.number}
	next, _ := d.at(i+1, i)
	if m, ok := german.Month(next.Text); ok && next.capital {
		got.month, got.end = int(m), i+2
		got.year, got.end = d.yearAfter(got.end, i)
		return got, true
	}
	if !d.dotted(i) {
		return mention{}, false
	}
	j := i + 1
	if next.fold == "bis" || next.fold == "und" || next.fold == "auf" {
		j++
		if d.fold(j, i) == "zum" {
			j++
		}
	}
	last, ok := d.at(j, i)
	after, _ := d.at(j+1, i)
	m, isMonth := german.Month(after.Text)
	if !ok || last.number < 1 || last.number > 31 || !d.dotted(j) || !isMonth || j == i+1 && d.text[w.End+1:last.Start] != "/" {
		return mention{}, false
	}
	got.month, got.lastDay, got.lasting = int(m), last.number, true
	got.year, got.end = d.yearAfter(j+2, i)
	return got, last.number > got.day
}

// yearAfter reads a year at word i, or "dieses Jahres" relative to the anchor,
// which is left to the nearest year. It returns the word after it.
func (d *document) yearAfter(i, near int) (year, end int) {
	w, ok := d.at(i, near)
	if ok && len(w.Text) == 4 && w.number >= 1900 && w.number <= 2100 {
		return w.number, i + 1
	}
	if _, ok := shiftOf(w.fold); ok && d.fold(i+1, near) == "jahres" {
		return 0, i + 2
	}
	return 0, i
}

// onWeekday reads Freitag, am vergangenen Freitagabend, Dienstag voriger
// Woche, in der Nacht zum Mittwoch; with a date after it, it reads that.
func (d *document) onWeekday(i int) (mention, bool) {
	w := d.words[i]
	wd, ok := weekday(w)
	if !ok || w.fold != "" && !w.capital {
		return mention{}, false
	}
	got := mention{word: i, end: i + 1, form: ofWeekday, weekday: wd, hasDay: true}
	j := i + 1
	if f := d.fold(j, i); f == "dem" || f == "den" || f == "der" {
		j++
	}
	if next, ok := d.at(j, i); ok && next.Start <= w.End+8 {
		if date, ok := d.dayAt(j); ok && !date.lasting {
			date.word, date.weekday, date.hasDay = i, wd, true
			return date, true
		}
	}
	if s, ok := shiftOf(d.fold(i-1, i)); ok {
		got.word, got.shift, got.shifted = i-1, s, true
	}
	if f := d.fold(i-1, i); (f == "zum" || f == "auf" || f == "zu") && d.fold(i-2, i) == "nacht" {
		got.word, got.form = i-2, ofNight
	}
	j = i + 1
	if d.fold(j, i) == "der" {
		j++
	}
	if s, ok := shiftOf(d.fold(j, i)); ok && d.fold(j+1, i) == "woche" {
		got.end, got.shift, got.shifted, got.unit = j+2, s, true, 7
	}
	return got, true
}

func (d *document) dayAt(i int) (mention, bool) {
	if m, ok := d.numeric(i); ok {
		return m, true
	}
	return d.dayOfMonth(i)
}

func weekday(w word) (time.Weekday, bool) {
	if wd, ok := german.Weekday(w.Text); ok {
		return wd, true
	}
	for _, p := range dayParts {
		if day, ok := strings.CutSuffix(w.fold, p); ok && day != "" {
			return german.Weekday(day)
		}
	}
	return 0, false
}

// today reads heute, gestern, morgen and "das heutige Telefonat".
func (d *document) today(i int) (mention, bool) {
	w := d.words[i]
	got := mention{word: i, end: i + 1, form: ofToday, shifted: true}
	if n, ok := todays[w.fold]; ok {
		got.shift = n
		return got, true
	}
	if w.Text == "morgen" && d.fold(i-1, i) != "am" {
		got.shift = 1
		return got, true
	}
	next, ok := d.at(i+1, i)
	switch n, shifted := shiftOf(w.fold); {
	case !ok || !shifted:
		return mention{}, false
	case strings.HasPrefix(w.fold, "heutig"), strings.HasPrefix(w.fold, "gestrig"), strings.HasPrefix(w.fold, "morgig"):
		got.shift = n
	default:
		return mention{}, false
	}
	if wd, ok := weekday(next); ok {
		got.end, got.weekday, got.hasDay = i+2, wd, true
	}
	return got, true
}

// sameDay reads an diesem Tag, am Vortag, am Tag zuvor, tags darauf.
func (d *document) sameDay(i int) (mention, bool) {
	got := mention{word: i, end: i + 1, form: ofSameDay, shifted: true}
	before, after := d.fold(i-1, i), d.fold(i+1, i)
	switch d.words[i].fold {
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
		case (before == "dem" || before == "diesem") && d.fold(i-2, i) == "an" || before == "selben" || before == "gleichen":
		default:
			return mention{}, false
		}
		return got, true
	}
	return mention{}, false
}

// partOf reads Anfang Februar, Mitte der Woche, Ende des Jahres.
func (d *document) partOf(i int) (mention, bool) {
	p, ok := parts[d.words[i].fold]
	if !ok {
		return mention{}, false
	}
	j := i + 1
	if f := d.fold(j, i); f == "der" || f == "des" {
		j++
	}
	shift, shifted := shiftOf(d.fold(j, i))
	if shifted {
		j++
	}
	next, ok := d.at(j, i)
	if !ok {
		return mention{}, false
	}
	got := mention{word: i, end: j + 1, part: p, shift: shift, shifted: shifted}
	switch {
	case next.fold == "woche":
		got.form = ofWeek
	case next.fold == "jahres":
		got.form = ofYear
	case len(next.Text) == 4 && next.number >= 1900 && next.number <= 2100:
		got.form, got.year = ofYear, next.number
	default:
		m, ok := german.Month(next.Text)
		if !ok || !next.capital {
			return mention{}, false
		}
		got.form, got.month = ofMonth, int(m)
		got.year, got.end = d.yearAfter(j+1, i)
	}
	return got, true
}

// monthAt reads Februar 2021, im Mai, im Sommer 2020.
func (d *document) monthAt(i int) (mention, bool) {
	w := d.words[i]
	if !w.capital {
		return mention{}, false
	}
	got := mention{word: i}
	if m, ok := german.Month(w.Text); ok && len(w.fold) > 2 {
		got.form, got.month = ofMonth, int(m)
	} else if s, ok := seasons[w.fold]; ok {
		got.form, got.month = ofSeason, s
	} else {
		return mention{}, false
	}
	got.year, got.end = d.yearAfter(i+1, i)
	// "Mai" and "August" are names as well, "Sommer" and "Winter" words.
	if got.year == 0 && !slices.Contains([]string{"im", "seit", "bis", "vom", "zum", "ab", "ende", "mitte", "anfang"}, d.fold(i-1, i)) {
		if s, ok := shiftOf(d.fold(i-1, i)); !ok {
			return mention{}, false
		} else {
			got.shift, got.shifted = s, true
		}
	}
	return got, true
}

// weekAt reads in der vergangenen Woche, am kommenden Wochenende.
func (d *document) weekAt(i int) (mention, bool) {
	got := mention{word: i, end: i + 1}
	switch d.words[i].fold {
	case "woche":
		got.form = ofWeek
	case "wochenende":
		got.form = ofWeekend
	default:
		return mention{}, false
	}
	if s, ok := shiftOf(d.fold(i-1, i)); ok {
		got.word, got.shift, got.shifted = i-1, s, true
		return got, true
	}
	return got, got.form == ofWeekend && d.fold(i-1, i) == "am"
}

// yearAt reads 2016, im vergangenen Jahr, heuer, im Vorjahr, im zweiten
// Halbjahr.
func (d *document) yearAt(i int) (mention, bool) {
	w := d.words[i]
	got := mention{word: i, end: i + 1, form: ofYear}
	before := d.fold(i-1, i)
	switch {
	case len(w.Text) == 4 && w.number >= 1945 && w.number <= 2100:
		got.year = w.number
		return got, before != "resolution"
	case w.fold == "heuer":
		got.shifted = true
	case w.fold == "vorjahr":
		got.shift, got.shifted = -1, true
	case w.fold == "jahr" || w.fold == "jahres" || w.fold == "jahre":
		s, ok := shiftOf(before)
		if !ok {
			return mention{}, false
		}
		got.word, got.shift, got.shifted = i-1, s, true
	case w.fold == "halbjahr":
		n, ok := german.Ordinal(before)
		if !ok || n > 2 {
			return mention{}, false
		}
		got.word, got.form, got.part = i-1, ofHalf, part(n)
		got.year, got.end = d.yearAfter(i+1, i)
	default:
		return mention{}, false
	}
	return got, true
}

// distance reads vor drei Tagen, vor gut zwei Wochen, in drei Tagen.
func (d *document) distance(i int) (mention, bool) {
	f := d.words[i].fold
	if f != "vor" && f != "in" && f != "binnen" && f != "innerhalb" {
		return mention{}, false
	}
	j := i + 1
	for slices.Contains([]string{"gut", "rund", "etwa", "knapp", "fast", "ueber", "mehr", "als", "genau", "erst", "von"}, d.fold(j, i)) {
		j++
	}
	w, ok := d.at(j, i)
	if !ok {
		return mention{}, false
	}
	n, counted := german.Number(w.Text)
	if !counted {
		switch w.fold {
		case "wenigen", "einigen", "mehreren":
			n = 0
		default:
			return mention{}, false
		}
	}
	unit, ok := units[d.fold(j+1, i)]
	if !ok {
		return mention{}, false
	}
	got := mention{word: i, end: j + 2, form: ofDistance, unit: unit, shift: n, shifted: true}
	if f == "vor" {
		got.shift = -n
	}
	if n == 0 {
		got.form, got.unit = ofVague, 0
	}
	return got, true
}
