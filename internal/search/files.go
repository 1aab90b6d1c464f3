package search

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"chronik/internal/page"
)

const (
	// largestRange is the size at which a file of terms is cut; a single term
	// may take more.
	largestRange = 16 << 10
	// mostRanges is how many files of terms the manifest can list; if there
	// would be more, they are made larger, up to largestFile.
	mostRanges = 512
	// optionRange is the size at which a file of options is cut.
	optionRange = 4 << 10
	// entriesFile is about the size of a file of entries.
	entriesFile = 16 << 10
	// largestFile is the size that no file but that of a single term passes.
	largestFile = 64 << 10
)

// manifest is what the script has to know before the first word.
type manifest struct {
	Version  string            `json:"v"` // of the other files, so that none is taken from an older site
	Entries  int               `json:"n"`
	Per      int               `json:"per"`   // entries in a file
	Terms    []string          `json:"t"`     // where each file of terms begins
	Options  []string          `json:"f"`     // where each file of options begins
	Years    map[string][2]int `json:"y"`     // option -> first entry and the one after the last
	Alias    map[string]string `json:"alias"` // key -> key
	Frequent []string          `json:"stop"`
}

func files(v page.Index, x *index, frequent []string) []File {
	m := manifest{Entries: len(v.Entries), Years: years(v.Entries), Alias: x.alias, Frequent: frequent}
	lines := x.lines()
	limit := largestRange
	for limit < largestFile && size(lines) > limit*mostRanges {
		limit *= 2
	}
	var all, part []File
	all, m.Per = entryFiles(v.Entries)
	part, m.Options = rangeFiles("f", options(v), optionRange)
	all = append(all, part...)
	part, m.Terms = rangeFiles("t", lines, limit)
	all = append(all, part...)
	version := fnv.New64a()
	for _, f := range all {
		version.Write(f.Data)
	}
	m.Version = strconv.FormatUint(version.Sum64(), 36)
	all = append(all, file("m", marshal(m)))
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// file is a part of the index as the script that hands it over.
func file(name, data string) File {
	return File{page.SearchFolder + "/" + name + ".js", []byte("chronik(" + strconv.Quote(name) + "," + data + ")\n")}
}

// marshal gives JSON that may stand in a script.
func marshal(v any) string {
	src, err := json.Marshal(v)
	if err != nil {
		panic("search: " + err.Error())
	}
	return string(src)
}

// line is a term and its postings, or an option of a filter.
type line struct{ term, postings string }

func size(lines []line) (n int) {
	for _, l := range lines {
		n += len(l.term) + len(l.postings) + 2
	}
	return n
}

// lines are all terms in order.
func (x *index) lines() []line {
	lines := make([]line, 0, len(x.terms))
	for t, key := range x.terms {
		if len(x.postings[t]) > 0 {
			lines = append(lines, line{key, encoded(x.postings[t])})
		}
	}
	return sorted(lines)
}

func sorted(lines []line) []line {
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.term, b.term) })
	return lines
}

// options are the choices of all filters but the year, whose entries stand in
// a row.
func options(v page.Index) []line {
	postings := map[string][]posting{}
	add := func(filter, option, doc int) {
		f := v.Filters[filter]
		key := f.Name + "=" + f.Options[option].Value
		postings[key] = append(postings[key], postingOf(doc, 1))
	}
	for doc, e := range v.Entries {
		for _, m := range e.Ministers {
			add(page.FilterMinister, m, doc)
		}
		for _, t := range e.Topics {
			add(page.FilterTopic, t, doc)
		}
		if e.Kind >= 0 {
			add(page.FilterKind, e.Kind, doc)
		}
	}
	var lines []line
	for key, p := range postings {
		lines = append(lines, line{key, encoded(p)})
	}
	return sorted(lines)
}

func encoded(postings []posting) string {
	b := make([]byte, 0, len(postings)*4)
	last := 0
	for i, p := range postings {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64((p.doc()-last)<<3|p.weight()), 36)
		last = p.doc()
	}
	return string(b)
}

// rangeFiles cuts lines into files of at most limit bytes and returns them with
// where each begins: the shortest text that is after all that is before.
func rangeFiles(folder string, lines []line, limit int) ([]File, []string) {
	var files []File
	starts := []string{}
	for lo := 0; lo < len(lines); {
		// The call around the lines takes some bytes too.
		hi, n := lo, len("chronik(\"t/00000\",'')\n")
		for hi < len(lines) {
			n += len(lines[hi].term) + len(lines[hi].postings) + 2
			if hi > lo && n > limit {
				break
			}
			hi++
		}
		var b strings.Builder
		b.WriteByte('\'')
		for i := lo; i < hi; i++ {
			if i > lo {
				b.WriteByte('|')
			}
			b.WriteString(lines[i].term + ":" + lines[i].postings)
		}
		b.WriteByte('\'')
		start := lines[lo].term
		if lo > 0 {
			start = separator(lines[lo-1].term, start)
		}
		starts = append(starts, start)
		files = append(files, file(fmt.Sprintf("%s/%d", folder, len(files)), b.String()))
		lo = hi
	}
	return files, starts
}

// separator is the shortest beginning of b that is after a.
func separator(a, b string) string {
	for i := range b {
		if i > 0 && b[:i] > a {
			return b[:i]
		}
	}
	return b
}

// entryFiles cuts what is shown of entries into files with the same number of
// them each.
func entryFiles(entries []page.Entry) (files []File, per int) {
	rows := make([]string, len(entries))
	total, largest := 0, 0
	for i := range entries {
		rows[i] = row(&entries[i])
		total += len(rows[i])
		largest = max(largest, len(rows[i]))
	}
	per = max(1, min(entriesFile*len(rows)/max(total, 1), largestFile/max(largest, 1)))
	for lo := 0; lo < len(rows); lo += per {
		hi := min(lo+per, len(rows))
		files = append(files, file(fmt.Sprintf("d/%d", lo/per), "["+strings.Join(rows[lo:hi], ",\n")+"]"))
	}
	return files, per
}

// row is an entry as a JSON array: id, title, summary, date, twice the
// place of its kind (from 1) plus one if it is drawn open, places of ministers and of topics, marks.
func row(e *page.Entry) string {
	sign := (e.Kind + 1) * 2
	if e.Open {
		sign++
	}
	return marshal([]any{e.ID, e.Title, e.Summary, e.Date, sign, list(e.Ministers), list(e.Topics), list(e.Marks)})
}

// list is never null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

func years(entries []page.Entry) map[string][2]int {
	years := map[string][2]int{}
	for i, e := range entries {
		span, seen := years[e.Year]
		if !seen {
			span[0] = i
		}
		span[1] = i + 1
		years[e.Year] = span
	}
	return years
}
