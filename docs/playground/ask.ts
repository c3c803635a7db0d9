import type { Answer } from "./answer.ts";
import type { Input } from "./input.ts";

// A slow machine may need some; an input that never ends is stopped all the same.
const MOST_SECONDS = 60;

/** What becomes of a question: an answer, or a sentence. */
export type Answered = (answer: Answer | { readonly problem: string }) => void;

/** Asks podgraft, in a worker. A new question takes the place of one that is not answered yet, and one that takes too long is stopped. */
export function asker(answered: Answered): (input: Input) => void {
  const address = engineAddress();
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (problem?: string) => {
    clearTimeout(timer);
    timer = undefined;
    worker?.terminate();
    worker = undefined;
    if (problem !== undefined) answered({ problem });
  };
  const start = () => {
    const made = new Worker(address as unknown as string);
    made.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      clearTimeout(timer);
      timer = undefined;
      answered(data);
    });
    made.addEventListener("error", () => stop("podgraft failed on this input. Please report it, with the input."));
    return made;
  };
  return (input) => {
    if (timer !== undefined) stop();
    worker ??= start();
    worker.postMessage(input);
    timer = setTimeout(() => stop(`This input takes longer than ${MOST_SECONDS} seconds; podgraft was stopped.`), MOST_SECONDS * 1000);
  };
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => unknown };
}

/** The engine is in the page as text. Nothing else may be a worker's address where the browser knows trusted types. */
function engineAddress(): unknown {
  const text = document.getElementById("engine")?.textContent ?? "";
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("engine", { createScriptURL: () => url }).createScriptURL(url) ?? url;
}
