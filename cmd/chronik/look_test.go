package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"chronik/internal/page"
)

// eachTemplate are pages of this repository's site, one of each template.
var eachTemplate = []string{
	"index.html", "eintrag/2025-07-10-rubio-kuala-lumpur.html", "minister/lawrow.html", "thema/ukraine.html", "art/telefonat.html",
	"jahr/2020.html", "minister/rubio/2025.html", "ueberblick.html", "register.html", "suche.html", "pausen.html", "unsicher.html",
	"ueber.html", "daten/index.html", "404.html",
	"rhythmus.html", "korrekturen.html", "edition/2026-11/index.html", "edition/index.html",
}

// No page is wider than a small phone, and nothing to be hit is smaller than
// 24 px, lines of text aside.
func TestBrowserOnAPhone(t *testing.T) {
	ctx, said := browser(t)
	root := written(t)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 800)); err != nil {
		t.Fatal(err)
	}
	for _, name := range eachTemplate {
		see(t, ctx, root+name)
		if wide := eval[bool](t, ctx, `document.documentElement.scrollWidth > document.documentElement.clientWidth`); wide {
			t.Errorf("%s is wider than 320 px", name)
		}
		small := eval[[]string](t, ctx, `[...document.querySelectorAll("button, input, select, summary, nav a, .chip")].map(e => [e, e.getBoundingClientRect()])
			.filter(([e, r]) => r.height > 0 && r.height < 24).map(([e]) => e.outerHTML.slice(0, 120))`)
		for _, s := range small {
			t.Errorf("%s: less than 24 px high: %s", name, s)
		}
	}
	said.check(t, "320 px")
}

// The first stop of the tab key leads past the navigation.
func TestBrowserKeyboard(t *testing.T) {
	ctx, said := browser(t)
	root := written(t)
	for _, name := range eachTemplate {
		see(t, ctx, root+name)
		press(t, ctx, "\t")
		if at := eval[string](t, ctx, `document.activeElement.className + " " + (document.activeElement.getBoundingClientRect().top >= 0)`); at != "skip true" {
			t.Errorf("%s: the first tab leads to %q, want the skip link in sight", name, at)
		}
		press(t, ctx, "\r")
		if at := eval[string](t, ctx, `document.activeElement.id`); at != "main" {
			t.Errorf("%s: the skip link leads to %q, want main", name, at)
		}
		ctrlK(t, ctx)
		if field := eval[bool](t, ctx, `document.activeElement.matches("[type=search]")`); !field {
			t.Errorf("%s: Ctrl+K does not lead to the search", name)
		}
	}
	said.check(t, "keyboard")
}

func press(t *testing.T, ctx context.Context, key string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(key)); err != nil {
		t.Fatalf("key %q: %v", key, err)
	}
}

func ctrlK(t *testing.T, ctx context.Context) {
	t.Helper()
	eval[bool](t, ctx, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "k", ctrlKey: true, bubbles: true, cancelable: true}))`)
}

// The system's setting alone makes pages dark; on paper there is nothing to
// click.
func TestBrowserMedia(t *testing.T) {
	ctx, said := browser(t)
	root := written(t)
	const ground = `getComputedStyle(document.body).backgroundColor`
	for _, name := range eachTemplate {
		see(t, ctx, root+name)
		light := eval[string](t, ctx, ground)
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
		if dark := eval[string](t, ctx, ground); dark == light || dark == "rgba(0, 0, 0, 0)" {
			t.Errorf("%s: dark on %s, light on %s", name, dark, light)
		}
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		seen := eval[[]string](t, ctx, `[...document.querySelectorAll("nav, form, button, .rail, .filter, .skip")].filter(e => e.getClientRects().length && !e.closest("main > .lead"))
			.map(e => e.outerHTML.slice(0, 120))`)
		for _, s := range seen {
			t.Errorf("%s prints %s", name, s)
		}
		if paper := eval[string](t, ctx, ground); paper != "rgb(255, 255, 255)" && paper != "rgba(0, 0, 0, 0)" {
			t.Errorf("%s prints on %s", name, paper)
		}
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	}
	said.check(t, "media")
}

// The text face is there, from a disk and without a word in the console.
func TestBrowserSetsTheFace(t *testing.T) {
	ctx, said := browser(t)
	see(t, ctx, written(t)+"index.html")
	loaded, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.fonts.ready.then(() => [...document.fonts].some(f => /^"?ss4"?$/i.test(f.family) && f.style == "normal" && f.status == "loaded"))`, chromedp.EvalAwaitPromise))
	if err != nil || !loaded {
		t.Errorf("the text face is not loaded: %v", err)
	}
	said.check(t, "face")
}

// A citation is copied, or marked where that is not allowed.
func TestBrowserCopiesTheCitation(t *testing.T) {
	ctx, said := browser(t)
	see(t, ctx, written(t)+eachTemplate[1])
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("[data-copy]"))); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](`document.querySelector(".copy [role=status]").textContent != ""`)); err != nil {
		t.Fatalf("waiting for a word: %v", err)
	}
	said.check(t, "citation")
}

// The style of every page is small on its way to a reader.
func TestStyleIsSmall(t *testing.T) {
	for _, f := range siteOf(t, filepath.Join("..", "..", "content")) {
		if f.Path != page.StaticFolder+"/style.css" {
			continue
		}
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if most := 6500; b.Len() > most {
			t.Errorf("%s has %d bytes gzipped, more than %d", f.Path, b.Len(), most)
		}
		return
	}
	t.Error("there is no style sheet")
}

// A jump to a year lands there, though the years before it were never laid out.
func TestBrowserJumpsToAYear(t *testing.T) {
	ctx, said := browser(t)
	see(t, ctx, written(t)+"minister/lawrow.html#y2021")
	await(t, ctx, `scrollY > 0`)
	if top := eval[float64](t, ctx, `document.getElementById("y2021").getBoundingClientRect().top`); top < 0 || top > 200 {
		t.Errorf("2021 begins %v pixels below the top of the window, want it in sight", top)
	}
	said.check(t, "jump")
}
