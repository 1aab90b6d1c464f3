package feed

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"

	"chronik/internal/chronology"
	"chronik/internal/cite"
	"chronik/internal/edtf"
	"chronik/internal/page"
)

// calendarEntry writes an event as a VEVENT, unless it cannot be put on days.
func (w *writer) calendarEntry(b *contentLines, e *chronology.Event, n *entry) {
	first, last, ok := e.Date.Days()
	if !ok {
		return
	}
	b.add("BEGIN", "VEVENT")
	b.add("UID", text(cmp.Or(cite.URI(w.c.Site, "event", e.ID), e.ID)))
	stamp := e.Updated()
	if stamp.IsZero() {
		stamp = first
	}
	b.add("DTSTAMP", compact(stamp)+"T120000Z")
	b.add("DTSTART;VALUE=DATE", compact(first))
	b.add("DTEND;VALUE=DATE", compact(last.Add(1))) // the first day it is no longer
	b.add("STATUS", statuses[e.Status])
	b.add("TRANSP", "TRANSPARENT")
	b.add("SUMMARY", text(w.marked(e)))
	b.add("DESCRIPTION", text(w.summary(e, n)))
	b.add("CATEGORIES", strings.Join(each(text, append(kindOf(w, e), w.names(e.Topics, w.topic)...)), ","))
	if p := w.c.Place(e.Place); p != nil {
		b.add("LOCATION", text(p.Name))
		if len(p.Coordinates) == 2 {
			b.add("GEO", coordinate(p.Coordinates[0])+";"+coordinate(p.Coordinates[1]))
		}
	}
	b.add("URL", n.address)
	b.add("END", "VEVENT")
}

var statuses = map[string]string{"held": "CONFIRMED", "announced": "TENTATIVE", "cancelled": "CANCELLED", chronology.Withdrawn: "CANCELLED"}

func kindOf(w *writer, e *chronology.Event) []string {
	if e.Kind == "" {
		return nil
	}
	return []string{w.kind(e.Kind)}
}

func each(f func(string) string, list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, f(s))
	}
	return out
}

func coordinate(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func compact(d edtf.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text is a value of type TEXT. Other control characters are not allowed in
// it.
func text(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == ';' || r == ',' }) < 0 {
		return s
	}
	return escapes.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s))
}

func (w *writer) calendar(out *bytes.Buffer, c page.Collection) {
	b := newContentLines()
	b.add("BEGIN", "VCALENDAR")
	b.add("VERSION", "2.0")
	b.add("PRODID", "-//chronik//chronik//"+strings.ToUpper(w.l.Tag))
	b.add("CALSCALE", "GREGORIAN")
	b.add("METHOD", "PUBLISH")
	b.add("X-WR-CALNAME", text(c.Title))
	out.Write(b.Bytes())
	w.join(out, c, "", (*record).asCalendar)
	b.Reset()
	b.add("END", "VCALENDAR")
	out.Write(b.Bytes())
}

// contentLines are lines of a calendar or of a table.
type contentLines struct {
	bytes.Buffer
	table *csv.Writer // onto the buffer
}

func newContentLines() *contentLines {
	b := &contentLines{}
	b.table = csv.NewWriter(&b.Buffer)
	b.table.UseCRLF = true
	return b
}

// mostOctets is how long a line may be, without its CRLF.
const mostOctets = 75

// add writes a property, folded between characters; one without value is left
// out. Names are short.
func (b *contentLines) add(name, value string) {
	if value == "" {
		return
	}
	b.WriteString(name)
	b.WriteByte(':')
	rest, room := value, mostOctets-len(name)-len(":")
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		b.WriteString(rest[:cut])
		b.WriteString("\r\n ")
		rest, room = rest[cut:], mostOctets-1
	}
	b.WriteString(rest)
	b.WriteString("\r\n")
}
