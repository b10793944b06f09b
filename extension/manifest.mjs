/**
 * The manifest, from one source for both browsers. What differs is at the end; everything else is the same, so
 * a permission can't slip into one of them alone.
 */
import { readFile } from "node:fs/promises";
import { readSites } from "./sites.mjs";

const read = async (path) => JSON.parse(await readFile(new URL(path, import.meta.url), "utf8"));

/** Pages and worker of the extension reach its own files and nothing else. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The match patterns of the named sites. */
export async function sitePatterns() {
  return (await readSites()).flatMap(({ hosts }) => hosts.map((host) => `https://${host}/*`));
}

/** The manifest for `chromium` or `firefox`. */
export async function manifestFor(browser) {
  const { version } = await read("../package.json");
  const matches = await sitePatterns();
  const common = {
    manifest_version: 3,
    name: "__MSG_name__",
    short_name: "Clausemark",
    description: "__MSG_description__",
    default_locale: "en",
    version,
    icons: { 16: "icons/16.png", 32: "icons/32.png", 48: "icons/48.png", 128: "icons/128.png" },
    permissions: ["storage"],
    host_permissions: matches,
    // Asked for one site at a time, when the writer adds it, and given back when it is removed.
    optional_permissions: ["scripting"],
    optional_host_permissions: ["https://*/*"],
    action: {
      default_popup: "popup.html",
      default_title: "__MSG_name__",
      default_icon: { 16: "icons/16.png", 32: "icons/32.png" },
    },
    options_ui: { page: "settings.html", open_in_tab: true },
    content_scripts: [
      {
        matches,
        js: ["content.js"],
        run_at: "document_start",
        all_frames: true,
        match_origin_as_fallback: true,
      },
    ],
    commands: {
      "next-mark": { suggested_key: { default: "Alt+Period" }, description: "__MSG_command_next__" },
      "previous-mark": { suggested_key: { default: "Alt+Comma" }, description: "__MSG_command_previous__" },
    },
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    // Only so can a clause page open in the private window that it was asked for in.
    incognito: browser === "chromium" ? "split" : "spanning",
  };
  if (browser === "chromium") {
    return {
      ...common,
      minimum_chrome_version: "120",
      // What an organisation can set. Firefox takes its policies as they are and knows no such key.
      storage: { managed_schema: "managed-schema.json" },
      background: { service_worker: "background.js", type: "module" },
    };
  }
  return {
    ...common,
    background: { scripts: ["background.js"], type: "module" },
    browser_specific_settings: {
      gecko: {
        id: "clausemark@clausemark.invalid",
        strict_min_version: "140.0",
        data_collection_permissions: { required: ["none"] },
      },
      // The first version for Android that knows the key above.
      gecko_android: { strict_min_version: "142.0" },
    },
  };
}
