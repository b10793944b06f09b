/** The sites that Clausemark reads along on, and how one posts there. The data stands in extension/sites. */
import SITES from "clausemark-sites";

export { SITES };

/** One way of posting on a site. */
export interface PostRule {
  what: "post" | "comment" | "message";
  /** Selector of the compose box, or of something around it. */
  box: string;
  /** Selector of what holds both box and button; without it they only share the document. */
  within?: string;
  /** Selector of the button that sends. */
  button?: string;
  /** What the button says, where its selector also fits other buttons. */
  text?: string[];
  /** Keys that send from the box, such as `Ctrl+Enter`. */
  keys?: string[];
}

/** A site. */
export interface Site {
  /** What the choices call it: the name of its file, or the host name of a site that the writer added. */
  id: string;
  name: string;
  /** Host names; `*.` in front takes in the name itself and everything under it. */
  hosts: string[];
  posts: PostRule[];
}

/** The site that a host name belongs to. */
export function siteOfHost(host: string): Site | undefined {
  return SITES.find(({ hosts }) => hosts.some((pattern) => fits(host, pattern)));
}

/** Id of the site that a host name belongs to; a host of none of ours stands for itself. */
export function siteId(host: string): string {
  return siteOfHost(host)?.id ?? host;
}

/** What a site is called on the screen. */
export function siteName(id: string): string {
  return SITES.find((site) => site.id === id)?.name ?? id;
}

/** Whether a site comes with the extension. */
export function isListed(id: string): boolean {
  return SITES.some((site) => site.id === id);
}

/** The match pattern that asks for one host and nothing else. */
export function patternFor(host: string): string {
  return `https://${host}/*`;
}

/** The host that a pattern of `patternFor` is about; undefined for a site of ours and for any other pattern. */
export function hostIn(pattern: string): string | undefined {
  const host = /^https:\/\/([^*/]+)\/\*$/.exec(pattern)?.[1];
  return host && !siteOfHost(host) ? host : undefined;
}

/** The host name in what a person typed or pasted: an address or its beginning. Only https can be read along on. */
export function hostTyped(typed: string): string | undefined {
  const text = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!text || !URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  // A name without a dot is a machine in the house; nothing with a wildcard can be asked for.
  const isName = /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(hostname);
  return protocol === "https:" && isName ? hostname : undefined;
}

function fits(host: string, pattern: string): boolean {
  if (!pattern.startsWith("*.")) return host === pattern;
  return host === pattern.slice(2) || host.endsWith(pattern.slice(1));
}
