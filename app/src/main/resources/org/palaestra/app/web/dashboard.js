"use strict";

// Distinguishable for the colour-blind (Okabe and Ito, 2008); dashes tell more than six apart.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const byId = id => document.getElementById(id);
const number = x => x === undefined || x === null ? "" : x.toLocaleString("en", {minimumFractionDigits: 2, maximumFractionDigits: 2}).replace("-", "\u2212");
const whole = x => x.toLocaleString("en");
const chosen = new Set();
let runs = [];
let chart = null;
let drawing = 0;

async function get(url) {
  const response = await fetch(url);
  const json = await response.json();
  if (!response.ok) {
    throw new Error(json.error || response.statusText);
  }
  return json;
}

// Text is set as text: nothing that a run or a person is called becomes markup.
function cell(row, text, kind) {
  const td = row.insertCell();
  td.textContent = text;
  if (kind) {
    td.className = kind;
  }
  return td;
}

function shown(run) {
  const words = byId("filter").value.toLowerCase().split(/\s+/);
  const text = `${run.environment} ${run.agent} ${run.name}`.toLowerCase();
  return words.every(word => text.includes(word));
}

function listRuns() {
  const body = byId("run-rows");
  body.replaceChildren();
  for (const run of runs.filter(shown)) {
    const row = body.insertRow();
    row.className = run.live ? "live" : "";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = chosen.has(run.name);
    box.setAttribute("aria-label", `Choose ${run.name}`);
    box.addEventListener("change", () => {
      if (box.checked) {
        chosen.add(run.name);
      } else {
        chosen.delete(run.name);
      }
      drawCurves();
    });
    row.insertCell().append(box);
    cell(row, run.environment || "");
    cell(row, run.agent || "");
    cell(row, run.seed ?? "", "number");
    cell(row, run.steps === undefined ? "" : whole(run.steps), "number");
    cell(row, run.problem || (run.mean === undefined ? (run.live ? "training" : "not finished") : `${number(run.mean)} \u00b1 ${number(run.standardDeviation)}`), "number");
    cell(row, run.name, "quiet");
  }
}

async function loadRuns() {
  runs = await get("api/runs");
  if (runs.length === 0) {
    byId("live").textContent = "There is no run yet: palaestra train CartPole-v1 --agent dqn makes one.";
  }
  if (chosen.size === 0 && runs.length > 0 && !runs[0].problem) {
    // The newest with its fellows of other seeds.
    runs.filter(run => run.environment === runs[0].environment && run.agent === runs[0].agent && run.steps === runs[0].steps)
      .forEach(run => chosen.add(run.name));
  }
  listRuns();
}

async function offerMetrics() {
  const select = byId("metric");
  const before = select.value || "episode/return";
  const [first] = chosen;
  const metrics = first === undefined ? [] : (await get(`api/run?name=${encodeURIComponent(first)}`)).metrics;
  select.replaceChildren(...metrics.map(name => new Option(name, name, false, name === before)));
}

async function drawCurves() {
  const mine = ++drawing;
  const note = byId("curves-note");
  try {
    await offerMetrics();
    let curves = [];
    if (chosen.size > 0 && byId("metric").value) {
      const query = [...chosen].map(name => `run=${encodeURIComponent(name)}`).join("&");
      curves = await get(`api/curves?${query}&metric=${encodeURIComponent(byId("metric").value)}`);
    }
    if (mine !== drawing) {
      return; // Something else was chosen meanwhile.
    }
    note.textContent = curves.length === 0
      ? "Choose runs above. Those that differ in their seeds only make up one curve, with its interval of 95 %."
      : `${curves.length} curve${curves.length === 1 ? "" : "s"} of ${chosen.size} run${chosen.size === 1 ? "" : "s"}.`;
    plot(curves);
    tabulate(curves);
  } catch (problem) {
    note.textContent = problem.message;
  }
}

// All curves on the steps of any of them; gaps are bridged.
function plot(curves) {
  if (chart) {
    chart.destroy();
    chart = null;
  }
  if (curves.length === 0) {
    return;
  }
  const steps = [...new Set(curves.flatMap(curve => curve.steps))].sort((a, b) => a - b);
  const place = new Map(steps.map((step, i) => [step, i]));
  const data = [steps];
  const series = [{label: "steps"}];
  const bands = [];
  curves.forEach((curve, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const dash = i < COLOURS.length ? undefined : [3 + 3 * Math.floor(i / COLOURS.length), 4];
    for (const [values, line] of [[curve.high, false], [curve.low, false], [curve.middle, true]]) {
      const row = new Array(steps.length).fill(undefined);
      values.forEach((value, j) => { row[place.get(curve.steps[j])] = value; });
      data.push(row);
      series.push({
        label: line ? curve.title : `${curve.title}, ${values === curve.high ? "high" : "low"}`,
        stroke: line ? colour : "transparent",
        width: line ? 2 : 0,
        dash,
        spanGaps: true,
        points: {show: false},
      });
    }
    if (curve.seeds > 1) {
      bands.push({series: [3 * i + 1, 3 * i + 2], fill: colour + "33"});
    }
  });
  const ink = getComputedStyle(document.body).color;
  const axis = {stroke: ink, grid: {stroke: ink + "", width: 0.15}, ticks: {stroke: ink, width: 0.3}};
  chart = new uPlot({
    width: byId("chart").clientWidth,
    height: 380,
    scales: {x: {time: false}},
    legend: {show: false},
    series,
    bands,
    axes: [axis, {...axis, size: 70}],
  }, data, byId("chart"));
}

function tabulate(curves) {
  byId("curve-table").hidden = curves.length === 0;
  const body = byId("curve-rows");
  body.replaceChildren();
  curves.forEach((curve, i) => {
    const row = body.insertRow();
    const name = cell(row, curve.title);
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = COLOURS[i % COLOURS.length];
    name.prepend(swatch);
    const last = curve.steps.length - 1;
    cell(row, curve.seeds, "number");
    cell(row, whole(curve.steps[last]), "number");
    cell(row, curve.seeds === 1 ? number(curve.middle[last]) : `${number(curve.middle[last])} [${number(curve.low[last])}, ${number(curve.high[last])}]`, "number");
  });
}

function table(heads, rows) {
  const wide = document.createElement("div");
  wide.className = "wide";
  const element = document.createElement("table");
  const head = element.createTHead().insertRow();
  for (const [text, kind] of heads) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = text;
    th.className = kind;
    head.append(th);
  }
  const body = element.createTBody();
  for (const values of rows) {
    const row = body.insertRow();
    values.forEach((value, i) => cell(row, value, heads[i][1]));
  }
  wide.append(element);
  return wide;
}

function withInterval(line, entries) {
  return entries === 1 ? number(line.interquartileMean) : `${number(line.interquartileMean)} [${number(line.low)}, ${number(line.high)}]`;
}

function notes(line) {
  const all = [];
  if (line.comparedWithAbove && !line.comparedWithAbove.significant) {
    all.push(`not significantly behind ${line.rank - 1}`);
  }
  if (line.tooFewEntries) {
    all.push("fewer than 10 seeds");
  }
  return all.join("; ");
}

async function loadBoard() {
  const place = byId("board");
  const board = await get("api/leaderboard");
  const parts = [];
  const heading = text => {
    const h3 = document.createElement("h3");
    h3.textContent = text;
    return h3;
  };
  if (!board.environments || board.environments.length === 0) {
    const p = document.createElement("p");
    p.textContent = "There is no entry yet: palaestra leaderboard submit RUN adds one.";
    parts.push(p);
  } else {
    if (board.overall.length > 0) {
      parts.push(heading("Over all environments: 0 acts at random, 1 is the best published"));
      parts.push(table(
        [["Agent", ""], ["Environments", "number"], ["Seeds", "number"], ["IQM [95 %]", "number"], ["Median", "number"], ["Mean", "number"], ["Gap", "number"]],
        board.overall.map(one => [one.agent, one.environments, one.entries, withInterval(one, one.entries), number(one.median), number(one.mean), number(one.optimalityGap)])));
    }
    for (const environment of board.environments) {
      parts.push(heading(environment.title));
      parts.push(table(
        [["Rank", "number"], ["Agent", ""], ["Settings", ""], ["Steps", "number"], ["Seeds", "number"], ["IQM [95 %]", "number"], ["Mean", "number"], ["", ""]],
        environment.standings.map(line => [line.rank, line.agent, line.configuration, line.person ? "" : whole(line.steps), line.entries.length, withInterval(line, line.entries.length), number(line.mean), notes(line)])));
    }
  }
  place.replaceChildren(...parts);
}

function listen() {
  const events = new EventSource("api/live");
  let before = "";
  events.addEventListener("progress", event => {
    const live = JSON.parse(event.data);
    const names = Object.keys(live);
    byId("live").textContent = names.map(name => `${name}: ${whole(live[name].step)} of ${whole(live[name].total)} steps, return ${number(live[name].return)}`).join("; ");
    if (names.join() !== before) {
      before = names.join();
      loadRuns();
      loadBoard();
    }
    if (names.some(name => chosen.has(name))) {
      drawCurves();
    }
  });
}

byId("filter").addEventListener("input", listRuns);
byId("metric").addEventListener("change", drawCurves);
byId("all").addEventListener("click", () => {
  runs.filter(shown).forEach(run => chosen.add(run.name));
  listRuns();
  drawCurves();
});
byId("none").addEventListener("click", () => {
  chosen.clear();
  listRuns();
  drawCurves();
});
window.addEventListener("resize", () => chart && chart.setSize({width: byId("chart").clientWidth, height: 380}));

loadRuns().then(drawCurves).catch(problem => { byId("live").textContent = problem.message; });
loadBoard().catch(problem => { byId("board").textContent = problem.message; });
listen();
