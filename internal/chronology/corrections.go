package chronology

import (
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// A Correction is a row of `changes` of an article, or that it was withdrawn.
type Correction struct {
	content.Change
	Withdrawn bool // Field, Old and New are empty
	Event     *Event
}

// Corrections returns what was corrected and withdrawn, newest first. A row that
// several articles of one event have alike stands once. Drafts do not count.
func (c *Chronology) Corrections() []Correction {
	var all []Correction
	type row struct {
		event *Event
		content.Change
	}
	seen := map[row]bool{}
	for i := range c.Content.Articles {
		a := &c.Content.Articles[i]
		if a.Draft {
			continue
		}
		e := c.Event(a.EventID())
		if a.Gone() {
			all = append(all, Correction{content.Change{Date: a.Withdrawn.Date, Reason: a.Withdrawn.Reason}, true, e})
		}
		for _, change := range slices.Backward(a.Changes) {
			if r := (row{e, change}); !seen[r] {
				seen[r] = true
				all = append(all, Correction{change, false, e})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Correction) int {
		if c := b.Day().Compare(a.Day()); c != 0 {
			return c
		}
		return strings.Compare(a.Event.ID, b.Event.ID)
	})
	return all
}

// Day returns the day on which it was made, the zero Day if it does not say.
func (c Correction) Day() edtf.Day {
	_, day := c.Date.Bounds()
	return day
}
