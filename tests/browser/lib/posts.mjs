/** The posts that are typed, and their writer; taken from the development set that the detectors are written against. */
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

/** Each with `id` and `text`. */
export const posts = read("posts.json");

/** The writer's profile. */
export const profile = read("profile.json");
