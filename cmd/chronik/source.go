package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"

	"chronik/internal/diag"
	"chronik/internal/edtf"
	"chronik/internal/fetch"
	"chronik/internal/raw"
)

// netFlags are those of commands that fetch addresses.
type netFlags struct{ noRobots bool }

func (n *netFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&n.noRobots, "no-robots", false, "fetch addresses although robots.txt does not allow it")
}

// documents lists the files with documents under the paths, each once: in folders
// those that are named as such, else any. A path may be a pattern.
func documents(args []string) (names []string, problems []diag.Problem) {
	for _, arg := range args {
		if arg == stdinName || fetch.Is(arg) {
			names = append(names, arg)
			continue
		}
		paths, unmatched := matching(arg)
		problems = append(problems, unmatched...)
		for _, each := range paths {
			found, wrong := below(each)
			names, problems = append(names, found...), append(problems, wrong...)
		}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(names, func(name string) bool {
		twice := seen[name]
		seen[name] = true
		return twice
	}), problems
}

// matching returns the files and folders that a pattern stands for: not every
// shell spells patterns out. What is no pattern, or is there by that name, stands
// for itself.
func matching(arg string) (paths []string, problems []diag.Problem) {
	if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?[{") {
		return []string{arg}, nil
	}
	paths, err := doublestar.FilepathGlob(arg, doublestar.WithNoHidden())
	if err != nil {
		return nil, []diag.Problem{{File: arg, Msg: "neither a file nor a pattern: " + err.Error(), Hint: `* stands for any letters, ? for one, [a-z] for one of those, ** for folders of any depth`}}
	}
	slices.Sort(paths)
	if len(paths) == 0 {
		return nil, []diag.Problem{{File: arg, Msg: "no file matches", Hint: unmatchedHint(arg)}}
	}
	return paths, nil
}

func unmatchedHint(pattern string) string {
	dir, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	switch _, err := os.Stat(filepath.FromSlash(dir)); {
	case err != nil:
		return "there is no folder " + dir
	case strings.Contains(rest, "**"):
		return "look at what is in " + dir
	}
	return "** stands for folders of any depth: " + path.Join(dir, "**", path.Base(rest))
}

// below lists the documents at a path.
func below(arg string) (names []string, problems []diag.Problem) {
	err := filepath.WalkDir(arg, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			problems = append(problems, diag.Problem{File: name, Msg: "cannot read: " + cause(err)})
		case e.IsDir() && name != arg && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case e.IsDir():
		case readable(name) || raw.Archive(name) || name == arg && !unreadable(name):
			names = append(names, name)
		case name == arg:
			problems = append(problems, diag.Problem{File: name, Msg: fmt.Sprintf("cannot read %s documents", filepath.Ext(name)),
				Hint: "save the page as HTML (.html) or plain text (.txt)"})
		}
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: arg, Msg: "cannot read: " + cause(err)})
	}
	return names, problems
}

// readable reports whether a file is named as documents are.
func readable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".html", ".htm", ".xhtml", ".shtml":
		return true
	}
	return false
}

// unreadable reports whether a file is named as something that holds no article
// we can read, however much is wished for.
func unreadable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".webarchive", ".zip", ".png", ".jpg", ".jpeg", ".gif", ".webp":
		return true
	}
	return false
}

// stdinName stands for standard input among paths.
const stdinName = "-"

// A source gives the documents that names stand for: files, standard input,
// addresses.
type source struct {
	ctx   context.Context
	net   *fetch.Fetcher // nil: addresses are refused
	known *visits
	store raw.Store
	today edtf.Day
}

// pieces yields the documents in order.
func (s *source) pieces(names []string) iter.Seq[raw.Piece] {
	return func(yield func(raw.Piece) bool) {
		for _, name := range names {
			for p := range s.of(name) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

func (s *source) of(name string) iter.Seq[raw.Piece] {
	switch {
	case fetch.Is(name):
		return raw.Split(s.fetched(name))
	case name == stdinName:
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return raw.Split(unread(name, err))
		}
		return raw.Split(raw.Piece{Name: "stdin", Data: data})
	}
	return func(yield func(raw.Piece) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(unread(name, err))
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(unread(name, err))
			return
		}
		raw.Pieces(filepath.ToSlash(name), f, info.Size())(yield)
	}
}

func unread(name string, err error) raw.Piece {
	return raw.Piece{Name: name, Problem: &diag.Problem{File: name, Msg: "cannot read: " + cause(err)}}
}

// agent is how chronik names itself to servers.
func agent() string {
	v, _, _ := strings.Cut(version(), " ")
	return "chronik/" + strings.Trim(v, "()") + " (reads single news articles for a chronology)"
}

// source returns where documents come from.
func (r *reader) source(ctx context.Context, a *app, n *netFlags) *source {
	return &source{
		ctx: ctx, net: fetch.New(agent(), !n.noRobots), store: r.store(), today: a.today(),
		known: &visits{file: filepath.Join(r.root, ".chronik", "fetched.json")},
	}
}

// listed returns the arguments and what stands in the lists file, a path or
// address a line; blank lines and those that begin with # are passed over.
func (a *app) listed(args []string, file string) ([]string, error) {
	if file == "" {
		return args, nil
	}
	in := io.Reader(os.Stdin)
	if file != stdinName {
		f, err := os.Open(file)
		if err != nil {
			return nil, &usageError{fmt.Sprintf("--from %s: %s", file, cause(err)), "give a file with a path or address on each line"}
		}
		defer f.Close()
		in = f
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			args = append(args, line)
		}
	}
	return args, nil
}

// fetched is the document at an address. What has not changed since the last
// time is taken from the store.
func (s *source) fetched(address string) raw.Piece {
	bad := func(msg, hint string) raw.Piece {
		return raw.Piece{Name: address, Problem: &diag.Problem{File: address, Rule: "fetch", Msg: "cannot fetch: " + msg, Hint: hint}}
	}
	was := s.known.get(address)
	p, err := s.net.Get(s.ctx, address, was)
	if err != nil {
		p := unfetched(address, err)
		return raw.Piece{Name: address, Problem: &p}
	}
	piece := raw.Piece{Name: address, Data: p.Body, ContentType: p.Header.Get("Content-Type"), Meta: raw.Meta{URL: p.URL, Fetched: s.today.String()}}
	if p.NotModified {
		text, err := s.store.Get(was.Raw)
		if err == nil {
			piece.Data = text
			return piece
		}
		s.known.forget(address) // the next try fetches it whole
		return bad("the server says it has not changed, but its text is not kept any more", "run the command again")
	}
	if p.Status != http.StatusOK {
		return bad(fmt.Sprintf("the server answers %d %s", p.Status, http.StatusText(p.Status)), "check the address in a browser")
	}
	s.known.put(address, fetch.Known{ETag: p.Header.Get("ETag"), LastModified: p.Header.Get("Last-Modified")})
	return piece
}

// unfetched says why an address could not be fetched.
func unfetched(address string, err error) diag.Problem {
	hint := "save the page with a browser and import the file"
	if forbidden := (*fetch.Forbidden)(nil); errors.As(err, &forbidden) {
		hint += "; --no-robots fetches it all the same"
	}
	return diag.Problem{File: address, Rule: "fetch", Msg: "cannot fetch: " + err.Error(), Hint: hint}
}

// visits are what is known of addresses from earlier runs, kept beside the raw
// store.
type visits struct {
	file string
	mu   sync.Mutex
	all  map[string]fetch.Known
	new  bool
}

func (k *visits) load() map[string]fetch.Known {
	if k.all == nil {
		k.all = map[string]fetch.Known{}
		if data, err := os.ReadFile(k.file); err == nil && json.Unmarshal(data, &k.all) != nil {
			k.all = map[string]fetch.Known{} // asked anew
		}
	}
	return k.all
}

func (k *visits) get(address string) fetch.Known {
	k.mu.Lock()
	defer k.mu.Unlock()
	was := k.load()[address]
	if was.Raw == "" { // nothing to fall back on
		return fetch.Known{}
	}
	return was
}

func (k *visits) put(address string, was fetch.Known) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.load()[address] = was
	k.new = true
}

func (k *visits) forget(address string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.load(), address)
	k.new = true
}

// keep notes under which hash the text of an address is kept.
func (k *visits) keep(address, hash string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if was, ok := k.load()[address]; ok && was.Raw != hash {
		was.Raw = hash
		k.all[address], k.new = was, true
	}
}

// save writes what was learned.
func (k *visits) save() error {
	if !k.new {
		return nil
	}
	data, err := json.MarshalIndent(k.all, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", k.file, err)
	}
	if err := writeInto(k.file, append(data, '\n')); err != nil {
		return fmt.Errorf("write %s: %w", k.file, err)
	}
	return nil
}
