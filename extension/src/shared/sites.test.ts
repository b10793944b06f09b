import assert from "node:assert/strict";
import { test } from "node:test";
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
