/** Real Chromium and real Firefox with the built extension in them, both led through the tests' own proxy. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { layerReader } from "./layer.mjs";

const DIST = new URL(`${process.env.CLAUSEMARK_DIST ?? "../../../dist"}/`, import.meta.url);

/** The extension's id in Firefox, and the address that its pages have in these tests. */
const FIREFOX_ID = "clausemark@clausemark.invalid";
const FIREFOX_UUID = "6f1d6f4e-6c1b-4d4e-9a3a-2f5d8c000000";

/** Time for a browser to start on a machine that is busy with other things. */
const STARTING = 120_000;
/** Time for a browser to close. */
const CLOSING = 20_000;

/** The browsers that every behaviour is shown in. */
export const BROWSERS = ["chromium", "firefox"];

/** A folder of the build, as an address. */
export const built = (name) => new URL(`${name}/`, DIST);

/**
 * Starts a browser. Without `sites` it keeps its own network, for the sandbox. The page that opens after an
 * installation is closed again, unless `firstRun` wants to see it. `folder` is the extension's, if it isn't the built one,
 * `downloads` one for saved files, `kept` one for a profile of Firefox that outlives the browser, and what the extension
 * stored with it.
 */
export async function launch(
  name,
  {
    sites,
    extension = true,
    headless = true,
    firstRun = false,
    folder = fileURLToPath(built(name)),
    downloads,
    kept,
  } = {},
) {
  const browser =
    name === "chromium"
      ? await chromium(sites, extension && folder, headless, downloads)
      : await firefox(sites, headless, downloads, kept);
  if (name === "firefox" && extension) await browser.installExtension(folder);
  if (extension) await originOf(name, browser);
  if (extension && !firstRun) await (await firstPage(name, browser)).close();
  return {
    name,
    browser,
    layer: layerReader(name, browser),
    /** Addresses of files inside the extension, as a page might guess them. */
    extensionFiles: async () => [`${await originOf(name, browser)}/icons/32.png`],
    store: (values) => store(name, browser, values),
    openExtensionPage: (path) => openExtensionPage(name, browser, path),
    firstPage: () => firstPage(name, browser),
    allowHost: (pattern) => (name === "chromium" ? allowHost(browser, pattern) : undefined),
    extensionPages: () => (name === "chromium" ? pagesOfChromium(browser) : pagesOfFirefox(browser)),
    close: () => close(browser),
  };
}

/** Closes a browser. Firefox at times never ends what it does at its end; then it is ended. */
async function close(browser) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, CLOSING);
  });
  await Promise.race([browser.close(), late]);
  clearTimeout(timer);
  browser.process()?.kill("SIGKILL");
}

function chromium(sites, folder, headless, downloads) {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--ignore-certificate-errors",
    "--force-color-profile=srgb",
    "--window-size=1200,900",
  ];
  if (sites) args.push(`--proxy-server=http://127.0.0.1:${sites.proxyPort}`);
  return puppeteer.launch({
    executablePath: find("CLAUSEMARK_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
    headless,
    pipe: true,
    timeout: STARTING,
    args,
    defaultViewport: { width: 1100, height: 800 },
    ...(folder ? { enableExtensions: [folder] } : {}),
    ...(downloads ? { downloadBehavior: { policy: "allow", downloadPath: downloads } } : {}),
  });
}

function firefox(sites, headless, downloads, kept) {
  const proxy = sites && {
    "network.proxy.type": 1,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": sites.proxyPort,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": sites.proxyPort,
    "network.proxy.allow_hijacking_localhost": false,
  };
  return puppeteer.launch({
    browser: "firefox",
    executablePath: find("CLAUSEMARK_FIREFOX", ["firefox", "firefox-esr"]),
    headless,
    enableExtensions: true,
    timeout: STARTING,
    acceptInsecureCerts: true,
    // Lets the tests open the extension's own pages.
    args: ["--remote-allow-system-access"],
    // Lets the server of Firefox's own settings be switched off below.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
    defaultViewport: { width: 1100, height: 800 },
    ...(kept ? { userDataDir: kept } : {}),
    extraPrefsFirefox: {
      ...proxy,
      ...(kept ? { "extensions.webextensions.keepStorageOnUninstall": true } : {}),
      ...(downloads ? { "browser.download.dir": downloads, "browser.download.folderList": 2 } : {}),
      // A prompt for a permission is the browser's own window, which no test can press a button in: yes is taken for granted.
      "extensions.webextOptionalPermissionPrompts": false,
      // Firefox makes up the address that an extension's pages have; here it is given one.
      "extensions.webextensions.uuids": JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID }),
      // Firefox asks its makers for this and that at a start; none of it has to do with a page.
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "services.settings.server": "data:,#remote-settings-dummy/v1",
      "browser.safebrowsing.update.enabled": false,
      "dom.push.connection.enabled": false,
    },
  });
}

/**
 * Allows the extension a host in Chromium, as its user can in the browser's own settings. The prompt that the extension
 * brings up otherwise is a window that no test can press a button in; what has been allowed is not asked for again.
 */
async function allowHost(browser, pattern) {
  const page = await browser.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate(async (host) => {
    const all = await chrome.developerPrivate.getExtensionsInfo();
    const { id } = all.find(({ name }) => name === "Clausemark");
    await chrome.developerPrivate.addHostPermission(id, host);
  }, pattern);
  await page.close();
}

/** The page that the extension opens when it has been installed. */
export function firstPage(name, browser) {
  return until("the first page", async () => {
    const pages = await (name === "chromium" ? pagesOfChromium(browser) : pagesOfFirefox(browser));
    return pages.find(({ url }) => url.endsWith("/welcome.html"));
  });
}

/** Chromium makes up an id for the extension; it is seen at its worker, which sleeps later on. */
const origins = new WeakMap();

/** Where the extension's own pages live. */
async function originOf(name, browser) {
  if (name === "chromium") {
    if (origins.has(browser)) return origins.get(browser);
    const worker = await until("the worker", () =>
      browser
        .targets()
        .find((target) => target.url().startsWith("chrome-extension:") && target.type() === "service_worker"),
    );
    const origin = `chrome-extension://${new URL(worker.url()).host}`;
    origins.set(browser, origin);
    return origin;
  }
  return `moz-extension://${FIREFOX_UUID}`;
}

/** Puts values into the extension's own storage, as its settings page would. */
async function store(name, browser, values) {
  const page = await openExtensionPage(name, browser, "settings.html");
  if (name === "chromium") await page.evaluate((given) => chrome.storage.local.set(given), values);
  else await page.run(`() => browser.storage.local.set(${JSON.stringify(values)})`);
  await page.close();
}

/** Opens a page of the extension in a tab of its own. */
async function openExtensionPage(name, browser, path) {
  const address = `${await originOf(name, browser)}/${path}`;
  if (name === "chromium") {
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  }
  const { result } = await browser.connection.send("browsingContext.create", { type: "tab" });
  await browser.connection.send("browsingContext.navigate", {
    context: result.context,
    url: address,
    wait: "complete",
  });
  return (await pagesOfFirefox(browser)).find(({ context }) => context === result.context);
}

/** The open pages of the extension, each with `url`, `run(function)` and `close()`. */
async function pagesOfChromium(browser) {
  return (await browser.pages())
    .filter((page) => page.url().startsWith("chrome-extension:"))
    .map((page) => ({
      url: page.url(),
      page,
      run: (what) => page.evaluate(`(${what})()`),
      close: () => page.close(),
    }));
}

/** The same in Firefox, where puppeteer doesn't see them as pages but the protocol below it does. */
async function pagesOfFirefox({ connection }) {
  const { result } = await connection.send("browsingContext.getTree", {});
  return result.contexts
    .filter(({ url }) => url.startsWith("moz-extension:"))
    .map(({ url, context }) => ({
      url,
      context,
      async run(what) {
        const answer = await connection.send("script.callFunction", {
          functionDeclaration: `async () => JSON.stringify(await (${what})())`,
          awaitPromise: true,
          target: { context },
        });
        if (answer.result.type === "exception") throw new Error(answer.result.exceptionDetails.text);
        const { value } = answer.result.result;
        return value === undefined ? undefined : JSON.parse(value);
      },
      close: () => connection.send("browsingContext.close", { context }),
    }));
}

function find(variable, names) {
  const named = process.env[variable];
  if (named) return named;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`${names[0]} isn't found; name it in ${variable} or run \`cargo xtask setup\``);
}

/** Waits until `probe` answers with something true, and returns that. */
export async function until(what, probe, { timeout = 30_000 } = {}) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    try {
      last = await probe();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(`waited ${timeout / 1000} s for ${what}; last seen: ${describe(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function describe(value) {
  return value instanceof Error ? value.message : JSON.stringify(value);
}
