import { isAddress, isIpv4, isIpv6 } from "../../../src/istio/config/address.ts";
import { mergeProxyConfig } from "../../../src/istio/config/merge-proxy-config.ts";
import { defaultProxyConfig } from "../../../src/istio/config/mesh-defaults.ts";
import { readMessage } from "../../../src/istio/config/read-message.ts";
import { validateProxyConfig } from "../../../src/istio/config/validate-proxy-config.ts";
import { toValue } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";

table(
  "what Istio refuses in a ProxyConfig",
  [
    { given: {}, paths: [] },
    { given: { drainDuration: "1500ms" }, paths: ["drainDuration"] },
    { given: { drainDuration: "0s" }, paths: ["drainDuration"] },
    { given: { discoveryAddress: "istiod" }, paths: ["discoveryAddress"] },
    { given: { discoveryAddress: "" }, paths: ["discoveryAddress"] },
    { given: { statusPort: 0, proxyAdminPort: 70000 }, paths: ["proxyAdminPort", "statusPort"] },
    { given: { serviceCluster: "" }, paths: ["serviceCluster"] },
    { given: { tracingServiceName: "CANONICAL_NAME_ONLY" }, paths: [] },
    { given: { controlPlaneAuthPolicy: "INHERIT" }, paths: ["controlPlaneAuthPolicy"] },
    { given: { tracing: { zipkin: {} } }, paths: ["tracing.zipkin.address"] },
    { given: { tracing: { datadog: { address: "$(HOST_IP):8126" } } }, paths: [] },
    { given: { tracing: { lightstep: { address: "l:1" } } }, paths: ["tracing.lightstep.accessToken"] },
    { given: { tracing: { tlsSettings: { mode: "MUTUAL", clientCertificate: "c" } } }, paths: ["tracing.tlsSettings"] },
    { given: { tracing: { tlsSettings: { mode: "MUTUAL", clientCertificate: "c", privateKey: "k" } } }, paths: [] },
    { given: { tracing: { tlsSettings: { mode: "SIMPLE", credentialName: "c", caCertificates: "a" } } }, paths: ["tracing.tlsSettings"] },
    {
      given: { tracing: { tlsSettings: { mode: "SIMPLE", insecureSkipVerify: true, caCertificates: "a" } } },
      paths: ["tracing.tlsSettings"],
    },
    { given: { privateKeyProvider: { cryptomb: {} } }, paths: ["privateKeyProvider"] },
    { given: { privateKeyProvider: { qat: { pollDelay: "10ms" } } }, paths: [] },
    { given: { connectionSettings: { httpIdleTimeout: "-1s" } }, paths: ["connectionSettings.httpIdleTimeout"] },
    { given: { connectionSettings: { http2InitialStreamWindowSize: 1 } }, paths: ["connectionSettings.http2InitialStreamWindowSize"] },
    { given: { envoyAccessLogService: { address: "als" } }, paths: ["envoyAccessLogService.address"] },
  ],
  {
    title: ({ given }) => JSON.stringify(given),
    run: ({ given, paths }) => {
      const config = mergeProxyConfig(defaultProxyConfig, readMessage("ProxyConfig", toValue(given)).fields);
      assert.equal(
        validateProxyConfig(config).map(({ path }) => path),
        paths,
      );
    },
  },
);

table(
  "addresses",
  [
    ["istiod.istio-system.svc:15012", true],
    ["istiod.istio-system.svc.:15012", true],
    ["10.0.0.1:80", true],
    ["[::1]:80", true],
    ["::1:80", false],
    ["host", false],
    ["host:0", false],
    ["host:65536", false],
    ["host:http", false],
    ["-host:80", false],
    ["a..b:80", false],
    ["a.1:80", false],
    [":80", false],
  ] as const,
  { title: ([text]) => text, run: ([text, want]) => assert.is(isAddress(text), want) },
);

table(
  "IP addresses",
  [
    ["1.2.3.4", 4],
    ["01.2.3.4", 0],
    ["1.2.3", 0],
    ["1.2.3.256", 0],
    ["::", 6],
    ["::1", 6],
    ["1::", 6],
    ["2001:db8::8:800:200c:417a", 6],
    ["1:2:3:4:5:6:7:8", 6],
    ["1:2:3:4:5:6:7", 0],
    ["1:2:3:4:5:6:7::", 6],
    ["1:2:3:4:5:6:7:8::", 0],
    ["::ffff:1.2.3.4", 6],
    ["::1.2.3.4:5", 0],
    ["1::2::3", 0],
    ["12345::", 0],
    [":::", 0],
    ["", 0],
  ] as const,
  {
    title: ([text]) => JSON.stringify(text),
    run: ([text, want]) => assert.is(isIpv4(text) ? 4 : isIpv6(text) ? 6 : 0, want),
  },
);
