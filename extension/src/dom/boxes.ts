/**
 * Which elements are compose boxes. Text areas and editors are, unless something about them says otherwise; a
 * single-line input is one only if it says that it is for writing to people. A box that holds a secret, a
 * search, a number or an address is never read.
 */

/** An element that a post, comment or message is written in. */
export type ComposeBox = HTMLElement;

/** A box whose text is its value, not its content. */
export type TextControl = HTMLTextAreaElement | HTMLInputElement;

// Names, labels and placeholders, in the languages that the sites' own pages are tried in: English and Spanish.

/** Words that ask for a post, a comment or a message. */
const WRITES =
  /\b(comment|reply|respond|answer|message|messag\w*|post|tweet|status|caption|write|say|share|chat|talk|think\w*|mind|happening|thread|note|describe|story|coment\w+|respuesta|responde\w*|mensaje\w*|publica\w*|escrib\w+|estado|compart\w+|piensa\w*|pensando|pasando|historia|nota)\b/i;
/** Words of boxes that are not for writing to people, unless the same label asks for that. */
const SHUT =
  /\b(search|find|filter|verification|e-?mail|phone|address|zip|postal|url|username|user name|buscar?|filtrar?|correo|tel[eé]fono|direcci[oó]n|usuario)\b/i;
/** Words of boxes that hold a secret or a number, whatever else the label says. */
const SECRET =
  /\b(passwords?|passcode|passwd|passphrase|otp|one[- ]time|(verification|security|access|login|confirmation|authentication) (code|answer|question)|cvv|cvc|card number|post ?code|contrase\S+|clave|c[oó]digo (de|postal)|n[uú]mero de tarjeta)\b/i;
/** What the label of a search begins with, whatever is searched. */
const SEARCHES = /^\s*(search|filter|find in|buscar?|filtrar?)\b/i;
/** `autocomplete` values that a browser fills in by itself. */
const FILLED =
  /\b(name|email|tel|address|postal|cc-|password|one-time|username|bday|country|organization)\w*/i;

/** Whether `element` keeps its text in `value`. */
export function isTextControl(element: Element): element is TextControl {
  return element.localName === "textarea" || element.localName === "input";
}

/** Whether a box can be written in now; a site may lock one while it saves, or turn it into what was posted. */
export function isWritable(box: ComposeBox): boolean {
  return isTextControl(box) ? !box.disabled && !box.readOnly : box.isContentEditable;
}

/** The compose box that the focus went into, if it is one. `path` is the event's composed path. */
export function composeBoxIn(path: readonly EventTarget[]): ComposeBox | undefined {
  const first = path[0];
  if (!first || !("nodeType" in first) || (first as Node).nodeType !== 1) return undefined;
  const element = first as HTMLElement;
  if (element.localName === "textarea")
    return isOpenArea(element as HTMLTextAreaElement) ? element : undefined;
  if (element.localName === "input") return isComposeInput(element as HTMLInputElement) ? element : undefined;
  return editorAround(element);
}

/** The compose box that has the focus now, through open shadow roots. */
export function focusedBox(page: Document): ComposeBox | undefined {
  let element = page.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ? composeBoxIn([element]) : undefined;
}

function isOpenArea(area: HTMLTextAreaElement): boolean {
  return isWritable(area) && !isShut(area);
}

function isComposeInput(input: HTMLInputElement): boolean {
  if (input.type !== "text" || !isWritable(input) || isShut(input)) return false;
  if (/^(numeric|decimal|tel|email|url|search)$/.test(input.inputMode)) return false;
  if (FILLED.test(input.autocomplete)) return false;
  return WRITES.test(labelOf(input));
}

/** The whole editor around a focused element: its outermost editable ancestor. */
function editorAround(element: HTMLElement): ComposeBox | undefined {
  if (!element.isContentEditable) return undefined;
  let editor = element;
  for (let up = editor.parentElement; up?.isContentEditable; up = up.parentElement) editor = up;
  return isShut(editor) ? undefined : editor;
}

/** Whether the box says of itself that it isn't for writing to people. */
function isShut(box: HTMLElement): boolean {
  const role = box.getAttribute("role");
  if (role === "searchbox" || role === "spinbutton") return true;
  if (role === "combobox" && isTextControl(box) && !WRITES.test(labelOf(box))) return true;
  if (box.closest("[role=search], search")) return true;
  const labels = labelsOf(box);
  const label = labels.join(" ");
  if (SECRET.test(label) || labels.some((one) => SEARCHES.test(one))) return true;
  return SHUT.test(label) && !WRITES.test(label);
}

function labelOf(box: HTMLElement): string {
  return labelsOf(box).join(" ");
}

/** What the box calls itself, to people and to code. */
function labelsOf(box: HTMLElement): string[] {
  const named = ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title", "name", "id"];
  const words = named.map((name) => box.getAttribute(name) ?? "");
  for (const id of (box.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).slice(0, 3)) {
    const root = box.getRootNode() as Document | ShadowRoot;
    words.push((root.getElementById?.(id)?.textContent ?? "").slice(0, 80));
  }
  if (isTextControl(box))
    for (const label of box.labels ?? []) words.push((label.textContent ?? "").slice(0, 80));
  return words.map((word) => word.replace(/[_-]/g, " "));
}
