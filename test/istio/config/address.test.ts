import { isAddress, isIpv4, isIpv6, isPortNumber } from "../../../src/istio/config/address.ts";
import { assert, table } from "../../cases.ts";

const addresses: readonly (readonly [text: string, good: boolean])[] = [
  ["istiod.istio-system.svc:15012", true],
  ["istiod.:15012", true],
  ["10.0.0.1:1", true],
  ["[::1]:65535", true],
  ["istiod", false],
  ["istiod:0", false],
  ["istiod:65536", false],
  [":15012", false],
  ["::1:15012", false],
  ["a_b:1", false],
  ["-a:1", false],
  ["10.0.0.256:1", false],
  ["a..b:1", false],
];

table("host:port", addresses, { title: ([text]) => text, run: ([text, good]) => assert.is(isAddress(text), good) });

const ips: readonly (readonly [text: string, is4: boolean, is6: boolean])[] = [
  ["10.0.0.1", true, false],
  ["010.0.0.1", false, false],
  ["10.0.0", false, false],
  ["::", false, true],
  ["fd00::1", false, true],
  ["1:2:3:4:5:6:7:8", false, true],
  ["1:2:3:4:5:6:7", false, false],
  ["1::2::3", false, false],
  ["::ffff:10.0.0.1", false, true],
  ["::ffff:10.0.0.256", false, false],
  ["1:2:3:4:5:6:7::8", false, false],
  ["g::", false, false],
];

table("IP addresses", ips, { title: ([text]) => text, run: ([text, is4, is6]) => assert.equal([isIpv4(text), isIpv6(text)], [is4, is6]) });

table(
  "ports",
  [
    [0, false],
    [1, true],
    [65535, true],
    [65536, false],
    [1.5, false],
  ] as const,
  {
    title: ([port]) => String(port),
    run: ([port, good]) => assert.is(isPortNumber(port), good),
  },
);
