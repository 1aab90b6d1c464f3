package german

import (
	"strings"
	"unicode"
)

// endings are what a German noun, adjective or verb of the past may add.
var endings = []string{"", "e", "en", "em", "er", "es", "s", "n", "ern", "ens", "ns", "nen"}

// shortEndings are for words of three letters and fewer, which with a full
// set would turn into other words (Rat, Rate, Raten).
var shortEndings = []string{"", "s", "es", "n"}

// adjectives are the suffixes after which en, er, em or es is an ending.
var adjectives = []string{"isch", "lich", "ig", "bar", "sam", "al", "iv", "ell", "haft", "los"}

// feminine are the suffixes of nouns whose plural in -en says their singular.
var feminine = []string{"ung", "ion", "heit", "keit", "schaft"}

// wordForms returns the foldings under which the word may stand in a text.
// noun: it was written with a capital.
func wordForms(w string, noun bool) []string {
	set := endings
	if len([]rune(w)) <= 3 {
		set = shortEndings
	}
	stems := []string{w}
	switch {
	case noun && strings.HasSuffix(w, "e"):
		set = []string{"", "n", "s", "ns"}
	case noun:
		for _, f := range feminine {
			if strings.HasSuffix(w, f+"en") {
				stems = append(stems, strings.TrimSuffix(w, "en"))
			}
		}
	default:
		if stem := adjectiveStem(w); stem != w {
			stems = append(stems, stem)
		}
	}
	var forms []string
	for _, stem := range stems {
		for _, e := range set {
			forms = appendNew(forms, stem+e)
		}
		if strings.HasSuffix(stem, "nis") {
			forms = append(forms, stem+"se", stem+"sen", stem+"ses")
		}
	}
	if noun && len(w) > 3 && !strings.HasSuffix(w, "e") {
		if u := umlaut(w); u != w {
			for _, e := range []string{"", "e", "en", "er", "ern", "n"} {
				forms = appendNew(forms, u+e)
			}
		}
	}
	return forms
}

func adjectiveStem(w string) string {
	if len(w) < 5 {
		return w
	}
	if stem, ok := strings.CutSuffix(w, "e"); ok {
		return stem
	}
	for _, e := range []string{"en", "er", "em", "es"} {
		stem, ok := strings.CutSuffix(w, e)
		for _, a := range adjectives {
			if ok && strings.HasSuffix(stem, a) {
				return stem
			}
		}
	}
	return w
}

// umlaut gives the last a, o, u or au of a folded noun its dots, as many
// plurals do: vertrag, vertraege.
func umlaut(w string) string {
	i := strings.LastIndexAny(w, "aouei")
	if i < 0 || i == len(w)-1 {
		return w
	}
	switch {
	case w[i] == 'u' && i > 0 && w[i-1] == 'a':
		return w[:i-1] + "aeu" + w[i+1:]
	case w[i] == 'a' || w[i] == 'o' || w[i] == 'u':
		return w[:i+1] + "e" + w[i+1:]
	case strings.HasSuffix(w, "er"), strings.HasSuffix(w, "el"), strings.HasSuffix(w, "en"):
		// Mutter, Apfel, Garten: the vowel before the unstressed syllable.
		if u := umlaut(w[:i]); u != w[:i] {
			return u + w[i:]
		}
	}
	return w
}

var (
	latinName    = []string{"", "s", "'s", "sche", "schen", "scher", "sches", "schem"}
	cyrillicName = []string{"", "а", "у", "ым", "ом", "е", "ои", "ы"}
)

// nameForms returns the foldings under which a name may stand in a text. The
// cases of Cyrillic names are those of surnames in -ов, -ев, -ин and of names
// that add the same endings.
func nameForms(f string) []string {
	set := latinName
	if strings.ContainsFunc(f, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		set = cyrillicName
	}
	forms := make([]string, len(set))
	for i, e := range set {
		forms[i] = f + e
	}
	return forms
}

func appendNew(forms []string, f string) []string {
	for _, g := range forms {
		if g == f {
			return forms
		}
	}
	return append(forms, f)
}
