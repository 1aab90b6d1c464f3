package lang

import (
	"regexp"
	"strings"

	"chronik/internal/edtf"
)

// Facts are what the title and the summary of a machine import are composed
// of. All words are labels for readers; what is empty goes unsaid.
type Facts struct {
	Kind      string    // label, such as "Telefonat"
	Place     string    // name
	Date      edtf.Date // of the event
	Ministers []string  // full names, whoever acts first
	Surnames  []string  // of the same, for the title
	Topics    []string  // labels, the weightiest first
	Status    string    // held, announced or cancelled

	// OneSided says that only the first minister takes part and the others are
	// spoken of, as in an interview.
	OneSided bool
}

// titleTopics is how many topics a title names.
const titleTopics = 3

// ComposeTitle makes a title from facts.
func (l *Lang) ComposeTitle(f Facts) string {
	return l.compose("title", f, strings.Join(f.present(f.Surnames), l.Word("compose.dash")), strings.Join(f.Topics[:min(len(f.Topics), titleTopics)], l.Word("list.between")))
}

// ComposeSummary makes one or two sentences from facts.
func (l *Lang) ComposeSummary(f Facts) string {
	topics := ""
	if len(f.Topics) > 0 {
		topics = strings.ReplaceAll(l.Count("topics_named", len(f.Topics)), "{topics}", l.Join(f.Topics))
	}
	return l.compose("summary", f, l.Join(f.present(f.Ministers)), topics)
}

// present are the names of those who take part.
func (f Facts) present(names []string) []string {
	if f.OneSided {
		return names[:min(len(names), 1)]
	}
	return names
}

func (l *Lang) compose(key string, f Facts, ministers, topics string) string {
	kind := f.Kind
	if kind == "" {
		kind = l.Word("compose.no_kind")
	}
	text := optional(l.Word("compose."+key), []string{
		"kind", kind, "ministers", ministers, "place", f.Place, "date", l.DateIn(f.Date), "topics", topics,
	})
	switch f.Status {
	case "announced", "cancelled":
		return l.Say("compose."+f.Status, "text", text)
	}
	return text
}

var group = regexp.MustCompile(`\[([^\[\]]*)\]`)

// optional is fill, except that a group in brackets is left out if one of its
// placeholders has no value.
func optional(pattern string, args []string) string {
	pattern = group.ReplaceAllStringFunc(pattern, func(g string) string {
		for _, p := range placeholder.FindAllString(g, -1) {
			if fill(p, args) == "" {
				return ""
			}
		}
		return g[1 : len(g)-1]
	})
	return fill(pattern, args)
}
