// Copies a citation, and completes it by the address of the page where none is set. Without scripts, text can be selected.
(() => {
  "use strict";
  const box = document.querySelector(".cite-page");
  if (!box) return;
  if (location.protocol.startsWith("http")) {
    for (const place of box.querySelectorAll(".here")) place.textContent = location.origin + location.pathname;
  }
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  box.append(said);
  for (const name of box.querySelectorAll("dt")) {
    const form = name.textContent;
    const words = name.nextElementSibling;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.dataset.needsScript = "";
    button.textContent = "{{ copy }}";
    button.setAttribute("aria-label", `{{ copy-form }}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words.textContent);
        said.textContent = `{{ copied-form }}`;
      } catch {
        getSelection().selectAllChildren(words);
        said.textContent = `{{ form-is-selected }}`;
      }
    });
    name.append(" ", button);
  }
})();
