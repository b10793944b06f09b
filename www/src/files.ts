/** Files that the trainer saves and opens, which stay on the device, and the sandbox's own packed ones. */

/**
 * A file of the sandbox that lies there gzipped, so that any web server sends it small. Some servers unpack it on the way.
 */
export async function fetchPacked(name: string, type: string): Promise<Response> {
  const response = await fetch(`${name}.gz`);
  if (!response.ok) throw new Error(`${name}.gz: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const body = new Blob([bytes]).stream();
  return new Response(isPacked ? body.pipeThrough(new DecompressionStream("gzip")) : body, {
    headers: { "Content-Type": type },
  });
}

/** Hands a file to the browser's own way of saving. */
export function saveFile(name: string, content: string | Uint8Array, type: string): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by then, whatever its size.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves a part of the page as a page of its own, with the styles that it has here and without a script. */
export function savePage(name: string, title: string, part: HTMLElement): void {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  const style = page.createElement("style");
  style.textContent = [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
    .join("\n");
  page.head.prepend(charset);
  page.head.append(style);
  page.body.append(page.importNode(part, true));
  saveFile(name, `<!doctype html>\n${page.documentElement.outerHTML}\n`, "text/html");
}

/** Most bytes of a file of scenarios; beyond that it is none. */
const MOST_BYTES = 4_000_000;

/** What stands in a JSON file; undefined if it is too large or no JSON. */
export async function readJson(file: File): Promise<unknown> {
  if (file.size > MOST_BYTES) return undefined;
  try {
    return JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}
