package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"chronik/internal/chronology"
	"chronik/internal/content"
	"chronik/internal/diag"
	"chronik/internal/lang"
	"chronik/internal/markdown"
	"chronik/internal/page"
	"chronik/internal/rights"
)

// A chain is what leads from raw lines to the page of an event, in the keys of
// `chronik explain --json ID`.
type chain struct {
	Event     string   `json:"event"`
	Title     string   `json:"title"`
	Date      string   `json:"event_date"`
	Status    string   `json:"status"`
	Kind      string   `json:"kind"`
	Place     string   `json:"place"`
	Ministers []string `json:"ministers"`
	Topics    []string `json:"topics"`
	Page      string   `json:"page"`    // from the root of the site, "" if it has none
	Address   string   `json:"address"` // of the page, "" if the site has no base_url
	Why       string   `json:"no_page,omitempty"`
	Articles  []told   `json:"articles"`
}

// A told is one article of an event.
type told struct {
	File     string      `json:"file"`
	Reviewed bool        `json:"reviewed"`
	Sources  []chainedBy `json:"sources"`
	Evidence []proof     `json:"evidence"`
}

// A chainedBy is a source, with whether its raw text is at hand.
type chainedBy struct {
	Outlet    string `json:"outlet"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Raw       string `json:"raw"`
	Stored    bool   `json:"stored"`
}

// A proof is a row of evidence with the raw line that its quote stands in.
type proof struct {
	content.Evidence
	At      string `json:"at"`                 // file:line:col of the row
	RawLine int    `json:"raw_line,omitempty"` // from 1; 0: not stored, or not in the text
	RawText string `json:"raw_text,omitempty"`
}

// isEvent reports whether an argument names an event and no file.
func (r *reader) isEvent(arg string) bool {
	if _, err := os.Stat(arg); err == nil {
		return false
	}
	return slices.ContainsFunc(r.loaded.Articles, func(a content.Article) bool { return a.EventID() == arg })
}

// noEvent is the problem with an argument that is neither a file nor an event,
// though it looks like the name of one.
func (r *reader) noEvent(arg string) (diag.Problem, bool) {
	if _, err := os.Stat(arg); err == nil || !content.IsSlug(arg) {
		return diag.Problem{}, false
	}
	p := diag.Problem{File: arg, Msg: "neither a file nor an event of the content", Hint: "an event id is the slug of its article, or its event.id"}
	var ids []string
	for i := range r.loaded.Articles {
		ids = append(ids, r.loaded.Articles[i].EventID())
	}
	if near := diag.Nearest(arg, ids); near != "" {
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return p, true
}

// chains returns the chains of events that there are.
func (r *reader) chains(ids []string) ([]chain, error) {
	in := r.input()
	l, _ := lang.Load(in.Templates, r.loaded.Site.Language) // its problems stopped reader()
	public := chronology.New(rights.Public(r.loaded))
	site, _ := page.Plan(public, l, markdown.New())
	all := make([]chain, 0, len(ids))
	for _, id := range ids {
		c := chain{Event: id, Ministers: []string{}, Topics: []string{}}
		e := public.Event(id)
		if e != nil {
			for _, p := range site.Pages {
				if p.Event != nil && p.Event.ID == id {
					c.Page = p.Path
				}
			}
			if base := r.loaded.Site.BaseURL; base != "" && c.Page != "" {
				c.Address = strings.TrimSuffix(base, "/") + "/" + c.Page
			}
		} else {
			e, c.Why = r.hidden(id)
		}
		c.Title, c.Date, c.Status, c.Kind, c.Place = e.Title, e.Date.String(), e.Status, e.Kind, e.Place
		c.Ministers, c.Topics = append(c.Ministers, e.Ministers...), append(c.Topics, e.Topics...)
		for i := range r.loaded.Articles {
			if a := &r.loaded.Articles[i]; a.EventID() == id {
				t, err := r.told(a)
				if err != nil {
					return nil, err
				}
				t.File = path.Join(in.ContentName, t.File)
				for n := range t.Evidence {
					t.Evidence[n].At = path.Join(in.ContentName, t.Evidence[n].At)
				}
				c.Articles = append(c.Articles, t)
			}
		}
		all = append(all, c)
	}
	return all, nil
}

// hidden returns an event that the public site does not show, and why.
func (r *reader) hidden(id string) (*chronology.Event, string) {
	why := "no article of it may be shown"
	shown := *r.loaded
	shown.Articles = nil
	for _, a := range r.loaded.Articles {
		if a.EventID() != id {
			continue
		}
		if a.Draft {
			why = "it is a draft"
		}
		a.Draft = false
		shown.Articles = append(shown.Articles, a)
	}
	return chronology.New(&shown).Event(id), why
}

// told follows the evidence of an article to the stored raw text.
func (r *reader) told(a *content.Article) (told, error) {
	t := told{File: a.Path, Reviewed: a.Reviewed, Sources: []chainedBy{}, Evidence: []proof{}}
	texts := make([]string, len(a.Sources))
	for i, s := range a.Sources {
		c := chainedBy{Outlet: s.Outlet, URL: s.URL, Published: s.Published.String(), Raw: s.Raw}
		if s.Raw != "" {
			d, err := r.store().Document(s.Raw)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return t, err
			}
			if d != nil {
				c.Stored, texts[i] = true, d.Text
			}
		}
		t.Sources = append(t.Sources, c)
	}
	for i, row := range a.Event.Evidence {
		at := r.loaded.At(a.Path, fmt.Sprintf("event.evidence[%d]", i))
		p := proof{Evidence: row, At: strings.TrimSuffix(at.String(), ": ")}
		if source := max(row.Source, 1) - 1; source < len(texts) && row.Quote != "" {
			p.RawLine, p.RawText = rawLine(texts[source], row)
		}
		t.Evidence = append(t.Evidence, p)
	}
	return t, nil
}

// rawLine returns the line of a raw text in which a quote begins, 0 if it does
// not stand there.
func rawLine(text string, row content.Evidence) (int, string) {
	at := row.Offset
	if at < 0 {
		at = strings.Index(text, row.Quote)
	}
	if at < 0 || at >= len(text) {
		return 0, ""
	}
	line := text[strings.LastIndexByte(text[:at], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	return 1 + strings.Count(text[:at], "\n"), strings.TrimSpace(line)
}

// write prints a chain to be read, from the page down to the raw lines.
func (c chain) write(w io.Writer) error {
	var b strings.Builder
	row := func(indent, key, value string) { keyed(&b, indent, key, value) }
	fmt.Fprintf(&b, "%s\n", c.Event)
	row("  ", "title", c.Title)
	row("  ", "date", c.Date)
	row("  ", "status", c.Status)
	row("  ", "kind", c.Kind)
	row("  ", "place", c.Place)
	row("  ", "ministers", strings.Join(c.Ministers, ", "))
	row("  ", "topics", strings.Join(c.Topics, ", "))
	if c.Page == "" {
		row("  ", "page", "none: "+c.Why)
	}
	row("  ", "page", c.Page)
	row("  ", "address", c.Address)
	for _, t := range c.Articles {
		by := "reviewed"
		if !t.Reviewed {
			by = "not reviewed"
		}
		row("  ", "article", t.File+" ("+by+")")
		for i, s := range t.Sources {
			fmt.Fprintf(&b, "    source %d   %s\n", i+1, joined(", ", s.Outlet, s.Published, s.URL))
			switch {
			case s.Stored:
				row("      ", "raw", s.Raw)
			case s.Raw != "":
				row("      ", "raw", s.Raw+" (not stored)")
			}
		}
		for _, p := range t.Evidence {
			fmt.Fprintf(&b, "    %s  %s %s %s %s", p.At, p.Field, p.Rule, p.Role, p.Says)
			if p.Quote != "" {
				fmt.Fprintf(&b, "  %q", p.Quote)
			}
			b.WriteByte('\n')
			if p.RawLine > 0 {
				fmt.Fprintf(&b, "      raw line %d: %s\n", p.RawLine, p.RawText)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
