package page

import (
	"encoding/json"
	"strings"
	"testing"
)

// The home page can be narrowed down by kind, counterpart and topic; a group
// with one choice, or a list that is cut, has nothing to choose.
func TestSelection(t *testing.T) {
	pages, _ := plan(t, nil)
	home := view[Home](t, pages, "index.html")
	var got []string
	for _, g := range home.Selection.Groups {
		for _, c := range g.Chips {
			got = append(got, g.Name+"="+c.Slug+" "+c.N+" "+c.Shape+" "+c.Href)
		}
	}
	if got := strings.Join(got, "\n"); !strings.Contains(got, "kind=telefonat 2 diamond art/telefonat.html") || !strings.Contains(got, "topic=zoll 2  thema/zoll.html") {
		t.Errorf("chips of the home page:\n%s", got)
	}
	var words struct {
		All, Some, Order [2]string
		Counts           map[string]string
	}
	if err := json.Unmarshal([]byte(home.Selection.Words), &words); err != nil {
		t.Fatal(err)
	}
	if words.All[0] != home.Status || words.Some[1] != "{k} von 5 Einträgen, neueste zuerst" || words.Counts["one"] != "1 Eintrag" {
		t.Errorf("words = %+v", words)
	}
	if s := view[Term](t, pages, "minister/cedern.html").Selection; s != nil {
		t.Errorf("a page without entries offers %+v", s)
	}
}
