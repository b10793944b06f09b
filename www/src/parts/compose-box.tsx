/** A box that one writes in, with the extension's own marks and card over it. */
import type { Finding } from "clausemark";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Desk } from "../../../extension/src/dom/desk.js";
import { SandboxEngine } from "../engine.js";
import type { Setting } from "../setting.js";

interface Props {
  id: string;
  label: string;
  text: string;
  setting: Setting;
  /** While false the box can be written in, and nothing is marked. */
  isMarked: boolean;
  placeholder?: string;
  rows?: number;
  onText(text: string): void;
  onFindings(findings: Finding[], text: string): void;
}

/** Grows with its text; asks for the focus when its marks are to be shown, since a box is read only once one is in it. */
export function ComposeBox(props: Props) {
  const { id, label, text, setting, isMarked, placeholder = "", rows = 2 } = props;
  const { policy, account, role } = setting;
  const box = useRef<HTMLTextAreaElement>(null);
  const engine = useRef<SandboxEngine>(undefined);
  const told = useRef(props);
  told.current = props;

  useLayoutEffect(() => {
    const made = new SandboxEngine((findings, found) => told.current.onFindings(findings, found));
    const desk = new Desk(document, made);
    made.recheck = () => desk.recheck();
    engine.current = made;
    desk.start();
    return () => {
      desk.stop();
      made.forget();
    };
  }, []);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    // What is typed stands there already; what a button put there has to be shown, and read.
    if (area.value !== text) {
      area.value = text;
      if (isMarked && text !== "") area.focus({ preventScroll: true });
      engine.current?.recheck();
    }
    grow(area);
  }, [text, isMarked]);
  useEffect(() => {
    engine.current?.choose({ policy, account, role }, isMarked);
  }, [policy, account, role, isMarked]);
  useEffect(() => {
    if (isMarked && text !== "") box.current?.focus({ preventScroll: true });
  }, [isMarked]);

  return (
    <textarea
      id={id}
      ref={box}
      rows={rows}
      style={{ "--rows": rows }}
      aria-label={label}
      placeholder={placeholder}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => told.current.onText(event.currentTarget.value)}
    />
  );
}

/** Makes the box as high as its text, where the browser doesn't by the style alone. */
function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  // Without its height the page is shorter for a moment, which would scroll the writer's line away.
  const { scrollX, scrollY } = window;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
  if (scrollY !== window.scrollY) scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
}
