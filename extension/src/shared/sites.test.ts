import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { hostIn, hostTyped, patternFor, SITES, siteId, siteName } from "./sites.js";

test("a host belongs to its site, and any other to itself", () => {
  assert.equal(siteId("www.facebook.com"), "facebook");
  assert.equal(siteId("facebook.com"), "facebook");
  assert.equal(siteId("twitter.com"), "x");
  assert.equal(siteId("notfacebook.com"), "notfacebook.com");
  assert.equal(siteId("mas.to"), "mastodon");
  for (const host of ["facebook.com.example", "sub.bsky.app", ""]) assert.equal(siteId(host), host);
  assert.equal(siteName("mastodon"), "Mastodon");
  assert.equal(siteName("forum.example"), "forum.example");
});

test("what a person types is read as one host, or not at all", () => {
  assert.equal(hostTyped("forum.example"), "forum.example");
  assert.equal(hostTyped(" https://Forum.example/thread/5?x=1#y "), "forum.example");
  assert.equal(hostTyped("https://bücher.example"), "xn--bcher-kva.example");
  for (const wrong of [
    "",
    "forum",
    "http://forum.example",
    "*.example.com",
    "ftp://a.b",
    "https://",
    "a b.c",
    "https://[::1]/",
  ]) {
    assert.equal(hostTyped(wrong), undefined, wrong);
  }
});

test("a pattern names its host, unless it is a site that comes with the extension", () => {
  assert.equal(hostIn(patternFor("forum.example")), "forum.example");
  assert.equal(hostIn("https://*.facebook.com/*"), undefined);
  assert.equal(hostIn("https://bsky.app/*"), undefined);
  assert.equal(hostIn("https://*/*"), undefined);
});

test("no two sites name the same host", () => {
  const hosts = SITES.flatMap((site) => site.hosts);
  assert.equal(new Set(hosts).size, hosts.length);
});

test("a site file with a mistake stops the build, with its name and what is wrong", async () => {
  // Tests run from the project's folder.
  const { readSites } = await import(join(process.cwd(), "extension/sites.mjs"));
  const folder = mkdtempSync(join(tmpdir(), "sites-"));
  const read = (text: string) => {
    writeFileSync(join(folder, "one.json"), text);
    return readSites(pathToFileURL(`${folder}/`));
  };
  const post = { what: "post", box: "[role=textbox]", button: "#send" };
  const site = { name: "One", hosts: ["*.one.example"], posts: [post] };
  try {
    assert.deepEqual(await read(JSON.stringify(site)), [{ ...site, id: "one" }]);
    const wrong: [object | string, RegExp][] = [
      ["{", /one\.json/],
      [{ ...site, hosts: ["https://one.example/*"] }, /one\.json: \/hosts\/0 must match/],
      [{ ...site, posts: [{ what: "post", box: "[role=textbox]" }] }, /one\.json: \/posts\/0 must have/],
      [{ ...site, posts: [{ ...post, keys: ["Enter+Ctrl"] }] }, /one\.json: \/posts\/0\/keys\/0/],
      [{ ...site, colour: "blue" }, /one\.json: \/ must NOT have additional/],
    ];
    for (const [what, complaint] of wrong) {
      const text = typeof what === "string" ? what : JSON.stringify(what);
      await assert.rejects(read(text), complaint);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
