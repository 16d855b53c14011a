// Marks the quiz. It stores nothing and sends nothing; every answer can be read without this file.
(() => {
  "use strict";
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries({ "data-needs-script": "", ...attributes })) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  // Takes what the files for other programs take, and no more: letters in any case, digits with or without commas.
  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const number = (text) => /^\d[\d, ]*(?:\.\d+)?$/.test(text.trim()) ? Number(text.replace(/[, ]/g, "")) : NaN;

  // Says in each label of a matching whether its pair is right, and returns how many are.
  function pairs(selects) {
    let right = 0;
    for (const each of selects) {
      const holds = each.value === each.dataset.right;
      each.parentElement.querySelector(".pair")?.remove();
      each.after(make("strong", { class: "pair" }, holds ? " {{ pair-right }}" : " {{ pair-wrong }}"));
      right += holds;
    }
    return `{{ pairs-right }}`;
  }

  // Returns whether an answer was entered, whether it is right, and what to say if it is not.
  function given(item) {
    const chosen = [...item.querySelectorAll("input[type=radio]")];
    const selects = [...item.querySelectorAll("select")];
    if (chosen.length) return { entered: chosen.some((each) => each.checked), right: chosen.every((each) => each.checked === ("right" in each.dataset)) };
    if (selects.length) return { entered: selects.every((each) => each.value), right: selects.every((each) => each.value === each.dataset.right), says: () => pairs(selects) };
    const field = item.querySelector("input");
    const { low, high, accepts } = field.dataset;
    const right = accepts === undefined
      ? number(field.value) >= Number(low) && number(field.value) <= Number(high)
      : accepts.split("|").some((each) => plain(each) === plain(field.value));
    return { entered: field.value.trim() !== "", right };
  }

  function start(area) {
    const items = [...area.querySelectorAll("fieldset")];
    const marks = new Map();
    const score = make("p", { role: "status", class: "count" });
    const tell = () => {
      const right = [...marks.values()].filter(Boolean).length;
      score.textContent = `{{ score }}`;
    };
    for (const item of items) {
      const check = make("button", { type: "button" }, "{{ check }}");
      const result = make("p", { role: "status", class: "result" });
      const answer = item.querySelector("details");
      item.querySelector(".check-place").append(check, result);
      const mark = () => {
        const { entered, right, says } = given(item);
        const wrong = () => says?.() ?? "{{ not-right }}";
        if (right) item.querySelectorAll(".pair").forEach((each) => each.remove());
        result.textContent = entered ? (right ? "{{ right }}" : wrong()) : "{{ answer-first }}";
        item.dataset.result = entered ? (right ? "right" : "wrong") : "";
        if (!entered) return;
        marks.set(item, right);
        answer.open = true;
        tell();
      };
      check.addEventListener("click", mark);
      item.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.matches("input")) mark();
      });
    }
    const again = make("button", { type: "button" }, "{{ start-again }}");
    again.addEventListener("click", () => {
      marks.clear();
      for (const item of items) {
        for (const each of item.querySelectorAll("input, select")) {
          each.checked = false;
          if (each.type !== "radio") each.value = "";
        }
        item.dataset.result = "";
        item.querySelectorAll(".pair").forEach((each) => each.remove());
        item.querySelector(".result").textContent = "";
        item.querySelector("details").open = false;
      }
      tell();
      items[0].querySelector("input, select").focus();
    });
    area.querySelector(":scope > .check-place").append(score, again);
    tell();
  }
  document.querySelectorAll("[data-quiz]").forEach(start);
})();
