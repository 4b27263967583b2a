"use strict";
// Filters the documents by status, rule and words. Without it the report still reads and prints.
(() => {
  const documents = [...document.querySelectorAll("article.document")].map((article) => ({
    article,
    row: document.querySelector(`tr[data-for="${article.id}"]`),
    status: article.dataset.status,
    rules: article.dataset.rules.trim().split(/\s+/).filter(Boolean),
    text: null,
  }));
  const form = document.querySelector(".controls");
  const search = document.getElementById("search");
  const rule = document.getElementById("rule");
  const shown = document.getElementById("shown");
  const reset = document.getElementById("show-all");
  const none = document.getElementById("none");

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const counted = (number) => `${number} ${number === 1 ? "document" : "documents"}`;

  for (const id of [...new Set(documents.flatMap((entry) => entry.rules))].sort()) {
    const title = document.querySelector(`#rule-${CSS.escape(id)} dd`);
    rule.append(new Option(title ? `${id}  ${title.textContent}` : id, id));
  }

  function apply() {
    const words = plain(search.value).trim().split(" ").filter(Boolean);
    const status = form.elements.status.value;
    let number = 0;
    for (const entry of documents) {
      let fits = (status === "all" || entry.status === status) && (!rule.value || entry.rules.includes(rule.value));
      if (fits && words.length) {
        entry.text ??= plain(entry.article.textContent);
        fits = words.every((word) => entry.text.includes(word));
      }
      entry.article.hidden = !fits;
      if (entry.row) entry.row.hidden = !fits;
      if (fits) number += 1;
    }
    const all = number === documents.length;
    shown.textContent = all ? counted(number) : `${number} of ${counted(documents.length)}`;
    reset.hidden = all;
    none.hidden = number > 0;
  }

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      apply();
    }
  });

  // A link to a document that a filter hides shows it.
  function arrive() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.hidden) return;
    form.reset();
    setTimeout(() => target.scrollIntoView());
  }
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#document-"]');
    if (link && document.getElementById(link.hash.slice(1))?.hidden) form.reset();
  });

  // Paper has nothing to unfold.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
    folded = [];
  });

  form.hidden = false;
  if (form.elements.status.value !== "all" || search.value || rule.value) apply(); // after going back
})();
