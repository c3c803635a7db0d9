#!/bin/sh
# Packs a directory into an OCI image layout, and lists what is in it. `oras cp --from-oci-layout LAYOUT:latest
# REGISTRY/NAME:TAG` pushes it. GNU tar: the same directory gives the same layer.
set -eu
from=$1 layout=$2
mkdir -p "$layout/blobs/sha256"
# Moves a file to where its digest says, and prints its descriptor.
blob() {
  digest=$(sha256sum "$2" | cut -d ' ' -f 1)
  printf '{"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%d}' "$1" "$digest" "$(wc -c <"$2")"
  mv "$2" "$layout/blobs/sha256/$digest"
}
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX -C "$from" -cf - . | gzip -n >layer
tar -tzf layer
layer=$(blob layer.v1.tar+gzip layer)
printf '{}' >config
config=$(blob config.v1+json config)
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
  "$config" "$layer" >manifest
manifest=$(blob manifest.v1+json manifest)
tag='"annotations":{"org.opencontainers.image.ref.name":"latest"}'
printf '{"schemaVersion":2,"manifests":[%s,%s}]}\n' "${manifest%\}}" "$tag" >"$layout/index.json"
printf '{"imageLayoutVersion":"1.0.0"}\n' >"$layout/oci-layout"
