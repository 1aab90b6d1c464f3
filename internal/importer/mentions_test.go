package importer

import (
	"strings"
	"testing"
)

// A page with a caption, an article and a time stamp: which time expressions
// it has, and what each is to the event.
func TestExplainMentions(t *testing.T) {
	const page = "---\npublished: 2019-05-15\n---\n" +
		"Falk und Reiher sprechen über Netze\n\n" +
		"Falk bei einem Treffen im Hafen am 3. März 2018 (Foto: Amt)\n\n" +
		"15.05.2019, 09:12 Uhr\n\n" +
		"Außenminister Falk ist gestern Abend in Musterstadt mit seinem Kollegen Reiher zusammengekommen, um über Netze und Boote zu beraten.\n\n" +
		"„Wir haben heute nichts unterschrieben“, sagte Falk. Das Abkommen gilt seit 1998 und läuft bis zum 1. September. Die beiden sprachen drei Stunden lang.\n"
	d := open(t, "page.txt", page)
	im := newSite(t).importer()
	e := im.ExplainMentions(d)
	want := map[string]string{
		"3. März 2018":          "DATE 2018-03-03 2018-03-03 photo",
		"15.05.2019, 09:12 Uhr": "TIME 2019-05-15T09:12 2019-05-15 publication",
		"gestern Abend":         "TIME 2019-05-14TEV 2019-05-14 event",
		"heute":                 "DATE 2019-05-15 2019-05-15 quoted",
		"1998":                  "DATE 1998 1998 background",
		"1. September":          "DATE 2019-09-01 2019-09-01 deadline",
		"drei Stunden":          "DURATION PT3H  background",
	}
	end := 0
	for _, m := range e.Mentions {
		if got := d.Text[m.Offset : m.Offset+m.Length]; got != m.Text || m.Offset < end {
			t.Errorf("mention %q stands for %q at %d, after one that ends at %d", m.Text, got, m.Offset, end)
		}
		end = m.Offset + m.Length
		if got := strings.Join([]string{string(m.Type), m.Timex, m.EDTF, m.Role}, " "); got != want[m.Text] {
			t.Errorf("mention %q = %s, want %s", m.Text, got, want[m.Text])
		}
		delete(want, m.Text)
	}
	for text := range want {
		t.Errorf("%q is not mentioned", text)
	}
	if plain := im.Explain(d); plain.Mentions != nil {
		t.Errorf("Explain lists %d mentions, want none", len(plain.Mentions))
	}
}
