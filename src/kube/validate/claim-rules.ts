import { equal, type ValueMap } from "../../value/value.ts";
import { parseQuantity } from "../quantity.ts";
import { checkAnnotationKeys } from "./annotation-rules.ts";
import { below, EMPTY, isSet, isZero, listOf, mapOf, type Place, tell, textOf } from "./fault.ts";
import { dnsLabel, dnsSubdomain, isDnsSubdomain, oneOf, orEmpty } from "./formats.ts";
import type { Rules } from "./rules.ts";
import { checkLabels } from "./scheduling-rules.ts";

const ACCESS_MODES = oneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

/** Source: kubernetes pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimTemplate, ValidatePersistentVolumeClaimSpec, 1.34 */
export const claimRules: Rules = {
  PersistentVolumeClaimTemplate: { implied: ["spec"], check: checkTemplateMetadata },
  PersistentVolumeClaimSpec: {
    required: ["accessModes"],
    fields: {
      storageClassName: orEmpty(dnsSubdomain),
      volumeMode: oneOf("Block", "Filesystem"),
      volumeAttributesClassName: orEmpty(dnsSubdomain),
    },
    items: { accessModes: ACCESS_MODES },
    check: checkClaim,
  },
  TypedLocalObjectReference: { required: ["kind", "name"], check: checkSource },
  TypedObjectReference: { required: ["kind", "name"], fields: { namespace: orEmpty(dnsLabel) }, check: checkSource },
};

/** The claim is named after the pod, so only labels and annotations are allowed. */
function checkTemplateMetadata(template: ValueMap, place: Place): void {
  const metadata = mapOf(template, "metadata");
  const at = below(place, "metadata");
  checkLabels(metadata?.labels, below(at, "labels"));
  checkAnnotationKeys(mapOf(metadata, "annotations") ?? EMPTY, below(at, "annotations"));
  for (const [key, value] of Object.entries(metadata ?? {})) {
    if (key === "labels" || key === "annotations" || value === null || value === "" || (key === "generation" && value === 0)) continue;
    tell(below(at, key), value, "only labels and annotations in a claim's template");
  }
}

function checkClaim(claim: ValueMap, place: Place): void {
  const modes = listOf(claim, "accessModes");
  if (modes.includes("ReadWriteOncePod") && modes.some((mode) => mode !== "ReadWriteOncePod"))
    tell(below(place, "accessModes"), claim.accessModes, "ReadWriteOncePod without another mode");
  checkStorage(claim, below(below(below(place, "resources"), "requests"), "storage"));
  const [source, reference] = [mapOf(claim, "dataSource"), mapOf(claim, "dataSourceRef")];
  if (!source || !reference) return;
  if (textOf(reference, "namespace") !== "") tell(below(place, "dataSource"), source, "no dataSource beside dataSourceRef.namespace");
  else if (!["apiGroup", "kind", "name"].every((key) => equal(source[key] ?? null, reference[key] ?? null)))
    tell(below(place, "dataSource"), source, "the same as dataSourceRef");
}

function checkStorage(claim: ValueMap, place: Place): void {
  const storage = mapOf(mapOf(claim, "resources"), "requests")?.storage;
  const quantity = storage === undefined ? undefined : parseQuantity(storage ?? 0);
  if (storage === undefined) tell(place, undefined, "the amount of storage that is asked for");
  else if (quantity && quantity.unscaled <= 0n) tell(place, storage, "an amount greater than 0");
}

function checkSource(source: ValueMap, place: Place): void {
  const group = textOf(source, "apiGroup");
  if (group === "" && !isZero(source.kind) && source.kind !== "PersistentVolumeClaim")
    tell(below(place, "kind"), source.kind, "PersistentVolumeClaim, or the kind's apiGroup beside it");
  if (isSet(source, "apiGroup") && group !== "" && !isDnsSubdomain(group)) tell(below(place, "apiGroup"), group, dnsSubdomain.expected);
}
