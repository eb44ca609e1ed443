"use strict";

const PATIENCE = 3000; // milliseconds between two looks at curves that grow
const chart = new BandChart(byId("chart"), "Learning curves");
const chosen = new Set();
const rows = new Map();
let runs = [];
let curves = [];
let asked = "";
let drawing = 0;
let waiting = null;
let list = -1;
let boardNumber = -1;
let events = null;

function shown(run) {
  const words = byId("filter").value.toLowerCase().split(/\s+/);
  const text = `${run.environment} ${run.agent} ${run.name}`.toLowerCase();
  return words.every(word => text.includes(word));
}

function score(run) {
  if (run.problem) {
    return run.problem;
  }
  if (run.mean !== undefined) {
    return `${number(run.mean)} \u00b1 ${number(run.standardDeviation)}`;
  }
  return run.live ? run.progress || "training" : "not finished";
}

// A row stays the same element as long as its run is there: what has the focus keeps it.
function row(run) {
  const known = rows.get(run.name);
  if (known) {
    return known;
  }
  const made = element("tr");
  const box = element("input");
  box.type = "checkbox";
  box.setAttribute("aria-label", `Choose ${run.name}`);
  box.addEventListener("change", () => {
    if (box.checked) {
      chosen.add(run.name);
    } else {
      chosen.delete(run.name);
    }
    choose();
  });
  cell(made, "").append(box);
  for (const kind of ["", "", "number", "number", "number", "quiet name"]) {
    cell(made, "", kind);
  }
  rows.set(run.name, made);
  return made;
}

function fill(run) {
  const made = row(run);
  made.className = run.live ? "live" : "";
  made.cells[0].firstChild.checked = chosen.has(run.name);
  [run.environment || "", run.agent || "", run.seed ?? "", run.steps === undefined ? "" : whole(run.steps), score(run), run.name].forEach((text, i) => {
    const place = made.cells[i + 1];
    if (place.textContent !== String(text)) {
      place.textContent = text;
    }
  });
  return made;
}

function listRuns() {
  const wanted = runs.filter(shown).map(fill);
  const body = byId("run-rows");
  const kept = new Set(wanted);
  [...body.children].forEach(one => kept.has(one) || one.remove());
  wanted.forEach((one, i) => body.children[i] === one || body.insertBefore(one, body.children[i] || null));
}

async function loadRuns() {
  const before = new Map(runs.map(run => [run.name, run.progress]));
  runs = await get("api/runs");
  runs.forEach(run => { run.progress = before.get(run.name); });
  if (chosen.size === 0 && before.size === 0 && runs.length > 0 && !runs[0].problem) {
    // The newest with its fellows of other seeds.
    runs.filter(run => run.environment === runs[0].environment && run.agent === runs[0].agent && run.steps === runs[0].steps)
      .forEach(run => chosen.add(run.name));
  }
  [...chosen].filter(name => !runs.some(run => run.name === name)).forEach(name => chosen.delete(name));
  listRuns();
  announce();
}

// Said when runs begin or end, and not with every number: a reader would never come to an end.
function announce() {
  const live = runs.filter(run => run.live).length;
  const text = runs.length === 0
    ? "There is no run yet: palaestra train CartPole-v1 --agent dqn makes one."
    : `${plural(runs.length, "run")}, ${live === 0 ? "none" : live} of them training.`;
  if (byId("live").textContent !== text) {
    byId("live").textContent = text;
  }
}

const query = () => [...chosen].map(name => `run=${encodeURIComponent(name)}`).join("&");

async function offerMetrics() {
  const select = byId("metric");
  const before = select.value || "episode/return";
  const [first] = chosen;
  const names = first === undefined ? [] : (await get(`api/run?name=${encodeURIComponent(first)}`)).metrics;
  if (names.join() !== [...select.options].map(option => option.value).join()) {
    select.replaceChildren(...names.map(name => new Option(name, name, false, name === before)));
  }
}

// Curves that are here already are not sent, and nothing is drawn if all are.
async function drawCurves() {
  const mine = ++drawing;
  const note = byId("curves-note");
  try {
    let sent = [];
    if (byId("metric").options.length === 0) {
      await offerMetrics(); // a run that has just begun has none yet
    }
    const metric = byId("metric").value;
    if (chosen.size > 0 && metric) {
      const known = curves.map(curve => `&known=${curve.key}`).join("");
      sent = await get(`api/curves?${query()}&metric=${encodeURIComponent(metric)}${known}`);
    }
    if (mine !== drawing) {
      return; // Something else was chosen meanwhile.
    }
    const text = sent.length === 0
      ? "Choose runs above. Those that differ in their seeds only make up one curve, with its interval of 95 %."
      : `${plural(sent.length, "curve")} of ${plural(chosen.size, "run")}.`;
    if (note.textContent !== text) {
      note.textContent = text;
    }
    const here = new Map(curves.map(curve => [curve.key, curve]));
    const next = sent.map(curve => curve.steps ? curve : here.get(curve.key));
    if (next.length === curves.length && next.every((curve, i) => curve === curves[i])) {
      return;
    }
    curves = next;
    chart.show(curves.map(curve => ({title: curve.title, banded: curve.seeds > 1, x: curve.steps, middle: curve.middle, low: curve.low, high: curve.high})));
    tabulate();
  } catch (problem) {
    note.textContent = problem.message;
  }
}

const at = (curve, i) => curve.seeds === 1 ? number(curve.middle[i]) : `${number(curve.middle[i])} [${number(curve.low[i])}, ${number(curve.high[i])}]`;

function tabulate() {
  byId("curve-table").hidden = curves.length === 0;
  byId("curve-points").hidden = curves.length === 0;
  const body = byId("curve-rows");
  body.replaceChildren();
  curves.forEach((curve, i) => {
    const line = body.insertRow();
    const last = curve.steps.length - 1;
    cell(line, curve.title).prepend(swatch(i));
    cell(line, curve.seeds, "number");
    cell(line, whole(curve.steps[last]), "number");
    cell(line, at(curve, last), "number");
  });
  if (byId("curve-points").open) {
    listPoints();
  }
}

// Eleven points of each: what the eye takes from the chart.
function listPoints() {
  const lines = curves.flatMap(curve => {
    const last = curve.steps.length - 1;
    const places = [...new Set(Array.from({length: 11}, (none, i) => Math.round(i * last / 10)))];
    return places.map(i => [curve.title, whole(curve.steps[i]), at(curve, i)]);
  });
  byId("curve-points").querySelector("div").replaceChildren(table("Points of the curves", [["Curve", ""], ["Steps", "number"], ["Value [95 %]", "number"]], lines));
}

async function compare() {
  const note = byId("comparison-note");
  const place = byId("compared");
  const wanted = query();
  if (wanted === asked) {
    return;
  }
  asked = wanted;
  if (chosen.size === 0) {
    note.textContent = "Choose runs above to see in what they differ, what each came to, and their pictures.";
    place.replaceChildren();
    return;
  }
  try {
    const all = await get(`api/compare?${wanted}`);
    if (wanted !== asked) {
      return;
    }
    note.textContent = all.columns.length === 1
      ? "One training; choose another to see in what they differ."
      : `${all.columns.length} trainings; what they have in common is left out.`;
    place.replaceChildren(
      table("Chosen trainings side by side", [["", ""], ...all.columns.map(column => [column.title, ""])], all.rows.map(line => [line.name, ...line.values]), true),
      ...pictures(all.columns.flatMap(column => column.runs)));
  } catch (problem) {
    note.textContent = problem.message;
  }
}

function pictures(all) {
  const list = element("div", "", "pictures");
  for (const run of all) {
    for (const file of run.pictures) {
      const figure = element("figure");
      const image = element("img");
      image.loading = "lazy";
      image.alt = `${file} of ${run.name}`;
      image.src = `api/picture?run=${encodeURIComponent(run.name)}&file=${encodeURIComponent(file)}`;
      figure.append(image, element("figcaption", `${file}, ${run.name}`));
      list.append(figure);
    }
  }
  return list.children.length === 0
    ? [element("p", "There are no pictures in these runs' folders: palaestra record RUN makes one.", "quiet")]
    : [element("h3", "Pictures"), list];
}

async function choose() {
  await Promise.all([offerMetrics().then(drawCurves, drawCurves), compare()]);
}

// Growing curves are looked at now and then, and never twice for one change.
function drawSoon() {
  if (waiting === null) {
    waiting = setTimeout(() => {
      waiting = null;
      drawCurves();
    }, PATIENCE);
  }
}

async function changed(event) {
  const news = JSON.parse(event.data);
  if (news.error) {
    byId("live").textContent = news.error;
    return;
  }
  if (news.list !== list) {
    const first = list < 0;
    list = news.list;
    if (!first) {
      asked = "";
      await loadRuns();
      await choose();
    }
  }
  if (news.board !== boardNumber) {
    const first = boardNumber < 0;
    boardNumber = news.board;
    if (!first) {
      await loadBoard();
    }
  }
  for (const run of runs) {
    const now = news.runs[run.name];
    if (now && now.total) {
      run.progress = `${whole(now.step)} of ${whole(now.total)}, ${number(now.return)}`;
      if (rows.has(run.name)) {
        fill(run);
      }
    }
  }
  if (Object.keys(news.runs).some(name => chosen.has(name))) {
    drawSoon();
  }
}

// A page that nobody sees asks for nothing.
function listen() {
  if (document.hidden) {
    if (events) {
      events.close();
      events = null;
    }
  } else if (!events) {
    events = new EventSource("api/live");
    events.addEventListener("changes", event => changed(event).catch(problem => { byId("live").textContent = problem.message; }));
    events.addEventListener("open", announce);
    events.addEventListener("error", () => { byId("live").textContent = "palaestra serve does not answer: what is here may be old."; });
  }
}

byId("filter").addEventListener("input", listRuns);
byId("metric").addEventListener("change", drawCurves);
byId("curve-points").addEventListener("toggle", listPoints);
byId("all").addEventListener("click", () => {
  runs.filter(shown).forEach(run => chosen.add(run.name));
  listRuns();
  choose();
});
byId("none").addEventListener("click", () => {
  chosen.clear();
  listRuns();
  choose();
});
document.addEventListener("visibilitychange", listen);

loadRuns().then(choose).then(listen).catch(problem => { byId("live").textContent = problem.message; });
