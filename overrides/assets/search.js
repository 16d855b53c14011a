// Search over the site's own records. The index and lunr are plain script files, so that it works from disk as well.
(() => {
  "use strict";
  const form = document.querySelector("form.search");
  const input = form.querySelector("input");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const weights = { term: 6, person: 6, figure: 3, page: 2, source: 2, event: 1.5, quotation: 1 };
  const here = document.currentScript.src;
  let records = [];
  let index = null;

  // The library and the index come when somebody searches, and not before.
  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(name, here).href;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  let ready = null;
  const prepare = () => ready ??= Promise.all([load("lunr.js"), load("search-index.js")]).then(() => {
    records = self.searchRecords;
    index = self.lunr(function () {
      this.ref("id");
      this.field("title", { boost: 8 });
      this.field("words", { boost: 5 });
      this.field("text");
      records.forEach((record, id) => this.add({ id, ...record }, { boost: weights[record.kind] || 1 }));
    });
  });

  function find(asked) {
    const terms = asked.toLowerCase().replace(/[’']/g, "'").split(/[\s:*~^+"“”-]+/).filter(Boolean);
    const run = (soft) => index.query((query) => {
      for (const term of terms) {
        query.term(self.lunr.tokenizer(term), { boost: 10 });
        query.term(self.lunr.tokenizer(term), { wildcard: self.lunr.Query.wildcard.TRAILING, usePipeline: false, boost: 2 });
        if (soft && term.length > 4) query.term(self.lunr.tokenizer(term), { editDistance: 1, usePipeline: false });
      }
    });
    if (!terms.length) return [];
    const found = run(false);
    const score = (result) => result.score * Object.keys(result.matchData.metadata).length;
    return (found.length ? found : run(true)).sort((one, other) => score(other) - score(one)).slice(0, 30);
  }

  async function show() {
    await prepare();
    const asked = input.value.trim();
    const found = find(asked);
    list.replaceChildren(...found.map((result) => {
      const record = records[result.ref];
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = record.address;
      link.textContent = record.title;
      const kind = document.createElement("span");
      kind.className = "mark";
      kind.textContent = record.kind;
      const text = document.createElement("p");
      text.textContent = record.text.length > 200 ? `${record.text.slice(0, 200)} …` : record.text;
      item.append(link, " ", kind, text);
      return item;
    }));
    status.textContent = !asked ? "" : found.length ? `${found.length} found` : "Nothing found. Try another word.";
  }

  const wanted = new URLSearchParams(location.hash.slice(1)).get("q") || new URLSearchParams(location.search).get("q");
  if (wanted) input.value = wanted;
  form.addEventListener("submit", (event) => { event.preventDefault(); location.hash = `q=${encodeURIComponent(input.value)}`; show(); });
  input.addEventListener("input", show);
  input.addEventListener("focus", prepare);
  if (wanted) show();
})();
