package main

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"chronik/internal/diag"
	"chronik/internal/html"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chronik": main})
}

// TestScripts runs the stories of testdata: each promise of the command line
// is a script with a sentence. A script starts in a folder that has the terms
// of this repository's content, but no articles.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			env.Setenv("BIN", filepath.SplitList(env.Getenv("PATH"))[0]) // where nothing is but chronik
			return copyTerms("../../content", filepath.Join(env.WorkDir, "content"))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// bytes FILE 'go string' [N] writes the bytes, N times over.
			"bytes": func(ts *testscript.TestScript, neg bool, args []string) {
				text, err := strconv.Unquote(`"` + args[1] + `"`)
				ts.Check(err)
				n := 1
				if len(args) > 2 {
					n, err = strconv.Atoi(args[2])
					ts.Check(err)
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(text, n)), 0o666))
			},
			// fill writes legal pages that say what they must.
			"fill": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(fillLegal(ts.MkAbs("content")))
			},
			// tombstone FILE looks for the withdrawn entry in a list.
			"tombstone": func(ts *testscript.TestScript, neg bool, args []string) {
				p, err := html.Parse(strings.NewReader(ts.ReadFile(args[0])))
				ts.Check(err)
				rows := p.Find("li.is-withdrawn")
				if len(rows) != 1 || rows[0].Attr("id") != "e-2020-05-05-anruf" || !strings.Contains(ts.ReadFile(args[0]), "Verwechslung mit dem") {
					ts.Fatalf("%s lists %d withdrawn entries", args[0], len(rows))
				}
			},
			// unzip FILE DIR unpacks a ZIP.
			"unzip": func(ts *testscript.TestScript, neg bool, args []string) {
				z, err := zip.OpenReader(ts.MkAbs(args[0]))
				ts.Check(err)
				defer z.Close()
				ts.Check(os.CopyFS(ts.MkAbs(args[1]), z))
			},
			// replace FILE OLD NEW changes a file as an editor would.
			"replace": func(ts *testscript.TestScript, neg bool, args []string) {
				text := ts.ReadFile(args[0])
				if !strings.Contains(text, args[1]) {
					ts.Fatalf("%s does not contain %q", args[0], args[1])
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o666))
			},
			// tamper DIR adds a line to every file below a folder.
			"tamper": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, e fs.DirEntry, err error) error {
					if err != nil || e.IsDir() {
						return err
					}
					data, err := os.ReadFile(path)
					if err != nil {
						return err
					}
					return os.WriteFile(path, append(data, "One more line.\n"...), 0o666)
				}))
			},
			// errors stderr|stdout FILE compares the errors that the last command
			// told, with their hints, with those in a file. On stdout they are JSON.
			"errors": func(ts *testscript.TestScript, neg bool, args []string) {
				var told []string
				for line := range strings.Lines(ts.ReadFile(args[0])) {
					line = strings.TrimSuffix(line, "\n")
					if args[0] == "stdout" {
						var p struct {
							diag.Problem
							Severity string `json:"severity"`
						}
						ts.Check(json.Unmarshal([]byte(line), &p))
						if p.Severity != "error" {
							continue
						}
						told = append(told, strings.TrimSuffix(p.String(), p.Msg)+"error: "+p.Msg)
						if p.Hint != "" {
							told = append(told, "  hint: "+p.Hint)
						}
						continue
					}
					hint := strings.HasPrefix(line, "  hint: ") && len(told) > 0 && told[len(told)-1] != ""
					if strings.Contains(line, ": error: ") || hint {
						told = append(told, line)
					} else {
						told = append(told, "") // a hint below is not one of ours
					}
				}
				told = slices.DeleteFunc(told, func(line string) bool { return line == "" })
				if got, want := strings.Join(told, "\n")+"\n", ts.ReadFile(args[1]); got != want {
					ts.Fatalf("errors are\n%s\nwant\n%s", got, want)
				}
			},
			// same DIR DIR compares two trees byte by byte.
			"same": func(ts *testscript.TestScript, neg bool, args []string) {
				a, err := treeOf(ts.MkAbs(args[0]))
				ts.Check(err)
				b, err := treeOf(ts.MkAbs(args[1]))
				ts.Check(err)
				if equal := maps.Equal(a, b); equal == neg {
					ts.Fatalf("%s and %s: equal %v", args[0], args[1], equal)
				}
			},
		},
	})
}

// copyTerms copies a content folder without its articles.
func copyTerms(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			if rel == "articles" || rel == "editions" { // which show articles
				return fs.SkipDir
			}
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o666)
	})
}

// fillLegal writes legal pages without placeholders into a content folder, with
// which it can be published at an address.
func fillLegal(content string) error {
	for _, name := range []string{"impressum.md", "datenschutz.md"} {
		data, err := os.ReadFile(filepath.Join("testdata", "legal", name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(content, "pages", name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// treeOf is all files below a folder, by path.
func treeOf(dir string) (map[string]string, error) {
	files := map[string]string{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		files[path] = string(data)
		return err
	})
	return files, err
}

// compiled is the program, for what has to run beside the tests.
func compiled(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "chronik.exe")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}
