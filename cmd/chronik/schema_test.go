package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"chronik/internal/edtf"
)

// wrote runs a command line in the folder it is in and returns its lines.
func wrote(t *testing.T, args ...string) []string {
	t.Helper()
	var out, words bytes.Buffer
	a := &app{stdout: &out, stderr: &words, today: func() edtf.Day { return edtf.Day{Year: 2026, Month: 1, Day: 2} }, now: time.Now}
	if code := a.run(t.Context(), args); code == exitUsage {
		t.Fatalf("chronik %q: %s", args, &words)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func mustParse(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	return v
}

// schemaOf is the schema as `chronik schema` prints it.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft7) // a schema has to say itself which it is written in
	if err := c.AddResource(name, mustParse(t, strings.Join(wrote(t, "schema", name), "\n"))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("schema %s is of draft %d", name, s.DraftVersion)
	}
	return s
}

// TestSchemas holds what commands really write to their schemas: a chronology
// with something wrong in it, read in ways that together write every key.
func TestSchemas(t *testing.T) {
	labelled, err := filepath.Abs("testdata/labelled")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := copyTerms("../../content", filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "raw"), os.DirFS("testdata/raw")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for file, text := range map[string]string{
		"raw/fremd.txt":                    "Die Boote liegen still.\n\nNiemand weiß, warum die Boote seit Wochen still liegen und wem die Netze gehören.\n",
		"register.csv":                     "date,place,people\n2020-02-03,Genf,Pompeo\n2020-03-10,Wien,Pompeo\n",
		"content/articles/2020/genf.md":    "---\ntitle: Treffen in Genf\nevent: {date: 2020-02-03, kind: treffen, place: genf, evidence: [{field: date, rule: weekday, role: event, quote: am Montag, says: 2020-02-03, source: 1}]}\nministers: [lawrow, pompeo]\nsources: [{outlet: sna, published: 2020-02}]\n---\n",
		"content/articles/2020/moskau.md":  "---\ntitle: Treffen in Moskau\nevent: {date: 2020-03-04, kind: treffen, place: moskau}\nministers: [lawrow, pompeo]\n---\n",
		"content/articles/2021/moskau2.md": "---\ntitle: Treffen in Moskau\nevent: {date: 2021-03-04, kind: treffen, place: moskau}\nministers: [lawrow, pompeoo]\nreviewed: sicher\n---\n",
		"content/articles/2020/entwurf.md": "---\ntitle: Entwurf\ndraft: true\nevent: {kind: treffen}\nministers: [lawrow]\n---\n",
	} {
		if err := writeInto(file, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	problems := wrote(t, "check", "--json")
	if err := os.Remove("content/articles/2021/moskau2.md"); err != nil {
		t.Fatal(err)
	}
	wrote(t, "import", "--quiet", "raw/anruf.txt", "raw/treffen.txt")
	ids, err := filepath.Glob("content/articles/*/*telefonat*.md")
	if err != nil || len(ids) == 0 {
		t.Fatalf("nothing was imported of a call: %v", err)
	}
	id := strings.TrimSuffix(filepath.Base(ids[0]), ".md")
	chain := wrote(t, "explain", "--json", id, "entwurf")
	replaceIn(t, ids[0], "quote: ", "quote: so nicht ")
	lines := map[string][]string{
		"check":    append(problems, wrote(t, "check", "--json")...),
		"explain":  append(chain, wrote(t, "explain", "--json", "--mentions", "raw")...),
		"evaluate": wrote(t, "evaluate", "--json", "--misses", labelled),
		"verify":   wrote(t, "verify", "--json"),
		"gap":      wrote(t, "gap", "--json", "register.csv"),
	}
	for _, name := range schemaNames() {
		if len(lines[name]) < 2 {
			t.Errorf("chronik %s --json was not tried on a chronology that makes it write: %q", name, lines[name])
			continue
		}
		schema := schemaOf(t, name)
		seen := map[string]bool{}
		for _, line := range lines[name] {
			if err := schema.Validate(mustParse(t, line)); err != nil {
				t.Errorf("chronik %s --json writes %.300s: %v", name, line, err)
				continue
			}
			for _, object := range objects(mustParse(t, line)) {
				maps.Copy(seen, keysOf(object))
			}
			// Something unknown at any depth would be noticed, and so would be what is
			// missing at the top.
			for i := range objects(mustParse(t, line)) {
				changed := mustParse(t, line)
				objects(changed)[i]["surprise"] = true
				if schema.Validate(changed) == nil {
					t.Errorf("schema %s takes an unknown key in object %d of %.300s", name, i, line)
				}
			}
			if schema.Validate(map[string]any{}) == nil {
				t.Errorf("schema %s takes an empty object", name)
			}
		}
		described := map[string]bool{}
		properties(schemaText(t, name), described)
		for key := range described {
			if !seen[key] {
				t.Errorf("schema %s describes %q, which nothing here wrote", name, key)
			}
		}
	}
}

func replaceIn(t *testing.T, file, old, new string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(src, []byte(old), []byte(new), 1), 0o666); err != nil {
		t.Fatal(err)
	}
}

// objects are all objects of a value, the outer before the inner, always in the
// same order.
func objects(v any) (found []map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		found = append(found, v)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			found = append(found, objects(v[key])...)
		}
	case []any:
		for _, each := range v {
			found = append(found, objects(each)...)
		}
	}
	return found
}

func keysOf(object map[string]any) map[string]bool {
	keys := map[string]bool{}
	for key := range object {
		keys[key] = true
	}
	return keys
}

func schemaText(t *testing.T, name string) any {
	t.Helper()
	text, err := schemas.ReadFile("schemas/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return mustParse(t, string(text))
}

// properties collects the keys that a schema describes.
func properties(schema any, into map[string]bool) {
	for _, object := range objects(schema) {
		if own, ok := object["properties"].(map[string]any); ok && object["type"] == "object" {
			maps.Copy(into, keysOf(own))
		}
	}
}

// Whatever writes JSON lines says in a schema what is in them.
func TestEveryJSONHasASchema(t *testing.T) {
	var with []string
	for _, cmd := range new(app).rootCommand().Commands() {
		if cmd.Flags().Lookup("json") != nil {
			with = append(with, cmd.Name())
		}
	}
	slices.Sort(with)
	if diff := cmp.Diff(with, schemaNames()); diff != "" {
		t.Errorf("commands with --json (-) and schemas in schemas/ (+), tried in TestSchemas:\n%s", diff)
	}
	listed := strings.Join(wrote(t, "schema"), "\n")
	for _, name := range with {
		if !strings.Contains(listed, fmt.Sprintf("%-10s a line of chronik %s --json: ", name, name)) {
			t.Errorf("chronik schema does not list %s: %s", name, listed)
		}
	}
}

// A problem is the same in both commands that report some.
func TestSchemasAgreeOnProblems(t *testing.T) {
	problem := func(name string) any {
		return schemaText(t, name).(map[string]any)["$defs"].(map[string]any)["problem"]
	}
	check, _ := json.Marshal(problem("check"))
	verify, _ := json.Marshal(problem("verify"))
	if !bytes.Equal(check, verify) {
		t.Errorf("check has\n%s\nverify has\n%s", check, verify)
	}
}
