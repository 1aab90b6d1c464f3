package main

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"chronik/internal/output"
)

// written is this repository's site in a folder, and its address.
func written(t *testing.T) string {
	t.Helper()
	site := siteOf(t, filepath.Join("..", "..", "content"))
	folder := t.TempDir()
	if _, err := output.Write(t.Context(), folder, site); err != nil {
		t.Fatal(err)
	}
	return onDisk(folder)
}

// list is what a page with a filter shows.
type list struct {
	Entries, Pressed int
	First            string // id of the first entry that is seen
	Rail             int    // sum of the numbers beside the years
	Query            string
}

const seeList = `(() => {
	const seen = [...document.querySelectorAll(".entry")].filter(e => e.getClientRects().length);
	return {
		Entries: seen.length, First: seen.length ? seen[0].id : "",
		Pressed: document.querySelectorAll(".chip[aria-pressed=true]").length,
		Rail: [...document.querySelectorAll(".rail .rn")].reduce((n, e) => n + Number(e.textContent), 0),
		Query: location.search,
	};
})()`

// A list can be narrowed down and turned round; the address says how, and the
// way back leads back.
func TestBrowserNarrowsAList(t *testing.T) {
	ctx, said := browser(t)
	root := written(t)
	see(t, ctx, root+"index.html")
	click := func(selector string) { // and see that it can be clicked
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
			t.Fatalf("click %s: %v", selector, err)
		}
	}
	all := eval[list](t, ctx, seeList)
	if all.Entries == 0 || all.Rail != all.Entries || all.Pressed != 0 {
		t.Fatalf("at first the page shows %+v", all)
	}
	calls := eval[int](t, ctx, `document.querySelectorAll(".entry[data-kind=telefonat]").length`)
	either := calls + eval[int](t, ctx, `document.querySelectorAll(".entry[data-kind=treffen]").length`)
	both := eval[int](t, ctx, `document.querySelectorAll(".entry:is([data-kind=telefonat],[data-kind=treffen])[data-minister~=rubio]").length`)
	last := eval[string](t, ctx, `[...document.querySelectorAll(".entry:is([data-kind=telefonat],[data-kind=treffen])[data-minister~=rubio]")].pop().id`)
	if both == 0 || both == either {
		t.Fatalf("%d of %d: the content no longer tells one filter from two", both, either)
	}
	step := func(what string, entries, pressed int, query string) {
		t.Helper()
		got := eval[list](t, ctx, seeList)
		if got.Entries != entries || got.Rail != entries || got.Pressed != pressed || got.Query != query {
			t.Errorf("%s: %+v, want %d entries, %d chips pressed, address %q", what, got, entries, pressed, query)
		}
	}
	click(`[data-filter=kind] [value=telefonat]`)
	step("one kind", calls, 1, "?kind=telefonat")
	click(`[data-filter=kind] [value=treffen]`)
	step("two kinds", either, 2, "?kind=telefonat,treffen")
	click(`[data-filter=minister] [value=rubio]`)
	step("and a minister", both, 3, "?kind=telefonat,treffen&minister=rubio")
	click(`[data-order]`)
	step("newest first", both, 3, "?kind=telefonat,treffen&minister=rubio&order=newest")
	if got := eval[list](t, ctx, seeList).First; got != last {
		t.Errorf("newest first begins with %s, want %s", got, last)
	}
	see(t, ctx, eval[string](t, ctx, `location.href`))
	step("loaded anew", both, 3, "?kind=telefonat,treffen&minister=rubio&order=newest")
	click(`[data-reset]`)
	step("without filter", all.Entries, 0, "?order=newest")
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`new Promise(done => { addEventListener("popstate", () => done(true)); history.back() })`, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatal(err)
	}
	step("back", both, 3, "?kind=telefonat,treffen&minister=rubio&order=newest")
	see(t, ctx, root+"index.html?kind=unfug&minister=rubio%22&order=")
	if got := eval[list](t, ctx, seeList); got.Entries != all.Entries {
		t.Errorf("an address that says nothing shows %+v, want all", got)
	}
	see(t, ctx, root+"index.html?kind=gipfel&minister=kerry")
	if got := eval[string](t, ctx, `document.querySelector("[data-empty]").innerText`); got == "" {
		t.Error("a selection without entries says nothing")
	}
	// On the page of a topic the signs of the strip fade with their entries.
	see(t, ctx, root+"thema/start-vertrag.html?kind=telefonat")
	faded := eval[[]int](t, ctx, `["", ".dim"].map(c => new Set([...document.querySelectorAll(".strip .wide [data-e]" + c)].map(e => e.dataset.e)).size)`)
	hidden := eval[int](t, ctx, `document.querySelectorAll(".entry[hidden]").length`)
	if got := eval[list](t, ctx, seeList); faded[1] != hidden || faded[0] != got.Entries+hidden || hidden == 0 {
		t.Errorf("of %d signs %d are faded, but %d entries are seen and %d hidden", faded[0], faded[1], got.Entries, hidden)
	}
	said.check(t, "filter")
}

// Without script the same stands in the same place, and nothing is offered that
// would do nothing.
func TestBrowserListsWithoutScript(t *testing.T) {
	ctx, said := browser(t)
	root := written(t)
	boxes := func() []string {
		return eval[[]string](t, ctx, `[...document.querySelectorAll("h1, .chip, .bar, .rail a, .year, .entry")].filter(e => e.getClientRects().length).map(e => { const r = e.getBoundingClientRect(); return [e.className, r.left, r.top, r.width, r.height].join(" ") })`)
	}
	for _, name := range []string{"index.html", "thema/start-vertrag.html"} {
		see(t, ctx, root+name)
		with := boxes()
		scripts(t, ctx, false)
		see(t, ctx, root+name)
		if diff := cmp.Diff(with, boxes()); diff != "" {
			t.Errorf("%s is laid out differently without script:\n%s", name, diff)
		}
		if n := eval[int](t, ctx, `[...document.querySelectorAll("main button")].filter(e => e.getClientRects().length).length`); n > 0 {
			t.Errorf("%s shows %d buttons that do nothing", name, n)
		}
		scripts(t, ctx, true)
	}
	said.check(t, "without script")
}

func scripts(t *testing.T, ctx context.Context, on bool) {
	t.Helper()
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// call sends the browser a command.
func call[P, R any](t *testing.T, ctx context.Context, command cdp.Command[P, R], params P) {
	t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Action[R](func(ctx context.Context, target *chromedp.Target) (R, error) {
		return cdp.Call(ctx, target, command, params)
	}))
	if err != nil {
		t.Fatalf("%s: %v", command.Method, err)
	}
}
