package lang

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chronik/internal/edtf"
	"chronik/templates"
)

func load(t *testing.T, fsys fs.FS, tag string) *Lang {
	t.Helper()
	l, problems := Load(fsys, tag)
	if len(problems) > 0 {
		t.Fatalf("Load(%s): %v", tag, problems)
	}
	return l
}

// spaced shows no-break spaces as underlines.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", "_") }

func TestDate(t *testing.T) {
	de, en := load(t, templates.Files, "de"), load(t, templates.Files, "en")
	for _, c := range []struct{ edtf, de, en string }{
		{"", "o._D.", "n.d."},
		{"2020-04-17", "17._April 2020", "17_April 2020"},
		{"2020-04-07", "7._April 2020", "7_April 2020"},
		{"2021-05", "Mai 2021", "May 2021"},
		{"2020", "2020", "2020"},
		{"2020-21", "Frühjahr 2020", "spring 2020"},
		{"2020-24", "Winter 2020/21", "winter 2020/21"},
		{"1999-24", "Winter 1999/00", "winter 1999/00"},
		{"2025-05-28~", "ca._28._Mai 2025", "c._28_May 2025"},
		{"2020-04~", "ca._April 2020", "c._April 2020"},
		{"2020-21?", "vermutlich Frühjahr 2020", "presumably spring 2020"},
		{"2020-04-17%", "vermutlich ca._17._April 2020", "presumably c._17_April 2020"},
		{"2021-04-09/2021-04-11", "9. bis 11._April 2021", "9 to 11_April 2021"},
		{"2021-04-28/2021-05-02", "28._April bis 2._Mai 2021", "28_April to 2_May 2021"},
		{"2020-12-30/2021-01-02", "30._Dezember 2020 bis 2._Januar 2021", "30_December 2020 to 2_January 2021"},
		{"2021-04/2021-05", "April bis Mai 2021", "April to May 2021"},
		{"2020/2021", "2020 bis 2021", "2020 to 2021"},
		{"2021-04-09~/2021-04-11", "ca._9. bis 11._April 2021", "c._9 to 11_April 2021"},
		{"2021-04-09/..", "seit 9._April 2021", "since 9_April 2021"},
		{"[2018-07-01..2018-07-12]", "zwischen 1. und 12._Juli 2018", "between 1 and 12_July 2018"},
		{"[2018-06-28..2018-07-03]", "zwischen 28._Juni und 3._Juli 2018", "between 28_June and 3_July 2018"},
		{"[2017-12-30..2018-01-02]", "zwischen 30._Dezember 2017 und 2._Januar 2018", "between 30_December 2017 and 2_January 2018"},
		{"[2018-01..2018-03]", "zwischen Januar und März 2018", "between January and March 2018"},
		{"[2025-02-12..]", "frühestens 12._Februar 2025", "12_February 2025 at the earliest"},
		{"[..2025-02-12]", "spätestens 12._Februar 2025", "12_February 2025 at the latest"},
		{"[2020-04-17,2020-04-24]", "17. oder 24._April 2020", "17 or 24_April 2020"},
		{"[2020-03-31,2020-04-24]", "31._März oder 24._April 2020", "31_March or 24_April 2020"},
		{"[2020-04-03,2020-04-17,2020-04-24]", "3., 17. oder 24._April 2020", "3, 17 or 24_April 2020"},
	} {
		var d edtf.Date
		if c.edtf != "" {
			d = edtf.MustParse(c.edtf)
		}
		if got := spaced(de.Date(d)); got != c.de {
			t.Errorf("de Date(%s) = %q, want %q", c.edtf, got, c.de)
		}
		if got := spaced(en.Date(d)); got != c.en {
			t.Errorf("en Date(%s) = %q, want %q", c.edtf, got, c.en)
		}
	}
}

func TestDateIn(t *testing.T) {
	de := load(t, templates.Files, "de")
	for value, want := range map[string]string{
		"2020-04-17":               "am 17._April 2020",
		"2020-04":                  "im April 2020",
		"2020-21":                  "im Frühjahr 2020",
		"2020":                     "im Jahr 2020",
		"2020-04-17~":              "etwa am 17._April 2020",
		"2020-04?":                 "vermutlich im April 2020",
		"2021-04-09/2021-04-11":    "vom 9. bis 11._April 2021",
		"2021-04/2021-05":          "von April bis Mai 2021",
		"2021-04-09/..":            "seit 9._April 2021",
		"[2018-07-01..2018-07-12]": "zwischen 1. und 12._Juli 2018",
		"[2025-02-12..]":           "frühestens am 12._Februar 2025",
		"[..2025-02]":              "spätestens im Februar 2025",
		"[2020-04-17,2020-04-24]":  "am 17. oder 24._April 2020",
	} {
		if got := spaced(de.DateIn(edtf.MustParse(value))); got != want {
			t.Errorf("DateIn(%s) = %q, want %q", value, got, want)
		}
	}
	if got := de.DateIn(edtf.Date{}); got != "" {
		t.Errorf("DateIn of no date = %q, want nothing", got)
	}
}

func TestWeekdays(t *testing.T) {
	de := load(t, templates.Files, "de")
	if got := de.Weekday(time.Sunday) + de.WeekdayShort(time.Monday); got != "SonntagMo." {
		t.Errorf("weekdays = %q, want SonntagMo.", got)
	}
}

func TestNumberCountJoin(t *testing.T) {
	de, en := load(t, templates.Files, "de"), load(t, templates.Files, "en")
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 12345: "12.345", 1234567: "1.234.567"} {
		if got := de.Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 300: "3", 350: "3,5", 305: "3,05", 99: "0,99", 123456: "1.234,56"} {
		if got := de.Decimal(n); got != want {
			t.Errorf("Decimal(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "Keine Einträge", 1: "1 Eintrag", 2: "2 Einträge", 5000: "5.000 Einträge"} {
		if got := de.Count("entries", n); got != want {
			t.Errorf("Count(entries, %d) = %q, want %q", n, got, want)
		}
	}
	if got, want := en.Count("entries", 5000), "5,000 entries"; got != want {
		t.Errorf("en Count = %q, want %q", got, want)
	}
	for want, items := range map[string][]string{"": nil, "A": {"A"}, "A und B": {"A", "B"}, "A, B und C": {"A", "B", "C"}} {
		if got := de.Join(items); got != want {
			t.Errorf("Join(%q) = %q, want %q", items, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	names := []string{"Zoll", "Ägypten", "Aserbaidschan", "Öl", "Osten", "abrüstung", "Straße", "Strasse", "Adria"}
	slices.SortFunc(names, load(t, templates.Files, "de").Compare)
	want := []string{"abrüstung", "Adria", "Ägypten", "Aserbaidschan", "Öl", "Osten", "Strasse", "Straße", "Zoll"}
	if !slices.Equal(names, want) {
		t.Errorf("sorted = %q, want %q", names, want)
	}
}

func TestCompose(t *testing.T) {
	de, en := load(t, templates.Files, "de"), load(t, templates.Files, "en")
	call := Facts{
		Kind: "Telefonat", Date: edtf.MustParse("2020-04-17"), Status: "held",
		Ministers: []string{"Anna Ahorn", "Bert Birke"}, Surnames: []string{"Ahorn", "Birke"}, Topics: []string{"Zölle", "Brot", "Visa", "Ernte"},
	}
	meeting := Facts{Kind: "Treffen", Place: "Kiel", Ministers: []string{"Anna Ahorn"}, Surnames: []string{"Ahorn"}, Topics: []string{"Brot"}, Date: edtf.MustParse("2020-04")}
	interview := call
	interview.Kind, interview.OneSided, interview.Topics = "Interview", true, nil
	cancelled := meeting
	cancelled.Status = "cancelled"
	for _, c := range []struct {
		f              Facts
		title, summary string
	}{
		{call, "Telefonat Ahorn–Birke: Zölle, Brot, Visa", "Telefonat von Anna Ahorn und Bert Birke am 17._April 2020. Themen: Zölle, Brot, Visa und Ernte."},
		{meeting, "Treffen Ahorn in Kiel: Brot", "Treffen von Anna Ahorn in Kiel im April 2020. Thema: Brot."},
		{interview, "Interview Ahorn", "Interview von Anna Ahorn am 17._April 2020."},
		{cancelled, "Abgesagt: Treffen Ahorn in Kiel: Brot", "Abgesagt: Treffen von Anna Ahorn in Kiel im April 2020. Thema: Brot."},
		{Facts{}, "Kontakt", "Kontakt."},
	} {
		if got := spaced(de.ComposeTitle(c.f)); got != c.title {
			t.Errorf("ComposeTitle(%+v) = %q, want %q", c.f, got, c.title)
		}
		if got := spaced(de.ComposeSummary(c.f)); got != c.summary {
			t.Errorf("ComposeSummary(%+v) = %q, want %q", c.f, got, c.summary)
		}
	}
	call.Kind, call.Status = "Call", "announced"
	if got, want := en.ComposeTitle(call), "Announced: Call Ahorn–Birke: Zölle, Brot, Visa"; got != want {
		t.Errorf("en ComposeTitle = %q, want %q", got, want)
	}
}

// invented returns the German words with changes, as the file of another
// language.
func invented(t *testing.T, tag string, changes ...string) fstest.MapFS {
	t.Helper()
	src, err := templates.Files.ReadFile("i18n/de.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(string(src), changes[i]) {
			t.Fatalf("de.yaml has no %q", changes[i])
		}
	}
	text := strings.NewReplacer(changes...).Replace(string(src))
	return fstest.MapFS{"i18n/" + tag + ".yaml": &fstest.MapFile{Data: []byte(text)}}
}

// A third language needs a file and no line of code: Polish has three plural
// forms for whole numbers.
func TestThirdLanguage(t *testing.T) {
	l := load(t, invented(t, "pl",
		"entries: {zero: Keine Einträge, one: 1 Eintrag, other: \"{n} Einträge\"}", "entries: {one: 1 wpis, few: \"{n} wpisy\", many: \"{n} wpisów\", other: \"{n} wpisu\"}",
		"Januar, ", "stycznia, ", "thousands: .", `thousands: "\u00a0"`, `day: "{day}.\u00a0{month} {year}"`, `day: "{day} {month} {year} r."`, "year: jahr", "year: rok"), "pl")
	for n, want := range map[int]string{0: "0 wpisów", 1: "1 wpis", 2: "2 wpisy", 5: "5 wpisów", 22: "22 wpisy", 1000: "1_000 wpisów"} {
		if got := spaced(l.Count("entries", n)); got != want {
			t.Errorf("Count(entries, %d) = %q, want %q", n, got, want)
		}
	}
	if got, want := l.Date(edtf.MustParse("2020-01-07")), "7 stycznia 2020 r."; got != want {
		t.Errorf("Date = %q, want %q", got, want)
	}
	if l.Paths.Year != "rok" || l.Tag != "pl" {
		t.Errorf("path of years = %q, tag = %q", l.Paths.Year, l.Tag)
	}
}

func TestLoadProblems(t *testing.T) {
	for name, c := range map[string]struct {
		fsys fs.FS
		tag  string
		file string
		msg  string
		hint string
	}{
		"no such language": {templates.Files, "fr", "i18n/fr.yaml", `no words for the language "fr"`, "de, en"},
		"not a tag":        {templates.Files, "../x", "i18n/../x.yaml", "not a language tag", "de or en"},
		"missing word":     {invented(t, "de", "    skip: Zum Inhalt springen\n", ""), "de", "i18n/de.yaml", `word "site.skip" is missing`, ""},
		"unknown word":     {invented(t, "de", "    skip: ", "    skipp: x\n    skip: "), "de", "i18n/de.yaml", `unknown word "site.skipp"`, `"site.skip"`},
		"unknown key":      {invented(t, "de", "thousands: .", "thousand: ."), "de", "i18n/de.yaml", `unknown key "thousand"`, `"thousands"`},
		"wrong type":       {invented(t, "de", "thousands: .", "thousands: [a]"), "de", "i18n/de.yaml", "thousands is a list", ""},
		"placeholder":      {invented(t, "de", `stand: "Stand: {date}"`, `stand: "Stand: {tag}"`), "de", "i18n/de.yaml", "uses {tag}", "{date}"},
		"eleven months":    {invented(t, "de", "Januar, ", ""), "de", "i18n/de.yaml", "months has 11 texts, want 12", ""},
		"bad path word":    {invented(t, "de", "year: jahr", "year: Jahr"), "de", "i18n/de.yaml", `paths.year is "Jahr"`, "small letters"},
		"same path word":   {invented(t, "de", "year: jahr", "year: thema"), "de", "i18n/de.yaml", "like paths.topic", ""},
		"no plural":        {invented(t, "de", `sources: {zero: ohne Quelle, one: 1 Quelle, other: "{n} Quellen"}`, "sources: {one: 1 Quelle}"), "de", "i18n/de.yaml", `"sources" has no form other`, ""},
	} {
		l, problems := Load(c.fsys, c.tag)
		if l != nil || len(problems) == 0 {
			t.Errorf("%s: Load = %v, %v, want nil and a problem", name, l, problems)
			continue
		}
		p := problems[0]
		if p.File != c.file || !strings.Contains(p.Msg, c.msg) || !strings.Contains(p.Hint, c.hint) {
			t.Errorf("%s: problem = %v (%s), want %q (%s)", name, p, p.Hint, c.msg, c.hint)
		}
		if c.file == "i18n/de.yaml" && p.Line < 2 {
			t.Errorf("%s: problem %v has no line", name, p)
		}
	}
}

func TestLocale(t *testing.T) {
	de, en := load(t, templates.Files, "de"), load(t, templates.Files, "en")
	if de.Locale() != "de_DE" || en.Locale() != "en_US" {
		t.Errorf("locales %s and %s, want de_DE and en_US", de.Locale(), en.Locale())
	}
}

// Only words in braces are placeholders; other braces are text.
func TestFill(t *testing.T) {
	for pattern, want := range map[string]string{
		"{n} von {n}": "3 von 3", "{m} und {n}": "{m} und 3", "{ oder {n}": "{ oder 3", "{N} {n}}": "{N} 3}", "{n": "{n", "": "", "{leer}": "",
	} {
		if got := fill(pattern, []string{"n", "3", "leer", ""}); got != want {
			t.Errorf("fill(%q) = %q, want %q", pattern, got, want)
		}
	}
}
