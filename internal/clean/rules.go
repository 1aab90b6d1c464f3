package clean

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
)

// A rule says which lines are no part of the article. To be dropped, a line
// must lie in the zone, be no longer than max, match pattern and satisfy when;
// what is not given is not asked.
type rule struct {
	name    string
	zone    zone
	max     int      // in letters
	strong  bool     // sees two cues, so it may drop a line of prose
	guess   bool     // leaves sentences alone that stand in HTML as most of the article's do
	cues    []string // one of them must be in the line; spares slow patterns
	pattern *pattern
	opens   *byteSet // what a line that matches pattern begins with; nil: anything
	when    func(p *page, i int) bool
	mine    func(p *page, l *line, rule string)
	cut     bool                              // only group 1 of pattern goes, a beginning or an end
	act     func(p *page, i int, rule string) // does the dropping, where it is more than the line
}

// list matches whole lines that are one of a closed list.
func list(words string) *pattern {
	return re(`(?i)^(?:` + strings.Join(strings.Split(words, ", "), "|") + `)$`)
}

// rules in the order in which they are applied: first what is certainly no
// text, so that zones are told from the article alone; then beginnings and
// ends of lines; captions; the head; what stands between paragraphs; the tail.
var rules = sync.OnceValue(func() []rule {
	return slicesOf(placeRules, residueRules, portalRules, tailCutRules, edgeRules, captionRules, accountRules, headRules, linkRules, tailRules, teaserRules, repeatRules, pileRules, furnitureRules, headlineRules, headFurniture)
})

func slicesOf(groups ...[]rule) []rule {
	var all []rule
	for _, g := range groups {
		for _, r := range g {
			if r.pattern != nil {
				r.opens = openings(r.pattern)
			}
			all = append(all, r)
		}
	}
	return all
}

// residueRules drop what was never meant to be read.
var residueRules = []rule{
	{name: "outlet-phrase", zone: anywhere, strong: true, when: hasPhrase, act: dropPhrase},
	{name: "no-letters", zone: anywhere, pattern: re(`^[^\p{L}\p{N}]+$`)},
	{name: "hash", zone: anywhere, max: 64, pattern: re(`^[0-9a-f]{16,64}$`)},
	{name: "identifier", zone: anywhere, max: 80, pattern: re(`^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*_[a-z0-9]+(?:[_-][a-z0-9]+)*$`)},
	{name: "image-residue", zone: anywhere, strong: true, cues: []string{"<ima", "<img", "![", "data:"}, pattern: re(`^<(?:image|img)\b.*>$|^!\[[^\]]*\]\([^)]*\)$|^data:image/\S+$`)},
	{name: "icon-font", zone: anywhere, max: 200, cues: []string{"icon", "%"}, pattern: re(`(?i)(?:icon[\s-]?\w{2,12}\s?){2,}|(?:\d{1,3}%\s?){5,}`)},
	{name: "foreign-script", zone: anywhere, when: func(p *page, i int) bool {
		return p.german && foreign(p.lines[i].text) >= 0.6
	}, mine: captionDay},
	{name: "ad-mark", zone: anywhere, max: 80, pattern: re(`(?i)^(?:\[?\s*[-–—*+ ]*(?:anzeigen?|werbung|advertorial|advertisement|sponsored|ads?)(?:[_ -]?\d+)?[-–—*+ ]*\]?|.{0,3}artikel wird unterhalb der anzeige fortgesetzt.{0,3})$`)},
	{name: "button", zone: anywhere, max: 40, pattern: list(`abonnieren, teilen, merken, drucken, folgen, kopieren, vorlesen, anhören, speichern, weiterleiten, ` +
		`artikel (?:an)?hören(?: \(.*\))?, beitrag anhören(?: \(.*\))?, artikel teilen, artikel drucken, link kopieren, seite drucken, jetzt teilen, zur startseite, zur übersicht, zum artikel, zurück zur startseite, per e-mail teilen, auf facebook teilen, auf twitter teilen, auf whatsapp teilen, auf x teilen, ` +
		`tweet, tweeten, share, print, e-mail, email, facebook, twitter, whatsapp, telegram, pdf, mehr anzeigen, weniger anzeigen, mehr laden, alle anzeigen, schließen, zurück, weiter, abspielen, pause`)},
	{name: "interface-word", zone: anywhere, max: 40, pattern: list(`loader, loading\.*, live, chats?, newsticker, ticker, true, false, null, undefined, back to top, nach oben, zum seitenanfang, translate »?, hq, menü, menu, suche, suchen, login, ` +
		`log in, einzelnachweise, fußnoten, weblinks, registrieren, anmelden, einloggen, abmelden, embed, externer inhalt, video, podcast, bildergalerie, fotostrecke, mehr, video ansehen( \d\d:\d\d)?, play`)},
	{name: "skip-link", zone: anywhere, max: 160, pattern: re(`(?i)^(?:(?:direkt )?zum? (?:haupt)?(?:inhalt|navigation|menü|suche|fußzeile|footer)(?: springen| wechseln)?|skip to (?:main )?content|ihr browser .*(?:veraltet|unterstützt).*|(?:bitte )?aktivieren sie javascript.*|javascript ist (?:deaktiviert|ausgeschaltet).*)$`)},
	{name: "flash-mark", zone: head, max: 60, pattern: re(`^[+*]{2,} ?(?:\p{L}[\p{L}-]* ?){1,3}[+*]{2,}$`)},
	{name: "flash-mark", zone: anywhere, max: 160, pattern: re(`^[+*]{3} ?\D+[+*]{3}$`)},
	{name: "embed", zone: anywhere, max: 220, strong: true, pattern: re(`(?i)^(?:(?:empfohlener )?(?:redaktioneller|externer) inhalt|an dieser stelle (?:finden sie|steht|befindet sich|wird) .*(?:inhalt|video|karte|grafik|beitrag|post).*|(?:externe[rn]? )?inhalte? (?:anzeigen|laden|erlauben|aktivieren)|.{0,20}einwilligung .{0,40}(?:erteilen|widerrufen))[.!]?$`)},
	{name: "bare-number", zone: head | tail, max: 6, pattern: re(`^\d+$`)}, // of comments, of likes
	{name: "gallery-counter", zone: anywhere, max: 30, pattern: re(`(?i)^(?:(?:bild|foto)? ?\d{1,3} ?(?:von|/) ?\d{1,3}(?: (?:bildern|fotos))?|[-–] ?\d{1,3} ?[-–])$`)},
	{name: "wire-time", zone: tail, max: 20, pattern: wireTime, mine: func(p *page, l *line, rule string) {
		m := wireTime.FindStringSubmatchIndex(l.text)
		if month, ok := german.Month(l.text[m[4]:m[5]]); ok {
			p.mine(l, Published, isoDay("20"+l.text[m[6]:m[7]], strconv.Itoa(int(month)), l.text[m[2]:m[3]]), rule, 0, len(l.text))
		}
	}},
	{name: "wire-code", zone: tail, max: 40, pattern: re(`^[A-Z]{2,4}\d{3,4}\s+(\d{4}-\d\d-\d\d)/\d\d:\d\d$`), mine: publishedDay},
}

// wireTime is how agencies stamped their texts: day, hour, minute, month, year.
var wireTime = re(`^(\d{2})\d{4} (\p{Lu}\p{L}{2,3}) (\d{2})$`)

// edgeRules cut off beginnings and ends of lines.
var edgeRules = []rule{
	{name: "date-residue", zone: anywhere, strong: true, cues: []string{"date "}, pattern: re(`^(date (?:\d{4}-\d\d(?:-\d\d)?) )`), cut: true, mine: func(p *page, l *line, rule string) {
		p.found(l, datePrefix, Published, rule)
	}},
	{name: "date-residue", zone: anywhere, max: 20, pattern: re(`^date \d{4}-\d\d-\d\d$`), mine: publishedDay},
	{name: "interface-word", zone: anywhere, max: 10, pattern: re(`^HQ$`)},
	{name: "dateline", zone: anywhere, strong: true, when: func(p *page, i int) bool {
		return i <= p.first && len(dateline(p.lines[i].text)) > 0
	}, act: cutDateline},
	{name: "signature-end", zone: middle | tail, strong: true, cues: []string{")"}, pattern: re(`[.!?…]["“”»«]?\s*(\((?:[\p{L}-]{2,14}(?:[/,] ?[\p{L}-]{2,14}){0,3}(?:, ?\d{1,2}\. ?\d{1,2}\. ?\d{4})?)\))$`), when: func(p *page, i int) bool {
		m := signatureEnd.FindStringSubmatch(p.lines[i].text)
		return m != nil && isSignature(m[1]) && p.first >= 0 && lastSentences(p, i)
	}, cut: true, mine: mineSignature},
}

var datePrefix = re(`^date (\d{4}-\d\d(?:-\d\d)?) `)
var signatureEnd = re(`\(([^()]{2,60})\)$`)

// lastSentences reports whether hardly any text follows line i.
func lastSentences(p *page, i int) bool {
	left := 0
	for j := p.next(i); j >= 0; j = p.next(j) {
		if p.lines[j].prose() {
			left++
		}
	}
	return left <= 1
}

// hasPhrase reports whether the line is a phrase of the outlet, or begins or
// ends with one that is no part of the sentence beside it.
func hasPhrase(p *page, i int) bool {
	from, to := p.phraseIn(i)
	// What stands over links is dropped with them.
	return from < to && !readAlsoHead.MatchString(p.lines[i].text)
}

func dropPhrase(p *page, i int, rule string) {
	for p.lines[i].live() {
		from, to := p.phraseIn(i)
		if from >= to {
			return
		}
		p.cut(i, from, to, rule)
	}
}

// phraseIn returns where in line i a phrase stands.
func (p *page) phraseIn(i int) (from, to int) {
	l := &p.lines[i]
	for _, ph := range p.phrases {
		switch {
		case l.fold == ph:
			return 0, len(l.text)
		case len(ph) < 12:
		case strings.HasPrefix(l.fold, ph):
			at := unfolded(l.text, ph, false)
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text[at:], " "))
			if !unicode.IsLower(next) && (ended(l.text[:at]) || l.text[at] != ' ' || unicode.IsUpper(next)) && next != ',' {
				return 0, at
			}
		case strings.HasSuffix(l.fold, ph):
			at := unfolded(l.text, ph, true)
			if before := strings.TrimRight(l.text[:at], " "); ended(before) || strings.ContainsAny(before[len(before)-1:], "|-:;])") {
				return at, len(l.text)
			}
		}
	}
	return 0, 0
}
