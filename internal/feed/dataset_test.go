package feed

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/edtf"
	"chronik/internal/lang"
	"chronik/internal/page"
	"chronik/internal/rights"
	"chronik/templates"
)

// rows reads a table as programs do that know its form: by column.
func rows(t *testing.T, text string) []map[string]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\xEF\xBB\xBF")
	if !marked {
		t.Error("a table does not say to spreadsheets that it is UTF-8")
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var found []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		found = append(found, row)
	}
	return found
}

// compileSchema reads a JSON Schema, with formats as rules.
func compileSchema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func parsed(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// licensed says under what the sample may be passed on.
var licensed = map[string]string{"index.md": strings.Replace(based["index.md"], "pivot:", "license: {name: CC-BY-4.0, title: Namensnennung 4.0, url: \"https://creativecommons.org/licenses/by/4.0/deed.de\"}\npivot:", 1)}

func TestDatapackageConforms(t *testing.T) {
	schema := compileSchema(t, "testdata/datapackage.schema.json")
	for _, changes := range []map[string]string{nil, based, licensed, {"index.md": "---\nid: probe\ntitle: Пример & Probe\n---\n"}} {
		if err := schema.Validate(parsed(t, files(t, changes)["daten/datapackage.json"])); err != nil {
			t.Errorf("%s: %v", changes["index.md"], err)
		}
	}
	text := files(t, licensed)["daten/datapackage.json"]
	for _, broken := range [][2]string{
		{`"type": "date"`, `"type": "day"`}, {`"path": "quellen.csv"`, `"path": "../quellen.csv"`}, {`"name": "probe-chronik"`, `"name": "Probe Chronik"`},
		{`"profile": "data-resource"`, `"profile": "tabular-data-resource"`}, {`"licenses": [`, `"licence": [`}, {`"created": "2026-03-04T12:00:00Z"`, `"created": "2026"`},
	} {
		changed := strings.Replace(text, broken[0], broken[1], 1)
		if changed == text {
			t.Errorf("there is no %s in it", broken[0])
		} else if schema.Validate(parsed(t, changed)) == nil {
			t.Errorf("%s is taken", broken[1])
		}
	}
}

func TestDatapackageSays(t *testing.T) {
	read := func(changes map[string]string) (p datapackage) {
		if err := json.Unmarshal([]byte(files(t, changes)["daten/datapackage.json"]), &p); err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := read(licensed)
	if p.Name != "probe-chronik" || p.ID != "tag:example.org,2026:probe" || p.Homepage != "https://example.org/probe/" || p.Created != "2026-03-04T12:00:00Z" {
		t.Errorf("package is %s, %s, %s, %s", p.Name, p.ID, p.Homepage, p.Created)
	}
	if want := []license{{"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.de", "Namensnennung 4.0"}}; !slices.Equal(p.Licenses, want) {
		t.Errorf("licences are %v, want %v", p.Licenses, want)
	}
	if bare := read(nil); bare.Licenses != nil || bare.Homepage != "" {
		t.Errorf("without licence and address: %v, %q", bare.Licenses, bare.Homepage)
	}
	made := files(t, nil)
	for _, r := range p.Resources {
		if made[path.Join("daten", r.Path)] == "" {
			t.Errorf("there is no %s", r.Path)
		}
	}
}

// conforms reports what in a table is not as its schema says.
func conforms(s *tableSchema, table []map[string]string, tables map[string][]map[string]string) (wrong []string) {
	fail := func(row int, name, format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("row %d, %s: ", row+1, name)+fmt.Sprintf(format, args...))
	}
	keys := map[string]bool{}
	unique := func(row int, name string, values []string) {
		if key := fmt.Sprintf("%s %q", name, values); keys[key] {
			fail(row, name, "%q stands there twice", values)
		} else {
			keys[key] = true
		}
	}
	pick := func(row map[string]string, names []string) (values []string) {
		for _, name := range names {
			values = append(values, row[name])
		}
		return values
	}
	for i, row := range table {
		if len(row) != len(s.Fields) {
			fail(i, "all", "%d cells, want %d", len(row), len(s.Fields))
		}
		for _, f := range s.Fields {
			value, there := row[f.Name]
			c := f.Constraints
			if c == nil {
				c = &constraints{}
			}
			switch {
			case !there:
				fail(i, f.Name, "there is no such column")
			case value == "" && c.Required:
				fail(i, f.Name, "is empty")
			case value == "":
			case !castable(f, value):
				fail(i, f.Name, "%q is no %s", value, f.Type)
			case c.Pattern != "" && !regexp.MustCompile(`^(?:`+c.Pattern+`)$`).MatchString(value):
				fail(i, f.Name, "%q does not match", value)
			case c.Enum != nil && !slices.Contains(c.Enum, value):
				fail(i, f.Name, "%q is none of %q", value, c.Enum)
			case c.Unique:
				unique(i, f.Name, []string{value})
			}
		}
		unique(i, "primary key", pick(row, s.PrimaryKey))
		for _, key := range s.ForeignKeys {
			if !slices.ContainsFunc(tables[key.Reference.Resource], func(other map[string]string) bool {
				return slices.Equal(pick(other, key.Reference.Fields), pick(row, key.Fields))
			}) {
				fail(i, "foreign key", "%q is not in %s", pick(row, key.Fields), key.Reference.Resource)
			}
		}
	}
	return wrong
}

// castable reports whether a cell holds a value of the type of its column, as
// Table Schema defines it without format.
func castable(f field, value string) bool {
	var err error
	switch f.Type {
	case "string":
		if f.Format == "uri" {
			var u *url.URL
			u, err = url.Parse(value)
			return err == nil && u.IsAbs() && u.Host != ""
		}
	case "date":
		_, err = time.Parse(time.DateOnly, value)
	case "boolean":
		return value == "true" || value == "false"
	case "integer":
		_, err = strconv.Atoi(value)
	default:
		return false
	}
	return err == nil
}

// tablesOf reads the tables of a data edition as its description says.
func tablesOf(t *testing.T, made map[string]string) (schemas map[string]*tableSchema, tables map[string][]map[string]string) {
	t.Helper()
	var p datapackage
	if err := json.Unmarshal([]byte(made["daten/datapackage.json"]), &p); err != nil {
		t.Fatal(err)
	}
	schemas, tables = map[string]*tableSchema{}, map[string][]map[string]string{}
	for _, r := range p.Resources {
		if r.Schema != nil {
			schemas[r.Name], tables[r.Name] = r.Schema, rows(t, made["daten/"+r.Path])
		}
	}
	return schemas, tables
}

func TestRowsConform(t *testing.T) {
	for name, made := range map[string]map[string]string{"sample": files(t, nil), "with address": files(t, based), "this repository's": ofRepository(t)} {
		schemas, tables := tablesOf(t, made)
		if len(tables) != 2 || len(tables["entries"]) < 8 || len(tables["sources"]) < 3 {
			t.Fatalf("%s: %d tables, %d entries, %d sources", name, len(tables), len(tables["entries"]), len(tables["sources"]))
		}
		for table, schema := range schemas {
			for _, wrong := range conforms(schema, tables[table], tables) {
				t.Errorf("%s, %s: %s", name, table, wrong)
			}
		}
	}
}

// The rows could also not conform.
func TestRowsCanFail(t *testing.T) {
	for _, c := range []struct{ table, column, value, want string }{
		{"entries", "id", "tage", "stands there twice"},
		{"entries", "id", "", "is empty"},
		{"entries", "date", "17. April 2020", "does not match"},
		{"entries", "date", "2020-04-17/", "does not match"},
		{"entries", "first", "2020-04", "is no date"},
		{"entries", "status", "planned", "is none of"},
		{"entries", "reviewed", "yes", "is no boolean"},
		{"sources", "number", "one", "is no integer"},
		{"sources", "number", "2", "stands there twice"},
		{"sources", "entry", "nirgends", "is not in entries"},
		{"sources", "url", "bote.example/1", "is no string"},
	} {
		schemas, tables := tablesOf(t, files(t, nil))
		tables[c.table][0][c.column] = c.value
		if got := strings.Join(conforms(schemas[c.table], tables[c.table], tables), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s %s = %q: %s, want that it %s", c.table, c.column, c.value, got, c.want)
		}
	}
}

// Every value that package edtf writes matches the pattern of the dates.
func TestDatePattern(t *testing.T) {
	pattern := regexp.MustCompile(`^(?:` + page.EntryColumns[1].Pattern + `)$`)
	for _, text := range []string{
		"2020", "2020-04", "2020-04-17", "2020~", "2020-04?", "2020-04-17%", "2020-21", "2020-24~", "2020-04-17/2020-04-19", "2020-04~/2020-05", "2020/..",
		"[2020-04..2020-06]", "[2020-04-17..]", "[..2020-04]", "[2020-04-17,2020-04-19]", "[2020,2021,2022]",
	} {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if !pattern.MatchString(d.String()) {
			t.Errorf("%s does not match", d)
		}
	}
}

// ofRepository is the files of this repository's chronology.
func ofRepository(t *testing.T) map[string]string {
	t.Helper()
	c, problems := content.Load(os.DirFS("../../content"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := lang.Load(templates.Files, "de")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	made := map[string]string{}
	for _, f := range Files(chronology.New(rights.Public(c)), l, nil) {
		if strings.HasPrefix(f.Path, "daten/") {
			made[f.Path] = written(f)
		}
	}
	return made
}

// unguarded takes away what keeps spreadsheets from taking a cell for a formula.
func unguarded(cell string) string {
	if bare := strings.TrimLeft(cell, "'"); bare != cell && bare != "" && strings.ContainsRune("=+-@\t\r", rune(bare[0])) {
		return cell[1:]
	}
	return cell
}

// Both tables together say what the JSON file says.
func TestTablesParseBack(t *testing.T) {
	quoted := strings.Replace(sample["articles/tag.md"], "=SUMME(1)", "'=SUMME(1)", 1)
	for name, made := range map[string]map[string]string{
		"sample": files(t, nil), "with address": files(t, based), "an apostrophe of its own": files(t, map[string]string{"articles/tag.md": quoted}), "this repository's": ofRepository(t),
	} {
		var data struct {
			Names   map[string]map[string]string
			Entries []values
		}
		if err := json.Unmarshal([]byte(made["daten/chronik.json"]), &data); err != nil {
			t.Fatal(err)
		}
		_, tables := tablesOf(t, made)
		sources := map[string][]source{}
		for _, row := range tables["sources"] {
			if row["number"] != strconv.Itoa(len(sources[row["entry"]])+1) {
				t.Errorf("%s: source %s of %s is out of order", name, row["number"], row["entry"])
			}
			published, err := edtf.Parse(row["published"])
			if err != nil && row["published"] != "" {
				t.Error(err)
			}
			sources[row["entry"]] = append(sources[row["entry"]], source{
				unguarded(row["outlet"]), unguarded(row["agency"]), unguarded(row["title"]), unguarded(row["author"]), row["url"], row["archive_url"], published,
			})
		}
		var got []values
		for _, row := range tables["entries"] {
			for column, cell := range row {
				row[column] = unguarded(cell)
			}
			several := func(column string) []string {
				if row[column] == "" {
					return nil
				}
				return strings.Split(row[column], "; ")
			}
			date, err := edtf.Parse(row["date"])
			if err != nil && row["date"] != "" {
				t.Error(err)
			}
			got = append(got, values{
				ID: row["id"], URL: row["url"], Date: date, DateText: row["date_text"], First: row["first"], Last: row["last"],
				Inferred: row["inferred"] == "true", Contradictory: row["contradictory"] == "true", Status: row["status"],
				Kind: row["kind"], Place: row["place"], Initiative: row["initiative"], Title: row["title"], Summary: row["summary"],
				Ministers: several("ministers"), Topics: several("topics"), People: several("people"), Voices: several("voices"),
				Sources: sources[row["id"]], Reviewed: row["reviewed"] == "true", Added: row["added"], Updated: row["updated"],
			})
		}
		// The tables have names for the slugs of the JSON file.
		want := slices.Clone(data.Entries)
		for i := range want {
			v := &want[i]
			named := func(what string, slugs []string) (names []string) {
				for _, slug := range slugs {
					names = append(names, data.Names[what][slug])
				}
				return names
			}
			v.Kind, v.Place, v.Initiative = data.Names["kinds"][v.Kind], data.Names["places"][v.Place], data.Names["sides"][v.Initiative]
			v.Ministers, v.Topics, v.Voices = named("ministers", v.Ministers), named("topics", v.Topics), named("sides", v.Voices)
			for k := range v.Sources {
				v.Sources[k].Outlet = data.Names["outlets"][v.Sources[k].Outlet]
			}
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b edtf.Date) bool { return a.String() == b.String() })); diff != "" {
			t.Errorf("%s (-JSON +tables):\n%s", name, diff)
		}
	}
}

// A private edition holds what policies keep from the public, and no licence.
func TestPrivateDataset(t *testing.T) {
	public := files(t, licensed)
	private := filesUnder(t, licensed, rights.Private)
	if !strings.Contains(private["daten/quellen.csv"], "Verschwiegen") || strings.Contains(public["daten/quellen.csv"], "Verschwiegen") {
		t.Error("the title of a withheld source has to stand in the private edition only")
	}
	if strings.Contains(private["daten/datapackage.json"], "licenses") {
		t.Error("a private edition names a licence")
	}
}
