package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"chronik/internal/build"
	"chronik/internal/diag"
	"chronik/internal/serve"
	"chronik/internal/watch"
)

// quiet is how long the files have to be left alone before a rebuild: longer
// than an editor takes to save, shorter than anyone waits for.
const quiet = 50 * time.Millisecond

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var poll bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you write",
		Long: `serve builds the site in memory, shows it at an address of this machine, and
builds it again whenever content, templates or static files change. Open pages
reload by themselves. While something is wrong the last good site stays, and
the problems stand in the terminal and on the page.

If the port is taken it uses the next free one. Ctrl-C ends it.

Where the system does not tell of changes, as on network drives, --poll looks
at the files every second; serve does so by itself when the system has no
watches left.`,
		Example: `  chronik serve
  chronik serve --addr 127.0.0.1:9000`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.project()
			if err != nil {
				return err
			}
			return a.serve(cmd.Context(), p, addr, poll)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen at")
	cmd.Flags().BoolVar(&poll, "poll", false, "look at the files every second instead of waiting to be told of changes")
	return cmd
}

func (a *app) serve(ctx context.Context, p project, addr string, poll bool) error {
	// Watch before the first build, so that no change falls between them.
	watcher, err := a.watch([]string{p.content, filepath.Join(p.root, "templates"), filepath.Join(p.root, "static")}, poll)
	if err != nil {
		return err
	}
	defer watcher.Close()
	l, err := serve.Listen(addr)
	if err != nil {
		return err
	}
	if l.Addr().String() != addr {
		a.detail("%s is taken", addr)
	}
	server := serve.New()
	preview := preview{app: a, project: p, server: server}
	preview.rebuild(ctx, watch.Batch{})

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var rebuilds sync.WaitGroup
	rebuilds.Go(func() { serve.Watch(ctx, watcher.Batches(), preview.rebuild) })
	a.say("http://%s/  (Ctrl-C ends)", l.Addr())
	host, _, _ := net.SplitHostPort(addr)
	err = server.Serve(ctx, l, strings.ToLower(host))
	stop()
	rebuilds.Wait()
	if err != nil {
		return err
	}
	return ctx.Err()
}

// A watcher tells of changes.
type watcher interface {
	Batches() <-chan watch.Batch
	Close() error
}

// watch waits to be told of changes, or looks for them.
func (a *app) watch(roots []string, poll bool) (watcher, error) {
	if !poll {
		w, err := watch.New(roots, quiet)
		if err == nil {
			return w, nil
		}
		a.say("%v; looking at the files every second instead", err)
	}
	return watch.Poll(roots, time.Tick(time.Second))
}

// lineOf is the line of a file that a problem is about, "" if it cannot be read.
func lineOf(p diag.Problem) string {
	src, err := os.ReadFile(filepath.FromSlash(p.File))
	if err != nil || p.Line == 0 {
		return ""
	}
	lines := strings.Split(string(src), "\n")
	if p.Line > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[p.Line-1], "\r")
}

// A preview builds the site whenever something changes and hands it to the
// server.
type preview struct {
	*app
	project
	server *serve.Server
	memory build.Memory
}

func (p *preview) rebuild(ctx context.Context, b watch.Batch) {
	if b.Err != nil {
		p.say("watching: %v; reading everything again", b.Err)
	}
	for _, path := range b.Paths {
		p.detail("changed: %s", path)
	}
	start := time.Now()
	// The folders beside the content may have come or gone: look again.
	site := p.memory.Plan(p.input(), start)
	problems := site.Sample()
	failed, warnings := p.report(problems)
	if ctx.Err() != nil {
		return
	}
	if failed > 0 {
		p.server.Fail(serve.Lines(problems, lineOf))
		p.say("%s, %s; the last good site stays", count(failed, "error"), count(warnings, "warning"))
		return
	}
	p.server.Publish(site)
	p.say("%s on %s, %v", entries(site.Entries), count(site.Pages, "page"), time.Since(start).Round(time.Millisecond))
}
