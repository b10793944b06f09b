/**
 * What listens to a document before anybody writes in it, and so must be little. It stands before the page's own
 * listeners, since it is there first: the page is kept from hearing what is done in the layer, and the first focus of
 * a compose box, or the first picture, fetches the desk, which is all the rest.
 */
import { type ComposeBox, composeBoxIn, focusedBox } from "./boxes.js";
import { raiseShield, type Ward } from "./shield.js";

/** Who lives behind the door. */
export interface House extends Ward {
  /** The focus went into a compose box. */
  entered(box: ComposeBox): void;
  /** Files were chosen, dropped or pasted. */
  handed(files: readonly File[], time: number, target: EventTarget | undefined): void;
  /** Takes everything away, until the next focus. */
  clear(): void;
}

/** The door of one document. Opens no port, reads nothing, draws nothing. */
export class Door {
  /** Undefined until it was fetched; whoever builds a house moves in here. */
  house: House | undefined;
  private stopper = new AbortController();

  /** `fetch` builds the house; what knocked is handed on when it is there. */
  constructor(
    private readonly view: Window,
    private readonly fetch: () => Promise<unknown> = async () => undefined,
  ) {
    this.listen();
  }

  /** Listens no more. */
  close(): void {
    // With a reason of our own: the browser's would be an error, and making one costs another reading of this script.
    this.stopper.abort("closed");
  }

  /** Begins anew with whatever has the focus now: the document was written over, and its listeners are gone. */
  renew(): void {
    this.house?.clear();
    this.close();
    this.stopper = new AbortController();
    this.listen();
    this.look();
  }

  /** Looks who has the focus now, since nobody told of it. */
  look(): void {
    const box = focusedBox(this.view.document);
    if (box) this.tell((house) => house.entered(box));
  }

  private listen(): void {
    const { signal } = this.stopper;
    const passive = { capture: true, passive: true, signal };
    this.view.addEventListener("focusin", (event) => this.noteFocus(event), passive);
    raiseShield(this.view, () => this.house, signal);
    // A choice of files is told by `input`, too, and unlike `change` that leaves the shadow roots of components.
    for (const type of ["input", "drop", "paste"]) {
      this.view.addEventListener(type, (event) => this.noteFiles(event), passive);
    }
  }

  private noteFocus(event: FocusEvent): void {
    if (!event.isTrusted) return;
    const box = composeBoxIn(event.composedPath());
    if (box) this.tell((house) => house.entered(box));
  }

  private noteFiles(event: Event): void {
    if (!event.isTrusted) return;
    const list = filesIn(event);
    if (!list || list.length === 0) return;
    // The list belongs to the event and is empty when that is over.
    const files = [...list];
    const [target] = event.composedPath();
    this.tell((house) => house.handed(files, event.timeStamp, target));
  }

  private tell(what: (house: House) => void): void {
    if (this.house) return what(this.house);
    void this.fetch().then(() => this.house && what(this.house));
  }
}

function filesIn(event: Event): FileList | null | undefined {
  if (event.type === "drop") return (event as DragEvent).dataTransfer?.files;
  if (event.type === "paste") return (event as ClipboardEvent).clipboardData?.files;
  const [target] = event.composedPath();
  return target && "files" in target ? (target as HTMLInputElement).files : undefined;
}
