package content

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chronik/internal/diag"
)

// Roles are what a page may be before the law.
var Roles = []string{"imprint", "privacy"}

// Legal is what whoever publishes a site has to say of themselves. Pages show
// what is given; Required says what must be.
type Legal struct {
	Name        string `yaml:"name"`        // of the person or body
	Address     string `yaml:"address"`     // where letters reach them
	Email       string `yaml:"email"`       // and corrections too
	Phone       string `yaml:"phone"`       //
	Register    string `yaml:"register"`    // and number, if they are entered in one
	Responsible string `yaml:"responsible"` // name and address of who answers for what is written
	Host        string `yaml:"host"`        // who serves the pages, and what is logged in doing so
	Purpose     string `yaml:"purpose"`     // what that is for, and on what legal basis
	Retention   string `yaml:"retention"`   // how long it is kept
	Authority   string `yaml:"authority"`   // to which one can complain
}

// A LegalField is one row of Legal.
type LegalField struct{ Key, Text string }

// Fields returns all fields in the order in which pages show them, also those
// that say nothing.
func (l Legal) Fields() []LegalField {
	return []LegalField{
		{"name", l.Name}, {"address", l.Address}, {"email", l.Email}, {"phone", l.Phone}, {"register", l.Register}, {"responsible", l.Responsible},
		{"host", l.Host}, {"purpose", l.Purpose}, {"retention", l.Retention}, {"authority", l.Authority},
	}
}

// Required returns the keys of Legal that a page of a role must give: what
// German and European law ask of nearly everyone (section 5 DDG and section 18
// MStV, article 13 GDPR).
func Required(role string) []string {
	switch role {
	case "imprint":
		return []string{"name", "address", "email", "responsible"}
	case "privacy":
		return []string{"name", "address", "email", "host", "purpose", "retention", "authority"}
	}
	return nil
}

var placeholder = regexp.MustCompile(`(?i)\b(?:Platzhalter|Placeholder):`)

// Placeholder returns where a text has the first mark of what is still to be
// written, "Platzhalter:" or "Placeholder:", -1 if it has none.
func Placeholder(text string) int {
	if at := placeholder.FindStringIndex(text); at != nil {
		return at[0]
	}
	return -1
}

// Unfilled returns, sorted, what a site lacks to be published at an address: a
// page for each of Roles with what is Required of it, and none with a
// placeholder. There is one problem for each page, where the first of it stands;
// all are errors of the rule "legal".
func (c *Content) Unfilled() []diag.Problem {
	var problems []diag.Problem
	for _, role := range Roles {
		if !slices.ContainsFunc(c.Pages, func(p Page) bool { return p.Role == role }) {
			at := c.At("index.md", "base_url")
			at.Rule, at.Msg = "legal", fmt.Sprintf("a site with a base_url needs a page with role: %s, and there is none", role)
			at.Hint = fmt.Sprintf("write one in pages/, with role: %s and under legal: %s", role, strings.Join(Required(role), ", "))
			problems = append(problems, at)
		}
	}
	for _, p := range c.Pages {
		file := path.Join("pages", p.Slug+".md")
		var at diag.Problem
		var lacks []string
		lack := func(where diag.Problem, format string, args ...any) {
			if len(lacks) == 0 {
				at = where
			}
			lacks = append(lacks, fmt.Sprintf(format, args...))
		}
		required := Required(p.Role)
		for _, f := range p.Legal.Fields() {
			where := c.At(file, "legal."+f.Key)
			switch {
			case Placeholder(f.Text) >= 0:
				lack(where, "%s is a placeholder", f.Key)
			case strings.TrimSpace(f.Text) == "" && slices.Contains(required, f.Key):
				lack(where, "%s is missing", f.Key)
			case f.Key == "email" && f.Text != "" && !strings.Contains(f.Text, "@"):
				lack(where, "%q is no e-mail address", f.Text)
			}
		}
		for n, line := range strings.Split(p.Body, "\n") {
			if i := Placeholder(line); i >= 0 {
				where := diag.Problem{File: file, Line: c.BodyLine(file) + n, Col: utf8.RuneCountInString(line[:i]) + 1}
				lack(where, "line %d has a placeholder", where.Line)
			}
		}
		if len(lacks) > 0 {
			at.Rule, at.Msg = "legal", "a site with a base_url has to be complete here: "+strings.Join(lacks, ", ")
			at.Hint = "write what holds for you, or build without base_url"
			problems = append(problems, at)
		}
	}
	diag.Sort(problems)
	return problems
}
