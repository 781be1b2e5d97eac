/* Asks the desk, and always has an answer: { ok, … }, or { ok: false, why }. */
const PREFIX = "/.briefbook/desk/";
const KEY = "briefbook.desk";
const AWAY = "The server does not answer. Nothing was written; what you chose stays here. " +
  "Try again once it runs.";

export const ask = async (name, asked = {}) => {
  const headers = {
    "Content-Type": "application/json",
    "X-Briefbook-Desk": localStorage.getItem(KEY) ?? "",
  };
  try {
    const body = JSON.stringify(asked);
    const reply = await fetch(PREFIX + name, { method: "POST", headers, body });
    if (reply.ok) return await reply.json();
    const [, ...words] = (await reply.text()).trim().split("\n");
    return { ok: false, why: words.join(" ") || "The desk has refused this." };
  } catch {
    return { ok: false, away: true, why: AWAY };
  }
};
