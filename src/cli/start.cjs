#!/usr/bin/env node
// What hosts run as plugin/podgraft: starts chunks/main.cjs, from compiled code where the build left it for this very
// Node. Without it, or where V8 refuses it because of other flags, main.cjs is compiled as usual.
const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");

const filename = `${__dirname}/chunks/main.cjs`;

function compiledCode() {
  try {
    return readFileSync(`${__dirname}/chunks/main-${process.version}-${process.arch}.bin`);
  } catch {
    return undefined;
  }
}

new Script(readFileSync(filename, "latin1"), { filename, cachedData: compiledCode() }).runInThisContext()(require, module, process);
