package timex

import (
	"fmt"
	"testing"

	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// on reads a stretch of days, "" being all days.
func on(date string) Days {
	if date == "" {
		return Days{}
	}
	return DaysOf(edtf.MustParse(date))
}

// whole takes a text of one passage apart.
func whole(text string) *syntax.Prose { return syntax.Split(text, []german.Span{{End: len(text)}}) }

// named returns where names stand.
func named(t *testing.T, p *syntax.Prose, names ...string) []german.Match {
	t.Helper()
	var l german.Lexicon
	for _, n := range names {
		k, err := german.CompileName(n)
		if err != nil {
			t.Fatal(err)
		}
		l.Add(k)
	}
	var found []german.Match
	for _, h := range l.Find(german.NewText(p.Text)) {
		found = append(found, h.Match)
	}
	return found
}

// Time expressions, seen from Wednesday 2019-05-15 unless a row says otherwise:
// which words, what role, what days.
func TestFind(t *testing.T) {
	const day = "2019-05-15"
	for _, c := range []struct{ text, want string }{
		// days
		{"Falk sprach am 21.12.2018 in Musterstadt.", "21.12.2018|event|2018-12-21"},
		{"Falk sprach am 5. 2. 2019 in Musterstadt.", "5. 2. 2019|event|2019-02-05"},
		{"Falk sprach am 26.01.19 in Musterstadt.", "26.01.19|event|2019-01-26"},
		{"Falk sprach am 18. Jänner 2019 in Musterstadt.", "18. Jänner 2019|event|2019-01-18"},
		{"Falk sprach am 2019-03-04 in Musterstadt.", "2019-03-04|event|2019-03-04"},
		{"Falk sprach am 12. März in Musterstadt.", "12. März|event|2019-03-12"},
		{"Falk sprach am 30. November in Musterstadt.", "30. November|event|2018-11-30"},
		{"Falk wird am 3. Januar in Musterstadt sprechen.", "3. Januar|event|2020-01-03"},
		{"Falk sprach am Montag, dem 13. Mai, in Musterstadt.", "Montag, dem 13. Mai|event|2019-05-13"},
		{"Falk und Reiher tagten vom 9. bis 11. April in Musterstadt.", "9. bis 11. April|event|[2019-04-09..2019-04-11]"},
		{"Falk und Reiher tagten am 20./21. April in Musterstadt.", "20./21. April|event|[2019-04-20..2019-04-21]"},
		// weekdays
		{"Falk sprach am Freitag in Musterstadt.", "Freitag|event|2019-05-10"},
		{"Falk sprach am Mittwoch in Musterstadt.", "Mittwoch|event|2019-05-15"},
		{"Falk trifft am Freitag Reiher.", "Freitag|event|2019-05-17"},
		{"Falk soll am Freitag sprechen.", "Freitag|event|2019-05-17"},
		{"Falk sprach am vergangenen Mittwoch in Musterstadt.", "vergangenen Mittwoch|event|2019-05-08"},
		{"Falk spricht am kommenden Mittwoch in Musterstadt.", "kommenden Mittwoch|event|2019-05-22"},
		{"Falk sprach am Dienstag voriger Woche in Musterstadt.", "Dienstag voriger Woche|event|2019-05-07"},
		{"Falk sprach am heutigen Mittwoch in Musterstadt.", "heutigen Mittwoch|event|2019-05-15"},
		{"Falk sprach am Montagabend in Musterstadt.", "Montagabend|event|2019-05-13"},
		{"Falk sprach in der Nacht zum Dienstag in Musterstadt.", "Nacht zum Dienstag|event|[2019-05-13..2019-05-14]"},
		// days seen from today
		{"Falk sprach gestern in Musterstadt.", "gestern|event|2019-05-14"},
		{"Falk sprach vorgestern in Musterstadt.", "vorgestern|event|2019-05-13"},
		{"Falk trifft morgen Reiher.", "morgen|event|2019-05-16"},
		{"Falk sprach am 3. Mai. Am Tag zuvor traf er Reiher.", "3. Mai|event|2019-05-03 Tag zuvor|event|2019-05-02"},
		{"Falk sprach vor drei Tagen in Musterstadt.", "vor drei Tagen|event|2019-05-12"},
		{"Falk sprach vor zwei Wochen in Musterstadt.", "vor zwei Wochen|event|[2019-04-28..2019-05-04]"},
		// weeks, months, seasons, years
		{"Falk sprach in der vergangenen Woche in Musterstadt.", "vergangenen Woche|event|[2019-05-06..2019-05-12]"},
		{"Falk sprach Anfang der Woche in Musterstadt.", "Anfang der Woche|event|[2019-05-13..2019-05-14]"},
		{"Falk sprach am Wochenende in Musterstadt.", "Wochenende|event|[2019-05-11..2019-05-12]"},
		{"Falk sprach Mitte Februar in Musterstadt.", "Mitte Februar|event|[2019-02-11..2019-02-20]"},
		{"Falk sprach am 12. März vergangenen Jahres in Musterstadt.", "12. März vergangenen Jahres|event|2018-03-12"},
		{"Falk spricht am kommenden Wochenende in Musterstadt.", "kommenden Wochenende|event|[2019-05-18..2019-05-19]"},
		{"Falk sprach im April in Musterstadt.", "April|event|2019-04"},
		{"Falk sprach im Sommer 2018 in Musterstadt.", "Sommer 2018|background|[2018-06-01..2018-08-31]"},
		{"Falk sprach im vergangenen Jahr in Musterstadt.", "vergangenen Jahr|background|2018"},
		{"Falk sprach im zweiten Halbjahr 2018 in Musterstadt.", "zweiten Halbjahr 2018|background|[2018-07-01..2018-12-31]"},
		{"Falk sprach neulich in Musterstadt.", "neulich|background|[2019-04-24..2019-05-15]"},
		// what is never the event
		{"Das Abkommen, das im Februar 2021 endet, soll bleiben.", "Februar 2021|deadline|2021-02"},
		{"Falk warf Elbonien vor, den Vertrag von 1987 zu brechen.", "1987|background|1987"},
		{"Falk will bis zum 1. September antworten.", "1. September|deadline|2019-09-01"},
		{"Die Runde, die noch in diesem Jahr beginnen soll, ist wichtig.", "diesem Jahr|deadline|2019"},
		{"Falk lobte die im Jahr 2016 eingeleitete Reform.", "2016|background|2016"},
		{"Zuvor hatten die Präsidenten am 12. Februar gesprochen.", "12. Februar|after|2019-02-12"},
		{"Ihr erstes Treffen hatte man Mitte Februar in Musterstadt veranstaltet.", "Mitte Februar|after|[2019-02-11..2019-02-20]"},
		{"Sie folgten den Absprachen, die zuletzt am 3. März getroffen wurden.", "3. März|after|2019-03-03"},
		{"Falk sprach nach dem Telefonat der Präsidenten am 12. Februar.", "12. Februar|after|2019-02-12"},
		{"Falk bezog sich auf das Telefonat vom vergangenen Donnerstag.", "vergangenen Donnerstag|after|2019-05-09"},
		{"Seit dem 2. Mai ruhen die Boote.", "2. Mai|background|2019-05-02"},
		{"Falk sagte: „Wir haben gestern nicht gesprochen.“", "gestern|background|2019-05-14"},
		{"Das Amt teilte am Dienstag mit, dass es sprach.", "Dienstag|publication|2019-05-14"},
		{"Nachdem die Runde am 2. Mai begonnen hatte, sprach Falk.", "2. Mai|after|2019-05-02"},
		// what is no time
		{"Falk verwies auf die Resolution 2254 und auf 30 Boote.", ""},
		{"Um 9.30 Uhr sprach Falk vor 1200 Fischern.", ""},
		{"Der Sommer kam und der August Meyer auch.", ""},
		{"Falk kommt jeden Morgen und war die ganze Woche da.", ""},
	} {
		p := whole(c.text)
		got := ""
		for i, m := range Find(p, on(day), named(t, p, "Falk", "Reiher")) {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%s|%s|%s", p.Text[m.Span.Start:m.Span.End], m.Role, m.Days)
		}
		if got != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// What a mention means when the text was written on no known day: what the
// days leave that the event may lie on.
func TestWithin(t *testing.T) {
	for _, c := range []struct{ text, within, want, leaves string }{
		{"Falk sprach am 3. Mai.", "[2018-04-26..2019-12-31]", "[2018-05-03,2019-05-03]", "[2018-05-03..2019-05-03]"},
		{"Falk sprach am 3. Mai.", "[2018-05-04..2019-12-31]", "2019-05-03", "2019-05-03"},
		{"Falk sprach am 3. Mai.", "[2018-05-04..]", "[2019-05-03..]", "[2019-05-03..]"},
		{"Falk sprach am 3. Mai.", "[..2019-12-31]", "none", ""},
		{"Falk sprach am 3. Mai.", "[2018-05-04..2018-12-31]", "none", ""},
		{"Falk sprach am Freitag, dem 3. Mai.", "[2018-04-26..2021-01-20]", "2019-05-03", "2019-05-03"},
		{"Falk sprach im Mai.", "[2018-05-20..2018-12-31]", "[2018-05-20..2018-05-31]", "[2018-05-20..2018-05-31]"},
		{"Falk sprach im Mai.", "[2018-05-01..2019-12-31]", "[2018-05-01..2019-05-31]", "[2018-05-01..2019-05-31]"},
		{"Falk sprach am 29. Februar.", "[2018-01-01..2021-01-20]", "2020-02-29", "2020-02-29"},
		{"Falk sprach am 3. Mai 2019.", "2019", "2019-05-03", "2019-05-03"},
		{"Falk sprach am 3. Mai 2019.", "2018", "none", ""},
		{"Sie tagten vom 9. bis 11. Mai 2019.", "2019", "2019-05-09/2019-05-11", "[2019-05-09..2019-05-11]"},
		{"Sie tagten vom 9. bis 11. Mai 2019.", "[2019-05-10..]", "[2019-05-10..2019-05-11]", "[2019-05-10..2019-05-11]"},
		{"Falk sprach am Freitag.", "2019", "none", ""},
	} {
		ms := Find(whole(c.text), Days{}, nil)
		if len(ms) != 1 {
			t.Errorf("Find(%q) = %v, want one mention", c.text, ms)
			continue
		}
		got, leaves := "none", ""
		if v, left, ok := ms[0].Within(on(c.within)); ok {
			got, leaves = v.String(), left.String()
		}
		if got != c.want || leaves != c.leaves {
			t.Errorf("%q within %s = %s leaving %s, want %s leaving %s", c.text, c.within, got, leaves, c.want, c.leaves)
		}
	}
}

func TestEarliest(t *testing.T) {
	for _, c := range []struct{ text, from, want string }{
		{"Falk sprach am 3. Mai.", "2019-05-03", "2019-05-03"},
		{"Falk sprach am 3. Mai.", "2019-05-04", "2020-05-03"},
		{"Falk sprach im Mai.", "2019-05-20", "2019-05-20"},
		{"Falk sprach am 29. Februar.", "2017-01-01", "2020-02-29"},
		{"Falk sprach am 3. Mai 2020.", "2019-05-04", ""},
		{"Falk sprach am Freitag.", "2019-05-04", ""},
		{"Falk sprach am 3. Mai.", "", ""},
	} {
		m := Find(whole(c.text), Days{}, nil)[0]
		got := ""
		if d, ok := m.Earliest(on(c.from).First); ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("earliest of %q from %q = %q, want %q", c.text, c.from, got, c.want)
		}
	}
}

// Wednesday 2019-05-15 is the day of writing, where it is known.
func TestWeekdayOfMention(t *testing.T) {
	for _, c := range []struct {
		text, published              string
		misdated, wednesday, ofNoDay bool
	}{
		{"Falk sprach am heutigen Mittwoch.", "2019-05-15", false, false, false},
		{"Falk sprach am heutigen Freitag.", "2019-05-15", true, false, false},
		{"Falk sprach am heutigen Freitag.", "", false, false, false},
		{"Falk sprach am Mittwoch.", "", false, true, false},
		{"Falk sprach am Freitag.", "", false, false, false},
		{"Falk sprach am Mittwoch.", "2019-05-15", false, false, false},
		{"Falk sprach am Mittwoch, dem 15. Mai.", "", false, false, false},
		{"Falk sprach im Mai.", "", false, false, true},
		{"Falk sprach in der vergangenen Woche.", "", false, false, true},
	} {
		m := Find(whole(c.text), on(c.published), nil)[0]
		wednesday := edtf.Day{Year: 2019, Month: 5, Day: 15}
		if m.Misdated() != c.misdated || m.On(wednesday) != c.wednesday || m.Coarse() != c.ofNoDay {
			t.Errorf("%q published %q: misdated, on a Wednesday, coarse = %v, %v, %v, want %v, %v, %v", c.text, c.published,
				m.Misdated(), m.On(wednesday), m.Coarse(), c.misdated, c.wednesday, c.ofNoDay)
		}
	}
}

// Whatever the text, its mentions are in order, apart, and end where they
// began or later.
func FuzzFind(f *testing.F) {
	f.Add("Falk trifft Reiher am Freitag, dem 13. 5. 19, in der Nacht zum 3. März.", "2019")
	f.Add("Zuvor, am 30. 2. bis 31. Mai: vor drei Tagen. „Gestern“, tags darauf", "2019-05-15")
	f.Add("21. 12. Am Tag zuvor Ende dieses Jahres", "")
	f.Fuzz(func(t *testing.T, text, published string) {
		v, _ := edtf.Parse(published)
		last := 0
		for _, m := range Find(whole(text), DaysOf(v), nil) {
			if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(text) {
				t.Errorf("mention at %v after one that ends at %d of %d", m.Span, last, len(text))
			}
			if last = m.Span.End; m.Resolved && m.Days.Last.Before(m.Days.First) {
				t.Errorf("%q means %v", text[m.Span.Start:m.Span.End], m.Days)
			}
		}
	})
}
