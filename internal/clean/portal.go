package clean

import (
	"strings"
	"unicode/utf8"
)

// interfaceWords are what buttons and bars say, alone or run together.
const interfaceWords = `meine region|meine artikel|abo|abonnieren|(?:diesen )?artikel (?:teilen|anhören|vorlesen|merken|drucken)|teilen|kommentare|kommentieren|merken|merkliste|drucken|vorlesen|text vorlesen|stopp?|pause|fortsetzen|startseite|vorwärts|zurück|nachrichten|newsletter|login|anmelden|registrieren|suche|menü|podcasts?|videos?|fotos?|live|ticker|e-paper|push|facebook|twitter|whatsapp|telegram|e-mail|link kopieren|mehr|hören|folgen|social bookmarks|schriftgröße|kleiner|größer|chia sẻ|quiz|shop`

const languageCodes = `de|en|es|fr|it|ru|uk|ua|pl|pt|tr|zh|cn|ar|nl|cz|cs|ro|hu|sr|bg|ja|vi|fa`

var (
	interfaceRun = re(`(?i)^(?:(?:` + interfaceWords + `)[\s|·•/,]*){2,}$`)
	tickerHead   = re(`^((?:\+{2,3} ?)?\d{1,2}[.:]\d{2}(?: Uhr)?(?: ?\+{2,3}| ?[|:–-])+ ?|\+{2,3} ?\d{1,2}[.:]\d{2}(?: Uhr)? )\S`)
	tickerEnd    = re(`(\s*\+{3})$`)
	tickerLine   = re(`^(?:\+{2,3} ?\d{1,2}[.:]\d{2}|\d{1,2}[.:]\d{2}(?: Uhr)? ?[|:–-])`)
	slashSign    = re(`(?:^|[.!?…]["“”»«)]?) ?(/(?:\p{L}{2,4}/){1,4}\p{L}{2,4})$`)
	creditSeam   = re(`^((?i:bildrechte|bildquelle|bild|foto|quelle)\s*:\s*[^.!?:]{2,70}?\p{Ll}{3})\p{Lu}\p{L}`)
	fileSeam     = re(`^(\S{1,60}\.html?)\p{Lu}`)
	tagList      = re(`^\p{Lu}[\p{L}\d-]*(?: \p{L}[\p{L}\d-]*){0,2}(?:, ?\p{Lu}[\p{L}\d-]*(?: \p{L}[\p{L}\d-]*){0,2}){2,}$`)
	dpaNumber    = re(`\bdpa:(\d\d)(\d\d)(\d\d)-\d\d-\d+`)
	registry     = re(`^\d{1,4}-(\d\d)-(\d\d)-(\d{4})$`)
)

// portalRules drop what portals and ministries print around a text, and cut
// off what they glue to it.
var portalRules = []rule{
	{name: "interface-words", zone: anywhere, max: 120, when: func(p *page, i int) bool {
		return !p.lines[i].ended && interfaceRun.MatchString(p.lines[i].text)
	}},
	{name: "interface-word", zone: anywhere, max: 40, pattern: re(`^(?:A{1,3}|[xX]|Chia sẻ|Text vorlesen|Social Bookmarks|Gutscheine:?|Startseite|Leserreporter.{0,12}|\p{L}+(?:code|nummer|-ID|ID) ?: ?\d{3,}|(?:weather-image )?-?\d{1,2} ?°C?|- ?(?:ảnh|Bild|Foto) \d{1,2})$`)},
	{name: "language-bar", zone: anywhere, max: 120, pattern: re(`^(?:[•|·/\s]*(?i:` + languageCodes + `)\b(?:-[A-Z]{2}\d?)?){3,}[•|·/\s]*$`)},
	{name: "made-by-machine", zone: anywhere, max: 260, strong: true, pattern: re(`(?i)^(?:diese audioversion|dieser (?:artikel|text|beitrag)|diese (?:zusammenfassung|übersetzung|meldung)) (?:wurde|ist|entstand) .*(?:künstlich|\bki\b|ki-|automatisch|maschinell)`)},
	{name: "share-call", zone: anywhere, max: 80, pattern: re(`(?i)^(?:bitte )?(?:teilen sie|teile|empfehlen sie) (?:diesen|den|diese) (?:artikel|beitrag|text|seite|meldung)\b[^.]{0,30}[.!]?$`)},
	{name: "agency-number", zone: anywhere, max: 90, pattern: dpaNumber, mine: func(p *page, l *line, rule string) {
		m := dpaNumber.FindStringSubmatchIndex(l.text)
		p.mine(l, Published, isoDay("20"+l.text[m[2]:m[3]], l.text[m[4]:m[5]], l.text[m[6]:m[7]]), rule, m[2], m[7])
	}},
	{name: "registry-number", zone: head, max: 20, pattern: registry, mine: func(p *page, l *line, rule string) {
		m := registry.FindStringSubmatchIndex(l.text)
		p.mine(l, Published, isoDay(l.text[m[6]:m[7]], l.text[m[4]:m[5]], l.text[m[2]:m[3]]), rule, m[2], m[7])
	}},
	{name: "issue-line", zone: anywhere, max: 120, pattern: re(`(?i)^(?:aus(?: der)?:? )?(?:print-?)?ausgabe (?:vom|nr\.?|\d)`), mine: publishedDay},
	{name: "slash-signature", zone: anywhere, strong: true, cues: []string{"/"}, pattern: slashSign, cut: true},
	{name: "file-seam", zone: anywhere, strong: true, cues: []string{".htm"}, pattern: fileSeam, cut: true},
	{name: "credit-seam", zone: anywhere, strong: true, cues: []string{"Bild", "Foto", "Quelle"}, pattern: creditSeam, when: func(p *page, i int) bool {
		m := creditSeam.FindStringSubmatch(p.lines[i].text)
		rest := p.lines[i].text[len(m[1]):]
		return utf8.RuneCountInString(rest) >= 40 && ended(rest)
	}, cut: true},
	{name: "ticker-head", zone: anywhere, strong: true, cues: []string{"+++", "Uhr", "|", ":"}, pattern: tickerHead, when: isTicker, cut: true},
	{name: "ticker-end", zone: anywhere, strong: true, cues: []string{"+++"}, pattern: tickerEnd, when: func(p *page, i int) bool {
		return !strings.HasPrefix(p.lines[i].text, "+++") && !strings.Contains(p.lines[i].text, "dpa-Bildfunk")
	}, cut: true},
	{name: "author-box", zone: anywhere, max: 40, pattern: re(`(?i)^(?:über (?:den|die) autor(?:in|innen|en)?|zur person|zum autor|zur autorin):?$`), when: nearEnd, act: dropBox},
	{name: "tags", zone: tail, max: 200, pattern: tagList},
}

// isTicker: the page is a live ticker, of which this line is one entry of
// several, or it is marked as one by its plus signs.
func isTicker(p *page, i int) bool {
	if strings.HasPrefix(p.lines[i].text, "++") {
		return !strings.Contains(p.lines[i].text, "dpa-Bildfunk")
	}
	n := 0
	for j := range p.lines {
		if tickerLine.MatchString(p.lines[j].text) {
			n++
		}
	}
	return n >= 3
}

// dropBox drops the head of a box on who wrote the text and what stands in it:
// up to two lines that quote nobody.
func dropBox(p *page, i int, rule string) {
	p.drop(i, rule)
	for j, n := p.next(i), 0; j >= 0 && n < 2 && !quoting(p.lines[j].text); j, n = p.next(j), n+1 {
		p.drop(j, rule)
	}
}

// torn reports whether a line breaks off inside a date that the next goes on
// with: am 20. / Oktober.
var (
	tornDay   = re(`(?i)\b(?:am|vom|zum|der|dem|den|bis) \d{1,2}\.$`)
	tornMonth = re(`^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b`)
)

func torn(above, below string) bool {
	n := len(above)
	return n > 4 && above[n-1] == '.' && '0' <= above[n-2] && above[n-2] <= '9' && tornDay.MatchString(above[max(0, n-12):]) && tornMonth.MatchString(below)
}

// join puts two lines together that one sentence was torn into.
func join(a, b piece) piece { return glue(a, b, " ") }
