package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// account is an article about one event: whose account it is, and its topics.
func account(voice, topics string) string {
	return "---\ntitle: Darstellung " + voice + "\nsummary: S\nevent: {id: gipfel, date: 2021-03-04, kind: treffen}\nministers: [ahorn, birke]\ntopics: [" + topics + "]\nvoice: " + voice + "\n---\n"
}

// shares are the lines of who named what on the page of an event.
func shares(t *testing.T, pages []Page) []string {
	t.Helper()
	r := view[Event](t, pages, "eintrag/gipfel.html").Readout
	if r == nil {
		return nil
	}
	lines := []string{}
	for _, s := range r.Shares {
		line := s.Term + ":"
		for _, topic := range s.Items {
			line += " " + topic.Text
		}
		lines = append(lines, line)
	}
	if r.Note != "" {
		lines = append(lines, r.Note)
	}
	return lines
}

func TestWhoNamedWhat(t *testing.T) {
	const nobodys, north, south = "articles/2021/a.md", "articles/2021/b.md", "articles/2021/c.md"
	all := map[string]string{nobodys: account(`""`, "aerzte"), north: account("nord", "zoll, brot"), south: account("sued", "zoll, aerzte")}
	for name, c := range map[string]struct {
		without string
		want    []string
	}{
		"both sides":                       {"", []string{"Nur Norden: Brot", "Nur Süden: Ärzteaustausch", "Beide: Zölle"}},
		"without the account of the south": {south, []string{"Nur Norden: Zölle Brot", "Verzeichnet ist nur die Darstellung aus Norden; was andere nannten, ist nicht bekannt."}},
		"without that of nobody":           {nobodys, []string{"Nur Norden: Brot", "Nur Süden: Ärzteaustausch", "Beide: Zölle"}},
	} {
		changes := map[string]string{}
		for file, text := range all {
			changes[file] = text
		}
		changes[c.without] = ""
		pages, _ := plan(t, changes)
		if diff := cmp.Diff(c.want, shares(t, pages)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	pages, _ := plan(t, map[string]string{nobodys: all[nobodys]})
	if got := shares(t, pages); got != nil {
		t.Errorf("an event without accounts says %q", got)
	}
}

func TestSilencesAreCounted(t *testing.T) {
	second := func(text string) string { return strings.ReplaceAll(text, "gipfel", "zweiter") }
	pages, _ := plan(t, map[string]string{
		"articles/2020/2020-05-treffen-b.md": "", // without it nothing of the sample is compared
		"articles/2021/a.md":                 account("nord", "zoll, brot"), "articles/2021/b.md": account("sued", "zoll, aerzte"),
		"articles/2021/c.md": second(account("nord", "brot")), "articles/2021/d.md": second(account("sued", "")),
	})
	v := view[Silences](t, pages, "schweigen.html")
	if v.Empty != "" || v.Matrix == nil {
		t.Fatalf("page says %q, want a table", v.Empty)
	}
	var got []string
	for _, r := range v.Matrix.Rows {
		line := r.Head.Text + ":"
		for i, c := range r.Cells {
			if c.Text != "" {
				line += " " + v.Matrix.Columns[i].Text + " " + c.Text + " " + c.Href
			}
		}
		got = append(got, line+" "+r.Sum)
	}
	want := []string{"Brot: Süden 2 schweigen/brot/sued.html 2", "Ärzteaustausch: Norden 1 schweigen/aerzte/nord.html 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("silences (-want +got):\n%s", diff)
	}
	if !strings.Contains(v.Deck, "2 Einträge") {
		t.Errorf("deck = %q, want the number of events compared", v.Deck)
	}
	list := view[Term](t, pages, "schweigen/brot/sued.html")
	if list.Heading != "Brot: Süden schwieg" || len(rows(list)) != 2 {
		t.Errorf("list is %q with %d entries, want both events", list.Heading, len(rows(list)))
	}
}

// Without silences the page says so; without sides there is none.
func TestNoSilences(t *testing.T) {
	pages, _ := plan(t, map[string]string{"articles/2020/2020-05-treffen-b.md": ""})
	if v := view[Silences](t, pages, "schweigen.html"); v.Empty == "" || v.Matrix != nil {
		t.Errorf("page without silences: empty %q, table %v", v.Empty, v.Matrix)
	}
	one := strings.Replace(sample["index.md"], ", {slug: sued, label: Süden}", "", 1)
	pages, _ = plan(t, map[string]string{"index.md": one})
	for _, p := range pages {
		if strings.HasPrefix(p.Path, "schweigen") {
			t.Errorf("a site of one side has a page %s", p.Path)
		}
	}
}
