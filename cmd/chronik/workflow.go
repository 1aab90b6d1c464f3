package main

import (
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"

	"chronik/internal/output"
)

// A module is where a program comes from.
type module struct{ path, version string }

// ownModule is where this program comes from.
func ownModule() module {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return module{}
	}
	m := module{info.Main.Path, info.Main.Version}
	if m.version == "" || strings.Contains(m.version, "+") || strings.HasPrefix(m.version, "(") {
		m.version = "latest" // what is built from a checkout is on no host
	}
	return m
}

// workflowOf is a workflow that builds the content in a folder of a repository
// and publishes it. A repository that holds the program itself runs that; any
// other installs it, for which its module needs a host.
func workflowOf(repository fs.FS, content, branch string, m module) (string, error) {
	setup, install, program := "go-version-file: go.mod", "", "go run ./cmd/chronik"
	if !holdsProgram(repository, m) {
		if first, _, _ := strings.Cut(m.path, "/"); !strings.Contains(first, ".") {
			return "", &usageError{fmt.Sprintf("no workflow written: it could not install chronik, whose module path %q has no host", m.path),
				"install chronik from where it is published (go install HOST/PATH/cmd/chronik@latest), keep the content in a copy of its repository, or publish from here with chronik publish"}
		}
		setup = "go-version: stable\n          cache: false"
		install = fmt.Sprintf("      - run: go install %s/cmd/chronik@%s\n", m.path, m.version)
		program = "chronik"
	}
	args := ""
	if content != "content" {
		args = " --content '" + strings.ReplaceAll(content, "'", `'\''`) + "'"
	}
	return strings.NewReplacer(
		"BRANCH", fmt.Sprintf("%q", branch), "SETUP", setup, "INSTALL\n", install,
		"PROGRAM", program, "ARGS", args, "MANIFEST", output.Manifest,
	).Replace(workflow), nil
}

// holdsProgram reports whether a repository is that of the program.
func holdsProgram(repository fs.FS, m module) bool {
	mod, err := fs.ReadFile(repository, "go.mod")
	if err != nil {
		return false
	}
	line, _, _ := strings.Cut(string(mod), "\n")
	_, err = fs.Stat(repository, "cmd/chronik/main.go")
	return err == nil && strings.TrimSpace(line) == "module "+m.path
}

// workflow uses the actions that GitHub keeps for Pages, with the permissions
// they ask for.
const workflow = `# Written by chronik publish --workflow: builds the chronology and publishes it
# on GitHub Pages. Under Settings > Pages, choose GitHub Actions as the source.
name: pages

on:
  push:
    branches: [BRANCH]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

# One publication at a time; the one at work is not broken off.
concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-go@v7
        with:
          SETUP
      - id: pages
        uses: actions/configure-pages@v6
INSTALL
      - name: Build
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
        run: |
          # A site with an address of its own needs its legal pages.
          if PROGRAM check --legalARGS; then
            PROGRAM build --out publicARGS --base-url "${BASE_URL%/}/"
          else
            echo '::notice title=built without base_url::The legal pages are not complete, see above. Fill them in, and the pages get full addresses, a sitemap and previews.'
            PROGRAM build --out publicARGS
          fi
          rm public/MANIFEST
      - uses: actions/upload-pages-artifact@v5
        with:
          path: public

  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
`
