package main

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chronik/internal/content"
)

// planted is a content folder with an article under each policy in which
// words stand that are nowhere else: sowing and its place are their name.
func planted(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "content")
	if err := copyTerms("../../content", dir); err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.md"))
	if err != nil {
		t.Fatal(err)
	}
	put("content/index.md", strings.Replace(string(index), "unreviewed: show", "unreviewed: hide", 1))
	// Of each policy three times: an article of an outlet that has it, one of an
	// open outlet that has it itself, and one whose text is kept beside the content.
	text := func(slug string) string {
		return word(slug, "body") + " sagte er. " + strings.Repeat("Wort um Wort vergeht die Zeit. ", 12) + word(slug, "bodyend") + "."
	}
	article := func(slug, outlet, more, body string) {
		put("content/articles/2020/2020-05-05-"+slug+".md", fmt.Sprintf(`---
title: Ein Anruf von %[1]s
headline: %[2]s
summary: Lawrow und Pompeo sprechen miteinander.
event:
  date: 2020-05-05
  kind: telefonat
  evidence:
    - {field: date, rule: stated, role: event, quote: "am Tag %[3]s und noch drei Worte mehr %[4]s", says: 2020-05-05, source: 1}
    - {field: topics, rule: keyword, role: event, quote: "von %[5]s", says: start-vertrag, source: 2}
ministers: [lawrow, pompeo]
topics: [start-vertrag]
sources:
  - {outlet: %[6]s, title: %[7]s, author: %[8]s, agency: %[9]s, url: "https://blatt.example/%[10]s", archive_url: "https://archiv.example/%[11]s"}
  - {outlet: blatt-withheld, title: %[12]s, author: %[13]s, url: "https://blatt.example/%[14]s"}
text: original
added: 2026-11-22
%[15]s---
%[16]s
`, slug, word(slug, "headline"), word(slug, "quote"), word(slug, "quoteend"), word(slug, "withheldquote"),
			outlet, word(slug, "paraphrase"), word(slug, "author"), word(slug, "agency"), word(slug, "url"), word(slug, "archive"),
			word(slug, "withheldparaphrase"), word(slug, "withheldauthor"), word(slug, "withheldurl"), more, body))
	}
	for _, p := range content.Policies {
		put("content/outlets/blatt-"+p+".md", "---\nname: Blatt "+p+"\nhost: "+p+".example\npolicy: "+p+"\n---\n")
		article(p, "blatt-"+p, "", text(p))
		article("own"+p, "blatt-full", "policy: "+p+"\npolicy_reason: Vereinbart.\n", text("own"+p))
		put(".chronik/bodies/2020-05-05-kept"+p+".md", text("kept"+p)+"\n")
		article("kept"+p, "blatt-"+p, "", "Ein kurzer Satz.")
	}
	for slug, state := range map[string]string{"draft": "draft: true", "hidden": "reviewed: false", "withdrawn": "withdrawn: {date: 2026-11-23, reason: Auf Wunsch.}"} {
		article(slug, "blatt-full", state+"\n", text(slug))
	}
	return dir
}

// word is one that stands in one place of one article only. No format of a site
// writes its letters otherwise, and the search does not shorten it.
func word(article, place string) string { return "zzq" + article + "q" + place + "qx" }

var anyWord = regexp.MustCompile(`zzq([a-z]+)q([a-z]+)qx`)

// found maps each planted word to the files in which it stands, of all that a
// profile gives: the site, and below zip/, epub/ and single/ the editions.
func found(t *testing.T, dir, profile string) map[string][]string {
	t.Helper()
	out := t.TempDir()
	site, archive, book := filepath.Join(out, "site"), filepath.Join(out, "a.zip"), filepath.Join(out, "a.epub")
	chronik(t, "--content", dir, "build", "--profile", profile, "--out", site)
	chronik(t, "--content", dir, "bundle", "--zip", archive, "--profile", profile)
	chronik(t, "--content", dir, "bundle", "--epub", book, "--profile", profile)
	words := map[string][]string{}
	look := func(where string, files fs.FS) {
		err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			text := strings.ToLower(string(data))
			if path.Ext(name) == ".ics" {
				text = strings.ReplaceAll(text, "\r\n ", "") // long lines are folded
			}
			for _, m := range anyWord.FindAllString(text, -1) {
				if at := where + name; !slices.Contains(words[m], at) {
					words[m] = append(words[m], at)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	look("", os.DirFS(site))
	for where, file := range map[string]string{"zip/": archive, "epub/": book} {
		z, err := zip.OpenReader(file)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		look(where, z)
	}
	single := filepath.Join(out, "single")
	if err := os.Mkdir(single, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, p := range content.Policies {
		name := "2020-05-05-" + p + ".html"
		chronik(t, "--content", dir, "bundle", "--single", "eintrag/"+name, "--out", filepath.Join(single, name), "--profile", profile)
	}
	look("single/", os.DirFS(single))
	return words
}

// shown says in which of its places an article shows its words to the public,
// by the policy it has.
var shown = map[string]string{
	"full":     "body bodyend headline quote quoteend paraphrase author agency url archive",
	"excerpt":  "body headline quote paraphrase author agency url archive",
	"link":     "quote paraphrase author agency url archive",
	"cite":     "quote paraphrase author agency",
	"withheld": "",
}

// places are all places of an article, and in which files, by their ends, what
// is shown of them has to stand. Of articles named as a policy there is an
// edition of one page.
var places = map[string][]string{
	"body": inText, "bodyend": inText, "headline": {"s/t/0.js"},
	"quote": inEntry, "quoteend": inEntry, "withheldquote": inEntry,
	"paraphrase": inData, "author": inData, "agency": inData, "url": inData, "archive": inData,
	"withheldparaphrase": inData, "withheldauthor": inData, "withheldurl": inData,
}

var (
	inEntry = []string{"eintrag/2020-05-05-%s.html", "zip/chronik-lawrow-washington%s/eintrag/2020-05-05-%s.html", "epub/EPUB/text/eintrag/2020-05-05-%s.xhtml"}
	inText  = append([]string{"s/t/0.js"}, inEntry...)
	inData  = append([]string{"daten/chronik.json"}, inEntry...)
)

// What a policy keeps back is in no byte of all that is sent out, and all of it
// is where it belongs in what is not. What is open is there in both.
func TestPlantedWords(t *testing.T) {
	dir := planted(t)
	articles := []string{"draft", "hidden", "withdrawn"}
	for _, p := range content.Policies {
		articles = append(articles, p, "own"+p, "kept"+p)
	}
	for _, profile := range []string{"public", "private"} {
		words := found(t, dir, profile)
		for _, article := range articles {
			for place, files := range places {
				policy, kept := strings.CutPrefix(strings.TrimPrefix(article, "own"), "kept")
				open := slices.Contains(strings.Fields(shown[policy]), place) && !(kept && strings.HasPrefix(place, "body"))
				if profile == "private" {
					open = article != "draft"
				}
				at := words[word(article, place)]
				if !open {
					if len(at) > 0 {
						t.Errorf("%s: the %s of %s stands in %s", profile, place, article, at)
					}
					continue
				}
				for _, file := range files {
					switch suffix := map[string]string{"private": "-private"}[profile]; strings.Count(file, "%s") {
					case 1:
						file = fmt.Sprintf(file, article)
					case 2:
						file = fmt.Sprintf(file, suffix, article)
					}
					if !slices.Contains(at, file) {
						t.Errorf("%s: the %s of %s is not in %s, but in %s", profile, place, article, file, at)
					}
				}
				if single := "single/2020-05-05-" + article + ".html"; place != "headline" && slices.Contains(content.Policies, article) && !slices.Contains(at, single) {
					t.Errorf("%s: the %s of %s is not in %s, but in %s", profile, place, article, single, at)
				}
			}
		}
	}
}
