package content

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/diag"
)

func TestCanonical(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"order, lists and quotes": {
			"---\nreviewed: true\ntopics:\n  - zoll\n  - brot\ntitle: 'Ein Titel'\nevent: {kind: treffen, date: 2020-04-17}\n---\n\n  Text.  \n\n",
			"---\ntitle: Ein Titel\nevent:\n  date: 2020-04-17\n  status: held\n  kind: treffen\ntopics: [zoll, brot]\ntext: own\nreviewed: true\n---\n\n  Text.  \n\n",
		},
		"canonical already": {
			"---\ntitle: A\nevent:\n  date: 2020\n  status: held\ntext: own\nreviewed: false\n---\nText.",
			"---\ntitle: A\nevent:\n  date: 2020\n  status: held\ntext: own\nreviewed: false\n---\nText.",
		},
	} {
		got, problems := Canonical("a.md", []byte(c.src))
		if len(problems) > 0 || string(got) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, problems, got, c.want)
		}
		if again, _ := Canonical("a.md", got); !bytes.Equal(again, got) {
			t.Errorf("%s: done twice it is\n%s", name, again)
		}
	}
	for name, c := range map[string]struct{ src, want string }{
		"a comment line":   {"---\ntitle: A\n# merken\n---\n", "a.md:3:1: front matter has a comment"},
		"a comment behind": {"---\ntitle: A # merken\n---\n", "a.md:2:1: front matter has a comment"},
		"a mistake":        {"---\ntilte: A\n---\n", "a.md:2:1: unknown key"},
	} {
		got, problems := Canonical("a.md", []byte(c.src))
		if got != nil || len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) {
			t.Errorf("%s: %v, want %s", name, problems, c.want)
		}
	}
	if got, problems := Canonical("a.md", []byte("---\ntitle: \"C# und #2\"\n---\n")); len(problems) > 0 || !strings.Contains(string(got), `"C# und #2"`) {
		t.Errorf("a number sign in quotes: %s, %v", got, problems)
	}
}

// The articles of this repository say the same in canonical form.
func TestCanonicalKeepsWhatFilesSay(t *testing.T) {
	fsys := os.DirFS("../../content")
	files, _ := fs.Glob(fsys, "articles/*/*.md")
	if len(files) == 0 {
		t.Fatal("no articles")
	}
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			t.Fatal(err)
		}
		got, problems := Canonical(file, src)
		if len(problems) > 0 {
			t.Errorf("%v", problems)
			continue
		}
		a, _ := Parse(file, src)
		b, _ := Parse(file, got)
		if !bytes.Equal(Format(a), Format(b)) {
			t.Errorf("%s says something else", file)
		}
	}
}

func renamable() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"index.md":           file("---\nid: tag:a.test,2026:a\ntitle: A\npivot: ahorn\n---\n"),
		"ministers/ahorn.md": file("---\nname: Anna Ahorn\n---\nSiehe [Zoll](../topics/zoll.md).\n"),
		"topics/zoll.md":     file("---\r\nlabel: Zoll\r\nkeywords: [Zoll]\r\n---\r\nText.\r\n"),
		"topics/brot.md":     file("---\nlabel: Brot\naliases: [semmel, weck]\n---\n"),
		"articles/2020/a.md": file("---\ntitle: A\nevent:\n  date: 2020\n  evidence:\n    - {field: topics, rule: keyword, quote: Zoll, says: zoll}\n    - {field: kind, says: zoll}\ntopics: [brot, \"zoll\"] # merken\nministers:\n  - ahorn\n---\nZum zoll.\n"),
		"articles/2020/b.md": file("---\ntitle: B\ntopics: [brot]\n---\n"),
	}
}

func TestRename(t *testing.T) {
	fsys := renamable()
	files, problems := Rename(fsys, "topics", "zoll", "zoelle")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for file, want := range map[string]string{
		"topics/zoelle.md":   "---\r\nlabel: Zoll\r\nkeywords: [Zoll]\r\naliases: [zoll]\r\n---\r\nText.\r\n",
		"articles/2020/a.md": "---\ntitle: A\nevent:\n  date: 2020\n  evidence:\n    - {field: topics, rule: keyword, quote: Zoll, says: zoelle}\n    - {field: kind, says: zoll}\ntopics: [brot, \"zoelle\"] # merken\nministers:\n  - ahorn\n---\nZum zoll.\n",
	} {
		if string(files[file]) != want {
			t.Errorf("%s is\n%s\nwant\n%s", file, files[file], want)
		}
	}
	if len(files) != 2 {
		t.Errorf("%d files, want two", len(files))
	}
	// Back again: the slug is no alias of itself.
	if files, problems = Rename(fsys, "topics", "brot", "weck"); len(problems) > 0 || string(files["topics/weck.md"]) != "---\nlabel: Brot\naliases: [semmel, brot]\n---\n" || len(files) != 3 {
		t.Errorf("brot to weck: %v, %q", problems, files)
	}
	if files, problems = Rename(fsys, "ministers", "ahorn", "anna-ahorn"); len(problems) > 0 || !strings.Contains(string(files["index.md"]), "pivot: anna-ahorn\n") || !strings.Contains(string(files["articles/2020/a.md"]), "  - anna-ahorn\n") {
		t.Errorf("the pivot: %v, %q", problems, files)
	}
}

func TestRenameRefuses(t *testing.T) {
	for _, c := range []struct {
		change         func(fstest.MapFS)
		from, to, want string
	}{
		{nil, "zoll", "brot", `topics/brot.md: "brot" is taken by this file`},
		{nil, "zoll", "semmel", `topics/brot.md: "semmel" is taken by this file`},
		{nil, "zoll", "Zölle", `topics/zoll.md: "Zölle" cannot be an address`},
		{nil, "zoll", "../a", `topics/zoll.md: "../a" cannot be an address`},
		{nil, "eis", "schnee", "topics/eis.md: there is no such term"},
		{func(f fstest.MapFS) {
			f["articles/2020/a.md"].Data = []byte("---\ntitle: A\ntopics: [brot, &x zoll]\n---\n")
		}, "zoll", "zoelle", `articles/2020/a.md:3:16: "zoll" is written in a way that cannot be edited`},
		{func(f fstest.MapFS) {
			f["topics/zoll.md"].Data = []byte("---\nlabel: Zoll\naliases:\n  - alt\n---\n")
		}, "zoll", "zoelle", "topics/zoll.md:3:1: aliases are written in a way that cannot be edited"},
		{func(f fstest.MapFS) { f["articles/2020/b.md"].Data = []byte("---\ntilte: B\n---\n") }, "zoll", "zoelle", "articles/2020/b.md:2:1: unknown key"},
	} {
		fsys := renamable()
		if c.change != nil {
			c.change(fsys)
		}
		files, problems := Rename(fsys, "topics", c.from, c.to)
		if files != nil || !diag.Errors(problems) || !strings.HasPrefix(problems[0].String(), c.want) {
			t.Errorf("%s to %s: %v, want %s", c.from, c.to, problems, c.want)
		}
	}
}
