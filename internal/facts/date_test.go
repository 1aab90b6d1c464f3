package facts

import (
	"fmt"
	"strings"
	"testing"

	"chronik/internal/clean"
	"chronik/internal/raw"
)

// Time expressions, seen from Wednesday 2019-05-15 unless a row says otherwise:
// which words, what role, what days.
func TestMentions(t *testing.T) {
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
		r := NewReader(utopia())
		raws, _ := raw.Open("a.txt", []byte(c.text+"\n"))
		d := r.newDocument(clean.Document(raws, nil), Source{Text: raws.Text})
		ms := d.mentions()
		r.assign(d, ms, daysOf(publishedOn(day).Published))
		got := ""
		for i, m := range ms {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%s|%s|%s", d.text[m.Start:m.End], m.role, days{m.first, m.last})
		}
		if got != c.want {
			t.Errorf("mentions(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// What a whole text says of the day of its event.
func TestEventDate(t *testing.T) {
	const lead = "Außenminister Anton Falk und Rita Reiher haben "
	for _, c := range []struct{ name, published, text, want string }{
		{"weekday before publication", "2019-05-15", lead + "am Montag über Netze telefoniert.", "2019-05-13"},
		{"weekday, publication unknown", "", lead + "am Montag über Netze telefoniert.", "[2018-04-26..2021-01-20]"},
		{"weekday, publication a month", "2019-05", lead + "am Montag über Netze telefoniert.", "[2019-04-29..2019-05-27]"},
		{"today", "2019-05-15", lead + "heute über Netze telefoniert.", "2019-05-15"},
		{"no day at all", "2019-05-15", lead + "über Netze telefoniert.", "[2019-05-06..2019-05-15]"},
		{"nothing but terms", "", lead + "über Netze telefoniert.", "[2018-04-26..2021-01-20]"},
		{"stated with its year", "", lead + "am 3. Mai 2019 über Netze telefoniert.", "2019-05-03"},
		{"a day of each year in office", "", lead + "am 3. Mai über Netze telefoniert.", "[2018-05-03,2019-05-03,2020-05-03]"},
		{"weekday picks the year", "", lead + "am Freitag, dem 3. Mai, über Netze telefoniert.", "2019-05-03"},
		{"only one year possible", "", lead + "am 3. Februar über die Seuche telefoniert.", "2020-02-03"},
		{"today's weekday contradicts the date", "2019-05-15", lead + "am heutigen Freitag über Netze telefoniert.", "[2019-05-06..2019-05-15]"},
		{"earlier talk is a lower bound", "2019-05-15", lead + "über Netze telefoniert. Zuvor hatten die Präsidenten am Sonntag gesprochen.", "[2019-05-12..2019-05-15]"},
		{"report is an upper bound", "2019-05-15", lead + "über Netze telefoniert. Das teilte das Amt am Dienstag mit.", "[2019-05-08..2019-05-14]"},
		{"others' day is not the event's", "2019-05-15", lead + "über Netze telefoniert. Präsident Paul Probe reiste am Sonntag ab.", "[2019-05-06..2019-05-15]"},
		{"deadline with its year", "", "Falk und Reiher telefonierten über den Vertrag, der im Februar 2019 ausläuft.", "[2018-04-26..2019-02-28]"},
		{"treaty year", "", "Falk und Reiher telefonierten über den 1987 geschlossenen Vertrag.", "[2018-04-26..2021-01-20]"},
		{"several days", "2019-05-15", "Falk und Reiher trafen sich vom 9. bis 11. Mai in Musterstadt.", "2019-05-09/2019-05-11"},
		{"night", "2019-05-15", "Falk und Reiher trafen sich in der Nacht zum Dienstag in Musterstadt.", "2019-05-13/2019-05-14"},
		{"announced", "2019-05-15", "Das Treffen von Falk und Reiher soll am Freitag in Musterstadt stattfinden.", "2019-05-17"},
		{"planned and cancelled", "2019-05-14", "Das für Freitag geplante Treffen von Falk und Reiher in Musterstadt ist abgesagt. Das gab Falk am Montag bekannt.", "2019-05-17"},
		{"after the last time", "2019-05-15", "Falk und Reiher hatten sich zuletzt am 3. Mai getroffen. Nun kommen sie am Freitag zusammen, wie das Amt bestätigte.", "2019-05-17"},
		{"said by whom the sentence before names", "2019-05-15", "Falk lobt die Netze. Das sagte er am Dienstag vor Fischern. Der Fang beginnt am 3. Juni 2019.", "2019-05-14"},
		{"a weekday outside the frame claims nothing", "2019-05-15", "Falk und Reiher haben telefoniert, meldete das Amt am Montag. Sie hatten sich zuvor am Sonntag am See gesehen.", "[2019-05-12..2019-05-13]"},
		{"the day beside what happened", "2019-05-15", "Reiher sagte am Dienstag, sie habe Falk bei ihrem Treffen am Montag vor den Netzen gewarnt.", "2019-05-13"},
		{"clock of a topic", "", lead + "über die Seuche telefoniert.", "[2020-01-01..2021-01-20]"},
	} {
		got := read(t, c.text+"\n", publishedOn(c.published))
		if got.Date.String() != c.want {
			t.Errorf("%s: date of %q published %q = %s, want %s", c.name, c.text, c.published, got.Date, c.want)
		}
	}
}

func TestPublished(t *testing.T) {
	const text = "Außenminister Anton Falk und Rita Reiher haben über Netze telefoniert.\n"
	for _, c := range []struct{ url, given, want string }{
		{"https://naa.example/2019/02/13/netze", "", "2019-02-13"},
		{"https://naa.example/20190213/netze-4711.html", "", "2019-02-13"},
		{"https://naa.example/politik/20190213320949136-netze/", "", "2019-02-13"},
		{"https://naa.example/netze-2019-02-13-4711.html", "", "2019-02-13"},
		{"https://naa.example/news/2019-02/13/netze", "", "2019-02-13"},
		{"https://naa.example/nachrichten-2019-02/39394324-netze.htm", "", "2019-02"},
		{"https://naa.example/nachricht/20051020-netze", "", ""}, // Reiher was not in office
		{"https://naa.example/?p=86646", "", ""},
		{"https://naa.example/netze-242964.html", "", ""},
		{"https://naa.example/2019/02/13/netze", "2019-02-12", "2019-02-12"},
		{"https://naa.example/2019/02/13/netze", "2019-02", "2019-02-13"},
	} {
		src := publishedOn(c.given)
		src.URL = c.url
		if got := read(t, text, src); got.Published.String() != c.want {
			t.Errorf("published of %q given %q = %s, want %s", c.url, c.given, got.Published, c.want)
		}
	}
}

func TestFetchedBoundsEvent(t *testing.T) {
	src := Source{Fetched: publishedOn("2019-06-01").Published}
	got := read(t, "Außenminister Anton Falk und Rita Reiher haben über Netze telefoniert.\n", src)
	if want := "[2018-04-26..2019-06-01]"; got.Date.String() != want || !got.Published.IsZero() {
		t.Errorf("date = %s, published = %s, want %s and none", got.Date, got.Published, want)
	}
}

// A text is not older than its pictures. An agency's caption gives the day only
// together with the weekday of the text.
func TestPictures(t *testing.T) {
	const text = "Außenminister Anton Falk und Rita Reiher haben am %s miteinander telefoniert und dabei lange über die Weite der Netze und über den Fang gesprochen.\n"
	const caption = "13.05.2019, Utopia, Musterstadt: Anton Falk am Telefon mit Rita Reiher. Foto: Muster/dpa\n"
	for _, c := range []struct{ name, text, want string }{
		{"file name", "Falk und Reiher telefonierenFalk 190513 Reiher bild\n\nFalk und Reiher telefonieren\n\n" + strings.Replace(text, "%s", "Montag", 1), "[2019-05-04..2021-01-20]"},
		{"caption and weekday", caption + strings.Replace(text, "%s", "Montag", 1), "2019-05-13"},
		{"caption and another weekday", caption + strings.Replace(text, "%s", "Dienstag", 1), "[2019-05-04..2021-01-20]"},
	} {
		if got := read(t, c.text, Source{}); got.Date.String() != c.want {
			t.Errorf("%s: date = %s, want %s", c.name, got.Date, c.want)
		}
	}
}

func TestElectionDay(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{"2020-01-01", "2020-11-03"}, {"2020-11-03", "2020-11-03"}, {"2020-11-04", "2024-11-05"}, {"2013-06-01", "2016-11-08"},
	} {
		first, _ := publishedOn(c.from).Published.Bounds()
		if got := electionDay(first); got.String() != c.want {
			t.Errorf("electionDay(%s) = %s, want %s", c.from, got, c.want)
		}
	}
}
