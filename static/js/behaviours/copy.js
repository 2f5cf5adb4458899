// <button data-behaviour="copy"> copies the code beside it, or its own data-text, and says so.
import { announce } from "../announce.js";

const SHOWN_FOR = 1600;

export function mount(button) {
  button.addEventListener("click", async () => {
    await write(textFor(button));
    confirm(button);
  });
}

function textFor(button) {
  return button.dataset.text ?? button.parentElement.querySelector("code").textContent;
}

async function write(text) {
  // navigator.clipboard is missing on plain http, where many self-hosted servers live
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else writeBySelection(text);
}

function writeBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "vh";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function confirm(button) {
  const use = button.querySelector("use");
  const icon = use.getAttribute("href");
  use.setAttribute("href", icon.replace(/#.*/, "#check"));
  button.classList.add("is-copied");
  announce(button.dataset.done);
  setTimeout(() => {
    use.setAttribute("href", icon.replace(/#.*/, "#copy"));
    button.classList.remove("is-copied");
  }, SHOWN_FOR);
}
