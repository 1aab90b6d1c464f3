package markdown

import (
	"strings"
	"testing"
)

// usual is a body of usual size: paragraphs with a little emphasis and a link,
// a heading, quotations.
var usual = strings.Repeat("Anna Ahorn reiste anschließend nach Kiel weiter, wo weitere Gespräche geplant sind. Beide führten am Freitag eine offene Unterredung über die Wiederaufnahme der Flüge. Zur Ausgabe von Visa legte **Anna Ahorn** einen Vorschlag mit 6 Punkten vor.\n\n"+
	"„Wir wollen einen festen Kanal erhalten“, bestätigte Bert Birke. „Wir bleiben erreichbar.“ Nach Angaben aus Kiel dauerte die vertrauliche Runde rund 56 Minuten ([Bericht](https://bote.example/2024/ahorn)).\n\n", 5) +
	"## Zölle: der Stand\n\n> „Bei der Lage gilt: eine Antwort steht aus“, hieß es aus Kiel.\n\n> „Wir wollen weitere Schritte abstimmen“, sagte Bert Birke.\n\nAuch der *Handel* kam zur Sprache, siehe [Zölle](../topics/zoll.md).\n"

func BenchmarkBody(b *testing.B) {
	r := New()
	o := Options{Level: 3, Resolve: func(dest string) (string, bool) { return "../thema/zoll.html", true }}
	b.SetBytes(int64(len(usual)))
	b.ReportAllocs()
	for b.Loop() {
		r.Body(usual, o)
	}
}
