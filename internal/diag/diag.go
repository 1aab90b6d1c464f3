// Package diag says what is wrong, where (file:line:col), and what to do about
// it; problems are collected, then reported once.
//
// A Problem is about a user's file and is something the user can mend. A
// failure of the machine (a full disk, a closed pipe) stays an ordinary error.
package diag

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Severity says whether a problem stops a build.
type Severity int

const (
	// Error makes a page wrong or impossible: a build stops.
	Error Severity = iota
	// Warning is reported by a build and fails a check.
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// MarshalText writes the severity as String does.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Problem is one thing wrong in one file.
type Problem struct {
	File     string   `json:"file"`           // slash path, as the user knows the file
	Line     int      `json:"line,omitempty"` // 1-based; 0: the file as a whole
	Col      int      `json:"col,omitempty"`  // 1-based, in characters; 0: the line as a whole
	Rule     string   `json:"rule"`           // name a file's `silence` may list
	Severity Severity `json:"severity"`
	Msg      string   `json:"message"`        // what was found and what is allowed
	Hint     string   `json:"hint,omitempty"` // what to do, where one can be guessed
}

// String returns "file:line:col: msg", without the parts that are unknown.
// The hint is not part of it.
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
			if p.Col > 0 {
				fmt.Fprintf(&b, ":%d", p.Col)
			}
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Msg)
	return b.String()
}

// Sort puts problems in the order file, line, column, rule, message.
func Sort(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Msg, b.Msg),
		)
	})
}

// In returns the problems with their files named as files of a folder. Problems
// about no file stay as they are.
func In(folder string, problems []Problem) []Problem {
	named := slices.Clone(problems)
	for i := range named {
		if named[i].File != "" {
			named[i].File = path.Join(folder, named[i].File)
		}
	}
	return named
}

// HintOf returns what an error, or one it wraps, says in a method
// Hint() string; "" if it has none.
func HintOf(err error) string {
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}

// Errors reports whether any of the problems stops a build.
func Errors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}
