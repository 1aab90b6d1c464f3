// Command chronik turns a pile of scraped news articles into a browsable,
// citable chronology: a static site.
//
// This package holds flags, words to the user, exit codes and the clock, and
// is the only place that joins the parts. One command a file; app.go has what
// they share.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // outlets name time zones that the system may lack

	"chronik/internal/diag"
	"chronik/internal/edtf"
)

// Exit codes, the same for every command.
const (
	exitDone        = 0
	exitProblems    = 1
	exitUsage       = 2
	exitInterrupted = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	a := &app{
		stdout: os.Stdout,
		stderr: os.Stderr,
		color:  os.Getenv("NO_COLOR") == "" && isTerminal(os.Stderr),
		today:  func() edtf.Day { return edtf.DayOf(time.Now()) },
		now:    time.Now,
	}
	a.terminal.stdout, a.terminal.stderr = isTerminal(os.Stdout), isTerminal(os.Stderr)
	os.Exit(a.run(ctx, os.Args[1:]))
}

// run executes one command line and returns its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		a.say("interrupted")
		return exitInterrupted
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &usage):
		a.fail(err)
		return exitUsage
	}
	a.fail(err)
	return exitProblems
}

// errProblems ends a command whose problems are already reported.
var errProblems = errors.New("problems found")

// A usageError is a command line that cannot be carried out.
type usageError struct {
	msg, hint string
}

func (e *usageError) Error() string { return e.msg }

// Hint says what to write instead.
func (e *usageError) Hint() string { return e.hint }

// fail prints an error and, where it has one, its hint.
func (a *app) fail(err error) {
	fmt.Fprintf(a.stderr, "chronik: %s %v\n", a.red("error:"), err)
	if hint := diag.HintOf(err); hint != "" {
		fmt.Fprintf(a.stderr, "chronik: hint: %s\n", hint)
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
