import assert from "node:assert/strict";
import { test } from "node:test";
import { SITES, siteOfHost } from "./sites.js";

test("a host belongs to the site that names it, and to no other", () => {
  assert.equal(siteOfHost("www.facebook.com")?.name, "Facebook");
  assert.equal(siteOfHost("facebook.com")?.name, "Facebook");
  assert.equal(siteOfHost("bsky.app")?.name, "Bluesky");
  for (const host of ["notfacebook.com", "facebook.com.example", "sub.bsky.app", ""]) {
    assert.equal(siteOfHost(host), undefined, host);
  }
});

test("no two sites name the same host", () => {
  const hosts = SITES.flatMap((site) => site.hosts);
  assert.equal(new Set(hosts).size, hosts.length);
});
