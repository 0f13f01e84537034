'use strict';

// The page of a comparison: of each recording its points, made into what the charts draw.

/** What tests and curious people can ask the page. */
const comparison = { isReady: false, readyMs: null, error: null };
window.comparison = comparison;

async function startComparison() {
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const state = document.getElementById('state');
  if (typeof DecompressionStream === 'undefined') {
    state.textContent = 'This browser cannot unpack the data of the page (it knows no DecompressionStream): there are only the tables.';
    return;
  }

  state.textContent = 'Unpacking the data …';
  const columns = await readColumns(document.getElementById('data'), facts.columns);
  const board = new Board(facts, facts.charts.map(chart => ({ ...chart, series: chart.series.map(one => ({ ...one, x: columns[one.x].map(time => time / 1e6), y: columns[one.y] })) })));
  state.hidden = true;
  if (board.charts.length) board.start();
  comparison.board = board;
  comparison.readyMs = performance.now();
  comparison.isReady = true;
}

startComparison().catch(error => {
  comparison.error = String(error);
  document.getElementById('state').hidden = false;
  document.getElementById('state').textContent = `The charts cannot be drawn (${error}): the page may be cut off.`;
});
