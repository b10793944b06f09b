/**
 * The background worker. The browser stops it when it likes and starts it for the next message, so it keeps
 * nothing but what it can make again; every listener is registered while the script first runs.
 */
import { browser } from "../shared/browser.js";
import { changeChoices, onSettingsChange } from "../shared/settings.js";
import { followAddedSites } from "./added-sites.js";
import { renewChecker } from "./checker.js";
import { followOrganisation } from "./organisation.js";
import { acceptPort, broadcast, broadcastState, step, wakeOthers } from "./ports.js";

browser.runtime.onConnect.addListener(acceptPort);

followOrganisation();
onSettingsChange(() => {
  renewChecker();
  void broadcastState().then(() => broadcast({ kind: "recheck" }));
  void wakeOthers();
});

// Firefox on Android has no commands.
browser.commands?.onCommand.addListener((command, tab) => {
  void step(command === "next-mark", tab?.id);
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  // The browser forgets registered scripts with an update.
  void followAddedSites();
  if (reason !== "install") return;
  // Writing the defaults down once lets the settings page and an administrator see what is in force.
  void changeChoices((choices) => choices);
  void browser.tabs.create({ url: browser.runtime.getURL("welcome.html") });
});

browser.runtime.onStartup.addListener(() => void followAddedSites());
for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
  event.addListener(() => {
    void followAddedSites();
    void broadcastState();
    void wakeOthers();
  });
}
