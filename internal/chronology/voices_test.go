package chronology

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chronik/internal/content"
)

// accounts are articles about one event: each a side and the topics it names.
func accounts(c *content.Content, id string, of ...[]string) {
	for i, named := range of {
		c.Articles = append(c.Articles, article(id+string(rune('a'+i)), "2020-04-17", tells(id), func(a *content.Article) {
			a.Voice, a.Topics = named[0], named[1:]
		}))
	}
}

var sides = content.Site{Sides: []content.Side{{Slug: "ost", Label: "Osten"}, {Slug: "west", Label: "Westen"}, {Slug: "sued", Label: "Süden"}}}

func TestReadout(t *testing.T) {
	for name, c := range map[string]struct {
		accounts [][]string
		want     Readout
	}{
		"two sides": {[][]string{{"west", "öl", "gas"}, {"ost", "öl", "getreide"}, {"", "kohle", "gas"}}, Readout{[]string{"ost", "west"}, []Share{
			{[]string{"ost"}, []string{"getreide"}}, {[]string{"west"}, []string{"gas"}}, {[]string{"ost", "west"}, []string{"öl"}},
		}}},
		"two accounts of one side count as one": {[][]string{{"west", "öl"}, {"ost", "öl"}, {"ost", "gas"}}, Readout{[]string{"ost", "west"}, []Share{
			{Sides: []string{"ost"}, Topics: []string{"gas"}}, {Sides: []string{"west"}}, {[]string{"ost", "west"}, []string{"öl"}},
		}}},
		"three sides": {[][]string{{"ost", "öl", "gas"}, {"west", "öl", "gas"}, {"sued", "öl"}}, Readout{[]string{"ost", "west", "sued"}, []Share{
			{Sides: []string{"ost"}}, {Sides: []string{"west"}}, {Sides: []string{"sued"}},
			{[]string{"ost", "west"}, []string{"gas"}}, {[]string{"ost", "west", "sued"}, []string{"öl"}},
		}}},
		"one side alone":    {[][]string{{"west", "öl"}, {"", "gas"}}, Readout{[]string{"west"}, []Share{{[]string{"west"}, []string{"öl"}}}}},
		"nobody's accounts": {[][]string{{"", "öl"}, {"", "gas"}}, Readout{}},
	} {
		all := &content.Content{Site: sides}
		accounts(all, "e", c.accounts...)
		ch := New(all)
		if diff := cmp.Diff(c.want, ch.Readout(ch.Event("e"))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A side is silent on what another names only where it gave an account itself.
func TestSilences(t *testing.T) {
	all := &content.Content{Site: sides}
	accounts(all, "1", []string{"ost", "öl"}, []string{"west", "gas"})
	accounts(all, "2", []string{"ost", "öl", "gas"}, []string{"west", "gas"})
	accounts(all, "3", []string{"ost", "öl"}, []string{"", "gas"})
	accounts(all, "4", []string{"ost", "öl"}, []string{"west", "öl"}, []string{"sued"})
	ch := New(all)
	if got := ids(ch.Compared()); !slices.Equal(got, []string{"1", "2", "4"}) {
		t.Errorf("compared are %q, want those with accounts of several sides", got)
	}
	for _, c := range []struct {
		topic, side string
		want        []string
	}{
		{"öl", "west", []string{"1", "2"}}, {"gas", "ost", []string{"1"}}, {"öl", "sued", []string{"4"}},
		{"gas", "west", nil}, {"öl", "ost", nil},
	} {
		if got := ids(ch.Silent(c.topic, c.side)); !slices.Equal(got, c.want) {
			t.Errorf("%s is silent on %s in %q, want %q", c.side, c.topic, got, c.want)
		}
	}
	if got := ids(ch.Agreed("gas")); !slices.Equal(got, []string{"2"}) {
		t.Errorf("all name gas in %q, want 2", got)
	}
	if got := ch.Agreed("öl"); got != nil {
		t.Errorf("all name öl in %q, want none: in 4 one side is silent", ids(got))
	}
}

// The call of 17 April 2020 as both capitals told of it, in this repository's
// own content.
func TestCallOfApril2020(t *testing.T) {
	c, problems := content.Load(os.DirFS("../../content"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const id = "2020-04-17-pompeo-telefonat"
	without := func(slug string) map[string][]string {
		all := *c
		all.Articles = slices.DeleteFunc(slices.Clone(c.Articles), func(a content.Article) bool { return a.Slug == slug })
		if want := len(c.Articles) - 1; slug != "" && len(all.Articles) != want {
			t.Fatalf("without %s there are %d articles, want %d", slug, len(all.Articles), want)
		}
		ch := New(&all)
		shares := map[string][]string{}
		for _, s := range ch.Readout(ch.Event(id)).Shares {
			name := s.Sides[0]
			if len(s.Sides) > 1 {
				name = "both"
			}
			slices.Sort(s.Topics)
			shares[name] = s.Topics
		}
		return shares
	}
	moscow := []string{"coronavirus", "cybersicherheit", "gipfelvorbereitung", "start-vertrag", "strategische-stabilitaet", "terrorismusbekaempfung", "wirtschaft"}
	washington := []string{"coronavirus", "gefangenenaustausch", "strategische-stabilitaet"}
	three := map[string][]string{
		"moskau":     {"cybersicherheit", "gipfelvorbereitung", "start-vertrag", "terrorismusbekaempfung", "wirtschaft"},
		"washington": {"gefangenenaustausch"},
		"both":       {"coronavirus", "strategische-stabilitaet"},
	}
	for removed, want := range map[string]map[string][]string{
		"":                 three,
		id:                 three, // it is nobody's account
		id + "-washington": {"moskau": moscow},
		id + "-moskau":     {"washington": washington},
	} {
		if diff := cmp.Diff(want, without(removed)); diff != "" {
			t.Errorf("without %q (-want +got):\n%s", removed, diff)
		}
	}
}
