package facts

import (
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/german"
	"chronik/internal/syntax"
)

// genres returns the turns for what an article is as a whole: opinion, the
// story of a life, a printed talk, the report of a meeting of presidents.
func (d *document) genres() []turn {
	var found []turn
	if s, ok := d.presidentsMet(); ok {
		found = append(found, turn{s, summit, 1.5 * d.weightOf(s.Start), "presidents"})
	}
	if d.opinion && len(d.Words) > 0 {
		found = append(found, turn{span{Start: d.Words[0].Start, End: d.Words[0].End}, statement, 2.5, "opinion"})
	}
	if s, told := d.life(); told > 1 {
		found = append(found, turn{s, apart, 2 * float64(min(told-1, 3)), "life"})
	}
	if s, ok := d.dialogue(); ok {
		found = append(found, turn{s, "interview", 3, "dialogue"})
	}
	return found
}

// opinionWords head what somebody thinks of the news.
var opinionWords = []string{"kommentar", "leitartikel", "gastkommentar", "glosse", "kolumne", "meinung", "standpunkt", "gastbeitrag", "essay"}

// askedFor are words of the forms under an article, which ask for comments.
var askedFor = []string{"schreiben", "verfassen", "abgeben", "absenden", "senden", "hinzufuegen", "hinterlassen", "posten", "melden", "ihr", "ihre", "dein", "deine", "diesen", "neuer", "zum", "kein", "gib"}

// mostOfKicker is how many words a line has that says what an article is.
const mostOfKicker = 7

// opinionated reports whether a line above the end of the lead says that an
// article is opinion: KOMMENTAR, Ein Kommentar von …
func opinionated(a clean.Article) bool {
	if len(a.Paragraphs) == 0 {
		return false
	}
	lead := a.Paragraphs[0].Line
	for _, p := range a.Paragraphs {
		if lead = p.Line; len(p.Text) >= shortLead {
			break
		}
		if kicker(p.Text) {
			return true
		}
	}
	return kicker(a.Headline) || slices.ContainsFunc(a.Dropped, func(d clean.Dropped) bool { return d.Line < lead && kicker(d.Text) })
}

func kicker(line string) bool {
	if len(line) > 80 {
		return false
	}
	words := strings.FieldsFunc(german.Fold(line), func(r rune) bool { return !('a' <= r && r <= 'z' || r == '-') })
	return len(words) <= mostOfKicker &&
		slices.ContainsFunc(words, func(w string) bool { return slices.Contains(opinionWords, w) }) &&
		!slices.ContainsFunc(words, func(w string) bool { return slices.Contains(askedFor, w) })
}

// lifeWords are of those who tell of a life and not of the news.
var lifeWords = map[string]bool{"geboren": true, "geburtstag": true, "geburtstagsgruss": true, "wuchs": true, "aufgewachsen": true, "studierte": true, "studium": true, "jurist": true, "juristin": true, "stiefvater": true, "kindheit": true, "jugend": true, "attache": true, "harvard": true, "universitaet": true, "biografie": true, "biographie": true, "laufbahn": true, "lebenslauf": true, "abitur": true, "verheiratet": true, "ruhestand": true}

// life returns how many different words of a life a text has, and the first.
func (d *document) life() (first span, told int) {
	var seen []string
	for _, w := range d.Words {
		if w.Quoted || !lifeWords[w.Fold[strings.LastIndexByte(w.Fold, '-')+1:]] || slices.Contains(seen, w.Fold) {
			continue
		}
		if seen = append(seen, w.Fold); len(seen) == 1 {
			first = span{Start: w.Start, End: w.End}
		}
	}
	return first, len(seen)
}

// Verbs by which presidents are said to be together.
var metVerbs = []string{"empfangen", "empfing", "getroffen", "trafen", "traf", "treffen", "zusammengekommen", "gesehen", "begegnet", "zusammen", "gipfel", "gegenueber"}

// presidentsMet returns where headline or lead say that two presidents met, if
// the sentence names none of the ministers.
func (d *document) presidentsMet() (span, bool) {
	for _, s := range d.Sentences {
		if z := d.passages[s.Passage].zone; z != inHeadline && z != inLead || d.namedIn(s.Clause) > 0 {
			continue
		}
		at := slices.IndexFunc(d.Words[s.From:s.To], func(w syntax.Word) bool { return !w.Quoted && slices.Contains(metVerbs, w.Fold) })
		if at < 0 || d.presidentsIn(s) < 2 {
			continue
		}
		at += s.From
		met := span{Start: d.Words[at].Start, End: d.Words[at].End}
		c := d.ClauseAt(at)
		if d.denied(c, at) || lookback(c) || d.backOn(at) || d.undecided(met) || d.Words[at].Capital && c.Has("nach", "vor") {
			continue
		}
		return met, true
	}
	return span{}, false
}

// presidentsIn returns how many presidents a sentence names.
func (d *document) presidentsIn(s syntax.Sentence) int {
	var named []string
	for _, w := range d.Words[s.From:s.To] {
		name := strings.TrimSuffix(w.Fold, "s")
		if w.Capital && !w.Quoted && slices.Contains(presidents, name) && !slices.Contains(named, name) {
			named = append(named, name)
		}
	}
	return len(named)
}

// aside reports whether ministers come up only in the body of a text of some
// length: it is about something else.
func (d *document) aside() bool {
	body := false
	for _, p := range d.passages {
		body = body || p.zone == inBody
	}
	return body && !slices.ContainsFunc(d.names, func(n nameHit) bool { return d.zoneOf(n.Start) != inBody }) &&
		!slices.ContainsFunc(d.Sentences, func(s syntax.Sentence) bool {
			z := d.passages[s.Passage].zone
			return (z == inHeadline || z == inLead) && s.Has(officials...)
		})
}

// leastAnswers is how many paragraphs of a dialogue begin with who speaks.
const leastAnswers = 3

// dialogue reports whether the article is a printed talk, question by question:
// paragraph after paragraph begins with the name of one minister and a colon.
func (d *document) dialogue() (first span, ok bool) {
	answers := 0
	for _, p := range d.passages {
		for _, n := range d.names {
			if n.Start == p.Start && strings.HasPrefix(d.Text[n.End:], ":") {
				if answers++; answers == 1 {
					first = n.span
				}
			}
		}
	}
	return first, answers >= leastAnswers
}
