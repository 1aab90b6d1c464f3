// node datapackage.mjs SITE: the data edition against the published profiles of
// Data Package, and each row against its Table Schema, keys included, by the
// library of the Frictionless Data project. It takes the byte order mark, which
// spreadsheets need, for a part of the first column's name, so it reads a copy
// without.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import datapackage from "datapackage";

const copy = fs.mkdtempSync(path.join(os.tmpdir(), "datapackage-"));
fs.cpSync(path.join(process.argv[2], "daten"), copy, { recursive: true });
for (const name of fs.readdirSync(copy).filter((n) => n.endsWith(".csv"))) {
  const table = path.join(copy, name);
  fs.writeFileSync(table, fs.readFileSync(table, "utf8").replace(/^\uFEFF/, ""));
}
const found = await datapackage.Package.load(path.join(copy, "datapackage.json"));
const problems = found.errors.map((e) => e.message);
let rows = 0;
for (const resource of found.resources.filter((r) => r.tabular)) {
  try {
    rows += (await resource.read({ relations: true })).length;
  } catch (e) {
    problems.push(...[e, ...(e.errors ?? [])].map((p) => `${resource.name}: ${p.message}`));
  }
}
fs.rmSync(copy, { recursive: true });
for (const p of problems) console.error(p);
console.log(`${found.resources.length} resources, ${rows} rows, ${problems.length} problems`);
process.exit(problems.length === 0 && rows > 0 ? 0 : 1);
