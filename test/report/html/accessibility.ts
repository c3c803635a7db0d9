import type { Page } from "playwright-core";

/**
 * What keeps people from using a page, found in the browser. The checks are text since they run there: text on a
 * ground of too little contrast (WCAG 1.4.3), fields and buttons without a name, headings that skip a level, repeated
 * ids, missing landmarks, tables without headers, pictures that are neither named nor hidden.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`(() => {${CHECKS}})()`)) as string[];
}

const CHECKS = `
const found = [];
const all = (selector) => [...document.querySelectorAll(selector)];
const isShown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
const nameOf = (element) => element.tagName.toLowerCase() + (element.className.baseVal ?? element.className ? "." + element.className : "") + " " + JSON.stringify(element.textContent.slice(0, 40));

const parse = (colour) => {
  const parts = colour.match(/[0-9.]+/g).map(Number);
  return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 };
};
const groundOf = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return rgb;
    if (alpha > 0) throw new Error("a ground that lets another through: " + nameOf(at));
  }
  throw new Error("no ground");
};
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
let texts = 0;
for (const element of all("body *")) {
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
  const isField = element.matches("input, select, textarea");
  if ((!hasText && !isField) || !isShown(element) || element.closest(".unseen, .skip, script, noscript")) continue;
  texts++;
  const ratio = contrast(parse(getComputedStyle(element).color).rgb, groundOf(element));
  if (ratio < 4.5) found.push("contrast " + ratio.toFixed(2) + ": " + nameOf(element));
  // A text area that fills a frame has the frame's border.
  const framed = element.matches("textarea") ? element.parentElement : element;
  if (isField && contrast(parse(getComputedStyle(framed).borderTopColor).rgb, groundOf(framed.parentElement)) < 3) found.push("border: " + nameOf(element));
}
if (texts < 20) found.push("too little text to judge: " + texts);

for (const field of all("input, select, textarea")) if (![...field.labels].some((label) => label.textContent.trim() !== "")) found.push("no label: " + nameOf(field));
for (const control of all("button, summary, a[href]")) if (control.innerText?.trim() === "" && isShown(control)) found.push("no name: " + nameOf(control));
for (const region of all("[role=region], [role=search]")) if (!region.getAttribute("aria-label")) found.push("no name: " + nameOf(region));
for (const section of all("section[aria-labelledby]")) if (!document.getElementById(section.getAttribute("aria-labelledby"))) found.push("a label that is not there: " + nameOf(section));

let level = 0;
for (const heading of all("h1, h2, h3, h4, h5, h6")) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) found.push("heading skips a level: " + nameOf(heading));
  level = own;
}
for (const [selector, count] of [["h1", 1], ["main", 1], ["body > header", 1], ["body > footer", 1], ["html[lang]", 1], ["title", 1], ["table caption", all("table").length]])
  if (all(selector).length !== count) found.push(selector + ": " + all(selector).length);
const ids = all("[id]").map(({ id }) => id);
if (new Set(ids).size !== ids.length) found.push("an id twice");
for (const header of all("table th")) if (!header.hasAttribute("scope")) found.push("no scope: " + nameOf(header));
for (const picture of all("svg, img")) if (picture.getAttribute("aria-hidden") !== "true" && !picture.getAttribute("aria-label")) found.push("unnamed picture: " + nameOf(picture));
for (const scrolling of all("*").filter((element) => isShown(element) && element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)))
  if (scrolling.tabIndex < 0) found.push("scrolls for a mouse only: " + nameOf(scrolling));
return found;
`;
