package clean

import (
	"slices"
	"strings"
	"unicode"
)

// Texts from printed pages break their lines at some width, within sentences
// and words.
const (
	widest     = 100 // of a line that was broken, in letters
	leastWraps = 3   // lines of a block that go on within a word or in small letters
	pageWraps  = 3   // such lines of a page that tell of all its blocks
)

// unwrap joins the lines of each block that was broken at some width. A block
// is what stands between blank lines.
func unwrap(lines []line) []line {
	least, width := leastWraps, 0
	if n, w := goesOn(lines); n >= pageWraps {
		least, width = 1, w // the page shows what its lines are
	}
	out := lines[:0]
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && !lines[to].gap {
			to++
		}
		if first := wrapped(lines[from:to], least, width); first >= 0 {
			out = append(out, lines[from:from+first]...)
			l := lines[from+first]
			for _, next := range lines[from+first+1 : to] {
				l.set(rejoin(l.piece, next.piece))
			}
			out = append(out, l)
		} else {
			out = append(out, lines[from:to]...)
		}
		from = to
	}
	return out
}

// goesOn counts the lines that go on within a word or, in small letters, a
// sentence, and returns the width at which they were broken, in letters; 0 if more
// lines are too long to have been.
func goesOn(lines []line) (small, width int) {
	wide := 0
	for i := range lines {
		if lines[i].runes > widest {
			wide++
		}
		if i > 0 && !lines[i].gap && !lines[i-1].ended && lines[i-1].runes >= 25 && (unicode.IsLower(firstRune(lines[i].text)) || strings.HasSuffix(lines[i-1].text, "-")) {
			small++
			width = max(width, lines[i-1].runes)
		}
	}
	if wide > small {
		return 0, 0
	}
	return small, width
}

// wrapped returns the first line of a block from which on it is one paragraph
// that was broken, or -1. What goes on in small letters tells it, line for line;
// some lines of such a paragraph begin with a noun.
func wrapped(block []line, least, width int) int {
	first, small, all := -1, 0, 0
	for i := range block {
		if block[i].runes > widest {
			return -1
		}
		if i == 0 || block[i-1].ended || block[i-1].runes < 25 {
			continue
		}
		all++
		if unicode.IsLower(firstRune(block[i].text)) || strings.HasSuffix(block[i-1].text, "-") {
			if first < 0 {
				first = i - 1
			}
			small++
		}
	}
	if small == 0 && width > 0 && filled(block, width) {
		return 0
	}
	if small < least || 3*small < all {
		return -1
	}
	// What stands above belongs to it if it is as wide and no sentence ends there.
	for first > 0 && !block[first-1].ended && !runningHead.MatchString(block[first-1].text) && block[first-1].runes*10 >= block[first].runes*8 {
		first--
	}
	return first
}

// filled reports whether a block is one paragraph of lines as wide as those of the
// page, though none goes on in small letters.
func filled(block []line, width int) bool {
	last := len(block) - 1
	return last > 0 && block[last].ended && !slices.ContainsFunc(block[:last], func(l line) bool { return l.ended || 10*l.runes < 8*width })
}

// rejoin puts two lines together that were one: with a space, or without the
// hyphen that broke a word.
func rejoin(a, b piece) piece {
	if head, ok := strings.CutSuffix(a.text, "-"); ok && head != "" && !strings.HasSuffix(head, " ") {
		joined := a
		if unicode.IsLower(firstRune(b.text)) && !strings.HasPrefix(b.text, "und ") && !strings.HasPrefix(b.text, "oder ") {
			joined = a.slice(0, len(head))
		}
		return glue(joined, b, "")
	}
	return join(a, b)
}

// glue is join with what stands between.
func glue(a, b piece, between string) piece {
	p := piece{text: a.text + between + b.text, offset: a.offset, repairs: a.repairs}
	end := len(a.text)
	p.repairs = p.repairs[:len(p.repairs):len(p.repairs)]
	if between != "" {
		p.repairs = append(p.repairs, segment{end, a.raw(end), true})
	}
	p.repairs = append(p.repairs, segment{end + len(between), b.offset, false})
	for _, s := range b.repairs {
		s.pos += end + len(between)
		p.repairs = append(p.repairs, s)
	}
	return p
}
