package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chronik/internal/build"
	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/overlay"
	"chronik/static"
	"chronik/templates"
)

// An app is what all commands share: where words go, and what the flags of
// every command say.
type app struct {
	stdout, stderr io.Writer
	color          bool
	terminal       struct{ stdout, stderr bool } // where somebody looks on
	today          func() edtf.Day
	now            func() time.Time // for what is stored of the net

	contentDir string
	quiet      bool
	verbose    bool
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "chronik",
		Short: "Turn scraped news articles into a browsable, citable chronology",
		Long: `chronik turns a pile of scraped news articles into a browsable, citable
chronology: raw articles are cleaned, dated and tagged and become Markdown
files in content/; templates render them into a static site.`,
		Example: `  chronik import raw/         read raw articles into content/
  chronik check               see what is wrong with the content
  chronik serve               show the site while you write
  chronik build               write the site to public/
  chronik publish --dry-run   see what would change on GitHub Pages`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			hint := "chronik --help lists the commands"
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = fmt.Sprintf("did you mean %q?", near[0])
			}
			return &usageError{fmt.Sprintf("unknown command %q", args[0]), hint}
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SuggestionsMinimumDistance = 2
	root.SetVersionTemplate("chronik {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{err.Error(), cmd.CommandPath() + " --help lists the flags"}
	})
	flags := root.PersistentFlags()
	flags.StringVar(&a.contentDir, "content", "", "content folder (default: the nearest content/ upwards)")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "say only what is wrong")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "say more")
	root.AddCommand(a.importCommand(), a.archiveCommand(), a.explainCommand(), a.reviewCommand(), a.checkCommand(),
		a.buildCommand(), a.serveCommand(), a.publishCommand(), a.bundleCommand(), a.fmtCommand(), a.renameCommand(), a.verifyCommand(), a.gapCommand(), a.editionCommand(), a.evaluateCommand(), a.newCommand(), a.schemaCommand(), a.manCommand())
	return root
}

// atLeast is cobra.MinimumNArgs with our kind of error.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return &usageError{cmd.Name() + " needs " + what, cmd.CommandPath() + " --help shows an example"}
		}
		return nil
	}
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{fmt.Sprintf("%s takes no argument, got %q", cmd.Name(), args[0]), cmd.CommandPath() + " --help shows an example"}
	}
	return nil
}

// version is the module version, or the revision of a build from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	return v + " " + info.GoVersion
}

// say prints a word on the progress, unless --quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, "chronik: "+format+"\n", args...)
	}
}

// detail prints what only --verbose wants to know.
func (a *app) detail(format string, args ...any) {
	if a.verbose && !a.quiet {
		fmt.Fprintf(a.stderr, "chronik: "+format+"\n", args...)
	}
}

// jsonLines writes one JSON object a line, with < and & as they are.
func jsonLines(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func (a *app) red(s string) string    { return a.paint("31", s) }
func (a *app) yellow(s string) string { return a.paint("33", s) }

func (a *app) paint(code, s string) string {
	if !a.color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// report prints problems with their hints, and counts them.
func (a *app) report(problems []diag.Problem) (errors, warnings int) {
	var out bytes.Buffer // there may be thousands
	defer func() { _, _ = a.stderr.Write(out.Bytes()) }()
	for _, p := range problems {
		word := a.red("error: ")
		if p.Severity == diag.Warning {
			word = a.yellow("warning: ")
			warnings++
		} else {
			errors++
		}
		where := strings.TrimSuffix(p.String(), p.Msg)
		fmt.Fprintf(&out, "%s%s%s\n", where, word, p.Msg)
		if p.Hint != "" {
			fmt.Fprintf(&out, "  hint: %s\n", p.Hint)
		}
	}
	return errors, warnings
}

// A project is a content folder and what lies beside it.
type project struct {
	content string // as given or found
	root    string // the folder that holds it
}

// project finds the content folder.
func (a *app) project() (project, error) {
	if a.contentDir != "" {
		dir := filepath.Clean(a.contentDir)
		info, err := os.Stat(dir)
		if err != nil {
			return project{}, &usageError{fmt.Sprintf("--content %s: no such folder", a.contentDir), "give the folder that holds index.md"}
		}
		if !info.IsDir() {
			return project{}, &usageError{fmt.Sprintf("--content %s is not a folder", a.contentDir), "give the folder that holds index.md"}
		}
		return project{dir, beside(dir)}, nil
	}
	start, err := os.Getwd()
	if err != nil {
		return project{}, fmt.Errorf("find content folder: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		// index.md tells a content folder from another one of that name.
		if _, err := os.Stat(filepath.Join(dir, "content", "index.md")); err == nil {
			name, err := filepath.Rel(start, dir)
			if err != nil {
				name = dir
			}
			return project{filepath.Join(name, "content"), name}, nil
		}
		if dir == filepath.Dir(dir) {
			return project{}, &usageError{"no content folder here or above", "change to a folder that has content/index.md, or give --content DIR"}
		}
	}
}

// beside returns the folder that holds dir, even if dir is "." or "..".
func beside(dir string) string {
	if base := filepath.Base(dir); base == "." || base == ".." {
		return filepath.Join(dir, "..")
	}
	return filepath.Dir(dir)
}

// input is the project's content, with its templates and static files laid
// over the built-in ones.
func (p project) input() build.Input {
	return build.Input{
		Content:       os.DirFS(p.content),
		Templates:     overlay.New(p.layer("templates"), templates.Files),
		Static:        overlay.New(p.layer("static"), static.Files),
		ContentName:   filepath.ToSlash(p.content),
		TemplatesName: filepath.ToSlash(filepath.Join(p.root, "templates")),
		StaticName:    filepath.ToSlash(filepath.Join(p.root, "static")),
	}
}

// layer is a folder beside the content, nil if there is none.
func (p project) layer(name string) fs.FS {
	dir := filepath.Join(p.root, name)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}
