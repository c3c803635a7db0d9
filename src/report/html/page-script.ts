/**
 * The script for the filters. It is text, not a printed function, so that the page is the same whatever compiled
 * podgraft; the browser tests run it.
 */
export const pageScript = `
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("filters");
  const rows = [...document.querySelectorAll("tbody.workload")].map((body) => ({
    body,
    details: body.querySelector("details"),
    words: [body.rows[0], ...body.querySelectorAll("summary, .decisions")].map((part) => part.textContent).join(" ").toLowerCase(),
  }));
  const choices = ["namespace", "kind", "injected", "reason"];

  const apply = () => {
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const chosen = choices.map((name) => [name, form.elements[name].value]).filter(([, value]) => value !== "");
    let shown = 0;
    for (const row of rows) {
      const fits =
        chosen.every(([name, value]) => row.body.dataset[name].split(" ").includes(value)) &&
        words.every((word) => row.words.includes(word));
      row.body.hidden = !fits;
      if (fits) shown++;
    }
    find("count").textContent = shown + " of " + rows.length + " shown";
    find("none").hidden = shown > 0 || rows.length === 0;
  };
  const toggle = (open) => {
    for (const { body, details } of rows) if (!open || !body.hidden) details.open = open;
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields change only after the event.
  form.addEventListener("reset", () => setTimeout(apply));
  find("open").addEventListener("click", () => toggle(true));
  find("close").addEventListener("click", () => toggle(false));
  form.hidden = false;
  apply();
})();
`;
