package build

import (
	"testing"
	"testing/fstest"
	"time"
)

func TestFingerprint(t *testing.T) {
	now := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	long := now.Add(-time.Hour)
	of := func(change func(content, templates, static fstest.MapFS)) string {
		content := fstest.MapFS{"index.md": {Data: []byte("a"), ModTime: long}, "articles/2020/a.md": {Data: []byte("b"), ModTime: long}}
		templates, static := fstest.MapFS{"base.html": {Data: []byte("c")}}, fstest.MapFS{"style.css": {Data: []byte("d")}}
		change(content, templates, static)
		return Fingerprint(Input{Content: content, Templates: templates, Static: static}, "v1", now)
	}
	same := of(func(_, _, _ fstest.MapFS) {})
	if same == "" || same != of(func(_, _, _ fstest.MapFS) {}) {
		t.Fatalf("the fingerprint of the same is %q", same)
	}
	for name, change := range map[string]func(c, t, s fstest.MapFS){
		"longer":     func(c, _, _ fstest.MapFS) { c["index.md"].Data = []byte("aa") },
		"other time": func(c, _, _ fstest.MapFS) { c["index.md"].ModTime = long.Add(1) },
		"new file":   func(c, _, _ fstest.MapFS) { c["pages/x.md"] = &fstest.MapFile{ModTime: long} },
		"file gone":  func(c, _, _ fstest.MapFS) { delete(c, "articles/2020/a.md") },
		"moved": func(c, _, _ fstest.MapFS) {
			c["articles/2021/a.md"] = c["articles/2020/a.md"]
			delete(c, "articles/2020/a.md")
		},
		"template":     func(_, t, _ fstest.MapFS) { t["base.html"].Data = nil },
		"static file":  func(_, _, s fstest.MapFS) { s["x.css"] = &fstest.MapFile{} },
		"other folder": func(_, t, s fstest.MapFS) { s["base.html"] = t["base.html"]; delete(t, "base.html") },
	} {
		if got := of(change); got == same || got == "" {
			t.Errorf("%s: fingerprint %q, want another than before", name, got)
		}
	}
	if got := of(func(c, _, _ fstest.MapFS) { c["index.md"].ModTime = now.Add(-time.Second) }); got != "" {
		t.Errorf("a file changed a second ago gives %q, want none", got)
	}
	in := Input{Content: fstest.MapFS{}, Templates: fstest.MapFS{}, Static: fstest.MapFS{}}
	private, elsewhere := in, in
	private.Private, elsewhere.BaseURL = true, "https://chronik.test/"
	if fp := Fingerprint(in, "v1", now); fp == Fingerprint(private, "v1", now) || fp == Fingerprint(elsewhere, "v1", now) {
		t.Error("profile or address do not count")
	}
	bodies := private
	bodies.Bodies = fstest.MapFS{"a.md": {ModTime: long}}
	if Fingerprint(private, "v1", now) == Fingerprint(bodies, "v1", now) {
		t.Error("bodies of a private site do not count")
	}
	if Fingerprint(in, "v1", now) == Fingerprint(in, "v2", now) {
		t.Error("two programs have one fingerprint")
	}
}
