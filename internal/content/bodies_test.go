package content

import (
	"testing"
	"time"
)

// A snapshot's articles have no bodies; these are read again when they are asked
// for, and a file that says something else by then is found out.
func TestBodies(t *testing.T) {
	for name, src := range map[string]string{
		"usual": "---\ntitle: A\n---\n\nErste Zeile.\n\nZweite.\n\n", "line ends": "---\r\ntitle: A\r\n---\r\nErste Zeile.\r\n\r\nZweite.\r\n",
		"for YAML alone": "---\ntitle: &t A\n---\nErste Zeile.\n\nZweite.", "none": "Erste Zeile.\n\nZweite.\n",
	} {
		fsys := small()
		fsys["articles/2021/a.md"] = file(src)
		whole, _ := Load(fsys)
		for _, now := range []time.Time{{}, time.Now()} {
			s := new(Memory).Load(fsys, now)
			if got := s.Article("a").Body; got != "" {
				t.Errorf("%s: the article has the body %q", name, got)
			}
			if got, want := s.Bodies.Text("articles/2021/a.md"), whole.Article("a").Body; got != want || want != "Erste Zeile.\n\nZweite." {
				t.Errorf("%s: body is %q, and %q when all is read", name, got, want)
			}
		}
	}
	fsys := small()
	fsys["articles/2021/a.md"] = file("---\ntitle: A\n---\nText.\n")
	held, read := new(Memory).Load(fsys, time.Now()), new(Memory).Load(fsys, time.Time{})
	fsys["articles/2021/a.md"] = file("---\ntitle: A\n---\nAnderer Text.\n")
	if got := held.Bodies.Text("articles/2021/a.md"); got != "Text." || held.Bodies.Changed() {
		t.Errorf("a body that is held is %q after the file has changed, changed %v", got, held.Bodies.Changed())
	}
	if read.Bodies.Text("articles/2021/a.md"); !read.Bodies.Changed() {
		t.Error("nobody is told that the file has changed")
	}
}

// Facts are all but the bodies of articles.
func TestFacts(t *testing.T) {
	facts := func(change string, text string) [32]byte {
		fsys := small()
		fsys["articles/2021/a.md"] = file("---\ntitle: A\n---\nText.\n")
		if change != "" {
			fsys[change] = file(text)
		}
		return new(Memory).Load(fsys, time.Time{}).Facts
	}
	same := facts("", "")
	for _, body := range []string{"Anderer Text.\n", "Text.", "Text.\n\n\n", "[x](y.md)\n"} {
		if facts("articles/2021/a.md", "---\ntitle: A\n---\n"+body) != same {
			t.Errorf("the body %q is taken for a fact", body)
		}
	}
	for file, text := range map[string]string{
		"articles/2021/a.md":  "---\ntitle: Ä\n---\nText.\n",
		"articles/2021/c.md":  "---\ntitle: C\n---\n",
		"topics/oel.md":       "---\nlabel: Öl\nkeywords: [Öl, {word: Markt, weight: 0.5}]\n---\nText.\n",
		"index.md":            "---\nid: tag:x.test,2026:a\ntitle: A\nsides: [{slug: ost, label: Ost}]\n---\nHallo.\n",
		"ministers/zweite.md": "---\nname: Z\n---\n",
	} {
		if facts(file, text) == same {
			t.Errorf("%s: another fact is not seen", file)
		}
	}
}
