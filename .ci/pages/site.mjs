// What the page checks share: which pages stand for all, and a server that
// shows a built site below a path, as a project site is served.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

// pages returns one page for each template, as paths below dir: pages in one
// folder look alike, and so do the years of any term.
export function pages(dir) {
  const first = new Map();
  for (const file of fs.readdirSync(dir, { recursive: true }).sort()) {
    if (!file.endsWith(".html")) continue;
    const parts = file.split(path.sep);
    const shape = parts.length === 1 ? file : parts.slice(0, 1).concat(parts.slice(1).map((p) => (/^\d{4}/.test(p) && p.length < 12 ? "year" : "*"))).join("/");
    if (!first.has(shape)) first.set(shape, file);
  }
  return [...first.values()];
}

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".json": "application/json", ".xml": "application/xml",
};

// serve shows dir at an address of this machine and resolves to it and to a
// function that ends it.
export function serve(dir) {
  const prefix = "/a/b/";
  const server = http.createServer((req, res) => {
    const name = decodeURIComponent(new URL(req.url, "http://x").pathname);
    const file = path.join(dir, name.slice(prefix.length) || "index.html");
    if (!name.startsWith(prefix) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      res.writeHead(404).end();
      return;
    }
    const type = types[path.extname(file)] ?? "application/octet-stream";
    const head = { "content-type": type, "cache-control": "max-age=600" };
    let body = fs.readFileSync(file);
    if (/text|json|xml/.test(type) && /gzip/.test(req.headers["accept-encoding"] ?? "")) {
      body = zlib.gzipSync(body);
      head["content-encoding"] = "gzip";
    }
    res.writeHead(200, head).end(body);
  });
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () => done({ address: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() })),
  );
}
