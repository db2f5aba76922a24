// Keys, and articles scrolled to their claims. The page works without it: forms and links do all that keys do.
"use strict";
(() => {
  const wanted = () => localStorage.getItem("crosscheck-keys") !== "off";
  const sheet = () => document.getElementById("sheet");

  function arrive() {
    for (const claim of document.querySelectorAll(".text .claim")) {
      const box = claim.closest(".text");
      const down = claim.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += down - Math.max(12, (box.clientHeight - claim.offsetHeight) / 3);
    }
    for (const box of document.querySelectorAll("[data-toggle]")) {
      box.closest(".toggle").hidden = false;
      box.checked = wanted();
    }
  }

  function typing(target) {
    return target instanceof Element && target.closest("textarea, input:not([type=checkbox]), select") !== null;
  }

  function press(key) {
    if (key === "e") return document.getElementById("note")?.focus(), true;
    if (key === "r") return arrive(), true;
    if (key === "?") return sheet().showModal(), true;
    const target = document.querySelector(`main [data-key="${CSS.escape(key)}"], header [data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    // A form is sent once: a key that is pressed twice must not decide on the pair that comes next.
    if (!target.closest("form[data-sent]")) target.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (typing(event.target) || sheet().open || !wanted()) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.method === "post") event.target.dataset.sent = "yes";
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-key="?"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    sheet().showModal();
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-toggle]")) localStorage.setItem("crosscheck-keys", event.target.checked ? "on" : "off");
  });
  document.addEventListener("htmx:after:swap", arrive);
  document.addEventListener("htmx:after:settle", arrive);
  const failed = () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.addEventListener("htmx:error", failed);
  window.addEventListener("pageshow", () => { failed(); arrive(); });
  arrive();
})();
