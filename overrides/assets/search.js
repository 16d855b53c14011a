// Searches the site's records and its prose. The index is a plain script file, so that search works from disk as well.
(() => {
  "use strict";
  const MOST_LETTERS = 200;
  const MOST_SHOWN = 30;
  const MOST_FETCHED = 24;
  const LONGEST_SHOWN = 260;
  const WORDS_TO_FIND = 6;
  const weights = { "{{ found-term }}": 6, "{{ found-person }}": 6, "{{ found-figure }}": 3, "{{ found-page }}": 2, "{{ found-section }}": 1.8, "{{ found-event }}": 1.5, "{{ found-quotation }}": 1 };
  const WORD = /[^\s:;*~^+|<>=!?"“”‘()\/{}[\]…–—-]+/g;
  const beginning = (text) => [...text.slice(0, 2 * MOST_LETTERS)].slice(0, MOST_LETTERS).join("");
  const form = document.querySelector("article form.search");
  const input = form.querySelector("input");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const here = document.currentScript.src;
  const make = (tag, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };

  // The index is not loaded before somebody searches.
  const load = (name) => new Promise((done, failed) => {
    document.head.append(make("script", { src: new URL(name, here).href, onload: done, onerror: failed }));
  });
  let index = { entries: [], words: new Map() };
  let ready = null;
  const prepare = () => ready ??= load("search-index.js").then(() => {
    if (self.searchRecords) index = indexed(self.searchRecords);
  });

  // Words, as scripts/explainer/render/search_parts.py splits them, with their places in the text.
  function split(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const word = match[0].toLowerCase().replaceAll("’", "'").replace(/^[.,'¶#]+|[.,'¶#]+$/g, "").replace(/'s$/, "");
      const start = match.index + match[0].search(/[^.,'’¶#]/);
      if (word) found.push({ word, start, end: start + word.length });
    }
    return found;
  }

  // An entry is a record whose texts are split: its title, its further words, and its passages.
  function indexed(records) {
    const words = new Map();
    const entries = records.map((record, number) => {
      const passages = record.text.split(" ¶ ");
      const fields = [[record.title, 8], [record.words || "", 5], ...passages.map((text) => [text, 1])];
      const texts = fields.map(([text, weight]) => ({ text, weight, words: split(text) }));
      for (const text of texts) {
        for (const { word } of text.words) {
          if (!words.has(word)) words.set(word, new Set());
          words.get(word).add(number);
        }
      }
      return { record, texts };
    });
    return { entries, words };
  }

  const stem = (word) => {
    const cut = word.replace(/ies$/, "y").replace(/(?:ions?|ings?|ed|es|s|e)$/, "");
    return cut.length > 2 ? cut : word;
  };
  // Letters to change, add, leave out or swap, to make one word of the other; Infinity if they are more than `most`.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let before = [];
    let last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same);
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length] > most ? Infinity : last[other.length];
  }
  // Other forms of a word; if there are none, and the word itself is nowhere, words that begin so or are spelt alike.
  function similar(term, words) {
    const others = [...words].filter((word) => word !== term);
    const forms = others.filter((word) => term.length > 3 && stem(word) === stem(term));
    if (forms.length || words.has(term)) return forms;
    const begun = others.filter((word) => term.length > 2 && word.startsWith(term));
    if (begun.length || term.length < 4) return begun;
    const most = term.length < 9 ? 1 : 2;
    const near = others.map((word) => [distance(term, word, most), word]).filter(([steps]) => steps < Infinity);
    const least = Math.min(...near.map(([steps]) => steps));
    return near.filter(([steps]) => steps === least).map(([, word]) => word);
  }
  const terms = (asked) => [...new Set(split(asked).map(({ word }) => word))]
    .map((word) => ({ word, similar: new Set(similar(word, new Set(index.words.keys()))) }));

  const holds = (text, words) => text.words.some((_, at) => words.every((word, step) => text.words[at + step]?.word === word));
  const has = (text, words) => text.words.filter(({ word }) => words.has(word)).length;

  // How a record fits: the words it has as they are, those it has in a similar form, and how close together they stand.
  function fit({ record, texts }, wanted, phrase) {
    const whole = wanted.filter(({ word }) => texts.some((text) => has(text, new Set([word]))));
    const near = wanted.filter((term) => !whole.includes(term) && texts.some((text) => has(text, term.similar)));
    let score = 0;
    for (const term of [...whole, ...near]) {
      const forms = whole.includes(term) ? new Set([term.word]) : term.similar;
      const places = texts.map((text) => text.weight * Math.min(has(text, forms), 3) ** 0.3);
      const rarity = Math.log(2 + index.entries.length / (1 + [...forms].reduce((sum, word) => sum + (index.words.get(word)?.size || 0), 0)));
      score += Math.max(...places) * rarity;
    }
    const together = texts.some((text) => wanted.every(({ word }) => has(text, new Set([word]))));
    return {
      record, texts, whole, near, together,
      phrase: texts.some((text) => holds(text, phrase)),
      missing: wanted.filter((term) => !whole.includes(term) && !near.includes(term)),
      score: score * (weights[record.kind] || 1),
    };
  }
  const order = (one, other) => one.missing.length - other.missing.length || one.near.length - other.near.length
    || other.phrase - one.phrase || other.together - one.together || other.score - one.score;

  // A little word, such as “and”, finds nothing on its own when other words of a query are missing.
  const isLittle = (word) => word.length < 5 && index.words.get(word).size > index.entries.length / 5;

  function find(asked) {
    const wanted = terms(asked);
    const numbers = new Set();
    for (const { word, similar: others } of wanted) {
      for (const form of [word, ...others]) for (const number of index.words.get(form) || []) numbers.add(number);
    }
    const phrase = split(asked).map(({ word }) => word);
    const all = [...numbers].map((number) => fit(index.entries[number], wanted, phrase)).sort(order);
    const complete = all.filter(({ missing }) => !missing.length);
    const telling = all.filter(({ whole, near }) => near.length || whole.some(({ word }) => !isLittle(word)));
    return { wanted, found: complete.length ? complete : telling };
  }

  // A large site's index is split into parts: the parts for the words asked for say which records can match, and only
  // the best of these are loaded and searched.
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
  async function places(term) {
    const { prefixes } = self.searchParts;
    const start = term.slice(0, 2);
    const fits = (prefix) => term.startsWith(prefix) || (prefix.startsWith(start) && (prefix.length < 3 || prefix.startsWith(stem(term).slice(0, prefix.length))));
    const names = prefixes.flatMap((prefix, number) => fits(prefix) ? [`w${number}`] : []);
    const words = new Map();
    for (const loaded of await Promise.all(names.map(part))) {
      for (const [word, steps] of Object.entries(loaded)) words.set(word, steps);
    }
    const found = new Map();
    for (const word of [term, ...similar(term, new Set(words.keys()))]) {
      const [strong, plain] = (words.get(word) || "").split("|").map(numbers);
      const worth = word === term ? 1 : 0.6;
      for (const number of plain || []) found.set(number, Math.max(found.get(number) || 0, worth));
      for (const number of strong || []) found.set(number, Math.max(found.get(number) || 0, worth + 0.3));
    }
    return found;
  }
  async function gather(asked) {
    const scores = new Map();
    for (const term of new Set(split(asked).map(({ word }) => word))) {
      for (const [number, score] of await places(term)) scores.set(number, (scores.get(number) || 0) + 1 + score);
    }
    const best = [...scores].sort(([one, high], [other, low]) => low - high || one - other).slice(0, MOST_FETCHED);
    const size = self.searchParts.block;
    return Promise.all(best.map(async ([number]) => (await part(`r${Math.floor(number / size)}`))[number % size]));
  }

  const sentences = (text) => self.Intl?.Segmenter
    ? [...new Intl.Segmenter("{{ language }}", { granularity: "sentence" }).segment(text)].map(({ segment }) => segment.trim())
    : [text];
  function marked(text, forms) {
    const pieces = [];
    let last = 0;
    for (const { word, start, end } of split(text)) {
      if (!forms.has(word)) continue;
      pieces.push(text.slice(last, start), make("mark", {}, text.slice(start, end)));
      last = end;
    }
    return [...pieces, text.slice(last)];
  }
  // The sentence with most of the words, cut around the first of them if it is long.
  function shown({ texts, whole, near, phrase: isPhrase }, forms, phrase) {
    const wanted = [...whole.map(({ word }) => new Set([word])), ...near.map((term) => term.similar)];
    const worth = (text) => wanted.filter((each) => has(text, each)).length + (isPhrase && holds(text, phrase));
    const best = (given) => given.reduce((one, other) => worth(other) > worth(one) ? other : one);
    const passage = best(texts.slice(2));
    const sentence = best(sentences(passage.text).map((text) => ({ text, words: split(text) })));
    const first = sentence.words.find(({ word }) => forms.has(word));
    const from = sentence.text.length > LONGEST_SHOWN && first ? sentence.text.lastIndexOf(" ", Math.max(0, first.start - 80)) + 1 : 0;
    const cut = sentence.text.slice(from, from + LONGEST_SHOWN);
    const rest = from + LONGEST_SHOWN < sentence.text.length ? `${cut.slice(0, cut.lastIndexOf(" "))} …` : cut;
    return { sentence: sentence.text, text: from ? `… ${rest}` : rest };
  }
  // Prose is found again by its first words: the heading above it is where older browsers stop.
  function address({ record }, sentence) {
    const words = sentence.split(" ").slice(0, WORDS_TO_FIND).join(" ").replace(/[.,;:]+$/, "");
    if (!["{{ found-page }}", "{{ found-section }}"].includes(record.kind) || !words) return record.address;
    const place = record.address.includes("#") ? record.address : `${record.address}#`;
    return `${place}:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`;
  }
  const quoted = (words) => [...words].map((word) => `“${word}”`).join(", ");
  function item(match, phrase) {
    const forms = new Set([...match.whole.map(({ word }) => word), ...match.near.flatMap((term) => [...term.similar])]);
    const { sentence, text } = shown(match, forms, phrase);
    const inText = match.texts.slice(2).some((each) => has(each, forms));
    const link = make("a", { href: inText ? address(match, sentence) : match.record.address }, ...marked(match.record.title, forms));
    const held = [...forms].filter((form) => match.near.length && match.near.some((term) => term.similar.has(form))
      && match.texts.some((each) => has(each, new Set([form]))));
    const notes = [match.record.kind];
    if (held.length) notes.push(`{{ similar-words }} ${held.join(", ")}`);
    if (match.missing.length) notes.push(`{{ without }} ${quoted(match.missing.map(({ word }) => word))}`);
    return make("li", {}, link, " ", make("span", { className: "mark" }, notes.join("; ")), make("p", {}, ...marked(text, forms)));
  }
  function said(asked, { wanted, found }) {
    if (!wanted.length) return "";
    const lines = [];
    for (const { word, similar: others } of wanted.filter(({ word }) => !index.words.has(word))) {
      lines.push(`{{ nothing-has }}${others.size ? `; {{ similar-words }} ${[...others].slice(0, 5).join(", ")}` : ""}.`);
    }
    if (found.length && found[0].missing.length && wanted.length > 1 + lines.length) lines.push("{{ nothing-has-all }}");
    lines.push(!found.length ? "{{ try-another-word }}" : found.length > MOST_SHOWN ? `{{ many-found }}` : `{{ found }}`);
    if (asked !== beginning(asked)) lines.push(`{{ first-letters }}`);
    return lines.join(" ");
  }

  async function show() {
    list.setAttribute("aria-busy", "true");
    await prepare();
    const given = input.value.trim();
    const asked = beginning(given);
    if (self.searchParts) {
      const gathered = await gather(asked);
      if (given !== input.value.trim()) return;
      index = indexed(gathered);
    }
    const result = find(asked);
    const phrase = split(asked).map(({ word }) => word);
    list.replaceChildren(...result.found.slice(0, MOST_SHOWN).map((match) => item(match, phrase)));
    list.removeAttribute("aria-busy");
    status.textContent = said(given, result);
    list.dataset.asked = input.value;
  }

  // The address keeps the words, so that Back and a saved address lead to the results again.
  function remember(state = null) {
    const asked = encodeURIComponent(beginning(input.value.trim()));
    const query = asked ? `?q=${asked}` : location.pathname.split("/").at(-1);
    try {
      history.replaceState(state, "", query);
    } catch {
      location.replace(`#q=${asked}`);
    }
  }
  let waiting = 0;
  input.addEventListener("input", () => {
    show();
    clearTimeout(waiting);
    waiting = setTimeout(remember, 300);
  });
  input.addEventListener("focus", prepare);
  form.addEventListener("submit", (event) => { event.preventDefault(); remember(); show(); });
  list.addEventListener("click", () => { clearTimeout(waiting); remember({ at: scrollY }); });

  const wanted = new URLSearchParams(location.hash.slice(1)).get("q") || new URLSearchParams(location.search).get("q");
  if (wanted) {
    input.value = wanted;
    show().then(() => scrollTo(0, history.state?.at || 0));
  }
})();
