// Package clean keeps the article, drops the rest, and says by which named
// rule.
//
// A page is a list of lines. Each rule looks at one line and its neighbours,
// in the order of the table in rules.go, and may drop the line or cut its ends
// off; before that it mines what the line tells of the article (its day, its
// agency, its place). A line of prose, long and with an end mark, is dropped
// only by rules that see two cues in it. What is left is the article.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/german"
	"chronik/internal/raw"
)

// An Article is what a page says, without what surrounds it.
type Article struct {
	Headline       string // "" where the page has none
	HeadlineLine   int    // line of the file, from 1; 0 without a headline
	HeadlineOffset int    // byte of raw.Document.Text
	Paragraphs     []Paragraph
	Dropped        []Dropped // in the order of the page
	Mined          []Mined   // in the order of the page
	Truncated      bool      // whether the text breaks off or ends at a paywall
}

// A Paragraph is one line of the article, repaired: without soft hyphens,
// with the spaces and letters that were meant.
type Paragraph struct {
	Text    string
	Line    int  // line of the file, from 1
	Offset  int  // byte of raw.Document.Text at which it begins
	Heading bool // whether it is a heading between paragraphs
	repairs []segment
}

// RawOffset returns the byte of raw.Document.Text for byte i of Text. Inside
// what a repair put there it is the beginning of what was repaired.
func (p Paragraph) RawOffset(i int) int {
	return piece{text: p.Text, offset: p.Offset, repairs: p.repairs}.raw(i)
}

// A Dropped is a line, or the part of a line, that is no part of the article.
type Dropped struct {
	Text string
	Rule string // name in the table of rules
	Line int
}

// What a page may tell about its article outside of it.
const (
	Published   = "published"   // day of publication, ISO
	Updated     = "updated"     // day of the last change, ISO
	EventDate   = "event-date"  // day given in a picture agency's caption, ISO
	PhotoDate   = "photo-date"  // day of some picture, ISO: says nothing of the article
	Agency      = "agency"      // as written
	Attribution = "attribution" // who is named as the source, as written
	Outlet      = "outlet"      // as written
	URL         = "url"         // address of the original
	Author      = "author"      // as written
	Place       = "place"       // of a dateline: where it was written, as written
	Topic       = "topic"       // a tag or kicker, as written
)

// A Mined is one thing that a dropped or cut line tells.
type Mined struct {
	What   string // one of the constants above
	Value  string
	Rule   string
	Quote  string // the words it was read from, as in raw.Document.Text
	Offset int    // byte of raw.Document.Text at which Quote begins
}

// A Phrase is a line of boilerplate that one outlet prints, from its content
// file. It is dropped where it is a whole line and cut off where a line begins
// or ends with it; case and inflected letters (ä, ae) do not count.
type Phrase struct {
	Text, Source string
}

// A Cleaner reads the articles out of the pages of one pile. It is not changed
// after NewCleaner and may be shared.
type Cleaner struct {
	phrases []string // folded
	common  Common
}

// NewCleaner returns a Cleaner that drops the phrases of outlets and what is
// common to several documents.
func NewCleaner(phrases []Phrase, common Common) *Cleaner {
	c := &Cleaner{common: common}
	for _, ph := range phrases {
		if f := strings.TrimSpace(german.Fold(ph.Text)); f != "" {
			c.phrases = append(c.phrases, f)
		}
	}
	return c
}

// Document reads the article out of a page alone.
func Document(d *raw.Document, phrases []Phrase) Article {
	return NewCleaner(phrases, Common{}).Document(d)
}

// Document reads the article out of a page. It does not change d.
func (c *Cleaner) Document(d *raw.Document) Article {
	p := newPage(d, c.phrases, c.common)
	for _, r := range rules() {
		p.run(r)
	}
	var a Article
	if h := p.headline; h != nil {
		a.Headline, a.HeadlineLine, a.HeadlineOffset = h.text, h.number, h.offset
	}
	for i := range p.lines {
		l := &p.lines[i]
		if !l.live() || l == p.headline {
			continue
		}
		a.Paragraphs = append(a.Paragraphs, Paragraph{
			Text: l.text, Line: l.number, Offset: l.offset, repairs: l.repairs, Heading: p.isHeading(i),
		})
	}
	a.Dropped, a.Mined = p.report()
	a.Truncated = p.truncated || breaksOff(a.Paragraphs)
	return a
}

// Body returns the paragraphs and headings, a blank line between them. The
// headline is not part of it.
func (a Article) Body() string {
	texts := make([]string, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n\n")
}

// breaksOff reports whether the last paragraph ends in an ellipsis or, as a
// page cut in the middle does, in a letter or comma.
func breaksOff(ps []Paragraph) bool {
	if len(ps) == 0 {
		return false
	}
	last := strings.TrimRight(ps[len(ps)-1].Text, ` "“”»`)
	if strings.HasSuffix(last, "...") || strings.HasSuffix(last, "…") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(last)
	return len(last) > 40 && !bullet(last) && (unicode.IsLetter(r) || r == ',')
}
