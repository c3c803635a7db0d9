// Runs main.cjs as src/cli/start.cjs does and keeps what V8 compiled on the way, the functions that the input on stdin
// called for included.
const { readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { resolve } = require("node:path");
const { Script } = require("node:vm");

const chunks = resolve("plugin/chunks");
const filename = `${chunks}/main.cjs`;
const script = new Script(readFileSync(filename, "latin1"), { filename });
process.on("exit", () => writeFileSync(`${chunks}/main-${process.version}-${process.arch}.bin`, script.createCachedData()));
script.runInThisContext()(createRequire(resolve("plugin/podgraft")), module, process);
