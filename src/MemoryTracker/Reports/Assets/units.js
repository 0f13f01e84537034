'use strict';

// Figures as people read them: the same words as in the summary of the program.

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** The power of 1024 in which a number of bytes is told. */
function byteUnit(bytes) {
  let unit = 0;
  for (let rest = Math.abs(bytes); rest >= 1024 && unit < byteUnits.length - 1; rest /= 1024) unit++;
  return unit;
}

function bytesText(bytes) {
  let unit = byteUnit(bytes);
  // 1,023.96 KiB must not become "1024.0 KiB".
  if (unit < byteUnits.length - 1 && Math.abs(bytes) / 1024 ** unit >= (unit ? 1023.95 : 1023.5)) unit++;
  const told = bytes / 1024 ** unit;
  return `${told.toFixed(unit === 0 ? 0 : Math.abs(told) < 10 ? 2 : 1)} ${byteUnits[unit]}`;
}

function numberText(number) {
  return Math.abs(number) < 99.95 ? String(Number(number.toFixed(1))) : grouped.format(number);
}

/** No more decimals than tell neighbouring ticks apart. */
function tickNumber(number, step) {
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals++;
  return number.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A large number shortens to what an axis has room for: 500 M. */
function shortTick(number, top, step) {
  const power = top < 1e5 ? 0 : Math.min(5, Math.floor(Math.log10(top) / 3));
  return tickNumber(number / 1000 ** power, Math.min(step, step / 1000 ** power)) + ['', ' k', ' M', ' G', ' T', ' P'][power];
}

/** The step of 1, 2, 5 times a power of ten that makes at most so many steps. */
function decimalStep(top, most, least) {
  const raw = Math.max(top / most, least);
  const power = 10 ** Math.floor(Math.log10(raw) + 1e-9);
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= raw * (1 - 1e-9));
}

/** The same in powers of two, so that labels are round in KiB, MiB and GiB. */
function binaryStep(top, most) {
  return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(top / most, 1)) - 1e-9));
}

function byteTicks(ending) {
  return {
    step: binaryStep,
    label: (bytes, top, step) => {
      if (bytes === 0) return '0';
      const unit = byteUnit(top);
      return `${tickNumber(bytes / 1024 ** unit, Math.min(1, step / 1024 ** unit)).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')} ${byteUnits[unit]}${ending}`;
    },
    text: bytes => bytesText(bytes) + ending,
  };
}

function decimalTicks(ending, finest, text) {
  return {
    step: (top, most) => decimalStep(top, most, finest),
    label: (number, top, step) => number === 0 ? '0' : shortTick(number, top, step) + ending,
    text,
  };
}

/** Of each unit: the step of its axis, the label of a tick, the text of a figure, and how high an axis reaches at least. */
const units = {
  bytes: { least: 4096, ...byteTicks('') },
  byte_rate: { least: 4096, ...byteTicks('/s') },
  percent: { least: 10, ...decimalTicks(' %', 1, percent => `${percent.toFixed(1)} %`) },
  rate: { least: 1, ...decimalTicks('/s', 0.001, rate => `${numberText(rate)}/s`) },
  count: { least: 1, ...decimalTicks('', 1, numberText) },
  seconds: { least: 0.01, ...decimalTicks(' s', 0.001, seconds => durationText(seconds)) },
};
