package check

import (
	"fmt"

	"chronik/internal/content"
	"chronik/internal/diag"
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
