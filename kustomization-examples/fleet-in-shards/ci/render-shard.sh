#!/bin/sh
# Renders a shard of the apps and pushes what changed to the branch `rendered` of a repository. It can be repeated, and run
# beside the other shards: each writes other folders.
set -eu
remote=$1 shard=$2
checkout=$(mktemp -d)
trap 'rm -rf "$checkout"' EXIT
git clone --quiet --branch rendered "$remote" "$checkout"

# The first shard removes the apps that are gone.
case $shard in
0/*) for app in "$checkout"/apps/*/; do [ -d "apps/$(basename "$app")" ] || rm -rf "$app"; done ;;
esac

# One app that fails does not keep the others from being pushed; the exit status tells it at the end.
status=0
podgraft build apps/*/ -c injector.yaml -o "$checkout" --shard "$shard" || status=$?

cd "$checkout"
git add --all
if ! git diff --cached --quiet; then
  git -c user.name=render -c user.email=render@example.com commit --quiet --message "Render shard $shard"
  # Other shards may have pushed in between.
  for wait in 1 1 2 3 5 8 13 0; do
    if git push --quiet; then break; fi
    [ "$wait" -gt 0 ] || exit 1
    sleep "$wait"
    git -c user.name=render -c user.email=render@example.com pull --quiet --rebase
  done
fi
exit "$status"
