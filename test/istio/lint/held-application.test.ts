import { type LintRow, lintTable } from "./lint-table.ts";

const lifecycle = { global: { proxy: { lifecycle: { preStop: { exec: { command: ["drain"] } } } } } };
const held = { defaultConfig: { holdApplicationUntilProxyStarts: true } };

const hold: readonly LintRow[] = [
  { name: "a lifecycle in place of hold's hook", native: false, values: lifecycle, mesh: held, codes: ["HoldWithoutHook"] },
  {
    name: "a lifecycle in place of hold's hook, by the values",
    native: false,
    values: { global: { proxy: { ...lifecycle.global.proxy, holdApplicationUntilProxyStarts: true } } },
    codes: ["HoldWithoutHook"],
  },
  { name: "a native proxy", values: lifecycle, mesh: held, codes: [] },
  { name: "a lifecycle alone", native: false, values: lifecycle, codes: [] },
  { name: "hold alone", native: false, mesh: held, codes: [] },
  {
    name: "a lifecycle with a hook",
    native: false,
    values: { global: { proxy: { lifecycle: { postStart: { exec: { command: ["pilot-agent", "wait"] } } } } } },
    mesh: held,
    codes: [],
  },
];

lintTable("the application held", hold);
