#!/bin/sh
# Installs podgraft @VERSION@: sh install.sh [DIRECTORY], without a directory into ~/.local/bin. What was downloaded is kept only
# if it has the SHA-256 that is written here. tools/release.ts makes this file; PODGRAFT_BASE_URL names a mirror.
set -eu

fail() {
  echo "install.sh: Cannot install podgraft: $1" >&2
  exit 1
}

# The operating system, processor and C library, as the executables are named.
platform() {
  case $(uname -s) in
  Linux) os=linux ;;
  Darwin) os=darwin ;;
  *) fail "the system is $(uname -s); expected Linux or macOS. For Windows download podgraft-windows-x64.exe" ;;
  esac
  case $(uname -m) in
  x86_64 | amd64) arch=x64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) fail "the processor is $(uname -m); expected x86_64 or arm64" ;;
  esac
  libc=
  if [ "$os" = linux ] && [ ! -e /lib64/ld-linux-x86-64.so.2 ] && [ ! -e /lib/ld-linux-aarch64.so.1 ]; then libc=-musl; fi
  echo "$os-$arch$libc"
}

digest_of() {
  case $1 in
@DIGESTS@
  *) fail "there is no podgraft for $1" ;;
  esac
}

download() {
  if command -v curl >/dev/null; then
    curl -fsSL -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1"
  else
    fail "neither curl nor wget is on PATH"
  fi
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi
}

main() {
  directory=${1:-"$HOME/.local/bin"}
  platform=$(platform)
  expected=$(digest_of "$platform")
  url=${PODGRAFT_BASE_URL:-@BASE@}/podgraft-$platform
  mkdir -p "$directory"
  file=$(mktemp "$directory/.podgraft-XXXXXX")
  trap 'rm -f "$file"' EXIT
  trap 'exit 1' HUP INT TERM
  download "$url" "$file" || fail "$url could not be downloaded"
  found=$(sha256 "$file")
  found=${found%% *}
  [ "$found" = "$expected" ] || fail "the SHA-256 of $url is $found; expected $expected"
  chmod 755 "$file"
  mv -f "$file" "$directory/podgraft"
  echo "podgraft @VERSION@ is $directory/podgraft"
  case ":$PATH:" in
  *":$directory:"*) ;;
  *) echo "fix: add $directory to PATH" ;;
  esac
}

# All of it has been read when it begins, also from a pipe.
main "$@"
