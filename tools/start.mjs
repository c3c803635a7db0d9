// What `npm start` shows: on one screen, what is injected in a shipped example and why, and what that changes.
import { spawnSync } from "node:child_process";

const sources = ["-f", "examples/istio", "-c", "examples/istio/injector.yaml"];

function show(title, args) {
  console.log(`${title}\n`);
  const { status, error } = spawnSync(process.execPath, ["plugin/podgraft", ...args, ...sources], { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

show("What is injected into examples/istio, and why:", ["explain", "--quiet"]);
show("\nWhat that changes:", ["diff", "--exit-zero", "--summary"]);
console.log(`
Next, try
  plugin/podgraft explain -v ${sources.join(" ")}   every fact, and what would change it
  plugin/podgraft diff ${sources.join(" ")}         every line that changes`);
