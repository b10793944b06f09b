/**
 * The sites, played by this machine: a proxy that a browser is told to use for everything, and behind it one
 * server that answers for every host with the pages in tests/pages. Whatever a browser asks for is written down.
 */
import { readFile } from "node:fs/promises";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import { connect } from "node:net";
import { editorFile } from "./bundles.mjs";
import { makeCertificate } from "./certificate.mjs";

const PAGES = new URL("../../pages/", import.meta.url);
const KINDS = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css" };

/** The kind of Content-Security-Policy that each site sends: no inline script or style, no WebAssembly. */
const POLICIES = {
  "www.facebook.com":
    "default-src 'self' https://*.facebook.com https://*.fbcdn.net; script-src 'self' https://*.fbcdn.net; style-src 'self' https://*.fbcdn.net; connect-src 'self' https://*.facebook.com; object-src 'none'; require-trusted-types-for 'script'; trusted-types none",
  "x.com":
    "default-src 'self'; connect-src 'self' https://*.twimg.com; script-src 'self' https://abs.twimg.com; style-src 'self' https://abs.twimg.com; object-src 'none'; worker-src 'self'; img-src 'self' data:",
};
const OTHERS = "default-src 'self'; script-src 'self'; style-src 'self'; frame-src 'self'; object-src 'none'";
/** Some of the editors in the pages under `/editors/` set styles and pictures of their own. */
const EDITORS =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; font-src data:; frame-src 'self'";

/** Hosts that the proxy leads to the server; any other is refused and written down. */
const PLAYED =
  /^((www\.(facebook|messenger|instagram|threads|linkedin|reddit|youtube|tiktok|tumblr)|x|discord|nextdoor)\.com|bsky\.app|mastodon\.social|forum\.example):443$/;
/**
 * What the browsers ask for on their own account, extension or not: their updates, sign-in and settings. No
 * switch turns all of it off.
 */
const BROWSERS_OWN =
  /(^|\.)((update|content-autofill|optimizationguide-pa|safebrowsing)\.googleapis\.com|(accounts|clients\d)\.google\.com|mozilla\.(com|org|net)|firefox\.com|gvt1\.com)$/;

/** Starts server and proxy. */
export async function startSites() {
  /** Every request that reached the server: `https://host/path`. */
  const requests = [];
  /** Every host that a browser asked the proxy for and that is none of the sites. */
  const strangers = [];
  const note = (host, what) => {
    if (!BROWSERS_OWN.test(host)) strangers.push(what);
  };

  const server = createServer(makeCertificate(), async (request, response) => {
    const host = request.headers.host ?? "";
    requests.push(`https://${host}${request.url}`);
    const path = new URL(request.url ?? "/", `https://${host}`).pathname;
    const name = path === "/" ? `${host.replace(/^www\.|\.(com|social)$/g, "")}.html` : path.slice(1);
    try {
      const isEditor = name.startsWith("editors/");
      const body = isEditor ? await editorFile(name.slice(8)) : await readFile(new URL(name, PAGES));
      response.setHeader("Content-Type", KINDS[name.split(".").at(-1)] ?? "application/octet-stream");
      response.setHeader("Content-Security-Policy", isEditor ? EDITORS : (POLICIES[host] ?? OTHERS));
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  const port = await listen(server);

  const proxy = createProxy((request, response) => {
    // Only https is played; a plain request is written down and refused.
    note(new URL(request.url ?? "").hostname, request.url);
    response.statusCode = 502;
    response.end();
  });
  proxy.on("connect", (request, socket, head) => {
    const host = request.url ?? "";
    if (!PLAYED.test(host)) {
      note(host.replace(/:\d+$/, ""), host);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const up = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      up.write(head);
      up.pipe(socket).pipe(up);
    });
    up.on("error", () => socket.destroy());
    socket.on("error", () => up.destroy());
  });
  const proxyPort = await listen(proxy);

  return {
    proxyPort,
    requests,
    strangers,
    close() {
      for (const one of [server, proxy]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}

/**
 * Serves one folder over plain http on this machine, as any static server would; for the sandbox. `pages` are more files, by
 * path, that a test puts beside or over those of the folder.
 */
export async function serveFolder(folder, pages = {}) {
  /** The path of every request. */
  const requests = [];
  /** Everything that came in, whole: method, address, body. */
  const received = [];
  const kinds = {
    ...KINDS,
    json: "application/json",
    png: "image/png",
    svg: "image/svg+xml",
    wasm: "application/wasm",
    webmanifest: "application/manifest+json",
  };
  const server = createProxy(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    requests.push(path);
    const parts = [];
    for await (const part of request) parts.push(part);
    received.push(`${request.method} ${request.url}\n${Buffer.concat(parts)}`);
    try {
      const name = path === "/" ? "index.html" : path.slice(1);
      const body = pages[name] ?? (await readFile(new URL(name, folder)));
      response.setHeader("Content-Type", kinds[name.split(".").at(-1)] ?? "application/octet-stream");
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  const port = await listen(server);
  return {
    address: `http://localhost:${port}/`,
    requests,
    received,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
}
