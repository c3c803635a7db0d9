import { containerPorts, portRanges, portSetting, probedPorts, unproxiedPorts } from "../../src/dialects/port-lists.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const containers = [
  toValue({
    ports: [{ containerPort: 3306, name: "db" }, { containerPort: 80 }],
    livenessProbe: { httpGet: { port: 8080 } },
    readinessProbe: { httpGet: { port: "db" } },
  }) as ValueMap,
];

const rows = [
  { text: "80,443", ranges: ["80", "443"], faults: [] },
  { text: "1000-2000, 5-5,", ranges: ["1000-2000", "5"], faults: [] },
  { text: "db", ranges: ["3306"], faults: [] },
  { text: "http,9-3,65536,1-2-3,80", ranges: ["80"], faults: ["http", "9-3", "65536", "1-2-3"] },
  { text: "", ranges: [], faults: [""] },
];

table("a list of ports:", rows, {
  title: ({ text }) => text,
  run: ({ text, ranges, faults }) => assert.equal(portRanges(text, containers), { ranges, faults }),
});

suite("the ports of containers", (test) => {
  test("are reported where they are UDP", () => {
    const dns = toValue({
      ports: [
        { containerPort: 53, protocol: "UDP" },
        { containerPort: 80, protocol: "TCP" },
      ],
    }) as ValueMap;
    assert.equal(
      unproxiedPorts([dns], "Example").map(({ code, message }) => `${code}: ${message}`),
      ["UnproxiedPort: Example's proxy leaves UDP alone: port 53 of the pod"],
    );
    assert.equal(unproxiedPorts(containers, "Example"), []);
  });
  test("are named", () => assert.equal(containerPorts(containers), ["3306", "80"]));
  test("are probed by their numbers", () => assert.equal(probedPorts(containers, ["readinessProbe", "livenessProbe"]), ["8080"]));
  test("are a setting, unless the annotation is absent", () => {
    const row = { name: "example.com/ports", path: "proxy.ports" };
    const { settings, diagnostics } = portSetting(row, { texts: { "example.com/ports": "db,x" }, taken: {}, containers });
    assert.equal(settings, [["proxy.ports", "3306"]]);
    assert.equal(
      diagnostics.map(({ message }) => message),
      ['example.com/ports has no effect: "x" is neither a port, a range of ports, nor the name of a port of the pod'],
    );
    assert.equal(portSetting(row, { texts: {}, taken: {}, containers }), { settings: [], diagnostics: [] });
  });
});
