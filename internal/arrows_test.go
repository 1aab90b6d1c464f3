package internal

import (
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// arrows says what each package may import of ours. Every package may use
// diag.
var arrows = map[string]string{
	"templates": "", "static": "", "diag": "", "edtf": "", "html": "", "warc": "", "fetch": "", "overlay": "", "parallel": "", "watch": "",
	"german": "edtf", "syntax": "german", "timex": "edtf german syntax",
	"matter": "", "lang": "edtf matter", "content": "edtf matter parallel",
	"raw": "html matter warc", "clean": "german html raw", "facts": "clean content edtf german syntax timex",
	"linkage": "content edtf german parallel", "importer": "clean content edtf facts german lang linkage parallel raw syntax timex", "evaluate": "content edtf importer",
	"rights": "content", "chronology": "content edtf", "markdown": "", "edition": "chronology content", "cite": "chronology content edition edtf lang",
	"rhythm": "chronology content edtf",
	"gap":    "chronology content edtf german", "strip": "edtf", "page": "chronology cite content edition edtf lang markdown rhythm strip", "render": "lang page",
	"feed": "chronology cite content edtf lang page", "search": "german page", "output": "",
	"check":   "chronology content edition edtf german parallel rhythm rights",
	"audit":   "clean content edtf facts html raw rights",
	"build":   "check chronology content feed lang markdown output page parallel render rights search",
	"serve":   "build output watch",
	"publish": "output", "bundle": "page",
}

// homes says which packages may import an outside module.
var homes = map[string]string{
	"github.com/yuin/goldmark":            "markdown",
	"github.com/adrg/frontmatter":         "matter",
	"go.yaml.in/yaml/v3":                  "matter",
	"github.com/fsnotify/fsnotify":        "watch",
	"golang.org/x/net/html":               "html",
	"golang.org/x/text":                   "cite lang german",
	"golang.org/x/sys":                    "output",
	"github.com/tdewolff/minify":          "build",
	"github.com/spf13/cobra":              "cmd",
	"github.com/spf13/pflag":              "cmd",
	"github.com/bmatcuk/doublestar":       "cmd",
	"github.com/mmcdole/gofeed":           "raw",
	"codeberg.org/readeck/go-readability": "raw",
	"github.com/temoto/robotstxt":         "fetch",
	"github.com/andybalholm/brotli":       "warc",
	"github.com/schollz/progressbar":      "cmd",
}

// packages maps the name of each package of ours to its folder.
func packages(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, root := range []string{".", "../templates", "../static", "../cmd/chronik"} {
		err := filepath.WalkDir(root, func(dir string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if !e.IsDir() || dir == "." {
				return nil
			}
			if e.Name() == "testdata" {
				return fs.SkipDir
			}
			if files, _ := filepath.Glob(filepath.Join(dir, "*.go")); len(files) > 0 {
				found[path.Base(filepath.ToSlash(dir))] = dir
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func TestArrows(t *testing.T) {
	found := packages(t)
	if len(found) < 10 {
		t.Fatalf("only %d packages found", len(found))
	}
	for name, dir := range found {
		allowed, ok := arrows[name]
		if !ok && name != "chronik" {
			t.Errorf("package %s is not in the table of arrows", name)
		}
		p, err := build.ImportDir(dir, 0)
		if err != nil {
			t.Errorf("%s: %v", dir, err)
			continue
		}
		for _, imp := range p.Imports {
			checkImport(t, name, imp, strings.Fields(allowed+" diag"))
		}
	}
}

func checkImport(t *testing.T, name, imp string, allowed []string) {
	t.Helper()
	if ours, ok := strings.CutPrefix(imp, "chronik/"); ok {
		ours = strings.TrimPrefix(ours, "internal/")
		if name != "chronik" && !slices.Contains(allowed, ours) {
			t.Errorf("%s imports %s, allowed are %s", name, ours, strings.Join(allowed, " "))
		}
		return
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return // standard library
	}
	home := name
	if name == "chronik" {
		home = "cmd"
	}
	for module, where := range homes {
		if imp == module || strings.HasPrefix(imp, module+"/") {
			if !slices.Contains(strings.Fields(where), home) {
				t.Errorf("%s imports %s, whose home is %s", name, imp, where)
			}
			return
		}
	}
	t.Errorf("%s imports %s, which has no home in the table", name, imp)
}

var mapLine = regexp.MustCompile(`(?m)^//\t([a-z]+) +([A-Z].*)$`)

// The map in doc.go names every package there is, with the sentence that opens
// its comment, and marks the others as planned.
func TestMap(t *testing.T) {
	src, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	found := packages(t)
	listed := map[string]bool{}
	for _, m := range mapLine.FindAllStringSubmatch(string(src), -1) {
		name, planned := m[1], strings.HasSuffix(m[2], "(planned)")
		listed[name] = true
		if _, there := found[name]; there == planned {
			t.Errorf("doc.go: %s exists %v, planned %v", name, there, planned)
		}
	}
	for name, dir := range found {
		if !listed[name] && name != "templates" && name != "static" && name != "chronik" {
			t.Errorf("doc.go does not list %s", dir)
		}
		if p, err := build.ImportDir(dir, 0); err == nil && p.Doc == "" {
			t.Errorf("package %s has no comment", name)
		}
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	given := strings.Fields("cmd content templates static internal go.mod go.sum README.md LICENSE public public-private")
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(given, e.Name()) {
			t.Errorf("%s does not belong on the top level", e.Name())
		}
	}
}
