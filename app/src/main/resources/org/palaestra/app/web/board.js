"use strict";

const profileChart = new BandChart(byId("profile-chart"), "Performance profiles");
let profiles = [];

function withInterval(line) {
  return line.seeds === 1 ? number(line.interquartileMean) : `${number(line.interquartileMean)} [${number(line.low)}, ${number(line.high)}]`;
}

const error = x => x === undefined ? "\u2013" : x > 0 && x < 0.005 ? minus(x.toExponential(1)) : number(x);

function notes(line) {
  const all = [];
  if (line.comparedWithAbove && !line.comparedWithAbove.significant) {
    all.push(`not significantly behind ${line.rank - 1}`);
  }
  if (line.tooFewSeeds) {
    all.push("fewer than 10 seeds");
  }
  return all.join("; ");
}

function overall(board) {
  return table("Over all environments",
    [["Agent", ""], ["Environments", "number"], ["Seeds", "number"], ["IQM [95 %]", "number"], ["Median", "number"], ["Mean", "number"], ["Gap", "number"]],
    board.overall.map(one => [one.agent, one.environments, one.seeds, withInterval(one), number(one.median), number(one.mean), number(one.optimalityGap)]));
}

function standings(environment) {
  const columns = [
    ["Rank", "number", line => line.rank],
    ["Agent", "", line => line.agent],
    ["Settings", "", line => line.configuration],
    ["Steps", "number", line => line.person ? "" : whole(line.steps)],
    ["Seeds", "number", line => line.seeds],
    ["IQM [95 %]", "number", line => withInterval(line)],
    ["Mean", "number", line => number(line.mean)],
  ];
  if (environment.reference) {
    columns.push(["Gap", "number", line => number(line.optimalityGap)]);
  }
  if (environment.optimum !== undefined) {
    columns.push(["Regret", "number", line => number(line.regret)], ["Value error", "number", line => error(line.valueError)]);
  }
  columns.push(["Notes", "", notes]);
  return table(environment.title, columns, environment.standings.map(line => columns.map(column => column[2](line))));
}

async function loadBoard() {
  const board = await get("api/leaderboard");
  const parts = [];
  profiles = [];
  if (!board.environments || board.environments.length === 0) {
    parts.push(element("p", "There is no entry yet: palaestra leaderboard submit RUN adds one."));
  } else {
    if (board.overall.length > 0) {
      parts.push(element("h3", "Over all environments: 0 acts at random, 1 is the best published"), overall(board));
      profiles.push({title: "All environments with reference scores", ...board.overallProfiles});
    }
    for (const environment of board.environments) {
      parts.push(element("h3", environment.title), standings(environment));
      if (environment.optimum !== undefined) {
        parts.push(element("p", `The best policy would score ${number(environment.optimum)}.`, "quiet"));
      }
      profiles.push({title: environment.title, ...environment.profiles});
    }
  }
  byId("board").replaceChildren(...parts);
  byId("profiles").hidden = profiles.length === 0;
  const before = byId("profile").value;
  byId("profile").replaceChildren(...profiles.map(one => new Option(one.title, one.title, false, one.title === before)));
  showProfile();
}

// The greatest threshold that at least this part is above.
function reached(line, part) {
  const i = line.parts.findLastIndex(value => value >= part);
  return i < 0 ? "\u2013" : number(line.thresholds[i]);
}

function showProfile() {
  const profile = profiles.find(one => one.title === byId("profile").value);
  const lines = profile ? profile.lines : [];
  profileChart.show(lines.map(line => ({title: line.title, banded: line.seeds > 1, x: line.thresholds, middle: line.parts, low: line.low, high: line.high})));
  const place = byId("profile-table");
  place.replaceChildren();
  if (profile) {
    const made = table(`Profiles of ${profile.title}, by ${profile.scores}`,
      [["Agent", ""], ["Seeds", "number"], ["\u00be are above", "number"], ["\u00bd are above", "number"], ["\u00bc are above", "number"]],
      lines.map(line => [line.title, line.seeds, reached(line, 0.75), reached(line, 0.5), reached(line, 0.25)]));
    made.querySelectorAll("tbody tr").forEach((row, i) => row.cells[0].prepend(swatch(i)));
    place.append(element("p", `Across: ${profile.scores}. Upwards: the part of the seeds above.`, "quiet"), made);
  }
}

byId("profile").addEventListener("change", showProfile);
loadBoard().catch(problem => { byId("board").textContent = problem.message; });
