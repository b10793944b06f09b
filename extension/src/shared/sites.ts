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
  name: string;
  /** Host names; `*.` in front takes in the name itself and everything under it. */
  hosts: string[];
  posts: PostRule[];
}

/** The site that a host name belongs to. */
export function siteOfHost(host: string): Site | undefined {
  return SITES.find(({ hosts }) => hosts.some((pattern) => fits(host, pattern)));
}

function fits(host: string, pattern: string): boolean {
  if (!pattern.startsWith("*.")) return host === pattern;
  return host === pattern.slice(2) || host.endsWith(pattern.slice(1));
}
