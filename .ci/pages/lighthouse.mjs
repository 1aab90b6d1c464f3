// node lighthouse.mjs SITE: Lighthouse as on a phone, one page for each
// template, served below a path. Accessibility, best practices and SEO must be
// 100, performance 98; the figures of each page are printed.
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { pages, serve } from "./site.mjs";

const dir = path.resolve(process.argv[2]);
const wanted = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
// What search machines should not see is not judged as if they should.
const hidden = (page) => fs.readFileSync(path.join(dir, page), "utf8").includes('name="robots" content="noindex');
const out = fs.mkdtempSync(path.join(os.tmpdir(), "lighthouse-"));
const server = await serve(dir);
let bad = 0;
for (const page of pages(dir)) {
  if (hidden(page)) continue;
  const file = path.join(out, "report.json");
  await promisify(execFile)("npx", [
    "lighthouse", server.address + page, "--quiet", "--output=json", "--output-path=" + file,
    "--only-categories=" + Object.keys(wanted).join(","),
    "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync",
  ], { cwd: import.meta.dirname });
  const report = JSON.parse(fs.readFileSync(file));
  const scores = Object.keys(wanted).map((k) => [k, Math.round(report.categories[k].score * 100)]);
  const short = scores.filter(([k, v]) => v < wanted[k]);
  bad += short.length;
  const shown = (id) => report.audits[id]?.displayValue ?? "";
  console.log(page, scores.map((s) => s[1]).join("/"), "FCP", shown("first-contentful-paint"), "LCP", shown("largest-contentful-paint"),
    "TBT", shown("total-blocking-time"), "CLS", shown("cumulative-layout-shift"), shown("total-byte-weight"));
  for (const [k] of short) {
    for (const ref of report.categories[k].auditRefs) {
      const audit = report.audits[ref.id];
      if (ref.weight > 0 && audit.score !== null && audit.score < 0.9) console.log("   ", k, audit.id, audit.displayValue ?? audit.title);
    }
  }
}
server.close();
fs.rmSync(out, { recursive: true });
process.exit(bad > 0 ? 1 : 0);
