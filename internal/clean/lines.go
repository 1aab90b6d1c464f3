package clean

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
)

// unfolded returns where in text the part ends (or, of a suffix, begins) whose
// folding is fold.
func unfolded(text, fold string, suffix bool) int {
	at, left := 0, len(fold)
	if suffix {
		left = len(german.Fold(text)) - len(fold)
	}
	for left > 0 && at < len(text) {
		_, n := utf8.DecodeRuneInString(text[at:])
		left -= len(german.Fold(text[at : at+n]))
		at += n
	}
	return at
}

// hits counts which of the words are in the folded text.
func hits(fold string, words []string) int {
	n := 0
	for _, w := range words {
		if strings.Contains(fold, w) {
			n++
		}
	}
	return n
}

// has reports whether one of the words is in the folded text.
func has(fold string, words []string) bool {
	for _, w := range words {
		if strings.Contains(fold, w) {
			return true
		}
	}
	return false
}

var (
	accountWords = []string{"registrier", "anmeld", "einlogg", "loggen sie", "passwort", "e-mail", "benutzerkonto", "nutzerkonto", "ihrem konto", "deinem konto", "newsletter", "abonn", "zugangsdaten", "nutzungsbedingungen", "netiquette"}
	askingWords  = []string{"klicken sie", "beachten sie", " sie bitte", "loggen sie", "registrieren sie", "melden sie", "geben sie", "bestaetigen sie", "oeffnen sie", "ihre e-mail", "ihr passwort", "ihr konto", "deine e-mail", "dein passwort", "pruefen sie", "abonnieren sie", "melde dich", "trag dich", "jetzt kostenlos", "jetzt anmelden", "hier anmelden", "kostenlos anmelden", "sie sich ein", "sie sich an", "erhalten sie", "wir haben ihnen", "du dich"}
	consentWords = []string{"externer inhalt", "externen inhalt", "externe inhalte", "drittanbieter", "drittplattform", "ihre einwilligung", "ihrer einwilligung", "ihre zustimmung", "ihrer zustimmung", "personenbezogen", "datenschutzerklaerung", "cookies", "redaktionell", "inhalte anzeigen", "inhalt anzeigen", "eingebunden", "widerrufen", "tracking", "unsere partner", "einige partner", "drittstaaten", "personalisierte anzeigen", "anzeigen auszuspielen", "auf ihrem geraet"}
	paywallWords = []string{" abo ", " abo.", " abo!", "-abo ", "-abo.", "-abo!", "abonnement", "abonnent", "digitalabo", "probeabo", "probemonat", "freischalten", "bezahlschranke", "monatlich kuendbar", "exklusiv fuer"}
	readOnWords  = []string{"zum weiterlesen", "weiterlesen", "weiterzulesen", "weiter zu lesen", "testen sie", "jetzt testen", "benoetigen sie", "brauchen sie", "bereits abonnent", "sie haben schon", "sie lesen", "jetzt freischalten", "jederzeit kuendbar", "lesen sie alle", "abo testen", "abo sichern", "zugang zu allen"}
	appealWords  = []string{"unterstuetzen sie", "unterstuetzt uns", "unterstuetze uns", "teilen sie", "teilt diesen", "teilt den", "folgt uns", "folgen sie uns", "abonnieren sie", "abonniert unseren", "helfen sie uns", "spenden sie", "wuerdest du gerne", "moechtest du", "moechten sie"}
	supportWords = []string{"spende", "unabhaengigen journalismus", "unseren journalismus", "unser journalismus", "unabhaengiger journalismus", "unsere arbeit", "unserer arbeit", "sperrung", "zensur", "unseren kanal", "unserem kanal", "telegram", "mit ihren freunden", "euren freunden", "paypal", "konto"}
	navWords     = []string{"kontakt", "impressum", "datenschutz", "archiv", "jobs", "karriere", "ueber uns", "startseite", "agb", "mediadaten", "newsletter", "rss", "faq", "login", "e-paper", "abo", "suche", "sitemap", "hilfe", "werbung", "politik", "wirtschaft", "sport", "kultur", "wissen", "panorama", "ausland", "inland", "nutzungsbedingungen", "cookie-einstellungen"}
	smallWords   = []string{" und ", " im ", " in ", " der ", " die ", " das ", " mit ", " fuer ", ", "}
)

// accountRules drop what asks the reader to sign up, pay, agree or give. All
// need two cues: a word of the trade and a word to the reader.
var accountRules = []rule{
	{name: "account", zone: anywhere, max: 220, strong: true, when: func(p *page, i int) bool {
		f := p.lines[i].fold
		return has(f, accountWords) && (has(f, askingWords) || has(f, []string{"erfolgreich", "bestaetigt!", "gesendet!"}) && p.lines[i].runes < 80) && !quoting(p.lines[i].text)
	}},
	{name: "consent", zone: anywhere, max: 700, strong: true, when: func(p *page, i int) bool {
		f := p.lines[i].fold
		n := hits(f, consentWords)
		return n >= 2 && (n >= 3 || !quoting(p.lines[i].text)) && !p.about("datenschutz", "cookie", "tracking")
	}},
	{name: "paywall", zone: middle | tail, max: 300, strong: true, when: func(p *page, i int) bool {
		f := p.lines[i].fold
		return has(" "+f, paywallWords) && has(f, readOnWords) && !quoting(p.lines[i].text)
	}, act: func(p *page, i int, rule string) {
		p.truncated = true
		p.drop(i, rule)
	}},
	{name: "campaign", zone: anywhere, max: 700, strong: true, when: func(p *page, i int) bool {
		f := p.lines[i].fold
		return has(f, appealWords) && has(f, supportWords) && !quoting(p.lines[i].text)
	}},
}

// quoting reports whether somebody is quoted, which boilerplate never does.
func quoting(text string) bool { return strings.ContainsAny(text, "„“«»\"") }

// about reports whether the top of the page has one of the folded words, so
// that it may be what the article is about.
func (p *page) about(words ...string) bool {
	for i := 0; i < len(p.lines) && i < 6; i++ {
		if p.lines[i].runes < 160 && len(strings.Fields(p.lines[i].text)) > 3 && hits(p.lines[i].fold, consentWords) < 2 && has(p.lines[i].fold, words) {
			return true
		}
	}
	return false
}

var (
	stampWords = re(`^(?:stand|veroeffentlicht|erstveroeffentlicht|aktualisiert|publiziert|erstellt|update|datum|zuletzt|letzte|aktualisierung|geaendert|akt|artikel|dieser|inhalt|beitrag|text|meldung|wurde|erschienen|online|kommentare?|jetzt|teilen|drucken|online seit|seit|lesezeit|lesedauer|lesen|vor|etwa|rund|ca|minuten?|min|std|stunden?|tag|tagen|uhr|am|um|von|den|der|bis|gmt|utc|mez|mesz|cet|h|[\d\s.:,;·•|/()+–-]+)+$`)
	source     = re(`(?i)^(?:(?:quelle|quellen|source)\s*:\s*(\S.*)|(?:url|permalink|adresse|link) ?: (https?://\S+))$`)
	address    = re(`https?://[^\s<>"]+|www\.[^\s<>"]+`)
	byline     = re(`^(?:Von|VON|von|Text|Autor|Autorin|Ein Beitrag von|Ein Kommentar von):? ((?:\p{Lu}|dpa|sda|apa|ap|afp).*)$`)
	topicLine  = re(`(?i)^(?:kategorien?|schlagw(?:ort|orte|örter)|stichw(?:ort|orte|örter)|tags?|themen|thema|ressort|rubrik)\s*:\s*(\S.*)$`)
	allAbout   = re(`(?i)^(?:alles|mehr|aktuelle nachrichten|neueste nachrichten|alle (?:artikel|nachrichten|beiträge|meldungen)|aktuelle meldungen|nachrichten|neuigkeiten) (?:zum thema|zu|zum|zur|aus|über|rund um) (.{2,60})$`)
	hashtags   = re(`^(?:#[\p{L}\p{N}_-]+[\s,]*)+$`)
)

// issueDate is a line of a paper's name or a place, and a day.
var issueDate = re(`^(?:\p{Lu}[^.!?:]{1,45}[,·|] ?)?(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag), (?:den )?)?\d{1,2}\. ?(?:\p{L}{3,9}|\d{1,2}\.) ?(?:19|20)\d{2}$`)

// runningHead is what stands over each printed page: its number, wide apart from
// the paper's name.
var runningHead = re(`\S .*\s{4,}.*\d|\d.*\s{4,}.*\S`)

var issueMonth = re(`\b(\p{Lu}\p{Ll}+) ((?:19|20)\d{2})\b`)

// mineIssue notes the month of a printed page.
func mineIssue(p *page, l *line, rule string) {
	if m := issueMonth.FindStringSubmatchIndex(l.text); m != nil {
		if month, ok := german.Month(l.text[m[2]:m[3]]); ok {
			p.mine(l, Published, fmt.Sprintf("%s-%02d", l.text[m[4]:m[5]], int(month)), rule, m[0], m[1])
		}
	}
}

// headRules drop what stands around headline and lead.
var headRules = []rule{
	{name: "time-stamp", zone: head | tail, max: 110, when: isTimeStamp, mine: mineStamp},
	{name: "time-stamp", zone: head | tail, max: 60, pattern: re(`^(?:\p{L}+:? )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT)|[+-]\d\d:?\d\d)?$`), mine: publishedDay},
	{name: "time-stamp", zone: middle, max: 60, when: func(p *page, i int) bool { // below the lead
		iso, _, _ := stampDay(p.lines[i].text)
		return i <= p.first+4 && iso != "" && clock.MatchString(p.lines[i].text) && strings.Contains(p.lines[i].text, "Uhr") && isTimeStamp(p, i)
	}, mine: mineStamp},
	{name: "time-stamp", zone: anywhere, max: 12, pattern: re(`^\d{1,2}[:.]\d{2}(?: Uhr)?$`)},
	{name: "byline", zone: head | tail, max: 80, pattern: byline, when: isByline, mine: mineByline},
	{name: "byline", zone: head | tail, max: 90, pattern: re(`^(?:(?:Interview|Protokoll|Gespräch|Moderation|Text und Fotos?): |(?:Zusammengestellt|Aufgezeichnet|Protokolliert|Notiert|Übersetzt|Ein(?:e)? \p{Lu}\p{L}+|Von (?:unserem|unserer) \p{L}+)(?: von)? |Aus (?:\p{Lu}[\p{L}-]+ ){1,3}berichte[nt] )((?:\p{Lu}[\p{L}.-]*|und|von|de|,)(?:,? (?:\p{Lu}[\p{L}.-]*|und|von|de)){1,8})$`)},
	{name: "byline", zone: head, max: 90, pattern: re(`^(?:Von|von) \p{Lu}[\p{L}.-]+ \p{Lu}[\p{L}-]+, \p{L}`), when: func(p *page, i int) bool { return !p.lines[i].ended }},
	{name: "byline", zone: head | tail, max: 90, pattern: re(`^(?i:verfasst|geschrieben|eingestellt|veröffentlicht|gepostet|erstellt|posted|published) (?:von|by|on|am) .*\d{4}`), mine: publishedDay},
	{name: "issue-date", zone: anywhere, max: 90, pattern: re(`^\p{Lu}[^.!?]{2,50}[,·|] ?(?:vom )?\d{1,2}\. ?\d{1,2}\. ?\d{4} ?[,·|] ?S(?:\.|eite) ?\d+\b`), mine: publishedDay},
	{name: "issue-date", zone: head | tail, max: 110, pattern: re(`(?i)^(?:erschienen (?:am|in|im) |redaktionsschluss|gesendet:|sendung: |sende(?:zeit|termin): |veröffentlicht in |(?:.{0,60}[.!] )?stand(?: der \pL+)?: ).*\d{4}`), when: noSentence, mine: mineStamp},
	{name: "navigation", zone: head | tail, max: 300, when: isMenu},
	{name: "running-head", zone: anywhere, max: 140, pattern: runningHead, when: func(p *page, i int) bool { return !p.lines[i].ended }, mine: mineIssue},
	{name: "issue-date", zone: head, max: 90, pattern: issueDate, mine: publishedDay},
	{name: "breadcrumb", zone: head, max: 160, when: isBreadcrumb},
	{name: "navigation", zone: head | tail, max: 300, when: func(p *page, i int) bool {
		l := &p.lines[i]
		words := len(strings.Fields(l.text))
		n := hits(l.fold, navWords)
		return n >= 3 && words <= 2*n && !l.ended && !has(" "+l.fold+" ", smallWords)
	}},
	{name: "all-about", zone: head | tail, max: 90, pattern: allAbout, when: func(p *page, i int) bool {
		return !p.lines[i].ended && !readAlsoHead.MatchString(p.lines[i].text)
	}, mine: func(p *page, l *line, rule string) {
		p.found(l, allAbout, Topic, rule)
	}},
	{name: "summary-head", zone: anywhere, max: 60, pattern: re(`(?i)^(?:das wichtigste(?: in kürze| im überblick| zuerst)?|auf einen blick|kurz zusammengefasst|zusammenfassung|in kürze|die wichtigsten punkte|für sie zusammengefasst|die wichtigsten (?:fakten|infos|nachrichten)|kompakt):?$`), act: dropSummary},
	{name: "repeated-caption", zone: anywhere, max: 200, when: func(p *page, i int) bool {
		j := p.next(i)
		if j < 0 || i == 0 || p.lines[j].fold != p.lines[i].fold {
			return false
		}
		return position.MatchString(p.lines[i].text) || p.zone(i) != head || p.before(i) >= 0 && creditBelow(p, j)
	}, act: func(p *page, i int, rule string) {
		j := p.next(i)
		p.drop(i, rule)
		// A sentence said twice is a paragraph that is repeated.
		if !p.lines[j].sentence() || position.MatchString(p.lines[j].text) {
			p.drop(j, rule)
		}
	}},
}

// creditBelow reports whether the line right below line i was dropped as the
// credit of a picture.
func creditBelow(p *page, i int) bool {
	return i+1 < len(p.lines) && (strings.HasSuffix(p.lines[i+1].rule, "-credit") || strings.HasSuffix(p.lines[i+1].rule, "-caption"))
}

func isTimeStamp(p *page, i int) bool {
	l := &p.lines[i]
	if !strings.ContainsAny(l.text, "0123456789") {
		return false
	}
	rest := l.fold
	// A section may stand before it: "Politik | 3. Mai 2021".
	for _, sep := range []string{"|", " / ", "•"} {
		if label, stamp, ok := strings.Cut(rest, sep); ok && len(strings.Fields(label)) <= 3 && !strings.ContainsAny(label, "0123456789") {
			rest = strings.TrimSpace(stamp)
		}
	}
	for _, w := range german.Words(l.text) {
		_, month := german.Month(w.Text)
		_, weekday := german.Weekday(w.Text)
		if month || weekday || shortDay.MatchString(w.Text) {
			rest = strings.Replace(rest, german.Fold(w.Text), "", 1)
		}
	}
	if stampWords.MatchString(rest) {
		_, _, to := stampDay(l.text)
		return to > 0 || clock.MatchString(l.text) || since.MatchString(rest)
	}
	// A time stamp may name who put it there: "2031-02-03 07:08:00 abc".
	if at := strings.LastIndexByte(rest, ' '); at > 0 && len(rest)-at <= 6 && isWord(rest[at+1:]) {
		return stampWords.MatchString(rest[:at]) && clock.MatchString(rest)
	}
	return false
}

var (
	shortDay = re(`^(?:Mo|Di|Mi|Do|Fr|Sa|So)$`)
	clock    = re(`\b\d{1,2}[:.]\d{2}\b`)
	since    = re(`vor (?:etwa |rund |ca\.? )?\d+|lesezeit|lesedauer|\bmin`)
)

// publishedLabel stands before the day of publication in a line with two.
var publishedLabel = re(`(?i)\b(?:erst)?(?:veröffentlicht|erschienen|publiziert|gesendet)\b`)

func mineStamp(p *page, l *line, rule string) {
	// "Aktualisiert am 5. Mai, veröffentlicht am 4. Mai": the label tells.
	if m := publishedLabel.FindStringIndex(l.text); m != nil && m[0] > 0 {
		if iso, from, to := stampDay(l.text[m[1]:]); iso != "" {
			p.mine(l, Published, iso, rule, m[1]+from, m[1]+to)
			return
		}
	}
	iso, from, to := stampDay(l.text)
	if iso == "" {
		return
	}
	what := Published
	if hits(l.fold[:min(len(l.fold), 24)], []string{"aktualisiert", "update", "letzte", "zuletzt"}) > 0 {
		what = Updated
	}
	p.mine(l, what, iso, rule, from, to)
}

// isMenu: a row of words with capitals, none of them a small one.
func isMenu(p *page, i int) bool {
	words := strings.Fields(p.lines[i].text)
	return len(words) >= 6 && !slices.ContainsFunc(words, func(w string) bool {
		return len(w) < 3 || !unicode.IsUpper(firstRune(w)) || strings.ContainsAny(w, ".,:;!?„“\"")
	})
}

// isByline: few words, none of them a verb: only names, places and the small
// words between them.
func isByline(p *page, i int) bool {
	l := &p.lines[i]
	words := german.Words(l.text)
	if l.ended && !strings.HasSuffix(l.text, "dpa.") || len(words) > 10 || len(words) < 2 {
		return false
	}
	for _, w := range words[1:] {
		r, _ := utf8.DecodeRuneInString(w.Text)
		small := map[string]bool{"und": true, "aus": true, "in": true, "für": true, "mit": true, "von": true, "de": true, "zu": true, "der": true}
		if !unicode.IsUpper(r) && !small[w.Text] && !isAgency(w.Text) && !strings.HasPrefix(w.Text, "von") {
			return false
		}
	}
	return true
}

// mineByline notes the author, or the agency and the place after it.
func mineByline(p *page, l *line, rule string) {
	m := byline.FindStringSubmatchIndex(l.text)
	name, place, _ := strings.Cut(l.text[m[2]:m[3]], ",")
	if !isAgency(name) {
		p.mine(l, Author, name, rule, m[2], m[2]+len(name))
	} else {
		p.mine(l, Agency, name, rule, m[2], m[2]+len(name))
	}
	if isPlace(place) {
		p.mine(l, Place, place, rule, m[3]-len(strings.TrimSpace(place)), m[3])
	}
}

func isBreadcrumb(p *page, i int) bool {
	l := &p.lines[i]
	parts := strings.FieldsFunc(l.text, func(r rune) bool { return strings.ContainsRune("»›>", r) })
	if len(parts) < 2 || l.ended || strings.ContainsAny(l.text, "«„") {
		return false
	}
	for _, part := range parts[:len(parts)-1] {
		if n := len(strings.Fields(part)); n == 0 || n > 3 {
			return false
		}
	}
	return len(parts) > 2 || len(strings.Fields(parts[1])) <= 3
}
