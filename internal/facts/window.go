package facts

import (
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// reportWindow is how many days before its report an event may lie of which
// the text gives no day.
const reportWindow = 13

// reviewWindow is the same for texts that look back: analyses, comments.
const reviewWindow = 180

// held returns the frame of what has been held when the text appeared.
func (f *frame) held(pub publication) days {
	held := f.within
	for _, limit := range []days{{Last: pub.days.Last}, f.told} {
		if both, ok := held.And(limit); ok {
			held = both
		}
	}
	return held
}

// window narrows the frame of an event without a day to those around its
// report.
func (f *frame) window(pub publication, planned bool) {
	if planned && pub.days.Known() {
		f.limit(days{First: pub.days.First})
		return
	}
	f.within = f.held(pub)
	if pub.days.Known() {
		f.limit(days{First: pub.days.First.Add(-f.reach), Last: pub.days.Last})
	}
}

// open reports whether a value leaves the day to be told by something else: it
// claims none, lasts no longer than a night, and the day of writing is not in
// doubt.
func (f *frame) open(value edtf.Date, m *mention) bool {
	if _, ok := value.ClaimedDay(); ok {
		return false
	}
	return m == nil || !m.Misdated() && (value.Form() != edtf.Interval || m.Rule == "night")
}

// planned reports whether headline or lead tell of what is yet to come, and
// nothing tells of it as past.
func (d *document) planned(kind guess) bool {
	if len(kind.hits) == 0 || slices.Contains(statements, kind.slug) || d.toldAsPast(kind) {
		return false
	}
	if z := d.zoneOf(kind.best.Start); z != inHeadline && z != inLead {
		return false
	}
	return d.ClauseAt(d.WordAt(kind.best.Start)).Tense() == syntax.Future
}

// reviews are the labels of texts that look back, folded.
var reviews = []string{"analyse", "kommentar", "hintergrund", "rueckblick", "portraet", "essay", "chronik", "chronologie", "gastbeitrag", "meinung", "leitartikel", "kolumne"}

// looksBack reports whether the page calls its text an analysis or the like.
func looksBack(d *document, mined []clean.Mined) bool {
	labels := make([]string, 0, 4)
	for _, m := range mined {
		if m.What == clean.Topic {
			labels = append(labels, m.Value)
		}
	}
	if len(d.passages) > 0 && d.passages[0].zone == inHeadline {
		if label, _, ok := strings.Cut(d.Text[:d.passages[0].End], ":"); ok {
			labels = append(labels, label)
		}
	}
	return slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(reviews, german.Fold(l)) })
}
