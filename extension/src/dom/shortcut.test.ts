import assert from "node:assert/strict";
import { test } from "node:test";
import { matchesShortcut } from "./shortcut.js";

const press = (key: string, held: Partial<KeyboardEvent> = {}, code = "") =>
  ({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held }) as KeyboardEvent;

test("a shortcut is matched with exactly its modifiers", () => {
  assert.ok(matchesShortcut(press(".", { altKey: true }), "Alt+Period"));
  assert.ok(matchesShortcut(press("K", { ctrlKey: true, shiftKey: true }), "Ctrl+Shift+K"));
  assert.ok(!matchesShortcut(press("."), "Alt+Period"));
  assert.ok(!matchesShortcut(press(".", { altKey: true, shiftKey: true }), "Alt+Period"));
});

test("the place of the key counts where the layout puts another sign on it", () => {
  assert.ok(matchesShortcut(press("≥", { altKey: true }, "Period"), "Alt+Period"));
  assert.ok(matchesShortcut(press("≥", { altKey: true }, "Period"), "⌥."));
});

test("a shortcut that the writer took away matches nothing", () => {
  assert.ok(!matchesShortcut(press("", {}), ""));
});
