package lang

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// spaceHints tell at which spaces of a text an expression can match at all, by
// the bytes around the space: a bit for each place in the expression that takes
// a space. They never rule out a match.
type spaceHints struct {
	before [2][256]uint64 // the nearest first
	after  [3][256]uint64
}

// allow reports whether there may be a match around the space at.
func (h *spaceHints) allow(s string, at int) bool {
	bits := ^uint64(0)
	for i := range h.before {
		if p := at - 1 - i; p >= 0 {
			bits &= h.before[i][s[p]]
		}
	}
	for i := 0; bits != 0 && i < len(h.after); i++ {
		if p := at + 1 + i; p < len(s) {
			bits &= h.after[i][s[p]]
		}
	}
	return bits != 0
}

// hintsOf reads them off the program of an expression, with the number of bytes
// its longest match has.
func hintsOf(re *regexp.Regexp) (spaceHints, int) {
	parsed, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		panic("lang: a compiled expression does not parse: " + err.Error())
	}
	g := newGraph(parsed.Simplify())
	var h spaceHints
	bit := 0
	for pc := range g.prog.Inst {
		if !g.takes(pc, ' ') {
			continue
		}
		mask := uint64(1) << min(bit, 63) // more than 64 places share the last
		bit++
		g.around(h.before[:], mask, g.from[pc], g.from)
		g.around(h.after[:], mask, g.to[pc], g.to)
	}
	return h, longest(parsed)
}

// around sets a bit for what instructions and those next to them can take, a
// table for each byte away from the space.
func (g *graph) around(tables [][256]uint64, mask uint64, instructions []int, next map[int][]int) {
	for i := range tables {
		g.allow(&tables[i], mask, instructions)
		var further []int
		for _, pc := range instructions {
			// Beyond the match stands anything, and beyond a character of
			// several bytes it is not known which byte is meant.
			if pc == start || g.wide(pc) {
				for j := i + 1; j < len(tables); j++ {
					allowAll(&tables[j], mask)
				}
				continue
			}
			further = append(further, next[pc]...)
		}
		slices.Sort(further)
		instructions = slices.Compact(further)
	}
}

// graph is a program with, for each instruction that takes a character, those
// that can come right before and after it; start stands for either end of the
// match.
type graph struct {
	prog     *syntax.Prog
	from, to map[int][]int
}

const start = -1

func newGraph(re *syntax.Regexp) *graph {
	prog, err := syntax.Compile(re)
	if err != nil {
		panic("lang: a parsed expression does not compile: " + err.Error())
	}
	g := &graph{prog, map[int][]int{}, map[int][]int{}}
	link := func(from int, next uint32) {
		seen := map[uint32]bool{}
		var follow func(pc uint32)
		follow = func(pc uint32) {
			if seen[pc] {
				return
			}
			seen[pc] = true
			switch in := &prog.Inst[pc]; in.Op {
			case syntax.InstAlt, syntax.InstAltMatch:
				follow(in.Out)
				follow(in.Arg)
			case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
				follow(in.Out)
			case syntax.InstMatch:
				g.to[from] = append(g.to[from], start)
			case syntax.InstFail:
			default:
				g.to[from] = append(g.to[from], int(pc))
				g.from[int(pc)] = append(g.from[int(pc)], from)
			}
		}
		follow(next)
	}
	link(start, uint32(prog.Start))
	for pc := range prog.Inst {
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			link(pc, in.Out)
		}
	}
	return g
}

func (g *graph) takes(pc int, r rune) bool {
	switch in := &g.prog.Inst[pc]; in.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return in.MatchRune(r)
	}
	return false
}

// wide reports whether an instruction takes characters of several bytes.
func (g *graph) wide(pc int) bool {
	in := &g.prog.Inst[pc]
	if in.Op == syntax.InstRuneAny || in.Op == syntax.InstRuneAnyNotNL || syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
		return true
	}
	for _, r := range in.Rune {
		if r >= 0x80 {
			return true
		}
	}
	return false
}

// allow sets a bit for all bytes that instructions can take.
func (g *graph) allow(table *[256]uint64, mask uint64, instructions []int) {
	for _, pc := range instructions {
		if pc == start {
			allowAll(table, mask)
			continue
		}
		for b := range 0x80 {
			if g.takes(pc, rune(b)) {
				table[b] |= mask
			}
		}
		if g.wide(pc) {
			for b := 0x80; b < 0x100; b++ {
				table[b] |= mask
			}
		}
	}
}

func allowAll(table *[256]uint64, mask uint64) {
	for b := range table {
		table[b] |= mask
	}
}

// unbounded stands for matches of any length.
const unbounded = 1 << 20

// longest returns how many bytes a match can have.
func longest(re *syntax.Regexp) int {
	sum := func() (n int) {
		for _, sub := range re.Sub {
			n += longest(sub)
		}
		return min(n, unbounded)
	}
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return utf8.UTFMax * len(re.Rune)
		}
		return len(string(re.Rune))
	case syntax.OpCharClass:
		return utf8.RuneLen(re.Rune[len(re.Rune)-1]) // the last is the largest
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return utf8.UTFMax
	case syntax.OpStar, syntax.OpPlus:
		return unbounded
	case syntax.OpRepeat:
		if re.Max < 0 {
			return unbounded
		}
		return min(re.Max*longest(re.Sub[0]), unbounded)
	case syntax.OpAlternate:
		n := 0
		for _, sub := range re.Sub {
			n = max(n, longest(sub))
		}
		return n
	case syntax.OpCapture, syntax.OpQuest, syntax.OpConcat:
		return sum()
	}
	return 0
}
