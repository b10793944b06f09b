/** The texts to measure on: those of `--texts FILE`, one a line, else the everyday posts that the scorer learns from. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const ROOT = new URL("../../../", import.meta.url);
const CORPUS = new URL("rules/corpus/", ROOT);

const { texts } = parseArgs({ options: { texts: { type: "string" } } }).values;

/** Where the posts are from, and the posts. */
export function everyday() {
  if (texts !== undefined) return { from: texts, posts: lines(resolve(texts)) };
  const files = readdirSync(CORPUS).filter((name) => /^(day|feed|tl)-.*\.jsonl$/.test(name));
  const posts = files.flatMap((name) => lines(new URL(name, CORPUS)).map((line) => JSON.parse(line).text));
  return { from: "everyday posts of rules/corpus", posts };
}

/** A long draft of so many characters: posts under each other, from the given one on. */
export function draft(posts, length, from = 0) {
  let text = "";
  for (let i = from; text.length < length; i++) text += `${posts[i % posts.length]}\n`;
  return text.slice(0, length).toWellFormed();
}

const lines = (url) => readFileSync(url, "utf8").split("\n").filter(Boolean);
