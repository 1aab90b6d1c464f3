package page

import (
	"fmt"
	"html/template"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"chronik/internal/chronology"
	"chronik/internal/diag"
	"chronik/internal/markdown"
)

// linkTargets maps what a link in a body may name, "topics/ukraine", to the
// path of its page. Aliases are names too.
func (p *planner) linkTargets() map[string]string {
	t := map[string]string{"index": homePath}
	add := func(folder, slug string, aliases []string, to string) {
		t[folder+"/"+slug] = to
		for _, a := range aliases {
			if _, taken := t[folder+"/"+a]; !taken {
				t[folder+"/"+a] = to
			}
		}
	}
	for _, e := range p.ch.Events {
		for _, a := range e.Articles {
			to := p.paths.event(e.ID)
			if len(e.Articles) > 1 {
				to += "#" + sectionID(a)
			}
			add("articles", a.Slug, a.Aliases, to)
		}
	}
	for _, e := range p.ch.Events {
		if _, taken := t["articles/"+e.ID]; !taken {
			t["articles/"+e.ID] = p.paths.event(e.ID)
		}
	}
	for _, m := range p.c.Ministers {
		add("ministers", m.Slug, m.Aliases, p.paths.minister(m.Slug))
	}
	for _, topic := range p.c.Topics {
		add("topics", topic.Slug, topic.Aliases, p.paths.topic(topic.Slug))
	}
	for _, k := range p.c.Kinds {
		add("kinds", k.Slug, k.Aliases, p.paths.kind(k.Slug))
	}
	for _, place := range p.c.Places {
		add("places", place.Slug, place.Aliases, p.paths.place(place.Slug))
	}
	for _, o := range p.c.Outlets {
		add("outlets", o.Slug, o.Aliases, p.paths.outlet(o.Slug))
	}
	for _, f := range p.c.Pages {
		add("pages", f.Slug, f.Aliases, p.paths.free(f.Slug))
	}
	return t
}

// target returns the path that a link in a content file leads to. The link
// names a file of the content folder, from where the file stands or from the
// top, with or without the year folder and .md.
func (p *planner) target(file, dest string) (string, bool) {
	name, fragment, found := strings.Cut(dest, "#")
	if name == "" {
		return "", false
	}
	for _, from := range []string{path.Dir(file), "."} {
		clean := strings.TrimSuffix(path.Join(from, name), ".md")
		if to, ok := p.targets[clean]; ok {
			return withFragment(to, fragment, found), true
		}
		if rest, ok := strings.CutPrefix(clean, "articles/"); ok {
			if to, ok := p.targets["articles/"+path.Base(rest)]; ok {
				return withFragment(to, fragment, found), true
			}
		}
	}
	return "", false
}

func withFragment(to, fragment string, found bool) string {
	if !found {
		return to
	}
	to, _, _ = strings.Cut(to, "#")
	return to + "#" + fragment
}

// bodyAt is the Markdown of a content file as HTML, with headings from level
// on, and as text.
func (p *planner) bodyAt(from, file, src string, level int, anchors bool) (template.HTML, string) {
	body := p.md.Body(src, markdown.Options{Level: level, Anchors: anchors, Resolve: func(dest string) (string, bool) {
		if strings.HasPrefix(dest, "#") && anchors {
			return dest, true
		}
		to, ok := p.target(file, dest)
		if !ok {
			return "", false
		}
		href := p.href(from, to)
		return href, href != ""
	}})
	return body.HTML, body.Text
}

// DeadLinks reports the links in bodies that lead nowhere, as warnings with the
// line of the file, sorted.
func (s *Site) DeadLinks() []diag.Problem {
	p := s.plan
	var problems []diag.Problem
	look := func(file, src string, anchors bool) {
		for _, link := range p.md.Links(src) {
			if _, ok := p.target(file, link.Dest); ok || anchors && strings.HasPrefix(link.Dest, "#") {
				continue
			}
			problems = append(problems, diag.Problem{
				File: file, Line: p.c.BodyLine(file) + link.Line - 1, Rule: "broken-link", Severity: diag.Warning,
				Msg:  fmt.Sprintf("link to %q leads nowhere", link.Dest),
				Hint: "name a content file, such as ../topics/" + p.anyTopic() + ".md, or a full address",
			})
		}
	}
	look("index.md", p.c.Site.Body, false)
	for _, e := range p.ch.Events {
		for _, a := range e.Articles {
			if p.bodies.MayLink(a) {
				look(a.Path, p.bodies.Body(a), false)
			}
		}
	}
	for _, m := range p.c.Ministers {
		look(p.lists.minister[m.Slug].file, m.Body, false)
	}
	for _, t := range p.c.Topics {
		look(p.lists.topic[t.Slug].file, t.Body, false)
	}
	for _, k := range p.c.Kinds {
		look(p.lists.kind[k.Slug].file, k.Body, false)
	}
	for _, place := range p.c.Places {
		look(p.lists.place[place.Slug].file, place.Body, false)
	}
	for _, o := range p.c.Outlets {
		look(p.lists.outlet[o.Slug].file, o.Body, false)
	}
	for _, f := range p.c.Pages {
		look(path.Join("pages", f.Slug+".md"), f.Body, true)
	}
	diag.Sort(problems)
	return problems
}

func (p *planner) anyTopic() string {
	if len(p.c.Topics) > 0 {
		return p.c.Topics[0].Slug
	}
	return "slug"
}

// descriptionLength is about what search engines show of a description.
const descriptionLength = 160

// description is the beginning of a body as plain text, cut after a word.
func (p *planner) description(src string) string {
	return shortened(p.md.Text(src))
}

func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= descriptionLength {
		return text
	}
	cut := string([]rune(text)[:descriptionLength])
	if i := strings.LastIndex(cut, " "); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–") + " …"
}

// redirects plans a page for each old address.
func (p *planner) redirects() {
	for _, e := range p.ch.Events {
		for _, a := range e.Articles {
			for _, old := range a.Aliases {
				p.redirect(p.paths.event(old), p.targets["articles/"+a.Slug], e.Title, a.Path)
			}
		}
	}
	term := func(g *group, aliases []string, at func(string) string) {
		for _, old := range aliases {
			p.redirect(at(old), g.at, g.name, g.file)
			for _, below := range p.below(g) {
				p.redirect(p.paths.pair(at(old), below), p.paths.pair(g.at, below), g.name, g.file)
			}
		}
	}
	for _, m := range p.c.Ministers {
		term(p.lists.minister[m.Slug], m.Aliases, p.paths.minister)
	}
	for _, t := range p.c.Topics {
		term(p.lists.topic[t.Slug], t.Aliases, p.paths.topic)
	}
	for _, k := range p.c.Kinds {
		term(p.lists.kind[k.Slug], k.Aliases, p.paths.kind)
	}
	for _, place := range p.c.Places {
		term(p.lists.place[place.Slug], place.Aliases, p.paths.place)
	}
	for _, o := range p.c.Outlets {
		term(p.lists.outlet[o.Slug], o.Aliases, p.paths.outlet)
	}
	for _, f := range p.c.Pages {
		for _, old := range f.Aliases {
			p.redirect(p.paths.free(old), p.paths.free(f.Slug), f.Title, "pages/"+f.Slug+".md")
		}
	}
}

// below names the pages right below that of a list: its years and what it has
// in common with others.
func (p *planner) below(g *group) []string {
	var names []string
	if g.yearly || p.long(g.events) {
		for _, y := range chronology.YearsOf(g.events) {
			names = append(names, strconv.Itoa(y))
		}
	}
	for _, pair := range p.lists.pairOrder {
		if pair.of[0] == g {
			names = append(names, pair.of[1].slug)
		}
	}
	return names
}

func (p *planner) redirect(from, to, title, file string) {
	href := p.href(from, to)
	canonical := p.address(to)
	if canonical == "" {
		canonical = href
	}
	p.addAs(from, "redirect", file, func(p *planner) any {
		return Redirect{
			Lang: p.l.Tag, Title: p.l.Say("site.window", "title", p.l.Say("moved.title", "title", title), "site", from), Canonical: canonical,
			To: Link{title, href}, Script: p.href(from, StaticFolder+"/redirect.js"), Icon: p.href(from, iconPath),
		}
	})
}
