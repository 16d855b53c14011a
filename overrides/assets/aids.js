// Reading aids: filters, sorting, and links to copy. Every page can be read without this file.
(() => {
  "use strict";
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const MOST_LETTERS = 200;
  const state = () => new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");

  function filters(area) {
    const items = [...area.querySelectorAll("[data-item]")];
    const groups = [...area.querySelectorAll("[data-group]")];
    const status = make("p", { role: "status", class: "count" });
    const form = make("form", { class: "filters", "aria-label": "{{ filter-this-list }}" });
    const controls = new Map();
    for (const [name, label, choices] of JSON.parse(area.dataset.filters)) {
      const select = make("select", { id: `filter-${name}` }, make("option", { value: "" }, "{{ all }}"));
      for (const [value, words] of choices) select.append(make("option", { value }, words));
      form.append(make("label", { for: select.id }, label, select));
      controls.set(name, select);
    }
    const words = make("input", { type: "search", id: "filter-words", autocomplete: "off", maxlength: MOST_LETTERS });
    form.append(make("label", { for: words.id }, "{{ words }}", words));
    controls.set("words", words);
    const clear = make("button", { type: "reset" }, "{{ show-all }}");
    form.append(clear);
    form.prepend(status);
    const place = area.querySelector(".filter-place");
    const details = make("details", { "data-needs-script": "" }, make("summary", {}, "{{ filter-this-list }}"), form);
    details.open = location.hash.startsWith("#?");
    place.append(details);

    const fits = (item, wanted) => [...wanted].every(([name, value]) => name === "words"
      ? item.textContent.toLowerCase().includes(value.toLowerCase())
      : (item.dataset[name] || "").split(" ").includes(value));
    function show() {
      const wanted = new Map([...controls].map(([name, control]) => [name, control.value.slice(0, MOST_LETTERS)]).filter(([, value]) => value));
      for (const item of items) item.hidden = !fits(item, wanted);
      for (const group of groups) group.hidden = !group.querySelector("[data-item]:not([hidden])");
      const left = items.filter((item) => !item.hidden).length;
      status.textContent = `{{ number-shown }}`;
      return wanted;
    }
    function changed() {
      const wanted = show();
      const address = wanted.size ? `#?${new URLSearchParams([...wanted])}` : "#";
      if (address !== location.hash && !(address === "#" && !location.hash)) location.hash = address;
    }
    function restore() {
      const wanted = state();
      for (const [name, control] of controls) control.value = wanted.get(name) || "";
      show();
    }
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    addEventListener("hashchange", () => { if (location.hash.startsWith("#?") || !location.hash) restore(); });
    restore();
  }

  function sorting(table) {
    const body = table.tBodies[0];
    for (const head of table.querySelectorAll("th[data-sort]")) {
      const button = make("button", { type: "button" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const rising = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.querySelectorAll("th[data-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        const key = (row) => row.dataset[head.dataset.sort] || "";
        const order = (one, other) => key(one).localeCompare(key(other), "{{ language }}", { numeric: true }) * (rising ? 1 : -1);
        body.append(...[...body.rows].sort(order));
      });
    }
  }

  function copying(card) {
    const button = make("button", { type: "button", class: "copy", "data-needs-script": "" }, "{{ copy-link }}");
    button.addEventListener("click", async () => {
      const address = `${location.href.split("#")[0]}#${card.id}`;
      try {
        await navigator.clipboard.writeText(address);
        button.textContent = "{{ copied }}";
      } catch {
        location.hash = card.id;
        button.textContent = "{{ in-address-bar }}";
      }
    });
    card.append(button);
  }

  document.querySelectorAll("[data-filters]").forEach(filters);
  document.querySelectorAll("table.figures").forEach(sorting);
  document.querySelectorAll("figure.quote[id]").forEach(copying);
})();
