package gap

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/german"
)

// A Row is a contact that a register knows.
type Row struct {
	Line      int // of the file
	Date      edtf.Date
	Place     string   // as written, "" if the register names none
	PlaceSlug string   // "" if the content has no such place
	People    string   // as written
	Ministers []string // slugs of those named, in the order of the content; at least one
}

// columns are those a register has, in any order; others are passed over.
var columns = []string{"date", "place", "people"}

// Read reads a register: CSV in UTF-8 with commas or semicolons between the
// values, the first line naming the columns. Rows that cannot be read are
// problems, and the others are returned.
func Read(file string, src []byte, c *content.Content) ([]Row, []diag.Problem) {
	r := register{file: file, c: c}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	for line := range strings.Lines(string(src)) {
		r.lines = append(r.lines, line)
	}
	r.names()
	r.csv = csv.NewReader(bytes.NewReader(src))
	r.csv.FieldsPerRecord = -1
	if len(r.lines) > 0 && strings.Count(r.lines[0], ";") > strings.Count(r.lines[0], ",") {
		r.csv.Comma = ';'
	}
	var rows []Row
	var place map[string]int // number of each column
	width := 0
	for {
		record, err := r.csv.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if place == nil && len(r.problems) == 0 {
				r.fail(1, 1, "the first line names the columns: date,place,people", "the register is empty")
			}
			return rows, r.problems
		case errors.As(err, &bad):
			r.fail(bad.Line, r.col(bad.Line, bad.Column), `a value with quotes stands in quotes, and each of its own twice: "so ""called"""`, "%v", bad.Err)
			if place == nil {
				return nil, r.problems
			}
			continue
		case err != nil: // bytes in memory do not fail
			r.fail(0, 0, "", "%v", err)
			return rows, r.problems
		}
		if place == nil {
			if place = r.header(record); place == nil {
				return nil, r.problems
			}
			width = len(record)
			continue
		}
		if len(record) != width {
			line, col := r.at(0)
			r.fail(line, col, "write an empty value where nothing is known, and quotes around one with a comma", "row has %d values, the header has %d", len(record), width)
			continue
		}
		if row, ok := r.row(record, place); ok {
			rows = append(rows, row)
		}
	}
}

// A register is one being read.
type register struct {
	file     string
	c        *content.Content
	csv      *csv.Reader
	lines    []string
	lexicon  german.Lexicon
	minister []int // of each name in the lexicon, index in c.Ministers
	problems []diag.Problem
}

func (r *register) names() {
	for i, m := range r.c.Ministers {
		for _, name := range append([]string{m.Name}, m.Spellings...) {
			if k, err := german.CompileName(name); err == nil {
				r.lexicon.Add(k)
				r.minister = append(r.minister, i)
			}
		}
	}
}

func (r *register) fail(line, col int, hint, format string, args ...any) {
	r.problems = append(r.problems, diag.Problem{File: r.file, Line: line, Col: col, Rule: "register", Msg: fmt.Sprintf(format, args...), Hint: hint})
}

// at returns where a value of the record just read begins.
func (r *register) at(field int) (line, col int) {
	line, at := r.csv.FieldPos(field)
	return line, r.col(line, at)
}

// col turns a byte of a line, from 1, into a character.
func (r *register) col(line, at int) int {
	if line < 1 || line > len(r.lines) {
		return at
	}
	text := r.lines[line-1]
	return 1 + utf8.RuneCountInString(text[:min(max(at-1, 0), len(text))])
}

// header returns the number of each column, nil if one is missing.
func (r *register) header(record []string) map[string]int {
	place := map[string]int{}
	for i, name := range record {
		record[i] = strings.ToLower(strings.TrimSpace(name))
		name = record[i]
		if !slices.Contains(columns, name) {
			continue
		}
		if _, twice := place[name]; twice {
			line, col := r.at(i)
			r.fail(line, col, "remove one of them", "column %q stands twice", name)
			return nil
		}
		place[name] = i
	}
	for _, name := range columns {
		if _, ok := place[name]; ok {
			continue
		}
		hint := "the first line names the columns date, place and people, in any order"
		line, col := r.at(0)
		if near := diag.Nearest(name, record); near != "" {
			line, col = r.at(slices.Index(record, near))
			hint = fmt.Sprintf("%q may be meant by %q", name, near)
		}
		r.fail(line, col, hint, "the header has no column %q", name)
		place = nil
		break
	}
	return place
}

func (r *register) row(record []string, place map[string]int) (Row, bool) {
	value := func(name string) string { return strings.TrimSpace(record[place[name]]) }
	row := Row{Place: value("place"), People: value("people")}
	row.Line, _ = r.csv.FieldPos(0)
	before := len(r.problems)
	var err error
	line, col := r.at(place["date"])
	if text := value("date"); text == "" {
		r.fail(line, col, `give the narrowest date that is certain, if only "[..2026-11]"`, "row has no date")
	} else if row.Date, err = edtf.Parse(text); err != nil {
		r.fail(line, col, diag.HintOf(err), "%v", err)
	}
	found := r.lexicon.Find(german.NewText(row.People))
	for i, m := range r.c.Ministers {
		for _, h := range found {
			if r.minister[h.Keyword] == i && !slices.Contains(row.Ministers, m.Slug) {
				row.Ministers = append(row.Ministers, m.Slug)
			}
		}
	}
	if len(row.Ministers) == 0 {
		line, col := r.at(place["people"])
		var known []string
		for _, m := range r.c.Ministers {
			known = append(known, append([]string{m.Name}, m.Spellings...)...)
		}
		hint := "the spellings of a minister stand in ministers/"
		if near := diag.Nearest(row.People, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		r.fail(line, col, hint, "no minister of the content in %q", row.People)
	}
	for _, p := range r.c.Places {
		for _, name := range append([]string{p.Slug, p.Name}, p.Spellings...) {
			if row.Place != "" && german.Fold(name) == german.Fold(row.Place) {
				row.PlaceSlug = p.Slug
			}
		}
	}
	return row, len(r.problems) == before
}
