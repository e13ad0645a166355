// A drawing as a file: its looks are written into every element, so that it stands without the page.

import { draw } from "../elements.js";

const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin", "font-size", "font-family", "font-weight", "opacity", "paint-order"];
const SHARPER = 2;
const MARGIN = 16;

function copied(svg) {
  const copy = svg.cloneNode(true);
  const [from, to] = [svg, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((element, number) => {
    const looks = getComputedStyle(element);
    for (const name of LOOKS) to[number].setAttribute(name, looks.getPropertyValue(name));
    to[number].removeAttribute("class");
  });
  return copy;
}

/** A title in as many lines as it takes. */
function lines(title, width, em) {
  const room = Math.floor(width / (0.55 * em));
  const found = [""];
  for (const word of title.split(" ")) {
    if (`${found[found.length - 1]} ${word}`.trim().length > room && found[found.length - 1]) found.push("");
    found[found.length - 1] = `${found[found.length - 1]} ${word}`.trim();
  }
  return found;
}

/** The drawing with its title above and its key below, on the page's paper, as the text of an SVG file. */
function whole(svg, title, legend) {
  const { width, height } = svg.viewBox.baseVal;
  const page = getComputedStyle(svg.closest("figure"));
  const em = Number.parseFloat(getComputedStyle(svg).fontSize);
  const ink = { fill: page.color, "font-family": page.fontFamily };
  const heading = lines(title, width, 1.2 * em);
  const top = MARGIN + heading.length * 1.6 * em;
  const tall = top + height + MARGIN + legend.length * 1.6 * em + MARGIN;
  const paper = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 2 * MARGIN, height: tall, viewBox: `0 0 ${width + 2 * MARGIN} ${tall}` },
    draw("title", {}, title), draw("rect", { width: "100%", height: "100%", fill: page.backgroundColor }),
    heading.map((line, number) => draw("text", { x: MARGIN, y: MARGIN + (number + 0.9) * 1.5 * em, ...ink, "font-size": 1.2 * em, "font-weight": 600 }, line)));
  const inner = copied(svg);
  for (const [name, value] of Object.entries({ x: MARGIN, y: top, width, height })) inner.setAttribute(name, value);
  paper.append(inner);
  legend.forEach((entry, number) => {
    const y = top + height + MARGIN + number * 1.6 * em;
    const sample = entry.querySelector("svg") ? copied(entry.querySelector("svg")) : draw("g");
    for (const [name, value] of Object.entries({ x: MARGIN, y: y, width: 24, height: 14 })) sample.setAttribute(name, value);
    paper.append(sample, draw("text", { x: MARGIN + 34, y: y + 0.85 * em, ...ink, "font-size": em }, entry.textContent));
  });
  return { text: `${new XMLSerializer().serializeToString(paper)}\n`, width: width + 2 * MARGIN, height: tall };
}

/** The picture as a Blob, "svg" or "png". */
export async function picture(svg, kind, title, legend) {
  const { text, width, height } = whole(svg, title, legend);
  const drawn = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return drawn;
  const address = URL.createObjectURL(drawn);
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SHARPER;
    canvas.height = height * SHARPER;
    const brush = canvas.getContext("2d");
    brush.scale(SHARPER, SHARPER);
    brush.drawImage(image, 0, 0, width, height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hand a file to whoever sits at the page. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
