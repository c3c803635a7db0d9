#!/usr/bin/env node
// What hosts run as plugin/podgraft: runs chunks/main.cjs, and the other chunks when it calls for them, from compiled code
// where the build left it for this very Node. Without it, or where V8 refuses it because of other flags, they are compiled
// as usual.
const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");

const scripts = new Map();
const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const filename = `${__dirname}/chunks/${name}.cjs`;
  const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData: compiledCode(name) });
  const chunk = { exports: {} };
  scripts.set(name, script);
  loaded.set(name, chunk);
  script.runInThisContext()(requireChunk, chunk, process);
  return chunk.exports;
}

function requireChunk(id) {
  return id.startsWith("./chunks/") ? load(id.slice("./chunks/".length)) : require(id);
}

/** V8 would crash on damaged code, and does not look for damage. So the file holds the code twice, which takes no time to compare. */
function compiledCode(name) {
  try {
    const twice = readFileSync(`${__dirname}/chunks/${name}-${process.version}-${process.arch}.bin`);
    const code = twice.subarray(0, twice.length / 2);
    return code.equals(twice.subarray(twice.length / 2)) ? code : undefined;
  } catch {
    return undefined;
  }
}

load("main");
// For the build, which keeps what V8 compiled.
module.exports = scripts;
