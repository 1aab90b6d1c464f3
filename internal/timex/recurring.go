package timex

import (
	"slices"
	"strings"
)

// rates are the words for how often something is, by stem.
var rates = []struct{ stem, value string }{
	{"vierteljaehrlich", "P3M"}, {"halbjaehrlich", "P6M"}, {"alljaehrlich", "P1Y"}, {"jaehrlich", "P1Y"}, {"monatlich", "P1M"}, {"allmonatlich", "P1M"},
	{"woechentlich", "P1W"}, {"vierzehntaegig", "P2W"}, {"taeglich", "P1D"}, {"alltaeglich", "P1D"}, {"stuendlich", "PT1H"}, {"minuetlich", "PT1M"},
}

// recurring reads täglich, jeden Montag, montags, alle zwei Wochen, pro Jahr.
func (a *annotator) recurring(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 1, form: ofValue, kind: Set}
	for _, r := range rates {
		if rest, ok := strings.CutPrefix(w.Fold, r.stem); ok && len(rest) <= 2 {
			e.value = r.value
			return e, true
		}
	}
	if day, ok := strings.CutSuffix(w.Fold, "s"); ok && !w.Capital {
		if wd, ok := weekdayNamed(day); ok {
			e.value = weekly(wd)
			return e, true
		}
	}
	next, ok := a.At(i+1, i)
	if !ok {
		return e, false
	}
	e.end = i + 2
	u, isUnit := spans[next.Fold]
	switch w.Fold {
	case "jeden", "jede", "jedes", "jeder", "jedem":
		wd, isDay := weekday(next)
		v, isPart := partValues[next.Fold]
		switch {
		case isDay && next.Capital:
			e.value = weekly(wd) + partIn(next)
		case isPart && next.Capital:
			e.value = "XXXX-XX-XX" + v
		case isUnit:
			e.value = u.of("1")
		case next.Fold == "wochenende":
			e.value = "XXXX-WXX-WE"
		default:
			return e, false
		}
		return e, true
	case "pro", "je":
		e.value = "P1D"
		if isUnit {
			e.value = u.of("1")
		}
		return e, isUnit && next.Capital
	case "alle":
		c, ok := a.countAt(i+1, i)
		e.end = c.end
		if !ok || c.text == "X" {
			return e, false
		}
		e.value = c.unit.of(c.text)
		return e, true
	}
	return e, false
}

// vagueWords are the references to no certain time, folded. What begins with
// a capital is a noun and needs it.
var vagueWords = map[string]string{
	"damals": pastRef, "seinerzeit": pastRef, "einst": pastRef, "kuerzlich": pastRef, "neulich": pastRef, "juengst": pastRef, "unlaengst": pastRef, "frueher": pastRef, "ehemals": pastRef, "vormals": pastRef,
	"jetzt": presentRef, "derzeit": presentRef, "zurzeit": presentRef, "momentan": presentRef, "gegenwaertig": presentRef, "heutzutage": presentRef, "nun": presentRef,
	"kuenftig": futureRef, "zukuenftig": futureRef, "demnaechst": futureRef, "bald": futureRef,
}

var vagueNouns = map[string]string{"vergangenheit": pastRef, "gegenwart": presentRef, "zukunft": futureRef}

// vagueStems are adjectives.
var vagueStems = []struct{ stem, value string }{
	{"damalig", pastRef}, {"derzeitig", presentRef}, {"jetzig", presentRef}, {"gegenwaertig", presentRef}, {"kuenftig", futureRef}, {"zukuenftig", futureRef},
}

var vaguePairs = map[string]string{
	"vor kurzem": pastRef, "vor langem": pastRef, "zur zeit": presentRef, "im moment": presentRef, "im augenblick": presentRef, "in kuerze": futureRef, "in baelde": futureRef,
}

// reference reads damals, derzeit, künftig, vor kurzem, in Zukunft.
func (a *annotator) reference(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 1, form: ofValue}
	if v, ok := vaguePairs[w.Fold+" "+a.Fold(i+1, i)]; ok {
		e.end, e.value = i+2, v
		return e, true
	}
	if v, ok := vagueNouns[w.Fold]; ok && w.Capital {
		e.value = v
		return e, true
	}
	if w.Capital && !w.First {
		return e, false
	}
	if v, ok := vagueWords[w.Fold]; ok {
		e.value = v
		return e, !slices.Contains([]string{"als", "noch"}, a.Fold(i-1, i)) || w.Fold != "frueher"
	}
	for _, s := range vagueStems {
		if rest, ok := strings.CutPrefix(w.Fold, s.stem); ok && len(rest) <= 2 {
			e.value = s.value
			return e, true
		}
	}
	return e, false
}
