/**
 * Keeps the sandbox's files on the device, and takes in what other apps share. Everything it serves comes from one version: the
 * files of a build are kept together under the build's name, and a newer build waits until the page asks for it.
 */

/** Put in by the build: a name that changes with any file, and the files. */
declare const BUILD: string;
declare const FILES: string[];

/** The types know a worker of any kind; this is a service worker. */
const worker = self as unknown as ServiceWorkerGlobalScope;

const PREFIX = "clausemark-";
const CACHE = PREFIX + BUILD;

/** Where the manifest's share target posts to, and where the page asks for what came. */
const SHARE = "share";
const SHARED = "shared-text";

/** What was shared last. In memory only: a draft is written nowhere, and is handed out once. */
let shared: string | undefined;

worker.addEventListener("install", (event) => {
  // Past the browser's own cache, which may still hold files of the build before.
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      }
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const scope = new URL(worker.registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const file = pathname.slice(scope.pathname.length);
  if (file === SHARE && request.method === "POST") event.respondWith(take(request));
  else if (file === SHARED) event.respondWith(handOut());
  else if (request.method === "GET") event.respondWith(serve(request));
});

/** Takes in a shared draft. Whatever happens, the request goes no further than here. */
async function take(request: Request): Promise<Response> {
  try {
    const form = await request.formData();
    const parts = ["title", "text", "url"].map((name) => form.get(name));
    shared = parts.filter((part) => typeof part === "string" && part.trim() !== "").join("\n");
  } catch {
    shared = undefined;
  }
  return Response.redirect(new URL("./#/write/shared", worker.registration.scope).href, 303);
}

function handOut(): Response {
  const text = shared;
  shared = undefined;
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return text === undefined ? new Response(null, { status: 404, headers }) : new Response(text, { headers });
}

/** The kept file; one that isn't kept is asked of the network, as without a service worker. */
async function serve(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
