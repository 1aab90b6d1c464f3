package facts

import (
	"os"
	"slices"
	"strings"
	"testing"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/raw"
)

// The words of the content folder as short reports use them: what happened,
// where, and what it was about. Each case is one way of saying it.
func TestWordings(t *testing.T) {
	world, problems := content.Load(os.DirFS("../../content"))
	if world == nil {
		t.Fatal(problems)
	}
	r := NewReader(world)
	for _, c := range []struct{ name, published, text, kind, place, topics string }{
		{"to the receiver", "2016-05-04", "Kerry greift zum Hörer\n\nUS-Außenminister John Kerry hat am Mittwoch zum Hörer gegriffen und bei Sergej Lawrow auf Hilfe für Aleppo gedrungen. Eine halbe Stunde dauerte die Unterhaltung über Syrien.", "telefonat", "", "syrien"},
		{"put through", "2022-02-12", "Am Samstag ließ sich Antony Blinken zu Sergej Lawrow durchstellen. Beide sprachen über den Aufmarsch an der Grenze zur Ukraine.", "telefonat", "", "ukraine"},
		{"rang with verb far away", "2019-05-01", "Mike Pompeo rief am Mittwoch nach tagelangem Schweigen seinen Kollegen Sergej Lawrow an. Thema war der Machtkampf in Venezuela.", "telefonat", "", "venezuela"},
		{"sat down together", "2016-08-26", "In einem Hotel am Seeufer von Genf setzten sich John Kerry und Sergej Lawrow am Freitag noch einmal zusammen, um über eine Feuerpause für Syrien zu feilschen.", "treffen", "genf", "syrien"},
		{"shook hands", "2021-05-20", "Reykjavik. Ein langer Händedruck, dann schlossen sich die Türen: Antony Blinken und Sergej Lawrow haben am Mittwochabend im Konzerthaus Harpa ausgelotet, wie es mit der Rüstungskontrolle weitergeht.", "treffen", "reykjavik", "strategische-stabilitaet"},
		{"adjective of a town", "2022-01-21", "Das Genfer Gespräch zwischen Antony Blinken und Sergej Lawrow endete am Freitag nach anderthalb Stunden. Lawrow pochte auf schriftliche Garantien, dass die Nato nicht weiter nach Osten rückt.", "treffen", "genf", "sicherheitsgarantien"},
		{"adjective of a town first", "2022-01-21", "Genfer Treffen ohne Ergebnis\n\nAntony Blinken und Sergej Lawrow sind am Freitag nach anderthalb Stunden auseinandergegangen, ohne sich über die Ukraine zu einigen.", "treffen", "genf", "ukraine"},
		{"put questions", "2020-01-17", "Zwei Stunden lang beantwortete Sergej Lawrow am Freitag in Moskau die Fragen der versammelten Presse. Das Abkommen über die Obergrenzen strategischer Waffen, sagte er, dürfe nicht auslaufen.", "pressekonferenz", "moskau", "start-vertrag"},
		{"told a station", "2025-03-02", "Lawrow: Europa will den Krieg verlängern\n\nDer russische Außenminister Sergej Lawrow hat den Europäern im Gespräch mit einem Militärsender vorgeworfen, den Krieg in der Ukraine zu verlängern. Die Sendung wurde am Sonntag ausgestrahlt.", "interview", "", "ukraine"},
		{"opinion", "2018-03-20", "Ein Kommentar\n\nWer Sergej Lawrow zuhört, könnte meinen, das Gift in Salisbury sei vom Himmel gefallen. Im Februar telefonierte er noch mit Rex Tillerson. Es half nichts, und es wird auch künftig nichts helfen, solange niemand Folgen fürchtet.", "erklaerung", "", "skripal"},
		{"presidents meet, ministers beside", "2018-07-16", "Donald Trump und Wladimir Putin sind am Montag in Helsinki zu ihrem ersten Gipfel zusammengekommen. Nach dem Gespräch unter vier Augen stießen die Außenminister Mike Pompeo und Sergej Lawrow dazu.", "gipfel", "helsinki", "gipfelvorbereitung"},
		{"a letter of thanks", "2021-01-27", "Moskau und Washington haben am Dienstag Noten über die Verlängerung des Vertrags New START gewechselt. Außenminister Sergej Lawrow sprach von einem guten Anfang mit Antony Blinken.", "sonstiges", "", "start-vertrag"},
		{"condolences", "2017-02-21", "Sergej Lawrow hat seinem Kollegen Rex Tillerson am Dienstag für ein Beileidsschreiben gedankt. Anlass war der Tod des UN-Botschafters.", "sonstiges", "", ""},
		{"exchange of so many", "2025-05-19", "Marco Rubio und Sergej Lawrow haben am Samstag telefoniert. Rubio begrüßte den vereinbarten Tausch von je tausend Kriegsgefangenen und das Ende der Kämpfe in der Ukraine.", "telefonat", "", "gefangenenaustausch ukraine"},
		{"ambassadors return", "2021-06-17", "Sergej Lawrow und Antony Blinken haben telefoniert. Die nach Hause gerufenen Botschafter sollen auf ihre Posten zurückkehren, auch die Konsulate sollen wieder mehr Leute bekommen.", "telefonat", "", "diplomatische-vertretungen"},
		{"grain by sea", "2022-07-29", "Sergej Lawrow und Antony Blinken haben telefoniert. Dabei ging es darum, wie Weizen und Mais über das Schwarze Meer ausgeführt werden können.", "telefonat", "", "getreideabkommen"},
		{"networks attacked", "2021-07-10", "Sergej Lawrow und Antony Blinken haben telefoniert. Blinken verlangte ein Ende der Angriffe auf Computernetze amerikanischer Firmen.", "telefonat", "", "cybersicherheit"},
		{"peninsula with a capital", "2017-08-30", "Sergej Lawrow und Rex Tillerson haben telefoniert. Beide sorgen sich um die Lage auf der Koreanischen Halbinsel.", "telefonat", "", "nordkorea"},
		{"punished", "2018-08-10", "Sergej Lawrow und Mike Pompeo haben telefoniert. Lawrow wies die neuen Strafmaßnahmen gegen russische Banken zurück.", "telefonat", "", "sanktionen"},
		{"reactor", "2015-03-30", "John Kerry und Sergej Lawrow haben am Montag in Lausanne über Uran, Zentrifugen und die Forderungen Teherans verhandelt.", "treffen", "lausanne", "iran"},
		{"a visitor by nationality", "2016-09-09", "John Kerry und Sergej Lawrow haben in Genf über Syrien verhandelt. Der Iraner Ali Muster wartete im Flur.", "treffen", "genf", "syrien"},
		{"born elsewhere", "2013-02-02", "Sergej Lawrow hat John Kerry am Samstag in einem Schreiben zum neuen Amt gratuliert. Geboren wurde Kerry in Colorado, zur Schule ging er auch in Berlin.", "sonstiges", "", ""},
		{"visa of somebody else", "2016-06-01", "John Kerry und Sergej Lawrow haben über Syrien telefoniert. Ein Abgeordneter wollte wissen, wer dem Sänger das Visum erteilt hat.", "telefonat", "", "syrien"},
		{"gas of years ago", "2016-11-02", "John Kerry und Sergej Lawrow haben über Syrien telefoniert. Schon 2013 hatten sie sich über das Giftgas verständigt.", "telefonat", "", "syrien"},
		{"calls upon, not up", "2017-04-05", "Rex Tillerson rief Russland am Mittwoch auf, von Assad abzulassen. Sergej Lawrow erklärte, die USA sollten lieber den Terror in Syrien bekämpfen.", "erklaerung", "", "syrien"},
		{"a delegation is put together", "2025-02-17", "Marco Rubio und Sergej Lawrow haben telefoniert. Wie sich die Delegation zusammensetzt, die in Riad über die Ukraine sprechen soll, blieb offen.", "telefonat", "", "ukraine"},
		{"the lead of an agency", "2014-11-19", "Sergej Lawrow traf John Kerry am Mittwoch in Wien. In der Leitung der Atombehörde hieß es, im Streit mit dem Iran fehle noch viel.", "treffen", "wien", "iran"},
		{"should sit at a table", "2024-09-28", "Sergej Lawrow forderte in einer Rede, alle Seiten müssten sich an einen Tisch setzen. Den Krieg in der Ukraine, so Lawrow, habe der Westen gewollt. Antony Blinken sei das gleich.", "erklaerung", "", "ukraine"},
		{"a comment form", "2016-02-13", "John Kerry und Sergej Lawrow haben sich am Samstag in München getroffen. Es ging um eine Waffenruhe in Syrien.\n\nKommentar schreiben", "treffen", "muenchen", "syrien"},
		{"born, but that is not the news", "2020-03-03", "Mike Pompeo hat am Dienstag mit Sergej Lawrow telefoniert, um über Afghanistan zu sprechen. Pompeo, in Kalifornien geboren, hatte das Abkommen mit den Taliban begleitet.", "telefonat", "", "afghanistan"},
		{"presidents rang each other", "2017-05-02", "Donald Trump und Wladimir Putin haben am Dienstag telefoniert. Rex Tillerson und Sergej Lawrow sollen nun eine Feuerpause in Syrien aushandeln.", "telefonat", "", "syrien"},
		{"presidents shall meet", "2021-05-19", "Reykjavik. Antony Blinken und Sergej Lawrow haben am Mittwoch das geplante Treffen von Joe Biden und Wladimir Putin vorbereitet. Sie sprachen anderthalb Stunden miteinander.", "treffen", "reykjavik", "gipfelvorbereitung"},
		{"telegram for a birthday", "2020-03-21", "Mike Pompeo hat Sergej Lawrow am Samstag zum 70. Geburtstag ein Glückwunschtelegramm geschickt.", "sonstiges", "", ""},
		{"answers to readers", "2015-04-22", "Drei Radiosendern gleichzeitig stand Sergej Lawrow am Mittwoch Rede und Antwort. John Kerry, sagte er, habe zu den Vereinbarungen von Minsk gestanden.", "interview", "", "minsker-abkommen ukraine"},
		{"stepped before microphones", "2013-09-14", "Nach drei Tagen in Genf traten John Kerry und Sergej Lawrow am Samstag vor die Mikrofone: Syrien soll seine chemischen Waffen abgeben.", "pressekonferenz", "genf", "chemiewaffen syrien"},
		{"a walk together", "2013-05-07", "Moskau – Auf einem Spaziergang durch den Garten einer Villa haben John Kerry und Sergej Lawrow am Dienstag in Moskau eine Konferenz über Syrien verabredet.", "treffen", "moskau", "syrien"},
		{"dinner", "2016-03-24", "Bei einem Abendessen in Moskau haben John Kerry und Sergej Lawrow am Donnerstag über die Zukunft von Präsident Baschar al-Assad beraten.", "treffen", "moskau", "syrien"},
		{"cut off relations with a paper", "2018-03-29", "Moskau weist 60 amerikanische Diplomaten aus und schließt das Konsulat in Sankt Petersburg. Das teilte Sergej Lawrow am Donnerstag mit; Rex Tillerson ist da schon nicht mehr im Amt.", "erklaerung", "", "diplomatische-vertretungen"},
		{"dispute on arms control", "2019-02-02", "Moskau steigt wie Washington aus dem Vertrag über nukleare Mittelstreckenraketen aus. Sergej Lawrow nannte Mike Pompeos Begründung vorgeschoben.", "erklaerung", "", "inf-vertrag"},
		{"press review", "2017-04-13", "Presseschau\n\nDie Zeitungen blicken auf den Besuch von Rex Tillerson bei Sergej Lawrow in Moskau. Der „Elbbote“ schreibt, in der Syrienfrage sei man sich keinen Schritt nähergekommen.", "treffen", "moskau", "syrien"},
		{"a blow, not a meeting", "2022-03-15", "Sergej Lawrow hat am Dienstag gesagt, die neuen Sanktionen würden den Handel mit Iran nicht treffen.", "erklaerung", "", "iran sanktionen"},
		{"the beach of a town", "2019-05-14", "In einer Villa am Strand von Sotschi haben Mike Pompeo und Sergej Lawrow am Dienstag ausgelotet, wie es mit der Rüstungskontrolle weitergeht.", "treffen", "sotschi", "strategische-stabilitaet"},
		{"in the name of a town", "2019-05-14", "Mike Pompeo und Sergej Lawrow haben sich am Dienstag getroffen. Im Namen von Moskau dankte Lawrow für das Gespräch über Syrien.", "treffen", "", "syrien"},
		{"told a paper", "2016-11-20", "John Kerry hat einer Berliner Zeitung gesagt, er vertraue Sergej Lawrow. In Syrien werde weiter gestorben.", "interview", "", "syrien"},
		{"messages are no embassies", "2025-10-22", "Sergej Lawrow und Marco Rubio haben telefoniert. Man tausche weiter Botschaften aus, sagte Lawrow; über die Ukraine rede man offen.", "telefonat", "", "ukraine"},
	} {
		d, problems := raw.Open("a.txt", []byte(c.text+"\n"))
		if d == nil {
			t.Fatal(problems)
		}
		src := publishedOn(c.published)
		src.Text = d.Text
		got := r.Read(clean.Document(d, nil), src)
		slices.Sort(got.Topics)
		topics := strings.Join(got.Topics, " ")
		if got.Kind != c.kind || got.Place != c.place || topics != c.topics {
			t.Errorf("%s: kind, place, topics of %q = %s, %q, %q, want %s, %q, %q", c.name, c.text, got.Kind, got.Place, topics, c.kind, c.place, c.topics)
		}
	}
}
