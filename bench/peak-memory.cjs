// Loaded into a measured process (node --require, bun --preload): tells its peak memory on stderr when it ends.
const { readFileSync, writeSync } = require("node:fs");

/** Linux counts it for the program itself; elsewhere, and in getrusage, what forked the process may count too. */
function peakKiB() {
  try {
    return /VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on("exit", () => writeSync(2, `peak ${peakKiB()} KiB\n`));
