package render

import (
	"strings"
	"testing"

	"chronik/internal/html"
)

func parsed(t *testing.T, text string) *html.Page {
	t.Helper()
	p, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inside returns what a selector finds in the first of another.
func inside(t *testing.T, p *html.Page, outer, selector string) []*html.Node {
	t.Helper()
	found := p.Find(outer)
	if len(found) == 0 {
		t.Fatalf("page has no %s", outer)
	}
	return found[0].Find(selector)
}

// The strip is one drawing with a name. Years are links that are read as they
// are written; signs are for the mouse alone.
func TestStrip(t *testing.T) {
	out := site(t)
	for _, name := range []string{"index.html", "minister/ahorn.html", "thema/zoll.html", "jahr/2022.html", "minister/ahorn/2022.html", "404.html", "eintrag/z.html"} {
		p := parsed(t, out[name])
		drawings := inside(t, p, "figure.strip", "svg[role=group]")
		if len(drawings) != 1 || !strings.HasPrefix(drawings[0].Attr("aria-label"), "Zeitstreifen") && !strings.HasPrefix(drawings[0].Attr("aria-label"), "Lage im Zeitstreifen") {
			t.Errorf("%s has %d drawings with a name, want one", name, len(drawings))
			continue
		}
		for _, a := range drawings[0].Find("a") {
			if a.Attr("tabindex") == "-1" {
				continue
			}
			label, seen := a.Attr("aria-label"), strings.Fields(a.Text())
			if len(seen) == 0 || !strings.HasPrefix(label, seen[0]) {
				t.Errorf("%s: link reads %q but is called %q", name, seen, label)
			}
		}
		for _, g := range append(drawings[0].Find("g.wide"), drawings[0].Find("g.narrow")...) {
			if g.Attr("aria-hidden") != "true" {
				t.Errorf("%s: signs are read aloud", name)
			}
			for _, a := range g.Find("a") {
				if a.Attr("tabindex") != "-1" || len(a.Find("title")) != 1 {
					t.Errorf("%s: sign %q stops the keyboard or has no title", name, a.Attr("href"))
				}
			}
		}
	}
	home := parsed(t, out["index.html"])
	wide := inside(t, home, "g.wide", "use")
	narrow := inside(t, home, "g.narrow", "use")
	if len(wide) != 3 || len(narrow) != 3 { // of four one has no date
		t.Fatalf("home shows %d signs, %d on narrow pages, want 3 and 3", len(wide), len(narrow))
	}
	first := wide[0]
	if first.Attr("href") != "#k-diamond" || first.Attr("data-e") != "a" || strings.Contains(first.Attr("class"), "open") {
		t.Errorf("first sign = %s of %s, class %s, want the full diamond of a", first.Attr("href"), first.Attr("data-e"), first.Attr("class"))
	}
	if !strings.Contains(wide[1].Attr("class"), "open") || len(inside(t, home, "g.wide", "rect.wh")) != 2 {
		t.Errorf("an uncertain day is not drawn as an outline with its span")
	}
	if here := inside(t, parsed(t, out["eintrag/z.html"]), "figure.strip", "line.here"); len(here) != 1 {
		t.Errorf("page of an event has %d marks where it is, want 1", len(here))
	}
}

func TestAxis(t *testing.T) {
	out := site(t)
	p := parsed(t, out["eintrag/z.html"])
	if got := inside(t, p, "figure.evax", "svg[role=img]"); len(got) != 1 || got[0].Attr("aria-label") != "Möglicher Zeitraum: 1. bis 31.\u00a0Mai 2022" {
		t.Errorf("axis of a month is missing or unnamed")
	}
	if got := inside(t, p, "figure.evax", "line.here"); len(got) != 0 {
		t.Errorf("axis of a month shows a day")
	}
	if strings.Contains(out["eintrag/a.html"], `class="evax"`) {
		t.Errorf("a day without limits has an axis")
	}
}

// A table has a name, heads of rows and columns, and says in words what a dot
// and a hatch show.
func TestMatrix(t *testing.T) {
	out := site(t)
	p := parsed(t, out["ueberblick.html"])
	if tables := p.Find("table.matrix"); len(tables) != 2 {
		t.Fatalf("overview has %d tables, want 2", len(tables))
	}
	for _, table := range p.Find("table.matrix") {
		if len(table.Find("caption")) != 1 || len(table.Find("th[scope=col]")) != 6 || len(table.Find("th[scope=row]")) == 0 {
			t.Errorf("table has %d captions, %d column heads", len(table.Find("caption")), len(table.Find("th[scope=col]")))
		}
		for _, cell := range table.Find("td.q0") {
			if got := cell.Text(); got != "·0" && got != "· 0" {
				t.Errorf("cell without entries reads %q", got)
			}
		}
	}
	row := inside(t, p, "table.matrix", "td.q1")
	if len(row) == 0 || row[0].Find("a")[0].Attr("href") != "minister/ahorn/2020.html" || row[0].Find("a")[0].Attr("aria-label") != "Ahorn 2020: 1 Eintrag" {
		t.Errorf("first number of the table does not lead to its entries")
	}
	one := parsed(t, out["minister/ahorn/2022.html"]).Find("a[aria-current=page]")
	if len(one) != 1 || one[0].Text() != "1" {
		t.Errorf("row of a minister marks %d years, want the one of the page", len(one))
	}
}
