import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sandbox from "../../www/src/words/en.json";
import spanish from "../../www/src/words/es.json";
import messages from "../_locales/en/messages.json";

// Tests run from the project's folder.
const { manifestFor, CONTENT_SECURITY_POLICY } = await import(join(process.cwd(), "extension/manifest.mjs"));

for (const browser of ["chromium", "firefox"]) {
  test(`${browser}: the manifest asks for storage and the named sites only, and for others one by one`, async () => {
    const manifest = await manifestFor(browser);
    assert.deepEqual(manifest.permissions, ["storage"]);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.deepEqual(manifest.optional_permissions, ["scripting"]);
    assert.deepEqual(manifest.optional_host_permissions, ["https://*/*"]);
    assert.deepEqual(manifest.host_permissions, manifest.content_scripts[0].matches);
    for (const site of manifest.host_permissions)
      assert.match(site, /^https:\/\/(\*\.)?[a-z]+(\.[a-z]+)+\/\*$/);
  });
}

test("the extension's pages may connect to its own files and nowhere else", () => {
  for (const rule of CONTENT_SECURITY_POLICY.split("; ")) {
    assert.match(rule, /^[a-z-]+ ('none'|'self'( 'wasm-unsafe-eval')?)$/);
  }
  assert.ok(CONTENT_SECURITY_POLICY.startsWith("default-src 'none'"));
});

test("every message that the code says stands in a language file, and no other", () => {
  const source = ["extension/src", "www/src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const code = `${source.join("\n")}\n${readFileSync("extension/manifest.mjs", "utf8")}`;
  const known = [...Object.keys(messages), ...Object.keys(sandbox)];
  for (const [, key] of code.matchAll(/\bsay\(\s*"(\w+)"/g)) assert.ok(known.includes(key as string), key);
  // A key may also be made of a fixed beginning and a value, as in `modality_${…}`, or be handed on as a label.
  const starts = [...code.matchAll(/[`"](\w+_)\$\{/g)].map(([, start]) => start as string);
  for (const key of known) {
    const isCount = /_(one|other)$/.test(key) && code.includes(`"${key.replace(/_(one|other)$/, "")}"`);
    const isSaid = code.includes(`"${key}"`) || code.includes(`__MSG_${key}__`) || isCount;
    assert.ok(isSaid || starts.some((start) => key.startsWith(start)), `${key} is never said`);
  }
});

test("the sandbox's two languages have the same messages with the same places to fill in", () => {
  const places = (file: Record<string, { message: string }>) =>
    Object.entries(file).map(([key, { message }]) => [key, (message.match(/\$\d/g) ?? []).sort().join()]);
  assert.deepEqual(places(spanish), places(sandbox));
});
