package facts

import (
	"strings"
	"testing"
)

// What a whole text says of the day of its event.
func TestEventDate(t *testing.T) {
	const lead = "Außenminister Anton Falk und Rita Reiher haben "
	for _, c := range []struct{ name, published, text, want string }{
		{"weekday before publication", "2019-05-15", lead + "am Montag über Netze telefoniert.", "2019-05-13"},
		{"weekday, publication unknown", "", lead + "am Montag über Netze telefoniert.", "[2018-04-26..2021-01-20]"},
		{"weekday, publication a month", "2019-05", lead + "am Montag über Netze telefoniert.", "[2019-04-29..2019-05-27]"},
		{"today", "2019-05-15", lead + "heute über Netze telefoniert.", "2019-05-15"},
		{"the day before the report", "2019-05-15", lead + "am Vortag über Netze telefoniert.", "2019-05-14"},
		{"the day before one that is named", "2019-05-15", "Am Montag sprach Falk vor Fischern. " + lead + "am Vortag über Netze telefoniert.", "2019-05-12"},
		{"no day at all", "2019-05-15", lead + "über Netze telefoniert.", "[2019-05-02..2019-05-15]"},
		{"nothing but terms", "", lead + "über Netze telefoniert.", "[2018-04-26..2021-01-20]"},
		{"stated with its year", "", lead + "am 3. Mai 2019 über Netze telefoniert.", "2019-05-03"},
		{"a day of each year in office", "", lead + "am 3. Mai über Netze telefoniert.", "[2018-05-03,2019-05-03,2020-05-03]"},
		{"weekday picks the year", "", lead + "am Freitag, dem 3. Mai, über Netze telefoniert.", "2019-05-03"},
		{"only one year possible", "", lead + "am 3. Februar über die Seuche telefoniert.", "2020-02-03"},
		{"today's weekday contradicts the date", "2019-05-15", lead + "am heutigen Freitag über Netze telefoniert.", "[2019-05-02..2019-05-15]"},
		{"earlier talk is a lower bound", "2019-05-15", lead + "über Netze telefoniert. Zuvor hatten die Präsidenten am Sonntag gesprochen.", "[2019-05-12..2019-05-15]"},
		{"report is an upper bound", "2019-05-15", lead + "über Netze telefoniert. Das teilte das Amt am Dienstag mit.", "[2019-05-08..2019-05-14]"},
		{"others' day is not the event's", "2019-05-15", lead + "über Netze telefoniert. Präsident Paul Probe reiste am Sonntag ab.", "[2019-05-02..2019-05-15]"},
		{"deadline with its year", "", "Falk und Reiher telefonierten über den Vertrag, der im Februar 2019 ausläuft.", "[2018-04-26..2019-02-28]"},
		{"treaty year", "", "Falk und Reiher telefonierten über den 1987 geschlossenen Vertrag.", "[2018-04-26..2021-01-20]"},
		{"several days", "2019-05-15", "Falk und Reiher trafen sich vom 9. bis 11. Mai in Musterstadt.", "2019-05-09/2019-05-11"},
		{"night", "2019-05-15", "Falk und Reiher trafen sich in der Nacht zum Dienstag in Musterstadt.", "2019-05-13/2019-05-14"},
		{"summary above the lead", "2019-05-15", "- Falk lobt die Netze.\n- Reiher schweigt.\n\nDrei Stunden lang hat Minister Falk am heutigen Mittwoch in Musterstadt auf die Fragen von Fischern geantwortet, und am liebsten antwortete er auf die nach den Netzen.", "2019-05-15"},
		{"after their own meeting", "2019-05-15", "Nach dem Treffen von Falk und Reiher am Dienstag in Musterstadt wollen beide Länder mehr Netze kaufen.", "2019-05-14"},
		{"after another's meeting", "2019-05-15", "Nach dem Treffen der Präsidenten am Dienstag in Musterstadt haben Falk und Reiher telefoniert.", "[2019-05-14..2019-05-15]"},
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
		{"https://naa.example/nachricht/20190213-netze", "", "2019-02-13"},
		{"https://naa.example/politik/fang-dpa.urn-newsml-dpa-com-20090101-190213-99-123456", "", "2019-02-13"},
		{"https://naa.example/2019/2/13/netze", "", "2019-02-13"},
		{"https://naa.example/world/2019/may/13/netze", "", "2019-05-13"},
		{"https://naa.example/world/2019/foo/13/netze", "", ""},
		{"https://naa.example/netze-13.02.2019.html", "", "2019-02-13"},
		{"https://naa.example/netze-13-02-2019/", "", "2019-02-13"},
		{"https://naa.example/netze-31-02-2019/", "", ""},
		{"https://naa.example/artikel?id=4711&day=2019-02-13", "", "2019-02-13"},
		{"https://naa.example/a-19051011", "", ""},
		{"https://naa.example/story/2000103032482/netze", "", ""},
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

func TestPublishedOfCopy(t *testing.T) {
	const text = "%s\n\nAußenminister Anton Falk und Rita Reiher haben am Montag sehr lange und ausführlich über Netze telefoniert, wie das Amt für Seen mitteilte.\n"
	for _, c := range []struct{ stamp, want string }{
		{"20:42 27 August 2020", "2019-02-13"},
		{"14.02.2019, 20:42 Uhr", "2019-02-14"},
		{"Stand: 13.02.2019, 20:42 Uhr", "2019-02-13"},
	} {
		got := read(t, strings.Replace(text, "%s", c.stamp, 1), Source{URL: "https://naa.example/2019/02/13/netze"})
		if got.Published.String() != c.want {
			t.Errorf("published of a page stamped %q = %s, want %s", c.stamp, got.Published, c.want)
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
		{"file name", "Falk und Reiher telefonierenFalk 190513 Reiher bild\n\nFalk und Reiher telefonieren\n\n" + strings.Replace(text, "%s", "Montag", 1), "[2019-04-30..2021-01-20]"},
		{"caption and weekday", caption + strings.Replace(text, "%s", "Montag", 1), "2019-05-13"},
		{"caption and another weekday", caption + strings.Replace(text, "%s", "Dienstag", 1), "[2019-04-30..2021-01-20]"},
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
