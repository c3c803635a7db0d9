// Runs the built podgraft in this thread as often as it is asked to. Its chunks are compiled once, and run again each time, as in a
// new process. What it reads from and writes to the standard streams goes to whoever asks.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");
const { parentPort, workerData } = require("node:worker_threads");

const { chunks, signal, port } = workerData;
const functions = new Map();

function functionOf(name) {
  if (!functions.has(name)) {
    const filename = join(chunks, `${name}.cjs`);
    functions.set(name, new Script(readFileSync(filename, "latin1"), { filename }).runInThisContext());
  }
  return functions.get(name);
}

parentPort.on("message", ({ args, input, env }) => {
  const output = { 1: [], 2: [] };
  const modules = builtinModules(Buffer.from(input), output);
  const loaded = new Map();
  const answered = (code) => {
    port.postMessage({ code, out: Buffer.concat(output[1]), err: Buffer.concat(output[2]) });
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  const process = processFor({ argv: ["node", "podgraft", ...args], env, exit: once(answered), modules });
  const load = (name) => {
    if (!loaded.has(name)) {
      const chunk = { exports: {} };
      loaded.set(name, chunk);
      functionOf(name)(requireChunk, chunk, process);
    }
    return loaded.get(name).exports;
  };
  const requireChunk = (id) => (id.startsWith("./chunks/") ? load(id.slice("./chunks/".length)) : (modules[id] ?? require(id)));
  try {
    load("main");
  } catch (error) {
    output[2].push(Buffer.from(String(error.stack)));
    answered(70);
  }
});

/** A process ends once; what is left of it in this thread is not heard. */
function once(answered) {
  let isDone = false;
  return (code) => {
    if (!isDone) answered(code ?? 0);
    isDone = true;
  };
}

/** The modules by which the program knows the standard streams. */
function builtinModules(input, output) {
  const fs = require("node:fs");
  let position = 0;
  const readSync = (fd, buffer, offset, length, ...rest) => {
    if (fd !== 0) return fs.readSync(fd, buffer, offset, length, ...rest);
    const count = input.copy(buffer, offset, position, position + length);
    position += count;
    return count;
  };
  const writeSync = (fd, bytes, offset = 0, ...rest) => {
    if (fd !== 1 && fd !== 2) return fs.writeSync(fd, bytes, offset, ...rest);
    const written = typeof bytes === "string" ? Buffer.from(bytes) : Buffer.from(bytes.subarray(offset));
    output[fd].push(written);
    return written.length;
  };
  const fstatSync = (fd, ...rest) =>
    fd === 0 ? { size: 0, isFile: () => false, isFIFO: () => true, isCharacterDevice: () => false } : fs.fstatSync(fd, ...rest);
  return {
    "node:fs": { ...fs, readSync, writeSync, fstatSync },
    "node:tty": { ...require("node:tty"), isatty: () => false },
    "node:v8": { ...require("node:v8"), setFlagsFromString: () => {} },
  };
}

function processFor({ modules, ...own }) {
  const getBuiltinModule = (id) => modules[id] ?? process.getBuiltinModule(id);
  return new Proxy(process, {
    get: (target, key) => {
      if (key === "getBuiltinModule") return getBuiltinModule;
      if (Object.hasOwn(own, key)) return own[key];
      const value = target[key];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
