package feed

import (
	"strings"

	"chronik/internal/cite"
	"chronik/internal/page"
)

// corrections is the feed of what was corrected and withdrawn. Before the first
// of them it is empty, so that one can wait for it.
func (w *writer) corrections(f page.DataFile) []byte {
	title := w.l.Say("site.window", "title", w.l.Word("changes.title"), "site", w.c.Site.Title)
	all := page.Corrected(w.ch, w.l)
	updated := w.ch.Stand()
	if len(all) > 0 && !all[0].Day.IsZero() {
		updated = all[0].Day
	}
	feed := w.newAtom(f, w.c.Site.ID+"/corrections", title, page.CorrectionsPath(w.l), moment(updated))
	for _, c := range all {
		if c.Day.IsZero() || len(feed.Entries) == MostEntries {
			break // those without day come last
		}
		var text []string
		if c.Old != "" {
			text = append(text, w.l.Say("changes.values", "old", c.Old, "new", c.New)+".")
		}
		if c.Reason != "" {
			text = append(text, c.Reason)
		}
		feed.Entries = append(feed.Entries, &atomEntry{
			ID: cite.URI(w.c.Site, "correction", c.ID), Title: w.l.Say("changes.entry", "what", c.What, "title", c.Title),
			Published: moment(c.Day), Updated: moment(c.Day),
			Link: atomLink{"alternate", "text/html", w.link(f.Path, c.Path)}, Summary: strings.Join(text, " "),
		})
	}
	return feed.bytes()
}
