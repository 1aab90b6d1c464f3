package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The page of the call of 17 April 2020 says which topics Moscow alone named,
// which Washington alone and which both, and what a side was silent on is found
// from the register.
func TestAccountsSideBySide(t *testing.T) {
	r := &visitor{t: t, files: asFS(siteOf(t, filepath.Join("..", "..", "content")))}
	r.open("eintrag/2020-04-17-pompeo-telefonat.html")
	got := map[string][]string{}
	for _, row := range r.page.Find(`[aria-labelledby="voices-h"] div`) {
		name := row.Find("dt")[0].Text()
		for _, a := range row.Find("dd a") {
			got[name] = append(got[name], a.Text())
		}
	}
	want := map[string][]string{
		"Nur Moskau":     {"START-Vertrag", "Cybersicherheit", "Terrorismusbekämpfung", "Gipfel und Gipfelvorbereitung", "Wirtschaft und Handel"},
		"Nur Washington": {"Gefangenenaustausch"},
		"Beide":          {"Coronavirus", "Strategische Stabilität"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("who named what (-want +got):\n%s", diff)
	}
	r.open("index.html")
	r.click("Register")
	r.click("Schweigen")
	cells := r.page.Find(`td a[aria-label="Cybersicherheit: Washington schwieg: 2 Einträge"]`)
	if len(cells) != 1 || cells[0].Text() != "2" {
		t.Fatalf("%s has %d cells for what Washington left out of cyber security, want one that says 2", r.at, len(cells))
	}
	r.open(cells[0].Attr("href"))
	if ids := r.entries(); len(ids) != 2 || !slices.Contains(ids, "2020-04-17-pompeo-telefonat") {
		t.Errorf("%s lists %q, want two with the call of 17 April 2020", r.at, ids)
	}
}

// What sources contradict each other in is found from the register, with who
// says it and what is shown.
func TestContradictionsByLinks(t *testing.T) {
	r := &visitor{t: t, files: asFS(siteOf(t, filepath.Join("..", "..", "content")))}
	r.open("index.html")
	r.click("Register")
	r.click("Widersprüche")
	sections := r.page.Find("section.ev")
	if len(sections) == 0 {
		t.Fatalf("%s has no event in dispute", r.at)
	}
	text := sections[0].Text()
	for _, want := range []string{"Pompeo über Venezuela", "13. Februar 2019", "CRI Deutsch: „am Mittwoch“", "russland.NEWS", "gezeigt", "So hat die Redaktion entschieden."} {
		if !strings.Contains(text, want) {
			t.Errorf("the first says %q, want %q in it", text, want)
		}
	}
	r.click(sections[0].Find("h2 a")[0].Text())
	if claims := r.page.Find("#claims dt"); len(claims) != 2 {
		t.Errorf("%s has %d claims, want 2", r.at, len(claims))
	}
	for _, a := range r.page.Find("#claims dd a") {
		if id := strings.TrimPrefix(a.Attr("href"), "#"); len(r.page.Find("#"+id)) != 1 {
			t.Errorf("claim leads to %q, which is no source", a.Attr("href"))
		}
	}
}
