package timex

import (
	"fmt"
	"slices"
	"strings"

	"chronik/internal/german"
	"chronik/internal/syntax"
)

// A span is a unit of time: how TIMEX3 writes it and how many days it is, 0
// for less than one.
type span struct {
	sign string // %s is the number
	days int
}

var spans = func() map[string]span {
	all := map[string]span{}
	for _, u := range []struct {
		span
		words string
	}{
		{span{"PT%sS", 0}, "sekunde sekunden"}, {span{"PT%sM", 0}, "minute minuten"}, {span{"PT%sH", 0}, "stunde stunden"},
		{span{"P%sD", 1}, "tag tage tagen tages"}, {span{"P%sW", aWeek}, "woche wochen"}, {span{"P%sM", aMonth}, "monat monate monaten monats"},
		{span{"P%sQ", aQuarter}, "quartal quartale quartalen quartals"}, {span{"P%sY", aYear}, "jahr jahre jahren jahres"},
		{span{"P%sDE", aDecade}, "jahrzehnt jahrzehnte jahrzehnten jahrzehnts"}, {span{"P%sCE", aCentury}, "jahrhundert jahrhunderte jahrhunderten jahrhunderts"},
	} {
		for _, w := range strings.Fields(u.words) {
			all[w] = u.span
		}
	}
	return all
}()

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (s span) of(n string) string { return fmt.Sprintf(s.sign, n) }

var (
	about    = []string{"gut", "rund", "etwa", "knapp", "fast", "ueber", "mehr", "als", "genau", "erst", "von", "ungefaehr", "zirka", "ca", "mindestens", "hoechstens", "ganze", "ganzen", "vollen", "volle", "schon", "bereits", "kaum", "weniger", "nur"}
	someOf   = []string{"mehrere", "mehreren", "mehrerer", "einige", "einigen", "einiger", "wenige", "wenigen", "weniger", "viele", "vielen", "paar", "etliche", "etlichen", "zahlreiche", "zahlreichen"}
	halves   = map[string]string{"eineinhalb": "1.5", "anderthalb": "1.5", "einhalb": "0.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5", "viereinhalb": "4.5", "fuenfeinhalb": "5.5", "sechseinhalb": "6.5"}
	laterBy  = map[string]int{"spaeter": 1, "danach": 1, "darauf": 1, "zuvor": -1, "vorher": -1, "frueher": -1, "davor": -1}
	adjUnits = []struct{ stem, unit string }{{"jaehrig", "jahr"}, {"monatig", "monat"}, {"woechig", "woche"}, {"taegig", "tag"}, {"stuendig", "stunde"}, {"minuetig", "minute"}}
)

// A count is a number of units: drei Jahre, ein halbes Jahr, einige Tage.
type count struct {
	end  int
	n    int    // 0 if it is no whole number
	text string // X if it is not known
	unit span
}

func (a *annotator) countAt(i, near int) (count, bool) {
	w, ok := a.At(i, near)
	if !ok {
		return count{}, false
	}
	if w.Number >= 0 && w.Start > 1 && strings.IndexByte(",.:", a.Text[w.Start-1]) >= 0 && isDigit(a.Text[w.Start-2]) {
		return count{}, false // the end of another number
	}
	c := count{end: i + 1}
	n, isNumber := german.Number(w.Text)
	half := strings.HasPrefix(a.Fold(i+1, near), "halb")
	tenths, _ := a.At(i+1, near)
	switch {
	case w.Number >= 0 && tenths.Number >= 0 && tenths.Start == w.End+1 && a.Text[w.End] == ',':
		c.end++
		c.text = w.Text + "." + tenths.Text
	case halves[w.Fold] != "":
		c.text = halves[w.Fold]
	case isNumber && n == 1 && half, strings.HasPrefix(w.Fold, "halb") && len(w.Fold) <= 6:
		if isNumber {
			c.end++
		}
		c.text = "0.5"
	case isNumber && n > 0 && n < 10000:
		c.n, c.text = n, fmt.Sprint(n)
	case slices.Contains(someOf, w.Fold):
		c.text = "X"
	default:
		return count{}, false
	}
	// zwei lange Jahre, die nächsten drei Tage: one word may stand between.
	if f := a.Fold(c.end, near); f == "volle" || f == "vollen" || f == "ganze" || f == "ganzen" || f == "weitere" || f == "weiteren" || f == "lange" || f == "langen" {
		c.end++
	}
	if w.Fold == "eines" && a.Fold(c.end, near) == "tages" {
		return count{}, false // once upon a time
	}
	c.unit, ok = spans[a.Fold(c.end, near)]
	u, _ := a.At(c.end, near)
	c.end++
	return c, ok && u.Capital
}

// shifted returns the day form of so many units from the anchor.
func (c count) shifted(e expression, f form, sign int) (expression, bool) {
	e.form, e.unit, e.shift, e.shifted = f, c.unit.days, sign*c.n, true
	switch {
	case c.text == "0.5" && c.unit.days == aYear:
		e.unit, e.shift = aMonth, sign*6
	case c.text == "X" && sign < 0:
		e.form, e.value = ofValue, pastRef
	case c.text == "X":
		e.form, e.value = ofValue, futureRef
	case c.n == 0 || c.unit.days == 0:
		return e, false
	}
	return e, true
}

// away reads vor drei Tagen, vor rund zwei Wochen, in zwei Jahren, zwei Tage
// später.
func (a *annotator) away(i int) (expression, bool) {
	e := expression{word: i}
	f := a.Words[i].Fold
	if f == "vor" || f == "in" {
		j := i + 1
		for slices.Contains(about, a.Fold(j, i)) {
			j++
		}
		if strings.HasPrefix(a.Fold(j, i), "ein") && a.Fold(j+1, i) == "paar" {
			j++
		}
		if c, ok := a.countAt(j, i); ok {
			e.end = c.end
			if f == "vor" {
				return c.shifted(e, ofUnit, -1)
			}
			// "in drei Jahren" is also how long it took.
			if tenseAround(a.ClauseAt(i), expression{word: i, end: c.end}) == syntax.Past {
				return e, false
			}
			return c.shifted(e, ofUnit, 1)
		}
		if u, ok := spans[a.Fold(j, i)]; ok && f == "vor" && j == i+1 && u.days > 0 && strings.HasSuffix(a.Fold(j, i), "n") {
			return expression{word: i, end: j + 1, form: ofValue, value: pastRef}, true // vor Jahren
		}
		return e, false
	}
	c, ok := a.countAt(i, i)
	if !ok {
		return e, false
	}
	sign, isLater := laterBy[a.Fold(c.end, i)]
	e.end = c.end + 1
	if !isLater {
		return e, false
	}
	return c.shifted(e, ofLater, sign)
}

// stretch reads die vergangenen drei Jahre, in den kommenden Tagen, kommenden
// Monat, im selben Jahr.
func (a *annotator) stretch(i int) (expression, bool) {
	w := a.Words[i]
	if w.Capital && !w.First {
		return expression{}, false
	}
	shift, ok := shiftOf(w.Fold)
	same := strings.HasPrefix(w.Fold, "selbe") || strings.HasPrefix(w.Fold, "gleiche") || strings.HasPrefix(w.Fold, "darauffolgende")
	if !ok && !same {
		return expression{}, false
	}
	e := expression{word: i, shift: shift, shifted: true}
	if c, counted := a.countAt(i+1, i); counted && ok {
		e.end, e.form, e.kind, e.value = c.end, ofValue, Duration, c.unit.of(c.text)
		return e, true
	}
	next := a.Fold(i+1, i)
	u, isUnit := spans[next]
	if !isUnit || u.days == 0 {
		return e, false
	}
	e.end, e.form, e.unit = i+2, ofUnit, u.days
	if year, end := a.yearAfter(i+2, i); year > 0 && u.days == aYear {
		return expression{word: i, end: end, form: ofYear, year: year}, true
	}
	plural := strings.HasSuffix(next, "e") && u.days != aWeek || strings.HasSuffix(next, "en")
	switch {
	case plural && strings.HasPrefix(w.Fold, "dies"):
		e.form, e.value = ofValue, presentRef
	case plural && shift < 0:
		e.form, e.value = ofValue, pastRef
	case plural && shift > 0:
		e.form, e.value = ofValue, futureRef
	case plural:
		return e, false
	case same:
		e.form, e.shift = ofLater, 0
		if strings.HasPrefix(w.Fold, "darauf") {
			e.shift = 1
		}
	case strings.HasPrefix(w.Fold, "folgend"):
		e.form = ofLater
	case u.days == 1:
		return e, false // sameDay knows: an diesem Tag
	}
	return e, true
}

// compound reads Vorwoche, Vormonat, Jahresende, Monatsende, Jahreswechsel.
func (a *annotator) compound(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 1, form: ofUnit, shifted: true}
	switch strings.TrimSuffix(w.Fold, "s") {
	case "vorjahr", "vorjahre":
		e.unit, e.shift = aYear, -1
	case "vorwoche":
		e.unit, e.shift = aWeek, -1
	case "vormonat":
		e.unit, e.shift = aMonth, -1
	case "vorvorjahr":
		e.unit, e.shift = aYear, -2
	case "jahresende", "jahresbeginn", "jahresanfang", "jahresmitte", "jahresfrist":
		e.unit = aYear
	case "monatsende", "monatsbeginn", "monatsanfang", "monatsmitte":
		e.unit = aMonth
	case "wochenbeginn", "wochenanfang", "wochenmitte":
		e.unit = aWeek
	case "diesjaehrig", "diesjaehrige", "diesjaehrigen", "diesjaehriger", "heurige", "heurigen":
		e.unit = aYear
	case "vorjaehrig", "vorjaehrige", "vorjaehrigen", "letztjaehrige", "letztjaehrigen":
		e.unit, e.shift = aYear, -1
	case "monat":
		// Ende des Monats, im laufenden Monat; shifts are read before.
		if w.Fold != "monats" || a.Fold(i-1, i) != "des" {
			return e, false
		}
		e.unit = aMonth
	default:
		return e, false
	}
	if w.Capital && e.unit == aYear && e.shift == 0 {
		if y, end := a.yearAfter(i+1, i); y > 0 {
			return expression{word: i, end: end, form: ofYear, year: y}, true
		}
	}
	return e, true
}

// quarterAt reads im zweiten Quartal 2009, das dritte Vierteljahr.
func (a *annotator) quarterAt(i int) (expression, bool) {
	n, ok := german.Ordinal(a.Words[i].Text)
	if w := a.Words[i]; w.Number > 0 && a.Dotted(i) {
		n, ok = w.Number, true
	}
	f := a.Fold(i+1, i)
	if ok && (n == 1 || n == 2) && (f == "jahreshaelfte" || f == "halbjahres") {
		e := expression{word: i, end: i + 2, form: ofHalf, part: part(n)}
		e.year, e.end = a.yearAfter(e.end, i)
		return e, true
	}
	if !ok || n < 1 || n > 4 || !strings.HasPrefix(f, "quartal") && !strings.HasPrefix(f, "vierteljahr") {
		return expression{}, false
	}
	e := expression{word: i, end: i + 2, form: ofQuarter, part: part(n)}
	if f := a.Fold(e.end, i); f == "des" && a.Fold(e.end+1, i) == "jahres" {
		e.end += 2
	}
	year, end := a.yearAfter(e.end, i)
	e.year, e.end = year, end
	return e, true
}

// duration reads drei Jahre, ein halbes Jahr, jahrelang, dreijährig, Jahre.
func (a *annotator) duration(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 1, form: ofValue, kind: Duration}
	if c, ok := a.countAt(i, i); ok {
		e.end, e.value = c.end, c.unit.of(c.text)
		if c.text == "0.5" && c.unit.days == aYear {
			e.value = "P6M"
		} else if c.text == "0.5" && c.unit.sign == "PT%sH" {
			e.value = "PT30M"
		}
		return e, a.Fold(i-1, i) != "nr"
	}
	for _, u := range adjUnits {
		stem, _, ok := strings.Cut(w.Fold, u.stem)
		if !ok || len(w.Fold)-len(stem)-len(u.stem) > 2 || w.Capital && !w.First || strings.Contains(w.Text, "-J") {
			continue
		}
		stem = strings.TrimSuffix(stem, "-")
		if n, ok := german.Number(stem); ok && n > 0 {
			e.value = spans[u.unit].of(fmt.Sprint(n))
			return e, true
		}
		if stem == "mehr" || stem == "lang" {
			e.value = spans[u.unit].of("X")
			return e, true
		}
	}
	if unit, ok := strings.CutSuffix(w.Fold, "lang"); ok {
		if u, ok := spans[unit]; ok && !w.Capital {
			e.value = u.of("X")
			return e, true
		}
	}
	if u, ok := spans[w.Fold]; ok && w.Capital && strings.HasSuffix(w.Fold, "n") && u.days != 1 || ok && w.Fold == "tagen" {
		// seit Jahren, nach Monaten
		e.value = u.of("X")
		return e, slices.Contains([]string{"seit", "nach", "ueber", "in", "innerhalb", "binnen"}, a.Fold(i-1, i)) && (w.Fold != "wochen" || a.Fold(i-1, i) != "in")
	}
	return e, false
}
