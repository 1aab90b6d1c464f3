package clean

import (
	"slices"
	"strings"

	"chronik/internal/german"
)

var (
	commentMarker = re(`(?i)^(?:\d+ (?:antworten|gedanken|reaktionen|kommentare|meinungen|comments|responses|thoughts) (?:zu|auf|on|to) .*|(?:diskussion|postings?|leserbeiträge|beiträge|meinungen|bình luận|comments) ?\(\d+\)|\d+ leserbeiträge|(?:\d+|ein|zwei|drei|vier|fünf) kommentare?:?|\p{L}+ (?:hat gesagt|sagt|schrieb|schreibt|meint)(?:…|\.\.\.|:)|comments?|\d+ comments?|kommentare|kommentare?(?: ?\(\d+\)| anzeigen| lesen| ausblenden)|\d+ (?:kommentare?|postings?|antworten)|(?:die )?kommentar(?:e|funktion)? (?:sind|ist|wurden?) (?:derzeit )?(?:geschlossen|deaktiviert)\.?|(?:schreibe?n? sie |schreib )?(?:einen |ihr(?:en)? )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)|schreiben sie einen kommentar|leser(?:kommentare|briefe|meinungen|zuschriften|stimmen)(?: ?\(\d+\))?|(?:ihre|deine) meinung|hinterlassen? (?:sie )?eine(?:n)? (?:kommentar|antwort).*|leave a (?:comment|reply).*|neueste (?:oben|zuerst).*|älteste (?:oben|zuerst).*|diskutieren sie mit.*|jetzt mitdiskutieren.*)$`)
	commentUI     = re(`(?i)^(?:um (?:an der diskussion teilzunehmen|mitzudiskutieren|zu kommentieren|kommentieren zu können),?.*|(?:loggen|melden) sie sich (?:bitte )?(?:ein|an).*|(?:deine|ihre) e-mail(?:-adresse)? wird nicht veröffentlicht.*|erforderliche felder sind.*|antworten abbrechen|name \*|e-mail \*|neueste oben.*|antworten|beste kommentare|nach beliebtheit sortieren|mehr kommentare laden)$`)
	rights        = re(`(?i)^(?:©|\(c\)|copyright).*(?:rights reserved|rechte vorbehalten)|^(?:alle rechte vorbehalten|all rights reserved)\b`)
	broadcast     = re(`(?i)^(?:diese[rs]? (?:nachricht|meldung|beitrag|sendung)|(?:die|der) (?:nachricht|meldung|sendung|beitrag|presseschau|kommentar|interview)) (?:wurde|lief|ist|war|haben wir|hatten wir|sendeten wir) am .*(?:programm|gesendet|ausgestrahlt|radio|rundfunk|funk)|^über dieses thema (?:berichtete|berichten|berichteten) .*\d|^dieses thema im programm:|^aus .{3,60}, (?:gesendet|ausgestrahlt) am \d`)
	bio           = re(`\bist (?:\p{L}+er )?(?:\p{L}+-)?(?:\p{L}*[Rr]edakteur|\p{L}*[Kk]orrespondent|Autor|\p{L}*[Jj]ournalist|Publizist|Kolumnist)(?:in)?\b`)
	agencyNote    = re(`(?i)^\(?mit (?:(?:agentur)?material|informationen|inhalten|angaben) (?:von|der|des) (.{2,60}?)\.?\)?$`)
	contact       = re(`(?i)^(?:pressekontakt|kontakt|impressum|redaktion|telefon|tel\.?|fax|e-mail|mail|original-content von|rückfragen(?: bitte)? an|rückfragehinweis|herausgeber|verantwortlich(?: für den inhalt)?|anschrift)\s*:`)
)

// tailCutRules cut the tail at its first hard mark. They come early so that
// comments, often full sentences, do not pass for the end of the text.
var tailCutRules = []rule{
	{name: "comment-marker", zone: anywhere, max: 120, pattern: commentMarker, when: nearEnd, act: dropRest("after-comment-marker")},
	{name: "rights-reserved", zone: anywhere, max: 200, strong: true, pattern: rights, when: nearEnd, act: dropRest("after-rights-reserved")},
	{name: "comment-form", zone: anywhere, max: 200, strong: true, pattern: commentUI, when: func(p *page, i int) bool {
		return p.zone(i) == tail || nearEnd(p, i)
	}},
	{name: "comment-marker", zone: tail, max: 120, pattern: commentMarker},
}

// nearEnd reports whether line i lies in the last third of the page or has no
// paragraph below it.
func nearEnd(p *page, i int) bool {
	if i == 0 {
		return false
	}
	if i > p.last {
		return true
	}
	return 3*(p.lines[i].offset-p.lines[0].offset) >= 2*(len(p.doc.Text)-p.lines[0].offset)
}

// dropRest drops the line and, under the name given, all that follow, after
// the wire codes and source links in them have been mined.
func dropRest(after string) func(p *page, i int, rule string) {
	return func(p *page, i int, rule string) {
		p.drop(i, rule)
		for j := i + 1; j < len(p.lines); j++ {
			l := &p.lines[j]
			if !l.live() {
				continue
			}
			if source.MatchString(l.text) {
				mineSourceLine(p, l, after)
			}
			captionDay(p, l, after)
			p.drop(j, after)
		}
	}
}

// tailRules drop signatures, sources and what an outlet adds at the end.
var tailRules = []rule{
	{name: "source-line", zone: anywhere, max: 300, strong: true, pattern: source, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return address.MatchString(l.text) || len(strings.Fields(l.text)) <= 9
	}, mine: mineSourceLine},
	{name: "signature", zone: tail, max: 60, pattern: signatureLine, when: func(p *page, i int) bool {
		l := &p.lines[i]
		m := signatureLine.FindStringSubmatch(l.text)
		bare := m[1] == l.text
		return isSignature(m[1]) || bare && isWord(m[1]) && l.runes <= 6 && l.text == strings.ToLower(l.text) && p.next(i) < 0
	}, mine: mineSignature},
	{name: "broadcast-note", zone: tail, max: 220, strong: true, pattern: broadcast, mine: publishedDay},
	{name: "broadcast-note", zone: middle, max: 220, strong: true, pattern: broadcast, when: nearEnd, mine: publishedDay},
	{name: "first-published", zone: tail, max: 220, strong: true, pattern: re(`(?i)^(?:dieser|der) (?:artikel|beitrag|text|kommentar) (?:erschien|ist|wurde) (?:.* )?(?:zuerst|erstmals|zuletzt|ursprünglich) .*\d{4}`), mine: publishedDay},
	{name: "agency-note", zone: tail, max: 120, pattern: agencyNote, when: func(p *page, i int) bool { return !p.lines[i].ended }, mine: func(p *page, l *line, rule string) {
		p.found(l, agencyNote, Agency, rule)
	}},
	{name: "author-bio", zone: middle | tail, max: 500, strong: true, cues: []string{"edakteur", "orrespondent", "Autor", "ournalist", "Publizist", "Kolumnist"}, pattern: bio, when: isBio},
	{name: "contact", zone: tail, max: 160, pattern: contact},
	{name: "copyright-line", zone: tail, max: 160, pattern: re(`(?i)^(?:(?:©|\(c\))\s*|copyright\s+(?:©\s*|by\s+|\d))(?:\d{4}|\d{2}|\p{L})`)},
	{name: "page-reference", zone: tail, max: 50, pattern: re(`(?i)^(?:\p{L}+ ){0,3}(?:seite|s\.) \d{1,3}$`)},
	{name: "tags", zone: head | tail, max: 200, pattern: topicLine, when: noSentence, mine: func(p *page, l *line, rule string) {
		m := topicLine.FindStringSubmatchIndex(l.text)
		at := m[2]
		for part := range strings.SplitSeq(l.text[m[2]:m[3]], ",") {
			p.mine(l, Topic, part, rule, at, at+len(part))
			at += len(part) + 1
		}
	}},
	{name: "hashtags", zone: anywhere, max: 300, pattern: hashtags, mine: func(p *page, l *line, rule string) {
		at := 0
		for tag := range strings.FieldsSeq(l.text) {
			at += strings.Index(l.text[at:], tag)
			p.mine(l, Topic, strings.Trim(tag, "#,"), rule, at, at+len(tag))
			at += len(tag)
		}
	}},
	{name: "reader-comment", zone: tail, max: 500, strong: true, pattern: re(`^@[\p{L}\p{N}_.-]+[,:]? `), when: func(p *page, i int) bool {
		return !quoting(p.lines[i].text)
	}},
}

// mineSourceLine notes the address of the original, or who is named as the
// source. The site of an address is that of the copy's source, not the outlet.
func mineSourceLine(p *page, l *line, rule string) {
	if m := address.FindStringIndex(l.text); m != nil {
		p.mine(l, URL, l.text[m[0]:m[1]], rule, m[0], m[1])
		return
	}
	if clock.MatchString(l.text) {
		publishedDay(p, l, rule) // Quelle: Radio Muster, 02.12.2021 15:00 Uhr
	}
	m := source.FindStringSubmatchIndex(l.text)
	what := Attribution
	if isAgency(l.text[m[2]:m[3]]) {
		what = Agency
	}
	p.mine(l, what, l.text[m[2]:m[3]], rule, m[2], m[3])
}

// isBio: one of the last three lines, in the present, on what somebody writes
// who is not named in the article itself.
func isBio(p *page, i int) bool {
	l := &p.lines[i]
	m := bio.FindStringIndex(l.text)
	words := strings.Fields(l.text[:m[0]])
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	name := german.Fold(words[len(words)-1])
	for j := range i {
		if e := &p.lines[j]; e.live() && slices.ContainsFunc(german.Words(e.fold), func(w german.Word) bool { return w.Text == name }) {
			return false
		}
	}
	left := 0
	for j := p.next(i); j >= 0; j = p.next(j) {
		left++
	}
	return left < 3 && !quoting(l.text) && has(l.fold, []string{" schreibt ", " berichtet ", " arbeitet ", " lebt ", " beschaeftigt sich "})
}
