import type * as z from "zod/mini";
import type { DialectInput, InputObject } from "../dialect.ts";
import { oneOf, settingsBlock, text } from "../settings-block.ts";

const environment = oneOf(["AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"]);
const logLevel = oneOf(["warning", "info", "debug", "trace", "all"]);
const REGISTRY = "mcr.microsoft.com/oss/azure/workload-identity";

/** `spec.dialects.azure-workload-identity`: the values of the webhook's chart that decide about pods. */
export const azureBlock = settingsBlock(
  {
    description: "Azure's workload identity webhook.",
    absent: "no pod gets Azure credentials",
    example: "{tenantId: 72f988bf-86f1-41af-91ab-2d7cd011db47}",
  },
  {
    version: [text, "The webhook's release.", "the newest that is known", "1.5.1"],
    tenantId: [text, "`azureTenantID`: the tenant, where a ServiceAccount names none.", "required", "72f988bf-86f1-41af-91ab-2d7cd011db47"],
    environment: [environment, "`azureEnvironment`, by which AZURE_AUTHORITY_HOST goes.", "`AzurePublicCloud`", "AzureChinaCloud"],
    audience: [text, "`--audience` of the tokens.", "`api://AzureADTokenExchange`", "api://AzureADTokenExchangeChina"],
    proxyImage: [text, "PROXY_IMAGE: the proxy's image.", "the vendor's, of the release", "registry.example.com/proxy:v1.6.0"],
    proxyInitImage: [text, "PROXY_INIT_IMAGE: its init container's.", "the vendor's, of the release", "registry.example.com/init:v1.6.0"],
    logLevel: [logLevel, "`logLevel` of the webhook, which the proxy has, too.", "`info`", "debug"],
  },
);

export type AzureSettings = z.infer<typeof azureBlock.settings>;

export interface Asked {
  readonly account: InputObject | undefined;
  readonly settings: AzureSettings;
  readonly version: string;
  readonly minor: number | undefined;
  readonly readYaml: DialectInput["readYaml"];
}

export function imagesOf({ proxyImage, proxyInitImage }: AzureSettings, version: string) {
  return { proxy: proxyImage ?? `${REGISTRY}/proxy:v${version}`, init: proxyInitImage ?? `${REGISTRY}/proxy-init:v${version}` };
}

/** Source: go-autorest azure/environments.go ActiveDirectoryEndpoint. */
export const authorityHosts = {
  AzurePublicCloud: "https://login.microsoftonline.com/",
  AzureUSGovernmentCloud: "https://login.microsoftonline.us/",
  AzureChinaCloud: "https://login.chinacloudapi.cn/",
} as const;
