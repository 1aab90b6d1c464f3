package facts

import (
	"regexp"
	"slices"
	"strings"

	"chronik/internal/clean"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/german"
	"chronik/internal/syntax"
	"chronik/internal/timex"
)

// Words before "in" that place something else than the event.
var institutions = []string{"ministerium", "ministeriums", "regierung", "botschaft", "botschafter", "konsulat", "generalkonsulat", "vertretung", "fuehrung", "kreml", "haus", "behoerden", "kommandeure", "gericht", "residenz"}

// Verbs of speaking in public, at some place.
var sayVerbs = []string{"sagte", "sagten", "erklaerte", "erklaerten", "betonte", "kuendigte", "sprach", "warf", "warnte", "forderte", "verlangte", "aeusserte", "teilte", "nannte"}

// Words that bring the event to a place without "in".
var arrivals = []string{"kam", "kamen", "reiste", "reisten", "eingetroffen", "traf", "trafen", "angereist", "gereist", "gekommen", "flog", "besucht", "besuchte"}

// venueWordings returns the names of every place; also that of its country,
// where no other place of the chronology lies in it. The weights say how surely
// a name means the place.
func (r *Reader) venueWordings(places []content.Place) []wording {
	in := map[string]int{}
	for _, p := range places {
		in[p.Country]++
	}
	venues := make([]wording, len(places))
	for i, p := range places {
		for _, name := range append([]string{p.Name}, p.Spellings...) {
			k, err := german.CompileName(name)
			r.add(&venues[i], k, err, 1)
		}
		if !strings.ContainsAny(p.Name, " -") {
			k, err := german.CompileName(strings.TrimSuffix(p.Name, "en") + "er") // Genfer, Münchener
			if p.Name != strings.TrimSuffix(p.Name, "en") {
				r.add(&venues[i], k, err, 1)
				k, err = german.CompileName(strings.TrimSuffix(p.Name, "en") + "ner")
			}
			r.add(&venues[i], k, err, 1)
		}
		if in[p.Country] == 1 {
			k, err := german.CompileName(p.Country)
			r.add(&venues[i], k, err, 0.6)
		}
	}
	return venues
}

// place returns where the event was held: a known place after "in", in a
// sentence about the ministers and what they did. Calls have none; what was
// held there before, or is planned, is not it.
func (r *Reader) place(d *document, kind guess) guess {
	if kind.slug == phoneCall || kind.slug == apart {
		return guess{}
	}
	var best guess
	top, venues := 0.0, 0
	for i, p := range r.content.Places {
		score, first := 0.0, 0.0
		var at span
		names := r.places[i]
		for _, h := range d.found.Of(names.from, names.to) {
			weight := names.weights[h.Keyword-names.from] * d.venue(h.Match, kind)
			score += weight
			if weight > first {
				first, at = weight, h.Match
			}
		}
		if score > 0 {
			venues++
		}
		if score > top {
			top, best = score, guess{slug: p.Slug, best: at}
		}
	}
	// Where a meeting has but one place, less speaks for it.
	if top < 1 && (kind.slug != meeting || venues > 1 || top < 0.3) {
		return r.dateline(d, kind)
	}
	best.rows = append(best.rows, d.row("place", "venue", "event", best.best, best.slug))
	return best
}

// seats are the places of which a dateline says nothing: correspondents write
// from there, whatever happens elsewhere.
var seats = []string{"washington", "moskau", "berlin"}

// dateline returns the place a report of a meeting was written from, if
// correspondents do not sit there.
func (r *Reader) dateline(d *document, kind guess) guess {
	if kind.slug == summit {
		return r.pictured(d)
	}
	if kind.slug != meeting {
		return guess{}
	}
	for i, p := range r.content.Places {
		if slices.Contains(seats, p.Slug) {
			continue
		}
		for _, h := range d.found.Of(r.places[i].from, r.places[i].to) {
			if s := h.Match; d.heads(s) {
				return guess{slug: p.Slug, best: s, rows: []content.Evidence{d.row("place", "dateline", timex.Event, s, p.Slug)}}
			}
		}
	}
	if g := r.pictured(d); g.slug != "" {
		return g
	}
	for _, m := range d.mined {
		if m.What != clean.Place {
			continue
		}
		for _, p := range r.content.Places {
			town, _, _ := strings.Cut(m.Value, "/") // München/Hamburg: where it was, and the seat
			named := slices.ContainsFunc(append([]string{p.Name}, p.Spellings...), func(name string) bool { return german.Fold(name) == german.Fold(town) })
			if named && !slices.Contains(seats, p.Slug) {
				return guess{slug: p.Slug, rows: []content.Evidence{{Field: "place", Rule: "dateline", Role: string(timex.Event), Quote: fewWords(m.Quote), Offset: m.Offset, Says: p.Slug, Source: 1}}}
			}
		}
	}
	return guess{}
}

// agencyCaption is how a picture agency begins a caption: day, country, town.
var agencyCaption = regexp.MustCompile(`^(\d\d)\.(\d\d)\.(\d{4}), (?:[\p{L} .-]+, )?$`)

// pictureWithin is how many days before publication a picture is of the event.
const pictureWithin = 3

// pictured returns the only place where picture agencies took a picture in the
// days before publication.
func (r *Reader) pictured(d *document) guess {
	var found guess
	for i, p := range r.content.Places {
		for _, h := range d.found.Of(r.places[i].from, r.places[i].to) {
			in := d.passages[d.Sentences[d.SentenceAt(h.Start)].Passage]
			m := agencyCaption.FindStringSubmatch(d.Text[in.Start:h.Start])
			if m == nil || !strings.HasPrefix(d.Text[h.End:], ":") {
				continue
			}
			taken, err := edtf.Parse(m[3] + "-" + m[2] + "-" + m[1])
			day, _ := taken.Bounds()
			if err != nil || !d.published.Known() || day.Before(d.published.First.Add(-pictureWithin)) || d.published.Last.Before(day) {
				continue
			}
			if found.slug != "" && found.slug != p.Slug {
				return guess{}
			}
			found = guess{slug: p.Slug, best: h.Match, rows: []content.Evidence{d.row("place", "caption", timex.Event, h.Match, p.Slug)}}
		}
	}
	return found
}

// heads reports whether s is set before the lead as where it was written:
// MUSTERSTADT | Der Minister …, Musterstadt. Am Rande …, Musterstadt – Um kurz …
func (d *document) heads(s span) bool {
	p := d.passages[d.Sentences[d.SentenceAt(s.Start)].Passage]
	rest := strings.TrimLeft(d.Text[s.End:p.End], " ")
	return p.zone == inLead && p.Start == s.Start && slices.ContainsFunc([]string{"|", ". ", "– ", "- "}, func(mark string) bool { return strings.HasPrefix(rest, mark) })
}

// venue returns how much the place at s looks like that of the event.
func (d *document) venue(s span, kind guess) float64 {
	w := d.WordAt(s.Start)
	if d.Words[w].Quoted || !d.venueWord(w) && !d.townsTalks(w, kind) {
		return 0
	}
	in := d.Words[w].Sentence
	c := d.ClauseAt(w)
	if lookback(c) || d.spokesman(c) || c.Has("geboren") || c.Has("worden") && c.Has(reported...) {
		return 0
	}
	t := c.Tense()
	weight := 0.0
	named, meant := d.actors(in)
	switch {
	case named > 1:
		weight = 1.5
	case named == 1:
		weight = 1
	case meant:
		weight = 0.7
	case w > 0 && d.Words[w-1].First && !d.others(in) && t != syntax.Future:
		weight = 1 // In Riad ging es auch um …
	case kind.slug == summit && d.others(in):
		weight = 1.4 // it is theirs
	}
	sentence := d.Sentences[in]
	about := sentence.Covers(kind.hits)
	if about {
		weight += 0.6
	}
	top := d.passages[sentence.Passage].zone == inHeadline
	if d.plannedAt(w, kind) {
		return 2 // das in Genf geplante Treffen
	}
	if top && t != syntax.Future && d.talksAt(w) {
		weight = max(weight, 1) // Gespräche in Riad, der Gipfel von Helsinki
	}
	speaks := top && named == 1 && !d.others(in) && c.Tense() == syntax.Present || d.titles(s) // Lawrow in New York: …
	if speaks && d.titles(s) {
		weight = max(weight, 1)
	}
	if kind.slug == "interview" && c.Has("trafen", "fand", "empfing", "gefuehrt", "aufgezeichnet", "stattfand") {
		speaks, weight = true, max(weight, 1) // we met him in
	}
	if contact(kind.slug) && !about && named < 2 && c.Has(speechVerbs...) {
		weight *= 0.4 // where one speaks of it
	}
	if slices.Contains(statements, kind.slug) && !speaks && (t == syntax.Future || !c.Has(speechVerbs...) && !c.Has("bekannt", "zeigte", "zeigt") && !c.Covers(kind.hits)) {
		return 0
	}
	switch z := d.passages[sentence.Passage].zone; z {
	case inHeadline, inLead:
		weight *= 1.3
	case inHeading, inCaption:
		weight *= 0.6
	}
	if d.others(in) && !about && !speaks && kind.slug != summit {
		weight *= 0.5
	}
	if slices.ContainsFunc(d.Words[c.From:c.To], func(o syntax.Word) bool { return len(o.Text) == 4 && o.Number > 1900 && o.Number < 2100 }) && t != syntax.Past {
		weight *= 0.3
	}
	if t == syntax.Future && d.passages[sentence.Passage].zone != inHeadline && d.passages[sentence.Passage].zone != inLead {
		weight *= 0.3
	}
	return weight
}

// titles reports whether s closes what a headline says before its colon, as
// where it was said: Lawrow in Musterstadt: …
func (d *document) titles(s span) bool {
	return d.zoneOf(s.Start) == inHeadline && strings.HasPrefix(d.Text[s.End:], ":") && d.namedIn(d.ClauseAt(d.WordAt(s.Start))) > 0
}

// spokesman reports whether a clause tells what somebody else said at his own
// seat: hieß es in Washington, teilte die Sprecherin in Moskau mit.
func (d *document) spokesman(c syntax.Clause) bool {
	return c.Has("hiess", "verlautete") || slices.ContainsFunc(d.Words[c.From:c.To], func(w syntax.Word) bool {
		return strings.HasSuffix(w.Fold, "sprecher") || strings.HasSuffix(w.Fold, "sprecherin")
	})
}

// venueWord reports whether the place at word w is where something is, and
// not the seat of an institution.
func (d *document) venueWord(w int) bool {
	i := w - 1
	// In der laotischen Hauptstadt Vientiane, im finnischen Helsinki.
	for slices.Contains([]string{"hauptstadt", "stadt", "der", "malaysias", "den", "badeort", "schwarzmeerort", "kurort", "dem", "am"}, d.Fold(i, w)) || d.adjective(i, w) {
		i--
	}
	switch d.Fold(i, w) {
	case "in", "im", "bei", "nahe", "auf":
		if d.inAttribute(i) {
			return false
		}
	case "von", "zu":
		// Der Gipfel von Helsinki is what was held there.
		noun := d.Fold(i-1, w)
		return d.talksAt(w) || d.spotOf(i) || slices.ContainsFunc(buildings, func(b string) bool { return strings.HasSuffix(noun, b) || strings.HasSuffix(noun, b+"s") })
	case "nach":
		return d.ClauseAt(w).Has(arrivals...)
	default:
		return false
	}
	before, ok := d.At(i-1, w)
	return !ok || !slices.ContainsFunc(institutions, func(s string) bool { return strings.HasSuffix(before.Fold, s) }) || before.Fold == "residenz"
}

// talksAt reports whether the place at word w is said of talks right before it.
func (d *document) talksAt(w int) bool {
	for i := w - 1; i >= w-4 && i > 0; i-- {
		if slices.Contains([]string{"in", "von", "zu", "bei"}, d.Fold(i, w)) {
			noun := d.Fold(i-1, w)
			return slices.ContainsFunc(talkNouns, func(s string) bool { return strings.HasSuffix(noun, s) })
		}
	}
	return false
}

// figurative are nouns between "in" and "von" that are no spot.
var figurative = []string{"auftrag", "namen", "sinn", "sinne", "umfeld", "einfluss", "kontrolle", "bereich", "lager", "augen", "interesse", "reihe", "anwesenheit", "beisein", "seiten", "hinblick", "richtung", "abhaengigkeit", "form", "fall", "norden", "sueden", "osten", "westen", "umgebung", "naehe", "schulter", "leitung", "gefolge"}

// spotOf reports whether before the "von" at word i stands a spot in the town
// that follows: am Strand von Musterstadt.
func (d *document) spotOf(i int) bool {
	noun, ok := d.At(i-1, i)
	if !ok || !noun.Capital || slices.ContainsFunc(figurative, func(f string) bool { return strings.HasSuffix(noun.Fold, f) }) {
		return false
	}
	for j := i - 2; j >= i-4; j-- {
		if slices.Contains([]string{"am", "im", "in", "an", "auf"}, d.Fold(j, i)) {
			return true
		}
	}
	return false
}

// buildings are where people meet: im Kongresszentrum von Musterstadt.
var buildings = []string{"zentrum", "palast", "flughafen", "hotel", "innenstadt", "altstadt", "villa", "schloss", "stuetzpunkt", "hafen", "residenz", "palais", "hofburg", "messe", "ufer", "kaserne", "botschaft", "park", "palace"}

var talkNouns = []string{"gipfel", "treffen", "konferenz", "gespraech", "gespraeche", "gespraechen", "verhandlungen", "verhandlung", "begegnung", "unterredung", "zusammenkunft", "auftakt", "runde", "dialog"}

// townsTalks reports whether word w is the adjective of a town before what was
// held there or where it was held: das Genfer Treffen, seine Londoner Residenz.
func (d *document) townsTalks(w int, kind guess) bool {
	next, ok := d.At(w+1, w)
	if !ok || !next.Capital || !strings.HasSuffix(d.Words[w].Fold, "er") {
		return false
	}
	return contact(kind.slug) && slices.ContainsFunc(kind.hits, func(h span) bool { return h.Start <= next.Start && next.Start < h.End }) ||
		slices.ContainsFunc(talkNouns, func(n string) bool { return strings.HasSuffix(next.Fold, n) }) ||
		slices.ContainsFunc(buildings, func(b string) bool { return strings.HasSuffix(next.Fold, b) })
}

// plannedAt reports whether the place at word w is that for which the contact
// right behind it was planned.
func (d *document) plannedAt(w int, kind guess) bool {
	plan, ok := d.At(w+1, w)
	if !ok || !slices.ContainsFunc([]string{"geplant", "vorgesehen", "angesetzt", "anberaumt", "vereinbart"}, func(s string) bool { return strings.HasPrefix(plan.Fold, s) }) {
		return false
	}
	next, ok := d.At(w+2, w)
	return ok && slices.ContainsFunc(kind.hits, func(h span) bool { return h.Start <= next.Start && next.Start < h.End })
}

// adjective reports whether word i looks like an adjective before a place.
func (d *document) adjective(i, w int) bool {
	a, ok := d.At(i, w)
	return ok && !a.Capital && len(a.Fold) > 6 && strings.HasSuffix(a.Fold, "en")
}

// inAttribute reports whether the preposition at word i belongs to what stands
// between an article and its noun: das am Freitag in Genf verkündete Papier.
func (d *document) inAttribute(i int) bool {
	c := d.ClauseAt(i)
	for j := c.From; j < i; j++ {
		if slices.Contains([]string{"der", "die", "das", "dem", "den", "des"}, d.Words[j].Fold) && slices.Contains([]string{"am", "in", "im", "vom", "von", "seit", "bei"}, d.Fold(j+1, j)) {
			return j+1 <= i && !c.Relative()
		}
	}
	return false
}
