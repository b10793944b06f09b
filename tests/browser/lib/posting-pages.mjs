/** Where the question before posting is played: a row for each entry of `posts` in the sites' files. */

/**
 * By site, its host and the ways to post there: the box, the button, the keys. The page is named as the site is, unless
 * `file` says otherwise.
 */
const SITES = {
  facebook: {
    host: "www.facebook.com",
    ways: [
      { what: "post", button: "#send" },
      { what: "comment", box: "#comment", button: "#send-comment", keys: "Enter" },
      { what: "message", file: "facebook-message", keys: "Enter" },
    ],
  },
  messenger: { host: "www.messenger.com", ways: [{ what: "message", button: "#send", keys: "Enter" }] },
  instagram: {
    host: "www.instagram.com",
    ways: [
      { what: "post", button: "#send" },
      { what: "comment", box: "#comment", button: "#send-comment", keys: "Enter" },
      { what: "message", file: "instagram-message", button: "#send", keys: "Enter" },
    ],
  },
  threads: { host: "www.threads.com", ways: [{ what: "post", button: "#send", keys: "Control+Enter" }] },
  x: {
    host: "x.com",
    ways: [
      { what: "post", button: "#send", keys: "Control+Enter" },
      { what: "message", file: "x-message", button: "#send", keys: "Enter" },
    ],
  },
  linkedin: {
    host: "www.linkedin.com",
    ways: [
      { what: "post", button: "#send" },
      { what: "comment", box: "#comment", button: "#send-comment" },
      { what: "message", file: "linkedin-message", button: "#send", keys: "Enter" },
    ],
  },
  reddit: {
    host: "www.reddit.com",
    ways: [
      { what: "comment", button: "#send", keys: "Control+Enter" },
      { what: "post", file: "reddit-post", button: "#inner-post-submit-button" },
      { what: "comment", file: "reddit-old", button: "#send" },
    ],
  },
  youtube: {
    host: "www.youtube.com",
    ways: [
      { what: "comment", box: "#contenteditable-root", button: "#send", keys: "Control+Enter" },
      { what: "message", file: "youtube-message", box: "#input", button: "#send", keys: "Enter" },
    ],
  },
  tiktok: { host: "www.tiktok.com", ways: [{ what: "comment", button: "#send", keys: "Enter" }] },
  nextdoor: {
    host: "nextdoor.com",
    ways: [
      { what: "post", button: "#send" },
      { what: "comment", file: "nextdoor-comment", button: "#send", keys: "Enter" },
    ],
  },
  bluesky: {
    host: "bsky.app",
    ways: [
      { what: "post", button: "#send", keys: "Control+Enter" },
      { what: "message", file: "bluesky-message", keys: "Enter" },
    ],
  },
  tumblr: { host: "www.tumblr.com", ways: [{ what: "post", button: "#send" }] },
  discord: { host: "discord.com", ways: [{ what: "message", keys: "Enter" }] },
  mastodon: { host: "mastodon.social", ways: [{ what: "post", button: "#send", keys: "Control+Enter" }] },
};

/** Each row with `id`, `host`, `file`, `what`, `box`, and `button` or `keys` or both. */
export const PAGES = Object.entries(SITES).flatMap(([id, { host, ways }]) =>
  ways.map((way) => ({ id, host, file: id, box: "#box", ...way })),
);
