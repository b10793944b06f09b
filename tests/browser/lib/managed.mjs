/**
 * Sets policies of an organisation in real browsers, where an administrator would: in folders of the system. Chromium
 * follows every change while it runs, Firefox reads them when it starts.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const FILES = {
  // Google's build has a folder of its own.
  chromium: process.env.CLAUSEMARK_CHROMIUM?.includes("google")
    ? "/etc/opt/chrome/policies/managed/clausemark-test.json"
    : "/etc/chromium/policies/managed/clausemark-test.json",
  firefox: "/etc/firefox/policies/policies.json",
};

/** What stood in a file before, by file; undefined if there was none. */
const before = new Map();

/** Sets these values for the extension of this id, or takes all of them away. */
export function setPolicies(name, id, values) {
  const file = FILES[name];
  if (values === undefined) return putBack(file);
  const policies =
    name === "chromium"
      ? { "3rdparty": { extensions: { [id]: values } } }
      : { policies: { "3rdparty": { Extensions: { [id]: values } } } };
  try {
    if (!before.has(file)) {
      before.set(file, textOf(file));
      // Whatever becomes of the test, other tests and the machine's user get none of it.
      process.once("exit", () => putBack(file));
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(policies));
    // Browsers look as the user they run as.
    chmodSync(file, 0o644);
  } catch (error) {
    throw new Error(`${file} can't be written, so no policy can be set; run the tests as root: ${error}`);
  }
}

function putBack(file) {
  if (!before.has(file)) return;
  const text = before.get(file);
  if (text === undefined) rmSync(file, { force: true });
  else writeFileSync(file, text);
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
