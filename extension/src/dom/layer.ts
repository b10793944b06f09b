/**
 * The one element that the page gets to see. It has no name, class or attribute, takes no room and never
 * changes; all that is drawn lives in its closed shadow root.
 *
 * Inside that root a manual popover lifts the drawing into the top layer, over dialogs and full-screen
 * elements. The popover's own attribute stands in the closed tree, where the page can't look for it.
 */
import { Lease } from "./lease.js";
import { LAYER_STYLE } from "./style.js";

/** Where the layer's own pixels lie, so that the page's coordinates can be turned into the layer's. */
export interface Origin {
  x: number;
  y: number;
  scale: number;
}

/** The drawing surface of one document. Inert until `open` is called for the first mark. */
export class Layer {
  private host: HTMLElement | undefined;
  private sheet: HTMLElement | undefined;
  private root: ShadowRoot | undefined;
  private lease: Lease | undefined;
  private readonly parts = new Map<string, HTMLElement>();

  constructor(private readonly page: Document) {}

  /** The element in the page, once there is one. */
  get element(): HTMLElement | undefined {
    return this.host;
  }

  /** The element in the closed tree that has the focus. */
  get focused(): Element | null {
    return this.root?.activeElement ?? null;
  }

  /** Whether anything has been put into the page. */
  get isOpen(): boolean {
    return this.host !== undefined;
  }

  /** A part of the drawing by name (`marks`, `card`…); made, and the host with it, when first asked for. */
  part(name: string): HTMLElement {
    const sheet = this.open();
    let part = this.parts.get(name);
    if (!part) {
      part = this.page.createElement("div");
      part.className = name;
      sheet.append(part);
      this.parts.set(name, part);
    }
    return part;
  }

  /** Puts the layer above whatever came into the top layer after it, and back if the page took it out. */
  raise(): void {
    if (!this.host || !this.sheet) return;
    if (!this.host.isConnected) this.page.documentElement.append(this.host);
    // A page may lack the popover API only in browsers older than the manifest allows; the layer then stays
    // where it is, above everything but the top layer.
    if (typeof this.sheet.showPopover !== "function") return;
    if (this.sheet.matches(":popover-open")) {
      // Hiding would take the focus out of the card.
      if (this.focused) return;
      this.sheet.hidePopover();
    }
    this.sheet.showPopover();
  }

  /** What is drawn stays for a while longer, where it would go by itself. */
  renew(): void {
    this.lease?.renew();
  }

  /** Whether the layer is still in the page. */
  get isShown(): boolean {
    return this.host?.isConnected ?? false;
  }

  /** Where the layer's corner really is: a zoomed or transformed root element moves even fixed things. */
  origin(): Origin {
    const rect = this.sheet?.getBoundingClientRect();
    if (!rect || rect.width === 0) return { x: 0, y: 0, scale: 1 };
    const width = this.sheet?.offsetWidth ?? 0;
    return { x: rect.left, y: rect.top, scale: width > 0 ? rect.width / width : 1 };
  }

  /** Takes everything out of the page. */
  close(): void {
    this.lease?.end();
    this.lease = undefined;
    this.host?.remove();
    this.host = this.sheet = this.root = undefined;
    this.parts.clear();
  }

  private open(): HTMLElement {
    if (this.sheet) return this.sheet;
    const host = this.page.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    dress(this.page, root);
    const sheet = this.page.createElement("div");
    sheet.className = "sheet";
    sheet.setAttribute("popover", "manual");
    root.append(sheet);
    this.host = host;
    this.root = root;
    this.sheet = sheet;
    this.page.documentElement.append(host);
    this.raise();
    if (Lease.isNeeded(sheet)) this.lease = new Lease(root, sheet);
    return sheet;
  }
}

/**
 * Gives the root its style past the page's Content-Security-Policy. Chromium lets a content script use a
 * constructed sheet; Firefox refuses that through its wrapper but accepts a style element of an extension's.
 */
function dress(page: Document, root: ShadowRoot): void {
  try {
    const view = page.defaultView as (Window & typeof globalThis) | null;
    const sheet = new (view?.CSSStyleSheet ?? CSSStyleSheet)();
    sheet.replaceSync(LAYER_STYLE);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return;
  } catch {
    // Firefox: falls through to the element.
  }
  const style = page.createElement("style");
  style.textContent = LAYER_STYLE;
  root.append(style);
}
