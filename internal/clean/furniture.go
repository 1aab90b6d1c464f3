package clean

import (
	"strings"
	"unicode"

	"chronik/internal/german"
)

// Furniture is what stands around an article without belonging to any class
// that a rule of its own names: no page is like the next. It is told by what
// several cues say together: the words of those who run a page, a word to the
// reader, marks between links, the lack of a sentence, and where the line
// stands. What the text itself takes up again is none.

// furnitureWords are the words of the trade, folded, with their weight; a word
// of a line counts if it begins with one of them.
var furnitureWords = byInitial(map[string]int{
	// what a page offers
	"abonn": 2, "abo": 2, "newsletter": 2, "podcast": 2, "mediathek": 2, "e-paper": 2, "epaper": 2, "rss": 2, "app": 1, "download": 1, "herunterladen": 1,
	"merkliste": 2, "leseliste": 2, "warenkorb": 2, "vollbild": 2, "druckfassung": 2, "druckversion": 2, "kurzlink": 2, "permalink": 2, "qr-code": 2,
	"vorlesen": 1, "anhoeren": 1, "nachhoeren": 1, "drucken": 1, "versenden": 1, "kopieren": 1, "teilen": 1, "geteilt": 1, "verschenken": 1, "herunterzuladen": 1,
	"weiterlesen": 2, "probeabo": 2, "gratis": 1, "kostenlos": 1, "gutschein": 2, "rabatt": 1, "premium": 1, "shop": 1, "klick": 1, "anklicken": 2,
	"download-link": 2, "screenreader": 2, "schriftgroesse": 2, "schrift": 1, "kontrast": 1, "leichter": 0, "barrierefrei": 1,
	"ladt": 0, "laedt": 1, "neu laden": 0, "eintraege": 1, "ticker": 1, "push": 1, "eilmeldungen": 1, "handy": 1,
	// what a page says of itself
	"artikel": 1, "beitrag": 1, "beitraege": 1, "meldung": 1, "text": 1, "auszuege": 1, "programm": 1, "sendung": 1, "presseschau": 1, "ausgabe": 1, "heft": 1,
	"redaktion": 1, "redakteur": 1, "redaktor": 2, "reporter": 1, "verfasser": 2, "autor": 1, "mitarbeiter": 0, "kolumn": 1, "bloggt": 2, "blog": 1, "ressort": 1, "meinungsressort": 2,
	"pressestelle": 1, "erlaubt": 1, "verwendung": 1, "fortgesetzt": 1, "zitat": 1, "seite": 1, "berichten": 1, "nachdruck": 2, "vervielfaeltig": 2, "weiterverbreit": 2, "genehmig": 1, "quellenangabe": 2, "urheber": 2, "inhalte": 1, "verlag": 1, "verlage": 1,
	"herausgeber": 1, "impressum": 2, "datenschutz": 1, "agb": 2, "mediadaten": 2, "jugendschutz": 1, "leserservice": 2, "leserdienst": 2, "leserbrief": 2, "postfach": 2, "beleg": 1,
	"korrektur": 1, "version": 1, "fehler": 1, "bedauern": 1, "fassung": 0, "uebersetzt": 1, "uebertragen": 0, "automatisch": 1,
	"dossier": 1, "rubrik": 2, "schlagw": 2, "verschlagwort": 2, "stichwort": 1, "stichworte": 2, "abgelegt": 2, "kategorie": 2, "themen": 1, "uebersicht": 1, "trefferliste": 2, "suchergebnis": 2,
	"beitragsnavigation": 2, "navigation": 2, "seiteninhalt": 2, "startseite": 2, "sitemap": 2, "archiv": 1, "ueberblick": 0, "ausstrahlung": 1, "ausgestrahlt": 1, "gesendet": 1, "nachrichten": 1,
	// readers and their accounts
	"kommentar": 1, "kommentare": 1, "kommentieren": 2, "kommentarspalte": 2, "kommentarfunktion": 2, "posting": 2, "leserbeitrag": 2, "leserbeitraege": 2, "netiquette": 2, "diskussion": 0, "mitreden": 2, "mitdiskut": 2, "antworten": 1,
	"einlogg": 2, "eingeloggt": 2, "login": 2, "log-in": 2, "logout": 2, "anmeld": 1, "angemeldet": 1, "anmeldung": 1, "registrier": 2, "konto": 1, "passwort": 2, "e-mail": 1, "zugang": 1, "browser": 1, "angezeigt": 1, "bestaetigen": 0, "abmelden": 1, "benachrichtig": 1,
	"cookie": 2, "drittanbieter": 2, "einwilligung": 2, "zustimm": 1, "personenbezogen": 2, "tracking": 2,
	"gelesen": 1, "aufrufe": 1, "klicks": 1, "gefaellt": 1, "likes": 2, "beliebtheit": 1, "abstimmen": 1, "umfrage": 1,
	"spende": 1, "spenden": 2, "paypal": 2, "iban": 2, "unterstuetze": 1, "unterstuetzt": 0, "telegram": 1, "whatsapp": 1, "facebook": 1, "twitter": 1, "instagram": 1, "youtube": 1, "tiktok": 1, "kanal": 1, "vpn": 2, "gesperrt": 1,
	// pictures and sounds
	"bilder": 1, "bildern": 1, "bild": 1, "foto": 1, "fotos": 1, "video": 1, "videos": 1, "audio": 2, "grafik": 1, "motive": 1, "bildergalerie": 2, "fotostrecke": 2, "leuchttisch": 2, "visualisierung": 1, "thumbnail": 2,
	// advertising and what else is on the page
	"anzeige": 1, "werbung": 1, "partnerinhalt": 2, "sponsored": 2, "advertorial": 2, "horoskop": 2, "tageshoroskop": 2, "wetter": 1, "unwetterwarnung": 2, "gewinnspiel": 2, "raetsel": 1, "stellenmarkt": 2, "immobilien": 1, "inserieren": 2, "kleinanzeigen": 2,
	"programmtipp": 2, "lesetipp": 2, "buchtipp": 2, "tipp": 1, "vorherige": 1, "naechster": 0, "voriger": 1, "telefon": 0, "tel": 1, "fax": 1,
	"live": 1, "liveblog": 2, "weblog": 2, "push-mitteilung": 2, "gewinnen": 1, "verlosung": 2, "adventkalender": 2, "wischen": 2, "abbestell": 2, "eingetragen": 1, "magazin": 1, "chefreporter": 2, "uebersetzer": 1,
	"nutzung": 1, "gebuehr": 1, "anschrift": 1, "beleidigungen": 1, "loeschen": 1, "zitierweise": 2, "abgerufen": 1, "quiz": 2, "arbeitsblaetter": 1, "lastschrift": 2, "freundeskreis": 1, "schaetzen": 0, "lesezeichen": 2, "merkzettel": 2, "versandkostenfrei": 2, "akzeptieren": 2, "notwendige": 1, "bestellen": 1, "portal": 1, "ki": 1, "depot": 1, "dokument": 1, "gebrauch": 1, "ehrenamtlich": 1, "zusteller": 2, "einzelheft": 2, "heftarchiv": 2, "buchhandel": 1, "issn": 2, "redaktionsschluss": 2, "verteiler": 1, "betreff": 2,
	// English pages and English interfaces
	"subscribe": 2, "unsubscribe": 2, "privacy": 2, "newsletter-anmeldung": 2, "inbox": 2, "sign": 1, "comments": 1, "comment": 1, "reply": 1, "posted": 2, "published": 1, "updated": 1, "read": 1, "share": 2, "follow": 1, "options": 1, "accept": 1, "reproduction": 2, "consent": 1, "briefing": 1, "login-": 0,
})

func byInitial(words map[string]int) map[string]map[string]int {
	table := map[string]map[string]int{}
	for w, weight := range words {
		if weight == 0 {
			continue
		}
		key := w[:min(3, len(w))]
		if table[key] == nil {
			table[key] = map[string]int{}
		}
		table[key][w] = weight
	}
	return table
}

// toReader are words that speak to the reader or of those who run the page.
var toReader = map[string]bool{"du": true, "dich": true, "dir": true, "dein": true, "deine": true, "deinen": true, "deiner": true, "deinem": true, "euch": true, "euer": true, "eure": true, "euren": true,
	"uns": true, "wir": true, "unser": true, "unsere": true, "unseren": true, "unserer": true, "unserem": true, "your": true, "you": true}

// furniture weighs how much a line says that it is none of the article. Two
// are enough for what is no sentence, three for what is one.
func (l *line) furniture() int {
	if l.weight != nil {
		return *l.weight
	}
	w := weigh(l.text)
	l.weight = &w
	return w
}

func weigh(text string) int {
	n, reader := 0, 0
	quoted := quoting(text)
	words := german.Words(text)
	seen := ""
	for i, w := range words {
		fold := german.Fold(w.Text)
		if s := wordWeight(fold); s > 0 && fold != seen {
			n += s
			seen = fold
		}
		switch {
		case quoted:
		case toReader[fold]:
			reader++
		case i > 0 && (w.Text == "Sie" || w.Text == "Ihr" || w.Text == "Ihre" || w.Text == "Ihren" || w.Text == "Ihrer" || w.Text == "Ihrem" || w.Text == "Ihnen"):
			// At the beginning of a sentence it may be she or they.
			if between := strings.TrimSpace(text[words[i-1].End:w.Start]); between == "" || between == "," {
				reader++
			}
		}
	}
	n += min(reader, 2) // politicians speak so, too
	for _, mark := range []string{" | ", " · ", " » ", " › ", "← ", " →", "« ", " »", "@", "www."} {
		if strings.Contains(text, mark) {
			n++
		}
	}
	if strings.Count(text, " / ") > 1 || strings.HasSuffix(text, " hier") {
		n++
	}
	if n > 0 && strings.Count(text, " / ") > 1 || figures(text) {
		n += 2
	}
	if strings.HasPrefix(text, "»") || strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		n++
	}
	return n
}

// figures reports whether a line is a row of numbers with their names: prices,
// shares, a table.
func figures(text string) bool {
	parts := strings.Fields(text)
	numbers := 0
	for _, p := range parts {
		if strings.ContainsAny(p, "0123456789") && !strings.ContainsFunc(p, func(r rune) bool { return unicode.IsLetter(r) && r > unicode.MaxASCII }) && strings.Trim(p, "0123456789.,-–−+%$€()") == "" {
			numbers++
		}
	}
	return numbers > 2 && numbers*3 >= len(parts) || numbers > 0 && numbers*2 >= len(parts)-1 && strings.Contains(text, " | ")
}

// wordWeight returns the weight of the longest word of the trade that a folded
// word begins with; short ones must be all of it.
func wordWeight(fold string) int {
	if at := strings.LastIndexByte(fold, '-'); at > 0 && at < len(fold)-1 {
		if n := wordWeight(fold[at+1:]); n > 0 { // Brückenbauer-Blog
			return n
		}
	}
	best, weight := 0, 0
	for w, n := range furnitureWords[fold[:min(3, len(fold))]] {
		if len(w) > best && strings.HasPrefix(fold, w) && (len(w) >= 7 || len(w) >= 5 && len(fold)-len(w) <= 5 || len(fold)-len(w) <= 2) {
			best, weight = len(w), n
		}
	}
	return weight
}

// aboutText begins what is said of the text, not in it.
var aboutText = re(`(?i)^(?:(?:das|dieses) (?:interview|gespräch) (?:wurde|führten?|erschien|ist eine) |dieser (?:text|beitrag|artikel|kommentar|bericht) (?:gibt die|ist zuerst|erschien|stammt aus|basiert auf|wurde (?:ohne|nicht|vor|am|automatisch|maschinell|redaktionell|zuletzt)) |der (?:text|beitrag|artikel) (?:wurde|erschien|stammt) |diese (?:übersetzung|meldung|zusammenfassung) (?:wurde|wird|ist|stammt) |originaltext:|maschinell (?:übersetzt|übertragen)|zusammengestellt von |dieser (?:absatz|abschnitt) wurde |sie hörten |aus dem (?:englischen|russischen|französischen|amerikanischen) |(?:hinweis|anmerkung|anm\.) (?:der|d\.) red(?:aktion|\.)|korrektur(?:hinweis)?:|risikohinweis:|über uns:|wörter: \d+|im nächsten teil:|transparenzhinweis|offenlegung:|in einer früheren (?:version|fassung))`)

// furnitureRules come last but for the headline: what no other rule knows.
var furnitureRules = []rule{
	{name: "media-link", zone: anywhere, max: 170, pattern: re(`^(?:Unsere? )?(?:Hier (?:bestellen|abonnieren|anmelden|klicken)|Video|Videos|Audio|Podcast|Bildergalerie|Fotostrecke|Grafik|Infografik|Karte|Dossier|Programmtipp|Lesetipp|Buchtipp|Lesen Sie (?:noch|außerdem)|Auch lesenswert|Dazu empfohlen|Hierzu auf \p{L}+|Nächste[rs]? \p{L}+|Vorherige[rs]? \p{L}+|Anzeige|Werbung|Unser Partner|Hintergrund|Dazu auch|Interview)\s*[:|–-]\s*[\p{L}„]`), when: func(p *page, i int) bool {
		return p.zone(i) != head || p.lines[i].furniture() >= 2
	}},
	{name: "pager", zone: anywhere, max: 160, cues: []string{"«", "»", "‹", "›", "←", "→", "<", "◄"}, pattern: re(`^[«‹←] [^»›]+$|^[^«‹]+ [»›→]$|^[«‹←◄<] .* [»›→►>]$`), when: func(p *page, i int) bool { return !p.lines[i].ended }},
	{name: "calendar", zone: anywhere, max: 30, pattern: re(`^(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\.? ?){5,7}$`)},
	{name: "tweet-residue", zone: anywhere, max: 160, pattern: re(`^[—–-] .{2,60} \(@\w+\).*\d{4}$|^(?:pic\.twitter\.com|t\.co|https://t\.co)/\S+$`)},
	{name: "footnote", zone: tail, max: 300, strong: true, pattern: re(`^[\[(]\d{1,2}[\])] \S`)},
	{name: "footnote", zone: middle, max: 300, strong: true, pattern: re(`^[\[(]\d{1,2}[\])] \S`), when: nearEnd},
	{name: "author-bio", zone: middle | tail, max: 260, strong: true, guess: true, when: isStranger},
	{name: "bracketed", zone: anywhere, max: 40, pattern: re(`^\[[^\[\]„"«.]{2,38}\]$`), mine: mineSignature},
	{name: "notice", zone: anywhere, max: 160, strong: true, pattern: re(`(?i)\b(?:\d+|einen|ein|eine) (?:tage?|wochen?|monate?) (?:gratis|kostenlos|testen)\b|^folgen sie uns\b|\d+ (?:personen |mal )?gefällt (?:das|mir)\b|^\pL+ gesucht!$`), when: func(p *page, i int) bool {
		return p.zone(i) != head && !quoting(p.lines[i].text)
	}},
	{name: "quote-button", zone: anywhere, max: 200, cues: []string{"teilen", "kopieren"}, pattern: re(`[“"»] (?:Zitat|Spruch) (?:teilen|kopieren)$`)},
	{name: "about-text", zone: head | tail, max: 260, strong: true, pattern: aboutText},
	{name: "about-text", zone: middle, max: 260, strong: true, pattern: aboutText, when: nearEnd},
	{name: "wordpress-code", zone: anywhere, max: 300, strong: true, cues: []string{"caption", "[toc", "=\""}, pattern: re(`^\[?caption id=|\[/caption\]$|^\[[a-z_]+(?: [a-z_]+="[^"]*")*\]$`)},
	{name: "interface-residue", zone: middle, max: 90, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return !l.ended && l.furniture() >= 2+p.takenUp(i) && !quoting(l.text) && !listed(p, i)
	}},
	{name: "notice", zone: middle | tail, max: 260, strong: true, guess: true, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return l.ended && l.furniture() >= 3 && !speech(l.text)
	}},
	{name: "notice", zone: tail, max: 200, guess: true, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return l.ended && l.furniture() >= 2+p.takenUp(i) && !speech(l.text)
	}},
	{name: "tail-line", zone: tail, max: 170, guess: true, when: func(p *page, i int) bool {
		l := &p.lines[i]
		if l.furniture() == 0 && (strings.HasSuffix(l.text, ":") || strings.HasPrefix(l.text, "(") || len(l.text) > 100) {
			return false // announces a list, explains, or is a sentence that was cut
		}
		return !l.ended && !listed(p, i) && !p.isHeading(i) && !speech(l.text)
	}},
}

var stranger = re(`^((?:\p{Lu}[\p{L}.-]+,? ){1,3})(?:ist|lebt|arbeitet|forscht|lehrt|leitet|schreibt|bloggt|berichtet|betreut|studierte)\b`)

// isStranger: one of the last lines says in the present what somebody does whom
// the article does not name.
func isStranger(p *page, i int) bool {
	m := stranger.FindStringSubmatch(p.lines[i].text)
	if m == nil || i <= p.first || quoting(p.lines[i].text[:len(m[0])]) {
		return false // the text itself may begin with whom it is about
	}
	left := 0
	for j := p.next(i); j >= 0; j = p.next(j) {
		left++
	}
	names := strings.Fields(m[1])
	last := german.Fold(strings.TrimRight(names[len(names)-1], ",."))
	if left > 3 || len(names) < 2 {
		return false
	}
	for j := range i {
		if p.lines[j].live() && &p.lines[j] != p.headline && !byline.MatchString(p.lines[j].text) && strings.Contains(p.lines[j].fold, last) {
			return false
		}
	}
	return true
}

// headFurniture comes after the headline is known: of what is left above the
// text only sentences and what the text takes up stay.
var headFurniture = []rule{
	{name: "head-line", zone: head, max: 170, guess: true, when: func(p *page, i int) bool {
		l := &p.lines[i]
		if l == p.headline || p.headline == nil || l.number < p.headline.number {
			return false
		}
		if l.ended || quoting(l.text) {
			return l.furniture() >= 2 && !speech(l.text)
		}
		return l.furniture() > 0 || p.takenUp(i) < 2 && len(strings.Fields(l.text)) <= 5
	}, mine: (*page).mineHead},
}

// speech reports whether a line is somebody's words or says whose they are.
func speech(text string) bool {
	if quoting(text) {
		return true
	}
	name, _, found := strings.Cut(text, ": ")
	return found && ended(text) && len(strings.Fields(name)) <= 2 && unicode.IsUpper(firstRune(name)) && weigh(name) == 0
}

// listed reports whether a line is one of those that a line with a colon
// announces, or marked as a point.
func listed(p *page, i int) bool {
	if bullet(p.lines[i].text) && !strings.ContainsAny(p.lines[i].text[:4], "←→«»|·") {
		return true
	}
	for b, n := p.before(i), 0; b >= 0 && n < 8; b, n = p.before(b), n+1 {
		if strings.HasSuffix(p.lines[b].text, ":") {
			return true
		}
		if p.lines[b].ended {
			return false
		}
	}
	return false
}
