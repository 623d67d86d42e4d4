// A block copied from a spreadsheet: rows of cells, with quoted cells and numbers as people write them.
"use strict";

/** Rows of cells of tab-separated text. A quoted cell may hold tabs, line breaks and doubled quotes. */
export function rowsOf(text) {
  const rows = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  const plain = text.replace(/(?:\r\n|\n|\r)$/, "");
  while (cells.lastIndex <= plain.length) {
    const at = cells.lastIndex;
    let found = cells.exec(plain);
    if (found === null) {
      // A quote that is no quoting: the cell is taken as it is written.
      const end = plain.slice(at).search(/[\t\r\n]/);
      const cell = end < 0 ? plain.slice(at) : plain.slice(at, at + end);
      found = [null, undefined, cell, plain[at + cell.length] ?? ""];
      cells.lastIndex = at + cell.length + found[3].length;
    }
    const written = found[1] === undefined ? found[2] : found[1].replaceAll('""', '"');
    rows.at(-1).push(written.replace(/\s+/g, " ").trim());
    if (found[3] === "") break;
    if (found[3] !== "\t") rows.push([]);
  }
  return rows;
}

/** The decimal mark of these numbers, "" where none of them tells. */
export function decimalMark(numbers) {
  for (const number of numbers) {
    const bare = number.replace(/[^\d.,]/g, "");
    const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
    if (last < 0) continue;
    const mark = bare[last];
    const both = bare.includes(".") && bare.includes(",");
    const times = bare.split(mark).length - 1;
    if (both && times === 1) return mark;
    if (times > 1) return mark === "," ? "." : ",";
    if (bare.length - last - 1 !== 3 || /^0[.,]/.test(bare)) return mark;
  }
  return "";
}

/** A number in the farm's own writing (1234.50); what is no number, or does not tell, stays as it is. */
export function plainNumber(text, mark) {
  const body = text.replace(/[\s\u00a0\u202f'’]/g, "").replace(/^[^\d(+\-\u2212.,]+|[^\d).,\-\u2212]+$/g, "");
  const negative = /^[-\u2212(]|[-\u2212]$/.test(body);
  const digits = body.replace(/[()+\-\u2212]/g, "");
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(digits)) return text;
  const thousands = mark === "," ? "." : ",";
  if (!mark && /[.,]/.test(digits)) return text;
  const [whole, part, ...more] = mark ? digits.replaceAll(thousands, "").split(mark) : [digits];
  if (more.length > 0) return text;
  return `${negative ? "-" : ""}${whole || "0"}${part ? `.${part}` : ""}`;
}

/**
 * The block for these columns, its first cell going into the column `first`.
 * A first row of headings (no digit where numbers belong) is left out; `heading` says so.
 */
export function block(text, columns, first) {
  let rows = rowsOf(text);
  const numeric = (at) => columns[first + at]?.numeric;
  const headed = (row) => row.some((_, at) => numeric(at)) && row.every((cell, at) => !numeric(at) || (cell && !/\d/.test(cell)));
  const heading = rows.length > 1 && headed(rows[0]) && !headed(rows[1]);
  if (heading) rows = rows.slice(1);
  const mark = decimalMark(rows.flatMap((row) => row.filter((_, at) => numeric(at))));
  return { heading, rows: rows.map((row) => row.map((cell, at) => (numeric(at) ? plainNumber(cell, mark) : cell))) };
}
