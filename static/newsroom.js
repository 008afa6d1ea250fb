/* Keeps an editor's words: warns before a page with unsaved text is left, and keeps a copy of it in this browser until
   it is saved, so that an expired session or a closed window loses nothing. The words of the page come from its
   template (data-* of #unsaved). */

(() => {
  "use strict";
  const bar = document.getElementById("unsaved");
  const form = bar && bar.closest("form");
  const key = `unsaved:${location.pathname}`;

  // The server's word alone says that something was stored: then its copy is not needed any more.
  if (new URLSearchParams(location.search).has("saved")) {
    localStorage.removeItem(sessionStorage.getItem("unsaved:sent"));
    localStorage.removeItem(key);
    history.replaceState(null, "", location.pathname + location.hash);
  }
  if (!form || !form.elements.opened_version) return;

  const version = form.elements.opened_version.value;
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
  const store = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ version, at: Date.now(), words: words() }));
    } catch {
      // A browser that keeps nothing: the warning is all there is.
    }
  };
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

  // Rows that had been added are added again: their number and their fields come from the button, as they did then.
  const addRows = (copy) => {
    for (const [name, wanted] of copy.words.values.filter(([name]) => name.endsWith("-TOTAL_FORMS"))) {
      const group = document.getElementById(name.replace("-TOTAL_FORMS", "-group"));
      const button = group && group.querySelector(".add-row a");
      const count = () => Number(form.elements[name].value);
      for (let before = -1; button && before < count() && count() < Number(wanted); ) {
        before = count();
        button.click();
      }
    }
  };
  const isCount = (name) => /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name);

  const putBack = (copy) => {
    addRows(copy);
    form.querySelectorAll("input[type=checkbox]").forEach((box) => (box.checked = false));
    for (const [name, value] of copy.words.values) {
      const field = form.elements[name];
      if (!field || isCount(name)) continue;
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
    if (JSON.stringify(copy.words) === JSON.stringify(words())) return;
    bar.querySelector("[data-when]").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang);
    bar.hidden = false;
    // Written on a text that has changed since: to be read, not to be put over it.
    const older = bar.querySelector("details");
    older.hidden = copy.version === version;
    bar.querySelector("[data-put-back]").hidden = !older.hidden;
    const written = copy.words.values.filter(([name, value]) => value && form.elements[name]?.type !== "hidden");
    older.querySelector("pre").textContent = written.map(([, value]) => value).join("\n\n");
    bar.querySelector("[data-put-back]").addEventListener("click", () => putBack(copy));
    bar.querySelector("[data-forget]").addEventListener("click", () => {
      forget(key);
      bar.hidden = true;
    });
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    store();
    sent = true;
    sessionStorage.setItem("unsaved:sent", key);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !sent) event.preventDefault();
  });
  window.addEventListener("load", () => {
    const ready = () => {
      editors().forEach((editor) => editor.on("change", changed));
      // The autocomplete fields tell their changes to jQuery alone, also that they have begun.
      if (window.django) django.jQuery(form).on("change", "select", changed);
      if (!form.querySelector(".errornote")) offer();
    };
    const waiting = editors().filter((editor) => editor.status !== "ready");
    let left = waiting.length;
    if (!left) ready();
    waiting.forEach((editor) => editor.on("instanceReady", () => --left || ready()));
  });
})();
