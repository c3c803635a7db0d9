import type { Platform } from "../runtimes.ts";

/** A release: where its files are, and what they are by their SHA-256. */
export interface Release {
  readonly version: string;
  readonly homepage: string;
  /** The URL of the folder with the files. */
  readonly base: string;
  readonly files: readonly ReleasedFile[];
}

export interface ReleasedFile {
  readonly platform: Platform;
  /** Of the executable. */
  readonly sha256: string;
  /** A .tar.gz with the executable as `podgraft`, and licences. */
  readonly archive: { readonly name: string; readonly sha256: string };
}

const SUMMARY = "Grafts sidecars into Kubernetes pod templates at build time";

/** Those that have one executable for each system and processor. */
function common({ files }: Release): readonly ReleasedFile[] {
  return files.filter(({ platform }) => !platform.endsWith("-musl"));
}

const GO_ARCH = { x64: "amd64", arm64: "arm64" } as const;

function steps(platform: Platform): { os: string; arch: keyof typeof GO_ARCH } {
  const [os = "", arch] = platform.split("-");
  return { os, arch: arch as keyof typeof GO_ARCH };
}

/** The text of install.sh, of a template in which places are named. */
export function installScript({ version, base, files }: Release, template: string): string {
  const digests = files
    .filter(({ platform }) => !platform.startsWith("windows"))
    .map(({ platform, sha256 }) => `  ${platform}) echo ${sha256} ;;`);
  return template.replaceAll("@VERSION@", version).replaceAll("@BASE@", base).replace("@DIGESTS@", digests.join("\n"));
}

/** A manifest for krew's index. Source: krew pkg/index/types.go */
export function krewManifest(release: Release): string {
  const platforms = common(release).map(({ platform, archive }) => {
    const { os, arch } = steps(platform);
    const bin = os === "windows" ? "podgraft.exe" : "podgraft";
    return `  - selector:
      matchLabels: {os: ${os}, arch: ${GO_ARCH[arch]}}
    uri: ${release.base}/${archive.name}
    sha256: ${archive.sha256}
    bin: ${bin}
`;
  });
  return `apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: podgraft
spec:
  version: v${release.version}
  homepage: ${release.homepage}
  shortDescription: ${SUMMARY}
  description: |
    Decides which pod templates get Istio's sidecar or your own, and merges them into the manifests before they are
    applied. explain says why, diff shows what changes, check finds what is out of date.
  platforms:
${platforms.join("")}`;
}

/** A formula for a tap of Homebrew's. */
export function homebrewFormula(release: Release): string {
  const ofSystem = (system: string) => {
    const own = common(release).filter(({ platform }) => steps(platform).os === system);
    const blocks = own.map(({ platform, archive }) => {
      const name = steps(platform).arch === "arm64" ? "arm" : "intel";
      return `    on_${name} do\n      url "${release.base}/${archive.name}"\n      sha256 "${archive.sha256}"\n    end\n`;
    });
    return `  on_${system === "darwin" ? "macos" : system} do\n${blocks.join("\n")}  end\n`;
  };
  return `class Podgraft < Formula
  desc "${SUMMARY}"
  homepage "${release.homepage}"
  version "${release.version}"
  license "Apache-2.0"

${ofSystem("darwin")}
${ofSystem("linux")}
  def install
    bin.install "podgraft"
    generate_completions_from_executable(bin/"podgraft", "completion")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/podgraft --version")
  end
end
`;
}

/** What a mise.toml says to pin podgraft. Source: mise docs/dev-tools/backends/http.md */
export function miseConfig(release: Release): string {
  const platforms = common(release).map(({ platform, archive }) => {
    const name = platform.replace("darwin", "macos");
    return `${name} = { url = "${release.base}/${archive.name}", checksum = "sha256:${archive.sha256}" }\n`;
  });
  return `[tools."http:podgraft"]
version = "${release.version}"

[tools."http:podgraft".platforms]
${platforms.join("")}`;
}

/** A package for Nix: \`pkgs.callPackage ./podgraft.nix {}\`. */
export function nixPackage(release: Release): string {
  const sources = common(release).flatMap(({ platform, archive }) => {
    const { os, arch } = steps(platform);
    if (os === "windows") return [];
    const system = `${arch === "x64" ? "x86_64" : "aarch64"}-${os}`;
    return `    ${system} = {\n      url = "${release.base}/${archive.name}";\n      sha256 = "${archive.sha256}";\n    };\n`;
  });
  return `{ lib, stdenv, fetchurl, autoPatchelfHook }:

let
  sources = {
${sources.join("")}  };
in
stdenv.mkDerivation {
  pname = "podgraft";
  version = "${release.version}";

  src = fetchurl (sources.\${stdenv.hostPlatform.system} or (throw "podgraft has no executable for \${stdenv.hostPlatform.system}"));
  sourceRoot = ".";

  nativeBuildInputs = lib.optional stdenv.hostPlatform.isLinux autoPatchelfHook;
  # strip would remove the program and leave its runtime.
  dontStrip = true;

  installPhase = ''
    runHook preInstall
    install -D -m 755 podgraft $out/bin/podgraft
    runHook postInstall
  '';

  meta = {
    description = "${SUMMARY}";
    homepage = "${release.homepage}";
    license = lib.licenses.asl20;
    mainProgram = "podgraft";
    platforms = builtins.attrNames sources;
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
  };
}
`;
}
