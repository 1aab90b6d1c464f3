package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"chronik/internal/build"
	"chronik/internal/output"
)

// A builtSite is what is remembered of a build, in .chronik beside the content:
// a build of the same files into the same folder need not be done again.
type builtSite struct {
	Inputs string `json:"inputs"` // fingerprint of all there was to read; "" if there is none
	Site   string `json:"site"`   // as output.Stands knows it
	Note   string `json:"note"`   // what is to be said of it

	stands bool
	files  int
}

func (p project) builtFile() string { return filepath.Join(p.root, ".chronik", "built.json") }

// built is what is remembered, by output folder. What cannot be read is
// forgotten.
func (p project) built() map[string]builtSite {
	all := map[string]builtSite{}
	if data, err := os.ReadFile(p.builtFile()); err == nil && json.Unmarshal(data, &all) != nil {
		return map[string]builtSite{}
	}
	return all
}

// lastBuild says whether a site stands in an output folder that was made of just
// the files that are there now, by this very program.
func (a *app) lastBuild(ctx context.Context, p project, out string, in build.Input, now time.Time) (builtSite, error) {
	made := builtSite{}
	if self := itself(); self != "" {
		made.Inputs = build.Fingerprint(in, self, now)
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return made, err
	}
	last, ok := p.built()[dir]
	if !ok || made.Inputs == "" || last.Inputs != made.Inputs {
		return made, nil
	}
	site, files, err := output.Stands(ctx, out)
	if err != nil || site == "" || site != last.Site {
		return made, err
	}
	last.stands, last.files = true, files
	return last, nil
}

// remember notes a build. Where that cannot be written the next one is done
// again.
func (a *app) remember(p project, out string, made builtSite, kept *build.Kept) {
	dir, err := filepath.Abs(out)
	if err == nil && kept != nil {
		kept.Site = made.Site
		err = keep(p.keptFile(dir), kept)
	}
	if err == nil && made.Inputs != "" {
		all := p.built()
		all[dir] = made
		var data []byte
		if data, err = json.MarshalIndent(all, "", " "); err == nil {
			err = writeInto(p.builtFile(), append(data, '\n'))
		}
	}
	if err != nil {
		a.detail("this build is not remembered: %v", err)
	}
}

// keptFile holds what is known of the files of a site, by its folder.
func (p project) keptFile(dir string) string {
	return filepath.Join(p.root, ".chronik", fmt.Sprintf("kept-%x", sha256.Sum256([]byte(dir)))[:len("kept-")+16])
}

// kept is what is known of the site in an output folder; nil if nothing is, or
// it cannot be read.
func (p project) kept(out string) *build.Kept {
	dir, err := filepath.Abs(out)
	if err != nil {
		return nil
	}
	f, err := os.Open(p.keptFile(dir))
	if err != nil {
		return nil
	}
	defer f.Close()
	kept := new(build.Kept)
	if gob.NewDecoder(bufio.NewReader(f)).Decode(kept) != nil {
		return nil
	}
	return kept
}

func keep(file string, kept *build.Kept) error {
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(kept); err != nil {
		return err
	}
	return writeInto(file, data.Bytes())
}

// itself tells this program from another version of it, "" if that is not
// known: what stands made by another may be made differently.
func itself() string {
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %d", file, info.Size(), info.ModTime().UnixNano())
}
