package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"chronik/internal/diag"
)

//go:embed schemas/*.json
var schemas embed.FS

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [COMMAND]",
		Short: "Print the JSON Schema of what a command writes with --json",
		Long: `schema prints a JSON Schema (draft 2020-12) that every line of the command's
output with --json conforms to. Without a command it lists those that have one.`,
		Example: `  chronik schema
  chronik schema check > check.schema.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listSchemas()
			}
			text, err := schemas.ReadFile("schemas/" + args[0] + ".json")
			if err != nil {
				return noSchema(args[0])
			}
			if _, err := a.stdout.Write(text); err != nil {
				return fmt.Errorf("write schema: %w", err)
			}
			return nil
		},
	}
}

// schemaNames are the commands that have a schema, in order.
func schemaNames() []string {
	files, _ := fs.Glob(schemas, "schemas/*.json") // the pattern is well-formed
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(path.Base(file), ".json"))
	}
	return names
}

func noSchema(name string) error {
	hint := "there are " + strings.Join(schemaNames(), ", ")
	if near := diag.Nearest(name, schemaNames()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return &usageError{fmt.Sprintf("there is no schema %q", name), hint}
}

func (a *app) listSchemas() error {
	for _, name := range schemaNames() {
		var s struct{ Title, Description string }
		text, err := schemas.ReadFile("schemas/" + name + ".json")
		if err == nil {
			err = json.Unmarshal(text, &s)
		}
		if err == nil {
			_, err = fmt.Fprintf(a.stdout, "%-10s %s: %s\n", name, s.Title, s.Description)
		}
		if err != nil {
			return fmt.Errorf("list schemas: %w", err)
		}
	}
	return nil
}
