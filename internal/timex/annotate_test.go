package timex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chronik/internal/edtf"
)

// The TIMEX3 values of what a sentence says, seen from Wednesday 2003-05-14.
func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// days
		{"Am Montag wurde ein Mann verletzt.", "2003-05-12"},
		{"Am Samstag feiert die Feuerwehr ihr Fest.", "2003-05-17"},
		{"Am 12. und 13. Mai tagte der Rat.", "2003-05-12 2003-05-13"},
		{"Bis Freitag soll die Straße gesperrt sein.", "2003-05-16"},
		{"Am 3. Mai brach der Damm. Zwei Tage später war er geflickt.", "2003-05-03 2003-05-05"},
		{"Er starb am 24. Dezember 1944 bei Musterdorf.", "1944-12-24"},
		{"Am morgigen Donnerstag wird gewählt.", "2003-05-15"},
		{"Morgen wird gewählt, übermorgen gezählt.", "2003-05-15 2003-05-16"},
		{"Vom 28. April bis 3. Mai 2001 war Messe.", "2001-04-28 2001-05-03"},
		{"Ab 1. Juli gilt das Gesetz.", "2003-07-01"},
		{"Am Vortag war es kalt.", "2003-05-13"},
		{"Nach dem 11. September wurde es still.", "2002-09-11"},
		{"Am 20./21. April war Messe.", "2003-04-20 2003-04-21"},
		{"Am 1., 2. und 3. Juni ist Messe.", "2003-06-01 2003-06-02 2003-06-03"},
		{"Bis heute ist nichts geschehen.", "2003-05-14"},
		{"Am nächsten Tag war er weg.", "2003-05-15"},
		// a story of long ago has its own year, until the text comes back
		{"Am 23. Mai 1618 warfen sie ihn hinaus. Am 8. November schlugen sie zurück.", "1618-05-23 1618-11-08"},
		{"Im Juni 1950 begann der Krieg. Am 1. Oktober kam die Wende, im Winter der Rückzug.", "1950-06 1950-10-01 1950-WI"},
		{"Im Juni 1950 begann der Krieg. Gestern gedachte man seiner. Am 1. Mai war Ruhe.", "1950-06 2003-05-13 2003-05-01"},
		{"Im Jahr 1950 gegründet, feiert der Verein am 1. Juni sein Fest.", "1950 2003-06-01"},
		{"Am 12. Mai 1500 Menschen.", "2003-05-12"},
		{"Am gestrigen Dienstag tagte der Rat.", "2003-05-13"},
		{"Von Montag bis Freitag ist offen.", "2003-05-19 2003-05-23"},
		{"Seit Montag streikt der Verein.", "2003-05-12"},
		{"Ab Donnerstag ist der Pass offen.", "2003-05-15"},
		{"Am 8. Mai jährt sich das Ende des Krieges.", "2003-05-08"},
		{"An diesem Freitag tagt der Rat.", "2003-05-16"},
		{"Nächsten Montag tagt der Rat.", "2003-05-19"},
		{"Die Karten gibt es bis 30. Juni.", "2003-06-30"},
		{"Zuletzt am 4. November 1998 war das anders.", "1998-11-04"},
		{"Samstag und Sonntag ist Fest.", "2003-05-17 2003-05-18"},
		{"Am Samstag und am Sonntag wurde gefeiert.", "2003-05-10 2003-05-11"},
		{"Der Beginn ist am Freitag mit einem Konzert.", "2003-05-16"},
		{"Nach eigenen Angaben war er am Donnerstag dort.", "2003-05-08"},
		{"Der Minister will am Donnerstag nach Rom reisen.", "2003-05-15"},
		{"Der Minister reist am Donnerstag nach Rom.", "2003-05-15"},
		{"Wie gestern bekannt wurde, starb er am Freitag.", "2003-05-13 2003-05-09"},
		{"Am 26. Oktober sind Wahlen.", "2003-10-26"},
		{"Am 26. Oktober wurde gewählt.", "2002-10-26"},
		{"Am Mittwoch voriger Woche starb er.", "2003-05-07"},
		{"Das gilt bis zum 31. Dezember 2005.", "2005-12-31"},
		{"Am heutigen Mittwoch und morgen, Donnerstag, tagt der Rat.", "2003-05-14 2003-05-15"},
		{"Erst vor zwei Tagen hatte er gesiegt.", "2003-05-12"},
		{"Der Kanzler war am 9. November 1989 in Warschau.", "1989-11-09"},
		{"Sonntag, den 11.5.: Spiel in Musterdorf.", "2003-05-11"},
		{"Der Streik begann am 2. April und endete am 5. April.", "2003-04-02 2003-04-05"},
		{"Am Donnerstag vergangener Woche tagte der Rat.", "2003-05-08"},
		{"Am selben Tag starb sie.", "2003-05-14"},
		{"Der Film läuft seit gestern im Kino.", "2003-05-13"},
		{"Im Oktober des Vorjahres starb er.", "2002-10"},
		{"Am 3. Juni des Jahres 1998 starb er.", "1998-06-03"},
		{"Am 3. Juni vergangenen Jahres starb er.", "2002-06-03"},
		// times of day
		{"In der Nacht von Samstag auf Sonntag starb er.", "2003-05-10TNI"},
		{"Am Montag früh starb er.", "2003-05-12TMO"},
		{"Der Rat tagte gestern Abend im Rathaus.", "2003-05-13TEV"},
		{"Der Rat tagte gestern abend im Rathaus.", "2003-05-13TEV"},
		{"Heute früh brannte ein Stadel.", "2003-05-14TMO"},
		{"Heute Abend um 20.30 Uhr spielt die Kapelle auf.", "2003-05-14T20:30"},
		{"Am Montag um 14.30 Uhr wurde ein Mann verletzt.", "2003-05-12T14:30"},
		{"Am Samstag, 17. Mai, um 20 Uhr feiert die Feuerwehr ihr Fest.", "2003-05-17T20:00"},
		{"In der Nacht auf Sonntag brannte ein Stadel.", "2003-05-10TNI"},
		{"In der Nacht auf gestern brannte ein Stadel.", "2003-05-12TNI"},
		{"In der Nacht zum Dienstag brannte ein Stadel.", "2003-05-12TNI"},
		{"Um 14.30 Uhr begann die Feier.", "2003-05-14T14:30"},
		{"Gegen Mittag zog ein Gewitter auf.", "2003-05-14TMI"},
		{"Der Markt ist von 9 bis 12 Uhr offen.", "2003-05-14T09:00 2003-05-14T12:00"},
		{"Am 12.5.2003 um 17 Uhr war Messe.", "2003-05-12T17:00"},
		{"Am Dienstagnachmittag kam es zu einem Unfall.", "2003-05-13TAF"},
		{"Am späten Nachmittag kam es zu einem Unfall.", "2003-05-14TAF"},
		{"Das Konzert am Sonntag, 25. Mai, beginnt um 17 Uhr.", "2003-05-25 2003-05-25T17:00"},
		{"Heute, Mittwoch, um 20 Uhr tagt der Rat.", "2003-05-14T20:00"},
		{"In den frühen Morgenstunden brannte es.", "2003-05-14TMO"},
		{"Am Sonntagvormittag gegen 10.15 Uhr prallte ein Wagen gegen einen Baum.", "2003-05-11T10:15"},
		{"Der Rat tagte am Montagabend und am Dienstag.", "2003-05-12TEV 2003-05-13"},
		{"Das Fest beginnt um 19 Uhr.", "2003-05-14T19:00"},
		{"Sie trafen sich um Mitternacht.", "2003-05-14T24:00"},
		{"In der Nacht brannte es.", "2003-05-14TNI"},
		{"Der Unfall geschah kurz nach 18 Uhr.", "2003-05-14T18:00"},
		{"Am 11.11. um 11.11 Uhr geht es los.", "2003-11-11T11:11"},
		{"Die Anmeldung ist möglich: 0471/123456 (8-12 Uhr).", "2003-05-14T08:00"},
		{"Am Tag der offenen Tür kamen am Nachmittag 1500 Besucher.", "2003-05-14TAF"},
		{"Guten Morgen, sagte er am Morgen.", "2003-05-14TMO"},
		{"Die Polizei nahm in der Nacht zum Samstag zwei Männer fest.", "2003-05-09TNI"},
		{"Gestern gegen 16.45 Uhr stieß bei Musterdorf ein Lastwagen mit einem Auto zusammen.", "2003-05-13T16:45"},
		{"Heute Nachmittag (15 Uhr) spielt der FC.", "2003-05-14TAF 2003-05-14T15:00"},
		{"Samstag, 10. Mai, 15 Uhr: Spiel in Musterdorf.", "2003-05-10T15:00"},
		{"Der 34-Jährige fuhr gegen 3 Uhr früh heim.", "2003-05-14T03:00"},
		{"Der Abend war schön, die Nacht kurz.", "2003-05-14TEV"},
		{"Am Freitag, den 16. Mai 2003 um 20 Uhr liest er.", "2003-05-16T20:00"},
		{"Am Nachmittag des 3. Mai brach der Damm.", "2003-05-03TAF"},
		// weeks, months, seasons, years
		{"Im vergangenen Jahr sank der Umsatz.", "2002"},
		{"Vor drei Wochen fiel der Strom aus.", "2003-W17"},
		{"Vor zwei Jahren fiel der Strom aus.", "2001"},
		{"Vor drei Monaten fiel der Strom aus.", "2003-02"},
		{"Seit 1998 leitet er den Verein.", "1998"},
		{"Am Wochenende war das Wetter schlecht.", "2003-W19-WE"},
		{"Zwischen 1998 und 2001 tagte der Rat oft.", "1998 2001"},
		{"Anfang Mai begann die Arbeit.", "2003-05"},
		{"Im Frühjahr begann die Arbeit.", "2003-SP"},
		{"Die Sitzung findet kommende Woche statt.", "2003-W21"},
		{"Das Jahr 2003 war gut.", "2003"},
		{"1998 wurde er Bürgermeister, 2000 trat er zurück.", "1998 2000"},
		{"Im Jahr 2000 trat er zurück.", "2000"},
		{"Im Mai vergangenen Jahres starb er.", "2002-05"},
		{"Im Dezember begann der Bau.", "2002-12"},
		{"Ende des Monats schließt die Post.", "2003-05"},
		{"Ende des Jahres 1999 schloss die Post.", "1999"},
		{"Im Sommer 2001 war es heiß.", "2001-SU"},
		{"Im Winter 1998/99 lag viel Schnee.", "1998-WI"},
		{"Im zweiten Quartal 2002 sank der Umsatz.", "2002-Q2"},
		{"Im ersten Halbjahr sank der Umsatz.", "2003-H1"},
		{"Heuer gibt es viele Äpfel.", "2003"},
		{"Nächstes Jahr wird gebaut.", "2004"},
		{"Kommenden Monat wird gebaut.", "2003-06"},
		{"In zwei Wochen wird gewählt.", "2003-W22"},
		{"In drei Jahren wird gewählt.", "2006"},
		{"Vor einem halben Jahr zog er weg.", "2002-11"},
		{"Der Präsident sagte am Mittwoch, er komme im Juni.", "2003-05-14 2003-06"},
		{"Im selben Jahr 1987 siegte er.", "1987"},
		{"1990 siegte er. Ein Jahr später verlor er.", "1990 1991"},
		{"Anfang 2001 kam er.", "2001"},
		{"Mitte der Woche kam er.", "2003-W20"},
		{"Er kam letzte Woche.", "2003-W19"},
		{"Bis Ende Juni soll das Werk stehen.", "2003-06"},
		{"Er wurde 1838 geboren.", "1838"},
		{"Von 1835 bis 1902 lebte er dort.", "1835 1902"},
		{"Karl Muster (1876 bis 1944) war Lehrer.", "1876 1944"},
		{"Im Oktober 1994 und im März 1995 brannte es.", "1994-10 1995-03"},
		{"August Meyer und Mai Thi kamen im August.", "2002-08"},
		{"Am kommenden Wochenende wird gewählt.", "2003-W20-WE"},
		{"Am vergangenen Wochenende wurde gewählt.", "2003-W19-WE"},
		{"Der Umsatz stieg 2002 um 3,5 Prozent auf 1,2 Millionen Euro.", "2002"},
		{"Die WM 2006 findet in Musterland statt.", "2006"},
		{"Von Juni bis September ist der Pass offen.", "2003-06 2003-09"},
		{"Er kam im Frühling 1945.", "1945-SP"},
		{"Im Herbst soll der Bau beginnen.", "2003-FA"},
		{"Zum Jahresende schließt die Post.", "2003"},
		{"Der Vertrag läuft Ende 2004 aus.", "2004"},
		{"Im kommenden Frühjahr wird gewählt.", "2004-SP"},
		{"Im vergangenen Herbst wurde gewählt.", "2002-FA"},
		{"Er wurde vor 15 Jahren geboren.", "1988"},
		{"Vor genau 100 Jahren wurde er geboren.", "1903"},
		{"Vor einer Woche wurde er gewählt.", "2003-W19"},
		{"Vor einem Monat wurde er gewählt.", "2003-04"},
		{"Vor einem Jahr wurde er gewählt.", "2002"},
		{"Die Feier war Mitte Januar.", "2003-01"},
		{"Die Preise sind im April gegenüber dem Vormonat gesunken.", "2003-04 2003-04"},
		{"Zwei Jahre zuvor, 1999, brannte es.", "2001 1999"},
		{"Im März dieses Jahres starb er.", "2003-03"},
		{"Der Bau soll Mitte nächsten Jahres beginnen.", "2004"},
		{"Der Bau soll in der zweiten Jahreshälfte beginnen.", "2003-H2"},
		{"Anfang dieser Woche begann der Bau.", "2003-W20"},
		{"Ende vergangener Woche begann der Bau.", "2003-W19"},
		{"Am ersten Wochenende im Juni ist Fest.", "2003-06"},
		{"Sie hatte im November geheiratet.", "2002-11"},
		{"Die Zahl stieg von 1200 im Jahr 1995 auf 1800 im Jahr 2002.", "1995 2002"},
		{"Der Krieg von 1914 bis 1918 zerstörte viel.", "1914 1918"},
		{"Musterwerk (1985) und Musterbau (2001) sind Bücher.", "1985 2001"},
		{"Seit Anfang des Jahres gilt das.", "2003"},
		{"Heute vor zehn Jahren fiel der Schuss.", "2003-05-14 1993"},
		{"Nach dem Zweiten Weltkrieg, im Mai 1945, kam er heim.", "1945-05"},
		{"Er gewann 1992, 1994 und 1998 Gold.", "1992 1994 1998"},
		{"Im ersten Quartal wuchs die Firma.", "2003-Q1"},
		{"Ende März 2002 lag die Quote bei 1,8 Prozent.", "2002-03"},
		{"Bereits im Vorjahr hatte er gesiegt.", "2002"},
		{"Bis vor zwei Jahren lebte er hier.", "2001"},
		{"Seit dem Frühjahr 2001 ruht der Betrieb.", "2001-SP"},
		{"Vergangene Woche hatte er gewarnt.", "2003-W19"},
		{"Anfang kommender Woche tagt der Rat.", "2003-W21"},
		{"Nächste Woche Dienstag tagt der Rat.", "2003-W21 2003-05-20"},
		{"In dieser Woche tagt der Rat.", "2003-W20"},
		{"Im gleichen Zeitraum des Vorjahres sank die Zahl.", "2002"},
		{"Im Jahre 1809 kämpften sie.", "1809"},
		{"Er war von 1990 bis 1998 Minister und ab 2001 Präsident.", "1990 1998 2001"},
		{"Die Lage ist heute besser als vor zehn Jahren.", "2003-05-14 1993"},
		// eras and feasts
		{"Ende der neunziger Jahre ging der Betrieb ein.", "199"},
		{"In den 50er Jahren wuchs das Dorf.", "195"},
		{"In den 60er-Jahren wuchs das Dorf, in den Achtzigerjahren schrumpfte es.", "196 198"},
		{"Im 19. Jahrhundert wuchs das Dorf.", "18"},
		{"In der Saison 1998/99 spielte er dort.", "1998/1999"},
		{"Zu Weihnachten kamen viele Gäste.", "2002-12-25"},
		{"Zu Ostern kamen viele Gäste.", "2003-04-20"},
		{"Zu Silvester brannte der Wald.", "2002-12-31"},
		{"Am Karfreitag ruht die Arbeit.", "2003-04-18"},
		{"Mitte des 18. Jahrhunderts brannte es.", "17"},
		{"Im Geschäftsjahr 2001/2002 stieg der Umsatz.", "2001/2002"},
		{"Anfang der neunziger Jahre kam er, Ende der 80er ging er.", "199 198"},
		{"Das war im 20. Jahrhundert so, im 21. Jahrhundert nicht.", "19 20"},
		{"Die Tat geschah vor Weihnachten.", "2002-12-25"},
		{"Mitte der 90er Jahre stieg er ein.", "199"},
		{"In den 1930er Jahren emigrierte er.", "193"},
		{"Die siebziger Jahre waren bunt.", "197"},
		{"Zum Jahreswechsel 1999/2000 feierten sie.", "1999/2000"},
		{"Am Pfingstmontag, 9. Juni, ist viel los.", "2003-06-09"},
		// durations, sets, what is vague
		{"Derzeit ruht der Bau.", "PRESENT_REF"},
		{"Jetzt ruht der Bau.", "PRESENT_REF"},
		{"Künftig soll der Bau ruhen.", "FUTURE_REF"},
		{"Der Bau dauerte drei Jahre.", "P3Y"},
		{"Nach einer dreijährigen Pause spielt er wieder.", "P3Y"},
		{"Der Laden ist täglich geöffnet.", "P1D"},
		{"Der Laden ist jeden Montag geschlossen.", "XXXX-WXX-1"},
		{"Damals war das Dorf klein.", "PAST_REF"},
		{"In den vergangenen drei Jahren wuchs der Verein.", "P3Y"},
		{"In den vergangenen Jahren wuchs der Verein.", "PAST_REF"},
		{"Der 45-jährige Bauer kam mit 12000 Schafen.", "P45Y"},
		{"Die Sitzung dauerte zweieinhalb Stunden.", "PT2.5H"},
		{"Er war jahrelang krank, seit Jahren lahm.", "PXY PXY"},
		{"Der Kurs findet montags und freitags um 19 Uhr statt.", "XXXX-WXX-1 XXXX-WXX-5 2003-05-14T19:00"},
		{"Früher war hier ein See.", "PAST_REF"},
		{"Er kam vor wenigen Tagen.", "PAST_REF"},
		{"Drei Tage lang suchten sie ihn.", "P3D"},
		{"Alle vier Jahre wird gewählt.", "P4Y"},
		{"In den nächsten Tagen wird der Rat tagen.", "FUTURE_REF"},
		{"Mit 17 Jahren zog er fort, nach 20 Minuten fiel das Tor.", "P17Y PT20M"},
		{"Rund 30 Jahre nach dem Krieg lebte er dort.", "P30Y"},
		{"Mehrere Stunden suchten sie, monatelang warteten sie.", "PTXH PXM"},
		{"Zweimal pro Woche fährt der Bus, einmal im Jahr die Bahn.", "P1W"},
		{"Er starb 1999 im Alter von 78 Jahren.", "1999 P78Y"},
		{"Heutzutage ist das anders.", "PRESENT_REF"},
		{"Zur Zeit ist das anders.", "PRESENT_REF"},
		{"Er kommt jedes Jahr im August.", "P1Y 2003-08"},
		{"Die Messe ist bis 18. Mai täglich von 10 bis 18 Uhr geöffnet.", "2003-05-18 P1D 2003-05-14T10:00 2003-05-14T18:00"},
		{"In den letzten zwei Wochen regnete es.", "P2W"},
		{"In den kommenden fünf Jahren sollen 2000 Stellen entstehen.", "P5Y"},
		{"An einem Montagmorgen im Februar 1996 stand er da.", "XXXX-WXX-1TMO 1996-02"},
		{"Die 24-stündige Sperre endet um 6 Uhr.", "PT24H 2003-05-14T06:00"},
		{"Zwei Stunden später war alles vorbei.", "PT2H"},
		{"Seit drei Tagen brennt der Wald.", "P3D"},
		{"Nach zwei Jahren Haft kam er frei.", "P2Y"},
		// what is no time
		{"2000 Zuschauer sahen das Spiel, 1998 Euro kostete es.", ""},
		{"Die Nummer lautet 0471/925111, der Preis 1999 Lire.", ""},
		{"Der Verein zählt 1950 Mitglieder.", ""},
		{"Das Gesetz Nr. 1998 gilt.", ""},
		{"Er lief die 1500 Meter in 3:45 Minuten.", ""},
		{"Der Schaden beträgt 2000 Euro.", ""},
		{"Die Zeit der 68er ist vorbei.", ""},
		{"Eines Tages wird alles anders.", ""},
		{"Tag für Tag steht er auf, Woche für Woche geht er hin.", ""},
		{"Im dritten Jahrtausend wird alles anders.", ""},
		{"Am Ende siegte er mit 21:19.", ""},
		{"Im Advent ist viel los.", ""},
		{"Die Karten kosten 25 Euro, Tel. 0471 301 200.", ""},
		{"Die Boeing 747 flog 1200 Kilometer weit.", ""},
	} {
		var got []string
		for _, m := range Annotate(whole(c.text), on("2003-05-14")) {
			got = append(got, m.Value)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Annotate(%q) = %s, want %s", c.text, g, c.want)
		}
	}
}

// Extent, type, EDTF value and role, seen from Wednesday 2003-05-14 unless a
// row says otherwise.
func TestAnnotateInFull(t *testing.T) {
	const day = "2003-05-14"
	for _, c := range []struct{ published, text, want string }{
		{day, "Falk kam am Freitag, dem 2. Mai, um 9 Uhr an.", "Freitag, dem 2. Mai, um 9 Uhr|TIME|2003-05-02T09:00|2003-05-02|event"},
		{day, "Falk kam vor zwei Wochen an.", "vor zwei Wochen|DATE|2003-W18|[2003-04-28..2003-05-04]|event"},
		{day, "Falk kam Anfang Mai an.", "Anfang Mai|DATE|2003-05|[2003-05-01..2003-05-10]|event"},
		{day, "Falk kam am 2. und 3. Mai an.", "2.|DATE|2003-05-02|2003-05-02|event 3. Mai|DATE|2003-05-03|2003-05-03|event"},
		{day, "Falk kam in der Nacht auf Sonntag an.", "Nacht auf Sonntag|TIME|2003-05-10TNI|2003-05-10|event"},
		{day, "Falk kam im Winter 1998/99 an.", "Winter 1998/99|DATE|1998-WI|1998-24|background"},
		{day, "Falk kam in den 50er Jahren an.", "50er Jahren|DATE|195|[1950-01-01..1959-12-31]|event"},
		{day, "Falk kam zu Weihnachten an.", "Weihnachten|DATE|2002-12-25|[2002-12-24..2002-12-26]|event"},
		{day, "Falk blieb drei Jahre dort.", "drei Jahre|DURATION|P3Y||background"},
		{day, "Falk kam jeden Montag.", "jeden Montag|SET|XXXX-WXX-1||background"},
		{day, "Seit dem 2. Mai ruht der Bau.", "2. Mai|DATE|2003-05-02|2003-05-02|background"},
		{day, "Falk sagte: „Gestern kam er an.“", "Gestern|DATE|2003-05-13|2003-05-13|background"},
		{"", "Falk kam am Freitag an.", "Freitag|DATE|XXXX-WXX-5||event"},
		{"", "Falk kam am 2. Mai an.", "2. Mai|DATE|XXXX-05-02||event"},
		{"", "Falk kam gestern Abend an.", "gestern Abend|TIME|XXXX-XX-XXTEV||event"},
		{"", "Falk kam in der vergangenen Woche an.", "vergangenen Woche|DATE|XXXX-WXX||event"},
		{"", "Falk kam am 2. Mai 1999 um 9 Uhr an.", "2. Mai 1999 um 9 Uhr|TIME|1999-05-02T09:00|1999-05-02|event"},
		{"2003-05", "Falk kam gestern an.", "gestern|DATE|XXXX-XX-XX|[2003-04-30..2003-05-30]|event"},
	} {
		var got []string
		for _, m := range Annotate(whole(c.text), on(c.published)) {
			got = append(got, strings.Join([]string{c.text[m.Span.Start:m.Span.End], string(m.Type), m.Value, m.EDTF().String(), string(m.Role)}, "|"))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Annotate(%q) = %s, want %s", c.text, g, c.want)
		}
	}
}

// Easter Sundays of the calendar, the earliest and the latest there are among
// them.
func TestEaster(t *testing.T) {
	for _, want := range []string{"1818-03-22", "1943-04-25", "1999-04-04", "2000-04-23", "2003-04-20", "2008-03-23", "2024-03-31", "2038-04-25"} {
		d := on(want).First
		if got := easter(d.Year); got != d {
			t.Errorf("easter(%d) = %v, want %v", d.Year, got, d)
		}
	}
}

// Whatever the text, its expressions are in order, apart, whole runes, and say
// something.
func FuzzAnnotate(f *testing.F) {
	f.Add("Von 9 bis 12 Uhr, am 12., 13. und 30. Mai 2001, in der Nacht auf gestern, 1998/99.", "2003-05-14")
	f.Add("Vor 3,5 Jahren – Ende der 80er – am Abend des 31.4. um 24 Uhr 15; im 21. Jahrhundert", "2003")
	f.Add("jeden Montagabend, zwei Tage später, 8-12 Uhr. Ostern Pfingstmontag, 9. Juni. selben Jahr 1987", "")
	f.Fuzz(func(t *testing.T, text, published string) {
		if !utf8.ValidString(text) {
			t.Skip("documents are UTF-8")
		}
		v, _ := edtf.Parse(published)
		last := 0
		for _, m := range Annotate(whole(text), DaysOf(v)) {
			s := m.Span
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%v after one that ends at %d of %d", s, last, len(text))
			}
			last = s.End
			if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
				t.Errorf("%v cuts a letter of %q", s, text)
			}
			if m.Value == "" || m.Type == "" || m.Role == "" {
				t.Errorf("%q has value %q, type %q, role %q", text[s.Start:s.End], m.Value, m.Type, m.Role)
			}
			if v := m.EDTF(); !v.IsZero() && edtf.MustParse(v.String()) != v {
				t.Errorf("%q means %v", text[s.Start:s.End], v)
			}
		}
	})
}
