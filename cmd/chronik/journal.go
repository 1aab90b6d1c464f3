package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chronik/internal/importer"
	"chronik/internal/raw"
)

// A journal says which documents of an import are done, so that one that was
// broken off goes on: asked for the same, it does not read those again, and what
// it created may still be joined to events. It is removed when an import ends. A
// line that was written in part is none.
type journal struct {
	file string
	w    *os.File
	done map[string]bool // hashes of documents
}

// openJournal reads the journal of a run that was broken off and goes on
// writing it. args are the run's own words. A dry run has none.
func (r *importRun) openJournal(args []string) (*journal, error) {
	asks := raw.Hash(fmt.Appendf(nil, "%q %+v %v", args, r.meta, r.importer.Apart))
	j := &journal{file: filepath.Join(r.root, ".chronik", "import.journal"), done: map[string]bool{}}
	if r.dryRun {
		return j, nil
	}
	if f, err := os.Open(j.file); err == nil {
		same := false
		var created []string // content files
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if asked, ok := strings.CutPrefix(lines.Text(), "import\t"); ok {
				same = asked == asks
				continue
			}
			if hash, file, ok := strings.Cut(lines.Text(), "\t"); ok && strings.HasSuffix(file, "\t.") {
				if same {
					j.done[hash] = true
				}
				if file = strings.TrimSuffix(file, "\t."); file != "" {
					created = append(created, file)
				}
			}
		}
		f.Close()
		r.importer.Resume(created)
	}
	if err := os.MkdirAll(filepath.Dir(j.file), 0o777); err != nil {
		return nil, fmt.Errorf("write journal: %w", err)
	}
	w, err := os.OpenFile(j.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, fmt.Errorf("write journal: %w", err)
	}
	j.w = w
	fmt.Fprintf(w, "import\t%s\n", asks)
	return j, nil
}

// note says that a document is done. Losing the note costs reading it again.
func (j *journal) note(hash string, res importer.Result) {
	if j.w == nil {
		return
	}
	file := ""
	if res.Action == importer.Created {
		file = res.File
	}
	fmt.Fprintf(j.w, "%s\t%s\t.\n", hash, file)
}

// pause leaves the journal for the next run.
func (j *journal) pause() {
	if j.w != nil {
		j.w.Close()
	}
}

// remove ends it.
func (j *journal) remove() {
	if j.w != nil {
		j.w.Close()
		os.Remove(j.file)
	}
}
