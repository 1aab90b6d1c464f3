package importer

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/raw"
)

// benchPages returns made-up pages in the shapes that pages come in, and about
// as long: with and without headline, glued, portals full of buttons, captions,
// agency texts, comments below.
func benchPages(n int) [][]byte {
	heads := []string{
		"Lawrow und %[1]s sprechen über den Fischfang\n\nStand: %[2]02d.05.2019, 09:12 Uhr · Lesezeit: 3 Min.\nVon Erika Muster, Musterstadt\n\n",
		"Startseite » Politik » Ausland\nLawrow und %[1]s am SeeLawrow 1905%[2]02d bild agentur.example\n\nLawrow und %[1]s am See\n\n",
		"Registrierung erfolgreich abgeschlossen!\nBitte bestätigen Sie die Anmeldung in der E-Mail\nAm See: Lawrow und %[1]s\nDer Minister am Pult - NAA, 1920, %[2]02d.05.2019\nAbonnieren\n",
		"MUSTERSTADT (dpa-AFX) - ",
		"|\nMinister %[1]s am See. (Foto: NAA) |\n(Seewelt) – ",
	}
	sentences := []string{
		"Der russische Außenminister Sergej Lawrow hat am Montag mit seinem Kollegen %s telefoniert, wie das Ministerium in Moskau mitteilte.",
		"Im Mittelpunkt standen die Netze, die Boote und die Frage, ob der Vertrag, der im Februar 2021 ausläuft, verlängert werden kann.",
		"„Wir haben heute viel über den Fang gesprochen“, sagte Lawrow am Abend vor der Presse, „und wir werden weiter reden.“",
		"Zuvor hatten sich die Präsidenten am 12. April in Helsinki getroffen und sich auf einen Fahrplan für Syrien und die Ukraine geeinigt.",
		"Aus Sicht der Fischer bleibt vieles offen: Weder die Sanktionen noch die Quoten kamen zur Sprache, und ein Treffen ist nicht geplant.",
		"%s verlangte nach Angaben seiner Sprecherin, dass Moskau die Vorwürfe der Einmischung ernst nimmt und die Gefangenen freilässt.",
		"In der vergangenen Woche war ein Besuch in Genf verschoben worden; er soll nun Mitte Juni stattfinden, sofern alle Seiten zustimmen.",
		"Beobachter sehen darin ein Zeichen, dass beide Länder über strategische Stabilität, Rüstungskontrolle und den Iran reden wollen.",
	}
	middles := []string{"", "Lesen Sie auch: Warum Netze reißen\n\n", "[Anzeige_2]\n\n", "Ein Ausblick\n\n", "Bild: Keystone\n\n"}
	tails := []string{
		"\n(dpa/xy)\nCOMMENTS\nKommentar (0)\nDas ist doch alles kalter Fisch.\n",
		"\nKategorie: Politik, Fisch\n© Seeblatt – Alle Rechte vorbehalten\n",
		"\nMehr zum Thema\n- Boote sinken seltener\n- Fischer gehen in Rente\n",
		"\nQuelle: https://see.example/a-4711.html\n", "",
	}
	names := []string{"Mike Pompeo", "Marco Rubio", "John Kerry", "Rex Tillerson", "Antony Blinken"}
	pages := make([][]byte, n)
	for i := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "---\nurl: https://see.example/2019/05/%02d/seite-%d.html\n---\n", i%28+1, i)
		name := names[i%len(names)]
		if head := heads[i/3%len(heads)]; strings.Contains(head, "%") {
			fmt.Fprintf(&b, head, name, i%28+1)
		} else {
			b.WriteString(head)
		}
		for p := range 1 + i%4 {
			for s := range 3 {
				text := sentences[(i+3*p+s)%len(sentences)]
				if p+s == 0 {
					text = sentences[0] // who and what
				}
				if strings.Contains(text, "%s") {
					text = fmt.Sprintf(text, name)
				}
				fmt.Fprintf(&b, "%s ", text)
			}
			fmt.Fprintf(&b, "Das war Punkt %d.\n\n%s", p+1, middles[(i+p)%len(middles)])
		}
		b.WriteString(tails[i%len(tails)])
		pages[i] = []byte(b.String())
	}
	return pages
}

// benchImporter reads with the repository's own content.
func benchImporter(b *testing.B) *Importer {
	b.Helper()
	c, problems := content.Load(os.DirFS("../../content"))
	if c == nil {
		b.Fatal(problems)
	}
	l, problems := lang.Load(os.DirFS("../../templates"), "de")
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	im := New(c, l, edtf.Day{Year: 2026, Month: 11, Day: 23})
	im.Ready()
	return im
}

// readAll reads the pages, of size bytes together, again and again on all cores.
func readAll(b *testing.B, pages [][]byte, size int, unit string, read func(i int)) {
	b.SetBytes(int64(size / len(pages)))
	b.ReportAllocs()
	b.ResetTimer()
	var next atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			read(int(next.Add(1)) % len(pages))
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), unit)
}

// BenchmarkRead reads whole pages with the repository's own content on all
// cores: opening, cleaning, every fact with its evidence.
func BenchmarkRead(b *testing.B) {
	im := benchImporter(b)
	pages := benchPages(256)
	size, rejected := 0, 0
	for i, p := range pages {
		size += len(p)
		if d, _ := raw.Open(fmt.Sprint(i), p); d == nil || im.Explain(d).Rejected != "" {
			rejected++
		}
	}
	if rejected > 0 {
		b.Fatalf("%d of %d pages are rejected", rejected, len(pages))
	}
	readAll(b, pages, size, "articles/s", func(i int) {
		d, _ := raw.Open("seite.txt", pages[i])
		im.Explain(d)
	})
}

// BenchmarkReadPages reads the saved pages of the command's tests, each with as
// much markup around it as pages of newspapers have, with all facts.
func BenchmarkReadPages(b *testing.B) {
	files, _ := filepath.Glob("../../cmd/chronik/testdata/pages/first/*.html")
	if len(files) == 0 {
		b.Fatal("no pages")
	}
	around := []byte("<script>" + strings.Repeat("var a = {b: 'c', d: [1, 2, 3]};\n", 2000) + "</script>" + strings.Repeat(`<nav class="menu"><ul><li class="menu__item"><a href="/see" data-track="menu">Am See</a></li></ul></nav>`, 300) + "</body>")
	var pages [][]byte
	size := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, bytes.Replace(src, []byte("</body>"), around, 1))
		size += len(pages[len(pages)-1])
	}
	im := benchImporter(b)
	readAll(b, pages, size, "pages/s", func(i int) {
		if d, problems := raw.Open(files[i], pages[i]); d != nil {
			im.Read(d)
		} else {
			b.Error(problems)
		}
	})
}
