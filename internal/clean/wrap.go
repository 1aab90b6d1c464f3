package clean

import (
	"strings"
	"unicode"
)

// Texts from printed pages break their lines at some width, within sentences
// and words.
const (
	widest     = 100 // of a line that was broken, in letters
	leastWraps = 3   // lines of a block that go on within a word or in small letters
)

// unwrap joins the lines of each block that was broken at some width. A block
// is what stands between blank lines.
func unwrap(lines []line) []line {
	out := lines[:0]
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && !lines[to].gap {
			to++
		}
		if first := wrapped(lines[from:to]); first >= 0 {
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

// wrapped returns the first line of a block from which on it is one paragraph
// that was broken, or -1. What goes on in small letters tells it, line for line;
// some lines of such a paragraph begin with a noun.
func wrapped(block []line) int {
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
	if small < leastWraps || 3*small < all {
		return -1
	}
	// What stands above belongs to it if it is as wide and no sentence ends there.
	for first > 0 && !block[first-1].ended && !runningHead.MatchString(block[first-1].text) && block[first-1].runes*10 >= block[first].runes*8 {
		first--
	}
	return first
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
