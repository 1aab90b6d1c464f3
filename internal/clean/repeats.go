package clean

// repeatRules drop what the page has said before.
var repeatRules = []rule{
	{name: "repeated-paragraph", zone: anywhere, strong: true, when: isRepeated},
}

// isRepeated: an earlier line says the same, word for word or nearly. Short
// lines may be a refrain. Each run of three words leads to the line that had it
// first, and the line with most of them is the only one compared, so that a
// page of thousands of lines takes no longer per line.
func isRepeated(p *page, i int) bool {
	l := &p.lines[i]
	if l.runes < 60 {
		return false
	}
	if p.said == nil {
		p.said = map[uint64]int{}
	}
	runs := threes(l.fold)
	shared := map[int]int{}
	likest := -1
	for _, run := range runs {
		j, ok := p.said[run]
		if !ok {
			p.said[run] = i
			continue
		}
		if j == i {
			continue
		}
		if shared[j]++; likest < 0 || shared[j] > shared[likest] {
			likest = j
		}
	}
	return likest >= 0 && alike(runs, threes(p.lines[likest].fold)) >= 0.9
}

// alike returns the share of members that two lists have in common.
func alike(a, b []uint64) float64 {
	members := make(map[uint64]bool, len(a))
	for _, run := range a {
		members[run] = true
	}
	all, common := len(members), 0
	for _, run := range b {
		if known, in := members[run]; !in {
			members[run] = false
			all++
		} else if known {
			members[run] = false
			common++
		}
	}
	return float64(common) / float64(max(all, 1))
}

// threes returns the runs of three words in a folded text, in order, each as a
// number (FNV-1a of the words).
func threes(fold string) []uint64 {
	const offset, prime = fnvOffset, fnvPrime
	runs := make([]uint64, 0, len(fold)/6)
	var before, last uint64
	word, words := uint64(offset), 0
	for i := 0; i <= len(fold); i++ {
		if i < len(fold) {
			if c := fold[i]; c >= 0x80 || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
				word = (word ^ uint64(c)) * prime
				continue
			}
		}
		if word == offset {
			continue
		}
		if words++; words >= 3 {
			runs = append(runs, (before*prime+last)*prime+word)
		}
		before, last, word = last, word, offset
	}
	return runs
}
