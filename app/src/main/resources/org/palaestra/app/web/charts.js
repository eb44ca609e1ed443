"use strict";

const byId = id => document.getElementById(id);
const minus = text => text.replace(/^-(?=0\.?0*$)/, "").replace("-", "\u2212"); // nothing is no less than nothing
const number = x => x === undefined || x === null ? "" : minus(x.toLocaleString("en", {minimumFractionDigits: 2, maximumFractionDigits: 2}));
const whole = x => minus(x.toLocaleString("en", {maximumFractionDigits: 0}));
const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

// Distinguishable for the colour-blind (Okabe and Ito, 2008); dashes tell more than six apart.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const colour = i => COLOURS[i % COLOURS.length];
const dash = i => i < COLOURS.length ? undefined : [3 + 3 * Math.floor(i / COLOURS.length), 4];

async function get(url) {
  const response = await fetch(url);
  const json = await response.json();
  if (!response.ok) {
    throw new Error(json.error || response.statusText);
  }
  return json;
}

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text === undefined ? "" : text;
  if (kind) {
    made.className = kind;
  }
  return made;
}

// Text is set as text: nothing that a run or a person is called becomes markup.
function cell(row, text, kind) {
  const td = element("td", text, kind);
  row.append(td);
  return td;
}

// heads: [text, class] of each column. The first cell of a row may name it.
function table(caption, heads, rows, named) {
  const wide = element("div", "", "wide");
  const made = element("table");
  made.append(element("caption", caption, "hidden"));
  const head = made.createTHead().insertRow();
  for (const [text, kind] of heads) {
    const th = element("th", text, kind);
    th.scope = "col";
    head.append(th);
  }
  const body = made.createTBody();
  for (const values of rows) {
    const row = body.insertRow();
    values.forEach((value, i) => {
      if (named && i === 0) {
        const th = element("th", value);
        th.scope = "row";
        row.append(th);
      } else {
        cell(row, value, heads[i][1]);
      }
    });
  }
  wide.append(made);
  return wide;
}

function swatch(i) {
  const line = element("span", "", "swatch");
  line.style.borderColor = colour(i);
  line.style.borderTopStyle = dash(i) ? "dashed" : "solid";
  return line;
}

// Lines with bands over common places. It is built anew when lines come or go, or the colours of
// the page change; else it takes other numbers.
class BandChart {
  constructor(place, label) {
    this.place = place;
    this.label = label;
    this.lines = [];
    this.shape = "";
    this.draws = 0;
    this.plot = null;
    place.setAttribute("role", "img");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.shape = "";
      this.show(this.lines);
    });
    new ResizeObserver(() => {
      if (this.plot && this.place.clientWidth !== this.plot.width) {
        this.plot.setSize({width: this.place.clientWidth, height: 380});
      }
    }).observe(place);
  }

  // lines: [{title, banded, x, middle, low, high}]
  show(lines) {
    this.lines = lines;
    this.draws++;
    this.place.setAttribute("aria-label", lines.length === 0 ? `${this.label}: nothing chosen` : `${this.label}: ${lines.map(line => line.title).join("; ")}. The numbers are in the tables below.`);
    const shape = JSON.stringify(lines.map(line => [line.title, line.banded]));
    const data = this.data(lines);
    if (this.plot && shape === this.shape) {
      this.plot.setData(data);
      return;
    }
    if (this.plot) {
      this.plot.destroy();
      this.plot = null;
    }
    this.shape = shape;
    if (lines.length > 0) {
      this.plot = this.build(lines, data);
    }
  }

  // All lines on the places of any of them; gaps are bridged.
  data(lines) {
    const places = [...new Set(lines.flatMap(line => line.x))].sort((a, b) => a - b);
    const index = new Map(places.map((x, i) => [x, i]));
    const data = [places];
    for (const line of lines) {
      for (const values of [line.high, line.low, line.middle]) {
        const row = new Array(places.length).fill(undefined);
        values.forEach((value, j) => { row[index.get(line.x[j])] = value; });
        data.push(row);
      }
    }
    return data;
  }

  build(lines, data) {
    const series = [{}];
    const bands = [];
    lines.forEach((line, i) => {
      const edge = {stroke: "transparent", width: 0, spanGaps: true, points: {show: false}};
      series.push(edge, edge, {stroke: colour(i), width: 2, dash: dash(i), spanGaps: true, points: {show: false}});
      if (line.banded) {
        bands.push({series: [3 * i + 1, 3 * i + 2], fill: colour(i) + "33"});
      }
    });
    const ink = getComputedStyle(document.body).color;
    const axis = {stroke: ink, grid: {stroke: ink, width: 0.15}, ticks: {stroke: ink, width: 0.3}};
    return new uPlot({
      width: this.place.clientWidth,
      height: 380,
      scales: {x: {time: false}},
      legend: {show: false},
      series,
      bands,
      axes: [{...axis, space: 70}, {...axis, size: 70}],
    }, data, this.place);
  }
}
