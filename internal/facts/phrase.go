package facts

import (
	"slices"
	"strings"

	"chronik/internal/syntax"
)

// A phrase is a way of saying what happened whose words do not stand together,
// so that no keyword finds it. It is looked for at one of its words.
type phrase struct {
	kind   string
	weight float64
	rule   string
	words  []string // folded
	is     func(d *document, i int) bool
}

// phrases are the phrases by each word at which they are looked for.
var phrases = func() map[string]phrase {
	at := map[string]phrase{}
	for _, p := range []phrase{
		// Rief nach langem Schweigen seinen Kollegen an.
		{phoneCall, 1, "ringing", []string{"rief", "riefen", "ruft", "rufen"}, func(d *document, i int) bool { return d.closes(i, "an") }},
		// Ließ sich mit ihm verbinden.
		{phoneCall, 1, "ringing", []string{"verbinden", "durchstellen"}, func(d *document, i int) bool { return d.inClause(i, "liess", "lassen", "laesst") }},
		// Talks that take hours and a table.
		{meeting, 0.6, "gathering", []string{"stritten", "gestritten", "feilschten", "gefeilscht", "rangen", "gerungen"}, func(d *document, i int) bool { return d.between(d.Words[i].Sentence) }},
		// Haben am Dienstag die Noten über den Vertrag gewechselt.
		{apart, 1, "notes", []string{"noten"}, func(d *document, i int) bool {
			return d.inClause(i, "wechsel", "gewechselt", "tausch", "getauscht", "ausgetauscht", "austausch")
		}},
		// Beantwortete die Fragen der versammelten Presse.
		{"pressekonferenz", 0.8, "questions", []string{"fragen"}, func(d *document, i int) bool {
			return d.Words[i].Capital && d.leads(i) && d.inClause(i, "presse", "journalist", "reporter", "korrespondent", "medienvertret", "berichterstatt")
		}},
		// Sagte vor mitreisenden Journalisten; "vor Journalisten" is a keyword.
		{"pressekonferenz", 0.8, "questions", []string{"journalisten", "reportern", "korrespondenten", "medienvertretern", "pressevertretern", "kameras", "mikrofonen"}, func(d *document, i int) bool {
			return d.leads(i) && d.Fold(i-1, i) != "vor" && d.Fold(i-2, i) == "vor" && d.namedIn(d.ClauseAt(i)) > 0
		}},
		// Stand drei Radiosendern Rede und Antwort.
		{"interview", 1, "medium", []string{"antwort"}, func(d *document, i int) bool {
			c := d.ClauseAt(i)
			return d.Fold(i-2, i) == "rede" && d.mediumIn(c.From, c.To)
		}},
		// Hat einer Hamburger Zeitung gesagt; der Zeitung zufolge is none.
		{"interview", 0.8, "medium", []string{"zeitung", "sender", "fernsehsender", "radiosender", "magazin", "zeitschrift"}, func(d *document, i int) bool {
			c := d.ClauseAt(i)
			told := slices.ContainsFunc([]string{d.Fold(i-1, i), d.Fold(i-2, i)}, func(f string) bool { return slices.Contains([]string{"der", "dem", "einer", "einem"}, f) })
			return told && d.leads(i) && c.Has("sagte", "gesagt") && !c.Has("zufolge", "mit", "in", "nach") && d.namedIn(c) > 0
		}},
		// Im Gespräch mit einem Lokalsender.
		{"interview", 1, "medium", []string{"gespraech", "gespraeche", "gespraechs", "gespraechen"}, func(d *document, i int) bool {
			return d.Fold(i+1, i) == "mit" && d.mediumIn(i+2, min(i+6, d.Sentences[d.Words[i].Sentence].To))
		}},
	} {
		for _, w := range p.words {
			at[w] = p
		}
	}
	return at
}()

// closes reports whether a clause closes with the particle of the verb at
// word i.
func (d *document) closes(i int, particle string) bool {
	c := d.ClauseAt(i)
	return c.To-1 > i && d.Words[c.To-1].Fold == particle
}

// inClause reports whether a word of the clause of word i begins with one of
// the stems.
func (d *document) inClause(i int, stems ...string) bool {
	c := d.ClauseAt(i)
	return slices.ContainsFunc(d.Words[c.From:c.To], func(w syntax.Word) bool { return begins(stems, w.Fold) })
}

// media are the ends of words for those who lead interviews.
var media = []string{"sender", "senders", "sendern", "zeitung", "zeitschrift", "magazin", "magazins", "agentur", "blatt", "radio", "fernsehen", "moderator", "moderatorin", "podcast", "rundfunk"}

// mediumIn reports whether one of the words from one index to before another
// means a medium.
func (d *document) mediumIn(from, to int) bool {
	return from < to && slices.ContainsFunc(d.Words[from:to], func(w syntax.Word) bool {
		return w.Capital && slices.ContainsFunc(media, func(m string) bool { return strings.HasSuffix(w.Fold, m) })
	})
}
