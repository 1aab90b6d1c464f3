package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
			// replace FILE OLD NEW changes a file as an editor would.
			"replace": func(ts *testscript.TestScript, neg bool, args []string) {
				text := ts.ReadFile(args[0])
				if !strings.Contains(text, args[1]) {
					ts.Fatalf("%s does not contain %q", args[0], args[1])
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o666))
			},
			// same DIR DIR compares two trees byte by byte.
			"same": func(ts *testscript.TestScript, neg bool, args []string) {
				a, b := tree(ts, args[0]), tree(ts, args[1])
				if equal := a == b; equal == neg {
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
			if rel == "articles" {
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

// tree is all paths and bytes below a folder.
func tree(ts *testscript.TestScript, dir string) string {
	var b strings.Builder
	root := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		b.WriteString(path + "\x00" + string(data) + "\x00")
		return err
	}))
	return b.String()
}
