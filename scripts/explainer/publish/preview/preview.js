// Reloads the page once it has been drawn again, and lists the problems that were found meanwhile.
"use strict";
(() => {
  const { drawn } = document.currentScript.dataset;
  const source = `docs${decodeURI(location.pathname).replace(/\/$/, "/index.html").replace(/\.html$/, ".md")}`;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const opened = new Set(["error"]);

  function element(tag, words, ...children) {
    const made = document.createElement(tag);
    made.append(...[words, ...children].filter(Boolean));
    return made;
  }

  function entry(problem) {
    const place = element("b", problem.place);
    const hint = problem.hint && element("small", problem.hint);
    return element("li", "", place, ` ${problem.code} `, problem.sentence, hint);
  }

  function list(severity, problems) {
    // What is wrong with the page at hand comes first.
    const here = problems.filter((each) => each.file === source);
    const others = problems.filter((each) => each.file !== source);
    const words = `${problems.length} ${severity === "error" ? "problem" : "warning"}${problems.length === 1 ? "" : "s"}`;
    const about = here.length ? `, ${here.length} on this page` : "";
    const details = element("details", "", element("summary", words + about), element("ol", "", ...[...here, ...others].map(entry)));
    details.className = severity;
    details.open = opened.has(severity);
    details.addEventListener("toggle", () => opened[details.open ? "add" : "delete"](severity));
    return details;
  }

  function show(state) {
    const kinds = ["error", "warning"].map((severity) => [severity, state.problems.filter((each) => each.severity === severity)]);
    const lists = kinds.filter(([, found]) => found.length).map(([severity, found]) => list(severity, found));
    const note = state.note || (state.busy ? "Drawing and checking …" : "");
    const bar = element("section", "", ...lists, note && element("p", note));
    bar.setAttribute("aria-label", "Preview");
    bar.hidden = !bar.hasChildNodes();
    root.replaceChildren(style, bar);
  }

  async function follow() {
    for (let state = { number: "0", problems: [] }; ; ) {
      if (document.hidden) {
        await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
        continue;
      }
      try {
        state = await (await fetch(`/-preview/state?seen=${state.number}`)).json();
      } catch {
        show({ ...state, note: "The preview has ended. Run make serve to see changes again." });
        await new Promise((done) => setTimeout(done, 1000));
        continue;
      }
      if (state.drawn !== drawn) {
        location.reload();
        return;
      }
      show(state);
    }
  }

  const style = element("link");
  style.rel = "stylesheet";
  style.href = "/-preview/preview.css";
  document.body.append(host);
  follow();
})();
