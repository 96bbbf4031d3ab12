/** Building the page from data. Data only ever becomes text or a property, never markup. */

/** An element: `el("p", { class: "note", text }, child, …)`. `on…` keys are listeners, `data` a dataset. */
export function el(tag, { class: className, text, data, ...rest } = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  Object.assign(node.dataset, data);
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

export const byId = (id) => document.getElementById(id);

/**
 * Make the children of `parent` those of `items`, in order. What has not changed keeps its element, and
 * with it focus, selection and whatever is folded open. Returns the elements that are new.
 */
export function keep(parent, items, keyOf, build) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const fresh = [];
  const nodes = items.map((item) => {
    const key = String(keyOf(item));
    const shape = JSON.stringify(item);
    const known = old.get(key);
    if (known?.shape === shape) return known;
    const node = build(item);
    node.dataset.key = key;
    node.shape = shape;
    if (!known) fresh.push(node);
    else if (known.contains(document.activeElement)) requestAnimationFrame(() => focusIn(node));
    return node;
  });
  const wanted = new Set(nodes);
  for (const node of [...parent.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  return fresh;
}

function focusIn(node) {
  const target = node.matches("button, a, summary") ? node : node.querySelector("button, a, summary");
  target?.focus({ preventScroll: true });
}

let hiding;

/** Say one line at the foot of the page, for eyes and screen readers alike. */
export function announce(text, kind = "info") {
  const toast = byId("toast");
  toast.textContent = text;
  toast.dataset.kind = kind;
  toast.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => toast.classList.remove("shown"), kind === "error" ? 8000 : 4000);
}

/** A listener that runs `work` and says aloud when it fails; its button waits meanwhile. */
export function acting(work) {
  return async (event) => {
    event.preventDefault();
    const button = event.submitter ?? event.currentTarget;
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await work(event);
    } catch (error) {
      announce(error.message, "error");
    } finally {
      button.removeAttribute("aria-disabled");
    }
  };
}
