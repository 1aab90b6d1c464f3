package output

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Manifest is the file that lists what we wrote. It makes a folder ours, and is
// no part of the site.
const Manifest = ".chronik-manifest.json"

// manifestFile is the manifest on disk, sorted by path.
type manifestFile struct {
	Version int             `json:"version"`
	Profile string          `json:"profile,omitempty"` // "" is Public
	Files   []manifestEntry `json:"files"`
}

type manifestEntry struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

func manifestOf(profile string, steps []step) []byte {
	if profile == Public {
		profile = ""
	}
	m := manifestFile{Version: 1, Profile: profile, Files: make([]manifestEntry, len(steps))}
	for i, s := range steps {
		m.Files[i] = manifestEntry{Path: s.path, SHA256: s.sum, Size: s.size}
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		panic("output: " + err.Error()) // strings and numbers can be written
	}
	return append(data, '\n')
}

// siteOf tells sites apart by their manifests.
func siteOf(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])
}

// A tree is the output folder as it was found.
type tree struct {
	dir      string // absolute, behind symbolic links
	name     string // as the user knows it
	exists   bool
	mode     fs.FileMode
	manifest map[string]manifestEntry // what we wrote, by path
	site     string                   // see siteOf
	profile  string                   // for whom it was written
	written  time.Time                // when the manifest was
	infos    map[string]fs.FileInfo   // everything in the tree, by path
	foreign  []string                 // paths to carry over, sorted; folders before what is in them
}

// readTree looks at the output folder and refuses one that is not ours. If
// another Write puts a new folder in its place meanwhile, it looks again: the
// manifest of one and the files of the other would make pages look foreign.
func readTree(ctx context.Context, target, name string) (*tree, error) {
	for {
		before, err := os.Stat(target)
		if errors.Is(err, fs.ErrNotExist) {
			return &tree{dir: target, name: name, infos: map[string]fs.FileInfo{}}, nil
		}
		var t *tree
		if err == nil {
			t, err = readFolder(ctx, target, name, before)
		} else {
			err = refuse(name, "cannot be reached: "+cause(err), "choose another folder with --out")
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if after, gone := os.Stat(target); gone != nil || before == nil || os.SameFile(before, after) {
			return t, err
		}
	}
}

func readFolder(ctx context.Context, target, name string, info fs.FileInfo) (*tree, error) {
	t := &tree{dir: target, name: name, infos: map[string]fs.FileInfo{}}
	if !info.IsDir() {
		return nil, t.refuse("is a file", "choose another folder with --out")
	}
	t.exists, t.mode = true, info.Mode().Perm()
	entries, err := os.ReadDir(target)
	if errors.Is(err, fs.ErrPermission) {
		return nil, t.refuse("cannot be read: "+cause(err), "make it readable, or choose another folder with --out")
	}
	if err != nil {
		return nil, fmt.Errorf("read output folder %s: %w", name, err)
	}
	ours := false
	for _, e := range entries {
		if strings.EqualFold(e.Name(), ".git") {
			return nil, t.refuse("is a git repository", "choose a folder inside or outside of it with --out")
		}
		ours = ours || e.Name() == Manifest
	}
	if len(entries) == 0 {
		return t, nil
	}
	if !ours {
		return nil, t.refuse("is not empty and was not written by chronik",
			"choose an empty folder with --out, or empty it yourself")
	}
	if err := t.readManifest(); err != nil {
		return nil, err
	}
	return t, t.walk(ctx)
}

func (t *tree) refuse(reason, hint string) error { return refuse(t.name, reason, hint) }

func refuse(name, reason, hint string) error {
	return &RefusedError{Dir: name, Reason: reason, hint: hint}
}

func (t *tree) readManifest() error {
	file := filepath.Join(t.dir, Manifest)
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	var m manifestFile
	if err := json.Unmarshal(data, &m); err != nil || m.Version != 1 {
		return t.refuse("has a "+Manifest+" that cannot be read",
			"choose an empty folder with --out, or empty it yourself")
	}
	t.written = info.ModTime()
	t.site = siteOf(data)
	t.profile = cmp.Or(m.Profile, Public)
	t.manifest = make(map[string]manifestEntry, len(m.Files))
	for _, e := range m.Files {
		t.manifest[e.Path] = e
	}
	return nil
}

// walk notes everything in the tree and what of it is foreign: files we did not
// write, and folders that hold nothing of ours.
func (t *tree) walk(ctx context.Context) error {
	ourDirs := map[string]bool{}
	for p := range t.manifest {
		for dir := path.Dir(p); dir != "." && dir != "/" && !ourDirs[dir]; dir = path.Dir(dir) {
			ourDirs[dir] = true
		}
	}
	err := filepath.WalkDir(t.dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		rel, err := filepath.Rel(t.dir, full)
		if err != nil {
			return err
		}
		p := filepath.ToSlash(rel)
		if p == "." || p == Manifest {
			return nil
		}
		if t.infos[p], err = d.Info(); err != nil {
			return err
		}
		_, ours := t.manifest[p]
		if d.IsDir() {
			ours = ourDirs[p]
		}
		if !ours {
			t.foreign = append(t.foreign, p)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read output folder %s: %w", t.name, err)
	}
	// A walk puts "a/b" before "a-b", a search wants them in the order of bytes.
	slices.Sort(t.foreign)
	return nil
}

// inTheWay refuses a new path where something foreign stands at it or in the
// place of one of its folders. A foreign folder may take new files in.
func (t *tree) inTheWay(p string) error {
	for at := p; at != "."; at = path.Dir(at) {
		info := t.infos[at]
		if info == nil || info.IsDir() && at != p {
			continue
		}
		if _, found := slices.BinarySearch(t.foreign, at); found || info.IsDir() && t.holdsForeign(at) {
			return t.refuse(fmt.Sprintf("holds %s, which chronik did not write and wants to write now", at),
				"move it away, or give the page another name")
		}
	}
	return nil
}

func (t *tree) holdsForeign(dir string) bool {
	return slices.ContainsFunc(t.foreign, func(p string) bool { return strings.HasPrefix(p, dir+"/") })
}

// file is the place on disk of a path in the tree.
func (t *tree) file(p string) string { return filepath.Join(t.dir, filepath.FromSlash(p)) }
