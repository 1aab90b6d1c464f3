package matter

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// scan reads front matter in the plain forms that nearly every file has: one
// key a line, values that are plain, quoted, or lists and mappings in brackets
// on one line, lists with one item a line, and mappings below a key. YAML takes
// fifty times as long. It returns the tree that YAML gives, as far as Decode
// and Pos look at it, and the bytes before the body; or not ok for everything
// it is not certain of.
func scan(src []byte) (tree *yaml.Node, body int, ok bool) {
	const fence = "---\n"
	if !bytes.HasPrefix(src, []byte(fence)) {
		return nil, 0, false
	}
	end := bytes.Index(src[len(fence):], []byte("\n"+fence))
	if end < 0 || end > largestScanned {
		return nil, 0, false
	}
	block := string(src[len(fence) : len(fence)+end])
	body = len(fence) + end + 1 + len(fence)
	if !utf8.ValidString(block) || strings.IndexFunc(block, odd) >= 0 {
		return nil, 0, false
	}
	s := &scanner{nodes: make([]yaml.Node, 0, 48)}
	for text := range strings.SplitSeq(block, "\n") {
		indent := 0
		for indent < len(text) && text[indent] == ' ' {
			indent++
		}
		if indent == len(text) || text[indent] == '#' || text[len(text)-1] == ' ' || strings.HasPrefix(text, "---") || strings.HasPrefix(text, "...") {
			return nil, 0, false
		}
		s.lines = append(s.lines, scannedLine{text, indent})
	}
	if len(s.lines) == 0 || s.lines[0].indent != 0 {
		return nil, 0, false
	}
	tree = s.mapping(0)
	return tree, body, !s.unsure && s.at == len(s.lines)
}

// largestScanned is how many bytes of front matter are scanned; no file of
// usual size has more.
const largestScanned = 64 << 10

// odd are characters that YAML takes for line ends, or does not allow.
func odd(c rune) bool {
	return c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe && c <= 0xffff
}

type scannedLine struct {
	text   string
	indent int
}

type scanner struct {
	lines  []scannedLine
	at     int // line
	nodes  []yaml.Node
	unsure bool
	deep   int
}

func (s *scanner) giveUp() *yaml.Node {
	s.unsure = true
	return nil
}

// node is a new node at a byte of the current line. Lines count from the one
// before the first of the block, columns in characters.
func (s *scanner) node(kind yaml.Kind, byteAt int) *yaml.Node {
	if len(s.nodes) == cap(s.nodes) {
		s.nodes = make([]yaml.Node, 0, 2*cap(s.nodes))
	}
	s.nodes = append(s.nodes, yaml.Node{Kind: kind, Line: s.at + 2, Column: utf8.RuneCountInString(s.lines[s.at].text[:byteAt]) + 1})
	return &s.nodes[len(s.nodes)-1]
}

// mapping reads the keys at an indentation, from the current line on.
func (s *scanner) mapping(indent int) *yaml.Node {
	m := s.node(yaml.MappingNode, indent)
	m.Tag = "!!map"
	for !s.unsure && s.at < len(s.lines) && s.lines[s.at].indent == indent {
		text := s.lines[s.at].text
		end := indent
		for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] == '_') {
			end++
		}
		if end == indent || end == len(text) || text[end] != ':' || s.words(text[indent:end]) != "!!str" {
			return s.giveUp()
		}
		key := s.node(yaml.ScalarNode, indent)
		key.Tag, key.Value = "!!str", text[indent:end]
		var value *yaml.Node
		if end+1 == len(text) {
			value = s.below(indent)
		} else if text[end+1] != ' ' {
			return s.giveUp()
		} else {
			value = s.value(end + 2)
		}
		m.Content = append(m.Content, key, value)
	}
	if s.at < len(s.lines) && s.lines[s.at].indent > indent {
		return s.giveUp()
	}
	return m
}

// below reads what stands under a key without a value.
func (s *scanner) below(indent int) *yaml.Node {
	s.at++
	if s.deep++; s.deep > 8 || s.at == len(s.lines) || s.lines[s.at].indent <= indent {
		return s.giveUp()
	}
	defer func() { s.deep-- }()
	in := s.lines[s.at].indent
	if s.lines[s.at].text[in] != '-' {
		return s.mapping(in)
	}
	list := s.node(yaml.SequenceNode, in)
	list.Tag = "!!seq"
	for !s.unsure && s.at < len(s.lines) && s.lines[s.at].indent == in {
		if text := s.lines[s.at].text; len(text) < in+3 || text[in:in+2] != "- " {
			return s.giveUp()
		}
		list.Content = append(list.Content, s.value(in+2))
	}
	if s.at < len(s.lines) && s.lines[s.at].indent > indent {
		return s.giveUp()
	}
	return list
}

// value reads a value that takes the rest of the line.
func (s *scanner) value(from int) *yaml.Node {
	text := s.lines[s.at].text
	var v *yaml.Node
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
func (s *scanner) flow(from int) (*yaml.Node, int) {
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
	return s.plain(from, end), end
}

func isFlow(c byte) bool { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}' }

func (s *scanner) bracketed(from int) (*yaml.Node, int) {
	text := s.lines[s.at].text
	list, closing := text[from] == '[', byte('}')
	v := s.node(yaml.MappingNode, from)
	v.Tag, v.Style = "!!map", yaml.FlowStyle
	if list {
		v.Kind, v.Tag, closing = yaml.SequenceNode, "!!seq", ']'
	}
	at := from + 1
	if at < len(text) && text[at] == closing {
		return v, at + 1
	}
	for !s.unsure {
		if !list {
			end := at
			for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] == '_') {
				end++
			}
			if end == at || end+2 >= len(text) || text[end:end+2] != ": " || s.words(text[at:end]) != "!!str" {
				break
			}
			key := s.node(yaml.ScalarNode, at)
			key.Tag, key.Value = "!!str", text[at:end]
			v.Content = append(v.Content, key)
			at = end + 2
		}
		var item *yaml.Node
		if item, at = s.flow(at); s.unsure {
			break
		}
		v.Content = append(v.Content, item)
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
func (s *scanner) quoted(from int) (*yaml.Node, int) {
	text := s.lines[s.at].text
	v := s.node(yaml.ScalarNode, from)
	v.Tag, v.Style = "!!str", yaml.DoubleQuotedStyle
	at := from + 1
	plain := strings.IndexAny(text[at:], `"\`)
	if plain >= 0 && text[at+plain] == '"' {
		v.Value = text[at : at+plain]
		return v, at + plain + 1
	}
	var b strings.Builder
	for at < len(text) {
		switch c := text[at]; c {
		case '"':
			v.Value = b.String()
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

func (s *scanner) single(from int) (*yaml.Node, int) {
	text := s.lines[s.at].text
	end := strings.IndexByte(text[from+1:], '\'')
	if end < 0 {
		return s.giveUp(), from
	}
	end += from + 1
	if end+1 < len(text) && text[end+1] == '\'' {
		return s.giveUp(), from
	}
	v := s.node(yaml.ScalarNode, from)
	v.Tag, v.Style, v.Value = "!!str", yaml.SingleQuotedStyle, text[from+1:end]
	return v, end + 1
}

// plain takes a text without quotes.
func (s *scanner) plain(from, end int) *yaml.Node {
	value := s.lines[s.at].text[from:end]
	if value == "" || strings.IndexByte("-?:,[]{}#&*!|>'\"%@` =<~", value[0]) >= 0 || value[len(value)-1] == ' ' || value[len(value)-1] == ':' ||
		strings.Contains(value, ": ") || strings.Contains(value, " #") {
		return s.giveUp()
	}
	v := s.node(yaml.ScalarNode, from)
	v.Tag, v.Value = s.words(value), value
	return v
}

// words is the tag of a plain text, as far as Decode asks for it.
func (s *scanner) words(value string) string {
	switch value {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return "!!bool"
	case "null", "Null", "NULL", "":
		s.unsure = true
	}
	return "!!str"
}
