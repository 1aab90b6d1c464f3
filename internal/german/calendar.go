package german

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var months = map[string]time.Month{
	"januar": 1, "jaenner": 1, "jan": 1, "jaen": 1,
	"februar": 2, "feber": 2, "feb": 2, "febr": 2,
	"maerz": 3, "maer": 3, "mrz": 3,
	"april": 4, "apr": 4,
	"mai":  5,
	"juni": 6, "juno": 6, "jun": 6,
	"juli": 7, "julei": 7, "jul": 7,
	"august": 8, "aug": 8,
	"september": 9, "sept": 9, "sep": 9,
	"oktober": 10, "okt": 10,
	"november": 11, "nov": 11,
	"dezember": 12, "dez": 12,
}

// Month reads the name of a month, in full, Austrian or shortened, in any
// case, with or without a final dot or genitive s.
func Month(word string) (time.Month, bool) {
	w := strings.TrimSuffix(Fold(word), ".")
	m, ok := months[w]
	if !ok && len(w) > 4 {
		m, ok = months[strings.TrimSuffix(w, "s")]
	}
	return m, ok
}

var weekdays = map[string]time.Weekday{
	"sonntag": 0, "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5,
	"samstag": 6, "sonnabend": 6,
}

// shortDays need their dot and their capital: "so", "die" and "mit" are words.
var shortDays = map[string]time.Weekday{
	"So.": 0, "Mo.": 1, "Di.": 2, "Mi.": 3, "Do.": 4, "Fr.": 5, "Sa.": 6,
}

// Weekday reads the name of a weekday in any case, also as an adverb
// ("freitags"). Of the two-letter forms it reads only those with a capital and
// a dot ("Fr.").
func Weekday(word string) (time.Weekday, bool) {
	if d, ok := shortDays[word]; ok {
		return d, true
	}
	w := Fold(word)
	d, ok := weekdays[w]
	if !ok {
		d, ok = weekdays[strings.TrimSuffix(w, "s")]
	}
	return d, ok
}

var units = map[string]int{
	"null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6,
	"sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwoelf": 12, "dreizehn": 13,
	"vierzehn": 14, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
	"neunzehn": 19, "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50,
	"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100,
	"einhundert": 100, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1,
	"zweier": 2, "zweien": 2, "dreier": 3, "dreien": 3,
}

// Number reads a cardinal number up to a hundred in words, in any case, or any
// in digits. The indefinite article counts as one.
func Number(word string) (int, bool) {
	w := Fold(word)
	if n, ok := units[w]; ok {
		return n, true
	}
	if one, ten, ok := strings.Cut(w, "und"); ok {
		u, okUnit := units[one]
		t, okTen := units[ten]
		return t + u, okUnit && okTen && u > 0 && u < 10 && t >= 20 && t < 100
	}
	return digits(w)
}

var ordinals = map[string]int{
	"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "siebt": 7,
	"siebent": 7, "acht": 8, "neunt": 9, "zehnt": 10, "elft": 11, "zwoelft": 12,
}

// Ordinal reads an ordinal number, in words with its ending ("zweiten",
// "einundzwanzigste") or in digits with its dot ("12.").
func Ordinal(word string) (int, bool) {
	if n, ok := strings.CutSuffix(word, "."); ok {
		return digits(n)
	}
	w := Fold(word)
	stem := strings.TrimRight(w, "mnrs")
	stem, ok := strings.CutSuffix(stem, "e")
	if !ok || len(w)-len(stem) > 2 {
		return 0, false
	}
	if n, ok := ordinals[stem]; ok {
		return n, true
	}
	if base, ok := strings.CutSuffix(stem, "st"); ok {
		n, ok := Number(base)
		return n, ok && n >= 20
	}
	if base, ok := strings.CutSuffix(stem, "t"); ok {
		n, ok := Number(base)
		return n, ok && n > 12 && n < 20
	}
	return 0, false
}

func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// capital reports whether s begins with an upper-case letter.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
