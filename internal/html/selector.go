package html

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"
)

// A Node is an element of a page.
type Node struct{ n *nethtml.Node }

// Tag is the element's name in lower case.
func (n *Node) Tag() string { return n.n.Data }

// Attr is the value of an attribute, "" if it has none of that name.
func (n *Node) Attr(name string) string {
	value, _ := attr(n.n, name)
	return value
}

// Has reports whether the element has an attribute of that name.
func (n *Node) Has(name string) bool {
	_, ok := attr(n.n, name)
	return ok
}

// Find returns the elements that a selector matches, in document order. It knows
//
//	tag  .class  #id  [attr]  [attr=value]  [attr="value"]
//
// joined without space to mean one element (li.held[hidden]) and with space to
// mean one inside another (nav a[href]). It panics on anything else: a selector
// is written by a programmer.
func (p *Page) Find(selector string) []*Node { return (&Node{p.root}).Find(selector) }

// Find is Page.Find among the elements inside n. All parts of the selector must
// match inside n.
func (n *Node) Find(selector string) []*Node {
	parts := parseSelector(selector)
	var found []*Node
	for d := range n.n.Descendants() {
		if matches(d, n.n, parts) {
			found = append(found, &Node{d})
		}
	}
	return found
}

// compound is what one element must have.
type compound struct {
	tag     string
	classes []string
	attrs   []wanted
}

type wanted struct {
	name, value string
	any         bool // of whatever value
}

// matches reports whether n matches the last part, and elements between it and
// top match the parts before in their order. The nearest match above is always
// as good as a farther one, since parts are joined only by "inside".
func matches(n, top *nethtml.Node, parts []compound) bool {
	last := len(parts) - 1
	if !parts[last].matches(n) {
		return false
	}
	for last--; last >= 0; last-- {
		for n = n.Parent; ; n = n.Parent {
			if n == nil || n == top {
				return false
			}
			if parts[last].matches(n) {
				break
			}
		}
	}
	return true
}

func (c compound) matches(n *nethtml.Node) bool {
	if n.Type != nethtml.ElementNode || c.tag != "" && c.tag != n.Data {
		return false
	}
	if len(c.classes) > 0 {
		class, _ := attr(n, "class")
		have := strings.Fields(class)
		for _, want := range c.classes {
			if !slices.Contains(have, want) {
				return false
			}
		}
	}
	for _, want := range c.attrs {
		if value, ok := attr(n, want.name); !ok || !want.any && value != want.value {
			return false
		}
	}
	return true
}

func parseSelector(selector string) []compound {
	var parts []compound
	rest := strings.TrimSpace(selector)
	for rest != "" {
		c, after, ok := cutCompound(rest)
		if !ok {
			panic(fmt.Sprintf("html: selector %q: cannot read %q", selector, after))
		}
		parts = append(parts, c)
		rest = strings.TrimLeft(after, " ")
	}
	if parts == nil {
		panic("html: empty selector")
	}
	return parts
}

// cutCompound reads up to the next space. Where it cannot, rest begins with what
// it stumbled over.
func cutCompound(s string) (c compound, rest string, ok bool) {
	c.tag, rest = cutName(s)
	for rest != "" && rest[0] != ' ' {
		switch rest[0] {
		case '.', '#':
			name, after := cutName(rest[1:])
			if name == "" {
				return c, rest, false
			}
			if rest[0] == '.' {
				c.classes = append(c.classes, name)
			} else {
				c.attrs = append(c.attrs, wanted{name: "id", value: name})
			}
			rest = after
		case '[':
			inner, after, ok := cutBracket(rest[1:])
			attribute, value, valued := strings.Cut(inner, "=")
			if name, more := cutName(attribute); !ok || name == "" || more != "" {
				return c, rest, false
			}
			c.attrs = append(c.attrs, wanted{attribute, strings.Trim(value, `"'`), !valued})
			rest = after
		default:
			return c, rest, false
		}
	}
	return c, rest, true
}

// cutName cuts after the letters, digits, hyphens and underscores s begins with.
func cutName(s string) (name, rest string) {
	end := strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}

// cutBracket cuts at the closing bracket, which may stand within quotes before.
func cutBracket(s string) (inner, after string, ok bool) {
	var quote byte
	for i := range len(s) {
		switch {
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case s[i] == '"' || s[i] == '\'':
			quote = s[i]
		case s[i] == ']':
			return s[:i], s[i+1:], true
		}
	}
	return "", "", false
}
