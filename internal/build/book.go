package build

import (
	"context"
	"io/fs"
	"slices"

	"chronik/internal/diag"
	"chronik/internal/page"
	"chronik/internal/parallel"
)

// Book makes the site's book: what it consists of, and its files by path. If the
// problems, sorted, contain an error, the error is ErrProblems and there are no
// files.
func (s *Site) Book(ctx context.Context) (page.Book, map[string][]byte, []diag.Problem, error) {
	if diag.Errors(s.Problems) {
		return page.Book{}, nil, s.Problems, ErrProblems
	}
	book := s.pages.Book()
	pages := append([]page.Planned{book.Cover}, book.Pages...)
	made := make([][]byte, len(pages))
	found := parallel.Map(len(pages), func(i int) (problems []diag.Problem) {
		if ctx.Err() == nil {
			var err error
			made[i], err = s.look.renderer.Page(pages[i].Page())
			problems = s.templateProblems(pages[i].Path, err)
		}
		return problems
	})
	problems := append(slices.Clone(s.Problems), slices.Concat(found...)...)
	files := map[string][]byte{}
	for i := range pages {
		files[pages[i].Path] = made[i]
	}
	style, err := fs.ReadFile(s.in.Templates, page.BookStyle)
	if err != nil {
		problems = append(problems, diag.In(s.in.TemplatesName, []diag.Problem{{File: page.BookStyle, Rule: "template", Msg: "cannot read: " + err.Error()}})...)
	}
	files[page.BookStyle] = style
	diag.Sort(problems)
	switch {
	case ctx.Err() != nil:
		return page.Book{}, nil, nil, ctx.Err()
	case diag.Errors(problems):
		return page.Book{}, nil, slices.Compact(problems), ErrProblems
	}
	return book, files, problems, nil
}
