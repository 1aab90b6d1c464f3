package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// version is an article about the event "strittig", by what differs.
func version(source, date, place, ministers, rest string) string {
	sources := ""
	if source != "" {
		sources = "sources: [{outlet: " + source + ", title: T, url: \"https://" + source + ".example/" + place + "\"}]\n"
	}
	return "---\ntitle: Fassung " + place + "\nsummary: S\nevent:\n  id: strittig\n  date: " + date + "\n  kind: treffen\n  place: " + place + "\n" + rest + "ministers: [" + ministers + "]\n" + sources + "---\n"
}

// lines puts disputes as they are shown into lines.
func lines(disputes []Dispute) []string {
	var out []string
	for _, d := range disputes {
		for _, c := range d.Claims {
			line := d.Field + ": " + c.Says
			if c.Shown {
				line += " (gezeigt)"
			}
			for _, w := range c.By {
				for _, who := range w.Who {
					line += " | " + who.Text + " " + who.Href
				}
				line += w.Quote + strings.Join(w.Notes, " ")
			}
			out = append(out, line)
		}
		out = append(out, strings.TrimSpace(d.Why+" "+d.Reason))
	}
	return out
}

func TestDisputesAreShown(t *testing.T) {
	const a, b = "articles/2021/a.md", "articles/2021/b.md"
	wien := map[string]string{"places/wien.md": "---\nname: Wien\n---\n"}
	for name, c := range map[string]struct {
		first, second string
		want          []string
	}{
		"nothing decided": {
			version("bote", "2021-03-04", "kiel", "ahorn, birke", ""), version("stumm", "2021-03-06", "wien", "ahorn, cedern", ""),
			[]string{
				"Datum: 4.\u00a0März 2021 | Der Bote #s1", "Datum: 6.\u00a0März 2021 | Stummes Blatt #s2",
				"Gezeigt wird der ganze Zeitraum, zwischen 4. und 6.\u00a0März 2021: Entschieden ist nichts.",
				"Ort: Kiel (gezeigt) | Der Bote #s1", "Ort: Wien | Stummes Blatt #s2", "Gezeigt wird Kiel, wie im ersten Artikel: Entschieden ist nichts.",
				"Beteiligte: Ahorn und Birke | Der Bote #s1", "Beteiligte: Ahorn und Cedern | Stummes Blatt #s2",
				"Gezeigt werden alle Genannten, Ahorn, Birke und Cedern: Entschieden ist nichts.",
			},
		},
		"settled": {
			version("bote", "2021-03-04", "kiel", "ahorn", ""), version("stumm", "2021-03-06", "kiel", "ahorn", "  settled: [{field: date, reason: Er war dabei.}]\n"),
			[]string{
				"Datum: 4.\u00a0März 2021 | Der Bote #s1", "Datum: 6.\u00a0März 2021 (gezeigt) | Stummes Blatt #s2",
				"Gezeigt wird 6.\u00a0März 2021: So hat die Redaktion entschieden. Er war dabei.",
			},
		},
		"not reviewed, and without source": {
			version("bote", "2021-03-04", "kiel", "ahorn", ""), strings.Replace(version("", "2021-03-06", "kiel", "ahorn", ""), "ministers:", "reviewed: false\nministers:", 1),
			[]string{
				"Datum: 4.\u00a0März 2021 (gezeigt) | Der Bote #s1", "Datum: 6.\u00a0März 2021 | Fassung kiel #a-bungeprüft",
				"Gezeigt wird 4.\u00a0März 2021: Anderes sagt nur, was niemand geprüft hat.",
			},
		},
		"a source of an account": {
			strings.Replace(version("bote", "2021-03-04", "kiel", "ahorn", "  evidence: [{field: date, rule: weekday, role: event, quote: am Freitag, says: 2021-03-05, source: 1}]\n"), "ministers:", "voice: nord\nministers:", 1), "",
			[]string{
				"Datum: 4.\u00a0März 2021 (gezeigt) | Fassung kiel #a-aDarstellung aus Norden", "Datum: 5.\u00a0März 2021 | Der Bote #s1„am Freitag“Darstellung aus Norden",
				"Gezeigt wird 4.\u00a0März 2021: So schließt der Artikel aus seinen Quellen.",
			},
		},
		"agreed": {version("bote", "2021-03", "kiel", "ahorn, birke", ""), version("stumm", "2021-03-06", "kiel", "ahorn", ""), nil},
	} {
		changes := map[string]string{a: c.first, b: c.second, "places/wien.md": wien["places/wien.md"]}
		pages, _ := plan(t, changes)
		e := view[Event](t, pages, "eintrag/strittig.html")
		if e.Disputes == nil {
			e.Disputes = &Disputes{}
		}
		if diff := cmp.Diff(c.want, lines(e.Disputes.All)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		all := view[Contradictions](t, pages, "widersprueche.html")
		if c.want == nil {
			if all.Empty == "" || len(all.Events) > 0 || e.Disputes.More != (Link{}) {
				t.Errorf("%s: list says %q of %d events", name, all.Empty, len(all.Events))
			}
			continue
		}
		if all.Empty != "" || len(all.Events) != 1 || all.Events[0].Event.Href != "eintrag/strittig.html" || e.Disputes.More.Href != "../widersprueche.html" {
			t.Fatalf("%s: list has %+v, the event leads to %v", name, all.Events, e.Disputes.More)
		}
		for i := range c.want {
			c.want[i] = strings.ReplaceAll(c.want[i], " #", " eintrag/strittig.html#")
		}
		if diff := cmp.Diff(c.want, lines(all.Events[0].Disputes)); diff != "" {
			t.Errorf("%s, in the list (-want +got):\n%s", name, diff)
		}
	}
}

// The strip and the axis draw all days that are named, the sign stands on the
// one that is shown.
func TestDisputedDaysAreDrawn(t *testing.T) {
	strip := func(rest string) (lineW string, open bool, caption []string) {
		pages, _ := plan(t, map[string]string{"articles/2021/a.md": version("bote", "2021-03-04", "kiel", "ahorn, birke", rest), "articles/2021/b.md": version("stumm", "2021-05-04", "kiel", "ahorn", "")})
		e := view[Event](t, pages, "eintrag/strittig.html")
		if e.Axis == nil || !strings.Contains(e.Axis.Label, "4.\u00a0März bis 4.\u00a0Mai 2021") {
			t.Errorf("axis = %+v, want all days named", e.Axis)
		}
		for _, s := range view[Year](t, pages, "jahr/2021.html").Strip.Signs {
			if s.ID == "strittig" {
				return s.LineW, s.Open, view[Year](t, pages, "jahr/2021.html").Strip.Caption
			}
		}
		t.Fatal("the event is not on the strip")
		return "", false, nil
	}
	const said = "Strich an einem vollen Zeichen"
	has := func(caption []string) bool {
		return slices.ContainsFunc(caption, func(s string) bool { return strings.HasPrefix(s, said) })
	}
	undecided, open, caption := strip("")
	if undecided == "" || !open || has(caption) {
		t.Errorf("undecided: line %q, outline %v, caption %q", undecided, open, caption)
	}
	settled, open, caption := strip("  settled: [{field: date, reason: r}]\n")
	if settled != undecided || open || !has(caption) {
		t.Errorf("settled: line %q, want %q; outline %v, caption %q", settled, undecided, open, caption)
	}
}

// A list that is too long for one page is cut into parts that hold everything.
func TestContradictionsInParts(t *testing.T) {
	changes := map[string]string{}
	for i := range 5 {
		id := fmt.Sprintf("id: e%d", i)
		changes[fmt.Sprintf("articles/2021/a%d.md", i)] = strings.Replace(version("bote", "2021-03-04", "kiel", "ahorn", ""), "id: strittig", id, 1)
		changes[fmt.Sprintf("articles/2021/b%d.md", i)] = strings.Replace(version("stumm", "2021-03-06", "kiel", "ahorn", ""), "id: strittig", id, 1)
	}
	pages, problems := made(planSite(t, limits{listed: 2, newest: 1, indexed: 500}, changes))
	for _, p := range problems {
		if p.Rule == "duplicate-address" {
			t.Error(p)
		}
	}
	all := view[Contradictions](t, pages, "widersprueche.html")
	if len(all.Events) > 0 || len(all.Parts) != 3 {
		t.Fatalf("page has %d events and %d parts, want 3 parts", len(all.Events), len(all.Parts))
	}
	var got []string
	for _, part := range all.Parts {
		for _, e := range view[Contradictions](t, pages, part.Href).Events {
			got = append(got, e.Event.Href)
		}
	}
	want := []string{"eintrag/e0.html", "eintrag/e1.html", "eintrag/e2.html", "eintrag/e3.html", "eintrag/e4.html"}
	if !slices.Equal(got, want) {
		t.Errorf("parts hold %q, want %q", got, want)
	}
}
