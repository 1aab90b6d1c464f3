// node axe.mjs SITE: axe-core on one page for each template, from disk, in
// light, dark and 320 px wide. Also fails on a page that scrolls sideways and
// on any error in the console.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { pages } from "./site.mjs";

const dir = path.resolve(process.argv[2]);
const axe = fs.readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const views = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "320 px", colorScheme: "light", viewport: { width: 320, height: 640 } },
];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox", "--disable-gpu"] });
let checked = 0;
let problems = 0;
const report = (...words) => {
  problems++;
  console.log(...words);
};
for (const view of views) {
  // The policy of the pages would keep axe out; it is not what is checked here.
  const context = await browser.newContext({ ...view, bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  let at = "";
  page.on("console", (m) => m.type() === "error" && report(view.name, at, "console:", m.text()));
  page.on("pageerror", (e) => report(view.name, at, "error:", String(e)));
  for (at of pages(dir)) {
    await page.goto(pathToFileURL(path.join(dir, at)).href);
    await page.evaluate(axe);
    const result = await page.evaluate((tags) => globalThis.axe.run({ preload: false, runOnly: tags }), rules);
    for (const v of result.violations) report(view.name, at, v.id, v.nodes.length, v.nodes[0].html.slice(0, 160));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) report(view.name, at, "scrolls sideways");
    checked++;
  }
  await context.close();
}
await browser.close();
console.log(`${checked} pages, ${problems} problems`);
process.exit(problems > 0 || checked === 0 ? 1 : 0);
