package facts

import (
	"testing"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/raw"
)

// What the chronology already dates narrows what a text leaves open, as long as
// more than the ministers agrees.
func TestKnownEvents(t *testing.T) {
	event := func(date, kind, place string, reviewed bool) content.Article {
		return content.Article{Ministers: []string{"falk", "reiher"}, Reviewed: reviewed,
			Event: content.Event{Date: edtf.MustParse(date), Status: "held", Kind: kind, Place: place}}
	}
	call, met := event("2019-05-13", "telefonat", "", true), event("2019-05-13", "treffen", "musterstadt", true)
	const (
		called = "Außenminister Anton Falk und Rita Reiher haben %s über Netze telefoniert."
		talked = "Außenminister Anton Falk und Rita Reiher trafen sich %s in Musterstadt."
	)
	for _, c := range []struct {
		name, published, text, when, want string
		known                             []content.Article
	}{
		{"written the day after", "2019-05-14", called, "", "2019-05-13", []content.Article{call}},
		{"written days after, nothing else agrees", "2019-05-17", called, "", "[2019-05-04..2019-05-17]", []content.Article{call}},
		{"a machine's guess is no clue", "2019-05-14", called, "", "[2019-05-01..2019-05-14]", []content.Article{event("2019-05-13", "telefonat", "", false)}},
		{"another kind", "2019-05-14", called, "", "[2019-05-01..2019-05-14]", []content.Article{met}},
		{"the same place", "2019-05-17", talked, "", "2019-05-13", []content.Article{met}},
		{"another place", "2019-05-14", talked, "", "[2019-05-01..2019-05-14]", []content.Article{event("2019-05-13", "treffen", "beispielhafen", true)}},
		{"twice at the place", "2019-05-17", talked, "", "[2019-05-04..2019-05-17]", []content.Article{met, event("2019-05-08", "treffen", "musterstadt", true)}},
		{"another one there, its day unknown", "2019-05-17", talked, "", "[2019-05-04..2019-05-17]", []content.Article{met, event("2019-05", "treffen", "musterstadt", true)}},
		{"two articles of one event", "2019-05-17", talked, "", "2019-05-13", []content.Article{met, met}},
		{"a day without its year", "", called, "am 13. Mai", "2019-05-13", []content.Article{call}},
		{"a weekday and the place", "", talked, "am Montag", "2019-05-13", []content.Article{met}},
		{"only a weekday", "", called, "am Montag", "[2018-04-26..2021-01-20]", []content.Article{call}},
		{"a weekday in a month", "2019-05", called, "am Montag", "[2019-04-29..2019-05-27]", []content.Article{call}},
		{"a weekday in a month and the place", "2019-05", talked, "am Montag", "2019-05-13", []content.Article{met}},
		{"another weekday", "2019-05", called, "am Dienstag", "[2019-04-30..2019-05-28]", []content.Article{call}},
		{"a week", "2019-05-21", called, "in der vergangenen Woche", "2019-05-13", []content.Article{call}},
		{"a night", "2019-05-15", called, "in der Nacht zum Dienstag", "2019-05-13", []content.Article{call}},
		{"the text's own day holds", "2019-05-17", called, "am Donnerstag", "2019-05-16", []content.Article{call}},
		{"a day beside the known one", "2019-05-17", called, "am Dienstag", "[2019-05-13..2019-05-14]", []content.Article{call}},
		{"both days known", "2019-05-17", called, "am Dienstag", "2019-05-14", []content.Article{call, event("2019-05-14", "telefonat", "", true)}},
	} {
		world := utopia()
		world.Articles = c.known
		d, _ := raw.Open("a.txt", []byte(replaced(c.text, c.when)))
		src := publishedOn(c.published)
		src.Text = d.Text
		got := NewReader(world).Read(clean.Document(d, nil), src)
		if got.Date.String() != c.want {
			t.Errorf("%s: date of %q published %q = %s, want %s", c.name, d.Text, c.published, got.Date, c.want)
		}
	}
}

func replaced(text, when string) string {
	if when == "" {
		when = "lange"
	}
	i := 0
	for text[i] != '%' {
		i++
	}
	return text[:i] + when + text[i+2:] + "\n"
}

// What is yet to come is not dated by when it was announced; what looks back is
// not dated to the days before it.
func TestWindow(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"planned", "Das Treffen von Anton Falk und Rita Reiher soll bald in Musterstadt stattfinden.\n", "[2019-05-15..2021-01-20]"},
		{"next week", "Falk und Reiher kommen in der kommenden Woche zu einem Treffen zusammen\n\nDas wird das erste Treffen von Anton Falk und Rita Reiher, wie das Amt für Seen in Musterstadt am Abend sagte.\n", "[2019-05-20..2019-05-26]"},
		{"an analysis", "Analyse\nFalk und Reiher finden kein Ende\n\nDie Treffen von Anton Falk und Rita Reiher haben an der Weite der Netze wenig geändert, so sieht es wenigstens das Amt.\n", "[2018-11-16..2019-05-15]"},
		{"a year that is a name", "Anton Falk und Rita Reiher haben bei ihrem Treffen über die Wahl 2020 gesprochen.\n", "[2019-05-02..2019-05-15]"},
	} {
		if got := read(t, c.text, publishedOn("2019-05-15")); got.Date.String() != c.want {
			t.Errorf("%s: date of %q = %s, want %s", c.name, c.text, got.Date, c.want)
		}
	}
}
