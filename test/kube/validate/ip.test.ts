import { isIp } from "../../../src/kube/validate/ip.ts";
import { assert, table } from "../../cases.ts";

// As Kubernetes' ParseIPSloppy takes and refuses them.
const taken = ["10.0.0.1", "010.000.000.001", "255.255.255.255", "::", "::1", "fe80::1", "2001:db8:0:0:0:0:0:1", "::ffff:10.0.0.1", "1::8"];
const refused = [
  "",
  "10.0.0",
  "10.0.0.256",
  "10.0.0.1.",
  "1.2.3.x",
  ":",
  ":::",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "fe80::1%eth0",
];
const more = ["12345::", "::10.0.0", "10.0.0.1::", "1:2:3:4:5:6:7::8"];

table("an IP address", taken, { title: (text) => text, run: (text) => assert.ok(isIp(text)) });
table("what is not an IP address", [...refused, ...more], { title: (text) => JSON.stringify(text), run: (text) => assert.not(isIp(text)) });
