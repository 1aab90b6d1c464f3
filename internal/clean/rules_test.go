package clean

import (
	"slices"
	"strings"
	"testing"

	"chronik/internal/raw"
)

const (
	top    = "Minister beraten in Musterstadt über Fischfang"
	first  = "Die Minister von Utopia und Elbonien haben am Montag in Musterstadt über den Fischfang gesprochen, wie das Amt für Seen in der Hauptstadt mitteilte."
	second = "Man sei sich einig, hieß es, dass die Netze künftig weiter sein müssten; über die Boote werde dagegen noch im Herbst von Fachleuten verhandelt werden."
)

// in puts lines into a page: "top" above the headline, "head" below it,
// "middle" between the paragraphs, "tail" below them.
func in(at, lines string) string {
	parts := map[string][]string{
		"top":    {lines, "", top, "", first, "", second},
		"head":   {top, "", lines, "", first, "", second},
		"middle": {top, "", first, "", lines, "", second},
		"tail":   {top, "", first, "", second, "", lines},
		"bare":   {lines, "", first, "", second},
		"page":   {lines},
	}[at]
	return strings.Join(parts, "\n")
}

// A ruleCase shows a rule: a line, or a part of one, that it drops, and a line
// much like it that it must leave alone.
type ruleCase struct {
	rule            string
	dropAt, lines   string // the first line is the one to be dropped, unless
	dropped         string // is given
	leaveAt, leaves string // the first line must stay
}

var ruleCases = []ruleCase{
	{rule: "outlet-phrase", dropAt: "tail", lines: "Das Seeblatt – täglich frisch",
		leaveAt: "middle", leaves: "Das Seeblatt – täglich frisch gedruckt, aber seltener gelesen – meldete am Abend einen Fang."},
	{rule: "no-letters", dropAt: "head", lines: "|", leaveAt: "middle", leaves: "▫️ Die Netze bleiben, wie sie sind."},
	{rule: "hash", dropAt: "head", lines: "0123456789abcdef0123456789abcdef", leaveAt: "middle", leaves: "Die Seefahrt 1234567890 bleibt"},
	{rule: "identifier", dropAt: "head", lines: "share_box_print", leaveAt: "middle", leaves: "Seefischerei"},
	{rule: "image-residue", dropAt: "middle", lines: "![Boot](boot.jpg)", leaveAt: "middle", leaves: "[Boote] sind aus Holz, sagte der Minister."},
	{rule: "icon-font", dropAt: "tail", lines: "icon mailicon shareicon tube", leaveAt: "middle", leaves: "Der Anteil stieg von 10% auf 20%, sagt das Amt"},
	{rule: "foreign-script", dropAt: "tail", lines: "Показать ещё", leaveAt: "middle", leaves: "Das Wort „рыба“ heißt Fisch, erklärte der Sprecher."},
	{rule: "ad-mark", dropAt: "middle", lines: "[Anzeige_3]", leaveAt: "middle", leaves: "Anzeige erstattet hat niemand."},
	{rule: "ad-mark", dropAt: "middle", lines: "- Anzeige -", leaveAt: "middle", leaves: "Werbung nervt."},
	{rule: "button", dropAt: "head", lines: "Abonnieren", leaveAt: "middle", leaves: "Ausblick"},
	{rule: "interface-word", dropAt: "tail", lines: "loader", leaveAt: "middle", leaves: "Live dabei waren zwanzig Fischer."},
	{rule: "interface-word", dropAt: "head", lines: "HQ", leaveAt: "middle", leaves: "HQ ist die Abkürzung für Hauptquartier."},
	{rule: "skip-link", dropAt: "top", lines: "Zum Hauptinhalt springen", leaveAt: "middle", leaves: "Zum Inhalt schwieg der Minister."},
	{rule: "flash-mark", dropAt: "top", lines: "+++ Eilmeldung +++", leaveAt: "middle", leaves: "Am Ende +++ so der Minister +++ bleibt der Fisch."},
	{rule: "flash-mark", dropAt: "middle", lines: "+++ Eilmeldung +++ Boot gesunken +++", leaveAt: "middle", leaves: "+++ so stand es am Rand des Berichts vom See."},
	{rule: "credit-caption", dropAt: "middle", lines: "Der Hafen von Musterstadt. (imago stock&people)", leaveAt: "middle", leaves: "Die Sitzung war kurz. (dpa-Meldungen nannten keine Dauer)."},
	{rule: "credit-caption", dropAt: "middle", lines: "[BILD] Netze am Ufer des Sees", leaveAt: "middle", leaves: "[Das Bild] hing im Saal, in dem sie sprachen."},
	{rule: "notice", dropAt: "tail", lines: "Jetzt Seeblatt Plus testen: 30 Tage gratis.", leaveAt: "middle", leaves: "Die Boote fuhren 30 Tage ohne Pause, sagte der Minister."},
	{rule: "notice", dropAt: "tail", lines: "14 Personen gefällt das", leaveAt: "middle", leaves: "Den Fischern gefällt das, was der Minister sagt."},
	{rule: "navigation", dropAt: "top", lines: "Start Boote Netze Fische Hafen Wetter Rezepte", leaveAt: "middle", leaves: "Boote, Netze, Fische, Hafen, Wetter, Rezepte: Darum ging es."},
	{rule: "issue-date", dropAt: "head", lines: "Seeblatt, 06.05.2031, S. 2", leaveAt: "middle", leaves: "Das Seeblatt vom 06.05.2031 lag auf dem Tisch, S. 2 war aufgeschlagen."},
	{rule: "issue-date", dropAt: "tail", lines: "Erschienen in der Ausgabe vom 06.05.2031", leaveAt: "middle", leaves: "Erschienen in der Sitzung am 06.05.2031 sind nur zwei Fischer, doch beide blieben."},
	{rule: "embed", dropAt: "middle", lines: "An dieser Stelle finden Sie einen externen Inhalt von Seebook.", leaveAt: "middle", leaves: "An dieser Stelle des Sees sank im Frühjahr ein Boot mit Netzen."},
	{rule: "bare-number", dropAt: "tail", lines: "0", leaveAt: "middle", leaves: "2031"},
	{rule: "gallery-counter", dropAt: "middle", lines: "Bild 3 von 12", leaveAt: "middle", leaves: "Bild 3 von 12 zeigt ein Netz."},
	{rule: "interface-words", dropAt: "top", lines: "Meine RegionMeine Artikel", leaveAt: "middle", leaves: "Mehr Nachrichten vom See"},
	{rule: "interface-word", dropAt: "head", lines: "Chia sẻ", leaveAt: "middle", leaves: "XY"},
	{rule: "language-bar", dropAt: "top", lines: "• En • Es • Fr • De", leaveAt: "middle", leaves: "De facto ist es so"},
	{rule: "made-by-machine", dropAt: "head", lines: "Diese Audioversion wurde künstlich generiert.", leaveAt: "middle", leaves: "Dieser Beitrag wurde vom Amt für Seen in der Stadt bezahlt."},
	{rule: "share-call", dropAt: "tail", lines: "Teilen Sie diesen Artikel", leaveAt: "middle", leaves: "Teilen Sie den Fang, riet der Minister."},
	{rule: "agency-number", dropAt: "tail", lines: "© dpa-infocom, dpa:220514-99-81234/4", leaveAt: "middle", leaves: "Laut dpa 220514 Fische"},
	{rule: "registry-number", dropAt: "head", lines: "804-14-05-2022", leaveAt: "middle", leaves: "14-05-2022"},
	{rule: "issue-line", dropAt: "head", lines: "Aus: Ausgabe vom 14.05.2022, Seite 7 / Ausland", leaveAt: "middle", leaves: "Ausgaben vom Amt werden erstattet"},
	{rule: "slash-signature", dropAt: "tail", lines: "Am Montag geht es weiter./abc/DP/xy", dropped: "/abc/DP/xy", leaveAt: "middle", leaves: "Das steht unter see.example/abc/xy"},
	{rule: "file-seam", dropAt: "middle", lines: "100.htmlDer Minister fischt wieder im See.", dropped: "100.html", leaveAt: "middle", leaves: "Die Seite index.html fehlt."},
	{rule: "credit-seam", dropAt: "middle", lines: "Bildrechte: abc/MusterDer Minister hat am Montag im See gefischt und nichts gefangen.", dropped: "Bildrechte: abc/Muster", leaveAt: "middle", leaves: "Foto: Der McFaul genannte Minister hat am Montag im See gefischt, und nichts davon wurde gefangen, denn es war Winter."},
	{rule: "ticker-head", dropAt: "middle", lines: "+++ 14.15 Uhr: Muster trifft Beispiel am See. +++", dropped: "+++ 14.15 Uhr:", leaveAt: "middle", leaves: "14:15 Uhr: Die Boote laufen aus."},
	{rule: "ticker-end", dropAt: "middle", lines: "+++ 14.15 Uhr: Muster trifft Beispiel am See. +++", dropped: "+++", leaveAt: "middle", leaves: "Der Minister rief „+++“ hinaus."},
	{rule: "author-box", dropAt: "tail", lines: "Über den Autor\nErika Muster fischt gern.", leaveAt: "middle", leaves: "Über den Autor des Vertrags"},
	{rule: "wire-code", dropAt: "tail", lines: "ABC0025 2023-05-14/05:49", leaveAt: "tail", leaves: "Das Boot ABC0025 fuhr am 14. Mai wieder aus."},

	{rule: "comment-marker", dropAt: "tail", lines: "Kommentar (0)", leaveAt: "tail", leaves: "Ein Kommentar blieb aus."},
	{rule: "comment-marker", dropAt: "tail", lines: "COMMENTS", leaveAt: "middle", leaves: "Kommentar des Ministers zu den Netzen"},
	{rule: "comment-form", dropAt: "tail", lines: "Um mitzudiskutieren, melden Sie sich an", leaveAt: "tail", leaves: "Um mitzureden, reisten dreißig Fischer an."},
	{rule: "rights-reserved", dropAt: "tail", lines: "© Seeblatt. Alle Rechte vorbehalten.", leaveAt: "middle", leaves: "Alle Rechte an den Seen bleiben bei den Ländern."},

	{rule: "date-residue", dropAt: "page", lines: "date 2021-05 " + first, dropped: "date 2021-05", leaveAt: "middle", leaves: "date 2021 war ein Schreibfehler im Entwurf."},
	{rule: "dateline", dropAt: "page", lines: "MUSTERSTADT (dpa-AFX) - " + first, dropped: "MUSTERSTADT (dpa-AFX) -",
		leaveAt: "middle", leaves: "Musterstadt (Utopia) - für viele das Tor zum See - liegt im Norden."},
	{rule: "dateline", dropAt: "page", lines: "Musterstadt (AFP) " + first, dropped: "Musterstadt (AFP)", leaveAt: "page", leaves: "Minister Muster (Grüne) " + second},
	{rule: "dateline", dropAt: "page", lines: "MUSTERSTADT. " + first, dropped: "MUSTERSTADT.", leaveAt: "page", leaves: "MUSTERSTADT | " + first},
	{rule: "signature-end", dropAt: "page", lines: first + " (abc/sda)", dropped: "(abc/sda)", leaveAt: "page", leaves: first + " (SPD)"},

	{rule: "glued-headline", dropAt: "page", lines: "Minister reden in MusterstadtMuster 200311 Minister bild amt.example\n\nMinister reden in Musterstadt\n\n" + first,
		leaveAt: "page", leaves: "Minister reden in Musterstadt\n\nMinister reden in Musterstadt oft, denn " + second},
	{rule: "glued-caption", dropAt: "page", lines: "Minister reden in MusterstadtMuster 200311 Gipfel bild amt.example\n\n" + first, dropped: "Muster 200311 Gipfel bild amt.example",
		leaveAt: "page", leaves: "Minister schimpft in Musterstadt auf TikTok und McFisch\n\n" + first},
	{rule: "glued-credit", dropAt: "middle", lines: "Die Minister bei der Ankunft am See.\nDie Minister bei der Ankunft am See.Amt für Seen/Imago",
		leaveAt: "middle", leaves: "Die Minister kamen zum See.\nDie Minister kamen zum See. Dort warteten Fischer."},
	{rule: "agency-caption", dropAt: "middle", lines: "10.03.2024, Utopia, Musterstadt: Minister Muster am Pult. +++ dpa-Bildfunk +++", leaveAt: "middle", leaves: "10.03.2024, ein Sonntag: Der Minister fährt aus."},
	{rule: "width-caption", dropAt: "head", lines: "Minister Muster am Pult - NAA, 1920, 14.05.2022", leaveAt: "middle", leaves: "Der Minister - so das Amt, 1920 gegründet, am 14.05.2022 - schwieg."},
	{rule: "teaser", dropAt: "middle", lines: "Ein Boot auf dem See - NAA, 1920, 03.12.2021\nMuster plant neue Netze", dropped: "Muster plant neue Netze",
		leaveAt: "middle", leaves: "Muster plant neue Netze"},
	{rule: "copyright-caption", dropAt: "head", lines: "© NAA / Presseamt der SeenMinister Muster am Pult", leaveAt: "middle", leaves: "Das Zeichen © steht für ein Recht, das Fischer selten brauchen."},
	{rule: "credit-caption", dropAt: "head", lines: "Die Ressortchefs beim Handschlag. (Foto: Beispiel/M. Muster) |", leaveAt: "middle", leaves: "Das Papier (Foto: siehe oben) lag auf dem Tisch."},
	{rule: "credit-caption", dropAt: "head", lines: "Minister Muster am See. - Foto: © NAA/M. Muster", leaveAt: "middle", leaves: "Der Minister hielt ein Foto: Es zeigte einen Fisch."},
	{rule: "credit-caption", dropAt: "middle", lines: first + " Danach ging man essen. Es gab Fisch. (Foto: NAA)", dropped: "(Foto: NAA)",
		leaveAt: "middle", leaves: "Fischer nannten das Bild: ein Gemälde. Der Maler war erfreut. Alle lachten."},
	{rule: "source-caption", dropAt: "head", lines: "Die beiden Minister im Gespräch am Ufer. Quelle: TASS", leaveAt: "middle", leaves: "Gespeist wird der See aus einer Quelle. Quelle: unbekannter Bach"},
	{rule: "picture-credit", dropAt: "head", lines: "Bildrechte: picture alliance/Muster", leaveAt: "middle", leaves: "Bild: So nennt der Minister, was ihm zum See einfällt."},
	{rule: "picture-credit", dropAt: "middle", lines: "AFP / M. MUSTER", leaveAt: "middle", leaves: "Laut dpa / AFP kam niemand zu Schaden."},
	{rule: "position-caption", dropAt: "head", lines: "Minister Muster (l.) und Beispiel am Ufer", leaveAt: "middle", leaves: "Die Zeitung der Partei (links) nannte das Netz zu eng."},

	{rule: "account", dropAt: "top", lines: "Anmeldung bestätigt! Bitte öffnen Sie den Link in der E-Mail an", leaveAt: "middle", leaves: "Die Minister meldeten Einwände an, auch per E-Mail an das Amt."},
	{rule: "account", dropAt: "middle", lines: "Jeden Abend das Wichtigste vom See: jetzt kostenlos anmelden zum Newsletter.", leaveAt: "middle", leaves: "Der Newsletter des Amtes erscheint künftig jeden Abend."},
	{rule: "account", dropAt: "tail", lines: "Bitte melden Sie sich mit Ihrem Konto an", leaveAt: "middle", leaves: "Die Partei bestritt Zahlungen von ihrem Konto an das Amt."},
	{rule: "consent", dropAt: "middle", lines: "Mit Ihrer Zustimmung wird hier etwas von Seebook geladen; dabei werden personenbezogene Daten übermittelt.", leaveAt: "middle", leaves: "Der Vertrag bedarf der Zustimmung beider Länder, sagte der Minister, und sie sei sicher."},
	{rule: "paywall", dropAt: "tail", lines: "Um weiterzulesen, benötigen Sie ein Abo. Jetzt testen!", leaveAt: "tail", leaves: "Beide wollen weiterlesen, was im Entwurf steht, und jetzt testen, ob sie einander trauen können, hieß es am Abend im Amt am See."},
	{rule: "campaign", dropAt: "tail", lines: "Unterstützen Sie unabhängigen Journalismus vom See, jede Spende hilft.", leaveAt: "tail", leaves: "Mit der Spende eines Fischers wird der Hafen gebaut."},

	{rule: "time-stamp", dropAt: "head", lines: "Stand: 14.05.2022, 09:12 Uhr · Lesezeit: 3 Min.", leaveAt: "head", leaves: "Am 14.05.2022 um 9 Uhr begann das Fischen."},
	{rule: "time-stamp", dropAt: "top", lines: "Fischerei | Stand: 3. Mai 2021, 14:20 Uhr", leaveAt: "page", leaves: "Minister | Drei Tage im Mai 2021\n\n" + first},
	{rule: "time-stamp", dropAt: "middle", lines: "14:00 Uhr", leaveAt: "middle", leaves: "14:00 Uhr am See"},
	{rule: "time-stamp", dropAt: "head", lines: "vor etwa 9 Stunden", leaveAt: "middle", leaves: "Samstag, 14. Mai 2022"},
	{rule: "byline", dropAt: "head", lines: "Von Erika Muster, Musterstadt", leaveAt: "head", leaves: "Von seinem Vorgänger unterscheidet ihn wenig"},
	{rule: "breadcrumb", dropAt: "top", lines: "Start » Politik » Ausland", leaveAt: "head", leaves: "»Wir fischen« › so der Minister › »weiter«"},
	{rule: "navigation", dropAt: "top", lines: "Wir über uns Kontakt Jobs Archiv", leaveAt: "page", leaves: "Wirtschaft und Politik im Ausland stehen vor Wahl\n\n" + first},
	{rule: "all-about", dropAt: "tail", lines: "Alles zum Thema Fischfang", leaveAt: "tail", leaves: "Mehr zum Thema sagte er nicht."},
	{rule: "summary-head", dropAt: "head", lines: "Das Wichtigste in Kürze\n- Minister haben in Musterstadt gesprochen", leaveAt: "middle", leaves: "Das Wichtigste sei der Fisch"},
	{rule: "repeated-caption", dropAt: "middle", lines: "Minister Muster hält einen Fisch (r.)\n\nMinister Muster hält einen Fisch (r.)", leaveAt: "middle", leaves: "Minister Muster hält einen Fisch\n\nMinister Muster hält ein Netz"},

	{rule: "read-also", dropAt: "middle", lines: "Lesen Sie auch: Warum Netze reißen", leaveAt: "middle", leaves: "Lesen Sie auch zwischen den Zeilen, riet der Minister."},
	{rule: "read-also", dropAt: "tail", lines: "weiter bei see.example >>>", leaveAt: "tail", leaves: "Mehr zum Thema sagte der Minister nicht."},
	{rule: "read-also-list", dropAt: "tail", lines: "Lesen Sie auch\n- Netze reißen öfter\n- Boote sinken seltener", leaveAt: "middle", leaves: "Weitere Aussagen des Ministers\n▫️ Der Fisch bleibe frisch."},
	{rule: "teaser-list", dropAt: "tail", lines: "Netze reißen öfter als früher\nBoote sinken seltener als früher\nFischer gehen früher in Rente", leaveAt: "tail", leaves: "Geplant sind:\nNeue Netze für alle Fischer\nNeue Boote für alle Fischer\nNeue Häfen für alle Fischer"},

	{rule: "source-line", dropAt: "tail", lines: "URL: https://see.example/fisch-1.html", leaveAt: "middle", leaves: "Link: Der See verbindet beide Ufer."},
	{rule: "source-line", dropAt: "tail", lines: "Quelle: https://see.example/a-1234.html", leaveAt: "middle", leaves: "Quelle: So heißt der Bach, an dem sich die Minister am Montagabend noch zum Essen trafen."},
	{rule: "signature", dropAt: "tail", lines: "[red/see.NEWS]", leaveAt: "tail", leaves: "(NATO)"},
	{rule: "broadcast-note", dropAt: "tail", lines: "Diese Meldung lief am 19.05.2020 im Programm von Radio See.", leaveAt: "tail", leaves: "Diese Sendung fehlte am Ende im Netz."},
	{rule: "first-published", dropAt: "tail", lines: "Dieser Artikel erschien zuerst am 13.02.2022 im Seeblatt.", leaveAt: "tail", leaves: "Dieser Text wurde zuerst von Fischern gesungen."},
	{rule: "agency-note", dropAt: "tail", lines: "(Mit Material von dpa)", leaveAt: "tail", leaves: "Mit Angaben der Fischer rechnet niemand mehr, hieß es."},
	{rule: "author-bio", dropAt: "tail", lines: "Erika Muster ist Korrespondentin in Utopia und schreibt über Fische.", leaveAt: "tail", leaves: "Ein Minister ist Journalist gewesen und schreibt noch."},
	{rule: "contact", dropAt: "tail", lines: "Pressekontakt: Amt für Seen, Tel. 1234", leaveAt: "tail", leaves: "Kontakt zu den Fischern hielt das Amt."},
	{rule: "copyright-line", dropAt: "tail", lines: "Copyright 2022 Seeblatt", leaveAt: "tail", leaves: "Copyrightfragen klärt das Amt."},
	{rule: "page-reference", dropAt: "tail", lines: "Ausland SEITE 11", leaveAt: "tail", leaves: "Auf Seite 11 steht der Vertrag."},
	{rule: "tags", dropAt: "tail", lines: "Kategorie: Politik, Fisch", leaveAt: "middle", leaves: "Thema: Fisch"},
	{rule: "hashtags", dropAt: "tail", lines: "#Utopia #Fisch", leaveAt: "middle", leaves: "#Fisch stand auf dem Plakat"},
	{rule: "reader-comment", dropAt: "tail", lines: "@nutzer99, das ist doch alles kalter Fisch", leaveAt: "tail", leaves: "„@nutzer99, das ist Fisch“, schrieb der Minister."},

	{rule: "wire-time", dropAt: "tail", lines: "121530 Mrz 04", leaveAt: "middle", leaves: "121530 Netze im März"},
	{rule: "issue-date", dropAt: "head", lines: "Seebote, Dienstag, 4. Mai 2021", leaveAt: "middle", leaves: "Der Vertrag gilt seit dem 4. Mai 2021"},
	{rule: "media-link", dropAt: "middle", lines: "Video: Fischer ziehen Netze ein (02:11 Min.)", leaveAt: "middle", leaves: "Videos der Fischer zeigt das Amt nicht"},
	{rule: "pager", dropAt: "tail", lines: "« Älteres vom See", leaveAt: "middle", leaves: "«Der See ist unser»"},
	{rule: "calendar", dropAt: "tail", lines: "Mo Di Mi Do Fr Sa So", leaveAt: "middle", leaves: "Mo Di und Mi"},
	{rule: "tweet-residue", dropAt: "middle", lines: "— Erika Muster (@seemuster) May 1, 2031", leaveAt: "middle", leaves: "— so der Minister im Mai 2031"},
	{rule: "footnote", dropAt: "tail", lines: "[2] Mitteilung des Amtes.", leaveAt: "middle", leaves: "(NATO) Das Bündnis schwieg."},
	{rule: "running-head", dropAt: "middle", lines: "14          SEEHEFTE  Juli 2031", leaveAt: "middle", leaves: "14 Seehefte vom Juli 2031"},
	{rule: "author-bio", dropAt: "tail", lines: "Jaro Beispiel lebt als Fischer in Musterstadt.", leaveAt: "tail", leaves: "Der Minister lebt als Fischer in Musterstadt."},
	{rule: "byline", dropAt: "head", lines: "Von Torben Muster, Hafenstudio, zurzeit am See", leaveAt: "head", leaves: "Von Utopia bis Elbonien sprechen Minister über den Fischfang"},
	{rule: "byline", dropAt: "head", lines: "verfasst von Jaro B. am 13. August 2031", leaveAt: "middle", leaves: "Verfasst von Fischern, gelesen von Ministern"},
	{rule: "broadcast-note", dropAt: "tail", lines: "Aus der Sendung „Am See“, ausgestrahlt am 16. September 2031 um 5.50 Uhr.", leaveAt: "tail", leaves: "Aus dem See, so der Minister, kommt der Fisch."},
	{rule: "bracketed", dropAt: "middle", lines: "[Karte einblenden]", leaveAt: "middle", leaves: "[…] so der Minister"},
	{rule: "quote-button", dropAt: "middle", lines: "„Der Fisch bleibt.“ Zitat teilen", leaveAt: "middle", leaves: "„Der Fisch bleibt.“ Das Lager teilen sich beide."},
	{rule: "about-text", dropAt: "tail", lines: "Korrektur: Zuerst stand hier, der See liege in Elbonien.", leaveAt: "middle", leaves: "Korrekturen am Vertrag lehnte der Minister ab."},
	{rule: "wordpress-code", dropAt: "middle", lines: `[gallery ids="4"]`, leaveAt: "middle", leaves: "[der See] gehört beiden, sagte er"},
	{rule: "interface-residue", dropAt: "middle", lines: "Newsletter bestellen oder Podcast hören", leaveAt: "middle", leaves: "Der Newsletter des Ministers"},
	{rule: "notice", dropAt: "tail", lines: "Unsere Redaktion freut sich auf Ihre Kommentare.", leaveAt: "tail", leaves: "Die Kommentare der Fischer fielen härter aus."},
	{rule: "tail-line", dropAt: "tail", lines: "Heute im See", leaveAt: "tail", leaves: "Muster: Der Fisch bleibt."},
	{rule: "head-line", dropAt: "head", lines: "Jetzt neu: Seepost", leaveAt: "head", leaves: "Minister von Utopia und Elbonien sprechen nun über den Fischfang"},

	{rule: "repeated-paragraph", dropAt: "tail", lines: strings.Replace(first, "teilte", "teilte dann", 1), leaveAt: "tail", leaves: "„Der Fisch bleibt unser“, rief der Minister."},
	{rule: "kicker", dropAt: "top", lines: "Fischfang", leaveAt: "middle", leaves: "Die Boote"},
	{rule: "kicker", dropAt: "head", lines: "Musterstadt", leaveAt: "middle", leaves: "Ein Ausblick"},
	{rule: "repeated-headline", dropAt: "head", lines: top, leaveAt: "head", leaves: top + " und Netze"},
	{rule: "glued-kicker", dropAt: "bare", lines: "Diplomatie:Minister verschieben das Treffen am See", dropped: "Diplomatie:", leaveAt: "bare", leaves: "Muster: Minister verschieben das Treffen am See"},
	{rule: "site-suffix", dropAt: "bare", lines: "Minister verschieben das Treffen – Seezeitung – 03.04.2022", dropped: "– Seezeitung – 03.04.2022", leaveAt: "bare", leaves: "Minister verschieben das Treffen am See – Muster"},
}

func open(t *testing.T, text string) *raw.Document {
	t.Helper()
	d, problems := raw.Open("seite.txt", []byte(text))
	if d == nil {
		t.Fatalf("Open: %v", problems)
	}
	return d
}

var phrases = []Phrase{{Text: "Das Seeblatt – täglich frisch", Source: "seeblatt"}}

func TestRulesDrop(t *testing.T) {
	for _, c := range ruleCases {
		want := c.dropped
		if want == "" {
			want, _, _ = strings.Cut(c.lines, "\n")
		}
		a := Document(open(t, in(c.dropAt, c.lines)), phrases)
		ok := slices.ContainsFunc(a.Dropped, func(d Dropped) bool { return d.Text == want && d.Rule == c.rule })
		if !ok {
			t.Errorf("rule %s leaves %q, want it dropped; dropped %v", c.rule, want, a.Dropped)
		}
		if !strings.Contains(a.Body(), first[60:]) {
			t.Errorf("rule %s: of the article is left %q", c.rule, a.Body())
		}
	}
}

func TestRulesLeave(t *testing.T) {
	for _, c := range ruleCases {
		want, _, _ := strings.Cut(c.leaves, "\n")
		a := Document(open(t, in(c.leaveAt, c.leaves)), phrases)
		if body := "\n" + a.Headline + "\n" + a.Body() + "\n"; !strings.Contains(body, "\n"+want+"\n") {
			t.Errorf("rule %s drops from %q, want it left alone; dropped %v, left %s", c.rule, want, a.Dropped, body)
		}
	}
}

// TestRulesHaveCases: a rule without a case that it drops and one that it
// leaves is not a rule.
func TestRulesHaveCases(t *testing.T) {
	for _, r := range rules() {
		if r.name == "headline" || r.name == "repeated-in-pile" {
			continue // takes a line and drops nothing itself; has its cases in TestPile
		}
		ok := slices.ContainsFunc(ruleCases, func(c ruleCase) bool {
			return c.rule == r.name && c.lines != "" && c.leaves != ""
		})
		for _, c := range placeCases {
			ok = ok || c.rule == r.name
		}
		if !ok {
			t.Errorf("rule %s has no case", r.name)
		}
	}
}

// A page of a printed paper, its lines broken at some width, reads as the
// paragraphs that were meant; a list and a heading stay as they are.
func TestUnwrap(t *testing.T) {
	const page = `Fische ohne Grenzen

Am Montag hatte der Gast die Minister in
sein Haus am See gebeten; sie stritten nach An-
gaben von Fischern mehr als vier Stunden über US-
Netze, und am Ende stand
ein Satz.

Die Boote
Neue Netze für alle
Neue Boote für alle
Neue Häfen für alle`
	a := Document(open(t, page), nil)
	want := "Am Montag hatte der Gast die Minister in sein Haus am See gebeten; sie stritten nach Angaben von Fischern mehr als vier Stunden über US-Netze, und am Ende stand ein Satz."
	if len(a.Paragraphs) == 0 || a.Paragraphs[0].Text != want {
		t.Fatalf("paragraphs = %v, want first %q", a.Paragraphs, want)
	}
	p := a.Paragraphs[0]
	for _, word := range []string{"Gast", "sein", "gaben", "Netze", "Satz"} {
		at := strings.Index(p.Text, word)
		if got := page[p.RawOffset(at):]; !strings.HasPrefix(got, word) {
			t.Errorf("raw text of %q begins %.12q", word, got)
		}
	}
	for _, q := range a.Paragraphs[1:] {
		if strings.Contains(q.Text, "Netze für alle Neue") {
			t.Errorf("list joined to %q", q.Text)
		}
	}
}

// What most of a page's lines tell, tells of the others, too.
func TestUnwrapPage(t *testing.T) {
	const page = `Fische ohne Grenzen

Am Montag hatte der Gast die Minister gebeten, in
sein Haus am See zu kommen; sie stritten nach An-
gaben von Fischern mehr als vier Stunden über die
großen Netze.

Beide Seiten wollen laut der Notiz das Abkommen zu
Booten umsetzen helfen.

Die Boote
Neue Netze für alle`
	a := Document(open(t, page), nil)
	for _, want := range []string{"Beide Seiten wollen laut der Notiz das Abkommen zu Booten umsetzen helfen."} {
		if !strings.Contains(a.Body(), want) {
			t.Errorf("body %q, want %q in it", a.Body(), want)
		}
	}
	if strings.Contains(a.Body(), "Boote Neue") {
		t.Errorf("body %q: a list was joined", a.Body())
	}
}

// The headline is not what a page says of itself, however early it does.
func TestHeadlineBelowFurniture(t *testing.T) {
	for _, above := range []string{
		"Deutsch | Français | Italiano",
		"Home / See / Boote",
		"Warenkorb (0) | Merkliste ansehen",
		"Seeblick – ein Weblog aus Utopia",
		"DAX 11.628 −0,27 %   Brent 56,60 $   EUR/USD 1,0758",
		"Ihr Konto wurde erfolgreich angelegt",
		"Musterstädter Warte – seit 1882",
		"Seeblatt-Zeitung – Nachrichten für alle am Wasser",
		"Start Boote Netze Fische Hafen Wetter Rezepte",
	} {
		a := Document(open(t, strings.Join([]string{above, top, "", first, "", second}, "\n")), nil)
		if a.Headline != top {
			t.Errorf("below %q: headline = %q, want %q", above, a.Headline, top)
		}
	}
}

// What a minister says in the first person is no word to the reader.
func TestSpeechStays(t *testing.T) {
	for _, said := range []string{
		"Muster: Heute kann ich Ihnen nur sagen: Wir legen unsere Netze aus, und unsere Boote liegen für uns alle bereit.",
		"Wir haben unsere Netze gezeigt, und wir haben gesagt, dass wir uns über unseren See nicht streiten wollen.",
	} {
		if body := Document(open(t, in("tail", said)), nil).Body(); !strings.Contains(body, said) {
			t.Errorf("%q is dropped", said)
		}
	}
}

// A text that begins with whom it is about is no note on its author.
func TestTextOnSomebodyStays(t *testing.T) {
	const text = "Jaro Beispiel ist neuer Minister von Utopia. Geboren wurde er am See, und gefischt hat er schon als Kind mit den Netzen seines Vaters."
	for _, page := range []string{text, top + "\n\n" + text, top + "\n\n" + text + "\n\n" + second} {
		if body := Document(open(t, page), nil).Body(); !strings.Contains(body, "Jaro Beispiel ist neuer Minister") {
			t.Errorf("of %q is left %q", page, body)
		}
	}
}
