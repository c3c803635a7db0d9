#!/usr/bin/env node
// The program plugin/podgraft, which hosts run. It runs chunks/main.cjs, and other chunks when they are needed, from
// compiled code if the build left it for this Node version. Without compiled code, or if V8 refuses it because of other
// flags, they are compiled as usual. An executable contains this text after `const bundled`, which has each chunk's
// function by name.
const scripts = new Map();
const loaded = new Map();
const functionOf = typeof bundled === "undefined" ? readFunction : (name) => bundled[name];

function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const run = functionOf(name);
  const chunk = { exports: {} };
  loaded.set(name, chunk);
  run(requireChunk, chunk, process);
  return chunk.exports;
}

function requireChunk(id) {
  return id.startsWith("./chunks/") ? load(id.slice("./chunks/".length)) : require(id);
}

/** By `module.path`: Bun would write `__dirname` out, and with it where the executable was built. */
function readFunction(name) {
  const { readFileSync } = require("node:fs");
  const { Script } = require("node:vm");
  const filename = `${module.path}/chunks/${name}.cjs`;
  const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData: compiledCode(name, readFileSync) });
  scripts.set(name, script);
  return script.runInThisContext();
}

/**
 * V8 does not check for damaged code and would crash on it. So the file has the code twice; comparing takes no time.
 */
function compiledCode(name, readFileSync) {
  try {
    const twice = readFileSync(`${module.path}/chunks/${name}-${process.version}-${process.arch}.bin`);
    const code = twice.subarray(0, twice.length / 2);
    return code.equals(twice.subarray(twice.length / 2)) ? code : undefined;
  } catch {
    return undefined;
  }
}

load("main");
// For the build, which keeps what V8 compiled.
module.exports = scripts;
