package timex

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// tens are the words for decades, by stem.
var tens = map[string]int{"zwanziger": 1920, "dreissiger": 1930, "vierziger": 1940, "fuenfziger": 1950, "sechziger": 1960, "siebziger": 1970, "achtziger": 1980, "neunziger": 1990}

// decade reads die 50er Jahre, die 1990er, Neunzigerjahre, der neunziger Jahre.
func (a *annotator) decade(i int) (expression, bool) {
	w := a.Words[i]
	got := expression{word: i, end: i + 1, form: ofDecade}
	stem, whole := strings.CutSuffix(strings.TrimSuffix(w.Fold, "n"), "jahre")
	stem = strings.TrimSuffix(stem, "-")
	if f := a.Fold(i+1, i); !whole && (f == "jahre" || f == "jahren") {
		whole, got.end = true, i+2
	}
	next, _ := a.At(i+1, i)
	bare := !next.Capital && slices.Contains([]string{"der", "den", "die"}, a.Fold(i-1, i))
	year, ok := tens[strings.TrimSuffix(stem, "n")]
	if n, isDigits := strings.CutSuffix(stem, "er"); isDigits {
		n = strings.TrimSuffix(n, "-")
		d, _ := strconv.Atoi(n)
		switch {
		case len(n) == 2 && d%10 == 0:
			year, ok, whole = 1900+d, true, whole || bare
			if d < 20 {
				year += 100
			}
		case len(n) == 4 && d >= 1000 && d <= 2090 && d%10 == 0:
			year, ok, whole = d, true, true
		}
	}
	got.year = year
	return got, ok && year > 0 && (whole || w.Capital && strings.HasSuffix(w.Fold, "n"))
}

// century reads das 19. Jahrhundert.
func (a *annotator) century(i int) (expression, bool) {
	w := a.Words[i]
	n := w.Number
	if n < 0 || !a.Dotted(i) {
		ok := false
		if n, ok = german.Ordinal(w.Text); !ok {
			return expression{}, false
		}
	}
	j := i + 1
	next, ok := a.At(j, i)
	if ok && next.Fold == "und" { // im 18. und 19. Jahrhundert
		j += 2
		next, ok = a.At(j, i)
	}
	if !ok && j == i+1 && j < len(a.Words) && a.Words[j].Start <= w.End+2 {
		next, ok = a.Words[j], true
	}
	if !ok || n < 1 || n > 21 || !strings.HasPrefix(next.Fold, "jahrhundert") && next.Fold != "jh" {
		return expression{}, false
	}
	end := i + 1
	if j == i+1 {
		end = i + 2
	}
	return expression{word: i, end: end, form: ofCentury, year: 100 * (n - 1)}, true
}

// yearPair reads 1998/99 and 2002/2003.
func (a *annotator) yearPair(i int) (expression, bool) {
	w := a.Words[i]
	e := expression{word: i, end: i + 2, form: ofYears}
	next, ok := a.At(i+1, i)
	if !ok || len(w.Text) != 4 || w.Number < 1800 || w.Number > 2100 || next.Number < 0 || next.Start != w.End+1 || !strings.ContainsAny(a.Text[w.End:next.Start], "/-") {
		return e, false
	}
	last := next.Number
	if len(next.Text) == 2 {
		if last += w.Number / 100 * 100; last < w.Number {
			last += 100
		}
	} else if len(next.Text) != 4 {
		return e, false
	}
	e.year, e.part = w.Number, part(last-w.Number)
	return e, last > w.Number && last <= w.Number+10
}

// bareYear reads a number that is a year: 2001, das Jahr 1848. A number that
// counts something is none.
func (a *annotator) bareYear(i int) (expression, bool) {
	w := a.Words[i]
	got := expression{word: i, end: i + 1, form: ofYear, year: w.Number}
	if len(w.Text) != 4 || w.Number < 1000 || w.Number > 2100 {
		return got, false
	}
	before, next := a.Fold(i-1, i), ""
	n, ok := a.At(i+1, i)
	if ok && strings.TrimSpace(a.Text[w.End:n.Start]) == "" {
		next = n.Fold
	}
	if strings.HasPrefix(before, "jahr") && before != "jahrgang" {
		return got, true
	}
	if slices.Contains(counted, next) || slices.Contains(numbered, before) {
		return got, false
	}
	if w.Start > 0 && strings.ContainsRune("/.,-+$€", rune(a.Text[w.Start-1])) || w.End < len(a.Text)-1 && strings.ContainsRune(".,:/-", rune(a.Text[w.End])) && a.Text[w.End+1] >= '0' && a.Text[w.End+1] <= '9' {
		return got, false
	}
	if date, isDate := a.dateFrom(i + 1); isDate && date.year != 0 && next == "" {
		return got, false // the width of a picture: 1920, 14.05.2022
	}
	led := slices.Contains(yearLeads, before)
	noun := next != "" && n.Capital
	switch {
	case w.Number%100 == 0 || w.Number < 1850:
		inBrackets := w.Start > 0 && a.Text[w.Start-1] == '(' && w.End < len(a.Text) && a.Text[w.End] == ')'
		return got, led && !noun && next != "im" && next != "auf" || inBrackets || syntax.Preterite(next)
	case w.Number < 1900 || w.Number > 2035:
		return got, led || !noun
	}
	return got, true
}

// dateFrom reads a date at word i, if there is one.
func (a *annotator) dateFrom(i int) (expression, bool) {
	if i >= len(a.Words) {
		return expression{}, false
	}
	return a.dateAt(i)
}

var (
	yearLeads = []string{"seit", "bis", "von", "ab", "ende", "anfang", "mitte", "um", "nach", "zwischen", "und", "anno", "bereits", "schon", "erst", "sommer", "herbst", "winter", "fruehjahr", "februar", "mai", "wurde", "in", "im", "dem", "ca"}
	counted   = []string{"euro", "mark", "dm", "lire", "schilling", "dollar", "franken", "meter", "metern", "kilometer", "kilometern", "quadratmeter", "kubikmeter", "hektar", "liter", "tonnen", "kilo", "kilogramm", "watt", "megawatt", "kilowatt", "menschen", "zuschauer", "zuschauern", "personen", "besucher", "besuchern", "einwohner", "einwohnern", "mitglieder", "mitgliedern", "stueck", "seiten", "stunden", "tage", "tagen", "jahre", "jahren", "prozent", "soldaten", "mitarbeiter", "mitarbeitern", "beschaeftigte", "arbeiter", "arbeitsplaetze", "stellen", "demonstranten", "fans", "tote", "toten", "teilnehmer", "teilnehmern", "schueler", "schuelern", "studenten", "wohnungen", "millionen", "milliarden", "unterschriften", "stimmen", "punkte", "punkten", "m", "km", "mal", "betriebe", "firmen", "unternehmen", "kinder", "kindern", "frauen", "maenner", "gaeste", "exemplare"}
	numbered  = []string{"resolution", "nr", "nummer", "tel", "telefon", "fax", "artikel", "paragraph", "hausnummer", "agenda", "postfach", "zimmer", "euro", "seite", "uhr", "peugeot", "windows", "kanal", "rund", "etwa", "knapp", "ueber", "fast", "mindestens", "hoechstens", "maximal", "insgesamt"}
)

// A feast is one that returns each year.
type feast struct {
	month, at     int // the day, or
	easter        bool
	offset        int // days from Easter Sunday
	before, after int // more days that its name covers
}

// feasts are the holidays by the folded last word of their name; feastNames
// finds them.
var feasts = []feast{
	{month: 1, at: 1}, {month: 1, at: 6}, {month: 2, at: 2}, {month: 2, at: 14},
	{easter: true, offset: -48}, {easter: true, offset: -47}, {easter: true, offset: -46}, {easter: true, offset: -7},
	{easter: true, offset: -3}, {easter: true, offset: -2}, {easter: true, offset: -1}, {easter: true},
	{easter: true, offset: 1}, {easter: true, offset: 39}, {easter: true, offset: 49}, {easter: true, offset: 50},
	{easter: true, offset: 60}, {month: 8, at: 15}, {month: 11, at: 1}, {month: 11, at: 2},
	{month: 11, at: 11}, {month: 12, at: 6}, {month: 12, at: 8}, {month: 12, at: 24},
	{month: 12, at: 25, before: 1, after: 1}, {month: 12, at: 25}, {month: 12, at: 26}, {month: 12, at: 31},
	{easter: true, before: 2, after: 1}, {easter: true, offset: 49, after: 1}, {easter: true, offset: -49},
}

var feastNames = map[string]int{
	"neujahr": 0, "neujahrstag": 0, "dreikoenig": 1, "dreikoenigstag": 1, "lichtmess": 2, "valentinstag": 3,
	"rosenmontag": 4, "faschingsdienstag": 5, "aschermittwoch": 6, "palmsonntag": 7,
	"gruendonnerstag": 8, "karfreitag": 9, "karsamstag": 10, "ostersonntag": 11,
	"ostermontag": 12, "christi himmelfahrt": 13, "pfingstsonntag": 14, "pfingstmontag": 15,
	"fronleichnam": 16, "mariae himmelfahrt": 17, "maria himmelfahrt": 17, "allerheiligen": 18, "allerseelen": 19,
	"martini": 20, "martinstag": 20, "nikolaustag": 21, "mariae empfaengnis": 22, "maria empfaengnis": 22, "heiligabend": 23, "heiligen abend": 23,
	"weihnachten": 24, "christtag": 25, "stephanstag": 26, "stefanstag": 26, "stephanitag": 26, "silvester": 27, "sylvester": 27, "silvesterabend": 27,
	"ostern": 28, "pfingsten": 29, "faschingssonntag": 30,
}

// feastAt reads Weihnachten, Ostern 2001, zu Silvester.
func (a *annotator) feastAt(i int) (expression, bool) {
	w := a.Words[i]
	got := expression{word: i, end: i + 1, form: ofFeast, month: 1}
	n, ok := feastNames[w.Fold]
	if !ok {
		n, ok = feastNames[w.Fold+" "+a.Fold(i+1, i)]
		got.end++
	}
	if !ok || !w.Capital {
		return got, false
	}
	if date, ok := a.dateFrom(got.end); ok && a.close(got.end-1, got.end) {
		date.word = i
		return date, true
	}
	got.day = n
	got.year, got.end = a.yearAfter(got.end, i)
	return got, true
}

// day returns the day of a feast in a year.
func (f feast) day(year int) edtf.Day {
	if f.easter {
		return easter(year).Add(f.offset)
	}
	return edtf.Day{Year: year, Month: time.Month(f.month), Day: f.at}
}

func (f feast) in(year int) (first, last edtf.Day) {
	d := f.day(year)
	return d.Add(-f.before), d.Add(f.after)
}

// easter returns Easter Sunday by the algorithm of Meeus, Jones and Butcher.
func easter(year int) edtf.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return edtf.Day{Year: year, Month: time.Month(month), Day: (h + l - 7*m + 33*month + 19) % 32}
}
