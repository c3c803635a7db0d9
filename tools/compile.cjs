// Runs plugin/podgraft on stdin and keeps what V8 compiled on the way, of every chunk for which nothing is kept yet.
const { existsSync, writeFileSync } = require("node:fs");
const { resolve } = require("node:path");

const scripts = require(resolve("plugin/podgraft"));

process.on("exit", () => {
  for (const [name, script] of scripts) {
    const file = resolve(`plugin/chunks/${name}-${process.version}-${process.arch}.bin`);
    if (existsSync(file)) continue;
    const code = script.createCachedData();
    // Twice, by which the program notices damage.
    writeFileSync(file, Buffer.concat([code, code]));
  }
});
