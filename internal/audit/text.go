package audit

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"chronik/internal/diag"
	"chronik/internal/html"

	stdhtml "html"
)

// An Original is a protected text.
type Original struct{ Name, Text string }

// Text finds files of the site in which n words of a protected original stand
// in a row. Words are what stands between spaces; they are compared by letters
// and digits alone, without regard to case, so that neither punctuation nor
// markup nor the escapes of HTML, XML, JSON, CSV or iCalendar hide a copy. Of a
// page the text, all attributes (with the files that data: links hold),
// comments, scripts and styles count.
//
// With n one more than the words an evidence quote may have, quotes pass. There
// is at most one problem per file, the first run found, and the problem repeats
// no more than four of its words. Problems are sorted; File is the path within
// the site. It panics if n is less than 1.
func Text(site fs.FS, originals []Original, n int) []diag.Problem {
	if n < 1 {
		panic("audit: a run of less than one word")
	}
	x := newIndex(originals, n)
	var problems []diag.Problem
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		for _, text := range texts(name, data) {
			if run, ok := x.find(text); ok {
				problems = append(problems, diag.Problem{
					File: name,
					Rule: "protected-text",
					Msg: fmt.Sprintf("%d words in a row are from the protected text of %s: \"%s ...\"",
						n, originals[run.original].Name, run.start),
					Hint: "say it in own words, or cut the quote",
				})
				break
			}
		}
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: ".", Rule: "unreadable", Msg: "the site cannot be read: " + err.Error()})
	}
	diag.Sort(problems)
	return problems
}

// texts returns all that a file says, in more than one reading where a format
// can hide words from the plain one.
func texts(name string, data []byte) []string {
	if path.Ext(name) == ".html" {
		if p, err := html.Parse(bytes.NewReader(data)); err == nil {
			all := []string{p.Text()}
			for _, s := range p.Unseen() {
				if strings.HasPrefix(s, "data:") {
					if file, err := url.PathUnescape(s); err == nil {
						s = file
					}
				}
				all = append(all, plain(s))
			}
			return all
		}
	}
	raw := string(data)
	if path.Ext(name) == ".ics" {
		raw = foldedLine.ReplaceAllString(raw, "")
	}
	return []string{raw, plain(raw)}
}

var (
	foldedLine = regexp.MustCompile(`\r?\n[ \t]`)
	escape     = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`)
	markup     = regexp.MustCompile(`<[^<>]*>`)
)

// plain takes off the escapes of JSON and iCalendar, then those of HTML, and
// the tags. Entities are taken off twice, since a feed has HTML within XML.
func plain(s string) string {
	if strings.Contains(s, `\`) {
		s = escape.ReplaceAllStringFunc(s, func(e string) string {
			switch e[1] {
			case 'u':
				if code, err := strconv.ParseUint(e[2:], 16, 16); err == nil {
					return string(rune(code))
				}
			case 'n', 'N', 'r', 't', 'b', 'f':
				return " "
			}
			return e[1:]
		})
	}
	for range 2 {
		if strings.Contains(s, "&") {
			s = stdhtml.UnescapeString(s)
		}
		if strings.Contains(s, "<") {
			s = markup.ReplaceAllString(s, " ")
		}
	}
	return s
}

// A token is a run of letters and digits, folded to its hash. A word ("START-
// Vertrag,") has one or more; originals count words, texts are read by tokens,
// since in a text anything may be glued to the first and the last word.
type token struct {
	hash       uint64
	start, end int  // bytes in the text
	opens      bool // it is the first of its word
}

func tokens(s string) []token {
	var all []token
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	var hash uint64
	start, opens := -1, true
	for i, r := range s {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\u2060':
			// Soft hyphens and invisible spaces part no word.
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start, hash = i, offset
			}
			hash = (hash ^ uint64(unicode.ToLower(r))) * prime
		default:
			if start >= 0 {
				all = append(all, token{hash, start, i, opens})
				start, opens = -1, false
			}
			if unicode.IsSpace(r) {
				opens = true
			}
		}
	}
	if start >= 0 {
		all = append(all, token{hash, start, len(s), opens})
	}
	return all
}

// index knows every run of n words of the originals by its first n tokens.
type index struct {
	n         int
	originals []Original
	tokens    [][]token
	runs      map[uint64][]place
	power     uint64 // base to the n
}

// place is a run: the tokens first to end of an original.
type place struct{ original, first, end int }

const base = 0x9e3779b97f4a7c15

func newIndex(originals []Original, n int) *index {
	x := &index{n: n, originals: originals, runs: map[uint64][]place{}, power: 1}
	for range n {
		x.power *= base
	}
	for o, original := range originals {
		text := original.Text
		t := tokens(text)
		x.tokens = append(x.tokens, t)
		var words []int // where each begins
		for i := range t {
			if t[i].opens {
				words = append(words, i)
			}
		}
		words = append(words, len(t))
		for w := 0; w+n < len(words); w++ {
			p := place{o, words[w], words[w+n]}
			var hash uint64
			for _, token := range t[p.first : p.first+n] {
				hash = hash*base + token.hash
			}
			x.runs[hash] = append(x.runs[hash], p)
		}
	}
	return x
}

type run struct {
	original int
	start    string // its first words, as the text has them
}

// find rolls a hash over the tokens of a text and looks closely where it meets
// that of a run.
func (x *index) find(text string) (run, bool) {
	t := tokens(text)
	var hash uint64
	for i := range t {
		hash = hash*base + t[i].hash
		if i >= x.n {
			hash -= t[i-x.n].hash * x.power
		}
		first := i - x.n + 1
		if first < 0 {
			continue
		}
		for _, p := range x.runs[hash] {
			if x.equal(t[first:], p) {
				shown := text[t[first].start:t[min(first+3, i)].end]
				return run{p.original, strings.Join(strings.Fields(shown), " ")}, true
			}
		}
	}
	return run{}, false
}

func (x *index) equal(t []token, p place) bool {
	want := x.tokens[p.original][p.first:p.end]
	if len(t) < len(want) {
		return false
	}
	for i := range want {
		if t[i].hash != want[i].hash {
			return false
		}
	}
	return true
}
