'use strict';

// The data of the page: columns of figures in blocks, each a byte with the number of its column, four with its length, and figures of variable length (LEB128): 0 is unknown,
// 1 says that a double follows, anything else is 2 and the zigzag difference to the last whole number. All of it gzip, and that base64.

/** Reads the columns, each as an array of doubles in which NaN is unknown. */
async function readColumns(element, facts) {
  const bytes = await decompress(element.textContent);
  element.textContent = '';
  const columns = facts.map(fact => ({ figures: new Float64Array(fact.count), scale: fact.scale, length: 0, last: 0 }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at + 1, true);
    readBlock(columns[bytes[at]], bytes, view, at + 5, at + 5 + length);
    at += 5 + length;
  }

  return columns.map(column => column.figures);
}

async function decompress(base64) {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function readBlock(column, bytes, view, from, to) {
  const { figures, scale } = column;
  let { length, last } = column;
  for (let at = from; at < to;) {
    let code = bytes[at++];
    if (code >= 0x80) {
      code &= 0x7f;
      let factor = 0x80, part;
      // Not by shifts: they would cut off what is above 32 bits.
      do {
        part = bytes[at++];
        code += (part & 0x7f) * factor;
        factor *= 0x80;
      } while (part >= 0x80);
    }

    if (code >= 2) {
      code -= 2;
      last += code % 2 ? -(code + 1) / 2 : code / 2;
      figures[length++] = last / scale;
    } else if (code === 1) {
      figures[length++] = view.getFloat64(at, true) / scale;
      at += 8;
    } else {
      figures[length++] = NaN;
    }
  }

  column.length = length;
  column.last = last;
}

/** What is drawn of the samples of a column: growth a second, the figure last known, or the figures themselves. */
function makeFigures(made, times, figures, flags) {
  if (made === 'growth') return growthOf(times, figures);
  return made === 'held' ? heldOf(figures, flags) : figures;
}

function growthOf(times, figures) {
  const growth = new Float64Array(figures.length).fill(NaN);
  for (let i = 1; i < figures.length; i++) {
    // Two samples of one microsecond are one.
    growth[i] = times[i] === times[i - 1] ? growth[i - 1] : (figures[i] - figures[i - 1]) / (times[i] - times[i - 1]);
  }

  return growth;
}

function heldOf(figures, flags) {
  const held = new Float64Array(figures.length);
  let last = NaN;
  for (let i = 0; i < figures.length; i++) {
    // Not beyond the end of the process, nor where there is none.
    if (flags[i] & 6 || !Number.isNaN(figures[i])) last = figures[i];
    held[i] = last;
  }

  return held;
}

/** The first index at which the time is not before the given one. */
function indexAt(times, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1;
    else high = middle;
  }

  return low;
}
