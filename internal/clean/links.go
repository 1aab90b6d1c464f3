package clean

import (
	"strings"

	"chronik/internal/german"
)

const readAlso = `(?:lesen sie (?:auch|hier|dazu|mehr)|lies auch|mehr (?:zum thema|dazu|lesen|hierzu|davon)|weiterführende (?:themen|links|artikel|informationen)|siehe auch|auch interessant|zum thema|passend dazu|dazu passt|sehen sie (?:auch|hier|dazu)|hören sie (?:auch|hier|dazu)|weiterlesen|lesetipp|video zum thema|mehr bei|weiter bei|weiter auf|empfohlene[rn]? (?:artikel|beitrag|beiträge)|das könnte sie auch interessieren)`

var (
	readAlsoLine = re(`(?i)^[-–*•>»\s]*` + readAlso + `\s*(?:[:–—|]|-\s|>)`)
	readAlsoHead = re(`(?i)^(?:lesen sie (?:auch|dazu|mehr)(?: (?:zum thema|zu diesen themen|zu diesem thema|dazu|auch))?|die redaktion empfiehlt|lies auch|mehr (?:zum thema|dazu|aus|in|von|zu)(?: \p{L}+){0,2}|mehr auf \S+|weitere (?:beiträge|artikel|meldungen|nachrichten|themen)(?: \p{L}+){0,3}|auch interessant|das könnte (?:sie|dich)(?: auch)? interessieren|ähnliche (?:artikel|beiträge)|verwandte (?:artikel|beiträge|themen)|meistgelesen\p{L}*|meist gelesen|neueste (?:beiträge|artikel)|empfehlungen(?: der redaktion)?|top-?(?:news|artikel|themen)|siehe auch|zum thema|zum selben thema|mehr zum selben thema|weiterführende links|aus dem archiv|schlagzeilen)\s*:?$`)
)

// linkRules drop what leads to other pages.
var linkRules = []rule{
	{name: "read-also", zone: anywhere, max: 300, strong: true, pattern: readAlsoLine, when: func(p *page, i int) bool {
		l := &p.lines[i]
		return l.runes <= 180 || !l.ended
	}},
	{name: "read-also", zone: middle | tail, max: 220, cues: []string{": "}, pattern: re(`^Mehr(?: zu| zum Thema| dazu)?: ?\p{Lu}`)},
	{name: "read-also", zone: anywhere, max: 300, strong: true, cues: []string{">>", "»»", "→", "▶", "►"}, pattern: re(`^(?:>{2,}|»{2,}|→|▶|►)\s*\p{L}|\s*(?:>{2,}|»{2,}|→)$`)},
	{name: "read-also-list", zone: middle | tail, max: 70, pattern: readAlsoHead, act: dropList},
}

// teaserRules drop what leads to other pages without saying so. They come after
// those that know what else may stand at the end.
var teaserRules = []rule{
	{name: "teaser-list", zone: tail, max: 110, when: isTeaserRun, act: func(p *page, i int, rule string) {
		for j := i; j < len(p.lines) && isTeaser(&p.lines[j]); j++ {
			if p.lines[j].live() {
				p.drop(j, rule)
			}
		}
	}},
}

// dropList drops the line and the links below it: all that follow without end
// mark, as long as they are short.
func dropList(p *page, i int, rule string) {
	p.drop(i, rule)
	for j := i + 1; j < len(p.lines); j++ {
		l := &p.lines[j]
		if !l.live() {
			continue
		}
		// Under a blank line only the tail goes on being links.
		if l.runes > 160 || l.ended && !bullet(l.text) || l.gap && j > i+1 && p.zone(j) != tail {
			return
		}
		p.drop(j, rule)
	}
}

func isTeaser(l *line) bool {
	return !l.live() || (!l.ended || strings.HasSuffix(l.text, "?")) && l.runes >= 15 && l.runes <= 110 &&
		!strings.HasSuffix(l.text, ":") && !strings.HasSuffix(l.text, ",") && !strings.HasSuffix(l.text, ";")
}

// isTeaserRun: three headlines in a row after the last paragraph. What a line
// with a colon announces is a list of the article.
func isTeaserRun(p *page, i int) bool {
	if b := p.before(i); b >= 0 && strings.HasSuffix(p.lines[b].text, ":") {
		return false
	}
	n := 0
	for j := i; j < len(p.lines) && isTeaser(&p.lines[j]); j++ {
		if p.lines[j].live() {
			if bullet(p.lines[j].text) {
				return false
			}
			n++
		}
	}
	return n >= 3 || n == 2 && p.next(p.next(i)) < 0
}

// dropSummary drops the head of a summary box and those of its points that
// the text says again.
func dropSummary(p *page, i int, rule string) {
	p.drop(i, rule)
	said := map[string]bool{}
	for j := range p.lines {
		if l := &p.lines[j]; l.live() && !bullet(l.text) {
			for _, w := range german.Words(l.fold) {
				said[w.Text] = true
			}
		}
	}
	for j := i + 1; j < len(p.lines) && bullet(p.lines[j].text); j++ {
		words := german.Words(p.lines[j].fold)
		known := 0
		for _, w := range words {
			if said[w.Text] {
				known++
			}
		}
		if p.lines[j].live() && float64(known) >= 0.8*float64(len(words)) {
			p.drop(j, rule)
		}
	}
}
