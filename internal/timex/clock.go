package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/german"
	"chronik/internal/syntax"
)

// partValues are the parts of a day, folded, with their TIMEX3 values.
var partValues = map[string]string{
	"morgen": "TMO", "frueh": "TMO", "fruehmorgens": "TMO", "morgens": "TMO", "vormittag": "TMO", "vormittags": "TMO",
	"mittag": "TMI", "mittags": "TMI", "nachmittag": "TAF", "nachmittags": "TAF", "abend": "TEV", "abends": "TEV",
	"nacht": "TNI", "nachts": "TNI", "mitternacht": "T24:00", "fruehabend": "TEV", "spaetabend": "TEV", "spaetnachmittag": "TAF", "morgengrauen": "TMO",
	"morgenstunden": "TMO", "vormittagsstunden": "TMO", "mittagszeit": "TMI", "nachmittagsstunden": "TAF", "abendstunden": "TEV", "nachtstunden": "TNI",
}

// partIn returns the part of the day that a compound ends with: Montagabend.
func partIn(w syntax.Word) string {
	for _, part := range dayParts {
		if day, ok := strings.CutSuffix(w.Fold, part); ok && day != "" {
			if _, ok := german.Weekday(day); ok {
				return partValues[part]
			}
		}
	}
	return ""
}

// atTime adds the time of day that stands with a day: gestern abend, Montag um
// 14.30 Uhr, am 12. Mai gegen Mittag.
func (a *annotator) atTime(e *expression) {
	switch e.form {
	case ofDay, ofWeekday, ofToday, ofSameDay, ofUnit, ofLater:
	default:
		return
	}
	if e.unit > 1 && e.form != ofWeekday || e.lasting || e.clock != "" {
		return
	}
	near := e.end - 1
	if next, ok := a.At(e.end, near); ok && e.form == ofToday && !e.hasDay {
		if wd, ok := weekday(next); ok && next.Capital && a.close(near, e.end) { // heute, Mittwoch
			e.weekday, e.hasDay, near = wd, true, e.end
			e.end++
		}
	}
	e.clock = partIn(a.Words[near])
	if e.clock == "" {
		e.clock = partIn(a.Words[e.word])
	}
	for range 2 {
		j := e.end
		if f := a.Fold(j, near); f == "am" || f == "zu" || f == "in" {
			j++
			if a.Fold(j, near) == "der" {
				j++
			}
		}
		for slices.Contains(partAdjectives, a.Fold(j, near)) && partValues[a.Fold(j+1, near)] != "" {
			j++
		}
		w, ok := a.At(j, near)
		if v, there := partValues[w.Fold]; ok && there && e.clock == "" && a.close(e.end-1, j) {
			e.clock, e.end = v, j+1
			continue
		}
		j = e.end
		if f := a.Fold(j, near); f == "um" || f == "gegen" || f == "kurz" {
			for j++; slices.Contains([]string{"kurz", "etwa", "ca", "nach", "vor", "genau", "punkt"}, a.Fold(j, near)); {
				j++
			}
		}
		if clock, end, ok := a.clockAt(j, near); ok && a.close(e.end-1, j) {
			e.clock, e.end = clock, end
			return
		}
	}
}

var partAdjectives = []string{"fruehen", "frueh", "spaeten", "spaet", "spaeter"}

// close reports whether at most a comma stands between two words and those
// between them.
func (a *annotator) close(i, j int) bool {
	between := a.Text[a.Words[i].End:a.Words[j].Start]
	if a.Words[i].Number >= 0 {
		between = strings.TrimPrefix(between, ".")
	}
	return !strings.ContainsAny(between, ".;:!?()\n–")
}

// clockAt reads 14.30 Uhr, 9 Uhr, neun Uhr, 20 Uhr 15 and the 9 of "9 bis 12
// Uhr". end is the word after it.
func (p reader) clockAt(i, near int) (clock string, end int, ok bool) {
	w, there := p.At(i, near)
	hour, isNumber := german.Number(w.Text)
	if !there || !isNumber || hour > 24 || len(w.Text) > 2 && w.Number >= 0 {
		return "", 0, false
	}
	end = i + 1
	minute := 0
	if m, ok := p.minutes(i, end); ok {
		minute, end = m, end+1
	}
	next := p.Fold(end, near)
	switch {
	case next == "uhr":
		end++
		if m, ok := p.At(end, near); ok && minute == 0 && m.Number > 0 && m.Number < 60 && len(m.Text) == 2 && m.Start == p.Words[end-1].End+1 && !p.unitFollows(end+1, near) {
			minute, end = m.Number, end+1
		}
	case next == "bis" || next == "und" || next == "oder":
		_, _, ok = p.clockAt(end+1, near)
		if !ok {
			return "", 0, false
		}
	default:
		n, there := p.At(end, near)
		if !there || n.Number < 0 || !slices.Contains([]string{"-", "–", "/"}, strings.TrimSpace(p.Text[p.Words[end-1].End:n.Start])) {
			return "", 0, false
		}
		if _, _, ok := p.clockAt(end, near); !ok {
			return "", 0, false
		}
	}
	return fmt.Sprintf("T%02d:%02d", hour, minute), end, true
}

// minutes reads the 30 of 14.30 or 14:30.
func (p reader) minutes(hour, i int) (int, bool) {
	h := p.Words[hour]
	m, ok := p.At(i, hour)
	if !ok {
		// A full stop may have been seen in it.
		if i >= len(p.Words) {
			return 0, false
		}
		m = p.Words[i]
	}
	if h.Number < 0 || len(m.Text) != 2 || m.Number < 0 || m.Number > 59 || m.Start != h.End+1 || !strings.ContainsAny(p.Text[h.End:m.Start], ".:") {
		return 0, false
	}
	return m.Number, true
}

func (p reader) unitFollows(i, near int) bool {
	_, ok := spans[p.Fold(i, near)]
	return ok
}

// clockTime reads a time without a day: um 14.30 Uhr, am späten Abend, um
// Mitternacht.
func (a *annotator) clockTime(i int) (expression, bool) {
	got := expression{word: i, end: i + 1, form: ofClock, kind: Time}
	if clock, end, ok := a.clockAt(i, i); ok {
		got.clock, got.end = clock, end
		return got, true
	}
	w := a.Words[i]
	if from, to, ok := strings.Cut(w.Fold, "-"); ok && a.Fold(i+1, i) == "uhr" { // 8-12 Uhr
		hour, err := strconv.Atoi(from)
		if until, _ := strconv.Atoi(to); err == nil && hour <= 24 && until > hour {
			got.end, got.clock = i+2, fmt.Sprintf("T%02d:00", hour)
			return got, true
		}
	}
	v, ok := partValues[w.Fold]
	if !ok || w.Fold == "frueh" {
		return got, false
	}
	if !w.Capital { // morgens, abends: whenever it is
		got.form, got.kind, got.value = ofValue, Set, "XXXX-XX-XX"+v
		return got, w.Fold != "morgen" && strings.HasSuffix(w.Fold, "s")
	}
	if f := a.Fold(i+1, i); f == "des" || f == "vom" { // am Abend des 3. Mai
		if date, ok := a.dateFrom(i + 2); ok && a.Words[i+2].Sentence == w.Sentence && !date.lasting {
			date.word, date.clock = i, v
			return date, true
		}
	}
	before := a.Fold(i-1, i)
	if slices.Contains(partAdjectives, before) {
		got.word = i - 1
		before = a.Fold(i-2, i)
	}
	got.clock = v
	return got, slices.Contains([]string{"am", "zu", "gegen", "der", "um", "den", "vom", "zum", "bis", "ab", "diesem", "seit", "nach", "vor"}, before) && (w.Fold != "nacht" || before == "der")
}

// night reads die Nacht auf Sonntag, zum Mittwoch, auf gestern: it belongs to
// the day it begins on.
func (a *annotator) night(i int) (expression, bool) {
	w := a.Words[i]
	if !w.Capital || w.Fold != "nacht" && !strings.HasSuffix(w.Fold, "nacht") {
		return expression{}, false
	}
	j := i + 1
	if f := a.Fold(j, i); f == "von" || f == "vom" { // vom Samstag auf Sonntag
		if from, ok := a.At(j+1, i); ok {
			if _, ok := weekday(from); ok {
				j += 2
			}
		}
	}
	if f := a.Fold(j, i); f != "auf" && f != "zu" && f != "zum" {
		return expression{}, false
	}
	for j++; slices.Contains([]string{"den", "dem", "kommenden", "vergangenen", "gestrigen", "heutigen"}, a.Fold(j, i)); {
		j++
	}
	if _, ok := a.At(j, i); !ok {
		return expression{}, false
	}
	got := expression{word: i, form: ofNight}
	if wd, ok := weekday(a.Words[j]); ok && a.Words[j].Capital {
		got.weekday, got.end, got.kind = wd, j+1, Time
		return got, true
	}
	if n, ok := todays[a.Words[j].Fold]; ok {
		return expression{word: i, end: j + 1, form: ofToday, shift: n - 1, shifted: true, kind: Time, clock: "TNI"}, true
	}
	return expression{}, false
}
