'use strict';

// Moments and lengths of time as people read them, and the ticks of the time axis. Times are seconds since the recording began.

const minute = 60, hour = 3600, day = 86400;
const timeSteps = [
  ...[-6, -5, -4, -3, -2, -1, 0].flatMap(power => [1, 2, 5].map(factor => Number((factor * 10 ** power).toFixed(9)))),
  10, 15, 20, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 20 * minute, 30 * minute,
  hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour,
];

const two = number => String(number).padStart(2, '0');
const trimmed = (number, decimals) => String(Number(number.toFixed(decimals)));

function clockText(seconds) {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole ? '-' : '';
  const [d, h, m, s] = [Math.floor(whole / day), Math.floor(whole / hour) % 24, Math.floor(whole / minute) % 60, whole % 60];
  if (d) return `${sign}${d} d ${two(h)}:${two(m)}:${two(s)}`;
  return h ? `${sign}${h}:${two(m)}:${two(s)}` : `${sign}${m}:${two(s)}`;
}

/** A length of time: 85 µs, 12.5 ms, 3.25 s, then 2:03. */
function durationText(seconds) {
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 0.0009995) return `${trimmed(seconds * 1e6, 0)} µs`;
  if (size < 0.9995) return `${trimmed(seconds * 1e3, size < 0.09995 ? 1 : 0)} ms`;
  return size < 59.995 ? `${trimmed(seconds, 2)} s` : clockText(seconds);
}

/** How many decimals of a second tell moments apart that lie so far from each other. */
const decimalsFor = step => Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));

/** Elapsed time, as fine as moments of a shown time of that length are told. */
function elapsedText(seconds, span) {
  const decimals = span < 60 ? Math.max(2, decimalsFor(span / 1000)) : span < 600 ? 1 : 0;
  const units = Math.round(Math.abs(seconds) * 10 ** decimals);
  const sign = seconds < 0 && units ? '-' : '';
  const whole = Math.floor(units / 10 ** decimals);
  const fraction = decimals ? `.${String(units % 10 ** decimals).padStart(decimals, '0')}` : '';
  return sign + clockText(whole) + fraction;
}

/** Time of day on the machine that was recorded. */
function dayTimeText(seconds, span, facts, withDate) {
  const decimals = span < 60 ? Math.max(2, decimalsFor(span / 1000)) : span < 600 ? 1 : 0;
  const micros = facts.startUs + Math.round(seconds * 1e6) + facts.offsetMinutes * 60e6;
  const told = new Date(Math.floor(micros / 1000)).toISOString();
  const fraction = decimals ? `.${String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0').slice(0, decimals)}` : '';
  return `${withDate ? `${told.slice(0, 10)} ` : ''}${told.slice(11, 19)}${fraction}`;
}

function zoneText(offsetMinutes) {
  const size = Math.abs(offsetMinutes);
  return offsetMinutes === 0 ? 'UTC' : `UTC${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function timeStep(span, most) {
  const raw = span / most;
  return timeSteps.find(step => step >= raw) ?? day * decimalStep(span / day, most, 1);
}

/** The ticks of the time axis: round in elapsed time, or round by the clock. */
function timeTicks(from, to, most, facts, isClock) {
  const step = timeStep(to - from, most);
  const shift = isClock ? (facts.startUs / 1e6 + facts.offsetMinutes * 60) % day : 0;
  const ticks = [];
  for (let n = Math.ceil((from + shift) / step - 1e-9); n * step - shift <= to + step * 1e-9; n++) ticks.push(n * step - shift);
  return { ticks, step };
}

function timeTickLabel(seconds, step, to, facts, isClock) {
  if (isClock) {
    const micros = Math.round(facts.startUs + seconds * 1e6) + facts.offsetMinutes * 60e6;
    const told = new Date(Math.round(micros / 1000)).toISOString();
    if (step >= day || (to > day && told.slice(11, 19) === '00:00:00')) return told.slice(5, 10);
    if (step >= minute) return told.slice(11, 16);
    const decimals = decimalsFor(step);
    return told.slice(11, 19) + (decimals ? `.${String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0').slice(0, decimals)}` : '');
  }

  if (Math.abs(seconds) < step / 2) return '0';
  if (to < minute) return to < 1e-3 ? `${trimmed(seconds * 1e6, 0)} µs` : to < 1 ? `${trimmed(seconds * 1e3, 3)} ms` : `${trimmed(seconds, 6)} s`;
  const decimals = decimalsFor(step);
  const units = Math.round(Math.abs(seconds) * 10 ** decimals);
  const text = clockText(Math.floor(units / 10 ** decimals)) + (decimals ? `.${String(units % 10 ** decimals).padStart(decimals, '0')}` : '');
  return (seconds < 0 ? '-' : '') + (step >= hour && to >= day ? text.replace(/:00$/, '') : text);
}
