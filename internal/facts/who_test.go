package facts

import (
	"strings"
	"testing"
)

func TestMinisters(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"both act", "2019-05-15", "Rita Reiher und Anton Falk telefonierten.", "falk reiher"},
		{"inflected", "2019-05-15", "Die Bitte Falks an Reihers Amt blieb ohne Antwort.", "falk reiher"},
		{"dealings are the subject", "2019-05-15", "Anton Falk sprach vor Fischern.\nEs ging um Netze.\nNach dem Gespräch mit Reiher habe er nichts gehört.", "falk reiher"},
		{"not in office at the time", "2019-05-15", "Anton Falk erinnerte an Dora Dohle.", "falk"},
		{"not yet in office", "2019-05-15", "Anton Falk und Siegfried Specht telefonierten.", "falk"},
		{"former, dealt with", "2019-05-15", "Anton Falk traf die frühere Ministerin Dora Dohle.", "falk dohle"},
		{"former, mentioned", "2019-05-15", "Anton Falk lobte die Ex-Ministerin Dohle.", "falk"},
		{"former in looking back", "2019-05-15", "Anton Falk hatte die frühere Ministerin Dohle schon zuvor getroffen.", "falk"},
		{"former under another title", "2019-05-15", "Anton Falk traf die frühere Hafenchefin und heutige US-Außenministerin Rita Reiher.", "falk reiher"},
		{"the minister of then", "", "Anton Falk erinnerte an ein Treffen mit seiner damaligen Kollegin Dohle.", "falk"},
		{"predecessor", "", "Anton Falk und Rita Reiher telefonierten. Mit Reihers Vorgängerin Dohle hatte Falk sich oft getroffen.", "falk reiher"},
		{"another office, dealt with", "2017-05-15", "Anton Falk traf die CIA-Direktorin Rita Reiher.", "falk reiher"},
		{"another office, mentioned", "2017-05-15", "Anton Falk und Senatorin Reiher sind verschiedener Meinung.", "falk"},
		{"another office by mistake", "2019-05-15", "Anton Falk und Senatorin Reiher sind verschiedener Meinung.", "falk reiher"},
		{"terms that never meet", "", "Anton Falk und Rita Reiher telefonierten. Reiher lobte Falk. Schon Dohle hatte das getan.", "falk reiher"},
		{"merely mentioned", "2019-05-15", "Anton Falk sprach vor Fischern.\nEs ging um Netze, deren Weite vor langer Zeit einmal von Reiher erwähnt worden war.", "falk"},
		{"made minister", "", "Der Präsident hat die Senatorin Rita Reiher zur Außenministerin gemacht. Mit Anton Falk hat sie schon telefoniert.", "falk reiher"},
		{"was minister", "", "Rita Reiher war zwei Jahre lang Außenministerin.\nAnton Falk kennt sie.\nDavor saß die damals noch junge Senatorin Reiher im Rat.", "falk reiher"},
		{"wants to be minister", "", "Anton Falk sprach über Netze. Die Senatorin Rita Reiher will Außenministerin werden.", "falk"},
		{"nobody but mentioned", "2019-05-15", "Ein Hotel am See wird umgebaut\n\nDas alte Hotel am See schließt im Herbst für ein ganzes Jahr, weil Dach, Küche, Keller und alle Zimmer neu gemacht werden müssen.\n\nAn den langen Tischen im Saal hatte vor Zeiten auch Anton Falk den Fisch gelobt. Im Keller war dazu früher einmal ein Lob von Rita Reiher gehangen.", "falk reiher"},
		{"small letters are no name", "2019-05-15", "Anton Falk sah am See einen reiher.", "falk"},
	} {
		got := read(t, c.text+"\n", publishedOn(c.published))
		if s := strings.Join(got.Ministers, " "); s != c.want {
			t.Errorf("%s: ministers of %q = %s, want %s", c.name, c.text, s, c.want)
		}
	}
}

// Who is called by office alone is the holder of the office on the day, if the
// day leaves one.
func TestOffices(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"by publication", "2019-05-15", "Anton Falk hat mit dem US-Außenminister telefoniert.", "falk reiher"},
		{"another time", "2014-05-15", "Anton Falk hat mit dem US-Außenminister telefoniert.", "falk dohle"},
		{"between two terms", "2017-06-15", "Anton Falk hat mit dem US-Außenminister telefoniert.", "falk"},
		{"by the day told", "", "Anton Falk hat am 3. Mai 2019 mit dem US-Außenminister telefoniert.", "falk reiher"},
		{"no day", "", "Anton Falk hat mit dem US-Außenminister telefoniert.", "falk"},
		{"colleague", "2019-05-15", "Anton Falk traf seinen US-Amtskollegen am See.", "falk reiher"},
		{"colleagues", "2019-05-15", "Mit den amerikanischen Kollegen spricht Anton Falk gern.", "falk"},
		{"adjective", "2019-05-15", "Rita Reiher hat den russischen Außenminister getroffen.", "falk reiher"},
		{"genitive", "2019-05-15", "Rita Reiher hat Russlands Chefdiplomaten getroffen.", "falk reiher"},
		{"both", "2019-05-15", "Die Außenminister Russlands und der USA telefonierten.", "falk reiher"},
		{"of another country", "2019-05-15", "Anton Falk hat den elbonischen Außenminister getroffen.", "falk"},
		{"with a name unknown", "2019-05-15", "Anton Falk hat den US-Außenminister Paul Probe getroffen.", "falk"},
		{"former holder", "2019-05-15", "Anton Falk hat einen früheren US-Außenminister getroffen.", "falk"},
		{"ministry", "2019-05-15", "Anton Falk widersprach dem US-Außenministerium.", "falk"},
		{"named as well", "2019-05-15", "Anton Falk traf Rita Reiher. Der US-Außenminister a. D. fehlte.", "falk reiher"},
	} {
		got := read(t, c.text+"\n", publishedOn(c.published))
		if s := strings.Join(got.Ministers, " "); s != c.want {
			t.Errorf("%s: ministers of %q = %s, want %s", c.name, c.text, s, c.want)
		}
	}
}

// Who takes part in another office does not date the event by a term.
func TestOtherOfficeDatesNothing(t *testing.T) {
	got := read(t, "Anton Falk traf die CIA-Direktorin Rita Reiher am See.\n", Source{})
	if s := got.Date.String(); strings.Contains(s, "2018-04-26") {
		t.Errorf("date with a participant in another office = %s, want none of her term as minister", s)
	}
	for _, e := range got.Evidence {
		if e.Rule == "term-of-office" && strings.Contains(e.Quote, "Reiher") {
			t.Errorf("row %+v dates by a term of office, want none", e)
		}
	}
}

func TestMisspelled(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one letter wrong, behind an office", "Anton Falk traf Außenministerin Reiler am See.", "falk reiher"},
		{"changed about, behind the first name", "Anton Falk traf Rita Rehier am See.", "falk reiher"},
		{"one letter missing, with genitive", "Anton Falk nahm Außenministerin Reihrs Vorschlag im Gespräch an.", "falk reiher"},
		{"beside another minister", "Falk und Reihher telefonierten.", "falk reiher"},
		{"introduced later", "Reiler ruft bei Falk an\n\nAußenministerin Rita Reiler hat bei Anton Falk angerufen und mit ihm von den Netzen gesprochen.", "falk reiher"},
		{"a word like it", "Anton Falk sah am See eine lange Reihe von Booten.", "falk"},
		{"never introduced", "Anton Falk las ein Buch von Reimer.", "falk"},
		{"two letters wrong", "Anton Falk traf Außenministerin Reimar am See.", "falk"},
		{"a short name", "Rita Reiher traf Außenminister Folk am See.", "reiher"},
	} {
		got := read(t, c.text+"\n", publishedOn("2019-05-15"))
		if s := strings.Join(got.Ministers, " "); s != c.want {
			t.Errorf("%s: ministers of %q = %s, want %s", c.name, c.text, s, c.want)
		}
	}
}

func TestPeople(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Falk sprach mit Präsident Paul Probe.", "Paul Probe"},
		{"Falk sprach mit den Präsidenten Paul Probe und Otto Ort über Netze.", "Paul Probe, Otto Ort"},
		{"Der Berater des Präsidenten, Kuno Kahn, sprach mit Falk.", "Kuno Kahn"},
		{"Falk lobte die Rede von Präsident Paul Probes und später Probe selbst.", "Paul Probe"},
		{"Sprecherin Lola Luv teilte mit, Präsident Otto Ort und Otto Ort seien einig.", "Lola Luv, Otto Ort"},
		{"Der Präsident Utopias traf Falk.", ""},
		{"Der Präsident Der Republik Elbonien sprach.", ""},
		{"Außenminister Anton Falk und Rita Reiher trafen sich.", ""},
		{"Der Sprecher verwies auf Gute Gründe und Netze.", ""},
		{"Präsident Probe sprach.", ""},
	} {
		got := read(t, c.text+"\n", Source{})
		if s := strings.Join(got.People, ", "); s != c.want {
			t.Errorf("people of %q = %q, want %q", c.text, s, c.want)
		}
	}
}

func TestSpeaker(t *testing.T) {
	got := read(t, "Reiher: Elbonien bleibt bei den Netzen\n\nIn einem Interview hat Rita Reiher von den Netzen gesprochen und dabei auch den Utopier Anton Falk erwähnt.\n", publishedOn("2019-05-15"))
	if got.Speaker != "reiher" || !got.OneSided || got.Ministers[0] != "falk" {
		t.Errorf("speaker = %q, one-sided %v, ministers %v, want reiher, true, falk first", got.Speaker, got.OneSided, got.Ministers)
	}
}

func TestKindAndStatus(t *testing.T) {
	for _, c := range []struct{ text, kind, status string }{
		{"Anton Falk und Rita Reiher haben miteinander telefoniert.", "telefonat", "held"},
		{"Anton Falk hat auf einer Pressekonferenz von den Netzen gesprochen.\nDas Telefonat der Präsidenten sei ein gutes Zeichen. Präsident Paul Probe und Otto Ort führten noch ein Telefonat.", "pressekonferenz", "held"},
		{"Anton Falk und Rita Reiher trafen sich am See.\n„Das Telefonat, ein Telefonat, noch ein Telefonat“, rief ein Fischer.", "treffen", "held"},
		{"Anton Falk und Rita Reiher trafen sich am See.\nZuvor hatten die Präsidenten telefoniert.", "treffen", "held"},
		{"Anton Falk und Rita Reiher trafen sich. Auf der Pressekonferenz nach dem Treffen nannte Falk die Netze gut.", "treffen", "held"},
		{"Anton Falk hat in einem Interview von Rita Reiher gesprochen und das Treffen der Präsidenten gelobt.", "interview", "held"},
		{"Anton Falk erklärte, die Netze seien gut.", "erklaerung", "held"},
		{"Anton Falk lobte die Netze.", "erklaerung", "held"},
		{"Nach langen Stunden einigten sich Anton Falk und Rita Reiher in Musterstadt.", "treffen", "held"},
		{"Das Treffen von Anton Falk und Rita Reiher soll bald in Musterstadt stattfinden.", "treffen", "announced"},
		{"Das Treffen von Anton Falk und Rita Reiher ist abgesagt.", "treffen", "cancelled"},
		{"Anton Falk und Rita Reiher trafen sich. Ein weiteres Treffen soll folgen.", "treffen", "held"},
		{"Anton Falk sagt Treffen mit Rita Reiher ab\n\nAnton Falk hat das lange geplante Treffen mit Rita Reiher am See aus Mangel an Booten und Netzen abgesagt.", "treffen", "cancelled"},
		{"Das Treffen von Anton Falk und Rita Reiher kommt nicht zustande.", "treffen", "cancelled"},
		{"Anton Falk und Rita Reiher trafen sich. Ein erstes Treffen war geplatzt.", "treffen", "held"},
		{"Anton Falk kam mit Rita Reiher am See zusammen.", "treffen", "held"},
		{"Anton Falk hat mit Rita Reiher über Netze gesprochen.", "telefonat", "held"},
		{"Anton Falk hat in Musterstadt mit Rita Reiher über Netze gesprochen.", "treffen", "held"},
		{"Auf seiner Reise hat Anton Falk mit Rita Reiher über Netze gesprochen.", "treffen", "held"},
		{"Anton Falk und Rita Reiher verabredeten am Telefon und nach langem Telefonat ein Treffen in Musterstadt.", "telefonat", "held"},
		{"Anton Falk bestreitet ein Treffen mit Rita Reiher.", "erklaerung", "held"},
		{"Anton Falk nannte die Netze nach Gesprächen mit dem Fischer Kuno Kahn gut.", "pressekonferenz", "held"},
		{"Anton Falk nannte die Netze nach Gesprächen mit Rita Reiher in Musterstadt gut.", "treffen", "held"},
		{"Putin und Trump telefonieren – Anton Falk lobt die Netze\n\nAnton Falk hat die Netze gelobt und erklärt, das Telefonat der Präsidenten sei gut für alle Fischer des Landes gewesen.", "erklaerung", "held"},
		{"Ein Treffen von Anton Falk und Rita Reiher ist nicht geplant. Das sagte ein Sprecher.", "erklaerung", "held"},
		{"Anton Falk und Rita Reiher stritten nach ihrem Treffen auf einer Pressekonferenz über Netze.", "treffen", "held"},
		{"Anton Falk warnte auf einer Pressekonferenz am Tag nach dem Treffen mit Rita Reiher vor Netzen.", "pressekonferenz", "held"},
		{"Anton Falk hat die Netze kritisiert. In einem Interview erinnerte er an frühere Treffen mit Rita Reiher.", "interview", "held"},
		{"Die Präsidenten kamen zum Gipfel am See. Am Gipfel der Präsidenten nahmen Anton Falk und Rita Reiher teil.", "gipfel", "held"},
		{"Anton Falk und Rita Reiher trafen sich. Ein Gipfel der Präsidenten soll folgen.", "treffen", "held"},
		{"Anton Falk fordert in einem Interview neue Netze.", "interview", "held"},
		{"Neunzig Minuten haben Anton Falk und Rita Reiher heute im Hotel Seeblick beraten.", "treffen", "held"},
		{"Neunzig Minuten haben Anton Falk und Rita Reiher heute beraten.", "telefonat", "held"},
		{"Falk: Kein Treffen im Sommer geplant\n\nAnton Falk hat Berichte über ein baldiges Treffen mit Rita Reiher zurückgewiesen. Ein solches Treffen sei nicht geplant, sagte der Minister.", "erklaerung", "held"},
		{"Bei einem Treffen der Seeunion sagte Anton Falk, die Netze seien gut.", "erklaerung", "held"},
		{"Kein Brot, kein Fisch: Der Gipfel der Präsidenten ist zu Ende gegangen. Im Saal saßen auch Anton Falk und Rita Reiher.", "gipfel", "held"},
		{"Anton Falk könnte bald ein Treffen vorschlagen, sagte er. Anton Falk erklärte, die Netze seien gut.", "erklaerung", "held"},
		{"Das für Freitag geplante Treffen von Anton Falk und Rita Reiher ist abgesagt.", "treffen", "cancelled"},
		{"Anton Falk und Rita Reiher haben über die Lage der Netze beraten, die allen Fischern am See große Sorgen bereitet und die nicht besser wird.\nWie es hieß, ging es in dem Telefonat um Gespräche in Musterstadt.", "telefonat", "held"},
		{"Mit Rita Reiher habe ich nicht gesprochen\n\nAnton Falk hat sich auf einer Pressekonferenz geäußert.", "pressekonferenz", "held"},
		{"„Wir haben unsere Netze ausgelegt“\n\nHerr Minister, was tun Sie?\n\nFalk: Ich fische.\n\nUnd Reiher?\n\nFalk: Sie auch, am Telefon.\n\nWas bleibt?\n\nFalk: Fisch.", "interview", "held"},
	} {
		got := read(t, c.text+"\n", publishedOn("2019-05-15"))
		if got.Kind != c.kind || got.Status != c.status {
			t.Errorf("kind, status of %q = %s, %s, want %s, %s", c.text, got.Kind, got.Status, c.kind, c.status)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Anton Falk und Rita Reiher trafen sich in Musterstadt.", "musterstadt"},
		{"Am Rande des Seegipfels in Beispielhafen trafen sich Anton Falk und Rita Reiher.", "beispielhafen"},
		{"Rita Reiher kam nach Musterstadt, um Anton Falk zu treffen. Das Treffen war gut.", "musterstadt"},
		{"Am Montag begann in Musterstadt der Seegipfel. Dort traf Anton Falk seine Kollegin Rita Reiher.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich. In Beispielhafen ging es um Netze.", "beispielhafen"},
		{"Anton Falk und Rita Reiher trafen sich in Musterstadt. Das erste Treffen hatte in Beispielhafen stattgefunden.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich in Musterstadt. Das nächste Treffen soll in Beispielhafen sein.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich, wie das Außenministerium in Musterstadt mitteilte.", ""},
		{"Anton Falk und Rita Reiher telefonierten, als er in Musterstadt war.", ""},
		{"MUSTERSTADT (dpa) - Anton Falk und Rita Reiher trafen sich am See.", "musterstadt"},
		{"MUSTERSTADT | Anton Falk und Rita Reiher trafen sich am See.", "musterstadt"},
		{"Musterstadt. Anton Falk und Rita Reiher trafen sich am See.", "musterstadt"},
		{"Musterstadt – Am Mittag trafen sich Anton Falk und Rita Reiher am See.", "musterstadt"},
		{"Treffen in Musterstadt\n\nAnton Falk und Rita Reiher haben sich am Montag nach langer Pause wieder einmal an einem See gegenübergesessen, um über die Netze zu reden, und trafen sich.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich im Kongresszentrum von Musterstadt.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich in der elbonischen Hauptstadt Musterstadt.", "musterstadt"},
		{"Das für Montag in Musterstadt geplante Treffen von Anton Falk und Rita Reiher ist abgesagt.", "musterstadt"},
		{"Anton Falk und Rita Reiher lobten das am Montag in Musterstadt von anderen verkündete Papier und trafen sich am See.", ""},
		{"MUSTERSTADT/Moskau (red). Anton Falk und Rita Reiher trafen sich am See.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich auf den Inselreich.", "inselstadt"},
		{"Anton Falk und Rita Reiher trafen sich am See. Man halte fest, was in Musterstadt besprochen worden sei.", ""},
		{"MOSKAU (dpa) - Anton Falk und Rita Reiher trafen sich am See.", ""},
		{"MUSTERSTADT (dpa) - Anton Falk lobte die Netze.", ""},
		{"Anton Falk und Rita Reiher trafen sich im fernen Inselreich. In Inselreich war es warm.", "inselstadt"},
		{"Anton Falk und Rita Reiher trafen sich erstmals in Musterstadt.", "musterstadt"},
		{"Anton Falk und Rita Reiher trafen sich am See, hieß es in Musterstadt.", ""},
		{"Anton Falk und Rita Reiher trafen sich am See. Das sagte eine Sprecherin Falks in Musterstadt.", ""},
		{"Anton Falk verriet auf einer Pressekonferenz, dass ein Gipfel der Präsidenten in Musterstadt geplant ist.", ""},
	} {
		got := read(t, c.text+"\n", Source{})
		if got.Place != c.want {
			t.Errorf("place of %q = %q, want %q", c.text, got.Place, c.want)
		}
	}
}

func TestTopics(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"one strong word", "", "Anton Falk lobte die Netze.", "netze"},
		{"exact case", "", "Anton Falk sprach von der Gräte und Rita Reiher von GRÄTE.", "graete"},
		{"weak words add up", "", "Anton Falk sah ein Boot und einen Kahn.", "boote"},
		{"one weak word repeated does not", "", "Anton Falk sah ein Boot. Rita Reiher sah ein Boot. Noch ein Boot kam.", ""},
		{"one place of two keywords counts once", "", "Anton Falk sah Tang.", ""},
		{"supporter of others", "", "Anton Falk sprach von den von Algen gestützten Booten.", ""},
		{"in passing as a place", "", "Anton Falk lobte die Fischer.\nRund siebzig solche Tiere leben auch in Algen.", ""},
		{"a place, but talked of", "", "Anton Falk lobte die Fischer.\nEs ging auch um das Leben in Algen.", "algen"},
		{"what a noun is about", "", "Anton Falk lobte die Fischer.\nTiere sterben durch das Gift in Algen.", "algen"},
		{"weak word in the headline with another", "", "Ein Boot für alle Fischer\n\nAnton Falk sah am See ein Boot und lobte dann den ganzen langen Tag die Fischer.", ""},
		{"before its clock", "2019-05-15", "Anton Falk sprach von einer Seuche.", ""},
		{"after its clock", "2020-05-15", "Anton Falk sprach von einer Seuche.", "seuche"},
		{"most about first", "", "Anton Falk lobte die Netze und die Seuche. Die Seuche geht, die Seuche bleibt.", "seuche netze"},
	} {
		got := read(t, c.text+"\n", publishedOn(c.published))
		if s := strings.Join(got.Topics, " "); s != c.want {
			t.Errorf("%s: topics of %q = %q, want %q", c.name, c.text, s, c.want)
		}
	}
}

func TestOutlet(t *testing.T) {
	const text = "Anton Falk lobte die Netze und alle, die damit fischen.\n"
	for _, c := range []struct {
		name, text       string
		src              Source
		slug, outletName string
	}{
		{"named", text, Source{Outlet: "naa"}, "naa", "NAA"},
		{"named but unknown", text, Source{Outlet: "Hafenbote", URL: "https://naa.example/x"}, "", "Hafenbote"},
		{"by address", text, Source{URL: "https://m.see.example/x"}, "seeblatt", "Seeblatt"},
		{"by signature", text + "Rita Reiher war ebenfalls zufrieden mit dem, was sie an diesem langen Tag am See gesehen und gehört hatte.\n[red/seeblatt.NEWS]\n", Source{}, "seeblatt", "Seeblatt"},
		{"none", text, Source{URL: "https://elsewhere.example/x"}, "", ""},
	} {
		got := read(t, c.text, c.src)
		if got.Outlet != c.slug || got.OutletName != c.outletName {
			t.Errorf("%s: outlet = %q, %q, want %q, %q", c.name, got.Outlet, got.OutletName, c.slug, c.outletName)
		}
	}
}
