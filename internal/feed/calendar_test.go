package feed

import (
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

func TestCalendar(t *testing.T) {
	text := files(t, based)["chronik.ics"]
	calendar, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	type days struct{ start, end, status string }
	want := map[string]days{
		"tag":    {"20200417", "20200418", "CONFIRMED"},
		"tage":   {"20200430", "20200503", "CONFIRMED"},
		"plan":   {"20200701", "20200702", "TENTATIVE"},
		"absage": {"20201231", "20210101", "CANCELLED"},
	}
	value := func(e *ics.VEvent, p ics.ComponentProperty) string {
		if got := e.GetProperty(p); got != nil {
			return got.Value
		}
		return ""
	}
	for _, e := range calendar.Events() {
		id := strings.TrimPrefix(e.Id(), "tag:example.org,2026:probe/event/")
		got := days{value(e, ics.ComponentPropertyDtStart), value(e, ics.ComponentPropertyDtEnd), value(e, ics.ComponentPropertyStatus)}
		if got != want[id] {
			t.Errorf("%s is on %v, want %v", id, got, want[id])
		}
		delete(want, id)
		if kind := e.GetProperty(ics.ComponentPropertyDtStart).ICalParameters["VALUE"]; len(kind) != 1 || kind[0] != "DATE" {
			t.Errorf("%s begins at a time: %v", id, kind)
		}
		if id != "tag" {
			title := map[string]string{"tage": "Ein Ereignis", "plan": "Angekündigt: Ein Ereignis", "absage": "Abgesagt: Ein Ereignis"}[id]
			if got := value(e, ics.ComponentPropertySummary); got != title {
				t.Errorf("%s is called %q, want %q", id, got, title)
			}
			continue
		}
		for property, want := range map[ics.ComponentProperty]string{
			ics.ComponentPropertySummary: nasty, ics.ComponentPropertyDtstamp: "20260304T120000Z", ics.ComponentPropertyLocation: "Kiel",
			ics.ComponentPropertyUrl:         "https://example.org/probe/eintrag/tag.html",
			ics.ComponentPropertyDescription: "17.\u00a0April 2020 (Tag erschlossen). =SUMME(1)\nZweite Zeile.",
		} {
			if got := value(e, property); got != want {
				t.Errorf("%s = %q, want %q", property, got, want)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not in the calendar: %v", want)
	}
}

func TestCalendarLines(t *testing.T) {
	made := files(t, nil)
	for name, text := range made {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		if strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
			t.Errorf("%s: not all lines end in CRLF", name)
		}
		folded := false
		for line := range strings.SplitSeq(text, "\r\n") {
			folded = folded || strings.HasPrefix(line, " ")
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Errorf("%s: line of %d octets: %q", name, len(line), line)
			}
		}
		if !folded {
			t.Errorf("%s has no folded line", name)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a,b;c\\d", `a\,b\;c\\d`},
		{"a\r\nb\nc\rd\te", "a\\nb\\nc\\nd\te"},
		{"a\x00b\x7f", "ab"},
		{"„ä“: x", "„ä“: x"},
	} {
		if got := text(c.in); got != c.want {
			t.Errorf("text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// A folded line is unfolded to what it was, whatever the length of its
// characters.
func TestFolding(t *testing.T) {
	for _, letter := range []string{"a", "ä", "–", "😀"} {
		for n := range 180 {
			want := strings.Repeat("a", n%5) + strings.Repeat(letter, n)
			var b contentLines
			b.add("SUMMARY", want)
			for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
				if len(line) > 75 || !utf8.ValidString(line) {
					t.Fatalf("%d times %s: line %q", n, letter, line)
				}
			}
			if got := strings.ReplaceAll(b.String(), "\r\n ", ""); want != "" && got != "SUMMARY:"+want+"\r\n" {
				t.Fatalf("%d times %s is unfolded to %q", n, letter, got)
			}
		}
	}
}
