package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"chronik/internal/edtf"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func small() fstest.MapFS {
	return fstest.MapFS{
		"index.md":                  file("---\nid: tag:x.test,2026:a\ntitle: A\nsides: [{slug: ost, label: Ost}]\n---\nWillkommen.\n"),
		"articles/2020/b.md":        file("---\ntitle: B\n---\n"),
		"articles/2021/a.md":        file("---\ntitle: A\n---\n"),
		"articles/2021/.a.md.swp":   file("x"),
		"articles/notes.txt":        file("x"),
		"ministers/muster.md":       file("---\nname: M\nterms:\n  - {start: 2013-02-01, end: 2017-01-20}\n  - {start: 2019}\n---\n"),
		"topics/oel.md":             file("---\nlabel: Öl\nkeywords: [Öl, {word: Markt, weight: 0.5}]\n---\n"),
		"kinds/treffen.md":          file("---\nlabel: Treffen\norder: 2\n---\n"),
		"kinds/telefonat.md":        file("---\nlabel: Telefonat\norder: 1\n---\n"),
		"places/genf.md":            file("---\nname: Genf\ncoordinates: [46.2, 6.15]\n---\n"),
		"outlets/blatt.md":          file("---\nname: Das Blatt\nhost: www.blatt.test\nspellings: [BLATT]\n---\n"),
		"outlets/blatt-archiv.md":   file("---\nname: Blatt-Archiv\nhost: archiv.blatt.test\npolicy: cite\n---\n"),
		"pages/ueber.md":            file("---\ntitle: Über\n---\n"),
		"ministers/.hidden/more.md": file("x"),
	}
}

func TestLoad(t *testing.T) {
	c, problems := Load(small())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(c.Articles) != 2 || c.Articles[0].Slug != "a" || c.Articles[1].Path != "articles/2020/b.md" {
		t.Errorf("articles = %+v, want a, b by slug", c.Articles)
	}
	if c.Site.Title != "A" || c.Site.Language != "de" || c.Site.Order != "oldest" || c.Site.Body != "Willkommen." || c.Side("ost") == nil {
		t.Errorf("site = %+v", c.Site)
	}
	if c.Kinds[0].Slug != "telefonat" {
		t.Errorf("first kind = %q, want telefonat by its order", c.Kinds[0].Slug)
	}
	if k := c.Topic("oel").Keywords; k[0] != (Keyword{"Öl", 1}) || k[1] != (Keyword{"Markt", 0.5}) {
		t.Errorf("keywords = %v", k)
	}
	if c.Minister("muster") == nil || c.Minister("nobody") != nil || c.Kind("treffen") == nil || c.Place("genf") == nil || c.Article("b") == nil {
		t.Error("terms are not found by their slugs")
	}
	if o := c.Outlet("blatt"); o.Policy != "link" || o.Timezone != "Europe/Berlin" {
		t.Errorf("outlet = %+v, want policy link and the time zone of Berlin", o)
	}
}

func TestLoadProblems(t *testing.T) {
	for _, c := range []struct{ name, file, src, want string }{
		{"unknown key", "topics/x.md", "---\nlabel: X\nkeyword: [a]\n---\n", `topics/x.md:3:1: unknown key "keyword"`},
		{"no front matter", "topics/x.md", "Text\n", "topics/x.md:1:1: file has no front matter"},
		{"bad date", "articles/2020/x.md", "---\ntitle: X\nevent:\n  date: 17.4.2020\n---\n", `articles/2020/x.md:4:9: date: "17.4.2020" is not a date`},
		{"duplicate slug", "articles/2022/a.md", "---\ntitle: A\n---\n", `articles/2022/a.md: slug "a" is taken by articles/2021/a.md`},
		{"bad hash", "articles/2020/x.md", "---\ntitle: X\nimported: abc\n---\n", "articles/2020/x.md: imported is not a sha256"},
	} {
		fsys := small()
		fsys[c.file] = file(c.src)
		_, problems := Load(fsys)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) {
			t.Errorf("%s: problems = %v, want %q", c.name, problems, c.want)
		}
	}
	fsys := small()
	delete(fsys, "index.md")
	if _, problems := Load(fsys); len(problems) != 1 || !strings.HasPrefix(problems[0].String(), "index.md: cannot read") {
		t.Errorf("without index.md: %v", problems)
	}
}

func TestAt(t *testing.T) {
	c, _ := Load(small())
	if p := c.At("ministers/muster.md", "terms[1].start"); p.Line != 5 || p.Col != 13 {
		t.Errorf("At = %d:%d, want 5:13", p.Line, p.Col)
	}
	for name, src := range map[string]string{
		"usual": "---\ntitle: A\nevent:\n  date: 2020\n---\n", "for YAML alone": "---\ntitle: A\nevent:\n  date: &d 2020\n---\n",
	} {
		fsys := small()
		fsys["articles/2020/x.md"] = file(src)
		c, _ := Load(fsys)
		if p := c.At("articles/2020/x.md", "event.date"); p.Line != 4 || p.Col != 9 {
			t.Errorf("%s: At = %d:%d, want 4:9", name, p.Line, p.Col)
		}
	}
	if line := c.BodyLine("index.md"); line != 6 {
		t.Errorf("BodyLine = %d, want 6", line)
	}
}

func TestInOffice(t *testing.T) {
	c, _ := Load(small())
	m := c.Minister("muster")
	for date, want := range map[string]bool{
		"2013-01-31": false, "2013-02-01": true, "2017-01-20": true, "2017-01-21": false,
		"2018": false, "2017": true, "2026": true, "[2018..]": true, "[..2012]": false,
	} {
		lo, hi := edtf.MustParse(date).Bounds()
		if got := m.InOffice(lo, hi); got != want {
			t.Errorf("InOffice(%s) = %v, want %v", date, got, want)
		}
	}
}

func TestOutletOf(t *testing.T) {
	c, _ := Load(small())
	for address, want := range map[string]string{
		"http://www.blatt.test/?p=1":  "blatt",
		"https://blatt.test/a.html":   "blatt",
		"https://m.BLATT.test/a.html": "blatt",
		"https://archiv.blatt.test/1": "blatt-archiv",
		"https://notblatt.test/":      "",
		"not an address":              "",
	} {
		got := ""
		if o := c.OutletOf(address); o != nil {
			got = o.Slug
		}
		if got != want {
			t.Errorf("OutletOf(%q) = %q, want %q", address, got, want)
		}
	}
	if o := c.OutletNamed("das blatt"); o == nil || o.Slug != "blatt" {
		t.Error("OutletNamed does not find by name")
	}
	if o := c.OutletNamed("Blatt"); o == nil || o.Slug != "blatt" {
		t.Error("OutletNamed does not find by spelling")
	}
}

// A file that is no article by its size alone is not read.
func TestHugeFile(t *testing.T) {
	fsys := fstest.MapFS{
		"index.md":           {Data: []byte("---\nid: x\ntitle: A\n---\n")},
		"articles/2020/a.md": {Data: make([]byte, largestFile+1)},
	}
	c, problems := Load(fsys)
	if len(c.Articles) != 0 || len(problems) != 1 || problems[0].String() != "articles/2020/a.md: file has 4 MB" {
		t.Errorf("%d articles, problems %v, want none and one", len(c.Articles), problems)
	}
}
