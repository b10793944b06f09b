/** The sandbox without a network: a service worker that keeps its files, and a line that says when there are newer ones. */
import { useEffect, useState } from "preact/hooks";
import { say } from "../../extension/src/shared/words.js";

let waiting: ServiceWorker | undefined;
const hearers = new Set<() => void>();

/** Registers the service worker where there can be one: not in the extension, whose files are on the device anyway. */
export function keepOffline(): void {
  const canKeep = "serviceWorker" in navigator && location.protocol.startsWith("http");
  if (!canKeep) return;
  let isReloading = false;
  const wasKept = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker takes over a page that is of its own version already.
    if (!wasKept || isReloading) return;
    isReloading = true;
    location.reload();
  });
  navigator.serviceWorker
    .register("service-worker.js")
    .then(watch)
    .catch(() => {
      // A browser that keeps no files, as in a private window, still shows the page.
    });
}

function watch(registration: ServiceWorkerRegistration): void {
  const note = () => {
    waiting = registration.waiting ?? undefined;
    if (navigator.serviceWorker.controller) for (const hearer of hearers) hearer();
  };
  const follow = () => registration.installing?.addEventListener("statechange", note);
  note();
  // A newer version may have been found while this page was loading.
  follow();
  registration.addEventListener("updatefound", follow);
}

/** Says that a newer version is there, and takes it when asked: a class in the middle of a lesson isn't interrupted. */
export function UpdateNotice() {
  const [isWaiting, setWaiting] = useState(waiting !== undefined);
  useEffect(() => {
    const hear = () => setWaiting(waiting !== undefined);
    hearers.add(hear);
    return () => void hearers.delete(hear);
  }, []);
  if (!isWaiting) return null;
  return (
    <div class="notice" role="status">
      <span>{say("sandbox_update")}</span>
      <button type="button" id="update" onClick={() => waiting?.postMessage("take over")}>
        {say("sandbox_update_take")}
      </button>
    </div>
  );
}
