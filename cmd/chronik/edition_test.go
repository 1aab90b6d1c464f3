package main

import (
	"os"
	"strings"
	"testing"

	"chronik/internal/chronology"
	"chronik/internal/content"
)

// Event ids never die. Those of the first edition, one a line; a star marks the
// events that have both sides' accounts as well.
const firstEdition = `
2013-02-26-kerry-berlin
2013-05-07-kerry-moskau
2013-05-27-kerry-paris
2013-07-kerry-brunei
2013-08-09-zweiplusezwei-washington
2013-09-14-kerry-genf-chemiewaffen
2014-01-kerry-syrienkonferenz
2014-02-rom-kerry
2014-03-05-kerry-paris-krim
2014-03-14-kerry-london-krim
2014-03-24-kerry-den-haag
2014-03-30-kerry-paris
2014-04-17-genf-vierertreffen
2014-05-29-kerry-telefonat
2014-06-26-kerry-telefonat
2014-07-19-kerry-telefonat-mh17
2014-07-27-kerry-telefonat-mh17
2014-10-14-kerry-paris-is
2014-kerry-telefonat-druck-kiew
2015-03-02-kerry-genf
2015-05-12-kerry-sotschi
2015-07-05-wien-atomgespraeche
2015-10-21-kerry-telefonat
2015-10-23-kerry-wien-syrien
2015-10-29-kerry-wien
2015-12-15-kerry-moskau
2016-02-11-kerry-muenchen
2016-02-20-kerry-telefonat
2016-03-24-kerry-moskau
2016-03-kerry-telefonat-libanon-jemen
2016-04-04-kerry-telefonat-karabach
2016-07-15-kerry-moskau
2016-07-26-kerry-vientiane
2016-07-26-lawrow-kerry-dnc
2016-08-26-kerry-genf
2016-09-09-kerry-genf-waffenruhe
2016-09-kerry-telefonat-abkommen
2016-10-01-kerry-telefonat-nordkorea
2016-10-05-kerry-telefonat
2016-10-15-kerry-lausanne
2016-12-02-lawrow-rom-cyber
2016-12-07-kerry-hamburg
2016-12-30-lawrow-vorschlag-ausweisung
2017-02-16-tillerson-bonn
2017-04-08-tillerson-telefonat
2017-04-12-tillerson-moskau
2017-05-05-tillerson-telefonat
2017-05-10-lawrow-trump
2017-05-10-tillerson-washington
2017-06-tillerson-telefonat
2017-07-07-gipfel-hamburg-cyber *
2017-07-08-tillerson-hamburg
2017-07-11-lawrow-eigentum
2017-07-24-lawrow-interview-rudaw-cyber
2017-07-28-tillerson-telefonat-personal
2017-08-03-tillerson-telefonat
2017-08-06-lawrow-manila-cyber
2017-08-06-tillerson-manila
2017-08-21-us-visa-stopp
2017-08-31-tillerson-telefonat-konsulate *
2017-09-17-tillerson-new-york
2017-10-tillerson-telefonat
2017-12-07-tillerson-wien
2017-12-26-tillerson-telefonat
2018-01-24-tillerson-telefonat
2018-01-tillerson-telefonat-ukraine
2018-03-29-lawrow-ausweisung-60
2018-05-29-lawrow-minsk-cyber
2018-05-30-pompeo-erstes-telefonat
2018-06-18-pompeo-telefonat
2018-07-16-pompeo-helsinki
2018-07-21-pompeo-telefonat-butina *
2018-07-pompeo-telefonat-vorbereitung
2018-08-10-pompeo-telefonat-sanktionen
2018-08-pompeo-telefonat-senzow
2018-10-22-lawrow-bolton
2018-12-lawrow-pk-greminger
2019-01-16-lawrow-pk-inf
2019-02-12-pompeo-telefonat
2019-05-01-pompeo-telefonat-venezuela
2019-05-06-pompeo-rovaniemi
2019-05-14-pompeo-sotschi
2019-09-27-pompeo-new-york
2019-12-10-lawrow-pompeo-pk *
2019-12-10-lawrow-trump
2019-12-10-pompeo-washington
2020-01-03-pompeo-telefonat-soleimani
2020-04-17-pompeo-telefonat *
2020-04-lawrow-interview-grosses-spiel
2020-05-06-pompeo-telefonat
2020-05-26-lawrow-open-skies
2020-06-19-lawrow-minsk-open-skies
2020-07-10-lawrow-start
2020-10-20-lawrow-start-einfrieren
2020-12-18-pompeo-interview-solarwinds
2020-12-18-pompeo-konsulate
2021-01-26-new-start-noten
2021-02-03-blinken-start-verlaengerung
2021-02-04-blinken-erstes-telefonat *
2021-04-16-lawrow-ausweisung-zehn
2021-05-12-blinken-telefonat *
2021-05-19-blinken-reykjavik *
2021-06-16-gipfel-genf
2021-06-24-lawrow-konferenz-cyber
2021-07-08-lawrow-wladiwostok-cyber
2021-08-16-blinken-telefonat-afghanistan
2021-08-blinken-ortskraefte
2021-09-01-lawrow-mgimo-cyber
2021-09-06-lawrow-petersburg-cyber
2021-09-25-lawrow-new-york
2021-12-02-blinken-stockholm
2021-12-21-lawrow-pk-sicherheitsgarantien
2021-12-27-lawrow-interview-solowjow
2022-01-18-blinken-telefonat
2022-01-21-blinken-genf
2022-01-26-blinken-antwort
2022-02-01-blinken-telefonat
2022-02-12-blinken-telefonat
2022-02-15-blinken-telefonat *
2022-02-24-blinken-genf-geplant
2022-07-08-g20-bali
2022-07-28-sacharowa-terminkalender
2022-07-29-blinken-telefonat *
2022-07-29-lawrow-taschkent
2022-08-05-lawrow-phnom-penh
2022-08-visum-lawrow-un
2022-09-22-sicherheitsrat-new-york
2023-02-21-blinken-start-aussetzung
2023-03-02-blinken-neu-delhi *
2023-04-02-blinken-telefonat-gershkovich
2023-11-29-osze-skopje
2024-01-lawrow-pk-ruestungskontrolle
2024-02-21-g20-rio
2024-03-29-lawrow-austausch
2024-07-17-lawrow-pk-new-york
2024-08-01-blinken-gefangenenaustausch
2024-09-20-rjabkow-kein-treffen
2024-12-05-osze-valletta *
2025-02-15-rubio-telefonat *
2025-02-18-rubio-riad
2025-02-19-lawrow-duma-eigentum
2025-02-24-lawrow-ankara
2025-02-26-lawrow-doha
2025-02-27-istanbul-botschaften
2025-03-15-rubio-telefonat-jemen *
2025-04-01-lawrow-irritanten
2025-04-10-istanbul-runde-zwei
2025-04-11-lawrow-austausch-vertrauen
2025-04-17-rubio-telefonat-paris *
2025-04-27-rubio-telefonat
2025-05-17-rubio-telefonat-istanbul *
2025-05-28-rubio-telefonat-memorandum *
2025-06-01-rubio-telefonat *
2025-06-16-absage-konsultationen
2025-06-24-lawrow-primakow
2025-07-10-rubio-kuala-lumpur
2025-07-11-lawrow-pk-kuala-lumpur
2025-08-12-rubio-telefonat-alaska
2025-08-15-gipfel-anchorage
2025-09-24-rubio-new-york *
2025-09-27-lawrow-pk-new-york
2025-10-17-szijjarto-ankuendigung
2025-10-20-rubio-telefonat-budapest *
2025-10-21-lawrow-pk-aethiopien
2025-10-21-rjabkow-kein-termin
2025-10-26-lawrow-interview-ultrahang
2025-10-28-lawrow-start-antwort
2025-11-07-kreml-lawrow
2025-11-09-lawrow-bereit-rubio
2025-11-09-lawrow-interview-start
2025-11-11-lawrow-interview-start
2025-11-11-lawrow-pk-budapest
2025-12-29-lawrow-interview-ria
2026-01-07-rubio-weihnachtsgruss
2026-01-20-lawrow-jahrespk
2026-01-28-rubio-senat
2026-02-04-rubio-start-china
2026-02-06-lawrow-start-ende
2026-02-06-rubio-start
2026-02-09-lawrow-interview-brics
2026-02-11-lawrow-duma-start
2026-02-25-rubio-basseterre
2026-03-03-lawrow-pk
`

func TestFirstEditionIsComplete(t *testing.T) {
	c, problems := content.Load(os.DirFS("../../content"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ch := chronology.New(c)
	n := 0
	for line := range strings.Lines(strings.TrimSpace(firstEdition)) {
		id, star, _ := strings.Cut(strings.TrimSpace(line), " ")
		n++
		e := ch.Event(id)
		if e == nil {
			t.Errorf("there is no event %s", id)
			continue
		}
		voices := map[string]int{}
		for _, a := range e.Articles {
			voices[a.Voice]++
		}
		want := 0
		if star == "*" {
			want = 1
		}
		if voices[""] != 1 || voices["moskau"] != want || voices["washington"] != want {
			t.Errorf("%s: articles by voice %v, want one without and %d of each side", id, voices, want)
		}
	}
	if n != 183 {
		t.Errorf("the list has %d ids, want 183", n)
	}
}
