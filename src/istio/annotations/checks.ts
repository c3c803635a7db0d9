import { parseDuration } from "../../gotemplate/sprig/duration.ts";
import { parseQuantity } from "../../kube/quantity.ts";
import { parseGoBool, parseGoUint } from "../../value/go-parse.ts";
import { isList, isMap, type Value } from "../../value/value.ts";
import { isIpv4, isIpv6 } from "../config/address.ts";
import { parseJson } from "../go-json.ts";
import { parseScrapeTargets } from "../scrape-targets.ts";

/** What the value of an annotation may be. */
export interface AnnotationCheck {
  /** For docs/ANNOTATIONS.md. */
  readonly shown: string;
  /** For messages. */
  readonly expected: string;
  readonly holds: (value: string) => boolean;
  /** Of another value. Absent: it has no effect. */
  readonly consequence?: string;
}

export const port: AnnotationCheck = { shown: "a port", expected: "a port from 0 to 65535", holds: isPort };

export const ports: AnnotationCheck = {
  shown: "ports separated by commas",
  expected: 'ports from 0 to 65535, separated by commas, such as "8080,9090"',
  holds: isPortList,
};

export const portsOrAll: AnnotationCheck = {
  shown: 'ports separated by commas, or "*"',
  expected: `"*" or ${ports.expected}`,
  holds: (value) => value === "*" || isPortList(value),
};

/** Istio checks nothing here; the proxy's init container fails on anything else. */
export const plainPorts: AnnotationCheck = {
  shown: "ports separated by commas",
  expected: 'ports such as "80,443"',
  holds: (value) => /^(\d{1,5}(,\d{1,5})*)?$/.test(value),
};

export const ranges: AnnotationCheck = {
  shown: "ranges separated by commas",
  expected: 'ranges such as "10.0.0.0/8", separated by commas',
  holds: areRanges,
};

export const rangesOrAll: AnnotationCheck = {
  shown: 'ranges separated by commas, or "*"',
  expected: `"*" or ${ranges.expected}`,
  holds: (value) => value === "*" || areRanges(value),
};

/** Source: istio pkg/util/net/ip.go ValidateInterfaceNames. */
export const interfaces: AnnotationCheck = {
  shown: "network interfaces separated by commas",
  expected: "names of network interfaces, separated by commas, each at most 15 characters",
  holds: (value) => value === "" || value.split(",").every((name) => /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/.test(name.trim())),
};

/** No blanks around it, unlike in a manifest's own quantities. Source: istio pkg/kube/inject/validate.go validateResourceQuantity. */
export const quantity: AnnotationCheck = {
  shown: "a quantity",
  expected: 'a quantity such as "100m" or "128Mi"',
  holds: (value) => value === value.trim() && parseQuantity(value) !== undefined,
};

export const seconds: AnnotationCheck = {
  shown: "a whole number",
  expected: "a whole number from 0 to 4294967295",
  holds: (value) => parseGoUint(value, 32) !== undefined,
};

export const duration: AnnotationCheck = {
  shown: "a duration",
  expected: 'a duration such as "5s"',
  holds: (value) => parseDuration(value) !== undefined,
};

/** As Go reads it: `1`, `T` and their like too. */
export const goBool: AnnotationCheck = {
  shown: '"true", "false"',
  expected: '"true" or "false"',
  holds: (value) => parseGoBool(value) !== undefined,
};

export const trueOrFalse: AnnotationCheck = { ...goBool, holds: (value) => value === "true" || value === "false" };

export const interceptionModes: AnnotationCheck = {
  shown: "REDIRECT, TPROXY, NONE",
  expected: "REDIRECT, TPROXY or NONE",
  holds: (value) => /^(REDIRECT|TPROXY|NONE)$/.test(value),
};

export const image: AnnotationCheck = {
  shown: "an image with a slash",
  expected: 'an image with its registry, such as "example.com/proxyv2:1.30.5"',
  holds: (value) => value.includes("/"),
};

export const imageType: AnnotationCheck = {
  shown: "default, debug, distroless",
  expected: "default, debug or distroless",
  holds: (value) => /^(default|debug|distroless)$/.test(value),
};

/**
 * Envoy gets it: `debug`, or `info,misc:error`; an empty one is left out.
 *
 * Source: istio pilot/cmd/pilot-agent/app/cmd.go proxyLogLevel, pkg/envoy/proxy.go args
 */
export const logLevel: AnnotationCheck = {
  shown: "trace, debug, info, warning, error, critical, off",
  expected: "trace, debug, info, warning, error, critical or off",
  holds: (value) =>
    value === "" || value.split(",").every((part) => /^(?:[a-z0-9_]+:)?(?:trace|debug|info|warning|warn|error|critical|off)$/.test(part)),
  consequence: "keeps the proxy from starting",
};

export const strings: AnnotationCheck = {
  shown: "a JSON object of strings",
  expected: "a JSON object of strings",
  holds: (value) => isMapOf(parseJson(value), (item) => typeof item === "string"),
};

export const histogramBuckets: AnnotationCheck = {
  shown: "a JSON object of lists of numbers",
  expected: "a JSON object of lists of numbers by the prefixes of metrics",
  holds: (value) => isMapOf(parseJson(value), isList),
};

export const histogramBins: AnnotationCheck = {
  shown: "a JSON object",
  expected: "a JSON object by the prefixes of metrics",
  holds: (value) => isMap(parseJson(value)),
};

export const compressions: AnnotationCheck = {
  shown: "brotli, gzip, zstd, separated by commas",
  expected: "brotli, gzip or zstd, separated by commas",
  holds: (value) => value.split(",").every((name) => /^(brotli|gzip|zstd)$/.test(name.trim())),
};

export const scrapeTargets: AnnotationCheck = {
  shown: "port:path, separated by commas",
  expected: '"port:path" entries, separated by commas',
  holds: (value) => parseScrapeTargets(value) !== undefined,
};

function isPort(text: string): boolean {
  return parseGoUint(text.trim(), 16) !== undefined;
}

function isPortList(text: string): boolean {
  return text.trim() === "" || text.trim().split(",").every(isPort);
}

function areRanges(text: string): boolean {
  return text === "" || text.split(",").every(isRange);
}

/** Source: Go netip.ParsePrefix: no zone, no leading zeros, no blanks. */
function isRange(text: string): boolean {
  const [, address = "", bits = ""] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128 && bits !== "");
}

function isMapOf(value: Value | undefined, holds: (item: Value) => boolean): boolean {
  return isMap(value) && Object.values(value).every((item) => holds(item as Value));
}
