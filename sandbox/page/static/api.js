/** The sandbox's calls, the same that scripts use. */

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw new Error("The sandbox does not answer. Is `make demo` still running?");
  }
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.headers.get("content-type")?.includes("json") ? answer.json() : null;
}

async function reason(answer) {
  const body = await answer.json().catch(() => null);
  const detail = body?.detail ?? body?.error;
  return typeof detail === "string" ? detail : `The sandbox refused (${answer.status}).`;
}

export const read = (path) => call(path, { headers: { accept: "application/json" } });

export const send = (path, body = {}) =>
  call(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

export const remove = (path) => call(path, { method: "DELETE" });

/** A path of several parts, each escaped. */
export const path = (...parts) => `/sandbox/${parts.map(encodeURIComponent).join("/")}`;
