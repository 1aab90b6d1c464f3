package check

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/german"
)

// Shapes are the signs a kind may have on the time strip.
var Shapes = []string{"circle", "diamond", "triangle", "square", "bar", "ring", "hexagon", "cross"}

func (k *checker) site() {
	s := k.c.Site
	file := "index.md"
	fail := func(rule string, severity diag.Severity) failFunc {
		return func(key, hint, format string, args ...any) { k.at(severity, rule, file, key, hint, format, args...) }
	}
	if s.Title == "" {
		fail("site", diag.Error)("title", "give the chronology a name", "site has no title")
	}
	if s.ID == "" {
		fail("site", diag.Warning)("id", idHint, "site has no id")
	} else if u, err := url.Parse(s.ID); err != nil || !u.IsAbs() {
		fail("site", diag.Warning)("id", idHint, "id %q is not a URI, so the site has no feeds", s.ID)
	}
	one(s.Order, []string{"oldest", "newest"}, "order", "order", fail("site", diag.Error))
	one(s.Unreviewed, []string{"show", "hide"}, "unreviewed", "value of unreviewed", fail("site", diag.Error))
	one(s.Pivot, k.ministers, "pivot", "minister", fail("unknown-minister", diag.Error))
	for i, side := range s.Sides {
		if side.Slug == "" || side.Label == "" {
			fail("site", diag.Error)(fmt.Sprintf("sides[%d]", i), "give slug and label", "side has no slug or no label")
		}
	}
	k.license(s.License, fail("site", diag.Error))
	if s.BaseURL == "" {
		return
	}
	if u, err := url.Parse(s.BaseURL); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.RawQuery != "" || u.Fragment != "" {
		fail("site", diag.Error)("base_url", `write a whole address such as "https://name.github.io/repository/", or leave it out`, "base_url %q is not an address", s.BaseURL)
		return
	}
	if !s.Private {
		k.problems = append(k.problems, k.c.Unfilled()...)
	}
}

// licenseName is the form of the names of SPDX, which data packages ask for.
var licenseName = regexp.MustCompile(`^[-a-zA-Z0-9._]+$`)

func (k *checker) license(l content.License, fail failFunc) {
	if l == (content.License{}) {
		return
	}
	if !licenseName.MatchString(l.Name) {
		fail("license", `write its SPDX name, such as "CC-BY-4.0", and what readers know it by as title`, "%q is not the name of a licence", l.Name)
	}
	if u, err := url.Parse(l.URL); l.URL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		fail("license.url", `write a whole address such as "https://creativecommons.org/licenses/by/4.0/"`, "url %q is not an address", l.URL)
	}
}

const idHint = `write a tag URI such as "tag:example.org,2026:name"; it must never change`

func (k *checker) terms() {
	for _, m := range k.c.Ministers {
		k.term("ministers", m.Slug, "name", m.Name)
		k.side("ministers", m.Slug, "side", m.Side)
		for i, t := range m.Terms {
			start, _ := t.Start.Bounds()
			_, end := t.End.Bounds()
			if start.IsZero() || (!end.IsZero() && end.Before(start)) {
				k.at(diag.Error, "term", fileOf("ministers", m.Slug), fmt.Sprintf("terms[%d]", i), "give start, and an end that is not before it", "term of office has no start or ends before it")
			}
		}
	}
	k.spellings()
	for _, t := range k.c.Topics {
		k.term("topics", t.Slug, "label", t.Label)
		k.keywords("topics", t.Slug, t.Keywords)
	}
	for _, kind := range k.c.Kinds {
		k.term("kinds", kind.Slug, "label", kind.Label)
		k.keywords("kinds", kind.Slug, kind.Keywords)
		one(kind.Shape, Shapes, "shape", "shape", k.errors("kinds", kind.Slug))
	}
	for _, p := range k.c.Places {
		k.term("places", p.Slug, "name", p.Name)
		if c := p.Coordinates; len(c) != 0 && (len(c) != 2 || c[0] < -90 || c[0] > 90 || c[1] < -180 || c[1] > 180) {
			k.at(diag.Error, "term", fileOf("places", p.Slug), "coordinates", "write [latitude, longitude] in degrees, such as [46.20, 6.15]", "coordinates %v are no point on earth", c)
		}
	}
	k.outletFiles()
	for _, p := range k.c.Pages {
		k.term("pages", p.Slug, "title", p.Title)
		one(p.Role, content.Roles, "role", "role", k.errors("pages", p.Slug))
	}
}

func fileOf(dir, slug string) string { return dir + "/" + slug + ".md" }

func (k *checker) errors(dir, slug string) failFunc {
	return func(key, hint, format string, args ...any) {
		k.at(diag.Error, "term", fileOf(dir, slug), key, hint, format, args...)
	}
}

// term reports a term whose slug cannot be an address or that has no name.
func (k *checker) term(dir, slug, key, name string) {
	if !content.IsSlug(slug) {
		k.at(diag.Error, "slug", fileOf(dir, slug), "", slugHint, "slug %q cannot be an address", slug)
	}
	if len(slug) > longestTerm {
		k.at(diag.Error, "slug", fileOf(dir, slug), "", fmt.Sprintf("up to %d are allowed, so that addresses can be copied and files unpacked anywhere", longestTerm), "slug has %d letters", len(slug))
	}
	if strings.TrimSpace(name) == "" {
		k.at(diag.Error, "term", fileOf(dir, slug), key, "give "+key, "file has no %s", key)
	}
}

func (k *checker) side(dir, slug, key, value string) {
	one(value, k.sides, key, "side", k.errors(dir, slug))
}

func (k *checker) keywords(dir, slug string, keywords []content.Keyword) {
	for i, w := range keywords {
		key := fmt.Sprintf("keywords[%d]", i)
		if _, err := german.CompileKeyword(w.Word); err != nil {
			k.at(diag.Error, "keyword", fileOf(dir, slug), key, "write whole words; * stands at the beginning or end of one", "%v", err)
		}
		if w.Weight <= 0 {
			k.at(diag.Error, "keyword", fileOf(dir, slug), key, "a weight is more than 0, and usually 1 or 0.5", "keyword %q has the weight %v", w.Word, w.Weight)
		}
	}
}

// spellings reports one spelling that two ministers claim: the importer could
// not tell them apart.
func (k *checker) spellings() {
	owner := map[string]string{}
	for _, m := range k.c.Ministers {
		for i, s := range m.Spellings {
			folded := german.Fold(s)
			if other, ok := owner[folded]; ok && other != m.Slug {
				k.at(diag.Warning, "spelling", fileOf("ministers", m.Slug), fmt.Sprintf("spellings[%d]", i), "leave it to one of them", "spelling %q belongs to %s too", s, other)
				continue
			}
			owner[folded] = m.Slug
		}
	}
}

func (k *checker) outletFiles() {
	hosts := map[string]string{}
	for _, o := range k.c.Outlets {
		fail := k.errors("outlets", o.Slug)
		k.term("outlets", o.Slug, "name", o.Name)
		k.side("outlets", o.Slug, "voice", o.Voice)
		one(o.Policy, content.Policies, "policy", "policy", fail)
		if _, err := time.LoadLocation(o.Timezone); err != nil {
			fail("timezone", "write an IANA name such as Europe/Berlin", "unknown time zone %q", o.Timezone)
		}
		if slices.Contains([]string{"withheld", "cite"}, o.Policy) && o.PolicyReason == "" {
			k.at(diag.Warning, "policy-reason", fileOf("outlets", o.Slug), "policy", "say why in policy_reason", "policy %s has no reason", o.Policy)
		}
		other, taken := hosts[strings.ToLower(o.Host)]
		switch {
		case o.Host == "": // the site can do without, the importer cannot
			k.at(diag.Warning, "host", fileOf("outlets", o.Slug), "host", "add its host, such as host: www.example.org", "outlet has no host, so import cannot know its articles")
			continue
		case strings.ContainsAny(o.Host, "/: "):
			fail("host", "write the host alone, such as www.example.org", "%q is not a host", o.Host)
		case taken:
			fail("host", "keep one file for each host", "host %s belongs to %s too", o.Host, other)
		}
		hosts[strings.ToLower(o.Host)] = o.Slug
	}
}
