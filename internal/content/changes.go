package content

import (
	"strings"

	"chronik/internal/edtf"
)

// Changeable are the fields of an entry that a row of `changes` may name.
var Changeable = []string{"title", "summary", "date", "status", "kind", "place", "initiative", "ministers", "people", "topics", "voice", "sources", "text"}

// Says returns what the article says under a name of Changeable, as a row of
// `changes` writes it: the value of its file, several joined by ", ". It is not
// ok for what is too long to be written there: summary, sources, text.
func (a *Article) Says(field string) (value string, ok bool) {
	switch field {
	case "title":
		return a.Title, true
	case "date":
		return a.Event.Date.String(), true
	case "status":
		return a.Event.Status, true
	case "kind":
		return a.Event.Kind, true
	case "place":
		return a.Event.Place, true
	case "initiative":
		return a.Event.Initiative, true
	case "ministers":
		return strings.Join(a.Ministers, ", "), true
	case "people":
		return strings.Join(a.People, ", "), true
	case "topics":
		return strings.Join(a.Topics, ", "), true
	case "voice":
		return a.Voice, true
	}
	return "", false
}

// Renames knows what terms were once called: by folder and old slug the present
// one.
type Renames map[string]map[string]string

// Renames returns the old names of all terms.
func (c *Content) Renames() Renames {
	all := Renames{}
	for _, folder := range Terms {
		names := map[string]string{}
		for slug, old := range c.slugs(folder) {
			for _, name := range old {
				names[name] = slug
			}
		}
		all[folder] = names
	}
	return all
}

// Slug returns the present slug of a term.
func (r Renames) Slug(folder, slug string) string {
	if now, renamed := r[folder][slug]; renamed {
		return now
	}
	return slug
}

// Value returns what somebody once wrote as the value of a field in the form in
// which Says has it today: dates canonical, terms by their present slugs.
func (r Renames) Value(field, value string) string {
	if d, err := edtf.Parse(value); field == "date" && err == nil {
		return d.String()
	}
	folder := map[string]string{"ministers": "ministers", "topics": "topics", "kind": "kinds", "place": "places"}[field]
	if folder == "" {
		return value
	}
	slugs := Several(value)
	for i, slug := range slugs {
		slugs[i] = r.Slug(folder, slug)
	}
	return strings.Join(slugs, ", ")
}

// Several returns the values that Says has joined.
func Several(value string) []string {
	var all []string
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
