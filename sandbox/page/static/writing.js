/** WhatsApp's way of writing (*bold*, _italic_, ~struck~, `code`, links) as nodes, never as markup. */

import { el } from "./dom.js";

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}*_~'”»]/u;
const MARKS = { "*": "strong", _: "em", "~": "s", "`": "code" };
// A mark opens after a space or punctuation and closes before one, as on a phone: 2*3*4 stays as it is.
const MARKED = /(?<![\p{L}\p{N}])([*_~`])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;

/** What is shown for a message that is no text. */
export const KINDS = {
  audio: "🎤 Nota de voz",
  image: "📷 Foto",
  location: "📍 Ubicación",
  sticker: "🩷 Sticker",
  file: "📄 Documento",
  unsupported: "⏳ Mensaje que no se puede mostrar",
};

/** A fragment that shows `text` as WhatsApp does. */
export function written(text) {
  const whole = document.createDocumentFragment();
  let rest = text;
  let mark = true;
  while (rest) {
    const link = LINK.exec(rest);
    mark &&= MARKED.exec(rest); // the dearer search: where none was found, none follows
    const first = !link || (mark && mark.index < link.index) ? mark : link;
    if (!first) break;
    whole.append(rest.slice(0, first.index), first === link ? anchor(link[0]) : marked(mark));
    rest = rest.slice(first.index + first[0].length);
  }
  whole.append(rest);
  return whole;
}

const anchor = (address) =>
  el("a", { href: address, target: "_blank", rel: "noopener noreferrer", text: address });

const marked = ([, mark, inner]) => {
  if (mark === "`") return el("code", { text: inner });
  return el(MARKS[mark], {}, written(inner));
};
