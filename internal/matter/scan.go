package matter

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// scan reads front matter in the plain forms that nearly every file has: one
// key a line, values that are plain, quoted, or lists and mappings in brackets
// on one line, lists with one item a line, and mappings below a key. YAML takes
// many times as long. It returns the tree that YAML gives, as far as Decode
// and Pos look at it, what stands between the two lines ---, and the bytes
// before the body; or not ok for everything it is not certain of.
func scan(src []byte) (tree *node, head Head, body int, ok bool) {
	const fence = "---\n"
	if !bytes.HasPrefix(src, []byte(fence)) {
		return nil, "", 0, false
	}
	end := bytes.Index(src[len(fence):], []byte("\n"+fence))
	if end < 0 || end > largestScanned {
		return nil, "", 0, false
	}
	head = Head(src[len(fence) : len(fence)+end])
	tree, ok = treeOf(string(head))
	return tree, head, len(fence) + end + 1 + len(fence), ok
}

// treeOf scans what stands between the two lines ---.
func treeOf(block string) (tree *node, ok bool) {
	s := &scanner{nodes: make([]node, 0, 16+len(block)/16), lines: make([]scannedLine, 0, strings.Count(block, "\n")+1)}
	for text := range strings.SplitSeq(block, "\n") {
		indent := 0
		for indent < len(text) && text[indent] == ' ' {
			indent++
		}
		if indent == len(text) || text[indent] == '#' || text[len(text)-1] == ' ' || strings.HasPrefix(text, "---") || strings.HasPrefix(text, "...") {
			return nil, false
		}
		ascii, allowed := characters(text)
		if !allowed {
			return nil, false
		}
		s.lines = append(s.lines, scannedLine{text, indent, ascii})
	}
	if s.lines[0].indent != 0 {
		return nil, false
	}
	tree = s.mapping(0)
	return tree, !s.unsure && s.at == len(s.lines)
}

// largestScanned is how many bytes of front matter are scanned; no file of
// usual size has more.
const largestScanned = 64 << 10

// characters reports whether a text is all ASCII, and whether it is UTF-8
// without what YAML takes for line ends or does not allow.
func characters(text string) (ascii, allowed bool) {
	ascii = true
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c == 0x7f {
			return ascii, false
		} else if c < utf8.RuneSelf {
			continue
		}
		ascii = false
		c, n := utf8.DecodeRuneInString(text[i:])
		if c == utf8.RuneError && n == 1 || c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe && c <= 0xffff {
			return ascii, false
		}
		i += n - 1
	}
	return ascii, true
}

type scannedLine struct {
	text   string
	indent int
	ascii  bool
}

type scanner struct {
	lines  []scannedLine
	at     int // line
	nodes  []node
	unsure bool
	deep   int
}

func (s *scanner) giveUp() *node {
	s.unsure = true
	return nil
}

// node is a new node at a byte of the current line. Lines count from the one
// before the first of the block, columns in characters.
func (s *scanner) node(k kind, byteAt int) *node {
	if len(s.nodes) == cap(s.nodes) {
		s.nodes = make([]node, 0, 2*cap(s.nodes)) // those before stay where they are
	}
	line := &s.lines[s.at]
	col := byteAt + 1
	if !line.ascii {
		col = utf8.RuneCountInString(line.text[:byteAt]) + 1
	}
	s.nodes = append(s.nodes, node{kind: k, line: s.at + 2, col: col})
	return &s.nodes[len(s.nodes)-1]
}

// mapping reads the keys at an indentation, from the current line on.
func (s *scanner) mapping(indent int) *node {
	m := s.node(mapping, indent)
	in := chain{parent: m}
	for !s.unsure && s.at < len(s.lines) && s.lines[s.at].indent == indent {
		text := s.lines[s.at].text
		end := indent
		for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] == '_') {
			end++
		}
		if end == indent || end == len(text) || text[end] != ':' || s.words(text[indent:end]) != word {
			return s.giveUp()
		}
		key := s.node(word, indent)
		key.value = text[indent:end]
		var value *node
		if end+1 == len(text) {
			value = s.below(indent)
		} else if text[end+1] != ' ' {
			return s.giveUp()
		} else {
			value = s.value(end + 2)
		}
		if s.unsure {
			return nil
		}
		in.add(key)
		in.add(value)
	}
	if s.at < len(s.lines) && s.lines[s.at].indent > indent {
		return s.giveUp()
	}
	return m
}

// below reads what stands under a key without a value.
func (s *scanner) below(indent int) *node {
	s.at++
	if s.deep++; s.deep > 8 || s.at == len(s.lines) || s.lines[s.at].indent <= indent {
		return s.giveUp()
	}
	defer func() { s.deep-- }()
	own := s.lines[s.at].indent
	if s.lines[s.at].text[own] != '-' {
		return s.mapping(own)
	}
	l := s.node(list, own)
	in := chain{parent: l}
	for s.at < len(s.lines) && s.lines[s.at].indent == own {
		if text := s.lines[s.at].text; len(text) < own+3 || text[own:own+2] != "- " {
			return s.giveUp()
		}
		item := s.value(own + 2)
		if s.unsure {
			return nil
		}
		in.add(item)
	}
	if s.at < len(s.lines) && s.lines[s.at].indent > indent {
		return s.giveUp()
	}
	return l
}

// value reads a value that takes the rest of the line.
func (s *scanner) value(from int) *node {
	text := s.lines[s.at].text
	var v *node
	end := from
	switch c := text[from]; c {
	case '[', '{', '"', '\'':
		v, end = s.flow(from)
	default:
		v = s.plain(from, len(text))
		end = len(text)
	}
	if s.unsure || end != len(text) {
		return s.giveUp()
	}
	s.at++
	return v
}

// flow reads a value in brackets or quotes, or within brackets a plain one, and
// returns where it ends.
func (s *scanner) flow(from int) (*node, int) {
	text := s.lines[s.at].text
	if from >= len(text) {
		return s.giveUp(), from
	}
	switch text[from] {
	case '"':
		return s.quoted(from)
	case '\'':
		return s.single(from)
	case '[', '{':
		if s.deep++; s.deep > 8 {
			return s.giveUp(), from
		}
		defer func() { s.deep-- }()
		return s.bracketed(from)
	}
	end := from
	for end < len(text) && !isFlow(text[end]) {
		end++
	}
	if strings.IndexByte(text[from:end], '?') >= 0 { // a key to YAML, at times
		return s.giveUp(), from
	}
	return s.plain(from, end), end
}

func isFlow(c byte) bool { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}' }

func (s *scanner) bracketed(from int) (*node, int) {
	text := s.lines[s.at].text
	isList, closing := text[from] == '[', byte('}')
	v := s.node(mapping, from)
	if isList {
		v.kind, closing = list, ']'
	}
	in := chain{parent: v}
	at := from + 1
	if at < len(text) && text[at] == closing {
		return v, at + 1
	}
	for !s.unsure {
		if !isList {
			end := at
			for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] == '_') {
				end++
			}
			if end == at || end+2 >= len(text) || text[end:end+2] != ": " || s.words(text[at:end]) != word {
				break
			}
			key := s.node(word, at)
			key.value = text[at:end]
			in.add(key)
			at = end + 2
		}
		var item *node
		if item, at = s.flow(at); s.unsure {
			break
		}
		in.add(item)
		switch {
		case at < len(text) && text[at] == closing:
			return v, at + 1
		case at+2 < len(text) && text[at:at+2] == ", ":
			at += 2
		default:
			return s.giveUp(), at
		}
	}
	return s.giveUp(), at
}

// quoted reads a text in double quotes; of its escapes only those of the quote
// and the backslash.
func (s *scanner) quoted(from int) (*node, int) {
	text := s.lines[s.at].text
	v := s.node(word, from)
	v.quoted = true
	at := from + 1
	plain := strings.IndexAny(text[at:], `"\`)
	if plain >= 0 && text[at+plain] == '"' {
		v.value = text[at : at+plain]
		return v, at + plain + 1
	}
	var b strings.Builder
	for at < len(text) {
		switch c := text[at]; c {
		case '"':
			v.value = b.String()
			return v, at + 1
		case '\\':
			if at+1 == len(text) || text[at+1] != '"' && text[at+1] != '\\' {
				return s.giveUp(), at
			}
			at++
			b.WriteByte(text[at])
		default:
			b.WriteByte(c)
		}
		at++
	}
	return s.giveUp(), at
}

func (s *scanner) single(from int) (*node, int) {
	text := s.lines[s.at].text
	end := strings.IndexByte(text[from+1:], '\'')
	if end < 0 {
		return s.giveUp(), from
	}
	end += from + 1
	if end+1 < len(text) && text[end+1] == '\'' {
		return s.giveUp(), from
	}
	v := s.node(word, from)
	v.quoted, v.value = true, text[from+1:end]
	return v, end + 1
}

// plain takes a text without quotes.
func (s *scanner) plain(from, end int) *node {
	value := s.lines[s.at].text[from:end]
	if value == "" || strings.IndexByte("-?:,[]{}#&*!|>'\"%@` =<~", value[0]) >= 0 || value[len(value)-1] == ' ' || value[len(value)-1] == ':' ||
		strings.Contains(value, ": ") || strings.Contains(value, " #") {
		return s.giveUp()
	}
	v := s.node(s.words(value), from)
	v.value = value
	return v
}

// words is the kind of a plain text, as far as Decode asks for it.
func (s *scanner) words(value string) kind {
	switch value {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return truth
	case "null", "Null", "NULL", "":
		s.unsure = true
	}
	return word
}
