/** The extension's background worker in Chromium, which the browser stops when it likes. */
import { until } from "./browsers.mjs";

/** The worker's target, if it runs. */
export function workerOf({ browser }) {
  return browser.targets().find((target) => target.type() === "service_worker");
}

/** Stops the worker as it is, in the middle of whatever it does; a question on its way may start the next one at once. */
export async function killWorker(it) {
  const target = await until("the worker", () => workerOf(it));
  const worker = await target.worker();
  await worker.close().catch((error) => {
    // It was to be closed and let go; if it is gone before it could be let go, there is nothing left to do.
    if (!/No session with given id/.test(error.message)) throw error;
  });
}
