package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// This repository carries the workflow for its own chronology.
func TestOwnWorkflow(t *testing.T) {
	want, err := workflowOf(os.DirFS("../.."), "content", "main", module{"chronik", "latest"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../.github/workflows/pages.yml")
	if err != nil || string(got) != want {
		t.Errorf("%v: the workflow is\n%s\nand would be written as\n%s", err, got, want)
	}
}

func TestWorkflowElsewhere(t *testing.T) {
	text, err := workflowOf(fstest.MapFS{}, "it's/content", "main", module{"example.org/chronik", "v1.2.3"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"      - run: go install example.org/chronik/cmd/chronik@v1.2.3\n",
		"          go-version: stable\n          cache: false\n",
		`            chronik build --out public --content 'it'\''s/content'` + "\n",
		`if chronik check --legal --content 'it'\''s/content'; then`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the workflow lacks %q:\n%s", want, text)
		}
	}
	if _, err := workflowOf(fstest.MapFS{}, "content", "main", module{"chronik", "latest"}); err == nil {
		t.Error("a module path without host is no problem")
	}
}

// The step that builds does so without address as long as the legal pages hold
// placeholders, and says so.
func TestWorkflowBuilds(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	text, err := workflowOf(fstest.MapFS{}, "content", "main", module{"example.org/chronik", "latest"})
	if err != nil {
		t.Fatal(err)
	}
	_, script, _ := strings.Cut(text, "        run: |\n")
	script, _, _ = strings.Cut(script, "      - uses:")
	for _, tt := range []struct {
		legal        string // what check --legal exits with
		want, notice bool   // want: with address
	}{
		{"1", false, true},
		{"0", true, false},
	} {
		dir := t.TempDir()
		for name, data := range map[string]string{
			"public/.chronik-manifest.json": "{}",
			"bin/chronik":                   "#!/bin/sh\n[ \"$1 $2\" = 'check --legal' ] && exit " + tt.legal + "\necho \"$@\" >args\n",
		} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("bash", "-e", "-c", script)
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), "PATH="+filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"), "BASE_URL=https://name.github.io/chronik")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		args, err := os.ReadFile(filepath.Join(dir, "args"))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(args), "--base-url https://name.github.io/chronik/\n"); got != tt.want {
			t.Errorf("legal %s builds with %s", tt.legal, args)
		}
		if got := strings.Contains(string(out), "::notice title=built without base_url"); got != tt.notice {
			t.Errorf("legal %s logs %s", tt.legal, out)
		}
		if _, err := os.Stat(filepath.Join(dir, "public/.chronik-manifest.json")); err == nil {
			t.Error("the manifest is published")
		}
	}
}
