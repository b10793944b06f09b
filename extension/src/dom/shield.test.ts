import assert from "node:assert/strict";
import { test } from "node:test";
import { TakenKeys } from "./keys.js";
import { raiseShield, type Surface, type Ward } from "./shield.js";

const host = {} as Element;
const box = {} as Element;

/** A surface at the left of the window that notes what it hears. */
function surface({ hasFocus = false, holdsKeys = false, width = 100 } = {}) {
  const heard: string[] = [];
  const hear = ({ type }: Event) => void heard.push(type);
  return { heard, isOpen: true, hasFocus, holdsKeys, covers: (x: number) => x < width, hear };
}

/** A shield on a window that only keeps its listeners, and what an event comes to there. */
function raise(surfaces: Surface[], { isDrawn = true, guards = (_event: Event): boolean => false } = {}) {
  const state = { isDrawn, isStopped: false, isPrevented: false };
  const ward: Ward = {
    host: () => (state.isDrawn ? host : undefined),
    surfaces,
    keys: new TakenKeys(),
    left: () => undefined,
    guards,
  };
  const listeners = new Map<string, { listen: (event: Event) => void; passive: boolean }>();
  const view = {
    addEventListener: (type: string, listen: () => void, { passive }: { passive: boolean }) =>
      listeners.set(type, { listen, passive }),
  };
  raiseShield(view as unknown as Window, () => ward, new AbortController().signal);
  const send = (type: string, target: Element, more: object = {}) => {
    state.isStopped = state.isPrevented = false;
    const event = {
      type,
      target,
      isTrusted: true,
      composedPath: () => [target],
      stopImmediatePropagation: () => {
        state.isStopped = true;
      },
      preventDefault: () => {
        state.isPrevented = true;
      },
      ...more,
    };
    listeners.get(type)?.listen(event as unknown as Event);
    return { ...state };
  };
  return { state, listeners, send };
}

const enter = { key: "Enter", code: "Enter", repeat: false };

test("a key that went down in the layer isn't heard coming up in the page's box", () => {
  const card = surface({ hasFocus: true });
  const { send } = raise([card]);
  assert.ok(send("keydown", host, enter).isStopped);
  // The card has closed, and the focus is back in the box.
  card.isOpen = card.hasFocus = false;
  assert.ok(send("keydown", box, { ...enter, repeat: true }).isPrevented);
  assert.ok(send("keyup", box, enter).isStopped);
  assert.ok(!send("keydown", box, enter).isStopped);
  assert.ok(!send("keyup", box, enter).isStopped);
});

test("keys that would post and were held aren't heard coming up either", () => {
  const { send } = raise([], { guards: ({ type }) => type === "keydown" });
  assert.deepEqual(send("keydown", box, enter), { isDrawn: true, isStopped: true, isPrevented: true });
  assert.ok(send("keyup", box, enter).isStopped);
  assert.ok(!send("keyup", box, { ...enter, code: "ControlLeft", key: "Control" }).isStopped);
});

test("a press at the place of what is out of sight, as Firefox's accessibility makes it, goes where the focus went", () => {
  const card = surface();
  const speech = surface({ hasFocus: true, width: 0 });
  const { send } = raise([card, speech]);
  const at = { clientX: 300, clientY: 40, detail: 1 };
  for (const type of ["mousedown", "mouseup", "click"]) assert.ok(send(type, host, at).isStopped);
  // The press itself is nobody's, so that the browser moves the focus.
  assert.deepEqual(speech.heard, ["click"]);
  send("click", host, { ...at, clientX: 50 });
  assert.deepEqual(card.heard, ["click"]);
});

test("a click in the page's modal dialog is the dialog's, but where a panel lies over it", () => {
  const panel = surface({ hasFocus: true, holdsKeys: true });
  const { send } = raise([panel]);
  const dialog = { matches: () => true } as unknown as Element;
  assert.ok(!send("click", dialog, { clientX: 300, clientY: 40, detail: 1 }).isStopped);
  assert.ok(send("click", dialog, { clientX: 50, clientY: 40, detail: 1 }).isStopped);
  assert.deepEqual(panel.heard, ["click"]);
});

test("what a hand does on the layer is kept from the page, whatever the browser calls it", () => {
  const { listeners, send } = raise([surface()]);
  send("pointermove", host, { clientX: 50, clientY: 50 });
  for (const type of [
    "pointerrawupdate",
    "gotpointercapture",
    "lostpointercapture",
    "copy",
    "cut",
    "paste",
    "DOMMouseScroll",
    "MozMousePixelScroll",
  ]) {
    assert.ok(send(type, host, { clientX: 50, clientY: 50 }).isStopped, type);
    assert.ok(!send(type, box).isStopped, type);
  }
  for (const [type, { passive }] of listeners) {
    assert.equal(passive, /^(pointerraw|wheel|touch|DOMMouse|MozMouse)/.test(type), type);
  }
});

test("until something is drawn no browser is made to send each report of the mouse", () => {
  const { state, listeners, send } = raise([], { isDrawn: false });
  send("pointermove", box);
  assert.ok(!listeners.has("pointerrawupdate"));
  state.isDrawn = true;
  send("pointermove", box);
  assert.ok(listeners.has("pointerrawupdate"));
});
