package audit

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math/bits"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chronik/internal/diag"
	"chronik/internal/html"

	stdhtml "html"
)

// An Original is a protected text. Excerpt is how many of its words a file may
// hold in marked quotations, 0 for none.
type Original struct {
	Name, Text string
	Excerpt    int
}

// Text finds files of the site in which n words of a protected original stand
// in a row. Words are what stands between spaces; they are compared by letters
// and digits alone, without regard to case, so that neither punctuation nor
// markup nor the escapes of HTML, XML, JSON, CSV or iCalendar hide a copy. Of a
// page the text, all attributes (with the files that data: links hold),
// comments, scripts and styles count.
//
// With n one more than the words an evidence quote may have, quotes pass. Of an
// original with an excerpt such runs may stand in the <blockquote> of a page, and
// in files that know no mark, until they have more words than it together.
//
// A run of nothing but names and the small words between them is no sentence:
// who met whom, and where. names are those of people, places and kinds.
//
// There is at most one problem per file, the first run found, and one for all
// files with the same; it repeats no more than four of its words. Problems are
// sorted; File is the path within the site. It panics if n is less than 1.
func Text(site fs.FS, originals []Original, n int, names []string) []diag.Problem {
	var files []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, name)
		}
		return err
	})
	problems := once(Copies(site, files, originals, n, names))
	if err != nil {
		problems = append(problems, diag.Problem{File: ".", Rule: "unreadable", Msg: "the site cannot be read: " + err.Error()})
	}
	return problems
}

// Copies is Text for files of any folder. Those that are not there are passed
// over. Where a run stands in a file as it is written, the problem says on which
// line.
func Copies(fsys fs.FS, files []string, originals []Original, n int, names []string) []diag.Problem {
	if n < 1 {
		panic("audit: a run of less than one word")
	}
	x := newIndex(originals, n, names)
	var problems []diag.Problem
	for _, name := range files {
		data, err := fs.ReadFile(fsys, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			problems = append(problems, diag.Problem{File: name, Rule: "unreadable", Msg: "cannot be read: " + err.Error()})
		default:
			if p, ok := x.copied(name, data); ok {
				problems = append(problems, p)
			}
		}
	}
	diag.Sort(problems)
	return problems
}

// once puts sorted problems that say the same into one: a title stands on many
// pages.
func once(problems []diag.Problem) []diag.Problem {
	more := map[string]int{}
	first := slices.DeleteFunc(problems, func(p diag.Problem) bool {
		more[p.Msg]++
		return more[p.Msg] > 1
	})
	for i := range first {
		if n := more[first[i].Msg] - 1; n > 0 {
			first[i].Msg += fmt.Sprintf(", so in %d more", n)
		}
	}
	return first
}

// copied looks for what a file may not have.
func (x *index) copied(name string, data []byte) (found diag.Problem, ok bool) {
	covered := map[uint32]map[uint32]bool{} // original -> its words that stand in quotations
	for _, piece := range piecesOf(name, data) {
		x.find(piece.text, func(r run, at span) bool {
			original := &x.originals[r.original]
			switch {
			case original.Excerpt == 0 && piece.protected, original.Excerpt > 0 && piece.excerpts == forbidden:
				shown := piece.text[at.start:at.end]
				found, ok = diag.Problem{
					Msg:  fmt.Sprintf("%d words in a row are from the protected text of %s: \"%s ...\"", x.n, original.Name, strings.Join(strings.Fields(shown), " ")),
					Hint: "say it in own words, or cut the quote",
				}, true
				if original.Excerpt > 0 {
					found.Hint = "what stands outside a marked quotation is no excerpt"
				}
				if piece.written {
					before := piece.text[:at.start]
					found.Line = strings.Count(before, "\n") + 1
					found.Col = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
				}
			case original.Excerpt > 0 && piece.excerpts == counted:
				if covered[r.original] == nil {
					covered[r.original] = map[uint32]bool{}
				}
				for w := range uint32(x.n) {
					covered[r.original][r.word+w] = true
				}
			}
			return !ok
		})
		if ok {
			break
		}
	}
	for o := range x.originals {
		if n, most := len(covered[uint32(o)]), x.originals[o].Excerpt; n > most && !ok {
			found, ok = diag.Problem{
				Msg:  fmt.Sprintf("%d words are from the protected text of %s, and an excerpt of it has %d at most", n, x.originals[o].Name, most),
				Hint: "cut the quotation",
			}, true
		}
	}
	found.File, found.Rule = name, "protected-text"
	return found, ok
}

// A piece is something that a file says.
type piece struct {
	text      string
	written   bool // it is the file as it stands
	protected bool // protected originals are looked for in it
	excerpts  use
}

// use is what a piece may have of originals with an excerpt.
type use int

const (
	ignored   use = iota // it is looked at in other pieces
	forbidden            // nothing: it is no quotation
	counted              // as much as the excerpt
)

// piecesOf returns all that a file says, in more than one reading where a format
// can hide words from the plain one.
func piecesOf(name string, data []byte) []piece {
	if path.Ext(name) == ".html" {
		if p, err := html.Parse(bytes.NewReader(data)); err == nil {
			all := []piece{{text: p.Text(), protected: true}, {text: p.TextWithout("blockquote"), excerpts: forbidden}}
			for _, quotation := range p.Find("blockquote") {
				all = append(all, piece{text: quotation.Text(), excerpts: counted})
			}
			for _, s := range p.Unseen() {
				if strings.HasPrefix(s, "data:") {
					if file, err := url.PathUnescape(s); err == nil {
						s = file
					}
				}
				all = append(all, piece{text: plain(s), protected: true, excerpts: forbidden})
			}
			return all
		}
	}
	raw := string(data)
	if path.Ext(name) == ".ics" {
		raw = foldedLine.ReplaceAllString(raw, "")
	}
	return []piece{{raw, path.Ext(name) != ".ics", true, counted}, {plain(raw), false, true, counted}}
}

// Quotations finds quotations on the pages of a site that do not say where they
// are from: a <blockquote> has the attribute cite, a <cite> in it, or a last line
// that begins with a dash. The problems are warnings.
func Quotations(site fs.FS) []diag.Problem {
	var problems []diag.Problem
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		p, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return err
		}
		for _, quotation := range p.Find("blockquote") {
			text := quotation.Text()
			last := text[strings.LastIndexByte(text, '\n')+1:]
			if quotation.Attr("cite") == "" && len(quotation.Find("cite")) == 0 && !strings.HasPrefix(last, "— ") && !strings.HasPrefix(last, "– ") {
				problems = append(problems, diag.Problem{File: name, Rule: "quotation", Severity: diag.Warning, Msg: "a quotation does not say where it is from",
					Hint: "end it with a paragraph such as > — name of the source"})
			}
		}
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: ".", Rule: "unreadable", Msg: "the site cannot be read: " + err.Error()})
	}
	diag.Sort(problems)
	return slices.Compact(problems)
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

// index knows every run of n words of the originals by its first n tokens. There
// are millions of them, so they lie in one list and not in a map.
type index struct {
	n         int
	originals []Original
	read      []reading
	runs      []run    // by hash, then as they stand
	starts    []uint32 // places in runs: of the first whose hash begins with these bits
	shift     int      // that leaves those bits
	power     uint64   // base to the n
}

// reading is an original as the index has it: the hashes of its tokens, and at
// which of them its words begin, with their number at the end.
type reading struct {
	tokens []uint64
	words  []uint32
}

// run is n words from one of an original.
type run struct {
	hash           uint64
	original, word uint32
}

const base = 0x9e3779b97f4a7c15

// smallWords stand between names.
const smallWords = "von vom mit und in im am an der die das den dem des bei zu zum zur nach für über"

func newIndex(originals []Original, n int, names []string) *index {
	x := &index{n: n, originals: originals, power: 1}
	naming := map[uint64]bool{}
	for _, t := range tokens(smallWords + " " + strings.Join(names, " ")) {
		naming[t.hash] = true
	}
	for range n {
		x.power *= base
	}
	for o, original := range originals {
		var r reading
		for i, t := range tokens(original.Text) {
			r.tokens = append(r.tokens, t.hash)
			if t.opens {
				r.words = append(r.words, uint32(i))
			}
		}
		r.words = append(r.words, uint32(len(r.tokens)))
		for w := 0; w+n < len(r.words); w++ {
			var hash uint64
			says := false
			for _, token := range r.tokens[r.words[w]:][:n] {
				hash = hash*base + token
			}
			for _, token := range r.tokens[r.words[w]:r.words[w+n]] {
				says = says || !naming[token]
			}
			if !says {
				continue
			}
			x.runs = append(x.runs, run{hash, uint32(o), uint32(w)})
		}
		x.read = append(x.read, r)
	}
	slices.SortFunc(x.runs, func(a, b run) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.original, b.original), cmp.Compare(a.word, b.word))
	})
	most := bits.Len(uint(len(x.runs)))
	x.shift = 64 - most
	x.starts = make([]uint32, 1<<most+1)
	at := 0
	for first := range x.starts {
		for at < len(x.runs) && x.runs[at].hash>>x.shift < uint64(first) {
			at++
		}
		x.starts[first] = uint32(at)
	}
	return x
}

// of returns the tokens of a run.
func (x *index) of(r run) []uint64 {
	read := &x.read[r.original]
	return read.tokens[read.words[r.word]:read.words[int(r.word)+x.n]]
}

// span is a stretch of a text.
type span struct{ start, end int }

// find rolls a hash over the tokens of a text and looks closely where it meets
// that of a run. at is where the first words of one stand; visit returns false to
// end the search.
func (x *index) find(text string, visit func(r run, at span) bool) {
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
		for _, r := range x.runs[x.starts[hash>>x.shift]:x.starts[hash>>x.shift+1]] {
			if r.hash == hash && equal(t[first:], x.of(r)) && !visit(r, span{t[first].start, t[min(first+3, i)].end}) {
				return
			}
		}
	}
}

// equal reports whether a text begins with some tokens.
func equal(t []token, want []uint64) bool {
	if len(t) < len(want) {
		return false
	}
	for i := range want {
		if t[i].hash != want[i] {
			return false
		}
	}
	return true
}
