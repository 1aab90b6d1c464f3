package lang

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chronik/internal/diag"
	"chronik/internal/matter"
)

// A word is a key of `words` and the placeholders its text may use.
type word struct{ key, args string }

// words are all that a language must have. A key is section.name.
var words = []word{
	{"list.between", ""}, {"list.and", ""}, {"list.or", ""},
	{"list.oldest", "entries"}, {"list.newest", "entries"}, {"list.cut", "n m"},

	{"date.day", "day month year"}, {"date.day_month", "day month"}, {"date.day_only", "day"},
	{"date.month", "month year"}, {"date.month_only", "month"}, {"date.year", "year"},
	{"date.approximate", "date"}, {"date.uncertain", "date"}, {"date.both", "date"},
	{"date.interval", "from to"}, {"date.since", "date"}, {"date.range", "from to"},
	{"date.earliest", "date"}, {"date.latest", "date"}, {"date.none", ""},
	{"date.inferred", "date"}, {"date.days", "from to"},
	{"date.spoken", "weekday date"}, {"date.spoken_inferred", "weekday date"}, {"date.spoken_month", "date"},
	{"date.approximately", ""}, {"date.presumably", ""},
	{"date.no_day", ""}, {"date.no_month", ""}, {"date.undated", ""},

	{"in.day", "date"}, {"in.month", "date"}, {"in.season", "date"}, {"in.year", "date"},
	{"in.approximate", "date"}, {"in.uncertain", "date"}, {"in.both", "date"},
	{"in.interval", "from to"}, {"in.interval_days", "from to"}, {"in.one_of", "date"},

	{"precision.stated", ""}, {"precision.inferred", ""}, {"precision.about", ""}, {"precision.month", ""},
	{"precision.season", ""}, {"precision.year", ""}, {"precision.presumed", ""}, {"precision.lasting", ""},
	{"precision.set", ""}, {"precision.none", ""},

	{"compose.title", "kind ministers place date topics"}, {"compose.summary", "kind ministers place date topics"},
	{"compose.no_kind", ""}, {"compose.dash", ""}, {"compose.announced", "text"}, {"compose.cancelled", "text"}, {"compose.withdrawn", "text"},

	{"site.window", "title site"}, {"site.quote", "text"}, {"site.skip", ""}, {"site.private", ""}, {"site.crumbs", ""},
	{"nav.label", ""}, {"nav.chronology", ""}, {"nav.overview", ""}, {"nav.register", ""}, {"nav.search", ""}, {"nav.years", ""}, {"nav.neighbours", ""},
	{"foot.stand", "date"}, {"foot.label", ""},

	{"describe.term", "entries name"}, {"describe.cross", "entries name year"}, {"describe.year", "entries year"},
	{"describe.pair", "entries first second"},
	{"cross.deck", "entries inyear total name"}, {"cross.pair", "first second"}, {"cross.pair_deck", "entries ofone one oftwo two"},
	{"part.label", ""}, {"part.quarter", "n"}, {"part.nth", "n"}, {"part.title", "name part"}, {"part.split", "entries"},
	{"register.label", ""}, {"register.deck", ""}, {"register.people", ""}, {"register.topics", ""}, {"register.kinds", ""}, {"register.places", ""},
	{"register.outlets", ""}, {"register.years", ""}, {"register.questions", ""},
	{"register.place_title", "name"}, {"register.outlet_title", "name"}, {"register.person_title", "name"}, {"register.kind_title", "name"},
	{"outlet.host", "host"}, {"outlet.voice", "side"},
	{"policy.full", ""}, {"policy.excerpt", ""}, {"policy.link", ""}, {"policy.cite", ""}, {"policy.withheld", ""},
	{"uncertain.title", ""}, {"uncertain.deck", ""}, {"uncertain.empty", ""},
	{"gaps.title", ""}, {"gaps.deck", "kinds"}, {"gaps.empty", ""}, {"gaps.at_least", "days longest"}, {"gaps.about", "days"}, {"gaps.about_between", "days longest"},
	{"gaps.days", ""}, {"gaps.before", ""}, {"gaps.after", ""}, {"gaps.unplaced", ""}, {"gaps.caption", ""},
	{"voices.title", ""}, {"voices.only", "side"}, {"voices.both", ""}, {"voices.all", ""}, {"voices.none", ""}, {"voices.alone", "side"}, {"voices.more", ""},
	{"silences.title", ""}, {"silences.deck", "entries"}, {"silences.empty", ""}, {"silences.table", ""}, {"silences.note", ""}, {"silences.named", ""},
	{"silences.cell", "name entries"}, {"silences.list", "topic side"}, {"silences.list_deck", "topic side"},
	{"gaps.doubtful", "length"},
	{"contradictions.title", ""}, {"contradictions.deck", ""}, {"contradictions.empty", ""}, {"contradictions.section", ""}, {"contradictions.shown", ""}, {"contradictions.more", ""},
	{"contradictions.settled", "value"}, {"contradictions.reviewed", "value"}, {"contradictions.own", "value"}, {"contradictions.hull", "value"},
	{"contradictions.first", "value"}, {"contradictions.all", "value"}, {"contradictions.nothing", ""},
	{"year.touching", ""},
	{"overview.deck", ""}, {"overview.ministers", ""}, {"overview.topics", ""}, {"overview.years", ""},
	{"strip.years", "from to entries"}, {"strip.years_of", "name entries"}, {"strip.months", "year entries"},
	{"strip.months_of", "name year entries"}, {"strip.here", "date"}, {"strip.cell", "label entries"}, {"strip.cell_empty", "label entries"},
	{"strip.none", ""}, {"strip.decade", "year"}, {"strip.entry", "date title"}, {"strip.in_office", ""},
	{"strip.signs", ""}, {"strip.open", ""}, {"strip.claims", ""}, {"strip.bars", ""}, {"strip.context", ""}, {"strip.rug", ""}, {"strip.terms", ""},
	{"strip.most_month", "n"}, {"strip.most_quarter", "n"}, {"strip.most_half", "n"}, {"strip.most_year", "n"}, {"strip.most_decade", "n"},
	{"matrix.ministers", ""}, {"matrix.topics", ""}, {"matrix.of", "name"}, {"matrix.caption", "title"}, {"matrix.cell", "name year entries"},
	{"matrix.sum", ""}, {"matrix.all", ""}, {"matrix.legend", ""}, {"matrix.legend_decades", ""}, {"matrix.more", "n"}, {"matrix.between", "from to"},
	{"matrix.none", ""}, {"matrix.out", ""}, {"matrix.overlap", ""},
	{"axis.label", "span"}, {"axis.band", "span"}, {"axis.claims_label", "span"}, {"axis.claims", "span"}, {"axis.day", "date"}, {"axis.outer", "dates"},
	{"rhythm.title", ""}, {"rhythm.deck", "kinds"}, {"rhythm.empty", ""}, {"rhythm.contacts", "n"},
	{"rhythm.density", ""}, {"rhythm.density_note", ""}, {"rhythm.density_key", ""}, {"rhythm.months", ""}, {"rhythm.traces", "n"},
	{"rhythm.kinds", ""}, {"rhythm.kinds_note", ""}, {"rhythm.kinds_key", ""}, {"rhythm.kinds_corner", ""},
	{"rhythm.asked", ""}, {"rhythm.asked_note", "n m"}, {"rhythm.asked_key", "first second"}, {"rhythm.asked_corner", ""}, {"rhythm.asked_unknown", ""}, {"rhythm.asked_by", "side"},
	{"rhythm.silence", ""}, {"rhythm.silence_sure", "length"}, {"rhythm.silence_possible", "length"}, {"rhythm.silence_more", ""}, {"rhythm.silence_caption", ""}, {"rhythm.silence_longest", ""},
	{"rhythm.open", ""},
	{"rhythm.topics", ""}, {"rhythm.topics_note", ""}, {"rhythm.topics_caption", ""}, {"rhythm.topic", ""}, {"rhythm.first", ""}, {"rhythm.last", ""},
	{"rhythm.earlier", "date"}, {"rhythm.later", "date"}, {"rhythm.terms", ""},
	{"promises.title", ""}, {"promises.note", "date"}, {"promises.caption", ""}, {"promises.state", ""}, {"promises.given", ""}, {"promises.by", ""},
	{"promises.open", ""}, {"promises.lapsed", ""}, {"promises.cancelled", ""}, {"promises.kept", ""}, {"promises.kept_days", "days"},
	{"promises.kept_between", "days longest"}, {"promises.kept_same", ""}, {"promises.due", "state date"}, {"promises.fact", "text state"}, {"promises.announced", "title"},
	{"alone.title", ""}, {"alone.all", ""}, {"alone.some", "n entries"}, {"alone.list", "name"}, {"alone.more", "entries"}, {"alone.note", "n"},
	{"minister.term", "span"},
	{"facet.label", ""}, {"facet.counterparts", ""}, {"facet.topics", ""}, {"facet.together", ""},
	{"facet.kinds", ""},
	{"facet.ministers_in", "year"}, {"facet.topics_in", "year"}, {"facet.kinds_in", "year"},
	{"empty.site", ""}, {"empty.year", "year"}, {"empty.minister", "name"}, {"empty.topic", "name"}, {"empty.list", "name"},
	{"filter.kind", ""}, {"filter.minister", ""}, {"filter.topic", ""}, {"filter.more", "n"},
	{"filter.label", ""}, {"filter.clear", ""}, {"filter.empty", ""}, {"order.oldest", ""}, {"order.newest", ""},

	{"kind.none", ""}, {"kind.in_place", "kind place"},
	{"basis.one", "side"}, {"basis.several", ""}, {"basis.only", "side"}, {"basis.both", ""}, {"basis.voice", "side"},
	{"status.held", ""}, {"status.announced", ""}, {"status.cancelled", ""},
	{"status.announced_long", ""}, {"status.cancelled_long", ""}, {"status.withdrawn", ""}, {"status.withdrawn_long", "date reason"},
	{"review.short", ""}, {"review.unreviewed", ""},

	{"event.window", "title date"}, {"event.facts", ""}, {"event.contradictory", ""}, {"event.copies", "count"}, {"event.truncated", ""},
	{"event.touched", ""}, {"event.how", ""}, {"event.related", ""},
	{"evidence.title", ""}, {"evidence.proofs", ""}, {"evidence.other", ""}, {"evidence.none", ""}, {"evidence.says", ""},
	{"evidence.dateline", ""}, {"evidence.occasion", ""}, {"evidence.check", ""}, {"evidence.differs", ""}, {"evidence.conclusion", ""},
	{"role.event", ""}, {"role.publication", ""}, {"role.before", ""}, {"role.after", ""}, {"role.deadline", ""},
	{"role.background", ""}, {"role.photo", ""}, {"role.teaser", ""},
	{"field.date", ""}, {"field.kind", ""}, {"field.place", ""}, {"field.ministers", ""}, {"field.people", ""}, {"field.topics", ""},
	{"field.initiative", ""}, {"field.basis", ""}, {"field.status", ""}, {"field.refers_to", ""}, {"field.referred", ""},
	{"field.promises", ""}, {"field.keeps", ""}, {"field.published", ""}, {"field.outlet", ""}, {"field.voice", ""}, {"field.title", ""},

	{"field.summary", ""}, {"field.sources", ""}, {"field.text", ""},
	{"changes.title", ""}, {"changes.deck", ""}, {"changes.empty", ""}, {"changes.label", ""}, {"changes.cut", "n m"}, {"changes.part", "from to"},
	{"changes.withdrawn", ""}, {"changes.none", ""}, {"changes.old", ""}, {"changes.new", ""},
	{"field.reviewed", ""},
	{"editions.title", ""}, {"editions.deck", ""}, {"editions.name", "date"}, {"editions.one", "title entries"}, {"editions.describe", "title entries"},
	{"editions.unchanged", ""}, {"editions.since", "changed gone"}, {"editions.gone", ""},
	{"editions.changed", ""}, {"editions.sources", ""}, {"editions.standing", ""}, {"editions.label", ""},
	{"changes.reason", "reason"}, {"changes.entry", "what title"}, {"changes.values", "old new"},

	{"sources.title", ""}, {"sources.nth", "n"}, {"sources.undated", ""}, {"sources.original", "host"},
	{"sources.archive", "host"}, {"sources.no_link", ""}, {"sources.none", ""},
	{"sources.rights", ""}, {"sources.rights_original", ""},
	{"cite.title", ""}, {"cite.entry", "title site id"}, {"cite.number", "id"}, {"cite.stand", "date"},
	{"cite.copy", ""}, {"cite.copied", ""}, {"cite.marked", ""},
	{"data.title", ""}, {"data.atom", ""}, {"data.json_feed", ""}, {"data.calendar", ""}, {"data.csv", ""}, {"data.json", ""},
	{"data.csl", ""}, {"data.bibtex", ""}, {"data.ris", ""}, {"data.summary", "date precision text"},
	{"dataset.title", ""}, {"dataset.deck", "entries"}, {"dataset.files", ""}, {"dataset.entries", ""}, {"dataset.sources", ""}, {"dataset.json", ""},
	{"dataset.csl", ""}, {"dataset.package", ""}, {"dataset.columns", "file"}, {"dataset.form", ""}, {"dataset.forms", ""}, {"dataset.more", ""},
	{"dataset.license", ""}, {"dataset.licensed", ""}, {"dataset.unlicensed", ""}, {"dataset.kept", ""}, {"dataset.originals", ""},
	{"type.string", ""}, {"type.date", ""}, {"type.boolean", ""}, {"type.integer", ""}, {"type.enum", ""}, {"type.filled", ""},
	{"column.id", ""}, {"column.date", ""}, {"column.first", ""}, {"column.last", ""}, {"column.date_text", ""}, {"column.inferred", ""},
	{"column.contradictory", ""}, {"column.status", ""}, {"column.kind", ""}, {"column.place", ""}, {"column.initiative", ""}, {"column.title", ""},
	{"column.summary", ""}, {"column.ministers", ""}, {"column.topics", ""}, {"column.people", ""}, {"column.voices", ""}, {"column.outlets", ""},
	{"column.source_urls", ""}, {"column.reviewed", ""}, {"column.added", ""}, {"column.updated", ""}, {"column.url", ""},
	{"column.entry", ""}, {"column.number", ""}, {"column.outlet", ""}, {"column.agency", ""}, {"column.source_title", ""}, {"column.author", ""},
	{"column.source_url", ""}, {"column.archive_url", ""}, {"column.published", ""},
	{"pager.label", ""}, {"pager.caption", ""}, {"pager.row", ""}, {"pager.prev", ""}, {"pager.next", ""},
	{"pager.all", ""}, {"pager.first", ""}, {"pager.last", ""},
	{"search.label", ""}, {"search.field", ""}, {"search.button", ""}, {"search.hint", ""}, {"search.filters", ""},
	{"search.kind", ""}, {"search.minister", ""}, {"search.topic", ""}, {"search.year", ""}, {"search.any", ""}, {"search.clear", ""},
	{"search.found", "entries query"}, {"search.none", "query"}, {"search.none_chosen", ""}, {"search.frequent", "query"},
	{"search.broken", "file"}, {"search.retry", ""}, {"search.more", ""}, {"search.noscript", ""}, {"search.register", ""},
	{"search.description", ""},
	{"lost.title", ""}, {"lost.text", ""}, {"lost.home", ""}, {"lost.overview", ""}, {"lost.register", ""},
	{"legal.name", ""}, {"legal.address", ""}, {"legal.email", ""}, {"legal.phone", ""}, {"legal.register", ""}, {"legal.responsible", ""},
	{"legal.host", ""}, {"legal.purpose", ""}, {"legal.retention", ""}, {"legal.authority", ""},
	{"bundle.file", ""}, {"bundle.readme", "title"}, {"bundle.contents", ""}, {"bundle.entry", "date title"}, {"bundle.private", ""},
	{"moved.title", "title"}, {"moved.text", ""},
}

// counts are the keys of `counts`; each text may use {n}.
var counts = []word{
	{"entries", "n"}, {"entries_short", "n"}, {"entries_of", "k n"}, {"sources", "n"}, {"independent", "n"}, {"topics_named", "n topics"}, {"days", "n"}, {"changed", "n"}, {"gone", "n"},
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// checker finds what a language file lacks or has too much.
type checker struct {
	name     string
	doc      matter.Doc
	problems []diag.Problem
}

func (c *checker) fail(key, hint, format string, args ...any) {
	line, col := c.doc.Pos(key)
	c.problems = append(c.problems, diag.Problem{File: c.name, Line: line, Col: col, Rule: "language", Msg: fmt.Sprintf(format, args...), Hint: hint})
}

// check fills in words and counts and returns what is wrong with the file.
func (l *Lang) check(name string, doc matter.Doc) []diag.Problem {
	c := &checker{name: name, doc: doc}
	for key, list := range map[string]struct {
		texts []string
		want  int
	}{
		"months": {l.file.Months, 12}, "months_short": {l.file.MonthsShort, 12},
		"weekdays": {l.file.Weekdays, 7}, "weekdays_short": {l.file.WeekdaysShort, 7}, "seasons": {l.file.Seasons, 4},
	} {
		if len(list.texts) != list.want {
			c.fail(key, "", "%s has %d texts, want %d", key, len(list.texts), list.want)
		}
	}
	if l.file.Decimal == "" {
		c.fail("decimal", "the mark before fractions, such as \",\"", "decimal is missing")
	}
	c.paths(l.file.Paths)
	l.words = c.words(l.file.Words)
	l.counts = c.counts(l.file.Counts)
	l.typeset = c.typography(&l.file)
	if len(l.file.Rules) == 0 {
		c.fail("rules", "", "rules is missing")
	}
	return c.problems
}

func (c *checker) paths(p Paths) {
	seen := map[string]string{}
	for _, w := range []struct{ key, text string }{
		{"rhythm", p.Rhythm}, {"alone", p.Alone}, {"changes", p.Changes}, {"edition", p.Edition},
		{"event", p.Event}, {"minister", p.Minister}, {"topic", p.Topic}, {"year", p.Year}, {"undated", p.Undated}, {"overview", p.Overview}, {"data", p.Data}, {"dataset", p.Dataset}, {"sources", p.Sources},
		{"register", p.Register}, {"kind", p.Kind}, {"place", p.Place}, {"outlet", p.Outlet}, {"person", p.Person}, {"uncertain", p.Uncertain}, {"gaps", p.Gaps}, {"silences", p.Silences}, {"search", p.Search},
		{"contradictions", p.Contradictions},
	} {
		if !slug.MatchString(w.text) {
			c.fail("paths."+w.key, "use small letters a to z, digits and hyphens", "paths.%s is %q, not a word for an address", w.key, w.text)
		} else if other, taken := seen[w.text]; taken {
			c.fail("paths."+w.key, "", "paths.%s is %q like paths.%s", w.key, w.text, other)
		}
		seen[w.text] = w.key
	}
}

func (c *checker) words(have map[string]map[string]string) map[string]string {
	flat := map[string]string{}
	for section, texts := range have {
		for name, text := range texts {
			flat[section+"."+name] = text
		}
	}
	for key, text := range flat {
		i := slices.IndexFunc(words, func(w word) bool { return w.key == key })
		if i < 0 {
			c.fail("words."+key, nearest(key, words), "unknown word %q", key)
			continue
		}
		c.placeholders("words."+key, key, text, words[i].args)
	}
	for _, w := range words {
		if flat[w.key] == "" {
			c.fail("words."+w.key, "", "word %q is missing", w.key)
		}
	}
	return flat
}

func (c *checker) counts(have map[string]map[string]string) map[string]map[string]string {
	for key, forms := range have {
		i := slices.IndexFunc(counts, func(w word) bool { return w.key == key })
		if i < 0 {
			c.fail("counts."+key, nearest(key, counts), "unknown count %q", key)
			continue
		}
		for form, text := range forms {
			if !slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, form) {
				c.fail("counts."+key+"."+form, "", "unknown plural form %q", form)
			}
			c.placeholders("counts."+key+"."+form, key, text, counts[i].args)
		}
	}
	for _, w := range counts {
		if have[w.key]["other"] == "" {
			c.fail("counts."+w.key, "", "count %q has no form other", w.key)
		}
	}
	return have
}

func (c *checker) placeholders(at, key, text, allowed string) {
	for _, p := range placeholder.FindAllString(text, -1) {
		if !slices.Contains(strings.Fields(allowed), p[1:len(p)-1]) {
			hint := "there are none"
			if allowed != "" {
				hint = "allowed are {" + strings.Join(strings.Fields(allowed), "}, {") + "}"
			}
			c.fail(at, hint, "%s uses %s", key, p)
		}
	}
}

func nearest(key string, known []word) string {
	var keys []string
	for _, w := range known {
		keys = append(keys, w.key)
	}
	if near := diag.Nearest(key, keys); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}
