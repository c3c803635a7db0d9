// Asks an argocd-cmp-server as Argo CD's repo server does: gRPC by its socket, a repository as an archive in pieces.
import { createHash } from "node:crypto";
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { gzipSync } from "node:zlib";
import { type ArchivedFile, tar } from "../tools/tar.ts";

/** Source: argo-cd common/common.go DefaultCMPChunkSize. */
const PIECE = 1024;

/** What the server is asked about. */
export interface SentApp {
  readonly files: readonly ArchivedFile[];
  readonly env: Readonly<Record<string, string>>;
}

export class CmpClient {
  readonly #session: ClientHttp2Session;

  constructor(socket: string) {
    this.#session = connect("http://localhost", { createConnection: () => connectSocket(socket) });
  }

  /** What the repo server does for an app that it has to render: it asks for the plugin's settings, whether it takes the app, and for the manifests. */
  async render(app: SentApp): Promise<readonly string[]> {
    const messages = messagesOf(app);
    await this.#call("CheckPluginConfiguration", [Buffer.alloc(0)]);
    const [supported] = fields(await this.#call("MatchRepository", messages));
    if (supported?.number !== 1) throw new Error("the plugin does not take the app");
    return fields(await this.#call("GenerateManifest", messages)).map(({ bytes }) => bytes.toString());
  }

  close(): void {
    this.#session.close();
  }

  #call(method: string, messages: readonly Buffer[]): Promise<Buffer> {
    const stream = this.#session.request({
      ":method": "POST",
      ":path": `/plugin.ConfigManagementPluginService/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.end(Buffer.concat(messages.flatMap((message) => [prefixOf(message), message])));
    const received: Buffer[] = [];
    stream.on("data", (data: Buffer) => received.push(data));
    return new Promise((settle, refuse) => {
      let status: unknown;
      let told: unknown;
      const note = (headers: Readonly<Record<string, unknown>>) => {
        status = headers["grpc-status"] ?? status;
        told = headers["grpc-message"] ?? told;
      };
      stream.on("response", note).on("trailers", note).on("error", refuse);
      stream.on("close", () => (status === "0" ? settle(Buffer.concat(received).subarray(5)) : refuse(new Error(`${method}: ${told}`))));
    });
  }
}

/** Before each message of gRPC: that it is not compressed, and its length. */
function prefixOf({ length }: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(length, 1);
  return prefix;
}

/** Source: argo-cd cmpserver/plugin/plugin.proto; util/cmp/stream.go SendRepoStream */
function messagesOf({ files, env }: SentApp): readonly Buffer[] {
  const archive = gzipSync(tar(files));
  const checksum = createHash("sha256").update(archive).digest("hex");
  const entries = Object.entries(env).map(([name, value]) => field(5, Buffer.concat([field(1, name), field(2, value)])));
  const size = Buffer.concat([Buffer.from([4 << 3]), varint(archive.length)]);
  const metadata = Buffer.concat([field(1, "app"), field(2, "."), field(3, checksum), size, ...entries]);
  const pieces = Array.from({ length: Math.ceil(archive.length / PIECE) }, (_, i) => archive.subarray(i * PIECE, (i + 1) * PIECE));
  return [field(1, metadata), ...pieces.map((piece) => field(2, field(1, piece)))];
}

/** A field of protobuf that holds bytes. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 128 : 0));
    if (left < 128) return Buffer.from(bytes);
  }
}

interface Field {
  readonly number: number;
  readonly bytes: Buffer;
}

/** The fields of a message whose fields are texts and truths. */
function fields(message: Buffer): readonly Field[] {
  const found: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const key = message[at] as number;
    let length = 0;
    for (let shift = 1, more = true; more; shift *= 128) {
      const byte = message[++at] as number;
      length += (byte & 127) * shift;
      more = byte >= 128;
    }
    at++;
    const end = (key & 7) === 2 ? at + length : at;
    found.push({ number: key >> 3, bytes: message.subarray(at, end) });
    at = end;
  }
  return found;
}
