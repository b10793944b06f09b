/** The texts to measure on: the everyday tweets where they lie beside the project, else its own everyday posts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../../", import.meta.url);
const TWEETS = new URL("../shared/corpus/tweets-everyday-dev.txt", ROOT);
const CORPUS = new URL("rules/corpus/", ROOT);

/** Where the posts are from, and the posts. */
export function everyday() {
  if (existsSync(TWEETS)) return { from: "everyday tweets", posts: lines(TWEETS) };
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
