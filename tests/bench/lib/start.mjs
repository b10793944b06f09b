/** Run by itself: prints the milliseconds from nothing loaded to the first answer. */
const start = performance.now();
const { load, settings } = await import("./module.mjs");
const { module } = await load();
const findings = new module.Checker(settings).check("well fuck it", {});
process.stdout.write(JSON.stringify({ time: performance.now() - start, findings: findings.length }));
