package check

import (
	"fmt"
	"slices"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edition"
	"chronik/internal/edtf"
)

// changes reports rows of `changes` that do not tell readers what was corrected:
// each names its day, a field and the reason, and the newest of a field says
// what stands there now.
func changes(k *checker, a *content.Article, fail failFunc) {
	newest := map[string]int{} // field -> row
	for i, c := range a.Changes {
		key := fmt.Sprintf("changes[%d]", i)
		day, claimed := c.Date.ClaimedDay()
		if !claimed {
			fail(key+".date", "write the day on which it was corrected, such as 2026-11-27", "change has no day")
		}
		if c.Field == "" {
			fail(key, oneOf("", content.Changeable), "change names no field")
			continue
		}
		one(c.Field, content.Changeable, key+".field", "field of a change", fail)
		if c.Reason == "" {
			fail(key, "say why in reason", "change of %s has no reason", c.Field)
		}
		if c.Field == "date" {
			isDate(c.Old, key+".old", fail)
			isDate(c.New, key+".new", fail)
		}
		if at, ok := newest[c.Field]; ok {
			if before, _ := a.Changes[at].Date.ClaimedDay(); day.Before(before) {
				continue
			}
		}
		newest[c.Field] = i
	}
	for i, c := range a.Changes {
		says, ok := a.Says(c.Field)
		if !ok || newest[c.Field] != i {
			continue
		}
		if c.Old == c.New {
			fail(fmt.Sprintf("changes[%d]", i), "give what stood there as old and what stands there now as new", "change of %s has no old and new value", c.Field)
		} else if k.renames.Value(c.Field, c.New) != says {
			fail(fmt.Sprintf("changes[%d].new", i), "add a row for what was changed after it, or mend this one", "the newest change of %s says %q, but the article says %q", c.Field, c.New, says)
		}
	}
}

func isDate(value, key string, fail failFunc) {
	if _, err := edtf.Parse(value); value != "" && err != nil {
		fail(key, diag.HintOf(err), "%s", err)
	}
}

// published are the rules on what readers have seen before, in an edition.
var published = []rule{{"uncorrected", diag.Warning, uncorrected}}

// uncorrected reports that an entry has another date, place or other ministers
// than in the newest edition, and no row of `changes` tells of it. It is told at
// the first article of the event.
func uncorrected(k *checker, a *content.Article, fail failFunc) {
	newest := k.shelf().Newest()
	e := k.chronology().Event(a.EventID())
	if newest == nil || e == nil || e.Articles[0] != a {
		return
	}
	then := k.shelf().Then(e)
	if then == nil || then.Date == e.Date && then.Place == e.Place && slices.Equal(then.Ministers, e.Ministers) { // nearly all
		return
	}
	now := edition.Entry(e)
	for _, field := range k.shelf().Changed(then, &now) {
		was, is := edition.Says(then, field), edition.Says(&now, field)
		key := map[string]string{"date": "event.date", "place": "event.place", "ministers": "ministers"}[field]
		if key == "" || was == is || explained(e, field, newest.Stand) {
			continue
		}
		fail(key, fmt.Sprintf("add {date: DAY, field: %s, old: %q, new: %q, reason: WHY} to changes", field, was, is),
			"%s was %q in edition %s and is %q now, and no change says so", field, was, newest.Label, is)
	}
}

// explained reports whether an article of an event says that a field was changed
// on a day or later.
func explained(e *chronology.Event, field string, since edtf.Date) bool {
	first, _ := since.Bounds()
	for _, a := range e.Articles {
		for _, c := range a.Changes {
			if _, day := c.Date.Bounds(); c.Field == field && !day.Before(first) {
				return true
			}
		}
	}
	return false
}

// vanished reports entries of any edition that nothing tells of any more. What
// is withdrawn says so, and what is called otherwise leads on.
func (k *checker) vanished() {
	seen := map[string]bool{}
	for i := range slices.Backward(k.c.Editions) {
		ed := &k.c.Editions[i]
		for _, entry := range ed.Entries {
			if seen[entry.ID] {
				continue
			}
			seen[entry.ID] = true
			if k.shelf().Now(entry.ID) == nil {
				k.problems = append(k.problems, diag.Problem{
					File: ed.Path, Line: entry.Line, Col: entry.Col, Rule: "vanished",
					Msg:  fmt.Sprintf("entry %q was published in edition %s, and nothing has its address any more", entry.ID, ed.Label),
					Hint: "give the id under aliases of the article that tells of it now, or take its article back with withdrawn: {date, reason}",
				})
			}
		}
	}
}
