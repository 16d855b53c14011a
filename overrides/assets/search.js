// Searches the site's own records. The index and lunr are plain script files, so that search works from disk as well.
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

  // The library and the index are not loaded before somebody searches.
  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(name, here).href;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  let ready = null;
  const prepare = () => ready ??= Promise.all([load("lunr.js"), load("search-index.js")]).then(() => {
    if (self.searchRecords) read(self.searchRecords);
  });
  function read(found) {
    records = found;
    index = self.lunr(function () {
      this.ref("id");
      this.field("title", { boost: 8 });
      this.field("words", { boost: 5 });
      this.field("text");
      records.forEach((record, id) => this.add({ id, ...record }, { boost: weights[record.kind] || 1 }));
    });
  }

  const split = (asked) => asked.toLowerCase().replace(/[’']/g, "'").split(/[\s:*~^+"“”-]+/).filter(Boolean);

  // A large site's index is split into parts: the parts for the words asked for say which records can match, and only
  // the best of these are loaded and searched.
  const MOST_RECORDS = 40;
  const parts = new Map();
  const part = async (name) => {
    if (!parts.has(name)) parts.set(name, load(`search/${self.searchParts.folder}/${name}.js`));
    await parts.get(name);
    return self.searchPart[name];
  };
  const numbers = (steps) => {
    let number = 0;
    return steps ? steps.split(".").map((step) => number += parseInt(step, 36)) : [];
  };
  async function matches(term) {
    const { prefixes } = self.searchParts;
    const fits = (prefix) => term.startsWith(prefix) || (term.length > 2 && prefix.startsWith(term));
    const names = prefixes.flatMap((prefix, number) => fits(prefix) ? [`w${number}`] : []);
    const found = new Map();
    for (const words of await Promise.all(names.map(part))) {
      for (const [word, places] of Object.entries(words)) {
        if (term.length < 3 ? word !== term : !word.startsWith(term)) continue;
        const [strong, plain] = places.split("|").map(numbers);
        const whole = word === term ? 1.5 : 1;
        for (const number of plain) found.set(number, Math.max(found.get(number) || 0, whole));
        for (const number of strong) found.set(number, Math.max(found.get(number) || 0, whole * 1.5));
      }
    }
    return found;
  }
  async function gather(asked) {
    const scores = new Map();
    for (const term of split(asked)) {
      const stem = term.length > 4 ? term.replace(/(?:'s|s|ies|y|ed|ing)$/, "") : term;
      let found = await matches(stem.length > 2 ? stem : term);
      if (!found.size && term.length > 4) found = await matches(term.slice(0, 4));
      for (const [number, score] of found) scores.set(number, (scores.get(number) || 0) + 1 + score / 10);
    }
    const best = [...scores].sort(([one, high], [other, low]) => low - high || one - other).slice(0, MOST_RECORDS);
    const size = self.searchParts.block;
    return Promise.all(best.map(async ([number]) => (await part(`r${Math.floor(number / size)}`))[number % size]));
  }

  function find(asked) {
    const terms = split(asked);
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
    list.setAttribute("aria-busy", "true");
    await prepare();
    const asked = input.value.trim();
    if (self.searchParts) {
      const gathered = await gather(asked);
      if (asked !== input.value.trim()) return;
      read(gathered);
    }
    const found = find(asked);
    list.removeAttribute("aria-busy");
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
