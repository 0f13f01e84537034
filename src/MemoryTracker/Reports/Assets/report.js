'use strict';

// The report of one recording: its data, made into what its charts draw, its table, and its CSV.

/** What tests and curious people can ask the page. */
const report = { isReady: false, samples: 0, readyMs: null, error: null };
window.report = report;

async function startReport() {
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const state = document.getElementById('state');
  if (typeof DecompressionStream === 'undefined') {
    state.textContent = 'This browser cannot unpack the data of the page (it knows no DecompressionStream): this is a preview.';
    return;
  }

  state.textContent = 'Unpacking the data …';
  const columns = await readColumns(document.getElementById('data'), facts.columns);
  const board = new Board(facts, facts.charts.map(chart => ({ ...chart, series: seriesOf(chart.series, columns, facts) })));
  state.hidden = true;
  document.getElementById('preview')?.remove();
  if (board.charts.length) board.start();
  offerTable(board);
  if (!facts.isReduced) offerCsv(facts, columns);
  report.samples = facts.isReduced ? facts.samples : columns[0].length;
  report.board = board;
  report.readyMs = performance.now();
  report.isReady = true;
}

/** Of each series its times in seconds, its figures, and where it breaks. Those of one chart that share times share the array. */
function seriesOf(all, columns, facts) {
  const flags = facts.isReduced ? null : columns[2];
  const series = all.map(one => ({
    label: one.label, light: one.light, dark: one.dark, drawn: one.drawn,
    x: seconds(columns[one.x]),
    y: makeFigures(one.made, seconds(columns[one.x]), columns[one.y], flags),
    spread: one.made === 'spread' ? flags : null,
    isFilled: all.length === 1 || one === all[0] && all[1].drawn === 'peak',
    flags: one.breaksAtGaps ? flags : null,
  }));
  const peaks = series.find(one => one.drawn === 'peak');
  const rss = series.find(one => one !== peaks);
  if (peaks && rss) peaks.base = rss;
  return series.map((one, index) => Object.assign(one, { marksPeak: all[index].marksPeak }));
}

const inSeconds = new Map();

/** Times of a column, from microseconds; made once. */
function seconds(micros) {
  if (!inSeconds.has(micros)) inSeconds.set(micros, micros.map(time => time / 1e6));
  return inSeconds.get(micros);
}

function offerCsv(facts, columns) {
  report.csv = () => csvOf(facts, columns);
  const button = document.getElementById('csv');
  button.hidden = false;
  button.addEventListener('click', () => {
    const link = make('a', { download: `${facts.fileName}.csv`, href: URL.createObjectURL(new Blob(csvOf(facts, columns), { type: 'text/csv' })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
}

/** All samples as the program itself writes them, in pieces. */
function csvOf(facts, columns) {
  const [elapsed, shift] = columns;
  const pieces = [`time,elapsed_s,pid,command${facts.metrics.map(metric => `,${metric.name}`).join('')}\n`];
  const metrics = facts.metrics.map(metric => ({ figures: columns[metric.column], decimals: metric.decimals }));
  let name = -1, cells = '', rows = [], second = NaN, date = '';
  for (let i = 0; i < elapsed.length; i++) {
    while (name + 1 < facts.names.length && facts.names[name + 1].from <= i) {
      name++;
      cells = `${facts.names[name].pid ?? ''},${quoted(facts.names[name].command)}`;
    }

    let time = '';
    if (facts.startUs !== undefined) {
      const micros = facts.startUs + elapsed[i] + shift[i], whole = Math.floor(micros / 1e6);
      if (whole !== second) [second, date] = [whole, new Date(whole * 1000).toISOString().slice(0, 19)];
      time = `${date}.${String(micros - whole * 1e6).padStart(6, '0')}Z`;
    }

    let row = `${time},${(elapsed[i] / 1e6).toFixed(6)},${cells}`;
    for (const { figures, decimals } of metrics) row += Number.isNaN(figures[i]) ? ',' : `,${figures[i].toFixed(decimals)}`;
    rows.push(row);
    if (rows.length === 10_000 || i === elapsed.length - 1) {
      pieces.push(`${rows.join('\n')}\n`);
      rows = [];
    }
  }

  return pieces;
}

/** As RFC 4180 asks for. */
const quoted = text => /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const mostRowsOfTable = 500;

/** The data of the shown time as a table, made when it is opened: for those who cannot see the charts, and for reading off. */
function offerTable(board) {
  const details = document.getElementById('data-table');
  document.getElementById('data-section').hidden = !board.charts.length;
  const update = () => { if (details.open) details.lastElementChild.replaceChildren(dataTable(board)); };
  details.addEventListener('toggle', update);
  board.listeners.push(update);
}

function dataTable(board) {
  const series = board.charts.flatMap(chart => chart.series.map(one => ({ ...one, unit: chart.unit })));
  const [from, to] = board.view;
  const { x } = series.reduce((most, one) => one.x.length > most.x.length ? one : most);
  const first = indexAt(x, from), last = indexAt(x, to + 1e-9), isWhole = last - first <= mostRowsOfTable;
  const rows = isWhole ? Math.max(0, last - first) : mostRowsOfTable;
  const body = make('tbody');
  for (let row = 0; row < rows; row++) {
    const [begin, end] = isWhole ? [x[first + row], x[first + row]] : [from + (to - from) * row / rows, from + (to - from) * (row + 1) / rows];
    body.append(make('tr', {}, make('th', { scope: 'row', text: board.timeText(begin) }), ...series.map(one => make('td', { text: rangeText(one, begin, end, row === rows - 1) }))));
  }

  const caption = isWhole ? 'Every sample of the shown time' : `The shown time in ${rows} equal pieces, each from its begin on: of each the lowest and highest figure`;
  const table = make('table', {}, make('caption', { text: caption }), make('thead', {}, make('tr', {}, make('th', { scope: 'col', text: 'time' }), ...series.map(one => make('th', { scope: 'col', text: one.label })))), body);
  return make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'The data as a table' }, table);
}

/** The lowest and highest figure of a stretch, whose end belongs to the next one. */
function rangeText({ x, y, unit }, begin, end, isLast) {
  let low = NaN, high = NaN;
  for (let i = indexAt(x, begin); i < x.length && (x[i] < end || (isLast || begin === end) && x[i] <= end); i++) {
    if (!(y[i] >= low) && !Number.isNaN(y[i])) low = y[i];
    if (!(y[i] <= high) && !Number.isNaN(y[i])) high = y[i];
  }

  if (Number.isNaN(low)) return '–';
  const [least, most] = [unit.text(low), unit.text(high)];
  return least === most ? least : `${least} – ${most}`;
}

startReport().catch(error => {
  report.error = String(error);
  document.getElementById('state').hidden = false;
  document.getElementById('state').textContent = `The charts cannot be drawn (${error}): the page may be cut off.`;
});
