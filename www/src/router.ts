/**
 * Where one is, as the part of the address after `#`: `#/scenarios/night-call?policy=model-26`. Names of views and
 * scenarios and choices stand there, never a text; only the link that shares a trainer's own set holds one, on purpose.
 */
import { useEffect, useState } from "preact/hooks";

/** The views, as they stand in the address. */
export const VIEWS = [
  "scenarios",
  "overview",
  "write",
  "compare",
  "present",
  "notes",
  "quiz",
  "own",
  "set",
  "photos",
  "policy",
] as const;
export type View = (typeof VIEWS)[number];

/** A view, what in it is shown, and with which choices. */
export interface Place {
  view: View;
  /** Such as the id of a scenario; may be empty. */
  item: string;
  query: Record<string, string>;
}

/** The place that an address means; the scenarios for one that means nothing. */
export function readPlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/");
  const known = VIEWS.find((name) => name === view) ?? "scenarios";
  return {
    view: known,
    item: known === view ? rest.map(decoded).join("/") : "",
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a place. Empty choices are left out. */
export function addressOf(view: View, item = "", query: Record<string, string> = {}): string {
  const path = item.split("/").map(encodeURIComponent).join("/");
  const choices = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const tail = choices.size > 0 ? `?${choices}` : "";
  return `#/${view}${path ? `/${path}` : ""}${tail}`;
}

/** Goes to a place; `replace` leaves no step in the history. */
export function go(view: View, item = "", query: Record<string, string> = {}, replace = false): void {
  const address = addressOf(view, item, query);
  if (address === location.hash) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event(MOVED));
}

/** The place of now; follows links, back and forward, and `go`. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    for (const event of EVENTS) addEventListener(event, follow);
    return () => {
      for (const event of EVENTS) removeEventListener(event, follow);
    };
  }, []);
  return place;
}

/** Changing the history by script raises no event of the browser's. */
const MOVED = "sandbox-moved";
const EVENTS = ["hashchange", "popstate", MOVED];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
