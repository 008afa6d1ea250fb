/* Keeps an editor's words: warns before a page with unsaved text is left, and keeps a copy of it in this browser until
   it is saved, so that an expired session or a closed window loses nothing. The words of the page come from its
   template (data-* of #unsaved). */

(() => {
  "use strict";
  const bar = document.getElementById("unsaved");
  const form = bar && bar.closest("form");
  if (!form) return;

  const key = `unsaved:${location.pathname}`;
  const version = form.elements.opened_version ? form.elements.opened_version.value : "";
  const kept = (name) => !["csrfmiddlewaretoken", "opened_version"].includes(name) && !name.startsWith("_");
  let dirty = false;
  let sent = false;
  let timer = 0;

  const editors = () => Object.values(window.CKEDITOR ? window.CKEDITOR.instances : {});
  const selects = () => [...form.querySelectorAll("select")];
  const isText = (name) => kept(name) && !selects().some((select) => select.name === name);
  const words = () => {
    editors().forEach((editor) => editor.updateElement());
    const values = [...new FormData(form)].filter(([name, value]) => isText(name) && typeof value === "string");
    const chosen = (select) => [...select.selectedOptions].map((option) => [option.value, option.text]);
    return { values, choices: selects().map((select) => [select.name, chosen(select)]) };
  };
  const store = () => localStorage.setItem(key, JSON.stringify({ version, at: Date.now(), words: words() }));
  const forget = (name) => localStorage.removeItem(name);

  const changed = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(store, 800);
  };

  // What an autocomplete field had chosen may not be among the options of a fresh page.
  const choose = (select, options) => {
    if (!select) return;
    [...select.options].forEach((option) => (option.selected = false));
    for (const [value, text] of options) {
      const there = [...select.options].find((option) => option.value === value);
      (there || select.appendChild(new Option(text, value))).selected = true;
    }
    if (window.django) django.jQuery(select).trigger("change");
  };

  const putBack = (copy) => {
    for (const [name, value] of copy.words.values) {
      const field = form.elements[name];
      if (!field) continue;
      const editor = editors().find((one) => one.name === field.id);
      if (editor) editor.setData(value);
      else if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    for (const [name, options] of copy.words.choices) choose(form.elements[name], options);
    dirty = true;
    bar.hidden = true;
  };

  const offer = () => {
    const copy = JSON.parse(localStorage.getItem(key) || "null");
    if (!copy) return;
    if (copy.version !== version) return forget(key);
    if (JSON.stringify(copy.words) === JSON.stringify(words())) return;
    bar.querySelector("[data-when]").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang);
    bar.hidden = false;
    bar.querySelector("[data-put-back]").addEventListener("click", () => putBack(copy));
    bar.querySelector("[data-forget]").addEventListener("click", () => {
      forget(key);
      bar.hidden = true;
    });
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // The autocomplete fields tell their changes to jQuery alone.
  if (window.django) django.jQuery(form).on("change", "select", changed);
  form.addEventListener("submit", () => {
    store();
    sent = true;
    sessionStorage.setItem("unsaved:sent", key);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !sent) event.preventDefault();
  });
  window.addEventListener("load", () => {
    // What was sent from another page has arrived: this page comes after it.
    const arrived = sessionStorage.getItem("unsaved:sent");
    if (arrived && arrived !== key) forget(arrived);
    sessionStorage.removeItem("unsaved:sent");
    const ready = () => {
      editors().forEach((editor) => editor.on("change", changed));
      if (!form.querySelector(".errornote")) offer();
    };
    const waiting = editors().filter((editor) => editor.status !== "ready");
    let left = waiting.length;
    if (!left) ready();
    waiting.forEach((editor) => editor.on("instanceReady", () => --left || ready()));
  });
})();
