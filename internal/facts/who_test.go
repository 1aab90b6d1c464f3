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
		{"former", "", "Anton Falk traf die frühere Ministerin Dora Dohle.", "falk"},
		{"ex", "", "Anton Falk traf die Ex-Ministerin Dohle.", "falk"},
		{"terms that never meet", "", "Anton Falk und Rita Reiher telefonierten. Reiher lobte Falk. Schon Dohle hatte das getan.", "falk reiher"},
		{"merely mentioned", "2019-05-15", "Anton Falk sprach vor Fischern.\nEs ging um Netze, deren Weite vor langer Zeit einmal von Reiher erwähnt worden war.", "falk"},
		{"small letters are no name", "2019-05-15", "Anton Falk sah am See einen reiher.", "falk"},
	} {
		got := read(t, c.text+"\n", publishedOn(c.published))
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
		{"Das für Freitag geplante Treffen von Anton Falk und Rita Reiher ist abgesagt.", "treffen", "cancelled"},
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
		{"MUSTERSTADT (dpa) - Anton Falk und Rita Reiher trafen sich am See.", ""},
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
