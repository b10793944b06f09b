/** The posts that are typed; taken from the development set that the detectors are written against. */
import { readFileSync } from "node:fs";

/** Each with `id` and `text`. */
export const posts = JSON.parse(readFileSync(new URL("../posts.json", import.meta.url), "utf8"));
