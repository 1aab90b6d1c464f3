package matter

import "go.yaml.in/yaml/v3"

// A node is a value of front matter and where it stands: what Decode and Pos
// look at of what YAML gives, which the scanner gives too.
type node struct {
	kind      kind
	quoted    bool // of a scalar
	line, col int
	value     string // of a scalar
	first     *node  // of a list its first item, of a mapping its first key, which is followed by its value
	next      *node  // of the same list or mapping
	n         int    // how many items a list has
}

type kind uint8

const (
	word    kind = iota // a scalar that is none of those below, be it a number or a date
	truth               // true or false without quotes
	nothing             // null
	list
	mapping
	alias
)

func (n *node) scalar() bool { return n.kind <= nothing }

// value of a key, the last if it stands twice, nil if it does not stand in n.
func (n *node) of(key string) (value *node) {
	for k := n.first; k != nil; k = k.next.next {
		if k.value == key {
			value = k.next
		}
	}
	return value
}

// A chain appends nodes to a list or mapping.
type chain struct{ parent, last *node }

func (c *chain) add(n *node) {
	if c.last == nil {
		c.parent.first = n
	} else {
		c.last.next = n
	}
	c.last = n
	c.parent.n++
}

// nodeOf takes over what YAML has read, lines further down.
func nodeOf(y *yaml.Node, lines int) *node {
	n := &node{line: y.Line + lines, col: y.Column, value: y.Value}
	switch {
	case y.Kind == yaml.SequenceNode:
		n.kind = list
	case y.Kind == yaml.MappingNode:
		n.kind = mapping
	case y.Kind == yaml.AliasNode:
		n.kind = alias
	case y.Tag == "!!bool":
		n.kind = truth
	case y.Tag == "!!null":
		n.kind = nothing
	}
	n.quoted = y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
	in := chain{parent: n}
	for _, c := range y.Content {
		in.add(nodeOf(c, lines))
	}
	return n
}
