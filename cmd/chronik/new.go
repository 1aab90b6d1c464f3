package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/german"
	"chronik/static"
	"chronik/templates"
)

// starter holds one folder a language: a small invented chronology whose files
// show every kind of content.
//
//go:embed all:starter
var starter embed.FS

func (a *app) newCommand() *cobra.Command {
	var title, language string
	var look bool
	cmd := &cobra.Command{
		Use:   "new DIR | new --templates [FILE...]",
		Short: "Start a chronology, or a look of its own",
		Long: `new writes a small working chronology into a new or empty folder: invented
ministers, topics, entries and free pages to be replaced, and (in German) twelve
raw articles to try the import on.

With --templates it writes built-in templates into templates/ beside the
content folder, where they take precedence: all of them, or those that are
named, such as templates/event.html, templates/i18n/de.yaml or
static/style.css. A file that is already there is left as it is.`,
		Example: `  chronik new treaties
  chronik new --language en --title "Border talks" talks
  chronik new --templates templates/event.html static/style.css`,
		Args: func(cmd *cobra.Command, args []string) error {
			if look || len(args) == 1 {
				return nil
			}
			return &usageError{"new needs the folder of the new chronology", cmd.CommandPath() + " --help shows an example"}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if look {
				return a.newLook(args)
			}
			return a.newChronology(args[0], title, language)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&title, "title", "", "title of the site (default: the name of the folder)")
	flags.StringVar(&language, "language", "de", "language of the site: "+strings.Join(starterLanguages(), " or "))
	flags.BoolVar(&look, "templates", false, "write built-in templates instead")
	return cmd
}

// newChronology writes the starter into dir.
func (a *app) newChronology(dir, title, language string) error {
	if !slices.Contains(starterLanguages(), language) {
		return &usageError{fmt.Sprintf("--language %q: there is no starter in it", language),
			"choose " + strings.Join(starterLanguages(), " or ") + "; the language of a site can be changed later in index.md"}
	}
	if err := mustBeEmpty(dir); err != nil {
		return err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("new chronology: %w", err)
	}
	name := filepath.Base(abs)
	if title == "" {
		title = name
	}
	today := a.today().String()
	slug := german.Slug(name)
	if slug == "" {
		slug = "chronik"
	}
	fill := strings.NewReplacer("{{today}}", today, "{{title}}", quoted(title), "{{id}}", "tag:"+slug+".example,"+today[:4]+":"+slug)
	files, err := fs.Sub(starter, "starter/"+language)
	if err != nil {
		return fmt.Errorf("new chronology: %w", err)
	}
	n := 0
	err = fs.WalkDir(files, ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		n++
		return writeNew(filepath.Join(dir, filepath.FromSlash(file)), []byte(fill.Replace(string(data))))
	})
	if err != nil {
		return fmt.Errorf("new chronology: %w", err)
	}
	a.say("%s written to %s; now: cd %s && chronik serve", count(n, "file"), dir, dir)
	return nil
}

// quoted is text as a YAML scalar; what JSON writes, YAML reads.
func quoted(text string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text) // a string into memory
	return strings.TrimSpace(b.String())
}

func starterLanguages() []string {
	entries, _ := starter.ReadDir("starter") // embedded: always there
	var tags []string
	for _, e := range entries {
		tags = append(tags, e.Name())
	}
	return tags
}

func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("new chronology: %w", err)
	case len(entries) > 0:
		return &usageError{fmt.Sprintf("%s is not empty: it holds %s", dir, strconv.Quote(entries[0].Name())), "name a folder that does not exist yet"}
	}
	return nil
}

// writeNew writes a file that must not exist yet.
func writeNew(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// newLook writes built-in templates and static files beside the content.
func (a *app) newLook(names []string) error {
	p, err := a.project()
	if err != nil {
		return err
	}
	builtIn := lookFiles()
	if len(names) == 0 {
		names = slices.DeleteFunc(slices.Clone(builtIn), func(f string) bool { return !strings.HasPrefix(f, "templates/") })
	}
	for _, name := range names {
		if !slices.Contains(builtIn, path.Clean(filepath.ToSlash(name))) {
			return &usageError{fmt.Sprintf("there is no built-in file %q", name), "there are " + strings.Join(builtIn, ", ")}
		}
	}
	written := 0
	for _, name := range names {
		name = path.Clean(filepath.ToSlash(name))
		data, err := readLook(name)
		if err != nil {
			return fmt.Errorf("new look: %w", err)
		}
		file := filepath.Join(p.root, filepath.FromSlash(name))
		switch err := writeNew(file, data); {
		case errors.Is(err, fs.ErrExist):
			a.say("%s is there already and stays as it is", file)
		case err != nil:
			return fmt.Errorf("new look: %w", err)
		default:
			written++
			a.detail("wrote %s", file)
		}
	}
	a.say("%s written below %s", count(written, "file"), p.root)
	return nil
}

// lookFiles are the built-in files by the names they have beside a content
// folder, templates first.
func lookFiles() []string {
	var names []string
	for _, layer := range []struct {
		folder string
		files  fs.FS
	}{{"templates", templates.Files}, {"static", static.Files}} {
		_ = fs.WalkDir(layer.files, ".", func(file string, e fs.DirEntry, err error) error { // embedded: cannot fail
			if err == nil && !e.IsDir() {
				names = append(names, path.Join(layer.folder, file))
			}
			return err
		})
	}
	return names
}

func readLook(name string) ([]byte, error) {
	if rest, ok := strings.CutPrefix(name, "templates/"); ok {
		return templates.Files.ReadFile(rest)
	}
	return static.Files.ReadFile(strings.TrimPrefix(name, "static/"))
}
