// The worker's side of the page: podgraft itself. A worker can be stopped, whatever an input asks of it.
import { config as configureZod } from "zod/mini";
import { answerOf } from "./answer.ts";
import type { Input } from "./input.ts";

// The page's policy allows no eval; zod would ask whether it does, which the browser reports as an attack.
configureZod({ jitless: true });

addEventListener("message", async ({ data }: MessageEvent<Input>) => {
  postMessage(await answerOf(data));
});
