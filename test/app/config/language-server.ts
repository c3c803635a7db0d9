import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/** What the YAML language server, which editors run, says about a document. */
export interface Said {
  /** "9: Property imge is not allowed." */
  readonly faults: readonly string[];
  /** What it offers at the place of the cursor. */
  readonly offers: readonly { readonly label: string; readonly documentation?: string }[];
  /** What it shows of the word at the cursor. */
  readonly hover: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

interface Diagnostics {
  readonly uri: string;
  readonly diagnostics: readonly { readonly range: { readonly start: { readonly line: number } }; readonly message: string }[];
}

/** A language server at work in a folder. Where a text has a `|`, there is the cursor. */
export class LanguageServer {
  private readonly folder: string;
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private readonly awaited = new Map<string, (found: Diagnostics["diagnostics"]) => void>();
  private read = Buffer.alloc(0);
  private count = 0;

  constructor(folder: string) {
    this.folder = folder;
    this.process = spawn("yaml-language-server", ["--stdio"]);
    this.process.stdout.on("data", (data: Buffer) => this.take(data));
  }

  async start(): Promise<void> {
    await this.ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(this.folder).href,
      capabilities: {},
      workspaceFolders: null,
    });
    this.send({ method: "initialized", params: {} });
  }

  stop(): void {
    this.process.kill();
  }

  async say(text: string): Promise<Said> {
    const cursor = Math.max(0, text.indexOf("|"));
    const uri = `${pathToFileURL(this.folder).href}/${++this.count}.yaml`;
    const found = new Promise<Diagnostics["diagnostics"]>((resolve) => this.awaited.set(uri, resolve));
    const document = { uri, languageId: "yaml", version: 1, text: text.replace("|", "") };
    this.send({ method: "textDocument/didOpen", params: { textDocument: document } });
    const before = text.slice(0, cursor).split("\n");
    const at = { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
    const faults = (await found).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
    const offered = (await this.ask("textDocument/completion", at)) as { items?: Said["offers"] } | null;
    const hover = (await this.ask("textDocument/hover", at)) as { contents?: { value?: string } } | null;
    return { faults, offers: offered?.items ?? [], hover: hover?.contents?.value ?? "" };
  }

  private ask(method: string, params: object): Promise<unknown> {
    const id = ++this.count;
    this.send({ id, method, params });
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  private send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** Takes what was read apart: each message comes behind a header with its length. */
  private take(data: Buffer): void {
    this.read = Buffer.concat([this.read, data]);
    for (let head = this.read.indexOf("\r\n\r\n"); head >= 0; head = this.read.indexOf("\r\n\r\n")) {
      const end = head + 4 + Number(/Content-Length: (\d+)/.exec(this.read.subarray(0, head).toString())?.[1]);
      if (this.read.length < end) return;
      this.receive(JSON.parse(this.read.subarray(head + 4, end).toString()));
      this.read = this.read.subarray(end);
    }
  }

  private receive({ id, method, params, result }: Message): void {
    if (method === undefined) this.answers.get(id as number)?.(result);
    // It asks for an editor's settings: no schemas from the network, because the document names its own.
    else if (method === "workspace/configuration") this.send({ id: id as number, result: [{ schemaStore: { enable: false } }] });
    else if (id !== undefined) this.send({ id, result: null });
    else if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as Diagnostics;
      this.awaited.get(uri)?.(diagnostics);
    }
  }
}
