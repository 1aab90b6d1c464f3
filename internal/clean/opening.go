package clean

import (
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// A byteSet is a set of bytes.
type byteSet [256]bool

// addRune adds the first byte of a letter.
func (s *byteSet) addRune(r rune) {
	var b [utf8.UTFMax]byte
	utf8.EncodeRune(b[:], r)
	s[b[0]] = true
}

// openings returns the bytes that a text can begin with that an anchored
// pattern matches, nil if it can begin with anything. Most rules look at how a
// line begins and most lines begin otherwise, so this spares the matcher.
func openings(p *pattern) *byteSet {
	parsed, err := syntax.Parse(p.source, syntax.Perl)
	if err != nil {
		return nil
	}
	var set byteSet
	if opening(parsed.Simplify(), false, &set) != known {
		return nil
	}
	return &set
}

// A reach says how far the beginning of a pattern is known.
type reach int

const (
	nothing reach = iota // it may match nothing, or only the beginning of the text
	known                // it begins with a byte of the set
	unknown              // it may begin with anything
)

// opening adds the bytes with which a match of the pattern can begin; anchored
// says whether it stands at the beginning of the text.
func opening(p *syntax.Regexp, anchored bool, set *byteSet) reach {
	switch p.Op {
	case syntax.OpBeginText:
		return nothing
	case syntax.OpCapture:
		return opening(p.Sub[0], anchored, set)
	case syntax.OpConcat:
		for _, sub := range p.Sub {
			if sub.Op == syntax.OpBeginText {
				anchored = true
				continue
			}
			if r := opening(sub, anchored, set); r != nothing {
				return r
			}
		}
		return unknown // the text may be empty
	case syntax.OpAlternate:
		for _, sub := range p.Sub {
			if opening(sub, anchored, set) != known {
				return unknown
			}
		}
		return known
	}
	if !anchored {
		return unknown
	}
	switch p.Op {
	case syntax.OpEmptyMatch:
		return nothing
	case syntax.OpLiteral:
		r := p.Rune[0]
		set.addRune(r)
		if p.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				set.addRune(f)
			}
		}
		return known
	case syntax.OpCharClass:
		for i := 0; i+1 < len(p.Rune); i += 2 {
			if p.Rune[i] <= utf8.RuneError && utf8.RuneError <= p.Rune[i+1] {
				return unknown // a byte that is no letter
			}
			// Of a long range the first byte of each letter is that of the next
			// as well, or one more.
			for r := p.Rune[i]; r <= p.Rune[i+1]; r++ {
				set.addRune(r)
				if r >= 0x800 {
					r |= 0x3f
				}
			}
		}
		return known
	case syntax.OpPlus:
		return opening(p.Sub[0], anchored, set)
	case syntax.OpStar, syntax.OpQuest:
		if opening(p.Sub[0], anchored, set) == unknown {
			return unknown
		}
		return nothing
	case syntax.OpRepeat:
		r := opening(p.Sub[0], anchored, set)
		if p.Min == 0 && r == known {
			return nothing
		}
		return r
	}
	return unknown
}
